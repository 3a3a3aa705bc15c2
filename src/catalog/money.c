#include "catalog/money.h"

#include "catalog/data.h"
#include "catalog/decimal.h"
#include "catalog/error.h"
#include "catalog/language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LRI "\342\201\246"
#define PDI "\342\201\251"

/* What people write beside an amount, folded to lower case. A sign that several currencies share
 * counts for each of them; the field says which is meant. */
static const struct {
  const char *code, *signs;
} all_signs[] = {
    {"IDR", "rp rp. rupiah"}, {"USD", "$ us$ usd$"}, {"EUR", "€ euro"},     {"GBP", "£"},
    {"JPY", "¥ ￥ 円"},       {"CNY", "¥ ￥ 元"},    {"MYR", "rm"},         {"SGD", "s$ $"},
    {"TRY", "₺ tl"},          {"SAR", "﷼ sr ر.س"},   {"AED", "dh dhs د.إ"}, {"KWD", "kd د.ك"},
    {"BHD", "bd د.ب"},        {"OMR", "ر.ع ر.ع. ﷼"}, {"JOD", "jd د.أ"},     {"QAR", "qr ر.ق ﷼"},
    {"EGP", "le e£ ج.م"},
};

typedef struct {
  char code[4];
  int minor, shown;
  char *signs; /* " rp rp. rupiah idr " */
} Currency;

static gpointer
load_currencies (gpointer unused)
{
  const EtaTable *table = eta_table_get ("currency.tsv");
  GHashTable *all = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint row = 0; row < eta_table_n_rows (table); row++) {
    Currency *currency = g_new0 (Currency, 1);
    const char *signs = "";

    g_strlcpy (currency->code, eta_table_cell (table, row, "code"), sizeof currency->code);
    currency->minor = g_ascii_digit_value (*eta_table_cell (table, row, "iso_minor"));
    currency->shown = g_ascii_digit_value (*eta_table_cell (table, row, "display_digits_cldr"));
    for (guint i = 0; i < G_N_ELEMENTS (all_signs); i++)
      if (g_str_equal (all_signs[i].code, currency->code))
        signs = all_signs[i].signs;
    currency->signs = g_strdup_printf (" %s ", signs);
    g_hash_table_insert (all, currency->code, currency);
  }
  return all;
}

static const Currency *
find_currency (const char *code)
{
  static GOnce once = G_ONCE_INIT;
  char upper[4] = "";

  if (!code || strlen (code) != 3)
    return NULL;
  for (int i = 0; i < 3; i++)
    upper[i] = g_ascii_toupper (code[i]);
  return g_hash_table_lookup (g_once (&once, load_currencies, NULL), upper);
}

gboolean
eta_currency_known (const char *code)
{
  return find_currency (code) != NULL;
}

int
eta_currency_minor (const char *code)
{
  const Currency *currency = find_currency (code);

  return currency ? currency->minor : 2;
}

int
eta_currency_shown (const char *code)
{
  const Currency *currency = find_currency (code);

  return currency ? currency->shown : 2;
}

/* --- reading --------------------------------------------------------------------------------- */

static gboolean
refuse (GError **error, const char *format, const char *typed, const char *code)
{
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT, format, typed, code);
  return FALSE;
}

/* "Rp", "USD", "$" before or after the amount: fine when they mean this currency. */
static gboolean
is_sign_of (const char *start, const char *end, const char *code)
{
  const Currency *currency = find_currency (code);
  g_autofree char *part = g_strndup (start, end - start);
  g_autofree char *lower = NULL, *wanted = NULL;

  g_strstrip (part);
  if (*part == '\0' || g_ascii_strcasecmp (part, code) == 0)
    return TRUE;
  if (!currency)
    return FALSE;
  lower = g_utf8_strdown (part, -1);
  wanted = g_strdup_printf (" %s ", lower);
  return strstr (currency->signs, wanted) != NULL;
}

/* "Rp 65.000,-": the dash stands for "no cents". */
static const char *
skip_no_cents (const char *tail)
{
  if ((*tail != ',' && *tail != '.') || (tail[1] != '-' && tail[1] != '='))
    return tail;
  tail++;
  while (*tail == '-' || *tail == '=')
    tail++;
  return tail;
}

