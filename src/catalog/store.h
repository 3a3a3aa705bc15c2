/* The catalog file: one SQLite database, and all SQL of the program (store*, schema*, history*,
 * search*, backup*).
 *
 * A store is one connection and belongs to one thread; a worker opens its own with
 * eta_store_reopen. WAL, synchronous=FULL, foreign keys on, busy time-out 5 s; on a network or FUSE
 * file system the journal mode is DELETE instead (eta_store_warning says so). The database's
 * application_id is 0x45544131 ("ETA1") and user_version the number of migration steps.
 *
 * Every write happens inside a step (catalog/history.h). */
#pragma once

#include "catalog/fields.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _EtaStore EtaStore;

typedef enum {
  ETA_STORE_CREATE = 1 << 0, /* make the file if it is not there */
  ETA_STORE_READ_ONLY = 1 << 1,
  ETA_STORE_QUICK = 1 << 2,     /* a worker's bulk load: synchronous=NORMAL */
  ETA_STORE_IMPATIENT = 1 << 3, /* busy time-out 100 ms: the caller waits in a better way */
} EtaStoreFlags;

/* Errors: NOT_FOUND, LOCKED, READ_ONLY, NEWER, DAMAGED, INPUT (not an Etalase catalog), FULL. Each
 * message names the file and what to do. */
EtaStore *eta_store_open (const char *path, EtaStoreFlags flags, GError **error);
EtaStore *eta_store_reopen (EtaStore *store, EtaStoreFlags flags, GError **error);
void eta_store_close (EtaStore *store); /* NULL is allowed */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaStore, eta_store_close)

const char *eta_store_path (EtaStore *store);
gboolean eta_store_is_read_only (EtaStore *store);
/* A sentence to show once after opening (network folder, moved to DELETE journal), or NULL. */
const char *eta_store_warning (EtaStore *store);
/* The album folder that belongs to the file: "X.etalasedb" → "X.photos". Transfer full. */
char *eta_store_album_path (const char *catalog_path);
/* A random id of this catalog, made once: the <org> in marketplace keys. Borrowed. */
const char *eta_store_org (EtaStore *store);
/* Small settings of the catalog (its name, last export folder). Transfer full; NULL if unset.
 * Settings are not part of history. */
char *eta_store_get_setting (EtaStore *store, const char *key);
gboolean
eta_store_set_setting (EtaStore *store, const char *key, const char *value, GError **error);

/* PRAGMA integrity_check and foreign_key_check; problems as sentences, empty when sound. Transfer
 * full. */
GPtrArray *eta_store_check (EtaStore *store);

/* --- producers ------------------------------------------------------------------------------- */
EtaProducer *eta_store_get_producer (EtaStore *store, const char *id, GError **error);
/* All, by name. Transfer full array of EtaProducer. */
GPtrArray *eta_store_list_producers (EtaStore *store, GError **error);
EtaProducer *
eta_store_find_producer (EtaStore *store, const char *name, GError **error); /* folded name */
/* Inserts or updates. Inside a step. */
gboolean eta_store_put_producer (EtaStore *store, const EtaProducer *producer, GError **error);
/* Refused with EXISTS while it still has products (the message counts them). */
gboolean eta_store_delete_producer (EtaStore *store, const char *id, GError **error);

/* --- products -------------------------------------------------------------------------------- */
EtaProduct *eta_store_get_product (EtaStore *store, const char *id, GError **error);
/* The product's own fields alone, without texts, prices, photos …: for a row of a table. */
EtaProduct *eta_store_get_fields (EtaStore *store, gint64 row, GError **error);
/* By SKU (folded); PRODUCER_ID NULL: of any producer. NOT_FOUND names the SKU. */
EtaProduct *
eta_store_find_sku (EtaStore *store, const char *producer_id, const char *sku, GError **error);
/* Inserts or updates, with all its texts, prices, packs, photos … (only rows that differ are
 * written, so that a step's changeset is small). EXISTS when the SKU is taken by another product of
 * that producer (also of one in the trash; the message says so). Sets changed. When ingredients
 * change after a halal certificate of the product was issued, its flag is set to "composition
 * changed 2026-11-25"; a text written for the first time (a translation) and another spelling are
 * no change; a product without one goes by its producer's. A change
 * of an approved product lowers it to "recheck" (catalog/review.h). Texts of a language without any
 * text are not kept. When it fails, nothing of PRODUCT was stored and the step can go on without
 * it. Inside a step. */
