/* The photos of a product: the big one and a strip. Drag to order; drop or paste to add; turn, set
 * as main, remove. Pictures are taken in by a worker; the product is stored when all are there. */
#pragma once

#include "app/form-part.h"
#include "app/session.h"

G_BEGIN_DECLS

#define ETA_TYPE_PHOTO_STRIP (eta_photo_strip_get_type ())
G_DECLARE_FINAL_TYPE (EtaPhotoStrip, eta_photo_strip, ETA, PHOTO_STRIP, GtkBox)

void eta_photo_strip_set_commit (EtaPhotoStrip *self, EtaPartCommit commit, gpointer data);
void eta_photo_strip_set_session (EtaPhotoStrip *self, EtaSession *session);
void eta_photo_strip_set_product (EtaPhotoStrip *self, EtaProduct *product);

G_END_DECLS
