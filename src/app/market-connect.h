/* The form that connects a marketplace: what it runs on, its address, and its key, typed or fetched
 * by one press in the browser.
 *
 * Signals: "connect" (gboolean browser): a button was pressed and the address is there; "cancel".
 */
#pragma once

#include "catalog/market-book.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_MARKET_CONNECT (eta_market_connect_get_type ())
G_DECLARE_FINAL_TYPE (EtaMarketConnect, eta_market_connect, ETA, MARKET_CONNECT, AdwBin)

/* Shows MARKET, whose key is wanted anew, or an empty form (NULL). CAN_CANCEL: there is something
 * to go back to. */
void
eta_market_connect_show (EtaMarketConnect *self, const EtaMarketplace *market, gboolean can_cancel);
/* What is typed, as a marketplace (that of _show, or a new one; transfer full) and *KEY, transfer
 * full, or NULL when none was typed. */
EtaMarketplace *eta_market_connect_read (EtaMarketConnect *self, char **key);
/* A sentence below the fields, or NULL. */
void eta_market_connect_tell (EtaMarketConnect *self, const char *problem);
/* From now on http:// to this address is allowed: the user has confirmed it. */
void eta_market_connect_allow_plain (EtaMarketConnect *self);
/* Nothing can be pressed while a connection is being made. */
void eta_market_connect_set_busy (EtaMarketConnect *self, gboolean busy);
void eta_market_connect_forget_key (EtaMarketConnect *self);

G_END_DECLS
