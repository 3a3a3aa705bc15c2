#include "window-fixture.h"

#include "app/filter-bar.h"
#include "app/filter-menu.h"
#include "app/product-list.h"
#include "app/product-card.h"
#include "app/product-views.h"
#include "app/selection-bar.h"
#include "app/view-menu.h"
#include "catalog/history.h"

#include <string.h>

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
find_type (Fixture *f, GType type)
{
  return find_widget (GTK_WIDGET (f->window), is_a, &type);
}

static gboolean
has_icon (GtkWidget *widget, gconstpointer icon)
{
  return GTK_IS_MENU_BUTTON (widget) &&
         g_strcmp0 (gtk_menu_button_get_icon_name (GTK_MENU_BUTTON (widget)), icon) == 0;
}

static gboolean
has_icon_name (GtkWidget *widget, gconstpointer icon)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), icon) == 0;
}

static gboolean
has_label (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_CHECK_BUTTON (widget) &&
         g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), label) == 0;
}

static gboolean
has_class (GtkWidget *widget, gconstpointer class)
{
  return gtk_widget_has_css_class (widget, class);
}

static EtaProductList *
list_of (Fixture *f)
{
  return ETA_PRODUCT_LIST (find_type (f, ETA_TYPE_PRODUCT_LIST));
}

static GtkSelectionModel *
selection_of (Fixture *f)
{
  return gtk_grid_view_get_model (GTK_GRID_VIEW (find_type (f, GTK_TYPE_GRID_VIEW)));
}

static guint
n_shown (Fixture *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (selection_of (f)));
}

static gboolean
put_products (EtaStore *store, gpointer data, GError **error)
{
  GPtrArray *products = data;

  for (guint i = 0; i < products->len; i++)
    if (!eta_store_put_product (store, products->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* K-00 … in order; every second one is coffee, every third has an English name. */
static void
add_products (Fixture *f, guint n)
{
  g_autoptr (GPtrArray) products =
      g_ptr_array_new_with_free_func ((GDestroyNotify)eta_product_unref);
  g_autoptr (GPtrArray) producers = eta_store_list_producers (fixture_store (f), NULL);
  const EtaProducer *producer = producers->pdata[0];

  for (guint i = 0; i < n; i++) {
    EtaProduct *product = eta_product_new ();
    g_autofree char *name = g_strdup_printf ("Nama %02u", i);
    product->producer_id = g_strdup (producer->id);
    product->sku = g_strdup_printf ("K-%02u", i);
    product->category = g_strdup (i % 2 ? "coffee" : "honey");
    eta_set_text (&eta_words_ensure (product->words, "id")->name, name);
    if (i % 3 == 0)
      eta_set_text (&eta_words_ensure (product->words, "en")->name, name);
    g_ptr_array_add (products, product);
  }
  g_assert_true (eta_session_edit (eta_window_get_session (f->window), "Fill", NULL, put_products,
                                   products, NULL));
  settle ();
}

static EtaFilterMenu *
open_filters (Fixture *f)
{
  GtkWidget *button = find_widget (GTK_WIDGET (f->window), has_icon, "eta-filter-symbolic");

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  settle ();
  return ETA_FILTER_MENU (find_type (f, ETA_TYPE_FILTER_MENU));
}

static GtkDropDown *
nth_choice (EtaFilterMenu *menu, guint n)
{
  GtkWidget *flow = gtk_widget_get_first_child (GTK_WIDGET (menu));
  GType type = GTK_TYPE_DROP_DOWN;
  GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (flow), (int)n);

  return GTK_DROP_DOWN (find_widget (GTK_WIDGET (child), is_a, &type));
}

static gboolean
shows_text (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0;
}

static gboolean
is_title (GtkWidget *widget, gconstpointer title)
{
  return ADW_IS_STATUS_PAGE (widget) && gtk_widget_get_mapped (widget) &&
         g_strcmp0 (adw_status_page_get_title (ADW_STATUS_PAGE (widget)), title) == 0;
}

/* A filter chosen in the menu, a chip that takes it away, an empty result that offers to clear. */
static void
test_filters (Fixture *f, gconstpointer data)
{
  EtaFilterMenu *menu;
  GtkWidget *bar, *chip;

  add_products (f, 12);
  g_assert_null (find_type (f, ETA_TYPE_FILTER_BAR));
  menu = open_filters (f);
  gtk_drop_down_set_selected (nth_choice (menu, ETA_FILTER_CATEGORY), 1); /* coffee */
  settle ();
  g_assert_cmpuint (n_shown (f), ==, 6);
  gtk_drop_down_set_selected (nth_choice (menu, ETA_FILTER_MISSING), 2); /* English */
  settle ();
  g_assert_cmpuint (n_shown (f), ==, 4);
  bar = find_type (f, ETA_TYPE_FILTER_BAR);
  g_assert_nonnull (find_widget (bar, shows_text, "4 of 12"));
  chip = find_widget (bar, has_class, "chip");
  g_signal_emit_by_name (chip, "clicked"); /* the first: coffee */
  settle ();
  g_assert_cmpuint (n_shown (f), ==, 8);
  gtk_drop_down_set_selected (nth_choice (menu, ETA_FILTER_STATE), 3); /* approved: none */
  settle ();
  g_assert_cmpuint (n_shown (f), ==, 0);
  g_assert_nonnull (find_widget (GTK_WIDGET (f->window), is_title, "Nothing with these filters"));
  gtk_widget_activate_action (GTK_WIDGET (list_of (f)), "list.clear-filters", NULL);
  settle ();
  g_assert_cmpuint (n_shown (f), ==, 12);
  g_assert_false (gtk_widget_get_visible (bar));
}

static guint
n_selected (Fixture *f)
{
  g_autoptr (GPtrArray) ids = eta_product_list_get_selected (list_of (f));

  return ids->len;
}

/* The selection goes with the products, not with their places, and never hides. */
static void
test_selection (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  g_autoptr (EtaProduct) product = NULL;
  g_autoptr (EtaProduct) draft = NULL;
  GType sort = GTK_TYPE_DROP_DOWN;
  EtaFilterMenu *menu;

  add_products (f, 12);
  g_assert_null (find_type (f, ETA_TYPE_SELECTION_BAR));
  gtk_selection_model_select_range (selection_of (f), 2, 3, TRUE);
  settle ();
  g_assert_nonnull (find_type (f, ETA_TYPE_SELECTION_BAR));
  before = eta_product_list_get_selected (list_of (f));
  g_assert_cmpuint (before->len, ==, 3);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_widget (GTK_WIDGET (list_of (f)), is_a, &sort)),
                              4); /* category */
  product = eta_store_get_product (fixture_store (f), before->pdata[0], NULL);
  draft = eta_product_copy (product);
  draft->moq = 40;
  g_assert_true (
      eta_session_put_product (eta_window_get_session (f->window), "Edit", NULL, draft, NULL));
  settle ();
  after = eta_product_list_get_selected (list_of (f));
  g_assert_cmpuint (after->len, ==, 3);
  for (guint i = 0; i < before->len; i++)
    g_assert_true (g_ptr_array_find_with_equal_func (after, before->pdata[i], g_str_equal, NULL));

  menu = open_filters (f);
  gtk_drop_down_set_selected (nth_choice (menu, ETA_FILTER_CATEGORY), 1); /* coffee: K-03 */
  settle ();
  g_assert_cmpuint (n_selected (f), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (list_of (f)), "list.clear-selection", NULL);
  g_assert_cmpuint (n_selected (f), ==, 0);
  gtk_selection_model_select_all (selection_of (f));
  g_assert_cmpuint (n_selected (f), ==, 6);
  activate (f, "win.trash-selected");
  g_assert_cmpuint (n_shown (f), ==, 0);
  g_assert_cmpuint (n_selected (f), ==, 0);
  activate (f, "win.undo");
  g_assert_cmpuint (n_shown (f), ==, 6);
}

