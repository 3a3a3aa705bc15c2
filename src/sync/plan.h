/* What a sync would do: the catalog, what was last sent, and what the shop holds now, compared
 * field by field. Pure; shown to the user before anything is sent. */
#pragma once

#include "catalog/market-book.h"
#include "sync/market.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum {
  ETA_ACTION_SAME,      /* nothing to send */
  ETA_ACTION_CREATE,    /* not there yet */
  ETA_ACTION_UPDATE,    /* some fields differ */
  ETA_ACTION_ADOPT,     /* it is there already, made by hand or by a lost catalog: becomes ours */
  ETA_ACTION_REPAIR,    /* it is there, but half made */
  ETA_ACTION_UNPUBLISH, /* in the trash here: taken out of the shop window */
  ETA_ACTION_GONE,      /* was deleted in the shop: make it again (mine) or leave it (theirs) */
  ETA_ACTION_CONFLICT,  /* every difference was (also) made in the shop: choose first */
  ETA_ACTION_BLOCKED,   /* cannot be listed; message says why */
} EtaAction;

typedef enum {
  ETA_TAKE_NONE,   /* leave both as they are, ask again next time */
  ETA_TAKE_MINE,   /* the catalog wins */
  ETA_TAKE_THEIRS, /* the shop wins: its value goes into the catalog where that has a place */
} EtaTake;

typedef enum {
  ETA_CHANGE_MINE,   /* changed here only: will be sent */
  ETA_CHANGE_THEIRS, /* changed in the shop only */
  ETA_CHANGE_BOTH,   /* changed here and there */
} EtaChangeBy;

/* One field. */
typedef struct {
  char *path;   /* sync/listing.h */
  char *label;  /* for people */
  char *before; /* in the shop now, or NULL */
  char *after;  /* in the catalog, or NULL */
  EtaChangeBy by;
  EtaTake take; /* THEIRS and BOTH: what was chosen; NONE until then */
} EtaChange;

typedef struct {
  char *product_id;
  char *sku;
  char *name; /* in the user's language or the best there is */
  EtaAction action;
  GPtrArray *changes; /* EtaChange; empty for create */
  guint photos;       /* pictures to upload */
  char *message;      /* BLOCKED, GONE, ADOPT, REPAIR: a sentence; or NULL */
  GPtrArray *remarks; /* char *: what is left out and why */
  EtaTake take;       /* GONE, and ADOPT when doubtful: what was chosen */
  gboolean doubtful;  /* ADOPT: the names differ a lot, so it waits for TAKE_MINE */
  /* for the run */
  EtaListing *local;  /* NULL when the product is purged */
  EtaRemote *remote;  /* NULL when there is none */
  EtaListingRow *row; /* the journal's; NULL when it was never listed */
  EtaListing *sent;   /* of ROW, parsed: what was last sent, or NULL */
  EtaListing *base;   /* of ROW, parsed: how it stood there afterwards, or NULL */
  char *handle;       /* for when it is made; NULL when purged */
  char *suffix;       /* of its SKUs, or NULL */
} EtaPlanItem;

typedef struct {
  GPtrArray *items;  /* EtaPlanItem with something to do or to ask, in the order of the catalog */
  GPtrArray *settle; /* EtaPlanItem with nothing to send, of which only the journal must catch up */
  guint same;        /* products with nothing to do, those of SETTLE included */
  guint create, update, unpublish, conflicts, blocked, photos; /* products; pictures */
  EtaMarketInfo *info;
} EtaPlan;

EtaPlan *eta_plan_new (void);
void eta_plan_free (EtaPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaPlan, eta_plan_free)
void eta_plan_item_free (EtaPlanItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaPlanItem, eta_plan_item_free)

/* Decides for one product. LOCAL NULL: purged from the catalog. ROW: the journal's, or NULL when it
 * was never listed; it is taken over. REMOTE: what was found, or NULL. BY_SKU: found by nothing but
 * its code. Transfer full; *SETTLE: nothing is to be sent, but the journal does not say so yet. */
EtaPlanItem *eta_plan_decide (
    EtaListing *local, EtaListingRow *row, EtaRemote *remote, gboolean by_sku, gboolean *settle);
/* Puts ITEM (transfer full) where it belongs and counts it. */
void eta_plan_add (EtaPlan *plan, EtaPlanItem *item, gboolean settle);
/* Counts anew, after choices were made. */
void eta_plan_count (EtaPlan *plan);

/* What counts for a change: its own choice, else TAKE. */
EtaTake eta_change_take (const EtaChange *change, EtaTake take);
/* Is this change sent? */
gboolean eta_change_is_sent (const EtaChange *change, EtaTake take);
/* Does something of ITEM wait for a choice? */
gboolean eta_plan_item_is_open (const EtaPlanItem *item, EtaTake take);
/* Is there something to send? */
gboolean eta_plan_item_is_sent (const EtaPlanItem *item, EtaTake take);

/* What the shop should hold after ITEM is done: the local listing, or what is there with the sent
 * changes put in. *PATHS: a set of the paths that differ from what is there. Transfer full both. */
EtaListing *eta_plan_item_target (const EtaPlanItem *item, EtaTake take, GHashTable **paths);
/* What the journal should hold after ITEM is done and READBACK was found there. Transfer full both.
 */
void eta_plan_item_settle (const EtaPlanItem *item,
                           const EtaListing *readback,
                           EtaTake take,
                           EtaListing **sent,
                           EtaListing **base);

/* The words of it: “Create”, “Update” … for people, and "create", "update" … for JSON. */
const char *eta_action_label (EtaAction action);
const char *eta_action_name (EtaAction action);

/* Products that the next press would send, or ask about. */
guint eta_plan_waiting (const EtaPlan *plan);
/* {"items":[{"sku","name","action","changes":[{"field","label","before","after","by"}]…}],"same":n}
 */
JsonNode *eta_plan_to_json (const EtaPlan *plan);

G_END_DECLS
