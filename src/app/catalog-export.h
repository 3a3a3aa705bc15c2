/* A kept catalog to PDF files, all its languages in one press, and to the printer. */
#pragma once

#include "app/window.h"
#include "catalog/collection.h"

G_BEGIN_DECLS

/* One file for each language of COLLECTION into Documents/Etalase/Catalogs, as a job with progress
 * and cancel; its end is a toast that opens the file or its folder. */
void eta_catalog_export (EtaWindow *window, const EtaCollection *collection);
/* The printer dialog for the catalog in LANG, at 100 % on the paper of the catalog. */
void eta_catalog_print (EtaWindow *window, const EtaCollection *collection, const char *lang);

G_END_DECLS
