/* Producers that a table names: found by name, made when missing. Inside the import
 * (catalog/table-file.h). */
#pragma once

#include "catalog/store.h"

G_BEGIN_DECLS

typedef struct _EtaImportProducers EtaImportProducers;

/* DEFAULT_ID: of rows that name none; NULL: the only producer of the catalog, if it has one only.
 * With DRY_RUN nothing is stored. */
EtaImportProducers *
eta_import_producers_new (EtaStore *store, const char *default_id, gboolean dry_run);
void eta_import_producers_free (EtaImportProducers *producers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaImportProducers, eta_import_producers_free)

/* Has eta_import_producers_get been asked for NAME before, so that it stores nothing now? */
gboolean eta_import_producers_has (EtaImportProducers *producers, const char *name);

/* The id of the producer NAME, in CITY (either may be ""). "Ponpes A, Bondowoso" without a CITY is
 * taken apart. Inside a step. Borrowed. */
const char *eta_import_producers_get (EtaImportProducers *producers,
                                      const char *name,
                                      const char *city,
                                      GError **error);

G_END_DECLS
