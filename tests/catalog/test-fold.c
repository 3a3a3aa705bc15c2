#include "catalog/fold.h"

#include <string.h>

static void
test_cases (void)
{
  static const struct {
    const char *text, *folded;
  } cases[] = {
      {NULL, ""},
      {"", ""},
      {"  ", ""},
      {"Kopi Arabika", "kopi arabika"},
      {"KOPI-AR-250", "kopi-ar-250"},
      {" a \t\n b\302\240\302\240c ", "a b c"},
      {"Café", "cafe"},
      {"Cafe\314\201", "cafe"},
      {"Straße", "strasse"},
      {"İZMİR", "izmir"},
      {"Ærø Łódź", "æro lodz"},
      {"½ kg", "1⁄2 kg"},
      {"ﬁsh", "fish"},
      {"Ｋｏｐｉ", "kopi"},
      {"Syafi’iyah", "syafi'iyah"},
      {"KOPI–01", "kopi-01"},
      /* vowel marks, tatweel, hamza seats */
      {"قَهْوَة", "قهوه"},
      {"قـــهوة", "قهوه"},
      {"أرابيكا", "ارابيكا"},
      {"إيجين آسيا ٱلله", "ايجين اسيا له"},
      {"موسى", "موسي"},
      {"القهوة", "قهوه"},
      {"القهوة العربية", "قهوه عربيه"},
      {"(القهوة)", "(قهوه)"},
      {"ال", "ال"},
      {"الق", "ق"},
      {"والقهوة", "والقهوه"},
      {"بال", "بال"},
      {"٢٥٠ غرام", "250 غرام"},
      {"۲۵۰", "250"},
      {"\342\201\246USD\342\201\251", "usd"},
      {"ﻗﻬﻮﺓ", "قهوه"}, /* presentation forms, as old PDFs give them */
      {"ﷺ", "صلي له عليه وسلم"},
      {"日本", "日本"},
      {"\xff\xfe", "\357\277\275\357\277\275"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *folded = eta_fold (cases[i].text);
    g_assert_cmpstr (folded, ==, cases[i].folded);
  }
}

/* What is searched for is found inside what is stored, whichever way each was written. */
static void
test_finds (void)
{
  static const char *const pairs[][2] = {
      {"قهوة أرابيكا محمصة من إيجين", "ارابيكا"},
      {"عسل غابات طبيعي", "الغابات"},
      {"طاقية سوداء مخملية", "مخمليه"},
      {"إزار باتيك", "ازار"},
      {"Kopi Arabika Ijen sangrai 250 g", "ARAB"},
      {"KOPI-AR-250", "ar-250"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autofree char *text = eta_fold (pairs[i][0]);
    g_autofree char *query = eta_fold (pairs[i][1]);
    g_assert_nonnull (strstr (text, query));
  }
}

/* Every character folds to valid text, in and beyond the table. */
static void
test_all (void)
{
  for (gunichar c = 1; c <= 0x10ffff; c += c < 0x3000 ? 1 : 7) {
    char text[8] = "";
    g_autofree char *folded = NULL;

    if (c >= 0xd800 && c < 0xe000)
      continue;
    text[g_unichar_to_utf8 (c, text)] = '\0';
    folded = eta_fold (text);
    g_assert_true (g_utf8_validate (folded, -1, NULL));
    g_assert_false (g_str_has_prefix (folded, " "));
  }
}

static void
test_speed (void)
{
  static const char text[] = "Kopi Arabika Ijen sangrai, Roasted Arabica coffee, "
                             "قهوة أرابيكا محمصة من إيجين، 250 غرام";
  gint64 start;
  double seconds;

  if (!g_test_perf ()) {
    g_test_skip ("only with -m perf");
    return;
  }
  start = g_get_monotonic_time ();
  for (guint i = 0; i < 100000; i++)
    g_free (eta_fold (text));
  seconds = (g_get_monotonic_time () - start) / 1e6;
  g_test_message ("%.0f ns a text of %zu bytes", seconds * 1e4, strlen (text));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fold/cases", test_cases);
  g_test_add_func ("/fold/finds", test_finds);
  g_test_add_func ("/fold/all", test_all);
  g_test_add_func ("/fold/speed", test_speed);
  return g_test_run ();
}
