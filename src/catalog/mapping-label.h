/* What fields are called where a column is given one, and their values as people read them. Inside
 * catalog/table-mapping.h. */
#pragma once

#include "catalog/fields.h"

G_BEGIN_DECLS

/* The value at ADDRESS of PRODUCT for people who read LANG: "Rp 45.000", "250 g", "Kopi"; "" when
 * there is none. Transfer full. */
char *eta_mapping_value_text (const EtaProduct *product, const char *address, const char *lang);

G_END_DECLS
