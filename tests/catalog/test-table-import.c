#include "import-fixture.h"

#include "catalog/product-json.h"

#include <locale.h>
#include <stdlib.h>

static void
assert_value (Fixture *f, const char *sku, const char *address, const char *value)
{
  g_autoptr (EtaProduct) product = find (f, sku);
  g_autofree char *got = eta_product_get (product, address);

  g_assert_cmpstr (got, ==, value);
}

/* --- the cases from the field ------------------------------------------------------------------
 */

static void
test_fixtures (Fixture *f, gconstpointer data)
{
  make_producer (f, "Kopontren A");
  import_fixture (f, "bom_utf8.csv");
  assert_counts (f, 1, 0, 0, 0);
  assert_value (f, "KOPI-01", "price.usd", "4.50");
  assert_value (f, "KOPI-01", "gtin", "8991234567891");
  import_fixture (f, "semicolon_id.csv");
  assert_counts (f, 0, 1, 0, 0);
  assert_value (f, "KOPI-01", "price.usd", "1234.50");
  assert_value (f, "KOPI-01", "story.id", "Sangrai sedang; 250 g");
  import_fixture (f, "cp1252.csv");
  assert_value (f, "JAMU-02", "name.id", "Jamu “Kunyit” – ½ kg café");
  assert_value (f, "JAMU-02", "price.usd", "3.25");
  import_fixture (f, "utf16le.csv");
  assert_value (f, "KOPI-01", "name.ar", "قهوة أرابيكا");
  assert_value (f, "KOPI-01", "name.id", "Kopi Arabika Ijen");
  import_fixture (f, "newline_cell.csv");
  assert_counts (f, 2, 0, 0, 0);
  assert_value (f, "A", "story.id", "Line1\nLine2, with comma\nLine3 \"quoted\"");
}

static void
test_zeros (Fixture *f, gconstpointer data) /* B36 */
{
  make_producer (f, "Kopontren A");
  import_fixture (f, "leading_zero.csv");
  assert_counts (f, 1, 0, 0, 1);
  assert_value (f, "00123", "sku", "00123");
  assert_value (f, "00123", "gtin", "036000291452");
  assert_value (f, "00123", "hs", "040900");
  assert_remark (f, 0, 3, "barcode", "Excel shortened this barcode; format the column as Text");
}

static void
test_sample (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaProduct) product = NULL;
  g_autoptr (EtaProducer) producer = NULL;

  import_fixture (f, "sample_products.csv");
  assert_counts (f, 14, 0, 0, 0);
  g_assert_cmpuint (f->report.remarks->len, ==, 0);
  g_assert_cmpint (eta_store_count_producers (f->store), ==, 14);
  product = find (f, "KOPI-AR-250");
  producer = eta_store_get_producer (f->store, product->producer_id, NULL);
  g_assert_cmpstr (producer->name, ==, "Ponpes A (contoh)");
  g_assert_cmpstr (producer->regency, ==, "Bondowoso");
  g_assert_cmpstr (product->category, ==, "coffee");
  g_assert_cmpint (eta_product_price (product, "USD")->minor, ==, 450);
  g_assert_cmpstr (eta_product_price (product, "USD")->incoterm, ==, "FOB");
  g_assert_cmpstr (eta_product_price (product, "USD")->place, ==, "Surabaya");
  g_assert_cmpint (eta_product_price (product, "IDR")->minor, ==, 6500000);
  g_assert_cmpint (eta_product_pack (product, "carton")->gross, ==, 6800);
  g_assert_cmpint (product->shelf_life, ==, 365);
  g_assert_cmpuint (product->certificates->len, ==, 2);
  g_assert_cmpstr (((EtaCertificate *)product->certificates->pdata[0])->kind, ==, "halal");
  import_fixture (f, "sample_products.csv");
  assert_counts (f, 0, 0, 14, 0);
}

static void
test_kit (Fixture *f, gconstpointer data)
{
  import_text (
      f,
      "id,sku,photo,name_id,name_en,name_ar,desc_id,category,hs,unit,price_idr,price_usd,"
      "moq,capacity,weight_g,producer,city,certificates,shelf\n"
      "1,PP-1,,Batik,Batik,باتيك,Kain,Tekstil,6217.10,lembar,534500,33.41,50,"
      "5000 lembar/bulan,500,PP Al-Falah 1,Sumenep,\"Halal MUI, PIRT\",12 bulan / months\n",
      NULL);
  assert_counts (f, 1, 0, 0, 0);
  assert_value (f, "PP-1", "category", "textile");
  assert_value (f, "PP-1", "unit", "sheet");
  assert_value (f, "PP-1", "capacity", "5000");
  assert_value (f, "PP-1", "shelf_life", "365");
  assert_value (f, "PP-1", "net", "500");
  {
    g_autoptr (EtaProduct) product = find (f, "PP-1");
    g_assert_cmpuint (product->certificates->len, ==, 2);
    g_assert_cmpstr (((EtaCertificate *)product->certificates->pdata[0])->issuer, ==, "MUI");
  }
}

