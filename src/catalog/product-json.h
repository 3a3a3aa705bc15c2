/* A product and a producer as JSON, every field of catalog/fields under its id: used by `--json`,
 * by packages, by the export and by the sample. */
#pragma once

#include "catalog/product.h"
#include "catalog/producer.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Transfer full. NULL and 0 members are left out, except that country and hs_edition, which a new
 * product has, are null when not stated. words: {"id": {"name": …}, …}; prices, packs, variants,
 * photos, certificates, evidence: arrays of objects with the members of their structs. Money as
 * minor units ("minor") and as text ("amount": "4.50"). */
JsonNode *eta_product_to_json (const EtaProduct *product);
JsonNode *eta_producer_to_json (const EtaProducer *producer);
/* Validates every value (check.h); unknown members are passed over. Errors name member and value.
 * Missing "id" gets a new one. */
EtaProduct *eta_product_from_json (JsonNode *node, GError **error);
EtaProducer *eta_producer_from_json (JsonNode *node, GError **error);

G_END_DECLS
