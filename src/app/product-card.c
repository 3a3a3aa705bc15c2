#include "app/product-card.h"

#include "app/thumbnails.h"
#include "catalog/measure.h"
#include "catalog/money.h"

#include <glib/gi18n.h>

struct _EtaProductCard {
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkStack *stack;
  GtkPicture *photo;
  GtkLabel *name;
  GtkLabel *sku;
  GtkLabel *price;
  GtkLabel *langs;
  GtkImage *state;
  GtkImage *listed;
  char *wanted; /* path of a thumbnail that nobody has looked at yet, or NULL */
  GCancellable *loading;
};

G_DEFINE_FINAL_TYPE (EtaProductCard, eta_product_card, GTK_TYPE_WIDGET)

typedef struct {
  const char *key, *icon, *text;
} Mark;

static const Mark states[] = {
    {"checked", "emblem-ok-symbolic", N_ ("Checked")},
    {"approved", "emblem-default-symbolic", N_ ("Approved")},
};

static const Mark listings[] = {
    {"clean", "eta-market-symbolic", N_ ("Listed on the marketplace")},
    {"error", "dialog-warning-symbolic", N_ ("The marketplace refused it")},
    {"conflict", "dialog-warning-symbolic", N_ ("Changed here and on the marketplace")},
    {"unknown", "dialog-question-symbolic", N_ ("Not known whether it arrived")},
    {"gone", "dialog-warning-symbolic", N_ ("Gone from the marketplace")},
};

static void
eta_product_card_dispose (GObject *object)
{
  EtaProductCard *self = ETA_PRODUCT_CARD (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (eta_product_card_parent_class)->dispose (object);
}

static void eta_product_card_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);

static void
eta_product_card_class_init (EtaProductCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_product_card_dispose;
  widget_class->snapshot = eta_product_card_snapshot;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/product-card.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaProductCard, box);
  gtk_widget_class_bind_template_child (widget_class, EtaProductCard, stack);
  gtk_widget_class_bind_template_child (widget_class, EtaProductCard, photo);
  gtk_widget_class_bind_template_child (widget_class, EtaProductCard, name);
  gtk_widget_class_bind_template_child (widget_class, EtaProductCard, sku);
  gtk_widget_class_bind_template_child (widget_class, EtaProductCard, price);
  gtk_widget_class_bind_template_child (widget_class, EtaProductCard, langs);
  gtk_widget_class_bind_template_child (widget_class, EtaProductCard, state);
  gtk_widget_class_bind_template_child (widget_class, EtaProductCard, listed);
  gtk_widget_class_set_css_name (widget_class, "productcard");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
eta_product_card_init (EtaProductCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
eta_product_card_new (void)
{
  return g_object_new (ETA_TYPE_PRODUCT_CARD, NULL);
}

static void
show_texture (EtaProductCard *self, GdkTexture *texture)
{
  gtk_picture_set_paintable (self->photo, GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child_name (self->stack, "photo");
}

static void
loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = eta_thumbnail_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* DATA may be gone */
  if (texture)
    show_texture (ETA_PRODUCT_CARD (data), texture);
  else
    gtk_stack_set_visible_child_name (ETA_PRODUCT_CARD (data)->stack, "missing");
}

/* A grid makes many more cells than the window shows: a picture is decoded when its card is drawn.
 */
static void
eta_product_card_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EtaProductCard *self = ETA_PRODUCT_CARD (widget);
  g_autofree char *path = g_steal_pointer (&self->wanted);

  if (path) {
    self->loading = g_cancellable_new ();
    eta_thumbnail_load (path, self->loading, loaded, self);
  }
  GTK_WIDGET_CLASS (eta_product_card_parent_class)->snapshot (widget, snapshot);
}

static void
set_photo (EtaProductCard *self, EtaAlbum *album, const char *sha256)
{
  g_autofree char *path = sha256 ? eta_album_path (album, sha256, ETA_ALBUM_THUMB) : NULL;
  g_autoptr (GdkTexture) texture = path ? eta_thumbnail_peek (path) : NULL;

  if (texture) {
    show_texture (self, texture);
    return;
  }
  gtk_picture_set_paintable (self->photo, NULL);
  gtk_stack_set_visible_child_name (self->stack, path ? "photo" : "none");
  self->wanted = g_steal_pointer (&path);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_mark (GtkImage *image, const Mark *marks, guint n, const char *key)
{
  for (guint i = 0; key && i < n; i++)
    if (g_str_equal (marks[i].key, key)) {
      gtk_image_set_from_icon_name (image, marks[i].icon);
      gtk_widget_set_tooltip_text (GTK_WIDGET (image), _ (marks[i].text));
      gtk_widget_set_visible (GTK_WIDGET (image), TRUE);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (image), FALSE);
}

/* "id en ar" → “ID · EN · AR” */
static char *
lang_marks (const char *langs)
{
  g_auto (GStrv) parts = g_strsplit (langs ? langs : "", " ", -1);
  g_autofree char *joined = g_strjoinv (" · ", parts);

  return g_ascii_strup (joined, -1);
}

static void
set_texts (EtaProductCard *self, const EtaCard *card, const char *lang)
{
  g_autofree char *marks = lang_marks (card->langs);
  g_autofree char *price =
      card->currency ? eta_money_text (card->minor, card->currency, lang, TRUE) : NULL;

  gtk_label_set_text (self->name, card->name ? card->name : card->sku);
  gtk_label_set_text (self->sku, card->sku ? card->sku : "");
  gtk_label_set_text (self->price, price ? price : "");
  gtk_label_set_text (self->langs, marks);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_text (self->name),
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, gtk_label_get_text (self->sku), -1);
}

void
eta_product_card_set_item (EtaProductCard *self,
                           EtaProductItem *item,
                           EtaAlbum *album,
                           const char *lang)
{
  const EtaCard *card = item ? eta_product_item_get_card (item) : NULL;

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->wanted, g_free);
  if (!card)
    return;
  set_texts (self, card, lang);
  set_mark (self->state, states, G_N_ELEMENTS (states), card->state);
  set_mark (self->listed, listings, G_N_ELEMENTS (listings), card->listed);
  set_photo (self, album, card->photo);
}
