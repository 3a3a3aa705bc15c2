/* How a shop's values become those of a listing: the same for all kinds of shops. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "65000", "4.5" → the canonical text of that amount of CURRENCY (ISO 4217, upper case): "4.50".
 * What has more decimals than the currency comes back as it is. Transfer full. */
char *eta_canonical_amount (const char *plain, const char *currency);

/* The content's name inside an address: ".../1795574803327-<64 hex>.jpg". Transfer full, or NULL
 * when it did not come from here. */
char *eta_canonical_sha (const char *url);

G_END_DECLS
