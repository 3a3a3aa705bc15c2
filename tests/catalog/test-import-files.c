#include "catalog/import-files.h"

#include "../remove-tree.h"
#include "catalog/error.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <string.h>

typedef struct {
  char *folder;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("eta-files-XXXXXX", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  remove_tree (f->folder);
  g_free (f->folder);
}

/* --- what lies there -------------------------------------------------------------------------- */

/* Its own name is what stands in it. */
static void
touch (const Fixture *f, const char *name)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0755);
  g_assert_true (g_file_set_contents (path, name, -1, NULL));
}

static EtaImportFiles *
open_folder (const Fixture *f)
{
  g_autoptr (GError) error = NULL;
  EtaImportFiles *files = eta_import_files_open (f->folder, &error);

  g_assert_no_error (error);
  return files;
}

typedef struct {
  const char *name;
  const char *text; /* NULL: the name */
  gsize size;       /* 0: as long as TEXT; else so many zeros */
  guint type;       /* 0: a file */
} Entry;

static void
write_entry (struct archive *archive, const Entry *entry)
{
  struct archive_entry *header = archive_entry_new ();
  const char *text = entry->text ? entry->text : entry->name;
  gsize left = entry->size;

  archive_entry_set_pathname_utf8 (header, entry->name);
  archive_entry_set_size (header, (la_int64_t)(left ? left : strlen (text)));
  archive_entry_set_filetype (header, entry->type ? entry->type : AE_IFREG);
  if (entry->type == AE_IFLNK)
    archive_entry_set_symlink (header, text);
  archive_entry_set_perm (header, 0644);
  archive_write_header (archive, header);
  if (!left)
    archive_write_data (archive, text, strlen (text));
  while (left > 0) {
    static const char zeros[64 * 1024];
    gsize n = MIN (left, sizeof zeros);
    archive_write_data (archive, zeros, n);
    left -= n;
  }
  archive_entry_free (header);
}

static char *
write_zip (const Fixture *f, const Entry *entries, guint n)
{
  char *path = g_build_filename (f->folder, "foto.zip", NULL);
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  archive_write_set_options (archive, "hdrcharset=UTF-8");
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  for (guint i = 0; i < n; i++)
    write_entry (archive, &entries[i]);
  archive_write_close (archive);
  archive_write_free (archive);
  return path;
}

static void
assert_content (EtaImportFiles *files, const char *wanted, const char *content)
{
  g_autoptr (GError) error = NULL;
  int i = eta_import_files_find (files, wanted);
  g_autofree char *path = NULL, *text = NULL;

  if (i < 0)
    g_error ("%s is not found", wanted);
  path = eta_import_files_get (files, (guint)i, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, content);
}

/* --- finding ---------------------------------------------------------------------------------- */

static void
test_folder (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaImportFiles) files = NULL;

  touch (f, "KOPI-01.JPG");
  touch (f, "batik/Kain merah.png");
  touch (f, ".tersembunyi.jpg");
  touch (f, "catatan.txt");
  files = open_folder (f);
  g_assert_cmpuint (eta_import_files_count (files), ==, 2);
  assert_content (files, "kopi-01.jpg", "KOPI-01.JPG");
  assert_content (files, "kopi-01", "KOPI-01.JPG");
  assert_content (files, "kain MERAH.png", "batik/Kain merah.png");
  assert_content (files, "Batik\\kain merah", "batik/Kain merah.png");
  assert_content (files, "C:\\Users\\Ali\\Foto\\KOPI-01.jpg", "KOPI-01.JPG");
  g_assert_cmpint (eta_import_files_find (files, "kopi-02.jpg"), ==, -1);
  g_assert_cmpint (eta_import_files_find (files, "../KOPI-01.jpg"), ==, -1);
  g_assert_cmpint (eta_import_files_find (files, "catatan.txt"), ==, -1);
  g_assert_cmpint (eta_import_files_find (files, ""), ==, -1);
}

