#include "photos/album.h"
#include "pixels.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
  char *folder;
  EtaAlbum *album;
  EtaIntakeResult photo;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autofree char *catalog = NULL;
  g_autoptr (GBytes) bytes = fixture ("ori6.jpg");
  EtaIntakeOptions options = {.keep_original = TRUE};
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("album-XXXXXX", NULL);
  catalog = g_build_filename (f->folder, "Kopi Ijen.etalasedb", NULL);
  f->album = eta_album_open (catalog, &error);
  g_assert_no_error (error);
  g_assert_true (eta_intake_bytes (bytes, "x", &options, &f->photo, NULL, NULL));
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_all (child);
  }
  g_remove (path);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  eta_intake_result_clear (&f->photo);
  eta_album_unref (f->album);
  remove_all (f->folder);
  g_free (f->folder);
}

static void
add (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  eta_album_add (f->album, &f->photo, &error);
  g_assert_no_error (error);
}

/* Files in the album, leftovers too. */
static guint
count_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  if (dir == NULL)
    return g_file_test (path, G_FILE_TEST_EXISTS) ? 1 : 0;
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    n += count_files (child);
  }
  return n;
}

/* Gives the file at SIZE new CONTENT (NULL: removes it). */
static void
spoil (Fixture *f, EtaAlbumSize size, const char *content)
{
  g_autofree char *path = eta_album_path (f->album, f->photo.sha256, size);

  if (content == NULL)
    g_assert_cmpint (g_unlink (path), ==, 0);
  else
    g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static GHashTable *
set_of (const char *sha256)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  if (sha256 != NULL)
    g_hash_table_add (set, (gpointer)sha256);
  return set;
}

