/* A number as people type it, taken apart without the C locale and without floating point: digits
 * of any script, "." "," "٫" as decimal mark, "." "," "'" "٬" and spaces between thousands. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What one mark alone with three digits behind it means, as in "1.234". */
typedef enum {
  ETA_LONE_UNCLEAR,
  ETA_LONE_THOUSANDS,
  ETA_LONE_DECIMAL,
} EtaLone;

typedef struct {
  char decimal;         /* '.' or ',': the decimal mark is known to be this; 0: find out */
  EtaLone point, comma; /* used while it is not known */
} EtaDecimalRules;

typedef struct {
  guint64 digits; /* 1234.50 → 12345 with 1 decimal: zeros at the end are dropped */
  int decimals;
} EtaDecimal;

typedef enum {
  ETA_DECIMAL_OK,
  ETA_DECIMAL_BAD,     /* no number, or marks where none can be */
  ETA_DECIMAL_UNCLEAR, /* can be read in two ways */
} EtaDecimalVerdict;

/* Reads all of START…END, which begins and ends with a digit; at most 17 digits. */
EtaDecimalVerdict eta_decimal_read (const char *start,
                                    const char *end,
                                    const EtaDecimalRules *rules,
                                    EtaDecimal *decimal);

/* The first digit of TEXT, and the end of its last one; equal when it has none. */
const char *eta_decimal_start (const char *text);
const char *eta_decimal_end (const char *text);

/* DECIMAL × FACTOR as an integer; FALSE when it is none or does not fit. */
gboolean eta_decimal_scale (const EtaDecimal *decimal, guint64 factor, gint64 *value);

G_END_DECLS
