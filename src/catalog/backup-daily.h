/* The backup that is written by itself once a day, and the list of those that there are.
 *
 * They lie in BASE, a folder for the backups of all catalogs, each catalog's in a folder of its own
 * ("toko 1a2b3c4d", after its name and its place): two catalogs of one name do not mix. */
#pragma once

#include "catalog/backup.h"

G_BEGIN_DECLS

typedef struct {
  char *path;
  char *catalog;   /* what it is a backup of: "toko.etalasedb"; NULL: not said in it */
  gint64 written;  /* UNIX time */
  gint64 size;     /* bytes */
  gint64 products; /* -1: not said in it */
} EtaBackupAbout;

void eta_backup_about_free (EtaBackupAbout *about);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaBackupAbout, eta_backup_about_free)

/* Writes today's backup ("NAME-YYYY-MM-DD.etalasebackup", the folders are made) unless it is there
 * and ANEW is FALSE, then keeps the newest KEEP. *WRITTEN (may be NULL, transfer full): its path,
 * or NULL when there was nothing to do. For a worker. Errors: as of eta_backup_write; a damaged
 * catalog (DAMAGED) removes none of the good ones. */
gboolean eta_backup_daily (EtaStore *store,
                           const char *base,
                           guint keep,
                           gboolean anew,
                           char **written,
                           GCancellable *cancellable,
                           GError **error);
/* Whether today's is there. */
gboolean eta_backup_has_today (const char *base, const char *catalog_path);
/* What a backup says of itself, without unpacking it; from the file's name and time when it says
 * nothing. NULL when PATH cannot be read as a backup at all. */
EtaBackupAbout *eta_backup_about (const char *path);
/* Newest first; CATALOG_PATH NULL: of all catalogs. Only what they say of themselves: restoring
 * checks them. Transfer full array of EtaBackupAbout. */
GPtrArray *eta_backup_list (const char *base, const char *catalog_path);
/* The newest backup of this catalog that is sound, or NULL. Unpacks: for a worker. Transfer full.
 */
EtaBackupAbout *eta_backup_newest_good (const char *base, const char *catalog_path);
/* Whether backups in FOLDER outlive the catalog: FALSE, with INPUT, when both lie on the same
 * network or cloud drive. FOLDER need not exist yet. */
gboolean eta_backup_folder_fits (const char *folder, const char *catalog_path, GError **error);

G_END_DECLS
