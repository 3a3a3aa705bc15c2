/* The marketplaces a catalog is connected to, and the journal of what was sent to each: the tables
 * that src/sync works on. Not part of history: undo never rewrites what happened on a server. Keys
 * are never here (libsecret, or a key file named by the user). Writes commit at once. */
#pragma once

#include "catalog/store.h"

G_BEGIN_DECLS

typedef struct {
  char *id;   /* UUID */
  char *name; /* as the user calls it, unique, "Toko Souq" */
  char *kind; /* "medusa", "woocommerce" */
  char *url;
  char *key_file; /* path, or NULL: the key is in the keyring under the id */
  char *options;  /* JSON: sales channel, CA file, http confirmed … or NULL */
} EtaMarketplace;
EtaMarketplace *eta_marketplace_new (void);
/* A deep copy with the same id. */
EtaMarketplace *eta_marketplace_copy (const EtaMarketplace *market);
void eta_marketplace_free (EtaMarketplace *market);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaMarketplace, eta_marketplace_free)
GPtrArray *eta_store_list_markets (EtaStore *store, GError **error);
EtaMarketplace *eta_store_find_market (EtaStore *store,
                                       const char *name,
                                       GError **error); /* NULL name: the only one */
gboolean eta_store_put_market (EtaStore *store, const EtaMarketplace *market, GError **error);
gboolean eta_store_delete_market (EtaStore *store, const char *id, GError **error);

/* One product on one marketplace. State: "new", "clean", "in_flight", "unknown", "conflict",
 * "error", "gone", "retired". in_flight is committed before the request is sent. */
typedef struct {
  char *product_id;
  char *market_id;
  char *remote_id; /* or NULL before the first answer */
  char *handle;    /* fixed at the first publish */
  char *state;
  char *sent;   /* canonical listing JSON as last confirmed there (the base of the comparison), or
                   NULL */
  char *remote; /* canonical listing JSON as last read from there, or NULL; while in_flight or
                   unknown: what was being sent */
  char *error;  /* the server's own words, or NULL */
  gint64 attempts;
  char *at; /* ISO 8601 UTC of the last change */
} EtaListingRow;
EtaListingRow *eta_listing_row_new (const char *market_id, const char *product_id);
void eta_listing_row_free (EtaListingRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaListingRow, eta_listing_row_free)
/* product_id → EtaListingRow, all of one marketplace. Transfer full. */
GHashTable *eta_store_get_listings (EtaStore *store, const char *market_id, GError **error);
/* How many products are listed on one marketplace, and with how many something is the matter
 * (refused, changed on both sides, unknown). Cheap. */
typedef struct {
  guint listed;
  guint trouble;
} EtaListingCount;
EtaListingCount eta_store_count_listings (EtaStore *store, const char *market_id);
/* Inserts or replaces ROWS in one transaction. */
gboolean eta_store_put_listings (EtaStore *store, GPtrArray *rows, GError **error);
gboolean eta_store_delete_listing (EtaStore *store,
                                   const char *market_id,
                                   const char *product_id,
                                   GError **error);
/* Every in_flight of MARKET_ID → unknown (at the start of a run). */
gboolean eta_store_recover_listings (EtaStore *store, const char *market_id, GError **error);

/* Where a picture is on a marketplace: by content. */
GHashTable *eta_store_get_remote_photos (EtaStore *store,
                                         const char *market_id,
                                         GError **error); /* sha256 → url or id */
gboolean eta_store_put_remote_photo (
    EtaStore *store, const char *market_id, const char *sha256, const char *ref, GError **error);
gboolean eta_store_forget_remote_photo (EtaStore *store,
                                        const char *market_id,
                                        const char *sha256,
                                        GError **error);

/* The log of runs. */
typedef struct {
  gint64 id;
  char *started, *ended; /* ISO 8601 UTC; ended NULL: it was cut off */
  gint64 sent, unchanged, failed, conflicts, photos, bytes;
  char *summary; /* JSON: result per product */
} EtaRun;
void eta_run_free (EtaRun *run);
gint64 eta_store_begin_run (EtaStore *store, const char *market_id, GError **error);
gboolean eta_store_end_run (EtaStore *store, const EtaRun *run, GError **error);
GPtrArray *
eta_store_list_runs (EtaStore *store, const char *market_id, guint limit, GError **error);
/* One run at a time per marketplace, also across processes: a lock row with the pid and a
 * heartbeat. FALSE with LOCKED and “already running”. A dead owner's lock is taken over. */
gboolean eta_store_lock_market (EtaStore *store, const char *market_id, GError **error);
void eta_store_unlock_market (EtaStore *store, const char *market_id);

G_END_DECLS
