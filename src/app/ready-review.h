/* At the foot of the board while products are selected: what the secretariat decides about all of
 * them at once (checked, approved, sent back), with a note, as one undo step. */
#pragma once

#include "app/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_READY_REVIEW (eta_ready_review_get_type ())
G_DECLARE_FINAL_TYPE (EtaReadyReview, eta_ready_review, ETA, READY_REVIEW, GtkBox)

/* Row numbers (gint64) of the selected products; transfer full. */
typedef GArray *(*EtaReadyRows) (gpointer data);

GtkWidget *eta_ready_review_new (EtaReadyRows rows, gpointer data);
void eta_ready_review_set_session (EtaReadyReview *self, EtaSession *session);
/* 0: the bar slides away. */
void eta_ready_review_show (EtaReadyReview *self, guint n_selected);

/* Gives STATE to all of ROWS in one step. */
gboolean eta_ready_review_put (EtaSession *session,
                               GArray *rows,
                               const char *state,
                               const char *who,
                               const char *note,
                               GError **error);

G_END_DECLS
