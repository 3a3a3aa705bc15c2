#include "catalog/backup-unpack.h"

#include "catalog/error.h"
#include "catalog/schema.h"
#include "catalog/store-file.h"
#include "catalog/store-sql.h"
#include "catalog/zip-entry.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define BLOCK (256 * 1024)
#define MAX_PHOTO (64 * 1024 * 1024)
#define MAX_ENTRIES 1000000
/* Photos do not get smaller in an archive, and a database hardly to a fiftieth. */
#define MAX_GROWTH 50
#define ROOM (64 * 1024 * 1024)

const char *const eta_backup_endings[] = {".jpg", ".pdf", ".t.jpg", ".orig", NULL};

typedef struct archive Archive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_read_free)

typedef struct {
  const char *path;
  char *name; /* of the backup, for messages */
  const char *db_path;
  const char *album;
  gint64 left; /* bytes that may still come out */
  gboolean found;
  GCancellable *cancellable;
} Unpack;

static gboolean
refuse (const Unpack *unpack, GError **error)
{
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
               _ ("“%s” is not a backup made by Etalase. Choose a file that ends in "
                  "“.etalasebackup”."),
               unpack->name);
  return FALSE;
}

static gboolean
damaged (const Unpack *unpack, GError **error)
{
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_DAMAGED,
               _ ("The backup “%s” is damaged. Choose an older one."), unpack->name);
  return FALSE;
}

gboolean
eta_backup_write_failed (const char *file, int error_number, GError **error)
{
  g_autofree char *name = g_filename_display_basename (file);

  if (error_number == ENOSPC || error_number == EDQUOT || error_number == EFBIG)
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_FULL,
                 _ ("The disk is full: “%s” could not be written, nothing was changed. Free some "
                    "space, or choose another disk."),
                 name);
  else if (error_number == EACCES || error_number == EROFS || error_number == EPERM)
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_READ_ONLY,
                 _ ("“%s” cannot be written there. Choose another folder."), name);
  else
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_FAILED,
                 _ ("“%s” could not be written: %s."), name, g_strerror (error_number));
  return FALSE;
}

/* --- names ------------------------------------------------------------------------------------ */

/* As eta_zip_name_is_photo; *ENDING is one of ours. */
static gboolean
parse_photo (const char *name, const char **hash, const char **ending)
{
  return eta_zip_name_is_photo (name, hash, ending) &&
         g_strv_contains (eta_backup_endings, *ending);
}

/* --- contents --------------------------------------------------------------------------------- */

static gboolean
write_all (int fd, const char *bytes, gsize len)
{
  while (len > 0) {
    const gssize n = write (fd, bytes, len);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return FALSE;
    bytes += n;
    len -= (gsize)n;
  }
  return TRUE;
}

/* Reads the entry's data, to FD unless that is -1, into SUM unless that is NULL. */
static gboolean
copy_data (Unpack *unpack, Archive *archive, int fd, gint64 limit, GChecksum *sum, GError **error)
{
  g_autofree char *block = g_malloc (BLOCK);
  gssize n;

  while ((n = archive_read_data (archive, block, BLOCK)) > 0) {
    limit -= n;
    unpack->left -= n;
    if (limit < 0 || unpack->left < 0)
      return refuse (unpack, error);
    if (sum)
      g_checksum_update (sum, (guchar *)block, n);
    if (fd >= 0 && !write_all (fd, block, (gsize)n))
      return eta_backup_write_failed (unpack->db_path, errno, error);
    if (g_cancellable_set_error_if_cancelled (unpack->cancellable, error))
      return FALSE;
  }
  return n == 0 ? TRUE : damaged (unpack, error);
}

static gboolean
unpack_file (Unpack *unpack,
             Archive *archive,
             const char *path,
             gint64 limit,
             GChecksum *sum,
             GError **error)
{
  int fd = -1;
  gboolean done;

  if (path) {
    fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (fd < 0 && errno == EEXIST)
      return refuse (unpack, error); /* the same entry twice */
    if (fd < 0)
      return eta_backup_write_failed (path, errno, error);
  }
  done = copy_data (unpack, archive, fd, limit, sum, error);
  if (fd >= 0 && close (fd) != 0 && done)
    done = eta_backup_write_failed (path, errno, error);
  return done;
}

