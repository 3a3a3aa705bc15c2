#include "catalog/store-file.h"

#include "catalog/error.h"
#include "catalog/partial.h"
#include "catalog/schema.h"
#include "catalog/store-sql.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MAGIC "SQLite format 3"
#define HEADER 100
#define AT_USER_VERSION 60
#define AT_APPLICATION_ID 68

static guint32
big_endian (const guint8 *bytes)
{
  return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
}

static void
fail (GError **error, EtaCatalogError code, const char *sentence, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, ETA_CATALOG_ERROR, code, sentence, name);
}

/* Through SQLite, never with open() and close(): closing any descriptor of a file gives up all
 * POSIX locks that the process has on it, also those of a catalog that is open here. Another
 * program would then take itself for the last one and delete the log that this one writes to
 * (sqlite.org/howtocorrupt.html, 2.2). */
static gboolean
read_bytes (const char *path, guint8 *bytes, int n)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);
  g_autofree char *full = g_malloc0 (vfs->mxPathname + 1);
  g_autofree sqlite3_file *file = g_malloc0 (vfs->szOsFile);
  sqlite3_filename name;
  int rc = vfs->xFullPathname (vfs, path, vfs->mxPathname + 1, full);

  if ((rc & 0xff) != SQLITE_OK)
    return FALSE;
  name = sqlite3_create_filename (full, "", "", 0, NULL);
  rc = vfs->xOpen (vfs, name, file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, NULL);
  if (rc == SQLITE_OK)
    rc = file->pMethods->xRead (file, bytes, n, 0);
  if (file->pMethods)
    file->pMethods->xClose (file);
  sqlite3_free_filename (name);
  return rc == SQLITE_OK;
}

/* Bytes read, or -1. */
static gssize
read_header (const char *path, guint8 *header, GError **error)
{
  GStatBuf about = {0};
  int n;

  if (g_stat (path, &about) != 0 && errno == ENOENT) {
    g_autofree char *shown = g_filename_display_name (path);
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND,
                 _ ("There is no catalog “%s”. Perhaps it was moved, or its disk is not attached."),
                 shown);
    return -1;
  }
  n = S_ISREG (about.st_mode) ? (int)MIN (about.st_size, HEADER) : 0;
  if (g_access (path, R_OK) != 0 || (n > 0 && !read_bytes (path, header, n))) {
    fail (error, ETA_CATALOG_ERROR_READ_ONLY,
          _ ("“%s” cannot be read. Ask its owner for the right to read it."), path);
    return -1;
  }
  return n;
}

gboolean
eta_file_examine (const char *path, guint32 *version, GError **error)
{
  guint8 header[HEADER];
  gssize got;

  *version = 0;
  if (g_file_test (path, G_FILE_TEST_IS_DIR)) {
    fail (error, ETA_CATALOG_ERROR_INPUT,
          _ ("“%s” is a folder, not a catalog. Choose the file that ends in “.etalasedb”."), path);
    return FALSE;
  }
  got = read_header (path, header, error);
  if (got < 0)
    return FALSE;
  if (got == 0) {
    fail (error, ETA_CATALOG_ERROR_INPUT,
          _ ("“%s” is empty. Restore the newest backup, or choose another file."), path);
    return FALSE;
  }
  if (got < HEADER || memcmp (header, MAGIC, sizeof MAGIC) != 0 ||
      big_endian (header + AT_APPLICATION_ID) != ETA_APPLICATION_ID) {
    fail (error, ETA_CATALOG_ERROR_INPUT,
          _ ("“%s” is not an Etalase catalog. It was left untouched; choose a file that ends in "
             "“.etalasedb”."),
          path);
    return FALSE;
  }
  *version = big_endian (header + AT_USER_VERSION);
  return TRUE;
}

gboolean
eta_file_is_writable (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_access (path, W_OK) == 0 && g_access (folder, W_OK) == 0)
    return TRUE;
  fail (error, ETA_CATALOG_ERROR_READ_ONLY,
        _ ("“%s” cannot be written to. Look at it without changing it, or copy it to a folder of "
           "your own."),
        path);
  return FALSE;
}

/* --- making ----------------------------------------------------------------------------------- */

