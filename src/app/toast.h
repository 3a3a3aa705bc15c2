/* A toast whose text is taken as it is: no markup, and right when mirrored. */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* LABEL and ACTION (a detailed action name) of the button may be NULL. Transfer full. */
AdwToast *eta_toast_new (const char *text, const char *label, const char *action);
/* What comes after a file was written at PATH, or was not: “Written: x.pdf” [Show in folder], or
 * ERROR. */
void eta_toast_written (EtaWindow *window, const char *path, const GError *error);

G_END_DECLS
