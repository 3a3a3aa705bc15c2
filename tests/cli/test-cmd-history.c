#include "run-cli.h"

static void
test_undo (Cli *c, gconstpointer unused)
{
  g_assert_cmpint (run (c, "init", "--producer", "Satu", NULL), ==, 0);
  g_assert_cmpint (run (c, "add", "A-1", "moq=1", NULL), ==, 0);
  g_assert_cmpint (run (c, "set", "A-1", "moq=2", NULL), ==, 0);
  g_assert_cmpint (run (c, "set", "A-1", "moq=3", NULL), ==, 0);
  g_assert_cmpint (run (c, "undo", NULL), ==, 0);
  g_assert_cmpint (run (c, "show", "A-1", NULL), ==, 0);
  assert_said (c->out, "moq\t2\n");
  g_assert_cmpint (run (c, "undo", "2", NULL), ==, 0);
  g_assert_cmpuint (count_products (c), ==, 0);
  g_assert_cmpint (run (c, "redo", "3", NULL), ==, 0);
  g_assert_cmpint (run (c, "show", "A-1", NULL), ==, 0);
  assert_said (c->out, "moq\t3\n");
  g_assert_cmpint (run (c, "redo", NULL), ==, 2);
  g_assert_cmpint (run (c, "undo", "99", NULL), ==, 1);
  g_assert_cmpint (run (c, "undo", NULL), ==, 2);
  g_assert_cmpint (run (c, "undo", "-1", NULL), ==, 2);
  g_assert_cmpint (run (c, "undo", "all", NULL), ==, 2);
}

static void
test_history (Cli *c, gconstpointer unused)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *newest;

  g_assert_cmpint (run (c, "init", "--producer", "Satu", NULL), ==, 0);
  g_assert_cmpint (run (c, "add", "A-1", NULL), ==, 0);
  g_assert_cmpint (run (c, "add", "B-1", NULL), ==, 0);
  g_assert_cmpint (run (c, "set", "A-1", "moq=2", NULL), ==, 0);
  g_assert_cmpint (run (c, "undo", NULL), ==, 0);
  g_assert_cmpint (run (c, "--json", "history", "A-1", NULL), ==, 0);
  node = json (c);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 2);
  newest = json_array_get_object_element (json_node_get_array (node), 0);
  g_assert_cmpstr (json_object_get_string_member (newest, "step"), ==, "Edit product");
  g_assert_cmpstr (json_object_get_string_member (newest, "detail"), ==, "A-1");
  g_assert_true (json_object_get_boolean_member (newest, "undone"));
  g_assert_cmpint (run (c, "history", NULL), ==, 0);
  g_assert_cmpuint (count_lines (c->out), ==, 4);
  g_assert_cmpint (run (c, "history", "NONE", NULL), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_cli ("/cli/undo", test_undo);
  with_cli ("/cli/history", test_history);
  return g_test_run ();
}
