/* kill -9 at random moments of everything that writes (B40). Afterwards: it opens without a
 * question and is sound, everything that was confirmed is there, half an import is not, an older
 * PDF, backup or catalog is still whole, and what was left lying about goes away by itself.
 *
 * The moments follow from the seed that the test prints; give it back with --seed. */
#include "run-cli.h"

#include "catalog/history.h"
#include "photos/album.h"

#include <poll.h>

#define IMPORTED 500

typedef struct {
  Cli cli;
  guint within; /* milliseconds that the work takes, as far as is known */
  guint killed, confirmed, late;
  gboolean done; /* the last one came to its end, or had said so */
} Kill;

static void
kill_setup (Kill *k, gconstpointer unused)
{
  cli_setup (&k->cli, NULL);
  g_assert_cmpint (run (&k->cli, "init", "--producer", "Ponpes Al-Falah", NULL), ==, 0);
  g_assert_cmpint (run (&k->cli, "sample", NULL), ==, 0);
}

static void
kill_teardown (Kill *k, gconstpointer unused)
{
  g_test_message ("%u were killed, %u of them after they had confirmed; %u more were too late",
                  k->killed, k->confirmed, k->late);
  cli_teardown (&k->cli, NULL);
}

static GPid
start (Kill *k, const char *const *args, int *out)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GPid pid;

  g_ptr_array_add (argv, (gpointer)g_getenv ("ETALASE_CLI"));
  g_ptr_array_add (argv, (gpointer) "--file");
  g_ptr_array_add (argv, k->cli.file);
  for (guint i = 0; args[i]; i++)
    g_ptr_array_add (argv, (gpointer)args[i]);
  g_ptr_array_add (argv, NULL);
  g_spawn_async_with_pipes (k->cli.folder, (char **)argv->pdata, NULL,
                            G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                            &pid, NULL, out, NULL, &error);
  g_assert_no_error (error);
  return pid;
}

/* How long ARGS take when nobody kills them. */
static void
measure (Kill *k, const char *const *args)
{
  const gint64 begin = g_get_monotonic_time ();
  int out, status;
  GPid pid = start (k, args, &out);

  waitpid (pid, &status, 0);
  close (out);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  k->within = (guint)((g_get_monotonic_time () - begin) / 1000);
}

static gboolean
has_spoken (int out)
{
  struct pollfd ready = {out, POLLIN, 0};
  char byte;

  return poll (&ready, 1, 0) == 1 && read (out, &byte, 1) == 1;
}

/* Whether WANTED were killed in the middle. On a busy machine the time that the work takes is
 * another each time: those that came too late do not count. */
static gboolean
enough (Kill *k, guint wanted)
{
  g_assert_cmpuint (k->late, <, 40 + 10 * wanted);
  return k->killed >= wanted;
}

/* Starts ARGS, and kills them at a random moment of the time that they take. */
static void
kill_once (Kill *k, const char *const *args)
{
  const int moment = g_test_rand_int_range (0, (int)MAX (k->within, 2) * 1000);
  int out, status;
  GPid pid = start (k, args, &out);
  gboolean late;

  g_usleep ((gulong)moment);
  kill (pid, SIGKILL);
  waitpid (pid, &status, 0);
  late = WIFEXITED (status);
  k->done = has_spoken (out) || late;
  close (out);
  k->late += late;
  k->killed += !late;
  k->confirmed += !late && k->done;
  k->within = late ? k->within * 8 / 10 : k->within * 21 / 20 + 1;
  g_test_message ("%s killed after %d µs: %s%s", args[0], moment,
                  late ? "too late" : "in the middle",
                  !late && k->done ? ", it had confirmed" : "");
  if (late)
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

/* It opens as if nothing had been, and everything in it is right: database, keys, photos. */
static void
assert_opens (Kill *k)
{
  if (run (&k->cli, "check", NULL) != 0)
    g_error ("%s", k->cli.err);
}

static guint
count_strays (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    const gboolean stray = strstr (name, "partial") || strstr (name, ".tmp-") ||
                           g_str_has_suffix (name, "-wal") || g_str_has_suffix (name, "-journal");

    if (stray)
      g_test_message ("left behind: %s", path);
    n += stray;
    if (g_file_test (path, G_FILE_TEST_IS_DIR))
      n += count_strays (path);
  }
  return n;
}

