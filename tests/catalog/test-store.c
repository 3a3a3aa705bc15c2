#include "temp-catalog.h"

#include "catalog/store-sql.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static EtaProduct *
full_product (const Catalog *catalog)
{
  EtaProduct *product =
      make_product (catalog, "KOPI-01", "Kopi Arabika Ijen", "Ijen coffee", "قهوة إيجن العربية");
  EtaWords *words = eta_words_ensure (product->words, "de");
  EtaPrice *price = eta_price_new ();
  EtaPack *pack = eta_pack_new ();
  EtaVariant *variant = eta_variant_new ();
  EtaPhoto *photo = eta_photo_new (
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 2048, 1536);
  EtaPhoto *second =
      eta_photo_new ("bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", 100, 50);
  EtaCertificate *certificate = eta_certificate_new ();
  EtaEvidence *evidence = eta_evidence_new ("allergens");

  eta_set_text (&words->story, "Erster Absatz.\n\nZweiter.");
  eta_set_text (&product->category, "kopi");
  eta_set_text (&product->gtin, "0036000291452");
  eta_set_text (&product->hs, "090121");
  product->net = 250;
  product->keep_min = 0;
  product->keep_max = ETA_NO_CELSIUS;
  eta_set_text (&price->currency, "USD");
  price->minor = 450;
  g_ptr_array_add (product->prices, price);
  eta_set_text (&pack->level, "carton");
  pack->count = 24;
  pack->this_side_up = TRUE;
  g_ptr_array_add (product->packs, pack);
  eta_set_text (&variant->sku, "KOPI-01-500");
  g_ptr_array_add (product->variants, variant);
  photo->captions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (photo->captions, g_strdup ("ar"), g_strdup ("حبوب"));
  photo->focus_x = 0;
  g_ptr_array_add (product->photos, photo);
  g_ptr_array_add (product->photos, second);
  eta_set_text (&certificate->kind, "halal");
  eta_set_text (&certificate->issued, "2024-02-01");
  g_ptr_array_add (product->certificates, certificate);
  eta_set_text (&evidence->value, "none");
  g_ptr_array_add (product->evidence, evidence);
  return product;
}

