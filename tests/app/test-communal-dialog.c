#include "window-fixture.h"

#include "app/communal-dialog.h"
#include "catalog/communal.h"
#include "catalog/history.h"

static gboolean
put_product (EtaStore *store, gpointer data, GError **error)
{
  return eta_store_put_product (store, data, error);
}

static char *
add_product (Fixture *f, const char *sku, const char *unit, gint64 capacity)
{
  g_autoptr (GPtrArray) producers = eta_store_list_producers (fixture_store (f), NULL);
  g_autoptr (EtaProduct) product = eta_product_new ();
  g_autoptr (GError) error = NULL;

  eta_set_text (&product->producer_id, ((EtaProducer *)producers->pdata[0])->id);
  eta_set_text (&product->sku, sku);
  eta_set_text (&product->unit, unit);
  eta_set_text (&eta_words_ensure (product->words, "id")->name, "Kopi Robusta");
  product->capacity = capacity;
  eta_session_edit (eta_window_get_session (f->window), "Add", NULL, put_product, product, &error);
  g_assert_no_error (error);
  return g_strdup (product->id);
}

static gint64
shared_capacity (Fixture *f, const char *id)
{
  g_autoptr (EtaCommunal) communal = eta_store_find_communal (fixture_store (f), id, "id");

  return communal ? communal->capacity : -1;
}

/* Two products of one name are put together, a jar is refused, and one undo takes it back. */
static void
test_join (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) jar = g_ptr_array_new_with_free_func (g_free);
  EtaCommunalDialog *dialog;

  g_ptr_array_add (ids, add_product (f, "A", "pouch", 1000));
  g_ptr_array_add (ids, add_product (f, "B", "pouch", 500));
  g_ptr_array_add (jar, add_product (f, "C", "jar", 7));
  dialog = eta_communal_dialog_new (f->window, ids);
  gtk_window_present (GTK_WINDOW (dialog));
  settle ();
  eta_communal_dialog_join (dialog, "Kopi Bersama");
  settle ();
  g_assert_cmpint (shared_capacity (f, ids->pdata[0]), ==, 1500);
  gtk_window_destroy (GTK_WINDOW (dialog));

  dialog = eta_communal_dialog_new (f->window, jar);
  gtk_window_present (GTK_WINDOW (dialog));
  eta_communal_dialog_join (dialog, "kopi bersama");
  settle ();
  g_assert_cmpint (shared_capacity (f, jar->pdata[0]), ==, -1);
  g_assert_cmpint (shared_capacity (f, ids->pdata[0]), ==, 1500);
  gtk_window_destroy (GTK_WINDOW (dialog));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL));
  g_assert_cmpint (shared_capacity (f, ids->pdata[0]), ==, -1);
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv, "id");
  ADD ("/communal-dialog/join", test_join);
  return g_test_run ();
}
