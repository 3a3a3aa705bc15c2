/* The one line that a buyer may read on a sheet: where the papers of a product are complete. */
#pragma once

#include "ready/verdict.h"

G_BEGIN_DECLS

/* "Germany, United Kingdom": those of MARKETS for which nothing is open on the producer's side
 * today (ETA_CELL_READY), named in LANG. NULL when there is none: nothing is said of the others.
 * PRODUCER may be NULL. Transfer full; any thread. */
char *eta_ready_for (const EtaProduct *product,
                     const EtaProducer *producer,
                     const EtaRuleSet *rules,
                     const char *const *markets,
                     const EtaDay *day,
                     const char *lang);
/* The same with the rules in use (eta_rules_current), today. MARKETS may be NULL: then NULL. */
char *eta_ready_for_today (const EtaProduct *product,
                           const EtaProducer *producer,
                           const char *const *markets,
                           const char *lang);

G_END_DECLS
