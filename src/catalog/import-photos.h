/* Photos that a table names: found, and taken into the album before anything is written to the
 * catalog. Inside the import (catalog/table-file.h). */
#pragma once

#include "catalog/table-file.h"

G_BEGIN_DECLS

typedef struct _EtaImportPhotos EtaImportPhotos;

/* FOLDER: where the files lie. */
EtaImportPhotos *eta_import_photos_new (const char *folder, const EtaImportOptions *options);
void eta_import_photos_free (EtaImportPhotos *photos);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaImportPhotos, eta_import_photos_free)

/* How many photos a cell names. */
guint eta_import_photos_count (const char *cell);
/* Takes in what CELL names; what cannot be is remembered and told by eta_import_photos_add. */
void eta_import_photos_take (EtaImportPhotos *photos, const char *cell);
/* Adds the photos of CELL that PRODUCT lacks. Returns how many. Each one that could not be had is
 * told as a sentence in REMARKS (char *). With dry_run nothing is added, only counted. */
guint eta_import_photos_add (EtaImportPhotos *photos,
                             const char *cell,
                             EtaProduct *product,
                             GPtrArray *remarks);

G_END_DECLS
