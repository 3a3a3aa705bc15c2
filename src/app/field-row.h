/* One field of a form: its label with the unit, the right kind of control, a “?” that explains a
 * trade term, and the reason beneath when a value cannot be stored. The value is handed over when
 * the field is left, on Enter, or at a choice; an invalid value stays as typed. What can be meant
 * is offered: by a button beside the reason, or in a list while one types. */
#pragma once

#include "catalog/fields.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_FIELD_ROW (eta_field_row_get_type ())
G_DECLARE_FINAL_TYPE (EtaFieldRow, eta_field_row, ETA, FIELD_ROW, GtkBox)

/* Signal "typed": the user has changed what stands in the field, not yet left it. */

/* Stores TEXT; an error's sentence is shown beneath the field. */
typedef gboolean (*EtaFieldCommit) (EtaFieldRow *row,
                                    const char *text,
                                    gpointer data,
                                    GError **error);

/* ADDRESS: of catalog/fields.h, "moq", "name.ar", "carton.length". FIELD gives kind, unit, choices,
 * help; LABEL NULL: the field's own. LANG: direction and spelling of a text in a language, or NULL.
 */
GtkWidget *eta_field_row_new (const EtaField *field,
                              const char *address,
                              const char *label,
                              const char *lang,
                              EtaFieldCommit commit,
                              gpointer data);
const char *eta_field_row_get_address (EtaFieldRow *self);
/* Shows TEXT (NULL: empty) as stored; not while the user has something else typed in it. */
void eta_field_row_set_text (EtaFieldRow *self, const char *text);
/* What is typed now. Transfer full. */
char *eta_field_row_get_text (EtaFieldRow *self);
/* Typed but not stored yet? */
gboolean eta_field_row_is_dirty (EtaFieldRow *self);
/* Hands the typed text over now. FALSE when it cannot be stored; the row then has the focus. */
gboolean eta_field_row_flush (EtaFieldRow *self);
/* A quiet sentence beneath the field, of what the value stands for; NULL: none. */
void eta_field_row_set_gloss (EtaFieldRow *self, const char *text);
/* The control, for focus. */
GtkWidget *eta_field_row_get_control (EtaFieldRow *self);

G_END_DECLS
