#include "catalog/store-columns.h"
#include "catalog/error.h"
#include "catalog/market-book.h"
#include "catalog/store-lock.h"

#include <glib/gi18n-lib.h>

#define TEXT(type, member)                                                                         \
  {                                                                                                \
#member, ETA_COLUMN_TEXT, G_STRUCT_OFFSET(type, member)                                        \
  }
#define VALUE(type, member)                                                                        \
  {                                                                                                \
#member, ETA_COLUMN_VALUE, G_STRUCT_OFFSET(type, member)                                       \
  }

static const EtaColumn of_market[] = {
    TEXT (EtaMarketplace, name),     TEXT (EtaMarketplace, kind),    TEXT (EtaMarketplace, url),
    TEXT (EtaMarketplace, key_file), TEXT (EtaMarketplace, options),
};
static const EtaColumn of_listing[] = {
    TEXT (EtaListingRow, remote_id), TEXT (EtaListingRow, handle), TEXT (EtaListingRow, state),
    TEXT (EtaListingRow, sent),      TEXT (EtaListingRow, remote), TEXT (EtaListingRow, error),
    VALUE (EtaListingRow, attempts), TEXT (EtaListingRow, at),
};
static const EtaColumn of_run[] = {
    VALUE (EtaRun, id),        TEXT (EtaRun, started),    TEXT (EtaRun, ended),
    VALUE (EtaRun, sent),      VALUE (EtaRun, unchanged), VALUE (EtaRun, failed),
    VALUE (EtaRun, conflicts), VALUE (EtaRun, photos),    VALUE (EtaRun, bytes),
    TEXT (EtaRun, summary),
};

static void
clear_texts (const EtaColumn *columns, guint n, gpointer object)
{
  for (guint i = 0; i < n; i++) {
    if (columns[i].kind == ETA_COLUMN_TEXT)
      g_free (G_STRUCT_MEMBER (char *, object, columns[i].offset));
  }
}

/* --- marketplaces ----------------------------------------------------------------------------- */

EtaMarketplace *
eta_marketplace_new (void)
{
  EtaMarketplace *market = g_new0 (EtaMarketplace, 1);

  market->id = g_uuid_string_random ();
  return market;
}

EtaMarketplace *
eta_marketplace_copy (const EtaMarketplace *from)
{
  EtaMarketplace *market = g_new0 (EtaMarketplace, 1);

  market->id = g_strdup (from->id);
  for (guint i = 0; i < G_N_ELEMENTS (of_market); i++)
    G_STRUCT_MEMBER (char *, market, of_market[i].offset) =
        g_strdup (G_STRUCT_MEMBER (char *, from, of_market[i].offset));
  return market;
}

void
eta_marketplace_free (EtaMarketplace *market)
{
  if (!market)
    return;
  clear_texts (of_market, G_N_ELEMENTS (of_market), market);
  g_free (market->id);
  g_free (market);
}

GPtrArray *
eta_store_list_markets (EtaStore *store, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_marketplace_free);
  EtaStatement stmt = eta_sql (
      store, "SELECT id, name, kind, url, key_file, options FROM marketplace ORDER BY name", error);
  g_autoptr (GError) failed = NULL;

  while (stmt && eta_sql_next (store, stmt, &failed)) {
    EtaMarketplace *market = g_new0 (EtaMarketplace, 1);

    market->id = eta_sql_dup (stmt, 0);
    eta_columns_read (stmt, 1, of_market, G_N_ELEMENTS (of_market), market);
    g_ptr_array_add (all, market);
  }
  return stmt && eta_take_error (error, &failed) ? g_steal_pointer (&all) : NULL;
}

static EtaMarketplace *
take_only (GPtrArray *all, GError **error)
{
  if (all->len == 1)
    return g_ptr_array_steal_index (all, 0);
  if (all->len == 0)
    g_set_error_literal (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND,
                         _ ("This catalog is not connected to a marketplace yet. Connect one "
                            "first."));
  else
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                 _ ("This catalog is connected to %u marketplaces. Say which one, for example "
                    "“%s”."),
                 all->len, ((EtaMarketplace *)all->pdata[0])->name);
  return NULL;
}

EtaMarketplace *
eta_store_find_market (EtaStore *store, const char *name, GError **error)
{
  g_autoptr (GPtrArray) all = eta_store_list_markets (store, error);

  if (!all)
    return NULL;
  if (!name)
    return take_only (all, error);
  for (guint i = 0; i < all->len; i++) {
    EtaMarketplace *market = all->pdata[i];

    if (g_strcmp0 (market->name, name) == 0)
      return g_ptr_array_steal_index (all, i);
  }
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND,
               _ ("This catalog is not connected to a marketplace “%s”."), name);
  return NULL;
}

