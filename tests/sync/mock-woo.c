#include "mock-woo.h"

#include "mock-woo-shop.h"

#include <string.h>

/* --- media -------------------------------------------------------------------------------------
 */

static void
make_sizes (JsonObject *medium)
{
  g_autoptr (JsonNode) details = json_from_string (
      "{\"width\":2048,\"height\":1365,\"sizes\":{\"thumbnail\":{\"width\":150}}}", NULL);

  json_object_set_member (medium, "media_details", json_node_copy (details));
}

static guint
copies_of (Mock *mock, const char *name)
{
  guint i, n = 0;

  for (i = 0; i < mock->woo->media->len; i++)
    n += g_str_has_prefix (woo_text_of (mock->woo->media->pdata[i], "slug"), name) ? 1 : 0;
  return n;
}

static Answer
post_media (Mock *mock, const Request *request)
{
  const char *quote = request->disposition ? strstr (request->disposition, "filename=\"") : NULL;
  const char *file = quote ? quote + strlen ("filename=\"") : "";
  g_autofree char *name = g_strndup (file, strcspn (file, ".\""));
  g_autofree char *md5 = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, request->body);
  g_autofree char *slug = NULL, *url = NULL;
  JsonObject *medium;
  gint64 id;

  if (!*name || g_bytes_get_size (request->body) == 0)
    return woo_refuse (400, "rest_upload_no_content_disposition",
                       "No Content-Disposition supplied.");
  if (request->md5 && !g_str_equal (request->md5, md5))
    return woo_refuse (412, "rest_upload_hash_mismatch", "Content hash did not match expected.");
  slug = copies_of (mock, name) > 0 ? g_strdup_printf ("%s-%u", name, copies_of (mock, name))
                                    : g_strdup (name);
  url = g_strdup_printf ("http://127.0.0.1:%u/wp-content/uploads/2026/11/%s.jpg", mock->port, slug);
  medium = json_object_new ();
  id = ++mock->woo->next_id;
  json_object_set_int_member (medium, "id", id);
  json_object_set_string_member (medium, "slug", slug);
  json_object_set_string_member (medium, "source_url", url);
  json_object_set_object_member (medium, "media_details", json_object_new ());
  g_ptr_array_add (mock->woo->media, medium);
  if (mock->woo->dies_over_photo) {
    mock->woo->dies_over_photo = FALSE;
    return (Answer){500, g_strdup ("<html>There has been a critical error</html>"),
                    g_strdup_printf ("X-WP-Upload-Attachment-ID: %" G_GINT64_FORMAT "\r\n", id)};
  }
  make_sizes (medium);
  return (Answer){201, woo_object_text (medium), NULL};
}

static Answer
list_media (Mock *mock, const Request *request)
{
  g_autofree char *slug = woo_parameter (request, "slug"),
                  *include = woo_parameter (request, "include");
  g_autoptr (JsonArray) all = json_array_new ();
  guint i;

  for (i = 0; i < mock->woo->media->len; i++) {
    JsonObject *medium = mock->woo->media->pdata[i];
    g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, woo_id_of (medium));

    if ((!slug || woo_is_in_list (slug, woo_text_of (medium, "slug"))) &&
        (!include || woo_is_in_list (include, id)))
      json_array_add_object_element (all, json_object_ref (medium));
  }
  return (Answer){200, woo_array_text (all), NULL};
}

/* --- terms and settings ------------------------------------------------------------------------
 */

static Answer
list_categories (Mock *mock, const Request *request)
{
  g_autofree char *slug = woo_parameter (request, "slug");
  g_autoptr (JsonArray) all = json_array_new ();
  guint i;

  for (i = 0; i < mock->terms->len; i++)
    if (g_str_equal (woo_text_of (mock->terms->pdata[i], "kind"), "categories") &&
        (!slug || g_str_equal (slug, woo_text_of (mock->terms->pdata[i], "slug"))))
      json_array_add_object_element (all, json_object_ref (mock->terms->pdata[i]));
  return (Answer){200, woo_array_text (all), NULL};
}

