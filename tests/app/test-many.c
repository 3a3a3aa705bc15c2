#include "window-fixture.h"

#include "app/bulk-dialog.h"
#include "app/bulk-editor.h"
#include "app/product-list.h"
#include "app/selection-bar.h"
#include "app/trash-page.h"
#include "catalog/history.h"

static void
activate (Fixture *f, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), action, NULL));
  settle ();
}

static gboolean
is_a (GtkWidget *widget, gconstpointer type)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, *(const GType *)type);
}

static GtkWidget *
find_type (GtkWidget *root, GType type)
{
  return find_widget (root, is_a, &type);
}

static gboolean
is_button (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static GtkSelectionModel *
selection_in (GtkWidget *page)
{
  return gtk_grid_view_get_model (GTK_GRID_VIEW (find_type (page, GTK_TYPE_GRID_VIEW)));
}

static GtkWidget *
list_of (Fixture *f)
{
  return find_type (GTK_WIDGET (f->window), ETA_TYPE_PRODUCT_LIST);
}

static guint
n_in (GtkWidget *page)
{
  GtkSelectionModel *model = selection_in (page);

  return model ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
}

static gboolean
put_products (EtaStore *store, gpointer data, GError **error)
{
  const guint n = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) producers = eta_store_list_producers (store, error);

  for (guint i = 0; i < n; i++) {
    g_autoptr (EtaProduct) product = eta_product_new ();
    EtaPrice *price = eta_price_new ();
    product->producer_id = g_strdup (((EtaProducer *)producers->pdata[0])->id);
    product->sku = g_strdup_printf ("K-%03u", i);
    eta_set_text (&eta_words_ensure (product->words, "id")->name, product->sku);
    price->currency = g_strdup ("USD");
    price->minor = 450;
    g_ptr_array_add (product->prices, price);
    if (!eta_store_put_product (store, product, error))
      return FALSE;
  }
  return TRUE;
}

static void
add_products (Fixture *f, guint n)
{
  g_autoptr (GError) error = NULL;

  eta_session_edit (eta_window_get_session (f->window), "Fill", NULL, put_products,
                    GUINT_TO_POINTER (n), &error);
  g_assert_no_error (error);
  settle ();
}

static gint64
price_of (Fixture *f, const char *sku)
{
  g_autoptr (EtaProduct) product = eta_store_find_sku (fixture_store (f), NULL, sku, NULL);

  return ((EtaPrice *)product->prices->pdata[0])->minor;
}

static GtkWidget *
dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    if (ETA_IS_BULK_DIALOG (l->data))
      return l->data;
  return NULL;
}

static gboolean
can_apply (Fixture *f)
{
  return gtk_widget_get_sensitive (find_widget (dialog (), is_button, "C_hange"));
}

static void
choose (GtkWidget *editor, guint nth, guint value)
{
  GType type = GTK_TYPE_DROP_DOWN;
  GtkWidget *which = gtk_widget_get_first_child (editor);
  GtkWidget *cell = gtk_widget_get_first_child (which);

  if (nth > 0)
    cell = gtk_widget_get_next_sibling (cell);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_widget (cell, is_a, &type)), value);
  settle ();
}

/* Prices of 100 products 10 % up: looked at, done in a worker, taken back as one step. */
static void
test_bulk_edit (Fixture *f, gconstpointer data)
{
  GtkWidget *editor;

  add_products (f, 100);
  gtk_selection_model_select_all (selection_in (list_of (f)));
  activate (f, "win.bulk-edit");
  g_assert_nonnull (dialog ());
  editor = find_type (dialog (), ETA_TYPE_BULK_EDITOR);
  g_assert_false (can_apply (f));
  choose (editor, 0, 1); /* prices */
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find_type (editor, GTK_TYPE_SPIN_BUTTON)), 10);
  wait_until (can_apply, f);
  g_assert_cmpint (price_of (f, "K-042"), ==, 450);
  g_signal_emit_by_name (find_widget (dialog (), is_button, "C_hange"), "clicked");
  wait_until (no_jobs, f);
  settle ();
  g_assert_null (dialog ());
  g_assert_cmpint (price_of (f, "K-042"), ==, 495);
  activate (f, "win.undo");
  g_assert_cmpint (price_of (f, "K-042"), ==, 450);
}

