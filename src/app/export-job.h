/* Writing a table of products, off the main thread. */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* Asks where to, and writes all products. */
void eta_export_ask (EtaWindow *window);

G_END_DECLS
