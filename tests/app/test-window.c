#include "window-fixture.h"

#include "app/photo-job.h"
#include "catalog/history.h"
#include "catalog/market-book.h"

#include <string.h>

static void
activate (Fixture *f, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), action, NULL));
  settle ();
}

static EtaProduct *
only_product (Fixture *f)
{
  EtaQuery query = {0};
  g_autoptr (GArray) rows = eta_store_query (fixture_store (f), &query, NULL);
  g_autofree char *id = NULL;

  g_assert_cmpuint (rows->len, ==, 1);
  id = eta_store_id_of (fixture_store (f), g_array_index (rows, gint64, 0));
  return eta_store_get_product (fixture_store (f), id, NULL);
}

/* The first minutes of a new user: a product, its names in three languages, a price; a mistake; and
 * everything taken back, also after a restart. */
static void
test_new_product (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaProduct) product = NULL;

  activate (f, "win.new-product");
  g_assert_true (type_into (f, "sku", "KOPI-01"));
  g_assert_true (type_into (f, "name.id", "Kopi Arabika"));
  g_assert_true (type_into (f, "name.ar", "قهوة أرابيكا"));
  g_assert_true (type_into (f, "net", "250"));
  product = only_product (f);
  g_assert_cmpstr (product->sku, ==, "KOPI-01");
  g_assert_cmpstr (eta_product_name (product, "ar"), ==, "قهوة أرابيكا");
  g_assert_cmpint (product->net, ==, 250);
}

static void
test_invalid_stays (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaProduct) product = NULL;
  g_autofree char *typed = NULL;

  activate (f, "win.new-product");
  g_assert_false (type_into (f, "gtin", "8991234567890"));
  typed = eta_field_row_get_text (find_field (f, "gtin"));
  g_assert_cmpstr (typed, ==, "8991234567890");
  product = only_product (f);
  g_assert_null (product->gtin);
  /* Neither another page nor closing takes the typed text away. */
  g_assert_false (eta_window_flush (f->window));
  gtk_window_close (GTK_WINDOW (f->window));
  settle ();
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (f->window)));
  g_assert_true (type_into (f, "gtin", "8991234567891"));
}

static void
test_undo_after_restart (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaProduct) before = NULL;
  g_autoptr (EtaProduct) after = NULL;
  g_autofree char *shown = NULL;

  activate (f, "win.new-product");
  type_into (f, "name.id", "Kopi");
  type_into (f, "name.id", "Kopi Arabika Ijen");
  activate (f, "win.undo");
  before = only_product (f);
  g_assert_cmpstr (eta_product_name (before, "id"), ==, "Kopi");
  shown = eta_field_row_get_text (find_field (f, "name.id"));
  g_assert_cmpstr (shown, ==, "Kopi");

  close_window (f);
  open_window (f);
  g_assert_true (eta_window_open (f->window, f->catalog, 0));
  after = only_product (f);
  g_assert_cmpstr (eta_product_name (after, "id"), ==, "Kopi");
  activate (f, "win.redo");
  g_clear_pointer (&after, eta_product_unref);
  after = only_product (f);
  g_assert_cmpstr (eta_product_name (after, "id"), ==, "Kopi Arabika Ijen");
}

/* One press, three PDFs. */
static void
test_print (Fixture *f, gconstpointer data)
{
  static const char *const langs[] = {"id", "en", "ar"};

  activate (f, "win.new-product");
  type_into (f, "sku", "KOPI-01");
  type_into (f, "name.id", "Kopi Arabika");
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (f->window), "win.print-sheet", "s", "id en ar"));
  wait_until (no_jobs, f);
  settle ();
  g_assert_cmpuint (close_dialogs (f, NULL), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (langs); i++) {
    g_autofree char *name = g_strdup_printf ("KOPI-01-%s.pdf", langs[i]);
    g_autofree char *path = g_build_filename (g_get_home_dir (), "Etalase", "Sheets", name, NULL);
    g_autofree char *start = NULL;
    gsize length;
    g_assert_true (g_file_get_contents (path, &start, &length, NULL));
    g_assert_true (g_str_has_prefix (start, "%PDF-"));
    g_assert_cmpuint (length, >, 5000);
  }
}

static void
add_fixture_file (GListStore *files, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "photos", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_list_store_append (files, file);
}

/* B10: a photo taken sideways stands upright; what is no picture is named, the rest goes in. */
static void
test_photos (Fixture *f, gconstpointer data)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (EtaProduct) product = NULL;
  g_autofree char *refusal = NULL;
  g_autofree char *text_path = g_build_filename (f->folder, "catatan.txt", NULL);
  g_autoptr (GFile) text_file = g_file_new_for_path (text_path);

  g_file_set_contents (text_path, "not a picture", -1, NULL);
  activate (f, "win.new-product");
  product = only_product (f);
  add_fixture_file (files, "ori1.jpg");
  add_fixture_file (files, "ori6.jpg");
  g_list_store_append (files, text_file);
  eta_photo_job_files (f->window, G_LIST_MODEL (files), product->id);
  wait_until (no_jobs, f);
  settle ();
  g_clear_pointer (&product, eta_product_unref);
  product = only_product (f);
  g_assert_cmpuint (product->photos->len, ==, 2);
  g_assert_cmpint (((EtaPhoto *)product->photos->pdata[0])->width, ==, 600);
  g_assert_cmpint (((EtaPhoto *)product->photos->pdata[1])->width, ==, 400);
  g_assert_cmpint (((EtaPhoto *)product->photos->pdata[1])->height, ==, 600);
  activate (f, "win.undo");
  g_clear_pointer (&product, eta_product_unref);
  product = only_product (f);
  g_assert_cmpuint (product->photos->len, ==, 0);
}

