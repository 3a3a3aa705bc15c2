/* Communal listings: the same product of several producers, offered to a buyer as one, because an
 * order may be more than one pesantren can make. What is said of all is only what holds for all:
 * the capacities are added up when they count the same thing, the producers are named, and what
 * belongs to one of them (a certificate, a barcode, a brand) is not claimed for the others.
 *
 * A product is in one listing at most. Products in the trash do not count. */
#pragma once

#include "catalog/store.h"

G_BEGIN_DECLS

typedef struct {
  char *id;        /* UUID of the product */
  char *sku;       /* or NULL */
  char *name;      /* of the product */
  char *producer;  /* its name */
  gint64 capacity; /* units a month; 0: not stated */
} EtaCommunalMember;

typedef struct {
  char *name;
  GPtrArray *members; /* EtaCommunalMember, the oldest first: it stands for all */
  gboolean adds_up;   /* all are sold in the same unit with the same net weight */
  gint64 capacity;    /* of all that state one, units a month; 0 when they do not add up */
  guint n_unstated;   /* members without a stated capacity */
  guint n_producers;  /* different ones */
} EtaCommunal;
void eta_communal_free (EtaCommunal *communal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaCommunal, eta_communal_free)

/* Puts the products (UUIDs) into the listing NAME, which is made when there is none of that name.
 * NAME NULL: takes them out of theirs. Inside a step. Errors: INPUT for an empty name or units that
 * differ, NOT_FOUND. */
gboolean eta_store_set_communal (EtaStore *store, const char *name, GPtrArray *ids, GError **error);
/* All listings, by name. Names of products in LANG. Transfer full array of EtaCommunal. */
GPtrArray *eta_store_list_communal (EtaStore *store, const char *lang, GError **error);
/* The one that the product is in; NULL when it is in none, or is alone in it. */
EtaCommunal *eta_store_find_communal (EtaStore *store, const char *id, const char *lang);

/* ROWS (row numbers of products) without those for which another one of ROWS stands. Transfer full.
 */
GArray *eta_communal_collapse (EtaStore *store, GArray *rows);
/* The same for UUIDs; those of products that are gone are left out. Transfer full. */
GPtrArray *eta_communal_collapse_ids (EtaStore *store, GPtrArray *ids);
/* The product and its producer as they are offered: *PRODUCT and *PRODUCER (may be NULL) are
 * replaced when the product is in a listing with others. Contact is that of its own producer. */
void eta_communal_present (EtaStore *store, EtaProduct **product, EtaProducer **producer);

G_END_DECLS