gboolean
eta_store_put_market (EtaStore *store, const EtaMarketplace *market, GError **error)
{
  EtaStatement stmt;

  if (eta_sql_number (store, 0,
                      "SELECT EXISTS (SELECT 1 FROM marketplace WHERE name = ? AND id <> ?)", "tt",
                      market->name, market->id)) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_EXISTS,
                 _ ("There is already a marketplace called “%s”. Choose another name."),
                 market->name);
    return FALSE;
  }
  stmt = eta_sql (store,
                  "INSERT INTO marketplace (id, name, kind, url, key_file, options)"
                  " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
                  " kind = excluded.kind, url = excluded.url, key_file = excluded.key_file,"
                  " options = excluded.options",
                  error);
  if (!stmt)
    return FALSE;
  sqlite3_bind_text (stmt, 1, market->id, -1, SQLITE_STATIC);
  eta_columns_bind (stmt, 2, of_market, G_N_ELEMENTS (of_market), market);
  return eta_sql_done (store, stmt, error);
}

gboolean
eta_store_delete_market (EtaStore *store, const char *id, GError **error)
{
  static const char *const statements[] = {
      "DELETE FROM listing WHERE market = ?", "DELETE FROM remote_photo WHERE market = ?",
      "DELETE FROM run WHERE market = ?",     "DELETE FROM run_lock WHERE market = ?",
      "DELETE FROM marketplace WHERE id = ?",
  };

  /* Not while somebody sends to it. */
  if (!eta_store_lock_market (store, id, error))
    return FALSE;
  if (!eta_sql_begin (store, error)) {
    eta_store_unlock_market (store, id);
    return FALSE;
  }
  for (guint i = 0; i < G_N_ELEMENTS (statements); i++) {
    if (!eta_sql_run (store, error, statements[i], "t", id)) {
      eta_sql_rollback (store);
      eta_store_unlock_market (store, id);
      return FALSE;
    }
  }
  g_hash_table_remove (store->locks, id);
  return eta_sql_commit (store, error);
}

/* --- listings --------------------------------------------------------------------------------- */

EtaListingRow *
eta_listing_row_new (const char *market_id, const char *product_id)
{
  EtaListingRow *row = g_new0 (EtaListingRow, 1);

  row->market_id = g_strdup (market_id);
  row->product_id = g_strdup (product_id);
  row->state = g_strdup ("new");
  return row;
}

void
eta_listing_row_free (EtaListingRow *row)
{
  if (!row)
    return;
  clear_texts (of_listing, G_N_ELEMENTS (of_listing), row);
  g_free (row->market_id);
  g_free (row->product_id);
  g_free (row);
}

GHashTable *
eta_store_get_listings (EtaStore *store, const char *market_id, GError **error)
{
  g_autoptr (GHashTable) all =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)eta_listing_row_free);
  EtaStatement stmt =
      eta_sql_bind (store, error,
                    "SELECT product, remote_id, handle, state, sent, remote, error, attempts, at"
                    " FROM listing WHERE market = ?",
                    "t", market_id);
  g_autoptr (GError) failed = NULL;

  while (stmt && eta_sql_next (store, stmt, &failed)) {
    EtaListingRow *row = g_new0 (EtaListingRow, 1);

    row->market_id = g_strdup (market_id);
    row->product_id = eta_sql_dup (stmt, 0);
    eta_columns_read (stmt, 1, of_listing, G_N_ELEMENTS (of_listing), row);
    g_hash_table_insert (all, row->product_id, row);
  }
  return stmt && eta_take_error (error, &failed) ? g_steal_pointer (&all) : NULL;
}

static gboolean
put_listing (EtaStore *store, const EtaListingRow *row, const char *now, GError **error)
{
  EtaStatement stmt =
      eta_sql (store,
               "INSERT INTO listing (market, product, remote_id, handle, state, sent, remote,"
               " error, attempts, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
               " ON CONFLICT (market, product) DO UPDATE SET remote_id = excluded.remote_id,"
               " handle = excluded.handle, state = excluded.state, sent = excluded.sent,"
               " remote = excluded.remote, error = excluded.error, attempts = excluded.attempts,"
               " at = excluded.at",
               error);

  if (!stmt)
    return FALSE;
  sqlite3_bind_text (stmt, 1, row->market_id, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 2, row->product_id, -1, SQLITE_STATIC);
  eta_columns_bind (stmt, 3, of_listing, G_N_ELEMENTS (of_listing), row);
  sqlite3_bind_text (stmt, 10, now, -1, SQLITE_STATIC);
  return eta_sql_done (store, stmt, error);
}