static void
test_names (Fixture *f, gconstpointer unused)
{
  g_autofree char *folder = g_build_filename (f->folder, "Kopi Ijen.photos", NULL);
  g_autofree char *name =
      g_strdup_printf ("%s/%.2s/%s.t.jpg", folder, f->photo.sha256, f->photo.sha256);
  g_autofree char *path = eta_album_path (f->album, f->photo.sha256, ETA_ALBUM_THUMB);
  g_autofree char *upper = g_ascii_strup (f->photo.sha256, -1);
  g_autoptr (EtaAlbum) other = eta_album_open ("/x/list.db", NULL);

  g_assert_cmpstr (eta_album_folder (f->album), ==, folder);
  g_assert_cmpstr (path, ==, name);
  g_assert_cmpstr (eta_album_folder (other), ==, "/x/list.db.photos");
  g_assert_null (eta_album_path (f->album, "../../../etc/passwd", ETA_ALBUM_FULL));
  g_assert_null (eta_album_path (f->album, upper, ETA_ALBUM_FULL));
  g_assert_null (eta_album_path (f->album, NULL, ETA_ALBUM_FULL));
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_add (Fixture *f, gconstpointer unused)
{
  g_assert_false (eta_album_has (f->album, f->photo.sha256, ETA_ALBUM_FULL));
  add (f);
  for (EtaAlbumSize size = ETA_ALBUM_FULL; size <= ETA_ALBUM_ORIGINAL; size++) {
    g_autofree char *path = eta_album_path (f->album, f->photo.sha256, size);
    GBytes *wanted[] = {f->photo.full, f->photo.thumb, f->photo.original};
    g_autoptr (GBytes) bytes = NULL;
    char *content;
    gsize len;

    g_assert_true (eta_album_has (f->album, f->photo.sha256, size));
    g_assert_true (g_file_get_contents (path, &content, &len, NULL));
    bytes = g_bytes_new_take (content, len);
    g_assert_true (g_bytes_equal (bytes, wanted[size]));
  }
  g_assert_cmpuint (count_files (f->folder), ==, 3);
}

/* The second time nothing is written; the file's time alone is renewed. */
static void
test_add_twice (Fixture *f, gconstpointer unused)
{
  g_autofree char *path = eta_album_path (f->album, f->photo.sha256, ETA_ALBUM_FULL);
  struct timespec old[2] = {{1000, 0}, {1000, 0}};
  GStatBuf first, second;

  add (f);
  g_assert_cmpint (utimensat (AT_FDCWD, path, old, 0), ==, 0);
  g_assert_cmpint (g_stat (path, &first), ==, 0);
  add (f);
  g_assert_cmpint (g_stat (path, &second), ==, 0);
  g_assert_cmpuint (first.st_ino, ==, second.st_ino);
  g_assert_cmpint (second.st_mtime, >, 1000);
  g_assert_cmpuint (count_files (f->folder), ==, 3);
}

static void
test_add_heals (Fixture *f, gconstpointer unused)
{
  g_autoptr (GHashTable) wanted = set_of (f->photo.sha256);
  g_autoptr (GPtrArray) remarks = NULL;

  add (f);
  spoil (f, ETA_ALBUM_FULL, "half a pict");
  spoil (f, ETA_ALBUM_THUMB, NULL);
  add (f);
  remarks = eta_album_check (f->album, wanted, NULL, NULL);
  g_assert_cmpuint (remarks->len, ==, 0);
}

static void
test_sweep (Fixture *f, gconstpointer unused)
{
  g_autoptr (GHashTable) keep = set_of (f->photo.sha256), none = set_of (NULL);
  g_autofree char *sub = g_strdup_printf ("%s/%.2s", eta_album_folder (f->album), f->photo.sha256);
  g_autofree char *leftover = g_build_filename (sub, ".tmp-Ab12Cd", NULL);
  g_autofree char *foreign = g_build_filename (sub, "Thumbs.db", NULL);
  guint n = 99;

  g_assert_true (eta_album_sweep (f->album, none, 0, &n, NULL, NULL)); /* no album yet */
  g_assert_cmpuint (n, ==, 0);
  add (f);
  g_assert_true (g_file_set_contents (leftover, "crash", -1, NULL));
  g_assert_true (g_file_set_contents (foreign, "not ours", -1, NULL));
  g_assert_true (eta_album_sweep (f->album, none, 3600, &n, NULL, NULL)); /* all is new */
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (count_files (sub), ==, 5);
  g_assert_true (eta_album_sweep (f->album, keep, 0, &n, NULL, NULL));
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (count_files (sub), ==, 4);
  g_assert_false (g_file_test (leftover, G_FILE_TEST_EXISTS));
  g_assert_true (eta_album_sweep (f->album, none, 0, &n, NULL, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (count_files (sub), ==, 1);
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
}

static void
test_sweep_cancelled (Fixture *f, gconstpointer unused)
{
  g_autoptr (GHashTable) none = set_of (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  add (f);
  g_cancellable_cancel (cancellable);
  g_assert_false (eta_album_sweep (f->album, none, 0, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
assert_fault (Fixture *f, EtaAlbumFault fault)
{
  g_autoptr (GHashTable) wanted = set_of (f->photo.sha256);
  g_autoptr (GPtrArray) remarks = eta_album_check (f->album, wanted, NULL, NULL);
  const EtaAlbumRemark *remark;

  g_assert_cmpuint (remarks->len, ==, 1);
  remark = remarks->pdata[0];
  g_assert_cmpint (remark->fault, ==, fault);
  g_assert_cmpstr (remark->sha256, ==, f->photo.sha256);
}

/* What is wrong is named, and mended from what is left. */
static void
test_check_and_mend (Fixture *f, gconstpointer unused)
{
  g_autoptr (GHashTable) wanted = set_of (f->photo.sha256);
  g_autoptr (GPtrArray) remarks = NULL;
  g_autoptr (GError) error = NULL;

  assert_fault (f, ETA_ALBUM_MISSING);
  g_assert_false (eta_album_mend (f->album, f->photo.sha256, NULL, &error));
  g_assert_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_INCOMPLETE);
  add (f);
  spoil (f, ETA_ALBUM_THUMB, NULL);
  assert_fault (f, ETA_ALBUM_THUMB_ABSENT);
  g_assert_true (eta_album_mend (f->album, f->photo.sha256, NULL, NULL));
  spoil (f, ETA_ALBUM_FULL, "\xff\xd8\xff damaged");
  assert_fault (f, ETA_ALBUM_DAMAGED);
  g_assert_true (eta_album_mend (f->album, f->photo.sha256, NULL, NULL));
  spoil (f, ETA_ALBUM_FULL, NULL);
  assert_fault (f, ETA_ALBUM_MISSING);
  g_assert_true (eta_album_mend (f->album, f->photo.sha256, NULL, NULL));
  remarks = eta_album_check (f->album, wanted, NULL, NULL);
  g_assert_cmpuint (remarks->len, ==, 0);
  spoil (f, ETA_ALBUM_FULL, "x");
  spoil (f, ETA_ALBUM_ORIGINAL, NULL);
  g_clear_error (&error);
  g_assert_false (eta_album_mend (f->album, f->photo.sha256, NULL, &error));
  g_assert_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_INCOMPLETE);
}

/* A flipped bit that leaves the size as it was: found by check, and mend does not trust the size.
 */
static void
test_rot (Fixture *f, gconstpointer unused)
{
  g_autofree char *path = eta_album_path (f->album, f->photo.sha256, ETA_ALBUM_FULL);
  g_autofree char *content = NULL;
  g_autoptr (GHashTable) wanted = set_of (f->photo.sha256);
  g_autoptr (GPtrArray) remarks = NULL;
  gsize len;

  add (f);
  g_assert_true (g_file_get_contents (path, &content, &len, NULL));
  content[len / 2] ^= 1;
  g_assert_true (g_file_set_contents (path, content, len, NULL));
  assert_fault (f, ETA_ALBUM_DAMAGED);
  g_assert_true (eta_album_mend (f->album, f->photo.sha256, NULL, NULL));
  remarks = eta_album_check (f->album, wanted, NULL, NULL);
  g_assert_cmpuint (remarks->len, ==, 0);
}

/* The limit on a file's length stands for the full disk; a test need not be root to have one. */
static void
test_disk_full (Fixture *f, gconstpointer unused)
{
  gsize thumb = g_bytes_get_size (f->photo.thumb), room = thumb + 100;
  struct rlimit limit = {room, room};
  g_autoptr (GError) error = NULL;

  if (!g_test_subprocess ()) {
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_passed ();
    return;
  }
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_clear_pointer (&f->photo.original, g_bytes_unref);
  g_assert_cmpuint (g_bytes_get_size (f->photo.full), >, room);
  g_assert_false (eta_album_add (f->album, &f->photo, &error));
  g_assert_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, eta_album_folder (f->album)));
  g_assert_false (eta_album_has (f->album, f->photo.sha256, ETA_ALBUM_FULL));
  g_assert_false (g_file_test (eta_album_folder (f->album), G_FILE_TEST_EXISTS));
}

static void
test_bad_folder (Fixture *f, gconstpointer unused)
{
  g_autofree char *catalog = g_build_filename (f->folder, "a.etalasedb", NULL);
  g_autofree char *folder = g_build_filename (f->folder, "a.photos", NULL);
  g_autofree char *nowhere = g_build_filename (f->folder, "none", "b.etalasedb", NULL);
  g_autoptr (EtaAlbum) album = eta_album_open (nowhere, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  g_assert_null (eta_album_open (catalog, &error));
  g_assert_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_ALBUM);
  g_clear_error (&error);
  g_assert_nonnull (album);
  g_assert_false (eta_album_add (album, &f->photo, &error));
  g_assert_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_ALBUM);
  g_assert_nonnull (strstr (error->message, eta_album_folder (album)));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/album/names", test_names);
  ADD ("/album/add", test_add);
  ADD ("/album/add-twice", test_add_twice);
  ADD ("/album/add-heals", test_add_heals);
  ADD ("/album/sweep", test_sweep);
  ADD ("/album/sweep-cancelled", test_sweep_cancelled);
  ADD ("/album/check-and-mend", test_check_and_mend);
  ADD ("/album/rot", test_rot);
  ADD ("/album/disk-full", test_disk_full);
  ADD ("/album/bad-folder", test_bad_folder);
  return g_test_run ();
}
