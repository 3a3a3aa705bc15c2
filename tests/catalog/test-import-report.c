#include "import-fixture.h"

/* --- what is asked for besides ---------------------------------------------------------------- */

static void
test_existing (Fixture *f, gconstpointer data)
{
  EtaImportOptions leave = {.leave_existing = TRUE};

  make_producer (f, "Kopontren A");
  import_text (f, "sku,nama,harga\nK1,Kopi,1000\n", NULL);
  import_text (f, "sku,nama,harga\nK1,Teh,2000\nK2,Gula,3000\n", &leave);
  assert_counts (f, 1, 0, 0, 0);
  g_assert_cmpuint (f->report.n_left, ==, 1);
  {
    g_autoptr (EtaProduct) product = find (f, "K1");
    g_assert_cmpstr (eta_product_name (product, "id"), ==, "Kopi");
  }
}

/* A producer whose only row is refused is not made. */
static void
test_refused_producer (Fixture *f, gconstpointer data)
{
  import_text (f, "sku,produsen,harga\nK1,Baru,gratis\nK2,Lain,1000\n", NULL);
  assert_counts (f, 1, 0, 0, 1);
  g_assert_cmpuint (f->report.remarks->len, ==, 1);
  g_assert_cmpint (eta_store_count_producers (f->store), ==, 1);
}

