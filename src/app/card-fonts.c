#include "app/card-fonts.h"

/* The proportions of libadwaita's .heading and .caption. */
static const struct {
  PangoWeight weight;
  double scale;
  int lines;
} styles[ETA_CARD_N_LINES] = {
    [ETA_CARD_NAME] = {PANGO_WEIGHT_BOLD, 1.0, 2},
    [ETA_CARD_SKU] = {PANGO_WEIGHT_NORMAL, .82, 1},
    [ETA_CARD_PRICE] = {PANGO_WEIGHT_BOLD, 1.0, 1},
    [ETA_CARD_LANGS] = {PANGO_WEIGHT_NORMAL, .82, 1},
};

static struct {
  PangoFontDescription *base;
  PangoLanguage *language;
  PangoFontDescription *fonts[ETA_CARD_N_LINES];
  int heights[ETA_CARD_N_LINES];
} shared;

static PangoFontDescription *
font_of (const PangoFontDescription *base, EtaCardLine line)
{
  PangoFontDescription *font = pango_font_description_copy (base);
  int size = pango_font_description_get_size (base) * styles[line].scale;

  pango_font_description_set_weight (font, styles[line].weight);
  if (pango_font_description_get_size_is_absolute (base))
    pango_font_description_set_absolute_size (font, size);
  else
    pango_font_description_set_size (font, size);
  return font;
}

static int
height_of (PangoContext *context, const PangoFontDescription *font, int lines)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (context, font, NULL);
  int height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));

  pango_font_metrics_unref (metrics);
  return height * lines;
}

/* Metrics are looked up in the font map: too slow to ask for each of some 200 cards. */
static void
make (PangoContext *context)
{
  const PangoFontDescription *base = pango_context_get_font_description (context);
  PangoLanguage *language = pango_context_get_language (context);

  if (shared.base && shared.language == language &&
      pango_font_description_equal (shared.base, base))
    return;
  g_clear_pointer (&shared.base, pango_font_description_free);
  shared.base = pango_font_description_copy (base);
  shared.language = language;
  for (int i = 0; i < ETA_CARD_N_LINES; i++) {
    g_clear_pointer (&shared.fonts[i], pango_font_description_free);
    shared.fonts[i] = font_of (base, i);
    shared.heights[i] = height_of (context, shared.fonts[i], styles[i].lines);
  }
}

const PangoFontDescription *
eta_card_font (PangoContext *context, EtaCardLine line)
{
  make (context);
  return shared.fonts[line];
}

int
eta_card_line_height (PangoContext *context, EtaCardLine line)
{
  make (context);
  return shared.heights[line];
}
