/* The price ladder as an editable table: from so many units, amount, currency, Incoterm and named
 * place, valid until. A row is stored when one of its cells is left. */
#pragma once

#include "catalog/product.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Stores a changed draft of the product; on an error nothing has happened. */
typedef gboolean (*EtaPartCommit) (const EtaProduct *draft, gpointer data, GError **error);

#define ETA_TYPE_PRICE_EDITOR (eta_price_editor_get_type ())
G_DECLARE_FINAL_TYPE (EtaPriceEditor, eta_price_editor, ETA, PRICE_EDITOR, GtkBox)

GtkWidget *eta_price_editor_new (EtaPartCommit commit, gpointer data);
void eta_price_editor_set_product (EtaPriceEditor *self, EtaProduct *product);
/* Stores what is typed; FALSE when a row is invalid. */
gboolean eta_price_editor_flush (EtaPriceEditor *self);

G_END_DECLS
