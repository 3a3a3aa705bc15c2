/* The window in which a table of products is taken in: what was found out about the file, its first
 * rows as they will be read with the field of each column, what an import would do, and what is
 * wrong with which row. Importing itself is a job of the main window, and one step to undo. */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

#define ETA_TYPE_IMPORT_DIALOG (eta_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EtaImportDialog, eta_import_dialog, ETA, IMPORT_DIALOG, AdwWindow)

/* PATH: the table, or NULL to ask for it first. WINDOW has a catalog open. */
EtaImportDialog *eta_import_dialog_new (EtaWindow *window, const char *path);
/* As if it had been chosen or dropped: a table, or a folder or ZIP file with photos. */
void eta_import_dialog_take (EtaImportDialog *self, const char *path);
/* Nothing is being found out at the moment. */
gboolean eta_import_dialog_is_settled (EtaImportDialog *self);

G_END_DECLS
