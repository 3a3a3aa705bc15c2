#include "sheets/direction.h"

static void
test_of_language (void)
{
  static const char *const rtl[] = {"ar", "ar-SA", "AR_eg", "fa", "ur-PK", "he", "ckb"};
  static const char *const ltr[] = {"id", "en", "de", "arn", "a", "", "zh-Hans", "fab"};

  for (guint i = 0; i < G_N_ELEMENTS (rtl); i++)
    g_assert_cmpint (eta_direction_of (rtl[i]), ==, ETA_DIRECTION_RTL);
  for (guint i = 0; i < G_N_ELEMENTS (ltr); i++)
    g_assert_cmpint (eta_direction_of (ltr[i]), ==, ETA_DIRECTION_LTR);
  g_assert_cmpint (eta_direction_of (NULL), ==, ETA_DIRECTION_LTR);
}

static void
test_isolate (void)
{
  g_autofree char *ltr = eta_isolate ("USD 4.50", ETA_DIRECTION_LTR);
  g_autofree char *rtl = eta_isolate ("غم", ETA_DIRECTION_RTL);
  g_autofree char *name = eta_isolate_auto ("Al-Falah");
  g_autofree char *nothing = eta_isolate ("", ETA_DIRECTION_LTR);
  g_autofree char *null = eta_isolate (NULL, ETA_DIRECTION_LTR);
  g_autofree char *marks = eta_isolate_auto ("\u2067\u2069");

  g_assert_cmpstr (ltr, ==, "\u2066USD 4.50\u2069");
  g_assert_cmpstr (rtl, ==, "\u2067غم\u2069");
  g_assert_cmpstr (name, ==, "\u2068Al-Falah\u2069");
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (null, ==, "");
  g_assert_cmpstr (marks, ==, "");
}

/* What is wrapped cannot break out of its wrapping: a stray U+2069 or an override is dropped. */
static void
test_no_way_out (void)
{
  g_autofree char *out = eta_isolate ("A\u2069\u202Eevil\u200F\u061C", ETA_DIRECTION_LTR);
  g_autofree char *strip = eta_strip_direction ("\u202Bقهوة\u202C \u2066x\u2069\u200D");

  g_assert_cmpstr (out, ==, "\u2066Aevil\u2069");
  g_assert_cmpstr (strip, ==, "قهوة x\u200D");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/direction/of-language", test_of_language);
  g_test_add_func ("/direction/isolate", test_isolate);
  g_test_add_func ("/direction/no-way-out", test_no_way_out);
  return g_test_run ();
}
