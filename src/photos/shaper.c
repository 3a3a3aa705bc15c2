#include "photos/shaper.h"
#include "photos/colour-rows.h"

#include <math.h>

#define STEPS 9 /* samples an axis of the grid */

/* IEC 61966-2-1. */
static double
srgb_code (double light)
{
  return light <= 0.0031308 ? 12.92 * light : 1.055 * pow (light, 1 / 2.4) - 0.055;
}

/* XYZ under D50, in which profiles are connected, to the linear light of sRGB. */
static const double xyz_to_srgb[3][3] = {{3.1338561, -1.6168667, -0.4906146},
                                         {-0.9787684, 1.9161415, 0.0334540},
                                         {0.0719453, -0.2289914, 1.4052427}};

/* To XYZ and no further: a linear RGB space as the target would cut off what is brighter than its
 * own white. */
static cmsHTRANSFORM
to_xyz (cmsContext context, cmsHPROFILE from)
{
  cmsHPROFILE xyz = cmsCreateXYZProfileTHR (context);
  cmsHTRANSFORM transform =
      cmsCreateTransformTHR (context, from, TYPE_RGB_DBL, xyz, TYPE_XYZ_DBL, INTENT_PERCEPTUAL,
                             cmsFLAGS_NOOPTIMIZE | cmsFLAGS_NOCACHE);

  cmsCloseProfile (xyz);
  return transform;
}

static void
ask (EtaShaper *shaper, cmsHTRANSFORM to)
{
  for (int channel = 0; channel < 3; channel++)
    for (int value = 0; value < 256; value++) {
      double in[3] = {0}, xyz[3];

      in[channel] = value / 255.0;
      cmsDoTransform (to, in, xyz, 1);
      for (int i = 0; i < 3; i++) {
        const double *m = xyz_to_srgb[i];
        double light = m[0] * xyz[0] + m[1] * xyz[1] + m[2] * xyz[2];

        shaper->light[channel][value][i] = lrint (CLAMP (light, -3.9, 3.9) * ETA_SHAPER_ONE);
      }
    }
  for (int i = 0; i <= ETA_SHAPER_ONE; i++)
    shaper->code[i] = lrint (255 * srgb_code ((double)i / ETA_SHAPER_ONE));
}

static gboolean
agrees (const EtaShaper *shaper, cmsHTRANSFORM exact)
{
  guint8 colours[STEPS * STEPS * STEPS][4], wanted[STEPS * STEPS * STEPS][4];

  eta_row_grid (colours[0], STEPS);
  cmsDoTransform (exact, colours, wanted, STEPS * STEPS * STEPS);
  eta_shaper_row (shaper, colours[0], STEPS * STEPS * STEPS);
  for (int i = 0; i < STEPS * STEPS * STEPS; i++)
    for (int c = 0; c < 3; c++)
      if (ABS (colours[i][c] - wanted[i][c]) > 1)
        return FALSE;
  return TRUE;
}

gboolean
eta_shaper_init (EtaShaper *shaper, cmsContext context, cmsHPROFILE profile, cmsHTRANSFORM exact)
{
  cmsHTRANSFORM xyz = to_xyz (context, profile);

  if (xyz == NULL)
    return FALSE;
  ask (shaper, xyz);
  cmsDeleteTransform (xyz);
  return agrees (shaper, exact);
}

void
eta_shaper_row (const EtaShaper *shaper, guint8 *rgb, int n)
{
  for (guint8 *p = rgb; p < rgb + 4 * (gsize)n; p += 4) {
    const gint16 *r = shaper->light[0][p[0]];
    const gint16 *g = shaper->light[1][p[1]];
    const gint16 *b = shaper->light[2][p[2]];

    for (int c = 0; c < 3; c++) {
      int light = r[c] + g[c] + b[c];

      p[c] = shaper->code[CLAMP (light, 0, ETA_SHAPER_ONE)];
    }
  }
}
