/* The button “4 remarks” of a catalog: what would look wrong on paper, each a row that leads to the
 * product and field. Found by a worker, after the last change, in all languages of the catalog. */
#pragma once

#include "app/session.h"
#include "catalog/collection.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_CATALOG_REMARKS (eta_catalog_remarks_get_type ())
G_DECLARE_FINAL_TYPE (EtaCatalogRemarks, eta_catalog_remarks, ETA, CATALOG_REMARKS, GtkBox)

/* Signal "jump" (const char *product_id, const char *field): see sheets/preflight.h for FIELD. */
GtkWidget *eta_catalog_remarks_new (void);
/* Looks at COLLECTION of the catalog file PATH soon. NULL: at nothing. */
void eta_catalog_remarks_check (EtaCatalogRemarks *self,
                                const char *path,
                                const EtaCollection *collection);
/* Of the last check that is over; G_MAXUINT while one goes on. For tests. */
guint eta_catalog_remarks_get_n (EtaCatalogRemarks *self);

G_END_DECLS
