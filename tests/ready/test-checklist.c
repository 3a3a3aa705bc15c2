/* What is to be gathered: each thing once, from whom, for which products and markets, and when. */
#include "ready/checklist.h"

#include "sample-goods.h"

static const EtaTask *
find (EtaChecklist *list, const char *key)
{
  GPtrArray *tasks = eta_checklist_tasks (list);

  for (guint i = 0; i < tasks->len; i++) {
    const EtaTask *task = tasks->pdata[i];
    if (g_str_equal (eta_evidence_key (task->evidence), key))
      return task;
  }
  return NULL;
}

static EtaChecklist *
make (EtaChecklistKind kind)
{
  static const char *const markets[] = {"de", "us"};
  EtaChecklist *list = eta_checklist_new (kind);
  g_autoptr (EtaFacts) coffee = goods_facts ("category=coffee;hs=090121", "");
  g_autoptr (EtaFacts) batik = goods_facts ("category=textile;hs=621410", "");
  EtaDay day;

  eta_day_init (&day, "2026-11-25");
  for (guint m = 0; m < G_N_ELEMENTS (markets); m++) {
    g_autoptr (GPtrArray) rules = eta_rules_of_market (eta_rules_builtin (), markets[m]);
    eta_checklist_add (list, coffee, "Kopi", rules, markets[m], &day);
    eta_checklist_add (list, batik, "Batik", rules, markets[m], &day);
  }
  return list;
}

static void
test_producer (void)
{
  g_autoptr (EtaChecklist) list = make (ETA_CHECKLIST_PRODUCER);
  const EtaTask *nib = find (list, "nib"), *plots = find (list, "plot_geolocation");

  /* Once for all. */
  g_assert_cmpuint (nib->products->len, ==, 2);
  g_assert_cmpuint (nib->markets->len, ==, 2);
  g_assert_cmpstr (nib->from, ==, "");
  g_assert_cmpint (nib->rule->severity, ==, ETA_SEVERITY_BLOCKER);
  /* EUDR is not in force yet, is for the coffee and Germany alone, and comes from the farmers. */
  g_assert_cmpstr (plots->from, ==, "2026-12-30");
  g_assert_cmpuint (plots->products->len, ==, 1);
  g_assert_cmpstr (plots->products->pdata[0], ==, "Kopi");
  g_assert_cmpstr (plots->markets->pdata[0], ==, "de");
  g_assert_cmpstr (eta_evidence_who_key (plots->evidence), ==, "farmer");
  /* A question whose answer decides whether a rule is for it. */
  g_assert_nonnull (find (list, "for_children"));
  g_assert_null (find (list, "peb_number"));
  g_assert_null (find (list, "fsvp_importer"));
}

static void
test_others (void)
{
  g_autoptr (EtaChecklist) shipping = make (ETA_CHECKLIST_SHIPPING);
  g_autoptr (EtaChecklist) buyer = make (ETA_CHECKLIST_BUYER);

  g_assert_nonnull (find (shipping, "peb_number"));
  g_assert_nonnull (find (shipping, "phyto_no"));
  g_assert_null (find (shipping, "nib"));
  g_assert_nonnull (find (buyer, "fsvp_importer"));
  g_assert_nonnull (find (buyer, "lucid_no"));
  g_assert_nonnull (find (buyer, "eudr_small_operator"));
  g_assert_null (find (buyer, "nib"));
}

/* Those of one source stand together, on paper too. */
static void
test_rows (void)
{
  g_autoptr (EtaChecklist) list = make (ETA_CHECKLIST_PRODUCER);
  g_autoptr (GPtrArray) rows = eta_checklist_rows (list, "id");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const char *before = NULL;

  g_assert_cmpstr (eta_checklist_title (list, "id"), ==, "Yang perlu Anda siapkan");
  for (guint i = 0; i < rows->len; i++) {
    char **row = rows->pdata[i];
    g_assert_cmpuint (g_strv_length (row), ==, 4);
    if (g_strcmp0 (before, row[0]) != 0)
      g_assert_true (g_hash_table_add (seen, row[0]));
    before = row[0];
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checklist/producer", test_producer);
  g_test_add_func ("/checklist/others", test_others);
  g_test_add_func ("/checklist/rows", test_rows);
  return g_test_run ();
}
