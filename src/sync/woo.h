/* What the files of the WooCommerce connector share. REST API v3 of WooCommerce 9.3 and newer,
 * measured against 8.0 to 11.0.
 *
 * A product with one variant of no choice is a “simple” product, any other a “variable” one with
 * variations; what was variable stays so, since the way back destroys its variations. A variable
 * product's own SKU is its handle, so that it is found like any other.
 *
 * The shop has one currency, one price for each SKU, and texts in one language. All else travels
 * as one JSON text in the meta field “_etalase”, which is hidden from the shop's own forms. */
#pragma once

#include "sync/describe.h"
#include "sync/market.h"

G_BEGIN_DECLS

#define ETA_WOO_META "_etalase"

/* A unit of weights or lengths: one is NUM / DEN g or mm. */
typedef struct {
  const char *name;
  gint64 num, den;
} EtaWooUnit;

typedef struct {
  EtaMarketConnection *connection;
  EtaMarketInfo *info;      /* NULL until the first probe */
  char *root;               /* of the interface: "/wp-json", or an address with "rest_route=" */
  const EtaWooUnit *weight; /* the shop's */
  const EtaWooUnit *length; /* the shop's */
  gboolean gtin;            /* it has a field for barcodes (9.2 and newer) */
  GHashTable *categories;   /* slug → id */
} EtaWoo;

/* The shop's own currency, or "". Borrowed. */
const char *eta_woo_currency (const EtaWoo *woo);
/* Probes unless that was done. */
gboolean eta_woo_ensure_info (EtaWoo *woo, GCancellable *cancellable, GError **error);

/* --- woo-answer.c ---------------------------------------------------------------------------- */

/* "/wp-json/wc/v3/products?per_page=1" from ROUTE "/wc/v3/products" and QUERY (or NULL). Transfer
 * full. */
char *eta_woo_path (const EtaWoo *woo, const char *route, const char *query);
/* As eta_market_get_json. */
JsonNode *eta_woo_get (
    EtaWoo *woo, const char *route, const char *query, GCancellable *cancellable, GError **error);
/* One write, once. *REFUSAL (may be NULL) gets the shop's own JSON when it refuses. */
JsonNode *eta_woo_post (EtaWoo *woo,
                        const char *route,
                        const GString *body,
                        gint64 *retry_after,
                        JsonNode **refusal,
                        GCancellable *cancellable,
                        GError **error);
/* The id that a refusal {"code","message","data":{"resource_id"}} names, transfer full, or NULL. */
char *eta_woo_resource_id (JsonObject *refusal);

/* --- woo-text.c, woo-measure.c: pure --------------------------------------------------------- */

/* As the shop keeps a text: HTML, in which it takes away backslashes. NULL stays NULL. */
char *eta_woo_escape (const char *text);
char *eta_woo_unescape (const char *html);
/* Values of attributes are plain text, but “|” parts them. */
char *eta_woo_option_write (const char *value);
char *eta_woo_option_read (const char *value);

/* kg, cm when NAME is none that shops use. */
const EtaWooUnit *eta_woo_weight_unit (const char *name);
const EtaWooUnit *eta_woo_length_unit (const char *name);
/* "250" g → "0.25" kg; "" when CANONICAL is NULL or no number. Transfer full. */
char *eta_woo_measure_write (const char *canonical, const EtaWooUnit *unit);
/* "0.25" kg → "250" g, rounded to a whole one; NULL for none. Transfer full. */
char *eta_woo_measure_read (const char *text, const EtaWooUnit *unit);

/* --- woo-read.c: pure ------------------------------------------------------------------------ */

extern const char eta_woo_fields[];
extern const char eta_woo_variation_fields[];

typedef struct {
  JsonObject *product;
  JsonArray *variations; /* NULL for a simple product */
} EtaWooNative;

/* PRODUCT as read with eta_woo_fields and context=edit. Transfer full; NULL when it has no id. */
EtaRemote *eta_woo_read_product (const EtaWoo *woo, JsonObject *product, JsonArray *variations);
/* The picture's token in a listing (sync/listing.h). Transfer full, or NULL. */
char *eta_woo_image_token (JsonObject *image);

/* --- woo-write.c, woo-variations.c: pure ----------------------------------------------------- */

EtaWooNative *eta_woo_native (const EtaPush *push);
/* The SKUs that PUSH's product shall have, in order: those of its target, but for the one that a
 * simple product has there and the catalog does not know. Transfer full array of char *. */
GPtrArray *eta_woo_skus (const EtaPush *push);
/* Is it, or does it become, a product with variations? */
gboolean eta_woo_is_variable (const EtaPush *push);
/* Is PREFIX, or anything below it, to be sent? */
gboolean eta_woo_is_sent (const EtaPush *push, const char *prefix);
/* The price that TARGET has for SKU in the shop's currency, or NULL. Borrowed. */
const char *eta_woo_price (const EtaWoo *woo, const EtaListing *target, const char *sku);
/* An unchanged price writes nothing, so a torn one (regular_price right, price not) has to be
 * cleared first. */
gboolean eta_woo_needs_clearing (const EtaWoo *woo, const EtaPush *push, const char *sku);
/* Appends PUSH's product as an element of "create" or "update". */
void eta_woo_write_product (GString *out, const EtaWoo *woo, const EtaPush *push);
/* Does it come into the shop window only when its variations are there? */
gboolean eta_woo_is_published_later (const EtaPush *push);
/* Appends the element of "update" that does so. */
void eta_woo_write_published (GString *out, const EtaWoo *woo, const EtaPush *push);
/* The body for /variations/batch, transfer full; NULL when there is nothing to do. */
GString *eta_woo_write_variations (const EtaWoo *woo, const EtaPush *push);

/* --- the functions of EtaConnector that have a file of their own ------------------------------ */

EtaMarketInfo *eta_woo_probe (gpointer self, GCancellable *cancellable, GError **error);
gboolean eta_woo_find (gpointer self, GPtrArray *wanted, GCancellable *cancellable, GError **error);
gboolean eta_woo_put_photos (gpointer self,
                             GPtrArray *puts,
                             EtaPhotoPutDone done,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error);
GHashTable *
eta_woo_lost_photos (gpointer self, GHashTable *refs, GCancellable *cancellable, GError **error);
gboolean
eta_woo_ensure_terms (gpointer self, GPtrArray *pushes, GCancellable *cancellable, GError **error);
gboolean eta_woo_push (gpointer self,
                       GPtrArray *pushes,
                       gint64 *retry_after,
                       GCancellable *cancellable,
                       GError **error);

G_END_DECLS
