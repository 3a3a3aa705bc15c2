#include "run-cli.h"

static void
fill (Cli *c)
{
  g_assert_cmpint (run (c, "init", "--producer", "Kopontren Satu", NULL), ==, 0);
  g_assert_cmpint (run (c, "add", "KOPI-01", "name.id=Kopi Arabika Ijen", "category=coffee",
                        "hs=090121", "province=Jawa Timur", NULL),
                   ==, 0);
  g_assert_cmpint (
      run (c, "add", "BATIK-01", "name.id=Batik", "category=textile", "hs=621410", NULL), ==, 0);
}

static JsonObject *
answer (Cli *c, JsonNode **node)
{
  *node = json (c);
  return json_node_get_object (*node);
}

/* The rule ID of the first product in the first market. */
static JsonObject *
find_rule (JsonObject *object, const char *id)
{
  JsonObject *product =
      json_array_get_object_element (json_object_get_array_member (object, "products"), 0);
  JsonObject *market =
      json_array_get_object_element (json_object_get_array_member (product, "markets"), 0);
  JsonArray *rules = json_object_get_array_member (market, "rules");

  for (guint i = 0; i < json_array_get_length (rules); i++) {
    JsonObject *rule = json_array_get_object_element (rules, i);
    if (g_str_equal (json_object_get_string_member (rule, "rule"), id))
      return rule;
  }
  g_assert_not_reached ();
}

static void
test_eudr (Cli *c, gconstpointer unused)
{
  static const struct {
    const char *day, *state;
  } days[] = {{"2026-12-29", "not_applicable"}, {"2026-12-30", "missing"}};

  fill (c);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++) {
    g_autoptr (JsonNode) node = NULL;
    JsonObject *rule;
    g_assert_cmpint (
        run (c, "--json", "ready", "KOPI-01", "--market", "de", "--as-of", days[i].day, NULL), ==,
        1);
    rule = find_rule (answer (c, &node), "eu.eudr");
    g_assert_cmpstr (json_object_get_string_member (rule, "state"), ==, days[i].state);
    g_assert_cmpuint (json_array_get_length (json_object_get_array_member (rule, "needs")), ==, 5);
  }
}

/* What is typed as evidence changes the verdict. */
static void
test_proof (Cli *c, gconstpointer unused)
{
  g_autoptr (JsonNode) before = NULL, after = NULL;

  fill (c);
  run (c, "--json", "ready", "KOPI-01", "--market", "it", NULL);
  g_assert_cmpstr (
      json_object_get_string_member (find_rule (answer (c, &before), "it.lang"), "state"), ==,
      "missing");
  g_assert_cmpint (run (c, "set", "KOPI-01", "evidence.label_it=ada", NULL), ==, 0);
  run (c, "--json", "ready", "KOPI-01", "--market", "it", NULL);
  g_assert_cmpstr (
      json_object_get_string_member (find_rule (answer (c, &after), "it.lang"), "state"), ==,
      "met");
}

static void
test_all (Cli *c, gconstpointer unused)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object, *product, *cell;

  fill (c);
  g_assert_cmpint (run (c, "--json", "ready", "--all", "--market", "us,my", NULL), ==, 1);
  object = answer (c, &node);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "products")), ==,
                    2);
  product = json_array_get_object_element (json_object_get_array_member (object, "products"), 0);
  g_assert_cmpstr (json_object_get_string_member (product, "sku"), ==, "BATIK-01");
  cell = json_array_get_object_element (json_object_get_array_member (product, "markets"), 1);
  g_assert_cmpstr (json_object_get_string_member (cell, "market"), ==, "my");
  g_assert_false (json_object_has_member (cell, "rules"));
  /* Without NIB and NPWP; the NIB is a blocker. */
  g_assert_cmpstr (json_object_get_string_member (cell, "state"), ==, "blocked");
  g_assert_cmpint (json_object_get_int_member (cell, "missing"), ==, 2);
}

/* A person who has never heard of EUDR: what to gather, and from whom. */
static void
test_checklist (Cli *c, gconstpointer unused)
{
  fill (c);
  g_assert_cmpint (run (c, "ready", "KOPI-01", "--market", "de", "--checklist", "producer",
                        "--lang", "id", NULL),
                   ==, 1);
  g_assert_nonnull (strstr (c->out, "Petani atau pengepul bahan baku Anda\n"));
  g_assert_nonnull (strstr (c->out, "[ ] Titik koordinat setiap kebun"));
  g_assert_nonnull (strstr (c->out, "30 Desember 2026"));
  g_assert_null (strstr (c->out, "PEB"));
  run (c, "ready", "KOPI-01", "--market", "de", "--checklist", "shipping", "--lang", "id", NULL);
  g_assert_nonnull (strstr (c->out, "PEB"));
  run (c, "ready", "KOPI-01", "--market", "de", "--checklist", "buyer", "--lang", "ar", NULL);
  g_assert_nonnull (strstr (c->out, "LUCID"));
  g_assert_nonnull (strstr (c->out, "هل المستورد منشأة صغيرة"));
}

