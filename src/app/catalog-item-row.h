/* A row of EtaCatalogItems: the section's name where one begins, the photo, the name, the item
 * code, and a menu. It can be dragged, and others dropped on it. */
#pragma once

#include "app/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_CATALOG_ITEM_ROW (eta_catalog_item_row_get_type ())
G_DECLARE_FINAL_TYPE (EtaCatalogItemRow, eta_catalog_item_row, ETA, CATALOG_ITEM_ROW, GtkBox)

/* Signals: "moved" (guint from, guint to): the product at FROM was dropped in front of TO;
 * "removed" (guint position); "section" (guint position, const char *name): a section begins here,
 * "": no longer. */
GtkWidget *eta_catalog_item_row_new (void);
/* ITEM holds an EtaCatalogEntry. SECTIONS: sections can be named. */
void eta_catalog_item_row_bind (EtaCatalogItemRow *self,
                                GtkListItem *item,
                                EtaSession *session,
                                gboolean sections);
void eta_catalog_item_row_unbind (EtaCatalogItemRow *self);

G_END_DECLS
