#include "catalog/error.h"
#include "catalog/table-file.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <string.h>

static char *folder; /* of this run */

static EtaSheetTable *
read_fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "tables", name, NULL);
  g_autoptr (GError) error = NULL;
  EtaSheetTable *table = eta_table_file_read (path, NULL, &error);

  g_assert_no_error (error);
  return table;
}

static EtaSheetTable *
read_bytes (const char *bytes, gssize len, const EtaTableOptions *options, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "table.csv", NULL);

  g_assert_true (g_file_set_contents (path, bytes, len, NULL));
  return eta_table_file_read (path, options, error);
}

static EtaSheetTable *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  EtaSheetTable *table = read_bytes (text, -1, NULL, &error);

  g_assert_no_error (error);
  return table;
}

#define CELL(table, row, column, text)                                                             \
  g_assert_cmpstr (eta_sheet_table_cell (table, row, column), ==, text)

/* --- the cases from the field ------------------------------------------------------------------
 */

static void
test_bom (void) /* B33 */
{
  g_autoptr (EtaSheetTable) table = read_fixture ("bom_utf8.csv");

  CELL (table, 0, 0, "sku");
  CELL (table, 1, 0, "KOPI-01");
  CELL (table, 1, 2, "4.50");
  g_assert_cmpstr (eta_sheet_table_guess (table, 0), ==, "sku");
  g_assert_cmpstr (eta_sheet_table_guess (table, 1), ==, "name.id");
  g_assert_cmpstr (eta_sheet_table_guess (table, 2), ==, "price.usd");
  g_assert_cmpstr (eta_sheet_table_guess (table, 3), ==, "gtin");
  g_assert_cmpstr (eta_sheet_table_encoding (table), ==, "UTF-8");
}

static void
test_ansi (void) /* B35 */
{
  g_autoptr (EtaSheetTable) table = read_fixture ("cp1252.csv");

  g_assert_cmpstr (eta_sheet_table_encoding (table), ==, "WINDOWS-1252");
  g_assert_cmpint (eta_sheet_table_separator (table), ==, ';');
  CELL (table, 1, 1, "Jamu “Kunyit” – ½ kg café");
  CELL (table, 1, 4, "Résumé");
}

static void
test_utf16 (void) /* B35 */
{
  g_autoptr (EtaSheetTable) table = read_fixture ("utf16le.csv");

  g_assert_cmpstr (eta_sheet_table_encoding (table), ==, "UTF-16LE");
  g_assert_cmpint (eta_sheet_table_separator (table), ==, '\t');
  CELL (table, 1, 1, "قهوة أرابيكا");
  g_assert_cmpstr (eta_sheet_table_guess (table, 1), ==, "name.ar");
}

static void
test_zeros (void) /* B36 */
{
  g_autoptr (EtaSheetTable) table = read_fixture ("leading_zero.csv");

  CELL (table, 1, 0, "00123");
  CELL (table, 1, 2, "036000291452");
  CELL (table, 1, 3, "0409.00");
  CELL (table, 2, 2, "8.99123E+12");
}

static void
test_newline (void) /* B37 */
{
  g_autoptr (EtaSheetTable) table = read_fixture ("newline_cell.csv");

  g_assert_cmpuint (eta_sheet_table_n_rows (table), ==, 3);
  CELL (table, 1, 2, "Line1\nLine2, with comma\r\nLine3 \"quoted\"");
  CELL (table, 2, 0, "B");
}

static void
test_semicolon (void)
{
  g_autoptr (EtaSheetTable) table = read_fixture ("semicolon_id.csv");

  g_assert_cmpint (eta_sheet_table_separator (table), ==, ';');
  CELL (table, 1, 2, "1.234,50");
  CELL (table, 1, 4, "Sangrai sedang; 250 g");
  g_assert_cmpstr (eta_sheet_table_guess (table, 2), ==, "price.usd");
  g_assert_cmpstr (eta_sheet_table_guess (table, 4), ==, "story.id");
}

