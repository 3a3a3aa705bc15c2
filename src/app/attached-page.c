#include "app/attached-page.h"

#include "app/files.h"
#include "app/thumbnails.h"
#include "app/window.h"
#include "photos/proof-page.h"

#include <glib/gi18n.h>

#define PICTURE_SIDE 40

struct _EtaAttachedPage {
  GtkBox parent_instance;
  GtkWidget *attach; /* while there is none */
  GtkWidget *there;  /* box of what follows */
  GtkImage *picture;
  GtkLabel *name;
  GtkWidget *open;
  EtaSession *session;
  char *hash;
  char *path; /* NULL: the file is lost */
  EtaAttachedPageChanged changed;
  gpointer data;
};

G_DEFINE_FINAL_TYPE (EtaAttachedPage, eta_attached_page, GTK_TYPE_BOX)

/* --- taking a file in ----------------------------------------------------------------------------
 */

typedef struct {
  EtaAttachedPage *page; /* weak: the product may have been left meanwhile */
  EtaWindow *window;     /* weak */
  EtaAlbum *album;
  char *path;
  char sha256[65];
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_weak_pointer (&work->page);
  g_clear_weak_pointer (&work->window);
  eta_album_unref (work->album);
  g_free (work->path);
  g_free (work);
}

static gboolean
take (EtaJob *job, gpointer data, GError **error)
{
  Work *work = data;

  return eta_album_take_page (work->album, work->path, work->sha256, eta_job_get_cancellable (job),
                              error);
}

static void
taken (EtaJob *job, gpointer data, const GError *error)
{
  Work *work = data;

  if (error && work->window)
    eta_window_show_error (work->window, error);
  else if (!error && work->page)
    work->page->changed (work->page, work->sha256, work->page->data);
}

static void
take_file (EtaAttachedPage *self, GFile *file)
{
  EtaWindow *window = eta_window_of (GTK_WIDGET (self));
  g_autofree char *path = g_file_get_path (file);
  Work *work;

  if (!self->session || !window || !path)
    return;
  work = g_new0 (Work, 1);
  g_set_weak_pointer (&work->page, self);
  g_set_weak_pointer (&work->window, window);
  work->album = eta_album_ref (eta_session_get_album (self->session));
  work->path = g_steal_pointer (&path);
  eta_job_start (eta_window_get_jobs (window), _ ("Attaching the page"), take, taken, work,
                 work_free);
}

static void
file_chosen (GListModel *files, gpointer data)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);

  take_file (ETA_ATTACHED_PAGE (data), file);
}

static void
attach_clicked (EtaAttachedPage *self)
{
  static const char *const types[] = {"image/*", "application/pdf", NULL};
  EtaFilesAsk ask = {
      .title = _ ("Choose the scanned page"),
      .accept = _ ("_Attach"),
      .action = GTK_FILE_CHOOSER_ACTION_OPEN,
      .filter_name = _ ("Pictures and PDF"),
      .mime_types = types,
  };

  eta_files_ask (GTK_WIDGET (self), &ask, file_chosen, self);
}

static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  g_autoptr (GListModel) files = eta_files_of_value (value);
  g_autoptr (GFile) file = files ? g_list_model_get_item (files, 0) : NULL;

  if (!file)
    return FALSE;
  take_file (ETA_ATTACHED_PAGE (data), file);
  return TRUE;
}

static void
remove_clicked (EtaAttachedPage *self)
{
  self->changed (self, NULL, self->data);
}

static void
open_clicked (EtaAttachedPage *self)
{
  g_autofree char *uri = self->path ? g_filename_to_uri (self->path, NULL, NULL) : NULL;

  if (uri)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-file", "s", uri);
}

/* --- showing ------------------------------------------------------------------------------------
 */

static void
thumbnail_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtaAttachedPage) self = ETA_ATTACHED_PAGE (data);
  g_autoptr (GdkTexture) texture = eta_thumbnail_finish (result, NULL);

  if (texture)
    gtk_image_set_from_paintable (self->picture, GDK_PAINTABLE (texture));
}

static void
show_there (EtaAttachedPage *self)
{
  EtaAlbum *album = eta_session_get_album (self->session);
  gboolean pdf = FALSE;

  self->path = eta_album_page_path (album, self->hash, &pdf);
  gtk_widget_set_sensitive (self->open, self->path != NULL);
  gtk_label_set_text (self->name, !self->path ? _ ("The page is not there any more")
                                  : pdf       ? _ ("PDF attached")
                                              : _ ("Scan attached"));
  gtk_image_set_from_icon_name (self->picture,
                                pdf ? "x-office-document-symbolic" : "image-x-generic-symbolic");
  if (self->path && !pdf) {
    g_autofree char *thumb = eta_album_path (album, self->hash, ETA_ALBUM_THUMB);
    eta_thumbnail_load (thumb, NULL, thumbnail_loaded, g_object_ref (self));
  }
}

void
eta_attached_page_show (EtaAttachedPage *self, EtaSession *session, const char *hash)
{
  g_set_object (&self->session, session);
  gtk_widget_set_visible (self->attach, !hash);
  gtk_widget_set_visible (self->there, hash != NULL);
  if (g_strcmp0 (self->hash, hash) == 0)
    return;
  g_free (self->hash);
  self->hash = g_strdup (hash);
  g_clear_pointer (&self->path, g_free);
  if (hash && session)
    show_there (self);
}

static void
eta_attached_page_dispose (GObject *object)
{
  EtaAttachedPage *self = ETA_ATTACHED_PAGE (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (eta_attached_page_parent_class)->dispose (object);
}

static void
eta_attached_page_finalize (GObject *object)
{
  EtaAttachedPage *self = ETA_ATTACHED_PAGE (object);

  g_free (self->hash);
  g_free (self->path);
  G_OBJECT_CLASS (eta_attached_page_parent_class)->finalize (object);
}

static void
eta_attached_page_class_init (EtaAttachedPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_attached_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = eta_attached_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/attached-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaAttachedPage, attach);
  gtk_widget_class_bind_template_child (widget_class, EtaAttachedPage, there);
  gtk_widget_class_bind_template_child (widget_class, EtaAttachedPage, picture);
  gtk_widget_class_bind_template_child (widget_class, EtaAttachedPage, name);
  gtk_widget_class_bind_template_child (widget_class, EtaAttachedPage, open);
  gtk_widget_class_bind_template_callback (widget_class, attach_clicked);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked);
}

static void
eta_attached_page_init (EtaAttachedPage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GType types[] = {GDK_TYPE_FILE_LIST, G_TYPE_FILE};

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_image_set_pixel_size (self->picture, PICTURE_SIDE);
  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect (target, "drop", G_CALLBACK (dropped), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

GtkWidget *
eta_attached_page_new (EtaAttachedPageChanged changed, gpointer data)
{
  EtaAttachedPage *self = g_object_new (ETA_TYPE_ATTACHED_PAGE, NULL);

  self->changed = changed;
  self->data = data;
  return GTK_WIDGET (self);
}
