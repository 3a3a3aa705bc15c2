/* A marketplace, as the engine (plan, run) sees it: a connection and what its kind can do.
 *
 * A kind of marketplace is one EtaConnector: a table of functions that turn canonical listings into
 * that server's requests and its answers into canonical listings. The engine knows no server; what
 * to send, in which order, what to repeat and what to look up is decided there once for all kinds.
 * To add a kind: one file market-KIND.c with its EtaConnector, one line in market.c. */
#pragma once

#include "catalog/market-book.h"
#include "sync/http.h"
#include "sync/wire.h"
#include "sync/listing.h"

G_BEGIN_DECLS

typedef struct _EtaMarketConnection EtaMarketConnection;
typedef struct _EtaConnector EtaConnector;

/* A connection to MARKET with KEY; nothing is sent yet. Options of MARKET (a JSON object, each
 * member may be missing): "channel" id of a sales channel; "lang" of the base texts; "ca_file";
 * "plain" true when http:// was confirmed. Errors: INPUT (address, kind, key, options), UNTRUSTED.
 * Belongs to one thread at a time. */
EtaMarketConnection *
eta_market_connection_new (const EtaMarketplace *market, const char *key, GError **error);
void eta_market_connection_free (EtaMarketConnection *connection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaMarketConnection, eta_market_connection_free)

const char *eta_market_connection_id (const EtaMarketConnection *connection);
const char *eta_market_connection_name (const EtaMarketConnection *connection);
EtaHttp *eta_market_connection_http (EtaMarketConnection *connection);

/* The kinds there are: NULL-terminated, "medusa", "woocommerce". */
const char *const *eta_market_kinds (void);

typedef struct {
  char *id;
  char *name;
} EtaSalesChannel;

/* What a shop says about itself. */
typedef struct {
  char *name;            /* "Toko Souq" */
  char *lang;            /* of its base texts: its own first language, "en" when it has none */
  char *channel;         /* id of the sales channel that will be used, or NULL */
  GPtrArray *currencies; /* char *, ISO 4217 upper case; the shop's own first */
  GPtrArray *locales;    /* char *, "ar-SA" */
  GPtrArray *channels;   /* EtaSalesChannel */
  gboolean translations; /* it shows translated texts itself */
  char *notice;          /* what the user should know about this shop, or NULL */
} EtaMarketInfo;
EtaMarketInfo *eta_market_info_new (void);
EtaMarketInfo *eta_market_info_copy (const EtaMarketInfo *info);
void eta_market_info_free (EtaMarketInfo *info);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaMarketInfo, eta_market_info_free)

/* What a server's copy of a product lacks that the server itself should have made: traces of a
 * server that went down in the middle of a batch. */
typedef enum {
  ETA_LACKS_NOTHING = 0,
  ETA_LACKS_VARIANTS = 1 << 0,
  ETA_LACKS_PRICES = 1 << 1, /* a variant that can hold no price as it is */
  ETA_LACKS_TEXTS = 1 << 2,  /* a translation that only stands in the facts */
} EtaLacks;

/* A product as the marketplace has it. */
typedef struct {
  char *id;
  char *key;    /* external key, or NULL when it was made by hand */
  char *handle; /* its name in addresses */
  EtaListing *listing;
  EtaLacks lacks;
  GHashTable *photos; /* sha256 → ref, of those of its images that came from here */
  char *created;      /* ISO 8601, to tell the oldest of several */
  gpointer native;    /* the connector's own, for its push */
  GDestroyNotify native_free;
} EtaRemote;
EtaRemote *eta_remote_new (void);
EtaRemote *eta_remote_ref (EtaRemote *remote);
void eta_remote_unref (EtaRemote *remote);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaRemote, eta_remote_unref)

/* A product to be looked for: by id when there is one, else by key, then handle, then SKU. */
typedef struct {
  const char *id; /* all borrowed; any may be NULL */
  const char *key;
  const char *handle;
  GPtrArray *skus;  /* char *, or NULL */
  gboolean doubt;   /* a request for it has an unknown fate: half of it may be there */
  EtaRemote *found; /* out, owned: the oldest when there are several */
  gboolean by_sku;  /* out: FOUND shares nothing with it but a SKU */
  GPtrArray *also;  /* out, owned: char * ids of further products with the same key, or NULL */
} EtaWanted;
void eta_wanted_clear (EtaWanted *wanted);
/* REMOTE is one that WANTED looks for. Of several the oldest is kept as found, which is the one
 * that shoppers know; the others are noted. */
void eta_wanted_offer (EtaWanted *wanted, EtaRemote *remote, gboolean by_sku);

typedef struct {
  const char *sha256;
  const char *path; /* of the JPEG */
  char *ref;        /* out: where the marketplace keeps it */
  GError *error;    /* out */
} EtaPhotoPut;
/* Called after each photo (its ref or error is set), so that it is recorded at once. FALSE stops.
 */
typedef gboolean (*EtaPhotoPutDone) (EtaPhotoPut *put, gpointer data);

