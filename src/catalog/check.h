/* Rules on values. Warnings never stop anybody; errors keep a value from being stored. */
#pragma once

#include "catalog/fields.h"

G_BEGIN_DECLS

/* TEXT as typed for FIELD → canonical text (*OUT, transfer full, NULL for "cleared"), or FALSE with
 * the reason and the remedy. Never changes what was typed into something else: it only tidies white
 * space, digits of other scripts, thousands separators where the meaning is plain. */
gboolean eta_check_value (const EtaField *field, const char *text, char **out, GError **error);

/* What may have been meant by TEXT that was refused, as canonical text to be offered (never put in
 * its place unasked): a barcode number without its check digit, with it. NULL when there is nothing
 * to offer. Transfer full. */
char *eta_check_offer (const EtaField *field, const char *text);

/* How a variant differs: "Size=250 g; Colour=black", each with its name, no name twice. *OUT is
 * that with even spacing (transfer full), NULL for "". */
gboolean eta_check_options (const char *text, char **out, GError **error);

/* Remarks on a whole product. */
typedef struct {
  char *field;    /* address, "gtin", "name.ar", "price.usd" */
  char *text;     /* sentence in the user's language */
  gboolean error; /* FALSE: a warning */
} EtaRemark;
void eta_remark_free (EtaRemark *remark);
/* Transfer full, EtaRemark; empty when all is well. */
GPtrArray *eta_check_product (const EtaProduct *product);

/* GTIN (GS1 General Specifications, mod 10). */
typedef enum {
  ETA_GTIN_OK,
  ETA_GTIN_SHAPE,   /* not 8, 12, 13 or 14 digits */
  ETA_GTIN_DIGIT,   /* wrong check digit; *DIGIT is the right one */
  ETA_GTIN_MISSING, /* 11 or 12 digits of a 12/13-digit code without its check digit; *DIGIT
                       completes it */
  ETA_GTIN_BOOK,    /* right, but in the 978/979 book range */
} EtaGtinVerdict;
EtaGtinVerdict eta_check_gtin (const char *text, int *digit);

/* HS code: dots and spaces dropped, 6 to 10 digits, chapter 01–97 but 77. Transfer full, NULL if of
 * wrong shape. */
char *eta_hs_normalize (const char *text);
/* "0901.21" for printing. Transfer full. */
char *eta_hs_format (const char *digits);

G_END_DECLS
