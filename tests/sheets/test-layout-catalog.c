/* The catalog as a whole: which page is what, numbers and links, cards, binding, errors. */
#include "sheets/catalog-pages.h"

#include "sheets/error.h"
#include "sheets/layout.h"
#include "sheets/print.h"

#include <math.h>

#include "golden.h"
#include "shop.h"

static const char *const usual[] = {"cover", "contents", "products", "prices", "order", NULL};

static char *
name_of (guint index, gpointer data)
{
  return g_strdup_printf ("Product %u", index);
}

static EtaLayout *
open_catalog (EtaCatalogSource *source, Shop *shop, guint n, guint per_page, const char *lang)
{
  EtaCatalogOptions options = {
      .sheet = {.lang = lang, .edition = "2026-11-25"}, .per_page = per_page, .parts = usual};
  g_autoptr (GError) error = NULL;
  EtaLayout *layout;

  *source = (EtaCatalogSource){.n_products = n, .load = shop_load, .name = name_of, .data = shop};
  layout = eta_layout_catalog (source, &options, &error);
  g_assert_no_error (error);
  return layout;
}

static guint
count (const char *haystack, const char *needle)
{
  guint n = 0;

  for (const char *p = haystack; (p = strstr (p, needle)); p += strlen (needle))
    n++;
  return n;
}

/* 25 products: cover, one page of contents, ⌈25 / n⌉ of products, one of prices, contact. */
static void
test_pages (void)
{
  static const guint per_page[] = {1, 2, 4, 6};

  for (guint i = 0; i < G_N_ELEMENTS (per_page); i++) {
    EtaCatalogSource source;
    Shop shop = {0};
    g_autoptr (EtaLayout) layout = open_catalog (&source, &shop, 25, per_page[i], "en");
    guint want = 1 + 1 + (25 + per_page[i] - 1) / per_page[i] + 1 + 1;
    g_autoptr (GPtrArray) dumps = NULL;

    g_assert_cmpuint (eta_layout_n_pages (layout), ==, want);
    dumps = shop_dumps (layout);
    g_assert_cmpuint (dumps->len, ==, want);
    g_assert_cmpuint (shop.n_loads, ==, 25 + 1); /* and once for the cover */
    g_assert_nonnull (strstr (dumps->pdata[1], "“Contents”"));
    g_assert_nonnull (strstr (dumps->pdata[want - 2], "“Price list”"));
    g_assert_nonnull (strstr (dumps->pdata[want - 1], "“How to order”"));
  }
}

/* What the contents say is where the product stands, and every line leads there. */
static void
test_contents (void)
{
  EtaCatalogSource source;
  Shop shop = {0};
  g_autoptr (EtaLayout) layout = open_catalog (&source, &shop, 25, 4, "en");
  g_autoptr (GPtrArray) dumps = shop_dumps (layout);

  for (guint i = 0; i < 25; i++) {
    g_autofree char *anchor = g_strdup_printf ("product-%u”", i);
    g_autofree char *sku = g_strdup_printf ("SKU-%04u", i);
    const char *contents = dumps->pdata[1], *page = dumps->pdata[2 + i / 4];

    g_assert_cmpuint (count (contents, anchor), ==, 1);
    g_assert_cmpuint (count (page, anchor), ==, 1);
    g_assert_nonnull (strstr (page, sku));
    g_assert_nonnull (strstr (dumps->pdata[dumps->len - 2], sku));
  }
}

/* The bound edge is wider and changes sides: left, right, left … and in Arabic right, left, right.
 */
static void
test_binding (void)
{
  static const char *const languages[] = {"en", "ar"};

  for (guint j = 0; j < G_N_ELEMENTS (languages); j++) {
    EtaCatalogSource source;
    Shop shop = {0};
    g_autoptr (EtaLayout) layout = open_catalog (&source, &shop, 8, 1, languages[j]);
    g_autoptr (GPtrArray) dumps = shop_dumps (layout);

    for (guint i = 1; i < dumps->len; i++) {
      /* The hairline over the page number runs from margin to margin. */
      g_auto (GStrv) words = g_strsplit (strstr (dumps->pdata[i], "  line ") + 2, " ", 5);
      double left = g_ascii_strtod (words[1], NULL);
      gboolean bound_left = (i % 2 == 0) == (j == 0);

      g_assert_cmpfloat_with_epsilon (left, (bound_left ? 18 : 14) * ETA_MM, 0.1);
    }
  }
}

