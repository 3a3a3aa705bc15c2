/* What a price is about in another currency, as it is printed. */
#include "sheets/about-price.h"

#include "catalog/rates.h"

#include <string.h>

static char *
about (const char *lang, const char *to, const char *day)
{
  g_autoptr (GPtrArray) rates = eta_rates_new ();
  EtaSheetOptions options = {.lang = lang, .about = to, .rates = rates, .edition = "2026-11-25"};
  EtaPrice price = {.quantity = 1, .currency = (char *)"IDR", .minor = 6500000};
  g_autoptr (EtaComposer) composer = NULL;
  g_autoptr (GError) error = NULL;

  eta_rates_put_pegs (rates);
  g_assert_true (eta_rates_type (rates, "EUR", "IDR", "17280", day, NULL));
  composer = eta_composer_new (&options, ETA_TEMPLATE_SHEET, "product-sheet", &error);
  g_assert_no_error (error);
  return eta_about_price (composer, &price);
}

/* Amount, rate, source and day, in the words of the sheet and not of the user. */
static void
test_said (void)
{
  g_autofree char *en = about ("en", "EUR", "2026-11-24");
  g_autofree char *id = about ("id", "eur", "2026-11-24");
  g_autofree char *ar = about ("ar", "EUR", "2026-11-24");

  g_assert_nonnull (strstr (en, "EUR 3.76"));
  g_assert_nonnull (strstr (en, "indicative"));
  g_assert_nonnull (strstr (en, "17,280"));
  g_assert_nonnull (strstr (en, "24 November 2026"));
  g_assert_nonnull (strstr (id, "perkiraan"));
  g_assert_nonnull (strstr (ar, "استرشادي"));
}

/* Nothing is printed unasked, in the price's own currency, without a rate, or with an old one. */
static void
test_not_said (void)
{
  g_assert_null (about ("en", NULL, "2026-11-24"));
  g_assert_null (about ("en", "IDR", "2026-11-24"));
  g_assert_null (about ("en", "KWD", "2026-11-24"));
  g_assert_null (about ("en", "EUR", "2026-11-17"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/about-price/said", test_said);
  g_test_add_func ("/about-price/not-said", test_not_said);
  return g_test_run ();
}
