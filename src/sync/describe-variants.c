#include "sync/describe-variants.h"

#include "catalog/money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The name of the one option of a product that has no choice; shops show none of it. */
#define NO_OPTION "Default"
/* Not translated: a listing must not change with the language of the window. */
#define CODE_OPTION "Variant"

gint64
eta_listing_weight (const EtaProduct *product)
{
  return product->gross > 0 ? product->gross : product->net;
}

char *
eta_listing_sku (const EtaProduct *product, guint i, const char *suffix)
{
  const EtaVariant *variant =
      i < product->variants->len ? g_ptr_array_index (product->variants, i) : NULL;
  g_autofree char *own = NULL;

  if (variant && !variant->sku)
    own = g_strdup_printf ("%s-%u", product->sku, i + 1);
  return g_strconcat (own ? own : variant ? variant->sku : product->sku, suffix, NULL);
}

/* --- options --------------------------------------------------------------------------------- */

/* "Size=250 g; Colour=black" → table. */
static GHashTable *
parse_options (const char *text)
{
  GHashTable *options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) parts = g_strsplit (text ? text : "", ";", -1);
  guint i;

  for (i = 0; parts[i]; i++) {
    char *equals = strchr (parts[i], '=');

    if (!equals)
      continue;
    *equals = 0;
    g_strstrip (parts[i]);
    g_strstrip (equals + 1);
    if (*parts[i] && equals[1])
      g_hash_table_insert (options, g_strdup (parts[i]), g_strdup (equals + 1));
  }
  return options;
}

static void
free_table (gpointer table)
{
  g_hash_table_unref (table);
}

/* Shops want each variant to be one value of every option, and no two alike: where the catalog does
 * not say so, the code itself is the option. */
static gboolean
tell_apart (GPtrArray *all)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTable *first = g_ptr_array_index (all, 0);
  guint i;

  for (i = 0; i < all->len; i++) {
    GHashTable *options = g_ptr_array_index (all, i);
    g_autofree gpointer *names = g_hash_table_get_keys_as_array (first, NULL);
    GString *key = g_string_new (NULL);
    guint n = g_hash_table_size (first), j;

    if (n == 0 || g_hash_table_size (options) != n) {
      g_string_free (key, TRUE);
      return FALSE;
    }
    for (j = 0; j < n; j++) {
      const char *value = g_hash_table_lookup (options, names[j]);

      g_string_append_printf (key, "%s\n", value ? value : "");
      n = value ? n : 0;
    }
    if (!g_hash_table_add (seen, g_string_free (key, FALSE)) || n == 0)
      return FALSE;
  }
  return TRUE;
}

static void
put_options (EtaListing *listing, const char *sku, GHashTable *options, const char *title)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  GHashTableIter iter;
  gpointer name, value;

  if (!options) {
    eta_listing_put (listing, title ? sku : NO_OPTION, "variants", sku, "options",
                     title ? title : NO_OPTION, NULL);
    eta_listing_put (listing, title ? sku : NO_OPTION, "variants", sku, "title", NULL);
    return;
  }
  g_hash_table_iter_init (&iter, options);
  while (g_hash_table_iter_next (&iter, &name, &value))
    eta_listing_put (listing, value, "variants", sku, "options", name, NULL);
  /* The title in the order that the options have in the listing, which is sorted. */
  {
    g_autofree char *parent = eta_listing_path ("variants", sku, "options", NULL);
    g_autoptr (GPtrArray) names = eta_listing_children (listing, parent);
    guint i;

    for (i = 0; i < names->len; i++)
      g_string_append_printf (joined, "%s%s", i > 0 ? " / " : "",
                              (char *)g_hash_table_lookup (options, names->pdata[i]));
  }
  eta_listing_put (listing, joined->str, "variants", sku, "title", NULL);
}

/* --- prices ---------------------------------------------------------------------------------- */

static void
remark (GPtrArray *remarks, char *text)
{
  if (remarks)
    g_ptr_array_add (remarks, text);
  else
    g_free (text);
}

