#include "app/producer-row.h"

#include "app/ui-language.h"
#include "app/view-only.h"
#include "app/window.h"

#include <glib/gi18n.h>

struct _EtaProducerRow {
  GtkBox parent_instance;
  GtkDropDown *drop;
  GtkStringList *names;
  GPtrArray *producers; /* EtaProducer, in the order of NAMES */
  EtaProduct *product;
  EtaPartCommit commit;
  gpointer data;
  gboolean showing;
};

static void part_init (EtaFormPartInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EtaProducerRow,
                               eta_producer_row,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (ETA_TYPE_FORM_PART, part_init))

static void
show_producer (EtaProducerRow *self)
{
  self->showing = TRUE;
  for (guint i = 0; self->product && i < self->producers->len; i++) {
    const EtaProducer *producer = self->producers->pdata[i];
    if (g_strcmp0 (producer->id, self->product->producer_id) == 0)
      gtk_drop_down_set_selected (self->drop, i);
  }
  self->showing = FALSE;
}

static void
set_product (EtaFormPart *part, EtaProduct *product)
{
  EtaProducerRow *self = ETA_PRODUCER_ROW (part);

  g_clear_pointer (&self->product, eta_product_unref);
  self->product = product ? eta_product_ref (product) : NULL;
  show_producer (self);
}

void
eta_producer_row_load (EtaProducerRow *self, EtaSession *session)
{
  g_clear_pointer (&self->producers, g_ptr_array_unref);
  if (session)
    self->producers = eta_store_list_producers (eta_session_get_store (session), NULL);
  if (!self->producers)
    self->producers = g_ptr_array_new ();
  self->showing = TRUE;
  gtk_string_list_splice (self->names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->names)),
                          NULL);
  for (guint i = 0; i < self->producers->len; i++)
    gtk_string_list_append (self->names,
                            eta_producer_name (self->producers->pdata[i], eta_ui_language ()));
  self->showing = FALSE;
  show_producer (self);
}

static void
chosen (EtaProducerRow *self)
{
  guint i = gtk_drop_down_get_selected (self->drop);
  g_autoptr (EtaProduct) draft = NULL;
  g_autoptr (GError) error = NULL;

  if (self->showing || !self->product || i >= self->producers->len)
    return;
  draft = eta_product_copy (self->product);
  g_free (draft->producer_id);
  draft->producer_id = g_strdup (((EtaProducer *)self->producers->pdata[i])->id);
  if (!self->commit (draft, self->data, &error)) {
    eta_window_show_error (eta_window_of (GTK_WIDGET (self)), error);
    show_producer (self);
  }
}

static void
eta_producer_row_dispose (GObject *object)
{
  EtaProducerRow *self = ETA_PRODUCER_ROW (object);

  g_clear_pointer (&self->product, eta_product_unref);
  g_clear_pointer (&self->producers, g_ptr_array_unref);
  G_OBJECT_CLASS (eta_producer_row_parent_class)->dispose (object);
}

static void
eta_producer_row_class_init (EtaProducerRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_producer_row_dispose;
}

static void
part_init (EtaFormPartInterface *iface)
{
  iface->set_product = set_product;
}

static void
eta_producer_row_init (EtaProducerRow *self)
{
  GtkWidget *label = gtk_label_new (_ ("Producer"));

  self->producers = g_ptr_array_new ();
  self->names = gtk_string_list_new (NULL);
  self->drop = GTK_DROP_DOWN (
      gtk_drop_down_new (G_LIST_MODEL (self->names),
                         gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string")));
  gtk_drop_down_set_enable_search (self->drop, TRUE);
  eta_view_only_follow (GTK_WIDGET (self->drop));
  g_signal_connect_swapped (self->drop, "notify::selected", G_CALLBACK (chosen), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Producer"), -1);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (self), label);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->drop));
}

GtkWidget *
eta_producer_row_new (EtaPartCommit commit, gpointer data)
{
  EtaProducerRow *self = g_object_new (ETA_TYPE_PRODUCER_ROW, NULL);

  self->commit = commit;
  self->data = data;
  return GTK_WIDGET (self);
}
