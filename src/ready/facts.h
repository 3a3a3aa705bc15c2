/* What a product and its producer prove: one fact for each row of evidence.tsv, and the answers to
 * the conditions of rules. A fact comes from where the catalog keeps it (the NIB of the producer,
 * the number of a halal certificate, the ingredients), else from what was typed or attached as
 * evidence, of the product before its producer's.
 *
 * Decisions:
 * - The product's own certificates go before its producer's; of several of one kind the one that
 *   need not be confirmed and lasts longest counts.
 * - A certificate that must be confirmed (the composition changed since) is unsure, neither yes nor
 *   no.
 * - An FDA registration renewed in October to December of an even year holds until the end of the
 *   next even year, otherwise to the end of the even year that is running or next (21 CFR 1.230,
 *   rule us.ffr). The FDA's notice about nutrition holds for a year (us.nutrition).
 * - A number whose shape cannot be right is unsure; one unlike the known examples counts.
 *
 * One thread at a time: conditions are found out when first asked. */
#pragma once

#include "catalog/producer.h"
#include "catalog/product.h"
#include "ready/claims.h"
#include "ready/rules.h"

G_BEGIN_DECLS

typedef enum {
  ETA_PROOF_NONE,   /* nothing is said */
  ETA_PROOF_NO,     /* a question answered with no */
  ETA_PROOF_UNSURE, /* something is there that does not do: see doubt */
  ETA_PROOF_YES,
} EtaProof;

typedef enum {
  ETA_DOUBT_NONE,
  ETA_DOUBT_FLAG,    /* the certificate must be confirmed after a change */
  ETA_DOUBT_SHAPE,   /* no such number can be */
  ETA_DOUBT_ANSWER,  /* a yes or no is wanted */
  ETA_DOUBT_DATE,    /* a date is wanted */
  ETA_DOUBT_PERCENT, /* fibres without percentages */
} EtaDoubt;

typedef struct {
  EtaProof proof;
  EtaDoubt doubt;
  const char
      *value;     /* as typed; NULL: an attached page alone. Borrowed from product or producer. */
  char until[11]; /* the last day on which it holds, ISO; "": no end is known */
} EtaFact;

typedef struct _EtaFacts EtaFacts;

/* PRODUCER may be NULL (unknown). Keeps references. */
EtaFacts *eta_facts_new (const EtaProduct *product, const EtaProducer *producer);
void eta_facts_free (EtaFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaFacts, eta_facts_free)

/* Of a row of evidence.tsv. */
const EtaFact *eta_facts_get (const EtaFacts *facts, guint evidence);
EtaAnswer eta_facts_condition (const EtaFacts *facts, EtaCondition condition);
const EtaProduct *eta_facts_product (const EtaFacts *facts);
/* As eta_claims_category. */
const char *eta_facts_category (const EtaFacts *facts);

/* Where evidence is mended: "producer.nib", "certificate.halal", "ingredients.en", "shelf_life", or
 * "evidence.KEY" where it can only be typed or attached. Static or borrowed from the table. */
const char *eta_facts_place (guint evidence);

G_END_DECLS
