#include "app/photo-strip.h"

#include "app/crop-dialog.h"
#include "app/files.h"
#include "app/photo-job.h"
#include "app/thumbnails.h"
#include "app/view-only.h"

#include <glib/gi18n.h>

struct _EtaPhotoStrip {
  GtkBox parent_instance;
  GtkStack *stack;
  GtkPicture *big;
  GtkFlowBox *strip;
  GtkBox *tools;
  GtkButton *add_button;
  GtkWidget *main_button;
  EtaSession *session;
  EtaProduct *product;
  guint selected;
  GCancellable *loading; /* of the big photo */
  EtaPartCommit commit;
  gpointer data;
};

G_DEFINE_FINAL_TYPE (EtaPhotoStrip, eta_photo_strip, GTK_TYPE_BOX)

static EtaWindow *
window_of (EtaPhotoStrip *self)
{
  return eta_window_of (GTK_WIDGET (self));
}

static const EtaPhoto *
selected_photo (EtaPhotoStrip *self)
{
  if (!self->product || self->selected >= self->product->photos->len)
    return NULL;
  return self->product->photos->pdata[self->selected];
}

/* --- changing ----------------------------------------------------------------------------------
 */

static void
move_photo (EtaPhotoStrip *self, guint from, guint to)
{
  g_autoptr (EtaProduct) draft = NULL;
  g_autoptr (GError) error = NULL;
  gpointer photo;

  if (!self->product || from == to || from >= self->product->photos->len)
    return;
  draft = eta_product_copy (self->product);
  photo = g_ptr_array_steal_index (draft->photos, from);
  g_ptr_array_insert (draft->photos, MIN (to, draft->photos->len), photo);
  self->selected = to;
  if (!self->commit (draft, self->data, &error))
    eta_window_show_error (window_of (self), error);
}

static void
main_clicked (EtaPhotoStrip *self)
{
  move_photo (self, self->selected, 0);
}

static void
turn_clicked (EtaPhotoStrip *self)
{
  const EtaPhoto *photo = selected_photo (self);

  if (photo)
    eta_photo_job_turn (window_of (self), self->product->id, photo->id);
}

static void
crop_clicked (EtaPhotoStrip *self)
{
  const EtaPhoto *photo = selected_photo (self);

  if (photo)
    gtk_window_present (eta_crop_dialog_new (window_of (self), self->product->id, photo));
}

static void
remove_clicked (EtaPhotoStrip *self)
{
  g_autoptr (EtaProduct) draft = NULL;
  g_autoptr (GError) error = NULL;

  if (!selected_photo (self))
    return;
  draft = eta_product_copy (self->product);
  g_ptr_array_remove_index (draft->photos, self->selected);
  if (self->selected > 0)
    self->selected--;
  if (self->commit (draft, self->data, &error))
    eta_window_toast_undo (window_of (self), _ ("Photo removed"));
  else
    eta_window_show_error (window_of (self), error);
}

static void
files_chosen (GListModel *files, gpointer data)
{
  EtaPhotoStrip *self = ETA_PHOTO_STRIP (data);

  if (self->product)
    eta_photo_job_files (window_of (self), files, self->product->id);
}

static void
add_clicked (EtaPhotoStrip *self)
{
  static const char *const types[] = {"image/*", NULL};
  EtaFilesAsk ask = {
      .title = _ ("Add photos"),
      .accept = _ ("_Add"),
      .action = GTK_FILE_CHOOSER_ACTION_OPEN,
      .many = TRUE,
      .filter_name = _ ("Pictures"),
      .mime_types = types,
  };

  eta_files_ask (GTK_WIDGET (self), &ask, files_chosen, self);
}

static void
take_texture (EtaPhotoStrip *self, GdkTexture *texture)
{
  g_autoptr (GBytes) png = gdk_texture_save_to_png_bytes (texture);

  if (self->product)
    eta_photo_job_bytes (window_of (self), png, _ ("pasted picture"), self->product->id);
}

static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  EtaPhotoStrip *self = ETA_PHOTO_STRIP (data);
  g_autoptr (GListModel) files = NULL;

  if (!self->product)
    return FALSE;
  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE)) {
    take_texture (self, g_value_get_object (value));
    return TRUE;
  }
  files = eta_files_of_value (value);
  if (files)
    eta_photo_job_files (window_of (self), files, self->product->id);
  return files != NULL;
}

static void
pasted_texture (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtaPhotoStrip) self = ETA_PHOTO_STRIP (data);
  g_autoptr (GdkTexture) texture =
      gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, NULL);

  if (texture)
    take_texture (self, texture);
}

static void
pasted_files (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtaPhotoStrip) self = ETA_PHOTO_STRIP (data);
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value)
    dropped (NULL, value, 0, 0, self);
}

static void
paste (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    pasted_files, g_object_ref (widget));
  else
    gdk_clipboard_read_texture_async (clipboard, NULL, pasted_texture, g_object_ref (widget));
}

/* --- showing -------------------------------------------------------------------------------------
 */

static void
big_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtaPhotoStrip) self = ETA_PHOTO_STRIP (data);
  g_autoptr (GdkTexture) texture = eta_thumbnail_finish (result, NULL);

  if (texture)
    gtk_picture_set_paintable (self->big, GDK_PAINTABLE (texture));
}

