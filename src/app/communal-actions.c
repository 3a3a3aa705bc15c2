#include "app/communal-actions.h"

#include "app/communal-dialog.h"

static void
communal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaWindow *window = ETA_WINDOW (widget);
  g_autoptr (GPtrArray) ids = NULL;

  if (!eta_window_get_session (window) || !eta_window_flush (window))
    return;
  ids = eta_window_get_selected (window);
  gtk_window_present (GTK_WINDOW (eta_communal_dialog_new (window, ids)));
}

void
eta_communal_actions_install (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.communal", NULL, communal_action);
}
