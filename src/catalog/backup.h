/* A backup is one ZIP file with a few words about it, the database (made by VACUUM INTO, so that
 * nothing of the WAL is lost) and every photo. */
#pragma once

#include "catalog/store.h"

G_BEGIN_DECLS

/* Written beside PATH under another name, checked (integrity_check on the copy, hashes of the
 * photos), renamed. Photos that undo could bring back are in it, too; one that is missing or
 * damaged in the album is left out (eta_album_check names it). Other programs may write meanwhile;
 * not inside a step. For a worker. Errors: FULL, READ_ONLY (of the place it shall go to), DAMAGED,
 * G_IO_ERROR_CANCELLED. */
gboolean
eta_backup_write (EtaStore *store, const char *path, GCancellable *cancellable, GError **error);
/* Unpacks beside CATALOG_PATH, checks, and only then takes its place in one rename: whenever it is
 * killed, the catalog is the old one or the new one. An existing catalog is kept as "NAME before
 * restore DATE" with its photos (*KEPT, transfer full, may be NULL: its path; NULL when there was
 * none). No store may have it open (LOCKED otherwise). A file from anybody may be given: INPUT when
 * it is no backup or was tampered with, NEWER, DAMAGED, FULL; then nothing has changed. */
gboolean eta_backup_restore (const char *path,
                             const char *catalog_path,
                             char **kept,
                             GCancellable *cancellable,
                             GError **error);
/* A copy of the catalog at CATALOG_PATH with its photos at PATH, which must not be there. For what
 * can only be looked at, whatever version it has. For a worker. Errors: EXISTS, DAMAGED, and as of
 * eta_backup_write. */
gboolean eta_backup_copy (const char *catalog_path,
                          const char *path,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
