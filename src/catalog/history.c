#include "catalog/history.h"

#include "catalog/history-changes.h"
#include "catalog/error.h"
#include "catalog/schema.h"
#include "catalog/search.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_KEEP 1000
#define MAX_BYTES (200 * 1024 * 1024)
#define TRIM_EVERY 64

struct EtaOpenStep {
  char *name;
  char *detail;
  sqlite3_session *session;
};

static void
open_step_free (struct EtaOpenStep *step)
{
  if (step->session)
    sqlite3session_delete (step->session);
  g_free (step->name);
  g_free (step->detail);
  g_free (step);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaChangeset, eta_changeset_free)

/* --- a step ----------------------------------------------------------------------------------- */

static gboolean
refuse_read_only (EtaStore *store, GError **error)
{
  if (!store->read_only)
    return FALSE;
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_READ_ONLY,
               _ ("“%s” is open for looking only. Open it again to change it."), store->name);
  return TRUE;
}

static int
start_session (EtaStore *store, sqlite3_session **session)
{
  const char *const *tables = eta_schema_tracked ();
  int rc = sqlite3session_create (store->db, "main", session);

  for (guint i = 0; rc == SQLITE_OK && tables[i]; i++)
    rc = sqlite3session_attach (*session, tables[i]);
  return rc;
}

gboolean
eta_step_begin (EtaStore *store, const char *name, const char *detail, GError **error)
{
  struct EtaOpenStep *step;
  int rc;

  g_return_val_if_fail (!store->step, FALSE);
  if (refuse_read_only (store, error) || !eta_sql_begin (store, error))
    return FALSE;
  step = g_new0 (struct EtaOpenStep, 1);
  step->name = g_strdup (name);
  step->detail = g_strdup (detail);
  rc = start_session (store, &step->session);
  if (rc != SQLITE_OK) {
    eta_sql_fail (store, rc, error);
    open_step_free (step);
    eta_sql_rollback (store);
    return FALSE;
  }
  store->step = step;
  return TRUE;
}

gboolean
eta_step_open (EtaStore *store)
{
  return store->step != NULL;
}

void
eta_step_abort (EtaStore *store)
{
  if (!store->step)
    return;
  g_clear_pointer (&store->step, open_step_free);
  eta_sql_rollback (store);
}

void
eta_step_merge_within (EtaStore *store, guint seconds)
{
  store->merge_within = seconds;
}

/* The newest step, when what is written now may be joined to it: 0 otherwise. */
static gint64
step_to_join (EtaStore *store)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) since = g_date_time_add_seconds (now, -(gdouble)store->merge_within);
  g_autofree char *after = g_date_time_format (since, "%Y-%m-%dT%H:%M:%S");

  if (store->merge_within == 0)
    return 0;
  return eta_sql_number (store, 0,
                         "SELECT id FROM history WHERE id = (SELECT max(id) FROM history)"
                         " AND NOT undone AND name = ? AND detail IS ? AND who = ? AND at > ?",
                         "tttt", store->step->name, store->step->detail, g_get_user_name (), after);
}

static gboolean
drop_redo (EtaStore *store, GError **error)
{
  return eta_sql_run (store, error,
                      "DELETE FROM history_product WHERE step IN"
                      " (SELECT id FROM history WHERE undone)",
                      "") &&
         eta_sql_run (store, error, "DELETE FROM history WHERE undone", "");
}

static gboolean
forget_step (EtaStore *store, gint64 id, GError **error)
{
  return eta_sql_run (store, error, "DELETE FROM history_product WHERE step = ?", "i", id) &&
         eta_sql_run (store, error, "DELETE FROM history WHERE id = ?", "i", id);
}

