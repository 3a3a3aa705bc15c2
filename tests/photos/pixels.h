/* Pictures for the tests: fixtures, pictures made on the spot, and what colour stands where. */
#pragma once

#include "photos/error.h"
#include "photos/intake.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>

static inline GBytes *
fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "photos", name, NULL);
  char *content;
  gsize len;

  g_assert_true (g_file_get_contents (path, &content, &len, NULL));
  return g_bytes_new_take (content, len);
}

/* The first LEN bytes. */
static inline GBytes *
cut (GBytes *bytes, gsize len)
{
  return g_bytes_new_from_bytes (bytes, 0, MIN (len, g_bytes_get_size (bytes)));
}

static inline GdkPixbuf *
decoded (GBytes *bytes)
{
  g_autoptr (GInputStream) in = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixbuf = gdk_pixbuf_new_from_stream (in, NULL, &error);

  g_assert_no_error (error);
  return pixbuf;
}

/* The colour at X, Y thousandths of width and height. */
static inline void
assert_colour (GBytes *bytes, int x, int y, guint rgb, int tolerance)
{
  g_autoptr (GdkPixbuf) p = decoded (bytes);
  const guint8 *at = gdk_pixbuf_read_pixels (p) +
                     y * gdk_pixbuf_get_height (p) / 1000 * gdk_pixbuf_get_rowstride (p) +
                     x * gdk_pixbuf_get_width (p) / 1000 * gdk_pixbuf_get_n_channels (p);

  for (int c = 0; c < 3; c++) {
    int wanted = rgb >> 8 * (2 - c) & 255;

    if (ABS (at[c] - wanted) > tolerance)
      g_error ("at %d, %d: %02x%02x%02x instead of %06x", x, y, at[0], at[1], at[2], rgb);
  }
}

/* The quadrants of the fixtures ori1 to ori8: red, green, blue, yellow. CORNERS names those of the
 * upright picture: top left, top right, bottom left, bottom right. */
static inline void
assert_quadrants (GBytes *bytes, const char *corners)
{
  for (int i = 0; i < 4; i++) {
    guint rgb = corners[i] == 'R'   ? 0xdc1414
                : corners[i] == 'G' ? 0x14b414
                : corners[i] == 'B' ? 0x1414dc
                                    : 0xdcc814;

    assert_colour (bytes, i % 2 ? 750 : 250, i / 2 ? 750 : 250, rgb, 8);
  }
}

/* What the eight orientations of the fixtures must look like (case B10). */
static const char *const upright_corners[] = {NULL,   "RGBY", "GRYB", "YBGR", "BYRG",
                                              "RBGY", "BRYG", "YGBR", "GYRB"};

/* A picture with fine detail everywhere: no two runs differ. TYPE: "png", "jpeg". */
static inline GBytes *
noisy (int width, int height, gboolean alpha, const char *type)
{
  g_autoptr (GdkPixbuf) p = gdk_pixbuf_new (GDK_COLORSPACE_RGB, alpha, 8, width, height);
  guint8 *pixels = gdk_pixbuf_get_pixels (p);
  guint32 state = 1;
  char *buffer;
  gsize len;

  for (gsize i = 0; i < gdk_pixbuf_get_byte_length (p); i++) {
    state = state * 1664525 + 1013904223;
    pixels[i] = 96 + (state >> 26) + i / 3 % width * 64 / width;
  }
  g_assert_true (gdk_pixbuf_save_to_buffer (p, &buffer, &len, type, NULL, NULL));
  return g_bytes_new_take (buffer, len);
}

/* The loaders of other projects warn about bad files, which is no fault of ours. */
static inline void
allow_warnings (void)
{
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
}

/* Takes BYTES in, which must succeed. */
static inline void
take_in (GBytes *bytes, EtaIntakeResult *out)
{
  g_autoptr (GError) error = NULL;

  eta_intake_bytes (bytes, "test", NULL, out, NULL, &error);
  g_assert_no_error (error);
}

/* Takes BYTES in, which must fail so and leave nothing. */
static inline void
assert_refused (GBytes *bytes, const char *name, int code, const char *must_say)
{
  g_auto (EtaIntakeResult) out = {0};
  g_autoptr (GError) error = NULL;

  g_assert_false (eta_intake_bytes (bytes, name, NULL, &out, NULL, &error));
  g_assert_error (error, ETA_PHOTOS_ERROR, code);
  if (strstr (error->message, name) == NULL || strstr (error->message, must_say) == NULL)
    g_error ("“%s” does not name “%s” and “%s”", error->message, name, must_say);
  g_assert_null (out.full);
  g_assert_null (out.thumb);
}
