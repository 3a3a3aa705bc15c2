/* The few things we read from a TIFF directory: Exif data in a photo, and TIFF files themselves.
 * Reads nothing outside the bytes given, whatever they say. Private to photos. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  int orientation;      /* tag 0x0112, 1 to 8; 1 when absent or nonsense */
  gboolean adobe_rgb;   /* the camera worked in Adobe RGB (DCF optional space, "R03") */
  gint64 width, height; /* tags 0x0100, 0x0101; 0 when absent */
  gboolean reduced; /* tag 0x00FE bit 0: only a preview of what the file is about (camera raw) */
} EtaExif;

/* DATA begins with the TIFF header ("II*\0" or "MM\0*"). FALSE, and the defaults, when it does not.
 */
gboolean eta_exif_parse (const guint8 *data, gsize len, EtaExif *out);

G_END_DECLS
