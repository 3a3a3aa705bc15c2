#include "sheets/composer.h"

#include "catalog/measure.h"
#include "sheets/labels.h"

#include <string.h>

#define MARK 30.0 /* pt, the short line over a heading */

EtaComposer *
eta_composer_new (const EtaSheetOptions *options,
                  EtaTemplateKind kind,
                  const char *fallback,
                  GError **error)
{
  g_autoptr (EtaComposer) c = g_new0 (EtaComposer, 1);

  c->template = eta_template_get (options->template ? options->template : fallback, kind, error);
  if (!c->template)
    return NULL;
  c->setter = eta_typesetter_new (error);
  if (!c->setter)
    return NULL;
  c->lang = g_strdup (options->lang ? options->lang : "en");
  c->dir = eta_direction_of (c->lang);
  c->second_lang = g_strdup (options->second_lang);
  c->currency = options->currency ? g_ascii_strup (options->currency, -1) : NULL;
  c->edition = options->edition ? g_strdup (options->edition) : eta_date_today ();
  c->about = options->about ? g_ascii_strup (options->about, -1) : NULL;
  c->rates = options->rates ? g_ptr_array_ref (options->rates) : NULL;
  c->ready = g_strdup (options->ready);
  c->digits = options->digits;
  eta_paper_size (options->paper, &c->page_width, &c->page_height);
  c->width = c->page_width - c->template->margin -
             (c->template->binding > 0 ? c->template->binding : c->template->margin);
  return g_steal_pointer (&c);
}

void
eta_composer_free (EtaComposer *composer)
{
  if (!composer)
    return;
  eta_typesetter_free (composer->setter);
  g_free (composer->lang);
  g_free (composer->second_lang);
  g_free (composer->currency);
  g_free (composer->edition);
  g_free (composer->about);
  g_clear_pointer (&composer->rates, g_ptr_array_unref);
  g_free (composer->ready);
  g_free (composer);
}

EtaPage *
eta_composer_page (const EtaComposer *composer)
{
  return eta_page_new (composer->page_width, composer->page_height, composer->lang, composer->dir);
}

/* --- Strings ---------------------------------------------------------------------------------- */

/* Plain ASCII cannot disturb a line that runs from left to right, nor be disturbed in it. */
static gboolean
needs_isolation (const EtaComposer *composer, const char *text)
{
  return composer->dir == ETA_DIRECTION_RTL || !g_str_is_ascii (text);
}

char *
eta_composer_value (const EtaComposer *composer, const char *text)
{
  if (!text || !needs_isolation (composer, text))
    return g_strdup (text);
  return eta_isolate (text, ETA_DIRECTION_LTR);
}

char *
eta_composer_name (const EtaComposer *composer, const char *text)
{
  if (!text || !needs_isolation (composer, text))
    return g_strdup (text);
  return eta_isolate_auto (text);
}

/* ٤٫٥٠ and ١٬٨٤٨: the marks between digits are Arabic as well. */
static void
append_arabic (GString *out, const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    gboolean inside = p > text && g_ascii_isdigit (p[-1]) && g_ascii_isdigit (p[1]);

    if (g_ascii_isdigit (*p))
      g_string_append_unichar (out, 0x0660 + (*p - '0'));
    else if (inside && *p == '.')
      g_string_append (out, "٫");
    else if (inside && *p == ',')
      g_string_append (out, "٬");
    else
      g_string_append_unichar (out, g_utf8_get_char (p));
  }
}

char *
eta_composer_figure (const EtaComposer *composer, const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  if (!text || composer->dir != ETA_DIRECTION_RTL || composer->digits != ETA_DIGITS_ARABIC)
    return eta_composer_name (composer, text);
  append_arabic (digits, text);
  return eta_isolate_auto (digits->str);
}

char *
eta_composer_text_in (const EtaComposer *composer, const char *text, const char *lang)
{
  g_auto (GStrv) paragraphs = NULL;
  GString *out;

  if (!text || eta_direction_of (lang) == composer->dir)
    return g_strdup (text);
  paragraphs = g_strsplit (text, "\n", -1);
  out = g_string_new (NULL);
  for (int i = 0; paragraphs[i]; i++) {
    g_autofree char *isolated = eta_isolate (paragraphs[i], eta_direction_of (lang));
    g_string_append (out, i ? "\n" : "");
    g_string_append (out, isolated);
  }
  return g_string_free (out, FALSE);
}

