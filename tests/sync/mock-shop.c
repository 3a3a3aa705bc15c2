#include "mock-shop.h"

#include <string.h>

/* --- JSON ------------------------------------------------------------------------------------ */

static const char *
text_of (JsonObject *object, const char *name)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static JsonArray *
array_of (JsonObject *object, const char *name)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static guint
length_of (JsonArray *array)
{
  return array ? json_array_get_length (array) : 0;
}

static char *
to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}

static char *
new_id (Mock *mock, const char *prefix)
{
  return g_strdup_printf ("%s_%05u", prefix, ++mock->next_id);
}

static Answer
refuse (guint status, const char *format, const char *value)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *message = g_strdup_printf (format, value);

  json_object_set_string_member (object, "type", "invalid_data");
  json_object_set_string_member (object, "message", message);
  return (Answer){status, to_text (object)};
}

/* --- products -------------------------------------------------------------------------------- */

static JsonObject *
find_product (Mock *mock, const char *member, const char *value)
{
  guint i;

  for (i = 0; i < mock->products->len; i++)
    if (g_strcmp0 (text_of (mock->products->pdata[i], member), value) == 0)
      return mock->products->pdata[i];
  return NULL;
}

static JsonObject *
find_variant (JsonArray *variants, const char *member, const char *value)
{
  guint i;

  for (i = 0; i < length_of (variants); i++)
    if (g_strcmp0 (text_of (json_array_get_object_element (variants, i), member), value) == 0)
      return json_array_get_object_element (variants, i);
  return NULL;
}

JsonObject *
mock_sku_owner (Mock *mock, const char *sku)
{
  guint i;

  for (i = 0; sku && i < mock->products->len; i++)
    if (find_variant (array_of (mock->products->pdata[i], "variants"), "sku", sku))
      return mock->products->pdata[i];
  return NULL;
}

/* {"Size":"250 g"} → [{"value":"250 g","option":{"title":"Size"}}] */
static void
expand_options (JsonObject *variant)
{
  JsonNode *node = json_object_get_member (variant, "options");
  JsonArray *list = json_array_new ();
  JsonObjectIter iter;
  const char *title;
  JsonNode *value;

  if (!node || !JSON_NODE_HOLDS_OBJECT (node)) {
    json_array_unref (list);
    return;
  }
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &title, &value)) {
    JsonObject *one = json_object_new (), *option = json_object_new ();

    json_object_set_string_member (option, "title", title);
    json_object_set_member (one, "value", json_node_copy (value));
    json_object_set_object_member (one, "option", option);
    json_array_add_object_element (list, one);
  }
  json_object_set_array_member (variant, "options", list);
}

static void
give_ids (Mock *mock, JsonArray *all, const char *prefix)
{
  guint i;

  for (i = 0; i < length_of (all); i++) {
    JsonObject *one = json_array_get_object_element (all, i);
    g_autofree char *id = new_id (mock, prefix);

    if (!text_of (one, "id"))
      json_object_set_string_member (one, "id", id);
    if (g_str_equal (prefix, "img"))
      json_object_set_int_member (one, "rank", i);
  }
}

static void
finish_variant (Mock *mock, JsonObject *variant)
{
  g_autofree char *id = new_id (mock, "variant");

  if (!text_of (variant, "id"))
    json_object_set_string_member (variant, "id", id);
  expand_options (variant);
  give_ids (mock, array_of (variant, "prices"), "price");
}

/* A list of options as they are sent becomes one as they are read. */
static void
finish_options (Mock *mock, JsonArray *options)
{
  guint i, j;

  for (i = 0; i < length_of (options); i++) {
    JsonObject *option = json_array_get_object_element (options, i);
    JsonArray *values = array_of (option, "values"), *objects = json_array_new ();

    for (j = 0; j < length_of (values); j++) {
      JsonObject *value = json_object_new ();

      json_object_set_string_member (value, "value", json_array_get_string_element (values, j));
      json_array_add_object_element (objects, value);
    }
    json_object_set_array_member (option, "values", objects);
  }
  give_ids (mock, options, "opt");
}

