/* Lines of glyphs, taken out of a pango layout in the order in which they are seen.
 *
 * Pango's own way of painting hands right-to-left words to cairo from right to left, and readers
 * of the PDF then break Arabic words apart. Here every glyph of a line goes from left to right,
 * each with the letters it stands for, as browsers and office programs write it. */
#pragma once

#include <cairo.h>
#include <pango/pango.h>

G_BEGIN_DECLS

typedef struct _EtaGlyphs EtaGlyphs;

/* How the lines stand in their box; lengths in pt. */
typedef struct {
  double width;    /* of the box; 0: of the widest line */
  double leading;  /* from baseline to baseline */
  double baseline; /* from the top of the box to the first */
  double shift;    /* where a line stands in the box: 0 left, 0.5 middle, 1 right */
  guint32 colour;  /* 0xRRGGBB, where no attribute says otherwise */
} EtaGlyphsBox;

/* LAYOUT stays the caller's and may change afterwards. Transfer full. */
EtaGlyphs *eta_glyphs_new (PangoLayout *layout, const EtaGlyphsBox *box);
EtaGlyphs *eta_glyphs_ref (EtaGlyphs *glyphs);
void eta_glyphs_unref (EtaGlyphs *glyphs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaGlyphs, eta_glyphs_unref)

guint eta_glyphs_n_lines (const EtaGlyphs *glyphs);
/* pt, of the widest line. */
double eta_glyphs_width (const EtaGlyphs *glyphs);
/* Where LINE begins in the layout's text, in bytes; where the text ends after the last line. */
guint eta_glyphs_line_start (const EtaGlyphs *glyphs, guint line);

/* Paints the lines FROM to TO (exclusive); the top of line FROM is at Y. Safe from any thread. */
void
eta_glyphs_show (const EtaGlyphs *glyphs, guint from, guint to, cairo_t *cr, double x, double y);

G_END_DECLS
