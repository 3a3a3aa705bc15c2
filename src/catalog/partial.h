/* A file that is being written and will be renamed into its place: hidden, beside its place, and
 * locked by its writer (flock), so that what a killed program left behind can be told from what
 * another one is writing now, and is removed by the next that writes there. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes ".etalase-1a2b3c4d.partial" beside PATH, for reading and writing, and removes what lies
 * there abandoned. *TEMPORARY (transfer full) is its path. -1 with errno on failure. */
int eta_partial_open (const char *path, char **temporary);
/* The same for a folder: the descriptor holds its lock until it is closed. */
int eta_partial_make_folder (const char *path, char **temporary);
/* Removes what killed programs left in FOLDER. Never what is being written, nor other files. */
void eta_partial_sweep (const char *folder);
/* Removes a partial file, with the journals that SQLite puts beside it, or a partial folder with
 * what is in it. */
void eta_partial_remove (const char *temporary);

G_END_DECLS
