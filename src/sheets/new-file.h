/* A file that appears whole or not at all: it is written beside its place, seen to the disk, and
 * then takes the place of an older one. Private to sheets. One thread at a time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _EtaNewFile EtaNewFile;

/* Fails with ETA_SHEETS_ERROR (FULL, FILE), naming PATH. */
EtaNewFile *eta_new_file_open (const char *path, GError **error);
/* FALSE when it failed; eta_new_file_check then tells why. Buffered. */
gboolean eta_new_file_write (EtaNewFile *file, const void *data, gsize size);
/* Bytes written so far. */
gint64 eta_new_file_size (const EtaNewFile *file);
/* Writes out what is buffered. Fails with what went wrong in any write so far. */
gboolean eta_new_file_flush (EtaNewFile *file, GError **error);
/* The file itself, for reading back what was flushed. */
int eta_new_file_fd (const EtaNewFile *file);
/* Puts the file in its place. */
gboolean eta_new_file_commit (EtaNewFile *file, GError **error);
/* Without a commit before, nothing is left behind. */
void eta_new_file_free (EtaNewFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaNewFile, eta_new_file_free)

G_END_DECLS
