#include "sync/run-state.h"

#include "catalog/error.h"
#include "catalog/measure.h"
#include "photos/album.h"
#include "sync/retry.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>

#define PAUSE_LOOK 200 /* ms */

void
eta_sync_init (EtaSync *sync,
               EtaStore *store,
               EtaMarketConnection *connection,
               const EtaSyncOptions *options,
               GCancellable *cancellable)
{
  *sync = (EtaSync){
      .store = store,
      .connection = connection,
      .connector = eta_market_connection_connector (connection),
      .self = eta_market_connection_self (connection),
      .market_id = eta_market_connection_id (connection),
      .cancellable = cancellable,
  };
  if (options)
    sync->options = *options;
  if (sync->options.retry_unit > 0)
    eta_market_connection_set_retry_unit (connection, sync->options.retry_unit);
  sync->today = sync->options.today ? g_strdup (sync->options.today) : eta_date_today ();
  sync->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
eta_sync_clear (EtaSync *sync)
{
  g_clear_pointer (&sync->rows, g_hash_table_unref);
  g_clear_pointer (&sync->photos, g_hash_table_unref);
  g_clear_pointer (&sync->seen, g_hash_table_unref);
  g_clear_pointer (&sync->today, g_free);
}

gboolean
eta_sync_load (EtaSync *sync, GError **error)
{
  GError *cause = NULL;

  sync->rows = eta_store_get_listings (sync->store, sync->market_id, &cause);
  if (sync->rows)
    sync->photos = eta_store_get_remote_photos (sync->store, sync->market_id, &cause);
  if (!sync->photos)
    eta_sync_take_error (error, cause);
  return sync->photos != NULL;
}

gboolean
eta_sync_is_in_doubt (const EtaListingRow *row)
{
  return row && (g_str_equal (row->state, "in_flight") || g_str_equal (row->state, "unknown"));
}

static char *
address_key (const EtaSync *sync)
{
  return g_strconcat ("market-address:", sync->market_id, NULL);
}

gboolean
eta_sync_has_moved (EtaSync *sync)
{
  g_autofree char *key = address_key (sync);
  g_autofree char *before = eta_store_get_setting (sync->store, key);

  return before &&
         !g_str_equal (before, eta_http_url (eta_market_connection_http (sync->connection)));
}

void
eta_sync_settle_address (EtaSync *sync)
{
  g_autofree char *key = address_key (sync);
  g_autofree char *before = eta_store_get_setting (sync->store, key);
  const char *now = eta_http_url (eta_market_connection_http (sync->connection));

  if (g_strcmp0 (before, now) != 0)
    eta_store_set_setting (sync->store, key, now, NULL);
}

void
eta_sync_take_error (GError **error, GError *cause)
{
  if (g_error_matches (cause, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_LOCKED)) {
    g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_RUNNING, cause->message);
    g_error_free (cause);
    return;
  }
  g_propagate_error (error, cause);
}

void
eta_sync_tell (EtaSync *sync, EtaStage stage, guint done, guint total, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  if (!sync->options.progress)
    return;
  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (stage == ETA_STAGE_PHOTOS || stage == ETA_STAGE_SEND) {
    gint64 bytes = eta_http_count (eta_market_connection_http (sync->connection)).bytes;
    g_autofree char *size = g_format_size ((guint64)bytes);
    char *whole = g_strdup_printf ("%s · \u2066%s\u2069", text, size);

    g_free (text);
    text = whole;
  }
  sync->options.progress (stage, done, total, text, sync->options.progress_data);
}

gboolean
eta_sync_pause (EtaSync *sync, GError **error)
{
  while (sync->options.paused && g_atomic_int_get (sync->options.paused))
    if (!eta_retry_wait (PAUSE_LOOK, sync->cancellable, error))
      return FALSE;
  return eta_retry_wait (0, sync->cancellable, error);
}

static char *
album_path (EtaSync *sync, const char *sha256)
{
  g_autoptr (EtaAlbum) album = eta_album_open (eta_store_path (sync->store), NULL);

  return album ? eta_album_path (album, sha256, ETA_ALBUM_FULL) : NULL;
}

char *
eta_sync_photo_path (EtaSync *sync, const char *sha256)
{
  if (sync->options.photo_path)
    return sync->options.photo_path (sha256, sync->options.photo_data);
  return album_path (sync, sha256);
}

void
eta_sync_see (EtaSync *sync, const EtaRemote *remote)
{
  GHashTableIter iter;
  gpointer sha, ref;

  g_hash_table_iter_init (&iter, remote->photos);
  while (g_hash_table_iter_next (&iter, &sha, &ref)) {
    g_hash_table_insert (sync->photos, g_strdup (sha), g_strdup (ref));
    g_hash_table_add (sync->seen, g_strdup (sha));
  }
}
