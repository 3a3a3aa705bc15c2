#include "catalog/error.h"
#include "catalog/history.h"
#include "catalog/partial.h"
#include "catalog/schema.h"
#include "catalog/search.h"
#include "catalog/store-file.h"
#include "catalog/store-lock.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

int eta_store_patience = 5000;

/* --- opening ---------------------------------------------------------------------------------- */

static gboolean
pragma (EtaStore *store, const char *text, GError **error)
{
  return eta_sql_exec (store, text, error);
}

static gboolean
connect_file (EtaStore *store, gboolean immutable, GError **error)
{
  const int mode = store->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  g_autofree char *uri = g_filename_to_uri (store->path, NULL, NULL);
  g_autofree char *name =
      immutable ? g_strconcat (uri, "?immutable=1", NULL) : g_strdup (store->path);
  int rc = sqlite3_open_v2 (name, &store->db, mode | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);

  if (rc == SQLITE_OK) {
    sqlite3_busy_timeout (store->db,
                          (store->flags & ETA_STORE_IMPATIENT) ? 100 : eta_store_patience);
    /* The first look at the file: WAL and locks are met here. */
    rc = sqlite3_exec (store->db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
  }
  if (rc == SQLITE_OK)
    return TRUE;
  eta_sql_fail (store, rc, error);
  sqlite3_close_v2 (g_steal_pointer (&store->db));
  return FALSE;
}

/* What only stands in the journal of another program is not seen then. */
static void
warn_of_journal (EtaStore *store)
{
  g_autofree char *journal = g_strconcat (store->path, "-wal", NULL);
  GStatBuf info;

  if (g_stat (journal, &info) == 0 && info.st_size > 0)
    store->warning = g_strdup_printf (
        _ ("The newest changes of “%s” cannot be shown, since its folder cannot be "
           "written to. Copy the catalog and the files beside it to a folder of "
           "your own."),
        store->name);
}

/* Without the right to write beside it, a WAL database can only be read as if nobody changed it. */
static gboolean
connect_any (EtaStore *store, GError **error)
{
  g_autoptr (GError) failed = NULL;

  if (connect_file (store, FALSE, &failed))
    return TRUE;
  if (!store->read_only ||
      !g_error_matches (failed, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_READ_ONLY)) {
    g_propagate_error (error, g_steal_pointer (&failed));
    return FALSE;
  }
  if (!connect_file (store, TRUE, error))
    return FALSE;
  warn_of_journal (store);
  return TRUE;
}

static gboolean
set_journal (EtaStore *store, GError **error)
{
  const gboolean far = eta_file_is_far (store->path);
  g_autofree char *mode = NULL;

  if (store->read_only)
    return TRUE;
  mode =
      eta_sql_text (store, far ? "PRAGMA journal_mode = DELETE" : "PRAGMA journal_mode = WAL", "");
  if (!far)
    return TRUE;
  store->warning = g_strdup_printf (
      _ ("“%s” lies on a network or cloud folder, where catalogs get damaged more easily. Keep it "
         "on a disk of this computer, and only the backups there."),
      store->name);
  /* Still WAL: another program has it open. Going on would risk the file. */
  if (g_strcmp0 (mode, "wal") == 0)
    return eta_sql_fail (store, SQLITE_BUSY, error);
  return TRUE;
}

static gboolean
set_pragmas (EtaStore *store, GError **error)
{
  const gboolean quick = (store->flags & ETA_STORE_QUICK) != 0;

  return pragma (store, "PRAGMA foreign_keys = ON", error) &&
         pragma (store, "PRAGMA trusted_schema = OFF", error) &&
         pragma (store, "PRAGMA cache_size = -8192", error) &&
         pragma (store, "PRAGMA journal_size_limit = 16777216", error) &&
         pragma (store, quick ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = FULL", error);
}

static gboolean
newer (const char *name, GError **error)
{
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NEWER,
               _ ("“%s” was made by a newer Etalase. It was left untouched; update Etalase to open "
                  "it."),
               name);
  return FALSE;
}

static gboolean
copy_before (EtaStore *store, gint64 version, GError **error)
{
  g_autofree char *copy = eta_file_copy_name (store->path, version);

  return eta_sql_run (store, error, "VACUUM INTO ?", "t", copy);
}

static gboolean
upgrade (EtaStore *store, GError **error)
{
  guint n;
  const EtaSchemaStep *steps = eta_schema_steps (&n);
  const gint64 version = eta_sql_number (store, -1, "PRAGMA user_version", "");
  int rc;

  if (version > n) {
    /* Closing must not even fold its journal into it. */
    sqlite3_db_config (store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    return newer (store->name, error);
  }
  if (version == n)
    return TRUE;
  if (store->read_only) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_READ_ONLY,
                 _ ("“%s” was made by an older Etalase and cannot be brought up to date where it "
                    "is. Copy it to a folder of your own and open it there."),
                 store->name);
    return FALSE;
  }
  if (version > 0 && !copy_before (store, version, error))
    return FALSE;
  if (!pragma (store, "PRAGMA foreign_keys = OFF", error))
    return FALSE;
  rc = eta_schema_upgrade (store->db, steps, n, NULL);
  if (rc != SQLITE_OK)
    return eta_sql_fail (store, rc, error);
  return pragma (store, "PRAGMA foreign_keys = ON", error);
}

static void
statement_free (gpointer stmt)
{
  sqlite3_finalize (stmt);
}

