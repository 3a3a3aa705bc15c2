#include "photos/colour.h"

#include <lcms2.h>
#include <string.h>

#define N 9 /* colours an axis of the cube that is compared */

static GBytes *
saved (cmsHPROFILE profile)
{
  cmsUInt32Number len = 0;
  guint8 *data;

  g_assert_true (cmsSaveProfileToMem (profile, NULL, &len));
  data = g_malloc (len);
  g_assert_true (cmsSaveProfileToMem (profile, data, &len));
  cmsCloseProfile (profile);
  return g_bytes_new_take (data, len);
}

static GBytes *
rgb_profile (cmsCIExyY white, cmsCIExyYTRIPLE primaries, double gamma)
{
  cmsToneCurve *curve = cmsBuildGamma (NULL, gamma), *curves[3] = {curve, curve, curve};
  GBytes *bytes = saved (cmsCreateRGBProfile (&white, &primaries, curves));

  cmsFreeToneCurve (curve);
  return bytes;
}

static GBytes *
adobe_rgb (void)
{
  return rgb_profile ((cmsCIExyY){0.3127, 0.3290, 1},
                      (cmsCIExyYTRIPLE){{0.64, 0.33, 1}, {0.21, 0.71, 1}, {0.15, 0.06, 1}},
                      563.0 / 256);
}

static GBytes *
pro_photo (void)
{
  return rgb_profile (
      (cmsCIExyY){0.3457, 0.3585, 1},
      (cmsCIExyYTRIPLE){{0.7347, 0.2653, 1}, {0.1596, 0.8404, 1}, {0.0366, 0.0001, 1}}, 1.8);
}

/* Lab of a space of our own, whose channels do not add up: like a scanner's or a press's profile.
 */
static cmsInt32Number
odd_colour (const cmsUInt16Number in[], cmsUInt16Number out[], void *n_channels)
{
  double v[4] = {0};
  int n = GPOINTER_TO_INT (n_channels);
  cmsCIELab lab;

  for (int i = 0; i < n; i++)
    v[i] = n == 4 ? 1 - in[i] / 65535.0 : in[i] / 65535.0;
  if (n == 3)
    v[3] = 1;
  lab.L = 30 + 70 * v[3] * (0.3 * v[0] + 0.6 * v[1] + 0.1 * v[2]);
  lab.a = 20 * (v[0] * v[0] - v[1]) * v[3];
  lab.b = 20 * (v[1] * v[0] - v[2]) * v[3];
  cmsFloat2LabEncoded (out, &lab);
  return TRUE;
}

static GBytes *
table_profile (cmsColorSpaceSignature space, int n_channels)
{
  cmsHPROFILE profile = cmsCreateProfilePlaceholder (NULL);
  cmsPipeline *pipeline = cmsPipelineAlloc (NULL, n_channels, 3);
  cmsStage *table = cmsStageAllocCLut16bit (NULL, 9, n_channels, 3, NULL);

  cmsSetProfileVersion (profile, 4.3);
  cmsSetDeviceClass (profile, n_channels == 4 ? cmsSigOutputClass : cmsSigInputClass);
  cmsSetColorSpace (profile, space);
  cmsSetPCS (profile, cmsSigLabData);
  g_assert_true (cmsStageSampleCLut16bit (table, odd_colour, GINT_TO_POINTER (n_channels), 0));
  /* the file format wants curves around the table */
  cmsPipelineInsertStage (pipeline, cmsAT_END, cmsStageAllocToneCurves (NULL, n_channels, NULL));
  cmsPipelineInsertStage (pipeline, cmsAT_END, table);
  cmsPipelineInsertStage (pipeline, cmsAT_END, cmsStageAllocToneCurves (NULL, 3, NULL));
  g_assert_true (cmsWriteTag (profile, cmsSigAToB0Tag, pipeline));
  cmsPipelineFree (pipeline);
  return saved (profile);
}