/* In any order, forth and back. */
static void
test_zip (Fixture *f, gconstpointer data)
{
  static const Entry entries[] = {{"Foto/KOPI-01.jpg"},
                                  {"Foto/قهوة.jpg", "isi"},
                                  {"__MACOSX/Foto/._KOPI-01.jpg"},
                                  {"Foto/", "", 0, AE_IFDIR},
                                  {"baca.txt"},
                                  {"z.png", "akhir"}};
  g_autofree char *path = write_zip (f, entries, G_N_ELEMENTS (entries));
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaImportFiles) files = eta_import_files_open (path, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (eta_import_files_count (files), ==, 3);
  assert_content (files, "z.png", "akhir");
  assert_content (files, "kopi-01", "Foto/KOPI-01.jpg");
  assert_content (files, "foto/قهوة.jpg", "isi");
  assert_content (files, "قهوة", "isi");
}

/* Names that point elsewhere lead nowhere: whatever is unpacked stands in a folder of our own, and
 * is gone afterwards. A link is no picture. */
static void
test_hostile_names (Fixture *f, gconstpointer data)
{
  static const Entry entries[] = {{"../../../../../../tmp/eta-escape.jpg", "x"},
                                  {"/tmp/eta-absolute.jpg", "y"},
                                  {"a/../../eta-middle.jpg", "z"},
                                  {"tautan.jpg", "/etc/passwd", 0, AE_IFLNK},
                                  {"..jpg", "q"}};
  g_autofree char *path = write_zip (f, entries, G_N_ELEMENTS (entries));
  g_autoptr (EtaImportFiles) files = eta_import_files_open (path, NULL);
  g_autofree char *last = NULL, *folder = NULL;

  for (guint i = 0; i < eta_import_files_count (files); i++) {
    g_autoptr (GError) error = NULL;

    g_free (last);
    last = eta_import_files_get (files, i, &error);
    g_assert_no_error (error);
    g_free (folder);
    folder = g_path_get_dirname (last);
    g_assert_true (g_str_has_prefix (folder, g_get_tmp_dir ()));
    g_assert_cmpstr (folder, !=, g_get_tmp_dir ());
    g_assert_cmpstr (eta_import_files_name (files, i), !=, "tautan.jpg");
  }
  g_assert_false (g_file_test ("/tmp/eta-escape.jpg", G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test ("/tmp/eta-absolute.jpg", G_FILE_TEST_EXISTS));
  g_clear_pointer (&files, eta_import_files_free);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

/* 200 MB of nothing pack to 200 kB: refused when it is asked for, and the others can still be had.
 */
static void
test_bomb (Fixture *f, gconstpointer data)
{
  static const Entry entries[] = {{"bom.jpg", NULL, 200 * 1024 * 1024}, {"kopi.jpg"}};
  g_autofree char *path = write_zip (f, entries, G_N_ELEMENTS (entries));
  g_autoptr (EtaImportFiles) files = eta_import_files_open (path, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *bomb = eta_import_files_get (files, 0, &error);

  g_assert_null (bomb);
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "bom.jpg"));
  assert_content (files, "kopi.jpg", "kopi.jpg");
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *gone = g_build_filename (f->folder, "tidak ada", NULL);
  g_autofree char *text = g_build_filename (f->folder, "bukan.zip", NULL);

  g_assert_null (eta_import_files_open (gone, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (text, "bukan ZIP sama sekali", -1, NULL));
  g_assert_null (eta_import_files_open (text, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "bukan.zip"));
}

/* A ZIP that was cut short says so for the picture that is lost. */
static void
test_truncated (Fixture *f, gconstpointer data)
{
  static const Entry entries[] = {{"a.jpg", NULL, 300000}, {"b.jpg", NULL, 300000}};
  g_autofree char *path = write_zip (f, entries, G_N_ELEMENTS (entries));
  g_autofree char *bytes = NULL;
  g_autoptr (EtaImportFiles) files = NULL;
  g_autoptr (GError) error = NULL;
  gsize len;

  g_assert_true (g_file_get_contents (path, &bytes, &len, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize)len / 2, NULL));
  files = eta_import_files_open (path, &error);
  if (!files) {
    g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
    return;
  }
  for (guint i = 0; i < eta_import_files_count (files); i++) {
    g_autofree char *unpacked = eta_import_files_get (files, i, NULL);
  }
}

/* --- matching --------------------------------------------------------------------------------- */

static GHashTable *
keys_of (const char *const *texts)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; texts[i]; i++)
    g_hash_table_insert (keys, eta_import_files_key (texts[i]), GUINT_TO_POINTER (i + 1));
  return keys;
}