static Answer
post_category (Mock *mock, JsonObject *body)
{
  JsonObject *there = woo_find_term (mock, "categories", 0, woo_text_of (body, "name"));
  g_autoptr (JsonObject) error =
      woo_error_object (400, "term_exists", "A term with the name provided already exists.",
                        there ? woo_id_of (there) : 1);

  if (there)
    return (Answer){400, woo_object_text (error), NULL};
  return (Answer){201,
                  woo_object_text (woo_make_term (mock, "categories", woo_text_of (body, "name"),
                                                  woo_text_of (body, "slug"))),
                  NULL};
}

static Answer
get_status (Mock *mock)
{
  return (Answer){200,
                  g_strdup_printf ("{\"environment\":{\"version\":\"%s\",\"language\":\"en_US\"},"
                                   "\"settings\":{\"currency\":\"%s\"}}",
                                   mock->woo->version, mock->woo->currency),
                  NULL};
}

static Answer
get_settings (Mock *mock)
{
  return (Answer){200,
                  g_strdup_printf ("[{\"id\":\"woocommerce_weight_unit\",\"value\":\"%s\"},"
                                   "{\"id\":\"woocommerce_dimension_unit\",\"value\":\"%s\"},"
                                   "{\"id\":\"woocommerce_currency\",\"value\":\"%s\"}]",
                                   mock->woo->weight, mock->woo->length, mock->woo->currency),
                  NULL};
}

static Answer
get_me (Mock *mock)
{
  static const char *const rights[] = {"upload_files", "edit_products", "publish_products",
                                       "manage_product_terms"};
  g_autoptr (GString) out = g_string_new ("{\"capabilities\":{\"read\":true");
  guint i;

  for (i = 0; i < G_N_ELEMENTS (rights); i++)
    if (g_strcmp0 (rights[i], mock->woo->forbidden) != 0)
      g_string_append_printf (out, ",\"%s\":true", rights[i]);
  g_string_append (out, "}}");
  return (Answer){200, g_strdup (out->str), NULL};
}

/* --- routes ------------------------------------------------------------------------------------
 */

static gboolean
is_allowed (Mock *mock, const Request *request)
{
  g_autofree char *encoded = g_base64_encode ((const guchar *)mock->key, strlen (mock->key));
  g_autofree char *expected = g_strconcat ("Basic ", encoded, NULL);

  return g_strcmp0 (request->authorization, expected) == 0;
}

static Answer
route_products (Mock *mock, const Request *request, const char *route, JsonObject *body)
{
  g_auto (GStrv) parts = g_strsplit (route, "/", -1); /* "" wc v3 products ID variations batch */
  gint64 id = parts[4] ? (gint64)g_ascii_strtoull (parts[4], NULL, 10) : 0;
  gboolean writes = g_str_equal (request->method, "POST");
  JsonObject *sent;

  if (!parts[4])
    return woo_list_products (mock, request);
  if (g_str_equal (parts[4], "batch"))
    return woo_batch (mock, body, 0);
  if (g_strcmp0 (parts[5], "variations") == 0)
    return writes ? woo_batch (mock, body, id) : woo_list_variations (mock, id);
  if (!writes)
    return woo_find_id (mock, id)
               ? (Answer){200, woo_object_text (woo_find_id (mock, id)), NULL}
               : woo_refuse (404, "woocommerce_rest_product_invalid_id", "Invalid ID.");
  json_object_set_int_member (body, "id", id);
  sent = woo_update_one (mock, body);
  return (Answer){json_object_has_member (sent, "error") ? 400 : 200, woo_object_text (sent), NULL};
}

