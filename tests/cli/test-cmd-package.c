#include "run-cli.h"

typedef struct {
  Cli here, there;
  char *package;
} Pair;

static void
pair_setup (Pair *p, gconstpointer unused)
{
  cli_setup (&p->here, NULL);
  cli_setup (&p->there, NULL);
  p->package = g_build_filename (p->there.folder, "kiriman.etalase", NULL);
  g_assert_cmpint (run (&p->here, "init", "--producer", "Sekretariat", NULL), ==, 0);
  g_assert_cmpint (run (&p->there, "init", "--producer", "Ponpes Al-Falah", NULL), ==, 0);
  g_assert_cmpint (run (&p->there, "sample", NULL), ==, 0);
}

static void
pair_teardown (Pair *p, gconstpointer unused)
{
  cli_teardown (&p->here, NULL);
  cli_teardown (&p->there, NULL);
  g_free (p->package);
}

static JsonObject *
answer (Cli *c, JsonNode **node)
{
  *node = json (c);
  return json_node_get_object (*node);
}

static void
test_there_and_here (Pair *p, gconstpointer unused)
{
  g_autoptr (JsonNode) out = NULL, plan = NULL, in = NULL, again = NULL;
  JsonObject *said;
  JsonArray *items;

  g_assert_cmpint (run (&p->there, "--json", "package", "export", p->package, NULL), ==, 0);
  said = answer (&p->there, &out);
  g_assert_cmpint (json_object_get_int_member (said, "products"), ==, 14);
  g_assert_cmpint (json_object_get_int_member (said, "photos"), >, 14);

  g_assert_cmpint (run (&p->here, "--json", "package", "import", p->package, "--dry-run", NULL), ==,
                   0);
  said = answer (&p->here, &plan);
  g_assert_cmpint (json_object_get_int_member (said, "new"), ==, 14);
  g_assert_true (json_object_get_boolean_member (said, "dry_run"));
  items = json_object_get_array_member (said, "items");
  g_assert_cmpuint (json_array_get_length (items), >, 14);
  g_assert_cmpuint (count_products (&p->here), ==, 0);

  g_assert_cmpint (run (&p->here, "--json", "package", "import", p->package, NULL), ==, 0);
  said = answer (&p->here, &in);
  g_assert_cmpint (json_object_get_int_member (said, "new"), ==, 14);
  g_assert_cmpint (json_object_get_int_member (said, "photos"), >, 14);
  g_assert_cmpuint (count_products (&p->here), ==, 14);
  g_assert_cmpint (run (&p->here, "check", NULL), ==, 0);

  g_assert_cmpint (run (&p->here, "--json", "package", "import", p->package, NULL), ==, 0);
  said = answer (&p->here, &again);
  g_assert_cmpint (json_object_get_int_member (said, "same"), ==, 14);
  g_assert_cmpint (json_object_get_int_member (said, "new"), ==, 0);
  g_assert_cmpuint (count_products (&p->here), ==, 14);

  g_assert_cmpint (run (&p->here, "undo", NULL), ==, 0);
  g_assert_cmpuint (count_products (&p->here), ==, 0);
}

/* A clash is left, told, and an exit code of its own, until somebody says whose value wins. */
static void
test_clash (Pair *p, gconstpointer unused)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *said, *item, *change;

  g_assert_cmpint (run (&p->there, "package", "export", p->package, "KOPI-AR-250", NULL), ==, 0);
  g_assert_cmpint (run (&p->here, "package", "import", p->package, NULL), ==, 0);
  g_assert_cmpuint (count_products (&p->here), ==, 1);
  g_assert_cmpint (run (&p->there, "set", "KOPI-AR-250", "moq=81", NULL), ==, 0);
  g_assert_cmpint (run (&p->here, "set", "KOPI-AR-250", "moq=101", NULL), ==, 0);
  g_assert_cmpint (run (&p->there, "package", "export", p->package, "KOPI-AR-250", NULL), ==, 0);

  g_assert_cmpint (run (&p->here, "--json", "package", "import", p->package, NULL), ==, 1);
  assert_said (p->here.err, "101");
  assert_said (p->here.err, "81");
  said = answer (&p->here, &node);
  g_assert_cmpint (json_object_get_int_member (said, "clashes"), ==, 1);
  item = json_array_get_object_element (json_object_get_array_member (said, "items"), 0);
  g_assert_cmpstr (json_object_get_string_member (item, "state"), ==, "clash");
  change = json_array_get_object_element (json_object_get_array_member (item, "changes"), 0);
  g_assert_cmpstr (json_object_get_string_member (change, "field"), ==, "moq");
  g_assert_cmpstr (json_object_get_string_member (change, "mine"), ==, "101");
  g_assert_cmpstr (json_object_get_string_member (change, "theirs"), ==, "81");

  g_assert_cmpint (run (&p->here, "package", "import", p->package, "--take", "theirs", NULL), ==,
                   0);
  g_assert_cmpint (run (&p->here, "show", "KOPI-AR-250", NULL), ==, 0);
  assert_said (p->here.out, "moq\t81\n");
}

static void
test_wrong_use (Pair *p, gconstpointer unused)
{
  g_autofree char *text = g_build_filename (p->here.folder, "bukan.etalase", NULL);
  g_autofree char *cut = g_build_filename (p->here.folder, "potong.etalase", NULL);
  g_autofree char *bytes = NULL;
  gsize len;

  g_assert_true (g_file_set_contents (text, "halo", -1, NULL));
  g_assert_cmpint (run (&p->here, "package", "import", text, NULL), ==, 2);
  assert_said (p->here.err, "bukan.etalase");
  g_assert_cmpint (run (&p->here, "package", "import", "tidak-ada.etalase", NULL), ==, 2);
  g_assert_cmpint (run (&p->here, "package", "import", NULL), ==, 2);
  g_assert_cmpint (run (&p->there, "package", "export", p->package, "NO-SUCH", NULL), ==, 2);
  g_assert_false (g_file_test (p->package, G_FILE_TEST_EXISTS));
  g_assert_cmpint (run (&p->there, "package", "export", p->package, NULL), ==, 0);
  g_assert_cmpint (run (&p->here, "package", "import", p->package, "--take", "both", NULL), ==, 2);

  g_assert_true (g_file_get_contents (p->package, &bytes, &len, NULL));
  g_assert_true (g_file_set_contents (cut, bytes, (gssize)len / 2, NULL));
  g_assert_cmpint (run (&p->here, "package", "import", cut, NULL), ==, 3);
  assert_said (p->here.err, "potong.etalase");
  g_assert_cmpuint (count_products (&p->here), ==, 0);
}

#define with_pair(path, func) g_test_add (path, Pair, NULL, pair_setup, func, pair_teardown)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_pair ("/cmd-package/there-and-here", test_there_and_here);
  with_pair ("/cmd-package/clash", test_clash);
  with_pair ("/cmd-package/wrong-use", test_wrong_use);
  return g_test_run ();
}
