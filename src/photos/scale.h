/* Scales one plane by area average while its rows stream in, and puts it upright on the way.
 *
 * Each sample of the result is the mean of the part of the source that it covers, computed in exact
 * positions: halved chroma, odd sizes and mirrored edges neither shift nor smear. Private to
 * photos; a scaler belongs to one thread. */
#pragma once

#include "photos/placing.h"
#include "photos/planes.h"

G_BEGIN_DECLS

/* A source plane along one axis: SAMPLES of them, NUM / DEN to a pixel (1/1, or 1/2 when halved).
 */
typedef struct {
  int samples;
  int num, den;
} EtaPitch;

typedef struct _EtaScaler EtaScaler;

/* Fills OUT, a plane of the right size with OUT_STEP px per sample, which must outlive the scaler.
 * NULL when there is no memory. */
EtaScaler *
eta_scaler_new (const EtaPlacing *placing, EtaPitch x, EtaPitch y, EtaPlane *out, int out_step);
/* The next row of the source, top to bottom, x.samples long. To be called y.samples times. */
void eta_scaler_push (EtaScaler *scaler, const guint8 *row);
void eta_scaler_free (EtaScaler *scaler);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaScaler, eta_scaler_free)

/* A smaller copy of PLANES, which are upright already; its longer side at most LONG_SIDE.
 * FALSE when there is no memory. */
gboolean eta_planes_scale (const EtaPlanes *planes, int long_side, EtaPlanes *out);

G_END_DECLS
