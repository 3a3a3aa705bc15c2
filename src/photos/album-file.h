/* Files of the album: whole or not there. Private to photos. Any thread, several programs. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes FOLDER and in it the folder for SHA256, durably. */
gboolean eta_album_file_make_folders (const char *folder, const char *sha256, GError **error);

/* Puts BYTES at PATH by way of a temporary file beside it, and sees it to the disk. A file with
 * that content stays; only its time is renewed. FOLDER stands in the messages. */
gboolean eta_album_file_store (const char *path, GBytes *bytes, const char *folder, GError **error);

/* Whether NAME is that of a temporary file, which only a crash leaves behind. */
gboolean eta_album_file_is_leftover (const char *name);

G_END_DECLS
