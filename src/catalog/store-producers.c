#include "catalog/error.h"
#include "catalog/fold.h"
#include "catalog/history.h"
#include "catalog/store-children.h"

#include <glib/gi18n-lib.h>

#define FIXED 5 /* parameters before the columns: row, id, name_fold, created, changed */

gint64
eta_store_producer_row (EtaStore *store, const char *id)
{
  return id ? eta_sql_number (store, 0, "SELECT row FROM producer WHERE id = ?", "t", id) : 0;
}

static char *
read_sql (void)
{
  g_autoptr (GString) sql = g_string_new ("SELECT row, id, created, changed, ");
  guint n;
  const EtaColumn *columns = eta_columns (ETA_FIELD_OF_PRODUCER, &n);

  eta_columns_append (sql, columns, n, "%s");
  g_string_append (sql, " FROM producer WHERE id = ?");
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static char *
write_sql (void)
{
  g_autoptr (GString) sql =
      g_string_new ("INSERT INTO producer (row, id, name_fold, created, changed, ");
  guint n;
  const EtaColumn *columns = eta_columns (ETA_FIELD_OF_PRODUCER, &n);

  eta_columns_append (sql, columns, n, "%s");
  g_string_append (sql, ") VALUES (?");
  for (guint i = 1; i < FIXED + n; i++)
    g_string_append (sql, ", ?");
  g_string_append (sql, ") ON CONFLICT (row) DO UPDATE SET name_fold = excluded.name_fold,"
                        " changed = excluded.changed");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (sql, ", %s = excluded.%s", columns[i].name, columns[i].name);
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/* NULL without an error: there is none. */
static EtaProducer *
read_producer (EtaStore *store, const char *id, gint64 *row, GError **error)
{
  static char *sql;
  g_autoptr (EtaProducer) producer = eta_producer_new ();
  guint n;
  const EtaColumn *columns = eta_columns (ETA_FIELD_OF_PRODUCER, &n);

  if (g_once_init_enter (&sql))
    g_once_init_leave (&sql, read_sql ());
  {
    g_auto (EtaStatement) stmt = eta_sql_bind (store, error, sql, "t", id);

    if (!stmt || !eta_sql_next (store, stmt, error))
      return NULL;
    *row = sqlite3_column_int64 (stmt, 0);
    eta_set_text (&producer->id, id);
    g_free (producer->created);
    producer->created = eta_sql_dup (stmt, 2);
    g_free (producer->changed);
    producer->changed = eta_sql_dup (stmt, 3);
    eta_columns_read (stmt, 4, columns, n, producer);
  }
  return eta_children_read_producer (store, *row, producer, error) ? g_steal_pointer (&producer)
                                                                   : NULL;
}

EtaProducer *
eta_store_get_producer (EtaStore *store, const char *id, GError **error)
{
  g_autoptr (GError) failed = NULL;
  gint64 row;
  EtaProducer *producer = id ? read_producer (store, id, &row, &failed) : NULL;

  if (producer)
    return producer;
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  else
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND,
                 _ ("The producer is no longer in the catalog (“%s”)."), id ? id : "");
  return NULL;
}

GPtrArray *
eta_store_list_producers (EtaStore *store, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_producer_unref);
  EtaStatement stmt = eta_sql (store, "SELECT id FROM producer ORDER BY name_fold, row", error);
  g_autoptr (GError) failed = NULL;
  gint64 row;

  while (stmt && eta_sql_next (store, stmt, &failed))
    g_ptr_array_add (ids, eta_sql_dup (stmt, 0));
  if (!stmt || !eta_take_error (error, &failed))
    return NULL;
  for (guint i = 0; i < ids->len; i++) {
    EtaProducer *producer = read_producer (store, ids->pdata[i], &row, &failed);

    if (producer)
      g_ptr_array_add (all, producer);
    else if (!eta_take_error (error, &failed))
      return NULL;
  }
  return g_steal_pointer (&all);
}

EtaProducer *
eta_store_find_producer (EtaStore *store, const char *name, GError **error)
{
  g_autofree char *folded = eta_fold (name ? name : "");
  g_autofree char *id = eta_sql_text (
      store, "SELECT id FROM producer WHERE name_fold = ? ORDER BY row LIMIT 1", "t", folded);

  if (id)
    return eta_store_get_producer (store, id, error);
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND,
               _ ("There is no producer “%s” in this catalog."), name ? name : "");
  return NULL;
}

