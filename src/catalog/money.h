/* Money as integer minor units of an ISO 4217 currency (data/currency.tsv). No floating point:
 * 19.99 is 1999, never 1998. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Known currency? CODE in any case. */
gboolean eta_currency_known (const char *code);
/* Decimals when stored (ISO): IDR 2, JPY 0, KWD 3. */
int eta_currency_minor (const char *code);
/* Decimals when shown: IDR 0 (unless there are some), USD 2. */
int eta_currency_shown (const char *code);

/* Decimal text → minor units. DECIMAL is '.' or ',' or 0 for "either, when it is plain": the last
 * of
 * "." and "," that is followed by other than three digits is the decimal mark; "1.234" alone is
 * ambiguous and taken by the currency (IDR: thousands) or refused. Digits of any script, spaces and
 * the code or sign around are passed over. More decimals than the currency has are refused. */
gboolean eta_money_parse (
    const char *text, const char *currency, char decimal, gint64 *minor, GError **error);

/* Plain ASCII for wire, CSV, JSON: "4.50", "65000.00" → "65000" when the decimals shown are 0 and
 * there are none. Never the locale's comma. Transfer full. */
char *eta_money_plain (gint64 minor, const char *currency);

/* For people, in LANG: "USD 4.50", "Rp 65.000" (id, IDR only), "IDR 65,000" (en), "65,000 IDR" (ar,
 * isolated with U+2066…U+2069 when ISOLATE). Transfer full. */
char *eta_money_text (gint64 minor, const char *currency, const char *lang, gboolean isolate);

G_END_DECLS
