/* What a screen reader says of the buttons that show a picture alone: their tooltip. GTK takes no
 * tooltip for a name, and a name of its own beside each tooltip in every .ui file would be
 * forgotten in one of them. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For the whole program, once, at its start. */
void eta_spoken_names_init (void);

/* Names the row or cell that CHILD, a GtkListItem's, stands in: it is what takes the focus. To be
 * called when the item is bound. DESCRIPTION may be NULL. (From GTK 4.12 on a GtkListItem can be
 * named itself.) */
void eta_spoken_name_item (GtkWidget *child, const char *name, const char *description);
/* The same for the row of a column view in which CHILD's cell stands. */
void eta_spoken_name_row (GtkWidget *child, const char *name);

G_END_DECLS