static EtaProductTable *
show_table (Fixture *f)
{
  GtkWidget *button = find_widget (GTK_WIDGET (f->window), has_icon_name, "view-list-symbolic");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  settle ();
  return ETA_PRODUCT_TABLE (find_type (f, ETA_TYPE_PRODUCT_TABLE));
}

static GtkColumnViewColumn *
nth_column (EtaProductTable *table, guint n)
{
  GListModel *columns = gtk_column_view_get_columns (eta_product_table_get_view (table));
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, n);

  return column;
}

static char *
first_sku (EtaProductTable *table)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (eta_product_table_get_view (table)));
  g_autoptr (EtaProductItem) item = g_list_model_get_item (model, 0);

  return g_strdup (eta_product_item_get_card (item)->sku);
}

/* Both kinds share the selection; a heading sorts by SQL, both ways; columns come, go and stay. */
static void
test_table (Fixture *f, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (ETA_APP_ID);
  g_autofree char *up = NULL, *down = NULL;
  g_auto (GStrv) kept = NULL;
  EtaProductTable *table;
  GtkColumnView *view;
  GtkWidget *chooser;

  add_products (f, 12);
  gtk_selection_model_select_range (selection_of (f), 2, 3, TRUE);
  table = show_table (f);
  view = eta_product_table_get_view (table);
  g_assert_cmpuint (n_selected (f), ==, 3);
  g_assert_true (gtk_selection_model_is_selected (gtk_column_view_get_model (view), 4));
  gtk_column_view_sort_by_column (view, nth_column (table, 1), GTK_SORT_DESCENDING);
  settle ();
  down = first_sku (table);
  g_assert_cmpstr (down, ==, "K-11");
  gtk_column_view_sort_by_column (view, nth_column (table, 1), GTK_SORT_ASCENDING);
  settle ();
  up = first_sku (table);
  g_assert_cmpstr (up, ==, "K-00");
  g_assert_cmpuint (n_selected (f), ==, 3);

  chooser = find_widget (GTK_WIDGET (f->window), has_label, "HS code");
  g_assert_nonnull (chooser);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (chooser), TRUE);
  gtk_column_view_column_set_fixed_width (nth_column (table, 0), 321);
  close_window (f);
  kept = g_settings_get_strv (settings, "table-columns");
  g_assert_true (g_strv_contains ((const char *const *)kept, "name:321"));
  g_assert_true (g_strv_contains ((const char *const *)kept, "hs:120"));
  open_window (f);
  g_assert_true (eta_window_open (f->window, f->catalog, 0));
  settle ();
  g_assert_nonnull (find_type (f, ETA_TYPE_PRODUCT_TABLE));
  g_settings_reset (settings, "view");
  g_settings_reset (settings, "table-columns");
}