/* --- quirks ------------------------------------------------------------------------------------
 */

static void
test_quirks (void)
{
  g_autoptr (EtaSheetTable) hint = read_text ("sep=|\r\nsku|nama\r\nA|Satu, dua; tiga\r\n");
  g_autoptr (EtaSheetTable) forced = read_text ("sku,nama\n=\"00123\",\"a\"\"b\" c\n'=1+1,'-x\n");
  g_autoptr (EtaSheetTable) ends = read_text ("sku,nama\rA,Satu\rB,\"Dua\rTiga\"\r");
  g_autoptr (EtaSheetTable) blank = read_text ("\n\nsku,nama,moq\n\nA,,\n\n\n,,,\n");
  g_autoptr (EtaSheetTable) title = read_text ("Daftar 2026\n\nNo,Kode,Nama\n1,A,Satu\n");
  g_autoptr (EtaSheetTable) ragged = read_text ("sku,nama\nA\nB,Dua,lebih,lagi\n");
  g_autoptr (EtaSheetTable) quote = read_text ("sku,nama\nA,pipa 5\" besi\n");

  CELL (hint, 1, 1, "Satu, dua; tiga");
  CELL (forced, 1, 0, "00123");
  CELL (forced, 1, 1, "a\"b c");
  CELL (forced, 2, 0, "=1+1");
  CELL (forced, 2, 1, "-x");
  CELL (ends, 2, 1, "Dua\rTiga");
  g_assert_cmpuint (eta_sheet_table_n_rows (blank), ==, 3);
  CELL (blank, 0, 0, "sku");
  CELL (title, 0, 1, "Kode");
  g_assert_cmpuint (eta_sheet_table_n_columns (ragged), ==, 4);
  CELL (ragged, 1, 1, "");
  CELL (ragged, 1, 99, "");
  CELL (ragged, 99, 0, "");
  CELL (quote, 1, 1, "pipa 5\" besi");
}

static void
test_options (void)
{
  /* قهوة in Windows-1256, which nobody can tell from Western letters. */
  const char arabic[] = "sku,nama\nA,\xde\xe5\xe6\xc9\n";
  EtaTableOptions options = {.encoding = "WINDOWS-1256"};
  EtaTableOptions tab = {.separator = '\t'};
  g_autoptr (EtaSheetTable) named = read_bytes (arabic, -1, &options, NULL);
  g_autoptr (EtaSheetTable) guessed = read_bytes (arabic, -1, NULL, NULL);
  g_autoptr (EtaSheetTable) whole = read_bytes ("a,b\nc,d\n", -1, &tab, NULL);
  g_autoptr (GError) error = NULL;

  CELL (named, 1, 1, "قهوة");
  CELL (guessed, 1, 1, "ÞåæÉ");
  CELL (whole, 0, 0, "a,b");
  options.encoding = "KLINGON-1";
  g_assert_null (read_bytes (arabic, -1, &options, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
}

static void
test_utf16_bare (void)
{
  g_autofree char *bytes = NULL;
  gsize len;
  g_autoptr (EtaSheetTable) table = NULL;

  bytes = g_convert ("sku;nama\nA;Kopi é\n", -1, "UTF-16BE", "UTF-8", NULL, &len, NULL);
  table = read_bytes (bytes, (gssize)len, NULL, NULL);
  g_assert_cmpstr (eta_sheet_table_encoding (table), ==, "UTF-16BE");
  CELL (table, 1, 1, "Kopi é");
}

static void
assert_refused (const char *bytes, gssize len, const char *word)
{
  g_autoptr (GError) error = NULL;
  EtaSheetTable *table = read_bytes (bytes, len, NULL, &error);

  g_assert_null (table);
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  if (!strstr (error->message, word) || !strstr (error->message, "table.csv"))
    g_error ("%s", error->message);
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) wide = g_string_new ("sku");

  for (guint i = 0; i < 1001; i++)
    g_string_append (wide, ",x");
  assert_refused ("", 0, "empty");
  assert_refused ("\n\n , ,\n", -1, "empty");
  assert_refused ("sku,nama\nA,\"Satu\nB,Dua\n", -1, "row 2");
  assert_refused ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16, "picture");
  assert_refused ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, "old Excel");
  assert_refused ("<html><table>", -1, "web page");
  assert_refused ("%PDF-1.4", -1, "PDF");
  assert_refused ("sku\0nama\0\x01\x02", 11, "no table");
  assert_refused ("PK\x03\x04 but not really", -1, "Excel file");
  assert_refused ("sku,nama\nA,Kopi café é é é é\nB,Kopi \xe9\n", -1, "Line 3");
  assert_refused (wide->str, -1, "too large");
  g_assert_null (eta_table_file_read ("/nonexistent/x.csv", NULL, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND);
}

