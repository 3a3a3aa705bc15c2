/* Amounts, weights, sizes, days and codes as people type them: all that a cell of a table or a row
 * of the form can hold. What was understood is written and read again as the same. */
#include "catalog/decimal.h"
#include "catalog/fields.h"
#include "catalog/money.h"
#include "catalog/product.h"
#include "target.h"

#include <string.h>

const char *const eta_fuzz_tokens[] = {"Rp ",
                                       "IDR",
                                       "USD",
                                       "KWD",
                                       "JPY",
                                       "1.234",
                                       "1,234",
                                       "1.234,50",
                                       "٫",
                                       "٬",
                                       "١٢٣٤",
                                       "₨",
                                       "kg",
                                       "gr",
                                       "ltr",
                                       "cm",
                                       "mm",
                                       "bulan",
                                       "hari",
                                       "×",
                                       "x",
                                       "-",
                                       "−",
                                       "+",
                                       "½",
                                       "1e9",
                                       "0x10",
                                       "nan",
                                       "inf",
                                       "\xc2\xa0",
                                       "\xe2\x80\x8f",
                                       "'",
                                       "%",
                                       "/",
                                       NULL};

static const char *const currencies[] = {"IDR", "USD", "JPY", "KWD", "SAR", "EUR"};
static const char *const addresses[] = {
    "net",        "length",        "shelf_life",   "lead_time",
    "keep_min",   "moq",           "gtin",         "hs",
    "price.usd",  "price.idr",     "sku",          "carton.gross@kg",
    "stage",      "carton.length", "carton.count", "price.usd@FOB Surabaya",
    "hs_edition", "capacity",
};

static void
try_money (const char *text)
{
  static const char marks[] = {'.', ',', 0};

  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    for (guint j = 0; j < G_N_ELEMENTS (marks); j++) {
      g_autoptr (GError) error = NULL;
      g_autofree char *plain = NULL, *shown = NULL;
      gint64 minor = 0, again = 0;
      gboolean ok = eta_money_parse (text, currencies[i], marks[j], &minor, &error);

      ETA_PROMISE (ok == (error == NULL));
      if (!ok) {
        ETA_PROMISE (g_utf8_validate (error->message, -1, NULL));
        continue;
      }
      plain = eta_money_plain (minor, currencies[i]);
      shown = eta_money_text (minor, currencies[i], "id", FALSE);
      ETA_PROMISE (eta_money_parse (plain, currencies[i], '.', &again, NULL) && again == minor);
      ETA_PROMISE (g_utf8_validate (shown, -1, NULL));
    }
}

/* What a product takes it gives back as something that it takes as the same. */
static void
try_fields (const char *text)
{
  g_autoptr (EtaProduct) product = eta_product_new ();

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (EtaProduct) again = NULL;
    g_autofree char *value = NULL;
    gboolean ok = eta_product_set (product, addresses[i], text, &error);

    ETA_PROMISE (ok == (error == NULL));
    value = ok && !strchr (addresses[i], '@') ? eta_product_get (product, addresses[i]) : NULL;
    if (!value)
      continue;
    again = eta_product_copy (product);
    ETA_PROMISE (g_utf8_validate (value, -1, NULL));
    ETA_PROMISE (eta_product_set (again, addresses[i], value, NULL));
    ETA_PROMISE (eta_product_equal (product, again));
  }
}

static void
try_text (const char *text)
{
  static const EtaDecimalRules rules = {0};
  EtaDecimal number;
  const char *start = eta_decimal_start (text), *end = eta_decimal_end (text);

  ETA_PROMISE (start <= end && end <= text + strlen (text));
  if (start < end)
    eta_decimal_read (start, end, &rules, &number);
  try_money (text);
  try_fields (text);
}

/* A file of seeds has one amount a line. Text from the form is always UTF-8; so is a decoded table.
 */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *)data, (gssize)size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 40);

  for (char **line = lines; *line; line++)
    try_text (*line);
  return 0;
}
