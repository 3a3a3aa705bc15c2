#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "sheets/fonts.h"
#include "sheets/set-text.h"

/* Arabic lines stand further apart than Latin ones. */
#define ARABIC_LEADING (1.6 / 1.4)
/* Text that was asked for once more is kept; longer ones are hardly ever the same. */
#define CACHE_TEXT 96
#define CACHE_ENTRIES 512
/* A size is shrunk in steps of this, in pt. */
#define STEP 0.5

/* One per direction: a pango context keeps its own. */
typedef struct {
  PangoContext *context;
  PangoLayout *layout;
} Bench;

struct _EtaTypesetter {
  PangoFontMap *map;
  Bench benches[2];
  PangoAttrList *usual;  /* for texts without spans */
  GHashTable *recent;    /* EtaText → itself: what was set lately */
  GHashTable *forgotten; /* what was before; thrown away when RECENT is full */
};

/* --- What was set lately -----------------------------------------------------------------------
 */

static guint
text_hash (gconstpointer key)
{
  const EtaText *t = key;

  return g_str_hash (t->string) ^ (guint)(t->style.size * 64) ^ t->style.colour << 3 ^
         (guint)(t->spec.width * 8) << 9;
}

static gboolean
text_equal (gconstpointer a, gconstpointer b)
{
  const EtaText *s = a, *t = b;

  return strcmp (s->string, t->string) == 0 && strcmp (s->lang, t->lang) == 0 &&
         strcmp (s->style.name, t->style.name) == 0 && s->style.size == t->style.size &&
         s->style.leading == t->style.leading && s->style.bold == t->style.bold &&
         s->style.serif == t->style.serif && s->style.colour == t->style.colour &&
         s->spec.dir == t->spec.dir && s->spec.align == t->spec.align &&
         s->spec.width == t->spec.width && s->spec.height == t->spec.height &&
         s->spec.max_lines == t->spec.max_lines && s->spec.min_size == t->spec.min_size &&
         s->spec.cut == t->spec.cut;
}

static GHashTable *
cache_new (void)
{
  return g_hash_table_new_full (text_hash, text_equal, (GDestroyNotify)eta_text_unref, NULL);
}

static void
remember (EtaTypesetter *setter, EtaText *text)
{
  if (g_hash_table_size (setter->recent) >= CACHE_ENTRIES) {
    g_hash_table_unref (setter->forgotten);
    setter->forgotten = g_steal_pointer (&setter->recent);
    setter->recent = cache_new ();
  }
  g_hash_table_add (setter->recent, eta_text_ref (text));
}

/* Transfer full, or NULL. */
static EtaText *
recall (EtaTypesetter *setter, const EtaText *wanted)
{
  EtaText *found = g_hash_table_lookup (setter->recent, wanted);

  if (found)
    return eta_text_ref (found);
  found = g_hash_table_lookup (setter->forgotten, wanted);
  if (!found)
    return NULL;
  eta_text_ref (found);
  remember (setter, found);
  return found;
}

/* --- The typesetter ----------------------------------------------------------------------------
 */

static void
bench_init (Bench *bench, PangoFontMap *map, PangoDirection dir)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  bench->context = pango_font_map_create_context (map);
  pango_cairo_context_set_font_options (bench->context, options);
  pango_context_set_round_glyph_positions (bench->context, FALSE);
  pango_context_set_base_dir (bench->context, dir);
  bench->layout = pango_layout_new (bench->context);
  pango_layout_set_auto_dir (bench->layout, FALSE);
  pango_layout_set_wrap (bench->layout, PANGO_WRAP_WORD_CHAR);
  cairo_font_options_destroy (options);
}

