/* Tables to files, row after row, so that a large catalog is never in memory as a whole. */
#pragma once

#include "catalog/table-columns.h"

#include <stdio.h>

G_BEGIN_DECLS

typedef struct _EtaTableWriter EtaTableWriter;

/* Writes the heading, too. COLUMNS (EtaTableColumn) and OUT outlive the writer. */
EtaTableWriter *eta_csv_writer_new (FILE *out, const GPtrArray *columns);
EtaTableWriter *eta_xlsx_writer_new (FILE *out, const GPtrArray *columns);
/* One cell for each column. */
void eta_table_writer_row (EtaTableWriter *writer, const char *const *cells);
/* Writes what is still to write. FALSE when something could not be written; errors of OUT itself
 * are the caller's to read. Frees the writer. */
gboolean eta_table_writer_close (EtaTableWriter *writer, GError **error);

/* How the two kinds do it. */
struct _EtaTableWriter {
  FILE *out;
  const GPtrArray *columns;
  void (*row) (EtaTableWriter *writer, const char *const *cells);
  gboolean (*close) (EtaTableWriter *writer, GError **error);
};

G_END_DECLS