/* Cards of a row are equally high, their lines level: the same numbers for the same kind of line.
 */
static void
test_cards (void)
{
  static const guint per_page[] = {4, 6};

  for (guint i = 0; i < G_N_ELEMENTS (per_page); i++) {
    EtaCatalogSource source;
    Shop shop = {0};
    g_autoptr (EtaLayout) layout = open_catalog (&source, &shop, 6, per_page[i], "ar");
    g_autoptr (GPtrArray) dumps = shop_dumps (layout);
    g_auto (GStrv) lines = g_strsplit (dumps->pdata[2], "\n", -1);
    double first_photo = -1, first_name = -1;

    for (guint l = 0; lines[l]; l++) {
      g_auto (GStrv) words = g_strsplit (g_strchug (lines[l]), " ", 6);
      double y = g_strv_length (words) > 4 ? g_ascii_strtod (words[2], NULL) : 0;

      if (y > 280 || g_strv_length (words) < 5)
        continue; /* the first row is enough */
      if (strcmp (words[0], "photo") == 0) {
        g_assert_true (first_photo < 0 || fabs (first_photo - y) < 0.05);
        first_photo = y;
      } else if (g_str_has_prefix (words[5], "producer ")) {
        g_assert_true (first_name < 0 || fabs (first_name - y) < 0.05);
        first_name = y;
      }
    }
    g_assert_cmpfloat (first_photo, >, 0);
    g_assert_cmpfloat (first_name, >, 0);
  }
}

/* No card reaches into its neighbour or over the page number. */
static void
test_room (void)
{
  static const guint per_page[] = {1, 2, 4, 6};
  static const char *const languages[] = {"en", "id", "ar"};

  for (guint i = 0; i < G_N_ELEMENTS (per_page); i++)
    for (guint j = 0; j < G_N_ELEMENTS (languages); j++) {
      EtaCatalogSource source;
      Shop shop = {0};
      g_autoptr (EtaLayout) layout = open_catalog (&source, &shop, 6, per_page[i], languages[j]);
      g_autoptr (GPtrArray) dumps = shop_dumps (layout);

      for (guint p = 2; p < dumps->len; p++) {
        g_auto (GStrv) lines = g_strsplit (dumps->pdata[p], "\n", -1);
        for (guint l = 0; lines[l]; l++) {
          g_auto (GStrv) words = g_strsplit (g_strchug (lines[l]), " ", 6);
          if (g_strv_length (words) < 6 || strcmp (words[0], "text") != 0 ||
              strstr (lines[l], " footer "))
            continue;
          g_assert_cmpfloat (g_ascii_strtod (words[2], NULL) + g_ascii_strtod (words[4], NULL), <=,
                             841.9 - 14 * ETA_MM - 10);
        }
      }
    }
}

