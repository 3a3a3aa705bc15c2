/* The line sheet: what a buyer may ask stands there; rows whole, headings with their products. */
#include "sheets/error.h"
#include "sheets/print.h"

#include "golden.h"
#include "shop.h"

static const char *const languages[] = {"en", "id", "ar"};

static EtaCatalogOptions
options_for (const char *lang)
{
  return (EtaCatalogOptions){
      .sheet = {.lang = lang, .template = "line-sheet", .edition = "2026-11-25"}};
}

static guint
count (const char *haystack, const char *needle)
{
  guint n = 0;

  for (const char *p = haystack; (p = strstr (p, needle)); p += strlen (needle))
    n++;
  return n;
}

static void
test_golden (void)
{
  static const EtaCatalogSection sections[] = {{0, "Coffee"}, {3, "Batik · باتيك"}};

  if (!golden_same_fonts ()) {
    g_test_skip ("other releases of the fonts than the golden pages were made with");
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++) {
    EtaCatalogOptions options = options_for (languages[i]);
    EtaCatalogSource source = {.sections = sections, .n_sections = 2};
    Shop shop = {0};
    g_autoptr (EtaLayout) layout = shop_open (&source, &shop, 8, &options);
    g_autofree char *dump = golden_dump (layout);
    g_autofree char *name = g_strdup_printf ("lines-%s.txt", languages[i]);

    golden_compare (name, dump);
  }
}

/* Price of every step, minimum, lead time and case pack of each product; the terms once, on top. */
static void
test_answers (void)
{
  static const char *const answers[] = {"“4.50”",    "“4.30”",       "“4.05”",   "“500 pouches”",
                                        "“21 days”", "“24 pouches”", "SKU-0003", "0901.21"};
  EtaCatalogOptions options = options_for ("en");
  EtaCatalogSource source = {0};
  Shop shop = {.plain = TRUE};
  g_autoptr (EtaLayout) layout = shop_open (&source, &shop, 4, &options);
  g_autofree char *dump = golden_dump (layout);
  g_autofree char *plain = eta_strip_direction (dump);

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    g_assert_nonnull (strstr (plain, answers[i]));
  g_assert_cmpuint (count (plain, "“4.50”"), ==, 4);
  g_assert_cmpuint (count (plain, "FOB Surabaya"), ==, 1);
  g_assert_cmpuint (count (plain, "“31 March 2027”"), ==, 1);
  /* The price at home is nothing for a buyer abroad. */
  g_assert_null (strstr (plain, "IDR"));
  g_assert_null (strstr (plain, "65,000"));
}

/* Terms that differ stand with each product instead of on top. */
static void
test_terms_differ (void)
{
  EtaCatalogOptions options = options_for ("en");
  EtaCatalogSource source = {0};
  Shop shop = {0};
  g_autoptr (EtaLayout) layout = shop_open (&source, &shop, 3, &options);
  g_autofree char *dump = golden_dump (layout);
  g_autofree char *plain = eta_strip_direction (dump);

  g_assert_cmpuint (count (plain, "USD / pouch · FOB Surabaya"), ==, 2);
  g_assert_cmpuint (count (plain, "USD / piece · CIF Jeddah"), ==, 1);
}

/* Every product is on exactly one page, in order, and the pages can be asked for in any order. */
static void
test_pages (void)
{
  for (guint l = 0; l < G_N_ELEMENTS (languages); l++) {
    EtaCatalogOptions options = options_for (languages[l]);
    EtaCatalogSource source = {0};
    Shop shop = {0};
    g_autoptr (EtaLayout) layout = shop_open (&source, &shop, 30, &options);
    g_autoptr (EtaPage) last = eta_layout_page (eta_layout_n_pages (layout) - 1, layout, NULL);
    g_autofree char *last_dump = eta_page_dump (last);
    g_autoptr (EtaLayout) again = shop_open (&source, &shop, 30, &options);
    g_autoptr (GPtrArray) dumps = shop_dumps (again);
    guint on = 0;

    g_assert_cmpuint (dumps->len, ==, eta_layout_n_pages (layout));
    g_assert_cmpstr (dumps->pdata[dumps->len - 1], ==, last_dump);
    shop_assert_inside (dumps, 12 * ETA_MM);
    for (guint i = 0; i < 30; i++) {
      g_autofree char *sku = g_strdup_printf ("SKU-%04u", i);

      while (on + 1 < dumps->len && !strstr (dumps->pdata[on], sku))
        on++;
      g_assert_nonnull (strstr (dumps->pdata[on], sku));
    }
  }
}

/* A section's heading stands over its first product, and once more where it goes on. */
static void
test_sections (void)
{
  static const EtaCatalogSection sections[] = {{0, "Coffee"}, {20, "Honey"}};
  EtaCatalogOptions options = options_for ("en");
  EtaCatalogSource source = {.sections = sections, .n_sections = 2};
  Shop shop = {.plain = TRUE};
  g_autoptr (EtaLayout) layout = shop_open (&source, &shop, 40, &options);
  g_autoptr (GPtrArray) dumps = shop_dumps (layout);

  for (guint i = 0; i < dumps->len; i++) {
    const char *dump = dumps->pdata[i], *honey = strstr (dump, "“Honey");

    g_assert_true (honey || strstr (dump, "“Coffee"));
    if (i > 0)
      g_assert_nonnull (strstr (dump, "(continued)"));
    if (strstr (dump, "SKU-0020"))
      g_assert_true (honey && honey < strstr (dump, "SKU-0020"));
  }
}

static void
test_errors (void)
{
  EtaCatalogOptions options = options_for ("en");
  Shop shop = {.fail_at = 5};
  EtaCatalogSource source = {.n_products = 9, .load = shop_load, .data = &shop};
  EtaCatalogSource empty = {.load = shop_load, .data = &shop};
  g_autoptr (GError) error = NULL;

  g_assert_null (eta_layout_catalog (&source, &options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (eta_layout_catalog (&empty, &options, &error));
  g_assert_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_INPUT);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheets/layout-lines/golden", test_golden);
  g_test_add_func ("/sheets/layout-lines/answers", test_answers);
  g_test_add_func ("/sheets/layout-lines/terms-differ", test_terms_differ);
  g_test_add_func ("/sheets/layout-lines/pages", test_pages);
  g_test_add_func ("/sheets/layout-lines/sections", test_sections);
  g_test_add_func ("/sheets/layout-lines/errors", test_errors);
  result = g_test_run ();
  tools_clean ();
  return result;
}
