/* The photos of a document while it is painted: which are in a PDF already, and the latest decoded
 * ones for the screen. Private to sheets. One thread at a time. */
#pragma once

#include <cairo.h>

#include "sheets/page.h"

G_BEGIN_DECLS

typedef struct _EtaPhotoShelf EtaPhotoShelf;

/* MAX_PPI and QUALITY as in paint.h. */
EtaPhotoShelf *eta_photo_shelf_new (double max_ppi, int quality);
void eta_photo_shelf_free (EtaPhotoShelf *shelf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaPhotoShelf, eta_photo_shelf_free)

/* To be called before each page. */
void eta_photo_shelf_turn_page (EtaPhotoShelf *shelf);
/* Paints PHOTO in BOX, or a tinted box when it cannot be read. */
void
eta_photo_shelf_paint (EtaPhotoShelf *shelf, cairo_t *cr, const EtaPagePhoto *photo, EtaRect box);
/* Sentences about photos that could not be painted, char*, each once. Borrowed. */
GPtrArray *eta_photo_shelf_remarks (EtaPhotoShelf *shelf);

G_END_DECLS
