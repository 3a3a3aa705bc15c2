#include "app/product-actions.h"

#include "app/bulk-dialog.h"
#include "app/many-job.h"
#include "app/view-menu.h"

#include <glib/gi18n.h>

static gboolean
put_product (EtaStore *store, gpointer data, GError **error)
{
  return eta_store_put_product (store, data, error);
}

/* Stores PRODUCT under STEP and shows it. */
static void
store_and_show (EtaWindow *window, EtaProduct *product, const char *step)
{
  EtaSession *session = eta_window_get_session (window);
  g_autoptr (GError) error = NULL;

  if (!eta_session_edit (session, step, product->sku, put_product, product, &error)) {
    eta_window_show_error (window, error);
    return;
  }
  eta_window_show_product (window, product->id);
  eta_window_focus_product_name (window);
}

static char *
first_producer (EtaStore *store)
{
  g_autoptr (GPtrArray) producers = eta_store_list_producers (store, NULL);

  if (!producers || producers->len == 0)
    return NULL;
  return g_strdup (((EtaProducer *)producers->pdata[0])->id);
}

static void
new_product_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaWindow *window = ETA_WINDOW (widget);
  EtaSession *session = eta_window_get_session (window);
  g_autoptr (EtaProduct) product = NULL;

  if (!session || !eta_window_flush (window))
    return;
  product = eta_product_new ();
  product->producer_id = first_producer (eta_session_get_store (session));
  if (!product->producer_id) {
    eta_window_show_page (window, "producers");
    eta_window_toast (window, _ ("A product needs a producer. Add one first."), NULL, NULL);
    return;
  }
  product->sku =
      eta_store_free_sku (eta_session_get_store (session), product->producer_id, _ ("NEW"));
  store_and_show (window, product, N_ ("New product"));
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaWindow *window = ETA_WINDOW (widget);
  g_autoptr (GPtrArray) ids = NULL;

  if (!eta_window_get_session (window) || !eta_window_flush (window))
    return;
  ids = eta_window_get_selected (window);
  eta_many_start (window, ETA_MANY_DUPLICATE, ids);
}

static void
trash_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaWindow *window = ETA_WINDOW (widget);
  g_autoptr (GPtrArray) ids = NULL;

  if (!eta_window_get_session (window))
    return;
  if (!eta_window_flush (window))
    return;
  ids = eta_window_get_selected (window);
  if (ids->len == 0)
    return;
  eta_window_show_page (window, "products");
  eta_many_start (window, ETA_MANY_TRASH, ids);
}

void
eta_product_actions_install (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.new-product", NULL, new_product_action);
  gtk_widget_class_install_action (window_class, "win.duplicate-product", NULL, duplicate_action);
  gtk_widget_class_install_action (window_class, "win.trash-selected", NULL, trash_action);
  eta_view_menu_install (window_class);
  eta_bulk_dialog_install (window_class);
}
