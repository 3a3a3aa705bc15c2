#include "sync/medusa-wire.h"

#include "sync/canonical.h"

#include <string.h>

const char eta_medusa_fields[] =
    "id,title,subtitle,description,handle,external_id,status,weight,length,width,height,hs_code,"
    "origin_country,metadata,thumbnail,created_at,images.id,images.url,images.rank,options.id,"
    "options.title,options.values.id,options.values.value,variants.id,variants.sku,variants.title,"
    "variants.barcode,variants.weight,variants.variant_rank,variants.options.value,"
    "variants.options.option.title,variants.prices.id,variants.prices.amount,"
    "variants.prices.currency_code,variants.prices.min_quantity,variants.prices.max_quantity,"
    "variants.prices.price_list_id,variants.prices.price_rules.attribute,"
    "variants.prices.price_rules.value,categories.id,categories.handle,tags.id,tags.value,"
    "sales_channels.id";

/* --- the shop -------------------------------------------------------------------------------- */

static gboolean
is_main (JsonObject *currency)
{
  return eta_wire_is_true (currency, "is_default");
}

static void
read_currencies (EtaMarketInfo *info, JsonArray *all)
{
  guint i;

  for (i = 0; i < eta_wire_length (all); i++) {
    const char *code = eta_wire_string (eta_wire_nth (all, i), "currency_code");

    if (code)
      g_ptr_array_insert (info->currencies, is_main (eta_wire_nth (all, i)) ? 0 : -1,
                          g_ascii_strup (code, -1));
  }
}

static void
read_channels (EtaMarketInfo *info, JsonArray *all)
{
  guint i;

  for (i = 0; i < eta_wire_length (all); i++) {
    JsonObject *object = eta_wire_nth (all, i);
    EtaSalesChannel *channel;

    if (!eta_wire_string (object, "id") || eta_wire_is_true (object, "is_disabled"))
      continue;
    channel = g_new0 (EtaSalesChannel, 1);
    channel->id = g_strdup (eta_wire_string (object, "id"));
    channel->name = g_strdup (eta_wire_string (object, "name"));
    g_ptr_array_add (info->channels, channel);
  }
}

/* "ar-SA" → "ar" */
static char *
language_of (const char *locale)
{
  return g_strndup (locale, strcspn (locale, "-_"));
}

EtaMarketInfo *
eta_medusa_read_store (JsonObject *store,
                       JsonObject *flags,
                       JsonArray *channels,
                       const char *channel,
                       const char *lang)
{
  EtaMarketInfo *info = eta_market_info_new ();
  JsonArray *locales = eta_wire_array (store, "supported_locales");
  guint i;

  info->name = g_strdup (eta_wire_string (store, "name"));
  info->channel =
      g_strdup (channel ? channel : eta_wire_string (store, "default_sales_channel_id"));
  read_currencies (info, eta_wire_array (store, "supported_currencies"));
  read_channels (info, channels);
  for (i = 0; i < eta_wire_length (locales); i++) {
    const char *code = eta_wire_string (eta_wire_nth (locales, i), "locale_code");

    if (code)
      g_ptr_array_add (info->locales, g_strdup (code));
  }
  if (lang)
    info->lang = g_strdup (lang);
  else
    info->lang = info->locales->len > 0 ? language_of (info->locales->pdata[0]) : g_strdup ("en");
  info->translations = eta_wire_is_true (flags, "translation");
  return info;
}

const char *
eta_medusa_locale (const EtaMarketInfo *info, const char *lang)
{
  guint i;

  for (i = 0; i < info->locales->len; i++) {
    g_autofree char *own = language_of (info->locales->pdata[i]);

    if (g_ascii_strcasecmp (info->locales->pdata[i], lang) == 0 ||
        g_ascii_strcasecmp (own, lang) == 0)
      return info->locales->pdata[i];
  }
  return NULL;
}

/* --- texts and facts ------------------------------------------------------------------------- */

static const char *const shown_texts[] = {"title", "subtitle", "description"};
static const char *const other_texts[] = {"ingredients", "allergens", "storage", "usage"};

static void
read_texts (EtaListing *listing, JsonObject *i18n, const char *base)
{
  JsonObjectIter iter;
  const char *lang;
  guint i;

  if (!i18n)
    return;
  json_object_iter_init (&iter, i18n);
  while (json_object_iter_next (&iter, &lang, NULL)) {
    JsonObject *texts = eta_wire_object (i18n, lang);

    for (i = 0; i < G_N_ELEMENTS (shown_texts) && !g_str_equal (lang, base); i++)
      eta_listing_put (listing, eta_wire_string (texts, shown_texts[i]), "texts", lang,
                       shown_texts[i], NULL);
    for (i = 0; i < G_N_ELEMENTS (other_texts); i++)
      eta_listing_put (listing, eta_wire_string (texts, other_texts[i]), "texts", lang,
                       other_texts[i], NULL);
  }
}