static void
test_round_trip (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = full_product (c);
  g_autoptr (EtaProduct) back = NULL;
  g_autoptr (GError) error = NULL;
  EtaPhoto *photo;

  put_now (c->store, "Add product", product);
  back = eta_store_get_product (c->store, product->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (back->producer_id, ==, c->producer);
  g_assert_cmpstr (back->sku, ==, "KOPI-01");
  g_assert_cmpstr (back->gtin, ==, "0036000291452");
  g_assert_cmpint (back->net, ==, 250);
  g_assert_cmpint (back->gross, ==, 0);
  g_assert_cmpint (back->keep_min, ==, 0);
  g_assert_cmpint (back->keep_max, ==, ETA_NO_CELSIUS);
  g_assert_cmpstr (eta_product_name (back, "ar"), ==, "قهوة إيجن العربية");
  g_assert_cmpuint (back->words->len, ==, 4);
  g_assert_cmpstr (((EtaWords *)back->words->pdata[3])->story, ==, "Erster Absatz.\n\nZweiter.");
  g_assert_cmpint (eta_product_price (back, "USD")->minor, ==, 450);
  g_assert_true (eta_product_pack (back, "carton")->this_side_up);
  photo = back->photos->pdata[0];
  g_assert_cmpint (photo->focus_x, ==, 0);
  g_assert_cmpint (photo->focus_y, ==, 500);
  g_assert_cmpstr (g_hash_table_lookup (photo->captions, "ar"), ==, "حبوب");
  g_assert_cmpstr (((EtaEvidence *)back->evidence->pdata[0])->value, ==, "none");
  g_assert_nonnull (back->created);
  g_assert_cmpstr (back->created, ==, back->changed);
  g_assert_cmpint (eta_store_count_products (c->store), ==, 1);
  assert_sound (c->store);
}

/* What is put as it was read changes nothing: no step, no new time. */
static void
test_put_same (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = full_product (c);
  g_autoptr (EtaProduct) first = NULL, second = NULL;
  g_autoptr (GPtrArray) before = NULL, after = NULL;

  put_now (c->store, "Add product", product);
  first = eta_store_get_product (c->store, product->id, NULL);
  before = eta_history_list (c->store, NULL, 0, NULL);
  g_usleep (3000);
  put_now (c->store, "Edit product", first);
  second = eta_store_get_product (c->store, product->id, NULL);
  after = eta_history_list (c->store, NULL, 0, NULL);
  g_assert_cmpstr (first->changed, ==, second->changed);
  g_assert_cmpuint (before->len, ==, after->len);
}

/* Photos are put in another order, one goes, one gets another caption. */
static void
test_children (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = full_product (c);
  g_autoptr (EtaProduct) back = NULL;
  EtaPhoto *first = product->photos->pdata[0];
  char *id = g_strdup (((EtaPhoto *)product->photos->pdata[1])->id);

  put_now (c->store, "Add product", product);
  product->photos->pdata[0] = product->photos->pdata[1];
  product->photos->pdata[1] = first;
  g_hash_table_insert (first->captions, g_strdup ("id"), g_strdup ("Biji kopi"));
  g_hash_table_remove (first->captions, "ar");
  g_ptr_array_set_size (product->prices, 0);
  put_now (c->store, "Edit product", product);
  back = eta_store_get_product (c->store, product->id, NULL);
  g_assert_cmpstr (((EtaPhoto *)back->photos->pdata[0])->id, ==, id);
  first = back->photos->pdata[1];
  g_assert_cmpuint (g_hash_table_size (first->captions), ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (first->captions, "id"), ==, "Biji kopi");
  g_assert_cmpuint (back->prices->len, ==, 0);

  g_ptr_array_remove_index (product->photos, 1);
  put_now (c->store, "Remove photo", product);
  eta_product_unref (back);
  back = eta_store_get_product (c->store, product->id, NULL);
  g_assert_cmpuint (back->photos->len, ==, 1);
  assert_sound (c->store);
  g_free (id);
}

static void
test_sku (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) first = make_product (c, "KOPI-01", "Kopi", NULL, NULL);
  g_autoptr (EtaProduct) same = make_product (c,
                                              " kopi\xe2\x80\x91"
                                              "01 ",
                                              "Madu", NULL, NULL);
  g_autoptr (EtaProduct) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *free_sku = NULL;

  put_now (c->store, "Add product", first);
  eta_set_text (&same->sku, "\xc2\xa0kopi-01\xc2\xa0");
  step (c->store, "Add product");
  g_assert_false (eta_store_put_product (c->store, same, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, "Kopi"));
  eta_step_abort (c->store);
  found = eta_store_find_sku (c->store, NULL, "Kopi-01", NULL);
  g_assert_cmpstr (found->id, ==, first->id);
  free_sku = eta_store_free_sku (c->store, c->producer, "kopi-01");
  g_assert_cmpstr (free_sku, ==, "kopi-01-2");
  g_clear_error (&error);
  g_assert_null (eta_store_find_sku (c->store, NULL, "TIDAK", &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "TIDAK"));
}

/* A put that fails inside a step leaves no half product when the step goes on. */
static void
test_half_put (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) good = make_product (c, "A", "Kopi", NULL, NULL);
  g_autoptr (EtaProduct) bad = full_product (c);
  g_autoptr (GError) error = NULL;
  EtaPhoto *broken = eta_photo_new (NULL, 1, 1);

  g_ptr_array_add (bad->photos, broken);
  step (c->store, "Import");
  g_assert_true (eta_store_put_product (c->store, good, NULL));
  g_assert_false (eta_store_put_product (c->store, bad, &error));
  g_assert_nonnull (error);
  commit (c->store);
  g_assert_cmpint (eta_store_count_products (c->store), ==, 1);
  g_assert_cmpint (eta_store_row_of (c->store, bad->id), ==, 0);
  assert_sound (c->store);
}

