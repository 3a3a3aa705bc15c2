#include "app/sheet-preview.h"

#include "app/form-sections.h"
#include "app/page-texture.h"
#include "app/ui-language.h"
#include "catalog/communal.h"
#include "photos/take.h"
#include "sheets/layout.h"
#include "sheets/paint.h"

#include <glib/gi18n.h>

struct _EtaSheetPreview {
  GtkBox parent_instance;
  GtkDropDown *language;
  GtkBox *pages;
  GtkLabel *problem;
  EtaSession *session;
  EtaProduct *product;
  GCancellable *running;
  guint delay_id;
};

G_DEFINE_FINAL_TYPE (EtaSheetPreview, eta_sheet_preview, GTK_TYPE_BOX)

/* In the order of the drop-down. */
static const char *const langs[] = {"id", "en", "ar"};

/* Between two keystrokes nothing is drawn. */
#define DELAY_MS 150
/* px a page is painted wide: sharp on a screen of twice the density. */
#define PAINT_WIDTH 760

typedef struct {
  EtaProduct *product;
  EtaProducer *producer;
  EtaAlbum *album;
  const char *lang;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  eta_product_unref (order->product);
  if (order->producer)
    eta_producer_unref (order->producer);
  eta_album_unref (order->album);
  g_free (order);
}

static void
paint_sheet (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Order *order = task_data;
  EtaSheetInput input = {
      .product = order->product,
      .producer = order->producer,
      .photo_path = eta_album_photo_path,
      .photo_data = order->album,
  };
  EtaSheetOptions options = {.lang = order->lang};
  GError *error = NULL;
  g_autoptr (EtaLayout) layout = eta_layout_sheet (&input, &options, &error);
  g_autoptr (GPtrArray) pages = layout ? eta_layout_pages (layout, &error) : NULL;
  g_autoptr (EtaPainter) painter = NULL;
  g_autoptr (GPtrArray) textures = g_ptr_array_new_with_free_func (g_object_unref);

  if (!pages) {
    g_task_return_error (task, error);
    return;
  }
  painter = eta_painter_new (NULL);
  for (guint i = 0; i < pages->len && !g_cancellable_is_cancelled (cancellable); i++)
    g_ptr_array_add (textures, eta_page_texture_new (painter, pages->pdata[i], PAINT_WIDTH));
  g_task_return_pointer (task, g_steal_pointer (&textures), (GDestroyNotify)g_ptr_array_unref);
}

static void
painted (GObject *object, GAsyncResult *result, gpointer data)
{
  EtaSheetPreview *self = ETA_SHEET_PREVIEW (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) textures = g_task_propagate_pointer (G_TASK (result), &error);
  GtkWidget *child;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_label_set_text (self->problem, error ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))))
    gtk_box_remove (self->pages, child);
  for (guint i = 0; textures && i < textures->len; i++) {
    GtkWidget *picture = gtk_picture_new_for_paintable (textures->pdata[i]);
    g_autofree char *label = g_strdup_printf (_ ("Page %u of the sheet"), i + 1);
    gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
    gtk_picture_set_alternative_text (GTK_PICTURE (picture), label);
    gtk_widget_add_css_class (picture, "page");
    gtk_box_append (self->pages, picture);
  }
}

static gboolean
start_painting (gpointer data)
{
  EtaSheetPreview *self = ETA_SHEET_PREVIEW (data);
  guint choice = gtk_drop_down_get_selected (self->language);
  g_autoptr (GTask) task = NULL;
  Order *order;

  self->delay_id = 0;
  if (!self->product || !self->session)
    return G_SOURCE_REMOVE;
  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  self->running = g_cancellable_new ();
  order = g_new0 (Order, 1);
  order->product = eta_product_ref (self->product);
  order->producer = self->product->producer_id
                        ? eta_store_get_producer (eta_session_get_store (self->session),
                                                  self->product->producer_id, NULL)
                        : NULL;
  eta_communal_present (eta_session_get_store (self->session), &order->product, &order->producer);
  order->album = eta_album_ref (eta_session_get_album (self->session));
  order->lang = langs[MIN (choice, G_N_ELEMENTS (langs) - 1)];
  task = g_task_new (self, self->running, painted, NULL);
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, paint_sheet);
  return G_SOURCE_REMOVE;
}

static void
schedule (EtaSheetPreview *self)
{
  g_clear_handle_id (&self->delay_id, g_source_remove);
  self->delay_id = g_timeout_add (DELAY_MS, start_painting, self);
}

static void
eta_sheet_preview_dispose (GObject *object)
{
  EtaSheetPreview *self = ETA_SHEET_PREVIEW (object);

  g_clear_handle_id (&self->delay_id, g_source_remove);
  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_clear_object (&self->session);
  g_clear_pointer (&self->product, eta_product_unref);
  G_OBJECT_CLASS (eta_sheet_preview_parent_class)->dispose (object);
}

static void
eta_sheet_preview_class_init (EtaSheetPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_sheet_preview_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/sheet-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaSheetPreview, language);
  gtk_widget_class_bind_template_child (widget_class, EtaSheetPreview, pages);
  gtk_widget_class_bind_template_child (widget_class, EtaSheetPreview, problem);
  gtk_widget_class_bind_template_callback (widget_class, schedule);
}

static void
eta_sheet_preview_init (EtaSheetPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (langs); i++)
    if (g_str_equal (langs[i], eta_ui_language ()))
      gtk_drop_down_set_selected (self->language, i);
}

void
eta_sheet_preview_set_session (EtaSheetPreview *self, EtaSession *session)
{
  g_clear_pointer (&self->product, eta_product_unref);
  g_set_object (&self->session, session);
}

void
eta_sheet_preview_set_product (EtaSheetPreview *self, EtaProduct *product)
{
  eta_product_ref (product);
  g_clear_pointer (&self->product, eta_product_unref);
  self->product = product;
  schedule (self);
}
