#include "run-cli.h"

#define HEAD                                                                                       \
  "sku,name_id,name_en,name_ar,category,hs,unit,price_idr,price_usd,moq,producer,city,net_g\n"
#define ROWS 500

static void
begin (Cli *c)
{
  g_assert_cmpint (run (c, "init", "--producer", "Kopontren Satu", NULL), ==, 0);
}

static char *
write_table (Cli *c, const char *name, const char *text)
{
  char *path = g_build_filename (c->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static char *
write_rows (Cli *c, const char *name, guint n)
{
  g_autoptr (GString) text = g_string_new (HEAD);

  for (guint i = 1; i <= n; i++)
    g_string_append_printf (text,
                            "K-%04u,Kopi nomor %u,Coffee no. %u,قهوة رقم %u,Kopi,0901.21,"
                            "pouch,%u,%u.%02u,%u,Kopontren %u,Bondowoso,250\n",
                            i, i, i, i, 1000 * i, i, i % 100, i, i % 7);
  return write_table (c, name, text->str);
}

static JsonObject *
import (Cli *c, const char *path, int status, JsonNode **node)
{
  g_assert_cmpint (run (c, "--json", "import", path, NULL), ==, status);
  *node = json (c);
  return json_node_get_object (*node);
}

static void
test_import (Cli *c, gconstpointer unused)
{
  g_autofree char *table = write_rows (c, "kopi.csv", 20);
  g_autoptr (JsonNode) first = NULL, second = NULL;

  begin (c);
  g_assert_cmpint (run (c, "import", table, "--dry-run", NULL), ==, 0);
  g_assert_cmpuint (count_products (c), ==, 0);
  g_assert_cmpint (json_object_get_int_member (import (c, table, 0, &first), "new"), ==, 20);
  g_assert_cmpuint (count_products (c), ==, 20);
  g_assert_cmpint (run (c, "show", "K-0007", NULL), ==, 0);
  assert_said (c->out, "price.usd\t7.07\n");
  assert_said (c->out, "name.ar\tقهوة رقم 7\n");
  assert_said (c->out, "hs\t090121\n");
  g_assert_cmpint (json_object_get_int_member (import (c, table, 0, &second), "same"), ==, 20);
  g_assert_cmpint (run (c, "undo", NULL), ==, 0);
  g_assert_cmpuint (count_products (c), ==, 0);
}

/* A bad row is left out and named by its line in the spreadsheet; the rest goes in. */
static void
test_bad_rows (Cli *c, gconstpointer unused)
{
  g_autofree char *table = write_table (
      c, "kopi.csv", "sku,name_id,gtin,moq\nA-1,Satu,,1\nA-2,Dua,2000000000016,2\nA-3,Tiga,,3\n");
  g_autofree char *picture = write_table (c, "picture.csv", "\x89PNG\r\n\x1a\n\0\0");
  g_autoptr (JsonNode) node = NULL;
  JsonObject *answer;
  JsonObject *remark;

  begin (c);
  answer = import (c, table, 1, &node);
  g_assert_cmpint (json_object_get_int_member (answer, "new"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (answer, "failed"), ==, 1);
  remark = json_array_get_object_element (json_object_get_array_member (answer, "remarks"), 0);
  g_assert_cmpint (json_object_get_int_member (remark, "row"), ==, 3);
  assert_said (c->err, "gtin");
  g_assert_cmpuint (count_products (c), ==, 2);
  g_assert_cmpint (run (c, "import", "absent.csv", NULL), ==, 2);
  g_assert_cmpint (run (c, "import", table, "--producer", "Nobody", NULL), ==, 2);
  g_assert_cmpint (run (c, "import", table, "--decimal", ";", NULL), ==, 2);
  g_assert_cmpint (run (c, "import", table, "--separator", "x", NULL), ==, 2);
  g_assert_cmpint (run (c, "import", table, "--encoding", "klingon", NULL), ==, 2);
  g_assert_cmpuint (count_products (c), ==, 2);
}

static void
compare_files (const char *a, const char *b)
{
  g_autofree char *text_a = NULL, *text_b = NULL;
  gsize len_a, len_b;

  g_assert_true (g_file_get_contents (a, &text_a, &len_a, NULL));
  g_assert_true (g_file_get_contents (b, &text_b, &len_b, NULL));
  g_assert_cmpmem (text_a, len_a, text_b, len_b);
}

/* B31: the same bytes under a decimal comma; B33: our own table comes back without a change. */
static void
test_export (Cli *c, gconstpointer unused)
{
  static const char *const names[] = {"toko.csv", "toko.xlsx", "toko.json"};
  g_autofree char *plain = g_build_filename (c->folder, "plain.csv", NULL);
  g_autofree char *comma = g_build_filename (c->folder, "comma.csv", NULL);

  g_assert_cmpint (run (c, "sample", NULL), ==, 0);
  g_assert_cmpint (run (c, "export", plain, NULL), ==, 0);
  c->locale = "id_ID.UTF-8";
  g_assert_cmpint (run (c, "export", comma, NULL), ==, 0);
  compare_files (plain, comma);
  for (guint i = 0; i < 2; i++) {
    g_autofree char *path = g_build_filename (c->folder, names[i], NULL);
    g_autoptr (JsonNode) node = NULL;
    JsonObject *answer;
    g_assert_cmpint (run (c, "export", path, NULL), ==, 0);
    answer = import (c, path, 0, &node);
    g_assert_cmpint (json_object_get_int_member (answer, "same"), ==, 14);
  }
  g_assert_cmpint (run (c, "export", names[2], NULL), ==, 0);
  g_assert_cmpint (run (c, "export", "no/such/folder.csv", NULL), !=, 0);
  g_assert_cmpint (run (c, "export", "toko.doc", NULL), ==, 2);
}

/* Starts an import and kills it after so many microseconds. FALSE when it was over before. */
static gboolean
import_and_kill (Cli *c, const char *table, gulong patience)
{
  const char *argv[] = {g_getenv ("ETALASE_CLI"), "--file", c->file, "import", table, NULL};
  GPid pid;
  int status;

  g_assert_true (g_spawn_async (NULL, (char **)argv, NULL,
                                G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL,
                                &pid, NULL));
  g_usleep (patience);
  kill (pid, SIGKILL);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  return WIFSIGNALED (status);
}

/* B40: killed at any moment, the import is there whole or not at all, and the file is sound. */
static void
test_killed (Cli *c, gconstpointer unused)
{
  g_autofree char *table = write_rows (c, "kopi.csv", ROWS);
  guint killed = 0;

  begin (c);
  g_assert_cmpint (run (c, "add", "SAFE-01", "--producer", "Kopontren Satu", NULL), ==, 0);
  for (guint i = 0; i < 15; i++) {
    guint64 n;
    killed += import_and_kill (c, table, (gulong)g_random_int_range (1000, 150000));
    g_assert_cmpint (run (c, "check", NULL), ==, 0);
    n = count_products (c);
    g_assert_true (n == 1 || n == 1 + ROWS);
    if (n > 1)
      g_assert_cmpint (run (c, "undo", NULL), ==, 0);
    g_assert_cmpint (run (c, "show", "SAFE-01", NULL), ==, 0);
  }
  g_test_message ("killed %u of 15 imports", killed);
  g_assert_cmpuint (killed, >, 3);
}

static void
small_disk (gpointer data)
{
  const struct rlimit limit = {400 * 1024, 400 * 1024};

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
}

static void
test_full_disk (Cli *c, gconstpointer unused)
{
  g_autofree char *table = write_rows (c, "kopi.csv", ROWS);

  begin (c);
  c->setup = small_disk;
  g_assert_cmpint (run (c, "import", table, NULL), ==, 3);
  g_assert_cmpuint (count_lines (c->err), ==, 1);
  c->setup = NULL;
  g_assert_cmpuint (count_products (c), ==, 0);
  g_assert_cmpint (run (c, "check", NULL), ==, 0);
  g_assert_cmpint (run (c, "import", table, NULL), ==, 0);
}

/* Headings that nobody knows are told once, and remembered; problems are written to a table. */
static void
test_map (Cli *c, gconstpointer unused)
{
  g_autofree char *table =
      write_table (c, "t.csv", "Sandi,Sebutan,Batang\nA-1,Satu,\nA-2,Dua,8.99123E+12\n");
  g_autofree char *problems = g_build_filename (c->folder, "masalah.csv", NULL), *text = NULL;

  begin (c);
  g_assert_cmpint (run (c, "import", table, NULL), ==, 2);
  g_assert_cmpint (run (c, "import", table, "--map", "Sandi=sku", "--map", "Sebutan=name_id",
                        "--map", "Batang=barcode", "--problems", problems, NULL),
                   ==, 1);
  g_assert_cmpuint (count_products (c), ==, 1);
  g_assert_true (g_file_get_contents (problems, &text, NULL, NULL));
  assert_said (text, "3,Batang,");
  assert_said (text, "format the column as Text");
  g_assert_cmpint (run (c, "import", table, "--all-or-nothing", NULL), ==, 2);
  g_assert_cmpint (run (c, "import", table, "--map", "Warna=sku", NULL), ==, 2);
  assert_said (c->err, "Warna");
  g_assert_cmpint (run (c, "show", "A-1", NULL), ==, 0);
  assert_said (c->out, "name.id\tSatu\n");
}

/* Out with the photos as a ZIP file, in again elsewhere. */
static void
test_photos (Cli *c, gconstpointer unused)
{
  g_autofree char *table = g_build_filename (c->folder, "t.xlsx", NULL);
  g_autofree char *photos = g_build_filename (c->folder, "t foto.zip", NULL);
  g_autoptr (JsonNode) node = NULL;

  begin (c);
  g_assert_cmpint (run (c, "sample", NULL), ==, 0);
  g_assert_cmpint (run (c, "export", table, "KOPI-RO-200", "--photos", photos, NULL), ==, 0);
  g_assert_cmpint (run (c, "undo", NULL), ==, 0);
  g_assert_cmpint (run (c, "--json", "import", table, "--photos", photos, NULL), ==, 0);
  node = json (c);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "new"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "photos"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_cli ("/cli/import", test_import);
  with_cli ("/cli/import/bad-rows", test_bad_rows);
  with_cli ("/cli/import/killed", test_killed);
  with_cli ("/cli/import/full-disk", test_full_disk);
  with_cli ("/cli/import/map", test_map);
  with_cli ("/cli/import/photos", test_photos);
  with_cli ("/cli/export", test_export);
  return g_test_run ();
}
