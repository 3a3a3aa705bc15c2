/* The page “Producers”: who makes the products; printed at the head and foot of every sheet. */
#pragma once

#include "app/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_PRODUCERS_PAGE (eta_producers_page_get_type ())
G_DECLARE_FINAL_TYPE (EtaProducersPage, eta_producers_page, ETA, PRODUCERS_PAGE, AdwBin)

void eta_producers_page_set_session (EtaProducersPage *self, EtaSession *session);
gboolean eta_producers_page_flush (EtaProducersPage *self);

G_END_DECLS
