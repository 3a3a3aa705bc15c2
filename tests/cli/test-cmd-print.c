/* The sample on paper, through the program, read back with poppler. */
#include "run-cli.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

static const char *const langs[] = {"id", "en", "ar"};

static char *
in_folder (Cli *c, const char *name)
{
  return g_build_filename (c->folder, name, NULL);
}

/* What TOOL prints about PATH; NULL when it is not installed. Transfer full. */
static char *
ask (const char *tool, const char *path, gboolean to_stdout)
{
  const char *argv[] = {tool, path, to_stdout ? "-" : NULL, NULL};
  char *out = NULL;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL, NULL);
  return out;
}

/* As cases.md compares: NFKC, without marks of direction and white space. Transfer full. */
static char *
squeeze (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *out = g_string_new (NULL);

  for (const char *at = normal; *at; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);
    gboolean mark =
        c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    if (!mark && !g_unichar_isspace (c))
      g_string_append_unichar (out, c);
  }
  return g_string_free (out, FALSE);
}

static void
assert_printed (const char *pdf, const char *text)
{
  g_autofree char *page = ask ("pdftotext", pdf, TRUE);
  g_autofree char *squeezed = squeeze (page);
  g_autofree char *wanted = squeeze (text);

  assert_said (squeezed, wanted);
}

static gboolean
have_poppler (void)
{
  g_autofree char *pdftotext = g_find_program_in_path ("pdftotext");
  g_autofree char *pdffonts = g_find_program_in_path ("pdffonts");

  if (pdftotext && pdffonts)
    return TRUE;
  g_test_skip ("pdftotext and pdffonts (poppler-utils) are not installed.");
  return FALSE;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir && g_dir_read_name (dir))
    n++;
  return n;
}

static void
assert_fonts (const char *pdf)
{
  g_autofree char *fonts = ask ("pdffonts", pdf, FALSE);
  g_auto (GStrv) lines = g_strsplit (fonts, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >, 3);
  for (guint i = 2; lines[i] && *lines[i]; i++) {
    g_assert_true (strstr (lines[i], "NotoSans") || strstr (lines[i], "Amiri"));
    g_assert_null (strstr (lines[i], "DejaVu"));
  }
}

/* One file for each product and language, each with its own words, in the two typefaces. */
static void
test_sheets (Cli *c, gconstpointer unused)
{
  static const char *const words[] = {"Kopi Arabika Ijen sangrai 250 g", "Roasted Arabica coffee",
                                      "قهوة"};
  g_autofree char *out = in_folder (c, "sheets");

  if (!have_poppler ())
    return;
  g_assert_cmpint (run (c, "sample", NULL), ==, 0);
  g_assert_cmpint (run (c, "sheet", "--all", "--lang", "id,en,ar", "-o", out, NULL), ==, 0);
  g_assert_cmpuint (count_files (out), ==, 3 * 14);
  for (guint i = 0; i < G_N_ELEMENTS (langs); i++) {
    g_autofree char *name = g_strdup_printf ("KOPI-AR-250-%s.pdf", langs[i]);
    g_autofree char *pdf = g_build_filename (out, name, NULL);
    assert_printed (pdf, words[i]);
    assert_printed (pdf, "KOPI-AR-250");
    assert_printed (pdf, "0901.21");
    assert_fonts (pdf);
  }
}

/* The same bytes, whatever the locale and however often. */
static void
test_same_bytes (Cli *c, gconstpointer unused)
{
  g_autofree char *first = in_folder (c, "first");
  g_autofree char *second = in_folder (c, "second");

  g_assert_cmpint (run (c, "sample", NULL), ==, 0);
  g_assert_cmpint (run (c, "sheet", "MADU-500", "-o", first, NULL), ==, 0);
  c->locale = "id_ID.UTF-8";
  g_assert_cmpint (run (c, "sheet", "MADU-500", "-o", second, NULL), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (langs); i++) {
    g_autofree char *name = g_strdup_printf ("MADU-500-%s.pdf", langs[i]);
    g_autofree char *a = g_build_filename (first, name, NULL);
    g_autofree char *b = g_build_filename (second, name, NULL);
    g_autofree char *bytes_a = NULL, *bytes_b = NULL;
    gsize len_a, len_b;
    g_assert_true (g_file_get_contents (a, &bytes_a, &len_a, NULL));
    g_assert_true (g_file_get_contents (b, &bytes_b, &len_b, NULL));
    g_assert_cmpmem (bytes_a, len_a, bytes_b, len_b);
  }
}

