#include "sheets/wording.h"

#include "catalog/check.h"
#include "catalog/choices.h"
#include "catalog/measure.h"
#include "catalog/money.h"
#include "sheets/labels.h"

#include <string.h>
#include <unicode/uloc.h>

/* Formats, gives the digits asked for, isolates. TEXT is transfer full and may be NULL. */
static char *
finish (const EtaComposer *composer, char *text)
{
  g_autofree char *owned = text;

  return eta_composer_figure (composer, owned);
}

/* --- Money and numbers ------------------------------------------------------------------------ */

char *
eta_wording_money (const EtaComposer *composer, gint64 minor, const char *currency)
{
  return finish (composer, eta_money_text (minor, currency, composer->lang, FALSE));
}

char *
eta_wording_amount (const EtaComposer *composer, gint64 minor, const char *currency)
{
  g_autofree char *text = eta_money_text (minor, currency, composer->lang, FALSE);
  const char *start = text, *end;

  while (*start && !g_ascii_isdigit (*start))
    start++;
  end = text + strlen (text);
  while (end > start && !g_ascii_isdigit (end[-1]))
    end--;
  return finish (composer, g_strndup (start, end - start));
}

char *
eta_wording_delivery (const EtaComposer *composer, const EtaPrice *price)
{
  g_autofree char *text = NULL;

  if (!price->incoterm)
    return eta_composer_name (composer, price->place);
  text = g_strjoin (" ", price->incoterm, price->place, NULL);
  return eta_composer_name (composer, text);
}

static gboolean
same_offer (const EtaPrice *a, const EtaPrice *b)
{
  return g_strcmp0 (a->currency, b->currency) == 0 && g_strcmp0 (a->incoterm, b->incoterm) == 0 &&
         g_strcmp0 (a->place, b->place) == 0;
}

const EtaPrice *
eta_wording_price (const EtaComposer *composer, const EtaProduct *product)
{
  gboolean home = g_str_has_prefix (composer->lang, "id");
  const EtaPrice *best = eta_product_price (product, composer->currency);

  for (guint i = 0; i < product->prices->len; i++) {
    const EtaPrice *price = product->prices->pdata[i];
    if (composer->currency && g_strcmp0 (price->currency, composer->currency) != 0)
      continue;
    if (home == (price->incoterm == NULL)) {
      best = price;
      break;
    }
  }
  for (guint i = 0; best && i < product->prices->len; i++) {
    const EtaPrice *price = product->prices->pdata[i];
    if (same_offer (price, best) && price->quantity < best->quantity)
      best = price;
  }
  return best;
}

char *
eta_wording_count (const EtaComposer *composer, gint64 count)
{
  return count > 0 ? finish (composer, eta_count_text (count, composer->lang)) : NULL;
}

char *
eta_wording_units (const EtaComposer *composer, gint64 count, const char *unit)
{
  if (count <= 0)
    return NULL;
  if (!unit)
    return eta_wording_count (composer, count);
  return finish (composer, eta_units_text (count, unit, composer->lang));
}

char *
eta_wording_kilograms (const EtaComposer *composer, gint64 grams)
{
  const char *mark = g_str_has_prefix (composer->lang, "id") ? "," : ".";
  g_autofree char *whole = eta_count_text (grams / 1000, composer->lang);
  g_autofree char *rest = g_strdup_printf ("%03d", (int)(grams % 1000));

  if (grams <= 0)
    return NULL;
  for (int i = 2; i >= 0 && rest[i] == '0'; i--)
    rest[i] = '\0';
  return finish (composer, g_strconcat (whole, rest[0] ? mark : "", rest, NULL));
}

char *
eta_wording_date (const EtaComposer *composer, const char *iso)
{
  return iso ? finish (composer, eta_date_text (iso, composer->lang)) : NULL;
}

char *
eta_wording_days (const EtaComposer *composer, gint64 days)
{
  return days > 0 ? finish (composer, eta_days_text (days, composer->lang)) : NULL;
}

char *
eta_wording_lead_time (const EtaComposer *composer, gint64 days)
{
  return days > 0 ? finish (composer, eta_lead_time_text (days, composer->lang)) : NULL;
}

/* --- Places, phones, papers ------------------------------------------------------------------- */

static const char *
country_label (const char *code, const char *lang)
{
  return code ? eta_choice_label ("countries.tsv", code, lang) : NULL;
}

char *
eta_wording_place (const EtaComposer *composer,
                   const char *regency,
                   const char *province,
                   const char *country)
{
  g_autofree char *first = eta_composer_name (composer, regency);
  g_autofree char *second =
      eta_composer_name (composer, eta_province_label (province, composer->lang));
  const char *parts[] = {first, second, country_label (country, composer->lang)};

  return eta_composer_join (composer, parts, G_N_ELEMENTS (parts));
}

