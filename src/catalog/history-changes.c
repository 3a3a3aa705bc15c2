#include "catalog/history-changes.h"

#include "catalog/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define OF_ROW 0 /* the first column: a product's row, or a child's owner */
#define OF_ID 1  /* the UUID of a product */

void
eta_changeset_free (EtaChangeset *changes)
{
  if (!changes)
    return;
  sqlite3_free (changes->data);
  g_free (changes);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaChangeset, eta_changeset_free)

EtaChangeset *
eta_changeset_take (EtaStore *store, sqlite3_session *session, GError **error)
{
  g_autoptr (EtaChangeset) changes = g_new0 (EtaChangeset, 1);
  int rc = sqlite3session_changeset (session, &changes->size, &changes->data);

  if (rc == SQLITE_OK)
    return g_steal_pointer (&changes);
  eta_sql_fail (store, rc, error);
  return NULL;
}

EtaChangeset *
eta_changeset_load (EtaStore *store, gint64 step, GError **error)
{
  g_auto (EtaStatement) stmt =
      eta_sql_bind (store, error, "SELECT changeset FROM history WHERE id = ?", "i", step);
  EtaChangeset *changes;

  if (!stmt || !eta_sql_next (store, stmt, error))
    return NULL;
  changes = g_new0 (EtaChangeset, 1);
  changes->size = sqlite3_column_bytes (stmt, 0);
  changes->data = sqlite3_malloc (MAX (changes->size, 1));
  if (changes->size > 0)
    memcpy (changes->data, sqlite3_column_blob (stmt, 0), changes->size);
  return changes;
}

EtaChangeset *
eta_changeset_join (EtaStore *store, gint64 step, const EtaChangeset *changes, GError **error)
{
  g_autoptr (EtaChangeset) before = eta_changeset_load (store, step, error);
  g_autoptr (EtaChangeset) joined = g_new0 (EtaChangeset, 1);
  int rc;

  if (!before)
    return NULL;
  rc = sqlite3changeset_concat (before->size, before->data, changes->size, changes->data,
                                &joined->size, &joined->data);
  if (rc == SQLITE_OK)
    return g_steal_pointer (&joined);
  eta_sql_fail (store, rc, error);
  return NULL;
}

/* --- looking through -------------------------------------------------------------------------- */

gboolean
eta_changeset_visit (EtaStore *store,
                     const EtaChangeset *changes,
                     EtaChangesetVisit visit,
                     gpointer data,
                     GError **error)
{
  sqlite3_changeset_iter *iter;
  int rc;

  if (changes->size == 0)
    return TRUE;
  rc = sqlite3changeset_start (&iter, changes->size, changes->data);
  while (rc == SQLITE_OK && sqlite3changeset_next (iter) == SQLITE_ROW) {
    const char *table;
    int n_columns, op, indirect;

    sqlite3changeset_op (iter, &table, &n_columns, &op, &indirect);
    if (!visit (iter, table, n_columns, op, data))
      break;
  }
  if (rc == SQLITE_OK)
    rc = sqlite3changeset_finalize (iter);
  return rc == SQLITE_OK ? TRUE : eta_sql_fail (store, rc, error);
}

/* The value of a column: the old one, or the new one of an inserted row. NULL: not in the change.
 */
static sqlite3_value *
value_of (sqlite3_changeset_iter *iter, int op, int column)
{
  sqlite3_value *value = NULL;

  if (op == SQLITE_INSERT)
    sqlite3changeset_new (iter, column, &value);
  else
    sqlite3changeset_old (iter, column, &value);
  return value;
}

gboolean
eta_changeset_is_of_product (const char *table)
{
  static const char *const others[] = {
      "producer",   "producer_words",   "producer_evidence", "producer_certificate",
      "collection", "collection_title", "collection_item",   "received",
      NULL};

  return !g_strv_contains (others, table);
}

typedef struct {
  EtaStore *store;
  GHashTable *rows;
} Products;

static gboolean
note_product (sqlite3_changeset_iter *iter, const char *table, int n_columns, int op, gpointer data)
{
  Products *products = data;
  sqlite3_value *id = NULL;
  gint64 row;

  if (!eta_changeset_is_of_product (table))
    return TRUE;
  row = sqlite3_value_int64 (value_of (iter, op, OF_ROW));
  if (strcmp (table, "product") == 0 && op != SQLITE_UPDATE)
    id = value_of (iter, op, OF_ID);
  if (id)
    g_hash_table_insert (products->rows, g_memdup2 (&row, sizeof row),
                         g_strdup ((const char *)sqlite3_value_text (id)));
  else if (!g_hash_table_contains (products->rows, &row)) {
    char *known = eta_store_id_of (products->store, row);
    if (known)
      g_hash_table_insert (products->rows, g_memdup2 (&row, sizeof row), known);
  }
  return TRUE;
}

