#include "catalog/backup-unpack.h"
#include "catalog/backup.h"
#include "catalog/error.h"
#include "catalog/partial.h"
#include "catalog/store-file.h"
#include "catalog/store-sql.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* A restore may be killed at any moment: until its last rename the old catalog stands whole in its
 * place, from then on the new one. Photos are called by their content, so those of the backup are
 * put beside those that are there; what is kept of the old catalog has links to its own. */
typedef struct {
  char *work; /* a folder beside the catalog, removed afterwards */
  int lock;
  char *catalog, *album;         /* where it shall be */
  char *new_catalog, *new_album; /* unpacked, in the work folder */
  char *copy, *copy_album;       /* of what was there, in the work folder … */
  char *old_catalog, *old_album; /* … and then kept so */
} Places;

static void
places_clear (Places *places)
{
  if (places->work) {
    eta_partial_remove (places->work);
    close (places->lock);
  }
  g_free (places->work);
  g_free (places->catalog);
  g_free (places->album);
  g_free (places->new_catalog);
  g_free (places->new_album);
  g_free (places->copy);
  g_free (places->copy_album);
  g_free (places->old_catalog);
  g_free (places->old_album);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Places, places_clear)

static const char *const journals[] = {"-wal", "-shm", "-journal"};

/* "toko before restore 2026-11-25.etalasedb", or "toko damaged …"; numbered when that is there. */
static char *
kept_name (const char *catalog, gboolean sound)
{
  const char *suffix = g_str_has_suffix (catalog, ".etalasedb") ? ".etalasedb" : "";
  const int stem = (int)(strlen (catalog) - strlen (suffix));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");

  for (guint i = 1;; i++) {
    g_autofree char *number = i > 1 ? g_strdup_printf (" (%u)", i) : g_strdup ("");
    g_autofree char *name =
        g_strdup_printf ("%.*s %s %s%s%s", stem, catalog, sound ? "before restore" : "damaged",
                         date, number, suffix);
    g_autofree char *album = eta_store_album_path (name);

    if (!g_file_test (name, G_FILE_TEST_EXISTS) && !g_file_test (album, G_FILE_TEST_EXISTS))
      return g_steal_pointer (&name);
  }
}

static gboolean
places_init (Places *places, const char *catalog_path, GError **error)
{
  places->catalog = g_canonicalize_filename (catalog_path, NULL);
  places->album = eta_store_album_path (places->catalog);
  places->lock = eta_partial_make_folder (places->catalog, &places->work);
  if (places->lock < 0)
    return eta_backup_write_failed (places->catalog, errno, error);
  places->new_catalog = g_build_filename (places->work, "new", NULL);
  places->new_album = g_build_filename (places->work, "new.photos", NULL);
  places->copy = g_build_filename (places->work, "old", NULL);
  places->copy_album = g_build_filename (places->work, "old.photos", NULL);
  return TRUE;
}

/* Folds the journal into the file, which needs it alone. (Not by changing its journal mode: killed
 * in that, it would leave a journal that nothing removes.) A damaged file is kept as it is. */
static gboolean
settle (const Places *places, GError **error)
{
  g_autofree char *name = g_filename_display_basename (places->catalog);
  sqlite3 *db = NULL;
  guint32 version;
  int rc;

  if (!eta_file_examine (places->catalog, &version, NULL))
    return TRUE;
  rc = sqlite3_open_v2 (places->catalog, &db, SQLITE_OPEN_READWRITE, NULL);
  if (rc == SQLITE_OK)
    rc = sqlite3_busy_timeout (db, eta_store_patience);
  if (rc == SQLITE_OK)
    rc = sqlite3_exec (db,
                       "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;"
                       " PRAGMA wal_checkpoint (TRUNCATE)",
                       NULL, NULL, NULL);
  sqlite3_close (db);
  if ((rc & 0xff) != SQLITE_BUSY && (rc & 0xff) != SQLITE_LOCKED)
    return TRUE;
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_LOCKED,
               _ ("“%s” is open in another window or program. Close it there and try again."),
               name);
  return FALSE;
}

/* --- keeping what is there -------------------------------------------------------------------- */

static gboolean
copy_file (const char *from, const char *to, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) a = g_file_new_for_path (from);
  g_autoptr (GFile) b = g_file_new_for_path (to);
  g_autoptr (GError) failed = NULL;

  if (g_file_copy (a, b, G_FILE_COPY_NONE, cancellable, NULL, NULL, &failed))
    return TRUE;
  if (g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_propagate_error (error, g_steal_pointer (&failed));
    return FALSE;
  }
  return eta_backup_write_failed (
      to, g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ? ENOSPC : EIO, error);
}

/* Some file systems have no links. */
static gboolean
link_file (const char *from, const char *to, GCancellable *cancellable, GError **error)
{
  return link (from, to) == 0 || copy_file (from, to, cancellable, error);
}

static gboolean
move_file (const char *from, const char *to, GCancellable *cancellable, GError **error)
{
  return g_rename (from, to) == 0 || eta_backup_write_failed (to, errno, error);
}

typedef gboolean (*Each) (const char *from, const char *to, GCancellable *c, GError **error);

