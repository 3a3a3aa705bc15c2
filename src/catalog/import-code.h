/* Item codes for a list that has none. Inside the import (catalog/table-file.h). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "Kopi Arabika Ijen 250 g" → "KOPI-ARABIKA-IJEN-250-G"; with a number behind it when USED (codes
 * made before, char *) has it already. NULL when NAME has no letter. Transfer full. */
char *eta_import_code (GHashTable *used, const char *name);

G_END_DECLS
