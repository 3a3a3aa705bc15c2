/* A toast whose text is taken as it is: no markup, and right when mirrored. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* LABEL and ACTION (a detailed action name) of the button may be NULL. Transfer full. */
AdwToast *eta_toast_new (const char *text, const char *label, const char *action);

G_END_DECLS
