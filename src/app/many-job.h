/* Work on many products from the window: a few at once, many as a job with progress and cancel.
 * Each is one step; afterwards a toast says what happened and takes it back. */
#pragma once

#include "app/window.h"
#include "catalog/bulk.h"

G_BEGIN_DECLS

/* IDS: UUIDs of products. */
void eta_many_start (EtaWindow *window, EtaManyWork work, GPtrArray *ids);
/* ROWS: row numbers. DETAIL: what is changed, for the name of the step. Both copied. */
void eta_bulk_start (EtaWindow *window, const EtaBulk *bulk, GArray *rows, const char *detail);

G_END_DECLS
