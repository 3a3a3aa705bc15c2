/* A product on its way to WooCommerce. */
#include "sync/woo.h"

#include <string.h>

EtaWooNative *
eta_woo_native (const EtaPush *push)
{
  return push->remote ? push->remote->native : NULL;
}

static JsonObject *
native_product (const EtaPush *push)
{
  EtaWooNative *native = eta_woo_native (push);

  return native ? native->product : NULL;
}

static gboolean
is_whole (const EtaPush *push)
{
  return !push->remote || push->repair;
}

static gboolean
is_path_below (const EtaPush *push, const char *prefix)
{
  gsize n = strlen (prefix);
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, push->paths);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (strncmp (path, prefix, n) == 0 && (((char *)path)[n] == 0 || ((char *)path)[n] == '/'))
      return TRUE;
  return FALSE;
}

gboolean
eta_woo_is_sent (const EtaPush *push, const char *prefix)
{
  return is_whole (push) || is_path_below (push, prefix);
}

static gboolean
was_variable (const EtaPush *push)
{
  return g_strcmp0 (eta_wire_string (native_product (push), "type"), "variable") == 0;
}

GPtrArray *
eta_woo_skus (const EtaPush *push)
{
  GPtrArray *skus = eta_listing_skus (push->target);
  const char *there = eta_wire_string (native_product (push), "sku");
  g_autofree char *path = there ? eta_listing_path ("variants", there, NULL) : NULL;
  guint i;

  if (!path || was_variable (push) || skus->len < 2 || is_path_below (push, path))
    return skus;
  if (g_ptr_array_find_with_equal_func (skus, there, g_str_equal, &i))
    g_ptr_array_remove_index (skus, i);
  return skus;
}

/* One variant of no choice. */
static gboolean
is_plain (const EtaPush *push)
{
  g_autoptr (GPtrArray) skus = eta_woo_skus (push);
  const char *option = skus->len == 1 ? eta_listing_peek (push->target, "variants", skus->pdata[0],
                                                          "options", "Default", NULL)
                                      : NULL;

  return skus->len == 0 || g_strcmp0 (option, "Default") == 0;
}

gboolean
eta_woo_is_variable (const EtaPush *push)
{
  return was_variable (push) || !is_plain (push);
}

const char *
eta_woo_price (const EtaWoo *woo, const EtaListing *target, const char *sku)
{
  const char *currency = eta_woo_currency (woo);
  const char *amount =
      *currency ? eta_listing_peek (target, "variants", sku, "prices", currency, "1", NULL) : NULL;

  return amount && strspn (amount, "0123456789.") == strlen (amount) ? amount : NULL;
}

/* A variable product comes into the shop window when its variations are there; until then it says
 * that it is unfinished, so that a draft that was left by a broken line is known from one that the
 * shop keeper made. */
gboolean
eta_woo_is_published_later (const EtaPush *push)
{
  return !push->remote && eta_woo_is_variable (push) &&
         g_strcmp0 (eta_listing_get (push->target, "status"), "published") == 0;
}

/* --- texts ----------------------------------------------------------------------------------- */

static void
write_texts (GString *out, const EtaPush *push)
{
  static const char *const members[][2] = {
      {"title", "name"}, {"subtitle", "short_description"}, {"description", "description"}};
  guint i;

  for (i = 0; i < G_N_ELEMENTS (members); i++) {
    g_autofree char *html = eta_woo_escape (eta_listing_get (push->target, members[i][0]));

    if (eta_woo_is_sent (push, members[i][0]) && (html || push->remote))
      eta_wire_text (out, members[i][1], html ? html : "");
  }
}

static void
write_status (GString *out, const EtaPush *push)
{
  gboolean published = g_strcmp0 (eta_listing_get (push->target, "status"), "published") == 0;

  if (eta_woo_is_sent (push, "status"))
    eta_wire_text (out, "status",
                   published && !eta_woo_is_published_later (push) ? "publish" : "draft");
}

/* --- sizes ----------------------------------------------------------------------------------- */