static void
read_facts (EtaListing *listing, JsonObject *facts)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (!facts)
    return;
  json_object_iter_init (&iter, facts);
  while (json_object_iter_next (&iter, &key, &node)) {
    g_autofree char *value = eta_wire_node_plain (node);

    if (!g_str_equal (key, "lang"))
      eta_listing_put (listing, value, "facts", key, NULL);
  }
}

static JsonObject *
find_translation (JsonArray *all, const char *id, const char *locale)
{
  guint i;

  for (i = 0; i < eta_wire_length (all); i++) {
    JsonObject *one = eta_wire_nth (all, i);

    if (g_strcmp0 (eta_wire_string (one, "reference_id"), id) == 0 &&
        g_strcmp0 (eta_wire_string (one, "locale_code"), locale) == 0)
      return one;
  }
  return NULL;
}

/* Where the shop shows translations itself, they are what counts, and the copy in the metadata is
 * only what they should be. */
static void
read_translations (EtaRemote *remote, JsonArray *all, const EtaMarketInfo *info, const char *base)
{
  g_autoptr (GPtrArray) langs = eta_listing_children (remote->listing, "texts");
  EtaMedusaNative *native = remote->native;
  guint i, j;

  for (i = 0; i < langs->len; i++) {
    const char *lang = langs->pdata[i];
    const char *locale = eta_medusa_locale (info, lang);
    JsonObject *one = locale ? find_translation (all, remote->id, locale) : NULL;
    JsonObject *texts = eta_wire_object (one, "translations");

    if (!locale || g_str_equal (lang, base))
      continue;
    if (!texts) {
      remote->lacks |= eta_listing_peek (remote->listing, "texts", lang, "title", NULL)
                           ? ETA_LACKS_TEXTS
                           : ETA_LACKS_NOTHING;
      continue;
    }
    g_hash_table_insert (native->translations, g_strdup (locale),
                         g_strdup (eta_wire_string (one, "id")));
    for (j = 0; j < G_N_ELEMENTS (shown_texts); j++)
      eta_listing_put (remote->listing, eta_wire_string (texts, shown_texts[j]), "texts", lang,
                       shown_texts[j], NULL);
  }
}

/* --- variants -------------------------------------------------------------------------------- */

gboolean
eta_medusa_is_plain_price (JsonObject *price)
{
  JsonObject *rules = eta_wire_object (price, "rules");
  g_autofree char *limit = eta_wire_plain (price, "max_quantity");

  return (!rules || json_object_get_size (rules) == 0) &&
         eta_wire_length (eta_wire_array (price, "price_rules")) == 0 &&
         !eta_wire_string (price, "price_list_id") && !limit;
}

static guint
read_prices (EtaListing *listing, const char *sku, JsonArray *prices)
{
  guint i, n = 0;

  for (i = 0; i < eta_wire_length (prices); i++) {
    JsonObject *price = eta_wire_nth (prices, i);
    const char *code = eta_wire_string (price, "currency_code");
    g_autofree char *plain = eta_wire_plain (price, "amount");
    g_autofree char *from = eta_wire_plain (price, "min_quantity");
    g_autofree char *currency = code ? g_ascii_strup (code, -1) : NULL;
    g_autofree char *amount = plain && currency ? eta_canonical_amount (plain, currency) : NULL;

    n++;
    if (amount && eta_medusa_is_plain_price (price))
      eta_listing_put (listing, amount, "variants", sku, "prices", currency,
                       from && !g_str_equal (from, "0") ? from : "1", NULL);
  }
  return n;
}

static void
read_variant (EtaRemote *remote, JsonObject *variant)
{
  const char *sku = eta_wire_string (variant, "sku");
  JsonArray *options = eta_wire_array (variant, "options");
  g_autofree char *weight = eta_wire_plain (variant, "weight");
  g_autofree char *rank = eta_wire_plain (variant, "variant_rank");
  EtaListing *listing = remote->listing;
  guint i;

  if (!sku || !*sku)
    return; /* made there by hand: kept as it is */
  eta_listing_put (listing, rank ? rank : "0", "variants", sku, "rank", NULL);
  eta_listing_put (listing, eta_wire_string (variant, "title"), "variants", sku, "title", NULL);
  eta_listing_put (listing, eta_wire_string (variant, "barcode"), "variants", sku, "barcode", NULL);
  eta_listing_put (listing, weight, "variants", sku, "weight", NULL);
  for (i = 0; i < eta_wire_length (options); i++) {
    JsonObject *value = eta_wire_nth (options, i);
    const char *name = eta_wire_string (eta_wire_object (value, "option"), "title");

    if (name)
      eta_listing_put (listing, eta_wire_string (value, "value"), "variants", sku, "options", name,
                       NULL);
  }
  if (read_prices (listing, sku, eta_wire_array (variant, "prices")) == 0)
    remote->lacks |= ETA_LACKS_PRICES;
}

/* --- pictures -------------------------------------------------------------------------------- */

static gint
compare_images (gconstpointer a, gconstpointer b)
{
  JsonObject *x = *(JsonObject *const *)a, *y = *(JsonObject *const *)b;
  g_autofree char *rank_x = eta_wire_plain (x, "rank"), *rank_y = eta_wire_plain (y, "rank");

  return (gint)(g_ascii_strtoll (rank_x ? rank_x : "0", NULL, 10) -
                g_ascii_strtoll (rank_y ? rank_y : "0", NULL, 10));
}

