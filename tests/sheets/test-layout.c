#include "sheets/layout.h"

#include "sheets/error.h"
#include "sheets/print.h"

#include <math.h>

#include "golden.h"
#include "products.h"
#include "tools.h"

#define RIGHT_EDGE (595.28 - 39.69) /* A4 less 14 mm */

static const char *const languages[] = {"en", "id", "ar"};

static const struct {
  const char *name;
  EtaProduct *(*make) (void);
} products[] = {
    {"full", full_product},
    {"empty", empty_product},
    {"adversarial", adversarial_product},
};

static EtaSheetOptions
options_for (const char *lang)
{
  return (EtaSheetOptions){
      .lang = lang, .second_lang = strcmp (lang, "id") == 0 ? NULL : "id", .edition = "2026-11-25"};
}

static EtaLayout *
lay_out (EtaProduct *product, EtaProducer *producer, const EtaSheetOptions *options)
{
  EtaSheetInput input = {.product = product, .producer = producer, .photo_path = paper_photo};
  g_autoptr (GError) error = NULL;
  EtaLayout *layout = eta_layout_sheet (&input, options, &error);

  g_assert_no_error (error);
  return layout;
}

static char *
dump_sheet (EtaProduct *(*make) (void), const EtaSheetOptions *options)
{
  g_autoptr (EtaProduct) product = make ();
  g_autoptr (EtaProducer) producer = full_producer ();
  g_autoptr (EtaLayout) layout = lay_out (product, producer, options);

  return golden_dump (layout);
}

/* --- Golden pages ---------------------------------------------------------------------------- */

static void
test_golden (void)
{
  if (!golden_same_fonts ()) {
    g_test_skip ("other releases of the fonts than the golden pages were made with");
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (products); i++)
    for (guint j = 0; j < G_N_ELEMENTS (languages); j++) {
      EtaSheetOptions options = options_for (languages[j]);
      g_autofree char *dump = dump_sheet (products[i].make, &options);
      g_autofree char *again = dump_sheet (products[i].make, &options);
      g_autofree char *name = g_strdup_printf ("sheet-%s-%s.txt", products[i].name, languages[j]);

      golden_compare (name, dump);
      g_assert_cmpstr (dump, ==, again);
    }
}

/* --- Arabic ------------------------------------------------------------------------------------
 */

typedef struct {
  EtaRect box;
  gboolean rtl, start;
  guint lines;
  char *string; /* without the quotes and direction marks */
} Item;

static void
item_free (gpointer data)
{
  g_free (((Item *)data)->string);
  g_free (data);
}

/* The texts of a dump; PHOTOS gets the boxes of its photos. Pages are marked by a NULL. */
static GPtrArray *
texts_of (const char *dump, GArray *photos)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (item_free);
  g_auto (GStrv) lines = g_strsplit (dump, "\n", -1);

  for (guint i = 0; lines[i]; i++) {
    g_auto (GStrv) words = g_strsplit (g_strchug (lines[i]), " ", 12);
    const char *how;
    EtaRect box;
    Item *item;

    if (g_strv_length (words) < 5 ||
        (strcmp (words[0], "text") != 0 && strcmp (words[0], "photo") != 0))
      continue;
    box = (EtaRect){g_ascii_strtod (words[1], NULL), g_ascii_strtod (words[2], NULL),
                    g_ascii_strtod (words[3], NULL), g_ascii_strtod (words[4], NULL)};
    if (strcmp (words[0], "photo") == 0) {
      if (photos)
        g_array_append_val (photos, box);
      continue;
    }
    item = g_new0 (Item, 1);
    item->box = box;
    item->rtl = strstr (lines[i], " rtl ") != NULL;
    how = strstr (lines[i], item->rtl ? " rtl " : " ltr ") + strlen (" rtl ");
    item->start = g_str_has_prefix (how, "start");
    item->lines = (guint)g_ascii_strtoull (strchr (how, ' '), NULL, 10);
    item->string = eta_strip_direction (strstr (lines[i], "“"));
    g_ptr_array_add (items, item);
  }
  return items;
}