/* --- XLSX --------------------------------------------------------------------------------------
 */

static void
test_workbook (void) /* made by another program; its first sheet is hidden */
{
  g_autoptr (EtaSheetTable) table = read_fixture ("workbook.xlsx");

  g_assert_cmpuint (eta_sheet_table_n_rows (table), ==, 4);
  CELL (table, 0, 0, "Kode");
  CELL (table, 1, 0, "00123");
  CELL (table, 1, 1, "Madu Hutan “asli”");
  CELL (table, 1, 3, "036000291452");
  CELL (table, 1, 5, "4.5");
  CELL (table, 1, 6, "65000");
  CELL (table, 1, 9, "2027-03-31");
  CELL (table, 2, 1, "Kopi\nbaris dua");
  CELL (table, 2, 3, "8991234567891");
  CELL (table, 2, 5, "1234.567");
  CELL (table, 3, 5, "0.3");
  CELL (table, 3, 9, "2027-12-31");
  g_assert_cmpstr (eta_sheet_table_guess (table, 7), ==, "net@kg");
  g_assert_cmpstr (eta_sheet_table_encoding (table), ==, "XLSX");
}

#define XML "<?xml version=\"1.0\"?>"
#define NS "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define WORKBOOK                                                                                   \
  XML "<workbook " NS " xmlns:r=\"x\"><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>"
#define RELS                                                                                       \
  XML "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/s.xml\"/></Relationships>"

typedef struct {
  const char *name, *content;
  gsize len; /* 0: of a text */
} Part;

/* A workbook of PARTS (ended by a NULL name) in table.csv: the name does not matter. */
static void
zip (const Part *parts)
{
  g_autofree char *path = g_build_filename (folder, "table.csv", NULL);
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  for (; parts->name; parts++) {
    struct archive_entry *entry = archive_entry_new ();
    gsize len = parts->len ? parts->len : strlen (parts->content);

    archive_entry_set_pathname (entry, parts->name);
    archive_entry_set_size (entry, (gint64)len);
    archive_entry_set_filetype (entry, AE_IFREG);
    archive_write_header (archive, entry);
    archive_write_data (archive, parts->content, len);
    archive_entry_free (entry);
  }
  archive_write_close (archive);
  archive_write_free (archive);
}

static EtaSheetTable *
read_sheet (const char *sheet, const char *strings, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "table.csv", NULL);
  const Part parts[] = {{"xl/workbook.xml", WORKBOOK, 0},
                        {"xl/_rels/workbook.xml.rels", RELS, 0},
                        {"xl/worksheets/s.xml", sheet, 0},
                        {strings ? "xl/sharedStrings.xml" : NULL, strings, 0},
                        {NULL, NULL, 0}};

  zip (parts);
  return eta_table_file_read (path, NULL, error);
}

