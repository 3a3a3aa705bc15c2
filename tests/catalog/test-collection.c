#include "temp-catalog.h"

#include "catalog/collection.h"

static void
put (EtaStore *store, const EtaCollection *collection)
{
  g_autoptr (GError) error = NULL;

  step (store, "Edit catalog");
  eta_store_put_collection (store, collection, &error);
  g_assert_no_error (error);
  commit (store);
}

/* A collection of three products; their ids in IDS. */
static EtaCollection *
make_collection (Catalog *c, char *ids[3])
{
  EtaCollection *collection = eta_collection_new ();
  static const char *const skus[] = {"A", "B", "C"};

  for (guint i = 0; i < 3; i++) {
    g_autoptr (EtaProduct) product = make_product (c, skus[i], skus[i], NULL, NULL);
    put_now (c->store, "Add product", product);
    ids[i] = g_strdup (product->id);
    eta_collection_add (collection, i == 0 ? "Kopi" : NULL, product->id);
  }
  g_hash_table_insert (collection->titles, g_strdup ("id"), g_strdup ("Katalog ekspor"));
  g_hash_table_insert (collection->titles, g_strdup ("ar"), g_strdup ("كتالوج"));
  return collection;
}

static void
free_ids (char *ids[3])
{
  for (guint i = 0; i < 3; i++)
    g_free (ids[i]);
}

static const char *
product_at (const EtaCollection *collection, guint i)
{
  return ((EtaCollectionItem *)collection->items->pdata[i])->product_id;
}

static void
test_round_trip (Catalog *c, gconstpointer unused)
{
  char *ids[3];
  g_autoptr (EtaCollection) collection = make_collection (c, ids), back = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (EtaStep) before = NULL, after = NULL;

  put (c->store, collection);
  back = eta_store_get_collection (c->store, collection->id, NULL);
  g_assert_cmpuint (back->items->len, ==, 3);
  g_assert_cmpstr (((EtaCollectionItem *)back->items->pdata[0])->section, ==, "Kopi");
  g_assert_cmpstr (product_at (back, 2), ==, ids[2]);
  g_assert_cmpstr (g_hash_table_lookup (back->titles, "ar"), ==, "كتالوج");
  g_assert_cmpint (back->per_page, ==, 4);
  g_assert_cmpstr (back->paper, ==, "a4");
  all = eta_store_list_collections (c->store, NULL);
  g_assert_cmpuint (all->len, ==, 1);
  before = eta_history_peek_undo (c->store);
  put (c->store, back);
  after = eta_history_peek_undo (c->store);
  g_assert_cmpint (before->id, ==, after->id);
  free_ids (ids);
}

static void
test_reorder_and_undo (Catalog *c, gconstpointer unused)
{
  char *ids[3];
  g_autoptr (EtaCollection) collection = make_collection (c, ids), back = NULL;
  gpointer first;

  put (c->store, collection);
  first = g_ptr_array_steal_index (collection->items, 0);
  g_ptr_array_add (collection->items, first);
  g_hash_table_remove (collection->titles, "ar");
  collection->per_page = 6;
  put (c->store, collection);
  back = eta_store_get_collection (c->store, collection->id, NULL);
  g_assert_cmpstr (product_at (back, 0), ==, ids[1]);
  g_assert_cmpstr (product_at (back, 2), ==, ids[0]);
  g_assert_null (g_hash_table_lookup (back->titles, "ar"));
  eta_collection_free (g_steal_pointer (&back));
  g_assert_true (eta_history_undo (c->store, NULL, NULL));
  back = eta_store_get_collection (c->store, collection->id, NULL);
  g_assert_cmpstr (product_at (back, 0), ==, ids[0]);
  g_assert_cmpstr (g_hash_table_lookup (back->titles, "ar"), ==, "كتالوج");
  g_assert_cmpint (back->per_page, ==, 4);
  assert_sound (c->store);
  free_ids (ids);
}

/* A product deleted for good leaves its catalogs, and comes back into them. */
static void
test_purged_product (Catalog *c, gconstpointer unused)
{
  char *ids[3];
  g_autoptr (EtaCollection) collection = make_collection (c, ids), back = NULL, again = NULL;

  put (c->store, collection);
  step (c->store, "Delete");
  g_assert_true (eta_store_purge_product (c->store, ids[1], NULL));
  commit (c->store);
  back = eta_store_get_collection (c->store, collection->id, NULL);
  g_assert_cmpuint (back->items->len, ==, 2);
  g_assert_cmpstr (product_at (back, 1), ==, ids[2]);
  put (c->store, back);
  again = eta_store_get_collection (c->store, collection->id, NULL);
  g_assert_cmpuint (again->items->len, ==, 2);
  g_assert_cmpstr (product_at (again, 1), ==, ids[2]);
  g_assert_true (eta_history_undo (c->store, NULL, NULL));
  g_assert_true (eta_history_undo (c->store, NULL, NULL));
  eta_collection_free (g_steal_pointer (&again));
  again = eta_store_get_collection (c->store, collection->id, NULL);
  g_assert_cmpuint (again->items->len, ==, 3);
  g_assert_cmpstr (product_at (again, 1), ==, ids[1]);
  free_ids (ids);
}

