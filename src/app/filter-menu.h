/* What the filter button opens: for each filter a choice of its values. */
#pragma once

#include "catalog/view.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_FILTER_MENU (eta_filter_menu_get_type ())
G_DECLARE_FINAL_TYPE (EtaFilterMenu, eta_filter_menu, ETA, FILTER_MENU, GtkBox)

/* Signal "chosen" (guint filter, const char *value): at once, also with "" for any. */
GtkWidget *eta_filter_menu_new (void);
/* Reads anew what can be chosen, and shows what VIEW has. */
void eta_filter_menu_show (EtaFilterMenu *self, EtaStore *store, const EtaView *view);

G_END_DECLS
