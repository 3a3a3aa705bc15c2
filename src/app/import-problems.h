/* What is wrong with which row of a table, and a button that saves the list for whoever keeps the
 * table. */
#pragma once

#include "catalog/table-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_IMPORT_PROBLEMS (eta_import_problems_get_type ())
G_DECLARE_FINAL_TYPE (EtaImportProblems, eta_import_problems, ETA, IMPORT_PROBLEMS, GtkBox)

/* Signal "save": the user wants the list as a file. */
void eta_import_problems_show (EtaImportProblems *self, const EtaImportReport *report);

G_END_DECLS
