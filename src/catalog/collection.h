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
EtaCollection *eta_store_get_collection (EtaStore *store, const char *id, GError **error);
gboolean eta_store_put_collection (EtaStore *store,
                                   const EtaCollection *collection,
                                   GError **error); /* in a step */
gboolean
eta_store_delete_collection (EtaStore *store, const char *id, GError **error); /* in a step */

G_END_DECLS