static void
test_halal_flag (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = full_product (c);
  g_autoptr (EtaProduct) back = NULL;
  EtaWords *words = eta_words_ensure (product->words, "id");
  EtaCertificate *certificate;

  eta_set_text (&words->ingredients, "Kopi, gula");
  put_now (c->store, "Add product", product);
  /* A translation, or another spelling, is no change. */
  eta_set_text (&eta_words_ensure (product->words, "en")->ingredients, "Coffee, sugar");
  eta_set_text (&words->ingredients, "kopi,  Gula");
  put_now (c->store, "Edit product", product);
  back = eta_store_get_product (c->store, product->id, NULL);
  certificate = back->certificates->pdata[0];
  g_assert_null (certificate->flag);
  eta_product_unref (back);

  eta_set_text (&words->ingredients, "Kopi, gula, susu");
  put_now (c->store, "Edit product", product);
  back = eta_store_get_product (c->store, product->id, NULL);
  certificate = back->certificates->pdata[0];
  g_assert_nonnull (certificate->flag);
  g_assert_true (g_str_has_prefix (certificate->flag, "composition changed 20"));
  /* Confirmed. */
  eta_set_text (&certificate->flag, NULL);
  put_now (c->store, "Confirm certificate", back);
  eta_product_unref (back);
  back = eta_store_get_product (c->store, product->id, NULL);
  certificate = back->certificates->pdata[0];
  g_assert_null (certificate->flag);
}

/* A product without a halal certificate of its own goes by its producer's. */
static void
test_halal_of_producer (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = make_product (c, "A", "Sirup", NULL, NULL);
  g_autoptr (EtaProducer) producer = eta_store_get_producer (c->store, c->producer, NULL);
  g_autoptr (EtaProducer) after = NULL;
  EtaCertificate *certificate = eta_certificate_new ();
  EtaWords *words = eta_words_ensure (product->words, "id");

  eta_set_text (&certificate->kind, "halal");
  g_ptr_array_add (producer->certificates, certificate);
  step (c->store, "Edit producer");
  g_assert_true (eta_store_put_producer (c->store, producer, NULL));
  commit (c->store);
  eta_set_text (&words->ingredients, "Gula");
  put_now (c->store, "Add product", product);
  eta_set_text (&words->ingredients, "Gula, pewarna");
  put_now (c->store, "Edit product", product);
  after = eta_store_get_producer (c->store, c->producer, NULL);
  certificate = after->certificates->pdata[0];
  g_assert_true (g_str_has_prefix (certificate->flag, "composition changed 20"));
  g_assert_true (eta_history_undo (c->store, NULL, NULL));
  eta_producer_unref (after);
  after = eta_store_get_producer (c->store, c->producer, NULL);
  certificate = after->certificates->pdata[0];
  g_assert_null (certificate->flag);
}

static void
test_trash_and_purge (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = full_product (c);
  g_autoptr (EtaProduct) again = make_product (c, "kopi-01", "Lain", NULL, NULL);
  g_autoptr (GError) error = NULL;

  put_now (c->store, "Add product", product);
  step (c->store, "Delete product");
  g_assert_true (eta_store_trash_product (c->store, product->id, TRUE, NULL));
  commit (c->store);
  g_assert_cmpint (eta_store_count_products (c->store), ==, 0);
  step (c->store, "Add product");
  g_assert_false (eta_store_put_product (c->store, again, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, "trash"));
  g_assert_true (eta_store_purge_product (c->store, product->id, NULL));
  g_assert_true (eta_store_put_product (c->store, again, NULL));
  commit (c->store);
  assert_sound (c->store);
  g_clear_error (&error);
  step (c->store, "Delete producer");
  g_assert_false (eta_store_delete_producer (c->store, c->producer, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, "1 product"));
  eta_step_abort (c->store);
}

static void
test_producer (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProducer) found = eta_store_find_producer (c->store, "ponpes  AL-FALAH", NULL);
  g_autoptr (EtaProducer) draft = NULL, back = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (found);
  draft = eta_producer_copy (found);
  eta_set_text (&eta_words_ensure (draft->words, "ar")->name, "معهد الفلاح");
  eta_set_text (&draft->whatsapp, "+62811");
  step (c->store, "Edit producer");
  g_assert_true (eta_store_put_producer (c->store, draft, NULL));
  commit (c->store);
  back = eta_store_get_producer (c->store, c->producer, NULL);
  g_assert_cmpstr (eta_producer_name (back, "ar"), ==, "معهد الفلاح");
  g_assert_cmpstr (back->whatsapp, ==, "+62811");
  all = eta_store_list_producers (c->store, NULL);
  g_assert_cmpuint (all->len, ==, 1);
  step (c->store, "Delete producer");
  g_assert_true (eta_store_delete_producer (c->store, c->producer, &error));
  commit (c->store);
  g_assert_cmpint (eta_store_count_producers (c->store), ==, 0);
}