static void
test_workbook (Fixture *f, gconstpointer data)
{
  import_fixture (f, "workbook.xlsx");
  /* Row 5 holds an HS code that lost its zero and a price of three decimals. */
  assert_counts (f, 2, 0, 0, 1);
  assert_remark (f, 0, 5, "Kode HS", "0901.21");
  assert_remark (f, 1, 5, "Harga (USD)", "2 decimals");
  assert_value (f, "00123", "gtin", "036000291452");
  assert_value (f, "00123", "net", "250");
  assert_value (f, "00123", "price.usd", "4.50");
  assert_value (f, "00123", "price.usd.until", "2027-03-31");
  assert_value (f, "00125", "price.usd", "0.30");
  assert_value (f, "00125", "price.idr", "28000.50");
  assert_value (f, "00125", "net", "1125");
}

/* --- rows --------------------------------------------------------------------------------------
 */

static void
test_update (Fixture *f, gconstpointer data)
{
  make_producer (f, "Kopontren A");
  import_text (f, "sku,nama,moq,berat\nA,Satu,100,250\nB,Dua,200,500\n", NULL);
  assert_counts (f, 2, 0, 0, 0);
  /* An empty cell and a dash leave what is there; a code is known whatever its case. */
  import_text (f, "sku,nama,moq,berat\na,,150,\nB,-,200,\nC,Tiga,,\n\n", NULL);
  assert_counts (f, 1, 1, 1, 0);
  assert_value (f, "A", "name.id", "Satu");
  assert_value (f, "A", "moq", "150");
  assert_value (f, "A", "net", "250");
  assert_value (f, "A", "sku", "A");
}

static void
test_bad_rows (Fixture *f, gconstpointer data)
{
  make_producer (f, "Kopontren A");
  import_text (f,
               "sku,nama,moq,barcode,harga_jpy,berat,stage\n"
               "A,Satu,banyak,8991234567890,,,\n"
               ",Dua,1,,,,\n"
               "C,Tiga,1,,,,\n"
               "c ,Tiga lagi,1,,,,\n"
               "E,Lima,1,,1234.99,,\n"
               "F,Enam,1,,,#N/A,\n"
               "G,Tujuh,1,,,,giling\n",
               NULL);
  assert_counts (f, 1, 0, 0, 6);
  assert_remark (f, 0, 2, "moq", "banyak");
  assert_remark (f, 1, 2, "barcode", "should be 1");
  assert_remark (f, 2, 3, "sku", "no item code");
  assert_remark (f, 3, 5, "sku", "row 4");
  assert_remark (f, 4, 6, "harga_jpy", "no decimals");
  assert_remark (f, 5, 7, "berat", "formula");
  assert_remark (f, 6, 8, "stage", "giling");
  assert_value (f, "C", "name.id", "Tiga");
  g_assert_cmpint (eta_store_count_products (f->store), ==, 1);
}

static void
test_producers (Fixture *f, gconstpointer data)
{
  import_text (f,
               "sku,nama,pesantren,kota\nA,Satu,PP Nurul,Jember\nA,Satu,PP Falah,\n"
               "B,Dua,pp nurul,Malang\nC,Tiga,,\nD,Empat,\"PT Maju, Tbk\",\n"
               "E,Lima,\"PP Iman, Kediri\",\n",
               NULL);
  assert_counts (f, 5, 0, 0, 1);
  assert_remark (f, 0, 5, "pesantren", "who makes it");
  g_assert_cmpint (eta_store_count_producers (f->store), ==, 4);
  {
    g_autoptr (EtaProducer) nurul = eta_store_find_producer (f->store, "PP Nurul", NULL);
    g_autoptr (EtaProducer) iman = eta_store_find_producer (f->store, "PP Iman", NULL);
    g_autoptr (EtaProducer) maju = eta_store_find_producer (f->store, "PT Maju, Tbk", NULL);
    EtaImportOptions options = {.producer_id = nurul->id};

    g_assert_cmpstr (nurul->regency, ==, "Jember");
    g_assert_cmpstr (iman->regency, ==, "Kediri");
    g_assert_nonnull (maju);
    import_text (f, "sku,nama\nZ,Akhir\n", &options);
    assert_counts (f, 1, 0, 0, 0);
  }
}

