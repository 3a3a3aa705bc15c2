#include "catalog/product-json.h"

#include "catalog/error.h"
#include "catalog/json-members.h"
#include "catalog/money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- what the parts of a product hold -------------------------------------------------------- */

#define MEMBER(type, member, kind, max)                                                            \
  {                                                                                                \
#member, NULL, ETA_FIELD_OF_PRODUCT, kind, G_STRUCT_OFFSET(type, member), 0, max               \
  }
#define TEXT(type, member, max) MEMBER (type, member, ETA_FIELD_TEXT, max)
#define LONG(type, member, max) MEMBER (type, member, ETA_FIELD_LONG, max)
#define NUMBER(type, member) MEMBER (type, member, ETA_FIELD_COUNT, G_MAXINT32)
#define DATE(type, member) MEMBER (type, member, ETA_FIELD_DATE, 40)
#define ID(type)                                                                                   \
  {                                                                                                \
    .id = "id", .kind = ETA_FIELD_TEXT, .offset = G_STRUCT_OFFSET (type, id), .max = ETA_JSON_ID,  \
    .readonly = TRUE                                                                               \
  }
#define FILE_NAME(type, member)                                                                    \
  {                                                                                                \
    .id = #member, .kind = ETA_FIELD_TEXT, .offset = G_STRUCT_OFFSET (type, member),               \
    .max = ETA_JSON_SHA, .readonly = TRUE                                                          \
  }

static const EtaField product_id[] = {ID (EtaProduct)};
static const EtaField producer_id[] = {ID (EtaProducer)};
static const EtaField price_fields[] = {
    ID (EtaPrice),
    NUMBER (EtaPrice, quantity),
    TEXT (EtaPrice, currency, 3),
    MEMBER (EtaPrice, minor, ETA_FIELD_COUNT, G_MAXINT64 / 8),
    {"incoterm", NULL, ETA_FIELD_OF_PRODUCT, ETA_FIELD_CHOICE, G_STRUCT_OFFSET (EtaPrice, incoterm),
     0, 3, NULL, "incoterms.tsv"},
    TEXT (EtaPrice, place, 120),
    DATE (EtaPrice, valid_until),
};
static const EtaField pack_fields[] = {
    ID (EtaPack),
    TEXT (EtaPack, level, 20),
    NUMBER (EtaPack, count),
    NUMBER (EtaPack, length),
    NUMBER (EtaPack, width),
    NUMBER (EtaPack, height),
    NUMBER (EtaPack, gross),
    NUMBER (EtaPack, net),
};
static const EtaField variant_fields[] = {
    ID (EtaVariant),
    TEXT (EtaVariant, sku, 64),
    MEMBER (EtaVariant, gtin, ETA_FIELD_GTIN, 14),
    TEXT (EtaVariant, options, 500),
    NUMBER (EtaVariant, net),
};
static const EtaField photo_fields[] = {
    ID (EtaPhoto),
    FILE_NAME (EtaPhoto, sha256),
    NUMBER (EtaPhoto, width),
    NUMBER (EtaPhoto, height),
};
/* 0 is a place, the edge: these are always written. */
static const EtaField focus_fields[] = {
    NUMBER (EtaPhoto, focus_x),
    NUMBER (EtaPhoto, focus_y),
};
static const EtaField certificate_fields[] = {
    ID (EtaCertificate),
    TEXT (EtaCertificate, kind, 80),
    TEXT (EtaCertificate, number, 120),
    TEXT (EtaCertificate, issuer, 200),
    DATE (EtaCertificate, issued),
    DATE (EtaCertificate, expires),
    FILE_NAME (EtaCertificate, scan),
    LONG (EtaCertificate, flag, 500),
};
static const EtaField evidence_fields[] = {
    ID (EtaEvidence),
    TEXT (EtaEvidence, key, 80),
    LONG (EtaEvidence, value, 4000),
    FILE_NAME (EtaEvidence, file),
};

/* --- parts with something of their own ------------------------------------------------------- */

static void
write_price (JsonObject *out, gconstpointer part)
{
  const EtaPrice *price = part;
  g_autofree char *amount = NULL;

  if (!price->currency)
    return;
  amount = eta_money_plain (price->minor, price->currency);
  json_object_set_string_member (out, "amount", amount);
}

