/* The fonts of the sheets: a private set, so that the same product gives the same page everywhere.
 *
 * Noto Sans (Regular, Bold) for everything, Amiri (Regular, Bold) for Arabic, and behind them Noto
 * Sans Symbols, Symbols 2 and DejaVu Sans for signs that the first two lack. Nothing else is seen,
 * whatever else is installed and whatever the desktop's font settings say; Arabic never falls to
 * another font than Amiri. Outlines are not hinted and metrics not rounded, so a line breaks at the
 * same word on paper, on the screen and at any size. */
#pragma once

#include <glib.h>
#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* The family list to ask pango for. */
#define ETA_FONTS_FAMILY "Noto Sans, Amiri"
/* The same for titles with serifs. */
#define ETA_FONTS_SERIF "Amiri, Noto Sans"
/* Amiri is set this much larger than Noto Sans to look equally large. */
#define ETA_FONTS_ARABIC_SCALE 1.18

/* A new font map over the private set, for one thread: pango's font maps are not thread-safe.
 * Points are user units (72 dpi). The first call looks for the fonts (a few ms) and is safe from
 * any thread. Fails with ETA_SHEETS_ERROR_FONT, naming the font and its package. */
PangoFontMap *eta_fonts_map_new (GError **error);

/* Whether the private set has a picture of CH. Characters that have none by nature (controls,
 * joiners, direction marks, variation selectors) count as present. FALSE for everything when the
 * fonts are not installed. Any thread. */
gboolean eta_fonts_have (gunichar ch);

G_END_DECLS