/* The files of each owner, "a;b", and those of none at the end. */
static void
test_match (Fixture *f, gconstpointer data)
{
  static const char *const files_there[] = {
      "KOPI-01.jpg",      "kopi-01 (2).jpg",     "kopi 01 (10).JPG", "KOPI_01-depan.png",
      "KOPI-010.jpg",     "KOPI-01a.jpg",        "KOPI-01-XL.jpg",   "Madu Hutan.jpg",
      "madu-hutan 2.jpg", "Madu Hutan Liar.jpg", "Batik 7/kain.jpg", "batik 7/IMG_2.jpg",
      "ت-1 أمام.jpg",     "IMG_1234.jpg",        "KOPI.jpg"};
  static const char *const skus[] = {"KOPI-01", "kopi-01-xl", "M-1", "BATIK-7", "ت-1", NULL};
  static const char *const names[] = {"Kopi Arabika", "-", "Madu hutan", NULL};
  static const char *const expected[] = {
      "KOPI-01.jpg;kopi-01 (2).jpg;kopi 01 (10).JPG;KOPI-01a.jpg;KOPI_01-depan.png",
      "KOPI-01-XL.jpg",
      "Madu Hutan.jpg;madu-hutan 2.jpg",
      "batik 7/IMG_2.jpg;Batik 7/kain.jpg",
      "ت-1 أمام.jpg",
  };
  g_autoptr (GHashTable) by_sku = keys_of (skus), by_name = keys_of (names), found = NULL;
  g_autoptr (GArray) unused = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (EtaImportFiles) files = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (files_there); i++)
    touch (f, files_there[i]);
  files = open_folder (f);
  found = eta_import_files_match (files, by_sku, by_name, unused);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    const GArray *numbers = g_hash_table_lookup (found, GUINT_TO_POINTER (i + 1));
    g_autoptr (GString) all = g_string_new (NULL);

    for (guint j = 0; numbers && j < numbers->len; j++)
      g_string_append_printf (all, "%s%s", j > 0 ? ";" : "",
                              eta_import_files_name (files, g_array_index (numbers, guint, j)));
    g_assert_cmpstr (all->str, ==, expected[i]);
  }
  g_assert_cmpuint (unused->len, ==, 4); /* KOPI-010, Madu Hutan Liar, IMG_1234, KOPI */
}

/* The nearer the name says it, the better. */
static void
test_guess (Fixture *f, gconstpointer data)
{
  static const char *const steps[][2] = {{"daftar.xlsx", NULL},
                                         {"a.jpg", ""},
                                         {"foto.zip", "foto.zip"},
                                         {"Foto produk/a.jpg", "Foto produk"}};
  g_autofree char *table = g_build_filename (f->folder, "daftar.xlsx", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    g_autofree char *guess = NULL, *expected = NULL;

    touch (f, steps[i][0]);
    guess = eta_import_files_guess (table);
    if (steps[i][1])
      expected =
          *steps[i][1] ? g_build_filename (f->folder, steps[i][1], NULL) : g_strdup (f->folder);
    g_assert_cmpstr (guess, ==, expected);
  }
}

static void
test_key (void)
{
  static const char *const cases[][2] = {{"KOPI_01", "kopi-01"},
                                         {" Kopi  01 ", "kopi-01"},
                                         {"(Kopi) 01.", "kopi-01"},
                                         {"--", ""},
                                         {"قَهْوة", "قَهْوة"}};

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *key = eta_import_files_key (cases[i][0]);
    g_assert_cmpstr (key, ==, cases[i][1]);
  }
}

#define ADD(path, func) g_test_add ("/import-files/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8"); /* libarchive writes names in the charset of the locale */
  g_test_init (&argc, &argv, NULL);
  ADD ("folder", test_folder);
  ADD ("zip", test_zip);
  ADD ("hostile-names", test_hostile_names);
  ADD ("bomb", test_bomb);
  ADD ("refused", test_refused);
  ADD ("truncated", test_truncated);
  ADD ("match", test_match);
  ADD ("guess", test_guess);
  g_test_add_func ("/import-files/key", test_key);
  return g_test_run ();
}