static Answer
route_to (Mock *mock, const Request *request, const char *route, JsonObject *body)
{
  gboolean writes = g_str_equal (request->method, "POST");

  if (g_str_equal (route, "/"))
    return (Answer){200,
                    g_strdup_printf ("{\"name\":\"Toko &amp; Mock\",\"namespaces\":[\"wp/v2\","
                                     "\"wc/v3\"],\"authentication\":%s}",
                                     mock->woo->authentication),
                    NULL};
  if (!is_allowed (mock, request))
    return woo_refuse (401, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.");
  if (g_str_equal (route, "/wp/v2/users/me"))
    return get_me (mock);
  if (g_str_equal (route, "/wc/v3/system_status"))
    return get_status (mock);
  if (g_str_has_prefix (route, "/wc/v3/settings/"))
    return get_settings (mock);
  if (g_str_equal (route, "/wc/v3/products/categories"))
    return writes ? post_category (mock, body) : list_categories (mock, request);
  if (g_str_has_prefix (route, "/wc/v3/products"))
    return route_products (mock, request, route, body);
  if (g_str_equal (route, "/wp/v2/media"))
    return writes ? post_media (mock, request) : list_media (mock, request);
  if (g_str_has_suffix (route, "/post-process")) {
    make_sizes (woo_find_medium (
        mock, (gint64)g_ascii_strtoull (route + strlen ("/wp/v2/media/"), NULL, 10)));
    return (Answer){200, g_strdup ("{}"), NULL};
  }
  return woo_refuse (404, "rest_no_route",
                     "No route was found matching the URL and request method.");
}

/* The route, wherever it stands in the address. Transfer full, or NULL. */
static char *
find_route (Mock *mock, const Request *request)
{
  g_autofree char *in_query = woo_parameter (request, "rest_route");

  if (in_query)
    return g_steal_pointer (&in_query);
  if (!mock->woo->plain && g_str_has_prefix (request->path, "/wp-json"))
    return g_strdup (request->path + strlen ("/wp-json"));
  return NULL;
}

static Answer
woo_route (Mock *mock, const Request *request)
{
  g_autofree char *route = find_route (mock, request);
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize size;
  const char *data = g_bytes_get_data (request->body, &size);
  JsonObject *body = NULL;
  Answer answer;

  if (!route && g_str_equal (request->path, "/"))
    return (Answer){200, g_strdup ("<html>Welcome</html>"),
                    g_strdup_printf ("Link: <http://127.0.0.1:%u/%s>; "
                                     "rel=\"https://api.w.org/\"\r\n",
                                     mock->port,
                                     mock->woo->plain ? "index.php?rest_route=/" : "wp-json/")};
  if (!route)
    return (Answer){404, g_strdup ("<!DOCTYPE html><html>Not found</html>"), NULL};
  if (size > 0 && *data == '{' && json_parser_load_from_data (parser, data, (gssize)size, NULL))
    body = json_node_get_object (json_parser_get_root (parser));
  answer = route_to (mock, request, route, body);
  if (mock->woo->warn) {
    char *with = g_strconcat ("<br />\n<b>Warning</b>: Undefined array key \"x\" in [internal]\n",
                              answer.body, NULL);

    g_free (answer.body);
    answer.body = with;
  }
  return answer;
}

/* --- for the tests -----------------------------------------------------------------------------
 */

Mock *
mock_woo_new (const char *key)
{
  Mock *mock = mock_new (key);
  struct _Woo *woo = g_new0 (struct _Woo, 1);

  woo->currency = g_strdup ("IDR");
  woo->weight = g_strdup ("kg");
  woo->length = g_strdup ("cm");
  woo->version = g_strdup ("11.0.1");
  woo->media = g_ptr_array_new_with_free_func ((GDestroyNotify)json_object_unref);
  woo->authentication =
      g_strdup_printf ("{\"application-passwords\":{\"endpoints\":{\"authorization\":"
                       "\"http://127.0.0.1:%u/wp-admin/authorize-application.php\"}}}",
                       mock->port);
  mock->woo = woo;
  woo_make_term (mock, "categories", "Uncategorized", "uncategorized");
  mock->route = woo_route;
  return mock;
}

static void
set_text (Mock *mock, char **member, const char *value)
{
  g_mutex_lock (&mock->mutex);
  g_free (*member);
  *member = g_strdup (value);
  g_mutex_unlock (&mock->mutex);
}

void
mock_woo_plain_addresses (Mock *mock)
{
  mock->woo->plain = TRUE;
}

void
mock_woo_warn (Mock *mock, gboolean on)
{
  mock->woo->warn = on;
}

void
mock_woo_set_currency (Mock *mock, const char *code)
{
  set_text (mock, &mock->woo->currency, code);
}

void
mock_woo_set_units (Mock *mock, const char *weight, const char *length)
{
  set_text (mock, &mock->woo->weight, weight);
  set_text (mock, &mock->woo->length, length);
}

void
mock_woo_set_version (Mock *mock, const char *version)
{
  set_text (mock, &mock->woo->version, version);
}

void
mock_woo_set_authentication (Mock *mock, const char *json)
{
  set_text (mock, &mock->woo->authentication, json);
}

void
mock_woo_forbid (Mock *mock, const char *right)
{
  set_text (mock, &mock->woo->forbidden, right);
}

void
mock_woo_die (Mock *mock, guint n, gboolean with_sku)
{
  mock->woo->die_after = n + 1;
  mock->woo->die_with_sku = with_sku;
}

void
mock_woo_die_over_photo (Mock *mock)
{
  mock->woo->dies_over_photo = TRUE;
}

char *
mock_woo_product (Mock *mock, const char *sku)
{
  JsonObject *product;
  char *text;

  g_mutex_lock (&mock->mutex);
  product = woo_owner_of (mock, sku);
  text = product ? woo_object_text (product) : NULL;
  g_mutex_unlock (&mock->mutex);
  return text;
}

char *
mock_woo_variation (Mock *mock, const char *sku)
{
  JsonObject *product;
  char *text;

  g_mutex_lock (&mock->mutex);
  product = woo_find_sku (mock, sku);
  text = product ? woo_object_text (product) : NULL;
  g_mutex_unlock (&mock->mutex);
  return text;
}

void
mock_woo_edit (Mock *mock, const char *sku, const char *member, const char *value)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), value);

  g_mutex_lock (&mock->mutex);
  woo_apply_one (mock, woo_find_sku (mock, sku), member, node);
  g_mutex_unlock (&mock->mutex);
}

