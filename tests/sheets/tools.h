/* What several tests of the sheets share: pictures made on the spot, and the programs that read
 * PDFs. A test whose program is not installed is skipped with the reason. */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "sheets/pdf.h"

/* A folder for this program's files, removed at the end by tools_clean. */
static char *tools_dir;

G_GNUC_UNUSED static char *
tools_path (const char *name)
{
  if (!tools_dir)
    tools_dir = g_dir_make_tmp ("etalase-sheets-XXXXXX", NULL);
  return g_build_filename (tools_dir, name, NULL);
}

G_GNUC_UNUSED static void
tools_clean (void)
{
  g_autoptr (GDir) dir = tools_dir ? g_dir_open (tools_dir, 0, NULL) : NULL;
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (tools_dir, name, NULL);

    g_unlink (path);
  }
  if (tools_dir)
    g_rmdir (tools_dir);
  g_clear_pointer (&tools_dir, g_free);
}

/* Names that are left in the folder and begin with PREFIX. */
G_GNUC_UNUSED static guint
tools_count (const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (tools_dir, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)))
    n += g_str_has_prefix (name, prefix);
  return n;
}

/* Runs the space-separated COMMAND with PATH as its last or only argument (where "@" stands), and
 * gives what it says. NULL, with the test skipped, when it is not installed. */
G_GNUC_UNUSED static char *
tools_run (const char *command, const char *path)
{
  g_auto (GStrv) argv = g_strsplit (command, " ", -1);
  g_autofree char *program = g_find_program_in_path (argv[0]);
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status;

  if (!program) {
    g_autofree char *why = g_strdup_printf ("%s is not installed", argv[0]);

    g_test_skip (why);
    return NULL;
  }
  for (guint i = 0; argv[i]; i++)
    if (strcmp (argv[i], "@") == 0) {
      g_free (argv[i]);
      argv[i] = g_strdup (path);
    }
  g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  return out;
}

/* The text rule of the cases: NFKC, direction marks and all white space deleted. */
G_GNUC_UNUSED static char *
tools_plain (const char *text)
{
  g_autofree char *nfkc = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  GString *out = g_string_new (NULL);

  for (const char *p = nfkc; *p; p = g_utf8_next_char (p)) {
    gunichar ch = g_utf8_get_char (p);
    gboolean mark = ch == 0x200E || ch == 0x200F || (ch >= 0x202A && ch <= 0x202E) ||
                    (ch >= 0x2066 && ch <= 0x2069);

    if (!mark && !g_unichar_isspace (ch))
      g_string_append_unichar (out, ch);
  }
  return g_string_free (out, FALSE);
}

/* --- Pictures ----------------------------------------------------------------------------------
 */

#define RED 0xFF0000u
#define GREEN 0x00C000u
#define BLUE 0x0000FFu
#define YELLOW 0xFFFF00u

/* A JPEG of WIDTH × HEIGHT px whose quarters are red, green, blue, yellow, left to right and top to
 * bottom; NOISE makes it as large as a real photo. Transfer full. */
G_GNUC_UNUSED static GBytes *
tools_quarters (int width, int height, gboolean noise)
{
  static const guint32 colours[] = {RED, GREEN, BLUE, YELLOW};
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  char *buffer;
  gsize size;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      guchar *p = gdk_pixbuf_get_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) + 3 * x;
      guint32 c = colours[(x >= width / 2) + 2 * (y >= height / 2)];
      int grain = noise ? g_rand_int_range (rand, 0, 60) : 0;

      p[0] = ABS ((int)(c >> 16 & 0xFF) - grain);
      p[1] = ABS ((int)(c >> 8 & 0xFF) - grain);
      p[2] = ABS ((int)(c & 0xFF) - grain);
    }
  g_assert_true (
      gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "jpeg", NULL, "quality", "85", NULL));
  return g_bytes_new_take (buffer, size);
}

/* The same JPEG as a camera would mark it that was held otherwise (Exif orientation 1 to 8). */
G_GNUC_UNUSED static GBytes *
tools_oriented (GBytes *jpeg, int orientation)
{
  guchar exif[] = {0xFF, 0xE1, 0, 34,   'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8,
                   0,    1,    1, 0x12, 0,   3,   0,   0,   0, 1, 0,   0,   0, 0,  0, 0, 0, 0};
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gsize size;
  const guchar *data = g_bytes_get_data (jpeg, &size);

  exif[29] = orientation;
  g_byte_array_append (out, data, 2);
  g_byte_array_append (out, exif, sizeof exif);
  g_byte_array_append (out, data + 2, size - 2);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

G_GNUC_UNUSED static char *
tools_save (const char *name, GBytes *bytes)
{
  char *path = tools_path (name);

  g_assert_true (
      g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
  return path;
}

G_GNUC_UNUSED static guint32
tools_pixel (GdkPixbuf *pixbuf, int x, int y)
{
  const guchar *p = gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) +
                    gdk_pixbuf_get_n_channels (pixbuf) * x;

  return p[0] << 16 | p[1] << 8 | p[2];
}

G_GNUC_UNUSED static gboolean
tools_near (guint32 a, guint32 b, int tolerance)
{
  for (int shift = 0; shift <= 16; shift += 8)
    if (ABS ((int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF)) > tolerance)
      return FALSE;
  return TRUE;
}

/* Whether the middle of each quarter of BOX in PIXBUF has the colour that LETTERS (R, G, B, Y) say,
 * top left, top right, bottom left, bottom right. */
G_GNUC_UNUSED static void
tools_assert_quarters (GdkPixbuf *pixbuf, int x, int y, int width, int height, const char *letters)
{
  for (int i = 0; i < 4; i++) {
    guint32 want = letters[i] == 'R'   ? RED
                   : letters[i] == 'G' ? GREEN
                   : letters[i] == 'B' ? BLUE
                                       : YELLOW;
    guint32 got =
        tools_pixel (pixbuf, x + width * (i % 2 ? 3 : 1) / 4, y + height * (i / 2 ? 3 : 1) / 4);

    if (!tools_near (got, want, 24))
      g_error ("quarter %d of %s: #%06X, not #%06X", i, letters, got, want);
  }
}

/* --- Documents ---------------------------------------------------------------------------------
 */

/* An EtaPageSource over a GPtrArray of EtaPage, which it takes out. */
G_GNUC_UNUSED static EtaPage *
tools_next (guint index, gpointer data, GError **error)
{
  GPtrArray *pages = data;

  return index < pages->len ? g_steal_pointer (&g_ptr_array_index (pages, index)) : NULL;
}

G_GNUC_UNUSED static char *
tools_pdf (const char *name, const EtaDocument *document, EtaPage *page, EtaPdfQuality quality)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  EtaPdfOptions options = {.quality = quality};
  char *path = tools_path (name);

  g_ptr_array_add (pages, page);
  eta_pdf_write (path, document, tools_next, pages, &options, NULL, &error);
  g_assert_no_error (error);
  return path;
}

/* The first page of the PDF at PATH at 72 dpi; NULL with the test skipped. */
G_GNUC_UNUSED static GdkPixbuf *
tools_render (const char *path)
{
  g_autofree char *stem = g_strconcat (path, ".render", NULL);
  g_autofree char *png = g_strconcat (stem, ".png", NULL);
  g_autofree char *command = g_strdup_printf ("pdftoppm -r 72 -png -singlefile @ %s", stem);
  g_autofree char *said = tools_run (command, path);

  return said ? gdk_pixbuf_new_from_file (png, NULL) : NULL;
}
