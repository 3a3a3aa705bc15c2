/* Values of fields as people read them. */
#pragma once

#include "catalog/fields.h"

G_BEGIN_DECLS

/* VALUE, canonical text as eta_field_get and eta_product_get give it, in LANG: “Coffee”, “1,500”,
 * “250 g”, “12 months”, “31 March 2027”. "" for NULL. Transfer full. */
char *eta_value_text (const EtaField *field, const char *value, const char *lang);

G_END_DECLS
