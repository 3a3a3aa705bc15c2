/* A file that is there whole or not at all: written beside its place under another name, synced to
 * the disk, renamed. */
#pragma once

#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS

typedef struct _EtaWholeFile EtaWholeFile;

/* Errors: INPUT (the folder is missing or cannot be written to), FULL, FAILED. */
EtaWholeFile *eta_whole_file_new (const char *path, GError **error);
/* What to write to; errors of writing are told by eta_whole_file_commit. Borrowed. */
FILE *eta_whole_file_stream (EtaWholeFile *file);
/* Puts the file in its place, over what was there. FALSE, with what was there before left as it
 * was, when anything failed since it was opened. Frees FILE either way. */
gboolean eta_whole_file_commit (EtaWholeFile *file, GError **error);
/* Nothing has happened. NULL is allowed. */
void eta_whole_file_abort (EtaWholeFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaWholeFile, eta_whole_file_abort)

G_END_DECLS
