#include "sheets/picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "sheets/cleanup.h"
#include "sheets/error.h"
#include "sheets/new-file.h"
#include "sheets/paint.h"

#define QUALITY "90"

/* PAGE in pixels, on white; NULL when there is no memory for so many. */
static cairo_surface_t *
paint_page (const EtaPage *page, int width, GPtrArray *remarks)
{
  double scale = width / eta_page_width (page);
  int height = (int)lround (eta_page_height (page) * scale);
  g_autoptr (EtaSurface) surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  g_autoptr (EtaCairo) cr = cairo_create (surface);
  g_autoptr (EtaPainter) painter = eta_painter_new (NULL);
  GPtrArray *own = eta_painter_remarks (painter);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  eta_painter_paint (painter, page, cr);
  cairo_surface_flush (surface);
  if (cairo_status (cr) != CAIRO_STATUS_SUCCESS)
    return NULL;
  for (guint i = 0; remarks && i < own->len; i++)
    g_ptr_array_add (remarks, g_strdup (g_ptr_array_index (own, i)));
  return g_steal_pointer (&surface);
}

static GdkPixbuf *
pixbuf_of (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  const guchar *data = cairo_image_surface_get_data (surface);
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);

  for (int y = 0; pixbuf && y < height; y++) {
    const guint32 *from = (const guint32 *)(data + (gsize)y * stride);
    guchar *to = gdk_pixbuf_get_pixels (pixbuf) + (gsize)y * gdk_pixbuf_get_rowstride (pixbuf);

    for (int x = 0; x < width; x++, to += 3) {
      to[0] = from[x] >> 16 & 0xFF;
      to[1] = from[x] >> 8 & 0xFF;
      to[2] = from[x] & 0xFF;
    }
  }
  return pixbuf;
}

GBytes *
eta_picture_bytes (
    const EtaPage *page, EtaPictureFormat format, int width, GPtrArray *remarks, GError **error)
{
  g_autoptr (EtaSurface) surface = paint_page (page, width, remarks);
  g_autoptr (GdkPixbuf) pixbuf = surface ? pixbuf_of (surface) : NULL;
  g_autoptr (GError) fault = NULL;
  char *buffer;
  gsize size;
  gboolean fine =
      pixbuf && (format == ETA_PICTURE_JPEG
                     ? gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "jpeg", &fault, "quality",
                                                  QUALITY, NULL)
                     : gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "png", &fault, NULL));

  if (fine)
    return g_bytes_new_take (buffer, size);
  g_set_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_FAILED,
               _ ("The picture cannot be made: %s"),
               fault ? fault->message : _ ("there is not enough memory for its size"));
  return NULL;
}

gboolean
eta_picture_write (const char *path,
                   const EtaPage *page,
                   EtaPictureFormat format,
                   int width,
                   GPtrArray *remarks,
                   GError **error)
{
  g_autoptr (GBytes) bytes = eta_picture_bytes (page, format, width, remarks, error);
  g_autoptr (EtaNewFile) file = bytes ? eta_new_file_open (path, error) : NULL;

  if (!file)
    return FALSE;
  eta_new_file_write (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return eta_new_file_commit (file, error);
}
