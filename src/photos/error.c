#include "photos/error.h"

GQuark
eta_photos_error_quark (void)
{
  return g_quark_from_static_string ("eta-photos-error-quark");
}
