#include "app/cover-card.h"

#include "app/preview-worker.h"
#include "app/ui-language.h"
#include "sheets/edition.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#define WIDTH 170 /* px of the picture */

struct _EtaCoverCard {
  GtkBox parent_instance;
  EtaPreviewWorker *worker; /* until the picture is there */
  GtkPicture *picture;
};

G_DEFINE_FINAL_TYPE (EtaCoverCard, eta_cover_card, GTK_TYPE_BOX)

static void
eta_cover_card_dispose (GObject *object)
{
  EtaCoverCard *self = ETA_COVER_CARD (object);

  g_clear_pointer (&self->worker, eta_preview_worker_free);
  G_OBJECT_CLASS (eta_cover_card_parent_class)->dispose (object);
}

static void
eta_cover_card_class_init (EtaCoverCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_cover_card_dispose;
}

static void
eta_cover_card_init (EtaCoverCard *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 2);
  self->picture = GTK_PICTURE (gtk_picture_new ());
  gtk_picture_set_can_shrink (self->picture, TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self->picture), WIDTH, WIDTH * 297 / 210);
  gtk_widget_add_css_class (GTK_WIDGET (self->picture), "page");
  gtk_widget_add_css_class (GTK_WIDGET (self), "catalog-cover");
  /* The picture has twice the pixels, for screens of twice the density. */
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->picture));
  gtk_box_append (GTK_BOX (self), clamp);
}

static void
opened (guint n_pages, double width, double height, const GError *error, gpointer data)
{
  EtaCoverCard *self = ETA_COVER_CARD (data);
  const guint first = 0;

  if (n_pages > 0)
    eta_preview_worker_want (self->worker, &first, 1);
}

static void
painted (guint page, GdkTexture *texture, const GError *error, gpointer data)
{
  EtaCoverCard *self = ETA_COVER_CARD (data);

  gtk_picture_set_paintable (self->picture, texture ? GDK_PAINTABLE (texture) : NULL);
  g_clear_pointer (&self->worker, eta_preview_worker_free);
}

static void
add_label (EtaCoverCard *self, const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 22);
  gtk_widget_add_css_class (label, css);
  gtk_box_append (GTK_BOX (self), label);
}

/* "14 products · ID EN AR" */
static char *
caption (const EtaCollection *collection)
{
  guint n = collection->items->len;
  g_autofree char *count = g_strdup_printf (ngettext ("%u product", "%u products", n), n);
  g_autofree char *langs = g_ascii_strup (collection->languages ? collection->languages : "", -1);

  return g_strjoin (*langs ? " · " : "", count, langs, NULL);
}

GtkWidget *
eta_cover_card_new (EtaSession *session, const EtaCollection *collection)
{
  static const EtaPreviewCalls calls = {opened, painted};
  EtaCoverCard *self = g_object_new (ETA_TYPE_COVER_CARD, NULL);
  const char *title = eta_edition_title (collection, eta_ui_language ());
  g_autofree char *text = caption (collection);
  g_auto (GStrv) langs = g_strsplit (collection->languages ? collection->languages : "id", " ", -1);

  if (!title)
    title = _ ("Catalog without a title");
  add_label (self, title, "heading");
  add_label (self, text, "dim-label");
  gtk_picture_set_alternative_text (self->picture, title);
  self->worker = eta_preview_worker_new (eta_session_get_path (session), 2 * WIDTH, &calls, self);
  eta_preview_worker_show (self->worker, collection,
                           g_strv_contains ((const char *const *)langs, eta_ui_language ())
                               ? eta_ui_language ()
                               : langs[0]);
  return GTK_WIDGET (self);
}