/* [{"id":"cat_1"}] → with the handle or value by which it is known. */
static void
expand_terms (Mock *mock, JsonArray *list, const char *name)
{
  guint i, j;

  for (i = 0; i < length_of (list); i++) {
    JsonObject *one = json_array_get_object_element (list, i);

    for (j = 0; j < mock->terms->len; j++)
      if (g_strcmp0 (text_of (mock->terms->pdata[j], "id"), text_of (one, "id")) == 0)
        json_object_set_string_member (one, name, text_of (mock->terms->pdata[j], "value"));
  }
}

static void
finish_product (Mock *mock, JsonObject *product)
{
  JsonArray *variants = array_of (product, "variants");
  guint i;

  for (i = 0; i < length_of (variants); i++)
    finish_variant (mock, json_array_get_object_element (variants, i));
  give_ids (mock, array_of (product, "images"), "img");
  expand_terms (mock, array_of (product, "categories"), "handle");
  expand_terms (mock, array_of (product, "tags"), "value");
}

static gboolean
check_variants (Mock *mock, JsonObject *owner, JsonArray *variants, Answer *answer)
{
  guint i;

  for (i = 0; i < length_of (variants); i++) {
    JsonObject *variant = json_array_get_object_element (variants, i);
    const char *sku = text_of (variant, "sku");
    JsonObject *other = mock_sku_owner (mock, sku);

    if (!other || (other == owner && text_of (variant, "id")))
      continue;
    /* A full replacement: an old variant that the list leaves out frees its SKU. */
    if (other == owner && length_of (array_of (owner, "variants")) == 0)
      continue;
    *answer = refuse (400, "Product variant with sku: %s, already exists.", sku);
    return FALSE;
  }
  return TRUE;
}

static gboolean
check_product (Mock *mock, JsonObject *product, JsonObject *owner, Answer *answer)
{
  const char *handle = text_of (product, "handle");

  if (mock->bad_title && g_strcmp0 (text_of (product, "title"), mock->bad_title) == 0) {
    *answer = refuse (400, "%s", mock->bad_message);
    return FALSE;
  }
  if (!owner && find_product (mock, "handle", handle)) {
    *answer = refuse (400, "Product with handle: %s, already exists.", handle);
    return FALSE;
  }
  return check_variants (mock, owner, array_of (product, "variants"), answer);
}

static void
merge_variants (Mock *mock, JsonObject *product, JsonArray *sent)
{
  JsonArray *old = array_of (product, "variants"), *now = json_array_new ();
  guint i;

  for (i = 0; i < length_of (sent); i++) {
    JsonObject *one = json_array_get_object_element (sent, i);
    JsonObject *known = text_of (one, "id") ? find_variant (old, "id", text_of (one, "id")) : NULL;
    JsonObject *kept = json_object_ref (known ? known : one);
    JsonObjectIter iter;
    const char *name;
    JsonNode *value;

    json_object_iter_init (&iter, one);
    while (known && json_object_iter_next (&iter, &name, &value))
      json_object_set_member (known, name, json_node_copy (value));
    finish_variant (mock, kept);
    json_array_add_object_element (now, kept);
  }
  json_object_set_array_member (product, "variants", now);
}

static void
merge_metadata (JsonObject *product, JsonNode *sent)
{
  JsonObject *metadata = json_object_has_member (product, "metadata")
                             ? json_object_get_object_member (product, "metadata")
                             : json_object_new ();
  gboolean fresh = !json_object_has_member (product, "metadata");
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, json_node_get_object (sent));
  while (json_object_iter_next (&iter, &name, &value))
    json_object_set_member (metadata, name, json_node_copy (value));
  if (fresh)
    json_object_set_object_member (product, "metadata", metadata);
}

static void
apply_update (Mock *mock, JsonObject *product, JsonObject *sent)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, sent);
  while (json_object_iter_next (&iter, &name, &value)) {
    if (g_str_equal (name, "variants"))
      merge_variants (mock, product, json_node_get_array (value));
    else if (g_str_equal (name, "metadata"))
      merge_metadata (product, value);
    else
      json_object_set_member (product, name, json_node_copy (value));
  }
  give_ids (mock, array_of (product, "images"), "img");
  expand_terms (mock, array_of (product, "categories"), "handle");
  expand_terms (mock, array_of (product, "tags"), "value");
}

