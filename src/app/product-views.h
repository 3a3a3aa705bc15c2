/* The products of the list as cards or as a table, or what stands there when there are none. Both
 * share one selection; the table is made when it is first wanted. */
#pragma once

#include "app/product-table.h"
#include "photos/album.h"

G_BEGIN_DECLS

#define ETA_TYPE_PRODUCT_VIEWS (eta_product_views_get_type ())
G_DECLARE_FINAL_TYPE (EtaProductViews, eta_product_views, ETA, PRODUCT_VIEWS, GtkBox)

/* Signals: "open" (guint position), "sorted" () by a heading of the table, "drop-photos"
 * (GListModel *files, const char *product_id or NULL for one new product per photo),
 * "delete-pressed" (): the key. Escape selects nothing. */

/* SELECTION and ALBUM: NULL together. */
void eta_product_views_set_selection (EtaProductViews *self,
                                      EtaProductSelection *selection,
                                      EtaAlbum *album);
/* NAME: "cards", "table", or a kind of eta_list_status_new. */
void eta_product_views_show (EtaProductViews *self, const char *name);
/* What a search entry may take the keys of: the keys of the views themselves stay outside. */
GtkWidget *eta_product_views_get_inside (EtaProductViews *self);
/* NULL until it was shown. */
EtaProductTable *eta_product_views_get_table (EtaProductViews *self);

G_END_DECLS
