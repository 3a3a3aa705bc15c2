/* What the window does with a whole catalog: start, open, sample. */
#pragma once

#include "app/welcome.h"
#include "app/window.h"

G_BEGIN_DECLS

/* The "win.…" actions; from the window's class_init. */
void eta_catalog_actions_install (GtkWidgetClass *window_class);
/* The three doors; from the window's init. */
void eta_catalog_actions_connect (EtaWindow *window, EtaWelcome *welcome);

G_END_DECLS