void
mock_apply_create (Mock *mock, JsonObject *sent)
{
  g_autofree char *id = new_id (mock, "prod");
  g_autofree char *created = g_strdup_printf ("2026-11-25T05:00:%05uZ", mock->next_id);

  json_object_ref (sent);
  json_object_set_string_member (sent, "id", id);
  json_object_set_string_member (sent, "created_at", created);
  finish_options (mock, array_of (sent, "options"));
  finish_product (mock, sent);
  g_ptr_array_add (mock->products, sent);
}

/* --- routes ---------------------------------------------------------------------------------- */

typedef Answer (*Route) (Mock *mock, const Request *request, JsonObject *body);

static Answer
get_stores (Mock *mock, const Request *request, JsonObject *body)
{
  return (Answer){
      200, g_strdup ("{\"stores\":[{\"name\":\"Mock shop\",\"default_sales_channel_id\":\"sc_1\","
                     "\"supported_currencies\":[{\"currency_code\":\"usd\",\"is_default\":false},"
                     "{\"currency_code\":\"idr\",\"is_default\":true}],\"supported_locales\":["
                     "{\"locale_code\":\"en-US\"},{\"locale_code\":\"ar-SA\"}]}]}")};
}

static Answer
get_flags (Mock *mock, const Request *request, JsonObject *body)
{
  return (Answer){200, g_strdup_printf ("{\"feature_flags\":{\"translation\":%s}}",
                                        mock->translations ? "true" : "false")};
}

static Answer
get_channels (Mock *mock, const Request *request, JsonObject *body)
{
  return (Answer){200, g_strdup ("{\"sales_channels\":[{\"id\":\"sc_1\",\"name\":\"Web\"}]}")};
}

/* "name[]=a&name[]=b" → values; NULL when the filter is not there. */
static GPtrArray *
filter_values (const char *query, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (query ? query : "", "&", -1);
  g_autofree char *prefix = g_strdup_printf ("%s[]=", name);
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  guint i;

  for (i = 0; parts[i]; i++)
    if (g_str_has_prefix (parts[i], prefix))
      g_ptr_array_add (values, g_uri_unescape_string (parts[i] + strlen (prefix), NULL));
  if (values->len > 0)
    return values;
  g_ptr_array_unref (values);
  return NULL;
}

static gboolean
passes (JsonObject *object, const char *query, const char *filter, const char *member)
{
  g_autoptr (GPtrArray) values = filter_values (query, filter);
  const char *value = text_of (object, member);

  return !values || (value && g_ptr_array_find_with_equal_func (values, value, g_str_equal, NULL));
}

static Answer
get_products (Mock *mock, const Request *request, JsonObject *body)
{
  g_autoptr (JsonObject) answer = json_object_new ();
  JsonArray *found = json_array_new ();
  guint i;

  for (i = 0; i < mock->products->len; i++) {
    JsonObject *product = mock->products->pdata[i];

    if (passes (product, request->query, "id", "id") &&
        passes (product, request->query, "external_id", "external_id") &&
        passes (product, request->query, "handle", "handle"))
      json_array_add_object_element (found, json_object_ref (product));
  }
  json_object_set_array_member (answer, "products", found);
  return (Answer){200, to_text (answer)};
}

static Answer
get_variants (Mock *mock, const Request *request, JsonObject *body)
{
  g_autoptr (JsonObject) answer = json_object_new ();
  JsonArray *found = json_array_new ();
  guint i, j;

  for (i = 0; i < mock->products->len; i++) {
    JsonArray *variants = array_of (mock->products->pdata[i], "variants");

    for (j = 0; j < length_of (variants); j++) {
      JsonObject *variant = json_array_get_object_element (variants, j);
      JsonObject *one;

      if (!passes (variant, request->query, "sku", "sku"))
        continue;
      one = json_object_new ();
      json_object_set_string_member (one, "sku", text_of (variant, "sku"));
      json_object_set_string_member (one, "product_id", text_of (mock->products->pdata[i], "id"));
      json_array_add_object_element (found, one);
    }
  }
  json_object_set_array_member (answer, "variants", found);
  return (Answer){200, to_text (answer)};
}

