#include "catalog/rates.h"

#include "catalog/decimal.h"
#include "catalog/error.h"
#include "catalog/measure.h"
#include "catalog/money.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define MICRO 1000000
#define SETTING "exchange-rates"
#define MOST 200

/* https://www.centralbank.ae, https://www.sama.gov.sa and the others state these; they have stood
 * since 1973 to 2001. */
static const struct {
  const char *currency;
  gint64 micro;
} pegs[] = {
    {"AED", 3672500}, {"SAR", 3750000}, {"QAR", 3640000}, {"BHD", 376000}, {"OMR", 384500},
};

static const char *const sources[] = {
    [ETA_RATE_TYPED] = "typed", [ETA_RATE_ECB] = "ecb", [ETA_RATE_PEG] = "peg"};

GPtrArray *
eta_rates_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static guint
find (GPtrArray *rates, const char *base, const char *currency)
{
  for (guint i = 0; i < rates->len; i++) {
    const EtaRate *rate = rates->pdata[i];
    if ((g_str_equal (rate->base, base) && g_str_equal (rate->currency, currency)) ||
        (g_str_equal (rate->base, currency) && g_str_equal (rate->currency, base)))
      return i;
  }
  return G_MAXUINT;
}

void
eta_rates_put (GPtrArray *rates, const EtaRate *rate)
{
  guint at = find (rates, rate->base, rate->currency);

  if (at != G_MAXUINT)
    g_ptr_array_remove_index (rates, at);
  g_ptr_array_insert (rates, at == G_MAXUINT ? -1 : (int)at, g_memdup2 (rate, sizeof *rate));
}

gboolean
eta_rates_remove (GPtrArray *rates, const char *base, const char *currency)
{
  guint at = find (rates, base, currency);

  if (at != G_MAXUINT)
    g_ptr_array_remove_index (rates, at);
  return at != G_MAXUINT;
}

void
eta_rates_put_pegs (GPtrArray *rates)
{
  for (guint i = 0; i < G_N_ELEMENTS (pegs); i++) {
    EtaRate rate = {.base = "USD", .micro = pegs[i].micro, .source = ETA_RATE_PEG};
    g_strlcpy (rate.currency, pegs[i].currency, sizeof rate.currency);
    eta_rates_put (rates, &rate);
  }
}

/* --- typed ---------------------------------------------------------------------------------------
 */

static gboolean
refuse (GError **error, const char *message, const char *text)
{
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT, message, text);
  return FALSE;
}

static gboolean
set_code (char out[4], const char *code, GError **error)
{
  g_autofree char *upper = g_ascii_strup (code, -1);

  if (!eta_currency_known (upper))
    return refuse (error, _ ("“%s” is no currency that Etalase knows. Choose one from the list."),
                   code);
  g_strlcpy (out, upper, 4);
  return TRUE;
}

static gboolean
read_micro (const char *text, const EtaDecimalRules *rules, gint64 *micro)
{
  const char *start = eta_decimal_start (text), *end = eta_decimal_end (text);
  EtaDecimal decimal;

  /* Nothing but the number: not even a sign. */
  return *start && start == text && *end == '\0' &&
         eta_decimal_read (start, end, rules, &decimal) == ETA_DECIMAL_OK &&
         eta_decimal_scale (&decimal, MICRO, micro) && *micro > 0 &&
         *micro < (gint64)MICRO * MICRO * 1000;
}

gboolean
eta_rates_type (GPtrArray *rates,
                const char *base,
                const char *currency,
                const char *text,
                const char *date,
                GError **error)
{
  static const EtaDecimalRules rules = {0, ETA_LONE_UNCLEAR, ETA_LONE_UNCLEAR};
  g_autofree char *today = eta_date_today ();
  g_autofree char *plain = g_strstrip (g_strdup (text));
  EtaRate rate = {.source = ETA_RATE_TYPED};

  if (!set_code (rate.base, base, error) || !set_code (rate.currency, currency, error))
    return FALSE;
  if (g_str_equal (rate.base, rate.currency))
    return refuse (error, _ ("“%s” stands on both sides. Choose two currencies."), rate.base);
  if (!read_micro (plain, &rules, &rate.micro))
    return refuse (error,
                   _ ("“%s” is no rate that can be read in one way. Type digits and one decimal "
                      "mark, without a mark for thousands: 15650.50."),
                   text);
  if (!eta_date_valid (date) || strcmp (date, today) > 0)
    return refuse (error, _ ("“%s” is no day on which a rate was. Type it so: 2026-11-24."), date);
  g_strlcpy (rate.date, date, sizeof rate.date);
  eta_rates_put (rates, &rate);
  return TRUE;
}

/* --- kept with the catalog: a line a rate --------------------------------------------------------
 */

