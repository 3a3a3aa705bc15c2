/* The rows of the merge dialog. */
#pragma once

#include "catalog/package.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Rows beyond this are counted, not shown: nobody reads on, and a list box is not lazy. Of clashing
 * ones all are shown, since each asks for a choice. */
#define ETA_MERGE_MOST_ROWS 100

/* A new or changed one; the changes fold out. */
GtkWidget *eta_merge_row_new (const EtaMergeItem *item);
/* “… and 12 more” */
GtkWidget *eta_merge_row_more (guint n);
/* A clashing one with its choice, folded out. CHOSEN is called when the choice changes. */
typedef void (*EtaMergeChosen) (const EtaMergeItem *item, EtaMergeTake take, gpointer data);
GtkWidget *eta_merge_row_clash (const EtaMergeItem *item, EtaMergeChosen chosen, gpointer data);
/* As if the user had chosen. */
void eta_merge_row_take (GtkWidget *row, EtaMergeTake take);

G_END_DECLS
