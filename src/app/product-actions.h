/* What is done to products from the window: new, duplicate, trash. */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

void eta_product_actions_install (GtkWidgetClass *window_class);

G_END_DECLS
