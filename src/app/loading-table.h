/* How many cartons a pallet and each container hold, as a small table that follows typing, and what
 * keeps one more carton out. */
#pragma once

#include "catalog/product.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_LOADING_TABLE (eta_loading_table_get_type ())
G_DECLARE_FINAL_TYPE (EtaLoadingTable, eta_loading_table, ETA, LOADING_TABLE, GtkBox)

GtkWidget *eta_loading_table_new (void);
/* PRODUCT may be a draft that is being typed; it is not kept. */
void eta_loading_table_show (EtaLoadingTable *self, const EtaProduct *product);

G_END_DECLS