static gboolean
refuse_decimals (const char *typed, const char *currency, GError **error)
{
  int minor = eta_currency_minor (currency);

  if (minor == 0)
    return refuse (error, _ ("“%s”: %s has no decimals. Type a whole number."), typed, currency);
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
               g_dngettext (GETTEXT_PACKAGE, "“%s”: %s has at most %d decimal. Type the amount so.",
                            "“%s”: %s has at most %d decimals. Type the amount so.", minor),
               typed, currency, minor);
  return FALSE;
}

static guint64
power_of_ten (int n)
{
  guint64 power = 1;

  while (n-- > 0)
    power *= 10;
  return power;
}

/* "1.234" alone: thousands where nobody writes decimals, decimals where there are three. */
static EtaDecimalRules
rules_of (const char *currency, char decimal)
{
  EtaDecimalRules rules = {.decimal = decimal};

  if (eta_currency_shown (currency) == 0)
    rules.point = rules.comma = ETA_LONE_THOUSANDS;
  else if (eta_currency_minor (currency) == 3)
    rules.point = ETA_LONE_DECIMAL;
  return rules;
}

gboolean
eta_money_parse (
    const char *text, const char *currency, char decimal, gint64 *minor, GError **error)
{
  EtaDecimalRules rules = rules_of (currency, decimal);
  g_autofree char *typed = g_utf8_make_valid (text ? text : "", -1);
  const char *start = eta_decimal_start (typed), *end = eta_decimal_end (typed);
  const char *tail = skip_no_cents (end);
  EtaDecimal amount;

  if (start == end)
    return refuse (error, _ ("“%s” is no amount in %s. Type digits, for example 4.50."), typed,
                   currency);
  if (!is_sign_of (typed, start, currency) || !is_sign_of (tail, tail + strlen (tail), currency))
    return refuse (error, _ ("“%s” is no amount in %s. Type the amount alone, for example 4.50."),
                   typed, currency);
  switch (eta_decimal_read (start, end, &rules, &amount)) {
  case ETA_DECIMAL_UNCLEAR:
    return refuse (error,
                   _ ("“%s” can be read in two ways. Type the amount in %s without a mark for "
                      "thousands and with two decimals, for example 1234.00."),
                   typed, currency);
  case ETA_DECIMAL_BAD:
    return refuse (error,
                   _ ("“%s” is no amount in %s. Type digits and one decimal mark, for example "
                      "1234.50."),
                   typed, currency);
  default:
    break;
  }
  if (amount.decimals > eta_currency_minor (currency))
    return refuse_decimals (typed, currency, error);
  if (!eta_decimal_scale (&amount, power_of_ten (eta_currency_minor (currency)), minor))
    return refuse (error, _ ("“%s” is too large an amount in %s."), typed, currency);
  return TRUE;
}

/* --- writing --------------------------------------------------------------------------------- */

/* Drops the decimals that the currency does not show, when they are zeros. */
static int
shown_decimals (gint64 *minor, const char *currency)
{
  int stored = eta_currency_minor (currency), shown = eta_currency_shown (currency);
  gint64 scale = (gint64)power_of_ten (stored - shown);

  if (shown >= stored || *minor % scale != 0)
    return stored;
  *minor /= scale;
  return shown;
}

char *
eta_money_plain (gint64 minor, const char *currency)
{
  int decimals = shown_decimals (&minor, currency);
  guint64 scale = power_of_ten (decimals);
  guint64 size = minor < 0 ? 0 - (guint64)minor : (guint64)minor;
  const char *minus = minor < 0 ? "-" : "";

  if (decimals == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT, minus, size);
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, minus, size / scale,
                          decimals, size % scale);
}

char *
eta_money_text (gint64 minor, const char *currency, const char *lang, gboolean isolate)
{
  const EtaLanguage *language = eta_language_get (lang);
  int decimals = shown_decimals (&minor, currency);
  g_autofree char *number = eta_language_number (language, minor, decimals);
  g_autofree char *code = g_ascii_strup (currency, -1);
  const char *sign = code;

  if (g_str_equal (code, "IDR") && g_str_equal (language->lang, "id"))
    sign = "Rp";
  return g_strconcat (isolate ? LRI : "", language->number_first ? number : sign, " ",
                      language->number_first ? sign : number, isolate ? PDI : "", NULL);
}