static EtaViewMenu *
open_views (Fixture *f)
{
  GtkWidget *button = find_widget (GTK_WIDGET (f->window), has_icon, "user-bookmarks-symbolic");

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  settle ();
  return ETA_VIEW_MENU (find_type (f, ETA_TYPE_VIEW_MENU));
}

static GtkListBox *
views_of (EtaViewMenu *menu)
{
  GType type = GTK_TYPE_LIST_BOX;

  return GTK_LIST_BOX (find_widget (GTK_WIDGET (menu), is_a, &type));
}

static void
click_icon (GtkWidget *root, const char *icon)
{
  GtkWidget *button = find_widget (root, has_icon_name, icon);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  settle ();
}

static gboolean
is_toast (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

/* Kept under a name, chosen again, renamed, removed, and back by the toast. */
static void
test_views (Fixture *f, gconstpointer data)
{
  GType entry = GTK_TYPE_ENTRY;
  g_autoptr (EtaView) kept = NULL;
  g_autoptr (EtaView) back = NULL;
  EtaFilterMenu *filters;
  EtaViewMenu *menu;
  GtkWidget *name;

  add_products (f, 12);
  filters = open_filters (f);
  gtk_drop_down_set_selected (nth_choice (filters, ETA_FILTER_CATEGORY), 1);
  menu = open_views (f);
  name = find_widget (GTK_WIDGET (menu), is_a, &entry);
  gtk_editable_set_text (GTK_EDITABLE (name), "Kopi");
  g_signal_emit_by_name (name, "activate");
  kept = eta_store_find_view (fixture_store (f), "Kopi", NULL);
  g_assert_nonnull (kept);
  gtk_widget_activate_action (GTK_WIDGET (list_of (f)), "list.clear-filters", NULL);
  g_assert_cmpuint (n_shown (f), ==, 12);
  menu = open_views (f);
  g_signal_emit_by_name (views_of (menu), "row-activated",
                         gtk_list_box_get_row_at_index (views_of (menu), 0));
  settle ();
  g_assert_cmpuint (n_shown (f), ==, 6);

  menu = open_views (f);
  click_icon (GTK_WIDGET (menu), "document-edit-symbolic");
  gtk_editable_set_text (GTK_EDITABLE (name), "Kopi saja");
  g_signal_emit_by_name (name, "activate");
  g_assert_null (eta_store_find_view (fixture_store (f), "Kopi", NULL));
  click_icon (GTK_WIDGET (menu), "user-trash-symbolic");
  g_assert_null (gtk_list_box_get_row_at_index (views_of (menu), 0));
  name = find_widget (GTK_WIDGET (f->window), is_toast, "_Undo");
  g_assert_nonnull (name);
  g_signal_emit_by_name (name, "clicked");
  settle ();
  back = eta_store_find_view (fixture_store (f), "Kopi saja", NULL);
  g_assert_nonnull (back);
}

static gboolean
drop_on (GtkWidget *widget, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "photos", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  g_auto (GValue) value = G_VALUE_INIT;
  GSList files = {file, NULL};
  gboolean handled = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, &files);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
    if (GTK_IS_DROP_TARGET (controller))
      g_signal_emit_by_name (controller, "drop", &value, 1.0, 1.0, &handled);
  }
  return handled;
}

static guint
n_photos (Fixture *f, const char *sku)
{
  g_autoptr (EtaProduct) product = eta_store_find_sku (fixture_store (f), NULL, sku, NULL);

  return product->photos->len;
}

/* On a card: to that product. Beside the cards: a new product. */
static void
test_drop (Fixture *f, gconstpointer data)
{
  add_products (f, 3);
  g_assert_true (drop_on (find_type (f, ETA_TYPE_PRODUCT_CARD), "ori1.jpg"));
  wait_until (no_jobs, f);
  settle ();
  g_assert_cmpuint (n_photos (f, "K-00"), ==, 1);
  g_assert_cmpuint (n_shown (f), ==, 3);
  g_assert_true (drop_on (find_type (f, ETA_TYPE_PRODUCT_VIEWS), "ori6.jpg"));
  wait_until (no_jobs, f);
  settle ();
  g_assert_cmpint (eta_store_count_products (fixture_store (f)), ==, 4);
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv, "en");
  ADD ("/product-list/filters", test_filters);
  ADD ("/product-list/selection", test_selection);
  ADD ("/product-list/table", test_table);
  ADD ("/product-list/views", test_views);
  ADD ("/product-list/drop", test_drop);
  return g_test_run ();
}