/* Every file of the album FROM, two levels of plain files, to the same place in TO. */
static gboolean
each_photo (const char *from, const char *to, Each each, GCancellable *cancellable, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  gboolean done = TRUE;
  const char *name;

  if (dir && g_mkdir_with_parents (to, 0755) != 0)
    return eta_backup_write_failed (to, errno, error);
  while (done && dir && (name = g_dir_read_name (dir))) {
    g_autofree char *a = g_build_filename (from, name, NULL);
    g_autofree char *b = g_build_filename (to, name, NULL);

    if (g_file_test (a, G_FILE_TEST_IS_DIR))
      done = each_photo (a, b, each, cancellable, error);
    else
      done = each (a, b, cancellable, error);
    done = done && !g_cancellable_set_error_if_cancelled (cancellable, error);
  }
  return done;
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
is_sound (const char *catalog)
{
  guint32 version;

  return eta_file_examine (catalog, &version, NULL) && eta_backup_is_sound (catalog, "", NULL);
}

/* A copy, not a link: a database with two names has two journals. A damaged one may have a journal
 * that could not be folded in, which goes with it. */
static gboolean
copy_old (const Places *places, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (journals); i++) {
    g_autofree char *journal = g_strconcat (places->catalog, journals[i], NULL);
    g_autofree char *kept = g_strconcat (places->old_catalog, journals[i], NULL);

    if (g_file_test (journal, G_FILE_TEST_EXISTS) && !copy_file (journal, kept, cancellable, error))
      return FALSE;
  }
  return copy_file (places->catalog, places->copy, cancellable, error) &&
         each_photo (places->album, places->copy_album, link_file, cancellable, error);
}

static void
forget_old (const Places *places)
{
  if (!places->old_catalog)
    return;
  eta_partial_remove (places->old_catalog);
  eta_partial_remove (places->old_album);
}

static gboolean
keep_old (Places *places, GCancellable *cancellable, GError **error)
{
  const gboolean has_album = g_file_test (places->album, G_FILE_TEST_IS_DIR);

  if (!g_file_test (places->catalog, G_FILE_TEST_EXISTS))
    return TRUE;
  places->old_catalog = kept_name (places->catalog, is_sound (places->catalog));
  places->old_album = eta_store_album_path (places->old_catalog);
  if (copy_old (places, cancellable, error)) {
    sync_disk (places->work);
    if ((!has_album || move_file (places->copy_album, places->old_album, NULL, error)) &&
        move_file (places->copy, places->old_catalog, NULL, error))
      return TRUE;
  }
  forget_old (places);
  return FALSE;
}

/* --- the new one ------------------------------------------------------------------------------ */

static gboolean
put_in_place (const Places *places, GError **error)
{
  if (!each_photo (places->new_album, places->album, move_file, NULL, error))
    return FALSE;
  sync_disk (places->work);
  /* They would be taken for the new one's. */
  for (guint i = 0; i < G_N_ELEMENTS (journals); i++) {
    g_autofree char *journal = g_strconcat (places->catalog, journals[i], NULL);
    g_unlink (journal);
  }
  if (!move_file (places->new_catalog, places->catalog, NULL, error))
    return FALSE;
  eta_file_sync_folder (places->catalog);
  return TRUE;
}

gboolean
eta_backup_restore (const char *path,
                    const char *catalog_path,
                    char **kept,
                    GCancellable *cancellable,
                    GError **error)
{
  g_auto (Places) places = {NULL};

  if (kept)
    *kept = NULL;
  if (!places_init (&places, catalog_path, error) ||
      !eta_backup_unpack (path, places.new_catalog, places.new_album, cancellable, error) ||
      !settle (&places, error) || !keep_old (&places, cancellable, error))
    return FALSE;
  if (!put_in_place (&places, error)) {
    forget_old (&places);
    return FALSE;
  }
  if (kept)
    *kept = g_steal_pointer (&places.old_catalog);
  return TRUE;
}

/* --- a copy to work on ------------------------------------------------------------------------ */

static int
vacuum (const char *from, gboolean immutable, const char *to)
{
  g_autofree char *uri = g_filename_to_uri (from, NULL, NULL);
  g_autofree char *name = g_strconcat (uri, immutable ? "?immutable=1" : "", NULL);
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_open_v2 (name, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_busy_timeout (db, eta_store_patience);
  if (rc == SQLITE_OK)
    rc = sqlite3_prepare_v2 (db, "VACUUM INTO ?", -1, &stmt, NULL);
  if (rc == SQLITE_OK)
    rc = sqlite3_bind_text (stmt, 1, to, -1, SQLITE_STATIC);
  if (rc == SQLITE_OK)
    rc = sqlite3_step (stmt);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return rc;
}

static gboolean
copy_to (const char *catalog_path, const Places *places, GCancellable *cancellable, GError **error)
{
  g_autofree char *album = eta_store_album_path (catalog_path);
  g_autofree char *name = g_filename_display_basename (catalog_path);
  int rc = vacuum (catalog_path, FALSE, places->new_catalog);

  /* As in connect_any of store.c: without the right to write beside it. */
  if ((rc & 0xff) == SQLITE_CANTOPEN || (rc & 0xff) == SQLITE_READONLY)
    rc = vacuum (catalog_path, TRUE, places->new_catalog);
  if (rc != SQLITE_DONE)
    return eta_sql_fail_named (NULL, name, rc, error);
  if (!eta_backup_is_sound (places->new_catalog, name, error) ||
      !each_photo (album, places->new_album, copy_file, cancellable, error))
    return FALSE;
  sync_disk (places->work);
  return put_in_place (places, error);
}

gboolean
eta_backup_copy (const char *catalog_path,
                 const char *path,
                 GCancellable *cancellable,
                 GError **error)
{
  g_auto (Places) places = {NULL};
  g_autofree char *from = g_canonicalize_filename (catalog_path, NULL);
  guint32 version;

  if (g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_autofree char *name = g_filename_display_basename (path);
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_EXISTS,
                 _ ("There is a “%s” already. Choose another name."), name);
    return FALSE;
  }
  return eta_file_examine (from, &version, error) && places_init (&places, path, error) &&
         copy_to (from, &places, cancellable, error);
}
