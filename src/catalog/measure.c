#include "catalog/measure.h"

#include "catalog/data.h"
#include "catalog/language.h"

#include <stdio.h>
#include <string.h>

/* PATTERN with {0} replaced; a pattern without it is the whole phrase ("يومان"). */
static char *
fill (const char *pattern, const char *number)
{
  const char *slot = strstr (pattern, "{0}");

  if (!slot)
    return g_strdup (pattern);
  return g_strdup_printf ("%.*s%s%s", (int)(slot - pattern), pattern, number, slot + 3);
}

/* The language a table's columns have for LANG: itself, without its region ("ar-SA" → "ar"), else
 * English. */
static const char *
column_language (const EtaTable *table, const char *lang)
{
  static const char *const known[] = {"id", "en", "ar"};

  if (!lang)
    return "en";
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_has_prefix (lang, known[i]) && (lang[2] == '\0' || lang[2] == '-'))
      return known[i];
  return eta_table_column (table, lang) >= 0 ? lang : "en";
}

/* NUMBER (COUNT in the language's digits) with the name of KEY in TABLE in its plural form. A
 * language without a column of its own has English words, and then English plurals. */
static char *
counted (
    const char *table_name, const char *key, gint64 count, const char *number, const char *lang)
{
  const EtaTable *table = eta_table_get (table_name);
  const char *column = column_language (table, lang);
  int row = key ? eta_table_find (table, key) : -1;
  g_autofree char *form = NULL;
  const char *pattern;

  if (row < 0)
    return key ? g_strconcat (number, " ", key, NULL) : g_strdup (number);
  form = g_strconcat (column, "_", eta_language_plural (column, count), NULL);
  pattern = eta_table_cell (table, row, form);
  if (*pattern != '\0')
    return fill (pattern, number);
  return g_strconcat (number, " ", eta_table_cell (table, row, column), NULL);
}

/* Integer OF UNIT / 10^DECIMALS, without zeros at the end of the decimals. */
static char *
scaled (gint64 value, int decimals, const char *unit, const char *lang)
{
  g_autofree char *number = NULL;

  while (decimals > 0 && value % 10 == 0) {
    value /= 10;
    decimals--;
  }
  number = eta_language_number (eta_language_get (lang), value, decimals);
  return counted ("measure-units.tsv", unit, decimals > 0 ? 0 : value, number, lang);
}

char *
eta_grams_text (gint64 grams, const char *lang)
{
  if (grams < 1000)
    return scaled (grams, 0, "g", lang);
  if (grams < 1000000)
    return scaled (grams, 3, "kg", lang);
  return scaled (grams, 6, "t", lang);
}

char *
eta_size_text (gint64 length, gint64 width, gint64 height, const char *lang)
{
  const EtaLanguage *language = eta_language_get (lang);
  g_autofree char *l = NULL, *w = NULL, *h = NULL, *all = NULL;

  if (length <= 0 || width <= 0 || height <= 0)
    return NULL;
  l = eta_language_number (language, length, 0);
  w = eta_language_number (language, width, 0);
  h = eta_language_number (language, height, 0);
  all = g_strdup_printf ("%s × %s × %s", l, w, h);
  return counted ("measure-units.tsv", "mm", 0, all, lang);
}

char *
eta_days_text (gint64 days, const char *lang)
{
  if (days > 0 && days % 365 == 0)
    return scaled (days / 365 * 12, 0, "month", lang);
  if (days > 0 && days % 30 == 0)
    return scaled (days / 30, 0, "month", lang);
  return scaled (days, 0, "day", lang);
}

char *
eta_lead_time_text (gint64 days, const char *lang)
{
  return scaled (days, 0, "day", lang);
}

char *
eta_count_text (gint64 count, const char *lang)
{
  return eta_language_number (eta_language_get (lang), count, 0);
}

char *
eta_units_text (gint64 count, const char *unit, const char *lang)
{
  g_autofree char *number = eta_count_text (count, lang);

  return counted ("sale-units.tsv", unit, count, number, lang);
}

const char *
eta_unit_name (const char *unit, const char *lang)
{
  const EtaTable *table = eta_table_get ("sale-units.tsv");
  int row = unit ? eta_table_find (table, unit) : -1;

  return row < 0 ? unit : eta_table_cell (table, row, column_language (table, lang));
}

gboolean
eta_date_valid (const char *iso)
{
  int year, month, day;

  if (!iso || strlen (iso) != 10 || iso[4] != '-' || iso[7] != '-')
    return FALSE;
  for (int i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (iso[i]))
      return FALSE;
  year = (int)g_ascii_strtoll (iso, NULL, 10);
  month = (int)g_ascii_strtoll (iso + 5, NULL, 10);
  day = (int)g_ascii_strtoll (iso + 8, NULL, 10);
  return year > 0 && month > 0 && month < 13 && day > 0 &&
         g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

/* One field of a date pattern: N letters C. */
static void
put_field (GString *out, char c, int n, const char *iso, const EtaLanguage *language)
{
  int month = (int)g_ascii_strtoll (iso + 5, NULL, 10);
  int day = (int)g_ascii_strtoll (iso + 8, NULL, 10);

  if (c == 'y')
    g_string_append_len (out, iso, 4);
  else if (c == 'd')
    g_string_append_printf (out, "%0*d", n, day);
  else if (c == 'M' || c == 'L')
    n > 2 ? g_string_append (out, language->months[month - 1])
          : g_string_append_printf (out, "%0*d", n, month);
}

char *
eta_date_text (const char *iso, const char *lang)
{
  const EtaLanguage *language = eta_language_get (lang);
  GString *out;
  gboolean quoted = FALSE;

  if (!eta_date_valid (iso))
    return NULL;
  out = g_string_new (NULL);
  for (const char *p = language->date; *p; p++) {
    int n = 1;

    if (*p == '\'') {
      quoted = !quoted;
    } else if (quoted || !g_ascii_isalpha (*p)) {
      g_string_append_c (out, *p);
    } else {
      while (p[1] == *p) {
        n++;
        p++;
      }
      put_field (out, *p, n, iso, language);
    }
  }
  return g_string_free (out, FALSE);
}

char *
eta_date_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%d");
}
