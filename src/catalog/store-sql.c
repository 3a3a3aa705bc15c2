#include "catalog/store-sql.h"

#include "catalog/error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdarg.h>

void
eta_statement_reset (EtaStatement stmt)
{
  sqlite3_reset (stmt);
}

EtaStatement
eta_sql (EtaStore *store, const char *sql, GError **error)
{
  sqlite3_stmt *stmt = g_hash_table_lookup (store->statements, sql);
  int rc;

  if (stmt)
    return stmt;
  rc = sqlite3_prepare_v3 (store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
  if (rc != SQLITE_OK) {
    eta_sql_fail (store, rc, error);
    return NULL;
  }
  g_hash_table_insert (store->statements, g_strdup (sql), stmt);
  return stmt;
}

static void
bind_all (EtaStatement stmt, const char *args, va_list list)
{
  for (int i = 0; args[i]; i++) {
    if (args[i] == 't')
      sqlite3_bind_text (stmt, i + 1, va_arg (list, const char *), -1, SQLITE_STATIC);
    else
      sqlite3_bind_int64 (stmt, i + 1, va_arg (list, gint64));
  }
}

EtaStatement
eta_sql_bind (EtaStore *store, GError **error, const char *sql, const char *args, ...)
{
  EtaStatement stmt = eta_sql (store, sql, error);
  va_list list;

  if (!stmt)
    return NULL;
  va_start (list, args);
  bind_all (stmt, args, list);
  va_end (list);
  return stmt;
}

gboolean
eta_sql_next (EtaStore *store, EtaStatement stmt, GError **error)
{
  int rc = sqlite3_step (stmt);

  if (rc == SQLITE_ROW)
    return TRUE;
  if (rc != SQLITE_DONE)
    eta_sql_fail (store, rc, error);
  sqlite3_reset (stmt);
  return FALSE;
}

gboolean
eta_sql_done (EtaStore *store, EtaStatement stmt, GError **error)
{
  int rc;

  while ((rc = sqlite3_step (stmt)) == SQLITE_ROW)
    ;
  if (rc != SQLITE_DONE)
    eta_sql_fail (store, rc, error);
  sqlite3_reset (stmt);
  return rc == SQLITE_DONE;
}

gboolean
eta_sql_run (EtaStore *store, GError **error, const char *sql, const char *args, ...)
{
  EtaStatement stmt = eta_sql (store, sql, error);
  va_list list;

  if (!stmt)
    return FALSE;
  va_start (list, args);
  bind_all (stmt, args, list);
  va_end (list);
  return eta_sql_done (store, stmt, error);
}

gint64
eta_sql_number (EtaStore *store, gint64 otherwise, const char *sql, const char *args, ...)
{
  EtaStatement stmt = eta_sql (store, sql, NULL);
  gint64 value = otherwise;
  va_list list;

  if (!stmt)
    return otherwise;
  va_start (list, args);
  bind_all (stmt, args, list);
  va_end (list);
  if (eta_sql_next (store, stmt, NULL) && sqlite3_column_type (stmt, 0) != SQLITE_NULL)
    value = sqlite3_column_int64 (stmt, 0);
  sqlite3_reset (stmt);
  return value;
}

char *
eta_sql_text (EtaStore *store, const char *sql, const char *args, ...)
{
  EtaStatement stmt = eta_sql (store, sql, NULL);
  char *text = NULL;
  va_list list;

  if (!stmt)
    return NULL;
  va_start (list, args);
  bind_all (stmt, args, list);
  va_end (list);
  if (eta_sql_next (store, stmt, NULL))
    text = eta_sql_dup (stmt, 0);
  sqlite3_reset (stmt);
  return text;
}

char *
eta_sql_dup (EtaStatement stmt, int column)
{
  return g_strdup ((const char *)sqlite3_column_text (stmt, column));
}

gboolean
eta_take_error (GError **error, GError **failed)
{
  if (!*failed)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (failed));
  return FALSE;
}

gboolean
eta_sql_exec (EtaStore *store, const char *sql, GError **error)
{
  int rc = sqlite3_exec (store->db, sql, NULL, NULL, NULL);

  return rc == SQLITE_OK ? TRUE : eta_sql_fail (store, rc, error);
}