/* ID 0: a new step. */
static gboolean
write_step (
    EtaStore *store, gint64 id, const EtaChangeset *changes, gint64 *written, GError **error)
{
  g_autofree char *now = eta_sql_now ();
  const char *who = g_get_user_name ();
  EtaStatement stmt = eta_sql (store,
                               "INSERT INTO history (id, name, detail, who, at, size, changeset)"
                               " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                               " at = excluded.at, size = excluded.size,"
                               " changeset = excluded.changeset",
                               error);

  if (!stmt)
    return FALSE;
  if (id > 0)
    sqlite3_bind_int64 (stmt, 1, id);
  else
    sqlite3_bind_null (stmt, 1);
  sqlite3_bind_text (stmt, 2, store->step->name, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 3, store->step->detail, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 4, who, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 5, now, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 6, changes->size);
  sqlite3_bind_blob (stmt, 7, changes->data, changes->size, SQLITE_STATIC);
  if (!eta_sql_done (store, stmt, error))
    return FALSE;
  *written = id > 0 ? id : sqlite3_last_insert_rowid (store->db);
  return TRUE;
}

static gboolean
write_products (EtaStore *store, gint64 step, GHashTable *rows, GError **error)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &row, NULL)) {
    if (!eta_sql_run (store, error,
                      "INSERT INTO history_product (product, step) VALUES (?, ?)"
                      " ON CONFLICT DO NOTHING",
                      "ii", *(gint64 *)row, step))
      return FALSE;
  }
  return TRUE;
}

/* Puts CHANGES into the history, joined to the step before when that is wanted. */
static gboolean
record (EtaStore *store, const EtaChangeset *changes, GHashTable *rows, GError **error)
{
  const gint64 join = step_to_join (store);
  g_autoptr (EtaChangeset) joined = NULL;
  gint64 id;

  if (join == 0) {
    if (!drop_redo (store, error) || !write_step (store, 0, changes, &id, error) ||
        !write_products (store, id, rows, error))
      return FALSE;
    return id % TRIM_EVERY != 0 || eta_history_trim (store, 0, error);
  }
  joined = eta_changeset_join (store, join, changes, error);
  if (!joined)
    return FALSE;
  if (joined->size == 0)
    return forget_step (store, join, error);
  return write_step (store, join, joined, &id, error) && write_products (store, id, rows, error);
}

/* Tells the window; ROWS are the products of the changes, STALE those whose card or place in the
 * list changed with them (of a renamed producer, say). */
static void
tell (EtaStore *store, GHashTable *rows, GArray *stale)
{
  g_autoptr (GHashTable) ids = NULL;
  GHashTableIter iter;
  gpointer id;

  if (!store->changed)
    return;
  ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, NULL, &id))
    g_hash_table_add (ids, g_strdup (id));
  for (guint i = 0; i < stale->len; i++) {
    char *known = eta_store_id_of (store, g_array_index (stale, gint64, i));
    if (known)
      g_hash_table_add (ids, known);
  }
  store->changed (store, ids, store->changed_data);
}

/* *WROTE: something was changed. */
static gboolean
finish (EtaStore *store, GHashTable **rows, GArray *stale, gboolean *wrote, GError **error)
{
  g_autoptr (EtaChangeset) changes = eta_changeset_take (store, store->step->session, error);

  if (!changes)
    return FALSE;
  *rows = eta_changeset_products (store, changes, error);
  if (!*rows || !eta_search_refresh (store, stale, error))
    return FALSE;
  *wrote = changes->size > 0;
  return !*wrote || record (store, changes, *rows, error);
}

gboolean
eta_step_commit (EtaStore *store, GError **error)
{
  g_autoptr (GArray) stale = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) rows = NULL;
  gboolean wrote = FALSE;

  g_return_val_if_fail (store->step, FALSE);
  if (sqlite3_get_autocommit (store->db)) {
    /* A full disk made SQLite give up the transaction; the put before has said so. */
    g_clear_pointer (&store->step, open_step_free);
    return eta_sql_fail (store, SQLITE_FULL, error);
  }
  if (!finish (store, &rows, stale, &wrote, error)) {
    eta_step_abort (store);
    return FALSE;
  }
  g_clear_pointer (&store->step, open_step_free);
  if (!eta_sql_commit (store, error))
    return FALSE;
  /* Also of a producer or a catalog alone: whoever shows it would else write over it. */
  if (wrote)
    tell (store, rows, stale);
  return TRUE;
}

