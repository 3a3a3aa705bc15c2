#include "catalog/error.h"
#include "catalog/fields.h"
#include "catalog/history.h"
#include "catalog/table-columns.h"
#include "catalog/table-file.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

typedef struct {
  char *folder;
  EtaStore *store;
} Fixture;

static char *
path_in (const Fixture *f, const char *name)
{
  return g_build_filename (f->folder, name, NULL);
}

static EtaStore *
open_store (const Fixture *f, const char *name)
{
  g_autofree char *path = path_in (f, name);
  g_autoptr (GError) error = NULL;
  EtaStore *store = eta_store_open (path, ETA_STORE_CREATE, &error);

  g_assert_no_error (error);
  return store;
}

/* address, text: everything that a table can hold, and what is hard to write into one */
static const char *const values[][2] = {
    {"name.id", "Kopi “Arabika”, 250 g; asli"},
    {"name.en", "=1+1 \"quoted\""},
    {"name.ar", "قهوة أرابيكا، 250 غرام"},
    {"name.de", "-Kaffee"},
    {"summary.en", "'=not a formula"},
    {"story.id", "Satu\nDua, dengan koma\n\nTiga \"kutip\" | ; \t"},
    {"ingredients.en", "100 % Arabica & <more>"},
    {"allergens.id", "tidak ada"},
    {"storage.ar", "يحفظ في مكان بارد"},
    {"usage.id", "@diseduh"},
    {"category", "kopi"},
    {"stage", "kemas"},
    {"brand", "Ijen"},
    {"gtin", "036000291452"},
    {"hs", "0901.21"},
    {"province", "Jawa Timur"},
    {"regency", "Bondowoso"},
    {"unit", "pouch"},
    {"net", "250"},
    {"gross", "280"},
    {"length", "100"},
    {"width", "60"},
    {"height", "200"},
    {"shelf_life", "365"},
    {"keep_min", "-18"},
    {"keep_max", "0"},
    {"moq", "500"},
    {"lead_time", "21"},
    {"capacity", "2000"},
    {"port", "Surabaya"},
    {"sample_terms", "Gratis; ongkir pembeli"},
    {"payment_terms", "30 % T/T, 70 % L/C"},
    {"price.idr", "65000.50"},
    {"price.usd", "1234.50"},
    {"price.usd.incoterm", "FOB"},
    {"price.usd.place", "Surabaya"},
    {"price.usd.until", "2027-03-31"},
    {"price.usd.100", "1200"},
    {"price.usd.100.incoterm", "CIF"},
    {"price.kwd", "12.345"},
    {"price.jpy.10", "1234"},
    {"carton.count", "24"},
    {"carton.length", "400"},
    {"carton.width", "300"},
    {"carton.height", "250"},
    {"carton.gross", "6800"},
    {"carton.net", "6000"},
    {"carton.upright", "yes"},
    {"inner.count", "6"},
    {"pallet.count", "40"},
    {"evidence.sni_no", "SNI 3556"},
    {"evidence.bpom_no", "MD 867031001234"},
};

static void
add_certificates (EtaProduct *product)
{
  static const char *const all[][5] = {
      {"halal", "ID35110000145391021", "BPJPH, Jakarta; pusat", "2025-01-02", NULL},
      {"pirt", "2063579010214-26", NULL, NULL, "2026-12-31"},
      {"halal", "ID35110000999991122", NULL, NULL, NULL},
      {"Sertifikat desa", NULL, "Kepala desa", NULL, NULL},
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++) {
    EtaCertificate *certificate = eta_certificate_new ();
    eta_set_text (&certificate->kind, all[i][0]);
    eta_set_text (&certificate->number, all[i][1]);
    eta_set_text (&certificate->issuer, all[i][2]);
    eta_set_text (&certificate->issued, all[i][3]);
    eta_set_text (&certificate->expires, all[i][4]);
    g_ptr_array_add (product->certificates, certificate);
  }
}

