/* The tables that a field's value is chosen from (data/categories.tsv, sale-units.tsv, stages.tsv,
 * states.tsv, certificate-kinds.tsv, countries.tsv, ports.tsv): what is stored is the key in the
 * first column. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The key that TEXT means: a key, a name in any language of the table, or one of its aliases, in
 * any case ("Kopi" → "coffee", "pcs" → "piece", "Arab Saudi" → "SA"). NULL if none. Borrowed from
 * the table. */
const char *eta_choice_key (const char *table, const char *text);
/* The same, with the rest of the alias after "=" in *EXTRA ("Halal MUI" → "halal", "MUI"), or NULL.
 */
const char *eta_choice_key_extra (const char *table, const char *text, const char **extra);
/* The name of KEY in LANG, else in English, else KEY itself (a text of one's own). Borrowed. */
const char *eta_choice_label (const char *table, const char *key, const char *lang);
/* As it stands in a list to choose from: where the key is a code that people use (Incoterms,
 * currencies) the code first, “FOB – Free On Board”; else the name. Transfer full. */
char *eta_choice_text (const char *table, const char *key, const char *lang);
/* Is KEY such a code? */
gboolean eta_choice_is_coded (const char *table);

G_END_DECLS
