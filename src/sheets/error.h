/* What can go wrong on the way to paper, each code something the caller does differently.
 * A cancelled job fails with G_IO_ERROR_CANCELLED instead, as everywhere in GIO. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ETA_SHEETS_ERROR (eta_sheets_error_quark ())
GQuark eta_sheets_error_quark (void);

typedef enum {
  ETA_SHEETS_ERROR_FONT,  /* a font is not installed: the message names the package */
  ETA_SHEETS_ERROR_INPUT, /* a template or setting is wrong: tell, nothing was written */
  ETA_SHEETS_ERROR_CODE,  /* a QR code or barcode cannot be made, or not as small as that */
  ETA_SHEETS_ERROR_PHOTO, /* a photo cannot be read or is no whole JPEG */
  ETA_SHEETS_ERROR_FULL,  /* the disk is full: nothing half-done stays */
  ETA_SHEETS_ERROR_FILE,  /* the file cannot be written there: read-only, a folder, no permission */
  ETA_SHEETS_ERROR_FAILED, /* anything else, with the library's own words */
} EtaSheetsError;

G_END_DECLS
