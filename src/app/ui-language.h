/* The language of the window: the one chosen in the preferences, else the system's. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Before GTK starts: takes CHOSEN ("id", "en", "ar"; "" or NULL: the system's), sets the locale,
 * the message catalog and the text direction. */
void eta_ui_language_init (const char *chosen);
/* "id", "en" or "ar"; another system language gives "en". Static. */
const char *eta_ui_language (void);

G_END_DECLS
