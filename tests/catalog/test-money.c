#include "catalog/error.h"
#include "catalog/money.h"

#include <locale.h>
#include <string.h>

static const struct {
  const char *text, *currency;
  char decimal;
  gint64 minor; /* -1: refused */
} parses[] = {
    {"19.99", "USD", 0, 1999},
    {"1.15", "USD", 0, 115},
    {"80.6", "USD", 0, 8060},
    {"19.95", "EUR", 0, 1995},
    {"4.5", "usd", 0, 450},
    {"4,50", "USD", 0, 450},
    {"0", "USD", 0, 0},
    {"00012", "USD", 0, 1200},
    {"1234.50", "USD", 0, 123450},
    {"1.234,50", "USD", 0, 123450},
    {"1,234.50", "USD", 0, 123450},
    {"1 234,50", "USD", 0, 123450},
    {"1\302\240234,50", "EUR", 0, 123450},
    {"1’234.50", "EUR", 0, 123450},
    {"1.234.567", "USD", 0, 123456700},
    {"1,234,567.8", "USD", 0, 123456780},
    {"12,34,567.80", "USD", 0, -1},
    {"1.23.456", "USD", 0, -1},
    {"1.234", "USD", 0, -1},
    {"1,234", "EUR", 0, -1},
    {"1.234", "USD", ',', 123400},
    {"1,234", "USD", '.', 123400},
    {"1.234", "USD", '.', -1},
    {"1.5", "USD", ',', -1},
    {"1,5", "USD", ',', 150},
    {"0.500", "USD", 0, 50},
    {"0.005", "USD", 0, -1},
    {"4.5000", "USD", 0, 450},
    {"4.505", "USD", 0, -1},
    {"1.234,500", "USD", 0, 123450},
    {"1,234.567", "USD", 0, -1},
    {"$4.50", "USD", 0, 450},
    {"US$ 4.50", "USD", 0, 450},
    {"USD 4.50", "USD", 0, 450},
    {"4,50 €", "EUR", 0, 450},
    {"4.50 EUR", "USD", 0, -1},
    {"€ 4.50", "USD", 0, -1},
    {"4.50 / kg", "USD", 0, -1},
    {"4.50 5.50", "USD", 0, -1},
    {"", "USD", 0, -1},
    {"-", "USD", 0, -1},
    {"-5", "USD", 0, -1},
    {"4.50.", "USD", 0, -1},
    {".50", "USD", 0, -1},
    {"abc", "USD", 0, -1},
    {"1e5", "USD", 0, -1},
    {"٤٫٥٠", "USD", 0, 450},
    {"١٬٢٣٤٫٥٠", "USD", 0, 123450},
    {"65000", "IDR", 0, 6500000},
    {"65.000", "IDR", 0, 6500000},
    {"65,000", "IDR", 0, 6500000},
    {"Rp 65.000", "IDR", 0, 6500000},
    {"Rp65.000,-", "IDR", 0, 6500000},
    {"Rp. 65.000,00", "IDR", 0, 6500000},
    {"IDR 1.250.000", "IDR", 0, 125000000},
    {"45000.50", "IDR", 0, 4500050},
    {"45000", "IDR", 0, 4500000},
    {"1234.99", "JPY", 0, -1},
    {"1234.00", "JPY", 0, 1234},
    {"1,234", "JPY", 0, 1234},
    {"¥1,234", "JPY", 0, 1234},
    {"12.345", "KWD", 0, 12345},
    {"12,345", "KWD", 0, -1},
    {"1,234.567", "KWD", 0, 1234567},
    {"12.3", "BHD", 0, 12300},
    {"12.3456", "BHD", 0, -1},
    {"12.50", "ZZZ", 0, 1250},
    {"999999999999999", "USD", 0, 99999999999999900},
    {"99999999999999999999", "USD", 0, -1},
};