static void
write_sizes (GString *out, const EtaWoo *woo, const EtaPush *push, const char *sku)
{
  static const char *const sizes[] = {"length", "width", "height"};
  g_autofree char *variant = eta_listing_path ("variants", sku ? sku : "", "weight", NULL);
  const char *own = eta_listing_get (push->target, "weight");
  g_autofree char *weight =
      eta_woo_measure_write (own ? own : eta_listing_get (push->target, variant), woo->weight);
  gboolean any = FALSE;
  guint i;

  if ((eta_woo_is_sent (push, "weight") || (sku && eta_woo_is_sent (push, variant))) &&
      (*weight || push->remote))
    eta_wire_text (out, "weight", weight);
  for (i = 0; i < G_N_ELEMENTS (sizes); i++) {
    const char *value = eta_listing_get (push->target, sizes[i]);
    g_autofree char *text = eta_woo_measure_write (value, woo->length);

    if (!eta_woo_is_sent (push, sizes[i]) || (!value && !push->remote))
      continue;
    if (!any)
      eta_wire_open (out, "dimensions", '{');
    any = TRUE;
    eta_wire_text (out, sizes[i], text);
  }
  if (any)
    eta_wire_close (out, '}');
}

/* --- pictures and sets ----------------------------------------------------------------------- */

/* Where a picture already is in this product, it stays; else where it was uploaded to. Transfer
 * full, or NULL. */
static char *
image_id (const EtaPush *push, const char *token)
{
  JsonArray *images = eta_wire_array (native_product (push), "images");
  guint i;

  for (i = 0; i < eta_wire_length (images); i++) {
    g_autofree char *there = eta_woo_image_token (eta_wire_nth (images, i));

    if (g_strcmp0 (there, token) == 0)
      return eta_wire_plain (eta_wire_nth (images, i), "id");
  }
  return g_strdup (push->photos ? g_hash_table_lookup (push->photos, token) : NULL);
}

static gboolean
is_number (const char *text)
{
  return text && *text && strspn (text, "0123456789") == strlen (text);
}

static void
write_images (GString *out, const EtaPush *push)
{
  const char *images = eta_listing_get (push->target, "images");
  g_auto (GStrv) tokens = g_strsplit (images ? images : "", " ", -1);
  guint i;

  if (!eta_woo_is_sent (push, "images") || (!images && !push->remote))
    return;
  eta_wire_open (out, "images", '[');
  for (i = 0; tokens[i]; i++) {
    g_autofree char *id = image_id (push, tokens[i]);

    if (!is_number (id))
      continue;
    eta_wire_open (out, NULL, '{');
    eta_wire_raw (out, "id", id);
    eta_wire_close (out, '}');
  }
  eta_wire_close (out, ']');
}

static char *
native_term (const EtaPush *push, const char *path, const char *slug)
{
  JsonArray *all = eta_wire_array (native_product (push), path);
  guint i;

  for (i = 0; i < eta_wire_length (all); i++)
    if (g_strcmp0 (eta_wire_string (eta_wire_nth (all, i), "slug"), slug) == 0)
      return eta_wire_plain (eta_wire_nth (all, i), "id");
  return NULL;
}

/* The whole set, those that the shop keeper added included. Tags that are new go by their name. */
static void
write_terms (GString *out, const EtaPush *push, const char *path, GHashTable *ids)
{
  g_autoptr (GPtrArray) slugs = eta_listing_children (push->target, path);
  guint i;

  if (!eta_woo_is_sent (push, path) || (slugs->len == 0 && !push->remote))
    return;
  eta_wire_open (out, path, '[');
  for (i = 0; i < slugs->len; i++) {
    g_autofree char *id = native_term (push, path, slugs->pdata[i]);

    if (!id && ids)
      id = g_strdup (g_hash_table_lookup (ids, slugs->pdata[i]));
    if (!is_number (id) && ids)
      continue;
    eta_wire_open (out, NULL, '{');
    if (is_number (id))
      eta_wire_raw (out, "id", id);
    else
      eta_wire_text (out, "name", slugs->pdata[i]);
    eta_wire_close (out, '}');
  }
  eta_wire_close (out, ']');
}

/* --- the meta -------------------------------------------------------------------------------- */

typedef struct {
  const EtaWoo *woo;
  GString *out;
} Rest;

/* What the shop has no field for: other currencies, steps of quantity, codes of customs. */
static gboolean
is_rest (const EtaWoo *woo, const char *path)
{
  g_auto (GStrv) segments = eta_listing_path_split (path);
  guint n = g_strv_length (segments);

  if (g_str_equal (path, "hs") || g_str_equal (path, "origin"))
    return TRUE;
  if (n < 3 || !g_str_equal (segments[0], "variants"))
    return FALSE;
  if (n == 5 && g_str_equal (segments[2], "prices"))
    return !g_str_equal (segments[3], eta_woo_currency (woo)) || !g_str_equal (segments[4], "1");
  return !woo->gtin && g_str_equal (segments[2], "barcode");
}

