/* Products from and to tables: CSV (RFC 4180), XLSX and JSON. */
#pragma once

#include "catalog/store.h"

G_BEGIN_DECLS

/* A table as text cells, whatever file it came from. Read-only once it is read: any thread. */
typedef struct _EtaSheetTable EtaSheetTable; /* rows of cells, all UTF-8 */

typedef struct {
  const char *encoding; /* NULL: found out (BOM, UTF-8, UTF-16, else Windows-1252) */
  char separator;       /* 0: found out among , ; tab | */
  char decimal;  /* '.' or ','; 0: found out from the money columns, asked for when ambiguous */
  guint heading; /* the row of the heading as a spreadsheet counts, from 1; 0: found out */
  guint sheet;   /* of a workbook, the visible ones counted from 1; 0: the first with headings */
} EtaTableOptions;

EtaSheetTable *
eta_table_file_read (const char *path, const EtaTableOptions *options, GError **error);
EtaSheetTable *eta_sheet_table_ref (EtaSheetTable *table);
void eta_sheet_table_free (EtaSheetTable *table); /* lets go of one reference; NULL is allowed */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaSheetTable, eta_sheet_table_free)
guint eta_sheet_table_n_rows (const EtaSheetTable *table); /* with the heading */
guint eta_sheet_table_n_columns (const EtaSheetTable *table);
const char *
eta_sheet_table_cell (const EtaSheetTable *table, guint row, guint column); /* "" beyond the end */
/* The row as a spreadsheet counts it, from 1; row 0 is the heading. */
guint eta_sheet_table_line (const EtaSheetTable *table, guint row);
/* "UTF-8", "WINDOWS-1252" …; "XLSX" and "JSON" for those files. */
const char *eta_sheet_table_encoding (const EtaSheetTable *table);
char eta_sheet_table_separator (const EtaSheetTable *table); /* 0: it has none */
/* The names of a workbook's visible sheets, NULL-ended, and which of them this is (from 0); none
 * for other files. Borrowed. */
const char *const *eta_sheet_table_sheets (const EtaSheetTable *table, guint *i);
/* What was found out but could well be otherwise: worth a question to the user. */
typedef enum {
  ETA_DOUBT_ENCODING = 1 << 0,  /* an old 8-bit text: Windows-1252 is a guess */
  ETA_DOUBT_SEPARATOR = 1 << 1, /* another one cuts the rows as evenly */
} EtaTableDoubts;
EtaTableDoubts eta_sheet_table_doubts (const EtaSheetTable *table);
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
  guint n_left;       /* known already and left as they are, as asked */
  GPtrArray *remarks; /* EtaTableRemark */
  GPtrArray *unused;  /* char *: photos of the source that belong to no row */
} EtaImportReport;
void eta_import_report_clear (EtaImportReport *report);
/* The remarks as a table for a spreadsheet: row, column, problem. */
gboolean eta_import_report_save (const EtaImportReport *report, const char *path, GError **error);

/* Brings a picture file into the album: its SHA-256 there and its size in px. The catalog does not
 * know photos, so the caller hands this in: photos/take.h's eta_album_take_file fits, with the
 * album as DATA. */
typedef gboolean (*EtaPhotoIntake) (
    const char *path, gpointer data, char sha256[65], int *width, int *height, GError **error);
typedef void (*EtaProgress) (guint done, guint total, gpointer data);

typedef struct {
  const char *producer_id;    /* for rows without a producer column; NULL: the only producer */
  const char *const *mapping; /* one address or NULL per column; NULL: eta_sheet_table_guess */
  /* A folder or a ZIP file with photos. A row whose cells name none gets the pictures that are
   * named after its item code ("KOPI-01.jpg", "kopi-01 (2).jpg") or its name. NULL: photos that
   * cells name are looked for beside the table, and nothing else is. */
  const char *photo_source;
  char decimal;            /* as above */
  gboolean leave_existing; /* products that are known stay as they are */
  gboolean all_or_nothing; /* one row with a problem, and nothing goes in */
  gboolean make_codes;     /* a row without an item code gets one from its name */
  gboolean dry_run;
  EtaPhotoIntake intake;
  gpointer intake_data;
  EtaProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
} EtaImportOptions;

/* One step "Import FILE" for the whole table, so that one undo takes it back. Existing products
 * (same producer and SKU) get only the cells that are not empty. A row with a bad cell is left out
 * and told in the report; the rest goes in. Cancelling leaves nothing. FILE_NAME with its folder.
 * With all_or_nothing and a bad row it fails, and the report tells why. */
gboolean eta_table_import (EtaStore *store,
                           const EtaSheetTable *table,
                           const char *file_name,
                           const EtaImportOptions *options,
                           EtaImportReport *report,
                           GError **error);

/* What of a product goes out, beside its code, producer, names, category and the like. */
typedef enum {
  ETA_EXPORT_TEXTS = 1 << 0, /* summary, story, ingredients … */
  ETA_EXPORT_PRICES = 1 << 1,
  ETA_EXPORT_PACKING = 1 << 2, /* inner packs, cartons, pallets */
  ETA_EXPORT_PROOF = 1 << 3,   /* certificates and facts for markets */
  ETA_EXPORT_PHOTOS = 1 << 4,  /* the names of the photo files, captions */
  ETA_EXPORT_ALL = (1 << 5) - 1,
} EtaExportParts;

/* Where the photo with that SHA-256 lies, transfer full; NULL: nowhere. photos/take.h's
 * eta_album_photo_path fits, with the album as DATA. */
typedef char *(*EtaPhotoFind) (const char *sha256, gpointer data);

typedef struct {
  GArray *rows; /* rowids (gint64); NULL: all products */
  EtaExportParts parts;
  const char *const *langs; /* texts in these languages alone, NULL-ended; NULL: in all */
  const char *photos;       /* a folder that may not be there yet, or FILE.zip; NULL: none */
  EtaPhotoFind find;        /* with photos */
  gpointer find_data;
  EtaProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
} EtaExportOptions;

/* Writes products by suffix: .csv (UTF-8 with BOM, CRLF), .xlsx, .json. Codes are text in a
 * workbook, so that no zeros are lost. Importing it again changes nothing. Temp file, fsync,
 * rename; when it fails or is cancelled, what was there before is still there. Photos are named by
 * their hash, in the "photo" column, too. */
gboolean eta_table_export_some (EtaStore *store,
                                const char *path,
                                const EtaExportOptions *options,
                                GError **error);
/* All parts of the products (rowids; NULL: all), without photos. */
gboolean eta_table_export (EtaStore *store, GArray *rows, const char *path, GError **error);

G_END_DECLS
