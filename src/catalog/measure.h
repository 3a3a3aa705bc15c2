/* Weights, lengths, days and counts as text in a language (ICU), and back from what was typed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Grams → "250 g", "6.8 kg", "1.25 t" in LANG's words and digits (Western digits). Transfer full.
 */
char *eta_grams_text (gint64 grams, const char *lang);
/* mm → "400 × 300 × 250 mm"; a zero side gives NULL. Transfer full. */
char *eta_size_text (gint64 length, gint64 width, gint64 height, const char *lang);
/* "365 days" / "12 months" when it divides by 30 or 365 evenly (365 → 12 months). Transfer full. */
char *eta_days_text (gint64 days, const char *lang);
char *eta_lead_time_text (gint64 days, const char *lang); /* always days */
/* "1,848" with LANG's grouping. Transfer full. */
char *eta_count_text (gint64 count, const char *lang);
/* "31 March 2027" from ISO 8601; NULL when it is no date. Transfer full. */
char *eta_date_text (const char *iso, const char *lang);
/* "500 pouches" from data/sale-units.tsv with LANG's plural form. Transfer full. */
char *eta_units_text (gint64 count, const char *unit, const char *lang);
/* One unit's name in LANG: "pouch". Borrowed from the table; the key itself when unknown. */
const char *eta_unit_name (const char *unit, const char *lang);
/* Is it an ISO 8601 calendar date (YYYY-MM-DD) that exists? */
gboolean eta_date_valid (const char *iso);
/* Today as ISO 8601 in local time. Transfer full. */
char *eta_date_today (void);

G_END_DECLS
