/* The pages of a catalog under each other, as they will print. Only what is seen is asked for and
 * painted, so a thousand pages scroll as easily as ten. */
#pragma once

#include "catalog/collection.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_PAGE_STRIP (eta_page_strip_get_type ())
G_DECLARE_FINAL_TYPE (EtaPageStrip, eta_page_strip, ETA, PAGE_STRIP, GtkWidget)

/* Signal "opened" (guint n_pages, const char *problem or NULL): the catalog was laid out. */
GtkWidget *eta_page_strip_new (void);
/* The catalog file; NULL: none, the pages go. */
void eta_page_strip_set_path (EtaPageStrip *self, const char *path);
/* The place stays where it is as long as there are enough pages. */
void eta_page_strip_show (EtaPageStrip *self, const EtaCollection *collection, const char *lang);
/* ADJUSTMENT is the vertical one of the scrolled window around it. */
void eta_page_strip_follow (EtaPageStrip *self, GtkAdjustment *adjustment);
guint eta_page_strip_get_n_pages (EtaPageStrip *self);
/* Whether page INDEX is painted; for tests. */
gboolean eta_page_strip_is_painted (EtaPageStrip *self, guint index);

G_END_DECLS
