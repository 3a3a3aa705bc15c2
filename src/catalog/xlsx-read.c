/* XLSX (ECMA-376): a visible sheet of a workbook as text. Read with libxml2's reader: no
 * network, no DTD, no entities but XML's own five. */
#include "catalog/error.h"
#include "catalog/sheet-table.h"
#include "catalog/xlsx-styles.h"
#include "catalog/xlsx-zip.h"

#include <glib/gi18n-lib.h>
#include <libxml/xmlreader.h>
#include <string.h>

#define MAX_SHEETS 256
#define MAX_TRIED 12 /* sheets that are looked into for headings */

typedef struct {
  const char *name;
  GError **error;
  GPtrArray *strings;   /* shared strings */
  GHashTable *formats;  /* number format id → code */
  GArray *styles;       /* EtaXlsxStyle by cell style */
  GPtrArray *sheets;    /* names of the visible ones */
  GPtrArray *relations; /* r:id of each */
  GHashTable *targets;  /* r:id → "xl/worksheets/sheet1.xml" */
  gboolean since_1904;
  /* the sheet */
  EtaSheetTable *table;
  guint row, column; /* of the cell, from 0 */
  guint next;        /* column of a cell that does not say its place */
  char *type;        /* t="…" of the cell */
  guint style;
  GString *text; /* of the cell or of the string */
  gboolean in_text, in_value, in_phonetic;
  gboolean full;
} Reader;

typedef void (*NodeFunc) (Reader *reader, xmlTextReaderPtr xml, const char *element);

static char *
attribute (xmlTextReaderPtr xml, const char *attribute_name)
{
  xmlChar *value = xmlTextReaderGetAttribute (xml, BAD_CAST attribute_name);
  char *text = g_strdup ((char *)value);

  xmlFree (value);
  return text;
}

/* The namespace prefix of "r:id" is up to the program that wrote the file. */
static char *
relation_id (xmlTextReaderPtr xml)
{
  xmlChar *value = NULL;
  char *text;

  while (!value && xmlTextReaderMoveToNextAttribute (xml) == 1)
    if (xmlStrEqual (xmlTextReaderConstLocalName (xml), BAD_CAST "id") &&
        xmlTextReaderConstPrefix (xml))
      value = xmlTextReaderValue (xml);
  xmlTextReaderMoveToElement (xml);
  text = g_strdup ((char *)value);
  xmlFree (value);
  return text;
}

static gboolean
refuse (Reader *reader)
{
  if (reader->error && *reader->error)
    return FALSE;
  g_set_error (
      reader->error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
      _ ("“%s” is a damaged Excel file. Open it in a spreadsheet program and save it again "
         "as XLSX or CSV."),
      reader->name);
  return FALSE;
}

/* Walks through one part; FUNC may be NULL for what is of no interest. */
static gboolean
walk (Reader *reader, GBytes *part, NodeFunc start, NodeFunc end, NodeFunc text)
{
  gsize len;
  const char *data = g_bytes_get_data (part, &len);
  xmlTextReaderPtr xml;
  int result;

  if (len == 0 || len > G_MAXINT)
    return refuse (reader);
  xml = xmlReaderForMemory (data, (int)len, "part.xml", NULL,
                            XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                XML_PARSE_COMPACT);
  if (!xml)
    return refuse (reader);
  while ((result = xmlTextReaderRead (xml)) == 1 && !reader->full) {
    const char *element = (const char *)xmlTextReaderConstLocalName (xml);
    int type = xmlTextReaderNodeType (xml);

    if (type == XML_READER_TYPE_DOCUMENT_TYPE || type == XML_READER_TYPE_ENTITY_REFERENCE) {
      result = -1; /* no spreadsheet has them; attacks do */
      break;
    }
    if (type == XML_READER_TYPE_ELEMENT) {
      gboolean empty = xmlTextReaderIsEmptyElement (xml);
      start (reader, xml, element);
      if (empty && end)
        end (reader, xml, element);
    } else if (type == XML_READER_TYPE_END_ELEMENT && end) {
      end (reader, xml, element);
    } else if ((type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
                type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE ||
                type == XML_READER_TYPE_WHITESPACE) &&
               text) {
      text (reader, xml, element);
    }
  }
  xmlFreeTextReader (xml);
  return result >= 0 || refuse (reader);
}

/* --- workbook, relations, styles -------------------------------------------------------------- */

