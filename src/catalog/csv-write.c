/* CSV for spreadsheet programs: UTF-8 with a byte-order mark, so that Excel does not take it for
 * "ANSI"; CRLF; quoted only where needed. */
#include "catalog/table-writer.h"

#include <string.h>

static gboolean
is_plain_number (const char *text)
{
  if (*text == '-' || *text == '+')
    text++;
  return *text != '\0' && strspn (text, "0123456789.") == strlen (text);
}

/* "=1+1" in a name would be run as a formula by whoever opens the table. */
static gboolean
needs_guard (const char *text)
{
  const char *start = text + strspn (text, "'");

  return *start != '\0' && strchr ("=+-@", *start) && !is_plain_number (text);
}

static void
write_cell (FILE *out, const char *text)
{
  gsize len = strlen (text);
  gboolean guard = needs_guard (text);
  gboolean quote = strpbrk (text, ",;\t|\"\r\n") != NULL ||
                   (len > 0 && (text[0] == ' ' || text[len - 1] == ' '));

  if (quote)
    fputc ('"', out);
  if (guard)
    fputc ('\'', out);
  for (const char *p = text; *p; p++) {
    if (*p == '"')
      fputc ('"', out);
    fputc (*p, out);
  }
  if (quote)
    fputc ('"', out);
}

static void
write_row (EtaTableWriter *writer, const char *const *cells)
{
  for (guint i = 0; i < writer->columns->len; i++) {
    if (i > 0)
      fputc (',', writer->out);
    write_cell (writer->out, cells[i]);
  }
  fputs ("\r\n", writer->out);
}

static gboolean
close_file (EtaTableWriter *writer, GError **error)
{
  g_free (writer);
  return TRUE;
}

EtaTableWriter *
eta_csv_writer_new (FILE *out, const GPtrArray *columns)
{
  EtaTableWriter *writer = g_new0 (EtaTableWriter, 1);

  writer->out = out;
  writer->columns = columns;
  writer->row = write_row;
  writer->close = close_file;
  fputs ("\xef\xbb\xbf", out);
  for (guint i = 0; i < columns->len; i++) {
    if (i > 0)
      fputc (',', out);
    write_cell (out, ((EtaTableColumn *)columns->pdata[i])->heading);
  }
  fputs ("\r\n", out);
  return writer;
}

void
eta_table_writer_row (EtaTableWriter *writer, const char *const *cells)
{
  writer->row (writer, cells);
}

gboolean
eta_table_writer_close (EtaTableWriter *writer, GError **error)
{
  return writer->close (writer, error);
}
