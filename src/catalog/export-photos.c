#include "catalog/export-photos.h"

#include "catalog/error.h"
#include "catalog/whole-file.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  const EtaExportOptions *options;
  GList *photos; /* const char *, sorted */
  guint done, total;
} Copy;

static gboolean
advance (Copy *copy, GError **error)
{
  const EtaExportOptions *options = copy->options;

  if (g_cancellable_set_error_if_cancelled (options->cancellable, error))
    return FALSE;
  copy->done++;
  if (options->progress)
    options->progress (copy->done, copy->total, options->progress_data);
  return TRUE;
}

static gboolean
set_failed (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (
      error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_FULL,
      _ ("The photos cannot be written to “%s”. Free some space, or choose another place."), name);
  return FALSE;
}

/* --- a folder --------------------------------------------------------------------------------- */

static gboolean
copy_file (const char *from, const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  return g_file_test (to, G_FILE_TEST_EXISTS) ||
         g_file_copy (source, target, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, NULL);
}

static gboolean
write_folder (Copy *copy, const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0755) != 0)
    return set_failed (folder, error);
  for (GList *photo = copy->photos; photo; photo = photo->next) {
    g_autofree char *from = copy->options->find (photo->data, copy->options->find_data);
    g_autofree char *name = g_strconcat (photo->data, ".jpg", NULL);
    g_autofree char *to = g_build_filename (folder, name, NULL);

    if (!advance (copy, error))
      return FALSE;
    if (from && !copy_file (from, to))
      return set_failed (folder, error);
  }
  return TRUE;
}

/* --- a ZIP file ------------------------------------------------------------------------------- */

static la_ssize_t
write_block (struct archive *archive, void *out, const void *block, size_t len)
{
  if (fwrite (block, 1, len, out) == len)
    return (la_ssize_t)len;
  archive_set_error (archive, EIO, "write");
  return -1;
}

static gboolean
add_photo (struct archive *archive, const char *sha256, const char *from)
{
  g_autofree char *data = NULL;
  g_autofree char *name = g_strconcat (sha256, ".jpg", NULL);
  struct archive_entry *entry;
  gsize len;
  gboolean ok;

  if (!g_file_get_contents (from, &data, &len, NULL))
    return TRUE;
  entry = archive_entry_new ();
  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t)len);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  /* The first moment that ZIP knows: the same photos give the same bytes. */
  archive_entry_set_mtime (entry, 315619200, 0);
  ok = archive_write_header (archive, entry) == ARCHIVE_OK &&
       archive_write_data (archive, data, len) == (la_ssize_t)len;
  archive_entry_free (entry);
  return ok;
}

static gboolean
add_photos (Copy *copy, struct archive *archive, const char *path, GError **error)
{
  for (GList *photo = copy->photos; photo; photo = photo->next) {
    g_autofree char *from = copy->options->find (photo->data, copy->options->find_data);

    if (!advance (copy, error))
      return FALSE;
    if (from && !add_photo (archive, photo->data, from))
      return set_failed (path, error);
  }
  return TRUE;
}

static gboolean
write_zip (Copy *copy, const char *path, GError **error)
{
  g_autoptr (EtaWholeFile) file = eta_whole_file_new (path, error);
  struct archive *archive;
  gboolean ok;

  if (!file)
    return FALSE;
  archive = archive_write_new ();
  archive_write_set_format_zip (archive);
  archive_write_zip_set_compression_store (archive); /* a JPEG does not get smaller */
  archive_write_set_bytes_in_last_block (archive, 1);
  archive_write_open (archive, eta_whole_file_stream (file), NULL, write_block, NULL);
  ok = add_photos (copy, archive, path, error);
  if (archive_write_close (archive) != ARCHIVE_OK && ok)
    ok = set_failed (path, error);
  archive_write_free (archive);
  return ok && eta_whole_file_commit (g_steal_pointer (&file), error);
}

gboolean
eta_export_photos (GHashTable *photos, const EtaExportOptions *options, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (options->photos, -1);
  g_autoptr (GList) sorted = g_list_sort (g_hash_table_get_keys (photos), (GCompareFunc)strcmp);
  Copy copy = {.options = options, .photos = sorted, .total = g_hash_table_size (photos)};

  if (g_str_has_suffix (lower, ".zip"))
    return write_zip (&copy, options->photos, error);
  return write_folder (&copy, options->photos, error);
}
