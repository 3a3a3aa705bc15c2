/* A person with an Excel list and a folder of photos: the real window, from the menu to a catalog
 * of 100 products with pictures, and what goes wrong on the way. */
#include "window-fixture.h"

#include "app/import-dialog.h"
#include "app/import-preview.h"
#include "app/table-actions.h"

#include <string.h>

/* --- what is on the screen -------------------------------------------------------------------- */

static EtaImportDialog *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    if (ETA_IS_IMPORT_DIALOG (l->data))
      return l->data;
  return NULL;
}

static gboolean
is_settled (Fixture *f)
{
  return eta_import_dialog_is_settled (find_dialog ());
}

static EtaImportDialog *
open_dialog (Fixture *f, const char *path)
{
  EtaImportDialog *dialog;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.import", NULL));
  settle ();
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  if (path)
    eta_import_dialog_take (dialog, path);
  wait_until (is_settled, f);
  settle ();
  return dialog;
}

static gboolean
has_text (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
         strstr (gtk_label_get_text (GTK_LABEL (widget)), text);
}

static void
assert_shown (EtaImportDialog *dialog, const char *text)
{
  if (!find_widget (GTK_WIDGET (dialog), has_text, text))
    g_error ("“%s” is not shown", text);
}

static gboolean
is_button (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static GtkWidget *
find_button (EtaImportDialog *dialog, const char *label)
{
  GtkWidget *button = find_widget (GTK_WIDGET (dialog), is_button, label);

  g_assert_nonnull (button);
  return button;
}

static void
press_import (Fixture *f, EtaImportDialog *dialog)
{
  GtkWidget *button = find_button (dialog, "_Import");

  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  settle ();
  wait_until (no_jobs, f);
  settle ();
}

static gboolean
is_drop_down (GtkWidget *widget, gconstpointer column)
{
  return GTK_IS_DROP_DOWN (widget) && gtk_widget_get_ancestor (widget, ETA_TYPE_IMPORT_PREVIEW) &&
         GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "eta-column")) ==
             GPOINTER_TO_UINT (column);
}

/* Chooses the field of COLUMN by its label. */
static void
choose_field (Fixture *f, EtaImportDialog *dialog, guint column, const char *label)
{
  GtkWidget *drop = find_widget (GTK_WIDGET (dialog), is_drop_down, GUINT_TO_POINTER (column));
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (drop));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

    if (!g_str_equal (gtk_string_object_get_string (item), label))
      continue;
    gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), i);
    wait_until (is_settled, f);
    settle ();
    return;
  }
  g_error ("“%s” cannot be chosen", label);
}

static char *
write_file (Fixture *f, const char *name, const char *text)
{
  char *path = g_build_filename (f->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0755);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static EtaProduct *
find_product (Fixture *f, const char *sku)
{
  EtaProduct *product = eta_store_find_sku (fixture_store (f), NULL, sku, NULL);

  if (!product)
    g_error ("there is no %s", sku);
  return product;
}

/* --- the judged scenario ---------------------------------------------------------------------- */

/* A picture that no other one is like. */
static void
write_photo (const char *folder, const char *name, guint n)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 320, 240);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  gdk_pixbuf_fill (pixbuf, (n * 0x01071300u) ^ 0x40608000u);
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "jpeg", NULL, NULL));
}

/* Photos as they come off a telephone and were named by three different people. */
static void
write_photos (Fixture *f, const char *folder)
{
  static const char *const codes[] = {"KOPI", "MADU", "BTK", "SKP", "SBN"};

  g_mkdir_with_parents (folder, 0755);
  for (guint i = 0; i < 100; i++) {
    g_autofree char *code = i % 2 ? g_ascii_strdown (codes[i / 20], -1) : g_strdup (codes[i / 20]);
    g_autofree char *name = i % 3 == 0   ? g_strdup_printf ("%s-%02u.jpg", code, i % 20 + 1)
                            : i % 3 == 1 ? g_strdup_printf ("%s %02u.JPG", code, i % 20 + 1)
                                         : g_strdup_printf ("%s_%02u depan.jpg", code, i % 20 + 1);

    write_photo (folder, name, i);
  }
  write_photo (folder, "kopi-01 (2).jpg", 200);
  write_photo (folder, "IMG_2231.jpg", 201);
}

/* Menu, table, “Import”: nothing else is to be chosen. Then one undo takes it all back. */
static void
test_hundred_products (Fixture *f, gconstpointer data)
{
  g_autofree char *fixture =
      g_test_build_filename (G_TEST_DIST, "fixtures", "tables", "daftar-produk.xlsx", NULL);
  g_autofree char *path = g_build_filename (f->folder, "list", "daftar-produk.xlsx", NULL);
  g_autofree char *photos = g_build_filename (f->folder, "list", "Foto produk", NULL);
  g_autofree char *bytes = NULL;
  EtaImportDialog *dialog;
  gsize len;

  write_photos (f, photos);
  g_assert_true (g_file_get_contents (fixture, &bytes, &len, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize)len, NULL));
  dialog = open_dialog (f, path);
  assert_shown (dialog, "100 new, 101 photos");
  assert_shown (dialog, "Foto produk");
  assert_shown (dialog, "Kopi Arabika Argopuro 1");
  assert_shown (dialog, "IDR 12,500");
  press_import (f, dialog);
  g_assert_null (find_dialog ());
  g_assert_cmpuint (close_dialogs (f, NULL), ==, 0);
  g_assert_cmpint (eta_store_count_products (fixture_store (f)), ==, 100);
  for (guint i = 1; i <= 20; i++) {
    g_autofree char *sku = g_strdup_printf ("SKP-%02u", i);
    g_autoptr (EtaProduct) product = find_product (f, sku);
    const EtaPhoto *photo;

    g_assert_cmpuint (product->photos->len, ==, 1);
    photo = product->photos->pdata[0];
    g_assert_true (eta_album_has (eta_session_get_album (eta_window_get_session (f->window)),
                                  photo->sha256, ETA_ALBUM_FULL));
  }
  {
    g_autoptr (EtaProduct) product = find_product (f, "KOPI-01");
    g_assert_cmpuint (product->photos->len, ==, 2);
    g_assert_cmpint (eta_product_price (product, "IDR")->minor, ==, 1250000);
    g_assert_cmpint (product->net, ==, 100);
  }
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.show-imported", NULL));
  {
    g_autoptr (GArray) shown = eta_window_get_shown (f->window);
    g_assert_cmpuint (shown->len, ==, 100);
  }
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL));
  settle ();
  g_assert_cmpint (eta_store_count_products (fixture_store (f)), ==, 0);
}

