/* “Ready?” on the product page: for each chosen market what is missing, unknown, ending or met, in
 * plain words, with the official source, from whom it is to be had, and the place to give it. */
#pragma once

#include "app/form-part.h"
#include "app/session.h"

G_BEGIN_DECLS

#define ETA_TYPE_READY_SECTION (eta_ready_section_get_type ())
G_DECLARE_FINAL_TYPE (EtaReadySection, eta_ready_section, ETA, READY_SECTION, GtkBox)

/* An EtaFormPart; it takes the focus for "ready" and for "ready.de", then showing that market.
 * Signal "fix" (string): another part of the page is wanted at this address ("hs"). */
GtkWidget *eta_ready_section_new (EtaPartCommit commit, gpointer data);
void eta_ready_section_set_session (EtaReadySection *self, EtaSession *session);

G_END_DECLS
