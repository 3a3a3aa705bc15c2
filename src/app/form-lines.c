#include "app/lines-editor.h"
#include "app/rates-window.h"
#include "app/ui-language.h"

#include "catalog/check.h"
#include "catalog/choices.h"
#include "catalog/error.h"
#include "catalog/measure.h"
#include "catalog/money.h"

#include <glib/gi18n.h>
#include <string.h>

gboolean
eta_lines_check_into (const EtaField *field, char **text_member, const char *text, GError **error)
{
  g_autofree char *value = NULL;

  if (!eta_check_value (field, text, &value, error))
    return FALSE;
  g_free (*text_member);
  *text_member = g_steal_pointer (&value);
  return TRUE;
}

static char *
count_text (gint64 count)
{
  return count > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, count) : NULL;
}

/* --- prices --------------------------------------------------------------------------------------
 */

enum { QUANTITY, CURRENCY, AMOUNT, INCOTERM, PLACE, UNTIL, N_PRICE_COLUMNS };
static const EtaLinesColumn price_columns[N_PRICE_COLUMNS];

static char *
get_quantity (gconstpointer line)
{
  return count_text (((const EtaPrice *)line)->quantity);
}

static gboolean
set_quantity (gpointer line, const char *text, GError **error)
{
  g_autofree char *value = NULL;

  if (!eta_check_value (&price_columns[QUANTITY].field, text, &value, error))
    return FALSE;
  ((EtaPrice *)line)->quantity = value ? MAX (1, g_ascii_strtoll (value, NULL, 10)) : 1;
  return TRUE;
}

static char *
get_currency (gconstpointer line)
{
  return g_strdup (((const EtaPrice *)line)->currency);
}

/* The amount keeps its look: 4.50 USD becomes 4.50 EUR, whatever the minor units are. */
static gboolean
set_currency (gpointer line, const char *text, GError **error)
{
  EtaPrice *price = line;
  g_autofree char *amount =
      price->minor > 0 ? eta_money_plain (price->minor, price->currency) : NULL;
  gint64 minor = 0;

  if (!*text) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                 _ ("A price needs a currency. Choose one."));
    return FALSE;
  }
  if (amount && !eta_money_parse (amount, text, '.', &minor, error))
    return FALSE;
  g_free (price->currency);
  price->currency = g_strdup (text);
  price->minor = minor;
  return TRUE;
}

static char *
get_amount (gconstpointer line)
{
  const EtaPrice *price = line;

  return price->minor > 0 ? eta_money_plain (price->minor, price->currency) : NULL;
}

static gboolean
set_amount (gpointer line, const char *text, GError **error)
{
  EtaPrice *price = line;
  gint64 minor;

  if (!eta_money_parse (text, price->currency, 0, &minor, error))
    return FALSE;
  if (minor <= 0) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                 _ ("A price is more than zero. Remove the line if there is no price."));
    return FALSE;
  }
  price->minor = minor;
  return TRUE;
}

static char *
get_incoterm (gconstpointer line)
{
  return g_strdup (((const EtaPrice *)line)->incoterm);
}

static gboolean
set_incoterm (gpointer line, const char *text, GError **error)
{
  EtaPrice *price = line;

  g_free (price->incoterm);
  price->incoterm = *text ? g_strdup (text) : NULL;
  return TRUE;
}

static char *
get_place (gconstpointer line)
{
  return g_strdup (((const EtaPrice *)line)->place);
}

static gboolean
set_place (gpointer line, const char *text, GError **error)
{
  return eta_lines_check_into (&price_columns[PLACE].field, &((EtaPrice *)line)->place, text,
                               error);
}

static char *
get_until (gconstpointer line)
{
  return g_strdup (((const EtaPrice *)line)->valid_until);
}

static gboolean
set_until (gpointer line, const char *text, GError **error)
{
  return eta_lines_check_into (&price_columns[UNTIL].field, &((EtaPrice *)line)->valid_until, text,
                               error);
}

