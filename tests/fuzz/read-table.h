/* What every table that could be read must stand, whatever file it came from. */
#pragma once

#include "catalog/sheet-table.h"

/* Looks at every cell, and imports the table on trial. Aborts when a promise is broken. */
void eta_fuzz_table (const EtaSheetTable *table);
/* A refusal is a sentence. */
void eta_fuzz_refusal (const GError *error);