static gboolean
bad_member (const char *member, const char *value, GError **error)
{
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT, _ ("“%s” cannot be “%s”."),
               member, value ? value : "");
  return FALSE;
}

/* "minor" says the amount; a table made by hand may have "amount" alone. */
static gboolean
read_price (JsonObject *in, gpointer part, GError **error)
{
  EtaPrice *price = part;
  JsonNode *amount = json_object_get_member (in, "amount");
  g_autofree char *text = NULL, *upper = NULL;

  if (!eta_currency_known (price->currency))
    return bad_member ("currency", price->currency, error);
  upper = g_ascii_strup (price->currency, -1);
  eta_set_text (&price->currency, upper);
  if (price->quantity < 1)
    price->quantity = 1;
  if (price->minor == 0 && amount) {
    if (!eta_json_text (amount, "amount", &text, error))
      return FALSE;
    if (!eta_money_parse (text, price->currency, '.', &price->minor, error)) {
      g_prefix_error (error, "“amount”: ");
      return FALSE;
    }
  }
  return price->minor > 0 || bad_member ("amount", text ? text : "0", error);
}

static void
write_pack (JsonObject *out, gconstpointer part)
{
  const EtaPack *pack = part;

  if (pack->this_side_up)
    json_object_set_boolean_member (out, "this_side_up", TRUE);
}

static gboolean
read_pack (JsonObject *in, gpointer part, GError **error)
{
  static const char *const levels[] = {"inner", "carton", "pallet", NULL};
  EtaPack *pack = part;

  if (!pack->level || !g_strv_contains (levels, pack->level))
    return bad_member ("level", pack->level, error);
  pack->this_side_up = json_object_get_boolean_member_with_default (in, "this_side_up", FALSE);
  return TRUE;
}

static void
write_photo (JsonObject *out, gconstpointer part)
{
  const EtaPhoto *photo = part;
  JsonObject *captions;
  GList *langs;

  json_object_set_int_member (out, "focus_x", photo->focus_x);
  json_object_set_int_member (out, "focus_y", photo->focus_y);
  if (!photo->captions || g_hash_table_size (photo->captions) == 0)
    return;
  captions = json_object_new ();
  langs = g_list_sort (g_hash_table_get_keys (photo->captions), (GCompareFunc)strcmp);
  for (GList *lang = langs; lang; lang = lang->next)
    json_object_set_string_member (captions, lang->data,
                                   g_hash_table_lookup (photo->captions, lang->data));
  g_list_free (langs);
  json_object_set_object_member (out, "captions", captions);
}

static gboolean
read_captions (JsonObject *in, EtaPhoto *photo, GError **error)
{
  JsonObjectIter iter;
  const char *lang;
  JsonNode *node;

  photo->captions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  json_object_iter_init (&iter, in);
  while (json_object_iter_next (&iter, &lang, &node)) {
    g_autofree char *text = NULL;
    char *clean = NULL;

    if (!eta_json_text (node, lang, &text, error))
      return FALSE;
    if (eta_set_text (&clean, text))
      g_hash_table_insert (photo->captions, g_strdup (lang), clean);
  }
  return TRUE;
}

static gboolean
read_photo (JsonObject *in, gpointer part, GError **error)
{
  EtaPhoto *photo = part;
  JsonNode *captions = json_object_get_member (in, "captions");

  if (!photo->sha256)
    return bad_member ("sha256", NULL, error);
  if (!eta_json_read (in, focus_fields, G_N_ELEMENTS (focus_fields), ETA_FIELD_OF_PRODUCT, photo,
                      error))
    return FALSE;
  if (photo->focus_x > 1000 || photo->focus_y > 1000)
    return bad_member ("focus_x", "1001", error);
  return !captions || !JSON_NODE_HOLDS_OBJECT (captions) ||
         read_captions (json_node_get_object (captions), photo, error);
}

static gboolean
read_certificate (JsonObject *in, gpointer part, GError **error)
{
  return ((EtaCertificate *)part)->kind || bad_member ("kind", NULL, error);
}

static gboolean
read_evidence (JsonObject *in, gpointer part, GError **error)
{
  return ((EtaEvidence *)part)->key || bad_member ("key", NULL, error);
}

