/* Labels for a booth: how many to a page, what stands on each, codes that can be read. */
#include "sheets/error.h"
#include "sheets/print.h"

#include "golden.h"
#include "shop.h"

static const char *const languages[] = {"en", "id", "ar"};

static EtaCatalogOptions
options_for (const char *lang, guint per_page)
{
  return (EtaCatalogOptions){
      .sheet = {.lang = lang, .template = "booth-label", .edition = "2026-11-25"},
      .per_page = per_page};
}

static void
test_golden (void)
{
  if (!golden_same_fonts ()) {
    g_test_skip ("other releases of the fonts than the golden pages were made with");
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++) {
    EtaCatalogOptions options = options_for (languages[i], 0);
    EtaCatalogSource source = {0};
    Shop shop = {0};
    g_autoptr (EtaLayout) layout = shop_open (&source, &shop, 7, &options);
    g_autofree char *dump = golden_dump (layout);
    g_autofree char *name = g_strdup_printf ("booth-%s.txt", languages[i]);

    golden_compare (name, dump);
  }
}

/* A label keeps to its own part of the page, whatever stands on it. */
static void
test_grid (void)
{
  static const guint per_page[] = {1, 2, 4, 6, 8};

  for (guint i = 0; i < G_N_ELEMENTS (per_page); i++)
    for (guint l = 0; l < G_N_ELEMENTS (languages); l++) {
      EtaCatalogOptions options = options_for (languages[l], per_page[i]);
      EtaCatalogSource source = {0};
      Shop shop = {0};
      g_autoptr (EtaLayout) layout = shop_open (&source, &shop, 24, &options);
      g_autoptr (GPtrArray) dumps = shop_dumps (layout);

      g_assert_cmpuint (dumps->len, ==, (24 + per_page[i] - 1) / per_page[i]);
      shop_assert_inside (dumps, 12 * ETA_MM + 5 * ETA_MM);
      for (guint p = 0; p < 24; p++) {
        g_autofree char *sku = g_strdup_printf ("SKU-%04u", p);
        g_assert_nonnull (strstr (dumps->pdata[p / per_page[i]], sku));
      }
    }
}

static void
test_price_or_ask (void)
{
  EtaCatalogOptions options = options_for ("en", 1);
  EtaCatalogSource source = {0};
  Shop shop = {0};
  g_autoptr (EtaLayout) layout = shop_open (&source, &shop, 7, &options);
  g_autoptr (GPtrArray) dumps = shop_dumps (layout);

  g_assert_nonnull (strstr (dumps->pdata[0], "“USD 4.50”"));
  g_assert_null (strstr (dumps->pdata[0], "Ask us"));
  g_assert_nonnull (strstr (dumps->pdata[6], "“Ask us for the price”"));
}

/* The bars and the square are read back from the page as it prints. */
static void
test_codes (void)
{
  EtaCatalogOptions options = options_for ("en", 6);
  Shop shop = {.plain = TRUE};
  EtaCatalogSource source = {.n_products = 1, .load = shop_load, .data = &shop};
  g_autofree char *path = tools_path ("booth.pdf"), *png = tools_path ("booth.png");
  g_autofree char *stem = g_strndup (png, strlen (png) - 4);
  g_autofree char *command = g_strdup_printf ("pdftoppm -r 200 -png -singlefile @ %s", stem);
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL, *read = NULL;

  eta_catalog_write_pdf (&source, &options, path, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  said = tools_run (command, path);
  read = said ? tools_run ("zbarimg -q @", png) : NULL;
  if (!read)
    return;
  g_assert_nonnull (strstr (read, "EAN-13:2000000000015"));
  g_assert_nonnull (strstr (read, "QR-Code:https://wa.me/6281234567890?text=SKU-0000"));
}

static void
test_errors (void)
{
  EtaCatalogOptions options = options_for ("en", 3);
  Shop shop = {0};
  EtaCatalogSource source = {.n_products = 2, .load = shop_load, .data = &shop};
  g_autoptr (GError) error = NULL;

  g_assert_null (eta_layout_catalog (&source, &options, &error));
  g_assert_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_INPUT);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheets/layout-booth/golden", test_golden);
  g_test_add_func ("/sheets/layout-booth/grid", test_grid);
  g_test_add_func ("/sheets/layout-booth/price-or-ask", test_price_or_ask);
  g_test_add_func ("/sheets/layout-booth/codes", test_codes);
  g_test_add_func ("/sheets/layout-booth/errors", test_errors);
  result = g_test_run ();
  tools_clean ();
  return result;
}
