/* The preferences: language, photos, what new prices and sheets begin with. Stored at once
 * (GSettings). */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_PREFERENCES (eta_preferences_get_type ())
G_DECLARE_FINAL_TYPE (EtaPreferences, eta_preferences, ETA, PREFERENCES, AdwWindow)

EtaPreferences *eta_preferences_new (GtkWindow *parent);

G_END_DECLS
