#include "sync/retry.h"

#include "sync/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/* "Wed, 25 Nov 2026 05:01:55 GMT", the one form of RFC 9110 that servers send; names of days and
 * months are English whatever the locale. */
static gint64
parse_date (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, " :", -1);
  g_autoptr (GDateTime) date = NULL;
  int month;

  if (g_strv_length (parts) != 8 || !g_str_equal (parts[7], "GMT"))
    return -1;
  for (month = 0; month < 12; month++)
    if (g_str_equal (parts[2], months[month]))
      break;
  date = g_date_time_new_utc (
      (int)g_ascii_strtoll (parts[3], NULL, 10), month + 1,
      (int)g_ascii_strtoll (parts[1], NULL, 10), (int)g_ascii_strtoll (parts[4], NULL, 10),
      (int)g_ascii_strtoll (parts[5], NULL, 10), (double)g_ascii_strtoll (parts[6], NULL, 10));
  return date ? g_date_time_to_unix (date) : -1;
}

gint64
eta_retry_after_parse (const char *text, gint64 now)
{
  guint64 seconds;
  gint64 when;

  if (!text)
    return -1;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &seconds, NULL))
    return (gint64)seconds * 1000;
  when = parse_date (text);
  return when < 0 ? -1 : MAX (when - now, 0) * 1000;
}

gint64
eta_retry_delay (guint attempt, gint64 retry_after, guint jitter, guint unit)
{
  gint64 delay;

  if (retry_after >= 0)
    return retry_after;
  delay = (gint64)unit << MIN (attempt > 0 ? attempt - 1 : 0, 6);
  delay += delay * MIN (jitter, 1000) / 4000;
  return MIN (delay, (gint64)ETA_RETRY_CAP * unit);
}

gboolean
eta_retry_wait (gint64 milliseconds, GCancellable *cancellable, GError **error)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;
  GPollFD fd;
  gboolean can_poll = cancellable && g_cancellable_make_pollfd (cancellable, &fd);

  while (!g_cancellable_is_cancelled (cancellable)) {
    gint64 left = (end - g_get_monotonic_time () + 999) / 1000;

    if (left <= 0)
      break;
    /* Without a descriptor to wait on (the process has too many) look every now and then. */
    g_poll (&fd, can_poll ? 1 : 0, (int)MIN (left, can_poll ? 60000 : 100));
  }
  if (can_poll)
    g_cancellable_release_fd (cancellable);
  if (!g_cancellable_is_cancelled (cancellable))
    return TRUE;
  g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_CANCELLED, _ ("Cancelled."));
  return FALSE;
}
