/* The page “Marketplace”: connect, see the plan, sync, and what came of it. */
#pragma once

#include "app/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_MARKET_PAGE (eta_market_page_get_type ())
G_DECLARE_FINAL_TYPE (EtaMarketPage, eta_market_page, ETA, MARKET_PAGE, AdwBin)

void eta_market_page_set_session (EtaMarketPage *self, EtaSession *session);
/* The one press: plans and sends; without a marketplace the page asks for one. */
void eta_market_page_sync (EtaMarketPage *self);

G_END_DECLS
