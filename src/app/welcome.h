/* First start: three doors, nothing else. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_WELCOME (eta_welcome_get_type ())
G_DECLARE_FINAL_TYPE (EtaWelcome, eta_welcome, ETA, WELCOME, AdwBin)

/* Signals: "start" (const char *name, const char *place), "open" (), "sample" (). */

/* Back to the three doors, fields emptied. */
void eta_welcome_reset (EtaWelcome *self);

G_END_DECLS
