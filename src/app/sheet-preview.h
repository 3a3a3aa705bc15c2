/* The product's sheet as it will print, beside the form; follows typing. Laid out and painted by a
 * worker with the same code that makes the PDF. */
#pragma once

#include "app/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_SHEET_PREVIEW (eta_sheet_preview_get_type ())
G_DECLARE_FINAL_TYPE (EtaSheetPreview, eta_sheet_preview, ETA, SHEET_PREVIEW, GtkBox)

void eta_sheet_preview_set_session (EtaSheetPreview *self, EtaSession *session);
void eta_sheet_preview_set_product (EtaSheetPreview *self, EtaProduct *product);

G_END_DECLS