/* Nothing of a table with a bad row, and the report still says what is bad. */
static void
test_all_or_nothing (Fixture *f, gconstpointer data)
{
  const EtaImportOptions all = {.all_or_nothing = TRUE};
  g_autofree char *path = path_in (f, "table.csv"), *problems = path_in (f, "masalah.csv");
  g_autofree char *text = NULL;
  g_autoptr (EtaSheetTable) table = NULL;
  g_autoptr (GError) error = NULL;

  make_producer (f, "Kopontren A");
  g_assert_true (g_file_set_contents (path, "sku,harga\nK1,1000\nK2,gratis\n", -1, NULL));
  table = eta_table_file_read (path, NULL, NULL);
  g_assert_false (eta_table_import (f->store, table, path, &all, &f->report, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  g_assert_cmpint (eta_store_count_products (f->store), ==, 0);
  assert_remark (f, 0, 3, "harga", "gratis");
  g_clear_error (&error);
  eta_import_report_save (&f->report, problems, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (problems, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "3,harga,"));
}

/* A list without codes: made from the names, the same ones the next time. */
static void
test_make_codes (Fixture *f, gconstpointer data)
{
  EtaImportOptions make = {.make_codes = TRUE};
  const char *list = "nama,harga\nKopi Arabika Ijen 250 g,1000\nقهوة,2000\nMadu,3\nMadu,4\n,5\n";

  make_producer (f, "Kopontren A");
  import_text (f, list, &make);
  assert_counts (f, 4, 0, 0, 1);
  assert_remark (f, 0, 6, NULL, "SKU");
  for (guint i = 0; i < 4; i++) {
    static const char *const codes[] = {"KOPI-ARABIKA-IJEN-250-G", "قهوة", "MADU", "MADU-2"};
    g_autoptr (EtaProduct) product = find (f, codes[i]);
    g_assert_nonnull (product);
  }
  import_text (f, list, &make);
  assert_counts (f, 0, 0, 4, 1);
}

/* "kopi-01 (2).jpg" is a photo of KOPI-01, though no column says so; what nobody has is told. */
static void
test_photos_by_code (Fixture *f, gconstpointer data)
{
  guint n = 0;
  g_autofree char *folder = path_in (f, "foto");
  EtaImportOptions options = {
      .intake = fake_intake, .intake_data = &n, .photo_source = folder, .dry_run = TRUE};

  make_producer (f, "Kopontren A");
  g_mkdir (folder, 0755);
  touch (f, "foto/KOPI-01 a.jpg");
  touch (f, "foto/kopi-01 (2).jpg");
  touch (f, "foto/madu-hutan.jpg");
  touch (f, "foto/IMG_7.jpg");
  import_text (f, "kode,nama,foto\nKOPI-01,Kopi,\nM-1,Madu hutan,\nX-1,Lain,IMG_7.jpg\n", &options);
  g_assert_cmpuint (f->report.n_photos, ==, 4);
  g_assert_cmpuint (n, ==, 0);
  options.dry_run = FALSE;
  import_text (f, "kode,nama\nKOPI-01,Kopi\nM-1,Madu hutan\n", &options);
  assert_counts (f, 2, 0, 0, 0);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (f->report.unused->len, ==, 1);
  g_assert_cmpstr (f->report.unused->pdata[0], ==, "IMG_7.jpg");
  {
    g_autoptr (EtaProduct) product = find (f, "KOPI-01");
    g_assert_cmpuint (product->photos->len, ==, 2);
  }
}

/* A list as the office of a pesantren keeps it in Excel, with titles, sections, prices in five
 * spellings: nothing to map, nothing left out. */
static void
test_real_list (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *sku, *address, *text;
  } expected[] = {
      {"KOPI-01", "price.idr", "12500"},
      {"KOPI-02", "price.idr", "15000"},
      {"KOPI-03", "price.idr", "17500"},
      {"KOPI-04", "price.idr", "20000"},
      {"KOPI-05", "price.idr", "22500"},
      {"SBN-20", "price.idr", "260000"},
      {"KOPI-01", "net", "100"},
      {"KOPI-02", "net", "150"},
      {"KOPI-03", "net", "200"},
      {"KOPI-04", "net", "250"},
      {"KOPI-05", "net", "300"},
      {"MADU-07", "carton.count", "14"},
      {"BTK-01", "name.id", "Batik Tulis Argopuro 1"},
      {"SKP-03", "story.id",
       "Songkok Hitam buatan santri Semeru.\nDibuat setiap hari Kamis, \"tanpa pengawet\"."},
  };

  make_producer (f, "Kopontren Al-Hidayah");
  import_fixture (f, "daftar-produk.xlsx");
  assert_counts (f, 100, 0, 0, 0);
  g_assert_cmpuint (f->report.remarks->len, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    g_autoptr (EtaProduct) product = find (f, expected[i].sku);
    g_autofree char *text = eta_product_get (product, expected[i].address);
    g_assert_cmpstr (text, ==, expected[i].text);
  }
}

/* Two columns of the same name: the first has the field. (Three of them once read freed memory.) */
static void
test_same_headings (Fixture *f, gconstpointer data)
{
  make_producer (f, "Kopontren A");
  import_text (f, "kode,nama,nama,nama,kode\nK1,Kopi,Teh,Gula,K9\n", NULL);
  assert_counts (f, 1, 0, 0, 0);
  {
    g_autoptr (EtaProduct) product = find (f, "K1");
    g_assert_cmpstr (eta_product_name (product, "id"), ==, "Kopi");
  }
}

/* Anybody's JSON: an array of objects. */
static void
test_foreign_json (Fixture *f, gconstpointer data)
{
  make_producer (f, "Kopontren A");
  import_text (
      f,
      "[{\"sku\": \"K1\", \"name\": {\"id\": \"Kopi\", \"ar\": \"قهوة\"}, \"price_usd\": 4.5},\n"
      " {\"sku\": \"K2\", \"moq\": 12, \"price_kwd\": 1.234, \"x\": [1, 2], \"y\": null}]",
      NULL);
  assert_counts (f, 2, 0, 0, 0);
  {
    g_autoptr (EtaProduct) product = find (f, "K1");
    g_autofree char *price = eta_product_get (product, "price.usd");
    g_assert_cmpstr (eta_product_name (product, "ar"), ==, "قهوة");
    g_autoptr (EtaProduct) other = find (f, "K2");
    g_autofree char *dinar = eta_product_get (other, "price.kwd");
    g_assert_cmpstr (price, ==, "4.50");
    g_assert_cmpstr (dinar, ==, "1.234");
  }
}

#define ADD(path, func) g_test_add ("/import-report/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("existing", test_existing);
  ADD ("refused-producer", test_refused_producer);
  ADD ("all-or-nothing", test_all_or_nothing);
  ADD ("make-codes", test_make_codes);
  ADD ("photos-by-code", test_photos_by_code);
  ADD ("real-list", test_real_list);
  ADD ("same-headings", test_same_headings);
  ADD ("foreign-json", test_foreign_json);
  return g_test_run ();
}
