/* A photo is cut in the window, by keys and shapes, and comes back whole with undo. */
#include "window-fixture.h"

#include "app/crop-area.h"
#include "app/crop-dialog.h"
#include "photos/take.h"

#include <math.h>

static EtaProduct *
only_product (Fixture *f)
{
  EtaQuery query = {0};
  g_autoptr (GArray) rows = eta_store_query (fixture_store (f), &query, NULL);
  g_autofree char *id = NULL;

  g_assert_cmpuint (rows->len, ==, 1);
  id = eta_store_id_of (fixture_store (f), g_array_index (rows, gint64, 0));
  return eta_store_get_product (fixture_store (f), id, NULL);
}

/* A product with the four-coloured picture, 600 × 400. */
static EtaProduct *
with_photo (Fixture *f)
{
  EtaSession *session = eta_window_get_session (f->window);
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "photos", "ori1.jpg", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaProduct) stored = NULL, draft = NULL;
  char sha256[65];
  int width, height;

  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.new-product", NULL);
  settle ();
  stored = only_product (f);
  draft = eta_product_copy (stored);
  g_assert_true (
      eta_album_take_file (path, eta_session_get_album (session), sha256, &width, &height, &error));
  g_ptr_array_add (draft->photos, eta_photo_new (sha256, width, height));
  g_assert_true (eta_session_put_product (session, "Add photos", NULL, draft, &error));
  settle ();
  return only_product (f);
}

static gboolean
is_area (GtkWidget *widget, gconstpointer unused)
{
  return ETA_IS_CROP_AREA (widget);
}

static gboolean
is_drop_down (GtkWidget *widget, gconstpointer unused)
{
  return GTK_IS_DROP_DOWN (widget);
}

static gboolean
is_crop_button (GtkWidget *widget, gconstpointer unused)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "suggested-action");
}

static EtaCropArea *area; /* of the open dialog */

static gboolean
picture_is_there (Fixture *f)
{
  return eta_crop_area_get_frame (area).size.width > 0;
}

static GtkWidget *
open_dialog (Fixture *f, const EtaProduct *product)
{
  GtkWindow *dialog = eta_crop_dialog_new (f->window, product->id, product->photos->pdata[0]);

  gtk_window_present (dialog);
  area = ETA_CROP_AREA (find_widget (GTK_WIDGET (dialog), is_area, NULL));
  wait_until (picture_is_there, f);
  return GTK_WIDGET (dialog);
}

static void
test_square (Fixture *f, gconstpointer unused)
{
  g_autoptr (EtaProduct) before = with_photo (f), after = NULL, undone = NULL;
  GtkWidget *dialog = open_dialog (f, before);
  GtkWidget *button = find_widget (dialog, is_crop_button, NULL);
  const EtaPhoto *whole = before->photos->pdata[0], *cut;
  graphene_rect_t frame;

  g_assert_false (gtk_widget_get_sensitive (button)); /* all of it is no crop */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_widget (dialog, is_drop_down, NULL)), 1);
  settle ();
  frame = eta_crop_area_get_frame (area);
  g_assert_cmpfloat_with_epsilon (frame.origin.x, 1.F / 6, .001);
  g_assert_cmpfloat_with_epsilon (frame.size.width, 2.F / 3, .001);
  g_assert_cmpfloat_with_epsilon (frame.size.height, 1, .001);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  wait_until (no_jobs, f);
  settle ();

  after = only_product (f);
  cut = after->photos->pdata[0];
  g_assert_cmpuint (after->photos->len, ==, 1);
  g_assert_cmpint (cut->width, ==, cut->height);
  g_assert_cmpint (cut->height, ==, whole->height);
  g_assert_cmpstr (cut->sha256, !=, whole->sha256);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  settle ();
  undone = only_product (f);
  g_assert_cmpstr (((EtaPhoto *)undone->photos->pdata[0])->sha256, ==, whole->sha256);
}

static void
test_frame_stays_inside (Fixture *f, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = with_photo (f);
  GtkWidget *dialog = open_dialog (f, product);
  static const double shapes[] = {0, 1, 4.0 / 3, .01, 100};

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++) {
    graphene_rect_t frame;

    eta_crop_area_set_shape (area, shapes[i]);
    frame = eta_crop_area_get_frame (area);
    g_assert_cmpfloat (frame.origin.x, >=, 0);
    g_assert_cmpfloat (frame.origin.y, >=, 0);
    g_assert_cmpfloat (frame.origin.x + frame.size.width, <=, 1.0001);
    g_assert_cmpfloat (frame.origin.y + frame.size.height, <=, 1.0001);
    if (shapes[i] > 0)
      g_assert_cmpfloat (fabs (frame.size.width * 600 / (frame.size.height * 400) / shapes[i] - 1),
                         <, .001);
  }
  gtk_window_destroy (GTK_WINDOW (dialog));
}

int
main (int argc, char *argv[])
{
  window_test_init (&argc, &argv, "en");
  ADD ("/crop-dialog/square", test_square);
  ADD ("/crop-dialog/frame-stays-inside", test_frame_stays_inside);
  return g_test_run ();
}
