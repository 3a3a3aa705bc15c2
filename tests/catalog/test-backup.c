#include "temp-catalog.h"

#include "catalog/backup.h"
#include "catalog/store-sql.h"

#include <archive.h>
#include <archive_entry.h>
#include <sys/resource.h>
#include <signal.h>

/* Puts BYTES into the album under their hash, with a thumbnail. Transfer full: the hash. */
static char *
add_photo_file (const Catalog *c, const char *bytes)
{
  char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, bytes, -1);
  g_autofree char *album = eta_store_album_path (c->path);
  g_autofree char *folder = g_strdup_printf ("%s/%.2s", album, hash);
  g_autofree char *path = g_strdup_printf ("%s/%s.jpg", folder, hash);
  g_autofree char *thumb = g_strdup_printf ("%s/%s.t.jpg", folder, hash);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_true (g_file_set_contents (path, bytes, -1, NULL));
  g_assert_true (g_file_set_contents (thumb, "small", -1, NULL));
  return hash;
}

static char *
in_folder (const Catalog *c, const char *name)
{
  return g_build_filename (c->folder, name, NULL);
}

/* A catalog with one product and one photo. Transfer full: the photo's hash. */
static char *
fill (Catalog *c)
{
  g_autoptr (EtaProduct) product = make_product (c, "KOPI", "Kopi", NULL, NULL);
  char *hash = add_photo_file (c, "not really a JPEG");

  g_ptr_array_add (product->photos, eta_photo_new (hash, 10, 10));
  put_now (c->store, "Add product", product);
  return hash;
}

static void
back_up (Catalog *c, const char *path)
{
  g_autoptr (GError) error = NULL;

  eta_backup_write (c->store, path, NULL, &error);
  g_assert_no_error (error);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  return n;
}