/* A wrong value is explained in the dialog and cannot be applied; closing it stores nothing. */
static void
test_bulk_refused (Fixture *f, gconstpointer data)
{
  GtkWidget *editor;
  EtaFieldRow *row;

  add_products (f, 3);
  gtk_selection_model_select_all (selection_in (list_of (f)));
  activate (f, "win.bulk-edit");
  editor = find_type (dialog (), ETA_TYPE_BULK_EDITOR);
  choose (editor, 0, 5); /* terms */
  row = ETA_FIELD_ROW (find_type (editor, ETA_TYPE_FIELD_ROW));
  g_assert_cmpstr (eta_field_row_get_address (row), ==, "moq");
  gtk_editable_set_text (GTK_EDITABLE (eta_field_row_get_control (row)), "banyak");
  g_assert_false (eta_field_row_flush (row));
  g_assert_false (can_apply (f));
  gtk_editable_set_text (GTK_EDITABLE (eta_field_row_get_control (row)), "250");
  g_assert_true (eta_field_row_flush (row));
  wait_until (can_apply, f);
  gtk_window_close (GTK_WINDOW (dialog ()));
  settle ();
  g_assert_null (dialog ());
}

static GtkWidget *
show_trash (Fixture *f)
{
  eta_window_show_page (f->window, "trash");
  settle ();
  return find_type (GTK_WIDGET (f->window), ETA_TYPE_TRASH_PAGE);
}

/* To the trash, one back, the rest for good, and even that back again. */
static void
test_trash (Fixture *f, gconstpointer data)
{
  GtkWidget *page;

  add_products (f, 5);
  gtk_selection_model_select_range (selection_in (list_of (f)), 0, 3, TRUE);
  activate (f, "win.trash-selected");
  g_assert_cmpuint (n_in (list_of (f)), ==, 2);
  page = show_trash (f);
  g_assert_cmpuint (n_in (page), ==, 3);
  gtk_selection_model_select_item (selection_in (page), 0, TRUE);
  gtk_widget_activate_action (page, "trash.restore", NULL);
  settle ();
  g_assert_cmpuint (n_in (page), ==, 2);
  g_assert_cmpint (eta_store_count_products (fixture_store (f)), ==, 3);
  gtk_widget_activate_action (page, "trash.empty", NULL);
  settle ();
  g_assert_cmpuint (n_in (page), ==, 0);
  g_assert_nonnull (find_type (page, ADW_TYPE_STATUS_PAGE));
  activate (f, "win.undo");
  g_assert_cmpuint (n_in (page), ==, 2);
}

/* The copy opens with its code to be typed; several are only copied. */
static void
test_duplicate (Fixture *f, gconstpointer data)
{
  GtkWidget *focus;

  add_products (f, 4);
  gtk_selection_model_select_item (selection_in (list_of (f)), 1, TRUE);
  activate (f, "win.duplicate-product");
  focus = gtk_window_get_focus (GTK_WINDOW (f->window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (find_field (f, "sku"))));
  g_assert_cmpint (eta_store_count_products (fixture_store (f)), ==, 5);
  eta_window_show_page (f->window, "products");
  gtk_selection_model_select_range (selection_in (list_of (f)), 0, 2, TRUE);
  activate (f, "win.duplicate-product");
  g_assert_cmpint (eta_store_count_products (fixture_store (f)), ==, 7);
  activate (f, "win.undo");
  g_assert_cmpint (eta_store_count_products (fixture_store (f)), ==, 5);
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv, "en");
  ADD ("/many/bulk-edit", test_bulk_edit);
  ADD ("/many/bulk-refused", test_bulk_refused);
  ADD ("/many/trash", test_trash);
  ADD ("/many/duplicate", test_duplicate);
  return g_test_run ();
}
