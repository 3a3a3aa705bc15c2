/* A sheet on the printer, by the painter that makes the PDF: paper A4 whatever the locale says, 100
 * %. */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

void eta_printer_print (EtaWindow *window, const char *product_id, const char *lang);

G_END_DECLS
