#include "app/crop-dialog.h"

#include "app/crop-area.h"
#include "app/photo-job.h"
#include "app/thumbnails.h"

#include <glib/gi18n.h>
#include <math.h>

struct _EtaCropDialog {
  AdwWindow parent_instance;
  EtaWindow *window; /* weak */
  char *product_id;
  char *photo_id;
  GCancellable *loading;
  EtaCropArea *area;
  GtkDropDown *shapes;
  GtkWidget *apply;
};

G_DEFINE_FINAL_TYPE (EtaCropDialog, eta_crop_dialog, ADW_TYPE_WINDOW)

/* In the order of the drop-down in crop-dialog.ui. */
static const double shapes[] = {0, 1, 4.0 / 3, 3.0 / 4, 16.0 / 9};

static gboolean
is_whole (const graphene_rect_t *frame)
{
  return frame->size.width > .9995F && frame->size.height > .9995F;
}

static void
frame_changed (EtaCropDialog *self)
{
  graphene_rect_t frame = eta_crop_area_get_frame (self->area);

  gtk_widget_set_sensitive (self->apply, !is_whole (&frame));
}

static void
shape_chosen (EtaCropDialog *self)
{
  guint chosen = gtk_drop_down_get_selected (self->shapes);

  eta_crop_area_set_shape (self->area, chosen < G_N_ELEMENTS (shapes) ? shapes[chosen] : 0);
}

static void
apply_clicked (EtaCropDialog *self)
{
  graphene_rect_t frame = eta_crop_area_get_frame (self->area);
  EtaCrop crop = {
      .x = (int)lrintf (frame.origin.x * ETA_CROP_ONE),
      .y = (int)lrintf (frame.origin.y * ETA_CROP_ONE),
      .width = (int)lrintf (frame.size.width * ETA_CROP_ONE),
      .height = (int)lrintf (frame.size.height * ETA_CROP_ONE),
  };

  if (self->window)
    eta_photo_job_crop (self->window, self->product_id, self->photo_id, &crop);
  gtk_window_close (GTK_WINDOW (self));
}

static void
loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = eta_thumbnail_finish (result, &error);
  EtaCropDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* DATA may be gone */
  if (texture) {
    eta_crop_area_set_texture (self->area, texture);
    return;
  }
  if (self->window)
    eta_window_show_error (self->window, error);
  gtk_window_close (GTK_WINDOW (self));
}

static void
eta_crop_dialog_dispose (GObject *object)
{
  EtaCropDialog *self = ETA_CROP_DIALOG (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_weak_pointer (&self->window);
  g_clear_pointer (&self->product_id, g_free);
  g_clear_pointer (&self->photo_id, g_free);
  G_OBJECT_CLASS (eta_crop_dialog_parent_class)->dispose (object);
}

static void
eta_crop_dialog_class_init (EtaCropDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ETA_TYPE_CROP_AREA);
  G_OBJECT_CLASS (klass)->dispose = eta_crop_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/crop-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaCropDialog, area);
  gtk_widget_class_bind_template_child (widget_class, EtaCropDialog, shapes);
  gtk_widget_class_bind_template_child (widget_class, EtaCropDialog, apply);
  gtk_widget_class_bind_template_callback (widget_class, frame_changed);
  gtk_widget_class_bind_template_callback (widget_class, shape_chosen);
  gtk_widget_class_bind_template_callback (widget_class, apply_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
eta_crop_dialog_init (EtaCropDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
eta_crop_dialog_new (EtaWindow *window, const char *product_id, const EtaPhoto *photo)
{
  EtaCropDialog *self = g_object_new (ETA_TYPE_CROP_DIALOG, "transient-for", window, NULL);
  EtaAlbum *album = eta_session_get_album (eta_window_get_session (window));
  g_autofree char *path = eta_album_path (album, photo->sha256, ETA_ALBUM_FULL);

  g_set_weak_pointer (&self->window, window);
  self->product_id = g_strdup (product_id);
  self->photo_id = g_strdup (photo->id);
  self->loading = g_cancellable_new ();
  eta_thumbnail_load (path, self->loading, loaded, self);
  return GTK_WINDOW (self);
}