static gboolean
read_line (const char *line, EtaRate *rate)
{
  g_auto (GStrv) parts = g_strsplit (line, " ", 6);
  guint64 micro;

  memset (rate, 0, sizeof *rate);
  if (g_strv_length (parts) != 5 || !set_code (rate->base, parts[0], NULL) ||
      !set_code (rate->currency, parts[1], NULL) ||
      !g_ascii_string_to_unsigned (parts[2], 10, 1, G_MAXINT64 / 2, &micro, NULL))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_str_equal (sources[i], parts[3])) {
      rate->source = i;
      rate->micro = (gint64)micro;
      g_strlcpy (rate->date, i == ETA_RATE_PEG ? "" : parts[4], sizeof rate->date);
      return i == ETA_RATE_PEG || eta_date_valid (rate->date);
    }
  return FALSE;
}

GPtrArray *
eta_rates_load (EtaStore *store)
{
  GPtrArray *rates = eta_rates_new ();
  g_autofree char *text = eta_store_get_setting (store, SETTING);
  g_auto (GStrv) lines = g_strsplit (text ? text : "", "\n", MOST + 1);

  for (char **line = lines; *line; line++) {
    EtaRate rate;
    if (rates->len < MOST && read_line (*line, &rate))
      eta_rates_put (rates, &rate);
  }
  return rates;
}

gboolean
eta_rates_save (EtaStore *store, GPtrArray *rates, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rates->len; i++) {
    const EtaRate *rate = rates->pdata[i];
    g_string_append_printf (text, "%s %s %" G_GINT64_FORMAT " %s %s\n", rate->base, rate->currency,
                            rate->micro, sources[rate->source], *rate->date ? rate->date : "-");
  }
  return eta_store_set_setting (store, SETTING, text->str, error);
}

/* --- converting ----------------------------------------------------------------------------------
 */

static int
days_between (const char *from, const char *to)
{
  GDate a, b;
  int y1, m1, d1, y2, m2, d2;

  if (sscanf (from, "%4d-%2d-%2d", &y1, &m1, &d1) != 3 ||
      sscanf (to, "%4d-%2d-%2d", &y2, &m2, &d2) != 3)
    return G_MAXINT;
  g_date_clear (&a, 1);
  g_date_clear (&b, 1);
  g_date_set_dmy (&a, (GDateDay)d1, (GDateMonth)m1, (GDateYear)y1);
  g_date_set_dmy (&b, (GDateDay)d2, (GDateMonth)m2, (GDateYear)y2);
  return g_date_days_between (&a, &b);
}

static gboolean
is_old (const EtaRate *rate, const char *today)
{
  return rate->source != ETA_RATE_PEG && days_between (rate->date, today) > ETA_RATE_DAYS;
}

/* The way from one currency to another: rates in order. At most three are ever needed (rupiah –
 * euro – dollar – riyal); four leave room for typed ones. */
#define STEPS 4

typedef struct {
  const EtaRate *rates[STEPS];
  guint n;
} Way;

static const char *
other_side (const EtaRate *rate, const char *code)
{
  if (g_str_equal (rate->base, code))
    return rate->currency;
  return g_str_equal (rate->currency, code) ? rate->base : NULL;
}

static gboolean
was_used (const Way *way, const EtaRate *rate)
{
  for (guint i = 0; i < way->n; i++)
    if (way->rates[i] == rate)
      return TRUE;
  return FALSE;
}

/* The shortest way of exactly LEFT more steps; deeper only when there is none. */
static gboolean
walk (GPtrArray *rates, const char *at, const char *to, guint left, const char *today, Way *way)
{
  if (left == 0)
    return g_str_equal (at, to);
  for (guint i = 0; i < rates->len; i++) {
    const EtaRate *rate = rates->pdata[i];
    const char *next = other_side (rate, at);
    if (!next || was_used (way, rate) || (today && is_old (rate, today)))
      continue;
    way->rates[way->n++] = rate;
    if (walk (rates, next, to, left - 1, today, way))
      return TRUE;
    way->n--;
  }
  return FALSE;
}

/* TODAY NULL: old rates, too. */
static gboolean
find_way (GPtrArray *rates, const char *from, const char *to, const char *today, Way *way)
{
  for (guint steps = 1; steps <= STEPS; steps++) {
    way->n = 0;
    if (walk (rates, from, to, steps, today, way))
      return TRUE;
  }
  return FALSE;
}

typedef __int128 Wide;

typedef struct {
  Wide num, den;
} Fraction;

