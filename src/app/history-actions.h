/* Undo, redo and what was done before, as actions of the window. */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* "win.undo", "win.redo", "win.history", "win.product-history"; from the window's class_init. */
void eta_history_actions_install (GtkWidgetClass *window_class);
/* Which of them can be done now: after the session or its history has changed. */
void eta_history_actions_refresh (EtaWindow *window);

G_END_DECLS
