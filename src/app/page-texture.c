#include "app/page-texture.h"

static void
surface_free (gpointer surface)
{
  cairo_surface_destroy (surface);
}

GdkTexture *
eta_page_texture_new (EtaPainter *painter, const EtaPage *page, int px)
{
  double width = eta_page_width (page), height = eta_page_height (page);
  double scale = px / width;
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, px, (int)(height * scale));
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;
  int stride = cairo_image_surface_get_stride (surface);
  int rows = cairo_image_surface_get_height (surface);
  guint32 *pixels;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  eta_painter_paint (painter, page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  /* RGB24 leaves the top byte undefined; the texture's format reads it as alpha. */
  pixels = (guint32 *)(gpointer)cairo_image_surface_get_data (surface);
  for (gsize i = 0; i < (gsize)stride / 4 * rows; i++)
    pixels[i] |= 0xff000000u;
  bytes = g_bytes_new_with_free_func (pixels, (gsize)stride * rows, surface_free, surface);
  return gdk_memory_texture_new (px, rows, GDK_MEMORY_DEFAULT, bytes, stride);
}
