/* What a shop keeper changed in the shop, put into the catalog. */
#include "catalog/check.h"
#include "catalog/money.h"
#include "sync/describe-variants.h"

#include <string.h>

typedef struct {
  const char *path;
  gsize offset;
} Place;

static const Place text_places[] = {
    {"title", G_STRUCT_OFFSET (EtaWords, name)},
    {"subtitle", G_STRUCT_OFFSET (EtaWords, summary)},
    {"description", G_STRUCT_OFFSET (EtaWords, story)},
    {"ingredients", G_STRUCT_OFFSET (EtaWords, ingredients)},
    {"allergens", G_STRUCT_OFFSET (EtaWords, allergens)},
    {"storage", G_STRUCT_OFFSET (EtaWords, storage)},
    {"usage", G_STRUCT_OFFSET (EtaWords, usage)},
};

static const Place number_places[] = {
    {"length", G_STRUCT_OFFSET (EtaProduct, length)},
    {"width", G_STRUCT_OFFSET (EtaProduct, width)},
    {"height", G_STRUCT_OFFSET (EtaProduct, height)},
    {"facts/moq", G_STRUCT_OFFSET (EtaProduct, moq)},
    {"facts/lead_time_days", G_STRUCT_OFFSET (EtaProduct, lead_time)},
    {"facts/capacity_per_month", G_STRUCT_OFFSET (EtaProduct, capacity)},
    {"facts/shelf_life_days", G_STRUCT_OFFSET (EtaProduct, shelf_life)},
};

static gboolean
take_text (EtaProduct *draft, const char *lang, const char *name, const char *value)
{
  guint i;

  for (i = 0; lang && i < G_N_ELEMENTS (text_places); i++)
    if (g_str_equal (text_places[i].path, name)) {
      EtaWords *words = eta_words_ensure (draft->words, lang);

      eta_set_text ((char **)((char *)words + text_places[i].offset), value);
      return TRUE;
    }
  return FALSE;
}

/* A whole number from 0 on, as the catalog keeps it; a shop may hold "12.5". */
static gboolean
whole_number (const char *value, gint64 *number)
{
  guint64 parsed = 0;

  if (value && !g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT32, &parsed, NULL))
    return FALSE;
  *number = (gint64)parsed;
  return TRUE;
}

static gboolean
take_number (EtaProduct *draft, const char *path, const char *value)
{
  gint64 *place = NULL;
  guint i;

  if (g_str_equal (path, "weight"))
    place = draft->gross > 0 || draft->net <= 0 ? &draft->gross : &draft->net;
  for (i = 0; !place && i < G_N_ELEMENTS (number_places); i++)
    if (g_str_equal (number_places[i].path, path))
      place = (gint64 *)((char *)draft + number_places[i].offset);
  return place && whole_number (value, place);
}

static gboolean
take_code (EtaProduct *draft, const char *path, const char *value)
{
  g_autofree char *hs = NULL;

  if (g_str_equal (path, "origin")) {
    if (value && strlen (value) != 2)
      return FALSE;
    eta_set_text (&draft->country, value);
    return TRUE;
  }
  if (!g_str_equal (path, "hs"))
    return FALSE;
  if (value && !(hs = eta_hs_normalize (value)))
    return FALSE;
  eta_set_text (&draft->hs, hs);
  return TRUE;
}

/* Whether SKU, as it stands in a shop, is variant I of DRAFT. */
static gboolean
is_variant (const EtaProduct *draft, guint i, const char *sku, const char *suffix)
{
  g_autofree char *own = eta_listing_sku (draft, i, suffix);

  return g_str_equal (own, sku);
}

/* The ladder belongs to all variants: a price of one of several has no place in the catalog. */
static gboolean
take_price (EtaProduct *draft, const char *currency, const char *from, const char *value)
{
  gint64 quantity, minor = 0;
  guint i;

  if (draft->variants->len > 1 || !eta_currency_known (currency) ||
      !whole_number (from, &quantity) ||
      (value && (!eta_money_parse (value, currency, '.', &minor, NULL) || minor <= 0)))
    return FALSE;
  for (i = 0; i < draft->prices->len; i++) {
    EtaPrice *price = g_ptr_array_index (draft->prices, i);

    if (g_ascii_strcasecmp (price->currency ? price->currency : "", currency) != 0 ||
        (eta_listing_is_first_price (draft, price) ? 1 : price->quantity) != quantity)
      continue;
    if (value)
      price->minor = minor;
    else
      g_ptr_array_remove_index (draft->prices, i);
    return TRUE;
  }
  if (value) {
    EtaPrice *price = eta_price_new ();

    price->quantity = quantity;
    price->currency = g_strdup (currency);
    price->minor = minor;
    g_ptr_array_add (draft->prices, price);
  }
  return TRUE;
}

static gboolean
take_variant (EtaProduct *draft, char **segments, guint n, const char *value, const char *suffix)
{
  int digit;
  guint i;

  for (i = 0; i < MAX (draft->variants->len, 1); i++)
    if (is_variant (draft, i, segments[1], suffix))
      break;
  if (n < 3 || i >= MAX (draft->variants->len, 1))
    return FALSE;
  if (n == 5 && g_str_equal (segments[2], "prices"))
    return take_price (draft, segments[3], segments[4], value);
  if (n == 3 && g_str_equal (segments[2], "barcode")) {
    EtaVariant *variant = i < draft->variants->len ? g_ptr_array_index (draft->variants, i) : NULL;

    if (value && eta_check_gtin (value, &digit) != ETA_GTIN_OK)
      return FALSE;
    eta_set_text (variant ? &variant->gtin : &draft->gtin, value);
    return TRUE;
  }
  return FALSE;
}

gboolean
eta_listing_take_over (EtaProduct *draft,
                       const EtaListing *listing,
                       const char *path,
                       const char *value,
                       const EtaDescribe *how)
{
  g_auto (GStrv) segments = eta_listing_path_split (path);
  guint n = g_strv_length (segments);

  if (n == 1 && take_text (draft, eta_listing_get (listing, "lang"), path, value))
    return TRUE;
  if (n == 3 && g_str_equal (segments[0], "texts"))
    return take_text (draft, segments[1], segments[2], value);
  if (n > 1 && g_str_equal (segments[0], "variants"))
    return take_variant (draft, segments, n, value, how->suffix);
  return take_code (draft, path, value) || take_number (draft, path, value);
}
