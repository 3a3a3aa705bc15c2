#include "catalog/package-pieces.h"

#include <string.h>

/* What stands in the object and is not compared: set here, or not the sender's to say. */
static const char *const apart[] = {"id",       "created",  "changed",    "trashed", "package",
                                    "state_by", "state_at", "state_note", NULL};
/* One statement: it was reviewed so, by them, then. */
static const char *const review[] = {"state", "state_by", "state_at", "state_note", NULL};

typedef struct {
  const char *member;
  const char *keys[4]; /* what an element is known by */
  gboolean first;      /* the first of them that is stated is enough */
} Part;

static const Part parts[] = {
    {"prices", {"currency", "quantity", "incoterm"}, FALSE},
    {"packs", {"level"}, FALSE},
    {"variants", {"sku", "options"}, TRUE},
    {"certificates", {"kind"}, FALSE},
    {"evidence", {"key"}, FALSE},
};

#define PHOTOS "photos"

static void
piece_free (gpointer data)
{
  EtaPiece *piece = data;

  g_free (piece->address);
  json_node_unref (piece->node);
  g_free (piece->id);
  g_free (piece);
}

void
eta_pieces_free (EtaPieces *pieces)
{
  if (!pieces)
    return;
  g_hash_table_unref (pieces->by_name);
  g_hash_table_unref (pieces->ids);
  g_ptr_array_unref (pieces->all);
  g_free (pieces);
}

/* Takes ADDRESS and NODE. */
static EtaPiece *
add (EtaPieces *pieces, char *address, const char *part, const EtaField *field, JsonNode *node)
{
  EtaPiece *piece = g_new0 (EtaPiece, 1);

  piece->address = address;
  piece->part = part;
  piece->field = field;
  piece->node = node;
  g_ptr_array_add (pieces->all, piece);
  g_hash_table_insert (pieces->by_name, piece->address, piece);
  return piece;
}

/* --- taking apart ----------------------------------------------------------------------------- */

