/* What the window does with tables of products: in and out. */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* "win.import", "win.export" …; from the window's class_init. */
void eta_table_actions_install (GtkWidgetClass *window_class);
/* Files that were dropped on the products: when there is a table among them, the import dialog
 * takes them all. FALSE when there is none. */
gboolean eta_table_actions_drop (EtaWindow *window, GListModel *files);

G_END_DECLS
