/* What stands in the ZIP files that we write and read: names that lead nowhere else, photos under
 * the SHA-256 of their content. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ETA_ZIP_PHOTOS "photos"

/* Relative, without "..", back slash, colon or control characters. */
gboolean eta_zip_name_is_plain (const char *name);
/* 64 lower-case hex digits. */
gboolean eta_zip_is_hash (const char *text);
/* "photos/ab/abcdef….jpg" → where in NAME its 64 digits are and what follows them, or FALSE. */
gboolean eta_zip_name_is_photo (const char *name, const char **hash, const char **ending);

/* The endings of files that are named by their content: photos, and attached PDFs. NULL-terminated.
 */
extern const char *const eta_zip_contents[];

G_END_DECLS
