#include "mock-woo-shop.h"

#include <string.h>

/* --- JSON ------------------------------------------------------------------------------------ */

const char *
woo_text_of (JsonObject *object, const char *name)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : "";
}

gint64
woo_id_of (JsonObject *object)
{
  return object && json_object_has_member (object, "id") ? json_object_get_int_member (object, "id")
                                                         : 0;
}

JsonArray *
woo_array_of (JsonObject *object, const char *name)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

guint
woo_length_of (JsonArray *array)
{
  return array ? json_array_get_length (array) : 0;
}

char *
woo_object_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}

char *
woo_array_text (JsonArray *array)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  json_node_set_array (node, array);
  return json_to_string (node, FALSE);
}

JsonObject *
woo_error_object (guint status, const char *code, const char *message, gint64 resource)
{
  JsonObject *error = json_object_new (), *data = json_object_new ();

  json_object_set_string_member (error, "code", code);
  json_object_set_string_member (error, "message", message);
  json_object_set_int_member (data, "status", status);
  if (resource > 0)
    json_object_set_int_member (data, "resource_id", resource);
  json_object_set_object_member (error, "data", data);
  return error;
}

Answer
woo_refuse (guint status, const char *code, const char *message)
{
  g_autoptr (JsonObject) error = woo_error_object (status, code, message, 0);

  return (Answer){status, woo_object_text (error), NULL};
}

/* A parameter of the query, decoded, transfer full, or NULL. */
char *
woo_parameter (const Request *request, const char *name)
{
  g_auto (GStrv) pairs = g_strsplit (request->query ? request->query : "", "&", -1);
  guint i;

  for (i = 0; pairs[i]; i++) {
    char *equals = strchr (pairs[i], '=');

    if (!equals)
      continue;
    *equals = 0;
    if (g_str_equal (pairs[i], name))
      return g_uri_unescape_string (equals + 1, NULL);
  }
  return NULL;
}

gboolean
woo_is_in_list (const char *list, const char *value)
{
  g_auto (GStrv) all = g_strsplit (list, ",", -1);
  guint i;

  for (i = 0; all[i]; i++)
    if (*value && g_ascii_strcasecmp (all[i], value) == 0)
      return TRUE;
  return FALSE;
}

/* --- what it does to texts ---------------------------------------------------------------------
 */

/* “&” becomes an entity unless it begins one, backslashes are taken away, tags of scripts too. */
static char *
cleaned (const char *text, gboolean trim)
{
  GString *out = g_string_new (NULL);
  const char *p;

  for (p = text; *p; p++)
    if (*p == '&' && !strchr (p, ';'))
      g_string_append (out, "&amp;");
    else if (*p != '\\')
      g_string_append_c (out, *p);
  g_string_replace (out, "<script>", "", 0);
  g_string_replace (out, "</script>", "", 0);
  return trim ? g_strstrip (g_string_free (out, FALSE)) : g_string_free (out, FALSE);
}

/* --- products ----------------------------------------------------------------------------------
 */

JsonObject *
woo_find_id (Mock *mock, gint64 id)
{
  guint i;

  for (i = 0; id > 0 && i < mock->products->len; i++)
    if (woo_id_of (mock->products->pdata[i]) == id)
      return mock->products->pdata[i];
  return NULL;
}

static gboolean
is_trashed (JsonObject *product)
{
  return g_str_equal (woo_text_of (product, "status"), "trash");
}

/* Products and variations are all in one list, as posts in WordPress are. */
JsonObject *
woo_find_sku (Mock *mock, const char *sku)
{
  guint i;

  for (i = 0; *sku && i < mock->products->len; i++)
    if (g_ascii_strcasecmp (woo_text_of (mock->products->pdata[i], "sku"), sku) == 0)
      return mock->products->pdata[i];
  return NULL;
}

JsonObject *
woo_owner_of (Mock *mock, const char *sku)
{
  JsonObject *found = woo_find_sku (mock, sku);
  gint64 parent = found ? json_object_get_int_member (found, "parent_id") : 0;

  return parent > 0 ? woo_find_id (mock, parent) : found;
}