/* All or nothing, and told in reverse order. */
static Answer
post_batch (Mock *mock, const Request *request, JsonObject *body)
{
  JsonArray *create = array_of (body, "create"), *update = array_of (body, "update");
  g_autoptr (JsonObject) answer = json_object_new ();
  JsonArray *created = json_array_new ();
  Answer refused;
  guint i;

  for (i = 0; i < length_of (create); i++)
    if (!check_product (mock, json_array_get_object_element (create, i), NULL, &refused))
      goto refuse_all;
  for (i = 0; i < length_of (update); i++) {
    JsonObject *one = json_array_get_object_element (update, i);
    JsonObject *owner = find_product (mock, "id", text_of (one, "id"));

    refused = refuse (404, "Unable to update the products with ids: %s", text_of (one, "id"));
    if (!owner)
      goto refuse_all;
    g_clear_pointer (&refused.body, g_free);
    if (!check_product (mock, one, owner, &refused))
      goto refuse_all;
  }
  for (i = 0; i < length_of (update); i++) {
    JsonObject *one = json_array_get_object_element (update, i);

    apply_update (mock, find_product (mock, "id", text_of (one, "id")), one);
  }
  for (i = length_of (create); i-- > 0;) {
    JsonObject *one = json_array_get_object_element (create, i), *told = json_object_new ();

    mock_apply_create (mock, one);
    json_object_set_string_member (told, "id", text_of (one, "id"));
    json_object_set_string_member (told, "handle", text_of (one, "handle"));
    json_array_add_object_element (created, told);
  }
  json_object_set_array_member (answer, "created", created);
  return (Answer){200, to_text (answer)};
refuse_all:
  json_array_unref (created);
  return refused;
}

static Answer
post_product (Mock *mock, const Request *request, JsonObject *body)
{
  g_autofree char *id = g_strdup (request->path + strlen ("/admin/products/"));
  JsonObject *product;

  id[strcspn (id, "/")] = 0;
  product = find_product (mock, "id", id);
  if (!product)
    return refuse (404, "Product with id: %s was not found", id);
  if (!strstr (request->path, "/options/"))
    apply_update (mock, product, body);
  return (Answer){200, g_strdup ("{\"product\":{}}")};
}

static Answer
post_upload (Mock *mock, const Request *request, JsonObject *body)
{
  gsize size;
  const char *data = g_bytes_get_data (request->body, &size);
  const char *name = g_strstr_len (data, (gssize)size, "filename=\"");
  g_autofree char *file = NULL;

  if (!name || !g_strstr_len (data, (gssize)size, "name=\"files\""))
    return refuse (400, "%s", "No files were uploaded");
  name += strlen ("filename=\"");
  file = g_strndup (name, strcspn (name, "\""));
  mock->next_id++;
  return (Answer){200, g_strdup_printf ("{\"files\":[{\"id\":\"%u-%s\",\"url\":"
                                        "\"http://127.0.0.1:%u/static/%u-%s\"}]}",
                                        mock->next_id, file, mock->port, mock->next_id, file)};
}

static Answer
get_static (Mock *mock, const Request *request, JsonObject *body)
{
  return (Answer){200, g_strdup ("")};
}

static JsonObject *
find_term (Mock *mock, const char *kind, const char *value)
{
  guint i;

  for (i = 0; i < mock->terms->len; i++)
    if (g_strcmp0 (text_of (mock->terms->pdata[i], "kind"), kind) == 0 &&
        g_strcmp0 (text_of (mock->terms->pdata[i], "value"), value) == 0)
      return mock->terms->pdata[i];
  return NULL;
}

static Answer
terms (Mock *mock, const Request *request, JsonObject *body)
{
  gboolean tags = strstr (request->path, "tags") != NULL;
  const char *kind = tags ? "tag" : "category", *member = tags ? "value" : "handle";
  g_autoptr (JsonObject) answer = json_object_new ();
  JsonArray *found = json_array_new ();
  guint i;

  if (body) {
    g_autofree char *id = new_id (mock, kind);
    JsonObject *term = json_object_new ();

    json_array_unref (found);
    if (find_term (mock, kind, text_of (body, member))) {
      json_object_unref (term);
      return refuse (400, "Product category with handle: %s, already exists.",
                     text_of (body, member));
    }
    json_object_set_string_member (term, "id", id);
    json_object_set_string_member (term, "kind", kind);
    json_object_set_string_member (term, "value", text_of (body, member));
    g_ptr_array_add (mock->terms, term);
    json_object_set_string_member (term, member, text_of (body, member));
    json_object_set_object_member (answer, tags ? "product_tag" : "product_category",
                                   json_object_ref (term));
    return (Answer){200, to_text (answer)};
  }
  for (i = 0; i < mock->terms->len; i++) {
    JsonObject *term = mock->terms->pdata[i], *one;

    if (g_strcmp0 (text_of (term, "kind"), kind) != 0 ||
        !passes (term, request->query, member, "value"))
      continue;
    one = json_object_new ();
    json_object_set_string_member (one, "id", text_of (term, "id"));
    json_object_set_string_member (one, member, text_of (term, "value"));
    json_array_add_object_element (found, one);
  }
  json_object_set_array_member (answer, tags ? "product_tags" : "product_categories", found);
  return (Answer){200, to_text (answer)};
}

