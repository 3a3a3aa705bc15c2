#include "catalog/store-lock.h"

#include "catalog/error.h"
#include "catalog/market-book.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* A run on another computer that has not been heard of for so long is dead. */
#define SILENCE 600 /* s */

/* When the process PID started, so that its number is not taken for another's: boot and clock ticks
 * since then. NULL: there is no such process. Transfer full. */
static char *
birth_of (gint64 pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%" G_GINT64_FORMAT "/stat", pid);
  g_autofree char *stat = NULL, *boot = NULL;
  g_auto (GStrv) fields = NULL;
  const char *rest;

  if (!g_file_get_contents (path, &stat, NULL, NULL))
    return kill ((pid_t)pid, 0) == 0 || errno == EPERM ? g_strdup ("?") : NULL;
  /* The name, in parentheses, may hold spaces; the start time is the 20th field after it. */
  rest = strrchr (stat, ')');
  fields = g_strsplit (rest ? rest + 1 : "", " ", 22);
  if (g_strv_length (fields) < 21)
    return g_strdup ("?");
  if (g_file_get_contents ("/proc/sys/kernel/random/boot_id", &boot, NULL, NULL))
    g_strstrip (boot);
  return g_strdup_printf ("%s %s", boot ? boot : "", fields[20]);
}

static gboolean
is_alive (const char *host, gint64 pid, const char *born, gint64 beat)
{
  g_autofree char *now = NULL;

  if (g_strcmp0 (host, g_get_host_name ()) != 0)
    return beat + SILENCE > g_get_real_time () / G_USEC_PER_SEC;
  now = birth_of (pid);
  return now && strcmp (now, born) == 0;
}

static gboolean
refuse_running (EtaStore *store, const char *market_id, GError **error)
{
  g_auto (EtaStatement) stmt =
      eta_sql_bind (store, error,
                    "SELECT host, pid, born, beat, (SELECT name FROM marketplace WHERE id = market)"
                    " FROM run_lock WHERE market = ?",
                    "t", market_id);
  g_autoptr (GError) failed = NULL;
  const char *host;

  if (!stmt)
    return TRUE;
  if (!eta_sql_next (store, stmt, &failed))
    return !eta_take_error (error, &failed);
  host = (const char *)sqlite3_column_text (stmt, 0);
  if (!is_alive (host, sqlite3_column_int64 (stmt, 1), (const char *)sqlite3_column_text (stmt, 2),
                 sqlite3_column_int64 (stmt, 3)))
    return FALSE;
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_LOCKED,
               _ ("A sync with “%s” is already running (on %s, process %d). Wait until it is "
                  "done."),
               sqlite3_column_text (stmt, 4), host, sqlite3_column_int (stmt, 1));
  return TRUE;
}

static gboolean
take (EtaStore *store, const char *market_id, GError **error)
{
  g_autofree char *born = birth_of (getpid ());

  return eta_sql_run (store, error,
                      "INSERT INTO run_lock (market, host, pid, born, beat) VALUES (?, ?, ?, ?, ?)"
                      " ON CONFLICT DO UPDATE SET host = excluded.host, pid = excluded.pid,"
                      " born = excluded.born, beat = excluded.beat",
                      "ttiti", market_id, g_get_host_name (), (gint64)getpid (), born,
                      g_get_real_time () / G_USEC_PER_SEC);
}

gboolean
eta_store_lock_market (EtaStore *store, const char *market_id, GError **error)
{
  if (!eta_sql_begin (store, error))
    return FALSE;
  if (refuse_running (store, market_id, error) || !take (store, market_id, error)) {
    eta_sql_rollback (store);
    return FALSE;
  }
  if (!eta_sql_commit (store, error))
    return FALSE;
  g_hash_table_add (store->locks, g_strdup (market_id));
  return TRUE;
}

void
eta_store_unlock_market (EtaStore *store, const char *market_id)
{
  if (!g_hash_table_contains (store->locks, market_id))
    return;
  if (!eta_sql_run (store, NULL, "DELETE FROM run_lock WHERE market = ?", "t", market_id))
    g_warning ("the run lock stays until this program ends");
  g_hash_table_remove (store->locks, market_id);
}

gboolean
eta_lock_beat (EtaStore *store, const char *market_id, GError **error)
{
  if (!g_hash_table_contains (store->locks, market_id))
    return TRUE;
  return eta_sql_run (store, error, "UPDATE run_lock SET beat = ? WHERE market = ?", "it",
                      g_get_real_time () / G_USEC_PER_SEC, market_id);
}

void
eta_lock_drop_all (EtaStore *store)
{
  g_autoptr (GList) held = g_hash_table_get_keys (store->locks);

  for (GList *lock = held; lock; lock = lock->next) {
    g_autofree char *market_id = g_strdup (lock->data);
    eta_store_unlock_market (store, market_id);
  }
}
