/* CSV (RFC 4180) as programs really write it: any separator, any line end, quotes that hold line
 * breaks, ="00123" for "this is text". */
#include "catalog/encoding.h"
#include "catalog/error.h"
#include "catalog/sheet-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PROBE_ROWS 40

/* Reads one record after the other. */
typedef struct {
  const char *at;
  char separator;
  GString *cell;
  gboolean unclosed; /* the text ended inside quotes */
} Csv;

typedef gboolean (*CellFunc) (const char *text, gsize len, gpointer data);

/* After the opening quote, up to behind the closing one. */
static void
read_quoted (Csv *csv)
{
  for (;;) {
    const char *quote = strchr (csv->at, '"');

    if (!quote) {
      g_string_append (csv->cell, csv->at);
      csv->at += strlen (csv->at);
      csv->unclosed = TRUE;
      return;
    }
    g_string_append_len (csv->cell, csv->at, quote - csv->at);
    csv->at = quote + 1;
    if (*csv->at != '"')
      return;
    g_string_append_c (csv->cell, '"');
    csv->at++;
  }
}

static gboolean
ends_cell (const Csv *csv)
{
  return *csv->at == '\0' || *csv->at == csv->separator || *csv->at == '\n' || *csv->at == '\r';
}

static void
read_cell (Csv *csv)
{
  g_string_truncate (csv->cell, 0);
  /* Excel's way to keep the zeros of a code in a CSV file. */
  if (csv->at[0] == '=' && csv->at[1] == '"')
    csv->at++;
  if (*csv->at == '"') {
    csv->at++;
    read_quoted (csv);
  }
  while (!ends_cell (csv))
    g_string_append_c (csv->cell, *csv->at++);
}

/* FALSE at the end of the text, or when FUNC stopped. */
static gboolean
read_record (Csv *csv, CellFunc func, gpointer data)
{
  if (*csv->at == '\0')
    return FALSE;
  for (;;) {
    read_cell (csv);
    if (!func (csv->cell->str, csv->cell->len, data))
      return FALSE;
    if (*csv->at != csv->separator || *csv->at == '\0')
      break;
    csv->at++;
  }
  if (csv->at[0] == '\r' && csv->at[1] == '\n')
    csv->at++;
  if (*csv->at != '\0')
    csv->at++;
  return TRUE;
}

/* --- which separator? ------------------------------------------------------------------------- */

static gboolean
count_cell (const char *text, gsize len, gpointer n)
{
  return ++*(guint *)n <= ETA_SHEET_MAX_COLUMNS;
}

/* How well SEPARATOR cuts the first rows into equally many cells. */
static guint
score (const char *text, char separator)
{
  Csv csv = {.at = text, .separator = separator, .cell = g_string_new (NULL)};
  guint heading = 0, alike = 0, n;

  for (guint row = 0; row < PROBE_ROWS; row++) {
    n = 0;
    if (!read_record (&csv, count_cell, &n))
      break;
    if (row == 0)
      heading = n;
    else
      alike += n == heading;
  }
  g_string_free (csv.cell, TRUE);
  return heading < 2 || csv.unclosed ? 0 : (alike + 1) * 100 + MIN (heading, 99);
}

/* *DOUBT: another one cuts as many rows evenly. */
static char
find_separator (const char *text, gboolean *doubt)
{
  static const char candidates[] = {',', ';', '\t', '|'};
  char best = ',';
  guint most = 0;

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++) {
    guint n = score (text, candidates[i]);
    *doubt =
        n > most ? most / 100 == n / 100 && most > 0 : *doubt || (n > 0 && n / 100 == most / 100);
    if (n > most) {
      most = n;
      best = candidates[i];
    }
  }
  return best;
}

/* "sep=;" in the first line is how Excel is told. */
static const char *
skip_hint (const char *text, char *separator)
{
  const char *end = text + strcspn (text, "\r\n");

  if (g_ascii_strncasecmp (text, "sep=", 4) != 0 || end - text != 5)
    return text;
  *separator = text[4];
  if (end[0] == '\r' && end[1] == '\n')
    end++;
  return *end ? end + 1 : end;
}

/* --- the table -------------------------------------------------------------------------------- */

/* What our own export put before a text that a spreadsheet would take for a formula. */
static gboolean
is_guarded (const char *text)
{
  gsize quotes = strspn (text, "'");

  return quotes > 0 && text[quotes] != '\0' && strchr ("=+-@", text[quotes]) != NULL;
}

static gboolean
add_cell (const char *text, gsize len, gpointer table)
{
  gboolean guarded = is_guarded (text);

  return eta_sheet_table_add (table, text + guarded, (gssize)(len - guarded), FALSE);
}

static gboolean
read_all (EtaSheetTable *table, Csv *csv, const char *name, GError **error)
{
  guint row = 0;

  for (;;) {
    gboolean more = *csv->at != '\0';

    row++;
    if (!read_record (csv, add_cell, table)) {
      if (more)
        return eta_sheet_table_too_large (name, error);
      return TRUE;
    }
    if (csv->unclosed) {
      g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                   _ ("In row %u of “%s” a quotation mark is opened and never closed. Close it or "
                      "delete it."),
                   row, name);
      return FALSE;
    }
    if (!eta_sheet_table_end_row (table))
      return eta_sheet_table_too_large (name, error);
  }
}

/* A picture or a program, not a text. */
static gboolean
has_zeros (GBytes *bytes, const char *encoding)
{
  gsize len;
  const char *data = g_bytes_get_data (bytes, &len);

  return len > 0 && g_ascii_strncasecmp (encoding, "UTF-16", 6) != 0 && memchr (data, 0, len);
}

EtaSheetTable *
eta_csv_parse (const char *name, GBytes *bytes, const EtaTableOptions *options, GError **error)
{
  static const EtaTableOptions none = {0};
  const EtaTableOptions *use = options ? options : &none;
  const char *encoding = NULL, *start;
  g_autofree char *text = eta_encoding_decode (name, bytes, use->encoding, &encoding, error);
  g_autoptr (EtaSheetTable) table = NULL;
  char separator = use->separator;
  Csv csv = {0};
  gboolean ok, doubt = FALSE;

  if (!text)
    return NULL;
  if (has_zeros (bytes, encoding)) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                 _ ("“%s” is no table. Save it as CSV or XLSX."), name);
    return NULL;
  }
  start = skip_hint (text, &separator);
  if (separator == 0)
    separator = find_separator (start, &doubt);
  table = eta_sheet_table_new (encoding, separator);
  eta_sheet_table_set_decimal (table, use->decimal);
  eta_sheet_table_set_heading (table, use->heading);
  if (doubt)
    eta_sheet_table_doubt (table, ETA_DOUBT_SEPARATOR);
  if (!use->encoding && g_str_equal (encoding, "WINDOWS-1252"))
    eta_sheet_table_doubt (table, ETA_DOUBT_ENCODING);
  csv = (Csv){.at = start, .separator = separator, .cell = g_string_new (NULL)};
  ok = read_all (table, &csv, name, error);
  g_string_free (csv.cell, TRUE);
  return ok && eta_sheet_table_finish (table, name, error) ? g_steal_pointer (&table) : NULL;
}
