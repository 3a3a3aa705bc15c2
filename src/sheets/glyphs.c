#include "sheets/glyphs.h"

#include <hb.h>
#include <pango/pangocairo.h>
#include <string.h>

/* A place in the three arrays that cairo wants side by side. */
typedef struct {
  guint glyph, cluster, byte;
} Mark;

/* Glyphs of one font in one colour; may go on over several lines. */
typedef struct {
  cairo_scaled_font_t *font;
  guint32 colour;
  Mark end; /* where the next run begins */
} Run;

typedef struct {
  Mark start;
  guint run;  /* the run that START lies in */
  guint text; /* bytes, in the layout's text */
} Line;

struct _EtaGlyphs {
  GArray *glyphs;   /* cairo_glyph_t, from the left top corner of the box */
  GArray *clusters; /* cairo_text_cluster_t */
  GString *text;
  GArray *runs;  /* Run */
  GArray *lines; /* Line */
  guint end;     /* bytes of the layout's text */
  double leading, width;
};

static void
clear_run (gpointer data)
{
  cairo_scaled_font_destroy (((Run *)data)->font);
}

static Mark
here (const EtaGlyphs *self)
{
  return (Mark){self->glyphs->len, self->clusters->len, self->text->len};
}

/* --- Letters of a glyph ------------------------------------------------------------------------
 */

/* What a reader of the PDF shall find for CH: 0 for nothing. The spaces share a glyph with " ", and
 * a glyph can stand for one text only. */
static gunichar
letter (gunichar ch)
{
  switch (g_unichar_type (ch)) {
  case G_UNICODE_CONTROL:
    return ch == '\t' ? ' ' : 0;
  case G_UNICODE_FORMAT:
  case G_UNICODE_LINE_SEPARATOR:
  case G_UNICODE_PARAGRAPH_SEPARATOR:
    return 0;
  case G_UNICODE_SPACE_SEPARATOR:
    return ' ';
  default:
    return ch;
  }
}

static int
append_letters (GString *out, const char *text, const char *end)
{
  gsize before = out->len;

  for (; text < end; text = g_utf8_next_char (text)) {
    gunichar ch = letter (g_utf8_get_char (text));

    if (ch)
      g_string_append_unichar (out, ch);
  }
  return out->len - before;
}

/* The letters of START to END in the order in which they are seen from left to right. */
static int
append_letters_backwards (GString *out, const char *start, const char *end)
{
  gsize before = out->len;

  while (end > start) {
    const char *last = g_utf8_prev_char (end);

    append_letters (out, last, end);
    end = last;
  }
  return out->len - before;
}

/* --- Taking apart ------------------------------------------------------------------------------
 */

/* Some glyphs of one item and the text that they stand for. */
typedef struct {
  int first, last;         /* glyphs; exclusive */
  const char *start, *end; /* text */
} Stretch;

/* Where the next glyph goes. */
typedef struct {
  double x, y;
} Pen;

static void
add_glyph (EtaGlyphs *self, gulong index, double x, double y)
{
  cairo_glyph_t glyph = {index, x, y};

  g_array_append_val (self->glyphs, glyph);
}

static void
add_cluster (EtaGlyphs *self, Mark since)
{
  cairo_text_cluster_t cluster = {self->text->len - since.byte, self->glyphs->len - since.glyph};

  g_array_append_val (self->clusters, cluster);
}

/* Puts down the glyphs FIRST to LAST, those without a shape left out, and moves PEN on. */
static void
put_glyphs (EtaGlyphs *self, const PangoGlyphString *string, int first, int last, Pen *pen)
{
  for (int i = first; i < last; i++) {
    const PangoGlyphInfo *info = &string->glyphs[i];

    if (info->glyph != PANGO_GLYPH_EMPTY)
      add_glyph (self, info->glyph & PANGO_GLYPH_UNKNOWN_FLAG ? 0 : info->glyph,
                 pen->x + (double)info->geometry.x_offset / PANGO_SCALE,
                 pen->y + (double)info->geometry.y_offset / PANGO_SCALE);
    pen->x += (double)info->geometry.width / PANGO_SCALE;
  }
}