static EtaStore *
store_new (const char *path, EtaStoreFlags flags)
{
  EtaStore *store = g_new0 (EtaStore, 1);

  store->path = g_canonicalize_filename (path, NULL);
  store->name = g_filename_display_basename (store->path);
  store->flags = flags;
  store->read_only = (flags & ETA_STORE_READ_ONLY) != 0;
  store->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, statement_free);
  store->locks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return store;
}

static gboolean
start (EtaStore *store, GError **error)
{
  if (!connect_any (store, error) || !set_journal (store, error) || !set_pragmas (store, error) ||
      !upgrade (store, error))
    return FALSE;
  store->org = eta_store_get_setting (store, "org");
  store->data_version = (int)eta_sql_number (store, 0, "PRAGMA data_version", "");
  return store->read_only || eta_search_catch_up (store, error);
}

/* What a killed program was writing here: half a restore, a PDF. */
static void
sweep_beside (EtaStore *store)
{
  g_autofree char *folder = g_path_get_dirname (store->path);

  eta_partial_sweep (folder);
}

EtaStore *
eta_store_open (const char *path, EtaStoreFlags flags, GError **error)
{
  g_autoptr (EtaStore) store = store_new (path, flags);
  guint n;
  guint32 version;

  eta_schema_steps (&n);
  if (!g_file_test (store->path, G_FILE_TEST_EXISTS) && (flags & ETA_STORE_CREATE) &&
      !store->read_only && !eta_file_create (store->path, error))
    return NULL;
  if (!eta_file_examine (store->path, &version, error))
    return NULL;
  if (version > n) {
    newer (store->name, error);
    return NULL;
  }
  if (!store->read_only && !eta_file_is_writable (store->path, error))
    return NULL;
  if (!start (store, error))
    return NULL;
  if (!store->read_only)
    sweep_beside (store);
  return g_steal_pointer (&store);
}

EtaStore *
eta_store_reopen (EtaStore *store, EtaStoreFlags flags, GError **error)
{
  return eta_store_open (store->path, flags | (store->read_only ? ETA_STORE_READ_ONLY : 0), error);
}

void
eta_store_close (EtaStore *store)
{
  if (!store)
    return;
  if (store->db) {
    eta_step_abort (store);
    eta_lock_drop_all (store);
  }
  g_hash_table_unref (store->statements);
  g_hash_table_unref (store->locks);
  sqlite3_close_v2 (store->db);
  g_free (store->path);
  g_free (store->name);
  g_free (store->warning);
  g_free (store->org);
  g_free (store);
}

const char *
eta_store_path (EtaStore *store)
{
  return store->path;
}

gboolean
eta_store_is_read_only (EtaStore *store)
{
  return store->read_only;
}

const char *
eta_store_warning (EtaStore *store)
{
  return store->warning;
}

const char *
eta_store_org (EtaStore *store)
{
  return store->org;
}

char *
eta_store_album_path (const char *catalog_path)
{
  const char *suffix = ".etalasedb";

  if (!g_str_has_suffix (catalog_path, suffix))
    return g_strconcat (catalog_path, ".photos", NULL);
  return g_strdup_printf ("%.*s.photos", (int)(strlen (catalog_path) - strlen (suffix)),
                          catalog_path);
}

/* --- settings --------------------------------------------------------------------------------- */

char *
eta_store_get_setting (EtaStore *store, const char *key)
{
  return eta_sql_text (store, "SELECT value FROM setting WHERE key = ?", "t", key);
}

gboolean
eta_store_set_setting (EtaStore *store, const char *key, const char *value, GError **error)
{
  if (!value)
    return eta_sql_run (store, error, "DELETE FROM setting WHERE key = ?", "t", key);
  return eta_sql_run (store, error,
                      "INSERT INTO setting (key, value) VALUES (?, ?)"
                      " ON CONFLICT DO UPDATE SET value = excluded.value",
                      "tt", key, value);
}

/* --- soundness -------------------------------------------------------------------------------- */

GPtrArray *
eta_store_check (EtaStore *store)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_auto (EtaStatement) check = eta_sql (store, "PRAGMA integrity_check", &error);
  g_auto (EtaStatement) keys = eta_sql (store, "PRAGMA foreign_key_check", &error);

  while (check && eta_sql_next (store, check, &error)) {
    const char *text = (const char *)sqlite3_column_text (check, 0);

    if (g_strcmp0 (text, "ok") != 0)
      g_ptr_array_add (found, g_strdup_printf (_ ("“%s”: %s"), store->name, text));
  }
  while (keys && eta_sql_next (store, keys, &error))
    g_ptr_array_add (found, g_strdup_printf (_ ("“%s”: a row of “%s” belongs to nothing in “%s”."),
                                             store->name, sqlite3_column_text (keys, 0),
                                             sqlite3_column_text (keys, 2)));
  if (error)
    g_ptr_array_add (found, g_strdup (error->message));
  return found;
}

/* --- told of changes -------------------------------------------------------------------------- */

void
eta_store_set_changed_func (EtaStore *store, EtaStoreChanged func, gpointer data)
{
  store->changed = func;
  store->changed_data = data;
}

gboolean
eta_store_poll (EtaStore *store)
{
  const int version = (int)eta_sql_number (store, store->data_version, "PRAGMA data_version", "");
  const gboolean differs = version != store->data_version;

  store->data_version = version;
  return differs;
}
