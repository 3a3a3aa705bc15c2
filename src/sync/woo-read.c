/* A product of WooCommerce as a listing. */
#include "sync/woo.h"

#include "sync/canonical.h"

#include <stdlib.h>
#include <string.h>

const char eta_woo_fields[] =
    "id,name,slug,type,status,description,short_description,sku,global_unique_id,price,"
    "regular_price,sale_price,weight,dimensions,images,attributes,categories,tags,meta_data,"
    "date_created_gmt,parent_id";

const char eta_woo_variation_fields[] =
    "id,sku,global_unique_id,price,regular_price,sale_price,weight,attributes,menu_order";

/* --- what travels in the meta ---------------------------------------------------------------- */

/* Not only ours: a plugin may show any text as its meta, so each is looked at. Transfer full. */
static JsonNode *
own_meta (JsonObject *product)
{
  JsonArray *all = eta_wire_array (product, "meta_data");
  guint i;

  for (i = 0; i < eta_wire_length (all); i++) {
    JsonObject *one = eta_wire_nth (all, i);
    const char *text = eta_wire_string (one, "value");
    g_autoptr (JsonNode) node = NULL;

    if (!text || g_strcmp0 (eta_wire_string (one, "key"), ETA_WOO_META) != 0)
      continue;
    node = eta_wire_parse (text, strlen (text), NULL);
    if (node && JSON_NODE_HOLDS_OBJECT (node))
      return g_steal_pointer (&node);
  }
  return NULL;
}

static void
read_texts (EtaListing *listing, JsonObject *i18n)
{
  JsonObjectIter langs, fields;
  const char *lang, *field;

  if (!i18n)
    return;
  json_object_iter_init (&langs, i18n);
  while (json_object_iter_next (&langs, &lang, NULL)) {
    JsonObject *texts = eta_wire_object (i18n, lang);

    if (!texts)
      continue;
    json_object_iter_init (&fields, texts);
    while (json_object_iter_next (&fields, &field, NULL))
      eta_listing_put (listing, eta_wire_string (texts, field), "texts", lang, field, NULL);
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

    eta_listing_put (listing, value, "facts", key, NULL);
  }
}

/* What the shop has no field for, by path; of a variant only where that is there. */
static void
read_rest (EtaListing *listing, JsonObject *rest)
{
  JsonObjectIter iter;
  const char *path;

  if (!rest)
    return;
  json_object_iter_init (&iter, rest);
  while (json_object_iter_next (&iter, &path, NULL)) {
    g_auto (GStrv) segments = eta_listing_path_split (path);
    gboolean of_variant = g_strcmp0 (segments[0], "variants") == 0 && segments[1];

    if (eta_listing_get (listing, path) ||
        (of_variant && !eta_listing_peek (listing, "variants", segments[1], "rank", NULL)))
      continue;
    if (of_variant || g_str_equal (path, "hs") || g_str_equal (path, "origin"))
      eta_listing_set (listing, path, eta_wire_string (rest, path));
  }
}

/* --- prices ---------------------------------------------------------------------------------- */

/* What a buyer pays: where the server went down in the middle, regular_price can be right and the
 * price not, for ever. A sale is the shop keeper's own. */
static void
read_price (const EtaWoo *woo, EtaRemote *remote, JsonObject *from, const char *sku)
{
  const char *regular = eta_wire_string (from, "regular_price");
  const char *price = eta_wire_string (from, "price");
  const char *sale = eta_wire_string (from, "sale_price");
  const char *currency = eta_woo_currency (woo);
  gboolean on_sale = sale && *sale;
  g_autofree char *amount = NULL, *paid = NULL;

  if (!*currency)
    return;
  amount = regular && *regular ? eta_canonical_amount (regular, currency) : NULL;
  paid = price && *price ? eta_canonical_amount (price, currency) : NULL;
  if (!on_sale && g_strcmp0 (amount, paid) != 0)
    remote->lacks |= ETA_LACKS_PRICES;
  if (!amount)
    remote->lacks |= ETA_LACKS_PRICES;
  eta_listing_put (remote->listing, on_sale ? amount : paid, "variants", sku, "prices", currency,
                   "1", NULL);
}

