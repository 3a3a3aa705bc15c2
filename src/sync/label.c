/* What the paths of a listing are called. */
#include "sync/listing.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

typedef struct {
  const char *name;
  const char *label;
  const char *unit;
} Label;

static const Label plain_labels[] = {
    {"status", N_ ("In the shop window"), NULL},
    {"channel", N_ ("Sales channel"), NULL},
    {"lang", N_ ("Language of the shop’s texts"), NULL},
    {"title", N_ ("Name"), NULL},
    {"subtitle", N_ ("Summary"), NULL},
    {"description", N_ ("Story"), NULL},
    {"hs", N_ ("HS code"), NULL},
    {"origin", N_ ("Country of origin"), NULL},
    {"weight", N_ ("Weight"), "g"},
    {"length", N_ ("Length"), "mm"},
    {"width", N_ ("Width"), "mm"},
    {"height", N_ ("Height"), "mm"},
    {"images", N_ ("Photos"), NULL},
};

static const Label text_labels[] = {
    {"title", N_ ("Name"), NULL},          {"subtitle", N_ ("Summary"), NULL},
    {"description", N_ ("Story"), NULL},   {"ingredients", N_ ("Ingredients"), NULL},
    {"allergens", N_ ("Allergens"), NULL}, {"storage", N_ ("Storage"), NULL},
    {"usage", N_ ("Use and care"), NULL},
};

static const Label variant_labels[] = {
    {"rank", N_ ("Order of variants"), NULL}, {"title", N_ ("Variant"), NULL},
    {"barcode", N_ ("Barcode"), NULL},        {"weight", N_ ("Weight"), "g"},
    {"options", N_ ("Option"), NULL},
};

static const Label fact_labels[] = {
    {"moq", N_ ("Minimum order"), NULL},
    {"lead_time_days", N_ ("Lead time in days"), NULL},
    {"capacity_per_month", N_ ("Capacity per month"), NULL},
    {"shelf_life_days", N_ ("Shelf life in days"), NULL},
    {"keep_min_c", N_ ("Lowest storage temperature"), "°C"},
    {"keep_max_c", N_ ("Highest storage temperature"), "°C"},
    {"unit", N_ ("Sale unit"), NULL},
    {"net_g", N_ ("Net weight"), "g"},
    {"gross_g", N_ ("Gross weight"), "g"},
    {"brand", N_ ("Brand"), NULL},
    {"stage", N_ ("Stage of value added"), NULL},
    {"port", N_ ("Port of loading"), NULL},
    {"hs_edition", N_ ("Edition of the HS code"), NULL},
    {"province", N_ ("Province"), NULL},
    {"regency", N_ ("Regency"), NULL},
    {"sample_terms", N_ ("Sample terms"), NULL},
    {"payment_terms", N_ ("Payment terms"), NULL},
    {"producer", N_ ("Producer"), NULL},
    {"pesantren", N_ ("Pesantren"), NULL},
    {"certificates", N_ ("Certificates"), NULL},
};

static const Label *
find_label (const Label *labels, gsize n, const char *name)
{
  gsize i;

  for (i = 0; i < n; i++)
    if (g_str_equal (labels[i].name, name))
      return &labels[i];
  return NULL;
}

/* “Arabic” in the user's language. */
static char *
language_name (const char *lang)
{
  UChar name[64];
  char text[256];
  UErrorCode status = U_ZERO_ERROR;
  const char *user = g_get_language_names ()[0];

  uloc_getDisplayName (lang, g_str_equal (user, "C") ? "en" : user, name, G_N_ELEMENTS (name),
                       &status);
  u_strToUTF8 (text, sizeof text, NULL, name, -1, &status);
  return g_strdup (U_SUCCESS (status) && *text ? text : lang);
}

static char *
text_label (char **segments, guint n)
{
  const Label *label =
      n == 3 ? find_label (text_labels, G_N_ELEMENTS (text_labels), segments[2]) : NULL;
  g_autofree char *language = n > 1 ? language_name (segments[1]) : NULL;

  if (!label)
    return g_strdup (n > 2 ? segments[2] : segments[0]);
  /* Translators: a text of a product and its language: “Story, Arabic” */
  return g_strdup_printf (_ ("%s, %s"), _ (label->label), language);
}

static char *
price_label (const char *sku, const char *currency, const char *from)
{
  if (g_str_equal (from, "1"))
    /* Translators: currency, then the code of the product: “Price USD (KOPI-01)” */
    return g_strdup_printf (_ ("Price %s (%s)"), currency, sku);
  /* Translators: currency, number of units, code of the product */
  return g_strdup_printf (_ ("Price %s from %s (%s)"), currency, from, sku);
}

