#include "catalog/store-children.h"

#include "catalog/error.h"

#include <glib/gi18n-lib.h>

#define TEXT(type, member)                                                                         \
  {                                                                                                \
#member, ETA_COLUMN_TEXT, G_STRUCT_OFFSET(type, member)                                        \
  }
#define NUMBER(type, member)                                                                       \
  {                                                                                                \
#member, ETA_COLUMN_NUMBER, G_STRUCT_OFFSET(type, member)                                      \
  }
#define VALUE(type, member)                                                                        \
  {                                                                                                \
#member, ETA_COLUMN_VALUE, G_STRUCT_OFFSET(type, member)                                       \
  }
#define FLAG(type, member)                                                                         \
  {                                                                                                \
#member, ETA_COLUMN_FLAG, G_STRUCT_OFFSET(type, member)                                        \
  }

static const EtaColumn of_price[] = {
    NUMBER (EtaPrice, quantity), TEXT (EtaPrice, currency), NUMBER (EtaPrice, minor),
    TEXT (EtaPrice, incoterm),   TEXT (EtaPrice, place),    TEXT (EtaPrice, valid_until),
};
static const EtaColumn of_pack[] = {
    TEXT (EtaPack, level),   NUMBER (EtaPack, count),      NUMBER (EtaPack, length),
    NUMBER (EtaPack, width), NUMBER (EtaPack, height),     NUMBER (EtaPack, gross),
    NUMBER (EtaPack, net),   FLAG (EtaPack, this_side_up),
};
static const EtaColumn of_variant[] = {
    TEXT (EtaVariant, sku),
    TEXT (EtaVariant, gtin),
    TEXT (EtaVariant, options),
    NUMBER (EtaVariant, net),
};
static const EtaColumn of_photo[] = {
    TEXT (EtaPhoto, sha256),   NUMBER (EtaPhoto, width),  NUMBER (EtaPhoto, height),
    VALUE (EtaPhoto, focus_x), VALUE (EtaPhoto, focus_y),
};
static const EtaColumn of_certificate[] = {
    TEXT (EtaCertificate, kind),   TEXT (EtaCertificate, number),  TEXT (EtaCertificate, issuer),
    TEXT (EtaCertificate, issued), TEXT (EtaCertificate, expires), TEXT (EtaCertificate, scan),
    TEXT (EtaCertificate, flag),
};
static const EtaColumn of_evidence[] = {
    TEXT (EtaEvidence, key),
    TEXT (EtaEvidence, value),
    TEXT (EtaEvidence, file),
};

