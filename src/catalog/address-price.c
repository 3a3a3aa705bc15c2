#include "catalog/address.h"
#include "catalog/clean.h"
#include "catalog/error.h"
#include "catalog/money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What belongs to a price, described as fields so that the same checks hold. */
#define PRICE(id, member, kind, max, choices)                                                      \
  {                                                                                                \
    id, NULL, ETA_FIELD_OF_PRODUCT, kind, G_STRUCT_OFFSET (EtaPrice, member), 0, max, NULL,        \
        choices                                                                                    \
  }

static const EtaField price_fields[] = {
    PRICE ("incoterm", incoterm, ETA_FIELD_CHOICE, 3, "incoterms.tsv"),
    PRICE ("place", place, ETA_FIELD_TEXT, 120, NULL),
    PRICE ("until", valid_until, ETA_FIELD_DATE, 40, NULL),
};

typedef struct {
  char currency[4];
  gint64 quantity;
  const EtaField *member; /* NULL: the amount */
} PriceAddress;

static gboolean
parse_price (const EtaAddress *address, PriceAddress *out)
{
  guint i = 2;

  if (address->n < 2 || address->n > 4 || !eta_currency_known (address->parts[1]))
    return FALSE;
  for (int c = 0; c < 4; c++)
    out->currency[c] = g_ascii_toupper (address->parts[1][c]);
  out->quantity = 1;
  out->member = NULL;
  if (i < address->n && g_ascii_isdigit (address->parts[i][0])) {
    guint64 quantity;
    if (!g_ascii_string_to_unsigned (address->parts[i++], 10, 1, 1000000000, &quantity, NULL))
      return FALSE;
    out->quantity = (gint64)quantity;
  }
  if (i == address->n)
    return TRUE;
  out->member = eta_address_member (price_fields, G_N_ELEMENTS (price_fields), address->parts[i]);
  return out->member != NULL && i + 1 == address->n;
}

static guint
find_price (const EtaProduct *product, const PriceAddress *where)
{
  for (guint i = 0; i < product->prices->len; i++) {
    const EtaPrice *price = product->prices->pdata[i];
    if (g_strcmp0 (price->currency, where->currency) == 0 && price->quantity == where->quantity)
      return i;
  }
  return G_MAXUINT;
}

char *
eta_address_get_price (const EtaProduct *product, const EtaAddress *address)
{
  PriceAddress where;
  guint i;
  const EtaPrice *price;

  if (!parse_price (address, &where))
    return NULL;
  i = find_price (product, &where);
  if (i == G_MAXUINT)
    return NULL;
  price = product->prices->pdata[i];
  return where.member ? eta_field_get (where.member, price)
                      : eta_money_plain (price->minor, price->currency);
}

/* "FOB Surabaya" behind "@": for a price that says nothing else itself. */
static void
apply_terms (EtaPrice *price, const char *hint)
{
  g_auto (GStrv) words = hint ? g_strsplit (hint, " ", 2) : NULL;

  if (!hint || price->incoterm || price->place)
    return;
  if (eta_field_set (&price_fields[0], price, words[0], NULL) && words[1])
    eta_field_set (&price_fields[1], price, words[1], NULL);
}

/* The place for a price of QUANTITY: behind the smaller quantities of its currency. */
static guint
place_for (const EtaProduct *product, const PriceAddress *where)
{
  guint place = product->prices->len;

  for (guint i = product->prices->len; i-- > 0;) {
    const EtaPrice *price = product->prices->pdata[i];
    if (g_strcmp0 (price->currency, where->currency) != 0)
      continue;
    if (price->quantity < where->quantity)
      return i + 1;
    place = i;
  }
  return place;
}

static gboolean
set_amount (EtaProduct *draft,
            const PriceAddress *where,
            const char *text,
            const char *hint,
            GError **error)
{
  guint i = find_price (draft, where);
  g_autofree char *line = eta_clean_line (text);
  EtaPrice *price;
  gint64 minor;

  if (*line == '\0') {
    if (i != G_MAXUINT)
      g_ptr_array_remove_index (draft->prices, i);
    return TRUE;
  }
  if (!eta_money_parse (line, where->currency, 0, &minor, error))
    return FALSE;
  if (minor == 0) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                 _ ("A price of “%s” is no price. Leave it empty when there is none."), line);
    return FALSE;
  }
  if (i == G_MAXUINT) {
    price = eta_price_new ();
    price->quantity = where->quantity;
    price->currency = g_strdup (where->currency);
    g_ptr_array_insert (draft->prices, (int)place_for (draft, where), price);
  } else {
    price = draft->prices->pdata[i];
  }
  price->minor = minor;
  apply_terms (price, hint);
  return TRUE;
}

gboolean
eta_address_set_price (EtaProduct *draft,
                       const EtaAddress *address,
                       const char *text,
                       GError **error)
{
  PriceAddress where;
  g_autofree char *line = NULL;
  guint i;

  if (!parse_price (address, &where))
    return eta_address_not_found (address->parts[0], error);
  if (!where.member)
    return set_amount (draft, &where, text, address->hint, error);
  i = find_price (draft, &where);
  if (i != G_MAXUINT)
    return eta_field_set (where.member, draft->prices->pdata[i], text, error);
  line = eta_clean_line (text);
  if (*line == '\0')
    return TRUE;
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
               _ ("There is no price in %s that “%s” could belong to. State the price first."),
               where.currency, line);
  return FALSE;
}
