/* Where a product came from and with whom it is offered: “Received from “Kopontren Satu” on
 * 25 November 2026 …”, “Offered as “Kopi Bersama” …”. A part of the product page; nothing is shown
 * of a product that was made here and is offered alone. */
#pragma once

#include "app/form-part.h"
#include "catalog/store.h"

G_BEGIN_DECLS

#define ETA_TYPE_ORIGIN_LINE (eta_origin_line_get_type ())
G_DECLARE_FINAL_TYPE (EtaOriginLine, eta_origin_line, ETA, ORIGIN_LINE, GtkBox)

/* An EtaFormPart, to stand in a window. */
GtkWidget *eta_origin_line_new (void);
/* The sentence on the package that brought a product or producer (UUID), NULL: none did. Transfer
 * full. */
char *eta_origin_text (EtaStore *store, const char *id);

G_END_DECLS
