#include "run-cli.h"

static void
test_review (Cli *c, gconstpointer unused)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *answer;

  g_assert_cmpint (run (c, "init", "--producer", "Kopontren Satu", NULL), ==, 0);
  g_assert_cmpint (run (c, "add", "KOPI-01", "name.id=Kopi", NULL), ==, 0);
  g_assert_cmpint (run (c, "--json", "review", "KOPI-01", "approved", "--by", "Nur Aini", "--note",
                        "Siap", NULL),
                   ==, 0);
  node = json (c);
  answer = json_node_get_object (node);
  g_assert_cmpstr (json_object_get_string_member (answer, "state"), ==, "approved");
  g_assert_cmpstr (json_object_get_string_member (answer, "state_by"), ==, "Nur Aini");
  g_assert_cmpint (run (c, "list", "--state", "approved", NULL), ==, 0);
  g_assert_cmpuint (count_lines (c->out), ==, 1);
  g_assert_cmpint (run (c, "set", "KOPI-01", "moq=500", NULL), ==, 0);
  g_assert_cmpint (run (c, "list", "--state", "recheck", NULL), ==, 0);
  g_assert_cmpuint (count_lines (c->out), ==, 1);
  g_assert_cmpint (run (c, "review", "KOPI-01", "great", NULL), ==, 2);
  assert_said (c->err, "great");
  g_assert_cmpint (run (c, "review", "KOPI-99", "checked", NULL), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cmd-review/review", Cli, NULL, cli_setup, test_review, cli_teardown);
  return g_test_run ();
}