static void
put (EtaStore *store, const EtaProducer *producer, const EtaProduct *product)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_step_begin (store, N_ ("Test"), NULL, &error));
  if (producer)
    eta_store_put_producer (store, producer, &error);
  g_assert_no_error (error);
  eta_store_put_product (store, product, &error);
  g_assert_no_error (error);
  g_assert_true (eta_step_commit (store, &error));
}

static void
fill (EtaStore *store)
{
  g_autoptr (EtaProducer) producer = eta_producer_new ();
  g_autoptr (EtaProduct) full = eta_product_new ();
  g_autoptr (EtaProduct) bare = eta_product_new ();
  g_autofree char *hash = g_strnfill (64, 'a');

  eta_set_text (&producer->name, "Kopontren \"Nurul\", Falah");
  eta_set_text (&producer->regency, "Bondowoso");
  eta_set_text (&full->producer_id, producer->id);
  eta_set_text (&full->sku, "00123");
  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autoptr (GError) error = NULL;
    eta_product_set (full, values[i][0], values[i][1], &error);
    g_assert_no_error (error);
  }
  add_certificates (full);
  g_ptr_array_add (full->photos, eta_photo_new (hash, 600, 400));
  eta_set_text (&bare->producer_id, producer->id);
  eta_set_text (&bare->sku, "ت-1");
  put (store, producer, full);
  put (store, NULL, bare);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("eta-export-XXXXXX", NULL);
  f->store = open_store (f, "test.etalasedb");
  fill (f->store);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  const char *const argv[] = {"rm", "-r", f->folder, NULL};

  eta_store_close (f->store);
  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (f->folder);
}

static char *export(const Fixture *f, EtaStore *store, const char *name)
{
  char *path = path_in (f, name);
  g_autoptr (GError) error = NULL;

  eta_table_export (store, NULL, path, &error);
  g_assert_no_error (error);
  return path;
}

static void
import (EtaStore *store, const char *path, EtaImportReport *report)
{
  static const EtaImportOptions options;
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaSheetTable) table = eta_table_file_read (path, NULL, &error);

  g_assert_no_error (error);
  eta_table_import (store, table, path, &options, report, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < report->remarks->len; i++) {
    EtaTableRemark *remark = report->remarks->pdata[i];
    g_test_message ("row %u, %s: %s", remark->row, remark->column, remark->text);
  }
}

/* Out and in again: nothing to change. Into an empty catalog: the same table comes out of that. */
static void
check_round (Fixture *f, const char *name)
{
  g_autofree char *path = export(f, f->store, name);
  g_autofree char *other_name = g_strconcat ("other-", name, NULL);
  g_autofree char *other_path = NULL, *bytes = NULL, *other_bytes = NULL;
  EtaStore *other = open_store (f, "other.etalasedb");
  EtaImportReport report;
  gsize len, other_len;

  import (f->store, path, &report);
  g_assert_cmpuint (report.n_same, ==, 2);
  g_assert_cmpuint (report.n_changed + report.n_new + report.n_failed, ==, 0);
  g_assert_cmpuint (report.remarks->len, ==, 0);
  eta_import_report_clear (&report);

  import (other, path, &report);
  g_assert_cmpuint (report.n_new, ==, 2);
  g_assert_cmpuint (report.n_failed, ==, 0);
  eta_import_report_clear (&report);
  /* The photo is not beside the table: everything else must be there. */
  {
    g_autoptr (EtaProduct) product = eta_store_find_sku (other, NULL, "00123", NULL);
    g_autofree char *hash = g_strnfill (64, 'a');
    g_autoptr (EtaProduct) with_photo = eta_product_copy (product);
    g_ptr_array_add (with_photo->photos, eta_photo_new (hash, 600, 400));
    put (other, NULL, with_photo);
  }
  other_path = export(f, other, other_name);
  g_assert_true (g_file_get_contents (path, &bytes, &len, NULL));
  g_assert_true (g_file_get_contents (other_path, &other_bytes, &other_len, NULL));
  g_assert_cmpmem (bytes, len, other_bytes, other_len);
  eta_store_close (other);
}

