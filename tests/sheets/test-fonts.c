#include "sheets/fonts.h"

#include <string.h>

#include "sheets/cleanup.h"
#include "sheets/error.h"

/* Families that pango takes for TEXT, in order, joined by ","; and whether all is found. */
static char *
families (const char *text, const char *weight)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PangoFontMap) map = eta_fonts_map_new (&error);
  g_autoptr (EtaPangoContext) context = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *wanted = g_strconcat (ETA_FONTS_FAMILY, weight, " 10", NULL);
  PangoFontDescription *desc = pango_font_description_from_string (wanted);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  context = pango_font_map_create_context (map);
  layout = pango_layout_new (context);
  pango_layout_set_font_description (layout, desc);
  pango_layout_set_text (layout, text, -1);
  g_assert_cmpint (pango_layout_get_unknown_glyphs_count (layout), ==, 0);
  for (GSList *l = pango_layout_get_line_readonly (layout, 0)->runs; l; l = l->next) {
    PangoFont *font = ((PangoGlyphItem *)l->data)->item->analysis.font;
    PangoFontDescription *got = pango_font_describe (font);
    g_autofree char *name = pango_font_description_to_string (got);

    g_string_append_printf (out, "%s%s", out->len ? "," : "", name);
    pango_font_description_free (got);
  }
  pango_font_description_free (desc);
  return g_string_free (out, FALSE);
}

/* B03: Arabic is Amiri's, whatever stands before it and at any weight. */
static void
test_arabic (void)
{
  g_autofree char *mixed = families ("Kopi حلال", "");
  g_autofree char *bold = families ("حلال", " Bold");
  g_autofree char *sign = families ("﷼", "");

  g_assert_cmpstr (mixed, ==, "Noto Sans 10,Amiri 10");
  g_assert_cmpstr (bold, ==, "Amiri Bold 10");
  g_assert_cmpstr (sign, ==, "Amiri 10");
}

static void
test_arabic_is_larger (void)
{
  g_autoptr (PangoFontMap) map = eta_fonts_map_new (NULL);
  g_autoptr (EtaPangoContext) context = pango_font_map_create_context (map);
  g_autoptr (PangoFont) font = NULL;
  PangoFontDescription *desc = pango_font_description_from_string ("Amiri 10");
  cairo_matrix_t matrix;

  font = pango_font_map_load_font (map, context, desc);
  cairo_scaled_font_get_font_matrix (pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font)),
                                     &matrix);
  g_assert_cmpfloat_with_epsilon (matrix.xx, 11.8, 0.001);
  pango_font_description_free (desc);
}

/* B07. */
static void
test_have (void)
{
  static const gunichar there[] = {'a',    0x20B9, 0xFDFC, 0x20AC, 0x1F600, 0x2615,
                                   0x0642, '\n',   0x2066, 0xFE0F, 0x200D,  0x00AD};
  static const gunichar absent[] = {0x20C1, 0x65E5, 0x672C, 0xE000};

  for (guint i = 0; i < G_N_ELEMENTS (there); i++)
    g_assert_true (eta_fonts_have (there[i]));
  for (guint i = 0; i < G_N_ELEMENTS (absent); i++)
    g_assert_false (eta_fonts_have (absent[i]));
}

static void
test_missing_child (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (eta_fonts_map_new (&error));
  g_assert_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_FONT);
  g_assert_nonnull (strstr (error->message, "Noto Sans"));
  g_assert_nonnull (strstr (error->message, "fonts-noto-core"));
  g_assert_false (eta_fonts_have ('a'));
}

/* In a program of its own: what was found once is kept. */
static void
test_missing (void)
{
  if (g_test_subprocess ()) {
    g_setenv ("ETALASE_FONTS", "/nowhere", TRUE);
    test_missing_child ();
    return;
  }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fonts/missing", test_missing);
  g_test_add_func ("/fonts/arabic", test_arabic);
  g_test_add_func ("/fonts/arabic-is-larger", test_arabic_is_larger);
  g_test_add_func ("/fonts/have", test_have);
  return g_test_run ();
}
