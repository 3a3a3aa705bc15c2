/* Takes pictures in by a worker and adds them to a product, or makes a product of each. */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* FILES: GListModel of GFile. PRODUCT_ID NULL: one new product per picture. What cannot be taken in
 * is named with its reason; the rest goes in, as one step. */
void eta_photo_job_files (EtaWindow *window, GListModel *files, const char *product_id);
/* A pasted or dropped picture. NAME stands in messages. */
void
eta_photo_job_bytes (EtaWindow *window, GBytes *bytes, const char *name, const char *product_id);
/* Replaces photo PHOTO_ID of the product by itself turned clockwise. */
void eta_photo_job_turn (EtaWindow *window, const char *product_id, const char *photo_id);
/* Replaces it by the part CROP of itself. */
void eta_photo_job_crop (EtaWindow *window,
                         const char *product_id,
                         const char *photo_id,
                         const EtaCrop *crop);

G_END_DECLS
