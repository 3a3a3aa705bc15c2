/* Whose product it is: a list of the catalog's producers to choose from. */
#pragma once

#include "app/form-part.h"
#include "app/session.h"

G_BEGIN_DECLS

#define ETA_TYPE_PRODUCER_ROW (eta_producer_row_get_type ())
G_DECLARE_FINAL_TYPE (EtaProducerRow, eta_producer_row, ETA, PRODUCER_ROW, GtkBox)

/* An EtaFormPart. COMMIT gets the draft with the producer chosen. */
GtkWidget *eta_producer_row_new (EtaPartCommit commit, gpointer data);
/* Reads the producers anew; SESSION may be NULL (then the list is empty). */
void eta_producer_row_load (EtaProducerRow *self, EtaSession *session);

G_END_DECLS