char *
eta_wording_language (const EtaComposer *composer)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar name[64];
  int32_t length =
      uloc_getDisplayLanguage (composer->lang, composer->lang, name, G_N_ELEMENTS (name), &status);

  return U_FAILURE (status) ? g_strdup (composer->lang)
                            : g_utf16_to_utf8 ((const gunichar2 *)name, length, NULL, NULL, NULL);
}

/* Indonesian mobile numbers as they are read aloud, others after their country code; +62 is the
 * only code that is known here. */
char *
eta_wording_phone (const EtaComposer *composer, const char *e164)
{
  g_autoptr (GString) text = g_string_new (e164);

  if (!e164)
    return NULL;
  if (g_str_has_prefix (e164, "+62"))
    g_string_insert_c (text, 3, ' ');
  if (g_str_has_prefix (e164, "+628"))
    for (gsize gap = 7; gap + 1 < text->len; gap += 5)
      g_string_insert_c (text, (gssize)gap, ' ');
  return eta_composer_value (composer, text->str);
}

char *
eta_wording_validity (const EtaComposer *composer, const EtaCertificate *certificate)
{
  if (certificate->expires)
    return eta_wording_date (composer, certificate->expires);
  if (g_strcmp0 (certificate->kind, "halal") == 0)
    return g_strdup (eta_label ("valid_unchanged", composer->lang));
  return NULL;
}

/* --- Texts ------------------------------------------------------------------------------------ */

static const char *
member (const EtaWords *words, gsize offset)
{
  return words ? G_STRUCT_MEMBER (char *, words, offset) : NULL;
}

/* The text at OFFSET of EtaWords in LANG or the next best language, which is put into *FOUND. */
static const char *
best_text (
    const EtaProduct *product, gsize offset, const char *lang, gboolean any, const char **found)
{
  const char *const order[] = {lang, "en", "id"};

  for (guint i = 0; i < (any ? 3 : 2); i++) {
    const char *text = member (eta_product_words (product, order[i]), offset);
    *found = order[i];
    if (text)
      return text;
  }
  for (guint i = 0; any && i < product->words->len; i++) {
    const EtaWords *words = product->words->pdata[i];
    *found = words->lang;
    if (member (words, offset))
      return member (words, offset);
  }
  return NULL;
}

static char *
text_of (const EtaComposer *composer, const EtaProduct *product, gsize offset, gboolean any)
{
  const char *found = composer->lang;
  const char *text = best_text (product, offset, composer->lang, any, &found);

  return eta_composer_text_in (composer, text, found);
}

#define WORDS(name) G_STRUCT_OFFSET (EtaWords, name)

char *
eta_wording_name (const EtaComposer *composer, const EtaProduct *product)
{
  char *name = text_of (composer, product, WORDS (name), TRUE);

  if (name)
    return name;
  return eta_composer_value (composer, product->sku ? product->sku : "");
}

char *
eta_wording_second_name (const EtaComposer *composer, const EtaProduct *product)
{
  const EtaWords *second =
      composer->second_lang ? eta_product_words (product, composer->second_lang) : NULL;
  const char *found;
  const char *first = best_text (product, WORDS (name), composer->lang, TRUE, &found);

  if (!second || !second->name || g_strcmp0 (second->name, first) == 0)
    return NULL;
  return eta_composer_text_in (composer, second->name, composer->second_lang);
}

char *
eta_wording_summary (const EtaComposer *composer, const EtaProduct *product)
{
  return text_of (composer, product, WORDS (summary), FALSE);
}

char *
eta_wording_story (const EtaComposer *composer, const EtaProduct *product)
{
  return text_of (composer, product, WORDS (story), FALSE);
}

/* --- Facts ------------------------------------------------------------------------------------ */

typedef char *(*FactFunc) (const EtaComposer *composer, const EtaSheetInput *input);

static char *
fact_hs (const EtaComposer *composer, const EtaSheetInput *input)
{
  const EtaProduct *p = input->product;
  g_autofree char *code = p->hs ? eta_hs_format (p->hs) : NULL;
  g_autofree char *text =
      code && p->hs_edition ? g_strdup_printf ("%s (%s)", code, p->hs_edition) : NULL;

  return eta_composer_value (composer, text ? text : code);
}

static char *
fact_gtin (const EtaComposer *composer, const EtaSheetInput *input)
{
  return eta_composer_value (composer, input->product->gtin);
}

static char *
fact_brand (const EtaComposer *composer, const EtaSheetInput *input)
{
  return eta_composer_name (composer, input->product->brand);
}

static char *
fact_origin (const EtaComposer *composer, const EtaSheetInput *input)
{
  const EtaProduct *p = input->product;

  return eta_wording_place (composer, p->regency, p->province, p->country);
}