/* Which mark is the decimal one is found out from the whole table. */
static void
test_decimals (Fixture *f, gconstpointer data)
{
  make_producer (f, "Kopontren A");
  import_text (f, "sku;harga_usd;harga_rp;carton_gross_kg\nA;1.234;65.000;6,125\nB;4,50;28.000;7\n",
               NULL);
  assert_counts (f, 2, 0, 0, 0);
  assert_value (f, "A", "price.usd", "1234.00");
  assert_value (f, "A", "price.idr", "65000");
  assert_value (f, "A", "carton.gross", "6125");
  /* They do not agree, so each cell speaks for itself: rupiah are still thousands. */
  import_text (f, "sku,harga_usd,harga_rp\nC,4.50,65.000\n", NULL);
  assert_value (f, "C", "price.usd", "4.50");
  assert_value (f, "C", "price.idr", "65000");
  /* Nothing tells: asked for. */
  import_text (f, "sku,harga_usd\nD,1.234\n", NULL);
  assert_counts (f, 0, 0, 0, 1);
  assert_remark (f, 0, 2, "harga_usd", "two ways");
  {
    EtaImportOptions options = {.decimal = ','};
    import_text (f, "sku,harga_usd\nD,1.234\n", &options);
    assert_value (f, "D", "price.usd", "1234.00");
  }
}

static void
test_mapping (Fixture *f, gconstpointer data)
{
  const char *const mapping[] = {"name.en", NULL, "sku", "price.eur.place", "price.eur"};
  EtaImportOptions options = {.mapping = mapping};
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaSheetTable) table = NULL;
  g_autofree char *path = path_in (f, "table.csv");

  make_producer (f, "Kopontren A");
  import_text (f, "a,b,c,d,e\nCoffee,ignored,X,Hamburg,4.20\n", &options);
  assert_counts (f, 1, 0, 0, 0);
  assert_value (f, "X", "name.en", "Coffee");
  assert_value (f, "X", "price.eur.place", "Hamburg");
  options.mapping = NULL;
  table = eta_table_file_read (path, NULL, NULL);
  eta_import_report_clear (&f->report);
  g_assert_false (eta_table_import (f->store, table, path, &options, &f->report, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "table.csv"));
}

static void
test_trash (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaProduct) product = NULL;

  make_producer (f, "Kopontren A");
  import_text (f, "sku,nama\nA,Satu\n", NULL);
  product = find (f, "A");
  g_assert_true (eta_step_begin (f->store, N_ ("Trash"), NULL, NULL));
  g_assert_true (eta_store_trash_product (f->store, product->id, TRUE, NULL));
  g_assert_true (eta_step_commit (f->store, NULL));
  import_text (f, "sku,nama\nA,Dua\n", NULL);
  assert_counts (f, 0, 0, 0, 1);
  assert_remark (f, 0, 2, "sku", "trash");
}

/* --- one step ----------------------------------------------------------------------------------
 */

static void
test_one_step (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaStep) step = NULL;
  g_autoptr (GError) error = NULL;

  import_fixture (f, "sample_products.csv");
  g_assert_true (eta_history_undo (f->store, &step, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (step->detail, ==, "sample_products.csv");
  g_assert_cmpint (eta_store_count_products (f->store), ==, 0);
  g_assert_cmpint (eta_store_count_producers (f->store), ==, 0);
  g_assert_true (eta_history_redo (f->store, NULL, &error));
  g_assert_cmpint (eta_store_count_products (f->store), ==, 14);
}

static void
test_dry_run (Fixture *f, gconstpointer data)
{
  EtaImportOptions options = {.dry_run = TRUE};
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "tables", "sample_products.csv", NULL);

  import_file (f, path, &options);
  assert_counts (f, 14, 0, 0, 0);
  g_assert_cmpint (eta_store_count_products (f->store), ==, 0);
  g_assert_cmpint (eta_store_count_producers (f->store), ==, 0);
  g_assert_null (eta_history_peek_undo (f->store));
}

