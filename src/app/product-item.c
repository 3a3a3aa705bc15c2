#include "app/product-item.h"

struct _EtaProductItem {
  GObject parent_instance;
  EtaStore *store;
  gint64 row;
  const char *lang;
  EtaCard *card;
  EtaProduct *fields;
};

G_DEFINE_FINAL_TYPE (EtaProductItem, eta_product_item, G_TYPE_OBJECT)

static void
eta_product_item_finalize (GObject *object)
{
  g_clear_pointer (&ETA_PRODUCT_ITEM (object)->card, eta_card_free);
  g_clear_pointer (&ETA_PRODUCT_ITEM (object)->fields, eta_product_unref);
  G_OBJECT_CLASS (eta_product_item_parent_class)->finalize (object);
}

static void
eta_product_item_class_init (EtaProductItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_product_item_finalize;
}

static void
eta_product_item_init (EtaProductItem *self)
{
}

EtaProductItem *
eta_product_item_new (EtaStore *store, gint64 row, const char *lang)
{
  EtaProductItem *self = g_object_new (ETA_TYPE_PRODUCT_ITEM, NULL);

  self->store = store;
  self->row = row;
  self->lang = lang;
  return self;
}

gint64
eta_product_item_get_row (EtaProductItem *self)
{
  return self->row;
}

const EtaCard *
eta_product_item_get_card (EtaProductItem *self)
{
  g_autoptr (GError) error = NULL;

  if (self->card)
    return self->card;
  self->card = eta_store_get_card (self->store, self->row, self->lang, &error);
  if (!self->card)
    g_debug ("row %" G_GINT64_FORMAT ": %s", self->row, error ? error->message : "gone");
  return self->card;
}

const EtaProduct *
eta_product_item_get_fields (EtaProductItem *self)
{
  g_autoptr (GError) error = NULL;

  if (self->fields)
    return self->fields;
  self->fields = eta_store_get_fields (self->store, self->row, &error);
  if (!self->fields)
    g_debug ("row %" G_GINT64_FORMAT ": %s", self->row, error->message);
  return self->fields;
}
