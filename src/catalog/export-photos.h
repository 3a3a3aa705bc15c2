/* Photos that go along with a table: as files of a folder, or in a ZIP file. Inside the export
 * (catalog/table-file.h). */
#pragma once

#include "catalog/table-file.h"

G_BEGIN_DECLS

/* PHOTOS: a set of SHA-256. Writes to OPTIONS->photos; one that is nowhere is passed over. A file
 * that is there already is not written again; a ZIP file is there whole or not at all. */
gboolean eta_export_photos (GHashTable *photos, const EtaExportOptions *options, GError **error);

G_END_DECLS