static void
cancel_at_7 (guint done, guint total, gpointer cancellable)
{
  g_assert_cmpuint (done, <=, total);
  if (done == 7)
    g_cancellable_cancel (cancellable);
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  EtaImportOptions options = {
      .cancellable = cancellable, .progress = cancel_at_7, .progress_data = cancellable};
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "tables", "sample_products.csv", NULL);
  g_autoptr (EtaSheetTable) table = eta_table_file_read (path, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (eta_table_import (f->store, table, path, &options, &f->report, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (eta_store_count_products (f->store), ==, 0);
  g_assert_cmpint (eta_store_count_producers (f->store), ==, 0);
  g_assert_false (eta_step_open (f->store));
  g_assert_cmpuint (f->report.n_new, ==, 0);
}

/* --- photos ------------------------------------------------------------------------------------
 */

static void
test_photos (Fixture *f, gconstpointer data)
{
  guint n = 0;
  EtaImportOptions options = {.intake = fake_intake, .intake_data = &n};
  g_autofree char *hash = g_strnfill (64, 'a');
  g_autofree char *again = NULL;

  make_producer (f, "Kopontren A");
  touch (f, "a.jpg");
  touch (f, "B.JPG");
  touch (f, "rusak.jpg");
  import_text (f,
               "sku,foto\nK1,a.jpg; b.jpg\nK2,b\nK3,hilang.jpg\nK4,rusak.jpg\nK5,../a.jpg\n"
               "K6,/etc/passwd\nK7,a.jpg;a.jpg\n",
               &options);
  assert_counts (f, 7, 0, 0, 0);
  g_assert_cmpuint (f->report.n_photos, ==, 4);
  g_assert_cmpuint (n, ==, 3); /* a.jpg, B.JPG, rusak.jpg */
  assert_remark (f, 0, 4, "foto", "hilang.jpg");
  assert_remark (f, 1, 5, "foto", "broken");
  assert_remark (f, 2, 6, "foto", "../a.jpg");
  assert_remark (f, 3, 7, "foto", "/etc/passwd");
  {
    g_autoptr (EtaProduct) product = find (f, "K1");
    g_assert_cmpuint (product->photos->len, ==, 2);
    g_assert_cmpstr (((EtaPhoto *)product->photos->pdata[0])->sha256, ==, hash);
  }
  /* Named by hash, as exported: nothing to take in, nothing to change. */
  n = 0;
  again = g_strdup_printf ("sku,photo\nK1,%s.jpg\n", hash);
  import_text (f, again, &options);
  assert_counts (f, 0, 0, 1, 0);
  g_assert_cmpuint (f->report.remarks->len, ==, 0);
}

/* --- speed -------------------------------------------------------------------------------------
 */

static void
test_speed (Fixture *f, gconstpointer data)
{
  const char *path = g_getenv ("ETALASE_BENCH_CSV");
  gint64 start = g_get_monotonic_time ();
  g_autoptr (EtaSheetTable) table = NULL;
  g_autofree char *out = path_in (f, "out.csv");
  g_autofree char *book = path_in (f, "out.xlsx");

  if (!path) {
    g_test_skip ("only with ETALASE_BENCH_CSV, a table of the benchmark kit");
    return;
  }
  table = eta_table_file_read (path, NULL, NULL);
  g_test_message ("read: %.2f s", (double)(g_get_monotonic_time () - start) / 1e6);
  start = g_get_monotonic_time ();
  import_file (f, path, NULL);
  g_test_message ("import of %u: %.2f s", f->report.n_new,
                  (double)(g_get_monotonic_time () - start) / 1e6);
  for (guint i = 0; i < MIN (f->report.remarks->len, 5); i++)
    g_test_message ("%s", ((EtaTableRemark *)f->report.remarks->pdata[i])->text);
  start = g_get_monotonic_time ();
  g_assert_true (eta_table_export (f->store, NULL, out, NULL));
  g_test_message ("export: %.2f s", (double)(g_get_monotonic_time () - start) / 1e6);
  start = g_get_monotonic_time ();
  g_assert_true (eta_table_export (f->store, NULL, book, NULL));
  g_test_message ("export XLSX: %.2f s", (double)(g_get_monotonic_time () - start) / 1e6);
  start = g_get_monotonic_time ();
  import_file (f, book, NULL);
  g_test_message ("import again: %.2f s, %u same", (double)(g_get_monotonic_time () - start) / 1e6,
                  f->report.n_same);
  g_assert_cmpuint (f->report.n_changed, ==, 0);
}

#define ADD(path, func) g_test_add ("/table-import/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("fixtures", test_fixtures);
  ADD ("zeros", test_zeros);
  ADD ("sample", test_sample);
  ADD ("kit", test_kit);
  ADD ("workbook", test_workbook);
  ADD ("update", test_update);
  ADD ("bad-rows", test_bad_rows);
  ADD ("producers", test_producers);
  ADD ("decimals", test_decimals);
  ADD ("mapping", test_mapping);
  ADD ("trash", test_trash);
  ADD ("one-step", test_one_step);
  ADD ("dry-run", test_dry_run);
  ADD ("cancel", test_cancel);
  ADD ("photos", test_photos);
  ADD ("speed", test_speed);
  return g_test_run ();
}