static void
workbook_start (Reader *reader, xmlTextReaderPtr xml, const char *element)
{
  g_autofree char *value = NULL;

  if (g_str_equal (element, "workbookPr")) {
    value = attribute (xml, "date1904");
    reader->since_1904 = g_strcmp0 (value, "1") == 0 || g_strcmp0 (value, "true") == 0;
  } else if (g_str_equal (element, "sheet") && reader->sheets->len < MAX_SHEETS) {
    value = attribute (xml, "state");
    if (!value || g_str_equal (value, "visible")) {
      char *name = attribute (xml, "name"), *id = relation_id (xml);
      g_ptr_array_add (reader->sheets, name ? name : g_strdup (""));
      g_ptr_array_add (reader->relations, id ? id : g_strdup (""));
    }
  }
}

/* "worksheets/sheet1.xml" stands in xl, "/xl/worksheets/sheet1.xml" at the top. */
static void
relation_start (Reader *reader, xmlTextReaderPtr xml, const char *element)
{
  g_autofree char *id = NULL, *target = NULL;

  if (!g_str_equal (element, "Relationship"))
    return;
  id = attribute (xml, "Id");
  target = attribute (xml, "Target");
  if (id && target && !g_hash_table_contains (reader->targets, id))
    g_hash_table_insert (reader->targets, g_steal_pointer (&id),
                         target[0] == '/' ? g_strdup (target + 1)
                                          : g_strconcat ("xl/", target, NULL));
}

static void
styles_start (Reader *reader, xmlTextReaderPtr xml, const char *element)
{
  g_autofree char *id = NULL, *code = NULL;

  if (g_str_equal (element, "numFmt")) {
    id = attribute (xml, "numFmtId");
    code = attribute (xml, "formatCode");
    if (id && code)
      g_hash_table_insert (reader->formats,
                           GUINT_TO_POINTER ((guint)g_ascii_strtoull (id, NULL, 10)),
                           g_steal_pointer (&code));
  } else if (g_str_equal (element, "cellStyleXfs")) {
    reader->in_value = FALSE;
  } else if (g_str_equal (element, "cellXfs")) {
    reader->in_value = TRUE;
  } else if (g_str_equal (element, "xf") && reader->in_value) {
    EtaXlsxStyle style;
    guint number;

    id = attribute (xml, "numFmtId");
    number = id ? (guint)g_ascii_strtoull (id, NULL, 10) : 0;
    style =
        eta_xlsx_style (number, g_hash_table_lookup (reader->formats, GUINT_TO_POINTER (number)));
    g_array_append_val (reader->styles, style);
  }
}

static void
styles_end (Reader *reader, xmlTextReaderPtr xml, const char *element)
{
  if (g_str_equal (element, "cellXfs"))
    reader->in_value = FALSE;
}

/* --- texts ------------------------------------------------------------------------------------ */

/* "_x000D_" is how a character is written that XML cannot hold. */
static char *
unescape (const char *text)
{
  GString *out;

  if (!strstr (text, "_x"))
    return g_strdup (text);
  out = g_string_sized_new (strlen (text));
  for (const char *p = text; *p; p++) {
    if (p[0] == '_' && p[1] == 'x' && strlen (p) >= 7 && p[6] == '_' &&
        strspn (p + 2, "0123456789abcdefABCDEF") >= 4) {
      g_autofree char *digits = g_strndup (p + 2, 4);
      gunichar c = (gunichar)g_ascii_strtoull (digits, NULL, 16);
      if (c > 0 && g_unichar_validate (c))
        g_string_append_unichar (out, c);
      p += 6;
    } else {
      g_string_append_c (out, *p);
    }
  }
  return g_string_free (out, FALSE);
}

static void
add_text (Reader *reader, xmlTextReaderPtr xml, const char *element)
{
  const xmlChar *value;

  if (!reader->in_text || reader->in_phonetic)
    return;
  value = xmlTextReaderConstValue (xml);
  if (value)
    g_string_append (reader->text, (const char *)value);
}

static void
strings_start (Reader *reader, xmlTextReaderPtr xml, const char *element)
{
  if (g_str_equal (element, "si"))
    g_string_truncate (reader->text, 0);
  else if (g_str_equal (element, "t"))
    reader->in_text = TRUE;
  else if (g_str_equal (element, "rPh"))
    reader->in_phonetic = TRUE;
}

static void
strings_end (Reader *reader, xmlTextReaderPtr xml, const char *element)
{
  if (g_str_equal (element, "t"))
    reader->in_text = FALSE;
  else if (g_str_equal (element, "rPh"))
    reader->in_phonetic = FALSE;
  else if (g_str_equal (element, "si"))
    g_ptr_array_add (reader->strings, unescape (reader->text->str));
}

/* --- the sheet -------------------------------------------------------------------------------- */

/* "AB12" → 27; TRUE when it is a reference. */
static gboolean
read_reference (const char *reference, guint *column)
{
  guint n = 0;

  if (!reference || !g_ascii_isalpha (*reference))
    return FALSE;
  for (; g_ascii_isalpha (*reference); reference++) {
    n = n * 26 + (guint)(g_ascii_toupper (*reference) - 'A') + 1;
    if (n > 20000)
      return FALSE;
  }
  *column = n - 1;
  return TRUE;
}

