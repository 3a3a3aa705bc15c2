#include "catalog/check-kinds.h"
#include "catalog/choices.h"
#include "catalog/decimal.h"
#include "catalog/fold.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A unit that may stand behind a number, in the field's own unit. */
typedef struct {
  EtaFieldKind kind;
  guint64 factor;
  const char *words; /* folded, a space between them */
} Unit;

static const Unit units[] = {
    {ETA_FIELD_GRAMS, 1, "g gr gram grams gm غ غم غرام جرام"},
    {ETA_FIELD_GRAMS, 1000, "kg kgs kilo kilogram kilograms كغ كغم كجم كيلوغرام"},
    {ETA_FIELD_GRAMS, 100, "ons"},
    {ETA_FIELD_GRAMS, 1000000, "t ton tons tonne tonnes طن"},
    {ETA_FIELD_MM, 1, "mm milimeter millimetre millimeter مم"},
    {ETA_FIELD_MM, 10, "cm sentimeter centimetre centimeter سم"},
    {ETA_FIELD_MM, 1000, "m mtr meter metre م متر"},
    {ETA_FIELD_DAYS, 1, "d day days hari h hr يوم ايام"},
    {ETA_FIELD_DAYS, 7, "week weeks minggu mgg pekan اسبوع اسابيع"},
    {ETA_FIELD_DAYS, 30, "month months mo bulan bln شهر اشهر"},
    {ETA_FIELD_DAYS, 365, "year years yr yrs tahun thn th سنه سنوات عام"},
};

/* Words that only say "in a month" behind a capacity. */
static const char month_words[] = " bulan bln month months mo monthly per a sebulan شهر شهريا ";

static gboolean
has_word (const char *list, const char *word)
{
  g_autofree char *padded = g_strdup_printf (" %s ", list);
  g_autofree char *wanted = g_strdup_printf (" %s ", word);

  return strstr (padded, wanted) != NULL;
}

static const Unit *
find_unit (EtaFieldKind kind, const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (units[i].kind == kind && has_word (units[i].words, word))
      return &units[i];
  return NULL;
}

/* The words behind a number: "bulan / months" → "bulan", "months". Empty strings are left in. */
static char **
words_behind (const char *text)
{
  g_autofree char *folded = eta_fold (text);

  return g_strsplit_set (folded, " /.,()", -1);
}

static gboolean
refuse_range (const EtaField *field, const char *text, GError **error)
{
  g_autofree char *min = g_strdup_printf ("%" G_GINT64_FORMAT, field->min);
  g_autofree char *max = g_strdup_printf ("%" G_GINT64_FORMAT, field->max);

  if (field->unit)
    /* Translators: a weight, size, time or temperature with its limits and its unit. */
    return eta_check_refuse (error, _ ("“%s” is out of range. It can be from %s to %s %s."), text,
                             min, max, field->unit);
  return eta_check_refuse (error, _ ("“%s” is out of range. It can be from %s to %s."), text, min,
                           max);
}

static gboolean
finish (const EtaField *field, gint64 value, const char *text, char **out, GError **error)
{
  if (value < field->min || value > field->max)
    return refuse_range (field, text, error);
  if (value != 0 || field->kind == ETA_FIELD_CELSIUS)
    *out = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  return TRUE;
}

/* Nothing but white space stands before the first digit. */
static gboolean
starts_with_digit (const char *text)
{
  return *text != '\0' && g_unichar_isdigit (g_utf8_get_char (text));
}

static gboolean
count_words_are_fine (const char *rest)
{
  g_auto (GStrv) words = words_behind (rest);
  gboolean unit_seen = FALSE;

  for (char **word = words; *word; word++) {
    const char *key;

    if (**word == '\0' || has_word (month_words, *word))
      continue;
    key = eta_choice_key ("sale-units.tsv", *word);
    /* A dozen is twelve: dropping the word would change what was meant. */
    if (!key || g_str_equal (key, "dozen") || g_str_equal (key, "tonne") || unit_seen)
      return FALSE;
    unit_seen = TRUE;
  }
  return TRUE;
}

