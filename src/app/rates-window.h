/* Exchange rates of the catalog: a table of rates with source and day; type one, fetch those of the
 * European Central Bank, take the pegs of the Gulf currencies, remove one. */
#pragma once

#include "app/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_RATES_WINDOW (eta_rates_window_get_type ())
G_DECLARE_FINAL_TYPE (EtaRatesWindow, eta_rates_window, ETA, RATES_WINDOW, AdwWindow)

/* Adds "win.rates" to the class of the main window: opens this one. */
void eta_rates_window_install (GtkWidgetClass *window_class);

/* What a price is about in the currency chosen for that (or in rupiah when it is that one), as a
 * sentence to stand beneath it; NULL when none is chosen or there is no rate. Transfer full. */
char *eta_rates_gloss (EtaSession *session, gint64 minor, const char *currency);

/* The currency that sheets print beneath prices, too, or NULL when they shall not. Transfer full.
 */
char *eta_rates_on_sheets (void);

G_END_DECLS
