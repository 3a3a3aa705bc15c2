/* Opening a file, whatever state it is in: a locked catalog is waited for without freezing the
 * window, one that cannot be written to is opened as “view only”, for a damaged one the newest good
 * backup is offered, a backup is restored. */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* Any file of ours, by its ending: a catalog, a backup, a package. What is being typed is stored
 * first; while that cannot be, nothing is opened. */
void eta_opening_file (EtaWindow *window, const char *path);
/* Whether opening PATH changes which catalog is open: not so for a package or a backup. */
gboolean eta_opening_is_catalog (const char *path);
/* After eta_session_open could not open PATH. TRUE when it is open nevertheless (to be looked at).
 */
gboolean
eta_opening_failed (EtaWindow *window, const char *path, EtaStoreFlags flags, const GError *error);
/* An edit waited for another program in vain: try again, keep editing, or look only. */
void eta_opening_edit_locked (EtaWindow *window);

/* "win.editable-copy"; from the window's class_init. */
void eta_opening_install (GtkWidgetClass *window_class);
/* What is to be said of the catalog that was just opened, at the foot of the window. */
void eta_opening_show_notice (EtaWindow *window);

G_END_DECLS
