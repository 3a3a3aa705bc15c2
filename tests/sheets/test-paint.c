#include "sheets/paint.h"

#include <math.h>
#include <pango/pangocairo.h>

#include "sheets/cleanup.h"
#include "sheets/fonts.h"
#include "tools.h"

static EtaTypesetter *setter;

static cairo_surface_t *
white (int width, int height, double scale)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int)(width * scale), (int)(height * scale));
  g_autoptr (EtaCairo) cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  return surface;
}

static cairo_surface_t *
painted (const EtaPage *page, double scale, EtaPainter *painter)
{
  cairo_surface_t *surface = white ((int)eta_page_width (page), (int)eta_page_height (page), scale);
  g_autoptr (EtaCairo) cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  eta_painter_paint (painter, page, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
pixel (cairo_surface_t *surface, int x, int y)
{
  const guchar *row =
      cairo_image_surface_get_data (surface) + (gsize)y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *)row)[x] & 0xFFFFFF;
}

static double
mean_difference (cairo_surface_t *a, cairo_surface_t *b)
{
  int width = cairo_image_surface_get_width (a), height = cairo_image_surface_get_height (a);
  gint64 sum = 0, inked = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      int p = pixel (a, x, y) & 0xFF, q = pixel (b, x, y) & 0xFF;

      sum += ABS (p - q);
      inked += p < 0xFF || q < 0xFF;
    }
  g_assert_cmpint (inked, >, 1000);
  return (double)sum / inked;
}

/* B01: letters joined and in order, as pango itself paints them. Over the inked pixels only, which
 * is stricter than over all. */
static void
test_as_pango (void)
{
  static const char *const lines[] = {"قهوة أرابيكا", "Kopi Arabika Ijen 250 g",
                                      "الكمية 250 غم (KOPI-01) مُدوَّن"};

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    EtaDirection dir = i == 1 ? ETA_DIRECTION_LTR : ETA_DIRECTION_RTL;
    EtaStyle style = {"test", 24, 32, FALSE, 0x000000};
    EtaTextSpec spec = {.style = &style, .lang = i == 1 ? "id" : "ar", .dir = dir};
    g_autoptr (EtaText) text = eta_text_new (setter, lines[i], &spec);
    g_autoptr (EtaPage) page = eta_page_new (400, 60, spec.lang, dir);
    g_autoptr (EtaPainter) painter = eta_painter_new (NULL);
    g_autoptr (EtaSurface) ours = NULL, theirs = white (400, 60, 2);
    g_autoptr (PangoFontMap) map = eta_fonts_map_new (NULL);
    g_autoptr (EtaPangoContext) context = pango_font_map_create_context (map);
    g_autoptr (PangoLayout) layout = NULL;
    g_autoptr (EtaCairo) cr = cairo_create (theirs);
    cairo_font_options_t *options = cairo_font_options_create ();
    PangoFontDescription *desc = pango_font_description_from_string (ETA_FONTS_FAMILY " 24");

    eta_page_add_text (page, text, 10, 8, ETA_ROLE_NONE);
    ours = painted (page, 2, painter);

    cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options (context, options);
    pango_context_set_round_glyph_positions (context, FALSE);
    pango_context_set_base_dir (context, i == 1 ? PANGO_DIRECTION_LTR : PANGO_DIRECTION_RTL);
    layout = pango_layout_new (context);
    pango_layout_set_auto_dir (layout, FALSE);
    pango_layout_set_font_description (layout, desc);
    pango_layout_set_text (layout, lines[i], -1);
    cairo_scale (cr, 2, 2);
    cairo_move_to (cr, 10, 8 + eta_text_baseline (text));
    pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (layout, 0));
    cairo_surface_flush (theirs);

    g_assert_cmpfloat (mean_difference (ours, theirs), <, 3);
    cairo_font_options_destroy (options);
    pango_font_description_free (desc);
  }
}

static EtaPage *
photo_page (const char *path, EtaRect box, EtaFit fit, double focus_x, double focus_y)
{
  EtaPage *page = eta_page_new (300, 300, "en", ETA_DIRECTION_LTR);
  EtaPagePhoto photo = {.path = path, .focus_x = focus_x, .focus_y = focus_y, .fit = fit};

  eta_page_add_photo (page, &photo, box);
  return page;
}

static void
assert_pixel (cairo_surface_t *surface, int x, int y, guint32 want)
{
  guint32 got = pixel (surface, x, y);

  if (!tools_near (got, want, 24))
    g_error ("at %d, %d: #%06X, not #%06X", x, y, got, want);
}

