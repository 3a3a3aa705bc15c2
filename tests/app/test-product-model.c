#include "app/product-model.h"

#include "catalog/history.h"

#include <glib/gstdio.h>

#include "../remove-tree.h"

typedef struct {
  char *folder;
  EtaSession *session;
  guint position, removed, added, n_signals;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  EtaStore *store;
  g_autoptr (EtaProducer) producer = eta_producer_new ();

  f->folder = g_dir_make_tmp ("etalase-model-XXXXXX", NULL);
  path = g_build_filename (f->folder, "a.etalasedb", NULL);
  f->session = eta_session_open (path, ETA_STORE_CREATE, &error);
  g_assert_no_error (error);
  store = eta_session_get_store (f->session);
  g_assert_true (eta_step_begin (store, "Fill", NULL, &error));
  eta_set_text (&producer->name, "P");
  g_assert_true (eta_store_put_producer (store, producer, &error));
  for (guint i = 0; i < 100; i++) {
    g_autoptr (EtaProduct) product = eta_product_new ();
    g_autofree char *name = g_strdup_printf ("Kopi %03u", i);
    product->producer_id = g_strdup (producer->id);
    product->sku = g_strdup_printf ("K-%03u", i);
    eta_set_text (&eta_words_ensure (product->words, "id")->name, name);
    g_assert_true (eta_store_put_product (store, product, &error));
  }
  g_assert_true (eta_step_commit (store, &error));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->session);
  remove_tree (f->folder);
  g_free (f->folder);
}

static void
items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Fixture *f = data;

  f->position = position;
  f->removed = removed;
  f->added = added;
  f->n_signals++;
}

static EtaProductModel *
make_model (Fixture *f)
{
  EtaProductModel *model = eta_product_model_new (f->session, "id");
  EtaQuery query = {.sort = ETA_SORT_SKU};

  g_assert_true (eta_product_model_set_query (model, &query, NULL));
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed), f);
  return model;
}

/* An edit that does not move the row tells of that row alone. */
static void
test_one_row (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaProductModel) model = make_model (f);
  EtaStore *store = eta_session_get_store (f->session);
  g_autofree char *id = eta_store_id_of (store, eta_product_model_get_row (model, 41));
  g_autoptr (EtaProduct) product = eta_store_get_product (store, id, NULL);
  g_autoptr (EtaProduct) draft = eta_product_copy (product);
  g_autoptr (EtaProductItem) item = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 100);
  eta_set_text (&eta_words_ensure (draft->words, "id")->name, "Kopi lain");
  g_assert_true (eta_session_put_product (f->session, "Edit", NULL, draft, NULL));
  g_assert_cmpuint (f->n_signals, ==, 1);
  g_assert_cmpuint (f->position, ==, 41);
  g_assert_cmpuint (f->removed, ==, 1);
  g_assert_cmpuint (f->added, ==, 1);
  item = g_list_model_get_item (G_LIST_MODEL (model), 41);
  g_assert_cmpstr (eta_product_item_get_card (item)->name, ==, "Kopi lain");
}

/* A removal leaves the rows before and after alone; undo brings it back to its place. */
static void
test_removed_row (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaProductModel) model = make_model (f);
  EtaStore *store = eta_session_get_store (f->session);
  gint64 row = eta_product_model_get_row (model, 10);
  g_autofree char *id = eta_store_id_of (store, row);

  g_assert_true (eta_step_begin (store, "Trash", NULL, NULL));
  g_assert_true (eta_store_trash_product (store, id, TRUE, NULL));
  g_assert_true (eta_step_commit (store, NULL));
  g_assert_cmpuint (f->position, ==, 10);
  g_assert_cmpuint (f->removed, ==, 1);
  g_assert_cmpuint (f->added, ==, 0);
  g_assert_true (eta_session_undo (f->session, NULL, NULL));
  g_assert_cmpuint (eta_product_model_find (model, row), ==, 10);
}

static void
test_search (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaProductModel) model = make_model (f);
  EtaQuery query = {.text = "kopi 07"};

  g_assert_true (eta_product_model_set_query (model, &query, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/product-model/one-row", Fixture, NULL, set_up, test_one_row, tear_down);
  g_test_add ("/product-model/removed-row", Fixture, NULL, set_up, test_removed_row, tear_down);
  g_test_add ("/product-model/search", Fixture, NULL, set_up, test_search, tear_down);
  return g_test_run ();
}