/* Each colour of the cube as a square of 2 × 2 px, since the result has halved chroma. */
static void
fill (EtaPlanes *planes, EtaModel model)
{
  g_assert_true (eta_planes_init (planes, model, N * N * 2, N * 2, 1));
  for (int c = 0; c < planes->n_planes; c++)
    for (int y = 0; y < N * 2; y++)
      for (int x = 0; x < N * N * 2; x++) {
        int axes[4] = {x / 2 / N, x / 2 % N, y / 2, (x / 2 + y / 2) % N};

        planes->plane[c].data[y * planes->plane[c].stride + x] = axes[c] * 255 / (N - 1);
      }
}

static void
pixel_out (const EtaPlanes *p, int x, int y, double rgb[3])
{
  double l = p->plane[0].data[y * p->plane[0].stride + x];
  double b = p->plane[1].data[y / 2 * p->plane[1].stride + x / 2] - 128.0;
  double r = p->plane[2].data[y / 2 * p->plane[2].stride + x / 2] - 128.0;

  rgb[0] = l + 1.402 * r;
  rgb[1] = l - 0.344136 * b - 0.714136 * r;
  rgb[2] = l + 1.772 * b;
}

/* The result must be what Little CMS makes of each colour alone, but for the rounding of YCC and,
 * with a table, Little CMS's own quick way through it. */
static void
compare (
    GBytes *profile, EtaModel model, cmsUInt32Number format, gboolean inverted, double tolerance)
{
  cmsHPROFILE from =
      cmsOpenProfileFromMem (g_bytes_get_data (profile, NULL), g_bytes_get_size (profile));
  cmsHPROFILE to = cmsCreate_sRGBProfile ();
  cmsHTRANSFORM exact =
      cmsCreateTransform (from, format, to, TYPE_RGB_8, INTENT_PERCEPTUAL, cmsFLAGS_NOOPTIMIZE);
  g_autoptr (EtaColour) colour = eta_colour_new (profile, model, inverted, FALSE);
  g_auto (EtaPlanes) in = {0}, out = {0};

  g_assert_nonnull (colour);
  fill (&in, model);
  in.inverted = inverted;
  g_assert_true (eta_colour_apply (colour, &in, &out));
  for (int y = 0; y < in.height; y += 2)
    for (int x = 0; x < in.width; x += 2) {
      guint8 device[4], wanted[3];
      double rgb[3];

      for (int c = 0; c < in.n_planes; c++)
        device[c] = in.plane[c].data[y * in.plane[c].stride + x];
      cmsDoTransform (exact, device, wanted, 1);
      pixel_out (&out, x, y, rgb);
      for (int c = 0; c < 3; c++)
        g_assert_cmpfloat_with_epsilon (CLAMP (rgb[c], 0, 255), wanted[c], tolerance);
    }
  cmsDeleteTransform (exact);
  cmsCloseProfile (from);
  cmsCloseProfile (to);
}

static void
test_matrix_profiles (void)
{
  g_autoptr (GBytes) adobe = adobe_rgb (), photo = pro_photo ();

  compare (adobe, ETA_MODEL_RGB, TYPE_RGB_8, FALSE, 3.2);
  compare (photo, ETA_MODEL_RGB, TYPE_RGB_8, FALSE, 3.2);
}

static void
test_table_profiles (void)
{
  g_autoptr (GBytes) scanner = table_profile (cmsSigRgbData, 3);
  g_autoptr (GBytes) press = table_profile (cmsSigCmykData, 4);

  compare (scanner, ETA_MODEL_RGB, TYPE_RGB_8, FALSE, 4);
  compare (press, ETA_MODEL_CMYK, TYPE_CMYK_8, FALSE, 4);
  compare (press, ETA_MODEL_CMYK, TYPE_CMYK_8_REV, TRUE, 4);
}

static void
test_grey_profile (void)
{
  cmsToneCurve *curve = cmsBuildGamma (NULL, 1.0);
  g_autoptr (GBytes) linear = saved (cmsCreateGrayProfile (cmsD50_xyY (), curve));

  cmsFreeToneCurve (curve);
  compare (linear, ETA_MODEL_GREY, TYPE_GRAY_8, FALSE, 3.2);
}

