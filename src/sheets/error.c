#include "sheets/error.h"

G_DEFINE_QUARK (eta - sheets - error - quark, eta_sheets_error)