/* Cropped around the focus and never stretched; nothing is painted outside the box. */
static void
test_cover (void)
{
  g_autoptr (GBytes) bytes = tools_quarters (600, 400, FALSE);
  g_autofree char *path = tools_save ("cover.jpg", bytes);
  g_autoptr (EtaPainter) painter = eta_painter_new (NULL);
  g_autoptr (EtaPage) middle =
      photo_page (path, (EtaRect){100, 50, 100, 200}, ETA_FIT_COVER, 0.5, 0.5);
  g_autoptr (EtaPage) end = photo_page (path, (EtaRect){100, 50, 100, 200}, ETA_FIT_COVER, 1, 0);
  g_autoptr (EtaSurface) a = painted (middle, 1, painter), b = painted (end, 1, painter);

  assert_pixel (a, 110, 60, RED); /* the seam between left and right is in the middle */
  assert_pixel (a, 190, 60, 0x00C000);
  assert_pixel (a, 146, 240, BLUE);
  assert_pixel (a, 154, 240, YELLOW);
  assert_pixel (a, 97, 100, 0xFFFFFF);
  assert_pixel (a, 203, 100, 0xFFFFFF);
  assert_pixel (b, 105, 60, 0x00C000); /* only the right part of the photo */
  assert_pixel (b, 105, 240, YELLOW);
}

static void
test_contain (void)
{
  g_autoptr (GBytes) bytes = tools_quarters (600, 400, FALSE);
  g_autofree char *path = tools_save ("contain.jpg", bytes);
  g_autoptr (EtaPainter) painter = eta_painter_new (NULL);
  g_autoptr (EtaPage) page = photo_page (path, (EtaRect){50, 50, 150, 200}, ETA_FIT_CONTAIN, 0, 0);
  g_autoptr (EtaSurface) a = painted (page, 1, painter);

  assert_pixel (a, 55, 105, RED);
  assert_pixel (a, 195, 195, YELLOW);
  assert_pixel (a, 125, 96, 0xFFFFFF);
  assert_pixel (a, 125, 204, 0xFFFFFF);
}

/* The same pixels serve again; a photo that is gone gives a box and a remark once. */
static void
test_again (void)
{
  g_autoptr (GBytes) bytes = tools_quarters (600, 400, FALSE);
  g_autofree char *path = tools_save ("again.jpg", bytes);
  g_autoptr (EtaPainter) painter = eta_painter_new (NULL);
  g_autoptr (EtaPage) page = photo_page (path, (EtaRect){0, 0, 300, 200}, ETA_FIT_COVER, 0, 0);
  g_autoptr (EtaSurface) first = painted (page, 1, painter), second = NULL, third = NULL;

  g_unlink (path);
  eta_page_free (page);
  page = photo_page (path, (EtaRect){0, 0, 300, 200}, ETA_FIT_COVER, 0, 0);
  g_assert_cmpuint (eta_painter_remarks (painter)->len, ==, 0);
  second = painted (page, 2, painter);
  third = painted (page, 2, painter);
  assert_pixel (second, 100, 100, ETA_TINT);
  g_assert_cmpuint (eta_painter_remarks (painter)->len, ==, 1);
}

/* A module of a code is black or white all over, without a seam between its rectangles. */
static void
test_code_without_seams (void)
{
  g_autoptr (EtaCode) code = eta_code_new_qr ("https://example.org/p/KOPI-01", NULL);
  g_autoptr (EtaPage) page = eta_page_new (300, 300, "en", ETA_DIRECTION_LTR);
  g_autoptr (EtaPainter) painter = eta_painter_new (NULL);
  g_autoptr (EtaSurface) surface = NULL;
  int modules = eta_code_width (code);
  double box = modules * 5, grey = 0;

  eta_page_add_fill (page, (EtaRect){0, 0, 300, 300}, 0, ETA_ACCENT);
  g_assert_true (eta_page_add_code (page, code, (EtaRect){10, 10, box, box}, NULL));
  surface = painted (page, 1.3, painter);
  assert_pixel (surface, 20, 20, 0xFFFFFF);
  surface = (cairo_surface_destroy (surface), painted (page, 1, painter));
  for (int y = 10; y < 10 + box; y++)
    for (int x = 10; x < 10 + box; x++)
      grey += pixel (surface, x, y) != 0 && pixel (surface, x, y) != 0xFFFFFF;
  g_assert_cmpfloat (grey, ==, 0);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  setter = eta_typesetter_new (NULL);
  g_assert_nonnull (setter);
  g_test_add_func ("/paint/as-pango", test_as_pango);
  g_test_add_func ("/paint/cover", test_cover);
  g_test_add_func ("/paint/contain", test_contain);
  g_test_add_func ("/paint/again", test_again);
  g_test_add_func ("/paint/code-without-seams", test_code_without_seams);
  result = g_test_run ();
  eta_typesetter_free (setter);
  tools_clean ();
  return result;
}
