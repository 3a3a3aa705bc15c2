/* Fetches the daily reference file of the European Central Bank. */
#pragma once

#include "catalog/rates.h"
#include "sync/error.h"

G_BEGIN_DECLS

/* The address in the settings when nobody has set another. */
#define ETA_RATES_ADDRESS "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml"

/* One GET of ADDRESS (https, or http on this machine), certificate verified, 30 s and 256 kB at
 * most. Blocks: for a worker. Errors: those of sync/error.h for what has to do with the network,
 * ETA_CATALOG_ERROR_INPUT when what came is not that file. Transfer full array of EtaRate. */
GPtrArray *eta_rates_fetch (const char *address, GCancellable *cancellable, GError **error);

G_END_DECLS
