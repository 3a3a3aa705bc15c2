/* Catalogs from the command line: parts, kinds, and catalogs that are kept in the file. */
#include "run-cli.h"

static char *
in_folder (Cli *c, const char *name)
{
  return g_build_filename (c->folder, name, NULL);
}

/* The text of the PDF, or NULL with the test skipped. */
static char *
text_of (const char *path)
{
  const char *argv[] = {"pdftotext", "-raw", path, "-", NULL};
  char *text = NULL;

  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  if (!g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                     NULL, NULL, &text, NULL, NULL, NULL))
    g_test_skip ("pdftotext is not installed");
  return text;
}

static void
test_kinds (Cli *c, gconstpointer unused)
{
  static const struct {
    const char *template, *says;
  } all[] = {{"line-sheet", "Line sheet"}, {"booth-label", "Order by WhatsApp"}};
  g_autofree char *pdf = in_folder (c, "out.pdf");

  g_assert_cmpint (run (c, "sample", NULL), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++) {
    g_autofree char *text = NULL;

    g_assert_cmpint (run (c, "catalog", "--all", "--template", all[i].template, "-o", pdf, NULL),
                     ==, 0);
    text = text_of (pdf);
    if (!text)
      return;
    g_assert_nonnull (strstr (text, all[i].says));
    g_assert_nonnull (strstr (text, "TEMPE-100"));
  }
  g_assert_cmpint (run (c, "catalog", "--all", "--template", "poster", "-o", pdf, NULL), ==, 2);
  g_assert_nonnull (strstr (c->err, "poster"));
}

static void
test_parts (Cli *c, gconstpointer unused)
{
  g_autofree char *pdf = in_folder (c, "out.pdf"), *text = NULL;

  g_assert_cmpint (run (c, "sample", NULL), ==, 0);
  g_assert_cmpint (run (c, "catalog", "--all", "--parts", "products, prices", "-o", pdf, NULL), ==,
                   0);
  text = text_of (pdf);
  if (!text)
    return;
  g_assert_nonnull (strstr (text, "Price list"));
  g_assert_null (strstr (text, "How to order"));
  g_assert_cmpint (run (c, "catalog", "--all", "--parts", "prices,poem", "-o", pdf, NULL), ==, 2);
  g_assert_nonnull (strstr (c->err, "poem"));
  g_assert_nonnull (strstr (c->err, "logistics"));
  g_assert_cmpint (run (c, "catalog", "--all", "--sections", "size", "-o", pdf, NULL), ==, 2);
}

/* Kept, listed, printed in all its languages into a folder, taken out, brought back. */
static void
test_kept (Cli *c, gconstpointer unused)
{
  static const char *const langs[] = {"id", "en", "ar"};
  g_autofree char *folder = in_folder (c, "pdf");

  g_assert_cmpint (run (c, "sample", NULL), ==, 0);
  g_assert_cmpint (run (c, "collection", "add", "Kopi 2027", "KOPI-AR-250", "KOPI-RO-200",
                        "--sections", "category", NULL),
                   ==, 0);
  g_assert_cmpint (run (c, "collection", "list", NULL), ==, 0);
  g_assert_nonnull (strstr (c->out, "Kopi 2027\t2\tid en ar"));
  g_assert_cmpint (run (c, "catalog", "--collection", "Kopi 2027", "-o", folder, NULL), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (langs); i++) {
    g_autofree char *name = g_strdup_printf ("Kopi-2027-%s.pdf", langs[i]);
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *text = text_of (path);

    if (!text)
      return;
    g_assert_nonnull (strstr (text, "KOPI-RO-200"));
    g_assert_null (strstr (text, "TEMPE-100"));
  }
  g_assert_cmpint (run (c, "catalog", "--collection", "Teh", "-o", folder, NULL), ==, 2);
  g_assert_nonnull (strstr (c->err, "Teh"));
  g_assert_cmpint (run (c, "collection", "remove", "Kopi 2027", NULL), ==, 0);
  g_assert_cmpint (run (c, "collection", "list", NULL), ==, 0);
  g_assert_null (strstr (c->out, "Kopi"));
  g_assert_cmpint (run (c, "undo", NULL), ==, 0);
  g_assert_cmpint (run (c, "collection", "list", NULL), ==, 0);
  g_assert_nonnull (strstr (c->out, "Kopi 2027"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_cli ("/cli/catalogs/kinds", test_kinds);
  with_cli ("/cli/catalogs/parts", test_parts);
  with_cli ("/cli/catalogs/kept", test_kept);
  return g_test_run ();
}
