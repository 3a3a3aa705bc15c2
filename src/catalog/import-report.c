/* What an import has to say (catalog/table-file.h). */
#include "catalog/sheet-table.h"
#include "catalog/table-writer.h"
#include "catalog/whole-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
remark_free (gpointer data)
{
  EtaTableRemark *remark = data;

  g_free (remark->column);
  g_free (remark->text);
  g_free (remark);
}

void
eta_import_report_init (EtaImportReport *report)
{
  memset (report, 0, sizeof *report);
  report->remarks = g_ptr_array_new_with_free_func (remark_free);
  report->unused = g_ptr_array_new_with_free_func (g_free);
}

void
eta_import_report_clear (EtaImportReport *report)
{
  g_clear_pointer (&report->remarks, g_ptr_array_unref);
  g_clear_pointer (&report->unused, g_ptr_array_unref);
  memset (report, 0, sizeof *report);
}

gboolean
eta_import_report_save (const EtaImportReport *report, const char *path, GError **error)
{
  EtaTableColumn row = {NULL, _ ("Row"), TRUE}, column = {NULL, _ ("Column"), FALSE},
                 problem = {NULL, _ ("Problem"), FALSE};
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  g_autoptr (EtaWholeFile) file = eta_whole_file_new (path, error);
  EtaTableWriter *writer;

  if (!file)
    return FALSE;
  g_ptr_array_add (columns, &row);
  g_ptr_array_add (columns, &column);
  g_ptr_array_add (columns, &problem);
  writer = eta_csv_writer_new (eta_whole_file_stream (file), columns);
  for (guint i = 0; i < report->remarks->len; i++) {
    const EtaTableRemark *remark = report->remarks->pdata[i];
    g_autofree char *line = g_strdup_printf ("%u", remark->row);
    const char *const cells[] = {line, remark->column ? remark->column : "", remark->text};

    eta_table_writer_row (writer, cells);
  }
  return eta_table_writer_close (writer, error) &&
         eta_whole_file_commit (g_steal_pointer (&file), error);
}
