/* The marketplaces of a catalog as rows: which is shown, how many products are listed on each, and
 * what can be done with it.
 *
 * Rows use the actions "market.show", "market.change-key", "market.export-log" and "market.forget"
 * (s: id of the marketplace), and "market.add". */
#pragma once

#include "catalog/market-book.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Fills BOX with MARKETS (EtaMarketplace *) of STORE; SHOWN: the id of the one that is shown. */
void eta_market_list_fill (GtkListBox *box, GPtrArray *markets, EtaStore *store, const char *shown);

G_END_DECLS
