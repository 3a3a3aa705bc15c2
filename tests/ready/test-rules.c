/* The rules that came with the program are sound; wrong files are refused with file and line. */
#include "ready/rules.h"

#include "catalog/data.h"
#include "ready/error.h"

#include <glib/gstdio.h>
#include <string.h>

#define HEADER                                                                                     \
  "id\tmarket\tcategories\ths\tcondition\tseverity\tevidence\ttitle_en\ttitle_id\tdetail\t"        \
  "valid_from\tvalid_to\tsource\tsource_date\tconfidence\tas_of\treview_by\n"
#define GOOD                                                                                       \
  "us.a\tus\tall\t0901\t\tblocker\tnib\tTitle\tJudul\t\t\t\tsource\t\tA\t2027-01-02\t2027-05-25\n"

static EtaRuleSet *
load_text (const char *text, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("etalase-rules-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "rules_us.tsv", NULL);
  EtaRuleSet *rules;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  rules = eta_rules_load (folder, error);
  g_remove (path);
  g_rmdir (folder);
  return rules;
}

static void
test_builtin (void)
{
  const EtaRuleSet *rules = eta_rules_builtin ();

  g_assert_cmpuint (eta_rules_count (rules), ==, 79);
  g_assert_cmpstr (eta_rules_date (rules), ==, "2026-11-25");
}

static void
test_markets (void)
{
  static const struct {
    const char *market;
    guint n;
  } wanted[] = {
      {"us", 32}, {"eu", 34}, {"de", 36}, {"it", 36}, {"gb", 27},
      {"sa", 26}, {"ae", 21}, {"kw", 19}, {"my", 21}, {"jp", 21},
  };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++) {
    g_autoptr (GPtrArray) found = eta_rules_of_market (eta_rules_builtin (), wanted[i].market);
    g_assert_cmpuint (found->len, ==, wanted[i].n);
  }
  g_assert_null (eta_rules_of_market (eta_rules_builtin (), "xx"));
}

static void
test_update (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaRuleSet) rules = load_text (HEADER GOOD, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (eta_rules_count (rules), ==, 1);
  g_assert_cmpstr (eta_rules_date (rules), ==, "2027-01-02");
  g_assert_cmpstr (eta_rule_title (eta_rules_at (rules, 0), "id"), ==, "Judul");
  g_assert_cmpstr (eta_rule_title (eta_rules_at (rules, 0), "ar"), ==, "Title");
}

/* The good line with one cell changed, as the third line of the file. */
static void
test_refused (void)
{
  static const struct {
    int column;
    const char *value;
    const char *named;
  } wrong[] = {
      {0, "us.a", "“id”"},
      {0, "", "“id”"},
      {1, "mars", "“market”"},
      {2, "coffee;stones", "“categories”"},
      {3, "09x1", "“hs”"},
      {3, "0901;", "“hs”"},
      {4, "on Sundays", "“condition”"},
      {5, "fatal", "“severity”"},
      {6, "nib;no_such_paper", "“evidence”"},
      {7, "", "“title_en”"},
      {10, "2026-02-30", "“valid_from”"},
      {11, "25/11/2026", "“valid_to”"},
      {14, "D", "“confidence”"},
      {15, "", "“as_of”"},
      {16, "2027-13-01", "“review_by”"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_auto (GStrv) cells = g_strsplit (GOOD, "\t", -1);
    g_autoptr (GError) error = NULL;
    g_autofree char *line = NULL, *text = NULL;

    g_free (cells[0]);
    cells[0] = g_strdup ("us.b");
    g_free (cells[wrong[i].column]);
    cells[wrong[i].column] = g_strconcat (wrong[i].value, wrong[i].column == 16 ? "\n" : "", NULL);
    line = g_strjoinv ("\t", cells);
    text = g_strconcat (HEADER, GOOD, line, NULL);
    g_assert_null (load_text (text, &error));
    g_assert_error (error, ETA_READY_ERROR, ETA_READY_ERROR_RULES);
    g_assert_nonnull (strstr (error->message, "“rules_us.tsv”, line 3"));
    g_assert_nonnull (strstr (error->message, wrong[i].named));
  }
}

/* An update of one rule leaves all others in force, and an old one does not win over a newer look.
 */
static void
test_merge (void)
{
  static const char newer[] = HEADER
      "us.label\tus\tall\t0901\t\tblocker\tnib\tNew\tBaru\t\t\t\tsource\t\tA\t"
      "2027-01-02\t2027-05-25\n"
      "us.old\tus\tall\t\t\tblocker\tnib\tAdded\t\t\t\t\tsource\t\tA\t2025-01-02\t2027-05-25\n"
      "us.ffr\tus\tall\t\t\tblocker\tnib\tOlder\t\t\t\t\tsource\t\tA\t2025-01-02\t2027-05-25\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaRuleSet) update = load_text (newer, &error);
  g_autoptr (EtaRuleSet) merged = NULL;
  EtaRulesChange change;

  g_assert_no_error (error);
  merged = eta_rules_merge (eta_rules_builtin (), update, &change);
  g_assert_cmpuint (change.replaced, ==, 1);
  g_assert_cmpuint (change.added, ==, 1);
  g_assert_cmpuint (change.older, ==, 1);
  g_assert_cmpuint (change.kept, ==, 78);
  g_assert_cmpuint (eta_rules_count (merged), ==, 80);
  g_assert_cmpstr (eta_rules_find (merged, "us.label")->title_en, ==, "New");
  g_assert_cmpstr (eta_rules_find (merged, "us.ffr")->title_en, !=, "Older");
  g_assert_nonnull (eta_rules_find (merged, "de.lang"));
  g_assert_cmpstr (eta_rules_date (merged), ==, "2027-01-02");
  /* The built-in ones are as before. */
  g_assert_cmpstr (eta_rules_find (eta_rules_builtin (), "us.label")->title_en, !=, "New");
}

static void
test_no_columns (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (load_text ("id\tmarket\nus.a\tus\n", &error));
  g_assert_error (error, ETA_READY_ERROR, ETA_READY_ERROR_RULES);
  g_assert_nonnull (strstr (error->message, "line 1"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/builtin", test_builtin);
  g_test_add_func ("/rules/markets", test_markets);
  g_test_add_func ("/rules/update", test_update);
  g_test_add_func ("/rules/refused", test_refused);
  g_test_add_func ("/rules/merge", test_merge);
  g_test_add_func ("/rules/no-columns", test_no_columns);
  return g_test_run ();
}
