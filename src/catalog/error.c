#include "catalog/error.h"

G_DEFINE_QUARK (eta - catalog - error - quark, eta_catalog_error)