static JsonNode *
stated (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static JsonNode *
node_of (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

/* A draft that nobody said anything about is not reviewed. */
static void
add_review (EtaPieces *pieces, JsonObject *in, const EtaField *field)
{
  JsonObject *object = json_object_new ();
  gboolean draft = TRUE;

  for (guint i = 0; review[i]; i++) {
    JsonNode *node = stated (in, review[i]);

    if (!node)
      continue;
    draft = draft && i == 0 && g_strcmp0 (json_node_get_string (node), "draft") == 0;
    json_object_set_member (object, review[i], json_node_copy (node));
  }
  if (draft)
    json_object_unref (object);
  else
    add (pieces, g_strdup ("state"), NULL, field, node_of (object));
}

static void
add_fields (EtaPieces *pieces, JsonObject *in, EtaFieldOwner owner)
{
  guint n;
  const EtaField *fields = eta_fields (&n);

  for (guint i = 0; i < n; i++) {
    JsonNode *node;

    if (fields[i].owner != owner || g_strv_contains (apart, fields[i].id))
      continue;
    node = stated (in, fields[i].id);
    if (strcmp (fields[i].id, "state") == 0)
      add_review (pieces, in, &fields[i]);
    else if (node)
      add (pieces, g_strdup (fields[i].id), NULL, &fields[i], json_node_copy (node));
  }
}

static void
add_words (EtaPieces *pieces, JsonObject *in)
{
  JsonNode *words = stated (in, "words");
  JsonObjectIter iter;
  const char *lang;
  JsonNode *node;
  guint n;
  const EtaField *fields = eta_fields (&n);

  if (!words)
    return;
  json_object_iter_init_ordered (&iter, json_node_get_object (words));
  while (json_object_iter_next_ordered (&iter, &lang, &node)) {
    for (guint i = 0; i < n; i++) {
      JsonNode *text = fields[i].owner == ETA_FIELD_OF_WORDS
                           ? stated (json_node_get_object (node), fields[i].id)
                           : NULL;
      if (text)
        add (pieces, g_strdup_printf ("%s.%s", fields[i].id, lang), NULL, &fields[i],
             json_node_copy (text));
    }
  }
}

static void
append_key (GString *address, JsonObject *element, const char *member)
{
  JsonNode *node = stated (element, member);

  if (node && json_node_get_value_type (node) == G_TYPE_STRING)
    g_string_append_printf (address, " %s", json_node_get_string (node));
  else if (node)
    g_string_append_printf (address, " %" G_GINT64_FORMAT, json_node_get_int (node));
}

static char *
address_of (const EtaPieces *pieces, const Part *part, JsonObject *element)
{
  g_autoptr (GString) address = g_string_new (part->member);
  const gsize bare = address->len;
  gsize len;

  for (guint i = 0; i < G_N_ELEMENTS (part->keys) && part->keys[i]; i++) {
    if (!part->first || address->len == bare)
      append_key (address, element, part->keys[i]);
  }
  len = address->len;
  for (guint i = 2; g_hash_table_contains (pieces->by_name, address->str); i++) {
    g_string_truncate (address, len);
    g_string_append_printf (address, " (%u)", i);
  }
  return g_string_free (g_steal_pointer (&address), FALSE);
}

static JsonObject *
copy_object (JsonObject *in)
{
  JsonObject *out = json_object_new ();
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, in);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    json_object_set_member (out, member, json_node_copy (node));
  return out;
}

static char *
take_id (JsonObject *element)
{
  char *id = g_strdup (json_object_get_string_member_with_default (element, "id", NULL));

  if (id)
    json_object_remove_member (element, "id");
  return id;
}

static void
add_part (EtaPieces *pieces, JsonObject *in, const Part *part)
{
  JsonNode *node = stated (in, part->member);
  JsonArray *array = node ? json_node_get_array (node) : NULL;

  for (guint i = 0; array && i < json_array_get_length (array); i++) {
    JsonObject *element = copy_object (json_array_get_object_element (array, i));
    char *id = take_id (element);

    add (pieces, address_of (pieces, part, element), part->member, NULL, node_of (element))->id =
        id;
  }
}

static void
add_photos (EtaPieces *pieces, JsonObject *in)
{
  JsonNode *node = stated (in, PHOTOS);
  JsonArray *array = node ? json_node_get_array (node) : NULL;
  JsonArray *bare;

  if (!array || json_array_get_length (array) == 0)
    return;
  bare = json_array_new ();
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonObject *photo = copy_object (json_array_get_object_element (array, i));
    const char *sha256 = json_object_get_string_member_with_default (photo, "sha256", "");

    g_hash_table_insert (pieces->ids, g_strdup (sha256), take_id (photo));
    json_array_add_object_element (bare, photo);
  }
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, bare);
  add (pieces, g_strdup (PHOTOS), PHOTOS, NULL, node);
}

EtaPieces *
eta_pieces_new (JsonObject *object, gboolean producer)
{
  EtaPieces *pieces = g_new0 (EtaPieces, 1);

  pieces->all = g_ptr_array_new_with_free_func (piece_free);
  pieces->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  pieces->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  add_words (pieces, object);
  add_fields (pieces, object, producer ? ETA_FIELD_OF_PRODUCER : ETA_FIELD_OF_PRODUCT);
  add_photos (pieces, object);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    add_part (pieces, object, &parts[i]);
  return pieces;
}

const EtaPiece *
eta_pieces_get (const EtaPieces *pieces, const char *address)
{
  return pieces ? g_hash_table_lookup (pieces->by_name, address) : NULL;
}

gboolean
eta_piece_equal (const EtaPiece *a, const EtaPiece *b)
{
  return a && b ? json_node_equal (a->node, b->node) : a == b;
}

/* --- putting together ------------------------------------------------------------------------- */

static void
put_field (JsonObject *out, const EtaPiece *piece)
{
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (piece->node)) {
    json_object_set_member (out, piece->address, json_node_copy (piece->node));
    return;
  }
  object = json_node_get_object (piece->node);
  for (guint i = 0; review[i]; i++) {
    JsonNode *node = json_object_get_member (object, review[i]);

    if (node)
      json_object_set_member (out, review[i], json_node_copy (node));
  }
}