static void
write_rest (const char *path, const char *value, gpointer data)
{
  Rest *rest = data;

  if (is_rest (rest->woo, path))
    eta_wire_text (rest->out, path, value);
}

static void
write_language (GString *out, const EtaListing *target, const char *lang)
{
  g_autofree char *parent = eta_listing_path ("texts", lang, NULL);
  g_autoptr (GPtrArray) fields = eta_listing_children (target, parent);
  guint i;

  eta_wire_open (out, lang, '{');
  for (i = 0; i < fields->len; i++)
    eta_wire_text (out, fields->pdata[i],
                   eta_listing_peek (target, "texts", lang, fields->pdata[i], NULL));
  eta_wire_close (out, '}');
}

static void
write_facts (GString *out, const EtaListing *target)
{
  g_autoptr (GPtrArray) keys = eta_listing_children (target, "facts");
  guint i;

  eta_wire_open (out, "facts", '{');
  for (i = 0; i < keys->len; i++) {
    const char *key = keys->pdata[i], *value = eta_listing_peek (target, "facts", key, NULL);

    if (value && eta_listing_fact_is_number (key) &&
        strspn (value, "-0123456789") == strlen (value))
      eta_wire_raw (out, key, value);
    else if (value)
      eta_wire_text (out, key, value);
  }
  eta_wire_close (out, '}');
}

static char *
meta_text (const EtaWoo *woo, const EtaPush *push, gboolean unfinished)
{
  g_autoptr (GPtrArray) langs = eta_listing_children (push->target, "texts");
  GString *out = g_string_new (NULL);
  Rest rest = {woo, out};
  guint i;

  eta_wire_open (out, NULL, '{');
  eta_wire_text (out, "key", push->key);
  eta_wire_text (out, "lang", eta_listing_get (push->target, "lang"));
  if (unfinished)
    eta_wire_bool (out, "unfinished", TRUE);
  eta_wire_open (out, "i18n", '{');
  for (i = 0; i < langs->len; i++)
    write_language (out, push->target, langs->pdata[i]);
  eta_wire_close (out, '}');
  write_facts (out, push->target);
  eta_wire_open (out, "rest", '{');
  eta_listing_foreach (push->target, write_rest, &rest);
  eta_wire_close (out, '}');
  eta_wire_close (out, '}');
  return g_string_free (out, FALSE);
}

static gboolean
touches_meta (const EtaWoo *woo, const EtaPush *push)
{
  static const char *const parts[] = {"lang", "texts", "facts"};
  GHashTableIter iter;
  gpointer path;
  guint i;

  if (is_whole (push) || !push->remote->key || !eta_listing_get (push->remote->listing, "status"))
    return TRUE;
  for (i = 0; i < G_N_ELEMENTS (parts); i++)
    if (eta_woo_is_sent (push, parts[i]))
      return TRUE;
  g_hash_table_iter_init (&iter, push->paths);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (is_rest (woo, path))
      return TRUE;
  return FALSE;
}

static void
write_meta (GString *out, const EtaWoo *woo, const EtaPush *push, gboolean unfinished)
{
  g_autofree char *text = meta_text (woo, push, unfinished);

  eta_wire_open (out, "meta_data", '[');
  eta_wire_open (out, NULL, '{');
  eta_wire_text (out, "key", ETA_WOO_META);
  eta_wire_text (out, "value", text);
  eta_wire_close (out, '}');
  eta_wire_close (out, ']');
}

/* --- what is for sale ------------------------------------------------------------------------ */

/* The codes, price and barcode of a simple product; the choices of a variable one. */
static void
write_simple (GString *out, const EtaWoo *woo, const EtaPush *push, const char *sku)
{
  g_autofree char *prices =
      eta_listing_path ("variants", sku, "prices", eta_woo_currency (woo), NULL);
  g_autofree char *barcode = eta_listing_path ("variants", sku, "barcode", NULL);
  const char *there = eta_wire_string (native_product (push), "sku");
  const char *price = eta_woo_price (woo, push->target, sku);

  if (is_whole (push) || g_strcmp0 (there, sku) != 0)
    eta_wire_text (out, "sku", sku);
  if (eta_woo_is_sent (push, prices))
    eta_wire_text (out, "regular_price", price ? price : "");
  if (woo->gtin && eta_woo_is_sent (push, barcode)) {
    const char *digits = eta_listing_get (push->target, barcode);

    if (digits || push->remote)
      eta_wire_text (out, "global_unique_id", digits ? digits : "");
  }
}

