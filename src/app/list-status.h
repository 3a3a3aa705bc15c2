/* What stands in the place of the products when there is nothing to show. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* KIND: "empty" (no product yet), "nothing" (no hit), "filtered" (nothing with these filters; its
 * button does the action list.clear-filters), "trash" (nothing in the trash). */
GtkWidget *eta_list_status_new (const char *kind);

G_END_DECLS
