#include "run-cli.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

/* A plain picture of its own colour. Transfer full path. */
static char *
make_picture (Cli *c, const char *name, guint32 colour, int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  char *path = g_build_filename (c->folder, name, NULL);

  gdk_pixbuf_fill (pixbuf, colour);
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "jpeg", NULL, NULL));
  return path;
}

static void
fill (Cli *c)
{
  g_assert_cmpint (run (c, "init", "--producer", "Satu", NULL), ==, 0);
  g_assert_cmpint (run (c, "add", "KOPI-01", NULL), ==, 0);
}

/* Widths in order, as "300 200". */
static char *
widths (Cli *c)
{
  GString *text = g_string_new (NULL);
  g_autoptr (JsonNode) node = NULL;
  JsonArray *photos;

  g_assert_cmpint (run (c, "--json", "photo", "list", "KOPI-01", NULL), ==, 0);
  node = json (c);
  photos = json_object_get_array_member (json_node_get_object (node), "photos");
  for (guint i = 0; i < json_array_get_length (photos); i++) {
    JsonObject *photo = json_array_get_object_element (photos, i);
    g_assert_true (json_object_get_boolean_member (photo, "there"));
    g_assert_true (
        g_file_test (json_object_get_string_member (photo, "path"), G_FILE_TEST_IS_REGULAR));
    g_string_append_printf (text, "%s%d", i ? " " : "",
                            (int)json_object_get_int_member (photo, "width"));
  }
  return g_string_free (text, FALSE);
}

static void
assert_widths (Cli *c, const char *wanted)
{
  g_autofree char *got = widths (c);

  g_assert_cmpstr (got, ==, wanted);
}

static void
test_photos (Cli *c, gconstpointer unused)
{
  g_autofree char *a = make_picture (c, "a.jpg", 0xff0000ff, 100, 80);
  g_autofree char *b = make_picture (c, "b.jpg", 0x00ff00ff, 200, 80);
  g_autofree char *d = make_picture (c, "d.jpg", 0x0000ffff, 300, 80);

  fill (c);
  g_assert_cmpint (run (c, "photo", "add", "KOPI-01", a, b, d, NULL), ==, 0);
  assert_widths (c, "100 200 300");
  g_assert_cmpint (run (c, "photo", "move", "KOPI-01", "3", "1", NULL), ==, 0);
  assert_widths (c, "300 100 200");
  g_assert_cmpint (run (c, "photo", "move", "KOPI-01", "1", "2", NULL), ==, 0);
  assert_widths (c, "100 300 200");
  g_assert_cmpint (run (c, "photo", "remove", "KOPI-01", "2", NULL), ==, 0);
  assert_widths (c, "100 200");
  g_assert_cmpint (run (c, "undo", "3", NULL), ==, 0);
  assert_widths (c, "100 200 300");
}

/* What is no photo is named; the rest goes in. */
static void
test_bad_files (Cli *c, gconstpointer unused)
{
  g_autofree char *good = make_picture (c, "good.jpg", 0xff0000ff, 100, 80);
  g_autofree char *text = g_build_filename (c->folder, "notes.txt", NULL);

  fill (c);
  g_assert_true (g_file_set_contents (text, "not a picture", -1, NULL));
  g_assert_cmpint (run (c, "photo", "add", "KOPI-01", text, good, NULL), ==, 1);
  assert_said (c->err, "notes.txt");
  assert_widths (c, "100");
  g_assert_cmpint (run (c, "photo", "add", "KOPI-01", text, NULL), ==, 2);
  g_assert_cmpint (run (c, "photo", "add", "KOPI-01", "absent.jpg", NULL), ==, 2);
  g_assert_cmpint (run (c, "photo", "add", "KOPI-01", text, "absent.jpg", NULL), ==, 2);
  g_assert_cmpint (run (c, "photo", "add", "NONE", good, NULL), ==, 2);
  g_assert_cmpint (run (c, "photo", "remove", "KOPI-01", "2", NULL), ==, 2);
  g_assert_cmpint (run (c, "photo", "remove", "KOPI-01", "0", NULL), ==, 2);
  g_assert_cmpint (run (c, "photo", "move", "KOPI-01", "1", "x", NULL), ==, 2);
  assert_widths (c, "100");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_cli ("/cli/photos", test_photos);
  with_cli ("/cli/photos/bad-files", test_bad_files);
  return g_test_run ();
}