EtaTypesetter *
eta_typesetter_new (GError **error)
{
  PangoFontMap *map = eta_fonts_map_new (error);
  EtaTypesetter *setter;

  if (!map)
    return NULL;
  setter = g_new0 (EtaTypesetter, 1);
  setter->map = map;
  bench_init (&setter->benches[ETA_DIRECTION_LTR], map, PANGO_DIRECTION_LTR);
  bench_init (&setter->benches[ETA_DIRECTION_RTL], map, PANGO_DIRECTION_RTL);
  setter->usual = pango_attr_list_new ();
  /* A hyphen put into a code would be read as part of it. */
  pango_attr_list_insert (setter->usual, pango_attr_insert_hyphens_new (FALSE));
  /* A ligature is one sign for several letters, which not every reader takes apart again. */
  pango_attr_list_insert (setter->usual, pango_attr_font_features_new ("liga=0"));
  setter->recent = cache_new ();
  setter->forgotten = cache_new ();
  return setter;
}

void
eta_typesetter_free (EtaTypesetter *setter)
{
  if (!setter)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (setter->benches); i++) {
    g_object_unref (setter->benches[i].layout);
    g_object_unref (setter->benches[i].context);
  }
  g_hash_table_unref (setter->recent);
  g_hash_table_unref (setter->forgotten);
  pango_attr_list_unref (setter->usual);
  g_object_unref (setter->map);
  g_free (setter);
}

/* --- Setting -----------------------------------------------------------------------------------
 */

static gboolean
has_arabic (const char *text)
{
  for (const guchar *p = (const guchar *)text; *p; p++)
    if ((*p >= 0xD8 && *p <= 0xDF) || (*p == 0xEF && p[1] >= 0xAD && p[1] <= 0xBB))
      return TRUE;
  return FALSE;
}

static double
shift_of (const EtaText *text)
{
  gboolean rtl = text->spec.dir == ETA_DIRECTION_RTL;

  if (text->spec.align == ETA_ALIGN_CENTER)
    return 0.5;
  return (text->spec.align == ETA_ALIGN_END) != rtl ? 1 : 0;
}

