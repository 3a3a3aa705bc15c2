#include "catalog/table-file.h"

#include "catalog/error.h"
#include "catalog/sheet-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static GBytes *
load (const char *path, const char *name, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, &failed);
  GBytes *bytes = NULL;

  if (info && g_file_info_get_size (info) > ETA_SHEET_MAX_BYTES) {
    eta_sheet_table_too_large (name, error);
    return NULL;
  }
  if (info)
    bytes = g_file_load_bytes (file, NULL, NULL, &failed);
  if (bytes)
    return bytes;
  g_set_error (error, ETA_CATALOG_ERROR,
               g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
                   ? ETA_CATALOG_ERROR_NOT_FOUND
                   : ETA_CATALOG_ERROR_INPUT,
               _ ("“%s” cannot be opened: %s"), name, failed->message);
  return NULL;
}

/* Kinds of files that people take for a table, told by their first bytes. */
static const struct {
  const char *start;
  gsize len;
  const char *remedy;
} strangers[] = {
    {"\xd0\xcf\x11\xe0", 4,
     N_ ("“%s” is an old Excel file (XLS) or has a password. Open it and save it as XLSX or CSV, "
         "without a password.")},
    {"%PDF", 4, N_ ("“%s” is a PDF, not a table. Save the table as XLSX or CSV.")},
    {"<html", 5, N_ ("“%s” is a web page, not a table. Save the table as XLSX or CSV.")},
    {"<!DOCTYPE", 9, N_ ("“%s” is a web page, not a table. Save the table as XLSX or CSV.")},
    {"\xff\xd8\xff", 3, N_ ("“%s” is a picture, not a table. Save the table as XLSX or CSV.")},
    {"\x89PNG", 4, N_ ("“%s” is a picture, not a table. Save the table as XLSX or CSV.")},
};

static gboolean
starts_with (GBytes *bytes, const char *start, gsize len)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size >= len && g_ascii_strncasecmp (data, start, len) == 0;
}

/* "{" or "[" and then what JSON has: a heading that begins with "[" goes on otherwise. */
static gboolean
is_json (GBytes *bytes)
{
  gsize len, at = 0;
  const char *data = g_bytes_get_data (bytes, &len);

  if (starts_with (bytes, "\xef\xbb\xbf", 3))
    at = 3;
  while (at < len && g_ascii_isspace (data[at]))
    at++;
  if (at == len || (data[at] != '{' && data[at] != '['))
    return FALSE;
  for (at++; at < len && g_ascii_isspace (data[at]); at++)
    ;
  return at < len && strchr ("\"{}]", data[at]) != NULL;
}

EtaSheetTable *
eta_table_file_read (const char *path, const EtaTableOptions *options, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GBytes) bytes = load (path, name, error);

  if (!bytes)
    return NULL;
  if (g_bytes_get_size (bytes) == 0) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                 _ ("“%s” is empty. Choose a table with a heading and one row for each product."),
                 name);
    return NULL;
  }
  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    if (starts_with (bytes, strangers[i].start, strangers[i].len)) {
      g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT, _ (strangers[i].remedy),
                   name);
      return NULL;
    }
  /* By content: a workbook that somebody named .csv is still a workbook. */
  if (starts_with (bytes, "PK\x03\x04", 4))
    return eta_xlsx_parse (name, bytes, options, error);
  if (is_json (bytes))
    return eta_json_table_parse (name, bytes, error);
  return eta_csv_parse (name, bytes, options, error);
}