static void
test_delete (Catalog *c, gconstpointer unused)
{
  char *ids[3];
  g_autoptr (EtaCollection) collection = make_collection (c, ids), back = NULL;
  g_autoptr (GError) error = NULL;

  put (c->store, collection);
  step (c->store, "Delete catalog");
  g_assert_true (eta_store_delete_collection (c->store, collection->id, NULL));
  commit (c->store);
  g_assert_null (eta_store_get_collection (c->store, collection->id, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND);
  g_assert_true (eta_history_undo (c->store, NULL, NULL));
  back = eta_store_get_collection (c->store, collection->id, NULL);
  g_assert_cmpuint (back->items->len, ==, 3);
  free_ids (ids);
}

static void
test_missing_product (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaCollection) collection = eta_collection_new ();
  g_autoptr (GError) error = NULL;

  eta_collection_add (collection, NULL, "no-such-product");
  step (c->store, "Edit catalog");
  g_assert_false (eta_store_put_collection (c->store, collection, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND);
  commit (c->store);
  g_clear_error (&error);
  g_assert_null (eta_store_get_collection (c->store, collection->id, &error));
}

static void
test_copy (Catalog *c, gconstpointer unused)
{
  char *ids[3];
  g_autoptr (EtaCollection) collection = make_collection (c, ids);
  g_autoptr (EtaCollection) copy = eta_collection_copy (collection);

  g_assert_cmpstr (copy->id, ==, collection->id);
  g_assert_cmpuint (copy->items->len, ==, 3);
  g_assert_cmpstr (product_at (copy, 1), ==, ids[1]);
  g_assert_true (product_at (copy, 1) != product_at (collection, 1));
  g_assert_cmpuint (g_hash_table_size (copy->titles), ==, 2);
  free_ids (ids);
}

/* What a newer program wrote does not matter; what this one writes comes back the same. */
static void
test_options (Catalog *c, gconstpointer unused)
{
  static const char json[] = "{\"parts\":[\"cover\",\"products\"],\"sections\":\"category\","
                             "\"about\":{\"ar\":\"من نحن\",\"id\":\"Kami\"},\"publisher\":\"x\","
                             "\"quality\":\"email\"}";
  static const char *const odd[] = {NULL, "", "no json", "[1]",
                                    "{\"parts\":3,\"about\":[],"
                                    "\"sections\":\"moon\",\"new\":{}}"};
  g_autoptr (EtaCollectionOptions) options = eta_collection_options_read (json);
  g_autofree char *back = eta_collection_options_write (options);

  g_assert_cmpstr (back, ==, json);
  g_assert_cmpint (options->sections, ==, ETA_SECTIONS_CATEGORY);
  g_assert_cmpstr (options->parts[1], ==, "products");
  g_assert_true (options->for_email);
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++) {
    g_autoptr (EtaCollectionOptions) usual = eta_collection_options_read (odd[i]);
    g_autofree char *nothing = eta_collection_options_write (usual);

    g_assert_null (usual->parts);
    g_assert_cmpint (usual->sections, ==, ETA_SECTIONS_NONE);
    g_assert_null (nothing);
  }
}

static void
test_shelves (Catalog *c, gconstpointer unused)
{
  char *ids[3];
  g_autoptr (EtaCollection) collection = make_collection (c, ids);
  g_autoptr (EtaProduct) draft = NULL;
  g_autoptr (GHashTable) shelves = NULL;
  g_autoptr (GPtrArray) papers = NULL;
  g_autoptr (EtaProduct) stored = eta_store_get_product (c->store, ids[1], NULL);
  EtaCertificate *paper = eta_certificate_new ();
  const EtaShelf *shelf;

  draft = eta_product_copy (stored);
  eta_set_text (&draft->category, "coffee");
  eta_set_text (&paper->kind, "halal");
  eta_set_text (&paper->number, "ID351");
  g_ptr_array_add (draft->certificates, paper);
  put_now (c->store, "Edit product", draft);
  step (c->store, "Delete product");
  g_assert_true (eta_store_trash_product (c->store, ids[2], TRUE, NULL));
  commit (c->store);
  shelves = eta_store_shelves (c->store, NULL);
  g_assert_cmpuint (g_hash_table_size (shelves), ==, 2);
  shelf = g_hash_table_lookup (shelves, ids[1]);
  g_assert_cmpstr (shelf->category, ==, "coffee");
  g_assert_cmpstr (shelf->producer_id, ==, c->producer);
  g_assert_cmpint (shelf->row, ==, eta_store_row_of (c->store, ids[1]));
  papers = eta_store_product_papers (c->store, NULL);
  g_assert_cmpuint (papers->len, ==, 1);
  g_assert_cmpstr (((EtaProductPaper *)papers->pdata[0])->sku, ==, "B");
  g_assert_cmpstr (((EtaProductPaper *)papers->pdata[0])->certificate->number, ==, "ID351");
  free_ids (ids);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_catalog ("/collection/round-trip", test_round_trip);
  with_catalog ("/collection/reorder-and-undo", test_reorder_and_undo);
  with_catalog ("/collection/purged-product", test_purged_product);
  with_catalog ("/collection/delete", test_delete);
  with_catalog ("/collection/missing-product", test_missing_product);
  with_catalog ("/collection/copy", test_copy);
  with_catalog ("/collection/options", test_options);
  with_catalog ("/collection/shelves", test_shelves);
  return g_test_run ();
}
