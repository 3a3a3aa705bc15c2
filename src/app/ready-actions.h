/* What the board does beside showing: checklists on paper, papers that end as calendar file and
 * reminder, newer rules. */
#pragma once

#include "app/window.h"

G_BEGIN_DECLS

/* KIND: "producer", "shipping", "buyer". ROWS: the selected products (gint64); empty: all of the
 * catalog. MARKET NULL: all chosen markets. PDF in the language of the window. */
void
eta_ready_print_checklist (EtaWindow *window, const char *kind, GArray *rows, const char *market);
/* Asks where to, writes the .ics file. */
void eta_ready_export_calendar (EtaWindow *window);
/* Asks for a file of rules; DONE with DATA after it was taken. */
void eta_ready_update_rules (GtkWidget *owner, void (*done) (gpointer data), gpointer data);
/* A quiet toast where papers end within 90 days or have ended; looked up by a worker after the
 * catalog was opened. */
void eta_ready_remind (EtaWindow *window);

G_END_DECLS
