/* The products of a kept catalog in their order: dragged, moved with the keyboard (Ctrl+↑, Ctrl+↓),
 * taken out (Delete), parted into sections. */
#pragma once

#include "app/session.h"
#include "catalog/collection.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_CATALOG_ITEMS (eta_catalog_items_get_type ())
G_DECLARE_FINAL_TYPE (EtaCatalogItems, eta_catalog_items, ETA, CATALOG_ITEMS, GtkBox)

/* Signals: "edited" (const char *step): order, sections or members were changed by the user, the
 * new state is in eta_catalog_items_apply; "open" (const char *product_id): one was activated. */
void eta_catalog_items_set_session (EtaCatalogItems *self, EtaSession *session);
/* SECTIONS: whether names of sections are shown. */
void
eta_catalog_items_show (EtaCatalogItems *self, const EtaCollection *collection, gboolean sections);
/* Replaces the items of COLLECTION by those of the list. */
void eta_catalog_items_apply (EtaCatalogItems *self, EtaCollection *collection);
/* Moves the product at FROM in front of the one at TO, as a drop does. */
void eta_catalog_items_move (EtaCatalogItems *self, guint from, guint to);

G_END_DECLS
