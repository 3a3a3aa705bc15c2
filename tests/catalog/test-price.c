/* Price ladders: their order, their end. */
#include "catalog/check.h"
#include "catalog/price.h"

#include <string.h>

static void
add (GPtrArray *prices, gint64 quantity, const char *currency, const char *incoterm, gint64 minor)
{
  EtaPrice *price = eta_price_new ();

  price->quantity = quantity;
  price->currency = g_strdup (currency);
  price->incoterm = g_strdup (incoterm);
  price->place = g_strdup (incoterm ? "Surabaya" : NULL);
  price->minor = minor;
  g_ptr_array_add (prices, price);
}

static char *
order (GPtrArray *prices)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < prices->len; i++) {
    const EtaPrice *price = prices->pdata[i];
    g_string_append_printf (text, "%s%s%d ", price->currency, price->incoterm ? "/" : "",
                            (int)price->quantity);
  }
  return g_string_free (text, FALSE);
}

static void
test_sort (void)
{
  g_autoptr (GPtrArray) prices = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_price_free);
  g_autofree char *once = NULL, *twice = NULL;

  eta_prices_sort (prices);
  add (prices, 100, "IDR", NULL, 60000);
  add (prices, 500, "USD", "FOB", 400);
  add (prices, 1, "IDR", NULL, 65000);
  add (prices, 1, "USD", "FOB", 450);
  add (prices, 1, "USD", NULL, 440);
  add (prices, 100, "USD", "FOB", 430);
  eta_prices_sort (prices);
  once = order (prices);
  g_assert_cmpstr (once, ==, "IDR1 IDR100 USD/1 USD/100 USD/500 USD1 ");
  eta_prices_sort (prices);
  twice = order (prices);
  g_assert_cmpstr (twice, ==, once);
}

static void
test_past (void)
{
  g_autoptr (EtaPrice) price = eta_price_new ();

  g_assert_false (eta_price_past (price, "2026-11-25"));
  price->valid_until = g_strdup ("2026-11-25");
  g_assert_false (eta_price_past (price, "2026-11-25"));
  g_assert_true (eta_price_past (price, "2026-11-26"));
}

static gboolean
has_remark (const EtaProduct *product, const char *part)
{
  g_autoptr (GPtrArray) remarks = eta_check_product (product);

  for (guint i = 0; i < remarks->len; i++)
    if (strstr (((EtaRemark *)remarks->pdata[i])->text, part))
      return TRUE;
  return FALSE;
}

static void
test_remarks (void)
{
  g_autoptr (EtaProduct) product = eta_product_new ();
  EtaPrice *price;

  add (product->prices, 1, "USD", "FOB", 450);
  add (product->prices, 100, "USD", "FOB", 460);
  g_assert_true (has_remark (product, "is higher than from 1 on"));
  price = product->prices->pdata[1];
  price->minor = 430;
  g_assert_false (has_remark (product, "is higher"));
  g_clear_pointer (&price->place, g_free);
  g_assert_true (has_remark (product, "needs its place"));
  g_free (price->incoterm);
  price->incoterm = g_strdup ("DAT"); /* of 2010 */
  g_assert_true (has_remark (product, "no rule of Incoterms® 2020"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/price/sort", test_sort);
  g_test_add_func ("/price/past", test_past);
  g_test_add_func ("/price/remarks", test_remarks);
  return g_test_run ();
}
