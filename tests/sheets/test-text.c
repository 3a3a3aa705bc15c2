#include "sheets/text.h"

#include <string.h>

#include "sheets/fonts.h"

#define LOREM                                                                                      \
  "Kopi arabika dari lereng Ijen, dipetik merah, dijemur di para-para dan disangrai oleh santri. "

static EtaTypesetter *setter;

static EtaText *
set (const char *string, EtaTextSpec spec)
{
  if (!spec.style)
    spec.style = eta_style (ETA_STYLE_BODY);
  if (!spec.lang)
    spec.lang = "id";
  return eta_text_new (setter, string, &spec);
}

static char *
repeat (const char *string, int times)
{
  GString *out = g_string_new (NULL);

  while (times-- > 0)
    g_string_append (out, string);
  return g_string_free (out, FALSE);
}

static void
test_one_line (void)
{
  g_autoptr (EtaText) text = set ("Kopi", (EtaTextSpec){0});
  g_autoptr (EtaText) nothing = set (NULL, (EtaTextSpec){0});

  g_assert_cmpuint (eta_text_n_lines (text), ==, 1);
  g_assert_cmpfloat (eta_text_width (text), ==, eta_text_natural_width (text));
  g_assert_cmpfloat (eta_text_width (text), >, 15);
  g_assert_cmpfloat (eta_text_width (text), <, 25);
  g_assert_cmpfloat_with_epsilon (eta_text_height (text), 12.6, 1e-6);
  g_assert_true (eta_text_fits (text));
  g_assert_cmpfloat (eta_text_natural_width (nothing), ==, 0);
  g_assert_cmpuint (eta_text_n_lines (nothing), ==, 1);
}

static void
test_wraps (void)
{
  g_autofree char *string = repeat (LOREM, 4);
  g_autoptr (EtaText) text = set (string, (EtaTextSpec){.width = 150});

  g_assert_cmpuint (eta_text_n_lines (text), >, 8);
  g_assert_cmpfloat (eta_text_natural_width (text), <=, 150);
  g_assert_cmpfloat (eta_text_width (text), ==, 150);
}

/* B08: a word without a place to break is broken all the same, and without a hyphen. */
static void
test_endless_word (void)
{
  g_autofree char *word = repeat ("Abcdefghij", 6);
  g_autoptr (EtaText) text = set (word, (EtaTextSpec){.width = 60});
  double all = eta_text_measure (setter, word, eta_style (ETA_STYLE_BODY), "id"), sum = 0;

  g_assert_cmpfloat (eta_text_natural_width (text), <=, 60);
  g_assert_true (eta_text_fits (text));
  for (guint i = 0; i < eta_text_n_lines (text); i++) {
    g_autoptr (EtaText) line = eta_text_lines (text, i, i + 1);

    sum += eta_text_measure (setter, eta_text_string (line), eta_style (ETA_STYLE_BODY), "id");
  }
  g_assert_cmpfloat_with_epsilon (sum, all, 1);
}

/* Wrap, then shrink to 8 pt, then end in "…". */
static void
test_fit (void)
{
  EtaTextSpec spec = {.style = eta_style (ETA_STYLE_TITLE),
                      .width = 200,
                      .max_lines = 3,
                      .min_size = ETA_TEXT_SMALLEST,
                      .cut = TRUE};
  g_autofree char *longer = repeat ("Kopi Arabika Ijen ", 6), *endless = repeat (LOREM, 12);
  g_autoptr (EtaText) whole = set ("Kopi Arabika", spec);
  g_autoptr (EtaText) shrunk = set (longer, spec);
  g_autoptr (EtaText) cut = set (endless, spec);
  g_autoptr (EtaText) high = NULL;

  g_assert_cmpfloat (eta_text_size (whole), ==, 22);
  g_assert_true (eta_text_fits (whole));

  g_assert_cmpfloat (eta_text_size (shrunk), <, 22);
  g_assert_cmpfloat (eta_text_size (shrunk), >=, 8);
  g_assert_cmpuint (eta_text_n_lines (shrunk), <=, 3);
  g_assert_true (eta_text_fits (shrunk));
  g_assert_false (eta_text_cut (shrunk));
  g_assert_cmpfloat_with_epsilon (eta_text_leading (shrunk), eta_text_size (shrunk) * 26 / 22,
                                  1e-6);

  g_assert_cmpfloat (eta_text_size (cut), ==, 8);
  g_assert_cmpuint (eta_text_n_lines (cut), ==, 3);
  g_assert_true (eta_text_cut (cut));
  g_assert_false (eta_text_fits (cut));
  g_assert_cmpfloat (eta_text_natural_width (cut), <=, 200);

  spec.cut = FALSE; /* too long and left whole: says so */
  spec.max_lines = 0;
  spec.height = 30;
  high = set (endless, spec);
  g_assert_false (eta_text_fits (high));
  g_assert_false (eta_text_cut (high));
  g_assert_cmpfloat (eta_text_height (high), >, 30);
}

