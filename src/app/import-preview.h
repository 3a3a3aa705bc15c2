/* The first rows of a table as they will be read, and above each column the field that it goes to.
 */
#pragma once

#include "app/import-plan.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_IMPORT_PREVIEW (eta_import_preview_get_type ())
G_DECLARE_FINAL_TYPE (EtaImportPreview, eta_import_preview, ETA, IMPORT_PREVIEW, GtkBox)

/* Signal "mapped" (guint column, const char *address or NULL): the user chose a field. */
/* Shows PLAN, which has a table. */
void eta_import_preview_show (EtaImportPreview *self, const EtaImportPlan *plan);

G_END_DECLS
