/* From the catalog's product to the listing a marketplace should hold, and back for what a shop
 * keeper changed there and the user wants to keep. Pure: no store, no network, no clock. */
#pragma once

#include "catalog/producer.h"
#include "catalog/product.h"
#include "sync/listing.h"

G_BEGIN_DECLS

/* What a listing depends on besides the product. All borrowed. */
typedef struct {
  const char *org;  /* eta_store_org */
  const char *lang; /* language of the shop's base texts, "en"; a product without it uses another */
  const char *channel; /* sales channel, or NULL */
  const char *today;   /* ISO 8601: a price past its date is not offered */
  const char
      *suffix; /* put behind every SKU ("-1a2b3c4d") when the plain ones are taken, or NULL */
} EtaDescribe;

/* The product's key on every marketplace: "etl:<org>:<uuid>". Transfer full. */
char *eta_listing_key (const char *org, const char *product_id);
/* "kopi-arabika-ijen-3f2a9c01": ASCII of a name and 8 hex of the id. Fixed at the first publish, so
 * call it once. Transfer full. */
char *eta_listing_handle (const EtaProduct *product);

/* Is the fact KEY a whole number (else it is text)? */
gboolean eta_listing_fact_is_number (const char *key);
/* The name of the category HANDLE in LANG. Borrowed. */
const char *eta_listing_category_name (const char *handle, const char *lang);

/* The listing of PRODUCT. A product in the trash is described with status "draft". REMARKS (may be
 * NULL) gets sentences about what is left out and why (a price past its date), char *. Fails with
 * ETA_SYNC_ERROR_INPUT when the product cannot be listed at all: no name, no SKU. PRODUCER may be
 * NULL. Transfer full. */
EtaListing *eta_listing_describe (const EtaProduct *product,
                                  const EtaProducer *producer,
                                  const EtaDescribe *how,
                                  GPtrArray *remarks,
                                  GError **error);

/* Puts VALUE, found in a shop at PATH, into DRAFT: texts, prices, codes, weights and sizes. FALSE
 * when the catalog has no place for it (a photo, a category made there). HOW as for describe. */
gboolean eta_listing_take_over (EtaProduct *draft,
                                const EtaListing *listing,
                                const char *path,
                                const char *value,
                                const EtaDescribe *how);

G_END_DECLS
