/* What is suggested while somebody types. */
#include "catalog/suggest.h"

#include <string.h>

static const EtaField *
field (const char *id)
{
  return eta_field_find (ETA_FIELD_OF_PRODUCT, id);
}

static gboolean
holds (GPtrArray *all, const char *value)
{
  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (((EtaSuggestion *)all->pdata[i])->value, value))
      return TRUE;
  return FALSE;
}

/* Typed in any of the three languages, the code is the same; the title is in the user's. */
static void
test_hs_languages (void)
{
  static const struct {
    const char *typed, *first;
  } cases[] = {
      {"madu", "0409.00"},           {"Honey", "0409.00"},      {"عسل", "0409.00"},
      {"kopi sang", "0901.21"},      {"coffee roa", "0901.21"}, {"قهوة مح", "0901.21"},
      {"القهوة المحمصة", "0901.21"}, {"songkok", "6505.00"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) all = eta_suggest (field ("hs"), cases[i].typed, "id", 8);
    g_test_message ("%s", cases[i].typed);
    g_assert_cmpuint (all->len, >, 0);
    g_assert_true (holds (all, cases[i].first));
  }
}

static void
test_hs_order (void)
{
  g_autoptr (GPtrArray) all = eta_suggest (field ("hs"), "honey", "en", 8);
  const EtaSuggestion *first = all->pdata[0];

  g_assert_cmpstr (first->value, ==, "0409.00");
  g_assert_cmpstr (first->title, ==, "Honey");
  g_assert_nonnull (strstr (first->detail, "HS 2022"));
}

/* Digits, with or without the point, find by the code. */
static void
test_hs_digits (void)
{
  static const char *const typed[] = {"0901", "0901.2", "090121", "09012100"};

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++) {
    g_autoptr (GPtrArray) all = eta_suggest (field ("hs"), typed[i], "id", 8);
    g_assert_true (holds (all, "0901.21"));
  }
}

static void
test_nothing (void)
{
  static const char *const typed[] = {"", "   ", "zzzz", NULL};

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++) {
    g_autoptr (GPtrArray) all = eta_suggest (field ("hs"), typed[i], "id", 8);
    g_assert_cmpuint (all->len, ==, 0);
  }
  g_assert_false (eta_suggest_has (field ("brand")));
}

/* Every suggestion can be stored as it is: none is made that the form would refuse. */
static void
test_values_fit (void)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
  static const char *const ids[] = {"hs", "regency"};

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    for (const char *p = letters; *p; p++) {
      char typed[3] = {*p, i == 0 && g_ascii_isdigit (*p) ? '0' : '\0', '\0'};
      g_autoptr (GPtrArray) all = eta_suggest (field (ids[i]), typed, "ar", 1000);
      for (guint j = 0; j < all->len; j++) {
        const EtaSuggestion *one = all->pdata[j];
        g_autoptr (EtaProduct) draft = eta_product_new ();
        g_autoptr (GError) error = NULL;
        g_assert_true (eta_product_set (draft, ids[i], one->value, &error));
        g_assert_no_error (error);
        g_assert_cmpstr (one->title, !=, "");
        g_assert_nonnull (one->detail);
      }
    }
}

static void
test_regency (void)
{
  g_autoptr (GPtrArray) all = eta_suggest (field ("regency"), "bond", "en", 8);
  g_autoptr (GPtrArray) city = eta_suggest (field ("regency"), "malang", "id", 8);

  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpstr (((EtaSuggestion *)all->pdata[0])->value, ==, "Bondowoso");
  g_assert_cmpstr (((EtaSuggestion *)all->pdata[0])->detail, ==, "East Java");
  g_assert_true (holds (city, "Malang"));
  g_assert_true (holds (city, "Kota Malang"));
  g_assert_cmpstr (eta_regency_province ("Bondowoso"), ==, "jawa_timur");
  g_assert_null (eta_regency_province ("Nowhere"));
  g_assert_null (eta_regency_province (NULL));
}

static void
test_hs_name (void)
{
  g_autofree char *honey = eta_hs_name ("04090000", "en");
  g_autofree char *shared = eta_hs_name ("210690", "en");

  g_assert_cmpstr (honey, ==, "Honey");
  g_assert_nonnull (strstr (shared, " / "));
  g_assert_null (eta_hs_name ("999999", "en"));
  g_assert_null (eta_hs_name (NULL, "en"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/suggest/hs/languages", test_hs_languages);
  g_test_add_func ("/suggest/hs/order", test_hs_order);
  g_test_add_func ("/suggest/hs/digits", test_hs_digits);
  g_test_add_func ("/suggest/nothing", test_nothing);
  g_test_add_func ("/suggest/values-fit", test_values_fit);
  g_test_add_func ("/suggest/regency", test_regency);
  g_test_add_func ("/suggest/hs/name", test_hs_name);
  return g_test_run ();
}