GHashTable *
eta_changeset_products (EtaStore *store, const EtaChangeset *changes, GError **error)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  Products products = {store, rows};

  return eta_changeset_visit (store, changes, note_product, &products, error)
             ? g_steal_pointer (&rows)
             : NULL;
}

static void
note_picture (GHashTable *set, sqlite3_value *value)
{
  if (value && sqlite3_value_type (value) == SQLITE_TEXT && sqlite3_value_bytes (value) == 64)
    g_hash_table_add (set, g_strdup ((const char *)sqlite3_value_text (value)));
}

static gboolean
note_pictures (
    sqlite3_changeset_iter *iter, const char *table, int n_columns, int op, gpointer data)
{
  for (int i = 0; i < n_columns; i++) {
    sqlite3_value *value = NULL;

    if (op != SQLITE_INSERT && sqlite3changeset_old (iter, i, &value) == SQLITE_OK)
      note_picture (data, value);
    if (op != SQLITE_DELETE && sqlite3changeset_new (iter, i, &value) == SQLITE_OK)
      note_picture (data, value);
  }
  return TRUE;
}

gboolean
eta_changeset_pictures (EtaStore *store,
                        const EtaChangeset *changes,
                        GHashTable *set,
                        GError **error)
{
  return eta_changeset_visit (store, changes, note_pictures, set, error);
}

/* --- applying --------------------------------------------------------------------------------- */

typedef struct {
  EtaStore *store;
  char *obstacle; /* what stands in the way; NULL: nothing */
} Attempt;

static char *
name_of_product (EtaStore *store, gint64 row)
{
  char *name = eta_sql_text (
      store,
      "SELECT coalesce((SELECT name FROM product_words WHERE product = p.row AND name IS NOT NULL"
      " ORDER BY lang <> 'id', lang <> 'en', lang LIMIT 1), sku) FROM product p WHERE p.row = ?",
      "i", row);

  return name ? name : g_strdup (_ ("a product that is gone"));
}

static char *
name_of_producer (EtaStore *store, gint64 row)
{
  char *name = eta_sql_text (store, "SELECT name FROM producer WHERE row = ?", "i", row);

  return name ? name : g_strdup (_ ("a producer that is gone"));
}

static int
on_conflict (void *data, int kind, sqlite3_changeset_iter *iter)
{
  Attempt *attempt = data;
  const char *table;
  int n_columns, op, indirect;
  gint64 row;

  if (attempt->obstacle)
    return SQLITE_CHANGESET_ABORT;
  if (kind == SQLITE_CHANGESET_FOREIGN_KEY) {
    attempt->obstacle = g_strdup (_ ("something else depends on it"));
    return SQLITE_CHANGESET_ABORT;
  }
  sqlite3changeset_op (iter, &table, &n_columns, &op, &indirect);
  row = sqlite3_value_int64 (value_of (iter, op, OF_ROW));
  if (eta_changeset_is_of_product (table))
    attempt->obstacle = name_of_product (attempt->store, row);
  else if (g_str_has_prefix (table, "producer"))
    attempt->obstacle = name_of_producer (attempt->store, row);
  else if (strcmp (table, "received") == 0)
    attempt->obstacle = g_strdup (_ ("what a package brought"));
  else
    attempt->obstacle = g_strdup (_ ("a catalog for print"));
  return SQLITE_CHANGESET_ABORT;
}

gboolean
eta_changeset_apply (
    EtaStore *store, const EtaChangeset *changes, gboolean invert, const char *name, GError **error)
{
  Attempt attempt = {store, NULL};
  g_autofree char *obstacle = NULL;
  int rc =
      sqlite3changeset_apply_v2 (store->db, changes->size, changes->data, NULL, on_conflict,
                                 &attempt, NULL, NULL, invert ? SQLITE_CHANGESETAPPLY_INVERT : 0);

  obstacle = attempt.obstacle;
  if (rc == SQLITE_OK)
    return TRUE;
  if (!obstacle)
    return eta_sql_fail (store, rc, error);
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
               invert ? _ ("“%s” cannot be undone: “%s” was changed outside of the history. "
                           "Nothing was changed now.")
                      : _ ("“%s” cannot be redone: “%s” was changed outside of the history. "
                           "Nothing was changed now."),
               _ (name), obstacle);
  return FALSE;
}