static void
assert_nothing_to_do (GBytes *profile, EtaModel model)
{
  g_autoptr (EtaColour) colour = eta_colour_new (profile, model, FALSE, FALSE);

  g_assert_null (colour);
}

/* sRGB, no profile, a broken one, and one for another kind of picture. */
static void
test_nothing_to_do (void)
{
  g_autoptr (GBytes) srgb = saved (cmsCreate_sRGBProfile ());
  g_autoptr (GBytes) broken = g_bytes_new_static ("no profile at all", 17);
  g_autoptr (GBytes) press = table_profile (cmsSigCmykData, 4), adobe = adobe_rgb ();

  assert_nothing_to_do (NULL, ETA_MODEL_YCC);
  assert_nothing_to_do (NULL, ETA_MODEL_GREY);
  assert_nothing_to_do (srgb, ETA_MODEL_YCC);
  assert_nothing_to_do (broken, ETA_MODEL_YCC);
  assert_nothing_to_do (press, ETA_MODEL_YCC);
  assert_nothing_to_do (adobe, ETA_MODEL_GREY);
}

/* A camera that only says "R03" in its Exif data means the same as one with a profile. */
static void
test_adobe_rgb_by_exif (void)
{
  g_autoptr (GBytes) profile = adobe_rgb ();
  g_autoptr (EtaColour) by_profile = eta_colour_new (profile, ETA_MODEL_RGB, FALSE, FALSE);
  g_autoptr (EtaColour) by_exif = eta_colour_new (NULL, ETA_MODEL_RGB, FALSE, TRUE);
  g_auto (EtaPlanes) in = {0}, a = {0}, b = {0};

  fill (&in, ETA_MODEL_RGB);
  g_assert_true (eta_colour_apply (by_profile, &in, &a));
  g_assert_true (eta_colour_apply (by_exif, &in, &b));
  for (int y = 0; y < a.height; y++)
    for (int x = 0; x < a.width; x++)
      g_assert_cmpint (ABS (a.plane[0].data[y * a.plane[0].stride + x] -
                            b.plane[0].data[y * b.plane[0].stride + x]),
                       <=, 1);
}

/* Without a profile CMYK is what each ink leaves of the light, in both ways of writing it. */
static void
test_cmyk_without_profile (void)
{
  for (int inverted = 0; inverted < 2; inverted++) {
    g_autoptr (EtaColour) colour = eta_colour_new (NULL, ETA_MODEL_CMYK, inverted, FALSE);
    g_auto (EtaPlanes) in = {0}, out = {0};
    static const guint8 inks[4] = {0, 255, 255, 0}; /* magenta and yellow: red */
    double rgb[3];

    g_assert_true (eta_planes_init (&in, ETA_MODEL_CMYK, 2, 2, 1));
    in.inverted = inverted;
    for (int c = 0; c < 4; c++)
      memset (in.plane[c].data, inverted ? 255 - inks[c] : inks[c], 2 * in.plane[c].stride);
    g_assert_true (eta_colour_apply (colour, &in, &out));
    pixel_out (&out, 0, 0, rgb);
    g_assert_cmpfloat_with_epsilon (rgb[0], 255, 2);
    g_assert_cmpfloat_with_epsilon (rgb[1], 0, 2);
    g_assert_cmpfloat_with_epsilon (rgb[2], 0, 2);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/colour/matrix-profiles", test_matrix_profiles);
  g_test_add_func ("/colour/table-profiles", test_table_profiles);
  g_test_add_func ("/colour/grey-profile", test_grey_profile);
  g_test_add_func ("/colour/nothing-to-do", test_nothing_to_do);
  g_test_add_func ("/colour/adobe-rgb-by-exif", test_adobe_rgb_by_exif);
  g_test_add_func ("/colour/cmyk-without-profile", test_cmyk_without_profile);
  return g_test_run ();
}
