/* The markets that this catalog looks at, kept in the catalog file; and the button to choose them.
 */
#pragma once

#include "app/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Never empty. NULL-terminated, transfer full. */
char **eta_ready_markets (EtaStore *store);

/* Called after the choice has been stored. */
typedef void (*EtaReadyMarketsChanged) (gpointer data);
/* A menu button with a check for each market. */
GtkWidget *eta_ready_markets_button_new (EtaReadyMarketsChanged changed, gpointer data);
/* SESSION may be NULL; it is kept. */
void eta_ready_markets_button_set_session (GtkWidget *button, EtaSession *session);

G_END_DECLS