static void
test_cells (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaSheetTable) table = read_sheet (
      XML "<worksheet " NS "><sheetData>"
          "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"inlineStr\"><is><t>na</t>"
          "<t>ma</t></is></c></row>"
          "<row r=\"4\"><c r=\"A4\"><v>8.991234567891E12</v></c><c r=\"B4\" t=\"b\"><v>1</v></c>"
          "<c r=\"C4\" t=\"str\"><f>A1</f><v>hasil</v></c><c r=\"D4\" t=\"e\"><v>#N/A</v></c>"
          "<c r=\"E4\" t=\"s\"><v>99</v></c><c r=\"F4\" t=\"s\"><v>1</v></c></row>"
          "<row><c><v>1</v></c><c s=\"0\"/><c><v>3</v></c></row>"
          "</sheetData></worksheet>",
      XML "<sst><si><t>sku</t></si><si><r><t xml:space=\"preserve\">dua </t></r><r><t>baris"
          "_x000A_baru</t></r><rPh><t>ignored</t></rPh></si></sst>",
      &error);

  g_assert_no_error (error);
  CELL (table, 0, 0, "sku");
  CELL (table, 0, 1, "");
  CELL (table, 0, 2, "nama");
  g_assert_cmpuint (eta_sheet_table_n_rows (table), ==, 5);
  CELL (table, 4, 0, "1");
  CELL (table, 4, 1, "");
  CELL (table, 4, 2, "3");
  CELL (table, 3, 0, "8991234567891");
  CELL (table, 3, 1, "yes");
  CELL (table, 3, 2, "hasil");
  CELL (table, 3, 3, "#N/A");
  CELL (table, 3, 4, "");
  CELL (table, 3, 5, "dua baris\nbaru");
}

static void
assert_sheet_refused (const char *sheet)
{
  g_autoptr (GError) error = NULL;
  EtaSheetTable *table = read_sheet (sheet, NULL, &error);

  g_assert_null (table);
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "table.csv"));
}

static void
test_hostile (void)
{
  g_autoptr (GString) many = g_string_new (XML "<worksheet><sheetData>");

  /* entities, from a file and growing */
  assert_sheet_refused (XML "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><worksheet>"
                            "<sheetData><row><c t=\"str\"><v>&x;</v></c></row></sheetData>"
                            "</worksheet>");
  assert_sheet_refused (XML "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
                            "\"&a;&a;&a;&a;&a;&a;&a;&a;\">]><worksheet><sheetData><row><c "
                            "t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>");
  /* places that no sheet has, and the last one of all */
  assert_sheet_refused (XML "<worksheet><sheetData><row r=\"4000000000\"><c r=\"A1\"><v>1</v></c>"
                            "</row></sheetData></worksheet>");
  assert_sheet_refused (XML "<worksheet><sheetData><row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>"
                            "</sheetData></worksheet>");
  assert_sheet_refused (XML "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v>");
  assert_sheet_refused ("not XML at all");
  for (guint i = 0; i < 1100000; i++)
    g_string_append (many, "<row/>");
  g_string_append (many, "</sheetData></worksheet>");
  assert_sheet_refused (many->str);
}

/* 300 MB of zeros in 300 kB of ZIP. */
static void
test_bomb (void)
{
  const gsize len = 300 * 1000 * 1000;
  g_autofree char *zeros = g_malloc0 (len);
  g_autofree char *path = g_build_filename (folder, "table.csv", NULL);
  const Part parts[] = {{"xl/workbook.xml", WORKBOOK, 0},
                        {"xl/_rels/workbook.xml.rels", RELS, 0},
                        {"xl/sharedStrings.xml", zeros, len},
                        {NULL, NULL, 0}};
  g_autoptr (GError) error = NULL;

  zip (parts);
  g_assert_null (eta_table_file_read (path, NULL, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "too large"));
}

static void
test_not_workbook (void)
{
  g_autofree char *path = g_build_filename (folder, "table.csv", NULL);
  const Part parts[] = {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0},
                        {NULL, NULL, 0}};
  g_autoptr (GError) error = NULL;

  zip (parts);
  g_assert_null (eta_table_file_read (path, NULL, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "no Excel workbook"));
}

/* --- anything at all ---------------------------------------------------------------------------
 */

