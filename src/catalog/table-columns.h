/* Which columns a table of products has, and what stands in them. */
#pragma once

#include "catalog/fields.h"

G_BEGIN_DECLS

typedef struct {
  char *address; /* catalog/fields.h, or "producer", "city", "certificates", "photo",
                  * "variants", "captions.LANG", "focus" */
  char *heading;
  gboolean number; /* weights, prices …; FALSE: text, also when it looks like a number (codes) */
} EtaTableColumn;

typedef struct _EtaTableColumns EtaTableColumns;

EtaTableColumns *eta_table_columns_new (void);
void eta_table_columns_free (EtaTableColumns *columns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaTableColumns, eta_table_columns_free)
/* Notes which columns PRODUCT needs. */
void eta_table_columns_add (EtaTableColumns *columns, const EtaProduct *product);
/* All columns that any of them needs, in a fixed order: the same products give the same table.
 * Transfer full array of EtaTableColumn. */
GPtrArray *eta_table_columns_finish (EtaTableColumns *columns);

/* The cell; "" when nothing is stated. PRODUCER may be NULL. Transfer full. */
char *eta_table_column_text (const EtaTableColumn *column,
                             const EtaProduct *product,
                             const EtaProducer *producer);

/* "Halal|ID3511…|BPJPH|2025-01-02;PIRT": kind, number, issuer, issued, end, flag, scan. Transfer
 * full. */
char *eta_certificates_to_cell (const GPtrArray *certificates);
/* Adds what CELL names and CERTIFICATES lack ("Halal MUI, PIRT" is understood, too). A certificate
 * that is there gets what it lacks and keeps what it has. */
gboolean eta_certificates_from_cell (GPtrArray *certificates, const char *cell, GError **error);

/* "KOPI-XL|Ukuran=XL|500|0360…": code, options, net weight in g, GTIN; a line for each variant.
 * Transfer full. */
char *eta_variants_to_cell (const GPtrArray *variants);
/* A variant that is known by its code, else by its options, gets what the cell says of it. */
gboolean eta_variants_from_cell (GPtrArray *variants, const char *cell, GError **error);
/* A line for each photo, in their order. Transfer full. */
char *eta_captions_to_cell (const GPtrArray *photos, const char *lang);
void eta_captions_from_cell (GPtrArray *photos, const char *lang, const char *cell);
/* "500|300" thousandths for each photo; "" when all are the middle. Transfer full. */
char *eta_focus_to_cell (const GPtrArray *photos);
void eta_focus_from_cell (GPtrArray *photos, const char *cell);

G_END_DECLS
