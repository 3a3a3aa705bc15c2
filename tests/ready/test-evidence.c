/* Every piece of evidence and every rule has its words in the three languages. */
#include "ready/evidence.h"

#include "ready/rules.h"

static const char *const langs[] = {"id", "en", "ar"};

static void
test_words (void)
{
  for (guint row = 0; row < eta_evidence_count (); row++)
    for (guint l = 0; l < G_N_ELEMENTS (langs); l++) {
      g_test_message ("%s in %s", eta_evidence_key (row), langs[l]);
      g_assert_cmpstr (eta_evidence_label (row, langs[l]), !=, eta_evidence_key (row));
      g_assert_cmpstr (eta_evidence_who (row, langs[l]), !=, "");
      g_assert_cmpint (*eta_evidence_how (row, langs[l]) == '\0', ==,
                       *eta_evidence_how (row, "en") == '\0');
      if (!g_str_equal (langs[l], "en") && *eta_evidence_how (row, "en"))
        g_assert_cmpstr (eta_evidence_how (row, langs[l]), !=, eta_evidence_how (row, "en"));
    }
}

static void
test_rules (void)
{
  for (guint i = 0; i < eta_rules_count (eta_rules_builtin ()); i++) {
    const EtaRule *rule = eta_rules_at (eta_rules_builtin (), i);
    g_test_message ("%s", rule->id);
    for (guint l = 0; l < G_N_ELEMENTS (langs); l++) {
      g_assert_cmpstr (eta_rule_title (rule, langs[l]), !=, "");
      g_assert_cmpstr (eta_rule_plain (rule, langs[l]), !=, "");
      if (!g_str_equal (langs[l], "en"))
        g_assert_cmpstr (eta_rule_plain (rule, langs[l]), !=, eta_rule_plain (rule, "en"));
    }
    /* No duty rate anywhere. */
    g_assert_false (g_regex_match_simple ("(duty|bea|tari).*[0-9] ?%", eta_rule_plain (rule, "en"),
                                          G_REGEX_CASELESS, 0));
  }
}

/* Yes and no as people type them. */
static void
test_answers (void)
{
  static const struct {
    const char *text;
    gboolean answer, yes;
  } typed[] = {
      {"yes", TRUE, TRUE},        {"Ya", TRUE, TRUE},   {" ADA ", TRUE, TRUE},
      {"نعم", TRUE, TRUE},        {"No", TRUE, FALSE},  {"tidak", TRUE, FALSE},
      {"Tidak ada", TRUE, FALSE}, {"لا", TRUE, FALSE},  {"mungkin", FALSE, FALSE},
      {"", FALSE, FALSE},         {NULL, FALSE, FALSE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++) {
    gboolean yes = TRUE;
    g_test_message ("%s", typed[i].text);
    g_assert_cmpint (eta_evidence_answer (typed[i].text, &yes), ==, typed[i].answer);
    g_assert_cmpint (yes, ==, typed[i].yes);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/evidence/words", test_words);
  g_test_add_func ("/evidence/rules", test_rules);
  g_test_add_func ("/evidence/answers", test_answers);
  return g_test_run ();
}
