/* What can go wrong with rules about markets. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ETA_READY_ERROR (eta_ready_error_quark ())
GQuark eta_ready_error_quark (void);

typedef enum {
  ETA_READY_ERROR_RULES, /* a rule file is wrong: the message names the file and the line */
} EtaReadyError;

G_END_DECLS
