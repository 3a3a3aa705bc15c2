/* What can go wrong with photos, each code something the caller does differently.
 * A cancelled job fails with G_IO_ERROR_CANCELLED instead, as everywhere in GIO. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ETA_PHOTOS_ERROR (eta_photos_error_quark ())
GQuark eta_photos_error_quark (void);

typedef enum {
  ETA_PHOTOS_ERROR_NOT_PICTURE, /* no picture, or a kind we do not read: tell, go on with the rest
                                 */
  ETA_PHOTOS_ERROR_NO_LOADER,  /* the picture is fine, a package is missing: the message names it */
  ETA_PHOTOS_ERROR_INCOMPLETE, /* cut off or damaged: copy it again from where it came */
  ETA_PHOTOS_ERROR_TOO_LARGE,  /* over the limit of megapixels or megabytes */
  ETA_PHOTOS_ERROR_FILE,       /* the file cannot be read: gone, a folder, no permission */
  ETA_PHOTOS_ERROR_FULL,       /* no room for the album: nothing half-done stays, free some space */
  ETA_PHOTOS_ERROR_ALBUM,      /* the album's folder cannot be used: read-only, not a folder */
} EtaPhotosError;

G_END_DECLS
