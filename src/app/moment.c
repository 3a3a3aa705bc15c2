#include "app/moment.h"

#include "app/ui-language.h"
#include "catalog/measure.h"

#include <glib/gi18n.h>

static char *
day_text (GDateTime *time)
{
  g_autofree char *iso =
      g_strdup_printf ("%04d-%02d-%02d", g_date_time_get_year (time), g_date_time_get_month (time),
                       g_date_time_get_day_of_month (time));

  return eta_date_text (iso, eta_ui_language ());
}

static gboolean
same_day (GDateTime *a, GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b) &&
         g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

char *
eta_moment_text (gint64 moment)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (moment);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) before = g_date_time_add_days (now, -1);
  g_autofree char *clock = NULL, *day = NULL;

  if (!time)
    return g_strdup ("");
  /* Translators: the time of day, hours and minutes. */
  clock =
      g_strdup_printf (_ ("%02d:%02d"), g_date_time_get_hour (time), g_date_time_get_minute (time));
  if (same_day (time, now))
    return g_strdup_printf (_ ("Today, %s"), clock);
  if (same_day (time, before))
    return g_strdup_printf (_ ("Yesterday, %s"), clock);
  day = day_text (time);
  /* Translators: a day and the time of day. */
  return g_strdup_printf (_ ("%s, %s"), day, clock);
}

char *
eta_moment_text_iso (const char *iso)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = iso ? g_date_time_new_from_iso8601 (iso, utc) : NULL;

  return time ? eta_moment_text (g_date_time_to_unix (time)) : g_strdup (iso ? iso : "");
}

char *
eta_moment_day (gint64 moment)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (moment);

  return time ? day_text (time) : g_strdup ("");
}

char *
eta_size_of_file_text (gint64 bytes)
{
  g_autofree char *size = g_format_size ((guint64)MAX (bytes, 0));

  /* A unit in Latin letters stays with its number in an Arabic line. */
  return g_strdup_printf ("\u2068%s\u2069", size);
}
