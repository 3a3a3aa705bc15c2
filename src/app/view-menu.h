/* The kept views of the list: choose one, keep what is shown under a name, rename, remove. */
#pragma once

#include "catalog/view.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_VIEW_MENU (eta_view_menu_get_type ())
G_DECLARE_FINAL_TYPE (EtaViewMenu, eta_view_menu, ETA, VIEW_MENU, GtkBox)

/* Stands in a popover. Signal "chosen" (EtaView *view): show this; borrowed. */
GtkWidget *eta_view_menu_new (void);
/* Reads the views anew; SHOWN is what the list shows now (copied). STORE is borrowed while the
 * popover is open. */
void eta_view_menu_show (EtaViewMenu *self, EtaStore *store, const EtaView *shown);
/* The action "win.restore-view" of the undo toast; from the window's class_init. */
void eta_view_menu_install (GtkWidgetClass *window_class);

G_END_DECLS