static const EtaLinesColumn price_columns[N_PRICE_COLUMNS] = {
    [QUANTITY] = {{.kind = ETA_FIELD_COUNT,
                   .max = 1000000000,
                   .label = N_ ("From quantity"),
                   .help =
                       N_ ("The price holds when a buyer orders this many units or more. Larger "
                           "orders usually cost less for each.")},
                  90,
                  get_quantity,
                  set_quantity},
    [CURRENCY] =
        {{.kind = ETA_FIELD_CHOICE,
          .choices = "currency.tsv",
          .label = N_ ("Currency"),
          .help =
              N_ ("The money that the buyer pays in. Etalase never converts a price by itself.")},
         90,
         get_currency,
         set_currency},
    [AMOUNT] = {{.kind = ETA_FIELD_TEXT,
                 .max = 30,
                 .label = N_ ("Price of one unit"),
                 .help = N_ ("For one sale unit, up to the place that the Incoterm names, without "
                             "the buyer’s taxes and duties.")},
                110,
                get_amount,
                set_amount},
    [INCOTERM] = {{.kind = ETA_FIELD_CHOICE,
                   .choices = "incoterms.tsv",
                   .label = N_ ("Incoterm"),
                   .help = N_ ("Says up to where you pay and answer for the goods. FOB Surabaya: "
                               "until they are on the ship in Surabaya.")},
                  90,
                  get_incoterm,
                  set_incoterm},
    [PLACE] = {{.kind = ETA_FIELD_TEXT,
                .max = 80,
                .choices = "ports.tsv",
                .label = N_ ("Named place"),
                .help =
                    N_ ("The port or place where the Incoterm ends: for FOB the port of loading, "
                        "for CIF the port in the buyer’s country.")},
               120,
               get_place,
               set_place},
    [UNTIL] = {{.kind = ETA_FIELD_DATE,
                .label = N_ ("Valid until"),
                .help = N_ ("The last day on which you sell at this price. Buyers ask for it; a "
                            "price that is over is marked.")},
               110,
               get_until,
               set_until},
};

static gpointer
make_price (gconstpointer owner)
{
  const EtaProduct *product = owner;
  EtaPrice *price = eta_price_new ();
  gboolean at_home = product->prices->len == 0;

  price->quantity = 1;
  g_free (price->currency);
  price->currency = g_strdup (at_home ? "IDR" : "USD");
  if (!at_home) {
    g_autoptr (GSettings) settings = g_settings_new (ETA_APP_ID);
    g_autofree char *port = g_settings_get_string (settings, "default-port");
    price->incoterm = g_settings_get_string (settings, "default-incoterm");
    price->place = g_strdup (eta_choice_label ("ports.tsv", port, "en"));
  }
  return price;
}

static void
free_price (gpointer line)
{
  eta_price_free (line);
}

static gboolean
price_complete (gconstpointer line)
{
  return ((const EtaPrice *)line)->minor > 0;
}

static char *
price_note (gconstpointer line, gboolean *settles)
{
  const EtaPrice *price = line;
  g_autofree char *today = eta_date_today ();
  g_autofree char *until = eta_date_text (price->valid_until, eta_ui_language ());

  if (!until || !eta_price_past (price, today))
    return NULL;
  return g_strdup_printf (_ ("This price was valid until %s. Give it a new date, or remove it."),
                          until);
}

static char *
price_gloss (gconstpointer line, EtaSession *session)
{
  const EtaPrice *price = line;

  return eta_rates_gloss (session, price->minor, price->currency);
}

const EtaLinesKind eta_lines_prices = {
    .owner = &eta_lines_of_product,
    .columns = price_columns,
    .n_columns = N_PRICE_COLUMNS,
    .array = G_STRUCT_OFFSET (EtaProduct, prices),
    .make = make_price,
    .free = free_price,
    .complete = price_complete,
    .tidy = eta_prices_sort,
    .note = price_note,
    .gloss = price_gloss,
    .add_label = N_ ("_Add a price"),
    .remove_label = N_ ("Remove this price"),
};

