#include "catalog/data.h"

#include "catalog/error.h"
#include "data-resources.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PREFIX "/org/etalase/Etalase/data/"

struct _EtaTable {
  char *text; /* cells point into it, each ended by NUL */
  GPtrArray *header;
  GPtrArray *cells; /* row after row */
  GArray *lines;
  GHashTable *by_key; /* first column → row + 1 */
};

GBytes *
eta_data_lookup (const char *name)
{
  g_autofree char *path = g_strconcat (PREFIX, name, NULL);
  /* Asking through the generated getter keeps the linker from dropping the resource out of the
   * static library. */
  return g_resource_lookup_data (eta_data_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                 NULL);
}

/* Only the carriage return: an empty cell at the end of a line is a cell. */
static void
chop_return (char *line)
{
  gsize len = strlen (line);

  if (len > 0 && line[len - 1] == '\r')
    line[len - 1] = '\0';
}

static guint
split_line (char *line, GPtrArray *cells)
{
  guint n = 0;

  for (char *cell = line; cell; n++) {
    char *tab = strchr (cell, '\t');
    if (tab)
      *tab = '\0';
    g_ptr_array_add (cells, cell);
    cell = tab ? tab + 1 : NULL;
  }
  return n;
}

static gboolean
add_line (EtaTable *table, char *line, guint number, const char *name, GError **error)
{
  guint n;

  if (table->header->len == 0) {
    split_line (line, table->header);
    return TRUE;
  }
  n = split_line (line, table->cells);
  if (n != table->header->len) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                 _ ("“%s”, line %u: %u cells where the heading has %u."), name, number, n,
                 table->header->len);
    return FALSE;
  }
  g_hash_table_insert (table->by_key, table->cells->pdata[table->cells->len - n],
                       GUINT_TO_POINTER (table->lines->len + 1));
  g_array_append_val (table->lines, number);
  return TRUE;
}

EtaTable *
eta_table_parse (const char *name, const char *text, gsize len, GError **error)
{
  g_autoptr (EtaTable) table = g_new0 (EtaTable, 1);
  guint number = 0;

  table->header = g_ptr_array_new ();
  table->cells = g_ptr_array_new ();
  table->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  table->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  if (!g_utf8_validate_len (text, len, NULL)) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                 _ ("“%s” is not UTF-8 text. Save it as UTF-8."), name);
    return NULL;
  }
  table->text = g_strndup (text, len);
  for (char *line = table->text; line;) {
    char *next = strchr (line, '\n');
    if (next)
      *next++ = '\0';
    chop_return (line);
    number++;
    if (line[0] != '\0' && line[0] != '#' && !add_line (table, line, number, name, error))
      return NULL;
    line = next;
  }
  return g_steal_pointer (&table);
}

void
eta_table_free (EtaTable *table)
{
  if (!table)
    return;
  g_ptr_array_unref (table->header);
  g_ptr_array_unref (table->cells);
  g_array_unref (table->lines);
  g_hash_table_unref (table->by_key);
  g_free (table->text);
  g_free (table);
}

const EtaTable *
eta_table_get (const char *name)
{
  static GMutex lock;
  static GHashTable *tables;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  EtaTable *table;
  gsize len;
  const char *text;

  if (!tables)
    tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  table = g_hash_table_lookup (tables, name);
  if (table)
    return table;
  bytes = eta_data_lookup (name);
  if (!bytes)
    g_error ("data/%s was not built in", name);
  text = g_bytes_get_data (bytes, &len);
  table = eta_table_parse (name, text, len, &error);
  if (!table)
    g_error ("%s", error->message);
  g_hash_table_insert (tables, g_strdup (name), table);
  return table;
}

guint
eta_table_n_rows (const EtaTable *table)
{
  return table->lines->len;
}

int
eta_table_column (const EtaTable *table, const char *column)
{
  for (guint i = 0; i < table->header->len; i++)
    if (g_str_equal (table->header->pdata[i], column))
      return i;
  return -1;
}

const char *
eta_table_cell_at (const EtaTable *table, guint row, int column)
{
  if (column < 0)
    return "";
  return table->cells->pdata[row * table->header->len + column];
}

const char *
eta_table_cell (const EtaTable *table, guint row, const char *column)
{
  return eta_table_cell_at (table, row, eta_table_column (table, column));
}

int
eta_table_find (const EtaTable *table, const char *key)
{
  return (int)GPOINTER_TO_UINT (g_hash_table_lookup (table->by_key, key)) - 1;
}

guint
eta_table_line (const EtaTable *table, guint row)
{
  return g_array_index (table->lines, guint, row);
}
