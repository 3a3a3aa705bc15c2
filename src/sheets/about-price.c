#include "sheets/about-price.h"

#include "catalog/money.h"
#include "catalog/rates.h"
#include "sheets/labels.h"
#include "sheets/wording.h"

/* One unit of CURRENCY in minor units. */
static gint64
one (const char *currency)
{
  gint64 minor = 1;

  for (int i = eta_currency_minor (currency); i > 0; i--)
    minor *= 10;
  return minor;
}

char *
eta_about_price (const EtaComposer *c, const EtaPrice *price)
{
  static const char *const sources[] = {
      [ETA_RATE_TYPED] = "rate_typed", [ETA_RATE_ECB] = "rate_ecb", [ETA_RATE_PEG] = "rate_peg"};
  EtaConversion about, unit;
  g_autofree char *amount = NULL, *left = NULL, *right = NULL, *date = NULL;
  const char *source;

  if (!c->about || !c->rates || g_strcmp0 (c->about, price->currency) == 0 ||
      eta_rates_convert (c->rates, price->minor, price->currency, c->about, c->edition, &about) !=
          ETA_CONVERTED ||
      eta_rates_convert (c->rates, one (c->about), c->about, price->currency, c->edition, &unit) !=
          ETA_CONVERTED)
    return NULL;
  amount = eta_wording_money (c, about.minor, c->about);
  left = eta_wording_money (c, one (c->about), c->about);
  right = eta_wording_money (c, unit.minor, price->currency);
  source = eta_label (sources[about.source], c->lang);
  date = *about.date ? eta_wording_date (c, about.date) : NULL;
  if (!date)
    return eta_label_fill ("price_about_peg", c->lang, amount, left, right, source, NULL);
  return eta_label_fill ("price_about", c->lang, amount, left, right, source, date, NULL);
}
