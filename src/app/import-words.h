/* The words of the import dialog: what can be chosen for how a file is read, the question when
 * something is not clear, the summary of a report. */
#pragma once

#include "app/import-plan.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One of a list that ends with a NULL label; the first is “find out”. */
typedef struct {
  const char *value; /* NULL: found out */
  const char *label; /* N_() */
} EtaReadingChoice;
extern const EtaReadingChoice eta_encodings[], eta_separators[], eta_decimals[];

/* The labels; the first says FOUND (a value; "" when nothing was found). Transfer full. */
GtkStringList *eta_reading_choices (const EtaReadingChoice *choices, const char *found);
/* Position of VALUE; 0 when NULL or "". */
guint eta_reading_find (const EtaReadingChoice *choices, const char *value);

/* What the user should look at before importing, or NULL. Translated, static. */
const char *eta_import_question (const EtaImportPlan *plan);

/* “98 new, 2 changed, 3 rows with problems, 120 photos”; DONE: what has been done, for a toast.
 * Transfer full. */
char *eta_import_summary (const EtaImportReport *report, gboolean done);

G_END_DECLS
