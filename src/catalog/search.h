/* What lists sort by (product_index) and what search looks through (product_text, product_search).
 * Inside the store.
 *
 * Triggers note in product_stale which products changed; before a transaction ends, or when a file
 * is opened that another tool wrote to, eta_search_refresh makes their rows again. So undo, redo
 * and foreign tools cannot leave the index wrong.
 *
 * product_text holds one folded text per product (fold.h): names, texts of all languages, SKU,
 * codes, brand, category labels, producer, place. product_search is an FTS5 index over its
 * "grams": every three letters in a row of a word, and the one and two letters that a word starts
 * with. A typed word of three letters and more is found inside words by its three-letter grams
 * (and compared with the text, if longer than three), one of one or two letters at the start of
 * words, all in one AND query. */
#pragma once

#include "catalog/store-sql.h"

G_BEGIN_DECLS

/* Makes the index rows of all stale products again, inside the open transaction. ROWS (may be NULL)
 * collects their row numbers (gint64). */
gboolean eta_search_refresh (EtaStore *store, GArray *rows, GError **error);
/* The same in a transaction of its own, when something is stale or the index was made by another
 * version of the folding. */
gboolean eta_search_catch_up (EtaStore *store, GError **error);

/* A typed text, ready to look for. */
typedef struct {
  char *match;      /* FTS5 query; NULL when nothing was typed */
  GPtrArray *words; /* folded words that must be compared with the text */
} EtaNeedle;
void eta_needle_init (EtaNeedle *needle, const char *typed);
void eta_needle_clear (EtaNeedle *needle);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EtaNeedle, eta_needle_clear)
gboolean eta_needle_is_in (const EtaNeedle *needle, const char *text, gsize len);

/* The grams of a folded text, each once, parted by spaces. Transfer full. */
char *eta_search_grams (const char *folded);

/* "draft" → 0 …: as product_index keeps a state, so that it sorts by it. */
gint64 eta_search_state_rank (const char *state);
/* The language of a name column that is nearest to LANG: "id", "en" or "ar". Static. */
const char *eta_search_sort_lang (const char *lang);

G_END_DECLS