static void
read_images (EtaRemote *remote, JsonArray *images)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr (GString) list = g_string_new (NULL);
  guint i;

  for (i = 0; i < eta_wire_length (images); i++)
    if (eta_wire_string (eta_wire_nth (images, i), "url"))
      g_ptr_array_add (sorted, eta_wire_nth (images, i));
  g_ptr_array_sort (sorted, compare_images);
  for (i = 0; i < sorted->len; i++) {
    const char *url = eta_wire_string (sorted->pdata[i], "url");
    char *sha = eta_canonical_sha (url);
    g_autofree char *whole = g_uri_escape_string (url, ":/?#[]@!$&'()*+,;=%", FALSE);

    g_string_append_printf (list, "%s%s", i > 0 ? " " : "", sha ? sha : whole);
    if (sha)
      g_hash_table_insert (remote->photos, sha, g_strdup (url));
  }
  eta_listing_set (remote->listing, "images", list->str);
}

/* --- the product ----------------------------------------------------------------------------- */

static void
read_set (EtaListing *listing, const char *path, JsonArray *all, const char *name)
{
  guint i;

  for (i = 0; i < eta_wire_length (all); i++) {
    const char *value = eta_wire_string (eta_wire_nth (all, i), name);

    if (value)
      eta_listing_put (listing, "1", path, value, NULL);
  }
}

static void
read_channel (EtaListing *listing, JsonArray *all, const EtaMarketInfo *info)
{
  guint i;

  for (i = 0; i < eta_wire_length (all); i++) {
    const char *id = eta_wire_string (eta_wire_nth (all, i), "id");

    if (g_strcmp0 (id, info->channel) == 0)
      eta_listing_set (listing, "channel", id);
  }
}

static void
read_plain (EtaListing *listing, JsonObject *product)
{
  static const char *const texts[] = {"title", "subtitle", "description"};
  static const char *const numbers[] = {"weight", "length", "width", "height"};
  const char *status = eta_wire_string (product, "status");
  const char *origin = eta_wire_string (product, "origin_country");
  g_autofree char *country = origin ? g_ascii_strup (origin, -1) : NULL;
  guint i;

  for (i = 0; i < G_N_ELEMENTS (texts); i++)
    eta_listing_set (listing, texts[i], eta_wire_string (product, texts[i]));
  for (i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autofree char *number = eta_wire_plain (product, numbers[i]);

    eta_listing_set (listing, numbers[i], number);
  }
  eta_listing_set (listing, "status", g_strcmp0 (status, "published") == 0 ? "published" : "draft");
  eta_listing_set (listing, "hs", eta_wire_string (product, "hs_code"));
  eta_listing_set (listing, "origin", country);
}

static void
native_free (gpointer data)
{
  EtaMedusaNative *native = data;

  json_object_unref (native->product);
  g_hash_table_unref (native->translations);
  g_free (native);
}

static EtaRemote *
new_remote (JsonObject *product)
{
  EtaRemote *remote = eta_remote_new ();
  EtaMedusaNative *native = g_new0 (EtaMedusaNative, 1);

  native->product = json_object_ref (product);
  native->translations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  remote->native = native;
  remote->native_free = native_free;
  remote->id = g_strdup (eta_wire_string (product, "id"));
  remote->key = g_strdup (eta_wire_string (product, "external_id"));
  remote->handle = g_strdup (eta_wire_string (product, "handle"));
  remote->created = g_strdup (eta_wire_string (product, "created_at"));
  return remote;
}

EtaRemote *
eta_medusa_read_product (JsonObject *product, JsonArray *translations, const EtaMarketInfo *info)
{
  JsonObject *metadata = eta_wire_object (product, "metadata");
  JsonObject *facts = eta_wire_object (metadata, "etalase");
  JsonArray *variants = eta_wire_array (product, "variants");
  const char *lang = eta_wire_string (facts, "lang");
  EtaRemote *remote;
  guint i;

  if (!eta_wire_string (product, "id"))
    return NULL;
  remote = new_remote (product);
  read_plain (remote->listing, product);
  eta_listing_set (remote->listing, "lang", lang);
  read_texts (remote->listing, eta_wire_object (metadata, "i18n"), lang ? lang : info->lang);
  read_facts (remote->listing, facts);
  if (info->translations)
    read_translations (remote, translations, info, lang ? lang : info->lang);
  read_images (remote, eta_wire_array (product, "images"));
  for (i = 0; i < eta_wire_length (variants); i++)
    read_variant (remote, eta_wire_nth (variants, i));
  if (eta_wire_length (variants) == 0)
    remote->lacks |= ETA_LACKS_VARIANTS;
  read_set (remote->listing, "categories", eta_wire_array (product, "categories"), "handle");
  read_set (remote->listing, "tags", eta_wire_array (product, "tags"), "value");
  read_channel (remote->listing, eta_wire_array (product, "sales_channels"), info);
  return remote;
}
