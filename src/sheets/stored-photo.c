#include "sheets/stored-photo.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <string.h>

#include "photos/intake.h"

typedef struct {
  int width, height;
  gboolean plain; /* may go to paper as it is */
} Header;

static int
two_bytes (const guchar *p)
{
  return p[0] << 8 | p[1];
}

static gboolean
is_frame (int marker)
{
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/* Notes what a marker segment (PAYLOAD of LEN bytes) says. */
static void
read_segment (Header *header, int marker, const guchar *payload, gsize len)
{
  if (marker == 0xE1 && len > 5 && memcmp (payload, "Exif", 5) == 0)
    header->plain = FALSE; /* may have to be turned */
  if (marker == 0xE2 && len > 11 && memcmp (payload, "ICC_PROFILE", 11) == 0)
    header->plain = FALSE; /* may have other colours */
  if (!is_frame (marker) || len < 6)
    return;
  header->height = two_bytes (payload + 1);
  header->width = two_bytes (payload + 3);
  if (marker > 0xC2 || payload[0] != 8 || (payload[5] != 1 && payload[5] != 3))
    header->plain = FALSE;
}

/* FALSE when BYTES are no JPEG up to the picture's data. */
static gboolean
read_header (GBytes *bytes, Header *header)
{
  gsize size, at = 2;
  const guchar *p = g_bytes_get_data (bytes, &size);

  if (size < 4 || p[0] != 0xFF || p[1] != 0xD8)
    return FALSE;
  *header = (Header){.plain = p[size - 2] == 0xFF && p[size - 1] == 0xD9};
  while (at + 4 <= size && p[at] == 0xFF) {
    int marker = p[at + 1];
    gsize len;

    if (marker == 0xFF) { /* filling */
      at++;
      continue;
    }
    if (marker == 0xDA)
      return header->width > 0 && header->height > 0;
    len = two_bytes (p + at + 2);
    if (len < 2 || at + 2 + len > size)
      return FALSE;
    read_segment (header, marker, p + at + 4, len - 2);
    at += 2 + len;
  }
  return FALSE;
}

static GBytes *
map_file (const char *path)
{
  g_autoptr (GMappedFile) map = g_mapped_file_new (path, FALSE, NULL);

  return map ? g_mapped_file_get_bytes (map) : NULL;
}

static gboolean
take_in (EtaStoredPhoto *photo, const char *path, int long_side, int quality, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (EtaIntakeResult) taken = {0};
  EtaIntakeOptions options = {.long_side = long_side, .quality = long_side > 0 ? quality : 0};

  if (!eta_intake_file (file, &options, &taken, NULL, error))
    return FALSE;
  photo->jpeg = g_bytes_ref (taken.full);
  photo->width = taken.width;
  photo->height = taken.height;
  return TRUE;
}

gboolean
eta_stored_photo_open (
    EtaStoredPhoto *photo, const char *path, int long_side, int quality, GError **error)
{
  g_autoptr (GBytes) bytes = map_file (path);
  Header header = {0};

  *photo = (EtaStoredPhoto){0};
  if (!bytes || !read_header (bytes, &header) || !header.plain ||
      (long_side > 0 && MAX (header.width, header.height) > long_side))
    return take_in (photo, path, long_side, quality, error);
  photo->jpeg = g_steal_pointer (&bytes);
  photo->width = header.width;
  photo->height = header.height;
  return TRUE;
}

void
eta_stored_photo_clear (EtaStoredPhoto *photo)
{
  g_clear_pointer (&photo->jpeg, g_bytes_unref);
}

gboolean
eta_stored_photo_size (const char *path, int *width, int *height)
{
  g_autoptr (GBytes) bytes = map_file (path);
  g_auto (EtaStoredPhoto) photo = {0};
  Header header = {0};

  if (bytes && read_header (bytes, &header) && header.plain) {
    *width = header.width;
    *height = header.height;
    return TRUE;
  }
  if (!take_in (&photo, path, 0, 0, NULL))
    return FALSE;
  *width = photo.width;
  *height = photo.height;
  return TRUE;
}

EtaRect
eta_stored_photo_place (const EtaPagePhoto *photo, EtaRect box)
{
  double across = box.width / photo->width, down = box.height / photo->height;
  double scale = photo->fit == ETA_FIT_COVER ? MAX (across, down) : MIN (across, down);
  EtaRect at = {0, 0, photo->width * scale, photo->height * scale};

  if (photo->fit == ETA_FIT_COVER) {
    at.x = CLAMP (box.width / 2 - photo->focus_x * at.width, box.width - at.width, 0);
    at.y = CLAMP (box.height / 2 - photo->focus_y * at.height, box.height - at.height, 0);
  } else {
    at.x = (box.width - at.width) / 2;
    at.y = (box.height - at.height) / 2;
  }
  at.x += box.x;
  at.y += box.y;
  return at;
}

static void
attach (cairo_surface_t *surface, const char *type, GBytes *bytes)
{
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);

  cairo_surface_set_mime_data (surface, type, data, size, (cairo_destroy_func_t)g_bytes_unref,
                               g_bytes_ref (bytes));
}

cairo_surface_t *
eta_stored_photo_carrier (GBytes *jpeg, const char *id)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A1, ETA_STORED_PHOTO_CARRIER,
                                                         ETA_STORED_PHOTO_CARRIER);
  g_autoptr (GBytes) name = g_bytes_new (id, strlen (id));

  if (jpeg)
    attach (surface, CAIRO_MIME_TYPE_JPEG, jpeg);
  attach (surface, CAIRO_MIME_TYPE_UNIQUE_ID, name);
  return surface;
}

static cairo_surface_t *
surface_of (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  int channels = gdk_pixbuf_get_n_channels (pixbuf), stride = gdk_pixbuf_get_rowstride (pixbuf);
  const guchar *pixels = gdk_pixbuf_read_pixels (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  guchar *out = cairo_image_surface_get_data (surface);

  for (int y = 0; out && y < height; y++) {
    const guchar *from = pixels + (gsize)y * stride;
    guint32 *to = (guint32 *)(out + (gsize)y * cairo_image_surface_get_stride (surface));

    for (int x = 0; x < width; x++, from += channels)
      to[x] = (guint32)from[0] << 16 | from[1] << 8 | from[2];
  }
  cairo_surface_mark_dirty (surface);
  return surface;
}

cairo_surface_t *
eta_stored_photo_pixels (const EtaStoredPhoto *photo, int width, int height, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (photo->jpeg);
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  width = CLAMP (width, 1, photo->width);
  height = CLAMP (height, 1, photo->height);
  pixbuf = gdk_pixbuf_new_from_stream_at_scale (stream, width, height, FALSE, NULL, error);
  return pixbuf ? surface_of (pixbuf) : NULL;
}
