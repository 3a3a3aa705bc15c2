/* Rows of the marketplace page: what a sync would do, and what it did. */
#pragma once

#include "sync/run.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Fills BOX (a list box) with PLAN; choices of the user are written into PLAN, which must outlive
 * the rows. */
void eta_market_rows_plan (GtkListBox *box, EtaPlan *plan);
void eta_market_rows_clear (GtkListBox *box);
void eta_market_rows_report (GtkListBox *box, const EtaSyncReport *report);
/* “3 new, 2 changed, 1 conflict, 5 photos; 7 are up to date.” Transfer full. */
char *eta_market_plan_text (const EtaPlan *plan);

G_END_DECLS
