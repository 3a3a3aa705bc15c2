#include "catalog/backup-daily.h"

#include "temp-catalog.h"

static char *
in_folder (Catalog *c, const char *name)
{
  return g_build_filename (c->folder, name, NULL);
}

static void
put_one (Catalog *c, const char *sku)
{
  g_autoptr (EtaProduct) product = make_product (c, sku, sku, NULL, NULL);

  put_now (c->store, "Add product", product);
}

static char *
daily (Catalog *c, const char *base, guint keep, gboolean anew)
{
  g_autoptr (GError) error = NULL;
  char *written = NULL;

  eta_backup_daily (c->store, base, keep, anew, &written, NULL, &error);
  g_assert_no_error (error);
  return written;
}

static void
test_once (Catalog *c, gconstpointer unused)
{
  g_autofree char *base = in_folder (c, "cadangan"), *first = NULL, *second = NULL, *third = NULL;
  g_autoptr (EtaBackupAbout) about = NULL;

  g_assert_false (eta_backup_has_today (base, c->path));
  put_one (c, "A");
  first = daily (c, base, 14, FALSE);
  g_assert_nonnull (first);
  g_assert_true (eta_backup_has_today (base, c->path));
  put_one (c, "B");
  second = daily (c, base, 14, FALSE);
  g_assert_null (second);
  about = eta_backup_about (first);
  g_assert_cmpint (about->products, ==, 1);
  g_clear_pointer (&about, eta_backup_about_free);
  /* “Back up now”: today's, anew. */
  third = daily (c, base, 14, TRUE);
  g_assert_cmpstr (third, ==, first);
  about = eta_backup_about (third);
  g_assert_cmpint (about->products, ==, 2);
  g_assert_cmpstr (about->catalog, ==, "toko.etalasedb");
  g_assert_cmpint (ABS (about->written - g_get_real_time () / G_USEC_PER_SEC), <, 60);
  g_assert_cmpint (about->size, >, 1000);
}

static guint
count_in (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir && g_dir_read_name (dir))
    n++;
  return n;
}

/* The oldest go, and nothing that is not one of them. */
static void
test_kept_number (Catalog *c, gconstpointer unused)
{
  static const char *const others[] = {"toko-lain-2025-01-01.etalasebackup",
                                       "toko-2026-01-0x.etalasebackup", "keep.txt"};
  g_autofree char *base = in_folder (c, "cadangan"), *path = daily (c, base, 14, FALSE);
  g_autofree char *place = g_path_get_dirname (path), *oldest = NULL;
  g_autofree char *bytes = NULL;
  gsize n;

  g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
  for (guint i = 1; i <= 5; i++) {
    g_autofree char *name = g_strdup_printf ("toko-2026-01-0%u.etalasebackup", i);
    g_autofree char *file = g_build_filename (place, name, NULL);
    g_assert_true (g_file_set_contents (file, bytes, (gssize)n, NULL));
  }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    g_autofree char *file = g_build_filename (place, others[i], NULL);
    g_assert_true (g_file_set_contents (file, "x", -1, NULL));
  }
  g_free (daily (c, base, 3, TRUE));
  g_assert_cmpuint (count_in (place), ==, 3 + G_N_ELEMENTS (others));
  oldest = g_build_filename (place, "toko-2026-01-04.etalasebackup", NULL);
  g_assert_true (g_file_test (oldest, G_FILE_TEST_EXISTS));
}

/* Two catalogs of one name in two folders do not take one for the other's. */
static void
test_same_name (Catalog *c, gconstpointer unused)
{
  g_autofree char *base = in_folder (c, "cadangan"), *folder = in_folder (c, "lain"),
                  *file = g_build_filename (folder, "toko.etalasedb", NULL);
  g_autofree char *first = daily (c, base, 14, FALSE), *second = NULL;
  g_autoptr (EtaStore) other = NULL;
  g_autoptr (GPtrArray) list = NULL, all = NULL;
  g_autoptr (GError) error = NULL;

  g_mkdir (folder, 0755);
  other = open_store (file, ETA_STORE_CREATE);
  g_assert_true (eta_backup_daily (other, base, 14, FALSE, &second, NULL, &error));
  g_assert_nonnull (second);
  g_assert_cmpstr (first, !=, second);
  list = eta_backup_list (base, file);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (((EtaBackupAbout *)list->pdata[0])->path, ==, second);
  all = eta_backup_list (base, NULL);
  g_assert_cmpuint (all->len, ==, 2);
}