static gpointer
new_photo (void)
{
  return eta_photo_new (NULL, 0, 0);
}

static gpointer
new_evidence (void)
{
  return eta_evidence_new (NULL);
}

/* --- lists of parts -------------------------------------------------------------------------- */

typedef struct {
  const char *member;
  const EtaField *fields;
  guint n;
  gpointer (*make) (void);
  void (*free) (gpointer part);
  void (*write) (JsonObject *out, gconstpointer part);              /* may be NULL */
  gboolean (*read) (JsonObject *in, gpointer part, GError **error); /* may be NULL */
} Part;

#define PART(member, fields, make, free, write, read)                                              \
  {                                                                                                \
    member, fields, G_N_ELEMENTS (fields), (gpointer (*) (void))make, (void (*) (gpointer))free,   \
        write, read                                                                                \
  }

static const Part prices =
    PART ("prices", price_fields, eta_price_new, eta_price_free, write_price, read_price);
static const Part packs =
    PART ("packs", pack_fields, eta_pack_new, eta_pack_free, write_pack, read_pack);
static const Part variants =
    PART ("variants", variant_fields, eta_variant_new, eta_variant_free, NULL, NULL);
static const Part photos =
    PART ("photos", photo_fields, new_photo, eta_photo_free, write_photo, read_photo);
static const Part certificates = PART ("certificates",
                                       certificate_fields,
                                       eta_certificate_new,
                                       eta_certificate_free,
                                       NULL,
                                       read_certificate);
static const Part evidence =
    PART ("evidence", evidence_fields, new_evidence, eta_evidence_free, NULL, read_evidence);

static const struct {
  const Part *part;
  gsize offset;
} product_parts[] = {
    {&prices, G_STRUCT_OFFSET (EtaProduct, prices)},
    {&packs, G_STRUCT_OFFSET (EtaProduct, packs)},
    {&variants, G_STRUCT_OFFSET (EtaProduct, variants)},
    {&photos, G_STRUCT_OFFSET (EtaProduct, photos)},
    {&certificates, G_STRUCT_OFFSET (EtaProduct, certificates)},
    {&evidence, G_STRUCT_OFFSET (EtaProduct, evidence)},
};

static void
write_part (JsonObject *out, const Part *part, const GPtrArray *all)
{
  JsonArray *array;

  if (all->len == 0)
    return;
  array = json_array_new ();
  for (guint i = 0; i < all->len; i++) {
    JsonObject *object = json_object_new ();
    eta_json_write (object, part->fields, part->n, ETA_FIELD_OF_PRODUCT, all->pdata[i]);
    if (part->write)
      part->write (object, all->pdata[i]);
    json_array_add_object_element (array, object);
  }
  json_object_set_array_member (out, part->member, array);
}

static gboolean
read_part (JsonObject *in, const Part *part, GPtrArray *all, GError **error)
{
  g_autoptr (GPtrArray) objects = eta_json_objects (in, part->member, error);

  for (guint i = 0; objects && i < objects->len; i++) {
    gpointer element = part->make ();

    g_ptr_array_add (all, element);
    if (!eta_json_read (objects->pdata[i], part->fields, part->n, ETA_FIELD_OF_PRODUCT, element,
                        error) ||
        (part->read && !part->read (objects->pdata[i], element, error))) {
      g_prefix_error (error, "“%s”: ", part->member);
      return FALSE;
    }
  }
  return objects != NULL;
}

/* --- texts ----------------------------------------------------------------------------------- */

static void
write_words (JsonObject *out, const GPtrArray *all)
{
  guint n;
  const EtaField *fields = eta_fields (&n);
  JsonObject *words = json_object_new ();

  for (guint i = 0; i < all->len; i++) {
    const EtaWords *one = all->pdata[i];
    JsonObject *object = json_object_new ();
    eta_json_write (object, fields, n, ETA_FIELD_OF_WORDS, one);
    json_object_set_object_member (words, one->lang, object);
  }
  if (all->len > 0)
    json_object_set_object_member (out, "words", words);
  else
    json_object_unref (words);
}

