/* A listing: all that a marketplace holds of one product, in one canonical form, whoever made it:
 * from the catalog (sync/describe.h), as it was sent, or as it was read back from the shop.
 *
 * It is a sorted map from path to text, so that comparing, hashing, merging and storing need to
 * know nothing about products, and no order or number format of a server shows through:
 *
 *   status                      "published" or "draft"
 *   channel                     id of the sales channel it is shown in
 *   lang                        language of title, subtitle and description
 *   title subtitle description
 *   texts/LANG/FIELD            the other languages: title, subtitle, description; and for every
 *                               language ingredients, allergens, storage, usage
 *   hs origin                   digits; ISO 3166-1 alpha-2, upper case
 *   weight                      g
 *   length width height         mm
 *   images                      SHA-256 of each picture in order, parted by one space; a picture
 *                               that did not come from here stands there by its address
 *   variants/SKU/rank           0, 1, 2 … in the order of the catalog
 *   variants/SKU/title          "250 g"
 *   variants/SKU/barcode        digits
 *   variants/SKU/weight         g
 *   variants/SKU/options/NAME   "250 g"
 *   variants/SKU/prices/CUR/N   amount of one unit in major units from N units on: "4.50"; CUR is
 *                               ISO 4217 in upper case
 *   categories/HANDLE           "1"
 *   tags/VALUE                  "1"
 *   facts/KEY                   trade facts: moq, lead_time_days, producer …
 *
 * A value that is not stated has no path. "/" and "~" inside a segment are written "~1" and "~0".
 *
 * Listings are ref-counted. One that has been handed on is read-only and may cross threads. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _EtaListing EtaListing;

EtaListing *eta_listing_new (void);
EtaListing *eta_listing_copy (const EtaListing *listing);
EtaListing *eta_listing_ref (EtaListing *listing);
void eta_listing_unref (EtaListing *listing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaListing, eta_listing_unref)

/* Joins segments to a path, escaping each. End with NULL. Transfer full. */
char *eta_listing_path (const char *first, ...) G_GNUC_NULL_TERMINATED;
/* The segments of PATH, unescaped. Transfer full. */
char **eta_listing_path_split (const char *path);

/* The value at PATH or NULL. Borrowed. */
const char *eta_listing_get (const EtaListing *listing, const char *path);
/* Sets PATH; a VALUE of NULL or "" removes it. */
void eta_listing_set (EtaListing *listing, const char *path, const char *value);
/* The same with a path of segments: eta_listing_put (l, "4.50", "variants", sku, "prices", … NULL).
 */
void eta_listing_put (EtaListing *listing, const char *value, ...) G_GNUC_NULL_TERMINATED;
/* Same as eta_listing_get with segments. Borrowed. */
const char *eta_listing_peek (const EtaListing *listing, ...) G_GNUC_NULL_TERMINATED;
guint eta_listing_size (const EtaListing *listing);

/* Calls FUNC for every path in order (strcmp). */
typedef void (*EtaListingFunc) (const char *path, const char *value, gpointer data);
void eta_listing_foreach (const EtaListing *listing, EtaListingFunc func, gpointer data);
/* The segments that stand directly below PARENT (a path such as "variants/KOPI-01/prices"), each
 * once, unescaped, in order. Transfer full array of char *. */
GPtrArray *eta_listing_children (const EtaListing *listing, const char *parent);
/* SKUs in the order of their rank, then by name. Transfer full array of char *. */
GPtrArray *eta_listing_skus (const EtaListing *listing);

gboolean eta_listing_equal (const EtaListing *a, const EtaListing *b); /* NULL equals NULL only */

/* Canonical JSON: one object, keys sorted, no white space. Equal listings give equal bytes.
 * Transfer full. */
char *eta_listing_to_text (const EtaListing *listing);
/* NULL when TEXT is no such object, with ETA_SYNC_ERROR_FAILED. */
EtaListing *eta_listing_from_text (const char *text, GError **error);
/* SHA-256 of the canonical JSON, 64 hex digits. Transfer full. */
char *eta_listing_hash (const EtaListing *listing);

/* What PATH is called in the user's language: “Price USD from 24, KOPI-01”, “Title, Arabic”.
 * Transfer full. */
char *eta_listing_label (const char *path);
/* A value for people: digits for images become “3 photos”, statuses words. Transfer full. */
char *eta_listing_value_text (const char *path, const char *value);

G_END_DECLS