static void
test_cards (Cli *c, gconstpointer unused)
{
  g_autofree char *out = in_folder (c, "cards");
  g_autoptr (JsonNode) node = NULL;
  JsonArray *files;

  g_assert_cmpint (run (c, "sample", NULL), ==, 0);
  g_assert_cmpint (
      run (c, "--json", "sheet", "--card", "SABUN-80", "--lang", "id,ar", "-o", out, NULL), ==, 0);
  node = json (c);
  files = json_object_get_array_member (json_node_get_object (node), "files");
  g_assert_cmpuint (json_array_get_length (files), ==, 2);
  for (guint i = 0; i < 2; i++) {
    JsonObject *file = json_array_get_object_element (files, i);
    const char *path = json_object_get_string_member (file, "file");
    int width, height;
    g_assert_true (g_str_has_suffix (path, i ? "SABUN-80-ar.jpg" : "SABUN-80-id.jpg"));
    g_assert_nonnull (gdk_pixbuf_get_file_info (path, &width, &height));
    g_assert_cmpint (width, ==, 1080);
    g_assert_cmpint (height, ==, 1350);
  }
}

static void
test_catalog (Cli *c, gconstpointer unused)
{
  g_autofree char *pdf = in_folder (c, "katalog.pdf");

  if (!have_poppler ())
    return;
  g_assert_cmpint (run (c, "sample", NULL), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (langs); i++) {
    g_assert_cmpint (run (c, "catalog", "--all", "--lang", langs[i], "--title", "Katalog 2027",
                          "--per-page", "2", "-o", pdf, NULL),
                     ==, 0);
    assert_printed (pdf, "Katalog 2027");
    assert_printed (pdf, "TEMPE-100");
    assert_fonts (pdf);
  }
  g_assert_cmpint (run (c, "catalog", "--all", "--per-page", "3", "-o", pdf, NULL), ==, 2);
  g_assert_cmpint (run (c, "catalog", "--all", "--lang", "id,en", "-o", pdf, NULL), ==, 2);
  g_assert_cmpint (run (c, "catalog", "--all", NULL), ==, 2);
}

/* What is missing is named by product, field and language. */
static void
test_preflight (Cli *c, gconstpointer unused)
{
  g_autoptr (JsonNode) node = NULL;
  gboolean photo = FALSE, name = FALSE;
  JsonArray *remarks;

  g_assert_cmpint (run (c, "init", "--producer", "Satu", NULL), ==, 0);
  g_assert_cmpint (run (c, "add", "KOPI-01", "name.id=Kopi", NULL), ==, 0);
  g_assert_cmpint (run (c, "--json", "preflight", "--all", "--lang", "ar", NULL), ==, 1);
  node = json (c);
  remarks = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (remarks); i++) {
    JsonObject *remark = json_array_get_object_element (remarks, i);
    const char *field = json_object_get_string_member (remark, "field");
    g_assert_cmpstr (json_object_get_string_member (remark, "sku"), ==, "KOPI-01");
    g_assert_cmpstr (json_object_get_string_member (remark, "language"), ==, "ar");
    g_assert_nonnull (json_object_get_string_member (remark, "what"));
    g_assert_nonnull (json_object_get_string_member (remark, "remedy"));
    photo = photo || g_str_has_prefix (field, "photo");
    name = name || g_str_equal (field, "name.ar");
  }
  g_assert_true (photo);
  g_assert_true (name);
}

