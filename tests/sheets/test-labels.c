#include "sheets/labels.h"

#include "catalog/data.h"

#include <string.h>

static const char *const languages[] = {"en", "id", "ar"};
static const char *const holes[] = {"{0}", "{1}", "{2}"};

/* No cell is empty in any language, no hole of one language is missing in another, no key stands
 * there twice. */
static void
test_table (void)
{
  const EtaTable *terms = eta_table_get ("terms.tsv");

  for (guint row = 0; row < eta_table_n_rows (terms); row++)
    for (guint i = 0; i < G_N_ELEMENTS (languages); i++) {
      const char *key = eta_table_cell (terms, row, "key");
      const char *text = eta_table_cell (terms, row, languages[i]);

      g_assert_cmpstr (text, !=, "");
      for (guint hole = 0; hole < G_N_ELEMENTS (holes); hole++)
        g_assert_cmpint (strstr (text, holes[hole]) != NULL, ==,
                         strstr (eta_table_cell (terms, row, "en"), holes[hole]) != NULL);
      g_assert_cmpint (eta_table_find (terms, key), ==, row); /* unique */
    }
}

static void
test_languages (void)
{
  g_assert_cmpstr (eta_label ("net_weight", "en"), ==, "Net weight");
  g_assert_cmpstr (eta_label ("net_weight", "id"), ==, "Berat bersih");
  g_assert_cmpstr (eta_label ("net_weight", "ar"), ==, "الوزن الصافي");
  g_assert_cmpstr (eta_label ("net_weight", "ar-SA"), ==, "الوزن الصافي");
  g_assert_cmpstr (eta_label ("net_weight", "de"), ==, "Net weight");
  g_assert_cmpstr (eta_label ("net_weight", NULL), ==, "Net weight");
  g_assert_true (eta_label_unconfirmed ("valid_unchanged"));
  g_assert_false (eta_label_unconfirmed ("net_weight"));
  g_assert_false (eta_label_known ("no_such_word"));
}

static void
test_unknown (void)
{
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "*no_such_word*");
  g_assert_cmpstr (eta_label ("no_such_word", "en"), ==, "no_such_word");
  g_test_assert_expected_messages ();
}

/* Every inserted value is isolated, a percent sign or brace in a value does no harm. */
static void
test_fill (void)
{
  g_autofree char *page = eta_label_fill ("page_of", "ar", "1", "2", NULL);
  g_autofree char *odd = eta_label_fill ("edition", "en", "{0} %s", NULL);
  g_autofree char *few = eta_label_fill ("page_of", "en", "1", NULL);

  g_assert_cmpstr (page, ==, "صفحة \u20681\u2069 من \u20682\u2069");
  g_assert_cmpstr (odd, ==, "Edition \u2068{0} %s\u2069");
  g_assert_cmpstr (few, ==, "Page \u20681\u2069 of {1}");
}

static void
test_names (void)
{
  g_assert_cmpstr (eta_incoterm_gloss ("FOB", "en"), ==, "Free On Board");
  g_assert_cmpstr (eta_incoterm_gloss ("FOB", "ar"), ==, "تسليم على ظهر السفينة");
  g_assert_null (eta_incoterm_gloss ("XYZ", "en"));
  g_assert_null (eta_incoterm_gloss (NULL, "en"));
  g_assert_cmpstr (eta_province_label ("jawa_timur", "en"), ==, "East Java");
  g_assert_cmpstr (eta_province_label ("Jawa Timur", "ar"), ==, "جاوة الشرقية");
  g_assert_cmpstr (eta_province_label ("Somewhere", "ar"), ==, "Somewhere");
  g_assert_null (eta_province_label (NULL, "ar"));
  g_assert_cmpstr (eta_port_label ("IDSUB"), ==, "Surabaya (Tanjung Perak)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheets/labels/table", test_table);
  g_test_add_func ("/sheets/labels/languages", test_languages);
  g_test_add_func ("/sheets/labels/unknown", test_unknown);
  g_test_add_func ("/sheets/labels/fill", test_fill);
  g_test_add_func ("/sheets/labels/names", test_names);
  return g_test_run ();
}
