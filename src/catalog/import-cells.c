#include "catalog/import-cells.h"

#include "catalog/clean.h"
#include "catalog/decimal.h"
#include "catalog/error.h"
#include "catalog/money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
eta_cell_is_empty (const char *text)
{
  static const char *const nothing[] = {"", "-", "–", "—", NULL};
  g_autofree char *line = eta_clean_line (text);

  return g_strv_contains (nothing, line);
}

/* --- the decimal mark ------------------------------------------------------------------------- */

static gboolean
is_price (const char *address)
{
  return g_str_has_prefix (address, "price.");
}

gboolean
eta_cell_is_late (const char *address)
{
  return is_price (address) && (strstr (address, ".incoterm") || strstr (address, ".place") ||
                                strstr (address, ".until"));
}

/* A weight or size, which can have decimals when its unit is large enough. */
static gboolean
is_measure (const char *address)
{
  g_autofree char *id = g_strndup (address, strcspn (address, "@"));
  const EtaField *field = eta_field_find (ETA_FIELD_OF_PRODUCT, id);

  if (strchr (id, '.'))
    return g_str_has_prefix (id, "inner.") || g_str_has_prefix (id, "carton.") ||
           g_str_has_prefix (id, "pallet.");
  return field && field->unit != NULL;
}

static char
other_mark (char mark)
{
  return mark == '.' ? ',' : '.';
}

/* What one amount says about the decimal mark: '.', ',' or 0 for nothing. */
static char
evidence_of (const char *text, gboolean no_decimals)
{
  const char *start = eta_decimal_start (text), *end = eta_decimal_end (text);
  const char *point = g_strrstr_len (start, end - start, ".");
  const char *comma = g_strrstr_len (start, end - start, ",");
  const char *last = point > comma ? point : comma;

  if (!last)
    return 0;
  if (point && comma)
    return *last;
  if (memchr (start, *last, last - start)) /* "1.234.567" */
    return other_mark (*last);
  if (end - last - 1 != 3 || *start == '0')
    return *last;
  /* "65.000" rupiah are thousands; of other money nobody knows. */
  return no_decimals ? other_mark (*last) : 0;
}

static gboolean
hides_decimals (const char *address)
{
  g_autofree char *code = is_price (address) ? g_strndup (address + strlen ("price."), 3) : NULL;

  return code && eta_currency_shown (code) == 0;
}

char
eta_cells_find_decimal (const EtaSheetTable *table, const char *const *addresses)
{
  char found = 0;

  for (guint column = 0; column < eta_sheet_table_n_columns (table); column++) {
    const char *address = addresses[column];
    gboolean money = address && is_price (address) && !eta_cell_is_late (address);
    gboolean no_decimals;

    if (!address || (!money && !is_measure (address)))
      continue;
    no_decimals = hides_decimals (address);
    for (guint row = 1; row < eta_sheet_table_n_rows (table); row++) {
      char mark = eta_sheet_table_is_number (table, row, column)
                      ? 0
                      : evidence_of (eta_sheet_table_cell (table, row, column), no_decimals);
      if (mark != 0 && found != 0 && mark != found)
        return 0; /* they do not agree: each cell speaks for itself */
      found = mark != 0 ? mark : found;
    }
  }
  return found;
}

/* "1.234" dollars: one point or comma and three digits behind it. */
static gboolean
is_unclear (const char *text, gboolean no_decimals)
{
  const char *start = eta_decimal_start (text), *end = eta_decimal_end (text);

  return evidence_of (text, no_decimals) == 0 &&
         (g_strrstr_len (start, end - start, ".") || g_strrstr_len (start, end - start, ","));
}

gboolean
eta_cells_decimal_unclear (const EtaSheetTable *table, const char *const *addresses)
{
  if (eta_sheet_table_decimal (table) != 0 || eta_cells_find_decimal (table, addresses) != 0)
    return FALSE;
  for (guint column = 0; column < eta_sheet_table_n_columns (table); column++) {
    const char *address = addresses[column];

    if (!address || eta_cell_is_late (address) || !(is_price (address) || is_measure (address)))
      continue;
    for (guint row = 1; row < eta_sheet_table_n_rows (table); row++)
      if (!eta_sheet_table_is_number (table, row, column) &&
          is_unclear (eta_sheet_table_cell (table, row, column), hides_decimals (address)))
        return TRUE;
  }
  return FALSE;
}

/* --- one cell --------------------------------------------------------------------------------- */

/* The number of TEXT written so that it can be read in one way only: "1.234,50" → "1234.5",
 * "1.234" (decimal) → "1.2340". What is around it stays; what cannot be read stays, to be refused
 * with its reason. */
static char *
with_plain_number (const char *text, char decimal)
{
  EtaDecimalRules rules = {.decimal = decimal};
  g_autofree char *line = eta_clean_line (text);
  const char *start = eta_decimal_start (line), *end = eta_decimal_end (line);
  EtaDecimal number;
  guint64 scale = 1;

  if (start == end || eta_decimal_read (start, end, &rules, &number) != ETA_DECIMAL_OK)
    return g_steal_pointer (&line);
  if (number.decimals == 0)
    return g_strdup_printf ("%.*s%" G_GUINT64_FORMAT "%s", (int)(start - line), line, number.digits,
                            end);
  for (int i = 0; i < number.decimals; i++)
    scale *= 10;
  return g_strdup_printf ("%.*s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT "%s%s",
                          (int)(start - line), line, number.digits / scale, number.decimals,
                          number.digits % scale, number.decimals == 3 ? "0" : "", end);
}

/* What a spreadsheet shows when a formula went wrong. */
static gboolean
is_formula_error (const char *text)
{
  static const char *const errors[] = {"#N/A",    "#REF!", "#VALUE!", "#NAME?",
                                       "#DIV/0!", "#NUM!", "#NULL!",  NULL};

  return text[0] == '#' && g_strv_contains (errors, text);
}

/* The refusal is about what stands in the cell, not about how it was written for reading. */
static gboolean
as_typed (GError **error, const char *plain, const char *text)
{
  GString *message;

  if (!error || !*error)
    return FALSE;
  message = g_string_new ((*error)->message);
  g_string_replace (message, plain, text, 1);
  g_free ((*error)->message);
  (*error)->message = g_string_free (message, FALSE);
  return FALSE;
}

gboolean
eta_cells_apply (const EtaSheetTable *table,
                 guint row,
                 guint column,
                 const char *address,
                 char decimal,
                 EtaProduct *draft,
                 GError **error)
{
  const char *text = eta_sheet_table_cell (table, row, column);
  g_autofree char *plain = NULL;

  if (is_formula_error (text)) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                 _ ("“%s” is what a spreadsheet shows for a formula that went wrong. Correct it "
                    "there."),
                 text);
    return FALSE;
  }
  if (eta_sheet_table_is_number (table, row, column))
    decimal = '.';
  if (decimal != 0 && ((is_price (address) && !eta_cell_is_late (address)) || is_measure (address)))
    plain = with_plain_number (text, decimal);
  if (!plain)
    return eta_product_set (draft, address, text, error);
  return eta_product_set (draft, address, plain, error) || as_typed (error, plain, text);
}