/* --- variants -------------------------------------------------------------------------------- */

static void
read_common (const EtaWoo *woo, EtaRemote *remote, JsonObject *from, const char *sku)
{
  g_autofree char *weight = eta_woo_measure_read (eta_wire_string (from, "weight"), woo->weight);
  const char *barcode = eta_wire_string (from, "global_unique_id");

  eta_listing_put (remote->listing, weight, "variants", sku, "weight", NULL);
  eta_listing_put (remote->listing, barcode, "variants", sku, "barcode", NULL);
  read_price (woo, remote, from, sku);
}

static void
read_simple (const EtaWoo *woo, EtaRemote *remote, JsonObject *product)
{
  const char *sku = eta_wire_string (product, "sku");

  if (!sku || !*sku) {
    remote->lacks |= ETA_LACKS_VARIANTS;
    return;
  }
  eta_listing_put (remote->listing, "0", "variants", sku, "rank", NULL);
  eta_listing_put (remote->listing, "Default", "variants", sku, "title", NULL);
  eta_listing_put (remote->listing, "Default", "variants", sku, "options", "Default", NULL);
  read_common (woo, remote, product, sku);
}

/* The shop has no titles of variations: they are the values in the order of the options. */
static void
put_title (EtaListing *listing, const char *sku)
{
  g_autofree char *parent = eta_listing_path ("variants", sku, "options", NULL);
  g_autoptr (GPtrArray) names = eta_listing_children (listing, parent);
  g_autoptr (GString) title = g_string_new (NULL);
  guint i;

  for (i = 0; i < names->len; i++)
    g_string_append_printf (
        title, "%s%s", i > 0 ? " / " : "",
        eta_listing_peek (listing, "variants", sku, "options", names->pdata[i], NULL));
  eta_listing_put (listing, title->str, "variants", sku, "title", NULL);
}

static void
read_variation (const EtaWoo *woo, EtaRemote *remote, JsonObject *variation, const char *parent)
{
  const char *sku = eta_wire_string (variation, "sku");
  g_autofree char *rank = eta_wire_plain (variation, "menu_order");
  JsonArray *attributes = eta_wire_array (variation, "attributes");
  guint i;

  if (!sku || !*sku || (parent && g_ascii_strcasecmp (sku, parent) == 0))
    return; /* made there by hand, without a code of its own: kept as it is */
  eta_listing_put (remote->listing, rank ? rank : "0", "variants", sku, "rank", NULL);
  for (i = 0; i < eta_wire_length (attributes); i++) {
    JsonObject *one = eta_wire_nth (attributes, i);
    const char *name = eta_wire_string (one, "name"), *option = eta_wire_string (one, "option");
    g_autofree char *plain_name = name ? eta_woo_option_read (name) : NULL;
    g_autofree char *plain = option ? eta_woo_option_read (option) : NULL;

    if (plain_name)
      eta_listing_put (remote->listing, plain, "variants", sku, "options", plain_name, NULL);
  }
  put_title (remote->listing, sku);
  read_common (woo, remote, variation, sku);
}

static void
read_variations (const EtaWoo *woo, EtaRemote *remote, JsonObject *product, JsonArray *variations)
{
  guint i;

  for (i = 0; i < eta_wire_length (variations); i++)
    read_variation (woo, remote, eta_wire_nth (variations, i), eta_wire_string (product, "sku"));
  if (eta_wire_length (variations) == 0)
    remote->lacks |= ETA_LACKS_VARIANTS;
}

/* --- pictures and sets ----------------------------------------------------------------------- */

char *
eta_woo_image_token (JsonObject *image)
{
  const char *src = eta_wire_string (image, "src");
  char *sha = src ? eta_canonical_sha (src) : NULL;

  return sha || !src ? sha : g_uri_escape_string (src, ":/?#[]@!$&'()*+,;=%", FALSE);
}

