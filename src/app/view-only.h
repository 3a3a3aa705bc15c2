/* A catalog that can only be looked at: what edits it is greyed out. */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* EDITOR (a field, a list of lines, a strip of photos) is insensitive while the catalog of its
 * window is “view only”. Once, from its init. */
void eta_view_only_follow (GtkWidget *editor);
/* The actions of WINDOW that write to the catalog: after the session has changed. */
void eta_view_only_refresh (EtaWindow *window);

G_END_DECLS