static const struct {
  gint64 minor;
  const char *currency, *lang, *text;
} shows[] = {
    {450, "USD", "en", "USD 4.50"},       {450, "USD", "id", "USD 4,50"},
    {450, "USD", "ar", "4.50 USD"},       {450, "USD", "de", "4,50 USD"},
    {4500000, "IDR", "id", "Rp 45.000"},  {4500000, "IDR", "en", "IDR 45,000"},
    {4500000, "IDR", "ar", "45,000 IDR"}, {4500050, "IDR", "id", "Rp 45.000,50"},
    {12345, "KWD", "en", "KWD 12.345"},   {12345, "KWD", "ar", "12.345 KWD"},
    {1234, "JPY", "en", "JPY 1,234"},     {123456789, "USD", "en", "USD 1,234,567.89"},
    {5, "USD", "en", "USD 0.05"},         {30, "USD", "en", "USD 0.30"},
    {450, "USD", NULL, "USD 4.50"},       {123456789, "EUR", "hi", "EUR 12,34,567.89"},
    {123400, "EUR", "es", "1234,00 EUR"},
};

static const struct {
  gint64 minor;
  const char *currency, *text;
} plains[] = {
    {450, "USD", "4.50"},         {123450, "USD", "1234.50"}, {6500000, "IDR", "65000"},
    {6500050, "IDR", "65000.50"}, {1234, "JPY", "1234"},      {12345, "KWD", "12.345"},
    {0, "USD", "0.00"},           {-5, "USD", "-0.05"},       {5, "usd", "0.05"},
};

static void
check_parses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (parses); i++) {
    g_autoptr (GError) error = NULL;
    gint64 minor = -1;
    gboolean ok =
        eta_money_parse (parses[i].text, parses[i].currency, parses[i].decimal, &minor, &error);

    if (minor != parses[i].minor)
      g_error ("“%s” %s gives %" G_GINT64_FORMAT, parses[i].text, parses[i].currency, minor);
    g_assert_cmpint (ok, ==, parses[i].minor >= 0);
    if (ok) {
      g_assert_no_error (error);
      continue;
    }
    g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
    g_assert_nonnull (strstr (error->message, "“"));
  }
}

static void
check_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (shows); i++) {
    g_autofree char *text =
        eta_money_text (shows[i].minor, shows[i].currency, shows[i].lang, FALSE);
    g_assert_cmpstr (text, ==, shows[i].text);
  }
  for (guint i = 0; i < G_N_ELEMENTS (plains); i++) {
    g_autofree char *text = eta_money_plain (plains[i].minor, plains[i].currency);
    gint64 minor;

    g_assert_cmpstr (text, ==, plains[i].text);
    if (plains[i].minor < 0)
      continue;
    g_assert_true (eta_money_parse (text, plains[i].currency, '.', &minor, NULL));
    g_assert_cmpint (minor, ==, plains[i].minor);
  }
}

static void
test_parse (void)
{
  check_parses ();
}

static void
test_text (void)
{
  g_autofree char *isolated = eta_money_text (4500000, "IDR", "ar", TRUE);

  check_texts ();
  g_assert_cmpstr (isolated, ==, "\342\201\24645,000 IDR\342\201\251");
}

static void
test_sum (void)
{
  gint64 sum = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 3; i++) {
    gint64 minor;
    g_assert_true (eta_money_parse ("0.10", "USD", 0, &minor, NULL));
    sum += minor;
  }
  text = eta_money_plain (sum, "USD");
  g_assert_cmpstr (text, ==, "0.30");
}

static void
test_currency (void)
{
  g_assert_true (eta_currency_known ("idr"));
  g_assert_false (eta_currency_known ("zzz"));
  g_assert_false (eta_currency_known (NULL));
  g_assert_false (eta_currency_known ("USDX"));
  g_assert_cmpint (eta_currency_minor ("IDR"), ==, 2);
  g_assert_cmpint (eta_currency_shown ("IDR"), ==, 0);
  g_assert_cmpint (eta_currency_minor ("JPY"), ==, 0);
  g_assert_cmpint (eta_currency_minor ("kwd"), ==, 3);
  g_assert_cmpint (eta_currency_shown ("USD"), ==, 2);
}