static char *
variant_label (char **segments, guint n)
{
  const Label *label = NULL;

  if (n == 5 && g_str_equal (segments[2], "prices"))
    return price_label (segments[1], segments[3], segments[4]);
  if (n > 2)
    label = find_label (variant_labels, G_N_ELEMENTS (variant_labels), segments[2]);
  if (!label)
    return g_strdup (segments[n - 1]);
  return g_strdup_printf ("%s (%s)", n == 4 ? segments[3] : _ (label->label), segments[1]);
}

/* "incoterm_usd_500" */
static char *
terms_label (const char *key)
{
  g_auto (GStrv) parts = g_strsplit (key, "_", 3);
  g_autofree char *currency = NULL;

  if (g_strv_length (parts) != 3)
    return NULL;
  currency = g_ascii_strup (parts[1], -1);
  /* Translators: currency, number of units */
  return g_strdup_printf (_ ("Terms of delivery, %s from %s"), currency, parts[2]);
}

static char *
fact_label (char **segments, guint n)
{
  const Label *label =
      n == 2 ? find_label (fact_labels, G_N_ELEMENTS (fact_labels), segments[1]) : NULL;
  g_autofree char *words = NULL;

  if (label)
    return g_strdup (_ (label->label));
  if (g_str_has_prefix (segments[n - 1], "incoterm_") && (words = terms_label (segments[n - 1])))
    return g_steal_pointer (&words);
  words = g_strdup (segments[n - 1]);
  if (*words)
    *words = g_ascii_toupper (*words);
  return g_strdelimit (g_steal_pointer (&words), "_", ' ');
}

char *
eta_listing_label (const char *path)
{
  g_auto (GStrv) segments = eta_listing_path_split (path);
  guint n = g_strv_length (segments);
  const Label *label;

  if (n == 0)
    return g_strdup (path);
  if (g_str_equal (segments[0], "texts"))
    return text_label (segments, n);
  if (g_str_equal (segments[0], "variants") && n > 1)
    return variant_label (segments, n);
  if (g_str_equal (segments[0], "facts"))
    return fact_label (segments, n);
  if (g_str_equal (segments[0], "categories") && n > 1)
    return g_strdup_printf (_ ("Category “%s”"), segments[1]);
  if (g_str_equal (segments[0], "tags") && n > 1)
    return g_strdup_printf (_ ("Tag “%s”"), segments[1]);
  label = find_label (plain_labels, G_N_ELEMENTS (plain_labels), segments[0]);
  return g_strdup (label ? _ (label->label) : path);
}

static char *
photos_text (const char *images)
{
  g_auto (GStrv) each = g_strsplit (images, " ", -1);
  guint n = g_strv_length (each);

  return g_strdup_printf (ngettext ("%u photo", "%u photos", n), n);
}

static const char *
unit_of (char **segments, guint n)
{
  const Label *label = NULL;

  if (n == 1)
    label = find_label (plain_labels, G_N_ELEMENTS (plain_labels), segments[0]);
  else if (n == 2 && g_str_equal (segments[0], "facts"))
    label = find_label (fact_labels, G_N_ELEMENTS (fact_labels), segments[1]);
  else if (n == 3 && g_str_equal (segments[0], "variants"))
    label = find_label (variant_labels, G_N_ELEMENTS (variant_labels), segments[2]);
  return label ? label->unit : NULL;
}

char *
eta_listing_value_text (const char *path, const char *value)
{
  g_auto (GStrv) segments = eta_listing_path_split (path);
  guint n = g_strv_length (segments);
  const char *unit;

  if (!value)
    /* Translators: a field that holds nothing */
    return g_strdup (_ ("(nothing)"));
  if (g_str_equal (path, "images"))
    return photos_text (value);
  if (g_str_equal (path, "status"))
    return g_strdup (g_str_equal (value, "published") ? _ ("shown") : _ ("not shown"));
  if (g_str_equal (segments[0], "categories") || g_str_equal (segments[0], "tags"))
    return g_strdup (_ ("set"));
  if (n == 5 && g_str_equal (segments[2], "prices"))
    return g_strdup_printf ("%s %s", segments[3], value);
  unit = unit_of (segments, n);
  return unit ? g_strdup_printf ("%s %s", value, unit) : g_strdup (value);
}
