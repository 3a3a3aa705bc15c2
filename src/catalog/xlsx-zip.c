#include "catalog/xlsx-zip.h"

#include "catalog/error.h"
#include "catalog/sheet-table.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ENTRIES 10000

static void
set_damaged (const char *name, struct archive *archive, GError **error)
{
  const char *why = archive ? archive_error_string (archive) : NULL;

  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
               _ ("“%s” cannot be read as an Excel file (%s). Open it in a spreadsheet program and "
                  "save it again as XLSX or CSV."),
               name, why ? why : "ZIP");
}

/* Reads one part; its declared size is not believed. */
static GBytes *
read_part (struct archive *archive, const char *name, gsize *left, GError **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint8 block[64 * 1024];

  for (;;) {
    la_ssize_t n = archive_read_data (archive, block, sizeof block);

    if (n < 0) {
      set_damaged (name, archive, error);
      return NULL;
    }
    if (n == 0)
      return g_byte_array_free_to_bytes (g_steal_pointer (&data));
    if ((gsize)n > *left) {
      eta_sheet_table_too_large (name, error);
      return NULL;
    }
    *left -= (gsize)n;
    g_byte_array_append (data, block, (guint)n);
  }
}

static gboolean
read_parts (struct archive *archive,
            const char *name,
            EtaXlsxWanted wanted,
            gpointer data,
            GHashTable *parts,
            GError **error)
{
  gsize left = ETA_SHEET_MAX_BYTES;
  struct archive_entry *entry;

  for (guint i = 0; i < MAX_ENTRIES; i++) {
    int result = archive_read_next_header (archive, &entry);
    const char *part = result == ARCHIVE_EOF ? NULL : archive_entry_pathname_utf8 (entry);
    GBytes *bytes;

    if (result == ARCHIVE_EOF)
      return TRUE;
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
      set_damaged (name, archive, error);
      return FALSE;
    }
    if (!part || !wanted (part, data))
      continue;
    bytes = read_part (archive, name, &left, error);
    if (!bytes)
      return FALSE;
    g_hash_table_insert (parts, g_strdup (part), bytes);
  }
  return eta_sheet_table_too_large (name, error);
}

GHashTable *
eta_xlsx_unzip (
    const char *name, GBytes *bytes, EtaXlsxWanted wanted, gpointer data, GError **error)
{
  g_autoptr (GHashTable) parts =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  struct archive *archive = archive_read_new ();
  gsize len;
  gconstpointer start = g_bytes_get_data (bytes, &len);
  gboolean ok;

  archive_read_support_format_zip_seekable (archive);
  ok = archive_read_open_memory (archive, start, len) == ARCHIVE_OK;
  if (!ok)
    set_damaged (name, archive, error);
  ok = ok && read_parts (archive, name, wanted, data, parts, error);
  archive_read_free (archive);
  return ok ? g_steal_pointer (&parts) : NULL;
}
