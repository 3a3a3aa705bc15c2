#include "catalog/money.h"

#include "catalog/data.h"
#include "catalog/error.h"
#include "catalog/language.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define LRI "\342\201\246"
#define PDI "\342\201\251"
#define MAX_DIGITS 17 /* so that no sum of a ladder nears the end of gint64 */

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

/* An amount taken apart: digits with their marks, nothing around. */
typedef struct {
  const char *typed;       /* for messages */
  GString *text;           /* digits, '.', ',' and ' ' (any thousands space or apostrophe) */
  gboolean arabic_decimal; /* ٫ was there: the '.' in text is certainly a decimal mark */
} Amount;

static void
amount_clear (Amount *amount)
{
  g_string_free (amount->text, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Amount, amount_clear)

static gboolean
refuse (GError **error, const char *format, const char *typed, const char *code)
{
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT, format, typed, code);
  return FALSE;
}

/* The plain form of a character inside a number, 0 when it has none there. */
static char
number_char (gunichar c)
{
  static const struct {
    gunichar c;
    char plain;
  } marks[] = {{'.', '.'},  {',', ','},    {0x066b, '.'}, {0x066c, ' '}, {0x060c, ','},
               {'\'', ' '}, {0x2019, ' '}, {0x00b7, '.'}, {0xff0c, ','}, {0xff0e, '.'}};

  if (g_unichar_isdigit (c))
    return (char)('0' + g_unichar_digit_value (c));
  if (g_unichar_isspace (c))
    return ' ';
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (marks[i].c == c)
      return marks[i].plain;
  return 0;
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

static const char *
first_digit (const char *text)
{
  while (*text && !g_unichar_isdigit (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

static const char *
end_of_last_digit (const char *text)
{
  const char *end = text;

  for (; *text; text = g_utf8_next_char (text))
    if (g_unichar_isdigit (g_utf8_get_char (text)))
      end = g_utf8_next_char (text);
  return end;
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
take_apart (Amount *amount, const char *currency, GError **error)
{
  const char *start = first_digit (amount->typed), *end = end_of_last_digit (amount->typed);
  const char *tail = skip_no_cents (end);

  amount->text = g_string_new (NULL);
  if (*start == '\0')
    return refuse (error, _ ("“%s” is no amount in %s. Type digits, for example 4.50."),
                   amount->typed, currency);
  if (!is_sign_of (amount->typed, start, currency) ||
      !is_sign_of (tail, tail + strlen (tail), currency))
    return refuse (error, _ ("“%s” is no amount in %s. Type the amount alone, for example 4.50."),
                   amount->typed, currency);
  for (const char *p = start; p < end; p = g_utf8_next_char (p)) {
    char plain = number_char (g_utf8_get_char (p));

    if (plain == 0)
      return refuse (error, _ ("“%s” is no amount in %s. Type one amount alone, for example 4.50."),
                     amount->typed, currency);
    if (g_utf8_get_char (p) == 0x066b)
      amount->arabic_decimal = TRUE;
    g_string_append_c (amount->text, plain);
  }
  return TRUE;
}

/* Groups of three after the first one, which has one to three digits and no leading zero. */
static gboolean
well_grouped (const char *text, gsize len, char mark)
{
  gsize group = 0;
  gboolean first = TRUE;

  if (memchr (text, mark, len) && text[0] == '0')
    return FALSE;
  for (gsize i = 0; i < len; i++) {
    if (g_ascii_isdigit (text[i])) {
      group++;
      continue;
    }
    if (text[i] != mark || (first ? group < 1 || group > 3 : group != 3))
      return FALSE;
    first = FALSE;
    group = 0;
  }
  return first || group == 3;
}

static guint
count_char (const GString *text, char c)
{
  guint n = 0;

  for (gsize i = 0; i < text->len; i++)
    n += text->str[i] == c;
  return n;
}

typedef enum { MARK_DECIMAL, MARK_THOUSANDS, MARK_UNCLEAR } Mark;

/* One lone mark with three digits behind it: "1.234". */
static Mark
judge_lone (const Amount *amount, gsize at, char mark, const char *currency)
{
  if (amount->arabic_decimal || amount->text->str[0] == '0' || at > 3)
    return MARK_DECIMAL; /* "0.500", "1234.567": no thousands are written so */
  if (eta_currency_shown (currency) == 0)
    return MARK_THOUSANDS;
  if (eta_currency_minor (currency) == 3 && mark == '.')
    return MARK_DECIMAL;
  return MARK_UNCLEAR;
}

/* Where the decimal mark is, or -1 for none, or -2 when nobody can know. */
static gssize
find_decimal (const Amount *amount, const char *currency, char decimal)
{
  const GString *text = amount->text;
  char other;
  gssize last = -1;

  for (gsize i = 0; i < text->len; i++)
    if (text->str[i] == '.' || text->str[i] == ',')
      last = (gssize)i;
  if (last < 0)
    return -1;
  if (decimal != 0)
    return text->str[last] == decimal ? last : -1;
  other = text->str[last] == '.' ? ',' : '.';
  if (count_char (text, other) > 0 || strchr (text->str, ' '))
    return count_char (text, text->str[last]) == 1 ? last : -1;
  if (count_char (text, text->str[last]) > 1)
    return -1;
  if (text->len - last - 1 != 3)
    return last;
  switch (judge_lone (amount, last, text->str[last], currency)) {
  case MARK_DECIMAL:
    return last;
  case MARK_THOUSANDS:
    return -1;
  default:
    return -2;
  }
}

/* The digits of a whole part with its thousands marks, which must be of one kind. */
static gboolean
read_whole (const char *text, gsize len, char decimal, guint64 *value, int *n_digits)
{
  static const char marks[] = {'.', ',', ' '};
  char mark = ' ';

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (memchr (text, marks[i], len))
      mark = marks[i];
  if (mark == decimal || !well_grouped (text, len, mark))
    return FALSE;
  for (gsize i = 0; i < len; i++)
    if (g_ascii_isdigit (text[i]) && (*n_digits > 0 || text[i] != '0')) {
      if (++*n_digits > MAX_DIGITS)
        return FALSE;
      *value = *value * 10 + (guint64)(text[i] - '0');
    }
  return TRUE;
}

/* Decimals up to the currency's; more are allowed only when they are zeros. */
static gboolean
read_decimals (const char *text, int minor, guint64 *value, int *n_digits)
{
  int n = 0;

  for (const char *p = text; *p; p++, n++) {
    if (!g_ascii_isdigit (*p) || (n >= minor && *p != '0'))
      return FALSE;
    if (n < minor)
      *value = *value * 10 + (guint64)(*p - '0');
  }
  for (; n < minor; n++)
    *value *= 10;
  *n_digits += minor;
  return *n_digits <= MAX_DIGITS + 1;
}

static gboolean
refuse_decimals (const Amount *amount, const char *currency, GError **error)
{
  int minor = eta_currency_minor (currency);

  if (minor == 0)
    return refuse (error, _ ("“%s”: %s has no decimals. Type a whole number."), amount->typed,
                   currency);
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
               g_dngettext (GETTEXT_PACKAGE, "“%s”: %s has at most %d decimal. Type the amount so.",
                            "“%s”: %s has at most %d decimals. Type the amount so.", minor),
               amount->typed, currency, minor);
  return FALSE;
}

gboolean
eta_money_parse (
    const char *text, const char *currency, char decimal, gint64 *minor, GError **error)
{
  g_auto (Amount) amount = {.typed = text ? text : ""};
  int n_digits = 0;
  guint64 value = 0;
  gssize at;
  gsize whole;

  if (!take_apart (&amount, currency, error))
    return FALSE;
  at = find_decimal (&amount, currency, decimal);
  if (at == -2)
    return refuse (error,
                   _ ("“%s” can be read in two ways. Type the amount in %s without a mark for "
                      "thousands and with two decimals, for example 1234.00."),
                   amount.typed, currency);
  whole = at < 0 ? amount.text->len : (gsize)at;
  if (!read_whole (amount.text->str, whole, at < 0 ? decimal : amount.text->str[at], &value,
                   &n_digits))
    return refuse (error,
                   _ ("“%s” is no amount in %s. Type digits and one decimal mark, for example "
                      "1234.50."),
                   amount.typed, currency);
  if (!read_decimals (at < 0 ? "" : amount.text->str + at + 1, eta_currency_minor (currency),
                      &value, &n_digits))
    return refuse_decimals (&amount, currency, error);
  *minor = (gint64)value;
  return TRUE;
}

/* --- writing --------------------------------------------------------------------------------- */

static gint64
power_of_ten (int n)
{
  gint64 power = 1;

  while (n-- > 0)
    power *= 10;
  return power;
}

/* Drops the decimals that the currency does not show, when they are zeros. */
static int
shown_decimals (gint64 *minor, const char *currency)
{
  int stored = eta_currency_minor (currency), shown = eta_currency_shown (currency);
  gint64 scale = power_of_ten (stored - shown);

  if (shown >= stored || *minor % scale != 0)
    return stored;
  *minor /= scale;
  return shown;
}

char *
eta_money_plain (gint64 minor, const char *currency)
{
  int decimals = shown_decimals (&minor, currency);
  gint64 scale = power_of_ten (decimals);
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
