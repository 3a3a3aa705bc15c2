/* What was changed, when and by whom: of one product, or of the whole catalog. A step opens to its
 * fields, before and after, and to “undo back to here”. */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

#define ETA_TYPE_HISTORY_DIALOG (eta_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EtaHistoryDialog, eta_history_dialog, ETA, HISTORY_DIALOG, AdwWindow)

/* PRODUCT_ID NULL: of everything in the catalog. */
void eta_history_dialog_show (EtaWindow *window, const char *product_id);

G_END_DECLS
