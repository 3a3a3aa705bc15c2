/* What may be meant while somebody types into a field: HS codes by the name of the goods,
 * regencies, ports. Names are looked for in Indonesian, English and Arabic whatever the user's
 * language is, folded (catalog/fold.h), each typed word as the beginning of a word. Pure; any
 * thread. */
#pragma once

#include "catalog/fields.h"

G_BEGIN_DECLS

typedef struct {
  char *value;  /* what goes into the field: "0901.21", "Bondowoso" */
  char *title;  /* "Roasted coffee (beans or ground)" */
  char *detail; /* "0901.21 · HS 2022", "East Java"; never NULL */
} EtaSuggestion;

/* Does FIELD have any? (HS, and texts with a table of choices) */
gboolean eta_suggest_has (const EtaField *field);
/* At most MAX, the best first; empty for an empty text. Titles in LANG. Transfer full array of
 * EtaSuggestion. */
GPtrArray *eta_suggest (const EtaField *field, const char *typed, const char *lang, guint max);
void eta_suggestion_free (EtaSuggestion *suggestion);

/* What a stored HS code stands for, in LANG ("Honey"); where the code is not in the table, NULL.
 * Goods that share a code are named with " / " between them. Transfer full. */
char *eta_hs_name (const char *digits, const char *lang);
/* The province key of a regency's name as the table has it ("Bondowoso" → "jawa_timur"), or NULL.
 * Borrowed. */
const char *eta_regency_province (const char *regency);

G_END_DECLS
