#include "run-cli.h"

static void
test_init (Cli *c, gconstpointer unused)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *producer;

  g_assert_cmpint (run (c, "init", NULL), ==, 2);
  assert_said (c->err, "--producer");
  g_assert_false (g_file_test (c->file, G_FILE_TEST_EXISTS));
  g_assert_cmpint (
      run (c, "init", "--producer", "Kopontren Satu", "--place", "Bondowoso, Jawa Timur", NULL), ==,
      0);
  g_assert_cmpint (run (c, "--json", "producer", "list", NULL), ==, 0);
  node = json (c);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 1);
  producer = json_array_get_object_element (json_node_get_array (node), 0);
  g_assert_cmpstr (json_object_get_string_member (producer, "name"), ==, "Kopontren Satu");
  g_assert_cmpstr (json_object_get_string_member (producer, "regency"), ==, "Bondowoso");
  g_assert_cmpstr (json_object_get_string_member (producer, "province"), ==, "jawa_timur");
}

/* A catalog that is there is never begun anew. */
static void
test_init_twice (Cli *c, gconstpointer unused)
{
  g_assert_cmpint (run (c, "init", "--producer", "Satu", NULL), ==, 0);
  g_assert_cmpint (run (c, "init", "--producer", "Dua", NULL), ==, 2);
  assert_said (c->err, c->file);
  g_assert_cmpint (run (c, "producer", "list", NULL), ==, 0);
  g_assert_cmpstr (c->out, ==, "Satu\t\n");
}

static void
test_init_nowhere (Cli *c, gconstpointer unused)
{
  g_free (c->file);
  c->file = g_build_filename (c->folder, "no", "such", "folder.etalasedb", NULL);
  g_assert_cmpint (run (c, "init", "--producer", "Satu", NULL), ==, 3);
  g_assert_cmpuint (count_lines (c->err), ==, 1);
}

/* The sample alone makes the catalog: no empty producer beside its fourteen. */
static void
test_sample (Cli *c, gconstpointer unused)
{
  g_assert_cmpint (run (c, "sample", NULL), ==, 0);
  g_assert_cmpint (run (c, "producer", "list", NULL), ==, 0);
  g_assert_cmpuint (count_lines (c->out), ==, 14);
  g_assert_cmpuint (count_products (c), ==, 14);
  g_assert_cmpint (run (c, "--json", "sample", NULL), ==, 0);
  {
    g_autoptr (JsonNode) node = json (c);
    g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "added"), ==, 0);
  }
  g_assert_cmpuint (count_products (c), ==, 14);
}

static void
test_producers (Cli *c, gconstpointer unused)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *words;

  g_assert_cmpint (run (c, "init", "--producer", "Satu", NULL), ==, 0);
  g_assert_cmpint (run (c, "producer", "add", "Dua", "--place", "Jember", NULL), ==, 0);
  g_assert_cmpint (run (c, "producer", "add", " dua ", NULL), ==, 2);
  g_assert_cmpint (run (c, "--json", "producer", "set", "DUA", "whatsapp=0812 3456 7890",
                        "name.ar=تعاونية اثنان", NULL),
                   ==, 0);
  node = json (c);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "whatsapp"), ==,
                   "+6281234567890");
  words = json_object_get_object_member (json_node_get_object (node), "words");
  g_assert_cmpstr (
      json_object_get_string_member (json_object_get_object_member (words, "ar"), "name"), ==,
      "تعاونية اثنان");
  g_assert_cmpint (run (c, "producer", "set", "Dua", "email=nobody", NULL), ==, 2);
  g_assert_cmpint (run (c, "producer", "set", "Dua", "nonsense=1", NULL), ==, 2);
  g_assert_cmpint (run (c, "producer", "set", "Tiga", "email=a@b.example", NULL), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_cli ("/cli/init", test_init);
  with_cli ("/cli/init-twice", test_init_twice);
  with_cli ("/cli/init-nowhere", test_init_nowhere);
  with_cli ("/cli/sample", test_sample);
  with_cli ("/cli/producers", test_producers);
  return g_test_run ();
}
