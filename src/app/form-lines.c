#include "app/lines-editor.h"
#include "app/ui-language.h"

#include "catalog/check.h"
#include "catalog/choices.h"
#include "catalog/error.h"
#include "catalog/measure.h"
#include "catalog/money.h"

#include <glib/gi18n.h>
#include <string.h>

/* A cell is checked as a field of its kind would be. */
static gboolean
check_into (const EtaField *field, char **text_member, const char *text, GError **error)
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
  return check_into (&price_columns[PLACE].field, &((EtaPrice *)line)->place, text, error);
}

static char *
get_until (gconstpointer line)
{
  return g_strdup (((const EtaPrice *)line)->valid_until);
}

static gboolean
set_until (gpointer line, const char *text, GError **error)
{
  return check_into (&price_columns[UNTIL].field, &((EtaPrice *)line)->valid_until, text, error);
}

static const EtaLinesColumn price_columns[N_PRICE_COLUMNS] = {
    [QUANTITY] = {{.kind = ETA_FIELD_COUNT, .max = 1000000000, .label = N_ ("From quantity")},
                  90,
                  get_quantity,
                  set_quantity},
    [CURRENCY] = {{.kind = ETA_FIELD_CHOICE, .choices = "currency.tsv", .label = N_ ("Currency")},
                  110,
                  get_currency,
                  set_currency},
    [AMOUNT] = {{.kind = ETA_FIELD_TEXT, .max = 30, .label = N_ ("Price of one unit")},
                110,
                get_amount,
                set_amount},
    [INCOTERM] = {{.kind = ETA_FIELD_CHOICE,
                   .choices = "incoterms.tsv",
                   .label = N_ ("Incoterm"),
                   .help = N_ ("Says up to where you pay and answer for the goods. FOB Surabaya: "
                               "until they are on the ship in Surabaya.")},
                  120,
                  get_incoterm,
                  set_incoterm},
    [PLACE] = {{.kind = ETA_FIELD_TEXT, .max = 80, .label = N_ ("Named place")},
               120,
               get_place,
               set_place},
    [UNTIL] = {{.kind = ETA_FIELD_DATE, .label = N_ ("Valid until")}, 120, get_until, set_until},
};

static gpointer
make_price (const EtaProduct *product)
{
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

const EtaLinesKind eta_lines_prices = {
    .columns = price_columns,
    .n_columns = N_PRICE_COLUMNS,
    .array = G_STRUCT_OFFSET (EtaProduct, prices),
    .make = make_price,
    .free = free_price,
    .complete = price_complete,
    .add_label = N_ ("_Add a price"),
    .remove_label = N_ ("Remove this price"),
};

/* --- certificates
 * --------------------------------------------------------------------------------- */

enum { KIND, NUMBER, ISSUER, ISSUED, EXPIRES, N_CERTIFICATE_COLUMNS };
static const EtaLinesColumn certificate_columns[N_CERTIFICATE_COLUMNS];

#define CERTIFICATE_CELL(name, NAME)                                                               \
  static char *get_##name (gconstpointer line)                                                     \
  {                                                                                                \
    return g_strdup (((const EtaCertificate *)line)->name);                                        \
  }                                                                                                \
  static gboolean set_##name (gpointer line, const char *text, GError **error)                     \
  {                                                                                                \
    return check_into (&certificate_columns[NAME].field, &((EtaCertificate *)line)->name, text,    \
                       error);                                                                     \
  }
CERTIFICATE_CELL (kind, KIND)
CERTIFICATE_CELL (number, NUMBER)
CERTIFICATE_CELL (issuer, ISSUER)
CERTIFICATE_CELL (issued, ISSUED)
CERTIFICATE_CELL (expires, EXPIRES)

static const EtaLinesColumn certificate_columns[N_CERTIFICATE_COLUMNS] = {
    [KIND] = {{.kind = ETA_FIELD_CHOICE,
               .choices = "certificate-kinds.tsv",
               .label = N_ ("Certificate")},
              130,
              get_kind,
              set_kind},
    [NUMBER] = {{.kind = ETA_FIELD_TEXT, .max = 80, .label = N_ ("Number")},
                150,
                get_number,
                set_number},
    [ISSUER] = {{.kind = ETA_FIELD_TEXT, .max = 80, .label = N_ ("Issued by")},
                120,
                get_issuer,
                set_issuer},
    [ISSUED] = {{.kind = ETA_FIELD_DATE, .label = N_ ("Date of issue")},
                110,
                get_issued,
                set_issued},
    [EXPIRES] = {{.kind = ETA_FIELD_DATE,
                  .label = N_ ("Ends on"),
                  .help = N_ ("Leave it empty when the certificate has no end. Indonesian halal "
                              "certificates have none while the composition stays the same.")},
                 110,
                 get_expires,
                 set_expires},
};

static gpointer
make_certificate (const EtaProduct *product)
{
  return eta_certificate_new ();
}

static void
free_certificate (gpointer line)
{
  eta_certificate_free (line);
}

static gboolean
certificate_complete (gconstpointer line)
{
  return ((const EtaCertificate *)line)->kind != NULL;
}

/* The store writes the flag (store-products.c): words in English and the day. */
static char *
certificate_note (gconstpointer line)
{
  const char *flag = ((const EtaCertificate *)line)->flag;
  const char *day = flag ? strrchr (flag, ' ') : NULL;
  g_autofree char *date = day ? eta_date_text (day + 1, eta_ui_language ()) : NULL;

  if (!flag)
    return NULL;
  if (!date)
    return g_strdup (flag);
  return g_strdup_printf (_ ("The composition was changed on %s. A halal certificate holds only "
                             "while it stays the same: report the change, then confirm here."),
                          date);
}

static void
confirm_certificate (gpointer line)
{
  g_clear_pointer (&((EtaCertificate *)line)->flag, g_free);
}

const EtaLinesKind eta_lines_certificates = {
    .columns = certificate_columns,
    .n_columns = N_CERTIFICATE_COLUMNS,
    .array = G_STRUCT_OFFSET (EtaProduct, certificates),
    .make = make_certificate,
    .free = free_certificate,
    .complete = certificate_complete,
    .note = certificate_note,
    .settle = confirm_certificate,
    .settle_label = N_ ("Still valid"),
    .add_label = N_ ("_Add a certificate"),
    .remove_label = N_ ("Remove this certificate"),
};
