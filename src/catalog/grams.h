/* Finding inside words: a text is indexed by its "grams", that is every three and every four
 * letters in a row of a word, and the first and the first two letters of each word. A typed word of
 * three or four letters is one gram, found inside words; of a longer one the grams that it is made
 * of are looked for (and the word itself is compared with the text); a shorter one is found at the
 * start of words. All of it is one AND query of one index: FTS5's own trigram tokenizer would need
 * a second index for the short words, and a comparison for each hit of four letters. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The grams of a folded text (fold.h), each once, parted by spaces. Transfer full. */
char *eta_grams (const char *folded);

/* A typed text, ready to look for. */
typedef struct {
  char *match;      /* FTS5 query; NULL when nothing was typed */
  GPtrArray *words; /* folded words that must be compared with the text */
} EtaNeedle;
void eta_needle_init (EtaNeedle *needle, const char *typed);
void eta_needle_clear (EtaNeedle *needle);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EtaNeedle, eta_needle_clear)
gboolean eta_needle_is_in (const EtaNeedle *needle, const char *text, gsize len);

G_END_DECLS
