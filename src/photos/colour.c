#include "photos/colour.h"
#include "photos/colour-rows.h"
#include "photos/shaper.h"

#include <lcms2.h>

/* Differences up to this are rounding: the many sRGB profiles that cameras write differ so much. */
#define SAME 2
#define STEPS 9 /* samples an axis when two spaces are compared */

/* Little CMS reads one sample and jumps over the rest of a four-byte pixel. */
#define TYPE_GREY_IN_4 (COLORSPACE_SH (PT_GRAY) | EXTRA_SH (3) | CHANNELS_SH (1) | BYTES_SH (1))

struct _EtaColour {
  cmsContext context;
  gboolean shaped;
  EtaShaper shaper;        /* when `shaped` */
  cmsHTRANSFORM transform; /* else; NULL: no profile, only the model is converted */
};

static void
ignore (cmsContext context, cmsUInt32Number code, const char *text)
{
}

/* Adobe RGB (1998) Color Image Encoding, section 4.3. */
static cmsHPROFILE
adobe_rgb_profile (cmsContext context)
{
  cmsCIExyY white = {0.3127, 0.3290, 1.0};
  cmsCIExyYTRIPLE primaries = {{0.6400, 0.3300, 1.0}, {0.2100, 0.7100, 1.0}, {0.1500, 0.0600, 1.0}};
  cmsToneCurve *gamma = cmsBuildGamma (context, 563.0 / 256.0);
  cmsToneCurve *curves[3] = {gamma, gamma, gamma};
  cmsHPROFILE profile = cmsCreateRGBProfileTHR (context, &white, &primaries, curves);

  cmsFreeToneCurve (gamma);
  return profile;
}

static gboolean
profile_fits (cmsHPROFILE profile, EtaModel model)
{
  static const cmsColorSpaceSignature spaces[] = {
      [ETA_MODEL_GREY] = cmsSigGrayData, [ETA_MODEL_YCC] = cmsSigRgbData,
      [ETA_MODEL_RGB] = cmsSigRgbData,   [ETA_MODEL_CMYK] = cmsSigCmykData,
      [ETA_MODEL_YCCK] = cmsSigCmykData,
  };

  return cmsGetColorSpace (profile) == spaces[model];
}

static cmsHPROFILE
open_profile (cmsContext context, GBytes *bytes, EtaModel model, gboolean adobe_rgb)
{
  cmsHPROFILE profile = NULL;

  if (bytes != NULL)
    profile = cmsOpenProfileFromMemTHR (context, g_bytes_get_data (bytes, NULL),
                                        g_bytes_get_size (bytes));
  if (profile != NULL && profile_fits (profile, model))
    return profile;
  if (profile != NULL)
    cmsCloseProfile (profile);
  if (adobe_rgb && bytes == NULL && (model == ETA_MODEL_YCC || model == ETA_MODEL_RGB))
    return adobe_rgb_profile (context);
  return NULL;
}

static cmsUInt32Number
input_format (EtaModel model, gboolean inverted)
{
  if (model == ETA_MODEL_GREY)
    return TYPE_GREY_IN_4;
  if (model == ETA_MODEL_CMYK || model == ETA_MODEL_YCCK)
    return inverted ? TYPE_CMYK_8_REV : TYPE_CMYK_8;
  return TYPE_RGBA_8;
}

static cmsHTRANSFORM
to_srgb (cmsContext context, cmsHPROFILE from, cmsUInt32Number format, cmsUInt32Number flags)
{
  cmsHPROFILE srgb = cmsCreate_sRGBProfileTHR (context);
  cmsHTRANSFORM transform = cmsCreateTransformTHR (context, from, format, srgb, TYPE_RGBA_8,
                                                   INTENT_PERCEPTUAL, flags | cmsFLAGS_NOCACHE);

  cmsCloseProfile (srgb);
  return transform;
}

/* Asks the profile itself: names and checksums of sRGB profiles are too many to list. Of a grey one
 * only the first of the four bytes counts, which takes all values in the grid. */
static gboolean
changes_nothing (cmsHTRANSFORM exact, gboolean grey)
{
  guint8 in[STEPS * STEPS * STEPS][4], out[STEPS * STEPS * STEPS][4];

  eta_row_grid (in[0], STEPS);
  cmsDoTransform (exact, in, out, STEPS * STEPS * STEPS);
  for (int i = 0; i < STEPS * STEPS * STEPS; i++)
    for (int c = 0; c < 3; c++)
      if (ABS (in[i][grey ? 0 : c] - out[i][c]) > SAME)
        return FALSE;
  return TRUE;
}

