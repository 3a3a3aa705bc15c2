/* The dialog that changes one field of many products: the field, its value, what would change, and
 * the button that does it as one step. */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

#define ETA_TYPE_BULK_DIALOG (eta_bulk_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EtaBulkDialog, eta_bulk_dialog, ETA, BULK_DIALOG, AdwWindow)

/* IDS: UUIDs of the products. */
GtkWindow *eta_bulk_dialog_new (EtaWindow *window, GPtrArray *ids);
/* The action "win.bulk-edit"; from the window's class_init. */
void eta_bulk_dialog_install (GtkWidgetClass *window_class);

G_END_DECLS
