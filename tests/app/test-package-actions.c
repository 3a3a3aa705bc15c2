#include "window-fixture.h"

#include "app/merge-dialog.h"
#include "app/package-actions.h"
#include "catalog/history.h"

#include <string.h>

static EtaMergeDialog *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    if (ETA_IS_MERGE_DIALOG (l->data) && gtk_widget_get_visible (l->data))
      return l->data;
  return NULL;
}

static gboolean
dialog_is_open (Fixture *f)
{
  return find_dialog () != NULL;
}

static gboolean
is_done (Fixture *f)
{
  return no_jobs (f) && !dialog_is_open (f);
}

static char *
in_folder (Fixture *f, const char *name)
{
  return g_build_filename (f->folder, name, NULL);
}

static gboolean
put_product (EtaStore *store, gpointer data, GError **error)
{
  return eta_store_put_product (store, data, error);
}

static void
put (EtaSession *session, EtaProduct *product)
{
  g_autoptr (GError) error = NULL;

  eta_session_edit (session, "Edit", NULL, put_product, product, &error);
  g_assert_no_error (error);
}

static EtaProduct *
make_product (EtaStore *store, const char *sku)
{
  g_autoptr (GPtrArray) producers = eta_store_list_producers (store, NULL);
  EtaProduct *product = eta_product_new ();

  eta_set_text (&product->producer_id, ((EtaProducer *)producers->pdata[0])->id);
  eta_set_text (&product->sku, sku);
  eta_set_text (&eta_words_ensure (product->words, "id")->name, "Kopi Ijen");
  product->moq = 50;
  return product;
}

static void
set_moq (EtaSession *session, const char *sku, gint64 moq)
{
  g_autoptr (EtaProduct) product =
      eta_store_find_sku (eta_session_get_store (session), NULL, sku, NULL);
  g_autoptr (EtaProduct) draft = eta_product_copy (product);

  draft->moq = moq;
  put (session, draft);
}

static gint64
moq_of (Fixture *f, const char *sku)
{
  g_autoptr (EtaProduct) product = eta_store_find_sku (fixture_store (f), NULL, sku, NULL);

  return product ? product->moq : -1;
}

/* A catalog of somebody else, and the package that it sends. */
static void
send (Fixture *f, EtaSession *there, const char *name)
{
  g_autofree char *path = in_folder (f, name);
  g_auto (EtaPackageReport) report = {0};
  g_autoptr (GError) error = NULL;

  eta_package_export (eta_session_get_store (there), NULL, path, NULL, NULL, NULL, &report, &error);
  g_assert_no_error (error);
}

static EtaSession *
make_sender (Fixture *f)
{
  g_autofree char *path = in_folder (f, "jauh.etalasedb");
  g_autoptr (EtaProducer) producer = eta_producer_new ();
  g_autoptr (EtaProduct) one = NULL, two = NULL;
  g_autoptr (GError) error = NULL;
  EtaSession *session = eta_session_open (path, ETA_STORE_CREATE, &error);

  g_assert_no_error (error);
  eta_set_text (&producer->name, "Ponpes Jauh");
  eta_session_edit (session, "Start", NULL, put_producer, producer, &error);
  g_assert_no_error (error);
  one = make_product (eta_session_get_store (session), "KOPI-1");
  two = make_product (eta_session_get_store (session), "KOPI-2");
  put (session, one);
  put (session, two);
  send (f, session, "kiriman.etalase");
  return session;
}

static void
open_and_wait (Fixture *f, const char *name)
{
  g_autofree char *path = in_folder (f, name);

  eta_package_open_in (f->window, path);
  wait_until (dialog_is_open, f);
}

static void
accept (Fixture *f)
{
  eta_merge_dialog_accept (find_dialog ());
  wait_until (is_done, f);
  settle ();
}

/* From the file to the products: shown first, merged with one press, taken back with one. */
static void
test_merge (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaSession) there = make_sender (f);

  open_and_wait (f, "kiriman.etalase");
  g_assert_cmpint (eta_store_count_products (fixture_store (f)), ==, 0);
  accept (f);
  g_assert_cmpint (eta_store_count_products (fixture_store (f)), ==, 2);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL));
  g_assert_cmpint (eta_store_count_products (fixture_store (f)), ==, 0);
  g_assert_cmpint (eta_store_count_producers (fixture_store (f)), ==, 1);
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaSession) there = make_sender (f);

  open_and_wait (f, "kiriman.etalase");
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  wait_until (is_done, f);
  g_assert_cmpint (eta_store_count_products (fixture_store (f)), ==, 0);
}