static void
test_wrong_use (Cli *c, gconstpointer unused)
{
  g_autofree char *out = in_folder (c, "out");
  g_autofree char *file = in_folder (c, "file");

  g_assert_cmpint (run (c, "init", "--producer", "Satu", NULL), ==, 0);
  g_assert_cmpint (run (c, "add", "KOPI-01", NULL), ==, 0);
  g_assert_cmpint (run (c, "sheet", "--all", NULL), ==, 2);
  g_assert_cmpint (run (c, "sheet", "-o", out, NULL), ==, 2);
  g_assert_cmpint (run (c, "sheet", "--all", "KOPI-01", "-o", out, NULL), ==, 2);
  g_assert_cmpint (run (c, "sheet", "NONE", "-o", out, NULL), ==, 2);
  g_assert_cmpint (run (c, "sheet", "--all", "--paper", "a5", "-o", out, NULL), ==, 2);
  g_assert_cmpint (run (c, "sheet", "--all", "--quality", "best", "-o", out, NULL), ==, 2);
  g_assert_cmpint (run (c, "sheet", "--all", "--lang", "id,,en", "-o", out, NULL), ==, 2);
  g_assert_cmpint (run (c, "sheet", "--all", "--template", "none", "-o", out, NULL), ==, 2);
  g_assert_cmpuint (count_files (out), ==, 0);
  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  g_assert_cmpint (run (c, "sheet", "--all", "-o", file, NULL), ==, 3);
}

/* Two producers with one SKU: neither sheet is lost. */
static void
test_same_sku (Cli *c, gconstpointer unused)
{
  g_autofree char *out = in_folder (c, "out");

  g_assert_cmpint (run (c, "init", "--producer", "Satu", NULL), ==, 0);
  g_assert_cmpint (run (c, "producer", "add", "Dua", NULL), ==, 0);
  g_assert_cmpint (run (c, "add", "KOPI-01", "--producer", "Satu", NULL), ==, 0);
  g_assert_cmpint (run (c, "add", "KOPI-01", "--producer", "Dua", NULL), ==, 0);
  g_assert_cmpint (run (c, "sheet", "--all", "--lang", "id", "-o", out, NULL), ==, 0);
  g_assert_cmpuint (count_files (out), ==, 2);
}

static void
small_disk (gpointer data)
{
  const struct rlimit limit = {20 * 1024, 20 * 1024};

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
}

/* A disk that is full leaves the older file as it was, and nothing else. */
static void
test_full_disk (Cli *c, gconstpointer unused)
{
  g_autofree char *out = in_folder (c, "out");
  g_autofree char *pdf = g_build_filename (out, "KOPI-AR-250-id.pdf", NULL);
  g_autofree char *text = NULL;

  g_assert_cmpint (run (c, "sample", NULL), ==, 0);
  g_assert_cmpint (g_mkdir (out, 0755), ==, 0);
  g_assert_true (g_file_set_contents (pdf, "older", -1, NULL));
  c->setup = small_disk;
  g_assert_cmpint (run (c, "sheet", "KOPI-AR-250", "-o", out, NULL), ==, 3);
  g_assert_cmpuint (count_files (out), ==, 1);
  g_assert_true (g_file_get_contents (pdf, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "older");
}

/* B40: killed while it prints, the file is the older one or the whole new one. */
static void
test_killed (Cli *c, gconstpointer unused)
{
  g_autofree char *pdf = in_folder (c, "katalog.pdf");
  const char *argv[] = {
      g_getenv ("ETALASE_CLI"), "--file", c->file, "catalog", "--all", "-o", pdf, NULL};

  g_assert_cmpint (run (c, "sample", NULL), ==, 0);
  for (guint i = 0; i < 12; i++) {
    g_autofree char *text = NULL;
    gsize len;
    GPid pid;
    g_assert_true (g_file_set_contents (pdf, "older", -1, NULL));
    g_assert_true (g_spawn_async (NULL, (char **)argv, NULL,
                                  G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL, NULL,
                                  NULL, &pid, NULL));
    g_usleep ((gulong)g_random_int_range (5000, 90000));
    kill (pid, SIGKILL);
    g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
    g_assert_true (g_file_get_contents (pdf, &text, &len, NULL));
    g_assert_true (g_str_equal (text, "older") || (g_str_has_prefix (text, "%PDF-") &&
                                                   g_str_has_suffix (text + len - 6, "%%EOF\n")));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_cli ("/cli/sheets", test_sheets);
  with_cli ("/cli/sheets/same-bytes", test_same_bytes);
  with_cli ("/cli/sheets/wrong-use", test_wrong_use);
  with_cli ("/cli/sheets/same-sku", test_same_sku);
  with_cli ("/cli/sheets/full-disk", test_full_disk);
  with_cli ("/cli/cards", test_cards);
  with_cli ("/cli/catalog", test_catalog);
  with_cli ("/cli/catalog/killed", test_killed);
  with_cli ("/cli/preflight", test_preflight);
  return g_test_run ();
}
