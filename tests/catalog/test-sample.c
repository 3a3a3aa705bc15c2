#include "temp-catalog.h"

#include "catalog/check.h"
#include "catalog/data.h"
#include "catalog/sample.h"

#include <json-glib/json-glib.h>

/* Pictures without photos: the name's own hash, and a count of how often each was taken. */
static GBytes *
one_picture (const char *name)
{
  return g_str_has_suffix (name, "-2") ? NULL : g_bytes_new (name, strlen (name));
}

static gboolean
take_name (GBytes *bytes,
           const char *name,
           gpointer data,
           char sha256[65],
           int *width,
           int *height,
           GError **error)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  g_strlcpy (sha256, hash, 65);
  *width = 2048;
  *height = 1536;
  (*(guint *)data)++;
  return TRUE;
}

static gboolean
take_nothing (GBytes *bytes,
              const char *name,
              gpointer data,
              char sha256[65],
              int *width,
              int *height,
              GError **error)
{
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_FULL, "full");
  return FALSE;
}

static guint
fill (EtaStore *store)
{
  g_autoptr (GError) error = NULL;
  guint taken = 0;

  g_assert_true (eta_sample_fill (store, one_picture, take_name, &taken, &error));
  g_assert_no_error (error);
  return taken;
}

static void
assert_words (GPtrArray *all)
{
  static const char *const langs[] = {"id", "en", "ar"};

  g_assert_cmpuint (all->len, ==, 3);
  for (guint i = 0; i < 3; i++) {
    const EtaWords *words = eta_words_find (all, langs[i]);
    g_assert_nonnull (words);
    g_assert_nonnull (words->name);
    g_assert_nonnull (words->summary);
    g_assert_nonnull (words->story);
    g_assert_nonnull (strstr (words->story, "\n\n"));
  }
}

/* A sample that cannot be told from a real school would be a lie on paper. */
static void
assert_example (const EtaProducer *producer)
{
  g_assert_nonnull (strstr (producer->name, "(contoh)"));
  g_assert_nonnull (strstr (eta_producer_name (producer, "en"), "(example)"));
  g_assert_nonnull (strstr (eta_producer_name (producer, "ar"), "(مثال)"));
  g_assert_true (g_str_has_suffix (producer->email, "@example.org"));
  g_assert_true (g_str_has_prefix (producer->whatsapp, "+621"));
  assert_words (producer->words);
}

static void
assert_complete (const EtaProduct *product)
{
  g_autoptr (GPtrArray) remarks = eta_check_product (product);
  const EtaPrice *usd = eta_product_price (product, "USD");
  const EtaPack *carton = eta_product_pack (product, "carton");

  for (guint i = 0; i < remarks->len; i++)
    g_test_message ("%s: %s", product->sku, ((EtaRemark *)remarks->pdata[i])->text);
  g_assert_cmpuint (remarks->len, ==, 0);
  assert_words (product->words);
  g_assert_cmpuint (product->photos->len, ==, 1);
  g_assert_cmpuint (g_hash_table_size (((const EtaPhoto *)product->photos->pdata[0])->captions), ==,
                    3);
  g_assert_cmpuint (product->certificates->len, >, 0);
  g_assert_nonnull (product->gtin);
  g_assert_nonnull (product->hs);
  g_assert_cmpint (eta_product_price (product, "IDR")->quantity, ==, 1);
  g_assert_cmpint (usd->quantity, ==, product->moq);
  g_assert_cmpstr (usd->incoterm, ==, "FOB");
  g_assert_cmpstr (usd->place, ==, "Surabaya");
  g_assert_cmpint (carton->net, ==, carton->count * product->net);
  g_assert_cmpint (carton->gross, >, carton->count * product->gross);
}