static void
test_csv (Fixture *f, gconstpointer data)
{
  check_round (f, "out.csv");
}

static void
test_xlsx (Fixture *f, gconstpointer data)
{
  check_round (f, "out.xlsx");
}

static void
test_csv_bytes (Fixture *f, gconstpointer data)
{
  g_autofree char *path = export(f, f->store, "out.CSV"), *bytes = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "\xef\xbb\xbfsku,producer,city,name_id,name_en,name_ar,"
                                          "name_de,category,"));
  g_assert_nonnull (strstr (bytes, "\"Kopi “Arabika”, 250 g; asli\""));
  g_assert_nonnull (strstr (bytes, "\"'=1+1 \"\"quoted\"\"\"")); /* no formula for Excel */
  g_assert_nonnull (strstr (bytes, ",price_usd,price_usd_incoterm,"));
  g_assert_nonnull (strstr (bytes, "1234.50"));
  g_assert_nonnull (strstr (bytes, "\r\n"));
}

/* Every value that was put in stands in the table, under a heading that gives its address back. */
static void
test_columns (Fixture *f, gconstpointer data)
{
  g_autofree char *path = export(f, f->store, "out.csv");
  g_autoptr (EtaSheetTable) table = eta_table_file_read (path, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    guint column = 0;
    while (column < eta_sheet_table_n_columns (table) &&
           g_strcmp0 (eta_sheet_table_guess (table, column), values[i][0]) != 0)
      column++;
    if (column == eta_sheet_table_n_columns (table))
      g_error ("%s is not exported", values[i][0]);
    g_assert_cmpstr (eta_sheet_table_cell (table, 1, column), !=, "");
  }
}

static void
test_json (Fixture *f, gconstpointer data)
{
  g_autofree char *path = export(f, f->store, "out.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root;
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "products")), ==, 2);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "producers")), ==,
                    1);
}

