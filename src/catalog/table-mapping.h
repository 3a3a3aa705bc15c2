/* Which column of a table goes to which field: guessed from the headings, changed by the user, and
 * remembered in the catalog for the next table with the same headings. */
#pragma once

#include "catalog/table-file.h"

G_BEGIN_DECLS

/* An array of char *, one address (catalog/fields.h, or "producer", "city", "certificates",
 * "photo") or NULL for each column. */
typedef GPtrArray EtaMapping;

/* What was remembered for these headings, else the guess. STORE may be NULL. Transfer full. */
EtaMapping *eta_mapping_new (EtaStore *store, const EtaSheetTable *table);
/* Another column that has ADDRESS lets go of it, unless several may have it (photos,
 * certificates). NULL leaves the column out. */
void eta_mapping_set (EtaMapping *mapping, guint column, const char *address);
/* "Harga jual=price.usd", as on the command line; with nothing behind the "=" the column is left
 * out. The field may be written as a heading, too. */
gboolean eta_mapping_set_text (EtaMapping *mapping,
                               const EtaSheetTable *table,
                               const char *text,
                               GError **error);
/* For EtaImportOptions.mapping. Borrowed. */
const char *const *eta_mapping_addresses (const EtaMapping *mapping);
gboolean eta_mapping_has (const EtaMapping *mapping, const char *address);
/* A name in any language. */
gboolean eta_mapping_has_name (const EtaMapping *mapping);
/* Remembers it when it is not what would be guessed. Not part of history. */
gboolean eta_mapping_remember (EtaStore *store,
                               const EtaSheetTable *table,
                               const EtaMapping *mapping,
                               GError **error);

/* The decimal mark that will be used: told, or found in the columns; 0: each cell speaks for
 * itself. *DOUBT: there are amounts that can be read in two ways, and none that settles it. */
char eta_mapping_decimal (const EtaMapping *mapping, const EtaSheetTable *table, gboolean *doubt);

/* The addresses that a column can be given, in the order of a list to choose from: NULL-ended,
 * static. */
const char *const *eta_mapping_targets (void);
/* "Name (Arabic)", "Price USD from 100", "Carton: gross weight (kg)": what ADDRESS is called in the
 * user's language. Transfer full. */
char *eta_mapping_label (const char *address);

/* What a cell will be in the catalog: "Rp 45.000" for "45000", in the words of LANG; *PROBLEM
 * (transfer full) is the sentence when it would be refused, else NULL. Transfer full. */
char *eta_mapping_preview (const EtaMapping *mapping,
                           const EtaSheetTable *table,
                           guint row,
                           guint column,
                           char decimal,
                           const char *lang,
                           char **problem);

G_END_DECLS
