/* A quick way from an RGB space of the simple kind (a curve for each channel, then a matrix: Adobe
 * RGB, Display P3, ProPhoto, nearly every camera and phone) to sRGB.
 *
 * In linear light the three channels of such a space just add up. Little CMS is asked once for what
 * each of the 256 values of each channel contributes; a pixel then costs three additions and three
 * look-ups, a third of what the general transform needs. Private to photos. */
#pragma once

#include <glib.h>
#include <lcms2.h>

G_BEGIN_DECLS

/* Linear light is counted in these; 13 bits tell all 8-bit sRGB values apart. */
#define ETA_SHAPER_ONE 8192

typedef struct {
  gint16 light[3][256][4];         /* [channel][value]: linear red, green, blue of sRGB, and 0 */
  guint8 code[ETA_SHAPER_ONE + 1]; /* linear light to sRGB's 8-bit value */
} EtaShaper;

/* Fills SHAPER from PROFILE. FALSE when the space is not of that kind: tried out on a grid of
 * colours, some value differs by more than 1 from what EXACT, an 8-bit RGBA transform to sRGB that
 * is not optimised, makes of it. */
gboolean
eta_shaper_init (EtaShaper *shaper, cmsContext context, cmsHPROFILE profile, cmsHTRANSFORM exact);

/* N packed pixels of four bytes (red, green, blue, filler), in place. */
void eta_shaper_row (const EtaShaper *shaper, guint8 *rgb, int n);

G_END_DECLS