static void
look_at_all (const EtaSheetTable *table)
{
  for (guint row = 0; row < MIN (eta_sheet_table_n_rows (table), 50); row++)
    for (guint column = 0; column < eta_sheet_table_n_columns (table); column++)
      g_assert_true (g_utf8_validate (eta_sheet_table_cell (table, row, column), -1, NULL));
}

static void
damage (char *bytes, gsize len)
{
  for (int k = g_test_rand_int_range (1, 9); k > 0; k--)
    bytes[g_test_rand_int_range (0, (gint32)len)] = (char)g_test_rand_int_range (0, 256);
}

static void
run_damaged (const char *name, guint times)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "tables", name, NULL);
  g_autofree char *bytes = NULL;
  gsize len;

  g_assert_true (g_file_get_contents (path, &bytes, &len, NULL));
  for (guint i = 0; i < times; i++) {
    g_autofree char *changed = g_memdup2 (bytes, len);
    gsize cut = i % 4 == 0 ? (gsize)g_test_rand_int_range (0, (gint32)len) : len;
    g_autoptr (GError) error = NULL;
    g_autoptr (EtaSheetTable) table = NULL;

    damage (changed, len);
    table = read_bytes (changed, (gssize)cut, NULL, &error);
    g_assert_true ((table != NULL) != (error != NULL));
    if (table)
      look_at_all (table);
  }
}

static void
test_random (void)
{
  run_damaged ("sample_products.csv", 400);
  run_damaged ("utf16le.csv", 400);
  run_damaged ("newline_cell.csv", 400);
  run_damaged ("workbook.xlsx", 800);
}

/* Damaged XML inside a sound ZIP. */
static void
test_random_sheet (void)
{
  const char sheet[] = XML "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>"
                           "sku</t></is></c><c r=\"B1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c "
                           "r=\"A2\" s=\"1\"><v>45000.5</v></c></row></sheetData></worksheet>";

  for (guint i = 0; i < 1500; i++) {
    g_autofree char *changed = g_strdup (sheet);
    g_autoptr (GError) error = NULL;
    g_autoptr (EtaSheetTable) table = NULL;

    for (int k = g_test_rand_int_range (1, 6); k > 0; k--)
      changed[g_test_rand_int_range (0, sizeof sheet - 1)] =
          "<>/\"=rcstAZ019&; "[g_test_rand_int_range (0, 18)];
    table = read_sheet (changed, XML "<sst><si><t>nama</t></si></sst>", &error);
    g_assert_true ((table != NULL) != (error != NULL));
    if (table)
      look_at_all (table);
  }
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("eta-table-XXXXXX", NULL);
  g_test_add_func ("/table-file/bom", test_bom);
  g_test_add_func ("/table-file/ansi", test_ansi);
  g_test_add_func ("/table-file/utf16", test_utf16);
  g_test_add_func ("/table-file/zeros", test_zeros);
  g_test_add_func ("/table-file/newline", test_newline);
  g_test_add_func ("/table-file/semicolon", test_semicolon);
  g_test_add_func ("/table-file/quirks", test_quirks);
  g_test_add_func ("/table-file/options", test_options);
  g_test_add_func ("/table-file/utf16-bare", test_utf16_bare);
  g_test_add_func ("/table-file/refused", test_refused);
  g_test_add_func ("/table-file/workbook", test_workbook);
  g_test_add_func ("/table-file/cells", test_cells);
  g_test_add_func ("/table-file/hostile", test_hostile);
  g_test_add_func ("/table-file/bomb", test_bomb);
  g_test_add_func ("/table-file/not-workbook", test_not_workbook);
  g_test_add_func ("/table-file/random", test_random);
  g_test_add_func ("/table-file/random-sheet", test_random_sheet);
  result = g_test_run ();
  path = g_build_filename (folder, "table.csv", NULL);
  g_unlink (path);
  g_rmdir (folder);
  g_free (folder);
  return result;
}
