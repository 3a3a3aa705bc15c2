/* What a product is and what it says of itself, for the conditions of rules: read from an answer
 * where the user gave one ("evidence.halal_on_pack=no"), else from its category, certificates and
 * texts. What nobody has said is unknown, never no. Inside the folder. */
#pragma once

#include "catalog/producer.h"
#include "catalog/product.h"
#include "ready/rules.h"

G_BEGIN_DECLS

typedef enum { ETA_ANSWER_UNKNOWN, ETA_ANSWER_NO, ETA_ANSWER_YES } EtaAnswer;

/* The category as the rules know it ("kopi" → "coffee"); NULL when there is none or it is “other”.
 * Borrowed. */
const char *eta_claims_category (const EtaProduct *product);
/* PRODUCER may be NULL. */
EtaAnswer eta_claims_condition (const EtaProduct *product,
                                const EtaProducer *producer,
                                EtaCondition condition);
/* The piece of evidence that answers CONDITION ("halal_on_pack"), or the field that does
 * ("province"). Static; NULL for the condition “none”. */
const char *eta_claims_question (EtaCondition condition);
/* What the user typed under KEY for the product, else for its producer; or NULL. Borrowed. */
const EtaEvidence *
eta_claims_evidence (const EtaProduct *product, const EtaProducer *producer, const char *key);

G_END_DECLS
