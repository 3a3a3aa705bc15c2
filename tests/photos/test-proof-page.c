/* Attached pages: pictures and PDFs. */
#include "photos/error.h"
#include "photos/proof-page.h"
#include "photos/take.h"
#include "pixels.h"

#include <glib/gstdio.h>

#include "../remove-tree.h"

typedef struct {
  char *folder;
  EtaAlbum *album;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autofree char *catalog = NULL;

  f->folder = g_dir_make_tmp ("page-XXXXXX", NULL);
  catalog = g_build_filename (f->folder, "a.etalasedb", NULL);
  f->album = eta_album_open (catalog, NULL);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  eta_album_unref (f->album);
  remove_tree (f->folder);
  g_free (f->folder);
}

static char *
write_file (Fixture *f, const char *name, const char *bytes, gssize len)
{
  char *path = g_build_filename (f->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, len, NULL));
  return path;
}

static const char pdf[] =
    "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< >>\n%%EOF\n";

static void
test_pdf (Fixture *f, gconstpointer unused)
{
  g_autofree char *from = write_file (f, "halal.pdf", pdf, -1);
  g_autofree char *path = NULL, *bytes = NULL;
  g_autoptr (GHashTable) keep = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_pdf = FALSE;
  char sha256[65];
  guint removed;

  g_assert_true (eta_album_take_page (f->album, from, sha256, NULL, &error));
  g_assert_no_error (error);
  path = eta_album_page_path (f->album, sha256, &is_pdf);
  g_assert_true (is_pdf);
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, pdf);

  g_hash_table_add (keep, sha256);
  faults = eta_album_check (f->album, keep, NULL, &error);
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_true (eta_album_sweep (f->album, keep, 0, &removed, NULL, &error));
  g_assert_cmpuint (removed, ==, 0);
  g_assert_true (g_file_set_contents (path, "%PDF- damaged", -1, NULL));
  g_clear_pointer (&faults, g_ptr_array_unref);
  faults = eta_album_check (f->album, keep, NULL, &error);
  g_assert_cmpint (((EtaAlbumRemark *)faults->pdata[0])->fault, ==, ETA_ALBUM_DAMAGED);

  g_hash_table_remove_all (keep);
  g_assert_true (eta_album_sweep (f->album, keep, -1, &removed, NULL, &error));
  g_assert_cmpuint (removed, ==, 1);
  g_assert_null (eta_album_page_path (f->album, sha256, NULL));
}

/* Out of a package: bytes, not a file. */
static void
test_bytes (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (pdf, sizeof pdf - 1);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  char sha256[65];
  int width, height;

  g_assert_true (eta_album_take_bytes (bytes, "scan", f->album, sha256, &width, &height, &error));
  g_assert_no_error (error);
  path = eta_album_page_path (f->album, sha256, NULL);
  g_assert_true (g_str_has_suffix (path, ".pdf"));
}

static void
test_picture (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) bytes = fixture ("ori6.jpg");
  g_autofree char *from =
      write_file (f, "scan.pdf", g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes));
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_pdf = TRUE;
  char sha256[65];

  g_assert_true (eta_album_take_page (f->album, from, sha256, NULL, &error));
  g_assert_no_error (error);
  path = eta_album_page_path (f->album, sha256, &is_pdf);
  g_assert_nonnull (path);
  g_assert_false (is_pdf);
}

static void
test_refused (Fixture *f, gconstpointer unused)
{
  g_autofree char *cut = write_file (f, "cut.pdf", pdf, 30);
  g_autofree char *text = write_file (f, "letter.pdf", "Dear sir", -1);
  g_autofree char *gone = g_build_filename (f->folder, "gone.pdf", NULL);
  g_autofree char *huge = g_build_filename (f->folder, "huge.pdf", NULL);
  g_autofree char *big = g_malloc0 (ETA_PAGE_MAX_BYTES + 1);
  g_autoptr (GError) error = NULL;
  char sha256[65];

  memcpy (big, "%PDF-1.4", 8);
  g_assert_true (g_file_set_contents (huge, big, ETA_PAGE_MAX_BYTES + 1, NULL));
  g_assert_false (eta_album_take_page (f->album, cut, sha256, NULL, &error));
  g_assert_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_INCOMPLETE);
  g_assert_nonnull (strstr (error->message, "cut.pdf"));
  g_clear_error (&error);
  g_assert_false (eta_album_take_page (f->album, huge, sha256, NULL, &error));
  g_assert_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_false (eta_album_take_page (f->album, text, sha256, NULL, &error));
  g_assert_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_NOT_PICTURE);
  g_clear_error (&error);
  g_assert_false (eta_album_take_page (f->album, gone, sha256, NULL, &error));
  g_assert_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_FILE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/proof-page/pdf", Fixture, NULL, set_up, test_pdf, tear_down);
  g_test_add ("/proof-page/bytes", Fixture, NULL, set_up, test_bytes, tear_down);
  g_test_add ("/proof-page/picture", Fixture, NULL, set_up, test_picture, tear_down);
  g_test_add ("/proof-page/refused", Fixture, NULL, set_up, test_refused, tear_down);
  return g_test_run ();
}
