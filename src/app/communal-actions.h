/* "win.communal": communal listings, and the selected products into one. */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* From the window's class_init. */
void eta_communal_actions_install (GtkWidgetClass *window_class);

G_END_DECLS
