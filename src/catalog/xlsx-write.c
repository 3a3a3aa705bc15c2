/* XLSX (ECMA-376): one sheet, the heading bold and frozen, codes in columns formatted as Text, so
 * that a spreadsheet program keeps their zeros and does not shorten them. */
#include "catalog/error.h"
#include "catalog/table-writer.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define TYPES "application/vnd.openxmlformats-officedocument.spreadsheetml."

enum { STYLE_PLAIN, STYLE_TEXT, STYLE_HEADING };

static const struct {
  const char *name, *content;
} parts[] = {
    {"[Content_Types].xml",
     XML "<Types xmlns=\"" PACKAGE "content-types\">"
         "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
         "relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
         "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" TYPES "sheet.main+xml\"/>"
         "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" TYPES
         "worksheet+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"" TYPES
         "styles+xml\"/></Types>"},
    {"_rels/.rels", XML "<Relationships xmlns=\"" PACKAGE
                        "relationships\"><Relationship Id=\"rId1\" Type=\"" OFFICE
                        "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
    {"xl/workbook.xml",
     XML "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE
         "\"><sheets><sheet name=\"Etalase\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels", XML
     "<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"rId1\" Type=\"" OFFICE
     "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"" OFFICE
     "/styles\" Target=\"styles.xml\"/></Relationships>"},
    {"xl/styles.xml", XML
     "<styleSheet xmlns=\"" MAIN "\"><fonts count=\"2\"><font><sz val=\"11\"/><name "
     "val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
     "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill "
     "patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/><right/><top/>"
     "<bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" "
     "fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"3\">"
     "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
     "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
     "applyNumberFormat=\"1\"/><xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" "
     "xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\"/></cellXfs><cellStyles "
     "count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" "
     "builtinId=\"0\"/></cellStyles></styleSheet>"},
};

typedef struct {
  EtaTableWriter parent;
  FILE *sheet; /* of the sheet's XML, a nameless temporary file: its size must be known first */
  guint row;
} XlsxWriter;

static void
write_text_cell (FILE *out, const char *text, int style)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  fprintf (out, "<c t=\"inlineStr\" s=\"%d\"><is><t xml:space=\"preserve\">%s</t></is></c>", style,
           escaped);
}

static void
write_row (EtaTableWriter *parent, const char *const *cells)
{
  XlsxWriter *writer = (XlsxWriter *)parent;

  fprintf (writer->sheet, "<row r=\"%u\">", ++writer->row);
  for (guint i = 0; i < parent->columns->len; i++) {
    const EtaTableColumn *column = parent->columns->pdata[i];

    if (*cells[i] == '\0')
      fprintf (writer->sheet, "<c s=\"%d\"/>", column->number ? STYLE_PLAIN : STYLE_TEXT);
    else if (column->number)
      fprintf (writer->sheet, "<c><v>%s</v></c>", cells[i]);
    else
      write_text_cell (writer->sheet, cells[i], STYLE_TEXT);
  }
  fputs ("</row>\n", writer->sheet);
}

static int
width_of (const EtaTableColumn *column)
{
  if (g_str_has_prefix (column->address, "story.") || g_str_has_prefix (column->address, "name."))
    return 40;
  return column->number ? 12 : 18;
}

static void
write_head (XlsxWriter *writer, const GPtrArray *columns)
{
  fputs (XML "<worksheet xmlns=\"" MAIN "\"><sheetViews><sheetView workbookViewId=\"0\"><pane "
             "ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
             "</sheetView></sheetViews><cols>",
         writer->sheet);
  for (guint i = 0; i < columns->len; i++) {
    const EtaTableColumn *column = columns->pdata[i];
    fprintf (writer->sheet,
             "<col min=\"%u\" max=\"%u\" width=\"%d\" style=\"%d\" customWidth=\"1\"/>", i + 1,
             i + 1, width_of (column), column->number ? STYLE_PLAIN : STYLE_TEXT);
  }
  fputs ("</cols><sheetData>\n<row r=\"1\">", writer->sheet);
  for (guint i = 0; i < columns->len; i++)
    write_text_cell (writer->sheet, ((EtaTableColumn *)columns->pdata[i])->heading, STYLE_HEADING);
  fputs ("</row>\n", writer->sheet);
  writer->row = 1;
}

/* --- the ZIP around it -------------------------------------------------------------------------
 */

static la_ssize_t
write_block (struct archive *archive, void *out, const void *block, size_t len)
{
  size_t n = fwrite (block, 1, len, out);

  if (n == len)
    return (la_ssize_t)n;
  archive_set_error (archive, EIO, "write");
  return -1;
}

static gboolean
begin_part (struct archive *archive, const char *name, gint64 size)
{
  struct archive_entry *entry = archive_entry_new ();
  int result;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, size);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  /* The first moment that ZIP knows: the same table gives the same bytes. */
  archive_entry_set_mtime (entry, 315619200, 0);
  result = archive_write_header (archive, entry);
  archive_entry_free (entry);
  return result == ARCHIVE_OK;
}

static gboolean
write_sheet_part (struct archive *archive, FILE *sheet)
{
  char block[64 * 1024];
  gint64 size = ftello (sheet);
  size_t n;

  if (size < 0 || fflush (sheet) != 0 || ferror (sheet))
    return FALSE;
  rewind (sheet);
  if (!begin_part (archive, "xl/worksheets/sheet1.xml", size))
    return FALSE;
  while ((n = fread (block, 1, sizeof block, sheet)) > 0)
    if (archive_write_data (archive, block, n) != (la_ssize_t)n)
      return FALSE;
  return !ferror (sheet);
}

static gboolean
write_parts (struct archive *archive, FILE *sheet)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    gsize len = strlen (parts[i].content);
    if (!begin_part (archive, parts[i].name, (gint64)len) ||
        archive_write_data (archive, parts[i].content, len) != (la_ssize_t)len)
      return FALSE;
  }
  return write_sheet_part (archive, sheet);
}

static gboolean
close_file (EtaTableWriter *parent, GError **error)
{
  XlsxWriter *writer = (XlsxWriter *)parent;
  struct archive *archive = archive_write_new ();
  gboolean ok;

  fputs ("</sheetData></worksheet>\n", writer->sheet);
  archive_write_set_format_zip (archive);
  archive_write_zip_set_compression_deflate (archive);
  archive_write_set_bytes_in_last_block (archive, 1);
  ok = archive_write_open (archive, parent->out, NULL, write_block, NULL) == ARCHIVE_OK &&
       write_parts (archive, writer->sheet) && archive_write_close (archive) == ARCHIVE_OK;
  archive_write_free (archive);
  fclose (writer->sheet);
  g_free (writer);
  if (!ok && error)
    g_set_error_literal (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_FULL,
                         _ ("There is no room for the table. Free some space, or choose another "
                            "disk."));
  return ok;
}

EtaTableWriter *
eta_xlsx_writer_new (FILE *out, const GPtrArray *columns)
{
  FILE *sheet = tmpfile ();
  XlsxWriter *writer;

  if (!sheet)
    return NULL;
  writer = g_new0 (XlsxWriter, 1);
  writer->parent.out = out;
  writer->parent.columns = columns;
  writer->parent.row = write_row;
  writer->parent.close = close_file;
  writer->sheet = sheet;
  write_head (writer, columns);
  return &writer->parent;
}
