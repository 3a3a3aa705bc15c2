/* What does not fit together in a product (catalog/check.h), said where it can be set right: each
 * list shows the remarks of the fields around it. Remarks never stop anybody. */
#pragma once

#include "app/form-part.h"

G_BEGIN_DECLS

#define ETA_TYPE_REMARK_LIST (eta_remark_list_get_type ())
G_DECLARE_FINAL_TYPE (EtaRemarkList, eta_remark_list, ETA, REMARK_LIST, GtkBox)

/* An EtaFormPart. ADDRESSES: beginnings of the fields it speaks for ("price.", "gtin"), NULL-ended,
 * static. */
GtkWidget *eta_remark_list_new (const char *const *addresses);

G_END_DECLS
