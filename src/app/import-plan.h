/* What is to be imported and how, as the import dialog has it: a table that was read, the fields of
 * its columns, where the photos are. A plan is a value: a worker gets a copy. */
#pragma once

#include "catalog/table-mapping.h"
#include "photos/album.h"

G_BEGIN_DECLS

typedef struct {
  char *path;           /* of the table, NULL: none yet */
  char *encoding;       /* told by the user, or NULL */
  char separator;       /* told, or 0 */
  char decimal;         /* told, or 0 */
  guint heading;        /* told, or 0 */
  guint sheet;          /* told (from 1), or 0 */
  EtaSheetTable *table; /* NULL: not read */
  EtaMapping *mapping;
  char *producer_id;  /* of rows that name none */
  char *photo_source; /* folder or ZIP file, or NULL */
  gboolean leave_existing, all_or_nothing, make_codes;
} EtaImportPlan;

EtaImportPlan *eta_import_plan_new (void);
EtaImportPlan *eta_import_plan_copy (const EtaImportPlan *plan);
void eta_import_plan_free (EtaImportPlan *plan); /* NULL is allowed */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaImportPlan, eta_import_plan_free)

/* Another file: what was told of the one before is forgotten, and photos are looked for beside it.
 */
void eta_import_plan_choose (EtaImportPlan *plan, const char *path);
/* Reads the file as it was told. A mapping that was changed by hand is kept while the headings stay
 * the same. On failure there is no table. */
gboolean eta_import_plan_read (EtaImportPlan *plan, EtaStore *store, GError **error);
/* Are there codes and, if they are made, names? */
gboolean eta_import_plan_is_ready (const EtaImportPlan *plan);

/* ALBUM NULL: on trial, nothing is written. Any thread, with a STORE of its own. */
gboolean eta_import_plan_run (const EtaImportPlan *plan,
                              EtaStore *store,
                              EtaAlbum *album,
                              EtaProgress progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              EtaImportReport *report,
                              GError **error);

G_END_DECLS
