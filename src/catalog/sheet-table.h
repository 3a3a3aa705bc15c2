/* The inside of EtaSheetTable (catalog/table-file.h), for the readers of the kinds of files. */
#pragma once

#include "catalog/table-file.h"

G_BEGIN_DECLS

/* More than any sheet made by people; a file that has more was not made for us. */
#define ETA_SHEET_MAX_ROWS 1048576
#define ETA_SHEET_MAX_COLUMNS 1000
#define ETA_SHEET_MAX_CELLS 30000000
#define ETA_SHEET_MAX_BYTES (256 * 1024 * 1024)

EtaSheetTable *eta_sheet_table_new (const char *encoding, char separator);
/* The decimal mark that the user named when the file was read; 0: none. */
void eta_sheet_table_set_decimal (EtaSheetTable *table, char decimal);
char eta_sheet_table_decimal (const EtaSheetTable *table);
/* Before eta_sheet_table_finish: the row of the heading that the user named; 0: none. */
void eta_sheet_table_set_heading (EtaSheetTable *table, guint line);
/* The sheets of the workbook (char *), and which of them (from 0) this is. */
void eta_sheet_table_set_sheets (EtaSheetTable *table, const GPtrArray *names, guint i);
/* How many columns have a heading that is known. */
guint eta_sheet_table_n_guesses (const EtaSheetTable *table);
void eta_sheet_table_doubt (EtaSheetTable *table, EtaTableDoubts doubts);
/* One cell behind the last one of the open row. NUMBER: the file says that it is a number, written
 * with a decimal point. FALSE when the table is full. */
gboolean eta_sheet_table_add (EtaSheetTable *table, const char *text, gssize len, gboolean number);
guint eta_sheet_table_open_cells (const EtaSheetTable *table);
/* Ends the open row. FALSE when the table is full. */
gboolean eta_sheet_table_end_row (EtaSheetTable *table);
/* All rows are in: drops empty rows at the end and titles above the heading, guesses columns. FALSE
 * when there is nothing to read; NAME is for the sentence. */
gboolean eta_sheet_table_finish (EtaSheetTable *table, const char *name, GError **error);

gboolean eta_sheet_table_is_number (const EtaSheetTable *table, guint row, guint column);

gboolean eta_sheet_table_too_large (const char *name, GError **error);

/* The readers. NAME is the file's name without its folder. */
EtaSheetTable *
eta_csv_parse (const char *name, GBytes *bytes, const EtaTableOptions *options, GError **error);
EtaSheetTable *
eta_xlsx_parse (const char *name, GBytes *bytes, const EtaTableOptions *options, GError **error);
/* Our own export, or any array of objects: their members are the headings. */
EtaSheetTable *eta_json_table_parse (const char *name, GBytes *bytes, GError **error);

/* An empty report. */
void eta_import_report_init (EtaImportReport *report);

G_END_DECLS
