/* How long to wait before asking again. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ETA_RETRY_TRIES 5      /* and then the run gives up, resumable */
#define ETA_RETRY_CAP 60       /* s, the longest wait of our own choice */
#define ETA_RETRY_PATIENCE 180 /* s, the longest Retry-After that is waited for */

/* Retry-After of RFC 9110: seconds or an HTTP-date; NOW in seconds since 1970. Milliseconds to
 * wait, 0 for a date gone by, -1 when TEXT is neither. */
gint64 eta_retry_after_parse (const char *text, gint64 now);

/* Milliseconds before try TRY (1 is the first repetition): what the server asked for when
 * RETRY_AFTER ≥ 0, else 1, 2, 4 … UNITs (1000; tests are in a hurry) with up to 25 % of jitter
 * (JITTER 0 … 1000), 60 at most. */
gint64 eta_retry_delay (guint attempt, gint64 retry_after, guint jitter, guint unit);

/* Sleeps, but wakes at once when cancelled (then FALSE with ETA_SYNC_ERROR_CANCELLED). */
gboolean eta_retry_wait (gint64 milliseconds, GCancellable *cancellable, GError **error);

G_END_DECLS