static void
test_errors (void)
{
  Shop shop = {.fail_at = 3};
  EtaCatalogSource none = {0, shop_load, name_of, &shop}, some = {6, shop_load, name_of, &shop};
  EtaCatalogOptions three = {.per_page = 3}, good = {.per_page = 2};
  g_autoptr (GError) empty = NULL, wrong = NULL, gone = NULL;
  g_autofree char *path = tools_path ("broken.pdf");

  g_assert_null (eta_layout_catalog (&none, &good, &empty));
  g_assert_error (empty, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_INPUT);
  g_assert_null (eta_layout_catalog (&some, &three, &wrong));
  g_assert_error (wrong, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_INPUT);
  g_assert_false (eta_catalog_write_pdf (&some, &good, path, NULL, NULL, NULL, NULL, &gone));
  g_assert_error (gone, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (tools_count ("broken"), ==, 0);
}

static void
count_progress (guint done, guint total, gpointer data)
{
  guint *last = data;

  g_assert_cmpuint (done, >=, *last);
  g_assert_cmpuint (done, <=, total);
  *last = done;
}

/* Without the light-weight names every product is loaded twice, with the same result. */
static void
test_file (void)
{
  Shop shop = {0};
  EtaCatalogSource source = {10, shop_load, NULL, &shop};
  EtaCatalogOptions options = {
      .sheet = {.lang = "id", .edition = "2026-11-25"}, .per_page = 6, .parts = usual};
  g_autofree char *path = tools_path ("catalog.pdf"), *info = NULL;
  g_autoptr (GError) error = NULL;
  guint done = 0;

  eta_catalog_write_pdf (&source, &options, path, NULL, NULL, count_progress, &done, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (done, ==, 6);
  g_assert_cmpuint (shop.n_loads, ==, 21);
  info = tools_run ("pdfinfo @", path);
  if (info)
    g_assert_nonnull (strstr (info, "Katalog produk"));
}

/* --- All parts --------------------------------------------------------------------------------
 */

static const EtaCatalogSection sections[] = {{0, "Coffee · قهوة"}, {5, "Batik"}};

/* A shop of two producers, each with a certificate, and one of a product. */
typedef struct {
  Shop shop;
  GPtrArray *producers;
  EtaCertificate *paper;
  EtaCatalogPaper papers[2];
  EtaCatalogSource source;
} Fair;

static void
fair_init (Fair *fair, guint n)
{
  *fair = (Fair){.producers = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_producer_unref)};
  for (guint i = 0; i < 2; i++) {
    EtaProducer *producer = full_producer ();
    put_certificate (producer->certificates, "halal", "ID35110000145391021", "BPJPH", NULL, NULL);
    put_words (producer->words, "en", NULL, "Growers above the clouds.",
               "Since 1998.\nTwelve families.", NULL, NULL);
    g_ptr_array_add (fair->producers, producer);
  }
  fair->paper = eta_certificate_new ();
  eta_set_text (&fair->paper->kind, "sni");
  eta_set_text (&fair->paper->number, "SNI 3553:2015");
  fair->papers[0] = fair->papers[1] = (EtaCatalogPaper){fair->paper, "SKU-0001"};
  fair->papers[1].owner = "SKU-0004";
  fair->source = (EtaCatalogSource){.n_products = n,
                                    .load = shop_load,
                                    .data = &fair->shop,
                                    .sections = sections,
                                    .n_sections = 2,
                                    .producers = fair->producers,
                                    .papers = fair->papers,
                                    .n_papers = 2};
}

static void
fair_clear (Fair *fair)
{
  g_ptr_array_unref (fair->producers);
  eta_certificate_free (fair->paper);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fair, fair_clear)

static EtaLayout *
fair_open (Fair *fair, const char *lang, const char *const *parts)
{
  EtaCatalogOptions options = {.sheet = {.lang = lang, .edition = "2026-11-25"},
                               .per_page = 4,
                               .about = "Made by students.\nSold for schools.",
                               .terms = "Half with the order.",
                               .parts = parts};
  g_autoptr (GError) error = NULL;
  EtaLayout *layout = eta_layout_catalog (&fair->source, &options, &error);

  g_assert_no_error (error);
  return layout;
}

static void
test_golden (void)
{
  static const char *const languages[] = {"en", "id", "ar"};

  if (!golden_same_fonts ()) {
    g_test_skip ("other releases of the fonts than the golden pages were made with");
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++) {
    g_auto (Fair) fair;
    g_autoptr (EtaLayout) layout = NULL;
    g_autofree char *name = g_strdup_printf ("catalog-%s.txt", languages[i]), *dump = NULL;

    fair_init (&fair, 9);
    layout = fair_open (&fair, languages[i], NULL);
    dump = golden_dump (layout);
    golden_compare (name, dump);
  }
}

/* Each part in its place, and a page for notes so that the back cover is the back of a leaf. */
static void
test_parts (void)
{
  static const char *const marks[] = {"“Product catalogue”",
                                      "“About us”",
                                      "“Contents”",
                                      "“Coffee",
                                      "SKU-0000",
                                      "SKU-0004",
                                      "“Batik”",
                                      "SKU-0005",
                                      "“Price list”",
                                      "“Certificates”",
                                      "“How to order”"};
  g_auto (Fair) fair;
  g_autoptr (EtaLayout) layout = NULL;
  g_autoptr (GPtrArray) dumps = NULL;

  fair_init (&fair, 9);
  layout = fair_open (&fair, "en", NULL);
  dumps = shop_dumps (layout);
  g_assert_cmpuint (dumps->len % 2, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (!strstr (dumps->pdata[i], marks[i]))
      g_error ("page %u is not the one with %s", i + 1, marks[i]);
  g_assert_nonnull (strstr (dumps->pdata[1], "Made by students."));
  g_assert_nonnull (strstr (dumps->pdata[1], "Twelve families."));
  g_assert_nonnull (strstr (dumps->pdata[8], "“Comparison”"));
  g_assert_nonnull (strstr (dumps->pdata[8], "“Cartons and loading”"));
  /* One row for a paper, whoever has it. */
  g_assert_cmpuint (count (dumps->pdata[9], "“SNI 3553:2015”"), ==, 1);
  g_assert_nonnull (strstr (dumps->pdata[9], "SKU-0001, SKU-0004"));
  g_assert_nonnull (strstr (dumps->pdata[10], "Half with the order."));
  shop_assert_inside (dumps, 0);
}

/* Contents name sections and parts with the pages on which they are. */
static void
test_contents_of_parts (void)
{
  g_auto (Fair) fair;
  g_autoptr (EtaLayout) layout = NULL;
  g_autoptr (GPtrArray) dumps = NULL;
  const char *contents;

  fair_init (&fair, 9);
  layout = fair_open (&fair, "en", NULL);
  dumps = shop_dumps (layout);
  contents = dumps->pdata[2];
  g_assert_nonnull (strstr (contents, "section-0"));
  g_assert_nonnull (strstr (dumps->pdata[3], "section-0"));
  g_assert_nonnull (strstr (contents, "section-1"));
  g_assert_nonnull (strstr (dumps->pdata[6], "section-1"));
  g_assert_nonnull (strstr (contents, "“certificates”"));
  g_assert_nonnull (strstr (contents, "“How to order”"));
}

/* Any page, in any order, is the page that comes in order. */
static void
test_any_order (void)
{
  g_auto (Fair) fair;
  g_autoptr (EtaLayout) layout = NULL, again = NULL;
  g_autoptr (GPtrArray) dumps = NULL;

  fair_init (&fair, 9);
  layout = fair_open (&fair, "ar", NULL);
  dumps = shop_dumps (layout);
  again = fair_open (&fair, "ar", NULL);
  for (guint i = dumps->len; i-- > 0;)
    for (int twice = 0; twice < 2; twice++) {
      g_autoptr (EtaPage) page = eta_layout_page (i, again, NULL);
      g_autofree char *dump = eta_page_dump (page);
      g_assert_cmpstr (dump, ==, dumps->pdata[i]);
    }
}

/* What is not chosen is not there; what is chosen and empty is not either. */
static void
test_choice (void)
{
  static const char *const few[] = {"products", "certificates", "back", NULL};
  g_auto (Fair) fair;
  g_autoptr (EtaLayout) layout = NULL;
  g_autoptr (GPtrArray) dumps = NULL;

  fair_init (&fair, 9);
  fair.source.n_sections = fair.source.n_papers = 0;
  fair.source.producers = NULL;
  layout = fair_open (&fair, "en", few);
  dumps = shop_dumps (layout);
  g_assert_cmpuint (dumps->len, ==, 3 + 1);
  g_assert_nonnull (strstr (dumps->pdata[0], "SKU-0000"));
}

/* A page costs what it shows, however large the catalog: the last one of 1,000 loads few products.
 */
static void
test_lazy (void)
{
  EtaCatalogSource source;
  Shop shop = {0};
  g_autoptr (EtaLayout) layout = open_catalog (&source, &shop, 1000, 4, "en");
  g_autoptr (EtaPage) page = NULL;

  g_assert_cmpuint (shop.n_loads, ==, 1);
  page = eta_layout_page (eta_layout_n_pages (layout) - 40, layout, NULL);
  g_assert_nonnull (page);
  g_assert_cmpuint (shop.n_loads, <=, 1 + 60);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheets/layout-catalog/pages", test_pages);
  g_test_add_func ("/sheets/layout-catalog/contents", test_contents);
  g_test_add_func ("/sheets/layout-catalog/binding", test_binding);
  g_test_add_func ("/sheets/layout-catalog/cards", test_cards);
  g_test_add_func ("/sheets/layout-catalog/room", test_room);
  g_test_add_func ("/sheets/layout-catalog/errors", test_errors);
  g_test_add_func ("/sheets/layout-catalog/file", test_file);
  g_test_add_func ("/sheets/layout-catalog/golden", test_golden);
  g_test_add_func ("/sheets/layout-catalog/parts", test_parts);
  g_test_add_func ("/sheets/layout-catalog/contents-of-parts", test_contents_of_parts);
  g_test_add_func ("/sheets/layout-catalog/any-order", test_any_order);
  g_test_add_func ("/sheets/layout-catalog/choice", test_choice);
  g_test_add_func ("/sheets/layout-catalog/lazy", test_lazy);
  result = g_test_run ();
  tools_clean ();
  return result;
}
