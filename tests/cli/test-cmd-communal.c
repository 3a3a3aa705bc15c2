#include "run-cli.h"

static const char table[] =
    "sku,name_id,unit,net_g,capacity,producer\nS-1,Kopi Robusta,pouch,250,1000,Kopontren Satu\n"
    "D-1,Kopi Robusta,pouch,250,1500,Kopontren Dua\nX-1,Madu,jar,500,100,Kopontren Dua\n";

static void
begin (Cli *c)
{
  g_autofree char *path = g_build_filename (c->folder, "kopi.csv", NULL);

  g_assert_true (g_file_set_contents (path, table, -1, NULL));
  g_assert_cmpint (run (c, "init", "--producer", "Kopontren Satu", NULL), ==, 0);
  g_assert_cmpint (run (c, "import", path, NULL), ==, 0);
  g_assert_cmpint (run (c, "communal", "join", "Kopi Bersama", "S-1", "D-1", NULL), ==, 0);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  return n;
}

static void
test_list (Cli *c, gconstpointer unused)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *one;

  begin (c);
  g_assert_cmpint (run (c, "--json", "communal", "list", NULL), ==, 0);
  node = json (c);
  one = json_array_get_object_element (json_node_get_array (node), 0);
  g_assert_cmpstr (json_object_get_string_member (one, "name"), ==, "Kopi Bersama");
  g_assert_cmpint (json_object_get_int_member (one, "capacity"), ==, 2500);
  g_assert_cmpint (json_object_get_int_member (one, "producers"), ==, 2);
  g_assert_cmpint (run (c, "communal", "join", "Kopi Bersama", "X-1", NULL), ==, 2);
  g_assert_cmpint (run (c, "communal", "leave", "S-1", "D-1", NULL), ==, 0);
  g_assert_cmpstr (c->out, ==, "");
  g_assert_cmpint (run (c, "undo", NULL), ==, 0);
  g_assert_cmpint (run (c, "communal", "list", NULL), ==, 0);
  assert_said (c->out, "2500");
}

/* One sheet for both, and one for the rest. */
static void
test_sheet (Cli *c, gconstpointer unused)
{
  g_autofree char *folder = g_build_filename (c->folder, "out", NULL);
  g_autofree char *sheet = g_build_filename (folder, "S-1-id.pdf", NULL);

  begin (c);
  g_assert_cmpint (run (c, "sheet", "--all", "--lang", "id", "-o", folder, NULL), ==, 0);
  g_assert_cmpuint (count_files (folder), ==, 2);
  g_assert_true (g_file_test (sheet, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_cli ("/cmd-communal/list", test_list);
  with_cli ("/cmd-communal/sheet", test_sheet);
  return g_test_run ();
}