void
mock_woo_tear_price (Mock *mock, const char *sku, const char *price)
{
  g_mutex_lock (&mock->mutex);
  json_object_set_string_member (woo_find_sku (mock, sku), "price", price);
  g_mutex_unlock (&mock->mutex);
}

void
mock_woo_trash (Mock *mock, const char *sku)
{
  mock_woo_edit (mock, sku, "status", "trash");
}

void
mock_woo_delete (Mock *mock, const char *sku)
{
  g_mutex_lock (&mock->mutex);
  woo_remove_product (mock, woo_id_of (woo_owner_of (mock, sku)));
  g_mutex_unlock (&mock->mutex);
}

void
mock_woo_add (Mock *mock, const char *name, const char *slug, const char *sku)
{
  JsonObject *product;

  g_mutex_lock (&mock->mutex);
  product = woo_blank (mock, 0);
  json_object_set_string_member (product, "name", name);
  json_object_set_string_member (product, "slug", slug);
  json_object_set_string_member (product, "sku", sku);
  g_mutex_unlock (&mock->mutex);
}

guint
mock_woo_n_media (Mock *mock)
{
  guint n;

  g_mutex_lock (&mock->mutex);
  n = mock->woo->media->len;
  g_mutex_unlock (&mock->mutex);
  return n;
}

void
mock_woo_lose_media (Mock *mock)
{
  g_mutex_lock (&mock->mutex);
  g_ptr_array_set_size (mock->woo->media, 0);
  g_mutex_unlock (&mock->mutex);
}
