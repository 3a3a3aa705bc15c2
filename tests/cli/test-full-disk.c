/* A disk without room, a real one: a tmpfs of a few megabytes in a mount namespace of the test's
 * own. Whatever does not fit is refused with a sentence and exit code 3, leaves nothing half-made,
 * and goes through once there is room. Needs the right to mount; SKIP where there is none. */
#include <sched.h>
#include <sys/mount.h>
#include <sys/statvfs.h>

#include "run-cli.h"

/* Bytes. The sample with its photos takes some 8 MB. */
#define TOO_SMALL "size=3m"
#define ROOMY "size=24m"
#define LEFT (80 * 1024) /* SQLite needs 32 KB beside a catalog to open it at all */

static gboolean
mount_disk (Cli *cli, const char *size)
{
  /* Seen by this process and its children alone, and gone with them. */
  if (unshare (CLONE_NEWNS) != 0 || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
      mount ("tmpfs", cli->folder, "tmpfs", 0, size) != 0) {
    g_autofree char *why = g_strdup_printf ("cannot mount a disk: %s", g_strerror (errno));
    g_test_skip (why);
    return FALSE;
  }
  return TRUE;
}

static void
full_teardown (Cli *cli, gconstpointer unused)
{
  umount2 (cli->folder, MNT_DETACH);
  cli_teardown (cli, NULL);
}

static goffset
room (Cli *cli)
{
  struct statvfs fs;

  g_assert_cmpint (statvfs (cli->folder, &fs), ==, 0);
  return (goffset)fs.f_bavail * fs.f_bsize;
}

/* Leaves LEFT bytes. */
static void
fill (Cli *cli)
{
  g_autofree char *path = g_build_filename (cli->folder, "filler", NULL);
  const gsize size = room (cli) - LEFT;
  g_autofree char *zeros = g_malloc0 (size);

  g_assert_true (g_file_set_contents (path, zeros, size, NULL));
}

static void
make_room (Cli *cli)
{
  g_autofree char *path = g_build_filename (cli->folder, "filler", NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  for (const char *name; dir && (name = g_dir_read_name (dir));) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    n += g_file_test (path, G_FILE_TEST_IS_DIR) ? count_files (path) : 1;
  }
  return n;
}

static guint
count_photos (Cli *cli)
{
  g_assert_cmpint (run (cli, "photo", "list", "KOPI-AR-250", NULL), ==, 0);
  return count_lines (cli->out);
}

static void
assert_refused (Cli *cli)
{
  g_assert_cmpint (cli->status, ==, 3);
  g_assert_true (strstr (cli->err, "room") || strstr (cli->err, "full"));
}

static void
assert_sound (Cli *cli)
{
  g_assert_cmpint (run (cli, "check", NULL), ==, 0);
}

static void
the_sample_does_not_fit (Cli *cli, gconstpointer unused)
{
  if (!mount_disk (cli, TOO_SMALL))
    return;
  g_assert_cmpint (run (cli, "init", "--producer", "Ponpes Al-Falah", NULL), ==, 0);
  run (cli, "sample", NULL);
  assert_refused (cli);
  g_assert_cmpuint (count_products (cli), ==, 0);
  assert_sound (cli);
}

/* What a person does in the course of a day, each with no room left for it. */
static void
nothing_fits_any_more (Cli *cli, gconstpointer unused)
{
  g_autofree char *sheets = NULL, *picture = NULL;
  guint files, photos;

  if (!mount_disk (cli, ROOMY))
    return;
  picture = g_test_build_filename (G_TEST_DIST, "fixtures", "photos", "ori1.jpg", NULL);
  sheets = g_build_filename (cli->folder, "sheets", NULL);
  g_assert_cmpint (run (cli, "init", "--producer", "Ponpes Al-Falah", NULL), ==, 0);
  g_assert_cmpint (run (cli, "sample", NULL), ==, 0);
  files = count_files (cli->folder);
  photos = count_photos (cli);
  fill (cli);

  run (cli, "photo", "add", "KOPI-AR-250", picture, NULL);
  assert_refused (cli);
  g_assert_cmpuint (count_photos (cli), ==, photos);

  run (cli, "sheet", "--all", "--lang", "id,en,ar", "-o", "sheets", NULL);
  assert_refused (cli);
  g_assert_cmpuint (count_files (sheets), ==, 0);

  run (cli, "backup", "toko.etalasebackup", NULL);
  assert_refused (cli);
  run (cli, "export", "toko.json", NULL);
  g_assert_cmpint (cli->status, ==, 3);
  /* The filler, and the refused photo's two files: the next sweep of the album takes them. */
  g_assert_cmpuint (count_files (cli->folder), <=, files + 3);

  g_assert_cmpuint (count_products (cli), ==, 14);
  assert_sound (cli);
}

static void
it_goes_on_once_there_is_room (Cli *cli, gconstpointer unused)
{
  g_autofree char *pdf = NULL;

  if (!mount_disk (cli, ROOMY))
    return;
  pdf = g_build_filename (cli->folder, "sheets", "KOPI-AR-250-ar.pdf", NULL);
  g_assert_cmpint (run (cli, "init", "--producer", "Ponpes Al-Falah", NULL), ==, 0);
  g_assert_cmpint (run (cli, "sample", NULL), ==, 0);
  fill (cli);
  run (cli, "sheet", "KOPI-AR-250", "--lang", "ar", "-o", "sheets", NULL);
  assert_refused (cli);
  make_room (cli);
  g_assert_cmpint (run (cli, "sheet", "KOPI-AR-250", "--lang", "ar", "-o", "sheets", NULL), ==, 0);
  g_assert_true (g_file_test (pdf, G_FILE_TEST_EXISTS));
  g_assert_cmpint (run (cli, "set", "KOPI-AR-250", "name.id=Kopi baru", NULL), ==, 0);
  assert_sound (cli);
}

#define with_disk(path, func) g_test_add (path, Cli, NULL, cli_setup, func, full_teardown)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  with_disk ("/cli/full-disk/the-sample-does-not-fit", the_sample_does_not_fit);
  with_disk ("/cli/full-disk/nothing-fits-any-more", nothing_fits_any_more);
  with_disk ("/cli/full-disk/it-goes-on-once-there-is-room", it_goes_on_once_there_is_room);
  return g_test_run ();
}