static gboolean
unpack_photo (
    Unpack *unpack, Archive *archive, const char *hash, const char *ending, GError **error)
{
  g_autofree char *folder = unpack->album ? g_strdup_printf ("%s/%.2s", unpack->album, hash) : NULL;
  g_autofree char *path = folder ? g_strdup_printf ("%s/%.64s%s", folder, hash, ending) : NULL;
  g_autoptr (GChecksum) sum = NULL;

  for (guint i = 0; i < ETA_BACKUP_CONTENTS && !sum; i++)
    if (strcmp (ending, eta_backup_endings[i]) == 0)
      sum = g_checksum_new (G_CHECKSUM_SHA256);
  if (folder && g_mkdir_with_parents (folder, 0755) != 0)
    return eta_backup_write_failed (folder, errno, error);
  if (!unpack_file (unpack, archive, path, MAX_PHOTO, sum, error))
    return FALSE;
  if (sum && strncmp (g_checksum_get_string (sum), hash, 64) != 0)
    return damaged (unpack, error);
  return TRUE;
}

static gboolean
unpack_entry (Unpack *unpack, Archive *archive, struct archive_entry *entry, GError **error)
{
  const char *name = archive_entry_pathname_utf8 (entry);
  const char *hash, *ending;

  if (!eta_zip_name_is_plain (name) || archive_entry_symlink (entry) ||
      archive_entry_hardlink (entry))
    return refuse (unpack, error);
  if (archive_entry_filetype (entry) != AE_IFREG)
    return archive_entry_filetype (entry) == AE_IFDIR ? TRUE : refuse (unpack, error);
  if (strcmp (name, ETA_BACKUP_CATALOG) == 0) {
    unpack->found = TRUE;
    return unpack_file (unpack, archive, unpack->db_path, G_MAXINT64, NULL, error);
  }
  if (parse_photo (name, &hash, &ending))
    return unpack_photo (unpack, archive, hash, ending, error);
  /* Something that a later Etalase may put there. */
  return TRUE;
}

static gboolean
unpack_all (Unpack *unpack, GError **error)
{
  g_autoptr (Archive) archive = archive_read_new ();
  struct archive_entry *entry;
  int rc, n = 0;

  archive_read_support_format_zip (archive);
  if (archive_read_open_filename (archive, unpack->path, BLOCK) != ARCHIVE_OK)
    return refuse (unpack, error);
  while ((rc = archive_read_next_header (archive, &entry)) == ARCHIVE_OK) {
    if (n++ > MAX_ENTRIES)
      return refuse (unpack, error);
    if (!unpack_entry (unpack, archive, entry, error))
      return FALSE;
  }
  if (rc != ARCHIVE_EOF)
    return unpack->found ? damaged (unpack, error) : refuse (unpack, error);
  return unpack->found ? TRUE : refuse (unpack, error);
}

/* --- the database ----------------------------------------------------------------------------- */

gboolean
eta_backup_is_sound (const char *path, const char *name, GError **error)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *fixed = g_strconcat (uri, "?immutable=1", NULL);
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_open_v2 (fixed, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
  gboolean sound = FALSE;

  if (rc == SQLITE_OK)
    rc = sqlite3_prepare_v2 (db, "PRAGMA integrity_check (1)", -1, &stmt, NULL);
  if (rc == SQLITE_OK && sqlite3_step (stmt) == SQLITE_ROW)
    sound = g_strcmp0 ((const char *)sqlite3_column_text (stmt, 0), "ok") == 0;
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  if (!sound)
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_DAMAGED,
                 _ ("“%s” is damaged. Choose an older backup."), name);
  return sound;
}

static gboolean
check_database (const Unpack *unpack, GError **error)
{
  guint32 version;
  guint n;

  eta_schema_steps (&n);
  if (!eta_file_examine (unpack->db_path, &version, NULL))
    return refuse (unpack, error);
  if (version > n) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NEWER,
                 _ ("The backup “%s” was made by a newer Etalase. Update Etalase to restore it."),
                 unpack->name);
    return FALSE;
  }
  return eta_backup_is_sound (unpack->db_path, unpack->name, error);
}

gboolean
eta_backup_unpack (const char *path,
                   const char *db_path,
                   const char *album,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  Unpack unpack = {path, name, db_path, album, 0, FALSE, cancellable};
  GStatBuf info;

  if (g_stat (path, &info) != 0) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND,
                 _ ("There is no backup “%s”."), name);
    return FALSE;
  }
  unpack.left = (gint64)info.st_size * MAX_GROWTH + ROOM;
  return unpack_all (&unpack, error) && check_database (&unpack, error);
}
