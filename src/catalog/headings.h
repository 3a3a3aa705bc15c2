/* Headings of tables as people write them → addresses (catalog/fields.h), and the headings that
 * Etalase writes itself. */
#pragma once

#include "catalog/fields.h"

G_BEGIN_DECLS

/* "Harga (USD)" → "harga_usd": folded, and one "_" for whatever stands between the words. Transfer
 * full. */
char *eta_heading_fold (const char *heading);

/* The address that a column of this heading most likely holds, or NULL; also "producer", "city",
 * "certificates" and "photo", which are no addresses of a product. Texts without a language are
 * taken for Indonesian, prices without a currency for rupiah. Transfer full. */
char *eta_heading_address (const char *heading);

/* The heading under which an address is exported: "name.id" → "name_id", "carton.gross" →
 * "carton_gross_g". eta_heading_address gives the address back. Transfer full. */
char *eta_heading_of (const char *address);

G_END_DECLS
