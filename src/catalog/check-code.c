#include "catalog/check-kinds.h"
#include "catalog/clean.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* The digits of TEXT in ASCII, with any of DROPPED passed over; NULL when anything else is in it.
 */
static char *
only_digits (const char *text, const char *dropped)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_isdigit (c)) {
      g_string_append_c (digits, (char)('0' + g_unichar_digit_value (c)));
    } else if (!g_unichar_isspace (c) && (c >= 0x80 || !strchr (dropped, (int)c))) {
      g_string_free (digits, TRUE);
      return NULL;
    }
  }
  return g_string_free (digits, FALSE);
}

gboolean
eta_is_shortened (const char *text)
{
  return g_regex_match_simple ("^[0-9][.,]?[0-9]*[Ee][+]?[0-9]{1,3}$", text, 0, 0) &&
         (strpbrk (text, ".,+") != NULL);
}

/* --- GTIN ------------------------------------------------------------------------------------ */

/* The digit that makes LEN digits a GTIN: from the right, weights 3, 1, 3, 1 … */
static int
check_digit (const char *digits, gsize len)
{
  int sum = 0;

  for (gsize i = 0; i < len; i++)
    sum += (digits[len - 1 - i] - '0') * (i % 2 == 0 ? 3 : 1);
  return (10 - sum % 10) % 10;
}

EtaGtinVerdict
eta_check_gtin (const char *text, int *digit)
{
  gsize len = text ? strlen (text) : 0;
  int right;

  if (len == 0 || strspn (text, "0123456789") != len || strspn (text, "0") == len)
    return ETA_GTIN_SHAPE;
  if (len == 11) {
    *digit = check_digit (text, len);
    return ETA_GTIN_MISSING;
  }
  if (len != 8 && (len < 12 || len > 14))
    return ETA_GTIN_SHAPE;
  right = check_digit (text, len - 1);
  if (text[len - 1] - '0' == right)
    return len == 13 && (g_str_has_prefix (text, "978") || g_str_has_prefix (text, "979"))
               ? ETA_GTIN_BOOK
               : ETA_GTIN_OK;
  /* Twelve digits that are no UPC-A: most likely an EAN-13 read without its last digit. */
  if (len == 12) {
    *digit = check_digit (text, len);
    return ETA_GTIN_MISSING;
  }
  *digit = right;
  return ETA_GTIN_DIGIT;
}

gboolean
eta_check_gtin_text (const EtaField *field, const char *text, char **out, GError **error)
{
  g_autofree char *digits = NULL;
  int digit = 0;

  if (eta_is_shortened (text))
    return eta_check_refuse (
        error,
        _ ("“%s”: Excel shortened this barcode; format the column as Text and type it again."),
        text);
  digits = only_digits (text, "-");
  switch (eta_check_gtin (digits, &digit)) {
  case ETA_GTIN_SHAPE:
    return eta_check_refuse (
        error, _ ("“%s” is no barcode number. It has 8, 12, 13 or 14 digits: type all of them."),
        text);
  case ETA_GTIN_DIGIT:
    return eta_check_refuse (
        error,
        _ ("“%s” was mistyped: with these digits the last digit should be %d. Compare it with the "
           "barcode."),
        text, digit);
  case ETA_GTIN_MISSING:
    return eta_check_refuse (
        error,
        _ ("“%s” lacks its last digit or was mistyped. Is it %s%d? Compare it with the "
           "barcode."),
        text, digits, digit);
  default:
    *out = g_steal_pointer (&digits);
    return TRUE;
  }
}

char *
eta_check_offer (const EtaField *field, const char *text)
{
  g_autofree char *line = eta_clean_line (text);
  g_autofree char *digits =
      field->kind == ETA_FIELD_GTIN && !eta_is_shortened (line) ? only_digits (line, "-") : NULL;
  int digit = 0;

  if (!digits || eta_check_gtin (digits, &digit) != ETA_GTIN_MISSING)
    return NULL;
  return g_strdup_printf ("%s%d", digits, digit);
}

/* --- HS -------------------------------------------------------------------------------------- */

static gboolean
is_chapter (const char *digits)
{
  int chapter = (digits[0] - '0') * 10 + (digits[1] - '0');

  return chapter >= 1 && chapter <= 97 && chapter != 77;
}

char *
eta_hs_normalize (const char *text)
{
  g_autofree char *digits = text ? only_digits (text, ".-") : NULL;
  gsize len = digits ? strlen (digits) : 0;

  if (len < 6 || len > 10 || !is_chapter (digits))
    return NULL;
  return g_steal_pointer (&digits);
}

char *
eta_hs_format (const char *digits)
{
  gsize len = digits ? strlen (digits) : 0;

  if (len < 6)
    return g_strdup (digits ? digits : "");
  return g_strdup_printf ("%.4s.%.2s%s%s", digits, digits + 4, len > 6 ? "." : "", digits + 6);
}

