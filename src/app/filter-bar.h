/* Beneath the header of the list: how many products of how many are shown, and a chip for each
 * filter that takes it away. */
#pragma once

#include "catalog/view.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_FILTER_BAR (eta_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (EtaFilterBar, eta_filter_bar, ETA, FILTER_BAR, GtkBox)

/* Signal "removed" (guint filter). “Clear filters” does the action list.clear-filters. */
GtkWidget *eta_filter_bar_new (void);
void eta_filter_bar_show (
    EtaFilterBar *self, EtaStore *store, const EtaView *view, guint shown, guint total);

G_END_DECLS