static gboolean
read_words (JsonObject *in, GPtrArray *all, GError **error)
{
  JsonNode *member = json_object_get_member (in, "words");
  JsonObjectIter iter;
  const char *lang;
  JsonNode *node;
  guint n;
  const EtaField *fields = eta_fields (&n);

  if (!member || JSON_NODE_HOLDS_NULL (member))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (member))
    return bad_member ("words", "[]", error);
  json_object_iter_init (&iter, json_node_get_object (member));
  while (json_object_iter_next (&iter, &lang, &node)) {
    if (!JSON_NODE_HOLDS_OBJECT (node) || *lang == '\0')
      return bad_member ("words", lang, error);
    if (!eta_json_read (json_node_get_object (node), fields, n, ETA_FIELD_OF_WORDS,
                        eta_words_ensure (all, lang), error)) {
      g_prefix_error (error, "“%s”: ", lang);
      return FALSE;
    }
  }
  return TRUE;
}

/* --- whole ones ------------------------------------------------------------------------------ */

/* A new product has a country and an HS edition of its own: that one has none must be said. */
static void
write_defaults (JsonObject *out, const char *const *members)
{
  for (; *members; members++)
    if (!json_object_has_member (out, *members))
      json_object_set_null_member (out, *members);
}

static JsonNode *
take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

JsonNode *
eta_product_to_json (const EtaProduct *product)
{
  JsonObject *out = json_object_new ();
  guint n;
  const EtaField *fields = eta_fields (&n);

  eta_json_write (out, product_id, 1, ETA_FIELD_OF_PRODUCT, product);
  eta_json_write (out, fields, n, ETA_FIELD_OF_PRODUCT, product);
  write_defaults (out, (const char *const[]){"country", "hs_edition", NULL});
  write_words (out, product->words);
  for (guint i = 0; i < G_N_ELEMENTS (product_parts); i++)
    write_part (out, product_parts[i].part,
                G_STRUCT_MEMBER (GPtrArray *, product, product_parts[i].offset));
  return take_object (out);
}

JsonNode *
eta_producer_to_json (const EtaProducer *producer)
{
  JsonObject *out = json_object_new ();
  guint n;
  const EtaField *fields = eta_fields (&n);

  eta_json_write (out, producer_id, 1, ETA_FIELD_OF_PRODUCT, producer);
  eta_json_write (out, fields, n, ETA_FIELD_OF_PRODUCER, producer);
  write_defaults (out, (const char *const[]){"country", NULL});
  write_words (out, producer->words);
  write_part (out, &certificates, producer->certificates);
  write_part (out, &evidence, producer->evidence);
  return take_object (out);
}

static JsonObject *
object_of (JsonNode *node, GError **error)
{
  if (node && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  g_set_error_literal (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                       _ ("The file holds something else where a product or producer should be."));
  return NULL;
}

EtaProduct *
eta_product_from_json (JsonNode *node, GError **error)
{
  g_autoptr (EtaProduct) product = eta_product_new ();
  JsonObject *in = object_of (node, error);
  guint n;
  const EtaField *fields = eta_fields (&n);

  if (!in || !eta_json_read (in, product_id, 1, ETA_FIELD_OF_PRODUCT, product, error) ||
      !eta_json_read (in, fields, n, ETA_FIELD_OF_PRODUCT, product, error) ||
      !read_words (in, product->words, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (product_parts); i++)
    if (!read_part (in, product_parts[i].part,
                    G_STRUCT_MEMBER (GPtrArray *, product, product_parts[i].offset), error))
      return NULL;
  if (!product->id)
    product->id = g_uuid_string_random ();
  return g_steal_pointer (&product);
}

EtaProducer *
eta_producer_from_json (JsonNode *node, GError **error)
{
  g_autoptr (EtaProducer) producer = eta_producer_new ();
  JsonObject *in = object_of (node, error);
  guint n;
  const EtaField *fields = eta_fields (&n);

  if (!in || !eta_json_read (in, producer_id, 1, ETA_FIELD_OF_PRODUCT, producer, error) ||
      !eta_json_read (in, fields, n, ETA_FIELD_OF_PRODUCER, producer, error) ||
      !read_words (in, producer->words, error) ||
      !read_part (in, &certificates, producer->certificates, error) ||
      !read_part (in, &evidence, producer->evidence, error))
    return NULL;
  if (!producer->id)
    producer->id = g_uuid_string_random ();
  return g_steal_pointer (&producer);
}
