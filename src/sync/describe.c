#include "sync/describe.h"

#include "catalog/choices.h"
#include "catalog/fold.h"
#include "catalog/money.h"
#include "sync/describe-variants.h"
#include "sync/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HANDLE_MAX 48 /* letters of the name in a handle */

char *
eta_listing_key (const char *org, const char *product_id)
{
  return g_strdup_printf ("etl:%s:%s", org, product_id);
}

/* "Kopi Arabika Ijen, 250 g" → "kopi-arabika-ijen-250-g" */
static char *
slug (const char *text)
{
  g_autofree char *folded = eta_fold (text);
  GString *out = g_string_new (NULL);
  const char *p;

  for (p = folded; *p && out->len < HANDLE_MAX; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (out, g_ascii_tolower (*p));
    else if (out->len > 0 && out->str[out->len - 1] != '-')
      g_string_append_c (out, '-');
  while (out->len > 0 && out->str[out->len - 1] == '-')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

char *
eta_listing_handle (const EtaProduct *product)
{
  const char *wishes[] = {eta_product_name (product, "en"), eta_product_name (product, "id"),
                          product->sku ? product->sku : "", "product"};
  g_autofree char *name = NULL;
  guint i;

  for (i = 0; i < G_N_ELEMENTS (wishes); i++) {
    g_free (name);
    name = slug (wishes[i]);
    if (*name)
      break;
  }
  return g_strdup_printf ("%s-%.8s", name, product->id);
}

/* --- texts ----------------------------------------------------------------------------------- */

static const EtaWords *
base_words (const EtaProduct *product, const char *lang)
{
  const char *order[] = {lang ? lang : "en", "id", "en"};
  const EtaWords *words;
  guint i;

  for (i = 0; i < G_N_ELEMENTS (order); i++)
    if ((words = eta_product_words (product, order[i])) && words->name)
      return words;
  for (i = 0; i < product->words->len; i++)
    if ((words = g_ptr_array_index (product->words, i))->name)
      return words;
  return NULL;
}

static void
put_texts (EtaListing *listing, const EtaProduct *product, const EtaWords *base)
{
  guint i;

  eta_listing_set (listing, "lang", base->lang);
  eta_listing_set (listing, "title", base->name);
  eta_listing_set (listing, "subtitle", base->summary);
  eta_listing_set (listing, "description", base->story);
  for (i = 0; i < product->words->len; i++) {
    const EtaWords *words = g_ptr_array_index (product->words, i);

    if (words != base) {
      eta_listing_put (listing, words->name, "texts", words->lang, "title", NULL);
      eta_listing_put (listing, words->summary, "texts", words->lang, "subtitle", NULL);
      eta_listing_put (listing, words->story, "texts", words->lang, "description", NULL);
    }
    eta_listing_put (listing, words->ingredients, "texts", words->lang, "ingredients", NULL);
    eta_listing_put (listing, words->allergens, "texts", words->lang, "allergens", NULL);
    eta_listing_put (listing, words->storage, "texts", words->lang, "storage", NULL);
    eta_listing_put (listing, words->usage, "texts", words->lang, "usage", NULL);
  }
}

/* --- facts ----------------------------------------------------------------------------------- */

typedef struct {
  const char *key;
  gsize offset;
  gboolean number;
} Fact;

#define NUMBER(key, member)                                                                        \
  {                                                                                                \
    key, G_STRUCT_OFFSET (EtaProduct, member), TRUE                                                \
  }
#define TEXT(key, member)                                                                          \
  {                                                                                                \
    key, G_STRUCT_OFFSET (EtaProduct, member), FALSE                                               \
  }

static const Fact facts[] = {
    NUMBER ("moq", moq),
    NUMBER ("lead_time_days", lead_time),
    NUMBER ("capacity_per_month", capacity),
    NUMBER ("shelf_life_days", shelf_life),
    NUMBER ("net_g", net),
    NUMBER ("gross_g", gross),
    TEXT ("unit", unit),
    TEXT ("brand", brand),
    TEXT ("stage", stage),
    TEXT ("port", port),
    TEXT ("hs_edition", hs_edition),
    TEXT ("province", province),
    TEXT ("regency", regency),
    TEXT ("sample_terms", sample_terms),
    TEXT ("payment_terms", payment_terms),
};

/* Facts that are not a member of their own. */
static const char *const other_numbers[] = {"keep_min_c", "keep_max_c"};

gboolean
eta_listing_fact_is_number (const char *key)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (facts); i++)
    if (g_str_equal (facts[i].key, key))
      return facts[i].number;
  for (i = 0; i < G_N_ELEMENTS (other_numbers); i++)
    if (g_str_equal (other_numbers[i], key))
      return TRUE;
  return g_str_has_suffix (key, "_count") || g_str_has_suffix (key, "_mm") ||
         g_str_has_suffix (key, "_g");
}

static void
put_number (EtaListing *listing, const char *key, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  eta_listing_put (listing, text, "facts", key, NULL);
}