static void
test_trash_undo (Fixture *f, gconstpointer data)
{
  EtaQuery query = {0};
  g_autoptr (GArray) none = NULL;
  g_autoptr (EtaProduct) back = NULL;

  activate (f, "win.new-product");
  activate (f, "win.trash-selected");
  none = eta_store_query (fixture_store (f), &query, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  activate (f, "win.undo");
  back = only_product (f);
  g_assert_nonnull (back);
}

/* A wrong kind of file: a sentence that names it, and the open catalog stays open. */
static void
test_wrong_file (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "foto.jpg", NULL);
  g_autofree char *text = NULL;

  g_file_set_contents (path, "\xff\xd8\xff\xe0 this is a picture", -1, NULL);
  g_assert_false (eta_window_open (f->window, path, 0));
  g_assert_cmpuint (close_dialogs (f, &text), ==, 1);
  g_assert_nonnull (strstr (text, "foto.jpg"));
  g_assert_nonnull (eta_window_get_session (f->window));
}

static gboolean
is_entry_row (GtkWidget *widget, gconstpointer type)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, *(const GType *)type);
}

static gboolean
is_action_button (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static const char *
flag_of_only_certificate (EtaProduct *product)
{
  g_assert_cmpuint (product->certificates->len, ==, 1);
  return ((EtaCertificate *)product->certificates->pdata[0])->flag;
}

/* A change of the composition is shown beside the halal certificate until someone confirms it. */
static void
test_halal_confirmed (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaProduct) product = NULL;
  EtaCertificate *certificate = eta_certificate_new ();
  GtkWidget *button;

  activate (f, "win.new-product");
  type_into (f, "ingredients.id", "Madu");
  product = only_product (f);
  eta_set_text (&certificate->kind, "halal");
  g_ptr_array_add (product->certificates, certificate);
  g_assert_true (
      eta_session_put_product (eta_window_get_session (f->window), "Edit", NULL, product, NULL));
  settle ();
  button = find_widget (GTK_WIDGET (f->window), is_action_button, "Still valid");
  g_assert_nonnull (button);
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_parent (button)));

  g_assert_true (type_into (f, "ingredients.id", "Madu dan royal jelly"));
  settle ();
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_parent (button)));
  g_signal_emit_by_name (button, "clicked");
  settle ();
  g_clear_pointer (&product, eta_product_unref);
  product = only_product (f);
  g_assert_null (flag_of_only_certificate (product));
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_parent (button)));

  activate (f, "win.undo");
  g_clear_pointer (&product, eta_product_unref);
  product = only_product (f);
  g_assert_nonnull (flag_of_only_certificate (product));
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_parent (button)));
}

/* A marketplace address at which nobody answers: a sentence on the page, no marketplace kept. */
static void
test_dead_marketplace (Fixture *f, gconstpointer data)
{
  GType entry = ADW_TYPE_ENTRY_ROW, password = ADW_TYPE_PASSWORD_ENTRY_ROW;
  GtkWidget *page, *url, *key, *button;
  g_autoptr (GPtrArray) markets = NULL;

  eta_window_show_page (f->window, "market");
  settle ();
  page = find_widget (GTK_WIDGET (f->window), is_entry_row,
                      &(GType){g_type_from_name ("EtaMarketPage")});
  g_assert_nonnull (page);
  url = find_widget (page, is_entry_row, &entry);
  key = find_widget (page, is_entry_row, &password);
  button = find_widget (page, is_action_button, "_Test and connect");
  g_assert_nonnull (button);
  gtk_editable_set_text (GTK_EDITABLE (url), "http://127.0.0.1:9");
  gtk_editable_set_text (GTK_EDITABLE (key), "sk_test");
  g_signal_emit_by_name (button, "clicked");
  wait_until (no_jobs, f);
  settle ();
  markets = eta_store_list_markets (fixture_store (f), NULL);
  g_assert_cmpuint (markets->len, ==, 0);
  g_assert_true (gtk_widget_get_sensitive (button));
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv, "en");
  ADD ("/window/new-product", test_new_product);
  ADD ("/window/invalid-stays", test_invalid_stays);
  ADD ("/window/undo-after-restart", test_undo_after_restart);
  ADD ("/window/photos", test_photos);
  ADD ("/window/print", test_print);
  ADD ("/window/trash-undo", test_trash_undo);
  ADD ("/window/wrong-file", test_wrong_file);
  ADD ("/window/halal-confirmed", test_halal_confirmed);
  ADD ("/window/dead-marketplace", test_dead_marketplace);
  return g_test_run ();
}
