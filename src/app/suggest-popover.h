/* A list beneath an entry of what may be meant while one types (catalog/suggest.h). Down and Up
 * choose, Enter takes, Escape closes the list alone; a click takes as well. The focus never leaves
 * the entry, so that it is not stored meanwhile. */
#pragma once

#include "catalog/fields.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _EtaSuggestPopover EtaSuggestPopover;

/* VALUE was taken; the entry still holds what was typed. */
typedef void (*EtaSuggestTaken) (const char *value, gpointer data);

/* For ENTRY, with which it is freed. FIELD has suggestions (eta_suggest_has). */
EtaSuggestPopover *eta_suggest_popover_new (GtkWidget *entry,
                                            const EtaField *field,
                                            EtaSuggestTaken taken,
                                            gpointer data);
/* After the user has typed: shows what fits, or nothing. */
void eta_suggest_popover_update (EtaSuggestPopover *self);
/* Closes the list. */
void eta_suggest_popover_close (EtaSuggestPopover *self);

G_END_DECLS
