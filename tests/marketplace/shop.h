/* A real shop and a fresh catalog beside it: what the tests of this folder begin with. */
#pragma once

#include "catalog/history.h"
#include "catalog/market-book.h"
#include "sync/run.h"
#include "sync/wire.h"

typedef struct {
  GHashTable *env; /* of the file that MEDUSA_ENV names */
  char *folder;
  char *path; /* of the catalog */
  EtaStore *store;
  EtaMarketplace *market;
  EtaMarketConnection *connection; /* Etalase's */
  EtaMarketConnection *admin;      /* the shop keeper's: another, so that it does not count */
  EtaSyncOptions options;
  EtaPlan *plan;         /* of the last shop_sync */
  EtaSyncReport *report; /* of the last shop_sync */
  GError *error;         /* of the last shop_sync */
} Shop;

/* The variable NAME of the server, NULL when MEDUSA_ENV is not set: then the test has been skipped
 * and must return at once. */
gboolean shop_is_there (void);

/* An empty shop (all products deleted), an empty catalog, connected. */
void shop_set_up (Shop *shop, gconstpointer data);
void shop_tear_down (Shop *shop, gconstpointer data);
const char *shop_env (Shop *shop, const char *name);
void shop_fill_sample (Shop *shop);
/* N plain products "N-001" … with two prices and two photos that all share. */
void shop_fill_many (Shop *shop, guint n);
void shop_set (Shop *shop, const char *sku, const char *address, const char *value);
char *shop_get (Shop *shop, const char *sku, const char *address); /* transfer full */

/* Plan and run; whether all went well. */
gboolean shop_sync (Shop *shop);
void shop_assert_synced (Shop *shop);
/* A further sync finds nothing to do, writes nothing. */
void shop_assert_quiet (Shop *shop);

/* What the shop's admin interface says and does. Transfer full; fails the test. */
JsonNode *shop_admin_get (Shop *shop, const char *path);
JsonNode *shop_admin_post (Shop *shop, const char *path, const char *body);
void shop_admin_delete (Shop *shop, const char *path);
/* What the public sees: /store/… with the publishable key. Transfer full. */
JsonNode *shop_store_get (Shop *shop, const char *path);
/* The bytes at an address, as any browser gets them. Transfer full; NULL unless 200. */
GBytes *shop_fetch (const char *url);
/* All products that the public sees, with prices in CURRENCY ("usd") and texts in LOCALE, and the
 * one of them with a variant SKU (borrowed; NULL when it is not shown). */
JsonNode *shop_list (Shop *shop, const char *currency, const char *locale);
JsonObject *shop_pick (JsonNode *list, const char *sku);
/* The one product of the public shop with a variant SKU, with prices in CURRENCY ("usd") and texts
 * in LOCALE; NULL when it is not shown. Borrowed from *ANSWER (transfer full). */
JsonObject *shop_find (
    Shop *shop, const char *sku, const char *currency, const char *locale, JsonNode **answer);
/* start-medusa.sh COMMAND. */
void shop_server (Shop *shop, const char *command);
