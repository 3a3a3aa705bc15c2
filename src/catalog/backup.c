#include "catalog/backup.h"

#include "catalog/backup-unpack.h"
#include "catalog/error.h"
#include "catalog/partial.h"
#include "catalog/store-file.h"
#include "catalog/store-sql.h"
#include "catalog/zip-entry.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
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

/* First, so that a list of backups is read without unpacking them. */
static gboolean
add_about (const Pack *pack, EtaStore *store, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *now = eta_sql_now ();
  g_autofree char *text = NULL;
  JsonObject *about = json_object_new ();

  json_node_take_object (node, about);
  json_object_set_string_member (about, "catalog", store->name);
  json_object_set_string_member (about, "written", now);
  json_object_set_int_member (about, "products", eta_store_count_products (store));
  text = json_to_string (node, TRUE);
  return start_entry (pack, ETA_BACKUP_ABOUT, (gint64)strlen (text), FALSE, error) &&
         write_data (pack, text, strlen (text), error);
}

static gboolean
is_what_it_says (const char *bytes, gsize len, const char *hash)
{
  g_autofree char *sum =
      g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)bytes, len);

  return strcmp (sum, hash) == 0;
}

/* *THERE: the file was there, and (the photo or PDF itself) has the content that its name says. */
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
      g_strdup_printf ("%s/%.2s/%s%s", ETA_ZIP_PHOTOS, hash, hash, eta_backup_endings[ending]);
  g_autofree char *bytes = NULL;
  gsize len;

  *there = g_file_get_contents (path, &bytes, &len, NULL) && len <= MAX_FILE &&
           (ending >= ETA_BACKUP_CONTENTS || is_what_it_says (bytes, len, hash));
  return !*there || (start_entry (pack, name, (gint64)len, FALSE, error) &&
                     write_data (pack, bytes, len, error));
}

static gboolean
add_photo (const Pack *pack, const char *album, const char *hash, GError **error)
{
  gboolean content = FALSE; /* without it the rest is of no use */

  for (guint i = 0; eta_zip_is_hash (hash) && eta_backup_endings[i]; i++) {
    gboolean there;

    if (i >= ETA_BACKUP_CONTENTS && !content)
      break;
    if (g_cancellable_set_error_if_cancelled (pack->cancellable, error) ||
        !add_file (pack, album, hash, i, &there, error))
      return FALSE;
    content = content || there;
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
  if (!add_about (pack, store, error) || !add_database (pack, copy, error) ||
      !add_photos (pack, store, error))
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
