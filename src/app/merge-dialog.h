/* What a package brings, shown before anything is stored: counts, what is new, what changes (before
 * and after), and where both sides changed the same, mine and theirs side by side with a choice.
 * One press merges. */
#pragma once

#include "catalog/package.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_MERGE_DIALOG (eta_merge_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EtaMergeDialog, eta_merge_dialog, ETA, MERGE_DIALOG, AdwWindow)

/* Modal over PARENT. Takes PLAN. Emits "merge" with a GHashTable of choices as EtaMergeOptions asks
 * for (borrowed, ids are its own) when the user says so, and closes. */
EtaMergeDialog *
eta_merge_dialog_new (GtkWindow *parent, const EtaPackage *package, EtaMergePlan *plan);

/* For tests: presses the button. */
void eta_merge_dialog_accept (EtaMergeDialog *self);
/* For all that clash. */
void eta_merge_dialog_take_all (EtaMergeDialog *self, EtaMergeTake take);

G_END_DECLS