/* --- what is not clear ------------------------------------------------------------------------ */

/* Headings that nobody knows: asked for, chosen, and remembered for the next time. */
static void
test_mapping (Fixture *f, gconstpointer data)
{
  g_autofree char *path = write_file (f, "t/a.csv", "Sandi,Sebutan\nK1,Kopi\nK2,Teh\n");
  EtaImportDialog *dialog = open_dialog (f, path);
  g_autoptr (EtaProduct) product = NULL;

  g_assert_false (gtk_widget_get_sensitive (find_button (dialog, "_Import")));
  assert_shown (dialog, "Which column has the item code");
  choose_field (f, dialog, 0, "Item code (SKU)");
  choose_field (f, dialog, 1, "Name (Arabic)");
  choose_field (f, dialog, 1, "Name (Indonesian)");
  assert_shown (dialog, "2 new");
  press_import (f, dialog);
  product = find_product (f, "K2");
  g_assert_cmpstr (eta_product_name (product, "id"), ==, "Teh");

  dialog = open_dialog (f, path);
  assert_shown (dialog, "2 unchanged");
  g_assert_false (gtk_widget_get_sensitive (find_button (dialog, "_Import")));
  gtk_window_destroy (GTK_WINDOW (dialog));
  settle ();
}

/* Rows with problems are told and left out; the others go in. All or nothing keeps them out. */
static void
test_problems (Fixture *f, gconstpointer data)
{
  g_autofree char *path = write_file (f, "t/a.csv",
                                      "sku,nama,barcode\nK1,Kopi,\nK2,Teh,8.99123E+12\n"
                                      "K3,Gula,8991234567890\n");
  EtaImportDialog *dialog = open_dialog (f, path);

  assert_shown (dialog, "1 new, 2 rows with problems");
  assert_shown (dialog, "Problems (2)");
  press_import (f, dialog);
  g_assert_cmpint (eta_store_count_products (fixture_store (f)), ==, 1);
  g_assert_cmpuint (close_dialogs (f, NULL), ==, 0);
}

/* What cannot be read says why, and another table can be chosen. */
static void
test_unreadable (Fixture *f, gconstpointer data)
{
  g_autofree char *picture = write_file (f, "t/a.csv", "\x89PNG\r\n");
  g_autofree char *table = write_file (f, "t/b.csv", "sku,nama\nK1,Kopi\n");
  g_autofree char *text = NULL;
  EtaImportDialog *dialog = open_dialog (f, picture);

  g_assert_cmpuint (close_dialogs (f, &text), ==, 1);
  g_assert_nonnull (strstr (text, "picture"));
  eta_import_dialog_take (dialog, table);
  wait_until (is_settled, f);
  settle ();
  assert_shown (dialog, "1 new");
  gtk_window_destroy (GTK_WINDOW (dialog));
  settle ();
}

/* Closed while it looks through the rows: nothing is left behind. */
static void
test_closed_early (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) rows = g_string_new ("sku,nama\n");
  g_autofree char *path = NULL;
  EtaImportDialog *dialog;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (rows, "K%u,Kopi\n", i);
  path = write_file (f, "t/a.csv", rows->str);
  dialog = eta_import_dialog_new (f->window, path);
  g_assert_false (eta_import_dialog_is_settled (dialog));
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *)&dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  /* The worker holds it until it has noticed. */
  for (gint64 end = g_get_monotonic_time () + 60 * SECONDS;
       dialog && g_get_monotonic_time () < end;) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (2000);
  }
  g_assert_null (dialog);
}

/* A table that is dropped on the products opens the dialog; pictures do not. */
static void
test_dropped (Fixture *f, gconstpointer data)
{
  g_autofree char *path = write_file (f, "t/a.csv", "sku,nama\nK1,Kopi\n");
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) picture = g_file_new_for_path ("/nowhere/a.jpg");
  g_autoptr (GFile) table = g_file_new_for_path (path);

  g_list_store_append (files, picture);
  g_assert_false (eta_table_actions_drop (f->window, G_LIST_MODEL (files)));
  g_list_store_append (files, table);
  g_assert_true (eta_table_actions_drop (f->window, G_LIST_MODEL (files)));
  wait_until (is_settled, f);
  settle ();
  assert_shown (find_dialog (), "1 new");
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
  settle ();
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv, "en");
  ADD ("/import-dialog/hundred-products", test_hundred_products);
  ADD ("/import-dialog/mapping", test_mapping);
  ADD ("/import-dialog/problems", test_problems);
  ADD ("/import-dialog/unreadable", test_unreadable);
  ADD ("/import-dialog/closed-early", test_closed_early);
  ADD ("/import-dialog/dropped", test_dropped);
  return g_test_run ();
}