typedef enum {
  ETA_PUSH_OK,       /* the server says it is done (which proves nothing: read back) */
  ETA_PUSH_EXISTS,   /* handle or SKU is taken: look who has it */
  ETA_PUSH_REJECTED, /* never as it is; MESSAGE says why */
  ETA_PUSH_UNKNOWN,  /* may have happened: look */
  ETA_PUSH_UNDONE,   /* certainly did not happen: another item of its batch was at fault */
} EtaPushResult;

/* One product to be made or changed. */
typedef struct {
  EtaRemote *remote; /* borrowed; NULL: to be made */
  const char *key;
  const char *handle;
  EtaListing *target;   /* all that the marketplace should hold afterwards */
  GHashTable *paths;    /* set: the paths of TARGET that differ from REMOTE. Nothing else is sent
                           beyond what the server cannot take apart. NULL with REMOTE NULL */
  GHashTable *photos;   /* sha256 → ref */
  gboolean repair;      /* REMOTE is half made: by the way that mends it */
  EtaPushResult result; /* out */
  char *id;             /* out: of what was made, or NULL */
  char *message;        /* out: the server's own words, blotted, or NULL */
} EtaPush;
void eta_push_clear (EtaPush *push);

struct _EtaConnector {
  const char *kind;
  guint max_items;       /* of one batch */
  gsize max_body;        /* bytes of one batch */
  guint max_find;        /* products of one find */
  guint parallel;        /* uploads at a time */
  gboolean gzip;         /* takes compressed request bodies */
  gboolean pair;         /* its key is "user name:password" */
  const char *key_hint;  /* sentence for when the key is refused (N_), or NULL */
  gboolean one_currency; /* it sells in the first of its currencies alone */

  gpointer (*open) (EtaMarketConnection *connection);
  void (*close) (gpointer self);

  /* Errors of all: UNREACHABLE, UNTRUSTED, REFUSED_KEY, WRONG_SERVER, BUSY, UNKNOWN, CANCELLED.
   * Reading functions repeat by themselves what can be repeated. */
  EtaMarketInfo *(*probe) (gpointer self, GCancellable *cancellable, GError **error);
  /* WANTED: array of EtaWanted*, at most max_find. Not found is no error. */
  gboolean (*find) (gpointer self, GPtrArray *wanted, GCancellable *cancellable, GError **error);
  /* PUTS: array of EtaPhotoPut*. */
  gboolean (*put_photos) (gpointer self,
                          GPtrArray *puts,
                          EtaPhotoPutDone done,
                          gpointer data,
                          GCancellable *cancellable,
                          GError **error);
  /* Of REFS (sha256 → ref), which are no longer there? A set of sha256; transfer full. */
  GHashTable *(*lost_photos) (gpointer self,
                              GHashTable *refs,
                              GCancellable *cancellable,
                              GError **error);
  /* Makes the categories and tags that the targets of PUSHES name. */
  gboolean (*ensure_terms) (gpointer self,
                            GPtrArray *pushes,
                            GCancellable *cancellable,
                            GError **error);
  /* PUSHES: array of EtaPush*. Sends once. TRUE: each has its result. FALSE with BUSY (429: nothing
   * was done), TOO_LARGE (nothing was done, send fewer), UNKNOWN (all may have been done),
   * REFUSED_KEY, REJECTED (nothing was done, one of several is at fault and it is not said which),
   * CANCELLED (all may have been done). */
  gboolean (*push) (gpointer self,
                    GPtrArray *pushes,
                    gint64 *retry_after,
                    GCancellable *cancellable,
                    GError **error);
};

extern const EtaConnector eta_connector_medusa;
extern const EtaConnector eta_connector_woocommerce;

/* --- for connectors and the engine ----------------------------------------------------------- */

const EtaConnector *eta_market_connection_connector (const EtaMarketConnection *connection);
gpointer eta_market_connection_self (EtaMarketConnection *connection);
const char *eta_market_connection_key (const EtaMarketConnection *connection);
/* A text member of the marketplace's options, or NULL. Borrowed. */
const char *eta_market_connection_option (const EtaMarketConnection *connection, const char *name);
/* ms of the first wait that is our own choice; 1000. */
guint eta_market_connection_retry_unit (const EtaMarketConnection *connection);
void eta_market_connection_set_retry_unit (EtaMarketConnection *connection, guint unit);

/* An answer as JSON, or the error it stands for, with the server's own words in it:
 * 401 403 REFUSED_KEY · 404 that is a web page WRONG_SERVER · 413 TOO_LARGE · 429 503 BUSY ·
 * 5xx and anything that is no JSON UNKNOWN · other 4xx REJECTED. Transfer full. */
JsonNode *eta_market_answer_json (EtaMarketConnection *connection,
                                  const EtaHttpAnswer *answer,
                                  GError **error);
/* A sentence without HTML, which some shops put into theirs: “<strong>Error:</strong> …”. Transfer
 * full. */
char *eta_market_without_tags (const char *message);
/* GET, repeated while that may help. */
JsonNode *eta_market_get_json (EtaMarketConnection *connection,
                               const char *path,
                               GCancellable *cancellable,
                               GError **error);
/* One write, once. RETRY_AFTER (may be NULL): ms, -1 when not stated. */
JsonNode *eta_market_post_json (EtaMarketConnection *connection,
                                const char *path,
                                const GString *body,
                                gint64 *retry_after,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
