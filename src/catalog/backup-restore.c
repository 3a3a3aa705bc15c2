#include "catalog/backup-unpack.h"
#include "catalog/backup.h"
#include "catalog/error.h"
#include "catalog/store-file.h"
#include "catalog/store-sql.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* The names of one restore; each is a catalog and, beside it, its album. */
typedef struct {
  char *catalog, *album;         /* where it shall be */
  char *new_catalog, *new_album; /* unpacked */
  char *old_catalog, *old_album; /* what was there is kept so */
} Places;

static void
places_clear (Places *places)
{
  g_free (places->catalog);
  g_free (places->album);
  g_free (places->new_catalog);
  g_free (places->new_album);
  g_free (places->old_catalog);
  g_free (places->old_album);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Places, places_clear)

/* "toko before restore 2026-11-25.etalasedb", numbered when that is there. */
static char *
kept_name (const char *catalog)
{
  const char *suffix = g_str_has_suffix (catalog, ".etalasedb") ? ".etalasedb" : "";
  const int stem = (int)(strlen (catalog) - strlen (suffix));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");

  for (guint i = 1;; i++) {
    g_autofree char *number = i > 1 ? g_strdup_printf (" (%u)", i) : g_strdup ("");
    g_autofree char *name =
        g_strdup_printf ("%.*s before restore %s%s%s", stem, catalog, date, number, suffix);
    g_autofree char *album = eta_store_album_path (name);

    if (!g_file_test (name, G_FILE_TEST_EXISTS) && !g_file_test (album, G_FILE_TEST_EXISTS))
      return g_steal_pointer (&name);
  }
}

static void
places_init (Places *places, const char *catalog_path)
{
  g_autofree char *uuid = g_uuid_string_random ();

  places->catalog = g_canonicalize_filename (catalog_path, NULL);
  places->album = eta_store_album_path (places->catalog);
  places->new_catalog = g_strdup_printf ("%s.%s.partial", places->catalog, uuid);
  places->new_album = g_strdup_printf ("%s.%s.partial", places->album, uuid);
  places->old_catalog = kept_name (places->catalog);
  places->old_album = eta_store_album_path (places->old_catalog);
}

/* The partial album is ours alone: two levels of plain files. */
static void
remove_album (const char *album)
{
  g_autoptr (GDir) dir = g_dir_open (album, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *folder = g_build_filename (album, name, NULL);
    g_autoptr (GDir) inner = g_dir_open (folder, 0, NULL);
    const char *file;

    while (inner && (file = g_dir_read_name (inner))) {
      g_autofree char *path = g_build_filename (folder, file, NULL);
      g_unlink (path);
    }
    g_rmdir (folder);
  }
  g_rmdir (album);
}

/* Folds the journal into the file, which needs it alone. A damaged file is kept as it is. */
static gboolean
settle (const Places *places, GError **error)
{
  g_autofree char *name = g_filename_display_basename (places->catalog);
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  gboolean busy = FALSE;
  guint32 version;

  if (!eta_file_examine (places->catalog, &version, NULL))
    return TRUE;
  if (sqlite3_open_v2 (places->catalog, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
      sqlite3_prepare_v2 (db, "PRAGMA journal_mode = DELETE", -1, &stmt, NULL) == SQLITE_OK) {
    const int rc = sqlite3_step (stmt);

    busy =
        (rc & 0xff) == SQLITE_BUSY || (rc & 0xff) == SQLITE_LOCKED ||
        (rc == SQLITE_ROW && g_strcmp0 ((const char *)sqlite3_column_text (stmt, 0), "wal") == 0);
  }
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  if (busy)
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_LOCKED,
                 _ ("“%s” is open in another window or program. Close it there and try again."),
                 name);
  return !busy;
}

/* TRUE when FROM is not there. */
static gboolean
move_if_there (const char *from, const char *to)
{
  return !g_file_test (from, G_FILE_TEST_EXISTS) || g_rename (from, to) == 0;
}

/* A damaged catalog may have a journal that could not be folded in: it goes with it. */
static void
move_journals (const char *from, const char *to)
{
  static const char *const endings[] = {"-wal", "-shm", "-journal"};

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_autofree char *a = g_strconcat (from, endings[i], NULL);
    g_autofree char *b = g_strconcat (to, endings[i], NULL);
    (void)move_if_there (a, b);
  }
}

/* One way or back: four renames, of which each waits for the one before. */
static gboolean
swap (const Places *places, guint *done)
{
  const char *const moves[][2] = {
      {places->catalog, places->old_catalog},
      {places->album, places->old_album},
      {places->new_album, places->album},
      {places->new_catalog, places->catalog},
  };

  for (; *done < G_N_ELEMENTS (moves); (*done)++) {
    if (!move_if_there (moves[*done][0], moves[*done][1]))
      return FALSE;
    if (*done == 0)
      move_journals (places->catalog, places->old_catalog);
  }
  return TRUE;
}

static void
swap_back (const Places *places, guint done)
{
  if (done > 2)
    (void)move_if_there (places->album, places->new_album);
  if (done > 1)
    (void)move_if_there (places->old_album, places->album);
  if (done > 0 && move_if_there (places->old_catalog, places->catalog))
    move_journals (places->old_catalog, places->catalog);
}

static void
sync_disk (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    return;
  syncfs (fd);
  close (fd);
}

static gboolean
put_in_place (const Places *places, GError **error)
{
  guint done = 0;

  sync_disk (places->new_catalog);
  if (swap (places, &done)) {
    eta_file_sync_folder (places->catalog);
    return TRUE;
  }
  eta_backup_write_failed (places->catalog, errno, error);
  swap_back (places, done);
  return FALSE;
}

gboolean
eta_backup_restore (const char *path,
                    const char *catalog_path,
                    GCancellable *cancellable,
                    GError **error)
{
  g_auto (Places) places = {NULL};
  gboolean done;

  places_init (&places, catalog_path);
  done = eta_backup_unpack (path, places.new_catalog, places.new_album, cancellable, error) &&
         settle (&places, error) && put_in_place (&places, error);
  if (!done) {
    g_unlink (places.new_catalog);
    remove_album (places.new_album);
  }
  return done;
}
