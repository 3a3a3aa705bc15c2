/* The catalog as a file: looked at before SQLite touches it, made whole or not at all. Inside the
 * store. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads the header only. Errors: NOT_FOUND, INPUT (a folder, empty, a picture, another program's
 * database), READ_ONLY (no right to read). *VERSION: user_version as the main file has it; a
 * journal beside it may know a higher one. */
gboolean eta_file_examine (const char *path, guint32 *version, GError **error);
/* READ_ONLY when the file or its folder cannot be written to (a journal lies beside the file). */
gboolean eta_file_is_writable (const char *path, GError **error);
/* A new catalog without products, made under another name and renamed. Whoever comes second finds
 * the first one's file. */
gboolean eta_file_create (const char *path, GError **error);
/* Whether PATH lies on a network or FUSE file system, where the shared memory of a WAL is not safe.
 */
gboolean eta_file_is_far (const char *path);
/* "X before upgrade v1.etalasedb", or with " (2)" … when that is there. Transfer full. */
char *eta_file_copy_name (const char *path, gint64 version);
/* fsync of the folder that PATH lies in, so that a rename survives a power cut. */
void eta_file_sync_folder (const char *path);

G_END_DECLS
