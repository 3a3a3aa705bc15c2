/* make-picture IN.png OUT.jpg: the last step from a drawing to a sample photo, at build time.
 * Writes a plain baseline JPEG without any metadata, so that the same drawing gives the same bytes.
 */
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdio.h>

#include <jpeglib.h>

#define QUALITY 88

static void
write_rows (struct jpeg_compress_struct *jpeg, GdkPixbuf *picture)
{
  const guchar *pixels = gdk_pixbuf_read_pixels (picture);
  int stride = gdk_pixbuf_get_rowstride (picture);

  while (jpeg->next_scanline < jpeg->image_height) {
    JSAMPROW row = (JSAMPROW)(pixels + (gsize)jpeg->next_scanline * stride);
    jpeg_write_scanlines (jpeg, &row, 1);
  }
}

static void
write_jpeg (GdkPixbuf *picture, FILE *file)
{
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;

  jpeg.err = jpeg_std_error (&errors); /* ends the program: right for a build step */
  jpeg_create_compress (&jpeg);
  jpeg_stdio_dest (&jpeg, file);
  jpeg.image_width = gdk_pixbuf_get_width (picture);
  jpeg.image_height = gdk_pixbuf_get_height (picture);
  jpeg.input_components = 3;
  jpeg.in_color_space = JCS_RGB;
  jpeg_set_defaults (&jpeg);
  jpeg_set_quality (&jpeg, QUALITY, TRUE);
  jpeg.optimize_coding = TRUE;
  /* The method is fixed: the fast ones differ from processor to processor. */
  jpeg.dct_method = JDCT_ISLOW;
  jpeg_start_compress (&jpeg, TRUE);
  write_rows (&jpeg, picture);
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);
}

/* The drawings cover their whole canvas; what is left of the alpha channel falls on white. */
static GdkPixbuf *
opaque (GdkPixbuf *picture)
{
  int width = gdk_pixbuf_get_width (picture);
  int height = gdk_pixbuf_get_height (picture);
  GdkPixbuf *flat = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);

  gdk_pixbuf_fill (flat, 0xffffffff);
  gdk_pixbuf_composite (picture, flat, 0, 0, width, height, 0, 0, 1, 1, GDK_INTERP_NEAREST, 255);
  return flat;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) picture = NULL;
  g_autoptr (GdkPixbuf) flat = NULL;
  FILE *file;

  if (argc != 3) {
    g_printerr ("usage: make-picture IN.png OUT.jpg\n");
    return 2;
  }
  picture = gdk_pixbuf_new_from_file (argv[1], &error);
  if (!picture) {
    g_printerr ("%s\n", error->message);
    return 1;
  }
  file = fopen (argv[2], "wb");
  if (!file) {
    g_printerr ("“%s” cannot be written.\n", argv[2]);
    return 1;
  }
  flat = opaque (picture);
  write_jpeg (flat, file);
  if (fclose (file) != 0) {
    g_printerr ("“%s” cannot be written.\n", argv[2]);
    return 1;
  }
  return 0;
}