/* B06: every paragraph of an Arabic page runs from right to left, whatever it begins with. */
static void
test_all_rtl (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (products); i++) {
    EtaSheetOptions options = options_for ("ar");
    g_autofree char *dump = dump_sheet (products[i].make, &options);
    g_autoptr (GPtrArray) texts = texts_of (dump, NULL);

    g_assert_cmpuint (texts->len, >, 5);
    for (guint t = 0; t < texts->len; t++)
      g_assert_true (((Item *)texts->pdata[t])->rtl);
    g_assert_null (strstr (dump, " ltr "));
  }
}

/* The Arabic page is the mirror of the English one: photos, columns, header, footer. */
static void
test_mirrored (void)
{
  EtaSheetOptions english = options_for ("en"), arabic = options_for ("ar");
  g_autofree char *left = dump_sheet (full_product, &english);
  g_autofree char *right = dump_sheet (full_product, &arabic);
  g_autoptr (GArray) left_photos = g_array_new (FALSE, FALSE, sizeof (EtaRect));
  g_autoptr (GArray) right_photos = g_array_new (FALSE, FALSE, sizeof (EtaRect));
  g_autoptr (GPtrArray) left_texts = texts_of (left, left_photos);
  g_autoptr (GPtrArray) right_texts = texts_of (right, right_photos);

  g_assert_cmpuint (left_photos->len, ==, 3);
  g_assert_cmpuint (right_photos->len, ==, 3);
  g_assert_cmpuint (left_texts->len, ==, right_texts->len);
  for (guint i = 0; i < 1; i++) {
    EtaRect a = g_array_index (left_photos, EtaRect, i);
    EtaRect b = g_array_index (right_photos, EtaRect, i);
    g_assert_cmpfloat_with_epsilon (a.x, 39.7, 0.1);
    g_assert_cmpfloat_with_epsilon (b.x + b.width, RIGHT_EDGE, 0.1);
  }
  for (guint i = 0; i < left_texts->len; i++) {
    const Item *a = left_texts->pdata[i], *b = right_texts->pdata[i];
    if (fabs (a->box.x - 39.7) < 0.1)
      g_assert_cmpfloat_with_epsilon (b->box.x + b->box.width, RIGHT_EDGE, 0.2);
    g_assert_cmpint (a->start, ==, b->start);
  }
}

/* Arabic-Indic digits in prices and dates, never in codes, phones and numbers of papers. */
static void
test_digits (void)
{
  EtaSheetOptions options = options_for ("ar");
  g_autofree char *dump = NULL;

  options.digits = ETA_DIGITS_ARABIC;
  dump = dump_sheet (full_product, &options);
  g_assert_nonnull (strstr (dump, "٤٫٥٠ USD"));
  g_assert_nonnull (strstr (dump, "٢٬٠٠٠"));
  g_assert_nonnull (strstr (dump, "KOPI-AR-250"));
  g_assert_nonnull (strstr (dump, "0901.21"));
  g_assert_nonnull (strstr (dump, "ID35110000145391021"));
  g_assert_nonnull (strstr (dump, "+62 812 3456 7890"));
}

/* --- What is printed ---------------------------------------------------------------------------
 */

static void
assert_in (const char *haystack, const char *needle)
{
  if (!strstr (haystack, needle))
    g_error ("“%s” is not printed", needle);
}

/* Every text of the product is there whole, in the order of its words, on one page or another. */
static void
test_nothing_lost (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (products); i++)
    for (guint j = 0; j < G_N_ELEMENTS (languages); j++) {
      EtaSheetOptions options = options_for (languages[j]);
      g_autoptr (EtaProduct) product = products[i].make ();
      g_autofree char *dump = dump_sheet (products[i].make, &options);
      g_autofree char *plain = tools_plain (dump);
      const EtaWords *words = eta_product_words (product, languages[j]);
      const char *texts[] = {words ? words->name : NULL,
                             words ? words->summary : NULL,
                             words ? words->ingredients : NULL,
                             words ? words->storage : NULL,
                             product->sku,
                             product->sample_terms};

      for (guint k = 0; k < G_N_ELEMENTS (texts); k++) {
        g_autofree char *want = texts[k] ? tools_plain (texts[k]) : NULL;
        if (want)
          assert_in (plain, want);
      }
      g_assert_null (strstr (dump, "…"));
    }
}

