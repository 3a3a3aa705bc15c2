#include "catalog/sheet-table.h"

#include "catalog/error.h"
#include "catalog/headings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HEADING_WITHIN 20 /* rows in which the heading is looked for */

typedef struct {
  guint first, n; /* cells */
} Row;

struct _EtaSheetTable {
  gatomicrefcount references;
  GStringChunk *texts;
  GPtrArray *cells;    /* all rows one after the other; "" is one shared text */
  GByteArray *numbers; /* a flag for each cell */
  GArray *rows;        /* Row */
  guint open;          /* first cell of the row that is being read */
  guint skipped;       /* rows above the heading */
  guint n_columns;
  char *encoding;
  char separator, decimal;
  char **sheets;
  guint sheet;
  guint heading; /* line that the user named, or 0 */
  EtaTableDoubts doubts;
  GPtrArray *guesses; /* address or NULL for each column */
};

EtaSheetTable *
eta_sheet_table_new (const char *encoding, char separator)
{
  EtaSheetTable *table = g_new0 (EtaSheetTable, 1);

  g_atomic_ref_count_init (&table->references);
  table->texts = g_string_chunk_new (64 * 1024);
  table->cells = g_ptr_array_new ();
  table->numbers = g_byte_array_new ();
  table->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  table->guesses = g_ptr_array_new_with_free_func (g_free);
  table->encoding = g_strdup (encoding);
  table->separator = separator;
  return table;
}

EtaSheetTable *
eta_sheet_table_ref (EtaSheetTable *table)
{
  g_atomic_ref_count_inc (&table->references);
  return table;
}

void
eta_sheet_table_free (EtaSheetTable *table)
{
  if (!table || !g_atomic_ref_count_dec (&table->references))
    return;
  g_string_chunk_free (table->texts);
  g_ptr_array_unref (table->cells);
  g_byte_array_unref (table->numbers);
  g_array_unref (table->rows);
  g_ptr_array_unref (table->guesses);
  g_free (table->encoding);
  g_strfreev (table->sheets);
  g_free (table);
}

void
eta_sheet_table_set_decimal (EtaSheetTable *table, char decimal)
{
  table->decimal = decimal;
}

char
eta_sheet_table_decimal (const EtaSheetTable *table)
{
  return table->decimal;
}

void
eta_sheet_table_set_heading (EtaSheetTable *table, guint line)
{
  table->heading = line;
}

void
eta_sheet_table_set_sheets (EtaSheetTable *table, const GPtrArray *names, guint i)
{
  table->sheets = g_new0 (char *, names->len + 1);
  for (guint j = 0; j < names->len; j++)
    table->sheets[j] = g_strdup (names->pdata[j]);
  table->sheet = i;
}

const char *const *
eta_sheet_table_sheets (const EtaSheetTable *table, guint *i)
{
  static const char *const none[] = {NULL};

  *i = table->sheet;
  return table->sheets ? (const char *const *)table->sheets : none;
}

guint
eta_sheet_table_n_guesses (const EtaSheetTable *table)
{
  guint n = 0;

  for (guint i = 0; i < table->guesses->len; i++)
    n += table->guesses->pdata[i] != NULL;
  return n;
}

void
eta_sheet_table_doubt (EtaSheetTable *table, EtaTableDoubts doubts)
{
  table->doubts |= doubts;
}

EtaTableDoubts
eta_sheet_table_doubts (const EtaSheetTable *table)
{
  return table->doubts;
}

gboolean
eta_sheet_table_too_large (const char *name, GError **error)
{
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
               _ ("“%s” is too large for a table of products. Split it, or delete the rows and "
                  "columns that are not needed."),
               name);
  return FALSE;
}

gboolean
eta_sheet_table_add (EtaSheetTable *table, const char *text, gssize len, gboolean number)
{
  guint8 flag = number ? 1 : 0;
  gsize n = len < 0 ? strlen (text) : (gsize)len;

  if (table->cells->len >= ETA_SHEET_MAX_CELLS ||
      table->cells->len - table->open >= ETA_SHEET_MAX_COLUMNS)
    return FALSE;
  g_ptr_array_add (table->cells,
                   n == 0 ? (char *)"" : g_string_chunk_insert_len (table->texts, text, (gssize)n));
  g_byte_array_append (table->numbers, &flag, 1);
  return TRUE;
}

guint
eta_sheet_table_open_cells (const EtaSheetTable *table)
{
  return table->cells->len - table->open;
}

gboolean
eta_sheet_table_end_row (EtaSheetTable *table)
{
  Row row = {table->open, table->cells->len - table->open};

  if (table->rows->len >= ETA_SHEET_MAX_ROWS)
    return FALSE;
  g_array_append_val (table->rows, row);
  table->open = table->cells->len;
  return TRUE;
}

