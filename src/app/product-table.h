/* The products as a table: columns that the user chooses, orders, makes wider and sorts by. It
 * keeps them in the settings. */
#pragma once

#include "app/product-selection.h"

G_BEGIN_DECLS

#define ETA_TYPE_PRODUCT_TABLE (eta_product_table_get_type ())
G_DECLARE_FINAL_TYPE (EtaProductTable, eta_product_table, ETA, PRODUCT_TABLE, GtkBox)

/* Signals: "open" (guint position), "sorted" (): a heading was clicked. */
GtkWidget *eta_product_table_new (void);
void eta_product_table_set_selection (EtaProductTable *self, EtaProductSelection *selection);
/* By which column the headings say that it is sorted. */
void eta_product_table_show_sort (EtaProductTable *self,
                                  EtaSort sort,
                                  const char *field,
                                  gboolean descending);
/* What was chosen by a heading; *FIELD is borrowed, NULL unless SORT is ETA_SORT_FIELD. */
void eta_product_table_get_sort (EtaProductTable *self,
                                 EtaSort *sort,
                                 const char **field,
                                 gboolean *descending);
/* A popover with a check for each column. */
GtkWidget *eta_product_table_make_chooser (EtaProductTable *self);
GtkColumnView *eta_product_table_get_view (EtaProductTable *self);

G_END_DECLS
