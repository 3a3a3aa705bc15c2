/* WooCommerce's interface as far as Etalase uses it, on the wire and with the faults of mock.h, and
 * with the traps that were measured on the real one: what it takes without a word, what it changes
 * on the way, and what it leaves half done. */
#pragma once

#include "mock.h"

Mock *mock_woo_new (const char *key); /* "user:application password" */

/* /wp-json is not there; the home page's Link says ?rest_route=. */
void mock_woo_plain_addresses (Mock *mock);
/* Every answer comes with a PHP warning before it, as text/html. */
void mock_woo_warn (Mock *mock, gboolean on);
void mock_woo_set_currency (Mock *mock, const char *code);
void mock_woo_set_units (Mock *mock, const char *weight, const char *length);
void mock_woo_set_version (Mock *mock, const char *version);
/* What its index says under “authentication”, as JSON. */
void mock_woo_set_authentication (Mock *mock, const char *json);
/* The user may not do that: "upload_files". */
void mock_woo_forbid (Mock *mock, const char *right);
/* The server goes down in the next batch of new products: N are made, one more is half made
 * (WITH_SKU: it has its code, but neither price index nor meta), and no answer comes. */
void mock_woo_die (Mock *mock, guint n, gboolean with_sku);

/* The product that has this SKU, or whose variation has, as JSON text; transfer full, or NULL. */
char *mock_woo_product (Mock *mock, const char *sku);
/* The same of a variation. */
char *mock_woo_variation (Mock *mock, const char *sku);
/* As a shop keeper does: a text member; a price (through the shop's own code). */
void mock_woo_edit (Mock *mock, const char *sku, const char *member, const char *value);
/* A price torn between regular_price and price. */
void mock_woo_tear_price (Mock *mock, const char *sku, const char *price);
void mock_woo_trash (Mock *mock, const char *sku);
void mock_woo_delete (Mock *mock, const char *sku);
void mock_woo_add (Mock *mock, const char *name, const char *slug, const char *sku);
guint mock_woo_n_media (Mock *mock);
/* All pictures are gone from the library. */
void mock_woo_lose_media (Mock *mock);
/* The server goes down over the smaller copies of the next photo: 500 with the id in a header. */
void mock_woo_die_over_photo (Mock *mock);
