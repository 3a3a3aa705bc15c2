#include "catalog/check-kinds.h"
#include "catalog/fold.h"
#include "catalog/language.h"
#include "catalog/measure.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

typedef struct {
  int day, month, year;
} Date;

static gboolean
exists (const Date *date)
{
  return date->year >= 1900 && date->year <= 9999 &&
         g_date_valid_dmy ((GDateDay)date->day, (GDateMonth)date->month, (GDateYear)date->year);
}

/* "Maret", "mar", "مارس": a month of one of our languages, by its first letters. */
static int
month_of (const char *word)
{
  static const char *const langs[] = {"id", "en", "ar"};
  gsize len = strlen (word);

  for (guint i = 0; i < G_N_ELEMENTS (langs) && len >= 3; i++) {
    const EtaLanguage *language = eta_language_get (langs[i]);
    for (int month = 0; month < 12; month++) {
      g_autofree char *name = eta_fold (language->months[month]);
      if (g_str_has_prefix (name, word))
        return month + 1;
    }
  }
  return 0;
}

static int
number_of (const char *text)
{
  gsize len = strlen (text);

  if (len == 0 || len > 4 || strspn (text, "0123456789") != len)
    return -1;
  return (int)g_ascii_strtoll (text, NULL, 10);
}

/* PARTS in the order day, month, year, or year first. */
static gboolean
read_parts (char **parts, Date *date)
{
  gboolean year_first = strlen (parts[0]) == 4;

  date->day = number_of (parts[year_first ? 2 : 0]);
  date->year = number_of (parts[year_first ? 0 : 2]);
  date->month = number_of (parts[1]);
  if (date->month < 0)
    date->month = month_of (parts[1]);
  return strlen (parts[year_first ? 0 : 2]) == 4 && date->day > 0 && date->month > 0;
}

/* "03/04/2026" is April in Surabaya and March in New York. */
static gboolean
is_unclear (char **parts, const Date *date, const char *folded)
{
  return strchr (folded, '/') && strlen (parts[0]) < 4 && number_of (parts[1]) > 0 &&
         date->day <= 12 && date->month <= 12 && date->day != date->month;
}

gboolean
eta_check_date (const EtaField *field, const char *text, char **out, GError **error)
{
  g_autofree char *folded = eta_fold (text);
  g_auto (GStrv) parts = g_strsplit_set (folded, "-/. ", -1);
  Date date = {0};

  if (g_strv_length (parts) != 3 || !read_parts (parts, &date) || !exists (&date))
    return eta_check_refuse (error, _ ("“%s” is no date. Type year, month and day so: 2027-03-31."),
                             text);
  if (is_unclear (parts, &date, folded))
    return eta_check_refuse (
        error, _ ("“%s” can be read in two ways. Type year, month and day so: %04d-%02d-%02d."),
        text, date.year, date.month, date.day);
  *out = g_strdup_printf ("%04d-%02d-%02d", date.year, date.month, date.day);
  return TRUE;
}