static void
test_facts (void)
{
  EtaSheetOptions options = options_for ("en");
  g_autofree char *dump = dump_sheet (full_product, &options);
  g_autofree char *plain = eta_strip_direction (dump);

  assert_in (plain, "“USD 4.50”");
  assert_in (plain, "“FOB Surabaya”");
  assert_in (plain, "“Incoterms® 2020 · Free On Board”");
  assert_in (plain, "“Price valid until 31 March 2027”");
  assert_in (plain, "“500 pouches”");
  assert_in (plain, "“0901.21 (HS 2022)”");
  assert_in (plain, "“Bondowoso, East Java, Indonesia”");
  assert_in (plain, "“400 × 300 × 250”");
  assert_in (plain, "“882”"); /* see test-loading.c */
  assert_in (plain, "“Valid while composition is unchanged”");
  assert_in (plain, "“Edition 25 November 2026¶Page 1 of 1”");
  assert_in (plain, "“Order by WhatsApp”");
  g_assert_null (strstr (plain, "duty"));
  g_assert_null (strstr (plain, "Best before"));
}

/* Rows without a value are left out, headings without rows too. */
static void
test_empty (void)
{
  for (guint j = 0; j < G_N_ELEMENTS (languages); j++) {
    EtaSheetOptions options = options_for (languages[j]);
    g_autofree char *dump = dump_sheet (empty_product, &options);
    g_autoptr (GPtrArray) texts = texts_of (dump, NULL);
    guint headings = 0;

    for (guint i = 0; i < texts->len; i++)
      headings += g_str_has_suffix (((Item *)texts->pdata[i])->string, "“-”");
    g_assert_cmpuint (headings, ==, 0);
    g_assert_null (strstr (dump, " heading ") ? strstr (strstr (dump, " heading ") + 1, " heading ")
                                              : NULL);
  }
}

static void
test_currency (void)
{
  EtaSheetOptions options = options_for ("en");
  g_autofree char *dump = NULL, *plain = NULL;

  options.currency = "idr";
  dump = dump_sheet (full_product, &options);
  plain = eta_strip_direction (dump);
  assert_in (plain, "“IDR 65,000”");
  g_assert_null (strstr (plain, "USD"));
}

static void
test_paper (void)
{
  EtaSheetOptions a4 = options_for ("en"), letter = options_for ("en");
  g_autofree char *first = dump_sheet (full_product, &a4), *second = NULL;
  EtaPaper paper;

  g_assert_true (g_str_has_prefix (first, "page 595.3 841.9"));
  letter.paper = ETA_PAPER_LETTER;
  second = dump_sheet (full_product, &letter);
  g_assert_true (g_str_has_prefix (second, "page 612.0 792.0"));
  g_assert_true (eta_paper_parse ("Letter", &paper) && paper == ETA_PAPER_LETTER);
  g_assert_true (eta_paper_parse ("A4", &paper) && paper == ETA_PAPER_A4);
  g_assert_false (eta_paper_parse ("a3", &paper));
}

static void
test_wrong_template (void)
{
  g_autoptr (EtaProduct) product = full_product ();
  EtaSheetInput input = {.product = product};
  EtaSheetOptions options = {.template = "no-such"};
  g_autoptr (GError) error = NULL;

  g_assert_null (eta_layout_sheet (&input, &options, &error));
  g_assert_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_INPUT);
}

/* --- Through the PDF ---------------------------------------------------------------------------
 */

