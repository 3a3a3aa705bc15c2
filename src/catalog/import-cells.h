/* Cells of a table → values of a product. Inside the import (catalog/table-file.h). */
#pragma once

#include "catalog/fields.h"
#include "catalog/sheet-table.h"

G_BEGIN_DECLS

/* The decimal mark that the amounts of a table agree on, or 0. ADDRESSES: one or NULL per column.
 */
char eta_cells_find_decimal (const EtaSheetTable *table, const char *const *addresses);
/* Is there an amount that can be read in two ways, and no other that says which? */
gboolean eta_cells_decimal_unclear (const EtaSheetTable *table, const char *const *addresses);

/* Sets ADDRESS of DRAFT to the cell. DECIMAL: the mark of the table, or 0. */
gboolean eta_cells_apply (const EtaSheetTable *table,
                          guint row,
                          guint column,
                          const char *address,
                          char decimal,
                          EtaProduct *draft,
                          GError **error);
/* What belongs to a price (its Incoterm, place, end) is set after the price itself. */
gboolean eta_cell_is_late (const char *address);
/* Nothing in it, or a dash, which is how people write "nothing". */
gboolean eta_cell_is_empty (const char *text);

G_END_DECLS
