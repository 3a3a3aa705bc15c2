#include "app/history-actions.h"

#include "app/history-dialog.h"

#include <glib/gi18n.h>

void
eta_history_actions_refresh (EtaWindow *window)
{
  EtaSession *session = eta_window_get_session (window);
  EtaStore *store =
      session && !eta_session_is_read_only (session) ? eta_session_get_store (session) : NULL;
  g_autoptr (EtaStep) undo = store ? eta_history_peek_undo (store) : NULL;
  g_autoptr (EtaStep) redo = store ? eta_history_peek_redo (store) : NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (window), "win.undo", undo != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (window), "win.redo", redo != NULL);
}

static void
travel (EtaWindow *window,
        gboolean (*move) (EtaSession *, char **, GError **),
        const char *format,
        gboolean can_redo)
{
  EtaSession *session = eta_window_get_session (window);
  g_autoptr (GError) error = NULL;
  g_autofree char *what = NULL;
  g_autofree char *text = NULL;

  if (!session)
    return;
  if (!move (session, &what, &error)) {
    eta_window_show_error (window, error);
    return;
  }
  text = g_strdup_printf (format, what);
  eta_window_toast (window, text, can_redo ? _ ("_Redo") : NULL, can_redo ? "win.redo" : NULL);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  travel (ETA_WINDOW (widget), eta_session_undo, _ ("Undone: %s"), TRUE);
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  travel (ETA_WINDOW (widget), eta_session_redo, _ ("Done again: %s"), FALSE);
}

static void
history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaWindow *window = ETA_WINDOW (widget);

  if (eta_window_get_session (window) && eta_window_flush (window))
    eta_history_dialog_show (window, NULL);
}

/* Of the product that is shown, or selected in the list. */
static void
product_history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaWindow *window = ETA_WINDOW (widget);
  g_autoptr (GPtrArray) ids = NULL;

  if (!eta_window_get_session (window) || !eta_window_flush (window))
    return;
  ids = eta_window_get_selected (window);
  eta_history_dialog_show (window, ids->len == 1 ? ids->pdata[0] : NULL);
}

void
eta_history_actions_install (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.history", NULL, history_action);
  gtk_widget_class_install_action (window_class, "win.product-history", NULL,
                                   product_history_action);
  gtk_widget_class_add_binding_action (window_class, GDK_KEY_h, GDK_CONTROL_MASK,
                                       "win.product-history", NULL);
  gtk_widget_class_install_action (window_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (window_class, "win.redo", NULL, redo_action);
}
