/* The parts of catalog/check.h, one file each. TEXT is clean (catalog/clean.h), on one line and not
 * empty; *OUT is the canonical text. */
#pragma once

#include "catalog/check.h"

G_BEGIN_DECLS

/* check-number.c */
gboolean eta_check_count (const EtaField *field, const char *text, char **out, GError **error);
/* GRAMS, MM and DAYS, in their own unit or with another behind it: "6,8 kg", "12 bulan". */
gboolean eta_check_measure (const EtaField *field, const char *text, char **out, GError **error);
gboolean eta_check_celsius (const EtaField *field, const char *text, char **out, GError **error);

/* check-code.c */
gboolean eta_check_gtin_text (const EtaField *field, const char *text, char **out, GError **error);
gboolean eta_check_hs (const EtaField *field, const char *text, char **out, GError **error);
gboolean eta_check_phone (const EtaField *field, const char *text, char **out, GError **error);
gboolean eta_check_email (const EtaField *field, const char *text, char **out, GError **error);
gboolean eta_check_url (const EtaField *field, const char *text, char **out, GError **error);
/* Did a spreadsheet turn a long number into "8.99123E+12"? */
gboolean eta_is_shortened (const char *text);

/* check-point.c */
gboolean eta_check_point (const EtaField *field, const char *text, char **out, GError **error);

/* check-date.c */
gboolean eta_check_date (const EtaField *field, const char *text, char **out, GError **error);

/* All of them say what is wrong so. */
gboolean eta_check_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