/* As many letters as glyphs (a letter and its accent): each glyph gets its own. A glyph with one
 * letter is written as such; several for several need a detour in the PDF. */
static void
add_pairs (EtaGlyphs *self, const PangoGlyphString *string, const Stretch *stretch, Pen *pen)
{
  const char *ch = stretch->start;

  for (int i = stretch->first; i < stretch->last; i++, ch = g_utf8_next_char (ch)) {
    Mark before = here (self);

    put_glyphs (self, string, i, i + 1, pen);
    if (self->glyphs->len > before.glyph &&
        append_letters (self->text, ch, g_utf8_next_char (ch)) > 0)
      add_cluster (self, before);
    else
      g_array_set_size (self->glyphs, before.glyph);
  }
}

static void
add_ltr (EtaGlyphs *self, const PangoGlyphString *string, const Stretch *stretch, Pen *pen)
{
  int n = stretch->last - stretch->first;
  Mark before = here (self);

  if (n > 1 && g_utf8_strlen (stretch->start, stretch->end - stretch->start) == n) {
    add_pairs (self, string, stretch, pen);
    return;
  }
  put_glyphs (self, string, stretch->first, stretch->last, pen);
  if (self->glyphs->len > before.glyph &&
      append_letters (self->text, stretch->start, stretch->end) > 0)
    add_cluster (self, before);
  else
    g_array_set_size (self->glyphs, before.glyph);
}

/* Several glyphs together are measured by readers from the first one's place to the last one's end:
 * a vowel mark, which is first but stands over the letter, gets a blank before it. */
static void
add_rtl (
    EtaGlyphs *self, const PangoGlyphString *string, const Stretch *stretch, gulong blank, Pen *pen)
{
  Mark before = here (self);

  if (stretch->last - stretch->first > 1 && string->glyphs[stretch->first].geometry.width == 0 &&
      blank)
    add_glyph (self, blank, pen->x, pen->y);
  put_glyphs (self, string, stretch->first, stretch->last, pen);
  if (self->glyphs->len > before.glyph &&
      append_letters_backwards (self->text, stretch->start, stretch->end) > 0)
    add_cluster (self, before);
  else
    g_array_set_size (self->glyphs, before.glyph);
}

static guint32
colour_of (const PangoItem *item, guint32 usual)
{
  for (GSList *l = item->analysis.extra_attrs; l; l = l->next) {
    const PangoAttribute *attr = l->data;

    if (attr->klass->type == PANGO_ATTR_FOREGROUND) {
      PangoColor c = ((const PangoAttrColor *)attr)->color;

      return (c.red >> 8) << 16 | (c.green >> 8) << 8 | c.blue >> 8;
    }
  }
  return usual;
}

/* The run for ITEM: the last one if it looks the same, else a new one. */
static Run *
run_for (EtaGlyphs *self, const PangoItem *item, guint32 usual)
{
  cairo_scaled_font_t *font =
      pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (item->analysis.font));
  guint32 colour = colour_of (item, usual);
  Run *last = self->runs->len ? &g_array_index (self->runs, Run, self->runs->len - 1) : NULL;
  Run run = {font, colour, here (self)};

  if (last && last->font == font && last->colour == colour)
    return last;
  cairo_scaled_font_reference (font);
  g_array_append_val (self->runs, run);
  return &g_array_index (self->runs, Run, self->runs->len - 1);
}

/* --- Arabic words in one piece -----------------------------------------------------------------
 * poppler, the reader of most free programs, takes a gap of a tenth of the type's size for the end
 * of a word, and a glyph that begins less than that after the one before for a shadow of it. So a
 * kerned gap is kept just below, and a narrow glyph or a mark is written together with the letter
 * that follows. */
#define GAP 0.095
#define NARROW 0.1

static double
em_of (cairo_scaled_font_t *font)
{
  cairo_matrix_t m;

  cairo_scaled_font_get_font_matrix (font, &m);
  return m.xx;
}

static void
tighten (PangoGlyphItem *gi)
{
  cairo_scaled_font_t *font =
      pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (gi->item->analysis.font));
  int limit = em_of (font) * GAP * PANGO_SCALE;

  for (int i = 1; i < gi->glyphs->num_glyphs; i++) {
    PangoGlyphGeometry *g = &gi->glyphs->glyphs[i].geometry;
    int extra = g->x_offset - limit;

    if (extra <= 0 || g->width <= g->x_offset)
      continue;
    g->x_offset -= extra;
    g->width -= extra;
  }
}