static void
read_images (EtaRemote *remote, JsonArray *images)
{
  g_autoptr (GString) list = g_string_new (NULL);
  guint i;

  for (i = 0; i < eta_wire_length (images); i++) {
    g_autofree char *token = eta_woo_image_token (eta_wire_nth (images, i));
    char *id = eta_wire_plain (eta_wire_nth (images, i), "id");

    if (token)
      g_string_append_printf (list, "%s%s", list->len > 0 ? " " : "", token);
    if (token && id && strlen (token) == 64)
      g_hash_table_insert (remote->photos, g_steal_pointer (&token), id);
    else
      g_free (id);
  }
  eta_listing_set (remote->listing, "images", list->str);
}

static void
read_set (EtaListing *listing, const char *path, JsonArray *all)
{
  guint i;

  for (i = 0; i < eta_wire_length (all); i++) {
    const char *slug = eta_wire_string (eta_wire_nth (all, i), "slug");

    /* Where a product goes that has no category: nobody put it there. */
    if (slug && !g_str_equal (slug, "uncategorized"))
      eta_listing_put (listing, "1", path, slug, NULL);
  }
}

/* --- the product ----------------------------------------------------------------------------- */

static void
read_plain (const EtaWoo *woo, EtaListing *listing, JsonObject *product)
{
  static const char *const texts[][2] = {
      {"title", "name"}, {"subtitle", "short_description"}, {"description", "description"}};
  static const char *const sizes[] = {"length", "width", "height"};
  g_autofree char *weight = eta_woo_measure_read (eta_wire_string (product, "weight"), woo->weight);
  JsonObject *dimensions = eta_wire_object (product, "dimensions");
  guint i;

  for (i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *text = eta_woo_unescape (eta_wire_string (product, texts[i][1]));

    eta_listing_set (listing, texts[i][0], text);
  }
  eta_listing_set (listing, "weight", weight);
  for (i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autofree char *size =
        eta_woo_measure_read (eta_wire_string (dimensions, sizes[i]), woo->length);

    eta_listing_set (listing, sizes[i], size);
  }
  eta_listing_set (listing, "status",
                   g_strcmp0 (eta_wire_string (product, "status"), "publish") == 0 ? "published"
                                                                                   : "draft");
}

static void
native_free (gpointer data)
{
  EtaWooNative *native = data;

  json_object_unref (native->product);
  g_clear_pointer (&native->variations, json_array_unref);
  g_free (native);
}

static EtaRemote *
new_remote (JsonObject *product, JsonArray *variations, char *id)
{
  EtaRemote *remote = eta_remote_new ();
  EtaWooNative *native = g_new0 (EtaWooNative, 1);

  native->product = json_object_ref (product);
  native->variations = variations ? json_array_ref (variations) : NULL;
  remote->native = native;
  remote->native_free = native_free;
  remote->id = id;
  remote->handle = g_strdup (eta_wire_string (product, "slug"));
  remote->created = g_strdup (eta_wire_string (product, "date_created_gmt"));
  return remote;
}

EtaRemote *
eta_woo_read_product (const EtaWoo *woo, JsonObject *product, JsonArray *variations)
{
  g_autoptr (JsonNode) meta = own_meta (product);
  JsonObject *own = meta ? json_node_get_object (meta) : NULL;
  char *id = eta_wire_plain (product, "id");
  EtaRemote *remote;

  if (!id)
    return NULL;
  remote = new_remote (product, variations, id);
  remote->key = g_strdup (eta_wire_string (own, "key"));
  read_plain (woo, remote->listing, product);
  /* A draft of ours that waits for its variations: nobody has chosen that. */
  if (eta_wire_is_true (own, "unfinished"))
    eta_listing_set (remote->listing, "status", NULL);
  eta_listing_set (remote->listing, "lang", eta_wire_string (own, "lang"));
  if (g_strcmp0 (eta_wire_string (product, "type"), "variable") == 0)
    read_variations (woo, remote, product, variations);
  else
    read_simple (woo, remote, product);
  read_texts (remote->listing, eta_wire_object (own, "i18n"));
  read_facts (remote->listing, eta_wire_object (own, "facts"));
  read_rest (remote->listing, eta_wire_object (own, "rest"));
  read_images (remote, eta_wire_array (product, "images"));
  read_set (remote->listing, "categories", eta_wire_array (product, "categories"));
  read_set (remote->listing, "tags", eta_wire_array (product, "tags"));
  return remote;
}
