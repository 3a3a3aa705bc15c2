#include "catalog/collection.h"
#include "catalog/store-columns.h"
#include "catalog/error.h"
#include "catalog/history.h"
#include "catalog/store-sql.h"

#include <glib/gi18n-lib.h>

#define TEXT(member)                                                                               \
  {                                                                                                \
#member, ETA_COLUMN_TEXT, G_STRUCT_OFFSET(EtaCollection, member)                               \
  }

static const EtaColumn of_collection[] = {
    TEXT (cover),     TEXT (template),
    TEXT (languages), TEXT (paper),
    TEXT (currency),  {"per_page", ETA_COLUMN_NUMBER, G_STRUCT_OFFSET (EtaCollection, per_page)},
    TEXT (options),
};
#define N_COLUMNS G_N_ELEMENTS (of_collection)

/* --- the value -------------------------------------------------------------------------------- */

static void
item_free (gpointer data)
{
  EtaCollectionItem *item = data;

  g_free (item->section);
  g_free (item->product_id);
  g_free (item);
}

static EtaCollectionItem *
item_new (const char *section, const char *product_id)
{
  EtaCollectionItem *item = g_new0 (EtaCollectionItem, 1);

  item->section = g_strdup (section);
  item->product_id = g_strdup (product_id);
  return item;
}

static EtaCollection *
collection_empty (void)
{
  EtaCollection *collection = g_new0 (EtaCollection, 1);

  collection->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  collection->items = g_ptr_array_new_with_free_func (item_free);
  return collection;
}

EtaCollection *
eta_collection_new (void)
{
  EtaCollection *collection = collection_empty ();

  collection->id = g_uuid_string_random ();
  collection->template = g_strdup ("catalog");
  collection->languages = g_strdup ("id en ar");
  collection->paper = g_strdup ("a4");
  collection->per_page = 4;
  return collection;
}

static void
copy_titles (GHashTable *to, GHashTable *from)
{
  GHashTableIter iter;
  gpointer lang, text;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &lang, &text))
    g_hash_table_insert (to, g_strdup (lang), g_strdup (text));
}

EtaCollection *
eta_collection_copy (const EtaCollection *collection)
{
  EtaCollection *copy = collection_empty ();

  copy->id = g_strdup (collection->id);
  copy->cover = g_strdup (collection->cover);
  copy->template = g_strdup (collection->template);
  copy->languages = g_strdup (collection->languages);
  copy->paper = g_strdup (collection->paper);
  copy->currency = g_strdup (collection->currency);
  copy->per_page = collection->per_page;
  copy->options = g_strdup (collection->options);
  copy->created = g_strdup (collection->created);
  copy->changed = g_strdup (collection->changed);
  copy_titles (copy->titles, collection->titles);
  for (guint i = 0; i < collection->items->len; i++) {
    const EtaCollectionItem *item = collection->items->pdata[i];
    g_ptr_array_add (copy->items, item_new (item->section, item->product_id));
  }
  return copy;
}

void
eta_collection_free (EtaCollection *collection)
{
  if (!collection)
    return;
  g_free (collection->id);
  g_free (collection->cover);
  g_free (collection->template);
  g_free (collection->languages);
  g_free (collection->paper);
  g_free (collection->currency);
  g_free (collection->options);
  g_free (collection->created);
  g_free (collection->changed);
  g_hash_table_unref (collection->titles);
  g_ptr_array_unref (collection->items);
  g_free (collection);
}

void
eta_collection_add (EtaCollection *collection, const char *section, const char *product_id)
{
  g_ptr_array_add (collection->items, item_new (section, product_id));
}

/* --- reading ---------------------------------------------------------------------------------- */

static gboolean
read_titles (EtaStore *store, EtaCollection *into, GError **error)
{
  EtaStatement stmt = eta_sql_bind (
      store, error, "SELECT lang, text FROM collection_title WHERE collection = ?", "t", into->id);
  g_autoptr (GError) failed = NULL;

  while (stmt && eta_sql_next (store, stmt, &failed))
    g_hash_table_insert (into->titles, eta_sql_dup (stmt, 0), eta_sql_dup (stmt, 1));
  return stmt && eta_take_error (error, &failed);
}

