#include "sheets/ladder.h"

#include "sheets/wording.h"

gboolean
eta_ladder_same_group (const EtaPrice *a, const EtaPrice *b)
{
  return g_strcmp0 (a->currency, b->currency) == 0 && g_strcmp0 (a->incoterm, b->incoterm) == 0 &&
         g_strcmp0 (a->place, b->place) == 0;
}

static int
compare_quantity (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;

  return x < y ? -1 : x > y;
}

static void
ladder_add (EtaLadder *ladder, EtaPrice *price)
{
  guint i;

  for (i = 0; i < ladder->n_groups && !eta_ladder_same_group (ladder->groups[i], price); i++)
    ;
  if (i == ladder->n_groups && i < ETA_LADDER_GROUPS)
    ladder->groups[ladder->n_groups++] = price;
  g_ptr_array_add (ladder->prices, price);
  for (i = 0; i < ladder->quantities->len; i++)
    if (g_array_index (ladder->quantities, gint64, i) == price->quantity)
      return;
  g_array_append_val (ladder->quantities, price->quantity);
}

void
eta_ladder_init (EtaLadder *ladder, const EtaComposer *composer, const EtaProduct *product)
{
  const char *currency = composer->currency;
  const EtaPrice *first = eta_wording_price (composer, product);

  *ladder = (EtaLadder){.prices = g_ptr_array_new (),
                        .quantities = g_array_new (FALSE, FALSE, sizeof (gint64))};
  if (first)
    ladder->groups[ladder->n_groups++] = first;
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < product->prices->len; i++) {
      EtaPrice *price = product->prices->pdata[i];
      gboolean like_first = first && (price->incoterm == NULL) == (first->incoterm == NULL);
      if (like_first == (pass == 0) && price->currency &&
          (!currency || g_strcmp0 (price->currency, currency) == 0))
        ladder_add (ladder, price);
    }
  g_array_sort (ladder->quantities, compare_quantity);
}

void
eta_ladder_clear (EtaLadder *ladder)
{
  g_ptr_array_unref (ladder->prices);
  g_array_unref (ladder->quantities);
}
const EtaPrice *
eta_ladder_find (const EtaLadder *ladder, const EtaPrice *group, gint64 quantity)
{
  for (guint i = 0; i < ladder->prices->len; i++) {
    const EtaPrice *price = ladder->prices->pdata[i];
    if (price->quantity == quantity && eta_ladder_same_group (price, group))
      return price;
  }
  return NULL;
}
