/* The hand-over package: one ZIP that holds all there is to say about some products. */
#include "run-cli.h"

#include <archive.h>
#include <archive_entry.h>

/* Name in the ZIP → its first bytes. */
static GHashTable *
read_zip (const char *path)
{
  GHashTable *files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;

  archive_read_support_format_zip (archive);
  g_assert_cmpint (archive_read_open_filename (archive, path, 65536), ==, ARCHIVE_OK);
  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK) {
    char bytes[4096] = "";

    g_assert_cmpint (archive_read_data (archive, bytes, sizeof bytes - 1), >, 0);
    g_hash_table_insert (files, g_strdup (archive_entry_pathname_utf8 (entry)), g_strdup (bytes));
  }
  archive_read_free (archive);
  return files;
}

static guint
count_in (GHashTable *files, const char *prefix)
{
  GHashTableIter iter;
  gpointer name;
  guint n = 0;

  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    n += g_str_has_prefix (name, prefix) ? 1 : 0;
  return n;
}

static void
test_two (Cli *c, gconstpointer data)
{
  g_autofree char *path = g_build_filename (c->folder, "out.zip", NULL);
  g_autoptr (GHashTable) files = NULL;
  GHashTableIter iter;
  gpointer name, bytes;

  g_assert_cmpint (run (c, "init", "--producer", "Kopontren Satu", NULL), ==, 0);
  g_assert_cmpint (run (c, "sample", NULL), ==, 0);
  g_assert_cmpint (run (c, "handover", path, "AMDK-600", "--lang", "en,ar", NULL), ==, 0);
  files = read_zip (path);
  g_assert_cmpuint (count_in (files, "sheets/"), ==, 2);
  g_assert_cmpuint (count_in (files, "photos/"), >=, 1);
  g_assert_true (g_str_has_prefix (g_hash_table_lookup (files, "sheets/AMDK-600-en.pdf"), "%PDF"));
  g_assert_nonnull (strstr (g_hash_table_lookup (files, "products.csv"), "AMDK-600"));
  g_assert_nonnull (strstr (g_hash_table_lookup (files, "products.json"), "AMDK-600"));
  g_assert_null (strstr (g_hash_table_lookup (files, "products.json"), "SONGKOK-H"));
  /* Photos under the names that the table gives them. */
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    if (g_str_has_prefix (name, "photos/")) {
      g_assert_true (g_str_has_prefix (bytes, "\xff\xd8\xff"));
      g_assert_nonnull (
          strstr (g_hash_table_lookup (files, "products.csv"), (char *)name + strlen ("photos/")));
    }
}

static void
test_refused (Cli *c, gconstpointer data)
{
  g_autofree char *path = g_build_filename (c->folder, "out.zip", NULL);
  g_autofree char *nowhere = g_build_filename (c->folder, "no", "out.zip", NULL);

  g_assert_cmpint (run (c, "init", "--producer", "Kopontren Satu", NULL), ==, 0);
  g_assert_cmpint (run (c, "handover", path, "NO-SUCH", NULL), !=, 0);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (run (c, "handover", nowhere, NULL), !=, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cmd-handover/two", Cli, NULL, cli_setup, test_two, cli_teardown);
  g_test_add ("/cmd-handover/refused", Cli, NULL, cli_setup, test_refused, cli_teardown);
  return g_test_run ();
}
