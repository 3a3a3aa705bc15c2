#include "catalog/price.h"

#include "catalog/members.h"

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
