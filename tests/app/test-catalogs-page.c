/* Kept catalogs in the window: made, opened, put in order, exported, undone; the pages beside them.
 */
#include "window-fixture.h"

#include "app/catalog-actions-kept.h"
#include "app/cover-card.h"
#include "app/catalog-editor.h"
#include "app/catalog-items.h"
#include "app/catalog-remarks.h"
#include "app/catalog-settings.h"
#include "app/catalogs-page.h"
#include "app/files.h"
#include "app/page-strip.h"
#include "app/product-form.h"
#include "catalog/collection.h"

#include <string.h>

static gboolean
is_a (GtkWidget *widget, gconstpointer type)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), *(const GType *)type);
}

static gpointer
find_a (Fixture *f, GType type)
{
  GtkWidget *found = find_widget (GTK_WIDGET (f->window), is_a, &type);

  g_assert_nonnull (found);
  return found;
}

static gboolean
put_products (EtaStore *store, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) producers = eta_store_list_producers (store, error);
  const EtaProducer *producer = producers->pdata[0];

  for (guint i = 0; i < *(guint *)data; i++) {
    g_autoptr (EtaProduct) product = eta_product_new ();
    g_autofree char *sku = g_strdup_printf ("KOPI-%04u", i);

    eta_set_text (&product->sku, sku);
    eta_set_text (&eta_words_ensure (product->words, "id")->name, sku);
    eta_set_text (&product->producer_id, producer->id);
    if (!eta_store_put_product (store, product, error))
      return FALSE;
  }
  return TRUE;
}

/* N products and a catalog of them, opened. Its id, transfer full. */
static char *
open_catalog (Fixture *f, guint n)
{
  g_autoptr (GError) error = NULL;
  char *id;

  eta_session_edit (eta_window_get_session (f->window), "Start", NULL, put_products, &n, &error);
  g_assert_no_error (error);
  id = eta_kept_catalog_new (f->window, NULL);
  g_assert_nonnull (id);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.open-catalog", "s", id));
  settle ();
  return id;
}

static gboolean
first_page_painted (Fixture *f)
{
  return eta_page_strip_is_painted (find_a (f, ETA_TYPE_PAGE_STRIP), 0);
}

/* "KOPI-0000 KOPI-0001 …" as stored. */
static char *
order_of (Fixture *f, const char *id)
{
  g_autoptr (EtaCollection) collection = eta_store_get_collection (fixture_store (f), id, NULL);
  GString *order = g_string_new (NULL);

  for (guint i = 0; i < collection->items->len; i++) {
    const EtaCollectionItem *item = collection->items->pdata[i];
    g_autoptr (EtaProduct) product =
        eta_store_get_product (fixture_store (f), item->product_id, NULL);
    g_string_append_printf (order, "%s%c", i ? " " : "", product->sku[strlen (product->sku) - 1]);
  }
  return g_string_free (order, FALSE);
}

static void
undo (Fixture *f)
{
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  settle ();
}

static void
test_pages (Fixture *f, gconstpointer data)
{
  g_autofree char *id = open_catalog (f, 5);

  g_assert_cmpstr (gtk_stack_get_visible_child_name (
                       GTK_STACK (gtk_widget_get_parent (find_a (f, ETA_TYPE_CATALOG_EDITOR)))),
                   ==, "editor");
  wait_until (first_page_painted, f);
  g_assert_cmpuint (eta_page_strip_get_n_pages (find_a (f, ETA_TYPE_PAGE_STRIP)), >, 4);
}

static void
test_order (Fixture *f, gconstpointer data)
{
  g_autofree char *id = open_catalog (f, 4);
  EtaCatalogItems *items = find_a (f, ETA_TYPE_CATALOG_ITEMS);
  g_autofree char *before = order_of (f, id), *moved = NULL, *back = NULL, *same = NULL;

  g_assert_cmpstr (before, ==, "0 1 2 3");
  eta_catalog_items_move (items, 3, 1);
  settle ();
  moved = order_of (f, id);
  g_assert_cmpstr (moved, ==, "0 3 1 2");
  undo (f);
  back = order_of (f, id);
  g_assert_cmpstr (back, ==, "0 1 2 3");
  /* The list shows what is stored. */
  eta_catalog_items_move (items, 0, 4);
  settle ();
  same = order_of (f, id);
  g_assert_cmpstr (same, ==, "1 2 3 0");
}

