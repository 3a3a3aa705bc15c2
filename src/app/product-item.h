/* A row of the product list: a number, and its card once somebody looks at it. */
#pragma once

#include "catalog/store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define ETA_TYPE_PRODUCT_ITEM (eta_product_item_get_type ())
G_DECLARE_FINAL_TYPE (EtaProductItem, eta_product_item, ETA, PRODUCT_ITEM, GObject)

/* STORE must outlive the item (the model sees to it). LANG is interned. */
EtaProductItem *eta_product_item_new (EtaStore *store, gint64 row, const char *lang);
gint64 eta_product_item_get_row (EtaProductItem *self);
/* Read from the store at the first call. Borrowed; NULL when the product is gone. */
const EtaCard *eta_product_item_get_card (EtaProductItem *self);
/* The product's own fields, likewise. */
const EtaProduct *eta_product_item_get_fields (EtaProductItem *self);

G_END_DECLS
