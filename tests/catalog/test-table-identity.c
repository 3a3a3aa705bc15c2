/* Out and in again is the identity: the sample's 14 products, with everything that a product can
 * hold, through CSV, XLSX and JSON, into the same catalog and into an empty one. */
#include "temp-catalog.h"

#include "catalog/fields.h"
#include "catalog/product-json.h"
#include "catalog/sample.h"
#include "catalog/table-file.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/* Stand in for the album: a photo's bytes are its name. */
static GBytes *
picture (const char *name)
{
  return g_bytes_new (name, strlen (name));
}

static gboolean
take_bytes (GBytes *bytes,
            const char *name,
            gpointer folder,
            char sha256[65],
            int *width,
            int *height,
            GError **error)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *file = g_strconcat (hash, ".jpg", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  gsize len;
  const char *data = g_bytes_get_data (bytes, &len);

  g_assert_true (g_file_set_contents (path, data, (gssize)len, NULL));
  g_strlcpy (sha256, hash, 65);
  *width = 2048;
  *height = 1536;
  return TRUE;
}

static gboolean
take_file (
    const char *path, gpointer folder, char sha256[65], int *width, int *height, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize len;

  if (!g_file_get_contents (path, &text, &len, error))
    return FALSE;
  bytes = g_bytes_new (text, len);
  return take_bytes (bytes, "", folder, sha256, width, height, error);
}

/* --- what must come back ---------------------------------------------------------------------- */

/* Ids and times are the catalog's own; who approved a product is not for a table to say. */
static gboolean
is_own (const char *member)
{
  static const char *const own[] = {"id",       "producer_id", "created",    "changed", "state",
                                    "state_by", "state_at",    "state_note", NULL};

  return g_strv_contains (own, member);
}

static void
strip (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);
    for (guint i = 0; i < json_array_get_length (array); i++)
      strip (json_array_get_element (array, i));
  } else if (JSON_NODE_HOLDS_OBJECT (node)) {
    JsonObject *object = json_node_get_object (node);
    g_autoptr (GList) members = json_object_get_members (object);

    for (GList *member = members; member; member = member->next)
      if (is_own (member->data))
        json_object_remove_member (object, member->data);
      else
        strip (json_object_get_member (object, member->data));
  }
}

/* All products by SKU, as text. */
static char *
picture_of (EtaStore *store)
{
  const EtaQuery query = {.sort = ETA_SORT_SKU};
  g_autoptr (GArray) rows = eta_store_query (store, &query, NULL);
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++) {
    g_autofree char *id = eta_store_id_of (store, g_array_index (rows, gint64, i));
    g_autoptr (EtaProduct) product = eta_store_get_product (store, id, NULL);
    g_autoptr (JsonNode) node = eta_product_to_json (product);
    g_autofree char *text = NULL;

    strip (node);
    text = json_to_string (node, TRUE);
    g_string_append_printf (all, "%s\n", text);
  }
  return g_string_free (all, FALSE);
}

/* --- going in and out ------------------------------------------------------------------------- */

static void
import (EtaStore *store,
        const char *path,
        const char *photos,
        const char *album,
        EtaImportReport *report)
{
  const EtaImportOptions options = {
      .photo_source = photos, .intake = take_file, .intake_data = (gpointer)album};
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaSheetTable) table = eta_table_file_read (path, NULL, &error);

  g_assert_no_error (error);
  eta_table_import (store, table, path, &options, report, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < report->remarks->len; i++) {
    const EtaTableRemark *remark = report->remarks->pdata[i];
    g_error ("row %u, %s: %s", remark->row, remark->column, remark->text);
  }
}

static void
assert_same (const char *before, const char *after)
{
  gsize at = 0;

  while (before[at] && before[at] == after[at])
    at++;
  if (before[at] == after[at])
    return;
  at = at > 200 ? at - 200 : 0;
  g_error ("before: %.600s\nafter: %.600s", before + at, after + at);
}

