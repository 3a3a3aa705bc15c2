/* The papers that end within 90 days or have ended, behind a button with their number; a press on
 * one leads to its product. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Hidden until something ends. OPEN is called with DATA and the product's UUID. */
typedef void (*EtaReadyOpen) (const char *product_id, gpointer data);
GtkWidget *eta_ready_endings_new (EtaReadyOpen open, gpointer data);
/* ENDINGS: array of EtaEnding, soonest first. */
void eta_ready_endings_show (GtkWidget *button, GPtrArray *endings);

G_END_DECLS
