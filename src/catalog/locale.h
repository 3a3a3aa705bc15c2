/* The program's own words: where the message catalogs are, for the window and the command line. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* setlocale from the environment, then binds the text domain to the installed catalogs, or to those
 * of the build folder when the program runs from there. Once, before other threads. LC_NUMERIC is
 * the user's, so never printf or strtod data. */
void eta_locale_init (void);
/* Does this program run from its build folder? */
gboolean eta_locale_uninstalled (void);

G_END_DECLS
