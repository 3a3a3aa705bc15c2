#include "catalog/check.h"

#include "catalog/check-kinds.h"
#include "catalog/choices.h"
#include "catalog/clean.h"
#include "catalog/data.h"
#include "catalog/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
eta_check_refuse (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error) {
    g_assert (!*error);
    *error = g_error_new_valist (ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT, format, args);
  }
  va_end (args);
  return FALSE;
}

static gboolean
check_text (const EtaField *field, const char *text, char **out, GError **error)
{
  glong length = g_utf8_strlen (text, -1);

  if (field->max > 0 && length > field->max)
    return eta_check_refuse (
        error,
        ngettext ("The text has %ld characters; there is room for %d. Shorten it by %ld character.",
                  "The text has %ld characters; there is room for %d. Shorten it by %ld "
                  "characters.",
                  (gulong)(length - field->max)),
        length, (int)field->max, length - (glong)field->max);
  /* A code that Excel shortened is lost for good: better refused than kept. */
  if (g_str_equal (field->id, "sku") && eta_is_shortened (text))
    return eta_check_refuse (error,
                             _ ("“%s”: Excel shortened this code; format the column as Text and "
                                "type it again."),
                             text);
  *out = g_strdup (text);
  return TRUE;
}

/* "draft, checked, approved" in the user's language, for a table that is short enough to read. */
static char *
list_choices (const char *table)
{
  const EtaTable *data = eta_table_get (table);
  const char *const *languages = g_get_language_names ();
  g_autofree char *lang = g_strndup (languages[0], strcspn (languages[0], "_.@"));
  GString *list = g_string_new (NULL);

  for (guint row = 0; row < eta_table_n_rows (data); row++)
    g_string_append_printf (list, "%s%s", row > 0 ? ", " : "",
                            eta_choice_label (table, eta_table_cell_at (data, row, 0), lang));
  return g_string_free (list, FALSE);
}

static gboolean
check_choice (const EtaField *field, const char *text, char **out, GError **error)
{
  const char *key = eta_choice_key (field->choices, text);
  g_autofree char *list = NULL;

  if (key) {
    *out = g_strdup (key);
    return TRUE;
  }
  if (field->open)
    return check_text (field, text, out, error);
  if (eta_table_n_rows (eta_table_get (field->choices)) > 12)
    return eta_check_refuse (error, _ ("“%s” is not in the list. Choose one from the list."), text);
  list = list_choices (field->choices);
  return eta_check_refuse (error, _ ("“%s” is not one of the choices. Choose one of: %s."), text,
                           list);
}

gboolean
eta_check_value (const EtaField *field, const char *text, char **out, GError **error)
{
  static gboolean (*const checks[]) (const EtaField *, const char *, char **, GError **) = {
      [ETA_FIELD_TEXT] = check_text,           [ETA_FIELD_LONG] = check_text,
      [ETA_FIELD_COUNT] = eta_check_count,     [ETA_FIELD_GRAMS] = eta_check_measure,
      [ETA_FIELD_MM] = eta_check_measure,      [ETA_FIELD_DAYS] = eta_check_measure,
      [ETA_FIELD_CELSIUS] = eta_check_celsius, [ETA_FIELD_DATE] = eta_check_date,
      [ETA_FIELD_CHOICE] = check_choice,       [ETA_FIELD_GTIN] = eta_check_gtin_text,
      [ETA_FIELD_HS] = eta_check_hs,           [ETA_FIELD_PHONE] = eta_check_phone,
      [ETA_FIELD_EMAIL] = eta_check_email,     [ETA_FIELD_URL] = eta_check_url,
      [ETA_FIELD_POINT] = eta_check_point,
  };
  g_autofree char *clean =
      field->kind == ETA_FIELD_LONG ? eta_clean_text (text) : eta_clean_line (text);

  *out = NULL;
  if (*clean == '\0')
    return TRUE;
  return checks[field->kind](field, clean, out, error);
}

void
eta_remark_free (EtaRemark *remark)
{
  if (!remark)
    return;
  g_free (remark->field);
  g_free (remark->text);
  g_free (remark);
}
