#include "catalog/backup.h"

#include "catalog/backup-unpack.h"
#include "catalog/error.h"
#include "catalog/partial.h"
#include "catalog/store-file.h"
#include "catalog/store-sql.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define BLOCK (256 * 1024)
#define MAX_FILE (64 * 1024 * 1024) /* of a photo; restoring refuses bigger ones */

typedef struct archive Archive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_write_free)
typedef struct archive_entry Entry;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Entry, archive_entry_free)

typedef struct {
  Archive *archive;
  const char *path; /* of the backup, for messages */
  GCancellable *cancellable;
} Pack;

/* --- writing ---------------------------------------------------------------------------------- */

static gboolean
archive_failed (const Pack *pack, GError **error)
{
  const int number = archive_errno (pack->archive);

  return eta_backup_write_failed (pack->path, number > 0 ? number : EIO, error);
}

static gboolean
start_entry (const Pack *pack, const char *name, gint64 size, gboolean squeeze, GError **error)
{
  g_autoptr (Entry) entry = archive_entry_new ();

  if (squeeze)
    archive_write_zip_set_compression_deflate (pack->archive);
  else
    archive_write_zip_set_compression_store (pack->archive);
  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, size);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_mtime (entry, g_get_real_time () / G_USEC_PER_SEC, 0);
  return archive_write_header (pack->archive, entry) == ARCHIVE_OK ? TRUE
                                                                   : archive_failed (pack, error);
}

static gboolean
write_data (const Pack *pack, const char *bytes, gsize len, GError **error)
{
  if (archive_write_data (pack->archive, bytes, len) == (gssize)len)
    return TRUE;
  return archive_failed (pack, error);
}

static gboolean
copy_file (const Pack *pack, int fd, GError **error)
{
  g_autofree char *block = g_malloc (BLOCK);
  gssize n;

  while ((n = read (fd, block, BLOCK)) > 0) {
    if (g_cancellable_set_error_if_cancelled (pack->cancellable, error) ||
        !write_data (pack, block, (gsize)n, error))
      return FALSE;
  }
  return n == 0 ? TRUE : eta_backup_write_failed (pack->path, errno, error);
}

static gboolean
add_database (const Pack *pack, const char *copy, GError **error)
{
  int fd = open (copy, O_RDONLY | O_CLOEXEC);
  GStatBuf info;
  gboolean done;

  if (fd < 0 || fstat (fd, &info) != 0) {
    const int number = errno;
    if (fd >= 0)
      close (fd);
    return eta_backup_write_failed (pack->path, number, error);
  }
  done = start_entry (pack, ETA_BACKUP_CATALOG, info.st_size, TRUE, error) &&
         copy_file (pack, fd, error);
  close (fd);
  return done;
}

static gboolean
is_what_it_says (const char *bytes, gsize len, const char *hash)
{
  g_autofree char *sum =
      g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)bytes, len);

  return strcmp (sum, hash) == 0;
}

/* *THERE: the file was there, and (the photo itself) has the content that its name says. */
static gboolean
add_file (const Pack *pack,
          const char *album,
          const char *hash,
          guint ending,
          gboolean *there,
          GError **error)
{
  g_autofree char *path =
      g_strdup_printf ("%s/%.2s/%s%s", album, hash, hash, eta_backup_endings[ending]);
  g_autofree char *name =
      g_strdup_printf ("%s/%.2s/%s%s", ETA_BACKUP_PHOTOS, hash, hash, eta_backup_endings[ending]);
  g_autofree char *bytes = NULL;
  gsize len;

  *there = g_file_get_contents (path, &bytes, &len, NULL) && len <= MAX_FILE &&
           (ending > 0 || is_what_it_says (bytes, len, hash));
  return !*there || (start_entry (pack, name, (gint64)len, FALSE, error) &&
                     write_data (pack, bytes, len, error));
}

