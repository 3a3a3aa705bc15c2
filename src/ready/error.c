#include "ready/error.h"

G_DEFINE_QUARK (eta - ready - error - quark, eta_ready_error)
