/* What goes out as a table: which kind of file, which products, which of their parts and languages,
 * with or without photos. */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

#define ETA_TYPE_EXPORT_DIALOG (eta_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EtaExportDialog, eta_export_dialog, ETA, EXPORT_DIALOG, AdwWindow)

/* WINDOW has a catalog open; what is selected and shown there can be chosen. */
EtaExportDialog *eta_export_dialog_new (EtaWindow *window);
/* As if PATH had been chosen: starts the export and closes the dialog. A path without a suffix gets
 * the one of the chosen kind. */
void eta_export_dialog_write (EtaExportDialog *self, const char *path);

G_END_DECLS
