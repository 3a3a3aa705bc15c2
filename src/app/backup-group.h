/* The preferences about backups: the folder, how many are kept, the last one, and “Back up now”. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_BACKUP_GROUP (eta_backup_group_get_type ())
G_DECLARE_FINAL_TYPE (EtaBackupGroup, eta_backup_group, ETA, BACKUP_GROUP, AdwPreferencesGroup)

G_END_DECLS
