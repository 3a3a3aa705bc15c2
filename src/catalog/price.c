#include "catalog/price.h"

#include "catalog/members.h"

#include <string.h>

static const gsize texts[] = {
    G_STRUCT_OFFSET (EtaPrice, id),          G_STRUCT_OFFSET (EtaPrice, currency),
    G_STRUCT_OFFSET (EtaPrice, incoterm),    G_STRUCT_OFFSET (EtaPrice, place),
    G_STRUCT_OFFSET (EtaPrice, valid_until),
};

EtaPrice *
eta_price_new (void)
{
  EtaPrice *price = g_new0 (EtaPrice, 1);

  price->id = g_uuid_string_random ();
  price->quantity = 1;
  return price;
}

EtaPrice *
eta_price_copy (const EtaPrice *price)
{
  EtaPrice *copy = g_memdup2 (price, sizeof *price);

  eta_members_dup (copy, texts, G_N_ELEMENTS (texts));
  return copy;
}

gboolean
eta_price_equal (const EtaPrice *a, const EtaPrice *b)
{
  return eta_members_equal (a, b, sizeof *a, texts, G_N_ELEMENTS (texts));
}

void
eta_price_free (EtaPrice *price)
{
  if (!price)
    return;
  eta_members_clear (price, texts, G_N_ELEMENTS (texts));
  g_free (price);
}

gboolean
eta_price_past (const EtaPrice *price, const char *today)
{
  return price->valid_until && strcmp (price->valid_until, today) < 0;
}

gboolean
eta_price_same_ladder (const EtaPrice *a, const EtaPrice *b)
{
  return g_strcmp0 (a->currency, b->currency) == 0 && g_strcmp0 (a->incoterm, b->incoterm) == 0 &&
         g_strcmp0 (a->place, b->place) == 0;
}

/* A ladder has a handful of steps: each is moved up to where it belongs. */
void
eta_prices_sort (GPtrArray *prices)
{
  for (guint i = 1; i < prices->len; i++) {
    EtaPrice *price = prices->pdata[i];
    guint to = i;

    for (guint j = i; j-- > 0;) {
      const EtaPrice *before = prices->pdata[j];
      if (!eta_price_same_ladder (before, price))
        continue;
      if (before->quantity <= price->quantity) {
        to = MIN (to, j + 1);
        break;
      }
      to = j;
    }
    memmove (&prices->pdata[to + 1], &prices->pdata[to], (i - to) * sizeof (gpointer));
    prices->pdata[to] = price;
  }
}
