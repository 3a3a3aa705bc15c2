/* What the number formats of a workbook do to a number: is it a date, are there zeros in front? */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  ETA_XLSX_PLAIN,
  ETA_XLSX_DATE,
  ETA_XLSX_ZEROS, /* "0000000000000": shown with zeros in front */
} EtaXlsxLook;

typedef struct {
  EtaXlsxLook look;
  guint digits; /* ZEROS: how many */
} EtaXlsxStyle;

/* FORMAT is a number format code, or NULL for the built-in one with number ID. */
EtaXlsxStyle eta_xlsx_style (guint id, const char *format);
/* V as written in the file → text: whole numbers in full (8.99123E+12 → 8991230000000), dates as
 * ISO 8601, decimals with a point. Transfer full. */
char *eta_xlsx_number (const char *v, EtaXlsxStyle style, gboolean since_1904);

G_END_DECLS