char *
eta_composer_join (const EtaComposer *composer, const char *const *parts, guint n)
{
  GString *out = NULL;

  for (guint i = 0; i < n; i++) {
    if (!parts[i] || parts[i][0] == '\0')
      continue;
    if (!out)
      out = g_string_new (NULL);
    else
      g_string_append (out, composer->dir == ETA_DIRECTION_RTL ? "، " : ", ");
    g_string_append (out, parts[i]);
  }
  return out ? g_string_free (out, FALSE) : NULL;
}

char *
eta_composer_bind_last (const char *text)
{
  const char *space = text ? strrchr (text, ' ') : NULL;
  g_autofree char *before = NULL;

  if (!space || g_utf8_strlen (space + 1, -1) > 3)
    return g_strdup (text);
  before = g_strndup (text, space - text);
  return g_strconcat (before, "\u00a0", space + 1, NULL);
}

/* --- Texts ------------------------------------------------------------------------------------ */

static EtaTextSpec
spec (const EtaComposer *composer, EtaStyleId style, double width)
{
  return (EtaTextSpec){.style = &composer->template->styles[style],
                       .lang = composer->lang,
                       .dir = composer->dir,
                       .width = width};
}

EtaText *
eta_composer_set (const EtaComposer *composer, const char *string, EtaStyleId style, double width)
{
  EtaTextSpec s = spec (composer, style, width);

  return eta_text_new (composer->setter, string, &s);
}

EtaText *
eta_composer_set_end (const EtaComposer *composer,
                      const char *string,
                      EtaStyleId style,
                      double width)
{
  EtaTextSpec s = spec (composer, style, width);

  s.align = ETA_ALIGN_END;
  return eta_text_new (composer->setter, string, &s);
}

EtaText *
eta_composer_label (const EtaComposer *composer, const char *key, EtaStyleId style, double width)
{
  return eta_composer_set (composer, eta_label (key, composer->lang), style, width);
}

EtaText *
eta_composer_fit (const EtaComposer *composer,
                  const char *string,
                  EtaStyleId style,
                  double width,
                  double height,
                  int max_lines,
                  gboolean cut)
{
  EtaTextSpec s = spec (composer, style, width);

  s.height = height;
  s.max_lines = max_lines;
  s.min_size = ETA_TEXT_SMALLEST;
  s.cut = cut;
  return eta_text_new (composer->setter, string, &s);
}

/* --- Blocks ----------------------------------------------------------------------------------- */

EtaBlock *
eta_composer_heading (const EtaComposer *composer,
                      const char *key,
                      double width,
                      gboolean continued)
{
  const char *title = eta_label (key, composer->lang);
  g_autofree char *longer =
      g_strdup_printf ("%s (%s)", title, eta_label ("continued", composer->lang));
  EtaBlock *block = eta_block_new ();
  EtaText *text = eta_composer_set (composer, continued ? longer : title, ETA_STYLE_HEADING, width);
  double y = eta_text_height (text) + 1.5;

  if (composer->template->headings == ETA_HEADINGS_MARK) {
    eta_block_add_rule (block, 0, 0, MIN (width, MARK), 1.6, composer->template->hairline);
    eta_block_add_text (block, text, 0, 4, ETA_ROLE_H2);
    eta_block_reach (block, eta_text_height (text) + 4 + 3);
  } else {
    eta_block_add_text (block, text, 0, 0, ETA_ROLE_H2);
    eta_block_add_rule (block, 0, y, width, 0.8, composer->template->accent);
    eta_block_reach (block, y + 0.8 + 4);
  }
  eta_block_set_keep (block);
  return block;
}

static guint32
darker (guint32 colour, int shift)
{
  return ((colour >> shift & 0xFF) * 9 / 10) << shift;
}

guint32
eta_composer_line_colour (const EtaComposer *composer)
{
  guint32 tint = composer->template->tint;

  return darker (tint, 16) | darker (tint, 8) | darker (tint, 0);
}
