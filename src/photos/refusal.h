/* The sentences with which pictures are refused, each in one place. NAME is the file's name as the
 * user knows it. Private to photos. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The data ends early or makes no sense. */
void eta_refuse_incomplete (const char *name, GError **error);
/* It does not fit into memory. */
void eta_refuse_no_memory (const char *name, GError **error);
/* ETA_INTAKE_MAX_PIXELS, ETA_INTAKE_MAX_BYTES. */
void eta_refuse_pixels (const char *name, GError **error);
void eta_refuse_bytes (const char *name, GError **error);
/* Nothing that we know. */
void eta_refuse_unknown (const char *name, GError **error);
/* A picture of format LABEL, which no loader on this computer reads; PACKAGE has one, or NULL. */
void
eta_refuse_no_loader (const char *name, const char *label, const char *package, GError **error);

G_END_DECLS