static gpointer
new_words (void)
{
  return eta_words_new (NULL);
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

/* Elements start with their key: a UUID, or the language of texts. */
typedef struct {
  const char *table;
  const char *owner;        /* column */
  const char *key;          /* column */
  gsize array;              /* of the GPtrArray in the owner's struct */
  const EtaColumn *columns; /* NULL: eta_columns (ETA_FIELD_OF_WORDS) */
  guint n;
  gpointer (*make) (void);
  char *read, *insert, *update, *remove, *clear; /* SQL, made by prepare */
} Child;

#define PRODUCT(table, member, columns, make)                                                      \
  {                                                                                                \
    table, "product", "id", G_STRUCT_OFFSET (EtaProduct, member), columns, G_N_ELEMENTS (columns), \
        (gpointer (*) (void))make                                                                  \
  }
#define PRODUCER(table, member, columns, make)                                                     \
  {                                                                                                \
    table, "producer", "id", G_STRUCT_OFFSET (EtaProducer, member), columns,                       \
        G_N_ELEMENTS (columns), (gpointer (*) (void))make                                          \
  }

static Child product_children[] = {
    {"product_words", "product", "lang", G_STRUCT_OFFSET (EtaProduct, words), NULL, 0, new_words},
    PRODUCT ("price", prices, of_price, eta_price_new),
    PRODUCT ("pack", packs, of_pack, eta_pack_new),
    PRODUCT ("variant", variants, of_variant, eta_variant_new),
    PRODUCT ("photo", photos, of_photo, new_photo),
    PRODUCT ("product_certificate", certificates, of_certificate, eta_certificate_new),
    PRODUCT ("product_evidence", evidence, of_evidence, new_evidence),
};
static Child producer_children[] = {
    {"producer_words", "producer", "lang", G_STRUCT_OFFSET (EtaProducer, words), NULL, 0,
     new_words},
    PRODUCER ("producer_certificate", certificates, of_certificate, eta_certificate_new),
    PRODUCER ("producer_evidence", evidence, of_evidence, new_evidence),
};

#define KEY_OF(element) (*(char *const *)(element))

static gboolean
is_words (const Child *child)
{
  return child->key[0] == 'l';
}

/* Texts have no order of their own: Indonesian, English, Arabic, then the rest. */
static char *
read_sql (const Child *child)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "SELECT %s, ", child->key);
  eta_columns_append (sql, child->columns, child->n, "%s");
  g_string_append_printf (sql, " FROM %s WHERE %s = ? ORDER BY ", child->table, child->owner);
  g_string_append (sql, is_words (child) ? "lang <> 'id', lang <> 'en', lang <> 'ar', lang"
                                         : "position");
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/* Parameters: 1 owner, 2 key, 3 position (texts: none), then the columns. */
static char *
insert_sql (const Child *child)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  const guint keys = is_words (child) ? 2 : 3;

  g_string_append_printf (sql, "INSERT INTO %s (%s, %s, ", child->table, child->owner, child->key);
  if (!is_words (child))
    g_string_append (sql, "position, ");
  eta_columns_append (sql, child->columns, child->n, "%s");
  g_string_append (sql, ") VALUES (?");
  for (guint i = 1; i < keys + child->n; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/* The same parameters. */
static char *
update_sql (const Child *child)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  guint at = is_words (child) ? 3 : 4;

  g_string_append_printf (sql, "UPDATE %s SET ", child->table);
  if (!is_words (child))
    g_string_append (sql, "position = ?3, ");
  for (guint i = 0; i < child->n; i++)
    g_string_append_printf (sql, "%s%s = ?%u", i > 0 ? ", " : "", child->columns[i].name, at + i);
  g_string_append_printf (sql, " WHERE %s = ?1 AND %s = ?2", child->owner, child->key);
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static void
prepare (Child *children, guint n)
{
  for (guint i = 0; i < n; i++) {
    Child *child = &children[i];

    if (is_words (child))
      child->columns = eta_columns (ETA_FIELD_OF_WORDS, &child->n);
    child->read = read_sql (child);
    child->insert = insert_sql (child);
    child->update = update_sql (child);
    child->remove = g_strdup_printf ("DELETE FROM %s WHERE %s = ? AND %s = ?", child->table,
                                     child->owner, child->key);
    child->clear = g_strdup_printf ("DELETE FROM %s WHERE %s = ?", child->table, child->owner);
  }
}

static Child *
children_of (gboolean product, guint *n)
{
  static gsize ready;

  if (g_once_init_enter (&ready)) {
    prepare (product_children, G_N_ELEMENTS (product_children));
    prepare (producer_children, G_N_ELEMENTS (producer_children));
    g_once_init_leave (&ready, 1);
  }
  *n = product ? G_N_ELEMENTS (product_children) : G_N_ELEMENTS (producer_children);
  return product ? product_children : producer_children;
}

static GPtrArray *
array_of (const Child *child, gconstpointer owner)
{
  return owner ? G_STRUCT_MEMBER (GPtrArray *, owner, child->array) : NULL;
}

/* --- reading ---------------------------------------------------------------------------------- */

static gboolean
read_child (EtaStore *store, const Child *child, gint64 row, gpointer into, GError **error)
{
  GPtrArray *array = array_of (child, into);
  g_auto (EtaStatement) stmt = eta_sql_bind (store, error, child->read, "i", row);
  g_autoptr (GError) failed = NULL;

  if (!stmt)
    return FALSE;
  while (eta_sql_next (store, stmt, &failed)) {
    gpointer element = child->make ();
    char **key = (char **)element;

    g_free (*key);
    *key = eta_sql_dup (stmt, 0);
    eta_columns_read (stmt, 1, child->columns, child->n, element);
    g_ptr_array_add (array, element);
  }
  return eta_take_error (error, &failed);
}

static gboolean
read_captions (EtaStore *store, gint64 row, GPtrArray *photos, GError **error)
{
  g_auto (EtaStatement) stmt = eta_sql_bind (
      store, error, "SELECT photo, lang, text FROM photo_caption WHERE product = ?", "i", row);
  g_autoptr (GError) failed = NULL;

  if (!stmt)
    return FALSE;
  while (eta_sql_next (store, stmt, &failed)) {
    const char *id = (const char *)sqlite3_column_text (stmt, 0);

    for (guint i = 0; i < photos->len; i++) {
      EtaPhoto *photo = photos->pdata[i];

      if (g_strcmp0 (photo->id, id) != 0)
        continue;
      if (!photo->captions)
        photo->captions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_insert (photo->captions, eta_sql_dup (stmt, 1), eta_sql_dup (stmt, 2));
    }
  }
  return eta_take_error (error, &failed);
}

gboolean
eta_children_read_product (EtaStore *store, gint64 row, EtaProduct *into, GError **error)
{
  guint n;
  Child *children = children_of (TRUE, &n);

  for (guint i = 0; i < n; i++) {
    if (!read_child (store, &children[i], row, into, error))
      return FALSE;
  }
  return into->photos->len == 0 || read_captions (store, row, into->photos, error);
}

gboolean
eta_children_read_producer (EtaStore *store, gint64 row, EtaProducer *into, GError **error)
{
  guint n;
  Child *children = children_of (FALSE, &n);

  for (guint i = 0; i < n; i++) {
    if (!read_child (store, &children[i], row, into, error))
      return FALSE;
  }
  return TRUE;
}

/* --- storing ---------------------------------------------------------------------------------- */

/* Texts of a language in which nothing is written are not there. */
static gboolean
is_there (const Child *child, gconstpointer element)
{
  return !is_words (child) || !eta_columns_empty (child->columns, child->n, element);
}

static gpointer
find_key (const Child *child, GPtrArray *array, const char *key, guint *position)
{
  for (guint i = 0; array && i < array->len; i++) {
    if (g_strcmp0 (KEY_OF (array->pdata[i]), key) == 0 && is_there (child, array->pdata[i])) {
      *position = i;
      return array->pdata[i];
    }
  }
  return NULL;
}

static gboolean
write_element (EtaStore *store,
               const Child *child,
               const char *sql,
               gint64 row,
               guint position,
               gpointer element,
               GError **error)
{
  EtaStatement stmt = eta_sql (store, sql, error);
  int at = 3;

  if (!stmt)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, row);
  sqlite3_bind_text (stmt, 2, KEY_OF (element), -1, SQLITE_STATIC);
  if (!is_words (child))
    sqlite3_bind_int64 (stmt, at++, position);
  eta_columns_bind (stmt, at, child->columns, child->n, element);
  return eta_sql_done (store, stmt, error);
}