static void
test_some (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (EtaProduct) bare = eta_store_find_sku (f->store, NULL, "ت-1", NULL);
  gint64 row = eta_store_row_of (f->store, bare->id);
  g_autofree char *path = path_in (f, "one.csv");
  g_autoptr (EtaSheetTable) table = NULL;

  g_array_append_val (rows, row);
  g_assert_true (eta_table_export (f->store, rows, path, NULL));
  table = eta_table_file_read (path, NULL, NULL);
  g_assert_cmpuint (eta_sheet_table_n_rows (table), ==, 2);
  g_assert_cmpstr (eta_sheet_table_cell (table, 1, 0), ==, "ت-1");
  /* Columns that nobody needs are not there. */
  g_assert_cmpuint (eta_sheet_table_n_columns (table), <, 8);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *odd = path_in (f, "out.pdf"), *nowhere = path_in (f, "gone/out.csv");
  g_autoptr (GError) error = NULL;

  g_assert_false (eta_table_export (f->store, NULL, odd, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (eta_table_export (f->store, NULL, nowhere, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "out.csv"));
}

static guint
count_files (const Fixture *f)
{
  GDir *dir = g_dir_open (f->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  g_dir_close (dir);
  return n;
}

/* No room: the older table is still whole, and nothing half-done lies beside it. */
static void
test_full (Fixture *f, gconstpointer name)
{
  g_autofree char *path = path_in (f, name), *bytes = NULL;
  struct rlimit before, small;
  g_autoptr (GError) error = NULL;
  guint n_files;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  n_files = count_files (f);
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  small = before;
  small.rlim_cur = 100;
  setrlimit (RLIMIT_FSIZE, &small);
  g_assert_false (eta_table_export (f->store, NULL, path, &error));
  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_FULL);
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "old");
  g_assert_cmpuint (count_files (f), ==, n_files);
}

/* B31: the same bytes whatever decimal mark the desktop's language has. */
static void
test_locale (Fixture *f, gconstpointer data)
{
  g_autofree char *localedef = g_find_program_in_path ("localedef");
  g_autofree char *plain_path = export(f, f->store, "c.csv"), *plain = NULL;
  g_autofree char *locale_path = path_in (f, "de_DE.UTF-8"), *comma_path = NULL, *comma = NULL;
  const char *const argv[] = {localedef, "--no-archive", "-i",        "de_DE",
                              "-f",      "UTF-8",        locale_path, NULL};
  EtaImportReport report;

  if (localedef)
    g_spawn_sync (NULL, (char **)argv, NULL,
                  G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                  NULL, NULL);
  g_setenv ("LOCPATH", f->folder, TRUE);
  if (!localedef || !setlocale (LC_ALL, "de_DE.UTF-8")) {
    g_test_skip ("localedef or its sources are not installed");
    return;
  }
  comma_path = export(f, f->store, "de.csv");
  import (f->store, comma_path, &report);
  setlocale (LC_ALL, "C");
  g_assert_cmpuint (report.n_same, ==, 2);
  eta_import_report_clear (&report);
  g_assert_true (g_file_get_contents (plain_path, &plain, NULL, NULL));
  g_assert_true (g_file_get_contents (comma_path, &comma, NULL, NULL));
  g_assert_cmpstr (plain, ==, comma);
}

/* --- certificates in a cell --------------------------------------------------------------------
 */

static void
test_certificates (void)
{
  static const struct {
    const char *cell, *again;
    guint n;
  } cases[] = {
      {"Halal;PIRT", "Halal;PIRT", 2},
      {"Halal MUI, PIRT", "Halal||MUI;PIRT", 2},
      {"Halal (check alcohol test);BPOM MD", "Halal;BPOM MD", 2},
      {"Halal|ID35|BPJPH|2025-01-02|2029-01-02", "Halal|ID35|BPJPH|2025-01-02|2029-01-02", 1},
      {"Halal||||2029-01-02", "Halal||||2029-01-02", 1},
      {"halal;HALAL", "Halal", 1},
      {"Sertifikat desa", "Sertifikat desa", 1},
      {" ; ,", "", 0},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) all =
        g_ptr_array_new_with_free_func ((GDestroyNotify)eta_certificate_free);
    g_autofree char *again = NULL;

    g_assert_true (eta_certificates_from_cell (all, cases[i].cell, NULL));
    g_assert_cmpuint (all->len, ==, cases[i].n);
    again = eta_certificates_to_cell (all);
    g_assert_cmpstr (again, ==, cases[i].again);
  }
  {
    g_autoptr (GPtrArray) all =
        g_ptr_array_new_with_free_func ((GDestroyNotify)eta_certificate_free);
    g_autoptr (GError) error = NULL;
    g_assert_false (eta_certificates_from_cell (all, "Halal|1|MUI|besok", &error));
    g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  }
}

#define ADD(path, data, func)                                                                      \
  g_test_add ("/table-export/" path, Fixture, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("csv", NULL, test_csv);
  ADD ("xlsx", NULL, test_xlsx);
  ADD ("csv-bytes", NULL, test_csv_bytes);
  ADD ("columns", NULL, test_columns);
  ADD ("json", NULL, test_json);
  ADD ("some", NULL, test_some);
  ADD ("refused", NULL, test_refused);
  ADD ("full-csv", "full.csv", test_full);
  ADD ("full-xlsx", "full.xlsx", test_full);
  ADD ("full-json", "full.json", test_full);
  ADD ("locale", NULL, test_locale);
  g_test_add_func ("/table-export/certificates", test_certificates);
  return g_test_run ();
}
