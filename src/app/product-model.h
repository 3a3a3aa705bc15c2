/* The products of one query as a list model over row numbers: one SQL query for all ids, a row's
 * card only when it is shown, and items-changed for just what differs. */
#pragma once

#include "app/product-item.h"
#include "app/session.h"

G_BEGIN_DECLS

#define ETA_TYPE_PRODUCT_MODEL (eta_product_model_get_type ())
G_DECLARE_FINAL_TYPE (EtaProductModel, eta_product_model, ETA, PRODUCT_MODEL, GObject)

EtaProductModel *eta_product_model_new (EtaSession *session, const char *lang);
/* Copies the query (its texts too) and runs it. */
gboolean eta_product_model_set_query (EtaProductModel *self, const EtaQuery *query, GError **error);
/* The position of ROW, or GTK_INVALID_LIST_POSITION (G_MAXUINT). */
guint eta_product_model_find (EtaProductModel *self, gint64 row);
gint64 eta_product_model_get_row (EtaProductModel *self, guint position); /* 0 beyond the end */

G_END_DECLS
