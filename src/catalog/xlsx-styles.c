#include "catalog/xlsx-styles.h"

#include <math.h>
#include <string.h>

/* The built-in formats that show a date: ECMA-376 part 1, 18.8.30; 27–36 and 50–58 are the East
 * Asian ones. */
static gboolean
is_date_id (guint id)
{
  return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
         (id >= 50 && id <= 58);
}

/* A day, month or year outside quotes, brackets and escapes. "General" and "[Red]" have letters,
 * too; hours alone ("h:mm") are no date. */
static gboolean
shows_date (const char *format)
{
  gboolean quoted = FALSE, bracket = FALSE;

  for (const char *p = format; *p && *p != ';'; p++) {
    if (*p == '\\' || *p == '_' || *p == '*') {
      if (*++p == '\0')
        break;
    } else if (*p == '"') {
      quoted = !quoted;
    } else if (!quoted && (*p == '[' || *p == ']')) {
      bracket = *p == '[';
    } else if (!quoted && !bracket && strchr ("yYdD", *p)) {
      return TRUE;
    }
  }
  return FALSE;
}

EtaXlsxStyle
eta_xlsx_style (guint id, const char *format)
{
  EtaXlsxStyle style = {ETA_XLSX_PLAIN, 0};
  gsize zeros = format ? strspn (format, "0") : 0;

  if (format ? shows_date (format) : is_date_id (id))
    style.look = ETA_XLSX_DATE;
  else if (zeros > 1 && zeros < 20 && format[zeros] == '\0')
    style = (EtaXlsxStyle){ETA_XLSX_ZEROS, (guint)zeros};
  return style;
}

/* Excel counts days from 1900-01-01 = 1, and has a 29 February 1900 that never was. */
static char *
date_text (double serial, gboolean since_1904)
{
  double days = floor (serial) + (since_1904 ? 1462 : 0);
  GDate date;

  if (days < 1 || days > 2958465)
    return NULL;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 31, G_DATE_DECEMBER, 1899);
  g_date_add_days (&date, (guint)days - (days > 60 ? 1 : 0));
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
                          g_date_get_day (&date));
}

char *
eta_xlsx_number (const char *v, EtaXlsxStyle style, gboolean since_1904)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE + 320];
  char *end = NULL, *text = NULL;
  double number = g_ascii_strtod (v, &end);

  if (end == v || *end != '\0' || !isfinite (number) || fabs (number) > 1e18)
    return g_strdup (v);
  if (style.look == ETA_XLSX_DATE)
    text = date_text (number, since_1904);
  if (text)
    return text;
  /* 15 digits are what a spreadsheet shows: 0.1 + 0.2 is 0.3. */
  if (number != floor (number))
    return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", number));
  g_ascii_formatd (buffer, sizeof buffer, "%.0f", number);
  if (style.look != ETA_XLSX_ZEROS || number < 0 || strlen (buffer) >= style.digits)
    return g_strdup (buffer);
  text = g_strnfill (style.digits, '0');
  memcpy (text + style.digits - strlen (buffer), buffer, strlen (buffer));
  return text;
}
