#include "catalog/value-text.h"

#include "catalog/choices.h"
#include "catalog/measure.h"

#include <string.h>

static char *
number_text (const EtaField *field, gint64 number, const char *lang)
{
  g_autofree char *count = NULL;

  if (field->kind == ETA_FIELD_GRAMS)
    return eta_grams_text (number, lang);
  if (field->kind == ETA_FIELD_DAYS)
    return eta_days_text (number, lang);
  count = eta_count_text (number, lang);
  return field->unit ? g_strdup_printf ("%s %s", count, field->unit) : g_steal_pointer (&count);
}

char *
eta_value_text (const EtaField *field, const char *value, const char *lang)
{
  g_autofree char *day = NULL;
  char *text;

  if (!value)
    return g_strdup ("");
  if (field->kind >= ETA_FIELD_COUNT && field->kind <= ETA_FIELD_CELSIUS)
    return number_text (field, g_ascii_strtoll (value, NULL, 10), lang);
  if (field->kind == ETA_FIELD_CHOICE)
    return g_strdup (eta_choice_label (field->choices, value, lang));
  if (field->kind != ETA_FIELD_DATE)
    return g_strdup (value);
  day = g_strndup (value, strlen ("2026-11-25"));
  text = eta_date_text (day, lang);
  return text ? text : g_strdup (value);
}
