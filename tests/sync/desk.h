/* A catalog on disk and a connection to the mock: what the tests of runs begin with. */
#pragma once

#include "mock.h"

#include "catalog/history.h"
#include "catalog/market-book.h"
#include "sync/run.h"

typedef struct {
  Mock *mock;
  char *folder;
  EtaStore *store;
  EtaMarketplace *market;
  EtaMarketConnection *connection;
  EtaSyncOptions options;
  char *producer;
  EtaPlan *plan;         /* of the last desk_sync */
  EtaSyncReport *report; /* of the last desk_sync */
  GError *error;         /* of the last desk_sync */
} Desk;

#define DESK_KEY "sk_0123456789abcdef0123456789abcdef"

#define DESK_PAIR "manager:abcd EFGH 1234 ijkl MNOP 5678"

void desk_set_up (Desk *desk, gconstpointer data);
/* With a WooCommerce shop that sells in rupiah (mock-woo.h). */
void desk_set_up_woo (Desk *desk, gconstpointer data);
void desk_tear_down (Desk *desk, gconstpointer data);

/* A product of this SKU with a name in three languages, prices 4.50 USD and 65000 IDR, and N_PHOTOS
 * photos. */
void desk_add (Desk *desk, const char *sku, guint n_photos);
/* Changes one field by its address (catalog/fields.h) in a step of its own. */
void desk_set (Desk *desk, const char *sku, const char *address, const char *value);
/* Photos of SKU: "AB" gives two whose content is named by A and B. */
void desk_set_photos (Desk *desk, const char *sku, const char *letters);
/* Variants of SKU by their options: "Size=250 g; Grind=fine"; NULL-terminated. */
void desk_set_variants (Desk *desk, const char *sku, const char *const *options);
char *desk_get (Desk *desk, const char *sku, const char *address); /* transfer full */
void desk_trash (Desk *desk, const char *sku, gboolean trashed);

/* Plan and run. Whether all went well; plan, report and error stay in DESK. */
gboolean desk_sync (Desk *desk);
gboolean desk_plan (Desk *desk);
const EtaPlanItem *desk_planned (Desk *desk, const char *sku);
const EtaChange *desk_change (const EtaPlanItem *item, const char *path);
const EtaReportItem *desk_told (Desk *desk, const char *sku);
/* The journal's word about it. */
char *desk_state (Desk *desk, const char *sku); /* transfer full */
