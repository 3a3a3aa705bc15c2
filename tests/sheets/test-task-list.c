/* A list to tick off: several pages, in both directions, and the same bytes each time. */
#include "sheets/task-list.h"

#include <glib/gstdio.h>
#include <string.h>

#include "../remove-tree.h"

static char *
print (const char *folder, const char *lang, guint n, gsize *len)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  g_autofree char *path = g_build_filename (folder, "list.pdf", NULL);
  g_autoptr (GError) error = NULL;
  EtaTaskList list = {.title = "قائمة", .subtitle = "Jerman", .lang = lang, .rows = rows};
  char *bytes;

  for (guint i = 0; i < n; i++) {
    char **row = g_new0 (char *, 5);
    row[0] = g_strdup_printf ("Dari %u", i / 5);
    row[1] = g_strdup ("Titik koordinat setiap kebun");
    row[2] = g_strdup (i % 2 ? "" : "Minta setiap petani membaca koordinat di ponsel.");
    row[3] = g_strdup ("Untuk: Jerman");
    g_ptr_array_add (rows, row);
  }
  g_assert_true (eta_task_list_write_pdf (&list, path, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, len, NULL));
  return bytes;
}

static guint
pages_in (const char *bytes, gsize len)
{
  guint n = 0;

  for (gsize i = 0; i + 11 < len; i++)
    n += memcmp (bytes + i, "/Type /Page", 11) == 0 && bytes[i + 11] != 's';
  return n;
}

static void
test_pages (void)
{
  static const char *const langs[] = {"id", "en", "ar"};
  g_autofree char *folder = g_dir_make_tmp ("etalase-tasks-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (langs); i++) {
    gsize one_len, many_len, again_len;
    g_autofree char *one = print (folder, langs[i], 3, &one_len);
    g_autofree char *many = print (folder, langs[i], 80, &many_len);
    g_autofree char *again = print (folder, langs[i], 80, &again_len);

    g_assert_cmpuint (pages_in (one, one_len), ==, 1);
    g_assert_cmpuint (pages_in (many, many_len), >, 2);
    g_assert_cmpmem (many, many_len, again, again_len);
  }
  remove_tree (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/task-list/pages", test_pages);
  return g_test_run ();
}