gboolean
eta_store_put_listings (EtaStore *store, GPtrArray *rows, GError **error)
{
  g_autofree char *now = eta_sql_now ();

  if (rows->len == 0)
    return TRUE;
  if (!eta_sql_begin (store, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++) {
    if (!put_listing (store, rows->pdata[i], now, error)) {
      eta_sql_rollback (store);
      return FALSE;
    }
  }
  if (!eta_lock_beat (store, ((EtaListingRow *)rows->pdata[0])->market_id, error)) {
    eta_sql_rollback (store);
    return FALSE;
  }
  return eta_sql_commit (store, error);
}

gboolean
eta_store_delete_listing (EtaStore *store,
                          const char *market_id,
                          const char *product_id,
                          GError **error)
{
  return eta_sql_run (store, error, "DELETE FROM listing WHERE market = ? AND product = ?", "tt",
                      market_id, product_id);
}

EtaListingCount
eta_store_count_listings (EtaStore *store, const char *market_id)
{
  EtaListingCount count;

  count.listed = (guint)eta_sql_number (
      store, 0, "SELECT count (*) FROM listing WHERE market = ? AND state = 'clean'", "t",
      market_id);
  count.trouble = (guint)eta_sql_number (
      store, 0,
      "SELECT count (*) FROM listing WHERE market = ? AND state IN ('error', 'conflict', 'unknown',"
      " 'in_flight')",
      "t", market_id);
  return count;
}

gboolean
eta_store_recover_listings (EtaStore *store, const char *market_id, GError **error)
{
  return eta_sql_run (store, error,
                      "UPDATE listing SET state = 'unknown' WHERE market = ? AND"
                      " state = 'in_flight'",
                      "t", market_id);
}

/* --- pictures --------------------------------------------------------------------------------- */

GHashTable *
eta_store_get_remote_photos (EtaStore *store, const char *market_id, GError **error)
{
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  EtaStatement stmt = eta_sql_bind (
      store, error, "SELECT sha256, ref FROM remote_photo WHERE market = ?", "t", market_id);
  g_autoptr (GError) failed = NULL;

  while (stmt && eta_sql_next (store, stmt, &failed))
    g_hash_table_insert (all, eta_sql_dup (stmt, 0), eta_sql_dup (stmt, 1));
  return stmt && eta_take_error (error, &failed) ? g_steal_pointer (&all) : NULL;
}

gboolean
eta_store_put_remote_photo (
    EtaStore *store, const char *market_id, const char *sha256, const char *ref, GError **error)
{
  return eta_sql_run (store, error,
                      "INSERT INTO remote_photo (market, sha256, ref) VALUES (?, ?, ?)"
                      " ON CONFLICT DO UPDATE SET ref = excluded.ref",
                      "ttt", market_id, sha256, ref) &&
         eta_lock_beat (store, market_id, error);
}

gboolean
eta_store_forget_remote_photo (EtaStore *store,
                               const char *market_id,
                               const char *sha256,
                               GError **error)
{
  return eta_sql_run (store, error, "DELETE FROM remote_photo WHERE market = ? AND sha256 = ?",
                      "tt", market_id, sha256);
}

/* --- runs ------------------------------------------------------------------------------------- */

void
eta_run_free (EtaRun *run)
{
  if (!run)
    return;
  clear_texts (of_run, G_N_ELEMENTS (of_run), run);
  g_free (run);
}

gint64
eta_store_begin_run (EtaStore *store, const char *market_id, GError **error)
{
  g_autofree char *now = eta_sql_now ();

  if (!eta_sql_run (store, error, "INSERT INTO run (market, started) VALUES (?, ?)", "tt",
                    market_id, now))
    return 0;
  return sqlite3_last_insert_rowid (store->db);
}

gboolean
eta_store_end_run (EtaStore *store, const EtaRun *run, GError **error)
{
  g_autofree char *now = eta_sql_now ();

  return eta_sql_run (store, error,
                      "UPDATE run SET ended = ?, sent = ?, unchanged = ?, failed = ?,"
                      " conflicts = ?, photos = ?, bytes = ?, summary = ? WHERE id = ?",
                      "tiiiiiiti", run->ended ? run->ended : now, run->sent, run->unchanged,
                      run->failed, run->conflicts, run->photos, run->bytes, run->summary, run->id);
}

GPtrArray *
eta_store_list_runs (EtaStore *store, const char *market_id, guint limit, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_run_free);
  EtaStatement stmt =
      eta_sql_bind (store, error,
                    "SELECT id, started, ended, sent, unchanged, failed, conflicts, photos, bytes,"
                    " summary FROM run WHERE market = ? ORDER BY id DESC LIMIT ?",
                    "ti", market_id, limit > 0 ? (gint64)limit : (gint64)-1);
  g_autoptr (GError) failed = NULL;

  while (stmt && eta_sql_next (store, stmt, &failed)) {
    EtaRun *run = g_new0 (EtaRun, 1);

    eta_columns_read (stmt, 0, of_run, G_N_ELEMENTS (of_run), run);
    g_ptr_array_add (all, run);
  }
  return stmt && eta_take_error (error, &failed) ? g_steal_pointer (&all) : NULL;
}
