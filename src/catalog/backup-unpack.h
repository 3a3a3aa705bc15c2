/* Reads a backup: what may come out of it, how big, and whether it is what it says. Inside backup.
 *
 * The archive may come from anybody. Nothing is written under a name that stands in it: entries are
 * either the catalog, or a photo whose path is built here from the 64 hex digits in its name. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ETA_BACKUP_CATALOG "catalog.etalasedb"
#define ETA_BACKUP_ABOUT "about.json"
#define ETA_BACKUP_SUFFIX ".etalasebackup"

/* Files of the album under one hash: the photo "abc….jpg" or an attached PDF, whose contents have
 * that hash, then the photo's thumbnail and original. */
extern const char *const eta_backup_endings[]; /* NULL-terminated */
#define ETA_BACKUP_CONTENTS 2                  /* the first so many are named by their content */

/* Unpacks the database to DB_PATH and the photos into the folder ALBUM (NULL: looked at only), and
 * checks both. On error what was written stays for the caller to remove. Errors: INPUT (no backup,
 * or one that was tampered with), NEWER, DAMAGED, FULL, G_IO_ERROR_CANCELLED. */
gboolean eta_backup_unpack (const char *path,
                            const char *db_path,
                            const char *album,
                            GCancellable *cancellable,
                            GError **error);
/* integrity_check of the database at PATH; NAME stands in the message. */
gboolean eta_backup_is_sound (const char *path, const char *name, GError **error);
/* Sets *ERROR from errno ERROR_NUMBER while writing FILE. Always FALSE. */
gboolean eta_backup_write_failed (const char *file, int error_number, GError **error);

G_END_DECLS
