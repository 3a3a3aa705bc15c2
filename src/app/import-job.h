/* An import off the main thread: on trial for the dialog, and for good as a job of the window. */
#pragma once

#include "app/import-plan.h"
#include "app/window.h"

G_BEGIN_DECLS

/* Looks through all rows of a copy of PLAN without writing. DONE gets OWNER, whose reference is the
 * caller's. */
void eta_import_trial_start (GObject *owner,
                             const char *catalog_path,
                             const EtaImportPlan *plan,
                             GCancellable *cancellable,
                             GAsyncReadyCallback done);
/* Fills in REPORT (to be cleared by the caller in any case). */
gboolean eta_import_trial_finish (GAsyncResult *result, EtaImportReport *report, GError **error);

/* One step, with progress and cancel at the foot of the sidebar; then a toast with “Undo” and
 * “Show”. N_KNOWN: problems that the user has seen already; when there are more, they are told. */
void eta_import_job_start (EtaWindow *window, const EtaImportPlan *plan, guint n_known);

G_END_DECLS
