#include "sheets/glyphs.h"

#include <math.h>
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

/* --- Taking apart ------------------------------------------------------------------------------
 */

static void
add_glyph (EtaGlyphs *self, const PangoGlyphInfo *info, double x, double y)
{
  gboolean unknown = (info->glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0;
  cairo_glyph_t glyph = {unknown ? 0 : info->glyph,
                         x + (double)info->geometry.x_offset / PANGO_SCALE,
                         y + (double)info->geometry.y_offset / PANGO_SCALE};

  g_array_append_val (self->glyphs, glyph);
}

static void
add_cluster (EtaGlyphs *self, int n_bytes, int n_glyphs)
{
  cairo_text_cluster_t cluster = {n_bytes, n_glyphs};

  g_array_append_val (self->clusters, cluster);
}

/* The glyphs of STRING that stand for one stretch of the text. */
typedef struct {
  int first, last;         /* exclusive */
  const char *start, *end; /* the stretch */
  gboolean rtl;
} Stretch;

/* Puts down glyph I and moves X on. FALSE for one that has no shape. */
static gboolean
put_glyph (EtaGlyphs *self, const PangoGlyphString *string, int i, double *x, double y)
{
  const PangoGlyphInfo *info = &string->glyphs[i];
  double at = *x;

  *x += (double)info->geometry.width / PANGO_SCALE;
  if (info->glyph == PANGO_GLYPH_EMPTY)
    return FALSE;
  add_glyph (self, info, at, y);
  return TRUE;
}

/* As many letters as glyphs (a letter and its vowel mark): each glyph gets its own. A glyph with
 * one letter is written as such; several for several need a detour in the PDF that breaks words. */
static void
add_pairs (
    EtaGlyphs *self, const PangoGlyphString *string, const Stretch *stretch, double *x, double y)
{
  for (int i = stretch->first; i < stretch->last; i++) {
    int nth = stretch->rtl ? stretch->last - 1 - i : i - stretch->first;
    const char *ch = g_utf8_offset_to_pointer (stretch->start, nth);
    Mark before = here (self);

    if (!put_glyph (self, string, i, x, y))
      continue;
    if (append_letters (self->text, ch, g_utf8_next_char (ch)) > 0)
      add_cluster (self, self->text->len - before.byte, 1);
    else
      g_array_set_size (self->glyphs, before.glyph);
  }
}

static void
add_cluster_of (
    EtaGlyphs *self, const PangoGlyphString *string, const Stretch *stretch, double *x, double y)
{
  Mark before = here (self);

  for (int i = stretch->first; i < stretch->last; i++)
    put_glyph (self, string, i, x, y);
  if (self->glyphs->len > before.glyph &&
      append_letters (self->text, stretch->start, stretch->end) > 0)
    add_cluster (self, self->text->len - before.byte, self->glyphs->len - before.glyph);
  else
    g_array_set_size (self->glyphs, before.glyph);
}

static void
add_stretch (
    EtaGlyphs *self, const PangoGlyphString *string, const Stretch *stretch, double *x, double y)
{
  int n = stretch->last - stretch->first;

  if (n > 1 && g_utf8_strlen (stretch->start, stretch->end - stretch->start) == n)
    add_pairs (self, string, stretch, x, y);
  else
    add_cluster_of (self, string, stretch, x, y);
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

static void
add_item (EtaGlyphs *self,
          const PangoGlyphItem *gi,
          const char *text,
          double *x,
          double y,
          guint32 colour)
{
  const PangoGlyphString *string = gi->glyphs;
  const char *start = text + gi->item->offset;
  gboolean rtl = gi->item->analysis.level % 2 == 1;
  Run *run = run_for (self, gi->item, colour);
  int after = gi->item->length;

  /* Of a right-to-left item the glyphs stand as they are seen, so their text runs backwards. */
  for (int i = 0, next; i < string->num_glyphs; i = next) {
    int from = string->log_clusters[i], to;

    for (next = i + 1; next < string->num_glyphs; next++)
      if (string->log_clusters[next] != from)
        break;
    if (rtl)
      to = after;
    else
      to = next < string->num_glyphs ? string->log_clusters[next] : gi->item->length;
    after = from;
    add_stretch (self, string, &(Stretch){i, next, start + from, start + to, rtl}, x, y);
  }
  run->end = here (self);
}

static int
line_width (const PangoLayoutLine *line)
{
  int width = 0;

  for (GSList *l = line->runs; l; l = l->next) {
    const PangoGlyphItem *gi = l->data;

    for (int i = 0; i < gi->glyphs->num_glyphs; i++)
      width += gi->glyphs->glyphs[i].geometry.width;
  }
  return width;
}

static void
add_line (EtaGlyphs *self,
          const PangoLayoutLine *line,
          const char *text,
          const EtaGlyphsBox *box,
          double width)
{
  Line start = {here (self), self->runs->len ? self->runs->len - 1 : 0, line->start_index};
  double y = box->baseline + self->lines->len * box->leading;
  double x = (width - (double)line_width (line) / PANGO_SCALE) * box->shift;

  g_array_append_val (self->lines, start);
  for (GSList *l = line->runs; l; l = l->next)
    add_item (self, l->data, text, &x, y, box->colour);
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
  GSList *lines = pango_layout_get_lines_readonly (layout);
  double width = box->width;

  self->end = strlen (text);
  self->leading = box->leading;
  for (GSList *l = lines; l; l = l->next)
    self->width = MAX (self->width, (double)line_width (l->data) / PANGO_SCALE);
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