static char *
free_slug (Mock *mock, const char *wanted, JsonObject *own)
{
  g_autofree char *lower = g_ascii_strdown (wanted, -1);
  g_autofree char *slug = g_strdup (lower);
  guint n, i;

  for (n = 2;; n++) {
    for (i = 0; i < mock->products->len; i++)
      if (mock->products->pdata[i] != own &&
          g_str_equal (woo_text_of (mock->products->pdata[i], "slug"), slug))
        break;
    if (i == mock->products->len)
      return g_steal_pointer (&slug);
    g_free (slug);
    slug = g_strdup_printf ("%s-%u", lower, n);
  }
}

/* An unchanged price writes nothing; else the price follows. */
static void
set_price (JsonObject *product, const char *regular)
{
  const char *sale = woo_text_of (product, "sale_price");

  if (g_str_equal (woo_text_of (product, "regular_price"), regular))
    return;
  json_object_set_string_member (product, "regular_price", regular);
  json_object_set_string_member (product, "price", *sale ? sale : regular);
}

static char *
as_text (JsonNode *value)
{
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (value));
  return g_strdup (JSON_NODE_HOLDS_VALUE (value) ? json_node_get_string (value) : "");
}

JsonObject *
woo_find_medium (Mock *mock, gint64 id)
{
  guint i;

  for (i = 0; i < mock->woo->media->len; i++)
    if (woo_id_of (mock->woo->media->pdata[i]) == id)
      return mock->woo->media->pdata[i];
  return NULL;
}

static void
set_images (Mock *mock, JsonObject *product, JsonArray *sent)
{
  JsonArray *images = json_array_new ();
  guint i;

  for (i = 0; i < woo_length_of (sent); i++) {
    gint64 id = woo_id_of (json_array_get_object_element (sent, i));
    JsonObject *image = json_object_new ();

    json_object_set_int_member (image, "id", id);
    json_object_set_string_member (image, "src",
                                   woo_text_of (woo_find_medium (mock, id), "source_url"));
    json_object_set_string_member (image, "alt", "");
    json_array_add_object_element (images, image);
  }
  json_object_set_array_member (product, "images", images);
}

JsonObject *
woo_find_term (Mock *mock, const char *kind, gint64 id, const char *name)
{
  guint i;

  for (i = 0; i < mock->terms->len; i++) {
    JsonObject *term = mock->terms->pdata[i];

    if (g_str_equal (woo_text_of (term, "kind"), kind) &&
        (id > 0 ? woo_id_of (term) == id
                : g_ascii_strcasecmp (woo_text_of (term, "name"), name) == 0))
      return term;
  }
  return NULL;
}

JsonObject *
woo_make_term (Mock *mock, const char *kind, const char *name, const char *slug)
{
  JsonObject *term = json_object_new ();

  json_object_set_int_member (term, "id", ++mock->woo->next_id);
  json_object_set_string_member (term, "kind", kind);
  json_object_set_string_member (term, "name", name);
  json_object_set_string_member (term, "slug", *slug ? slug : name);
  g_ptr_array_add (mock->terms, term);
  return term;
}

/* Categories by id alone; tags are made by their names. */
static void
set_terms (Mock *mock, JsonObject *product, const char *member, JsonArray *sent)
{
  gboolean tags = g_str_equal (member, "tags");
  JsonArray *kept = json_array_new ();
  guint i;

  for (i = 0; i < woo_length_of (sent); i++) {
    JsonObject *one = json_array_get_object_element (sent, i);
    JsonObject *term = NULL;

    if (woo_id_of (one) > 0)
      term = woo_find_term (mock, member, woo_id_of (one), NULL);
    else if (tags && *woo_text_of (one, "name") &&
             !(term = woo_find_term (mock, member, 0, woo_text_of (one, "name"))))
      term = woo_make_term (mock, member, woo_text_of (one, "name"), "");
    if (term)
      json_array_add_object_element (kept, json_object_ref (term));
  }
  if (json_array_get_length (kept) == 0 && !tags)
    json_array_add_object_element (
        kept, json_object_ref (woo_find_term (mock, "categories", 0, "Uncategorized")));
  json_object_set_array_member (product, member, kept);
}