/* --- undo and redo ---------------------------------------------------------------------------- */

void
eta_step_free (EtaStep *step)
{
  if (!step)
    return;
  g_free (step->name);
  g_free (step->detail);
  g_free (step->who);
  g_free (step->when);
  g_free (step);
}

#define STEP_COLUMNS "id, name, detail, who, at, undone, size"

static EtaStep *
read_step (EtaStatement stmt)
{
  EtaStep *step = g_new0 (EtaStep, 1);

  step->id = sqlite3_column_int64 (stmt, 0);
  step->name = eta_sql_dup (stmt, 1);
  step->detail = eta_sql_dup (stmt, 2);
  step->who = eta_sql_dup (stmt, 3);
  step->when = eta_sql_dup (stmt, 4);
  step->undone = sqlite3_column_int (stmt, 5) != 0;
  step->size = sqlite3_column_int64 (stmt, 6);
  return step;
}

static EtaStep *
peek (EtaStore *store, gboolean undo, GError **error)
{
  g_auto (EtaStatement) stmt = eta_sql (
      store,
      undo ? "SELECT " STEP_COLUMNS " FROM history WHERE NOT undone ORDER BY id DESC LIMIT 1"
           : "SELECT " STEP_COLUMNS " FROM history WHERE undone ORDER BY id LIMIT 1",
      error);

  return stmt && eta_sql_next (store, stmt, error) ? read_step (stmt) : NULL;
}

EtaStep *
eta_history_peek_undo (EtaStore *store)
{
  return peek (store, TRUE, NULL);
}

EtaStep *
eta_history_peek_redo (EtaStore *store)
{
  return peek (store, FALSE, NULL);
}

static EtaStep *
peek_or_fail (EtaStore *store, gboolean undo, GError **error)
{
  g_autoptr (GError) failed = NULL;
  EtaStep *step = peek (store, undo, &failed);

  if (step)
    return step;
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  else
    g_set_error_literal (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND,
                         undo ? _ ("There is nothing to undo.") : _ ("There is nothing to redo."));
  return NULL;
}

static gboolean
move (EtaStore *store,
      const EtaStep *step,
      gboolean undo,
      GHashTable **rows,
      GArray *stale,
      GError **error)
{
  g_autoptr (EtaChangeset) changes = eta_changeset_load (store, step->id, error);

  if (!changes)
    return FALSE;
  /* Before and after, so that products that go and products that come are known by their id. */
  *rows = eta_changeset_products (store, changes, error);
  return *rows && eta_changeset_apply (store, changes, undo, step->name, error) &&
         eta_sql_run (store, error, "UPDATE history SET undone = ? WHERE id = ?", "ii",
                      (gint64)undo, step->id) &&
         eta_search_refresh (store, stale, error);
}

static gboolean
travel (EtaStore *store, gboolean undo, EtaStep **out, GError **error)
{
  g_autoptr (GArray) stale = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) rows = NULL;
  g_autoptr (EtaStep) step = NULL;

  g_return_val_if_fail (!store->step, FALSE);
  if (refuse_read_only (store, error) || !eta_sql_begin (store, error))
    return FALSE;
  step = peek_or_fail (store, undo, error);
  if (!step || !move (store, step, undo, &rows, stale, error)) {
    eta_sql_rollback (store);
    return FALSE;
  }
  if (!eta_sql_commit (store, error))
    return FALSE;
  step->undone = undo;
  tell (store, rows, stale);
  if (out)
    *out = g_steal_pointer (&step);
  return TRUE;
}

gboolean
eta_history_undo (EtaStore *store, EtaStep **step, GError **error)
{
  return travel (store, TRUE, step, error);
}

gboolean
eta_history_redo (EtaStore *store, EtaStep **step, GError **error)
{
  return travel (store, FALSE, step, error);
}

guint
eta_history_count_from (EtaStore *store, gint64 step)
{
  return (guint)eta_sql_number (store, 0,
                                "SELECT count(*) FROM history WHERE NOT undone AND id >= ?1 AND"
                                " EXISTS (SELECT 1 FROM history WHERE id = ?1 AND NOT undone)",
                                "i", step);
}