static Wide
gcd (Wide a, Wide b)
{
  while (b) {
    Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

static gboolean
multiply (Fraction *f, gint64 num, gint64 den)
{
  Wide common;

  if (__builtin_mul_overflow (f->num, (Wide)num, &f->num) ||
      __builtin_mul_overflow (f->den, (Wide)den, &f->den))
    return FALSE;
  common = gcd (f->num < 0 ? -f->num : f->num, f->den);
  if (common > 1) {
    f->num /= common;
    f->den /= common;
  }
  return TRUE;
}

static gint64
power_of_ten (int n)
{
  gint64 power = 1;

  while (n-- > 0)
    power *= 10;
  return power;
}

/* To the nearest whole; exactly between two, to the even one. */
static gboolean
round_half_even (const Fraction *f, gint64 *out)
{
  Wide whole = f->num / f->den, twice = (f->num % f->den) * 2;

  if (twice > f->den || (twice == f->den && (whole & 1)))
    whole++;
  *out = (gint64)whole;
  return whole <= G_MAXINT64;
}

static gboolean
go (const Way *way, gint64 minor, const char *from, const char *to, gint64 *out)
{
  Fraction f = {minor, 1};
  const char *at = from;

  if (!multiply (&f, power_of_ten (eta_currency_minor (to)),
                 power_of_ten (eta_currency_minor (from))))
    return FALSE;
  for (guint i = 0; i < way->n; i++) {
    const EtaRate *rate = way->rates[i];
    gboolean forward = g_str_equal (rate->base, at);
    if (!multiply (&f, forward ? rate->micro : MICRO, forward ? MICRO : rate->micro))
      return FALSE;
    at = other_side (rate, at);
  }
  return round_half_even (&f, out);
}

static void
note_sources (const Way *way, EtaConversion *out)
{
  out->source = ETA_RATE_PEG;
  for (guint i = 0; i < way->n; i++) {
    const EtaRate *rate = way->rates[i];
    out->pegged = out->pegged || rate->source == ETA_RATE_PEG;
    if (rate->source == ETA_RATE_PEG || (*out->date && strcmp (out->date, rate->date) <= 0))
      continue;
    g_strlcpy (out->date, rate->date, sizeof out->date);
    out->source = rate->source;
  }
}

EtaConverted
eta_rates_convert (GPtrArray *rates,
                   gint64 minor,
                   const char *from,
                   const char *to,
                   const char *today,
                   EtaConversion *out)
{
  Way way = {0};

  memset (out, 0, sizeof *out);
  if (!from || !to || minor < 0)
    return ETA_NO_RATE;
  if (find_way (rates, from, to, today, &way)) {
    note_sources (&way, out);
    return go (&way, minor, from, to, &out->minor) ? ETA_CONVERTED : ETA_NO_RATE;
  }
  if (!find_way (rates, from, to, NULL, &way))
    return ETA_NO_RATE;
  note_sources (&way, out);
  return ETA_RATE_OLD;
}

/* --- for people ----------------------------------------------------------------------------------
 */

const char *
eta_rate_source_name (EtaRateSource source)
{
  static const char *const names[] = {[ETA_RATE_TYPED] = N_ ("typed"),
                                      [ETA_RATE_ECB] = N_ ("European Central Bank"),
                                      [ETA_RATE_PEG] = N_ ("official peg")};

  return _ (names[source]);
}

char *
eta_rate_text (const EtaRate *rate)
{
  g_autofree char *part = g_strdup_printf ("%06" G_GINT64_FORMAT, rate->micro % MICRO);
  gsize len = strlen (part);

  while (len > 0 && part[len - 1] == '0')
    part[--len] = '\0';
  return g_strdup_printf ("1 %s = %" G_GINT64_FORMAT "%s%s %s", rate->base, rate->micro / MICRO,
                          len > 0 ? "." : "", part, rate->currency);
}

static char *
say_converted (const EtaConversion *conversion, const char *to, const char *lang)
{
  g_autofree char *amount = eta_money_text (conversion->minor, to, lang, TRUE);
  g_autofree char *date = eta_date_text (conversion->date, lang);

  if (!date)
    return g_strdup_printf (_ ("≈ %s (indicative, official peg)"), amount);
  if (conversion->source == ETA_RATE_ECB && conversion->pegged)
    return g_strdup_printf (_ ("≈ %s (indicative, ECB %s and official peg)"), amount, date);
  if (conversion->source == ETA_RATE_ECB)
    return g_strdup_printf (_ ("≈ %s (indicative, ECB %s)"), amount, date);
  return g_strdup_printf (_ ("≈ %s (indicative, typed rate of %s)"), amount, date);
}

char *
eta_rates_about (GPtrArray *rates,
                 gint64 minor,
                 const char *from,
                 const char *to,
                 const char *today,
                 const char *lang)
{
  EtaConversion conversion;
  g_autofree char *date = NULL;

  if (g_strcmp0 (from, to) == 0 || minor <= 0)
    return NULL;
  switch (eta_rates_convert (rates, minor, from, to, today, &conversion)) {
  case ETA_CONVERTED:
    return say_converted (&conversion, to, lang);
  case ETA_RATE_OLD:
    date = eta_date_text (conversion.date, lang);
    return g_strdup_printf (_ ("The rate to %s is of %s, more than 7 days old: it is not used. "
                               "Fetch it again in “Exchange rates”."),
                            to, date ? date : conversion.date);
  default:
    return NULL;
  }
}
