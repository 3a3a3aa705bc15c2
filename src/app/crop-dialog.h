/* Cuts a photo of a product to a part of it: one step, and the whole photo comes back with undo. */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

#define ETA_TYPE_CROP_DIALOG (eta_crop_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EtaCropDialog, eta_crop_dialog, ETA, CROP_DIALOG, AdwWindow)

/* PHOTO is one of the product's. The dialog is shown by the caller. */
GtkWindow *eta_crop_dialog_new (EtaWindow *window, const char *product_id, const EtaPhoto *photo);

G_END_DECLS
