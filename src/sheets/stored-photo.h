/* A stored photo on its way to paper: its bytes as they are, or its pixels. Private to sheets.
 *
 * Photos come out of the album upright, in sRGB and whole. What else is handed in (a camera's own
 * file, CMYK, PNG) goes through the intake first, so nothing is ever shown sideways or inverted. */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "sheets/page.h"

G_BEGIN_DECLS

typedef struct {
  GBytes *jpeg;      /* baseline or progressive, one or three components, upright */
  int width, height; /* px */
} EtaStoredPhoto;

/* Fills PHOTO with the file at PATH. LONG_SIDE px: coded again if it is larger, with QUALITY; 0: as
 * it is. Fails with a sentence of photos/intake.h. */
gboolean eta_stored_photo_open (
    EtaStoredPhoto *photo, const char *path, int long_side, int quality, GError **error);
void eta_stored_photo_clear (EtaStoredPhoto *photo);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EtaStoredPhoto, eta_stored_photo_clear)

/* Size of the picture at PATH, as it will be shown; FALSE when it cannot be read. */
gboolean eta_stored_photo_size (const char *path, int *width, int *height);

/* Where the whole of PHOTO (of known size) stands so as to fit or cover BOX; never stretched. */
EtaRect eta_stored_photo_place (const EtaPagePhoto *photo, EtaRect box);

/* Width and height of a carrier, in its own units. */
#define ETA_STORED_PHOTO_CARRIER 8

/* A surface that stands for the photo in a PDF: cairo writes JPEG's bytes, or, when ID was written
 * before in the document, refers to them (then JPEG may be NULL). Whatever the photo's size, it is
 * a small square, to be stretched to the photo's place: cairo takes the size of the image from the
 * JPEG, and would copy every pixel of a carrier that goes away. */
cairo_surface_t *eta_stored_photo_carrier (GBytes *jpeg, const char *id);
/* Its pixels, not larger than WIDTH × HEIGHT. */
cairo_surface_t *
eta_stored_photo_pixels (const EtaStoredPhoto *photo, int width, int height, GError **error);

G_END_DECLS
