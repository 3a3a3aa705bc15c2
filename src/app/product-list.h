/* The page “Products”: search, filters, cards. Activating a card emits "open" with the product's
 * id. */
#pragma once

#include "app/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_PRODUCT_LIST (eta_product_list_get_type ())
G_DECLARE_FINAL_TYPE (EtaProductList, eta_product_list, ETA, PRODUCT_LIST, AdwBin)

/* Signals: "open" (const char *product_id), "drop-photos" (GListModel *files,
 * const char *product_id or NULL for one new product per photo). */
void eta_product_list_set_session (EtaProductList *self, EtaSession *session);
/* Runs the query of what is shown again. */
void eta_product_list_refresh (EtaProductList *self);
void eta_product_list_focus_search (EtaProductList *self);
/* Selected products, in list order; UUIDs, transfer full. */
GPtrArray *eta_product_list_get_selected (EtaProductList *self);
/* All products, those that were changed last in front: what an import has just brought. */
void eta_product_list_show_latest (EtaProductList *self);
/* Rows (gint64) of the products that the search and the filters leave, in list order; transfer
 * full.
 */
GArray *eta_product_list_get_shown (EtaProductList *self);
/* The product before (-1) or after (+1) ID in the order shown, or NULL. Transfer full. */
char *eta_product_list_neighbour (EtaProductList *self, const char *id, int step);

G_END_DECLS