static gboolean
remove_missing (EtaStore *store,
                const Child *child,
                gint64 row,
                GPtrArray *old,
                GPtrArray *new,
                gboolean *wrote,
                GError **error)
{
  guint position;

  for (guint i = 0; old && i < old->len; i++) {
    const char *key = KEY_OF (old->pdata[i]);

    if (!is_there (child, old->pdata[i]) || find_key (child, new, key, &position))
      continue;
    *wrote = TRUE;
    if (!eta_sql_run (store, error, child->remove, "it", row, key))
      return FALSE;
  }
  return TRUE;
}

static gboolean
put_child (EtaStore *store,
           const Child *child,
           gint64 row,
           GPtrArray *old,
           GPtrArray *new,
           gboolean *wrote,
           GError **error)
{
  if (!remove_missing (store, child, row, old, new, wrote, error))
    return FALSE;
  for (guint i = 0; i < new->len; i++) {
    gpointer element = new->pdata[i], before;
    guint position = 0;

    if (!is_there (child, element))
      continue;
    before = find_key (child, old, KEY_OF (element), &position);
    if (before && (is_words (child) || position == i) &&
        eta_columns_equal (child->columns, child->n, before, element))
      continue;
    *wrote = TRUE;
    if (!write_element (store, child, before ? child->update : child->insert, row, i, element,
                        error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
put_caption (EtaStore *store,
             gint64 row,
             const EtaPhoto *photo,
             const char *lang,
             const char *before,
             const char *after,
             gboolean *wrote,
             GError **error)
{
  if (g_strcmp0 (before, after) == 0)
    return TRUE;
  *wrote = TRUE;
  if (!after)
    return eta_sql_run (store, error,
                        "DELETE FROM photo_caption WHERE product = ? AND photo = ? AND lang = ?",
                        "itt", row, photo->id, lang);
  return eta_sql_run (store, error,
                      "INSERT INTO photo_caption (product, photo, lang, text) VALUES (?, ?, ?, ?)"
                      " ON CONFLICT DO UPDATE SET text = excluded.text",
                      "ittt", row, photo->id, lang, after);
}

static const char *
caption_of (const EtaPhoto *photo, const char *lang)
{
  const char *text = photo && photo->captions ? g_hash_table_lookup (photo->captions, lang) : NULL;

  return text && *text ? text : NULL;
}

/* Captions that OLD has and NEW has not; NEW may be NULL: the photo goes. */
static gboolean
drop_captions (EtaStore *store,
               gint64 row,
               const EtaPhoto *old,
               const EtaPhoto *new,
               gboolean *wrote,
               GError **error)
{
  GHashTableIter iter;
  gpointer lang;

  if (!old->captions)
    return TRUE;
  g_hash_table_iter_init (&iter, old->captions);
  while (g_hash_table_iter_next (&iter, &lang, NULL)) {
    if (!caption_of (new, lang) &&
        !put_caption (store, row, old, lang, caption_of (old, lang), NULL, wrote, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
set_captions (EtaStore *store,
              gint64 row,
              const EtaPhoto *old,
              const EtaPhoto *new,
              gboolean *wrote,
              GError **error)
{
  GHashTableIter iter;
  gpointer lang;

  if (!new->captions)
    return TRUE;
  g_hash_table_iter_init (&iter, new->captions);
  while (g_hash_table_iter_next (&iter, &lang, NULL)) {
    const char *text = caption_of (new, lang);

    if (text && !put_caption (store, row, new, lang, caption_of (old, lang), text, wrote, error))
      return FALSE;
  }
  return TRUE;
}

static EtaPhoto *
find_photo (GPtrArray *photos, const char *id)
{
  for (guint i = 0; photos && i < photos->len; i++) {
    EtaPhoto *photo = photos->pdata[i];

    if (g_strcmp0 (photo->id, id) == 0)
      return photo;
  }
  return NULL;
}

gboolean
eta_children_put_product (EtaStore *store,
                          gint64 row,
                          const EtaProduct *stored,
                          const EtaProduct *wanted,
                          gboolean *wrote,
                          GError **error)
{
  guint n;
  Child *children = children_of (TRUE, &n);

  /* A caption goes before its photo and comes after it. */
  for (guint i = 0; stored && i < stored->photos->len; i++) {
    EtaPhoto *old = stored->photos->pdata[i];

    if (!drop_captions (store, row, old, find_photo (wanted->photos, old->id), wrote, error))
      return FALSE;
  }
  for (guint i = 0; i < n; i++) {
    if (!put_child (store, &children[i], row, array_of (&children[i], stored),
                    array_of (&children[i], wanted), wrote, error))
      return FALSE;
  }
  for (guint i = 0; i < wanted->photos->len; i++) {
    EtaPhoto *photo = wanted->photos->pdata[i];
    EtaPhoto *old = stored ? find_photo (stored->photos, photo->id) : NULL;

    if (!set_captions (store, row, old, photo, wrote, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
eta_children_put_producer (EtaStore *store,
                           gint64 row,
                           const EtaProducer *stored,
                           const EtaProducer *wanted,
                           gboolean *wrote,
                           GError **error)
{
  guint n;
  Child *children = children_of (FALSE, &n);

  for (guint i = 0; i < n; i++) {
    if (!put_child (store, &children[i], row, array_of (&children[i], stored),
                    array_of (&children[i], wanted), wrote, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
clear_all (EtaStore *store, gboolean product, gint64 row, GError **error)
{
  guint n;
  Child *children = children_of (product, &n);

  for (guint i = 0; i < n; i++) {
    if (!eta_sql_run (store, error, children[i].clear, "i", row))
      return FALSE;
  }
  return TRUE;
}

gboolean
eta_children_delete_product (EtaStore *store, gint64 row, GError **error)
{
  return eta_sql_run (store, error, "DELETE FROM photo_caption WHERE product = ?", "i", row) &&
         eta_sql_run (store, error, "DELETE FROM collection_item WHERE product = ?", "i", row) &&
         eta_sql_run (store, error, "DELETE FROM communal WHERE product = ?", "i", row) &&
         clear_all (store, TRUE, row, error);
}

gboolean
eta_children_delete_producer (EtaStore *store, gint64 row, GError **error)
{
  return clear_all (store, FALSE, row, error);
}