static gboolean
is_rtl (const PangoGlyphItem *gi)
{
  return gi->item->analysis.level % 2 == 1;
}

static gboolean
needs_next (const PangoGlyphInfo *info, int narrow)
{
  return info->geometry.width - MAX (info->geometry.x_offset, 0) < narrow;
}

static gulong
blank_of (PangoFont *font)
{
  hb_codepoint_t glyph = 0;

  return hb_font_get_nominal_glyph (pango_font_get_hb_font (font), ' ', &glyph) ? glyph : 0;
}

static int
end_of_cluster (const PangoGlyphString *string, int first)
{
  int next = first + 1;

  while (next < string->num_glyphs && string->log_clusters[next] == string->log_clusters[first])
    next++;
  return next;
}

/* Whether there is a letter, a mark, a sign: anything but spaces and what has no picture. */
static gboolean
has_letters (const char *start, const char *end)
{
  for (; start < end; start = g_utf8_next_char (start)) {
    gunichar ch = letter (g_utf8_get_char (start));

    if (ch && ch != ' ')
      return TRUE;
  }
  return FALSE;
}

/* The glyphs stand as they are seen, so their text runs backwards. Spaces, which have no width at
 * the end of a line, and the marks of an isolate are never joined to a letter. */
static void
add_rtl_item (EtaGlyphs *self, const PangoGlyphItem *gi, const char *start, double em, Pen *pen)
{
  const PangoGlyphString *string = gi->glyphs;
  gulong blank = blank_of (gi->item->analysis.font);
  int after = gi->item->length, narrow = em * NARROW * PANGO_SCALE;

  for (int i = 0, next; i < string->num_glyphs; i = next) {
    int from = string->log_clusters[i];

    next = end_of_cluster (string, i);
    if (has_letters (start + from, start + after))
      while (next < string->num_glyphs && needs_next (&string->glyphs[next - 1], narrow) &&
             has_letters (start + string->log_clusters[next], start + from)) {
        from = string->log_clusters[next];
        next = end_of_cluster (string, next);
      }
    add_rtl (self, string, &(Stretch){i, next, start + from, start + after}, blank, pen);
    after = from;
  }
}

static void
add_ltr_item (EtaGlyphs *self, const PangoGlyphItem *gi, const char *start, Pen *pen)
{
  const PangoGlyphString *string = gi->glyphs;

  for (int i = 0, next; i < string->num_glyphs; i = next) {
    int from = string->log_clusters[i], to;

    next = end_of_cluster (string, i);
    to = next < string->num_glyphs ? string->log_clusters[next] : gi->item->length;
    add_ltr (self, string, &(Stretch){i, next, start + from, start + to}, pen);
  }
}

/* pt. Tightens the line on the way. */
static double
line_width (const PangoLayoutLine *line)
{
  int width = 0;

  for (GSList *l = line->runs; l; l = l->next) {
    PangoGlyphItem *gi = l->data;

    if (is_rtl (gi))
      tighten (gi);
    width += pango_glyph_string_get_width (gi->glyphs);
  }
  return (double)width / PANGO_SCALE;
}

static void
add_line (EtaGlyphs *self,
          const PangoLayoutLine *line,
          const char *text,
          const EtaGlyphsBox *box,
          double width)
{
  Line start = {here (self), self->runs->len ? self->runs->len - 1 : 0, line->start_index};
  Pen pen = {(width - line_width (line)) * box->shift,
             box->baseline + self->lines->len * box->leading};

  g_array_append_val (self->lines, start);
  for (GSList *l = line->runs; l; l = l->next) {
    const PangoGlyphItem *gi = l->data;
    Run *run = run_for (self, gi->item, box->colour);

    if (is_rtl (gi))
      add_rtl_item (self, gi, text + gi->item->offset, em_of (run->font), &pen);
    else
      add_ltr_item (self, gi, text + gi->item->offset, &pen);
    run->end = here (self);
  }
}