static char *
fact_net (const EtaComposer *composer, const EtaSheetInput *input)
{
  gint64 net = input->product->net;

  return net > 0 ? finish (composer, eta_grams_text (net, composer->lang)) : NULL;
}

/* "400 × 300 × 250" keeps its order; the unit after it follows the sheet's direction. */
static char *
size_text (const EtaComposer *composer, gint64 length, gint64 width, gint64 height)
{
  g_autofree char *text = eta_size_text (length, width, height, composer->lang);
  g_autofree char *figures = NULL, *isolated = NULL;
  const char *end = text;

  if (!text)
    return NULL;
  for (const char *p = text; *p; p++)
    if (g_ascii_isdigit (*p))
      end = p + 1;
  figures = g_strndup (text, end - text);
  isolated = eta_composer_value (composer, figures);
  return g_strconcat (isolated, end, NULL);
}

static char *
fact_size (const EtaComposer *composer, const EtaSheetInput *input)
{
  const EtaProduct *p = input->product;

  return size_text (composer, p->length, p->width, p->height);
}

static char *
fact_variants (const EtaComposer *composer, const EtaSheetInput *input)
{
  const GPtrArray *variants = input->product->variants;
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < variants->len; i++) {
    const EtaVariant *variant = variants->pdata[i];
    g_autofree char *options = eta_composer_name (composer, variant->options);
    g_autofree char *sku = eta_composer_value (composer, variant->sku);

    if (!options && !sku)
      continue;
    g_string_append_printf (lines, "%s%s%s%s", lines->len ? "\n" : "", options ? options : "",
                            options && sku ? " · " : "", sku ? sku : "");
  }
  return lines->len ? g_strdup (lines->str) : NULL;
}

static char *
fact_ingredients (const EtaComposer *composer, const EtaSheetInput *input)
{
  return text_of (composer, input->product, WORDS (ingredients), TRUE);
}

static char *
fact_allergens (const EtaComposer *composer, const EtaSheetInput *input)
{
  return text_of (composer, input->product, WORDS (allergens), TRUE);
}

static char *
fact_storage (const EtaComposer *composer, const EtaSheetInput *input)
{
  return text_of (composer, input->product, WORDS (storage), TRUE);
}

static char *
fact_usage (const EtaComposer *composer, const EtaSheetInput *input)
{
  return text_of (composer, input->product, WORDS (usage), FALSE);
}

static char *
fact_shelf_life (const EtaComposer *composer, const EtaSheetInput *input)
{
  return eta_wording_days (composer, input->product->shelf_life);
}

/* "15–25 °C" keeps its order; a minus sign, not a hyphen, stands before a figure below zero. */
static char *
degrees (const EtaComposer *composer, gint64 celsius)
{
  g_autofree char *text = g_strdup_printf ("%s%" G_GINT64_FORMAT " °C", celsius < 0 ? "−" : "",
                                           celsius < 0 ? -celsius : celsius);

  return eta_composer_value (composer, text);
}

static char *
fact_temperature (const EtaComposer *composer, const EtaSheetInput *input)
{
  gint64 low = input->product->keep_min, high = input->product->keep_max;
  g_autofree char *to = high == ETA_NO_CELSIUS ? NULL : degrees (composer, high);
  g_autofree char *from = low == ETA_NO_CELSIUS ? NULL : degrees (composer, low);
  g_autofree char *range = NULL;

  if (from && to && low != high) {
    range = g_strdup_printf ("%s%" G_GINT64_FORMAT "–%s%" G_GINT64_FORMAT " °C", low < 0 ? "−" : "",
                             ABS (low), high < 0 ? "−" : "", ABS (high));
    return eta_composer_value (composer, range);
  }
  if (from && to)
    return g_steal_pointer (&from);
  if (to)
    return eta_label_fill ("up_to", composer->lang, to, NULL);
  return from ? eta_label_fill ("at_least", composer->lang, from, NULL) : NULL;
}

static char *
fact_port (const EtaComposer *composer, const EtaSheetInput *input)
{
  return eta_composer_name (composer, eta_port_label (input->product->port));
}

static char *
fact_lead_time (const EtaComposer *composer, const EtaSheetInput *input)
{
  return eta_wording_lead_time (composer, input->product->lead_time);
}

static char *
fact_capacity (const EtaComposer *composer, const EtaSheetInput *input)
{
  return eta_wording_units (composer, input->product->capacity, input->product->unit);
}

static char *
fact_moq (const EtaComposer *composer, const EtaSheetInput *input)
{
  return eta_wording_units (composer, input->product->moq, input->product->unit);
}

static char *
fact_sample (const EtaComposer *composer, const EtaSheetInput *input)
{
  return eta_composer_name (composer, input->product->sample_terms);
}

static char *
fact_payment (const EtaComposer *composer, const EtaSheetInput *input)
{
  return eta_composer_name (composer, input->product->payment_terms);
}

