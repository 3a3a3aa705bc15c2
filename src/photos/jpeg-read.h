/* Reads a JPEG straight into upright, bounded planes. Private to photos; one thread at a time. */
#pragma once

#include "photos/placing.h"
#include "photos/planes.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _EtaJpeg EtaJpeg;

typedef struct {
  int width, height; /* px, as stored */
  EtaModel model;
  gboolean inverted;  /* CMYK values are the complement of the ink */
  int orientation;    /* Exif, 1 to 8 */
  gboolean adobe_rgb; /* Exif says Adobe RGB; a profile has the better say */
  GBytes *profile;    /* ICC, or NULL; owned by the EtaJpeg */
} EtaJpegInfo;

/* Reads the header. BYTES are kept; NAME stands in the messages. */
EtaJpeg *eta_jpeg_open (GBytes *bytes, const char *name, GCancellable *cancellable, GError **error);
const EtaJpegInfo *eta_jpeg_info (const EtaJpeg *jpeg);
void eta_jpeg_free (EtaJpeg *jpeg);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaJpeg, eta_jpeg_free)

/* Decodes into OUT (initialised here). CHROMA_STEP: 2 when a YCC picture is coded again as it is,
 * 1 when its colours are to be converted. Once for each EtaJpeg. */
gboolean eta_jpeg_decode (
    EtaJpeg *jpeg, const EtaPlacing *placing, int chroma_step, EtaPlanes *out, GError **error);

/* Whether the coded data may be stored as it is (see intake.h): sequential Huffman coding, one or
 * three components of the ordinary kind, quantised no finer than QUALITY would. To be asked after
 * eta_jpeg_decode, which learns it. */
gboolean eta_jpeg_is_plain (const EtaJpeg *jpeg, int quality);

G_END_DECLS