static gboolean
touches_options (const EtaPush *push)
{
  GHashTableIter iter;
  gpointer path;

  if (is_whole (push) || !was_variable (push))
    return TRUE;
  g_hash_table_iter_init (&iter, push->paths);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (g_str_has_prefix (path, "variants/") && strstr (path, "/options/"))
      return TRUE;
  return FALSE;
}

static void
write_values (GString *out, const EtaListing *target, GPtrArray *skus, const char *name)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint i;

  eta_wire_open (out, "options", '[');
  for (i = 0; i < skus->len; i++) {
    const char *value =
        eta_listing_peek (target, "variants", skus->pdata[i], "options", name, NULL);
    g_autofree char *plain = value ? eta_woo_option_write (value) : NULL;

    if (value && g_hash_table_add (seen, (gpointer)value))
      eta_wire_text (out, NULL, plain);
  }
  eta_wire_close (out, ']');
}

/* The list replaces what is there: what the shop keeper added is named to be kept. */
static void
write_kept_attributes (GString *out, const EtaPush *push, GHashTable *ours)
{
  JsonArray *all = eta_wire_array (native_product (push), "attributes");
  guint i;

  for (i = 0; i < eta_wire_length (all); i++) {
    g_autoptr (JsonNode) node = json_node_copy (json_array_get_element (all, i));
    g_autofree char *name = NULL, *text = NULL;

    if (!JSON_NODE_HOLDS_OBJECT (node) || !eta_wire_string (json_node_get_object (node), "name"))
      continue;
    name = eta_woo_option_read (eta_wire_string (json_node_get_object (node), "name"));
    text = json_to_string (node, FALSE);
    if (!g_hash_table_contains (ours, name))
      eta_wire_raw (out, NULL, text);
  }
}

static void
write_attributes (GString *out, const EtaPush *push)
{
  g_autoptr (GPtrArray) skus = eta_woo_skus (push);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint i, j;

  if (!touches_options (push))
    return;
  eta_wire_open (out, "attributes", '[');
  for (i = 0; i < skus->len; i++) {
    g_autofree char *parent = eta_listing_path ("variants", skus->pdata[i], "options", NULL);
    g_autoptr (GPtrArray) each = eta_listing_children (push->target, parent);

    for (j = 0; j < each->len; j++) {
      g_autofree char *name = eta_woo_option_write (each->pdata[j]);

      if (!g_hash_table_add (names, g_strdup (each->pdata[j])))
        continue;
      eta_wire_open (out, NULL, '{');
      eta_wire_text (out, "name", name);
      eta_wire_bool (out, "variation", TRUE);
      eta_wire_bool (out, "visible", TRUE);
      write_values (out, push->target, skus, each->pdata[j]);
      eta_wire_close (out, '}');
    }
  }
  write_kept_attributes (out, push, names);
  eta_wire_close (out, ']');
}

static void
write_variable (GString *out, const EtaPush *push)
{
  if (!was_variable (push) || push->repair) {
    eta_wire_text (out, "type", "variable");
    eta_wire_text (out, "sku", push->handle);
  }
  write_attributes (out, push);
}

void
eta_woo_write_product (GString *out, const EtaWoo *woo, const EtaPush *push)
{
  g_autoptr (GPtrArray) skus = eta_woo_skus (push);
  gboolean variable = eta_woo_is_variable (push);
  const char *sku = !variable && skus->len > 0 ? skus->pdata[0] : NULL;

  eta_wire_open (out, NULL, '{');
  if (push->remote)
    eta_wire_raw (out, "id", push->remote->id);
  else
    eta_wire_text (out, "slug", push->handle);
  write_texts (out, push);
  write_status (out, push);
  if (variable)
    write_variable (out, push);
  else if (sku)
    write_simple (out, woo, push, sku);
  write_sizes (out, woo, push, sku);
  write_images (out, push);
  write_terms (out, push, "categories", woo->categories);
  write_terms (out, push, "tags", NULL);
  if (touches_meta (woo, push))
    write_meta (out, woo, push, eta_woo_is_published_later (push));
  eta_wire_close (out, '}');
}

void
eta_woo_write_published (GString *out, const EtaWoo *woo, const EtaPush *push)
{
  eta_wire_open (out, NULL, '{');
  eta_wire_raw (out, "id", push->id);
  eta_wire_text (out, "status", "publish");
  write_meta (out, woo, push, FALSE);
  eta_wire_close (out, '}');
}