gboolean eta_store_put_product (EtaStore *store, const EtaProduct *product, GError **error);
/* To the trash and back; deleting for good is eta_store_purge_product. Inside a step. */
gboolean
eta_store_trash_product (EtaStore *store, const char *id, gboolean trashed, GError **error);
gboolean eta_store_purge_product (EtaStore *store, const char *id, GError **error);
/* A SKU that is free for this producer: "KOPI", "KOPI-2", … Transfer full. */
char *eta_store_free_sku (EtaStore *store, const char *producer_id, const char *wish);

/* --- lists: ids first, rows when they are seen --------------------------------------------------
 */
typedef enum {
  ETA_SORT_NAME,
  ETA_SORT_SKU,
  ETA_SORT_CHANGED,
  ETA_SORT_PRODUCER,
  ETA_SORT_CATEGORY,
  ETA_SORT_STATE,
  ETA_SORT_PRICE,
  ETA_SORT_FIELD, /* by a column of the product: sort_field */
} EtaSort;

typedef struct {
  const char *text;        /* search as typed, NULL or "" for all */
  const char *producer_id; /* NULL: any, likewise below */
  const char *category;
  const char *state;
  const char *missing_lang; /* only products without a name in this language */
  const char *market_id;    /* only products not listed (or changed since) on this marketplace; by
                               time, so a guess: the plan of a sync compares contents */
  const char *ends_before;  /* ISO date: a certificate of the product or of its producer ends (or
                               ended) before it */
  const char *stage;
  gboolean no_photo;
  gboolean no_price;
  gboolean trashed; /* only the trash; FALSE: only what is not in it */
  EtaSort sort;     /* ignored while TEXT is given and LIMIT is set: order of the index */
  gboolean descending;
  const char *sort_field; /* id of a field, "moq" (eta_store_can_sort); an unknown one: by name */
  const char *sort_lang;  /* language of the name to sort by: "id", "en" or "ar"; others as "id" */
  guint limit;            /* 0: all */
} EtaQuery;

/* Row numbers (SQLite rowids, stable) of the products that match. gint64. Transfer full. */
GArray *eta_store_query (EtaStore *store, const EtaQuery *query, GError **error);

/* Whether lists can be sorted by FIELD: by one line or a number of the product itself. */
gboolean eta_store_can_sort (const EtaField *field);
typedef enum {
  ETA_VALUES_CATEGORY, /* categories of the products there are, keys and texts of one's own */
  ETA_VALUES_CURRENCY, /* of the prices there are */
  ETA_VALUES_LANG,     /* languages of their texts; "id", "en" and "ar" always and first */
} EtaFilterValues;
/* Transfer full array of char *. */
GPtrArray *eta_store_filter_values (EtaStore *store, EtaFilterValues what, GError **error);

/* What a card or a table row shows; one indexed read. */
typedef struct {
  gint64 row;
  char *id;
  char *sku;
  char *name; /* in the wanted language, else the best there is */
  char *producer;
  char *category;
  char *unit;
  char *photo; /* sha256 of the main photo, or NULL */
  char *langs; /* languages that have a name, "id en ar" */
  char *state;
  char *changed;
  char *currency; /* of the first price, or NULL */
  gint64 minor;
  char *listed; /* worst listing state over all marketplaces: NULL, "clean", "dirty", "conflict",
                   "error" … */
} EtaCard;
EtaCard *eta_store_get_card (EtaStore *store, gint64 row, const char *lang, GError **error);
void eta_card_free (EtaCard *card);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaCard, eta_card_free)
/* rowid ↔ UUID. 0 / NULL when there is none. */
gint64 eta_store_row_of (EtaStore *store, const char *product_id);
char *eta_store_id_of (EtaStore *store, gint64 row);

gint64 eta_store_count_products (EtaStore *store);
gint64 eta_store_count_trashed (EtaStore *store);
gint64 eta_store_count_producers (EtaStore *store);
/* SHA-256 of every picture that the catalog or its undo history still names: the keep-set of the
 * album's sweep. Transfer full GHashTable used as a set of char *. */
GHashTable *eta_store_photo_set (EtaStore *store, GError **error);

/* --- told of changes ---------------------------------------------------------------------------
 */
/* Called on the store's thread after a step is committed, undone or redone ON THIS CONNECTION, with
 * the ids of the products it touched (also those of children; a set of char *, borrowed):
 * empty when only producers or catalogs were touched. */
typedef void (*EtaStoreChanged) (EtaStore *store, GHashTable *product_ids, gpointer data);
void eta_store_set_changed_func (EtaStore *store, EtaStoreChanged func, gpointer data);
/* Changes by other connections since the last call? (PRAGMA data_version) */
gboolean eta_store_poll (EtaStore *store);

G_END_DECLS
