#include "run-cli.h"

/* Every command that the help lists tells about itself. */
static void
test_help (Cli *c, gconstpointer unused)
{
  g_auto (GStrv) lines = NULL;
  guint commands = 0;
  char *list;

  g_assert_cmpint (run (c, "--help", NULL), ==, 0);
  g_assert_cmpstr (c->err, ==, "");
  list = strstr (c->out, "Commands:\n");
  g_assert_nonnull (list);
  lines = g_strsplit (list, "\n", -1);
  for (char **line = lines; *line; line++) {
    g_auto (GStrv) words = NULL;
    gboolean two;
    if (!g_str_has_prefix (*line, "  ") || g_str_has_prefix (*line, "   "))
      continue;
    words = g_strsplit (*line + 2, " ", -1);
    two = words[1] && g_ascii_islower (words[1][0]);
    g_assert_cmpint (run (c, words[0], two ? words[1] : "--help", two ? "--help" : NULL, NULL), ==,
                     0);
    assert_said (c->out, words[0]);
    assert_said (c->out, "--json");
    commands++;
  }
  g_assert_cmpuint (commands, >=, 15);
}

static void
test_wrong_use (Cli *c, gconstpointer unused)
{
  g_assert_cmpint (run (c, "--json", NULL), ==, 2);
  g_assert_cmpint (run (c, "nonsense", NULL), ==, 2);
  assert_said (c->err, "nonsense");
  g_assert_cmpint (run (c, "photo", NULL), ==, 2);
  g_assert_cmpint (run (c, "photo", "--help", NULL), ==, 0);
  assert_said (c->out, "photo move");
  g_assert_cmpint (run (c, "photo", "nonsense", NULL), ==, 2);
  g_assert_cmpint (run (c, "list", "--nonsense", NULL), ==, 2);
  assert_said (c->err, "--nonsense");
  g_assert_cmpint (run (c, "list", "--limit", "many", NULL), ==, 2);
  g_assert_cmpint (run (c, "show", NULL), ==, 2);
  g_assert_cmpint (run (c, "show", "A", "B", NULL), ==, 2);
  g_assert_cmpint (run (c, "show", "\xff\xfe", NULL), ==, 2);
  assert_said (c->err, "UTF-8");
  g_assert_true (g_utf8_validate (c->err, -1, NULL));
}

static void
test_version (Cli *c, gconstpointer unused)
{
  g_assert_cmpint (run (c, "--version", NULL), ==, 0);
  g_assert_true (g_str_has_prefix (c->out, "etalase-cli "));
}

/* Options may stand before or after the command; errors with --json are one document too. */
static void
test_json_errors (Cli *c, gconstpointer unused)
{
  g_autoptr (JsonNode) node = NULL;

  g_assert_cmpint (run (c, "init", "--producer", "Satu", NULL), ==, 0);
  g_assert_cmpint (run (c, "show", "NONE", "--json", NULL), ==, 2);
  node = json (c);
  assert_said (json_object_get_string_member (json_node_get_object (node), "error"), "NONE");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "exit"), ==, 2);
  assert_said (c->err, "NONE");
}

/* Without --file: $ETALASE_FILE, else a file in this folder. */
static void
test_file_name (Cli *c, gconstpointer unused)
{
  g_autofree char *here = g_build_filename (c->folder, "katalog.etalasedb", NULL);
  g_autofree char *named = g_build_filename (c->folder, "named.etalasedb", NULL);

  g_clear_pointer (&c->file, g_free);
  g_assert_cmpint (run (c, "init", "--producer", "Satu", NULL), ==, 0);
  g_assert_true (g_file_test (here, G_FILE_TEST_IS_REGULAR));
  g_setenv ("ETALASE_FILE", named, TRUE);
  g_assert_cmpint (run (c, "init", "--producer", "Satu", NULL), ==, 0);
  g_assert_true (g_file_test (named, G_FILE_TEST_IS_REGULAR));
  g_unsetenv ("ETALASE_FILE");
}

static void
full_output (gpointer data)
{
  freopen ("/dev/full", "w", stdout);
}

/* Output that is lost is no success. */
static void
test_lost_output (Cli *c, gconstpointer unused)
{
  g_assert_cmpint (run (c, "init", "--producer", "Satu", NULL), ==, 0);
  c->setup = full_output;
  g_assert_cmpint (run (c, "producer", "list", NULL), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_cli ("/cli/help", test_help);
  with_cli ("/cli/wrong-use", test_wrong_use);
  with_cli ("/cli/version", test_version);
  with_cli ("/cli/json-errors", test_json_errors);
  with_cli ("/cli/file-name", test_file_name);
  with_cli ("/cli/lost-output", test_lost_output);
  return g_test_run ();
}