static gboolean
can_offer (const EtaPrice *price, const EtaDescribe *how, GPtrArray *remarks)
{
  g_autofree char *amount = NULL;

  if (!price->currency || !eta_currency_known (price->currency) || price->minor <= 0) {
    remark (remarks, g_strdup_printf (_ ("A price in “%s” is not sent: it is no amount of a known "
                                         "currency."),
                                      price->currency ? price->currency : ""));
    return FALSE;
  }
  if (!how->today || !price->valid_until || strcmp (price->valid_until, how->today) >= 0)
    return TRUE;
  amount = eta_money_plain (price->minor, price->currency);
  remark (remarks,
          g_strdup_printf (_ ("The price %s %s is not sent: it was valid until %s. Give it a new "
                              "date."),
                           price->currency, amount, price->valid_until));
  return FALSE;
}

/* "facts/incoterm_usd_1" = "FOB Tanjung Perak": a shop's price has no place for it. */
static void
put_terms (EtaListing *listing, const EtaPrice *price, const char *from)
{
  g_autofree char *currency = g_ascii_strdown (price->currency, -1);
  g_autofree char *key = g_strdup_printf ("incoterm_%s_%s", currency, from);
  g_autofree char *terms = g_strjoin (" ", price->incoterm ? price->incoterm : "",
                                      price->place ? price->place : "", NULL);

  eta_listing_put (listing, g_strstrip (terms), "facts", key, NULL);
}

gboolean
eta_listing_is_first_price (const EtaProduct *product, const EtaPrice *price)
{
  if (price->quantity <= 1)
    return TRUE;
  for (guint i = 0; i < product->prices->len; i++) {
    const EtaPrice *other = product->prices->pdata[i];

    if (other->quantity < price->quantity && other->currency &&
        g_ascii_strcasecmp (other->currency, price->currency) == 0)
      return FALSE;
  }
  return price->quantity <= product->moq;
}

static void
put_prices (EtaListing *listing,
            const EtaProduct *product,
            const char *sku,
            const EtaDescribe *how,
            GPtrArray *remarks)
{
  guint i;

  for (i = 0; i < product->prices->len; i++) {
    const EtaPrice *price = g_ptr_array_index (product->prices, i);
    g_autofree char *from = NULL, *amount = NULL, *currency = NULL;

    if (!can_offer (price, how, remarks))
      continue;
    currency = g_ascii_strup (price->currency, -1);
    from = g_strdup_printf ("%" G_GINT64_FORMAT,
                            eta_listing_is_first_price (product, price) ? 1 : price->quantity);
    if (eta_listing_peek (listing, "variants", sku, "prices", currency, from, NULL)) {
      remark (remarks, g_strdup_printf (_ ("Of two prices in %s from %s on only the first is sent: "
                                           "a shop holds one."),
                                        currency, from));
      continue;
    }
    amount = eta_money_plain (price->minor, currency);
    eta_listing_put (listing, amount, "variants", sku, "prices", currency, from, NULL);
    put_terms (listing, price, from);
  }
}

/* --- variants -------------------------------------------------------------------------------- */

static void
put_variant (EtaListing *listing,
             const EtaProduct *product,
             guint i,
             GHashTable *options,
             const EtaDescribe *how,
             GPtrArray *remarks)
{
  const EtaVariant *variant =
      i < product->variants->len ? g_ptr_array_index (product->variants, i) : NULL;
  g_autofree char *sku = eta_listing_sku (product, i, how->suffix);
  g_autofree char *rank = g_strdup_printf ("%u", i);
  gint64 weight = variant && variant->net > 0 ? variant->net : eta_listing_weight (product);
  g_autofree char *grams = g_strdup_printf ("%" G_GINT64_FORMAT, weight);

  eta_listing_put (listing, rank, "variants", sku, "rank", NULL);
  put_options (listing, sku, options, variant ? CODE_OPTION : NULL);
  eta_listing_put (listing, variant ? variant->gtin : product->gtin, "variants", sku, "barcode",
                   NULL);
  eta_listing_put (listing, weight > 0 ? grams : NULL, "variants", sku, "weight", NULL);
  put_prices (listing, product, sku, how, i == 0 ? remarks : NULL);
}

void
eta_listing_put_variants (EtaListing *listing,
                          const EtaProduct *product,
                          const EtaDescribe *how,
                          GPtrArray *remarks)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (free_table);
  gboolean apart;
  guint i;

  for (i = 0; i < product->variants->len; i++)
    g_ptr_array_add (
        all, parse_options (((EtaVariant *)g_ptr_array_index (product->variants, i))->options));
  apart = all->len > 0 && tell_apart (all);
  for (i = 0; i < MAX (product->variants->len, 1); i++)
    put_variant (listing, product, i, apart ? g_ptr_array_index (all, i) : NULL, how, remarks);
}