static gboolean
is_hash (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

static gboolean
add_photo (const Pack *pack, const char *album, const char *hash, GError **error)
{
  gboolean there = is_hash (hash);

  for (guint i = 0; there && eta_backup_endings[i]; i++) {
    if (g_cancellable_set_error_if_cancelled (pack->cancellable, error) ||
        !add_file (pack, album, hash, i, &there, error))
      return FALSE;
    there = there || i > 0; /* without the photo the rest is of no use */
  }
  return TRUE;
}

static gboolean
add_photos (const Pack *pack, EtaStore *store, GError **error)
{
  g_autofree char *album = eta_store_album_path (store->path);
  g_autoptr (GHashTable) set = eta_store_photo_set (store, error);
  g_autoptr (GList) hashes = NULL;

  if (!set)
    return FALSE;
  hashes = g_list_sort (g_hash_table_get_keys (set), (GCompareFunc)strcmp);
  for (GList *hash = hashes; hash; hash = hash->next) {
    if (!add_photo (pack, album, hash->data, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
pack_all (Pack *pack, EtaStore *store, const char *copy, int fd, GError **error)
{
  g_autoptr (Archive) archive = archive_write_new ();

  pack->archive = archive;
  archive_write_set_format_zip (archive);
  if (archive_write_open_fd (archive, fd) != ARCHIVE_OK)
    return archive_failed (pack, error);
  if (!add_database (pack, copy, error) || !add_photos (pack, store, error))
    return FALSE;
  return archive_write_close (archive) == ARCHIVE_OK ? TRUE : archive_failed (pack, error);
}

static gboolean
pack_to (EtaStore *store,
         const char *path,
         int fd,
         const char *copy,
         GCancellable *cancellable,
         GError **error)
{
  Pack pack = {NULL, path, cancellable};

  if (!pack_all (&pack, store, copy, fd, error))
    return FALSE;
  return fsync (fd) == 0 || eta_backup_write_failed (path, errno, error);
}

/* Other programs may write on while the copy is packed. SQLite fills an empty file. */
static gboolean
copy_database (EtaStore *store, const char *copy, GError **error)
{
  return eta_sql_run (store, error, "VACUUM INTO ?", "t", copy) &&
         eta_backup_is_sound (copy, store->name, error);
}

static gboolean
write_to (EtaStore *store,
          const char *path,
          const char *partial,
          int fd,
          GCancellable *cancellable,
          GError **error)
{
  g_autofree char *copy = NULL;
  int copy_fd = eta_partial_open (path, &copy);
  gboolean done;

  if (copy_fd < 0)
    return eta_backup_write_failed (path, errno, error);
  done = copy_database (store, copy, error) && pack_to (store, path, fd, copy, cancellable, error);
  eta_partial_remove (copy);
  close (copy_fd);
  if (done && g_rename (partial, path) != 0)
    done = eta_backup_write_failed (path, errno, error);
  return done;
}

gboolean
eta_backup_write (EtaStore *store, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *partial = NULL;
  gboolean done;
  int fd;

  g_return_val_if_fail (!store->step, FALSE);
  fd = eta_partial_open (path, &partial);
  if (fd < 0)
    return eta_backup_write_failed (path, errno, error);
  done = write_to (store, path, partial, fd, cancellable, error);
  if (!done)
    eta_partial_remove (partial);
  close (fd);
  if (done)
    eta_file_sync_folder (path);
  return done;
}

/* --- one a day -------------------------------------------------------------------------------- */

/* "toko" of "…/toko.etalasedb". */
static char *
stem_of (const char *catalog_path)
{
  char *name = g_path_get_basename (catalog_path);

  if (g_str_has_suffix (name, ".etalasedb"))
    name[strlen (name) - strlen (".etalasedb")] = '\0';
  return name;
}

/* Whether NAME is STEM, a date and the suffix. */
static gboolean
is_daily (const char *name, const char *stem)
{
  static const char shape[] = "-dddd-dd-dd";
  const char *at = name + strlen (stem);

  if (!g_str_has_prefix (name, stem) || strlen (at) < sizeof shape - 1)
    return FALSE;
  for (guint i = 0; shape[i]; i++) {
    if (shape[i] == 'd' ? !g_ascii_isdigit (at[i]) : at[i] != shape[i])
      return FALSE;
  }
  return strcmp (at + sizeof shape - 1, ETA_BACKUP_SUFFIX) == 0;
}

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)b, *(const char *const *)a);
}

/* Names of the daily backups of one catalog, newest first. */
static GPtrArray *
list_daily (const char *folder, const char *stem)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    if (is_daily (name, stem))
      g_ptr_array_add (names, g_strdup (name));
  }
  g_ptr_array_sort (names, compare_newest);
  return names;
}

gboolean
eta_backup_daily (
    EtaStore *store, const char *folder, guint keep, gboolean *written, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stem = stem_of (store->path);
  g_autofree char *name = g_strdup_printf ("%s-%04d-%02d-%02d%s", stem, g_date_time_get_year (now),
                                           g_date_time_get_month (now),
                                           g_date_time_get_day_of_month (now), ETA_BACKUP_SUFFIX);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GPtrArray) names = NULL;

  *written = FALSE;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_mkdir_with_parents (folder, 0755) != 0)
    return eta_backup_write_failed (folder, errno, error);
  if (!eta_backup_write (store, path, NULL, error))
    return FALSE;
  *written = TRUE;
  names = list_daily (folder, stem);
  for (guint i = MAX (keep, 1); i < names->len; i++) {
    g_autofree char *old = g_build_filename (folder, names->pdata[i], NULL);
    g_unlink (old);
  }
  return TRUE;
}

char *
eta_backup_newest_good (const char *folder, const char *catalog_path)
{
  g_autofree char *stem = stem_of (catalog_path);
  g_autoptr (GPtrArray) names = list_daily (folder, stem);
  g_autofree char *place = g_dir_make_tmp ("etalase-XXXXXX", NULL);
  g_autofree char *copy = place ? g_build_filename (place, "check.db", NULL) : NULL;
  char *good = NULL;

  for (guint i = 0; copy && !good && i < names->len; i++) {
    g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);

    if (eta_backup_unpack (path, copy, NULL, NULL, NULL))
      good = g_steal_pointer (&path);
    g_unlink (copy);
  }
  if (place)
    g_rmdir (place);
  return good;
}
