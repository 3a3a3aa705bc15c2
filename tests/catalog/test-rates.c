/* Exchange rates: exact fractions, one rounding, no old rate, and a file from anybody. */
#include "catalog/money.h"
#include "catalog/rates.h"

#include "temp-catalog.h"

#define TODAY "2026-11-25"

static GPtrArray *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return eta_rates_parse_ecb (bytes, TODAY, error);
}

#define HEAD                                                                                       \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gesmes:Envelope "                                  \
  "xmlns:gesmes=\"http://www.gesmes.org/xml/2002-08-01\" "                                         \
  "xmlns=\"http://www.ecb.int/vocabulary/2002-08-01/eurofxref\">\n"                                \
  "<gesmes:subject>Reference rates</gesmes:subject>\n<gesmes:Sender>"                              \
  "<gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>\n<Cube>\n"
#define TAIL "</Cube></Cube></gesmes:Envelope>"
#define DAY "<Cube time='2026-11-24'>\n"

static const char good[] = HEAD DAY "<Cube currency='USD' rate='1.0800'/>\n"
                                    "<Cube currency='JPY' rate='160.25'/>\n"
                                    "<Cube currency='IDR' rate='17280.00'/>\n"
                                    "<Cube currency='ISK' rate='149.70'/>\n" TAIL;

static void
put (GPtrArray *rates, const char *base, const char *currency, gint64 micro, const char *date)
{
  EtaRate rate = {.micro = micro, .source = ETA_RATE_TYPED};

  g_strlcpy (rate.base, base, 4);
  g_strlcpy (rate.currency, currency, 4);
  g_strlcpy (rate.date, date, 11);
  eta_rates_put (rates, &rate);
}

static void
assert_converts (GPtrArray *rates, gint64 minor, const char *from, const char *to, gint64 wanted)
{
  EtaConversion out;

  g_assert_cmpint (eta_rates_convert (rates, minor, from, to, TODAY, &out), ==, ETA_CONVERTED);
  g_assert_cmpint (out.minor, ==, wanted);
}

static void
test_parse (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rates = parse (good, &error);
  const EtaRate *usd;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (rates->len, ==, 3); /* the króna is no currency of ours */
  usd = rates->pdata[0];
  g_assert_cmpstr (usd->base, ==, "EUR");
  g_assert_cmpint (usd->micro, ==, 1080000);
  g_assert_cmpstr (usd->date, ==, "2026-11-24");
  text = eta_rate_text (usd);
  g_assert_cmpstr (text, ==, "1 EUR = 1.08 USD");
}

static void
test_parse_refused (void)
{
  static const char *const bad[] = {
      "",
      "<html><body>Not found</body></html>",
      "{\"rates\":{}}",
      HEAD "<Cube currency='USD' rate='1.08'/>" TAIL,      /* no day before it */
      HEAD DAY TAIL,                                       /* no rate */
      HEAD DAY "<Cube currency='USD' rate='1,08'/>" TAIL,  /* decimal comma */
      HEAD DAY "<Cube currency='USD' rate='-1.08'/>" TAIL, /* negative */
      HEAD DAY "<Cube currency='USD' rate='0'/>" TAIL,     /* nothing */
      HEAD DAY "<Cube currency='USD' rate='1e3'/>" TAIL,   /* exponent */
      HEAD DAY "<Cube currency='USD'/>" TAIL,              /* no rate */
      HEAD DAY "<Cube currency='usd' rate='1.08'/>" TAIL,  /* no code */
      HEAD DAY "<Cube currency='USD' rate='1.08'/><Cube currency='USD' rate='1.09'/>" TAIL,
      HEAD "<Cube time='2026-11-26'><Cube currency='USD' rate='1.08'/>" TAIL, /* to come */
      HEAD "<Cube time='2026-02-30'><Cube currency='USD' rate='1.08'/>" TAIL, /* no day */
      HEAD DAY "<Cube currency='USD' rate='1.08'/>",                          /* cut off */
      "<!DOCTYPE x [<!ENTITY a 'b'>]>" HEAD DAY "<Cube currency='USD' rate='1.08'/>" TAIL,
      "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><Cube time='2026-11-24'>"
      "<Cube currency='USD' rate='1.08'/>&e;</Cube>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) rates = parse (bad[i], &error);
    g_test_message ("%u", i);
    g_assert_null (rates);
    g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  }
}