/* The next opening, and the sweep of the album that the window does, clear away what a killed
 * program left. */
static void
assert_tidy (Kill *k)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaStore) store = eta_store_open (k->cli.file, 0, &error);
  g_autoptr (EtaAlbum) album = eta_album_open (k->cli.file, &error);
  g_autoptr (GHashTable) keep = eta_store_photo_set (store, &error);

  g_assert_true (eta_album_sweep (album, keep, -10, NULL, NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&store, eta_store_close);
  g_assert_cmpuint (count_strays (k->cli.folder), ==, 0);
  assert_opens (k);
}

static char *
sum_of (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize len;

  if (!g_file_get_contents (path, &bytes, &len, NULL))
    return g_strdup ("nothing");
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *)bytes, len);
}

/* --- one field -------------------------------------------------------------------------------- */

static int
stored_moq (Kill *k)
{
  g_autoptr (JsonNode) node = NULL;

  g_assert_cmpint (run (&k->cli, "--json", "show", "KOPI-AR-250", NULL), ==, 0);
  node = json (&k->cli);
  return (int)json_object_get_int_member (json_node_get_object (node), "moq");
}

static void
test_edit (Kill *k, gconstpointer unused)
{
  measure (k, (const char *[]){"set", "KOPI-AR-250", "moq=1000", "--json", NULL});
  for (int i = 1; !enough (k, 14); i++) {
    g_autofree char *field = g_strdup_printf ("moq=%d", 1000 + i);
    int now;

    kill_once (k, (const char *[]){"set", "KOPI-AR-250", field, "--json", NULL});
    assert_opens (k);
    now = stored_moq (k);
    if (k->done)
      g_assert_cmpint (now, ==, 1000 + i);
    else
      g_assert_true (now == 1000 + i || now == 1000 + i - 1);
    /* The next one begins from a known value. */
    g_assert_cmpint (run (&k->cli, "set", "KOPI-AR-250", field, NULL), ==, 0);
  }
  assert_tidy (k);
}

/* --- an import -------------------------------------------------------------------------------- */

