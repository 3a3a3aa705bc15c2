/* The page of one product: photos at the start, everything else in one scroll with an index, the
 * sheet beside it when wanted. There is no Save button: a field is stored when it is left, Ctrl+Z
 * takes it back, an invalid value stays with its reason beneath and is not stored. */
#pragma once

#include "app/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_PRODUCT_FORM (eta_product_form_get_type ())
G_DECLARE_FINAL_TYPE (EtaProductForm, eta_product_form, ETA, PRODUCT_FORM, AdwBin)

/* Signal "go" (int step): previous (-1) or next (+1) product is wanted; 0: back to the list. */
void eta_product_form_set_session (EtaProductForm *self, EtaSession *session);
/* Shows the product; FALSE when it cannot be read. Stores what was being typed first. */
gboolean eta_product_form_show (EtaProductForm *self, const char *product_id);
/* The UUID shown, or NULL. */
const char *eta_product_form_get_id (EtaProductForm *self);
/* Stores what is being typed now; FALSE when that is invalid: the field then has the focus. */
gboolean eta_product_form_flush (EtaProductForm *self);
void eta_product_form_focus_name (EtaProductForm *self);
/* Puts the focus on the field at ADDRESS ("gtin", "name.ar") and scrolls to it. */
void eta_product_form_focus_field (EtaProductForm *self, const char *address);

G_END_DECLS
