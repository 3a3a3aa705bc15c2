#include "catalog/measure.h"

/* Each returns transfer full; the macro compares and frees. */
#define SHOWS(call, text)                                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *shown = (call);                                                               \
    g_assert_cmpstr (shown, ==, text);                                                             \
  }                                                                                                \
  G_STMT_END

static void
test_grams (void)
{
  SHOWS (eta_grams_text (250, "en"), "250 g");
  SHOWS (eta_grams_text (999, "id"), "999 g");
  SHOWS (eta_grams_text (1000, "id"), "1 kg");
  SHOWS (eta_grams_text (6800, "en"), "6.8 kg");
  SHOWS (eta_grams_text (6800, "id"), "6,8 kg");
  SHOWS (eta_grams_text (6805, "en"), "6.805 kg");
  SHOWS (eta_grams_text (1250000, "en"), "1.25 t");
  SHOWS (eta_grams_text (250, "ar"), "250 غم");
  SHOWS (eta_grams_text (6800, "ar"), "6.8 كغم");
  SHOWS (eta_grams_text (26540000, "de"), "26,54 t");
}

static void
test_size (void)
{
  SHOWS (eta_size_text (400, 300, 250, "en"), "400 × 300 × 250 mm");
  SHOWS (eta_size_text (1200, 800, 1500, "id"), "1.200 × 800 × 1.500 mm");
  SHOWS (eta_size_text (400, 300, 250, "ar"), "400 × 300 × 250 مم");
  g_assert_null (eta_size_text (400, 0, 250, "en"));
}

static void
test_days (void)
{
  SHOWS (eta_days_text (365, "en"), "12 months");
  SHOWS (eta_days_text (365, "id"), "12 bulan");
  SHOWS (eta_days_text (365, "ar"), "12 شهرًا");
  SHOWS (eta_days_text (540, "en"), "18 months");
  SHOWS (eta_days_text (730, "en"), "24 months");
  SHOWS (eta_days_text (270, "ar"), "9 أشهر");
  SHOWS (eta_days_text (30, "en"), "1 month");
  SHOWS (eta_days_text (60, "ar"), "شهران");
  SHOWS (eta_days_text (45, "en"), "45 days");
  SHOWS (eta_days_text (1, "en"), "1 day");
  SHOWS (eta_lead_time_text (30, "en"), "30 days");
  SHOWS (eta_lead_time_text (21, "id"), "21 hari");
  SHOWS (eta_lead_time_text (21, "ar"), "21 يومًا");
  SHOWS (eta_lead_time_text (7, "ar"), "7 أيام");
  SHOWS (eta_lead_time_text (100, "ar"), "100 يوم");
}

static void
test_count (void)
{
  SHOWS (eta_count_text (1848, "en"), "1,848");
  SHOWS (eta_count_text (1848, "id"), "1.848");
  SHOWS (eta_count_text (200000, "ar"), "200,000");
  SHOWS (eta_count_text (0, "en"), "0");
  SHOWS (eta_count_text (G_MININT64, "en"), "-9,223,372,036,854,775,808");
  SHOWS (eta_count_text (1848, "xx-not-a-language"), "1,848");
}

static void
test_units (void)
{
  SHOWS (eta_units_text (500, "pouch", "en"), "500 pouches");
  SHOWS (eta_units_text (1, "pouch", "en"), "1 pouch");
  SHOWS (eta_units_text (500, "pouch", "id"), "500 pouch");
  SHOWS (eta_units_text (500, "pouch", "ar"), "500 كيس");
  SHOWS (eta_units_text (5, "pouch", "ar"), "5 أكياس");
  SHOWS (eta_units_text (24, "pouch", "ar"), "24 كيسًا");
  SHOWS (eta_units_text (2, "pouch", "ar"), "كيسان");
  SHOWS (eta_units_text (1848, "bottle", "id"), "1.848 botol");
  SHOWS (eta_units_text (500, "kg", "en"), "500 kg");
  SHOWS (eta_units_text (500, "sisir", "en"), "500 sisir");
  SHOWS (eta_units_text (500, NULL, "en"), "500");
  SHOWS (eta_units_text (5, "pouch", "ar-SA"), "5 أكياس");
  SHOWS (eta_units_text (5, "pouch", "de"), "5 pouches");
  g_assert_cmpstr (eta_unit_name ("pouch", "ar"), ==, "كيس");
  g_assert_cmpstr (eta_unit_name ("sheet", "id"), ==, "lembar");
  g_assert_cmpstr (eta_unit_name ("sisir", "id"), ==, "sisir");
  g_assert_null (eta_unit_name (NULL, "id"));
}

static void
test_date (void)
{
  SHOWS (eta_date_text ("2027-03-31", "en"), "31 March 2027");
  SHOWS (eta_date_text ("2027-03-31", "id"), "31 Maret 2027");
  SHOWS (eta_date_text ("2027-03-31", "ar"), "31 مارس 2027");
  SHOWS (eta_date_text ("2027-03-01", "de"), "1. März 2027");
  SHOWS (eta_date_text ("2027-03-01", "ja"), "2027年3月1日");
  g_assert_null (eta_date_text ("2027-02-29", "en"));
  g_assert_null (eta_date_text ("31/03/2027", "en"));
  g_assert_null (eta_date_text (NULL, "en"));
  g_assert_true (eta_date_valid ("2028-02-29"));
  g_assert_false (eta_date_valid ("2027-02-29"));
  g_assert_false (eta_date_valid ("2027-13-01"));
  g_assert_false (eta_date_valid ("2027-3-1"));
  g_assert_false (eta_date_valid ("0000-01-01"));
  {
    g_autofree char *today = eta_date_today ();
    g_assert_true (eta_date_valid (today));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measure/grams", test_grams);
  g_test_add_func ("/measure/size", test_size);
  g_test_add_func ("/measure/days", test_days);
  g_test_add_func ("/measure/count", test_count);
  g_test_add_func ("/measure/units", test_units);
  g_test_add_func ("/measure/date", test_date);
  return g_test_run ();
}
