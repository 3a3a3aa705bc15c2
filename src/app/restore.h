/* Bringing a catalog back from a backup. What is there is kept beside it until, and after, the
 * backup has been found good. */
#pragma once

#include "app/window.h"
#include "catalog/backup-daily.h"

G_BEGIN_DECLS

/* CATALOG_PATH as it is in BACKUP. When it is the open catalog, it is closed meanwhile and opened
 * again afterwards, whatever came of it. */
void eta_restore_start (EtaWindow *window, const char *backup, const char *catalog_path);
/* A backup that somebody gave, or double-clicked: into a catalog of its own, or in place of the
 * open one, as the user says. */
void eta_restore_file (EtaWindow *window, const char *backup);
/* CATALOG_PATH cannot be read, ERROR says why: offers the newest good daily backup, and says what
 * is not in it. Without one, ERROR is told. */
void eta_restore_rescue (EtaWindow *window, const char *catalog_path, const GError *error);
/* “14 products · 12.3 MB”. Transfer full. */
char *eta_restore_describe (const EtaBackupAbout *about);

G_END_DECLS