/* One step larger than what was chosen would not have fitted. */
static void
test_shrinks_no_further (void)
{
  EtaStyle style = *eta_style (ETA_STYLE_TITLE);
  EtaTextSpec spec = {.style = &style, .width = 120, .max_lines = 1, .min_size = 8};
  g_autoptr (EtaText) text = set ("Songkok Beludru Gresik", spec);
  g_autoptr (EtaText) larger = NULL;

  g_assert_true (eta_text_fits (text));
  style.size = eta_text_size (text) + 0.5;
  spec.min_size = 0;
  larger = set ("Songkok Beludru Gresik", spec);
  g_assert_false (eta_text_fits (larger));
}

static void
test_arabic (void)
{
  g_autoptr (EtaText) latin = set ("Kopi", (EtaTextSpec){.lang = "en"});
  g_autoptr (EtaText) arabic = set ("قهوة", (EtaTextSpec){.lang = "ar", .dir = ETA_DIRECTION_RTL});

  g_assert_cmpfloat_with_epsilon (eta_text_leading (arabic) / eta_text_leading (latin), 1.6 / 1.4,
                                  1e-6);
}

/* Where the ink of TEXT lies, by painting it. */
static cairo_rectangle_t
ink (const EtaText *text)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  cairo_rectangle_t r;

  eta_text_show (text, cr, 0, 0);
  cairo_destroy (cr);
  cairo_recording_surface_ink_extents (surface, &r.x, &r.y, &r.width, &r.height);
  cairo_surface_destroy (surface);
  return r;
}

/* B06: the direction of a line is what was said, whatever it begins with. */
static void
test_sides (void)
{
  static const char *const values[] = {"250 غم", "0901.21", "KOPI-01 / كيس", "قهوة"};

  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    EtaTextSpec spec = {.lang = "ar", .dir = ETA_DIRECTION_RTL, .width = 200};
    g_autoptr (EtaText) start = set (values[i], spec);
    g_autoptr (EtaText) end = NULL, middle = NULL;
    cairo_rectangle_t a = ink (start), b, c;

    spec.align = ETA_ALIGN_END;
    end = set (values[i], spec);
    spec.align = ETA_ALIGN_CENTER;
    middle = set (values[i], spec);
    b = ink (end);
    c = ink (middle);
    g_assert_cmpfloat_with_epsilon (a.x + a.width, 200, 1.2);
    g_assert_cmpfloat_with_epsilon (b.x, 0, 1.2);
    g_assert_cmpfloat_with_epsilon (c.x + c.width / 2, 100, 1.2);
  }
}

/* In a column the figures stand under one another. */
static void
test_figures (void)
{
  for (int bold = 0; bold < 2; bold++) {
    const EtaStyle *style = eta_style (bold ? ETA_STYLE_TABLE_HEAD : ETA_STYLE_TABLE);
    double width = eta_text_measure (setter, "0000000", style, "en");

    g_assert_cmpfloat_with_epsilon (eta_text_measure (setter, "1717471", style, "en"), width, 0.01);
    g_assert_cmpfloat_with_epsilon (eta_text_measure (setter, "9438652", style, "ar"), width, 0.01);
  }
}

static void
test_parts (void)
{
  g_autofree char *string = repeat (LOREM, 6);
  g_autoptr (EtaText) text = set (string, (EtaTextSpec){.width = 200});
  guint n = eta_text_n_lines (text);
  g_autoptr (EtaText) head = eta_text_lines (text, 0, 3), tail = NULL;
  g_autofree char *joined = NULL;
  double leading = eta_text_leading (text);
  cairo_rectangle_t area;

  tail = eta_text_lines (text, 3, n);
  joined = g_strconcat (eta_text_string (head), eta_text_string (tail), NULL);
  g_assert_cmpstr (joined, ==, string);
  g_assert_cmpfloat_with_epsilon (eta_text_height (head), 3 * leading, 1e-6);
  area = ink (tail);
  g_assert_cmpfloat (area.y, >, -leading);
  g_assert_cmpfloat (area.y + area.height, <, eta_text_height (tail) + leading);
  {
    g_autoptr (EtaText) part = eta_text_lines (tail, 1, 2);
    g_autoptr (EtaText) line = eta_text_lines (text, 4, 5);

    g_assert_cmpstr (eta_text_string (part), ==, eta_text_string (line));
  }

  g_assert_cmpuint (n, >=, 6);
  g_assert_cmpuint (eta_text_break (text, n * leading), ==, n);
  g_assert_cmpuint (eta_text_break (text, (n - 1) * leading), ==, n - 2);
  g_assert_cmpuint (eta_text_break (text, 2.5 * leading), ==, 2);
  g_assert_cmpuint (eta_text_break (text, 1.9 * leading), ==, 0);
  g_assert_cmpuint (eta_text_break (text, 0), ==, 0);
}

