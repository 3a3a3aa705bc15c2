/* Packages in the window: opening one that was sent (from the menu, the welcome page, the file
 * manager, a drop), and sending products as one. */
#pragma once

#include "app/welcome.h"
#include "app/window.h"

G_BEGIN_DECLS

/* "win.open-package" and "win.send-package"; from the window's class_init. */
void eta_package_actions_install (GtkWidgetClass *window_class);
/* The door, and what is dropped on the window; from the window's init. */
void eta_package_actions_connect (EtaWindow *window, EtaWelcome *welcome);

/* Whether PATH ends as packages do. */
gboolean eta_package_is_named (const char *path);
/* Reads the package and shows what it would bring. Without an open catalog it first asks where the
 * new one shall be. */
void eta_package_open_in (EtaWindow *window, const char *path);
/* The same into a new catalog at CATALOG, without asking. */
void eta_package_open_new (EtaWindow *window, const char *path, const char *catalog);
/* Opens the first of FILES (GFile) when it is a package. FALSE: it is none. */
gboolean eta_package_take_files (EtaWindow *window, GListModel *files);
/* Writes the products (UUIDs; NULL: all) to PATH. */
void eta_package_send_to (EtaWindow *window, GPtrArray *ids, const char *path);

G_END_DECLS
