/* The one place that opens message dialogs (AdwMessageDialog, which later libadwaita deprecates).
 * Used for what cannot be undone or must be decided; everything else is a toast. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* CHOICE: the id of the button pressed, "close" when the dialog was dismissed. */
typedef void (*EtaAskDone) (const char *choice, gpointer data);

/* BUTTONS: id, label, id, label, …, NULL; the last is the suggested one unless its id is "destroy".
 */
void eta_ask (GtkWidget *owner,
              const char *heading,
              const char *body,
              const char *const *buttons,
              EtaAskDone done,
              gpointer data);
/* A sentence that must be read, with “Close”. */
void eta_tell (GtkWidget *owner, const char *heading, const char *body);

G_END_DECLS
