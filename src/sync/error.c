#include "sync/error.h"

G_DEFINE_QUARK (eta - sync - error - quark, eta_sync_error)
