/* QR codes and retail barcodes as squares and bars, sharp at any size.
 *
 * A QR code has error correction M and four clear modules on each side. An EAN-13, EAN-8 or UPC-A
 * has its clear space left and right and its digits beneath. */
#pragma once

#include "sheets/text.h"

G_BEGIN_DECLS

/* Smallest module of a QR code that phones read from paper, in mm. */
#define ETA_QR_MODULE_MIN 0.4
/* Width of the narrowest bar of an EAN: nominal, and the least allowed for retail (80 %), in mm.
 * Source: GS1 General Specifications, 5.12.3. */
#define ETA_EAN_MODULE 0.33
#define ETA_EAN_MODULE_MIN 0.264

typedef enum { ETA_CODE_QR, ETA_CODE_EAN } EtaCodeKind;

/* Dark parts, in modules from the top left corner, clear space included. */
typedef struct {
  int x, y, width, height;
} EtaCodeBar;

/* A code ready to be drawn. Immutable; any thread. */
typedef struct _EtaCode EtaCode;

/* Fails with ETA_SHEETS_ERROR_CODE when TEXT is empty or too long for any QR code. */
EtaCode *eta_code_new_qr (const char *text, GError **error);
/* DIGITS: 8 (EAN-8), 12 (UPC-A) or 13 (EAN-13), with the check digit, which is verified and never
 * changed. SETTER sets the digits under the bars. Fails with ETA_SHEETS_ERROR_CODE; the message
 * tells the right last digit. */
EtaCode *eta_code_new_ean (EtaTypesetter *setter, const char *digits, GError **error);
EtaCode *eta_code_ref (EtaCode *code);
void eta_code_unref (EtaCode *code);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaCode, eta_code_unref)

EtaCodeKind eta_code_kind (const EtaCode *code);
const char *eta_code_text (const EtaCode *code);
/* Size in modules with the clear space; an EAN's height leaves room for the digits. */
int eta_code_width (const EtaCode *code);
int eta_code_height (const EtaCode *code);
const EtaCodeBar *eta_code_bars (const EtaCode *code, guint *n_bars);

/* The digits under an EAN, set for a module of 1 pt; they stand at X, Y modules. NULL from N on. */
EtaText *eta_code_digits (const EtaCode *code, guint n, double *x, double *y);

/* The least width in mm at which it can still be read. */
double eta_code_smallest (const EtaCode *code);
/* Whether it may be printed MM wide; if not, ETA_SHEETS_ERROR_CODE names the size that would work.
 */
gboolean eta_code_check_width (const EtaCode *code, double mm, GError **error);

G_END_DECLS
