/* A catalog to print: a title, a cover, products in order, and how it looks. */
#pragma once

#include "catalog/store.h"

G_BEGIN_DECLS

typedef struct {
  char *section; /* heading it stands under, or NULL */
  char *product_id;
} EtaCollectionItem;

typedef struct {
  char *id;           /* UUID */
  GHashTable *titles; /* lang → text */
  char *cover;        /* sha256, or NULL: the first product's photo */
  char *template;     /* "catalog" … */
  char *languages;    /* "id en ar" */
  char *paper;        /* "a4" or "letter" */
  char *currency;     /* or NULL: all */
  gint64 per_page;    /* 1, 2, 4 or 6 */
  char *options;      /* JSON: what to show */
  char *created, *changed;
  GPtrArray *items; /* EtaCollectionItem, in order */
} EtaCollection;

EtaCollection *eta_collection_new (void);
EtaCollection *eta_collection_copy (const EtaCollection *collection);
void eta_collection_free (EtaCollection *collection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaCollection, eta_collection_free)
/* Appends an item; SECTION may be NULL. Reordering moves the items within the array, which owns
 * them. */
void eta_collection_add (EtaCollection *collection, const char *section, const char *product_id);

/* All, last changed first. Transfer full array of EtaCollection. */
GPtrArray *eta_store_list_collections (EtaStore *store, GError **error);
gint64 eta_store_count_collections (EtaStore *store);
EtaCollection *eta_store_get_collection (EtaStore *store, const char *id, GError **error);
gboolean eta_store_put_collection (EtaStore *store,
                                   const EtaCollection *collection,
                                   GError **error); /* in a step */
gboolean
eta_store_delete_collection (EtaStore *store, const char *id, GError **error); /* in a step */

/* --- What to show: the column "options", JSON --------------------------------------------------
 */

typedef enum {
  ETA_SECTIONS_NONE,
  ETA_SECTIONS_CATEGORY, /* in the order in which the categories first appear */
  ETA_SECTIONS_OWN,      /* as the items say */
} EtaSectioning;

typedef struct {
  GStrv parts; /* names of parts, see data/templates/catalog.ini; NULL: as the template says */
  EtaSectioning sections;
  GHashTable *about;  /* lang → what the catalog is about */
  GHashTable *terms;  /* lang → how orders are taken */
  char *publisher;    /* UUID of the producer who speaks for all, or NULL */
  gboolean for_email; /* smaller photos */
} EtaCollectionOptions;

/* What cannot be read is as if it were not there: a newer program may have written it. */
EtaCollectionOptions *eta_collection_options_read (const char *json);
char *eta_collection_options_write (const EtaCollectionOptions *options);
void eta_collection_options_free (EtaCollectionOptions *options);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaCollectionOptions, eta_collection_options_free)

/* --- What an edition is put together from ------------------------------------------------------
 */

typedef struct {
  gint64 row;
  char *producer_id;
  char *category; /* key, or NULL */
} EtaShelf;

/* The places of all products that are not in the trash, by their UUIDs, in one query. Transfer
 * full: char * → EtaShelf. */
GHashTable *eta_store_shelves (EtaStore *store, GError **error);

typedef struct {
  char *product_id;
  char *sku; /* or NULL */
  EtaCertificate *certificate;
} EtaProductPaper;

/* The certificates of all these products, by SKU. Transfer full array of EtaProductPaper. */
GPtrArray *eta_store_product_papers (EtaStore *store, GError **error);

G_END_DECLS
