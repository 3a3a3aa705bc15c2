/* The backup that is written by itself: after a catalog is opened and then once a day, in a worker
 * that nobody has to wait for. Its failure is told, with what to do about it. */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* "win.backup-now" (today's anew) and "win.backup-problem"; from the window's class_init. */
void eta_daily_backup_install (GtkWidgetClass *window_class);
/* Goes with the window's session: after it was opened, changed or closed. Not for a catalog that
 * can only be looked at, nor for the sample. */
void eta_daily_backup_watch (EtaWindow *window);

/* Where backups lie: as the preferences say, else with the user's other data on this computer.
 * Transfer full. */
char *eta_daily_backup_folder (void);

/* WRITTEN: path, or NULL with ERROR. On the main thread, once; never when WINDOW is gone. */
typedef void (*EtaDailyBackupDone) (const char *written, const GError *error, gpointer data);
/* Writes today's anew. FALSE when no catalog is open that could be backed up, or one is being
 * written. OWNER keeps DATA meaningful. */
gboolean
eta_daily_backup_now (EtaWindow *window, GObject *owner, EtaDailyBackupDone done, gpointer data);

G_END_DECLS