/* On paper, in each language. */
static void
test_print (Cli *c, gconstpointer unused)
{
  static const char *const langs[] = {"id", "en", "ar"};

  fill (c);
  for (guint i = 0; i < G_N_ELEMENTS (langs); i++) {
    g_autofree char *path = g_build_filename (c->folder, "list.pdf", NULL);
    g_autofree char *text = NULL;
    gsize len;

    g_assert_cmpint (run (c, "ready", "--all", "--market", "de,us", "--checklist", "producer",
                          "--lang", langs[i], "-o", path, NULL),
                     ==, 1);
    g_assert_true (g_file_get_contents (path, &text, &len, NULL));
    g_assert_true (g_str_has_prefix (text, "%PDF-"));
    g_assert_cmpuint (len, >, 8000);
  }
  g_assert_cmpint (run (c, "ready", "--all", "--market", "us", "-o", "a.pdf", NULL), ==, 2);
}

static void
test_wrong_use (Cli *c, gconstpointer unused)
{
  fill (c);
  g_assert_cmpint (run (c, "ready", "KOPI-01", NULL), ==, 2);
  g_assert_nonnull (strstr (c->err, "--market"));
  g_assert_cmpint (run (c, "ready", "KOPI-01", "--market", "mars", NULL), ==, 2);
  g_assert_nonnull (strstr (c->err, "“mars”"));
  g_assert_cmpint (run (c, "ready", "KOPI-01", "--market", "us", "--as-of", "2026-02-30", NULL), ==,
                   2);
  g_assert_cmpint (run (c, "ready", "KOPI-01", "--market", "us", "--checklist", "all", NULL), ==,
                   2);
  g_assert_cmpint (run (c, "ready", "--market", "us", NULL), ==, 2);
  g_assert_cmpint (run (c, "ready", "NONE", "--market", "us", NULL), ==, 2);
}

#define HEADER                                                                                     \
  "id\tmarket\tcategories\ths\tcondition\tseverity\tevidence\ttitle_en\ttitle_id\tdetail\t"        \
  "valid_from\tvalid_to\tsource\tsource_date\tconfidence\tas_of\treview_by\n"

/* Newer rules for this time only; wrong ones are refused with file and line. */
static void
test_rules (Cli *c, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (c->folder, "rules_us.tsv", NULL);
  g_autoptr (JsonNode) node = NULL;

  fill (c);
  g_file_set_contents (path,
                       HEADER "us.new\tus\tall\t\t\tblocker\tnib\tA new rule\tAturan baru\t\t\t\t"
                              "source\t\tA\t2027-01-02\t2027-05-25\n",
                       -1, NULL);
  g_assert_cmpint (run (c, "--json", "ready", "KOPI-01", "--market", "us", "--rules", path, NULL),
                   ==, 1);
  g_assert_cmpstr (json_object_get_string_member (find_rule (answer (c, &node), "us.new"), "state"),
                   ==, "missing");
  g_file_set_contents (path, HEADER "us.new\tmars\n", -1, NULL);
  g_assert_cmpint (run (c, "ready", "KOPI-01", "--market", "us", "--rules", path, NULL), ==, 2);
  g_assert_nonnull (strstr (c->err, "rules_us.tsv"));
  g_assert_nonnull (strstr (c->err, "2"));
  g_assert_cmpint (run (c, "rules", "add", path, NULL), ==, 2);
  g_assert_cmpint (run (c, "rules", "show", NULL), ==, 0);
  g_assert_cmpuint (count_lines (c->out), ==, 79);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_cli ("/cmd-ready/eudr", test_eudr);
  with_cli ("/cmd-ready/proof", test_proof);
  with_cli ("/cmd-ready/all", test_all);
  with_cli ("/cmd-ready/checklist", test_checklist);
  with_cli ("/cmd-ready/print", test_print);
  with_cli ("/cmd-ready/wrong-use", test_wrong_use);
  with_cli ("/cmd-ready/rules", test_rules);
  return g_test_run ();
}
