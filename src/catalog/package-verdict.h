/* One product or producer of a package, held against this catalog. Inside package. */
#pragma once

#include "catalog/package-pieces.h"
#include "catalog/package-format.h"
#include "catalog/store-package.h"

G_BEGIN_DECLS

typedef struct {
  EtaStore *store;
  const EtaPackage *package;
  GHashTable *producers; /* UUID in the package → here, for those that were looked at */
  GHashTable *claimed;   /* UUIDs here that one of theirs was found to be */
} EtaMerger;

void eta_merger_init (EtaMerger *merger, EtaStore *store, const EtaPackage *package);
void eta_merger_clear (EtaMerger *merger);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EtaMerger, eta_merger_clear)

typedef struct {
  EtaMergeItem *item;
  EtaProduct *product;   /* mine; NULL when it is not here, or the same */
  EtaProducer *producer; /* likewise */
  EtaPieces *mine, *theirs, *base;
  GPtrArray *addresses; /* of all pieces that mine or theirs has, in order */
  gboolean received;    /* exactly this was merged before: nothing need be recorded */
} EtaVerdict;
void eta_verdict_free (EtaVerdict *verdict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaVerdict, eta_verdict_free)

/* Producers come before their products. */
EtaVerdict *eta_merger_examine (EtaMerger *merger,
                                const EtaPackageItem *item,
                                gboolean producer,
                                GError **error);
/* The object to store when clashes go to TAKE. Transfer full. */
JsonNode *eta_verdict_result (const EtaVerdict *verdict, EtaMergeTake take);

void eta_merge_item_free (EtaMergeItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaMergeItem, eta_merge_item_free)
/* Counts STATE. */
void eta_merge_count (EtaMergeCount *count, EtaMergeState state);

G_END_DECLS
