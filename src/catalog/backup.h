/* A backup is one ZIP file with the database (made by VACUUM INTO, so that nothing of the WAL is
 * lost) and every photo. */
#pragma once

#include "catalog/store.h"

G_BEGIN_DECLS

/* Written as PATH.partial, checked (integrity_check on the copy, hashes of the photos), renamed. */
gboolean
eta_backup_write (EtaStore *store, const char *path, GCancellable *cancellable, GError **error);
/* Unpacks to temporary names beside CATALOG_PATH, checks, and only then renames; an existing
 * catalog is kept as "NAME before restore DATE". */
gboolean eta_backup_restore (const char *path,
                             const char *catalog_path,
                             GCancellable *cancellable,
                             GError **error);
/* The daily copy: writes "NAME-YYYY-MM-DD.etalasebackup" into FOLDER unless today's is there, then
 * keeps the newest KEEP. *WRITTEN says whether it wrote. */
gboolean eta_backup_daily (
    EtaStore *store, const char *folder, guint keep, gboolean *written, GError **error);
/* The newest backup in FOLDER for this catalog that is sound, or NULL. Transfer full. */
char *eta_backup_newest_good (const char *folder, const char *catalog_path);

G_END_DECLS
