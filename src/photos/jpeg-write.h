/* Writes JPEGs: baseline, JFIF, 4:2:0, no metadata. The same input gives the same bytes.
 * Private to photos. Any thread. */
#pragma once

#include "photos/planes.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Encodes a grey picture, or a YCC one with a chroma step of 2. The padding right of its planes is
 * written to. NAME stands in the messages; NULL with ERROR set when cancelled or out of memory. */
GBytes *eta_jpeg_write (
    EtaPlanes *planes, int quality, const char *name, GCancellable *cancellable, GError **error);

/* The same picture, coefficient for coefficient, with every marker dropped that does not describe
 * the coding. NULL when it cannot be coded so (then encode it) or when cancelled. */
GBytes *eta_jpeg_strip (GBytes *jpeg, GCancellable *cancellable);

/* Whether each of the 64 steps (in natural order) is at least as coarse as those of QUALITY. */
gboolean eta_jpeg_quant_is_no_finer (const guint16 steps[64], gboolean is_chroma, int quality);

G_END_DECLS
