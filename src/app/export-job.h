/* Writing a table of products, off the main thread. */
#pragma once

#include "app/window.h"
#include "catalog/table-file.h"

G_BEGIN_DECLS

/* OPTIONS: rows, parts, languages; their values are copied. PATH: the table. PHOTOS: where the
 * photos go (a folder or FILE.zip), or NULL. Then a toast says where it is. */
void eta_export_job_start (EtaWindow *window,
                           const char *path,
                           const char *photos,
                           const EtaExportOptions *options);

G_END_DECLS