static void
test_two_and_three_lines (void)
{
  g_autoptr (EtaText) two = set ("a\nb", (EtaTextSpec){.width = 200});
  g_autoptr (EtaText) three = set ("a\nb\nc", (EtaTextSpec){.width = 200});
  double leading = eta_text_leading (two);

  g_assert_cmpuint (eta_text_break (two, leading), ==, 0);
  g_assert_cmpuint (eta_text_break (three, 2 * leading), ==, 0);
}

/* The same text is set once; a change in anything that matters sets it anew. */
static void
test_cache (void)
{
  EtaTextSpec spec = {.style = eta_style (ETA_STYLE_LABEL), .lang = "en", .width = 80};
  g_autoptr (EtaText) first = eta_text_new (setter, "Net weight", &spec);
  g_autoptr (EtaText) again = eta_text_new (setter, "Net weight", &spec);
  g_autoptr (EtaText) other = NULL;
  EtaStyle style = *eta_style (ETA_STYLE_LABEL);

  g_assert_true (first == again);
  style.colour = ETA_ACCENT;
  spec.style = &style;
  other = eta_text_new (setter, "Net weight", &spec);
  g_assert_true (first != other);
  for (int i = 0; i < 3000; i++) {
    g_autofree char *string = g_strdup_printf ("%d", i);
    g_autoptr (EtaText) text = eta_text_new (setter, string, &spec);

    g_assert_cmpstr (eta_text_string (text), ==, string);
  }
}

static void
test_spans (void)
{
  const EtaSpan spans[] = {{0, 4, TRUE, ETA_ACCENT}, {4, 8, FALSE, 0}};
  EtaTextSpec spec = {.spans = spans, .n_spans = 2};
  g_autoptr (EtaText) text = set ("Kopikopi", spec), plain = set ("Kopikopi", (EtaTextSpec){0});

  g_assert_cmpfloat (eta_text_natural_width (text), >, eta_text_natural_width (plain));
}

/* B07: pango counts the same three. */
static void
test_missing (void)
{
  g_autoptr (GArray) missing =
      eta_text_missing ("₹ 1.000 · ﷼ · ⃁ · € · Rp 45.000 · 😀 ☕ 日本 日");

  g_assert_cmpuint (missing->len, ==, 3);
  g_assert_cmphex (g_array_index (missing, gunichar, 0), ==, 0x20C1);
  g_assert_cmphex (g_array_index (missing, gunichar, 1), ==, 0x65E5);
  g_assert_cmphex (g_array_index (missing, gunichar, 2), ==, 0x672C);
  g_assert_null (eta_text_missing ("Kopi قهوة \u2066x\u2069\n"));
  g_assert_null (eta_text_missing (NULL));
}

/* Anything at all can be set and painted. */
static void
test_odd (void)
{
  static const char *const odd[] = {"",
                                    "\n",
                                    "\n\n",
                                    "\t",
                                    "日本",
                                    "\xff\xfe bad",
                                    "\u2066\u2069",
                                    "ـًّ",
                                    "ً",
                                    "a\u0301 e\u0302\u0323",
                                    "👩‍🌾☕️",
                                    "\u00ad",
                                    "\u2028a\u2029b",
                                    "قهوة\u00a0إيجن",
                                    "ﷺ ﷲ"};

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    for (int dir = 0; dir < 2; dir++) {
      EtaTextSpec spec = {
          .dir = dir, .width = i % 2 ? 30 : 0, .max_lines = 1, .min_size = 8, .cut = TRUE};
      g_autoptr (EtaText) text = set (odd[i], spec);

      ink (text);
      g_assert_true (g_utf8_validate (eta_text_string (text), -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  setter = eta_typesetter_new (NULL);
  g_assert_nonnull (setter);
  g_test_add_func ("/text/one-line", test_one_line);
  g_test_add_func ("/text/wraps", test_wraps);
  g_test_add_func ("/text/endless-word", test_endless_word);
  g_test_add_func ("/text/fit", test_fit);
  g_test_add_func ("/text/shrinks-no-further", test_shrinks_no_further);
  g_test_add_func ("/text/arabic", test_arabic);
  g_test_add_func ("/text/sides", test_sides);
  g_test_add_func ("/text/figures", test_figures);
  g_test_add_func ("/text/parts", test_parts);
  g_test_add_func ("/text/two-and-three-lines", test_two_and_three_lines);
  g_test_add_func ("/text/cache", test_cache);
  g_test_add_func ("/text/spans", test_spans);
  g_test_add_func ("/text/missing", test_missing);
  g_test_add_func ("/text/odd", test_odd);
  result = g_test_run ();
  eta_typesetter_free (setter);
  return result;
}
