#include "catalog/mapping-label.h"

#include "catalog/choices.h"
#include "catalog/language.h"
#include "catalog/measure.h"
#include "catalog/money.h"
#include "catalog/table-mapping.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What lists for sale have, the most common first. */
static const char *const targets[] = {
    "sku",
    "name.id",
    "name.en",
    "name.ar",
    "price.idr",
    "price.usd",
    "price.sar",
    "price.aed",
    "price.eur",
    "price.gbp",
    "price.myr",
    "price.usd.incoterm",
    "price.usd.place",
    "price.usd.until",
    "photo",
    "category",
    "unit",
    "net",
    "net@kg",
    "gross",
    "gross@kg",
    "summary.id",
    "summary.en",
    "summary.ar",
    "story.id",
    "story.en",
    "story.ar",
    "ingredients.id",
    "ingredients.en",
    "ingredients.ar",
    "allergens.id",
    "allergens.en",
    "allergens.ar",
    "storage.id",
    "storage.en",
    "storage.ar",
    "usage.id",
    "usage.en",
    "usage.ar",
    "brand",
    "gtin",
    "hs",
    "hs_edition",
    "stage",
    "origin",
    "country",
    "province",
    "regency",
    "length",
    "width",
    "height",
    "shelf_life",
    "shelf_life@month",
    "keep_min",
    "keep_max",
    "moq",
    "lead_time",
    "capacity",
    "port",
    "sample_terms",
    "payment_terms",
    "carton.count",
    "carton.length",
    "carton.length@cm",
    "carton.width",
    "carton.width@cm",
    "carton.height",
    "carton.height@cm",
    "carton.gross",
    "carton.gross@kg",
    "carton.net",
    "carton.net@kg",
    "inner.count",
    "pallet.count",
    "certificates",
    "producer",
    "city",
    NULL,
};

const char *const *
eta_mapping_targets (void)
{
  return targets;
}

/* --- labels ----------------------------------------------------------------------------------- */

static const char *const named[][2] = {
    {"producer", N_ ("Producer")},
    {"city", N_ ("Producer’s regency or city")},
    {"photo", N_ ("Photos (file names)")},
    {"certificates", N_ ("Certificates")},
    {"origin", N_ ("Origin (regency, province, country)")},
    {"id", N_ ("Indonesian")},
    {"en", N_ ("English")},
    {"ar", N_ ("Arabic")},
    {"carton", N_ ("Carton")},
    {"inner", N_ ("Inner pack")},
    {"pallet", N_ ("Pallet")},
    {"length", N_ ("Length")},
    {"width", N_ ("Width")},
    {"height", N_ ("Height")},
    {"gross", N_ ("Gross weight")},
    {"net", N_ ("Net weight")},
    {"count", N_ ("Content")},
    {"upright", N_ ("Keep upright")},
    {"incoterm", N_ ("Incoterm")},
    {"place", N_ ("Named place")},
    {"until", N_ ("Valid until")},
    {"month", N_ ("months")},
    {"week", N_ ("weeks")},
    {"year", N_ ("years")},
    {"day", N_ ("days")},
};

/* NULL when it has no name of its own. */
static const char *
name_of (const char *part)
{
  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    if (g_str_equal (named[i][0], part))
      return _ (named[i][1]);
  return NULL;
}

static char *
price_label (char **parts, guint n)
{
  g_autofree char *currency = g_ascii_strup (parts[1], -1);
  g_autofree char *price = NULL;
  const char *member = n > 2 ? name_of (parts[n - 1]) : NULL;

  if (n > 2 && g_ascii_isdigit (parts[2][0]))
    price = g_strdup_printf (_ ("Price %1$s from %2$s on"), currency, parts[2]);
  else
    price = g_strdup_printf (_ ("Price %s"), currency);
  return member ? g_strdup_printf ("%s: %s", price, member) : g_steal_pointer (&price);
}

static char *
plain_label (char **parts, guint n)
{
  const EtaField *field = eta_field_find (ETA_FIELD_OF_PRODUCT, parts[0]);
  const EtaField *words = eta_field_find (ETA_FIELD_OF_WORDS, parts[0]);

  if (n == 1 && !field)
    return g_strdup (name_of (parts[0]) ? name_of (parts[0]) : parts[0]);
  if (n == 1)
    return g_strdup (_ (field->label));
  if (g_str_equal (parts[0], "price"))
    return price_label (parts, n);
  if (words)
    return g_strdup_printf ("%s (%s)", _ (words->label),
                            name_of (parts[1]) ? name_of (parts[1]) : parts[1]);
  return g_strdup_printf ("%s: %s", name_of (parts[0]) ? name_of (parts[0]) : parts[0],
                          name_of (parts[1]) ? name_of (parts[1]) : parts[1]);
}