/* B44: the newest that can really be restored; and a damaged catalog pushes none of them out. */
static void
test_newest_good (Catalog *c, gconstpointer unused)
{
  g_autofree char *base = in_folder (c, "cadangan"), *path = NULL, *place = NULL, *older = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr (EtaBackupAbout) good = eta_backup_newest_good (base, c->path), again = NULL;
  gsize n;

  g_assert_null (good);
  put_one (c, "A");
  path = daily (c, base, 14, FALSE);
  place = g_path_get_dirname (path);
  older = g_build_filename (place, "toko-2026-01-01.etalasebackup", NULL);
  g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
  g_assert_true (g_file_set_contents (older, bytes, (gssize)n, NULL));
  good = eta_backup_newest_good (base, c->path);
  g_assert_cmpstr (good->path, ==, path);
  g_assert_true (g_file_set_contents (path, bytes, (gssize)n / 2, NULL));
  again = eta_backup_newest_good (base, c->path);
  g_assert_cmpstr (again->path, ==, older);
}

static void
damage (const char *path)
{
  FILE *file = fopen (path, "r+b");
  char junk[4096];

  memset (junk, 0x5a, sizeof junk);
  for (long at = 3 * 4096; at < 12 * 4096; at += 4096) {
    fseek (file, at, SEEK_SET);
    fwrite (junk, 1, sizeof junk, file);
  }
  fclose (file);
}

static void
test_damaged (Catalog *c, gconstpointer unused)
{
  g_autofree char *base = in_folder (c, "cadangan"), *path = daily (c, base, 14, FALSE);
  g_autoptr (EtaBackupAbout) good = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&c->store, eta_store_close);
  damage (c->path);
  c->store = eta_store_open (c->path, 0, &error);
  if (c->store)
    g_assert_false (eta_backup_daily (c->store, base, 1, TRUE, NULL, NULL, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_DAMAGED);
  good = eta_backup_newest_good (base, c->path);
  g_assert_cmpstr (good->path, ==, path);
}

static void
test_nonsense (Catalog *c, gconstpointer unused)
{
  g_autofree char *path = in_folder (c, "x.etalasebackup");

  g_assert_null (eta_backup_about (path));
  g_assert_true (g_file_set_contents (path, "no backup", -1, NULL));
  g_assert_null (eta_backup_about (path));
}

/* --- where ------------------------------------------------------------------------------------ */

extern char *(*eta_store_fs_type) (const char *path);

static char *
all_nfs (const char *path)
{
  return g_strdup ("nfs4");
}

static void
test_network (Catalog *c, gconstpointer unused)
{
  g_autofree char *folder = in_folder (c, "belum ada/cadangan");
  g_autoptr (GError) error = NULL;
  char *(*real) (const char *) = eta_store_fs_type;

  g_assert_true (eta_backup_folder_fits (folder, c->path, &error));
  eta_store_fs_type = all_nfs;
  g_assert_false (eta_backup_folder_fits (folder, c->path, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  eta_store_fs_type = real;
}

/* --- an editable copy ------------------------------------------------------------------------- */

static void
test_copy (Catalog *c, gconstpointer unused)
{
  g_autofree char *path = in_folder (c, "salinan.etalasedb");
  g_autoptr (EtaStore) copy = NULL;
  g_autoptr (GError) error = NULL;

  put_one (c, "A");
  g_assert_true (eta_backup_copy (c->path, path, NULL, &error));
  g_assert_no_error (error);
  copy = open_store (path, 0);
  g_assert_cmpint (eta_store_count_products (copy), ==, 1);
  g_assert_false (eta_backup_copy (c->path, path, NULL, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_EXISTS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_catalog ("/backup/daily/once", test_once);
  with_catalog ("/backup/daily/kept-number", test_kept_number);
  with_catalog ("/backup/daily/same-name", test_same_name);
  with_catalog ("/backup/daily/newest-good", test_newest_good);
  with_catalog ("/backup/daily/damaged", test_damaged);
  with_catalog ("/backup/daily/nonsense", test_nonsense);
  with_catalog ("/backup/daily/network", test_network);
  with_catalog ("/backup/copy", test_copy);
  return g_test_run ();
}