/* TOUCHED: of all the steps, as of eta_changeset_products. */
static gboolean
undo_one (EtaStore *store, GHashTable *touched, GArray *stale, GError **error)
{
  g_autoptr (EtaStep) step = peek_or_fail (store, TRUE, error);
  g_autoptr (GHashTable) rows = NULL;
  GHashTableIter iter;
  gpointer row, id;

  if (!step || !move (store, step, TRUE, &rows, stale, error))
    return FALSE;
  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &row, &id)) {
    g_hash_table_replace (touched, row, id);
    g_hash_table_iter_steal (&iter);
  }
  return TRUE;
}

gboolean
eta_history_undo_from (EtaStore *store, gint64 step, GError **error)
{
  g_autoptr (GArray) stale = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  gboolean done = TRUE;

  g_return_val_if_fail (!store->step, FALSE);
  if (refuse_read_only (store, error) || !eta_sql_begin (store, error))
    return FALSE;
  for (guint n = eta_history_count_from (store, step); done && n > 0; n--)
    done = undo_one (store, rows, stale, error);
  if (!done) {
    eta_sql_rollback (store);
    return FALSE;
  }
  if (!eta_sql_commit (store, error))
    return FALSE;
  tell (store, rows, stale);
  return TRUE;
}

/* --- the list --------------------------------------------------------------------------------- */

GPtrArray *
eta_history_list (EtaStore *store, const char *product_id, guint limit, GError **error)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_step_free);
  g_autoptr (GError) failed = NULL;
  const gint64 most = limit > 0 ? (gint64)limit : -1;
  EtaStatement stmt;

  if (product_id)
    stmt = eta_sql_bind (store, error,
                         "SELECT " STEP_COLUMNS " FROM history_product JOIN history ON id = step"
                         " WHERE product = ? ORDER BY step DESC LIMIT ?",
                         "ii", eta_store_row_of (store, product_id), most);
  else
    stmt = eta_sql_bind (
        store, error, "SELECT " STEP_COLUMNS " FROM history ORDER BY id DESC LIMIT ?", "i", most);
  while (stmt && eta_sql_next (store, stmt, &failed))
    g_ptr_array_add (steps, read_step (stmt));
  return stmt && eta_take_error (error, &failed) ? g_steal_pointer (&steps) : NULL;
}

/* The newest step that must go: beyond KEEP steps, or beyond MAX_BYTES from the newest on. */
static gboolean
find_oldest (EtaStore *store, guint keep, gint64 *last, GError **error)
{
  EtaStatement stmt = eta_sql (store, "SELECT id, size FROM history ORDER BY id DESC", error);
  g_autoptr (GError) failed = NULL;
  gint64 bytes = 0;
  guint n = 0;

  *last = 0;
  while (stmt && *last == 0 && eta_sql_next (store, stmt, &failed)) {
    bytes += sqlite3_column_int64 (stmt, 1);
    /* The newest stays, however big. */
    if (++n > keep || (bytes > MAX_BYTES && n > 1))
      *last = sqlite3_column_int64 (stmt, 0);
  }
  if (stmt)
    sqlite3_reset (stmt);
  return stmt && eta_take_error (error, &failed);
}

static gboolean
trim (EtaStore *store, guint keep, GError **error)
{
  gint64 last;

  if (!find_oldest (store, keep > 0 ? keep : DEFAULT_KEEP, &last, error))
    return FALSE;
  return last == 0 ||
         (eta_sql_run (store, error, "DELETE FROM history_product WHERE step <= ?", "i", last) &&
          eta_sql_run (store, error, "DELETE FROM history WHERE id <= ?", "i", last));
}

gboolean
eta_history_trim (EtaStore *store, guint keep, GError **error)
{
  if (store->step)
    return trim (store, keep, error);
  if (!eta_sql_begin (store, error))
    return FALSE;
  if (!trim (store, keep, error)) {
    eta_sql_rollback (store);
    return FALSE;
  }
  return eta_sql_commit (store, error);
}
