#include "photos/refusal.h"
#include "photos/error.h"
#include "photos/intake.h"

#include <glib/gi18n-lib.h>

void
eta_refuse_incomplete (const char *name, GError **error)
{
  g_set_error (
      error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_INCOMPLETE,
      _ ("The photo “%s” is incomplete or damaged. Copy it from the camera or phone again."), name);
}

void
eta_refuse_no_memory (const char *name, GError **error)
{
  g_set_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_TOO_LARGE,
               _ ("There is not enough memory for the photo “%s”. Close other programs, or save it "
                  "smaller, and add it again."),
               name);
}

void
eta_refuse_pixels (const char *name, GError **error)
{
  g_set_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_TOO_LARGE,
               _ ("The photo “%s” has more than %d megapixels. Save it smaller, then add that."),
               name, ETA_INTAKE_MAX_PIXELS / 1000000);
}

void
eta_refuse_bytes (const char *name, GError **error)
{
  g_set_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_TOO_LARGE,
               _ ("The file “%s” is larger than %d MB. Save it smaller, then add that."), name,
               ETA_INTAKE_MAX_BYTES / 1000000);
}

void
eta_refuse_unknown (const char *name, GError **error)
{
  g_set_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_NOT_PICTURE,
               _ ("“%s” is not a picture. Choose a JPEG, PNG, WebP or HEIC file."), name);
}

void
eta_refuse_no_loader (const char *name, const char *label, const char *package, GError **error)
{
  if (package != NULL)
    g_set_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_NO_LOADER,
                 _ ("“%s” is a %s picture, which this computer cannot read yet. Install the "
                    "package “%s” and add it again, or save it as JPEG."),
                 name, label, package);
  else
    g_set_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_NO_LOADER,
                 _ ("“%s” is a %s picture, which this computer cannot read. Save it as JPEG, then "
                    "add that."),
                 name, label);
}
