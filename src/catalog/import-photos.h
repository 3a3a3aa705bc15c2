/* Photos of the rows of a table: found by the names in a cell, or by the item code in the names of
 * the files, and taken into the album before anything is written to the catalog. Inside the import
 * (catalog/table-file.h). */
#pragma once

#include "catalog/table-file.h"

G_BEGIN_DECLS

typedef struct _EtaImportPhotos EtaImportPhotos;

/* OPTIONS->photo_source, or, when that is NULL, FOLDER, which is only looked into when a cell names
 * a photo. Fails when the source that was named cannot be read. */
EtaImportPhotos *
eta_import_photos_new (const char *folder, const EtaImportOptions *options, GError **error);
void eta_import_photos_free (EtaImportPhotos *photos);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaImportPhotos, eta_import_photos_free)

/* First all rows are told: does CELL name photos? They will be wanted then. */
gboolean eta_import_photos_want (EtaImportPhotos *photos, const char *cell);
/* A row (> 0) that names none gets the files that are named after its SKU or its NAME, when a
 * source was named. */
void
eta_import_photos_want_row (EtaImportPhotos *photos, guint row, const char *sku, const char *name);
/* Then the files are matched; returns how many are wanted. UNUSED (char *) gets the names of
 * those that belong to no row, when a source was named that is not the table's own folder. */
guint eta_import_photos_settle (EtaImportPhotos *photos, GPtrArray *unused);
/* Takes in the next one that is wanted; FALSE when there is none left. What cannot be taken is
 * remembered and told later. */
gboolean eta_import_photos_take (EtaImportPhotos *photos);

/* Adds the photos that CELL names, or those matched for ROW, and PRODUCT lacks. Returns how many.
 * Each one that could not be had is told as a sentence in REMARKS (char *). With dry_run nothing is
 * added, only counted. */
guint eta_import_photos_add (EtaImportPhotos *photos,
                             const char *cell,
                             EtaProduct *product,
                             GPtrArray *remarks);
guint eta_import_photos_add_row (EtaImportPhotos *photos,
                                 guint row,
                                 EtaProduct *product,
                                 GPtrArray *remarks);

G_END_DECLS