static void
test_complete (Catalog *c, gconstpointer unused)
{
  g_autoptr (GPtrArray) producers = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (fill (c->store), ==, 14 + 14);
  producers = eta_store_list_producers (c->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (producers->len, ==, 15); /* with the one that was there */
  for (guint i = 0; i < producers->len; i++)
    if (!g_str_equal (((EtaProducer *)producers->pdata[i])->id, c->producer))
      assert_example (producers->pdata[i]);
  rows = eta_store_query (c->store, &(EtaQuery){0}, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 14);
  for (guint i = 0; i < rows->len; i++) {
    g_autofree char *id = eta_store_id_of (c->store, g_array_index (rows, gint64, i));
    g_autoptr (EtaProduct) product = eta_store_get_product (c->store, id, &error);
    g_assert_no_error (error);
    assert_complete (product);
  }
  assert_sound (c->store);
}

/* A second time adds nothing, keeps what was edited, and leaves no step behind. */
static void
test_twice (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = NULL, draft = NULL, back = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GError) error = NULL;

  fill (c->store);
  product = eta_store_find_sku (c->store, NULL, "KOPI-AR-250", &error);
  g_assert_no_error (error);
  draft = eta_product_copy (product);
  draft->moq = 7;
  put_now (c->store, "Edit product", draft);
  g_assert_cmpuint (fill (c->store), ==, 0);
  back = eta_store_find_sku (c->store, NULL, "KOPI-AR-250", &error);
  g_assert_cmpint (back->moq, ==, 7);
  g_assert_cmpint (eta_store_count_products (c->store), ==, 14);
  g_assert_cmpint (eta_store_count_producers (c->store), ==, 15);
  steps = eta_history_list (c->store, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (steps->len, ==, 3);
}

/* One undo takes the whole of it back. */
static void
test_undo (Catalog *c, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fill (c->store);
  g_assert_true (eta_history_undo (c->store, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (eta_store_count_products (c->store), ==, 0);
  g_assert_cmpint (eta_store_count_producers (c->store), ==, 1);
  assert_sound (c->store);
}

/* The producer of a name that is there already is not made again. */
static void
test_same_name (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProducer) producer = make_producer ("kopontren NIRA lestari (contoh)");
  g_autoptr (EtaProduct) product = NULL;
  g_autoptr (GError) error = NULL;

  step (c->store, "Add producer");
  g_assert_true (eta_store_put_producer (c->store, producer, &error));
  commit (c->store);
  fill (c->store);
  g_assert_cmpint (eta_store_count_producers (c->store), ==, 15);
  product = eta_store_find_sku (c->store, producer->id, "AREN-500", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (product->producer_id, ==, producer->id);
}

static void
test_full_disk (Catalog *c, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (eta_sample_fill (c->store, one_picture, take_nothing, NULL, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_FULL);
  g_assert_cmpint (eta_store_count_products (c->store), ==, 0);
  g_assert_cmpint (eta_store_count_producers (c->store), ==, 1);
  g_assert_false (eta_step_open (c->store));
}

static void
test_without_pictures (Catalog *c, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_sample_fill (c->store, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (eta_store_count_products (c->store), ==, 14);
}

/* Numbers of certificates have the shape that the real ones have (data/formats.tsv). */
static void
test_formats (void)
{
  g_autoptr (GBytes) bytes = eta_data_lookup ("sample/catalog.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  const EtaTable *formats = eta_table_get ("formats.tsv");
  JsonArray *products;
  guint looked = 0;

  g_assert_true (json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                             (gssize)g_bytes_get_size (bytes), NULL));
  products = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                           "products");
  for (guint i = 0; i < json_array_get_length (products); i++) {
    JsonArray *all =
        json_object_get_array_member (json_array_get_object_element (products, i), "certificates");
    for (guint j = 0; j < json_array_get_length (all); j++) {
      JsonObject *one = json_array_get_object_element (all, j);
      int row = eta_table_find (formats, json_object_get_string_member (one, "kind"));
      if (row < 0)
        continue;
      g_assert_true (g_regex_match_simple (eta_table_cell (formats, (guint)row, "regex"),
                                           json_object_get_string_member (one, "number"), 0, 0));
      looked++;
    }
  }
  g_assert_cmpuint (looked, >, 15);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_catalog ("/catalog/sample/complete", test_complete);
  with_catalog ("/catalog/sample/twice", test_twice);
  with_catalog ("/catalog/sample/undo", test_undo);
  with_catalog ("/catalog/sample/same-name", test_same_name);
  with_catalog ("/catalog/sample/full-disk", test_full_disk);
  with_catalog ("/catalog/sample/without-pictures", test_without_pictures);
  g_test_add_func ("/catalog/sample/formats", test_formats);
  return g_test_run ();
}