/* The same values under locales that write a decimal comma or Arabic digits, made here without
 * root. */
static void
test_locales (void)
{
  static const char *const names[] = {"id_ID", "de_DE", "ar_EG"};
  g_autofree char *localedef = g_find_program_in_path ("localedef");
  g_autofree char *dir = NULL;

  if (!localedef) {
    g_test_skip ("localedef is not installed");
    return;
  }
  dir = g_dir_make_tmp ("eta-locale-XXXXXX", NULL);
  g_setenv ("LOCPATH", dir, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *locale = g_strconcat (names[i], ".UTF-8", NULL);
    g_autofree char *path = g_build_filename (dir, locale, NULL);
    const char *const argv[] = {localedef, "--no-archive", "-i", names[i],
                                "-f",      "UTF-8",        path, NULL};

    g_spawn_sync (NULL, (char **)argv, NULL,
                  G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                  NULL, NULL);
    if (!setlocale (LC_ALL, locale)) {
      g_test_skip ("localedef has no locale sources here");
      break;
    }
    check_parses ();
    check_texts ();
  }
  setlocale (LC_ALL, "C");
  {
    const char *const argv[] = {"rm", "-r", dir, NULL};
    g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                  NULL);
  }
}

/* Whatever is typed: an answer, never a crash, and a sentence with every refusal. */
static void
test_random (void)
{
  static const char *const pieces[] = {
      "0",   "1", "9",   "12", "345", ".", ",", " ", "-",   "Rp",       "$",
      "USD", "٤", "٫",   "٬",  "'",   "’", "€", "e", "000", "\302\240", "\342\201\246",
      "ر.س", "%", "\xff"};
  static const char *const currencies[] = {"USD", "IDR", "JPY", "KWD", "ZZZ", ""};

  for (guint i = 0; i < 20000; i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (GError) error = NULL;
    gint64 minor = -7;
    int n = g_test_rand_int_range (0, 9);

    while (n-- > 0)
      g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
    if (eta_money_parse (text->str, currencies[g_test_rand_int_range (0, 6)],
                         ".,\0"[g_test_rand_int_range (0, 3)], &minor, &error))
      g_assert_cmpint (minor, >=, 0);
    else
      g_assert_cmpstr (error->message, !=, "");
  }
}

static gpointer
format_many (gpointer lang)
{
  for (guint i = 0; i < 2000; i++) {
    g_autofree char *text = eta_money_text (123450, "USD", lang, FALSE);
    g_assert_cmpuint (strlen (text), >, 8);
  }
  return NULL;
}

static void
test_threads (void)
{
  static const char *const langs[] = {"fr", "it", "ja", "fr", "sv", "it"};
  GThread *threads[G_N_ELEMENTS (langs)];

  for (guint i = 0; i < G_N_ELEMENTS (langs); i++)
    threads[i] = g_thread_new (langs[i], format_many, (gpointer)langs[i]);
  for (guint i = 0; i < G_N_ELEMENTS (langs); i++)
    g_thread_join (threads[i]);
}

static void
test_speed (void)
{
  gint64 start = g_get_monotonic_time ();

  if (!g_test_perf ()) {
    g_test_skip ("only with -m perf");
    return;
  }
  for (guint i = 0; i < 100000; i++)
    g_free (eta_money_text (123450 + i, "USD", "ar", TRUE));
  g_test_message ("%.0f ns an amount", (double)(g_get_monotonic_time () - start) / 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/money/parse", test_parse);
  g_test_add_func ("/money/text", test_text);
  g_test_add_func ("/money/sum", test_sum);
  g_test_add_func ("/money/currency", test_currency);
  g_test_add_func ("/money/locales", test_locales);
  g_test_add_func ("/money/random", test_random);
  g_test_add_func ("/money/threads", test_threads);
  g_test_add_func ("/money/speed", test_speed);
  return g_test_run ();
}