static void
use_size (PangoLayout *layout, const EtaText *text, double size)
{
  PangoFontDescription *desc = pango_font_description_new ();

  pango_font_description_set_family_static (desc,
                                            text->style.serif ? ETA_FONTS_SERIF : ETA_FONTS_FAMILY);
  pango_font_description_set_weight (desc,
                                     text->style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_size (desc, lround (size * PANGO_SCALE));
  pango_layout_set_font_description (layout, desc);
  pango_font_description_free (desc);
}

static void
use_spans (EtaTypesetter *setter, PangoLayout *layout, const EtaTextSpec *spec)
{
  PangoAttrList *list;

  if (spec->n_spans == 0) {
    pango_layout_set_attributes (layout, setter->usual);
    return;
  }
  list = pango_attr_list_copy (setter->usual);
  for (guint i = 0; i < spec->n_spans; i++) {
    const EtaSpan *span = &spec->spans[i];
    guint32 c = span->colour;
    PangoAttribute *weight =
        pango_attr_weight_new (span->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    PangoAttribute *colour =
        pango_attr_foreground_new ((c >> 16 & 0xFF) * 257, (c >> 8 & 0xFF) * 257, (c & 0xFF) * 257);

    weight->start_index = colour->start_index = span->start;
    weight->end_index = colour->end_index = span->end;
    pango_attr_list_insert (list, weight);
    if (c)
      pango_attr_list_insert (list, colour);
    else
      pango_attribute_destroy (colour);
  }
  pango_layout_set_attributes (layout, list);
  pango_attr_list_unref (list);
}

static double
leading_at (const EtaText *text, double size)
{
  double leading = text->style.leading * size / text->style.size;

  return has_arabic (text->string) ? leading * ARABIC_LEADING : leading;
}

static int
lines_allowed (const EtaText *text, double leading)
{
  int lines = text->spec.max_lines > 0 ? text->spec.max_lines : G_MAXINT;

  if (text->spec.height > 0)
    lines = MIN (lines, (int)floor (text->spec.height / leading + 1e-6));
  return lines;
}

static int
layout_width (PangoLayout *layout)
{
  int width = 0;

  for (GSList *l = pango_layout_get_lines_readonly (layout); l; l = l->next) {
    const PangoLayoutLine *line = l->data;
    int sum = 0;

    for (GSList *r = line->runs; r; r = r->next)
      sum += pango_glyph_string_get_width (((PangoGlyphItem *)r->data)->glyphs);
    width = MAX (width, sum);
  }
  return width;
}

/* Sets LAYOUT to SIZE and tells whether the text keeps to its limits then. */
static gboolean
fits_at (PangoLayout *layout, const EtaText *text, double size)
{
  use_size (layout, text, size);
  if (pango_layout_get_line_count (layout) > lines_allowed (text, leading_at (text, size)))
    return FALSE;
  return text->spec.width <= 0 ||
         layout_width (layout) <= text->spec.width * PANGO_SCALE + PANGO_SCALE / 100;
}

/* The largest size that fits, down to the smallest allowed. */
static double
shrink (PangoLayout *layout, EtaText *text)
{
  double size = text->style.size, least = text->spec.min_size;
  int low, high;

  text->fits = fits_at (layout, text, size);
  if (text->fits || least <= 0 || least >= size)
    return size;
  low = 1;
  high = (int)ceil ((size - least) / STEP);
  while (low < high) { /* the fewest steps down */
    int middle = (low + high) / 2;

    if (fits_at (layout, text, MAX (size - middle * STEP, least)))
      high = middle;
    else
      low = middle + 1;
  }
  size = MAX (size - low * STEP, least);
  text->fits = fits_at (layout, text, size);
  return size;
}

/* Ends the text in "…" where its room ends. */
static void
cut (PangoLayout *layout, EtaText *text)
{
  g_autofree char *flat = g_strdelimit (g_strdup (text->string), "\n", ' ');
  int lines = MAX (lines_allowed (text, text->leading), 1);

  pango_layout_set_text (layout, flat, -1);
  pango_layout_set_height (layout, -lines);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  if (text->spec.width <= 0)
    pango_layout_set_width (layout, G_MAXINT / 2);
  text->cut = pango_layout_is_ellipsized (layout);
}

static void
set_type (EtaTypesetter *setter, EtaText *text, const EtaTextSpec *spec)
{
  PangoLayout *layout = setter->benches[spec->dir].layout;
  EtaGlyphsBox box;
  PangoLanguage *lang = pango_language_from_string (text->lang);

  if (pango_context_get_language (setter->benches[spec->dir].context) != lang)
    pango_context_set_language (setter->benches[spec->dir].context, lang);
  use_spans (setter, layout, spec);
  pango_layout_set_text (layout, text->string, -1);
  pango_layout_set_width (layout, spec->width > 0 ? (int)(spec->width * PANGO_SCALE) : -1);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_NONE);
  pango_layout_set_height (layout, -1);
  text->size = shrink (layout, text);
  text->leading = leading_at (text, text->size);
  if (!text->fits && spec->cut)
    cut (layout, text);
  box = (EtaGlyphsBox){.width = spec->width,
                       .leading = text->leading,
                       .baseline = (text->leading + ETA_CAPITALS * text->size) / 2,
                       .shift = shift_of (text),
                       .colour = text->style.colour};
  text->glyphs = eta_glyphs_new (layout, &box);
  text->n_lines = eta_glyphs_n_lines (text->glyphs);
  text->natural = eta_glyphs_width (text->glyphs);
  text->width = spec->width > 0 ? spec->width : text->natural;
}

static EtaText *
text_alloc (const char *string, const EtaTextSpec *spec)
{
  EtaText *text = g_atomic_rc_box_new0 (EtaText);

  text->string = g_utf8_make_valid (string ? string : "", -1);
  text->style = *spec->style;
  text->spec = *spec;
  text->spec.style = NULL;
  text->spec.lang = NULL;
  text->spec.spans = NULL;
  g_strlcpy (text->lang, spec->lang ? spec->lang : "en", sizeof text->lang);
  return text;
}

EtaText *
eta_text_new (EtaTypesetter *setter, const char *string, const EtaTextSpec *spec)
{
  g_autoptr (EtaText) text = text_alloc (string, spec);
  gboolean keep = spec->n_spans == 0 && strlen (text->string) <= CACHE_TEXT;
  EtaText *known = keep ? recall (setter, text) : NULL;

  if (known)
    return known;
  set_type (setter, text, spec);
  if (keep)
    remember (setter, text);
  return g_steal_pointer (&text);
}
