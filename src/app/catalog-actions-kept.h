/* Products into kept catalogs: “To catalog…” of a selection, and new catalogs. */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* "win.to-catalog": asks which catalog the selected products go into; and "win.open-catalog" (s:
 * its UUID). From the window's class_init. */
void eta_kept_catalog_actions_install (GtkWidgetClass *window_class);
/* A new catalog with these products (UUIDs), or with all when IDS is NULL; stored. Its UUID,
 * transfer full; NULL after an error, which is shown. */
char *eta_kept_catalog_new (EtaWindow *window, GPtrArray *ids);

G_END_DECLS