static gboolean
read_items (EtaStore *store, EtaCollection *into, GError **error)
{
  EtaStatement stmt =
      eta_sql_bind (store, error,
                    "SELECT i.section, p.id FROM collection_item i JOIN product p"
                    " ON p.row = i.product WHERE i.collection = ? ORDER BY i.position",
                    "t", into->id);
  g_autoptr (GError) failed = NULL;

  while (stmt && eta_sql_next (store, stmt, &failed))
    eta_collection_add (into, (const char *)sqlite3_column_text (stmt, 0),
                        (const char *)sqlite3_column_text (stmt, 1));
  return stmt && eta_take_error (error, &failed);
}

/* NULL without an error: there is none. */
static EtaCollection *
read_collection (EtaStore *store, const char *id, GError **error)
{
  g_autoptr (EtaCollection) collection = collection_empty ();
  EtaStatement stmt =
      eta_sql_bind (store, error,
                    "SELECT created, changed, cover, template, languages, paper, currency,"
                    " per_page, options FROM collection WHERE id = ?",
                    "t", id);

  if (!stmt || !eta_sql_next (store, stmt, error))
    return NULL;
  collection->id = g_strdup (id);
  collection->created = eta_sql_dup (stmt, 0);
  collection->changed = eta_sql_dup (stmt, 1);
  eta_columns_read (stmt, 2, of_collection, N_COLUMNS, collection);
  sqlite3_reset (stmt);
  if (!read_titles (store, collection, error) || !read_items (store, collection, error))
    return NULL;
  return g_steal_pointer (&collection);
}

EtaCollection *
eta_store_get_collection (EtaStore *store, const char *id, GError **error)
{
  g_autoptr (GError) failed = NULL;
  EtaCollection *collection = id ? read_collection (store, id, &failed) : NULL;

  if (collection)
    return collection;
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  else
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND,
                 _ ("This catalog for print no longer exists (“%s”)."), id ? id : "");
  return NULL;
}

GPtrArray *
eta_store_list_collections (EtaStore *store, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_collection_free);
  EtaStatement stmt = eta_sql (store, "SELECT id FROM collection ORDER BY changed DESC, id", error);
  g_autoptr (GError) failed = NULL;

  while (stmt && eta_sql_next (store, stmt, &failed))
    g_ptr_array_add (ids, eta_sql_dup (stmt, 0));
  if (!stmt || !eta_take_error (error, &failed))
    return NULL;
  for (guint i = 0; i < ids->len; i++) {
    EtaCollection *collection = read_collection (store, ids->pdata[i], &failed);

    if (collection)
      g_ptr_array_add (all, collection);
    else if (!eta_take_error (error, &failed))
      return NULL;
  }
  return g_steal_pointer (&all);
}

gint64
eta_store_count_collections (EtaStore *store)
{
  return eta_sql_number (store, 0, "SELECT count(*) FROM collection", "");
}

/* --- storing ---------------------------------------------------------------------------------- */

static gboolean
put_titles (EtaStore *store,
            const EtaCollection *stored,
            const EtaCollection *wanted,
            gboolean *wrote,
            GError **error)
{
  GHashTableIter iter;
  gpointer lang, text;

  g_hash_table_iter_init (&iter, wanted->titles);
  while (g_hash_table_iter_next (&iter, &lang, &text)) {
    if (stored && g_strcmp0 (g_hash_table_lookup (stored->titles, lang), text) == 0)
      continue;
    *wrote = TRUE;
    if (!eta_sql_run (store, error,
                      "INSERT INTO collection_title (collection, lang, text) VALUES (?, ?, ?)"
                      " ON CONFLICT DO UPDATE SET text = excluded.text",
                      "ttt", wanted->id, lang, text))
      return FALSE;
  }
  if (!stored)
    return TRUE;
  g_hash_table_iter_init (&iter, stored->titles);
  while (g_hash_table_iter_next (&iter, &lang, NULL)) {
    if (g_hash_table_contains (wanted->titles, lang))
      continue;
    *wrote = TRUE;
    if (!eta_sql_run (store, error,
                      "DELETE FROM collection_title WHERE collection = ? AND lang = ?", "tt",
                      wanted->id, lang))
      return FALSE;
  }
  return TRUE;
}

static gboolean
items_equal (const EtaCollectionItem *a, const EtaCollectionItem *b)
{
  return g_strcmp0 (a->section, b->section) == 0 && g_strcmp0 (a->product_id, b->product_id) == 0;
}