/* What both changed waits for the choice that is made in the dialog. */
static void
test_clash (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaSession) there = make_sender (f);

  open_and_wait (f, "kiriman.etalase");
  accept (f);
  set_moq (there, "KOPI-1", 80);
  set_moq (eta_window_get_session (f->window), "KOPI-1", 100);
  send (f, there, "lagi.etalase");

  open_and_wait (f, "lagi.etalase");
  accept (f);
  g_assert_cmpint (moq_of (f, "KOPI-1"), ==, 100);

  open_and_wait (f, "lagi.etalase");
  eta_merge_dialog_take_all (find_dialog (), ETA_TAKE_THEIRS);
  accept (f);
  g_assert_cmpint (moq_of (f, "KOPI-1"), ==, 80);
}

/* Nothing new: no dialog that asks for a press without any use. */
static void
test_nothing_new (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaSession) there = make_sender (f);
  g_autofree char *path = in_folder (f, "kiriman.etalase");

  open_and_wait (f, "kiriman.etalase");
  accept (f);
  eta_package_open_in (f->window, path);
  wait_until (no_jobs, f);
  settle ();
  g_assert_null (find_dialog ());
}

static void
test_damaged (Fixture *f, gconstpointer data)
{
  g_autofree char *path = in_folder (f, "rusak.etalase");
  g_autofree char *said = NULL;

  g_assert_true (g_file_set_contents (path, "halo", -1, NULL));
  eta_package_open_in (f->window, path);
  wait_until (no_jobs, f);
  settle ();
  g_assert_cmpuint (close_dialogs (f, &said), ==, 1);
  g_assert_nonnull (strstr (said, "rusak.etalase"));
}

/* The first start of somebody who was sent a package: a catalog of one's own, named after the file
 * that was chosen. */
static void
test_new_catalog (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaSession) there = make_sender (f);
  g_autofree char *package = in_folder (f, "kiriman.etalase");
  g_autofree char *catalog = in_folder (f, "Ponpes Jauh.etalasedb");
  g_autofree char *name = NULL;

  eta_window_leave (f->window);
  settle ();
  eta_package_open_new (f->window, package, catalog);
  wait_until (dialog_is_open, f);
  accept (f);
  g_assert_cmpstr (eta_session_get_path (eta_window_get_session (f->window)), ==, catalog);
  g_assert_cmpint (eta_store_count_products (fixture_store (f)), ==, 2);
  name = eta_store_get_setting (fixture_store (f), "name");
  g_assert_cmpstr (name, ==, "Ponpes Jauh");
}

/* A file that is dropped on the list is a package, or a photo as before. */
static void
test_drop (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaSession) there = make_sender (f);
  g_autofree char *path = in_folder (f, "kiriman.etalase");
  g_autoptr (GListStore) photos = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GListStore) packages = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) photo = g_file_new_for_path ("/tmp/kopi.jpg");
  g_autoptr (GFile) package = g_file_new_for_path (path);

  g_list_store_append (photos, photo);
  g_list_store_append (packages, package);
  g_assert_false (eta_package_take_files (f->window, G_LIST_MODEL (photos)));
  g_assert_true (eta_package_take_files (f->window, G_LIST_MODEL (packages)));
  wait_until (dialog_is_open, f);
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  wait_until (is_done, f);
}

static void
test_send (Fixture *f, gconstpointer data)
{
  g_autofree char *all = in_folder (f, "semua.etalase");
  g_autofree char *some = in_folder (f, "satu.etalase");
  g_autoptr (EtaProduct) one = make_product (fixture_store (f), "A");
  g_autoptr (EtaProduct) two = make_product (fixture_store (f), "B");
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (EtaPackage) first = NULL, second = NULL;

  put (eta_window_get_session (f->window), one);
  put (eta_window_get_session (f->window), two);
  g_ptr_array_add (ids, two->id);
  eta_package_send_to (f->window, NULL, all);
  wait_until (no_jobs, f);
  eta_package_send_to (f->window, ids, some);
  wait_until (no_jobs, f);
  first = eta_package_open (all, NULL, NULL);
  second = eta_package_open (some, NULL, NULL);
  g_assert_cmpuint (eta_package_info (first)->n_products, ==, 2);
  g_assert_cmpuint (eta_package_info (second)->n_products, ==, 1);
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv, "id");
  ADD ("/package-actions/merge", test_merge);
  ADD ("/package-actions/cancel", test_cancel);
  ADD ("/package-actions/clash", test_clash);
  ADD ("/package-actions/nothing-new", test_nothing_new);
  ADD ("/package-actions/damaged", test_damaged);
  ADD ("/package-actions/new-catalog", test_new_catalog);
  ADD ("/package-actions/drop", test_drop);
  ADD ("/package-actions/send", test_send);
  return g_test_run ();
}
