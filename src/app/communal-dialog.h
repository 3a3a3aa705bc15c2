/* The same product of several producers, offered as one: each listing with its producers and their
 * capacity in sum, and a name under which the selected products are put together. */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

#define ETA_TYPE_COMMUNAL_DIALOG (eta_communal_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EtaCommunalDialog, eta_communal_dialog, ETA, COMMUNAL_DIALOG, AdwWindow)

/* IDS: UUIDs of the selected products; with fewer than one there is nothing to put together. */
EtaCommunalDialog *eta_communal_dialog_new (EtaWindow *window, GPtrArray *ids);
/* As if NAME had been typed and the button pressed. */
void eta_communal_dialog_join (EtaCommunalDialog *self, const char *name);

G_END_DECLS