static char *
sheet_pdf (EtaProduct *product, const char *lang)
{
  g_autoptr (EtaProducer) producer = full_producer ();
  EtaSheetOptions options = options_for (lang);
  EtaSheetInput input = {.product = product, .producer = producer};
  g_autoptr (GError) error = NULL;
  g_autofree char *name = eta_sheet_file_name (product, lang, "pdf");
  char *path = tools_path (name);

  eta_sheet_write_pdf (&input, &options, path, NULL, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static double
attribute (const char *tag, const char *name)
{
  const char *at = strstr (tag, name);

  return at ? g_ascii_strtod (at + strlen (name) + 2, NULL) : 0;
}

/* Whether some text's box holds the word from edge to edge. */
static gboolean
inside_a_text (const GPtrArray *texts, double x_min, double x_max, double y)
{
  for (guint i = 0; i < texts->len; i++) {
    const EtaRect *box = &((Item *)texts->pdata[i])->box;
    if (x_min >= box->x - 0.5 && x_max <= box->x + box->width + 0.5 && y >= box->y - 1 &&
        y <= box->y + box->height + 1)
      return TRUE;
  }
  return FALSE;
}

/* B08: no glyph box crosses its cell, on any page, in any language. */
static void
check_cells (const char *bbox, const char *dump)
{
  g_auto (GStrv) bbox_pages = g_strsplit (bbox, "<page ", -1);
  g_auto (GStrv) dump_pages = g_strsplit (dump, "page ", -1);

  for (guint p = 1; bbox_pages[p] && dump_pages[p]; p++) {
    g_autoptr (GPtrArray) texts = texts_of (dump_pages[p], NULL);
    guint n = 0;

    for (const char *w = strstr (bbox_pages[p], "<word "); w; w = strstr (w + 1, "<word "), n++) {
      double y = (attribute (w, "yMin") + attribute (w, "yMax")) / 2;
      if (!inside_a_text (texts, attribute (w, "xMin"), attribute (w, "xMax"), y))
        g_error ("page %u: %.*s crosses its cell", p, 120, w);
    }
    g_assert_cmpuint (n, >, 10);
  }
}

static void
test_cells (void)
{
  for (guint j = 0; j < G_N_ELEMENTS (languages); j++) {
    g_autoptr (EtaProduct) product = adversarial_product ();
    g_autoptr (EtaProducer) producer = full_producer ();
    EtaSheetOptions options = options_for (languages[j]);
    g_autofree char *path = NULL, *bbox = NULL, *dump = NULL;
    g_autoptr (EtaLayout) layout = NULL;

    g_ptr_array_set_size (product->photos, 0);
    path = sheet_pdf (product, languages[j]);
    bbox = tools_run ("pdftotext -bbox @ -", path);
    if (!bbox)
      return;
    layout = lay_out (product, producer, &options);
    dump = golden_dump (layout);
    check_cells (bbox, dump);
  }
}

/* The name and the ladder's last price come back from the PDF. */
static void
test_text_layer (void)
{
  for (guint j = 0; j < G_N_ELEMENTS (languages); j++) {
    g_autoptr (EtaProduct) product = adversarial_product ();
    g_autofree char *path = NULL, *text = NULL, *plain = NULL, *name = NULL;

    g_ptr_array_set_size (product->photos, 0);
    path = sheet_pdf (product, languages[j]);
    text = tools_run ("pdftotext @ -", path);
    if (!text)
      return;
    plain = tools_plain (text);
    name = tools_plain (eta_product_name (product, languages[j]));
    if (strcmp (languages[j], "ar") != 0)
      assert_in (plain, name);
    assert_in (plain, strcmp (languages[j], "id") == 0 ? "44,123" : "44.123");
    assert_in (plain, "ID35110000145391021");
  }
}

/* --- The card ----------------------------------------------------------------------------------
 */

static void
test_card (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (products); i++)
    for (guint j = 0; j < G_N_ELEMENTS (languages); j++) {
      g_autoptr (EtaProduct) product = products[i].make ();
      g_autoptr (EtaProducer) producer = full_producer ();
      EtaSheetInput input = {.product = product, .producer = producer, .photo_path = paper_photo};
      EtaSheetOptions options = options_for (languages[j]);
      g_autoptr (EtaLayout) layout = eta_layout_card (&input, &options, NULL);
      g_autofree char *dump = golden_dump (layout);
      g_autoptr (GPtrArray) texts = texts_of (dump, NULL);

      g_assert_true (g_str_has_prefix (dump, "page 1080.0 1350.0"));
      for (guint t = 0; t < texts->len; t++) {
        const Item *item = texts->pdata[t];
        g_assert_cmpfloat (item->box.x, >=, 0);
        g_assert_cmpfloat (item->box.x + item->box.width, <=, 1080);
        g_assert_cmpfloat (item->box.y, >=, 837);
        g_assert_cmpfloat (item->box.y + item->box.height, <=, 1350);
        g_assert_cmpint (item->rtl, ==, strcmp (languages[j], "ar") == 0);
        g_assert_cmpuint (item->lines, <=, 2);
      }
    }
}

static void
test_card_file (void)
{
  g_autoptr (EtaProduct) product = full_product ();
  g_autoptr (EtaProducer) producer = full_producer ();
  EtaSheetInput input = {.product = product, .producer = producer};
  EtaSheetOptions options = options_for ("ar");
  g_autofree char *path = tools_path ("card.jpg");
  g_autoptr (GError) error = NULL;
  int width, height;

  g_ptr_array_set_size (product->photos, 0);
  eta_card_write_jpeg (&input, &options, path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (gdk_pixbuf_get_file_info (path, &width, &height));
  g_assert_cmpint (width, ==, 1080);
  g_assert_cmpint (height, ==, 1350);
}

/* --- File names --------------------------------------------------------------------------------
 */

static void
test_file_names (void)
{
  static const char *const names[][2] = {
      {"KOPI-AR-250", "KOPI-AR-250-en.pdf"},
      {"A/B\\C:D", "A-B-C-D-en.pdf"},
      {"../x", "-.-x-en.pdf"},
      {"kopi no 1", "kopi-no-1-en.pdf"},
      {"قهوة", "قهوة-en.pdf"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (EtaProduct) product = empty_product ();
    g_autofree char *name = NULL;

    eta_set_text (&product->sku, names[i][0]);
    name = eta_sheet_file_name (product, "en", "pdf");
    g_assert_cmpstr (name, ==, names[i][1]);
  }
}

/* Where the papers are complete: a line with its day, and only when it was asked for. */
static void
test_ready_line (void)
{
  static const char *const said[] = {"Papers complete for", "Dokumen lengkap untuk",
                                     "الوثائق مكتملة للأسواق:"};

  for (guint l = 0; l < G_N_ELEMENTS (languages); l++) {
    EtaSheetOptions options = options_for (languages[l]);
    g_autofree char *without = dump_sheet (products[0].make, &options), *with = NULL;

    options.ready = "Malaysia";
    with = dump_sheet (products[0].make, &options);
    g_assert_null (strstr (without, said[l]));
    g_assert_nonnull (strstr (with, said[l]));
    g_assert_nonnull (strstr (strstr (with, said[l]), "Malaysia"));
    g_assert_nonnull (strstr (strstr (with, said[l]), "2026"));
  }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheets/layout/golden", test_golden);
  g_test_add_func ("/sheets/layout/all-rtl", test_all_rtl);
  g_test_add_func ("/sheets/layout/mirrored", test_mirrored);
  g_test_add_func ("/sheets/layout/digits", test_digits);
  g_test_add_func ("/sheets/layout/nothing-lost", test_nothing_lost);
  g_test_add_func ("/sheets/layout/facts", test_facts);
  g_test_add_func ("/sheets/layout/empty", test_empty);
  g_test_add_func ("/sheets/layout/currency", test_currency);
  g_test_add_func ("/sheets/layout/paper", test_paper);
  g_test_add_func ("/sheets/layout/wrong-template", test_wrong_template);
  g_test_add_func ("/sheets/layout/cells", test_cells);
  g_test_add_func ("/sheets/layout/text-layer", test_text_layer);
  g_test_add_func ("/sheets/layout/card", test_card);
  g_test_add_func ("/sheets/layout/card-file", test_card_file);
  g_test_add_func ("/sheets/layout/ready-line", test_ready_line);
  g_test_add_func ("/sheets/layout/file-names", test_file_names);
  result = g_test_run ();
  tools_clean ();
  return result;
}