/* Chooses the quickest way that is right. */
static void
prepare (EtaColour *colour, cmsHPROFILE from, EtaModel model, gboolean inverted)
{
  cmsUInt32Number format = input_format (model, inverted);
  cmsHTRANSFORM exact;
  gboolean rgb = format == TYPE_RGBA_8, nothing;

  if (format == TYPE_GREY_IN_4 || rgb) {
    exact = to_srgb (colour->context, from, format, cmsFLAGS_NOOPTIMIZE);
    nothing = exact == NULL || changes_nothing (exact, !rgb);
    colour->shaped =
        rgb && !nothing && eta_shaper_init (&colour->shaper, colour->context, from, exact);
    g_clear_pointer (&exact, cmsDeleteTransform);
    if (nothing || colour->shaped)
      return;
  }
  colour->transform = to_srgb (colour->context, from, format, 0);
}

EtaColour *
eta_colour_new (GBytes *profile, EtaModel model, gboolean inverted, gboolean adobe_rgb)
{
  EtaColour *colour = g_new0 (EtaColour, 1);
  cmsHPROFILE from;

  colour->context = cmsCreateContext (NULL, NULL);
  cmsSetLogErrorHandlerTHR (colour->context, ignore);
  from = open_profile (colour->context, profile, model, adobe_rgb);
  if (from != NULL) {
    prepare (colour, from, model, inverted);
    cmsCloseProfile (from);
  }
  if (colour->transform == NULL && !colour->shaped &&
      (model == ETA_MODEL_GREY || model == ETA_MODEL_YCC))
    g_clear_pointer (&colour, eta_colour_free);
  return colour;
}

void
eta_colour_free (EtaColour *colour)
{
  if (colour->transform != NULL)
    cmsDeleteTransform (colour->transform);
  cmsDeleteContext (colour->context);
  g_free (colour);
}

/* One row of any model to four bytes a pixel: RGB and a filler. */
static void
row_to_rgb (const EtaColour *colour, const EtaPlanes *in, int y, guint8 *rgb)
{
  const guint8 *p[4];
  int n = in->width;

  for (int i = 0; i < 4; i++)
    p[i] = i < in->n_planes ? in->plane[i].data + (gsize)y * in->plane[i].stride : NULL;
  switch (in->model) {
  case ETA_MODEL_GREY:
    eta_row_pack (rgb, p[0], p[0], p[0], p[0], n);
    break;
  case ETA_MODEL_YCC:
    eta_row_pack_ycc (rgb, p[0], p[1], p[2], p[0], 0, n);
    break;
  case ETA_MODEL_RGB:
    eta_row_pack (rgb, p[0], p[1], p[2], p[0], n);
    break;
  case ETA_MODEL_CMYK:
    eta_row_pack (rgb, p[0], p[1], p[2], p[3], n);
    break;
  case ETA_MODEL_YCCK:
    eta_row_pack_ycc (rgb, p[0], p[1], p[2], p[3], 255, n);
    break;
  }
  if (colour->shaped)
    eta_shaper_row (&colour->shaper, rgb, n);
  else if (colour->transform != NULL)
    cmsDoTransform (colour->transform, rgb, rgb, n);
  else if (in->n_planes == 4)
    eta_row_cmyk_to_rgb (rgb, in->inverted, n);
}

gboolean
eta_colour_apply (const EtaColour *colour, const EtaPlanes *planes, EtaPlanes *out)
{
  g_autofree guint8 *rgb = g_try_malloc_n (planes->width, 8);
  guint8 *pair[2] = {rgb, rgb + (gsize)planes->width * 4};

  g_return_val_if_fail (planes->chroma_step == 1, FALSE);

  if (rgb == NULL || !eta_planes_init (out, ETA_MODEL_YCC, planes->width, planes->height, 2))
    return FALSE;
  for (int y = 0; y < planes->height; y += 2) {
    int last = MIN (y + 1, planes->height - 1);

    row_to_rgb (colour, planes, y, pair[0]);
    row_to_rgb (colour, planes, last, pair[1]);
    for (int i = y; i <= last; i++)
      eta_row_luma (out->plane[0].data + (gsize)i * out->plane[0].stride, pair[i - y],
                    planes->width);
    for (int i = 1; i < 3; i++)
      eta_rows_chroma (out->plane[i].data + (gsize)(y / 2) * out->plane[i].stride, pair[0], pair[1],
                       planes->width, i == 2);
  }
  return TRUE;
}
