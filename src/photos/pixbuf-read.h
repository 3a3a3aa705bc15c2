/* Reads what is no JPEG, through gdk-pixbuf's loaders. Private to photos. Any thread. */
#pragma once

#include "photos/kind.h"
#include "photos/placing.h"
#include "photos/planes.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/* Decodes the (first) picture in BYTES, which is of KIND and no JPEG. One of more than
 * ETA_INTAKE_MAX_PIXELS is refused before it is decoded. NAME stands in the messages. */
GdkPixbuf *eta_pixbuf_load (GBytes *bytes,
                            const EtaKind *kind,
                            const char *name,
                            GCancellable *cancellable,
                            GError **error);

/* How it still has to be turned (Exif, 1 to 8), after what its loader has turned already. */
int eta_pixbuf_orientation (GdkPixbuf *pixbuf, const EtaKind *kind, GBytes *bytes);
/* Its ICC profile, transfer full, or NULL. */
GBytes *eta_pixbuf_profile (GdkPixbuf *pixbuf);

/* Scales and turns it into OUT (RGB; initialised here), laid on white where it is transparent. */
gboolean eta_pixbuf_place (GdkPixbuf *pixbuf,
                           const EtaPlacing *placing,
                           const char *name,
                           EtaPlanes *out,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
