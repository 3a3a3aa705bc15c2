/* What lists sort by (product_index) and what search looks through (product_text, product_search).
 * Inside the store.
 *
 * Triggers note in product_stale which products changed; before a transaction ends, or when a file
 * is opened that another tool wrote to, eta_search_refresh makes their rows again. So undo, redo
 * and foreign tools cannot leave the index wrong.
 *
 * product_text holds one folded text per product (fold.h): names, texts of all languages, SKU,
 * codes, brand, category labels, producer, place; product_search is an FTS5 index over its grams
 * (grams.h). */
#pragma once

#include "catalog/store-sql.h"

G_BEGIN_DECLS

/* Makes the index rows of all stale products again, inside the open transaction. ROWS (may be NULL)
 * collects their row numbers (gint64). */
gboolean eta_search_refresh (EtaStore *store, GArray *rows, GError **error);
/* The same in a transaction of its own, when something is stale or the index was made by another
 * version of the folding. */
gboolean eta_search_catch_up (EtaStore *store, GError **error);

/* "draft" → 0 …: as product_index keeps a state, so that it sorts by it. */
gint64 eta_search_state_rank (const char *state);
/* The language of a name column that is nearest to LANG: "id", "en" or "ar". Static. */
const char *eta_search_sort_lang (const char *lang);

G_END_DECLS
