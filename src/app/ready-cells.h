/* What the board is made of: the sign and words of a cell, and the counts of a market. */
#pragma once

#include "ready/board.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_READY_CELL (eta_ready_cell_get_type ())
G_DECLARE_FINAL_TYPE (EtaReadyCell, eta_ready_cell, ETA, READY_CELL, GtkButton)

/* A button: a sign, a colour and words, never the colour alone. */
GtkWidget *eta_ready_cell_new (void);
/* CELL NULL: nothing is known yet. MARKET: its name, for those who hear it. */
void eta_ready_cell_show (EtaReadyCell *self, const EtaCell *cell, const char *market);

/* "Germany" with how many products are in each state; a toggle. NAME: of the market. */
GtkWidget *eta_ready_counts_new (const char *name, const guint counts[4], guint total);
/* The word of a state: "Ready", "Unknown", "Missing", "Blocked". Borrowed. */
const char *eta_ready_cell_word (EtaCellState state);

G_END_DECLS