/* ROW 0: a new one; gets its number. */
static gboolean
write_producer (EtaStore *store, gint64 *row, const EtaProducer *producer, GError **error)
{
  static char *sql;
  g_autofree char *folded = eta_fold (producer->name ? producer->name : "");
  g_autofree char *now = eta_sql_now ();
  EtaStatement stmt;
  guint n;
  const EtaColumn *columns = eta_columns (ETA_FIELD_OF_PRODUCER, &n);

  if (g_once_init_enter (&sql))
    g_once_init_leave (&sql, write_sql ());
  stmt = eta_sql (store, sql, error);
  if (!stmt)
    return FALSE;
  if (*row > 0)
    sqlite3_bind_int64 (stmt, 1, *row);
  else
    sqlite3_bind_null (stmt, 1);
  sqlite3_bind_text (stmt, 2, producer->id, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 3, folded, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 4, producer->created ? producer->created : now, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 5, now, -1, SQLITE_STATIC);
  eta_columns_bind (stmt, FIXED + 1, columns, n, producer);
  if (!eta_sql_done (store, stmt, error))
    return FALSE;
  if (*row == 0)
    *row = sqlite3_last_insert_rowid (store->db);
  return TRUE;
}

static gboolean
put_producer (EtaStore *store, const EtaProducer *producer, GError **error)
{
  g_autoptr (GError) failed = NULL;
  gint64 row = 0;
  g_autoptr (EtaProducer) stored = read_producer (store, producer->id, &row, &failed);
  gboolean wrote = FALSE;
  guint n;
  const EtaColumn *columns = eta_columns (ETA_FIELD_OF_PRODUCER, &n);

  if (!eta_take_error (error, &failed))
    return FALSE;
  if (!stored && !write_producer (store, &row, producer, error))
    return FALSE;
  if (!eta_children_put_producer (store, row, stored, producer, &wrote, error))
    return FALSE;
  if (stored && (wrote || !eta_columns_equal (columns, n, stored, producer)))
    return write_producer (store, &row, producer, error);
  return TRUE;
}

gboolean
eta_store_put_producer (EtaStore *store, const EtaProducer *producer, GError **error)
{
  g_return_val_if_fail (eta_step_open (store), FALSE);
  g_return_val_if_fail (producer->id, FALSE);
  if (!eta_sql_begin (store, error))
    return FALSE;
  if (!put_producer (store, producer, error)) {
    eta_sql_rollback (store);
    return FALSE;
  }
  return eta_sql_commit (store, error);
}

static gboolean
refuse_with_products (EtaStore *store, gint64 row, const char *name, GError **error)
{
  const gint64 n =
      eta_sql_number (store, 0, "SELECT count(*) FROM product WHERE producer = ?", "i", row);

  if (n == 0)
    return FALSE;
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_EXISTS,
               ngettext ("“%s” still has %u product (the trash counted). Delete it first, or give "
                         "it to another producer.",
                         "“%s” still has %u products (the trash counted). Delete them first, or "
                         "give them to another producer.",
                         (gulong)n),
               name ? name : "", (guint)n);
  return TRUE;
}

gboolean
eta_store_delete_producer (EtaStore *store, const char *id, GError **error)
{
  g_autoptr (EtaProducer) producer = eta_store_get_producer (store, id, error);
  const gint64 row = eta_store_producer_row (store, id);

  g_return_val_if_fail (eta_step_open (store), FALSE);
  if (!producer || refuse_with_products (store, row, producer->name, error))
    return FALSE;
  if (!eta_sql_begin (store, error))
    return FALSE;
  if (!eta_children_delete_producer (store, row, error) ||
      !eta_sql_run (store, error, "DELETE FROM producer WHERE row = ?", "i", row)) {
    eta_sql_rollback (store);
    return FALSE;
  }
  return eta_sql_commit (store, error);
}

gint64
eta_store_count_producers (EtaStore *store)
{
  return eta_sql_number (store, 0, "SELECT count(*) FROM producer", "");
}
