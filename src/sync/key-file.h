/* The key of a marketplace in a file of its own: for scripts and servers without a keyring. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The first line of FILE that is not empty, trimmed; a line "NAME=VALUE" gives VALUE. *WARNING (may
 * be NULL) gets a sentence when others than its owner can read the file. Errors:
 * ETA_SYNC_ERROR_INPUT, naming the file. Transfer full; free with eta_key_free. */
char *eta_key_file_read (const char *path, char **warning, GError **error);

/* Overwrites, then frees. NULL is allowed. */
void eta_key_free (char *key);

G_END_DECLS
