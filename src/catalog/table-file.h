/* Products from and to tables: CSV (RFC 4180) and, by suffix, XLSX and JSON. */
#pragma once

#include "catalog/store.h"

G_BEGIN_DECLS

/* A table as text cells, whatever file it came from. */
typedef struct _EtaSheetTable EtaSheetTable; /* rows of cells, all UTF-8 */

typedef struct {
  const char *encoding; /* NULL: found out (BOM, UTF-8, UTF-16, else Windows-1252) */
  char separator;       /* 0: found out among , ; tab | */
  char decimal; /* '.' or ','; 0: found out from the money columns, asked for when ambiguous */
} EtaTableOptions;

EtaSheetTable *
eta_table_file_read (const char *path, const EtaTableOptions *options, GError **error);
void eta_sheet_table_free (EtaSheetTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaSheetTable, eta_sheet_table_free)
guint eta_sheet_table_n_rows (const EtaSheetTable *table); /* with the heading */
guint eta_sheet_table_n_columns (const EtaSheetTable *table);
const char *
eta_sheet_table_cell (const EtaSheetTable *table, guint row, guint column); /* "" beyond the end */
const char *eta_sheet_table_encoding (const EtaSheetTable *table);
char eta_sheet_table_separator (const EtaSheetTable *table);
/* Field address (catalog/fields.h: "sku", "name.id", "price.usd", "carton.gross") that column
 * COLUMN most likely holds, from its heading, or NULL. Borrowed from the table. "photo",
 * "producer", "city" and "certificates" too. */
const char *eta_sheet_table_guess (const EtaSheetTable *table, guint column);

typedef struct {
  guint row;    /* 1-based line as a spreadsheet counts; 1 is the heading */
  char *column; /* heading, or NULL */
  char *text;   /* sentence with the remedy */
} EtaTableRemark;

typedef struct {
  guint n_new, n_changed, n_same, n_failed, n_photos;
  GPtrArray *remarks; /* EtaTableRemark */
} EtaImportReport;
void eta_import_report_clear (EtaImportReport *report);

/* Brings a picture file into the album: its SHA-256 there and its size in px. The catalog does not
 * know photos, so the caller hands this in: photos/take.h's eta_album_take_file fits, with the
 * album as DATA. */
typedef gboolean (*EtaPhotoIntake) (
    const char *path, gpointer data, char sha256[65], int *width, int *height, GError **error);
typedef void (*EtaProgress) (guint done, guint total, gpointer data);

typedef struct {
  const char *producer_id;    /* for rows without a producer column; NULL: the only producer */
  const char *const *mapping; /* one address or NULL per column; NULL: eta_sheet_table_guess */
  const char *photo_dir;      /* where photo files lie; NULL: beside the table */
  char decimal;               /* as above */
  gboolean dry_run;
  EtaPhotoIntake intake;
  gpointer intake_data;
  EtaProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
} EtaImportOptions;

/* One step "Import FILE" for the whole table, so that one undo takes it back. Existing products
 * (same producer and SKU) get only the cells that are not empty. A row with a bad cell is left out
 * and told in the report; the rest goes in. Cancelling leaves nothing. */
gboolean eta_table_import (EtaStore *store,
                           const EtaSheetTable *table,
                           const char *file_name,
                           const EtaImportOptions *options,
                           EtaImportReport *report,
                           GError **error);

/* Writes the products (rowids; NULL: all) by suffix: .csv (UTF-8 with BOM, CRLF), .xlsx, .json.
 * Re-import changes nothing. Temp file, fsync, rename. Photos are written by hash name into the
 * "photo" column. */
gboolean eta_table_export (EtaStore *store, GArray *rows, const char *path, GError **error);

G_END_DECLS