static void
show_selected (EtaPhotoStrip *self)
{
  const EtaPhoto *photo = selected_photo (self);
  g_autofree char *path = NULL;

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  gtk_stack_set_visible_child_name (self->stack, photo ? "photo" : "empty");
  gtk_widget_set_visible (GTK_WIDGET (self->tools), photo != NULL);
  gtk_widget_set_sensitive (self->main_button, self->selected > 0);
  if (!photo)
    return;
  path = eta_album_path (eta_session_get_album (self->session), photo->sha256, ETA_ALBUM_FULL);
  self->loading = g_cancellable_new ();
  eta_thumbnail_load (path, self->loading, big_loaded, g_object_ref (self));
}

static void
thumb_activated (EtaPhotoStrip *self, GtkFlowBoxChild *child)
{
  self->selected = gtk_flow_box_child_get_index (child);
  show_selected (self);
}

static void
small_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkImage) image = GTK_IMAGE (data);
  g_autoptr (GdkTexture) texture = eta_thumbnail_finish (result, NULL);

  if (texture)
    gtk_image_set_from_paintable (image, GDK_PAINTABLE (texture));
  else
    gtk_image_set_from_icon_name (image, "image-missing-symbolic");
}

static GdkContentProvider *
drag_prepare (GtkDragSource *source, double x, double y, gpointer data)
{
  GtkWidget *child = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));

  return gdk_content_provider_new_typed (
      G_TYPE_UINT, (guint)gtk_flow_box_child_get_index (GTK_FLOW_BOX_CHILD (child)));
}

static gboolean
reordered (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  GtkWidget *child = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  move_photo (ETA_PHOTO_STRIP (data), g_value_get_uint (value),
              gtk_flow_box_child_get_index (GTK_FLOW_BOX_CHILD (child)));
  return TRUE;
}

static void
add_thumb (EtaPhotoStrip *self, const EtaPhoto *photo, guint number)
{
  GtkWidget *picture = gtk_image_new ();
  GtkWidget *child = gtk_flow_box_child_new ();
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_UINT, GDK_ACTION_MOVE);
  g_autofree char *label = g_strdup_printf (_ ("Photo %u"), number);
  g_autofree char *path =
      eta_album_path (eta_session_get_album (self->session), photo->sha256, ETA_ALBUM_THUMB);

  gtk_image_set_pixel_size (GTK_IMAGE (picture), 60);
  gtk_widget_add_css_class (picture, "thumb");
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), picture);
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect (drag, "prepare", G_CALLBACK (drag_prepare), NULL);
  gtk_widget_add_controller (child, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (drop, "drop", G_CALLBACK (reordered), self);
  gtk_widget_add_controller (child, GTK_EVENT_CONTROLLER (drop));
  gtk_flow_box_insert (self->strip, child, -1);
  eta_thumbnail_load (path, NULL, small_loaded, g_object_ref (picture));
}

void
eta_photo_strip_set_product (EtaPhotoStrip *self, EtaProduct *product)
{
  GtkWidget *child;
  gboolean other = !self->product || !product || !g_str_equal (self->product->id, product->id);

  g_clear_pointer (&self->product, eta_product_unref);
  self->product = product ? eta_product_ref (product) : NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->strip))))
    gtk_flow_box_remove (self->strip, child);
  for (guint i = 0; product && i < product->photos->len; i++)
    add_thumb (self, product->photos->pdata[i], i + 1);
  if (other || !selected_photo (self))
    self->selected = 0;
  show_selected (self);
}

static void
eta_photo_strip_dispose (GObject *object)
{
  EtaPhotoStrip *self = ETA_PHOTO_STRIP (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->session);
  g_clear_pointer (&self->product, eta_product_unref);
  G_OBJECT_CLASS (eta_photo_strip_parent_class)->dispose (object);
}

static void
eta_photo_strip_class_init (EtaPhotoStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_photo_strip_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/photo-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoStrip, stack);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoStrip, big);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoStrip, strip);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoStrip, tools);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoStrip, add_button);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoStrip, main_button);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked);
  gtk_widget_class_bind_template_callback (widget_class, main_clicked);
  gtk_widget_class_bind_template_callback (widget_class, turn_clicked);
  gtk_widget_class_bind_template_callback (widget_class, crop_clicked);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked);
  gtk_widget_class_bind_template_callback (widget_class, thumb_activated);
  gtk_widget_class_install_action (widget_class, "photos.paste", NULL, paste);
}

static void
eta_photo_strip_init (EtaPhotoStrip *self)
{
  GType types[] = {GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE};
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  eta_view_only_follow (GTK_WIDGET (self->tools));
  eta_view_only_follow (GTK_WIDGET (self->add_button));
  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect (target, "drop", G_CALLBACK (dropped), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

void
eta_photo_strip_set_commit (EtaPhotoStrip *self, EtaPartCommit commit, gpointer data)
{
  self->commit = commit;
  self->data = data;
}

void
eta_photo_strip_set_session (EtaPhotoStrip *self, EtaSession *session)
{
  eta_photo_strip_set_product (self, NULL);
  g_set_object (&self->session, session);
}
