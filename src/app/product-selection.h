/* Which products are selected: by their rows, not by their places, so that the selection survives
 * another order and an edit. What the list does not show any more is not selected any more. Shared
 * by the cards and the table. */
#pragma once

#include "app/product-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_PRODUCT_SELECTION (eta_product_selection_get_type ())
G_DECLARE_FINAL_TYPE (EtaProductSelection, eta_product_selection, ETA, PRODUCT_SELECTION, GObject)

/* A GtkSelectionModel over MODEL. */
EtaProductSelection *eta_product_selection_new (EtaProductModel *model);
guint eta_product_selection_count (EtaProductSelection *self);
/* Row numbers (gint64) in the order of the list. Transfer full. */
GArray *eta_product_selection_get_rows (EtaProductSelection *self);

G_END_DECLS
