#include "catalog/package-zip.h"

#include "catalog/error.h"
#include "catalog/package-format.h"
#include "catalog/zip-entry.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define BLOCK (64 * 1024)

struct _EtaPackageZip {
  struct archive *archive;
  const char *name;
  GCancellable *cancellable;
  GHashTable *seen; /* names */
  gint64 left;      /* bytes that may still come out */
  gboolean begun;   /* the file begins as a ZIP does */
};

gboolean
eta_package_refuse (const char *name, GError **error)
{
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
               _ ("“%s” is not a package made by Etalase. Ask the sender for the file that ends in "
                  "“.etalase”."),
               name);
  return FALSE;
}

gboolean
eta_package_damaged (const char *name, GError **error)
{
  g_set_error (
      error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_DAMAGED,
      _ ("The package “%s” did not arrive whole. Nothing was taken from it; ask the sender "
         "to send it once more."),
      name);
  return FALSE;
}

gboolean
eta_package_too_large (const char *name, GError **error)
{
  g_set_error (
      error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
      _ ("The package “%s” unfolds to more than a catalog can hold. Nothing was taken from "
         "it; ask the sender whether it was really made with Etalase."),
      name);
  return FALSE;
}

gboolean
eta_package_tampered (const char *name, const char *part, GError **error)
{
  g_autofree char *shown = g_utf8_make_valid (part ? part : "?", -1);

  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
               _ ("The package “%s” was changed after it was made: “%s” does not belong there like "
                  "that. Nothing was taken from it; ask the sender to send it once more."),
               name, shown);
  return FALSE;
}

static int
open_archive (EtaPackageZip *zip, const char *path, GBytes *bytes)
{
  gsize len = 0;
  gconstpointer start = bytes ? g_bytes_get_data (bytes, &len) : NULL;

  if (path)
    return archive_read_open_filename (zip->archive, path, BLOCK);
  return archive_read_open_memory (zip->archive, start, len);
}

static gboolean
begins_as_zip (const char *path, GBytes *bytes)
{
  static const char magic[] = {'P', 'K', 3, 4};
  char start[sizeof magic] = {0};
  FILE *file = path ? g_fopen (path, "rb") : NULL;
  gsize len = 0;
  gconstpointer data = bytes ? g_bytes_get_data (bytes, &len) : NULL;

  if (file) {
    len = fread (start, 1, sizeof start, file);
    data = start;
    fclose (file);
  }
  return len >= sizeof magic && memcmp (data, magic, sizeof magic) == 0;
}

static gboolean
measure (EtaPackageZip *zip, const char *path, GBytes *bytes, GError **error)
{
  GStatBuf info = {0};
  gint64 size;

  if (path && (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode))) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND,
                 _ ("There is no package “%s”. Perhaps it was moved, or its disk is not attached."),
                 zip->name);
    return FALSE;
  }
  size = path ? (gint64)info.st_size : (gint64)g_bytes_get_size (bytes);
  zip->begun = begins_as_zip (path, bytes);
  zip->left = size * ETA_PACKAGE_MAX_GROWTH + ETA_PACKAGE_ROOM;
  return TRUE;
}

/* A ZIP that was cut off has lost its list of files, which stands at the end. */
static gboolean
no_zip (const EtaPackageZip *zip, GError **error)
{
  return zip->begun ? eta_package_damaged (zip->name, error)
                    : eta_package_refuse (zip->name, error);
}

EtaPackageZip *
eta_package_zip_open (
    const char *path, GBytes *bytes, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (EtaPackageZip) zip = g_new0 (EtaPackageZip, 1);

  zip->name = name;
  zip->cancellable = cancellable;
  zip->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  zip->archive = archive_read_new ();
  archive_read_support_format_zip_seekable (zip->archive);
  if (!measure (zip, path, bytes, error))
    return NULL;
  if (open_archive (zip, path, bytes) == ARCHIVE_OK)
    return g_steal_pointer (&zip);
  no_zip (zip, error);
  return NULL;
}

void
eta_package_zip_free (EtaPackageZip *zip)
{
  if (!zip)
    return;
  archive_read_free (zip->archive);
  g_hash_table_unref (zip->seen);
  g_free (zip);
}

/* A folder is passed over; anything else but a plain file is refused. */
static gboolean
is_file (EtaPackageZip *zip, struct archive_entry *entry, const char *name, GError **error)
{
  if (!eta_zip_name_is_plain (name) || !g_utf8_validate (name, -1, NULL) ||
      archive_entry_symlink (entry) || archive_entry_hardlink (entry) ||
      archive_entry_is_encrypted (entry))
    return eta_package_tampered (zip->name, name ? name : archive_entry_pathname (entry), error);
  if (archive_entry_filetype (entry) == AE_IFDIR)
    return FALSE;
  if (archive_entry_filetype (entry) != AE_IFREG || g_hash_table_contains (zip->seen, name))
    return eta_package_tampered (zip->name, name, error);
  return TRUE;
}

const char *
eta_package_zip_next (EtaPackageZip *zip, GError **error)
{
  g_autoptr (GError) failed = NULL;
  struct archive_entry *entry;
  int result;

  while ((result = archive_read_next_header (zip->archive, &entry)) == ARCHIVE_OK) {
    const char *name = archive_entry_pathname_utf8 (entry);
    char *kept;

    if (g_cancellable_set_error_if_cancelled (zip->cancellable, error))
      return NULL;
    if (g_hash_table_size (zip->seen) >= ETA_PACKAGE_MAX_ENTRIES) {
      eta_package_too_large (zip->name, error);
      return NULL;
    }
    if (is_file (zip, entry, name, &failed)) {
      kept = g_strdup (name);
      g_hash_table_add (zip->seen, kept);
      return kept;
    }
    if (failed) {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
    /* Folders count, too. */
    g_hash_table_add (zip->seen, g_strdup (name));
  }
  if (result != ARCHIVE_EOF)
    no_zip (zip, error);
  return NULL;
}

GBytes *
eta_package_zip_read (EtaPackageZip *zip, gsize limit, GError **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint8 block[BLOCK];
  la_ssize_t n;

  while ((n = archive_read_data (zip->archive, block, sizeof block)) > 0) {
    zip->left -= n;
    if (zip->left < 0 || data->len + (gsize)n > limit) {
      eta_package_too_large (zip->name, error);
      return NULL;
    }
    g_byte_array_append (data, block, (guint)n);
    if (g_cancellable_set_error_if_cancelled (zip->cancellable, error))
      return NULL;
  }
  if (n == 0)
    return g_byte_array_free_to_bytes (g_steal_pointer (&data));
  eta_package_damaged (zip->name, error);
  return NULL;
}
