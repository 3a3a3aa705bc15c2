#include <math.h>

#include "sheets/fonts.h"
#include "sheets/set-text.h"

static const EtaStyle styles[] = {
    [ETA_STYLE_COVER] = {"cover", 34, 40, TRUE, ETA_INK},
    [ETA_STYLE_TITLE] = {"title", 22, 26, TRUE, ETA_INK},
    [ETA_STYLE_PRICE] = {"price", 16, 20, TRUE, ETA_ACCENT},
    [ETA_STYLE_HEADING] = {"heading", 11, 15, TRUE, ETA_ACCENT},
    [ETA_STYLE_PRODUCER] = {"producer", 11, 14, TRUE, ETA_INK},
    [ETA_STYLE_SUMMARY] = {"summary", 11, 15, FALSE, ETA_INK},
    [ETA_STYLE_SUBTITLE] = {"subtitle", 10, 13, FALSE, ETA_MUTED},
    [ETA_STYLE_BODY] = {"body", 9, 12.6, FALSE, ETA_INK},
    [ETA_STYLE_STRONG] = {"strong", 9, 12.6, TRUE, ETA_INK},
    [ETA_STYLE_TABLE] = {"table", 8.5, 12, FALSE, ETA_INK},
    [ETA_STYLE_TABLE_HEAD] = {"table-head", 8.5, 12, TRUE, ETA_INK},
    [ETA_STYLE_LABEL] = {"label", 7.5, 10, FALSE, ETA_MUTED},
    [ETA_STYLE_FOOTER] = {"footer", 7.5, 10, FALSE, ETA_MUTED},
};

const EtaStyle *
eta_style (EtaStyleId id)
{
  return &styles[id];
}

EtaText *
eta_text_ref (EtaText *text)
{
  return g_atomic_rc_box_acquire (text);
}

static void
text_clear (gpointer data)
{
  EtaText *text = data;

  g_free (text->string);
  g_clear_pointer (&text->glyphs, eta_glyphs_unref);
}

void
eta_text_unref (EtaText *text)
{
  g_atomic_rc_box_release_full (text, text_clear);
}

/* --- Asking ------------------------------------------------------------------------------------
 */

const char *
eta_text_string (const EtaText *text)
{
  return text->string;
}

const EtaStyle *
eta_text_style (const EtaText *text)
{
  return &text->style;
}

EtaDirection
eta_text_direction (const EtaText *text)
{
  return text->spec.dir;
}

EtaAlign
eta_text_align (const EtaText *text)
{
  return text->spec.align;
}

double
eta_text_size (const EtaText *text)
{
  return text->size;
}

double
eta_text_leading (const EtaText *text)
{
  return text->leading;
}

double
eta_text_width (const EtaText *text)
{
  return text->width;
}

double
eta_text_height (const EtaText *text)
{
  return text->n_lines * text->leading;
}

double
eta_text_natural_width (const EtaText *text)
{
  return text->natural;
}

guint
eta_text_n_lines (const EtaText *text)
{
  return text->n_lines;
}

double
eta_text_baseline (const EtaText *text)
{
  return (text->leading + ETA_CAPITALS * text->size) / 2;
}

gboolean
eta_text_fits (const EtaText *text)
{
  return text->fits;
}

gboolean
eta_text_cut (const EtaText *text)
{
  return text->cut;
}

EtaText *
eta_text_lines (const EtaText *text, guint from, guint to)
{
  EtaText *part = g_atomic_rc_box_new0 (EtaText);
  guint start, end;

  g_return_val_if_fail (from <= to && to <= text->n_lines, NULL);
  *part = *text;
  part->glyphs = eta_glyphs_ref (text->glyphs);
  part->first = text->first + from;
  part->n_lines = to - from;
  start = eta_glyphs_line_start (text->glyphs, part->first) - text->skipped;
  end = eta_glyphs_line_start (text->glyphs, part->first + part->n_lines) - text->skipped;
  part->skipped = text->skipped + start;
  part->string = g_strndup (text->string + start, end - start);
  return part;
}

guint
eta_text_break (const EtaText *text, double room)
{
  int n = text->n_lines, here = (int)floor (room / text->leading + 1e-6);

  if (here >= n)
    return n;
  here = MIN (here, n - 2);
  return here < 2 ? 0 : here;
}

void
eta_text_show (const EtaText *text, cairo_t *cr, double x, double y)
{
  eta_glyphs_show (text->glyphs, text->first, text->first + text->n_lines, cr, x, y);
}

double
eta_text_measure (EtaTypesetter *setter,
                  const char *string,
                  const EtaStyle *style,
                  const char *lang)
{
  g_autoptr (EtaText) text = eta_text_new (
      setter, string, &(EtaTextSpec){.style = style, .lang = lang, .dir = eta_direction_of (lang)});

  return text->natural;
}

GArray *
eta_text_missing (const char *string)
{
  g_autoptr (GArray) missing = g_array_new (FALSE, FALSE, sizeof (gunichar));

  for (const char *p = string; p && *p; p = g_utf8_next_char (p)) {
    gunichar ch = g_utf8_get_char (p);
    gboolean known = eta_fonts_have (ch);

    for (guint i = 0; i < missing->len && !known; i++)
      known = g_array_index (missing, gunichar, i) == ch;
    if (!known)
      g_array_append_val (missing, ch);
  }
  return missing->len ? g_steal_pointer (&missing) : NULL;
}
