#include "sheets/picture.h"

#include "sheets/error.h"
#include "tools.h"

static EtaPage *
card (const char *path)
{
  EtaPage *page = eta_page_new (1080, 1350, "en", ETA_DIRECTION_LTR);
  EtaPagePhoto photo = {.path = path, .focus_x = 0.5, .focus_y = 0.5};

  eta_page_add_photo (page, &photo, (EtaRect){0, 0, 1080, 720});
  eta_page_add_fill (page, (EtaRect){100, 800, 200, 100}, 0, ETA_ACCENT);
  return page;
}

static GdkPixbuf *
read_back (GBytes *bytes, const char *kind)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  gdk_pixbuf_loader_write_bytes (loader, bytes, &error);
  g_assert_no_error (error);
  gdk_pixbuf_loader_close (loader, &error);
  g_assert_no_error (error);
  name = gdk_pixbuf_format_get_name (gdk_pixbuf_loader_get_format (loader));
  g_assert_cmpstr (name, ==, kind);
  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

/* A photo taken sideways stands upright on the card too (B10). */
static void
test_card (void)
{
  g_autoptr (GBytes) stored = tools_quarters (400, 600, FALSE);
  g_autoptr (GBytes) turned = tools_oriented (stored, 6);
  g_autofree char *path = tools_save ("card.jpg", turned);
  g_autoptr (EtaPage) page = card (path);
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 2; i++) {
    g_autoptr (GBytes) bytes =
        eta_picture_bytes (page, i ? ETA_PICTURE_PNG : ETA_PICTURE_JPEG, 1080, remarks, &error);
    g_autoptr (GdkPixbuf) pixbuf = NULL;

    g_assert_no_error (error);
    pixbuf = read_back (bytes, i ? "png" : "jpeg");
    g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, 1080);
    g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, 1350);
    tools_assert_quarters (pixbuf, 0, 0, 1080, 720, "BRYG");
    g_assert_true (tools_near (tools_pixel (pixbuf, 200, 850), ETA_ACCENT, 6));
    g_assert_true (tools_near (tools_pixel (pixbuf, 600, 1300), ETA_WHITE, 2));
  }
  g_assert_cmpuint (remarks->len, ==, 0);
}

static void
test_smaller (void)
{
  g_autofree char *gone = tools_path ("gone.jpg");
  g_autoptr (EtaPage) page = card (gone);
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) bytes = eta_picture_bytes (page, ETA_PICTURE_PNG, 320, remarks, NULL);
  g_autoptr (GdkPixbuf) pixbuf = read_back (bytes, "png");

  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, 320);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, 400);
  g_assert_cmpuint (remarks->len, ==, 1);
}

static void
test_file (void)
{
  g_autofree char *gone = tools_path ("gone.jpg"), *path = tools_path ("card-out.jpg");
  g_autoptr (EtaPage) page = card (gone);
  g_autoptr (GBytes) bytes = eta_picture_bytes (page, ETA_PICTURE_JPEG, 540, NULL, NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_true (eta_picture_write (path, page, ETA_PICTURE_JPEG, 540, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  g_assert_cmpmem (content, size, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_cmpuint (tools_count ("."), ==, 0);

  g_assert_false (eta_picture_write ("/nowhere/a.jpg", page, ETA_PICTURE_JPEG, 540, NULL, &error));
  g_assert_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_FILE);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture/card", test_card);
  g_test_add_func ("/picture/smaller", test_smaller);
  g_test_add_func ("/picture/file", test_file);
  result = g_test_run ();
  tools_clean ();
  return result;
}