static void
set_meta (Mock *mock, JsonObject *product, JsonArray *sent)
{
  JsonArray *all = woo_array_of (product, "meta_data");
  guint i, j;

  for (i = 0; i < woo_length_of (sent); i++) {
    JsonObject *one = json_array_get_object_element (sent, i);

    for (j = 0; j < woo_length_of (all); j++)
      if (g_str_equal (woo_text_of (json_array_get_object_element (all, j), "key"),
                       woo_text_of (one, "key")))
        break;
    if (j < woo_length_of (all))
      json_array_remove_element (all, j);
    json_object_set_int_member (one, "id", ++mock->woo->next_id);
    json_array_add_object_element (all, json_object_ref (one));
  }
}

static void
set_dimensions (JsonObject *product, JsonObject *sent)
{
  JsonObject *dimensions = json_object_get_object_member (product, "dimensions");
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, sent);
  while (json_object_iter_next (&iter, &name, &value))
    json_object_set_string_member (dimensions, name, json_node_get_string (value));
}

static void
drop_variations (Mock *mock, gint64 parent)
{
  guint i;

  for (i = mock->products->len; i-- > 0;)
    if (json_object_get_int_member (mock->products->pdata[i], "parent_id") == parent)
      g_ptr_array_remove_index (mock->products, i);
}

void
woo_apply_one (Mock *mock, JsonObject *product, const char *name, JsonNode *value)
{
  static const char *const known[] = {"status",           "sku",        "weight",
                                      "global_unique_id", "sale_price", "type"};
  g_autofree char *text = as_text (value);
  g_autofree char *clean = NULL;

  if (g_str_equal (name, "images"))
    set_images (mock, product, json_node_get_array (value));
  else if (g_str_equal (name, "categories") || g_str_equal (name, "tags"))
    set_terms (mock, product, name, json_node_get_array (value));
  else if (g_str_equal (name, "meta_data"))
    set_meta (mock, product, json_node_get_array (value));
  else if (g_str_equal (name, "dimensions"))
    set_dimensions (product, json_node_get_object (value));
  else if (g_str_equal (name, "attributes") || g_str_equal (name, "menu_order"))
    json_object_set_member (product, name, json_node_copy (value));
  else if (g_str_equal (name, "regular_price"))
    set_price (product, text);
  else if (g_str_equal (name, "slug"))
    json_object_set_string_member (product, name, (clean = free_slug (mock, text, product)));
  else if (g_str_equal (name, "name") || strstr (name, "description"))
    json_object_set_string_member (product, name,
                                   (clean = cleaned (text, g_str_equal (name, "name"))));
  else
    for (guint i = 0; i < G_N_ELEMENTS (known); i++)
      if (g_str_equal (known[i], name))
        json_object_set_string_member (product, name, text);
}

static void
apply (Mock *mock, JsonObject *product, JsonObject *sent)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (g_str_equal (woo_text_of (product, "type"), "variable") &&
      g_str_equal (woo_text_of (sent, "type"), "simple"))
    drop_variations (mock, woo_id_of (product));
  json_object_iter_init (&iter, sent);
  while (json_object_iter_next (&iter, &name, &value))
    woo_apply_one (mock, product, name, value);
}

/* The error that a product or variation as it is SENT gets, or NULL. */
static JsonObject *
check (Mock *mock, JsonObject *own, JsonObject *sent)
{
  JsonObject *other = woo_find_sku (mock, woo_text_of (sent, "sku"));
  JsonArray *images = woo_array_of (sent, "images");
  guint i;

  if (mock->bad_title && g_str_equal (woo_text_of (sent, "name"), mock->bad_title))
    return woo_error_object (400, "rest_invalid_param", mock->bad_message, 0);
  if (other && other != own && is_trashed (other))
    return woo_error_object (
        400, "woocommerce_rest_product_not_created",
        "The product with SKU (X) you are trying to insert is already present in "
        "the lookup table",
        0);
  if (other && other != own)
    return woo_error_object (400, "product_invalid_sku", "Invalid or duplicated SKU.",
                             woo_id_of (other));
  for (i = 0; i < woo_length_of (images); i++)
    if (!woo_find_medium (mock, woo_id_of (json_array_get_object_element (images, i))))
      return woo_error_object (400, "woocommerce_product_invalid_image_id",
                               "#7 is an invalid image ID.", 0);
  return NULL;
}

