/* Where a product stands in the curation: its state, who gave it and when, the note; and a menu to
 * give it another one. What was approved and changed since says what was changed. */
#pragma once

#include "app/form-part.h"

G_BEGIN_DECLS

#define ETA_TYPE_REVIEW_ROW (eta_review_row_get_type ())
G_DECLARE_FINAL_TYPE (EtaReviewRow, eta_review_row, ETA, REVIEW_ROW, GtkBox)

/* An EtaFormPart. COMMIT gets the draft with the state given; the step it makes is its own. */
GtkWidget *eta_review_row_new (EtaPartCommit commit, gpointer data);

G_END_DECLS
