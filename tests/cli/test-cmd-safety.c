#include "run-cli.h"

static void
test_round_trip (Cli *c, gconstpointer unused)
{
  g_autofree char *backup = g_build_filename (c->folder, "toko.etalasebackup", NULL);
  g_autofree char *elsewhere = g_build_filename (c->folder, "elsewhere", NULL);
  g_autofree char *before = NULL;

  g_assert_cmpint (run (c, "sample", NULL), ==, 0);
  g_assert_cmpint (run (c, "set", "KOPI-AR-250", "moq=777", NULL), ==, 0);
  /* B39: at once, the last edit is in it. */
  g_assert_cmpint (run (c, "--json", "backup", backup, NULL), ==, 0);
  g_assert_cmpint (run (c, "--json", "show", "KOPI-AR-250", NULL), ==, 0);
  before = g_strdup (c->out);
  g_assert_cmpint (g_mkdir (elsewhere, 0755), ==, 0);
  g_free (c->file);
  c->file = g_build_filename (elsewhere, "lain.etalasedb", NULL);
  g_assert_cmpint (run (c, "restore", backup, NULL), ==, 0);
  g_assert_cmpint (run (c, "--json", "show", "KOPI-AR-250", NULL), ==, 0);
  g_assert_cmpstr (c->out, ==, before);
  g_assert_cmpint (run (c, "check", NULL), ==, 0);
  g_assert_cmpuint (count_products (c), ==, 14);
}

static void
test_restore_over (Cli *c, gconstpointer unused)
{
  g_autofree char *backup = g_build_filename (c->folder, "toko.etalasebackup", NULL);
  g_autofree char *wrong = g_build_filename (c->folder, "wrong.etalasebackup", NULL);

  g_assert_cmpint (run (c, "init", "--producer", "Satu", NULL), ==, 0);
  g_assert_cmpint (run (c, "add", "A-1", NULL), ==, 0);
  g_assert_cmpint (run (c, "backup", backup, NULL), ==, 0);
  g_assert_cmpint (run (c, "add", "B-1", NULL), ==, 0);
  g_assert_true (g_file_set_contents (wrong, "no backup", -1, NULL));
  g_assert_cmpint (run (c, "restore", wrong, NULL), !=, 0);
  assert_said (c->err, "wrong.etalasebackup");
  g_assert_cmpint (run (c, "restore", "absent", NULL), !=, 0);
  g_assert_cmpuint (count_products (c), ==, 2);
  g_assert_cmpint (run (c, "restore", backup, NULL), ==, 0);
  g_assert_cmpuint (count_products (c), ==, 1);
}

/* A photo that was lost or changed is named; the rest of the catalog is used on. */
static void
test_check (Cli *c, gconstpointer unused)
{
  g_autoptr (JsonNode) node = NULL, photos = NULL;
  JsonObject *first;

  g_assert_cmpint (run (c, "sample", NULL), ==, 0);
  g_assert_cmpint (run (c, "check", NULL), ==, 0);
  g_assert_cmpint (run (c, "--json", "photo", "list", "MADU-500", NULL), ==, 0);
  photos = json (c);
  first = json_array_get_object_element (
      json_object_get_array_member (json_node_get_object (photos), "photos"), 0);
  g_assert_cmpint (g_unlink (json_object_get_string_member (first, "path")), ==, 0);
  g_assert_cmpint (run (c, "--json", "check", NULL), ==, 1);
  assert_said (c->err, json_object_get_string_member (first, "sha256"));
  node = json (c);
  g_assert_cmpuint (json_array_get_length (
                        json_object_get_array_member (json_node_get_object (node), "problems")),
                    ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_cli ("/cli/backup", test_round_trip);
  with_cli ("/cli/restore", test_restore_over);
  with_cli ("/cli/check", test_check);
  return g_test_run ();
}
