/* In the dialog that edits many products: which field, and its new value. */
#pragma once

#include "catalog/bulk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_BULK_EDITOR (eta_bulk_editor_get_type ())
G_DECLARE_FINAL_TYPE (EtaBulkEditor, eta_bulk_editor, ETA, BULK_EDITOR, GtkBox)

/* STORE is borrowed and must outlive the widget. Signal "changed". */
GtkWidget *eta_bulk_editor_new (EtaStore *store);
/* The change as it stands now, and what it is about, for the name of the step. NULL: nothing is
 * chosen yet. Transfer full. */
EtaBulk *eta_bulk_editor_get (EtaBulkEditor *self, char **detail);
/* Shows beneath the value why it cannot be taken, or nothing. */
void eta_bulk_editor_show_error (EtaBulkEditor *self, const GError *error);

G_END_DECLS