/* A title is stored when it is left; a catalog without any language is none. */
static void
test_settings (Fixture *f, gconstpointer data)
{
  g_autofree char *id = open_catalog (f, 2);
  EtaCatalogSettings *settings = find_a (f, ETA_TYPE_CATALOG_SETTINGS);
  GType entry = ADW_TYPE_ENTRY_ROW, combo = ADW_TYPE_COMBO_ROW;
  GtkWidget *title = find_widget (GTK_WIDGET (settings), is_a, &entry);
  GtkWidget *template = find_widget (GTK_WIDGET (settings), is_a, &combo);
  g_autoptr (EtaCollection) stored = NULL, styled = NULL, undone = NULL;

  gtk_editable_set_text (GTK_EDITABLE (title), "Katalog Ramadan");
  eta_catalog_settings_flush (settings);
  stored = eta_store_get_collection (fixture_store (f), id, NULL);
  g_assert_cmpstr (g_hash_table_lookup (stored->titles, "id"), ==, "Katalog Ramadan");
  adw_combo_row_set_selected (ADW_COMBO_ROW (template), 1);
  settle ();
  styled = eta_store_get_collection (fixture_store (f), id, NULL);
  g_assert_cmpstr (styled->template, ==, "catalog-warm");
  undo (f);
  undo (f);
  undone = eta_store_get_collection (fixture_store (f), id, NULL);
  g_assert_cmpstr (undone->template, ==, "catalog");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (title)), ==, "Katalog produk");
}

/* One press: a file for each language. */
static void
test_export (Fixture *f, gconstpointer data)
{
  static const char *const names[] = {"Katalog-produk-id.pdf", "Product-catalogue-en.pdf",
                                      "كتالوج-المنتجات-ar.pdf"};
  g_autofree char *id = open_catalog (f, 3), *folder = eta_files_folder ("Catalogs");

  gtk_widget_activate_action (find_a (f, ETA_TYPE_CATALOG_EDITOR), "catalog.export", NULL);
  wait_until (no_jobs, f);
  settle ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (folder, names[i], NULL);
    if (!g_file_test (path, G_FILE_TEST_EXISTS))
      g_error ("no “%s”", path);
  }
}

static gboolean
checked (Fixture *f)
{
  return eta_catalog_remarks_get_n (find_a (f, ETA_TYPE_CATALOG_REMARKS)) != G_MAXUINT;
}

/* Products without price and photo are remarked, and a remark leads to the field. */
static void
test_remarks (Fixture *f, gconstpointer data)
{
  g_autofree char *id = open_catalog (f, 1);
  EtaCatalogRemarks *remarks = find_a (f, ETA_TYPE_CATALOG_REMARKS);
  g_autoptr (EtaCollection) collection = eta_store_get_collection (fixture_store (f), id, NULL);
  const EtaCollectionItem *item = collection->items->pdata[0];

  wait_until (checked, f);
  g_assert_cmpuint (eta_catalog_remarks_get_n (remarks), >, 3);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (remarks)));
  g_signal_emit_by_name (remarks, "jump", item->product_id, "moq");
  settle ();
  g_assert_cmpstr (
      eta_product_form_get_id (ETA_PRODUCT_FORM (eta_window_get_page (f->window, "product"))), ==,
      item->product_id);
}

/* Deleted here, it goes from the list; undone, it is back. */
static void
test_delete (Fixture *f, gconstpointer data)
{
  g_autofree char *id = open_catalog (f, 1);
  EtaCatalogEditor *editor = find_a (f, ETA_TYPE_CATALOG_EDITOR);

  gtk_widget_activate_action (GTK_WIDGET (editor), "catalog.delete", NULL);
  settle ();
  g_assert_cmpint (eta_store_count_collections (fixture_store (f)), ==, 0);
  g_assert_null (eta_catalog_editor_get_id (editor));
  undo (f);
  g_assert_cmpint (eta_store_count_collections (fixture_store (f)), ==, 1);
  g_assert_nonnull (find_a (f, ETA_TYPE_COVER_CARD));
}

/* With a thousand products the first page is there before anybody waits for it, and the last one
 * too. */
static void
test_thousand (Fixture *f, gconstpointer data)
{
  g_autofree char *id = open_catalog (f, 1000);
  EtaPageStrip *strip = find_a (f, ETA_TYPE_PAGE_STRIP);
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (strip), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  gint64 end = g_get_monotonic_time () + 20 * SECONDS;
  guint last;

  wait_until (first_page_painted, f);
  settle ();
  last = eta_page_strip_get_n_pages (strip) - 1;
  g_assert_cmpuint (last, >, 250);
  g_assert_false (eta_page_strip_is_painted (strip, last / 2));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  while (!eta_page_strip_is_painted (strip, last)) {
    g_main_context_iteration (NULL, FALSE);
    g_assert_cmpint (g_get_monotonic_time (), <, end);
  }
  g_assert_false (eta_page_strip_is_painted (strip, last / 2));
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv, "en");
  ADD ("/catalogs-page/pages", test_pages);
  ADD ("/catalogs-page/order", test_order);
  ADD ("/catalogs-page/settings", test_settings);
  ADD ("/catalogs-page/export", test_export);
  ADD ("/catalogs-page/remarks", test_remarks);
  ADD ("/catalogs-page/delete", test_delete);
  ADD ("/catalogs-page/thousand", test_thousand);
  return g_test_run ();
}
