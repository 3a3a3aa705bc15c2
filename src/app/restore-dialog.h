/* Which backup: the daily ones with their date, products and size, or a file. */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

#define ETA_TYPE_RESTORE_DIALOG (eta_restore_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EtaRestoreDialog, eta_restore_dialog, ETA, RESTORE_DIALOG, AdwWindow)

/* CATALOG_PATH is what shall be restored; NULL: the daily backups of all catalogs are listed, and
 * each becomes a new catalog. */
void eta_restore_dialog_show (EtaWindow *window, const char *catalog_path);

G_END_DECLS