static void
put_words (JsonObject *out, const EtaPiece *piece)
{
  const char *lang = strchr (piece->address, '.') + 1;
  JsonObject *words, *texts;

  if (!json_object_has_member (out, "words"))
    json_object_set_object_member (out, "words", json_object_new ());
  words = json_object_get_object_member (out, "words");
  if (!json_object_has_member (words, lang))
    json_object_set_object_member (words, lang, json_object_new ());
  texts = json_object_get_object_member (words, lang);
  json_object_set_member (texts, piece->field->id, json_node_copy (piece->node));
}

/* Takes ID, which is used once; another gets its place when it is taken already. */
static void
set_id (JsonObject *element, const char *id, GHashTable *used)
{
  g_autofree char *own = id && g_uuid_string_is_valid (id) && !g_hash_table_contains (used, id)
                             ? g_strdup (id)
                             : g_uuid_string_random ();

  json_object_set_string_member (element, "id", own);
  g_hash_table_add (used, g_steal_pointer (&own));
}

static const char *
id_of (const EtaPieces *pieces, const char *address)
{
  const EtaPiece *piece = eta_pieces_get (pieces, address);

  return piece ? piece->id : NULL;
}

static void
put_photos (JsonObject *out, const EtaPiece *piece, const EtaPieces *mine, const EtaPieces *theirs)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *in = json_node_get_array (piece->node);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < json_array_get_length (in); i++) {
    JsonObject *photo = copy_object (json_array_get_object_element (in, i));
    const char *sha256 = json_object_get_string_member_with_default (photo, "sha256", "");
    const char *id = mine ? g_hash_table_lookup (mine->ids, sha256) : NULL;

    if (!id && theirs)
      id = g_hash_table_lookup (theirs->ids, sha256);
    set_id (photo, id, used);
    json_array_add_object_element (array, photo);
  }
  json_object_set_array_member (out, PHOTOS, array);
}

/* Whether each element of PART that was chosen is one of FACTS. */
static gboolean
covers (const EtaPieces *pieces, GPtrArray *chosen, const char *part)
{
  for (guint i = 0; i < chosen->len; i++) {
    const EtaPiece *piece = chosen->pdata[i];

    if (g_strcmp0 (piece->part, part) == 0 && !eta_pieces_get (pieces, piece->address))
      return FALSE;
  }
  return TRUE;
}

static const EtaPiece *
find_chosen (GPtrArray *chosen, const char *address)
{
  for (guint i = 0; i < chosen->len; i++) {
    const EtaPiece *piece = chosen->pdata[i];

    if (strcmp (piece->address, address) == 0)
      return piece;
  }
  return NULL;
}

static void
put_part (JsonObject *out,
          const char *part,
          GPtrArray *chosen,
          const EtaPieces *mine,
          const EtaPieces *theirs)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *order = theirs && covers (theirs, chosen, part) ? theirs->all : chosen;
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < order->len; i++) {
    const EtaPiece *piece = order->pdata[i];
    const EtaPiece *taken =
        g_strcmp0 (piece->part, part) == 0 ? find_chosen (chosen, piece->address) : NULL;
    JsonObject *element;
    const char *id;

    if (!taken)
      continue;
    element = copy_object (json_node_get_object (taken->node));
    id = id_of (mine, taken->address);
    set_id (element, id ? id : taken->id, used);
    json_array_add_object_element (array, element);
  }
  json_object_set_array_member (out, part, array);
}

JsonObject *
eta_pieces_join (GPtrArray *chosen,
                 const EtaPieces *mine,
                 const EtaPieces *theirs,
                 gboolean producer)
{
  JsonObject *out = json_object_new ();

  /* A new product has these of its own: that it has none must be said. */
  json_object_set_null_member (out, "country");
  if (!producer)
    json_object_set_null_member (out, "hs_edition");
  for (guint i = 0; i < chosen->len; i++) {
    const EtaPiece *piece = chosen->pdata[i];

    if (g_strcmp0 (piece->part, PHOTOS) == 0)
      put_photos (out, piece, mine, theirs);
    else if (piece->field && piece->field->owner == ETA_FIELD_OF_WORDS)
      put_words (out, piece);
    else if (piece->field)
      put_field (out, piece);
  }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    put_part (out, parts[i].member, chosen, mine, theirs);
  return out;
}