gboolean
eta_check_count (const EtaField *field, const char *text, char **out, GError **error)
{
  static const EtaDecimalRules rules = {0, ETA_LONE_THOUSANDS, ETA_LONE_THOUSANDS};
  const char *end = eta_decimal_end (text);
  EtaDecimal decimal;
  gint64 value;

  if (!starts_with_digit (text) ||
      eta_decimal_read (text, end, &rules, &decimal) != ETA_DECIMAL_OK || decimal.decimals > 0 ||
      !count_words_are_fine (end))
    return eta_check_refuse (
        error, _ ("“%s” is no whole number of units. Type digits alone, for example 500."), text);
  if (!eta_decimal_scale (&decimal, 1, &value))
    return refuse_range (field, text, error);
  return finish (field, value, text, out, error);
}

/* All words behind the number must name one unit ("12 bulan / months"). */
static const Unit *
read_unit (const EtaField *field, const char *rest)
{
  g_auto (GStrv) words = words_behind (rest);
  const Unit *found = NULL;

  for (char **word = words; *word; word++) {
    const Unit *unit;

    if (**word == '\0')
      continue;
    unit = find_unit (field->kind, *word);
    if (!unit || (found && found->factor != unit->factor))
      return NULL;
    found = unit;
  }
  if (found)
    return found;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (units[i].kind == field->kind && units[i].factor == 1)
      return &units[i];
  return NULL;
}

static gboolean
refuse_measure (const EtaField *field, const char *text, GError **error)
{
  static const char *const messages[] = {
      [ETA_FIELD_GRAMS] =
          N_ ("“%s” is no weight. Type grams, or a number with g, kg or t, for example 6.8 kg."),
      [ETA_FIELD_MM] =
          N_ ("“%s” is no length. Type millimetres, or a number with mm, cm or m, for example 40 "
              "cm."),
      [ETA_FIELD_DAYS] =
          N_ ("“%s” is no time. Type days, or a number with weeks, months or years, for example 12 "
              "months."),
  };

  return eta_check_refuse (error, _ (messages[field->kind]), text);
}

/* Twelve months are a year of 365 days, any other number is taken as months of 30. */
static gboolean
scale (const EtaDecimal *decimal, const Unit *unit, gint64 *value)
{
  if (unit->kind == ETA_FIELD_DAYS && unit->factor == 30 && decimal->decimals == 0 &&
      decimal->digits % 12 == 0 && decimal->digits < 12000) {
    *value = (gint64)(decimal->digits / 12 * 365);
    return TRUE;
  }
  return eta_decimal_scale (decimal, unit->factor, value);
}

gboolean
eta_check_measure (const EtaField *field, const char *text, char **out, GError **error)
{
  const char *end = eta_decimal_end (text);
  const Unit *unit = read_unit (field, end);
  EtaDecimalRules rules = {0};
  EtaDecimal decimal;
  gint64 value;

  if (!unit || !starts_with_digit (text))
    return refuse_measure (field, text, error);
  if (unit->factor == 1) /* nobody writes thousandths of a gram */
    rules.point = rules.comma = ETA_LONE_THOUSANDS;
  switch (eta_decimal_read (text, end, &rules, &decimal)) {
  case ETA_DECIMAL_UNCLEAR:
    return eta_check_refuse (error,
                             _ ("“%s” can be read in two ways. Type it in %s, without a mark for "
                                "thousands."),
                             text, field->unit);
  case ETA_DECIMAL_BAD:
    return refuse_measure (field, text, error);
  default:
    break;
  }
  if (!scale (&decimal, unit, &value))
    return eta_check_refuse (error, _ ("“%s” is finer than 1 %s or too large. Round it."), text,
                             field->unit);
  return finish (field, value, text, out, error);
}

gboolean
eta_check_celsius (const EtaField *field, const char *text, char **out, GError **error)
{
  static const EtaDecimalRules rules = {0};
  const char *start = eta_decimal_start (text), *end = eta_decimal_end (text);
  g_autofree char *before = g_strndup (text, start - text);
  g_autofree char *after = eta_fold (end);
  gboolean minus;
  EtaDecimal decimal;
  gint64 value;

  g_strstrip (before);
  minus = has_word ("- − –", before);
  if ((*before != '\0' && !minus && !g_str_equal (before, "+")) ||
      (*after != '\0' && !has_word ("c °c ° celsius derajat", after)) ||
      eta_decimal_read (start, end, &rules, &decimal) != ETA_DECIMAL_OK || decimal.decimals > 0 ||
      !eta_decimal_scale (&decimal, 1, &value))
    return eta_check_refuse (
        error, _ ("“%s” is no temperature. Type whole degrees Celsius, for example −18."), text);
  return finish (field, minus ? -value : value, text, out, error);
}