JsonObject *
woo_blank (Mock *mock, gint64 parent)
{
  JsonObject *product = json_object_new ();
  static const char *const texts[] = {"name",        "slug",
                                      "description", "short_description",
                                      "sku",         "global_unique_id",
                                      "price",       "regular_price",
                                      "sale_price",  "weight"};
  g_autofree char *date = NULL;
  guint i;

  json_object_set_int_member (product, "id", ++mock->woo->next_id);
  date = g_strdup_printf ("2026-11-25T%02d:%02d:%02d", (int)(mock->woo->next_id / 3600) % 24,
                          (int)(mock->woo->next_id / 60) % 60, (int)mock->woo->next_id % 60);
  json_object_set_int_member (product, "parent_id", parent);
  for (i = 0; i < G_N_ELEMENTS (texts); i++)
    json_object_set_string_member (product, texts[i], "");
  json_object_set_string_member (product, "status", "publish");
  json_object_set_string_member (product, "type", parent ? "variation" : "simple");
  json_object_set_string_member (product, "date_created_gmt", date);
  json_object_set_object_member (product, "dimensions", json_object_new ());
  json_object_set_array_member (product, "images", json_array_new ());
  json_object_set_array_member (product, "attributes", json_array_new ());
  json_object_set_array_member (product, "tags", json_array_new ());
  json_object_set_array_member (product, "meta_data", json_array_new ());
  set_terms (mock, product, "categories", NULL);
  json_object_set_int_member (product, "menu_order", 0);
  g_ptr_array_add (mock->products, product);
  return product;
}

static JsonObject *
failed (gint64 id, JsonObject *error)
{
  JsonObject *result = json_object_new ();

  json_object_set_int_member (result, "id", id);
  json_object_set_object_member (result, "error", error);
  return result;
}

/* Only title and name in the address, or the code as well. It is in the shop window all the same.
 */
static void
make_half (Mock *mock, JsonObject *sent, gint64 parent)
{
  JsonObject *product = woo_blank (mock, parent);
  static const char *const early[] = {"name", "slug"};
  guint i;

  for (i = 0; i < G_N_ELEMENTS (early); i++)
    woo_apply_one (mock, product, early[i], json_object_get_member (sent, early[i]));
  if (!mock->woo->die_with_sku)
    return;
  json_object_set_string_member (product, "sku", woo_text_of (sent, "sku"));
  json_object_set_string_member (product, "regular_price", woo_text_of (sent, "regular_price"));
}

static JsonObject *
create_one (Mock *mock, JsonObject *sent, gint64 parent)
{
  JsonObject *error = check (mock, NULL, sent), *product;

  if (error)
    return failed (0, error);
  product = woo_blank (mock, parent);
  if (!*woo_text_of (sent, "slug") && !parent)
    json_object_set_string_member (sent, "slug", woo_text_of (sent, "name"));
  apply (mock, product, sent);
  return json_object_ref (product);
}

JsonObject *
woo_update_one (Mock *mock, JsonObject *sent)
{
  JsonObject *product = woo_find_id (mock, woo_id_of (sent));
  JsonObject *error =
      product ? check (mock, product, sent)
              : woo_error_object (400, "woocommerce_rest_product_invalid_id", "Invalid ID.", 0);

  if (error)
    return failed (woo_id_of (sent), error);
  apply (mock, product, sent);
  return json_object_ref (product);
}

void
woo_remove_product (Mock *mock, gint64 id)
{
  JsonObject *product = woo_find_id (mock, id);

  drop_variations (mock, id);
  g_ptr_array_remove (mock->products, product);
}