static Answer
get_translations (Mock *mock, const Request *request, JsonObject *body)
{
  g_autoptr (JsonObject) answer = json_object_new ();

  json_object_set_array_member (answer, "translations", json_array_ref (mock->translated));
  return (Answer){200, to_text (answer)};
}

static Answer
post_translations (Mock *mock, const Request *request, JsonObject *body)
{
  JsonArray *create = array_of (body, "create"), *update = array_of (body, "update");
  guint i;

  for (i = 0; i < length_of (create); i++) {
    JsonObject *one = json_object_ref (json_array_get_object_element (create, i));
    g_autofree char *id = new_id (mock, "trans");

    json_object_set_string_member (one, "id", id);
    json_array_add_object_element (mock->translated, one);
  }
  for (i = 0; i < length_of (update); i++) {
    JsonObject *one = json_array_get_object_element (update, i);
    JsonObject *known = find_variant (mock->translated, "id", text_of (one, "id"));
    JsonObjectIter iter;
    const char *name;
    JsonNode *value;

    if (!known)
      return refuse (404, "Translation with id: %s was not found", text_of (one, "id"));
    json_object_iter_init (&iter, json_object_get_object_member (one, "translations"));
    while (json_object_iter_next (&iter, &name, &value))
      json_object_set_member (json_object_get_object_member (known, "translations"), name,
                              json_node_copy (value));
  }
  return (Answer){200, g_strdup ("{\"created\":[],\"updated\":[]}")};
}

static const struct {
  const char *match;
  Route route;
} routes[] = {
    {"GET /admin/stores", get_stores},
    {"GET /admin/feature-flags", get_flags},
    {"GET /admin/sales-channels", get_channels},
    {"GET /admin/products", get_products},
    {"GET /admin/product-variants", get_variants},
    {"POST /admin/products/batch", post_batch},
    {"POST /admin/products/", post_product},
    {"POST /admin/uploads", post_upload},
    {"HEAD /static/", get_static},
    {"GET /admin/product-categories", terms},
    {"POST /admin/product-categories", terms},
    {"GET /admin/product-tags", terms},
    {"POST /admin/product-tags", terms},
    {"GET /admin/translations", get_translations},
    {"POST /admin/translations/batch", post_translations},
};

static gboolean
is_allowed (Mock *mock, const Request *request)
{
  g_autofree char *pair = g_strconcat (mock->key, ":", NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *)pair, strlen (pair));
  g_autofree char *expected = g_strconcat ("Basic ", encoded, NULL);

  return g_strcmp0 (request->authorization, expected) == 0;
}

Answer
mock_route (Mock *mock, const Request *request)
{
  g_autofree char *line = g_strconcat (request->method, " ", request->path, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize size;
  const char *data = g_bytes_get_data (request->body, &size);
  JsonObject *body = NULL;
  guint i;

  if (!g_str_has_prefix (request->path, "/static/") && !is_allowed (mock, request))
    return (Answer){401, g_strdup ("{\"message\":\"Unauthorized\"}")};
  if (size > 0 && json_parser_load_from_data (parser, data, (gssize)size, NULL) &&
      JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    body = json_node_get_object (json_parser_get_root (parser));
  for (i = 0; i < G_N_ELEMENTS (routes); i++)
    if (g_str_has_prefix (line, routes[i].match) &&
        (strlen (routes[i].match) == strlen (line) || g_str_has_suffix (routes[i].match, "/")))
      return routes[i].route (mock, request, body);
  return (Answer){404, g_strdup ("<!DOCTYPE html><html>Cannot do that</html>")};
}
