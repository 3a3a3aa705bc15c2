/* Rows of pixels between the ways of keeping colour; the inner loops of colour.c. Private to
 * photos. A packed pixel is four bytes: R G B and a filler, or C M Y K. The equations are those of
 * JFIF 1.02 (ITU-R BT.601, full range), in 16-bit fixed point. N counts pixels. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void eta_row_pack (
    guint8 *to, const guint8 *a, const guint8 *b, const guint8 *c, const guint8 *d, int n);
/* Y Cb Cr to RGB, each value then combined with FLIP by exclusive or (255: the complement, for
 * YCCK); D goes into the fourth byte as it is. */
void eta_row_pack_ycc (guint8 *to,
                       const guint8 *y,
                       const guint8 *cb,
                       const guint8 *cr,
                       const guint8 *d,
                       guint8 flip,
                       int n);
/* Without a profile: each ink takes its share of light away. In place. */
void eta_row_cmyk_to_rgb (guint8 *row, gboolean inverted, int n);
/* The corners and all points between of the RGB cube, STEPS an axis: STEPS³ pixels. */
void eta_row_grid (guint8 *to, int steps);
void eta_row_luma (guint8 *to, const guint8 *rgb, int n);
/* Cb, or Cr when RED, of each 2 × 2 pixels of two rows; (N + 1) / 2 samples. */
void eta_rows_chroma (guint8 *to, const guint8 *upper, const guint8 *lower, int n, gboolean red);

G_END_DECLS
