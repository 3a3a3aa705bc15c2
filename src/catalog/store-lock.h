/* The lock of a run: one at a time per marketplace, also across programs (market-book.h). Inside
 * the store. */
#pragma once

#include "catalog/store-sql.h"

G_BEGIN_DECLS

/* Shows that the run of MARKET_ID lives, when this store holds its lock. */
gboolean eta_lock_beat (EtaStore *store, const char *market_id, GError **error);
/* Gives back every lock that this store holds. */
void eta_lock_drop_all (EtaStore *store);

G_END_DECLS