static void
test_settings (Catalog *c, gconstpointer unused)
{
  g_autofree char *none = eta_store_get_setting (c->store, "name");
  g_autofree char *value = NULL;

  g_assert_null (none);
  g_assert_true (eta_store_set_setting (c->store, "name", "Toko ‘kami’", NULL));
  value = eta_store_get_setting (c->store, "name");
  g_assert_cmpstr (value, ==, "Toko ‘kami’");
  g_assert_cmpuint (strlen (eta_store_org (c->store)), ==, 8);
}

/* --- files that are not catalogs -------------------------------------------------------------- */

static void
assert_untouched (const char *path, const char *bytes, gsize len, EtaCatalogError code)
{
  g_autofree char *after = NULL, *wal = g_strconcat (path, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (path);
  gsize n;

  g_file_set_contents (path, bytes, (gssize)len, NULL);
  g_assert_null (eta_store_open (path, ETA_STORE_CREATE, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, (int)code);
  g_assert_nonnull (strstr (error->message, name));
  g_assert_true (g_file_get_contents (path, &after, &n, NULL));
  g_assert_cmpmem (after, n, bytes, len);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
}

static void
test_wrong_kind (Catalog *c, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (c->folder, "foto.jpg", NULL);
  g_autofree char *other = g_build_filename (c->folder, "lain.db", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db;
  gsize n;

  assert_untouched (path, "\xff\xd8\xff\xe0 JFIF", 9, ETA_CATALOG_ERROR_INPUT);
  assert_untouched (path, "", 0, ETA_CATALOG_ERROR_INPUT);
  g_assert_cmpint (sqlite3_open (other, &db), ==, SQLITE_OK);
  sqlite3_exec (db, "PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1)", 0, 0,
                0);
  sqlite3_close (db);
  g_assert_true (g_file_get_contents (other, &bytes, &n, NULL));
  assert_untouched (other, bytes, n, ETA_CATALOG_ERROR_INPUT);
  g_assert_null (eta_store_open (c->folder, ETA_STORE_CREATE, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (eta_store_open ("/nowhere/x.etalasedb", 0, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (eta_store_open ("/nowhere/x.etalasedb", ETA_STORE_CREATE, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND);
}

static void
test_newer (Catalog *c, gconstpointer unused)
{
  g_autofree char *bytes = NULL;
  gsize n;

  g_assert_cmpint (sqlite3_exec (c->store->db, "PRAGMA user_version = 999", 0, 0, 0), ==,
                   SQLITE_OK);
  g_clear_pointer (&c->store, eta_store_close);
  g_assert_true (g_file_get_contents (c->path, &bytes, &n, NULL));
  assert_untouched (c->path, bytes, n, ETA_CATALOG_ERROR_NEWER);
}

/* The higher version stands in the journal only: the other program was killed. */
static void
test_newer_in_wal (Catalog *c, gconstpointer unused)
{
  g_autofree char *copy = g_build_filename (c->folder, "salinan.etalasedb", NULL);
  g_autofree char *wal = g_strconcat (c->path, "-wal", NULL);
  g_autofree char *copy_wal = g_strconcat (copy, "-wal", NULL);
  g_autofree char *bytes = NULL, *journal = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize n, n_journal, n_after;

  g_assert_cmpint (sqlite3_exec (c->store->db, "PRAGMA user_version = 999", 0, 0, 0), ==,
                   SQLITE_OK);
  g_assert_true (g_file_get_contents (c->path, &bytes, &n, NULL));
  g_assert_true (g_file_get_contents (wal, &journal, &n_journal, NULL));
  g_assert_true (g_file_set_contents (copy, bytes, (gssize)n, NULL));
  g_assert_true (g_file_set_contents (copy_wal, journal, (gssize)n_journal, NULL));
  g_assert_null (eta_store_open (copy, 0, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NEWER);
  g_assert_true (g_file_get_contents (copy, &after, &n_after, NULL));
  g_assert_cmpmem (after, n_after, bytes, n);
}

static void
test_damaged (Catalog *c, gconstpointer unused)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaStore) store = NULL;
  gsize n;

  g_clear_pointer (&c->store, eta_store_close);
  g_assert_true (g_file_get_contents (c->path, &bytes, &n, NULL));
  memset (bytes + 100, 0xff, n - 100);
  g_assert_true (g_file_set_contents (c->path, bytes, (gssize)n, NULL));
  store = eta_store_open (c->path, 0, &error);
  g_assert_null (store);
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_DAMAGED);
}

/* --- other programs, other disks -------------------------------------------------------------- */

static void
test_locked (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaStore) other = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  eta_store_patience = 300;
  other = eta_store_reopen (c->store, 0, &error);
  eta_store_patience = 5000;
  step (c->store, "Long work");
  g_assert_false (eta_step_begin (other, "Edit", NULL, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_LOCKED);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 250000);
  g_assert_false (eta_step_open (other));
  commit (c->store);
  step (other, "Edit");
  commit (other);
}

/* Whether another process would meet a lock of this one on the file. */
static gboolean
is_locked_for_others (const char *path)
{
  int status = 0;
  pid_t child = fork ();

  if (child == 0) {
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int fd = open (path, O_RDWR | O_CLOEXEC);
    _exit (fd >= 0 && fcntl (fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ? 1 : 0);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return WEXITSTATUS (status) == 1;
}

/* A worker opens the catalog while the window has it open: the window's lock stays. Without it,
 * another program that leaves would delete the log the window still writes to. */
static void
test_locks_stay (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaStore) worker = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (is_locked_for_others (c->path));
  worker = eta_store_open (c->path, 0, &error);
  g_assert_no_error (error);
  g_assert_true (is_locked_for_others (c->path));
  g_clear_pointer (&worker, eta_store_close);
  g_assert_true (is_locked_for_others (c->path));
}

static char *
fuse (const char *path)
{
  return g_strdup ("fuse");
}

static void
test_far (Catalog *c, gconstpointer unused)
{
  char *(*before) (const char *) = eta_store_fs_type;
  g_autofree char *mode = NULL, *wal = g_strconcat (c->path, "-wal", NULL);
  g_autoptr (EtaProduct) product = make_product (c, "A", "Kopi", NULL, NULL);

  g_assert_null (eta_store_warning (c->store));
  g_clear_pointer (&c->store, eta_store_close);
  eta_store_fs_type = fuse;
  c->store = open_store (c->path, 0);
  eta_store_fs_type = before;
  g_assert_nonnull (eta_store_warning (c->store));
  g_assert_nonnull (strstr (eta_store_warning (c->store), "toko.etalasedb"));
  mode = eta_sql_text (c->store, "PRAGMA journal_mode", "");
  g_assert_cmpstr (mode, ==, "delete");
  put_now (c->store, "Add product", product);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
}

static void
test_read_only (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = make_product (c, "A", "Kopi", NULL, NULL);
  g_autoptr (EtaStore) looker = NULL;
  g_autoptr (GError) error = NULL;

  put_now (c->store, "Add product", product);
  looker = open_store (c->path, ETA_STORE_READ_ONLY);
  g_assert_true (eta_store_is_read_only (looker));
  g_assert_cmpint (eta_store_count_products (looker), ==, 1);
  g_assert_false (eta_step_begin (looker, "Edit", NULL, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_READ_ONLY);
}

/* Runs as nobody, who may not write into the folder. 0: as it should be. */
static int
look_as_nobody (const char *path, gboolean journal)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaStore) store = NULL;

  if (geteuid () == 0 && (setgid (65534) != 0 || setuid (65534) != 0))
    return 77;
  store = eta_store_open (path, 0, &error);
  if (store || !g_error_matches (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_READ_ONLY))
    return 1;
  store = eta_store_open (path, ETA_STORE_READ_ONLY, NULL);
  if (!store || eta_store_count_products (store) != 1)
    return 2;
  return journal == (eta_store_warning (store) != NULL) ? 0 : 3;
}

static int
status_of_nobody (Catalog *c, gboolean journal)
{
  int status;
  pid_t child;

  g_chmod (c->path, 0444);
  g_chmod (c->folder, 0555);
  child = fork ();
  if (child == 0)
    _exit (look_as_nobody (c->path, journal));
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_chmod (c->folder, 0755);
  return WEXITSTATUS (status);
}

static void
test_read_only_folder (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = make_product (c, "A", "Kopi", NULL, NULL);
  g_autofree char *journal = g_strconcat (c->path, "-wal", NULL);
  int status;

  put_now (c->store, "Add product", product);
  g_clear_pointer (&c->store, eta_store_close);
  status = status_of_nobody (c, FALSE);
  if (status == 77) {
    g_test_skip ("cannot become another user");
    return;
  }
  g_assert_cmpint (status, ==, 0);
  /* A program was killed there: its journal cannot be read in, which is told. */
  g_assert_true (g_file_set_contents (journal, "left over", -1, NULL));
  g_assert_cmpint (status_of_nobody (c, TRUE), ==, 0);
}

static void
fill_until_full (Catalog *c, GError **error)
{
  for (guint i = 0; !*error && i < 10000; i++) {
    g_autofree char *sku = g_strdup_printf ("SKU-%u", i);
    g_autoptr (EtaProduct) product = make_product (c, sku, "Kopi", "Coffee", "قهوة");

    eta_store_put_product (c->store, product, error);
  }
}

static void
assert_nothing_stays (Catalog *c, gint64 rows)
{
  g_autoptr (EtaProduct) product = make_product (c, "LAST", "Kopi", NULL, NULL);

  g_assert_cmpint (eta_store_count_products (c->store), ==, rows);
  assert_sound (c->store);
  put_now (c->store, "Add product", product);
  g_assert_cmpint (eta_store_count_products (c->store), ==, rows + 1);
}

static void
test_full (Catalog *c, gconstpointer unused)
{
  g_autofree char *limit = NULL;
  g_autoptr (GError) error = NULL;

  limit = g_strdup_printf ("PRAGMA max_page_count = %d",
                           (int)eta_sql_number (c->store, 0, "PRAGMA page_count", "") + 40);
  g_assert_true (eta_sql_exec (c->store, limit, NULL));
  step (c->store, "Import");
  fill_until_full (c, &error);
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_FULL);
  g_clear_error (&error);
  g_assert_false (eta_step_commit (c->store, &error) && !error);
  g_assert_false (eta_step_open (c->store));
  g_assert_true (eta_sql_exec (c->store, "PRAGMA max_page_count = 1000000", NULL));
  assert_nothing_stays (c, 0);
}

/* The system itself refuses to write on. */
static void
test_full_disk (Catalog *c, gconstpointer unused)
{
  struct rlimit before, small = {400 * 1024, RLIM_INFINITY};
  g_autoptr (GError) error = NULL;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small.rlim_max = before.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  step (c->store, "Import");
  fill_until_full (c, &error);
  if (!error)
    eta_step_commit (c->store, &error);
  else
    eta_step_abort (c->store);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_FULL);
  assert_nothing_stays (c, 0);
}

static void
test_album_path (void)
{
  g_autofree char *plain = eta_store_album_path ("/a/toko.etalasedb");
  g_autofree char *other = eta_store_album_path ("/a/toko.db");

  g_assert_cmpstr (plain, ==, "/a/toko.photos");
  g_assert_cmpstr (other, ==, "/a/toko.db.photos");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_catalog ("/store/round-trip", test_round_trip);
  with_catalog ("/store/put-same", test_put_same);
  with_catalog ("/store/children", test_children);
  with_catalog ("/store/sku", test_sku);
  with_catalog ("/store/half-put", test_half_put);
  with_catalog ("/store/halal-flag", test_halal_flag);
  with_catalog ("/store/halal-of-producer", test_halal_of_producer);
  with_catalog ("/store/trash-and-purge", test_trash_and_purge);
  with_catalog ("/store/producer", test_producer);
  with_catalog ("/store/settings", test_settings);
  with_catalog ("/store/wrong-kind", test_wrong_kind);
  with_catalog ("/store/newer", test_newer);
  with_catalog ("/store/newer-in-wal", test_newer_in_wal);
  with_catalog ("/store/damaged", test_damaged);
  with_catalog ("/store/locked", test_locked);
  with_catalog ("/store/locks-stay", test_locks_stay);
  with_catalog ("/store/far", test_far);
  with_catalog ("/store/read-only", test_read_only);
  with_catalog ("/store/read-only-folder", test_read_only_folder);
  with_catalog ("/store/full", test_full);
  with_catalog ("/store/full-disk", test_full_disk);
  g_test_add_func ("/store/album-path", test_album_path);
  return g_test_run ();
}
