/* A picture while it is worked on: up to four planes of 8-bit samples, chroma perhaps halved.
 *
 * JPEG keeps brightness and colour in separate planes, and most of what intake does (scaling,
 * turning, the thumbnail) is the same for each plane alone. So a phone's photo is never turned into
 * RGB at all unless its colours have to be converted. Private to photos. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  ETA_MODEL_GREY, /* Y */
  ETA_MODEL_YCC,  /* Y Cb Cr as JFIF has them */
  ETA_MODEL_RGB,
  ETA_MODEL_CMYK,
  ETA_MODEL_YCCK, /* Y Cb Cr of the complement of C M Y, then K */
} EtaModel;

typedef struct {
  guint8 *data;
  int width, height; /* samples */
  int stride;        /* bytes; at least the width rounded up to 16 */
} EtaPlane;

typedef struct {
  EtaModel model;
  gboolean inverted; /* CMYK, YCCK: 255 means no ink, as Adobe writes it */
  int width, height; /* px */
  int chroma_step;   /* px per sample, both ways, of the planes after the first: 1 or 2 */
  int n_planes;
  EtaPlane plane[4];
} EtaPlanes;

int eta_model_n_planes (EtaModel model);

/* The planes' content is not initialised. Fails (FALSE, all zero) when there is no memory. */
gboolean
eta_planes_init (EtaPlanes *planes, EtaModel model, int width, int height, int chroma_step);
void eta_planes_clear (EtaPlanes *planes);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EtaPlanes, eta_planes_clear)

/* Keeps the part of WIDTH × HEIGHT px from X, Y on; where the chroma is halved, X and Y are rounded
 * down to even ones. The part is cut to the picture and is never less than 1 px. FALSE, and PLANES
 * as they were, when there is no memory. */
gboolean eta_planes_crop (EtaPlanes *planes, int x, int y, int width, int height);

/* Makes a YCC picture whose chroma is neutral everywhere a grey one; others stay. */
void eta_planes_drop_empty_chroma (EtaPlanes *planes);

G_END_DECLS