static gboolean
is_empty_row (const EtaSheetTable *table, guint row)
{
  for (guint column = 0; column < table->n_columns; column++) {
    const char *text = eta_sheet_table_cell (table, row, column);
    if (text[strspn (text, " \t\r\n")] != '\0')
      return FALSE;
  }
  return TRUE;
}

/* How many cells of a row read like headings. */
static guint
count_headings (const EtaSheetTable *table, guint row)
{
  guint n = 0;

  for (guint column = 0; column < table->n_columns; column++) {
    g_autofree char *address = eta_heading_address (eta_sheet_table_cell (table, row, column));
    n += address != NULL;
  }
  return n;
}

/* A report has a title above its heading: the heading is the row that reads most like one. */
static guint
find_heading (const EtaSheetTable *table)
{
  guint best = 0, most;

  if (table->heading > 0)
    return MIN (table->heading, table->rows->len) - 1;
  most = count_headings (table, 0);
  for (guint row = 1; most < 2 && row < MIN (table->rows->len, HEADING_WITHIN); row++) {
    guint n = count_headings (table, row);
    if (n > most) {
      best = row;
      most = n;
    }
  }
  return most >= 2 ? best : 0;
}

/* Arabic names under a plain "name": a column is taken for the language that is in it. */
static gboolean
is_arabic_column (const EtaSheetTable *table, guint column)
{
  guint arabic = 0, other = 0;

  for (guint row = 1; row < MIN (table->rows->len, 200); row++) {
    const char *text = eta_sheet_table_cell (table, row, column);
    for (; *text; text = g_utf8_next_char (text)) {
      gunichar c = g_utf8_get_char (text);
      if (!g_unichar_isalpha (c))
        continue;
      if (g_unichar_get_script (c) == G_UNICODE_SCRIPT_ARABIC)
        arabic++;
      else
        other++;
    }
  }
  return arabic > other;
}

static char *
guess (const EtaSheetTable *table, guint column)
{
  const char *heading = eta_sheet_table_cell (table, 0, column);
  g_autofree char *address = eta_heading_address (heading);
  const EtaField *words = eta_field_find (ETA_FIELD_OF_WORDS, heading);

  if (address && words && g_str_has_suffix (address, ".id") && is_arabic_column (table, column))
    return g_strconcat (words->id, ".ar", NULL);
  return g_steal_pointer (&address);
}

/* The first column that holds a field has it; photos and certificates may stand in several. */
static void
guess_columns (EtaSheetTable *table)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint column = 0; column < table->n_columns; column++) {
    char *address = guess (table, column);

    /* (g_hash_table_add keeps the second of two equal keys.) */
    if (address && !g_str_equal (address, "photo") && !g_str_equal (address, "certificates")) {
      if (g_hash_table_contains (taken, address))
        g_clear_pointer (&address, g_free);
      else
        g_hash_table_add (taken, address);
    }
    g_ptr_array_add (table->guesses, address);
  }
}

gboolean
eta_sheet_table_finish (EtaSheetTable *table, const char *name, GError **error)
{
  for (guint row = 0; row < table->rows->len; row++)
    table->n_columns = MAX (table->n_columns, g_array_index (table->rows, Row, row).n);
  while (table->rows->len > 0 && is_empty_row (table, table->rows->len - 1))
    g_array_set_size (table->rows, table->rows->len - 1);
  if (table->rows->len == 0) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                 _ ("“%s” is empty. Choose a table with a heading and one row for each product."),
                 name);
    return FALSE;
  }
  table->skipped = find_heading (table);
  g_array_remove_range (table->rows, 0, table->skipped);
  guess_columns (table);
  return TRUE;
}

guint
eta_sheet_table_n_rows (const EtaSheetTable *table)
{
  return table->rows->len;
}

guint
eta_sheet_table_n_columns (const EtaSheetTable *table)
{
  return table->n_columns;
}

const char *
eta_sheet_table_cell (const EtaSheetTable *table, guint row, guint column)
{
  const Row *cells;

  if (row >= table->rows->len)
    return "";
  cells = &g_array_index (table->rows, Row, row);
  return column < cells->n ? table->cells->pdata[cells->first + column] : "";
}

gboolean
eta_sheet_table_is_number (const EtaSheetTable *table, guint row, guint column)
{
  const Row *cells = &g_array_index (table->rows, Row, row);

  return column < cells->n && table->numbers->data[cells->first + column];
}

guint
eta_sheet_table_line (const EtaSheetTable *table, guint row)
{
  return table->skipped + row + 1;
}

const char *
eta_sheet_table_encoding (const EtaSheetTable *table)
{
  return table->encoding;
}

char
eta_sheet_table_separator (const EtaSheetTable *table)
{
  return table->separator;
}

const char *
eta_sheet_table_guess (const EtaSheetTable *table, guint column)
{
  return column < table->guesses->len ? table->guesses->pdata[column] : NULL;
}