gboolean
eta_sql_begin (EtaStore *store, GError **error)
{
  const gboolean inside = !sqlite3_get_autocommit (store->db);

  if (store->step && !inside) {
    /* SQLite gave up the whole transaction when the disk was full. */
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_FAILED,
                 _ ("“%s”: the change could not be stored. Try again."), store->name);
    return FALSE;
  }
  return eta_sql_run (store, error, inside ? "SAVEPOINT put" : "BEGIN IMMEDIATE", "");
}

/* A savepoint is the innermost when the transaction was begun by somebody else: by a step. */
gboolean
eta_sql_commit (EtaStore *store, GError **error)
{
  gboolean done = eta_sql_run (store, error, store->step ? "RELEASE put" : "COMMIT", "");

  if (!done)
    eta_sql_rollback (store);
  return done;
}

void
eta_sql_rollback (EtaStore *store)
{
  if (sqlite3_get_autocommit (store->db))
    return;
  if (!store->step) {
    eta_sql_run (store, NULL, "ROLLBACK", "");
    return;
  }
  eta_sql_run (store, NULL, "ROLLBACK TO put", "");
  eta_sql_run (store, NULL, "RELEASE put", "");
}

/* SQLite reports a write beyond a quota or a file-size limit as an I/O error. */
static gboolean
is_full (sqlite3 *db, int rc)
{
  int number;

  if ((rc & 0xff) == SQLITE_FULL)
    return TRUE;
  if ((rc & 0xff) != SQLITE_IOERR || !db)
    return FALSE;
  number = sqlite3_system_errno (db);
  return number == ENOSPC || number == EDQUOT || number == EFBIG;
}

static EtaCatalogError
code_of (sqlite3 *db, int rc)
{
  static const struct {
    int rc;
    EtaCatalogError code;
  } codes[] = {
      {SQLITE_BUSY, ETA_CATALOG_ERROR_LOCKED},        {SQLITE_LOCKED, ETA_CATALOG_ERROR_LOCKED},
      {SQLITE_READONLY, ETA_CATALOG_ERROR_READ_ONLY}, {SQLITE_PERM, ETA_CATALOG_ERROR_READ_ONLY},
      {SQLITE_CANTOPEN, ETA_CATALOG_ERROR_READ_ONLY}, {SQLITE_CORRUPT, ETA_CATALOG_ERROR_DAMAGED},
      {SQLITE_NOTADB, ETA_CATALOG_ERROR_DAMAGED},
  };

  if (is_full (db, rc))
    return ETA_CATALOG_ERROR_FULL;
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++) {
    if ((rc & 0xff) == codes[i].rc)
      return codes[i].code;
  }
  return ETA_CATALOG_ERROR_FAILED;
}

static const char *
sentence_of (EtaCatalogError code)
{
  switch (code) {
  case ETA_CATALOG_ERROR_FULL:
    return _ ("The disk that holds “%s” is full. Nothing was changed. Free some space and try "
              "again.");
  case ETA_CATALOG_ERROR_LOCKED:
    return _ ("Another program is writing to “%s”. Nothing was changed. Wait a moment and try "
              "again.");
  case ETA_CATALOG_ERROR_READ_ONLY:
    return _ ("“%s” cannot be written to. Look at it without changing it, or copy it to a folder "
              "of your own.");
  default:
    return _ ("“%s” is damaged. Keep it, and restore the newest backup.");
  }
}

gboolean
eta_sql_fail_named (sqlite3 *db, const char *name, int rc, GError **error)
{
  const EtaCatalogError code = code_of (db, rc);

  if (code == ETA_CATALOG_ERROR_FAILED)
    g_set_error (error, ETA_CATALOG_ERROR, code, _ ("“%s” could not be used: %s (%d)."), name,
                 db ? sqlite3_errmsg (db) : sqlite3_errstr (rc), rc);
  else
    g_set_error (error, ETA_CATALOG_ERROR, code, sentence_of (code), name);
  return FALSE;
}

gboolean
eta_sql_fail (EtaStore *store, int rc, GError **error)
{
  const int extended = sqlite3_extended_errcode (store->db);

  return eta_sql_fail_named (store->db, store->name,
                             (extended & 0xff) == (rc & 0xff) ? extended : rc, error);
}

char *
eta_sql_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *seconds = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", seconds, g_date_time_get_microsecond (now) / 1000);
}
