/* Backing up to a file and restoring, as actions of the window. */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* "win.backup", "win.restore", "win.open-path" (s); from the window's class_init. */
void eta_backup_actions_install (GtkWidgetClass *window_class);

G_END_DECLS