/* Too large, though all of it would be right. */
static void
test_parse_large (void)
{
  g_autoptr (GString) text = g_string_new (HEAD DAY "<Cube currency='USD' rate='1.08'/>");
  g_autoptr (GError) error = NULL;

  while (text->len < 300 * 1024)
    g_string_append (text, "<Cube/>");
  g_string_append (text, TAIL);
  g_assert_null (parse (text->str, &error));
}

static void
test_convert (void)
{
  g_autoptr (GPtrArray) rates = parse (good, NULL);
  EtaConversion out;

  eta_rates_put_pegs (rates);
  assert_converts (rates, 100, "EUR", "USD", 108);
  assert_converts (rates, 108, "USD", "EUR", 100);
  assert_converts (rates, 100, "EUR", "JPY", 160);      /* 160.25 yen, no minor unit */
  assert_converts (rates, 6500000, "IDR", "USD", 406);  /* 65,000 / 17,280 × 1.08 = 4.0625 */
  assert_converts (rates, 6500000, "IDR", "EUR", 376);  /* 3.7615… */
  assert_converts (rates, 450, "USD", "SAR", 1688);     /* 16.875: to the even 16.88 */
  assert_converts (rates, 450, "USD", "BHD", 1692);     /* 1.692 dinar, three decimals */
  assert_converts (rates, 6500000, "IDR", "OMR", 1562); /* through euro and dollar: 1.56203 */
  g_assert_cmpint (eta_rates_convert (rates, 450, "USD", "KWD", TODAY, &out), ==, ETA_NO_RATE);
  g_assert_cmpint (eta_rates_convert (rates, G_MAXINT64, "EUR", "IDR", TODAY, &out), ==,
                   ETA_NO_RATE);
}

/* Half to even: 4.105 → 4.10, 4.115 → 4.12, 4.1050001 → 4.11. */
static void
test_rounding (void)
{
  g_autoptr (GPtrArray) rates = eta_rates_new ();

  put (rates, "USD", "EUR", 41050, TODAY);
  assert_converts (rates, 10000, "USD", "EUR", 410);
  put (rates, "USD", "EUR", 41150, TODAY);
  assert_converts (rates, 10000, "USD", "EUR", 412);
  put (rates, "USD", "EUR", 41051, TODAY);
  assert_converts (rates, 10000, "USD", "EUR", 411);
}

static void
test_old (void)
{
  g_autoptr (GPtrArray) rates = eta_rates_new ();
  EtaConversion out;
  g_autofree char *about = NULL, *said = NULL;

  put (rates, "USD", "EUR", 900000, "2026-11-18"); /* seven days: still used */
  g_assert_cmpint (eta_rates_convert (rates, 100, "USD", "EUR", TODAY, &out), ==, ETA_CONVERTED);
  about = eta_rates_about (rates, 100, "USD", "EUR", TODAY, "en");
  g_assert_nonnull (strstr (about, "typed rate of 18 November 2026"));
  put (rates, "USD", "EUR", 900000, "2026-11-17");
  g_assert_cmpint (eta_rates_convert (rates, 100, "USD", "EUR", TODAY, &out), ==, ETA_RATE_OLD);
  g_assert_cmpstr (out.date, ==, "2026-11-17");
  said = eta_rates_about (rates, 100, "USD", "EUR", TODAY, "en");
  g_assert_nonnull (strstr (said, "more than 7 days old"));
  g_assert_null (strstr (said, "≈"));
  /* An old rate is no obstacle while another way is fresh. */
  put (rates, "USD", "GBP", 800000, TODAY);
  put (rates, "EUR", "GBP", 880000, TODAY);
  g_assert_cmpint (eta_rates_convert (rates, 100, "USD", "EUR", TODAY, &out), ==, ETA_CONVERTED);
  g_assert_cmpint (out.minor, ==, 91);
}