char *
eta_wording_carton_size (const EtaComposer *composer, const EtaPack *carton)
{
  return carton ? size_text (composer, carton->length, carton->width, carton->height) : NULL;
}

char *
eta_wording_carton_gross (const EtaComposer *composer, const EtaPack *carton)
{
  return carton && carton->gross > 0
             ? finish (composer, eta_grams_text (carton->gross, composer->lang))
             : NULL;
}

/* "24 pouches, 400 × 300 × 250 mm, 6.8 kg" */
static char *
fact_carton (const EtaComposer *composer, const EtaSheetInput *input)
{
  const EtaPack *carton = eta_product_pack (input->product, "carton");
  g_autofree char *count =
      carton ? eta_wording_units (composer, carton->count, input->product->unit) : NULL;
  g_autofree char *size = eta_wording_carton_size (composer, carton);
  g_autofree char *gross = eta_wording_carton_gross (composer, carton);
  const char *parts[] = {count, size, gross};

  return eta_composer_join (composer, parts, G_N_ELEMENTS (parts));
}

/* The kinds alone; numbers stand on the product sheet. */
static char *
fact_certificates (const EtaComposer *composer, const EtaSheetInput *input)
{
  const GPtrArray *certificates = input->product->certificates;
  g_autoptr (GPtrArray) kinds = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < certificates->len; i++) {
    const EtaCertificate *certificate = certificates->pdata[i];
    if (certificate->kind)
      g_ptr_array_add (kinds, eta_composer_name (
                                  composer, eta_choice_label ("certificate-kinds.tsv",
                                                              certificate->kind, composer->lang)));
  }
  return eta_composer_join (composer, (const char *const *)kinds->pdata, kinds->len);
}

static const struct {
  const char *key, *label, *cloth_label;
  FactFunc value;
} facts[] = {
    {"hs", "hs_code", NULL, fact_hs},
    {"gtin", "barcode", NULL, fact_gtin},
    {"brand", "brand", NULL, fact_brand},
    {"origin", "origin_place", NULL, fact_origin},
    {"net", "net_weight", NULL, fact_net},
    {"size", "unit_size", NULL, fact_size},
    {"variants", "variants", NULL, fact_variants},
    {"ingredients", "ingredients", "fibre", fact_ingredients},
    {"allergens", "allergens", NULL, fact_allergens},
    {"shelf_life", "shelf_life", NULL, fact_shelf_life},
    {"temperature", "keep_temperature", NULL, fact_temperature},
    {"storage", "storage", NULL, fact_storage},
    {"usage", "usage", "care", fact_usage},
    {"port", "port_loading", NULL, fact_port},
    {"lead_time", "lead_short", NULL, fact_lead_time},
    {"capacity", "capacity_short", NULL, fact_capacity},
    {"moq", "moq_short", NULL, fact_moq},
    {"carton", "level_carton", NULL, fact_carton},
    {"certificates", "certificates", NULL, fact_certificates},
    {"sample", "sample", NULL, fact_sample},
    {"payment", "payment_terms", NULL, fact_payment},
};

char *
eta_wording_fact (const EtaComposer *composer, const EtaSheetInput *input, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (g_str_equal (facts[i].key, key))
      return facts[i].value (composer, input);
  return NULL;
}

/* Cloth, clothing and headgear: chapters 50 to 63 and 65 of the Harmonized System. */
static gboolean
is_cloth (const EtaProduct *product)
{
  int chapter =
      product->hs && strlen (product->hs) >= 2
          ? g_ascii_digit_value (product->hs[0]) * 10 + g_ascii_digit_value (product->hs[1])
          : 0;

  return (chapter >= 50 && chapter <= 63) || chapter == 65;
}

const char *
eta_wording_fact_label (const EtaProduct *product, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (g_str_equal (facts[i].key, key))
      return facts[i].cloth_label && is_cloth (product) ? facts[i].cloth_label : facts[i].label;
  return key;
}

/* --- The code --------------------------------------------------------------------------------- */

char *
eta_wording_link (const EtaSheetInput *input, const char **purpose)
{
  const char *whatsapp = input->producer ? input->producer->whatsapp : NULL;
  g_autofree char *sku = NULL;

  *purpose = "view_online";
  if (input->link)
    return g_strdup (input->link);
  if (!whatsapp)
    return NULL;
  *purpose = "order_whatsapp";
  /* https://faq.whatsapp.com, "click to chat": digits of the number without the plus sign. */
  if (!input->product || !input->product->sku)
    return g_strconcat ("https://wa.me/", whatsapp + (whatsapp[0] == '+'), NULL);
  sku = g_uri_escape_string (input->product->sku, NULL, FALSE);
  return g_strconcat ("https://wa.me/", whatsapp + (whatsapp[0] == '+'), "?text=", sku, NULL);
}