static void
cell_start (Reader *reader, xmlTextReaderPtr xml)
{
  g_autofree char *reference = attribute (xml, "r"), *style = attribute (xml, "s");

  reader->column = reader->next;
  read_reference (reference, &reader->column);
  reader->next = reader->column + 1;
  g_free (reader->type);
  reader->type = attribute (xml, "t");
  reader->style = style ? (guint)g_ascii_strtoull (style, NULL, 10) : 0;
  g_string_truncate (reader->text, 0);
}

/* Rows that the file leaves out are empty rows: the count must be the spreadsheet's. */
static void
row_start (Reader *reader, xmlTextReaderPtr xml)
{
  g_autofree char *number = attribute (xml, "r");
  guint64 row = number ? g_ascii_strtoull (number, NULL, 10) : reader->row + 1;

  reader->next = 0;
  if (row > ETA_SHEET_MAX_ROWS)
    reader->full = TRUE;
  while (!reader->full && reader->row + 1 < row) {
    reader->full = !eta_sheet_table_end_row (reader->table);
    reader->row++;
  }
}

static void
sheet_start (Reader *reader, xmlTextReaderPtr xml, const char *element)
{
  if (g_str_equal (element, "row"))
    row_start (reader, xml);
  else if (g_str_equal (element, "c"))
    cell_start (reader, xml);
  else if (g_str_equal (element, "v") || g_str_equal (element, "t"))
    reader->in_text = TRUE;
  else if (g_str_equal (element, "rPh"))
    reader->in_phonetic = TRUE;
}

static char *
cell_value (Reader *reader, gboolean *is_number)
{
  const char *type = reader->type ? reader->type : "n";
  EtaXlsxStyle style = {ETA_XLSX_PLAIN, 0};

  *is_number = FALSE;
  if (g_str_equal (type, "s")) {
    guint64 i = g_ascii_strtoull (reader->text->str, NULL, 10);
    return g_strdup (i < reader->strings->len ? reader->strings->pdata[i] : "");
  }
  if (g_str_equal (type, "b"))
    return g_strdup (g_str_equal (reader->text->str, "1") ? "yes" : "no");
  if (!g_str_equal (type, "n") || reader->text->len == 0)
    return unescape (reader->text->str);
  if (reader->style < reader->styles->len)
    style = g_array_index (reader->styles, EtaXlsxStyle, reader->style);
  *is_number = style.look == ETA_XLSX_PLAIN;
  return eta_xlsx_number (reader->text->str, style, reader->since_1904);
}

static void
cell_end (Reader *reader)
{
  gboolean is_number;
  g_autofree char *value = cell_value (reader, &is_number);

  if (*value == '\0')
    return; /* a cell with a colour and no text takes no place */
  if (reader->column >= ETA_SHEET_MAX_COLUMNS) {
    reader->full = TRUE;
    return;
  }
  while (!reader->full && eta_sheet_table_open_cells (reader->table) < reader->column)
    reader->full = !eta_sheet_table_add (reader->table, "", 0, FALSE);
  if (!reader->full && eta_sheet_table_open_cells (reader->table) == reader->column)
    reader->full = !eta_sheet_table_add (reader->table, value, -1, is_number);
}

static void
sheet_end (Reader *reader, xmlTextReaderPtr xml, const char *element)
{
  if (g_str_equal (element, "v") || g_str_equal (element, "t")) {
    reader->in_text = FALSE;
  } else if (g_str_equal (element, "rPh")) {
    reader->in_phonetic = FALSE;
  } else if (g_str_equal (element, "c")) {
    cell_end (reader);
  } else if (g_str_equal (element, "row") && !reader->full) {
    reader->full = !eta_sheet_table_end_row (reader->table);
    reader->row++;
  }
}

/* --- all of it -------------------------------------------------------------------------------- */

static gboolean
is_small_part (const char *part, gpointer data)
{
  static const char *const parts[] = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels",
                                      "xl/sharedStrings.xml", "xl/styles.xml", NULL};

  return g_strv_contains (parts, part);
}

static gboolean
is_part (const char *part, gpointer name)
{
  return g_str_equal (part, name);
}