/* --- variants ------------------------------------------------------------------------------------
 */

enum { CODE, BARCODE, OPTIONS, NET, N_VARIANT_COLUMNS };
static const EtaLinesColumn variant_columns[N_VARIANT_COLUMNS];

#define VARIANT_CELL(name, member, COLUMN)                                                         \
  static char *get_##name (gconstpointer line)                                                     \
  {                                                                                                \
    return g_strdup (((const EtaVariant *)line)->member);                                          \
  }                                                                                                \
  static gboolean set_##name (gpointer line, const char *text, GError **error)                     \
  {                                                                                                \
    return eta_lines_check_into (&variant_columns[COLUMN].field, &((EtaVariant *)line)->member,    \
                                 text, error);                                                     \
  }
VARIANT_CELL (code, sku, CODE)
VARIANT_CELL (barcode, gtin, BARCODE)

static char *
get_options (gconstpointer line)
{
  return g_strdup (((const EtaVariant *)line)->options);
}

static gboolean
set_options (gpointer line, const char *text, GError **error)
{
  EtaVariant *variant = line;
  g_autofree char *options = NULL;

  if (!eta_check_options (text, &options, error))
    return FALSE;
  g_free (variant->options);
  variant->options = g_steal_pointer (&options);
  return TRUE;
}

static char *
get_net (gconstpointer line)
{
  return count_text (((const EtaVariant *)line)->net);
}

static gboolean
set_net (gpointer line, const char *text, GError **error)
{
  g_autofree char *value = NULL;

  if (!eta_check_value (&variant_columns[NET].field, text, &value, error))
    return FALSE;
  ((EtaVariant *)line)->net = value ? g_ascii_strtoll (value, NULL, 10) : 0;
  return TRUE;
}

static const EtaLinesColumn variant_columns[N_VARIANT_COLUMNS] = {
    [CODE] = {{.id = "sku",
               .kind = ETA_FIELD_TEXT,
               .max = 64,
               .label = N_ ("Item code (SKU)"),
               .help = N_ ("The variant’s own code, by which it is ordered: KOPI-01-250.")},
              120,
              get_code,
              set_code},
    [BARCODE] = {{.kind = ETA_FIELD_GTIN,
                  .max = 14,
                  .label = N_ ("Barcode (GTIN)"),
                  .help = N_ ("Each size and each colour has a barcode number of its own.")},
                 140,
                 get_barcode,
                 set_barcode},
    [OPTIONS] = {{.kind = ETA_FIELD_TEXT,
                  .max = 200,
                  .label = N_ ("How it differs"),
                  .help = N_ ("What sets it apart, each with its name: Size=250 g; Colour=black.")},
                 170,
                 get_options,
                 set_options},
    [NET] = {{.kind = ETA_FIELD_GRAMS,
              .max = 100000000,
              .unit = "g",
              .label = N_ ("Net weight"),
              .help = N_ ("Leave it empty when it is the same as the product’s.")},
             90,
             get_net,
             set_net},
};

static gpointer
make_variant (gconstpointer owner)
{
  return eta_variant_new ();
}

static void
free_variant (gpointer line)
{
  eta_variant_free (line);
}

static gboolean
variant_complete (gconstpointer line)
{
  const EtaVariant *variant = line;

  return variant->sku || variant->options;
}

const EtaLinesKind eta_lines_variants = {
    .owner = &eta_lines_of_product,
    .columns = variant_columns,
    .n_columns = N_VARIANT_COLUMNS,
    .array = G_STRUCT_OFFSET (EtaProduct, variants),
    .make = make_variant,
    .free = free_variant,
    .complete = variant_complete,
    .add_label = N_ ("Add a _variant"),
    .remove_label = N_ ("Remove this variant"),
};
