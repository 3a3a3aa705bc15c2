/* Products go out as a table, and come in again as they were. */
#include "window-fixture.h"

#include "app/export-dialog.h"
#include "catalog/table-file.h"

#include <string.h>

static EtaExportDialog *
open_dialog (Fixture *f)
{
  g_autoptr (GList) windows = NULL;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.export", NULL));
  settle ();
  windows = gtk_window_list_toplevels ();
  for (GList *l = windows; l; l = l->next)
    if (ETA_IS_EXPORT_DIALOG (l->data))
      return l->data;
  g_error ("no dialog");
}

static void
add_products (Fixture *f, guint n)
{
  for (guint i = 1; i <= n; i++) {
    g_autofree char *sku = g_strdup_printf ("K-%u", i);
    g_autofree char *name = g_strdup_printf ("Kopi %u", i);
    g_autoptr (EtaProduct) product = eta_product_new ();
    g_autoptr (GPtrArray) producers = eta_store_list_producers (fixture_store (f), NULL);
    g_autoptr (GError) error = NULL;

    eta_set_text (&product->producer_id, ((EtaProducer *)producers->pdata[0])->id);
    eta_set_text (&product->sku, sku);
    eta_set_text (&eta_words_ensure (product->words, "id")->name, name);
    eta_session_put_product (eta_window_get_session (f->window), "New product", NULL, product,
                             &error);
    g_assert_no_error (error);
  }
  settle ();
}

static gboolean
is_row (GtkWidget *widget, gconstpointer title)
{
  return ADW_IS_COMBO_ROW (widget) &&
         g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

static AdwComboRow *
find_row (EtaExportDialog *dialog, const char *title)
{
  GtkWidget *row = find_widget (GTK_WIDGET (dialog), is_row, title);

  g_assert_nonnull (row);
  return ADW_COMBO_ROW (row);
}

static EtaSheetTable *
write_and_read (Fixture *f, EtaExportDialog *dialog, const char *name, const char *written)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autofree char *expected = g_build_filename (f->folder, written, NULL);
  g_autoptr (GError) error = NULL;
  EtaSheetTable *table;

  eta_export_dialog_write (dialog, path);
  wait_until (no_jobs, f);
  settle ();
  table = eta_table_file_read (expected, NULL, &error);
  g_assert_no_error (error);
  return table;
}

/* The kind is chosen in the dialog; a name without its end gets it. */
static void
test_kinds (Fixture *f, gconstpointer data)
{
  static const char *const written[] = {"a.xlsx", "a.csv", "a.json"};

  add_products (f, 3);
  for (guint i = 0; i < G_N_ELEMENTS (written); i++) {
    EtaExportDialog *dialog = open_dialog (f);
    g_autoptr (EtaSheetTable) table = NULL;

    adw_combo_row_set_selected (find_row (dialog, "Kind of file"), i);
    table = write_and_read (f, dialog, "a", written[i]);
    g_assert_cmpuint (eta_sheet_table_n_rows (table), ==, 4);
    g_assert_cmpstr (eta_sheet_table_cell (table, 1, 0), ==, "K-1");
  }
}

/* What is selected is what is meant. */
static void
test_selected (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaProduct) product = NULL;
  g_autoptr (EtaSheetTable) table = NULL;
  EtaExportDialog *dialog;

  add_products (f, 3);
  product = eta_store_find_sku (fixture_store (f), NULL, "K-2", NULL);
  eta_window_show_product (f->window, product->id);
  settle ();
  dialog = open_dialog (f);
  g_assert_cmpuint (
      g_list_model_get_n_items (adw_combo_row_get_model (find_row (dialog, "Products"))), ==, 2);
  table = write_and_read (f, dialog, "b.csv", "b.csv");
  g_assert_cmpuint (eta_sheet_table_n_rows (table), ==, 2);
  g_assert_cmpstr (eta_sheet_table_cell (table, 1, 0), ==, "K-2");
}

/* Photos lie beside the table under a name that an import looks for. */
static void
test_photos (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->folder, "c photos", NULL);
  g_autofree char *zip = g_build_filename (f->folder, "c photos.zip", NULL);

  add_products (f, 1);
  for (guint i = 1; i <= 2; i++) {
    EtaExportDialog *dialog = open_dialog (f);
    g_autoptr (EtaSheetTable) table = NULL;

    adw_combo_row_set_selected (find_row (dialog, "Photos"), i);
    table = write_and_read (f, dialog, "c.csv", "c.csv");
  }
  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));
  g_assert_true (g_file_test (zip, G_FILE_TEST_IS_REGULAR));
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv, "en");
  ADD ("/export-dialog/kinds", test_kinds);
  ADD ("/export-dialog/selected", test_selected);
  ADD ("/export-dialog/photos", test_photos);
  return g_test_run ();
}
