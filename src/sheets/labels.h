/* The printed words, by the language of the sheet, not of the user (data/terms.tsv and the other
 * tables with a column per language). All results are borrowed from tables that live as long as
 * the program; any thread. A language without a column, or an empty cell, gets English. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "net_weight", "ar" → "الوزن الصافي". An unknown KEY is a mistake in the program: it is warned of
 * and printed as it is. */
const char *eta_label (const char *key, const char *lang);
gboolean eta_label_known (const char *key);
/* Waits for a native reader (column "seen" is M)? */
gboolean eta_label_unconfirmed (const char *key);

/* A term with {0}, {1} … replaced by the arguments (const char *, ended by NULL), each wrapped in
 * first-strong isolates U+2068…U+2069 so that it cannot disturb the sentence. Transfer full. */
char *eta_label_fill (const char *key, const char *lang, ...) G_GNUC_NULL_TERMINATED;

/* "FOB" → "Free On Board", "Penyerahan di atas kapal" …; NULL when it is no Incoterms® 2020 code.
 */
const char *eta_incoterm_gloss (const char *code, const char *lang);
/* "jawa_timur" or "Jawa Timur" or "East Java" → the name in LANG; TEXT itself when unknown. */
const char *eta_province_label (const char *text, const char *lang);
/* "IDSUB" → "Surabaya (Tanjung Perak)"; CODE itself when unknown. */
const char *eta_port_label (const char *code);

G_END_DECLS