/* B39: what was stored just before is in the backup, though it stands in the WAL only. */
static void
test_round_trip (Catalog *c, gconstpointer unused)
{
  g_autofree char *hash = fill (c);
  g_autofree char *path = in_folder (c, "a.etalasebackup"),
                  *other = in_folder (c, "baru.etalasedb");
  g_autofree char *album = eta_store_album_path (other);
  g_autofree char *photo = g_strdup_printf ("%s/%.2s/%s.jpg", album, hash, hash);
  g_autofree char *thumb = g_strdup_printf ("%s/%.2s/%s.t.jpg", album, hash, hash);
  g_autofree char *bytes = NULL;
  g_autoptr (EtaStore) store = NULL;
  g_autoptr (EtaProduct) product = NULL;
  g_autoptr (GError) error = NULL;
  const guint files = count_files (c->folder);

  back_up (c, path);
  g_assert_cmpuint (count_files (c->folder), ==, files + 1);
  eta_backup_restore (path, other, NULL, NULL, &error);
  g_assert_no_error (error);
  store = open_store (other, 0);
  assert_sound (store);
  product = eta_store_find_sku (store, NULL, "KOPI", NULL);
  g_assert_nonnull (product);
  g_assert_true (g_file_get_contents (photo, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "not really a JPEG");
  g_assert_true (g_file_test (thumb, G_FILE_TEST_EXISTS));
  g_assert_cmpstr (eta_store_org (store), ==, eta_store_org (c->store));
  /* Its history came along. */
  g_assert_true (eta_history_undo (store, NULL, NULL));
}

/* The scan of a certificate may be a PDF: it is in the backup, too, and checked. */
static void
test_pdf (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = make_product (c, "KOPI", "Kopi", NULL, NULL);
  EtaCertificate *certificate = eta_certificate_new ();
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "%PDF-1.4", -1);
  g_autofree char *album = eta_store_album_path (c->path);
  g_autofree char *folder = g_strdup_printf ("%s/%.2s", album, hash);
  g_autofree char *page = g_strdup_printf ("%s/%s.pdf", folder, hash);
  g_autofree char *path = in_folder (c, "a.etalasebackup"),
                  *other = in_folder (c, "baru.etalasedb");
  g_autofree char *there = eta_store_album_path (other);
  g_autofree char *back = g_strdup_printf ("%s/%.2s/%s.pdf", there, hash, hash);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_true (g_file_set_contents (page, "%PDF-1.4", -1, NULL));
  certificate->kind = g_strdup ("halal");
  certificate->scan = g_strdup (hash);
  g_ptr_array_add (product->certificates, certificate);
  put_now (c->store, "Add product", product);
  back_up (c, path);
  eta_backup_restore (path, other, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (back, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "%PDF-1.4");
}

/* While one writes on and on, a backup is whole, and neither waits for the other. */
static void
test_while_writing (Catalog *c, gconstpointer unused)
{
  g_autofree char *hash = fill (c), *path = in_folder (c, "a.etalasebackup");
  g_autoptr (EtaStore) other = eta_store_reopen (c->store, 0, NULL);
  g_autoptr (EtaProduct) product = make_product (c, "MADU", "Madu", NULL, NULL);

  step (other, "Add product");
  g_assert_true (eta_store_put_product (other, product, NULL));
  back_up (c, path);
  commit (other);
  g_assert_cmpint (eta_store_count_products (c->store), ==, 2);
}

static void
test_keeps_old (Catalog *c, gconstpointer unused)
{
  g_autofree char *hash = fill (c), *path = in_folder (c, "a.etalasebackup");
  g_autoptr (EtaProduct) later = make_product (c, "LATER", "Nanti", NULL, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *name = g_strdup_printf ("toko before restore %s.etalasedb", date);
  g_autofree char *kept = in_folder (c, name), *kept_album = eta_store_album_path (kept);
  g_autoptr (EtaStore) old = NULL;
  g_autoptr (GError) error = NULL;

  back_up (c, path);
  put_now (c->store, "Add product", later);
  /* Refused while it is open. */
  g_assert_false (eta_backup_restore (path, c->path, NULL, NULL, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_LOCKED);
  g_clear_error (&error);
  g_clear_pointer (&c->store, eta_store_close);
  eta_backup_restore (path, c->path, NULL, NULL, &error);
  g_assert_no_error (error);
  c->store = open_store (c->path, 0);
  g_assert_cmpint (eta_store_count_products (c->store), ==, 1);
  old = open_store (kept, 0);
  g_assert_cmpint (eta_store_count_products (old), ==, 2);
  g_assert_true (g_file_test (kept_album, G_FILE_TEST_IS_DIR));
}

/* A damaged catalog does not hinder the restoring, and is kept. */
static void
test_over_damaged (Catalog *c, gconstpointer unused)
{
  g_autofree char *hash = fill (c), *path = in_folder (c, "a.etalasebackup");
  g_autofree char *bytes = NULL, *good = NULL;
  g_autoptr (GError) error = NULL;
  gsize n;

  back_up (c, path);
  g_clear_pointer (&c->store, eta_store_close);
  g_assert_true (g_file_get_contents (c->path, &bytes, &n, NULL));
  memset (bytes + 100, 0, n - 100);
  g_assert_true (g_file_set_contents (c->path, bytes, (gssize)n, NULL));
  eta_backup_restore (path, c->path, NULL, NULL, &error);
  g_assert_no_error (error);
  c->store = open_store (c->path, 0);
  g_assert_cmpint (eta_store_count_products (c->store), ==, 1);
}

static void
test_missing_photo (Catalog *c, gconstpointer unused)
{
  g_autofree char *hash = fill (c), *path = in_folder (c, "a.etalasebackup");
  g_autofree char *album = eta_store_album_path (c->path);
  g_autofree char *photo = g_strdup_printf ("%s/%.2s/%s.jpg", album, hash, hash);
  g_autofree char *other = in_folder (c, "baru.etalasedb");
  g_autoptr (GError) error = NULL;

  /* Other bytes than its name says. */
  g_assert_true (g_file_set_contents (photo, "damaged", -1, NULL));
  back_up (c, path);
  eta_backup_restore (path, other, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
test_cancel (Catalog *c, gconstpointer unused)
{
  g_autofree char *hash = fill (c), *path = in_folder (c, "a.etalasebackup");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const guint files = count_files (c->folder);

  g_cancellable_cancel (cancellable);
  g_assert_false (eta_backup_write (c->store, path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (c->folder), ==, files);
}

/* An older backup of the same name stays whole when the new one does not fit. */
static void
test_full (Catalog *c, gconstpointer unused)
{
  struct rlimit before, small;
  g_autofree char *hash = fill (c), *path = in_folder (c, "a.etalasebackup");
  g_autofree char *old = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_old, n_after;

  back_up (c, path);
  g_assert_true (g_file_get_contents (path, &old, &n_old, NULL));
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 8192;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (eta_backup_write (c->store, path, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_FULL);
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (old, n_old, after, n_after);
}

/* --- files from anybody ----------------------------------------------------------------------- */

typedef struct {
  const char *name;
  const char *bytes;
  const char *link; /* of a symbolic link, or NULL */
} Part;

static void
write_zip (const char *path, const Part *parts, guint n)
{
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  for (guint i = 0; i < n; i++) {
    struct archive_entry *entry = archive_entry_new ();

    archive_entry_set_pathname (entry, parts[i].name);
    archive_entry_set_filetype (entry, parts[i].link ? AE_IFLNK : AE_IFREG);
    archive_entry_set_perm (entry, 0644);
    if (parts[i].link)
      archive_entry_set_symlink (entry, parts[i].link);
    archive_entry_set_size (entry, parts[i].link ? 0 : (gint64)strlen (parts[i].bytes));
    g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
    if (!parts[i].link)
      archive_write_data (archive, parts[i].bytes, strlen (parts[i].bytes));
    archive_entry_free (entry);
  }
  archive_write_free (archive);
}

#define HASH "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static void
assert_refused (Catalog *c, const char *path, EtaCatalogError code)
{
  g_autofree char *other = in_folder (c, "baru.etalasedb");
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GError) error = NULL;
  const guint files = count_files (c->folder);

  g_assert_false (eta_backup_restore (path, other, NULL, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, ETA_CATALOG_ERROR, (int)code);
  g_assert_nonnull (strstr (error->message, name));
  /* Neither a catalog nor a remainder. */
  g_assert_cmpuint (count_files (c->folder), ==, files);
}

static void
test_hostile (Catalog *c, gconstpointer unused)
{
  static const Part parts[] = {
      {"../evil.txt", "x"},
      {"/tmp/evil.txt", "x"},
      {"photos/../../evil.jpg", "x"},
      {"photos/aa/..\\..\\evil.jpg", "x"},
      {"C:evil.jpg", "x"},
      {"catalog.etalasedb", "", "/etc/passwd"},
      {"photos/aa/" HASH ".jpg", "", "/etc/passwd"},
      {"readme.txt", "no catalog in it"},
      {"catalog.etalasedb", "not a database"},
  };
  static const Part twice[] = {{"catalog.etalasedb", "a"}, {"catalog.etalasedb", "b"}};
  static const Part lie[] = {{"photos/aa/" HASH ".jpg", "not of that hash"}};
  g_autofree char *path = in_folder (c, "jahat.etalasebackup");

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    write_zip (path, &parts[i], 1);
    assert_refused (c, path, ETA_CATALOG_ERROR_INPUT);
  }
  write_zip (path, twice, 2);
  assert_refused (c, path, ETA_CATALOG_ERROR_INPUT);
  write_zip (path, lie, 1);
  assert_refused (c, path, ETA_CATALOG_ERROR_DAMAGED);
  g_assert_true (g_file_set_contents (path, "\xff\xd8\xff\xe0 JFIF", -1, NULL));
  assert_refused (c, path, ETA_CATALOG_ERROR_INPUT);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  assert_refused (c, path, ETA_CATALOG_ERROR_INPUT);
}

/* A kilobyte that becomes a gigabyte. */
static void
test_bomb (Catalog *c, gconstpointer unused)
{
  g_autofree char *path = in_folder (c, "bom.etalasebackup");
  g_autofree char *zeros = g_strnfill (200 * 1024 * 1024, '0');
  const Part part = {"catalog.etalasedb", zeros};

  write_zip (path, &part, 1);
  assert_refused (c, path, ETA_CATALOG_ERROR_INPUT);
}

static void
test_cut_off (Catalog *c, gconstpointer unused)
{
  g_autofree char *hash = fill (c), *path = in_folder (c, "a.etalasebackup");
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize n;

  back_up (c, path);
  g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize)n / 2, NULL));
  assert_refused (c, path, ETA_CATALOG_ERROR_DAMAGED);
  bytes[n / 3] ^= 0x55;
  g_assert_true (g_file_set_contents (path, bytes, (gssize)n, NULL));
  assert_refused (c, path, ETA_CATALOG_ERROR_DAMAGED);
}

static void
test_newer (Catalog *c, gconstpointer unused)
{
  g_autofree char *path = in_folder (c, "a.etalasebackup");

  g_assert_true (eta_sql_exec (c->store, "PRAGMA user_version = 99", NULL));
  back_up (c, path);
  assert_refused (c, path, ETA_CATALOG_ERROR_NEWER);
}

/* --- one a day -------------------------------------------------------------------------------- */

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_catalog ("/backup/round-trip", test_round_trip);
  with_catalog ("/backup/while-writing", test_while_writing);
  with_catalog ("/backup/keeps-old", test_keeps_old);
  with_catalog ("/backup/over-damaged", test_over_damaged);
  with_catalog ("/backup/missing-photo", test_missing_photo);
  with_catalog ("/backup/pdf", test_pdf);
  with_catalog ("/backup/cancel", test_cancel);
  with_catalog ("/backup/full", test_full);
  with_catalog ("/backup/hostile", test_hostile);
  with_catalog ("/backup/bomb", test_bomb);
  with_catalog ("/backup/cut-off", test_cut_off);
  with_catalog ("/backup/newer", test_newer);
  return g_test_run ();
}