/* Create, update, delete, one by one, in that order. */
Answer
woo_batch (Mock *mock, JsonObject *body, gint64 parent)
{
  g_autoptr (JsonObject) answer = json_object_new ();
  JsonArray *create = woo_array_of (body, "create"), *update = woo_array_of (body, "update");
  JsonArray *delete = woo_array_of (body, "delete");
  JsonArray *made = json_array_new (), *done = json_array_new (), *gone = json_array_new ();
  guint i;

  json_object_set_array_member (answer, "create", made);
  json_object_set_array_member (answer, "update", done);
  json_object_set_array_member (answer, "delete", gone);
  if (woo_length_of (create) + woo_length_of (update) + woo_length_of (delete) > 100)
    return woo_refuse (413, "woocommerce_rest_request_entity_too_large",
                       "Unable to accept more than 100 items for this request.");
  for (i = 0; i < woo_length_of (create); i++) {
    JsonObject *sent = json_array_get_object_element (create, i);

    if (mock->woo->die_after > 0 && i + 1 == mock->woo->die_after) {
      make_half (mock, sent, parent);
      mock->woo->die_after = 0;
      return (Answer){0, g_strdup (""), NULL};
    }
    json_array_add_object_element (made, create_one (mock, sent, parent));
  }
  for (i = 0; i < woo_length_of (update); i++)
    json_array_add_object_element (
        done, woo_update_one (mock, json_array_get_object_element (update, i)));
  for (i = 0; i < woo_length_of (delete); i++) {
    woo_remove_product (mock, json_array_get_int_element (delete, i));
    json_array_add_object_element (gone, json_object_new ());
  }
  return (Answer){200, woo_object_text (answer), NULL};
}

/* Whether PRODUCT is in the list that is asked for. A filter that is not known passes all. */
static gboolean
passes (const Request *request, JsonObject *product)
{
  g_autofree char *include = woo_parameter (request, "include"),
                  *sku = woo_parameter (request, "sku");
  g_autofree char *slug = woo_parameter (request, "slug"),
                  *status = woo_parameter (request, "status");
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, woo_id_of (product));

  if (status ? !g_str_equal (status, woo_text_of (product, "status")) : is_trashed (product))
    return FALSE;
  if (include && *include && !woo_is_in_list (include, id))
    return FALSE;
  if (sku && *sku && !woo_is_in_list (sku, woo_text_of (product, "sku")))
    return FALSE;
  if (g_str_equal (woo_text_of (product, "type"), "variation") && !(sku && *sku))
    return FALSE;
  /* One alone: a list of names finds nothing. */
  return !slug || !*slug || g_str_equal (slug, woo_text_of (product, "slug"));
}

/* As it is shown to readers, texts come through wpautop; context=edit gives them as they are. */
static JsonObject *
shown (const Request *request, JsonObject *product)
{
  g_autofree char *context = woo_parameter (request, "context");
  g_autofree char *text = woo_object_text (product);
  g_autoptr (JsonNode) copy = json_from_string (text, NULL);
  JsonObject *object = json_node_dup_object (copy);
  g_autofree char *wrapped = NULL;

  if (g_strcmp0 (context, "edit") == 0)
    return object;
  wrapped = g_strdup_printf ("<p>%s</p>\n", woo_text_of (object, "description"));
  json_object_set_string_member (object, "description", wrapped);
  return object;
}

Answer
woo_list_products (Mock *mock, const Request *request)
{
  g_autofree char *page = woo_parameter (request, "per_page");
  g_autoptr (JsonArray) all = json_array_new ();
  guint limit = page ? (guint)g_ascii_strtoull (page, NULL, 10) : 10, i;

  if (limit > 100)
    return woo_refuse (400, "rest_invalid_param", "Invalid parameter(s): per_page");
  for (i = 0; i < mock->products->len; i++)
    if (passes (request, mock->products->pdata[i]) && woo_length_of (all) < limit)
      json_array_add_object_element (all, shown (request, mock->products->pdata[i]));
  return (Answer){200, woo_array_text (all), NULL};
}

Answer
woo_list_variations (Mock *mock, gint64 parent)
{
  g_autoptr (JsonArray) all = json_array_new ();
  const char *inherited = woo_text_of (woo_find_id (mock, parent), "sku");
  guint i;

  for (i = 0; i < mock->products->len; i++) {
    JsonObject *one = mock->products->pdata[i];

    if (json_object_get_int_member (one, "parent_id") != parent)
      continue;
    if (!*woo_text_of (one, "sku"))
      json_object_set_string_member (one, "sku", inherited);
    json_array_add_object_element (all, json_object_ref (one));
  }
  return (Answer){200, woo_array_text (all), NULL};
}