static EtaGlyphs *
glyphs_alloc (guint n_bytes)
{
  EtaGlyphs *self = g_atomic_rc_box_new0 (EtaGlyphs);

  self->glyphs = g_array_sized_new (FALSE, FALSE, sizeof (cairo_glyph_t), n_bytes);
  self->clusters = g_array_sized_new (FALSE, FALSE, sizeof (cairo_text_cluster_t), n_bytes);
  self->text = g_string_sized_new (n_bytes + 1);
  self->runs = g_array_sized_new (FALSE, FALSE, sizeof (Run), 2);
  self->lines = g_array_sized_new (FALSE, FALSE, sizeof (Line), 2);
  g_array_set_clear_func (self->runs, clear_run);
  return self;
}

EtaGlyphs *
eta_glyphs_new (PangoLayout *layout, const EtaGlyphsBox *box)
{
  const char *text = pango_layout_get_text (layout);
  EtaGlyphs *self = glyphs_alloc (pango_layout_get_character_count (layout));
  GSList *lines = pango_layout_get_lines (layout);
  double width = box->width;

  self->end = strlen (text);
  self->leading = box->leading;
  for (GSList *l = lines; l; l = l->next)
    self->width = MAX (self->width, line_width (l->data));
  if (width <= 0)
    width = self->width;
  for (GSList *l = lines; l; l = l->next)
    add_line (self, l->data, text, box, width);
  return self;
}

EtaGlyphs *
eta_glyphs_ref (EtaGlyphs *glyphs)
{
  return g_atomic_rc_box_acquire (glyphs);
}

static void
glyphs_clear (gpointer data)
{
  EtaGlyphs *self = data;

  g_array_unref (self->glyphs);
  g_array_unref (self->clusters);
  g_string_free (self->text, TRUE);
  g_array_unref (self->runs);
  g_array_unref (self->lines);
}

void
eta_glyphs_unref (EtaGlyphs *glyphs)
{
  g_atomic_rc_box_release_full (glyphs, glyphs_clear);
}

guint
eta_glyphs_n_lines (const EtaGlyphs *glyphs)
{
  return glyphs->lines->len;
}

double
eta_glyphs_width (const EtaGlyphs *glyphs)
{
  return glyphs->width;
}

guint
eta_glyphs_line_start (const EtaGlyphs *glyphs, guint line)
{
  return line < glyphs->lines->len ? g_array_index (glyphs->lines, Line, line).text : glyphs->end;
}

/* --- Showing -----------------------------------------------------------------------------------
 */

static Mark
line_mark (const EtaGlyphs *self, guint line)
{
  return line < self->lines->len ? g_array_index (self->lines, Line, line).start : here (self);
}

static void
show_part (const EtaGlyphs *self, const Run *run, Mark from, Mark to, cairo_t *cr)
{
  cairo_set_source_rgb (cr, (run->colour >> 16 & 0xFF) / 255.0, (run->colour >> 8 & 0xFF) / 255.0,
                        (run->colour & 0xFF) / 255.0);
  cairo_set_scaled_font (cr, run->font);
  cairo_show_text_glyphs (cr, self->text->str + from.byte, to.byte - from.byte,
                          &g_array_index (self->glyphs, cairo_glyph_t, from.glyph),
                          to.glyph - from.glyph,
                          &g_array_index (self->clusters, cairo_text_cluster_t, from.cluster),
                          to.cluster - from.cluster, 0);
}

void
eta_glyphs_show (const EtaGlyphs *self, guint from, guint to, cairo_t *cr, double x, double y)
{
  Mark at = line_mark (self, from), stop = line_mark (self, to);

  if (from >= self->lines->len || at.glyph >= stop.glyph)
    return;
  cairo_save (cr);
  cairo_translate (cr, x, y - from * self->leading);
  for (guint i = g_array_index (self->lines, Line, from).run; i < self->runs->len; i++) {
    const Run *run = &g_array_index (self->runs, Run, i);
    Mark end = run->end.glyph < stop.glyph ? run->end : stop;

    if (end.glyph > at.glyph) {
      show_part (self, run, at, end, cr);
      at = end;
    }
    if (end.glyph == stop.glyph)
      break;
  }
  cairo_restore (cr);
}