static gboolean
put_item (
    EtaStore *store, const char *id, guint position, const EtaCollectionItem *item, GError **error)
{
  const gint64 product = eta_store_row_of (store, item->product_id);

  if (product == 0) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND,
                 _ ("A product of this catalog for print is no longer there (“%s”). Take it out."),
                 item->product_id ? item->product_id : "");
    return FALSE;
  }
  return eta_sql_run (store, error,
                      "INSERT INTO collection_item (collection, position, section, product)"
                      " VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET section = excluded.section,"
                      " product = excluded.product",
                      "titi", id, (gint64)position, item->section, product);
}

/* Positions as stored may have gaps (a product that was deleted); they are closed here. */
static gboolean
has_gaps (EtaStore *store, const char *id, guint n)
{
  return eta_sql_number (store, -1,
                         "SELECT max(position) FROM collection_item WHERE collection = ?", "t",
                         id) != (gint64)n - 1;
}

static gboolean
put_items (EtaStore *store,
           const EtaCollection *stored,
           const EtaCollection *wanted,
           gboolean *wrote,
           GError **error)
{
  const guint n_stored = stored ? stored->items->len : 0;
  const gboolean gaps = has_gaps (store, wanted->id, n_stored);

  for (guint i = 0; i < wanted->items->len; i++) {
    const EtaCollectionItem *item = wanted->items->pdata[i];

    if (!gaps && i < n_stored && items_equal (stored->items->pdata[i], item))
      continue;
    *wrote = TRUE;
    if (!put_item (store, wanted->id, i, item, error))
      return FALSE;
  }
  if (!gaps && n_stored <= wanted->items->len)
    return TRUE;
  *wrote = TRUE;
  return eta_sql_run (store, error,
                      "DELETE FROM collection_item WHERE collection = ? AND position >= ?", "ti",
                      wanted->id, (gint64)wanted->items->len);
}

static gboolean
write_collection (EtaStore *store, const EtaCollection *collection, GError **error)
{
  g_autofree char *now = eta_sql_now ();
  EtaStatement stmt = eta_sql (
      store,
      "INSERT INTO collection (id, created, changed, cover, template, languages, paper, currency,"
      " per_page, options) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
      " changed = excluded.changed, cover = excluded.cover, template = excluded.template,"
      " languages = excluded.languages, paper = excluded.paper, currency = excluded.currency,"
      " per_page = excluded.per_page, options = excluded.options",
      error);

  if (!stmt)
    return FALSE;
  sqlite3_bind_text (stmt, 1, collection->id, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 2, collection->created ? collection->created : now, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 3, now, -1, SQLITE_STATIC);
  eta_columns_bind (stmt, 4, of_collection, N_COLUMNS, collection);
  return eta_sql_done (store, stmt, error);
}

static gboolean
put_collection (EtaStore *store, const EtaCollection *wanted, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (EtaCollection) stored = read_collection (store, wanted->id, &failed);
  gboolean wrote = FALSE;

  if (!eta_take_error (error, &failed))
    return FALSE;
  if (!stored && !write_collection (store, wanted, error))
    return FALSE;
  if (!put_titles (store, stored, wanted, &wrote, error) ||
      !put_items (store, stored, wanted, &wrote, error))
    return FALSE;
  if (stored && (wrote || !eta_columns_equal (of_collection, N_COLUMNS, stored, wanted)))
    return write_collection (store, wanted, error);
  return TRUE;
}

gboolean
eta_store_put_collection (EtaStore *store, const EtaCollection *collection, GError **error)
{
  g_return_val_if_fail (eta_step_open (store), FALSE);
  if (!eta_sql_begin (store, error))
    return FALSE;
  if (!put_collection (store, collection, error)) {
    eta_sql_rollback (store);
    return FALSE;
  }
  return eta_sql_commit (store, error);
}

gboolean
eta_store_delete_collection (EtaStore *store, const char *id, GError **error)
{
  static const char *const statements[] = {
      "DELETE FROM collection_item WHERE collection = ?",
      "DELETE FROM collection_title WHERE collection = ?",
      "DELETE FROM collection WHERE id = ?",
  };

  g_return_val_if_fail (eta_step_open (store), FALSE);
  if (!eta_sql_begin (store, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (statements); i++) {
    if (!eta_sql_run (store, error, statements[i], "t", id)) {
      eta_sql_rollback (store);
      return FALSE;
    }
  }
  return eta_sql_commit (store, error);
}
