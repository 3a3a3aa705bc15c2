/* Printing from the window: sheets as PDF in any languages at once, cards, and the printer. */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

void eta_print_actions_install (GtkWidgetClass *window_class);

G_END_DECLS
