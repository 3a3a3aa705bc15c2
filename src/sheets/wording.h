/* What a product says on paper: its values as they are printed, in the language of the sheet, each
 * isolated. All results are transfer full unless said otherwise; NULL means there is nothing to
 * print, and then the row is left out. */
#pragma once

#include "sheets/composer.h"

G_BEGIN_DECLS

/* "4.50", "65.000": the figure without its currency, which stands in the heading. */
char *eta_wording_amount (const EtaComposer *composer, gint64 minor, const char *currency);
/* "USD 4.50" */
char *eta_wording_money (const EtaComposer *composer, gint64 minor, const char *currency);
/* "FOB Surabaya"; NULL for a price at home. */
char *eta_wording_delivery (const EtaComposer *composer, const EtaPrice *price);
/* The price to show largest, or NULL: the lowest quantity in the wanted currency; without a wish
 * the home price (without an Incoterm) on a sheet in Indonesian and the first price for export on
 * any other, as far as there is one. Borrowed from PRODUCT. */
const EtaPrice *eta_wording_price (const EtaComposer *composer, const EtaProduct *product);
/* "1,848" */
char *eta_wording_count (const EtaComposer *composer, gint64 count);
/* "500 pouches" */
char *eta_wording_units (const EtaComposer *composer, gint64 count, const char *unit);
/* "400 × 300 × 250 mm" and "6.8 kg" of a carton, which may be NULL. */
char *eta_wording_carton_size (const EtaComposer *composer, const EtaPack *carton);
char *eta_wording_carton_gross (const EtaComposer *composer, const EtaPack *carton);
/* Kilograms without the unit, "6.8"; NULL for 0. */
char *eta_wording_kilograms (const EtaComposer *composer, gint64 grams);
char *eta_wording_date (const EtaComposer *composer, const char *iso);
char *eta_wording_days (const EtaComposer *composer, gint64 days);
char *eta_wording_lead_time (const EtaComposer *composer, gint64 days);
char *eta_wording_place (const EtaComposer *composer,
                         const char *regency,
                         const char *province,
                         const char *country);
/* The sheet's language in its own words: "English", "Indonesia", "العربية". */
char *eta_wording_language (const EtaComposer *composer);
/* "+62 812 3456 7890" from E.164. */
char *eta_wording_phone (const EtaComposer *composer, const char *e164);
/* A certificate's end: a date, or for halal that it holds while the composition is unchanged. */
char *eta_wording_validity (const EtaComposer *composer, const EtaCertificate *certificate);

/* The texts of a product in the sheet's language. Names, ingredients, allergens and storage fall
 * back to English, Indonesian, any language, since a buyer has to have them; stories to English
 * only. */
char *eta_wording_name (const EtaComposer *composer, const EtaProduct *product);
/* The name in the second language, when that is another text. */
char *eta_wording_second_name (const EtaComposer *composer, const EtaProduct *product);
char *eta_wording_summary (const EtaComposer *composer, const EtaProduct *product);
char *eta_wording_story (const EtaComposer *composer, const EtaProduct *product);

/* One fact, by the key that templates use ("hs", "net", "shelf_life" …). */
char *eta_wording_fact (const EtaComposer *composer, const EtaSheetInput *input, const char *key);
/* The key of its label in terms.tsv: "ingredients" is "fibre" for cloth. Borrowed. */
const char *eta_wording_fact_label (const EtaProduct *product, const char *key);

/* What the QR code holds and the term that says what it is for; NULL: no code. */
char *eta_wording_link (const EtaSheetInput *input, const char **purpose);

G_END_DECLS
