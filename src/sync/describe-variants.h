/* The part of describe.h that is about what is sold under which code and at which price. */
#pragma once

#include "sync/describe.h"

G_BEGIN_DECLS

/* What one unit weighs when it is sent, g; 0 when not stated. */
gint64 eta_listing_weight (const EtaProduct *product);

/* The code that variant I of PRODUCT (0 when it has none) has in shops. Transfer full. */
char *eta_listing_sku (const EtaProduct *product, guint i, const char *suffix);

/* Is PRICE what the smallest order costs in its currency? A shop shows no price at all where the
 * ladder begins above one piece, so the first step that the minimum order reaches stands there from
 * one piece on; the minimum order itself is a fact beside it. */
gboolean eta_listing_is_first_price (const EtaProduct *product, const EtaPrice *price);

/* variants/… of a listing; a product without variants is one variant itself. */
void eta_listing_put_variants (EtaListing *listing,
                               const EtaProduct *product,
                               const EtaDescribe *how,
                               GPtrArray *remarks);

G_END_DECLS
