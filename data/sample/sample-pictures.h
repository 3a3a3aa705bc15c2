/* The drawn pictures of the sample catalog, embedded in the programs that fill it in. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The JPEG of a picture, "kopi-ar-250-1"; transfer full, NULL if there is none of that name. The
 * EtaPictureLookup that catalog/sample.h asks for. */
GBytes *eta_sample_picture (const char *name);

G_END_DECLS