/* A peg does not age and says what it is. */
static void
test_pegs (void)
{
  g_autoptr (GPtrArray) rates = eta_rates_new ();
  g_autofree char *about = NULL;

  eta_rates_put_pegs (rates);
  g_assert_cmpuint (rates->len, ==, 5);
  about = eta_rates_about (rates, 450, "USD", "AED", TODAY, "en");
  g_assert_nonnull (strstr (about, "16.53"));
  g_assert_nonnull (strstr (about, "official peg"));
}

static void
test_typed (void)
{
  g_autoptr (GPtrArray) rates = eta_rates_new ();
  static const char *const bad[][4] = {
      {"USD", "IDR", "15.650", "2026-11-24"},    {"USD", "IDR", "0", "2026-11-24"},
      {"USD", "IDR", "-1", "2026-11-24"},        {"USD", "IDR", "abc", "2026-11-24"},
      {"USD", "USD", "1", "2026-11-24"},         {"USD", "ZZZ", "1", "2026-11-24"},
      {"USD", "IDR", "15650", "2999-01-01"},     {"USD", "IDR", "15650", "yesterday"},
      {"USD", "IDR", "0.0000001", "2026-11-24"},
  };
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_rates_type (rates, "usd", "idr", "15.650,50", "2026-11-24", &error));
  g_assert_no_error (error);
  g_assert_cmpint (((EtaRate *)rates->pdata[0])->micro, ==, 15650500000);
  /* The other way round is the same pair. */
  g_assert_true (eta_rates_type (rates, "IDR", "USD", "0.000064", "2026-11-24", &error));
  g_assert_cmpuint (rates->len, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_assert_false (eta_rates_type (rates, bad[i][0], bad[i][1], bad[i][2], bad[i][3], &error));
    g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
    g_clear_error (&error);
  }
  g_assert_true (eta_rates_remove (rates, "USD", "IDR"));
  g_assert_false (eta_rates_remove (rates, "USD", "IDR"));
}

static void
test_kept (Catalog *c, gconstpointer unused)
{
  g_autoptr (GPtrArray) rates = parse (good, NULL);
  g_autoptr (GPtrArray) read = NULL, odd = NULL;
  g_autoptr (GError) error = NULL;

  eta_rates_put_pegs (rates);
  g_assert_true (eta_rates_save (c->store, rates, &error));
  read = eta_rates_load (c->store);
  g_assert_cmpuint (read->len, ==, rates->len);
  for (guint i = 0; i < read->len; i++)
    g_assert_cmpmem (read->pdata[i], sizeof (EtaRate), rates->pdata[i], sizeof (EtaRate));
  /* What somebody else wrote there does no harm. */
  g_assert_true (eta_store_set_setting (c->store, "exchange-rates",
                                        "USD IDR\nUSD IDR -5 typed 2026-11-24\nUSD IDR 5 magic x\n"
                                        "USD IDR 15650000000 typed 2026-11-24\n",
                                        &error));
  odd = eta_rates_load (c->store);
  g_assert_cmpuint (odd->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rates/parse", test_parse);
  g_test_add_func ("/rates/parse/refused", test_parse_refused);
  g_test_add_func ("/rates/parse/large", test_parse_large);
  g_test_add_func ("/rates/convert", test_convert);
  g_test_add_func ("/rates/rounding", test_rounding);
  g_test_add_func ("/rates/old", test_old);
  g_test_add_func ("/rates/pegs", test_pegs);
  g_test_add_func ("/rates/typed", test_typed);
  with_catalog ("/rates/kept", test_kept);
  return g_test_run ();
}
