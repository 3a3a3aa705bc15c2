/* The parts of an XLSX file, which is a ZIP of XML files, with bounds on what it unfolds to. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The wanted parts by name ("xl/workbook.xml" → GBytes); those that are not there are missing from
 * the table. WANTED decides by name. INPUT error when it is no ZIP, is damaged, encrypted, or
 * unfolds to more than ETA_SHEET_MAX_BYTES. Transfer full. */
typedef gboolean (*EtaXlsxWanted) (const char *part, gpointer data);
GHashTable *eta_xlsx_unzip (
    const char *name, GBytes *bytes, EtaXlsxWanted wanted, gpointer data, GError **error);

G_END_DECLS