/* Short, since it stands in every SKU on a marketplace; 40 bits keep 1,410 catalogs apart. */
static char *
new_org (void)
{
  static const char letters[] = "abcdefghjkmnpqrstvwxyz0123456789";
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 bytes[32];
  gsize n = sizeof bytes;
  char *org = g_malloc0 (9);

  g_checksum_update (sum, (const guchar *)uuid, -1);
  g_checksum_get_digest (sum, bytes, &n);
  for (guint i = 0; i < 8; i++)
    org[i] = letters[bytes[i] % 32];
  return org;
}

static int
fill (sqlite3 *db)
{
  guint n;
  const EtaSchemaStep *steps = eta_schema_steps (&n);
  g_autofree char *org = new_org ();
  g_autofree char *sql = g_strdup_printf ("INSERT INTO setting VALUES ('org', '%s')", org);
  int rc = eta_schema_upgrade (db, steps, n, NULL);

  return rc == SQLITE_OK ? sqlite3_exec (db, sql, NULL, NULL, NULL) : rc;
}

static gboolean
make (const char *path, const char *name, GError **error)
{
  sqlite3 *db = NULL;
  int rc = sqlite3_open_v2 (path, &db,
                            SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);

  if (rc == SQLITE_OK)
    rc = fill (db);
  if (rc != SQLITE_OK)
    eta_sql_fail_named (db, name, rc, error);
  sqlite3_close_v2 (db);
  return rc == SQLITE_OK;
}

/* Never over a file that somebody else made meanwhile. */
static gboolean
put_in_place (const char *from, const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno == EEXIST)
    return g_unlink (from) == 0;
  /* The file system does not know the flag. */
  return !g_file_test (to, G_FILE_TEST_EXISTS) && g_rename (from, to) == 0;
}

gboolean
eta_file_create (const char *path, GError **error)
{
  g_autofree char *partial = NULL;
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  gboolean done;
  int fd;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR)) {
    fail (error, ETA_CATALOG_ERROR_NOT_FOUND,
          _ ("There is no folder “%s”. Choose a folder that is there."), folder);
    return FALSE;
  }
  fd = eta_partial_open (path, &partial);
  if (fd < 0)
    return eta_sql_fail_named (NULL, name, errno == ENOSPC ? SQLITE_FULL : SQLITE_CANTOPEN, error);
  done = make (partial, name, error);
  /* Before it has its name, see read_bytes. */
  close (fd);
  if (done && !put_in_place (partial, path)) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_FAILED,
                 _ ("The catalog “%s” could not be made: %s."), name, g_strerror (errno));
    done = FALSE;
  }
  if (!done) {
    eta_partial_remove (partial);
    return FALSE;
  }
  eta_file_sync_folder (path);
  return TRUE;
}

void
eta_file_sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

/* --- where it lies ---------------------------------------------------------------------------- */

static char *
ask_fs_type (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info =
      g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_TYPE, NULL, NULL);

  return info ? g_strdup (g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_FILESYSTEM_TYPE))
              : NULL;
}

char *(*eta_store_fs_type) (const char *path) = ask_fs_type;

gboolean
eta_file_is_far (const char *path)
{
  static const char *const far[] = {"nfs",  "smb",  "cifs", "fuse",   "afs",   "ncp", "9p",
                                    "v9fs", "coda", "ceph", "webdav", "davfs", NULL};
  g_autofree char *type = eta_store_fs_type (path);

  for (guint i = 0; type && far[i]; i++) {
    if (g_str_has_prefix (type, far[i]))
      return TRUE;
  }
  return FALSE;
}

char *
eta_file_copy_name (const char *path, gint64 version)
{
  const char *suffix = g_str_has_suffix (path, ".etalasedb") ? ".etalasedb" : "";
  const int stem = (int)(strlen (path) - strlen (suffix));

  for (guint i = 1;; i++) {
    g_autofree char *number = i > 1 ? g_strdup_printf (" (%u)", i) : g_strdup ("");
    g_autofree char *name = g_strdup_printf ("%.*s before upgrade v%" G_GINT64_FORMAT "%s%s", stem,
                                             path, version, number, suffix);

    if (!g_file_test (name, G_FILE_TEST_EXISTS))
      return g_steal_pointer (&name);
  }
}