static void
write_table (const char *path)
{
  g_autoptr (GString) text = g_string_new ("sku,name_id,name_en,name_ar,price_idr,moq\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < IMPORTED; i++)
    g_string_append_printf (text, "BARU-%03u,Produk %u,Product %u,منتج %u,%u,%u\n", i, i, i, i,
                            10000 + i, 1 + i);
  g_file_set_contents (path, text->str, -1, &error);
  g_assert_no_error (error);
}

static void
test_import (Kill *k, gconstpointer unused)
{
  g_autofree char *table = g_build_filename (k->cli.folder, "baru.csv", NULL);
  const char *const args[] = {"import", table, "--producer", "Ponpes Al-Falah", NULL};
  const guint before = (guint)count_products (&k->cli);
  guint now;

  write_table (table);
  measure (k, args);
  g_assert_cmpint (run (&k->cli, "undo", NULL), ==, 0);
  while (!enough (k, 12)) {
    kill_once (k, args);
    assert_opens (k);
    now = (guint)count_products (&k->cli);
    g_assert_true (now == before + IMPORTED || (!k->done && now == before));
    if (now != before)
      g_assert_cmpint (run (&k->cli, "undo", NULL), ==, 0);
    g_assert_cmpuint (count_products (&k->cli), ==, before);
  }
  assert_tidy (k);
}

/* --- a file that is written over ----------------------------------------------------------------
 */

/* ARGS write PATH anew; afterwards it is the old one or the new one. */
static void
kill_writer (
    Kill *k, const char *const *args, const char *path, guint wanted, gboolean (*whole) (Kill *))
{
  g_autofree char *old = NULL;

  measure (k, args);
  g_assert_true (whole (k));
  old = sum_of (path);
  for (guint i = 0; !enough (k, wanted); i++) {
    g_autofree char *moq = g_strdup_printf ("moq=%u", 2000 + i);
    g_autofree char *now = NULL;

    g_assert_cmpint (run (&k->cli, "set", "KOPI-AR-250", moq, NULL), ==, 0);
    kill_once (k, args);
    now = sum_of (path);
    if (k->done)
      g_assert_cmpstr (now, !=, old);
    if (!g_str_equal (now, old))
      g_assert_true (whole (k));
    g_free (g_steal_pointer (&old));
    old = g_steal_pointer (&now);
    assert_opens (k);
  }
  assert_tidy (k);
}

static gboolean
pdf_is_whole (Kill *k)
{
  g_autofree char *path = g_build_filename (k->cli.folder, "katalog.pdf", NULL);
  g_autofree char *bytes = NULL;
  gsize len;

  return g_file_get_contents (path, &bytes, &len, NULL) && len > 10000 &&
         g_str_has_prefix (bytes, "%PDF-") && g_strstr_len (bytes + len - 10, 10, "%%EOF");
}

static void
test_pdf (Kill *k, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (k->cli.folder, "katalog.pdf", NULL);

  kill_writer (
      k, (const char *[]){"catalog", "--all", "--lang", "id", "--per-page", "1", "-o", path, NULL},
      path, 8, pdf_is_whole);
}

/* Restored elsewhere. */
static gboolean
backup_is_whole (Kill *k)
{
  g_autofree char *path = g_build_filename (k->cli.folder, "a.etalasebackup", NULL);
  g_autofree char *elsewhere = g_build_filename (k->cli.folder, "lain", NULL);
  g_autofree char *file = g_build_filename (elsewhere, "lain.etalasedb", NULL);
  Cli other = {.folder = elsewhere, .file = file};
  gboolean whole;

  g_mkdir (elsewhere, 0755);
  whole = run (&other, "restore", path, NULL) == 0 && run (&other, "check", NULL) == 0 &&
          count_products (&other) == count_products (&k->cli);
  remove_tree (elsewhere);
  g_free (other.out);
  g_free (other.err);
  return whole;
}

static void
test_backup (Kill *k, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (k->cli.folder, "a.etalasebackup", NULL);

  kill_writer (k, (const char *[]){"backup", path, NULL}, path, 6, backup_is_whole);
}

/* --- a restore over the catalog ------------------------------------------------------------------
 */

static void
test_restore (Kill *k, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (k->cli.folder, "a.etalasebackup", NULL);
  const char *const args[] = {"restore", path, NULL};

  g_assert_cmpint (run (&k->cli, "set", "KOPI-AR-250", "moq=3000", NULL), ==, 0);
  g_assert_cmpint (run (&k->cli, "backup", path, NULL), ==, 0);
  measure (k, args);
  for (int i = 1; !enough (k, 6); i++) {
    g_autofree char *moq = g_strdup_printf ("moq=%d", 3000 + i);
    int now;

    g_assert_cmpint (run (&k->cli, "set", "KOPI-AR-250", moq, NULL), ==, 0);
    kill_once (k, args);
    /* Never neither: the one from before, or the one in the backup, with its photos. */
    assert_opens (k);
    now = stored_moq (k);
    g_assert_true (now == 3000 || (!k->done && now == 3000 + i));
  }
  assert_tidy (k);
}

/* --- a package -------------------------------------------------------------------------------- */

/* Another catalog's products, in a package. */
static char *
make_package (Kill *k)
{
  g_autofree char *table = g_build_filename (k->cli.folder, "baru.csv", NULL);
  g_autofree char *elsewhere = g_build_filename (k->cli.folder, "lain", NULL);
  g_autofree char *file = g_build_filename (elsewhere, "lain.etalasedb", NULL);
  char *path = g_build_filename (k->cli.folder, "kiriman.etalase", NULL);
  Cli other = {.folder = elsewhere, .file = file};

  write_table (table);
  g_mkdir (elsewhere, 0755);
  g_assert_cmpint (run (&other, "init", "--producer", "Ponpes Lain", NULL), ==, 0);
  g_assert_cmpint (run (&other, "import", table, NULL), ==, 0);
  g_assert_cmpint (run (&other, "package", "export", path, NULL), ==, 0);
  remove_tree (elsewhere);
  g_free (other.out);
  g_free (other.err);
  return path;
}

static void
test_merge (Kill *k, gconstpointer unused)
{
  g_autofree char *path = make_package (k);
  const char *const args[] = {"package", "import", path, NULL};
  const guint before = (guint)count_products (&k->cli);
  guint now;

  measure (k, args);
  g_assert_cmpint (run (&k->cli, "undo", NULL), ==, 0);
  while (!enough (k, 8)) {
    kill_once (k, args);
    assert_opens (k);
    now = (guint)count_products (&k->cli);
    g_assert_true (now == before + IMPORTED || (!k->done && now == before));
    if (now != before)
      g_assert_cmpint (run (&k->cli, "undo", NULL), ==, 0);
  }
  assert_tidy (k);
}

/* It can be read from its first byte to its last. */
static gboolean
package_is_whole (Kill *k)
{
  g_autofree char *path = g_build_filename (k->cli.folder, "a.etalase", NULL);

  return run (&k->cli, "package", "import", path, "--dry-run", NULL) == 0;
}

static void
test_package (Kill *k, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (k->cli.folder, "a.etalase", NULL);

  kill_writer (k, (const char *[]){"package", "export", path, NULL}, path, 6, package_is_whole);
}

/* --- a photo ---------------------------------------------------------------------------------- */

static guint
count_photos (Kill *k)
{
  g_autoptr (JsonNode) node = NULL;

  g_assert_cmpint (run (&k->cli, "--json", "photo", "list", "KOPI-AR-250", NULL), ==, 0);
  node = json (&k->cli);
  return json_array_get_length (
      json_object_get_array_member (json_node_get_object (node), "photos"));
}

static void
test_photo (Kill *k, gconstpointer unused)
{
  g_autofree char *one =
                      g_test_build_filename (G_TEST_DIST, "fixtures", "photos", "ori6.jpg", NULL),
                  *two = g_test_build_filename (G_TEST_DIST, "fixtures", "photos",
                                                "progressive.jpg", NULL);
  const char *const args[] = {"photo", "add", "KOPI-AR-250", one, two, NULL};
  const guint before = count_photos (k);

  measure (k, args);
  g_assert_cmpint (run (&k->cli, "undo", NULL), ==, 0);
  while (!enough (k, 6)) {
    guint now;

    kill_once (k, args);
    assert_opens (k);
    now = count_photos (k);
    g_assert_true (now == before + 2 || (!k->done && now == before));
    if (now != before)
      g_assert_cmpint (run (&k->cli, "undo", NULL), ==, 0);
    assert_tidy (k);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Kill, NULL, kill_setup, func, kill_teardown)
  ADD ("/killed/edit", test_edit);
  ADD ("/killed/import", test_import);
  ADD ("/killed/pdf", test_pdf);
  ADD ("/killed/backup", test_backup);
  ADD ("/killed/restore", test_restore);
  ADD ("/killed/merge", test_merge);
  ADD ("/killed/package", test_package);
  ADD ("/killed/photo", test_photo);
  return g_test_run ();
}