gboolean
eta_check_hs (const EtaField *field, const char *text, char **out, GError **error)
{
  g_autofree char *digits = only_digits (text, ".-");
  gsize len = digits ? strlen (digits) : 0;

  *out = eta_hs_normalize (text);
  if (*out)
    return TRUE;
  if (len == 5)
    return eta_check_refuse (
        error,
        _ ("“%s” has 5 digits; an HS code has at least 6. Did a spreadsheet drop the zero of "
           "0%.3s.%s?"),
        text, digits, digits + 3);
  if (len >= 6 && len <= 10)
    return eta_check_refuse (
        error,
        _ ("“%s”: there is no chapter %.2s in the customs list. It has 01 to 97, without "
           "77."),
        text, digits);
  return eta_check_refuse (
      error, _ ("“%s” is no HS code. It has 6 to 10 digits, for example 0901.21."), text);
}

/* --- ways to be reached ---------------------------------------------------------------------- */

/* E.164. A number that starts with 0 is an Indonesian one as it is dialled at home; 00 is the way
 * abroad; 62 without a plus is how WhatsApp links write it. */
static char *
with_country (char *digits, gboolean plus)
{
  if (plus)
    return g_strconcat ("+", digits, NULL);
  if (g_str_has_prefix (digits, "00"))
    return g_strconcat ("+", digits + 2, NULL);
  if (digits[0] == '0')
    return g_strconcat ("+62", digits + 1, NULL);
  if (g_str_has_prefix (digits, "62"))
    return g_strconcat ("+", digits, NULL);
  return NULL;
}

gboolean
eta_check_phone (const EtaField *field, const char *text, char **out, GError **error)
{
  gboolean plus = g_str_has_prefix (text, "+");
  g_autofree char *digits = only_digits (text + plus, "-.()/");
  g_autofree char *number = digits ? with_country (digits, plus) : NULL;
  gsize len = number ? strlen (number) : 0;

  if (len < 8 || len > 16 || number[1] == '0')
    return eta_check_refuse (
        error, _ ("“%s” is no phone number with its country code. Type it so: +62 812 3456 7890."),
        text);
  *out = g_steal_pointer (&number);
  return TRUE;
}

gboolean
eta_check_email (const EtaField *field, const char *text, char **out, GError **error)
{
  if (strlen (text) > (gsize)field->max ||
      !g_regex_match_simple ("^[^@\\s,;<>\"]+@[^@\\s,;<>\"]+\\.[^@\\s,;<>\".]{2,}$", text, 0, 0))
    return eta_check_refuse (
        error, _ ("“%s” is no e-mail address. Type one address, for example name@example.org."),
        text);
  *out = g_strdup (text);
  return TRUE;
}

gboolean
eta_check_url (const EtaField *field, const char *text, char **out, GError **error)
{
  g_autofree char *full =
      strstr (text, "://") ? g_strdup (text) : g_strconcat ("https://", text, NULL);
  g_autoptr (GUri) uri = g_uri_parse (full, G_URI_FLAGS_ENCODED, NULL);
  const char *host = uri ? g_uri_get_host (uri) : NULL;

  if (!host || !strchr (host, '.') || strchr (text, ' ') || strlen (full) > (gsize)field->max ||
      (g_strcmp0 (g_uri_get_scheme (uri), "http") != 0 &&
       g_strcmp0 (g_uri_get_scheme (uri), "https") != 0))
    return eta_check_refuse (error, _ ("“%s” is no web address. Type it so: https://example.org."),
                             text);
  *out = g_steal_pointer (&full);
  return TRUE;
}

/* --- options of a variant -------------------------------------------------------------------- */

gboolean
eta_check_options (const char *text, char **out, GError **error)
{
  g_autofree char *line = eta_clean_line (text);
  g_auto (GStrv) parts = g_strsplit (line, ";", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) even = g_string_new (NULL);

  *out = NULL;
  for (char **part = parts; *part; part++) {
    char *value = strchr (g_strstrip (*part), '=');

    if (**part == '\0')
      continue;
    if (value)
      *value++ = '\0';
    if (!value || !*g_strstrip (*part) || !*g_strstrip (value))
      return eta_check_refuse (
          error, _ ("“%s”: say what differs and how, for example Size=250 g; Colour=black."), line);
    if (!g_hash_table_add (seen, g_utf8_casefold (*part, -1)))
      return eta_check_refuse (error, _ ("“%s” says “%s” twice. Once is enough."), line, *part);
    g_string_append_printf (even, "%s%s=%s", even->len > 0 ? "; " : "", *part, value);
  }
  if (even->len > 0)
    *out = g_string_free (g_steal_pointer (&even), FALSE);
  return TRUE;
}
