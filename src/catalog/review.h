/* The curation of a product: draft → checked → approved, with who, when and a note, and back. What
 * was approved and then changed is "recheck", to be checked again, and its note says which change
 * did it; the store sees to that (eta_store_put_product). Pure. */
#pragma once

#include "catalog/product.h"

G_BEGIN_DECLS

/* Sets the state (a key of data/states.tsv) with its date of today. WHO and NOTE may be NULL. INPUT
 * for a state that does not exist, or one that nobody can choose ("recheck"). */
gboolean eta_review_set (
    EtaProduct *draft, const char *state, const char *who, const char *note, GError **error);

/* WANTED as it is to be stored in place of STORED: where an approval stood and was not given anew,
 * but something that a buyer sees differs, a copy in the state "recheck"; else WANTED itself.
 * Transfer full. */
EtaProduct *eta_review_lower (const EtaProduct *stored, const EtaProduct *wanted);

/* The note for people: the reviewer's own words, or of "recheck" “Changed after the approval: Name
 * (English), Prices”. NULL when there is none. Transfer full. */
char *eta_review_note (const EtaProduct *product);

G_END_DECLS