/* The unit of a bare number: grams and millimetres unless it says otherwise. */
static const char *
unit_of (char **parts, guint n)
{
  const EtaField *field = n == 1 ? eta_field_find (ETA_FIELD_OF_PRODUCT, parts[0]) : NULL;

  if (field && field->kind == ETA_FIELD_CELSIUS)
    return NULL;
  if (field && field->kind == ETA_FIELD_DAYS)
    return name_of ("day");
  if (field)
    return field->unit;
  if (n != 2 || g_str_equal (parts[0], "price") || g_str_equal (parts[1], "count") ||
      g_str_equal (parts[1], "upright") || !name_of (parts[0]))
    return NULL;
  return g_str_equal (parts[1], "gross") || g_str_equal (parts[1], "net") ? "g" : "mm";
}

char *
eta_mapping_label (const char *address)
{
  const char *at = strchr (address, '@');
  g_autofree char *bare = g_strndup (address, strcspn (address, "@"));
  g_auto (GStrv) parts = g_strsplit (bare, ".", -1);
  guint n = g_strv_length (parts);
  g_autofree char *label = plain_label (parts, n);
  const char *unit = at ? at + 1 : unit_of (parts, n);

  if (!unit)
    return g_steal_pointer (&label);
  return g_strdup_printf ("%s (%s)", label, name_of (unit) ? name_of (unit) : unit);
}

/* --- values ----------------------------------------------------------------------------------- */

static char *
number_text (gint64 number, EtaFieldKind kind, const char *lang)
{
  g_autofree char *plain = NULL;

  if (kind == ETA_FIELD_GRAMS)
    return eta_grams_text (number, lang);
  if (kind == ETA_FIELD_DAYS)
    return eta_days_text (number, lang);
  plain = eta_language_number (eta_language_get (lang), number, 0);
  if (kind == ETA_FIELD_MM)
    return g_strdup_printf ("%s mm", plain);
  return kind == ETA_FIELD_CELSIUS ? g_strdup_printf ("%s °C", plain) : g_steal_pointer (&plain);
}

static char *
field_text (const EtaField *field, const char *value, const char *lang)
{
  if (field->kind == ETA_FIELD_CHOICE && field->choices)
    return g_strdup (eta_choice_label (field->choices, value, lang));
  if (field->kind >= ETA_FIELD_COUNT && field->kind <= ETA_FIELD_CELSIUS)
    return number_text (g_ascii_strtoll (value, NULL, 10), field->kind, lang);
  return g_strdup (value);
}

static char *
price_text (const char *value, char **parts, const char *lang)
{
  g_autofree char *currency = g_ascii_strup (parts[1], -1);
  gint64 minor;

  if (!eta_money_parse (value, currency, '.', &minor, NULL))
    return g_strdup (value);
  return eta_money_text (minor, currency, lang, TRUE);
}

static EtaFieldKind
pack_kind (const char *member)
{
  if (g_str_equal (member, "gross") || g_str_equal (member, "net"))
    return ETA_FIELD_GRAMS;
  return g_str_equal (member, "count") ? ETA_FIELD_COUNT : ETA_FIELD_MM;
}

char *
eta_mapping_value_text (const EtaProduct *product, const char *address, const char *lang)
{
  g_autofree char *bare = g_strndup (address, strcspn (address, "@"));
  g_auto (GStrv) parts = g_strsplit (bare, ".", -1);
  g_autofree char *value = eta_product_get (product, bare);
  guint n = g_strv_length (parts);
  const EtaField *field = n == 1 ? eta_field_find (ETA_FIELD_OF_PRODUCT, bare) : NULL;

  if (!value)
    return g_strdup ("");
  if (field)
    return field_text (field, value, lang);
  if (n >= 2 && g_str_equal (parts[0], "price"))
    return price_text (value, parts, lang);
  if (n == 2 && unit_of (parts, n))
    return number_text (g_ascii_strtoll (value, NULL, 10), pack_kind (parts[1]), lang);
  return g_steal_pointer (&value);
}
