/* The tables that travel inside the program (data/): terms, units, HS codes, market rules, samples.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The bytes of data/NAME, e.g. "terms.tsv". Transfer full. NULL if no such file was built in,
 * which is a mistake in the build, so callers with a fixed name may assert. Any thread. */
GBytes *eta_data_lookup (const char *name);

/* A tab-separated table with a header line; cells are borrowed from the table.
 * Lines that start with '#' and empty lines are passed over. */
typedef struct _EtaTable EtaTable;

/* Parses data/NAME; the table is kept for the life of the program and never freed. Any thread. */
const EtaTable *eta_table_get (const char *name);

/* Parses TEXT (LEN bytes, UTF-8). Fails, naming NAME and the line, when a row has another number of
 * cells than the header or the text is not UTF-8. */
EtaTable *eta_table_parse (const char *name, const char *text, gsize len, GError **error);
void eta_table_free (EtaTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaTable, eta_table_free)

guint eta_table_n_rows (const EtaTable *table);
/* "" when the column does not exist; never NULL. */
const char *eta_table_cell (const EtaTable *table, guint row, const char *column);
/* -1 when the column does not exist. */
int eta_table_column (const EtaTable *table, const char *column);
const char *eta_table_cell_at (const EtaTable *table, guint row, int column);
/* The row whose first column equals KEY, or -1. Constant time. */
int eta_table_find (const EtaTable *table, const char *key);
/* 1-based line in the source, for messages. */
guint eta_table_line (const EtaTable *table, guint row);

G_END_DECLS