static gboolean
read_frame (Reader *reader, GHashTable *parts)
{
  GBytes *workbook = g_hash_table_lookup (parts, "xl/workbook.xml");
  GBytes *relations = g_hash_table_lookup (parts, "xl/_rels/workbook.xml.rels");
  GBytes *strings = g_hash_table_lookup (parts, "xl/sharedStrings.xml");
  GBytes *styles = g_hash_table_lookup (parts, "xl/styles.xml");

  if (!workbook || !relations) {
    g_set_error (reader->error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                 _ ("“%s” is no Excel workbook. Save the table as XLSX or CSV."), reader->name);
    return FALSE;
  }
  if (!walk (reader, workbook, workbook_start, NULL, NULL) ||
      !walk (reader, relations, relation_start, NULL, NULL))
    return FALSE;
  if (styles && !walk (reader, styles, styles_start, styles_end, NULL))
    return FALSE;
  reader->in_text = reader->in_value = reader->in_phonetic = FALSE;
  if (strings && !walk (reader, strings, strings_start, strings_end, add_text))
    return FALSE;
  reader->in_text = reader->in_phonetic = FALSE;
  return reader->sheets->len > 0 || refuse (reader);
}

static gboolean
read_sheet (Reader *reader, GBytes *bytes, const char *part_name)
{
  g_autoptr (GHashTable) parts =
      eta_xlsx_unzip (reader->name, bytes, is_part, (gpointer)part_name, reader->error);
  GBytes *sheet = parts ? g_hash_table_lookup (parts, part_name) : NULL;

  if (!parts)
    return FALSE;
  if (!sheet)
    return refuse (reader);
  if (!walk (reader, sheet, sheet_start, sheet_end, add_text))
    return FALSE;
  return !reader->full || eta_sheet_table_too_large (reader->name, reader->error);
}

static void
clear (Reader *reader)
{
  g_ptr_array_unref (reader->strings);
  g_hash_table_unref (reader->formats);
  g_array_unref (reader->styles);
  g_ptr_array_unref (reader->sheets);
  g_ptr_array_unref (reader->relations);
  g_hash_table_unref (reader->targets);
  g_free (reader->type);
  g_string_free (reader->text, TRUE);
}

static EtaSheetTable *
read_table (Reader *reader, guint i, GBytes *bytes, const EtaTableOptions *options, GError **error)
{
  g_autoptr (EtaSheetTable) table = eta_sheet_table_new ("XLSX", 0);
  const char *part = g_hash_table_lookup (reader->targets, reader->relations->pdata[i]);

  reader->error = error;
  reader->table = table;
  reader->row = reader->column = reader->next = 0;
  reader->full = reader->in_text = reader->in_phonetic = FALSE;
  if (options) {
    eta_sheet_table_set_decimal (table, options->decimal);
    eta_sheet_table_set_heading (table, options->heading);
  }
  eta_sheet_table_set_sheets (table, reader->sheets, i);
  if (part ? !read_sheet (reader, bytes, part) : !refuse (reader))
    return NULL;
  return eta_sheet_table_finish (table, reader->name, error) ? g_steal_pointer (&table) : NULL;
}

/* A workbook may begin with a cover sheet: the first one that has headings is meant, or the first
 * one at all. */
static EtaSheetTable *
choose_table (Reader *reader, GBytes *bytes, const EtaTableOptions *options, GError **error)
{
  g_autoptr (EtaSheetTable) first = NULL;
  g_autoptr (GError) failed = NULL;

  for (guint i = 0; i < MIN (reader->sheets->len, MAX_TRIED); i++) {
    g_autoptr (EtaSheetTable) table =
        read_table (reader, i, bytes, options, failed ? NULL : &failed);

    if (table && eta_sheet_table_n_guesses (table) >= 2)
      return g_steal_pointer (&table);
    if (table && !first)
      first = g_steal_pointer (&table);
  }
  if (!first)
    g_propagate_error (error, g_steal_pointer (&failed));
  return g_steal_pointer (&first);
}

EtaSheetTable *
eta_xlsx_parse (const char *name, GBytes *bytes, const EtaTableOptions *options, GError **error)
{
  g_autoptr (GHashTable) parts = eta_xlsx_unzip (name, bytes, is_small_part, NULL, error);
  EtaSheetTable *table = NULL;
  Reader reader = {.name = name, .error = error};
  guint sheet = options ? options->sheet : 0;

  if (!parts)
    return NULL;
  reader.strings = g_ptr_array_new_with_free_func (g_free);
  reader.formats = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  reader.styles = g_array_new (FALSE, FALSE, sizeof (EtaXlsxStyle));
  reader.sheets = g_ptr_array_new_with_free_func (g_free);
  reader.relations = g_ptr_array_new_with_free_func (g_free);
  reader.targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reader.text = g_string_new (NULL);
  if (read_frame (&reader, parts))
    table = sheet > 0 && sheet <= reader.sheets->len
                ? read_table (&reader, sheet - 1, bytes, options, error)
                : choose_table (&reader, bytes, options, error);
  clear (&reader);
  return table;
}
