/* Reads a picture's file into memory, within bounds. Private to photos. Any thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The name of FILE as the user knows it; newly allocated. */
char *eta_picture_file_name (GFile *file);
/* Its content. Fails with a sentence when it is no ordinary file (a folder, a device that never
 * ends), larger than ETA_INTAKE_MAX_BYTES, or cannot be read. */
GBytes *eta_picture_file_read (GFile *file, GCancellable *cancellable, GError **error);

G_END_DECLS