/* A change by hand to what the sample leaves empty. */
static void
fill_rest (EtaStore *store)
{
  static const char *const values[][2] = {{"name.de", "-Kaffee; \"=1+1\""},
                                          {"story.id", "Satu\nDua, dengan koma\n\nTiga"},
                                          {"price.usd.100.until", "2027-01-31"},
                                          {"price.kwd", "12.345"},
                                          {"keep_min", "-18"},
                                          {"keep_max", "0"},
                                          {"gtin", "036000291452"},
                                          {"pallet.count", "40"},
                                          {"carton.upright", "yes"},
                                          {"evidence.sni_no", "SNI 3556"}};
  const EtaQuery query = {.limit = 1};
  g_autoptr (GArray) rows = eta_store_query (store, &query, NULL);
  g_autofree char *id = eta_store_id_of (store, g_array_index (rows, gint64, 0));
  g_autoptr (EtaProduct) stored = eta_store_get_product (store, id, NULL);
  g_autoptr (EtaProduct) draft = eta_product_copy (stored);
  EtaVariant *variant = eta_variant_new ();

  g_assert_true (eta_product_set (draft, "price.usd.100", "3.25", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (!eta_product_set (draft, values[i][0], values[i][1], NULL))
      g_error ("%s", values[i][0]);
  eta_set_text (&variant->sku, "00123-XL");
  eta_set_text (&variant->options, "Ukuran=XL; Warna=merah | tua");
  variant->net = 500;
  g_ptr_array_add (draft->variants, variant);
  put_now (store, "Test", draft);
}

static void
test_identity (Catalog *catalog, gconstpointer suffix)
{
  g_autofree char *photos = g_build_filename (catalog->folder, "foto", NULL);
  g_autofree char *file = g_strconcat ("semua", suffix, NULL);
  g_autofree char *path = g_build_filename (catalog->folder, file, NULL);
  g_autofree char *sample_path = g_build_filename (catalog->folder, "sample.etalasedb", NULL);
  g_autofree char *empty_path = g_build_filename (catalog->folder, "empty.etalasedb", NULL);
  g_autoptr (EtaStore) sample = eta_store_open (sample_path, ETA_STORE_CREATE, NULL);
  g_autoptr (EtaStore) empty = eta_store_open (empty_path, ETA_STORE_CREATE, NULL);
  g_autofree char *before = NULL, *after = NULL, *elsewhere = NULL;
  g_autoptr (GError) error = NULL;
  EtaImportReport report;

  g_mkdir (photos, 0755);
  g_assert_true (eta_sample_fill (sample, picture, take_bytes, photos, &error));
  g_assert_no_error (error);
  fill_rest (sample);
  before = picture_of (sample);
  eta_table_export (sample, NULL, path, &error);
  g_assert_no_error (error);

  import (sample, path, photos, photos, &report);
  g_assert_cmpuint (report.n_same, ==, 14);
  g_assert_cmpuint (report.n_new + report.n_changed + report.n_failed, ==, 0);
  eta_import_report_clear (&report);
  after = picture_of (sample);
  assert_same (before, after);

  import (empty, path, photos, photos, &report);
  g_assert_cmpuint (report.n_new, ==, 14);
  eta_import_report_clear (&report);
  elsewhere = picture_of (empty);
  assert_same (before, elsewhere);
}

/* --- parts ------------------------------------------------------------------------------------ */

static char *
find_in_folder (const char *sha256, gpointer folder)
{
  g_autofree char *name = g_strconcat (sha256, ".jpg", NULL);

  return g_build_filename (folder, name, NULL);
}

/* Some languages, some parts, some products, with their photos in a ZIP file: what was not asked
 * for is not there, and an import into another catalog finds the photos. */
static void
test_parts (Catalog *catalog, gconstpointer suffix)
{
  static const char *const langs[] = {"id", "ar", NULL};
  g_autofree char *photos = g_build_filename (catalog->folder, "foto", NULL);
  g_autofree char *zip = g_build_filename (catalog->folder, "semua foto.zip", NULL);
  g_autofree char *file = g_strconcat ("semua", suffix, NULL);
  g_autofree char *path = g_build_filename (catalog->folder, file, NULL);
  g_autofree char *sample_path = g_build_filename (catalog->folder, "sample.etalasedb", NULL);
  g_autoptr (EtaStore) sample = eta_store_open (sample_path, ETA_STORE_CREATE, NULL);
  const EtaQuery two = {.sort = ETA_SORT_SKU, .limit = 2};
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  EtaExportOptions options = {.parts = ETA_EXPORT_PRICES | ETA_EXPORT_PHOTOS,
                              .langs = langs,
                              .photos = zip,
                              .find = find_in_folder,
                              .find_data = photos};
  EtaImportReport report;
  EtaQuery all = {0};

  g_mkdir (photos, 0755);
  g_assert_true (eta_sample_fill (sample, picture, take_bytes, photos, &error));
  options.rows = rows = eta_store_query (sample, &two, NULL);
  eta_table_export_some (sample, path, &options, &error);
  g_assert_no_error (error);
  import (catalog->store, path, zip, photos, &report);
  g_assert_cmpuint (report.n_new, ==, 2);
  g_assert_cmpuint (report.n_photos, ==, 4);
  eta_import_report_clear (&report);
  {
    g_autoptr (GArray) taken = eta_store_query (catalog->store, &all, NULL);
    g_autofree char *id = eta_store_id_of (catalog->store, g_array_index (taken, gint64, 0));
    g_autoptr (EtaProduct) product = eta_store_get_product (catalog->store, id, NULL);

    g_assert_cmpuint (taken->len, ==, 2);
    g_assert_nonnull (eta_product_words (product, "id"));
    g_assert_null (eta_product_words (product, "en"));
    g_assert_null (eta_product_words (product, "id")->story);
    g_assert_cmpuint (product->prices->len, >, 0);
    g_assert_cmpuint (product->packs->len, ==, 0);
    g_assert_cmpuint (product->certificates->len, ==, 0);
  }
}

/* Cancelled, it leaves what was there before. */
static void
test_cancelled (Catalog *catalog, gconstpointer data)
{
  g_autofree char *path = g_build_filename (catalog->folder, "a.csv", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const EtaExportOptions options = {.parts = ETA_EXPORT_ALL, .cancellable = cancellable};
  g_autoptr (EtaProduct) product = make_product (catalog, "K1", "Kopi", NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  put_now (catalog->store, "Test", product);
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (eta_table_export_some (catalog->store, path, &options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/identity/csv", Catalog, ".csv", catalog_setup, test_identity, catalog_teardown);
  g_test_add ("/identity/xlsx", Catalog, ".xlsx", catalog_setup, test_identity, catalog_teardown);
  g_test_add ("/identity/json", Catalog, ".json", catalog_setup, test_identity, catalog_teardown);
  g_test_add ("/identity/parts-xlsx", Catalog, ".xlsx", catalog_setup, test_parts,
              catalog_teardown);
  g_test_add ("/identity/parts-json", Catalog, ".json", catalog_setup, test_parts,
              catalog_teardown);
  g_test_add ("/identity/cancelled", Catalog, NULL, catalog_setup, test_cancelled,
              catalog_teardown);
  return g_test_run ();
}
