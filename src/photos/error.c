#include "photos/error.h"

G_DEFINE_QUARK (eta - photos - error - quark, eta_photos_error)