/* "carton_length_mm" and so on, for each level of packing. */
static void
put_pack (EtaListing *listing, const EtaPack *pack)
{
  const struct {
    const char *name;
    gint64 value;
  } parts[] = {{"count", pack->count},      {"length_mm", pack->length}, {"width_mm", pack->width},
               {"height_mm", pack->height}, {"gross_g", pack->gross},    {"net_g", pack->net}};
  guint i;

  for (i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree char *key = g_strdup_printf ("%s_%s", pack->level, parts[i].name);

    if (parts[i].value > 0)
      put_number (listing, key, parts[i].value);
  }
}

static gboolean
holds (const EtaCertificate *certificate, const char *today)
{
  if (certificate->flag)
    return FALSE;
  return !today || !certificate->expires || strcmp (certificate->expires, today) >= 0;
}

/* Only what can be shown a buyer: neither run out nor waiting to be confirmed. */
static void
put_certificates (EtaListing *listing, const EtaProduct *product, const EtaDescribe *how)
{
  g_autoptr (GString) list = g_string_new (NULL);
  guint i;

  for (i = 0; i < product->certificates->len; i++) {
    const EtaCertificate *one = g_ptr_array_index (product->certificates, i);
    g_autofree char *tag = one->kind ? slug (one->kind) : NULL;

    if (!tag || !*tag || !holds (one, how->today))
      continue;
    eta_listing_put (listing, "1", "tags", tag, NULL);
    g_string_append_printf (list, "%s%s", list->len > 0 ? "; " : "",
                            eta_choice_label ("certificate-kinds.tsv", one->kind, "en"));
    if (one->number)
      g_string_append_printf (list, " %s", one->number);
  }
  eta_listing_put (listing, list->str, "facts", "certificates", NULL);
}

static void
put_facts (EtaListing *listing,
           const EtaProduct *product,
           const EtaProducer *producer,
           const char *lang)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (facts); i++) {
    gconstpointer at = (const char *)product + facts[i].offset;

    if (!facts[i].number)
      eta_listing_put (listing, *(char *const *)at, "facts", facts[i].key, NULL);
    else if (*(const gint64 *)at > 0)
      put_number (listing, facts[i].key, *(const gint64 *)at);
  }
  if (product->keep_min != ETA_NO_CELSIUS)
    put_number (listing, "keep_min_c", product->keep_min);
  if (product->keep_max != ETA_NO_CELSIUS)
    put_number (listing, "keep_max_c", product->keep_max);
  for (i = 0; i < product->packs->len; i++)
    put_pack (listing, g_ptr_array_index (product->packs, i));
  if (!producer)
    return;
  eta_listing_set (listing, "facts/producer", eta_producer_name (producer, lang));
  eta_listing_set (listing, "facts/pesantren", producer->pesantren);
}

/* --- the rest -------------------------------------------------------------------------------- */

static void
put_size (EtaListing *listing, const EtaProduct *product)
{
  const struct {
    const char *path;
    gint64 value;
  } parts[] = {{"weight", eta_listing_weight (product)},
               {"length", product->length},
               {"width", product->width},
               {"height", product->height}};
  guint i;

  for (i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, parts[i].value);

    if (parts[i].value > 0)
      eta_listing_set (listing, parts[i].path, text);
  }
}

static void
put_images (EtaListing *listing, const EtaProduct *product)
{
  g_autoptr (GString) images = g_string_new (NULL);
  guint i;

  for (i = 0; i < product->photos->len; i++) {
    const EtaPhoto *photo = g_ptr_array_index (product->photos, i);

    if (photo->sha256 && !strstr (images->str, photo->sha256))
      g_string_append_printf (images, "%s%s", images->len > 0 ? " " : "", photo->sha256);
  }
  eta_listing_set (listing, "images", images->str);
}

static char *
category_handle (const char *category)
{
  return g_strdelimit (slug (category), "_", '-');
}

const char *
eta_listing_category_name (const char *handle, const char *lang)
{
  g_autofree char *key = g_strdelimit (g_strdup (handle), "-", '_');
  const char *known = eta_choice_key ("categories.tsv", key);

  return known ? eta_choice_label ("categories.tsv", known, lang) : handle;
}

EtaListing *
eta_listing_describe (const EtaProduct *product,
                      const EtaProducer *producer,
                      const EtaDescribe *how,
                      GPtrArray *remarks,
                      GError **error)
{
  const EtaWords *base = base_words (product, how->lang);
  g_autofree char *category = product->category ? category_handle (product->category) : NULL;
  EtaListing *listing;

  if (!product->sku || !base) {
    g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_INPUT,
                 product->sku ? _ ("“%s” has no name in any language. Give it a name, then sync "
                                   "again.")
                              : _ ("“%s” has no code (SKU). Give it one, then sync again."),
                 product->sku ? product->sku : eta_product_name (product, NULL));
    return NULL;
  }
  listing = eta_listing_new ();
  eta_listing_set (listing, "status", product->trashed ? "draft" : "published");
  eta_listing_set (listing, "channel", how->channel);
  put_texts (listing, product, base);
  eta_listing_set (listing, "hs", product->hs);
  eta_listing_set (listing, "origin", product->country);
  put_size (listing, product);
  put_images (listing, product);
  if (category && *category)
    eta_listing_put (listing, "1", "categories", category, NULL);
  put_certificates (listing, product, how);
  put_facts (listing, product, producer, base->lang);
  eta_listing_put_variants (listing, product, how, remarks);
  return listing;
}
