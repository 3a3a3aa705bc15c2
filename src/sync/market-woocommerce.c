/* The connector for WooCommerce: saying hello to a WordPress, and what it can do. The rest is in
 * woo-*.c. */
#include "sync/woo.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define OLDEST 903 /* 9.3: before it, races make one SKU twice */
#define GTIN_FROM 902

const char *
eta_woo_currency (const EtaWoo *woo)
{
  return woo->info && woo->info->currencies->len > 0 ? woo->info->currencies->pdata[0] : "";
}

/* --- where is its interface? ----------------------------------------------------------------- */

static gboolean
has_namespace (JsonObject *index, const char *name)
{
  JsonArray *all = eta_wire_array (index, "namespaces");
  guint i;

  for (i = 0; i < eta_wire_length (all); i++)
    if (g_strcmp0 (eta_wire_nth_string (all, i), name) == 0)
      return TRUE;
  return FALSE;
}

static JsonNode *
get_index (EtaWoo *woo, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonNode) node =
      eta_woo_get (woo, "/", "_fields=name,namespaces,authentication", cancellable, error);

  if (node && JSON_NODE_HOLDS_OBJECT (node) &&
      eta_wire_array (json_node_get_object (node), "namespaces"))
    return g_steal_pointer (&node);
  if (node)
    g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_WRONG_SERVER,
                 _ ("At “%s” there is something, but no WordPress. Check the address."),
                 eta_http_url (eta_market_connection_http (woo->connection)));
  return NULL;
}

/* "<https://shop.example/index.php?rest_route=/>; rel=\"https://api.w.org/\"" → the address without
 * its last "/". Only on the shop's own server: the key goes along. Transfer full, or NULL. */
static char *
root_in_link (const EtaWoo *woo, const char *link)
{
  const char *home = eta_http_url (eta_market_connection_http (woo->connection));
  const char *end = link && *link == '<' ? strchr (link, '>') : NULL;
  g_autofree char *address = end ? g_strndup (link + 1, (gsize)(end - link - 1)) : NULL;

  if (!address || !strstr (end, "api.w.org") || !g_str_has_prefix (address, home) ||
      address[strlen (home)] != '/')
    return NULL;
  if (g_str_has_suffix (address, "/"))
    address[strlen (address) - 1] = 0;
  return g_strdup (address + strlen (home));
}

/* Where addresses are plain there is no /wp-json; the home page says where else. */
static gboolean
follow_link (EtaWoo *woo, GCancellable *cancellable)
{
  g_autoptr (EtaHttpRequest) request = eta_http_request_new ("GET", "/");
  g_autoptr (EtaHttpAnswer) answer = NULL;
  char *root;

  request->wanted = "Link";
  answer = eta_http_send (eta_market_connection_http (woo->connection), request, cancellable);
  root = root_in_link (woo, answer->header);
  if (!root)
    return FALSE;
  g_free (woo->root);
  woo->root = root;
  return TRUE;
}

static JsonNode *
discover (EtaWoo *woo, GCancellable *cancellable, GError **error)
{
  JsonNode *index;
  GError *failed = NULL;

  g_free (woo->root);
  woo->root = g_strdup ("/wp-json");
  index = get_index (woo, cancellable, &failed);
  if (!index && failed->code == ETA_SYNC_ERROR_WRONG_SERVER && follow_link (woo, cancellable)) {
    g_clear_error (&failed);
    index = get_index (woo, cancellable, &failed);
  }
  if (index && has_namespace (json_node_get_object (index), "wc/v3"))
    return index;
  if (index) {
    g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_WRONG_SERVER,
                 _ ("At “%s” there is a WordPress, but no WooCommerce is switched on in it."),
                 eta_http_url (eta_market_connection_http (woo->connection)));
    json_node_unref (index);
    return NULL;
  }
  g_propagate_error (error, failed);
  return NULL;
}

/* --- what may the key do? -------------------------------------------------------------------- */

static const struct {
  const char *name;
  const char *what;
} rights[] = {
    {"edit_products", N_ ("editing products")},
    {"publish_products", N_ ("publishing products")},
    {"upload_files", N_ ("sending photos")},
    {"manage_product_terms", N_ ("making categories")},
};

static gboolean
check_rights (EtaWoo *woo, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonNode) answer =
      eta_woo_get (woo, "/wp/v2/users/me", "context=edit&_fields=capabilities", cancellable, error);
  JsonObject *may = answer && JSON_NODE_HOLDS_OBJECT (answer)
                        ? eta_wire_object (json_node_get_object (answer), "capabilities")
                        : NULL;
  guint i;

  if (!answer)
    return FALSE;
  for (i = 0; i < G_N_ELEMENTS (rights); i++)
    if (!eta_wire_is_true (may, rights[i].name)) {
      g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REFUSED_KEY,
                   _ ("This user of the shop lacks a right: %s. Use one who is a shop manager."),
                   _ (rights[i].what));
      return FALSE;
    }
  return TRUE;
}

/* --- what is it set to? ---------------------------------------------------------------------- */

static const char *
setting (JsonNode *answer, const char *id)
{
  JsonArray *all = answer && JSON_NODE_HOLDS_ARRAY (answer) ? json_node_get_array (answer) : NULL;
  guint i;

  for (i = 0; i < eta_wire_length (all); i++)
    if (g_strcmp0 (eta_wire_string (eta_wire_nth (all, i), "id"), id) == 0)
      return eta_wire_string (eta_wire_nth (all, i), "value");
  return NULL;
}

static void
take_currency (EtaWoo *woo, const char *code)
{
  if (code && woo->info->currencies->len == 0)
    g_ptr_array_add (woo->info->currencies, g_ascii_strup (code, -1));
}

/* "11.0.1" → 1100; 0 when it is not said. */
static guint
read_version (const char *text)
{
  guint major = text ? (guint)strtoul (text, NULL, 10) : 0;
  const char *dot = text ? strchr (text, '.') : NULL;

  return major * 100 + (dot ? (guint)strtoul (dot + 1, NULL, 10) : 0);
}

static void
take_status (EtaWoo *woo, JsonNode *answer)
{
  JsonObject *status =
      answer && JSON_NODE_HOLDS_OBJECT (answer) ? json_node_get_object (answer) : NULL;
  JsonObject *environment = eta_wire_object (status, "environment");
  const char *version = eta_wire_string (environment, "version");
  const char *language = eta_wire_string (environment, "language");
  guint number = read_version (version);

  take_currency (woo, eta_wire_string (eta_wire_object (status, "settings"), "currency"));
  if (!woo->info->lang && language && *language)
    woo->info->lang = g_strndup (language, strcspn (language, "_-"));
  woo->gtin = number == 0 || number >= GTIN_FROM;
  if (number > 0 && number < OLDEST)
    woo->info->notice = g_strdup_printf (
        _ ("This shop runs WooCommerce %s. From 9.3 on a product is never made twice; ask for an "
           "update."),
        version);
}

static gboolean
read_settings (EtaWoo *woo, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonNode) status = NULL, products = NULL, general = NULL;

  status = eta_woo_get (woo, "/wc/v3/system_status",
                        "_fields=environment.version,environment.language,settings.currency",
                        cancellable, NULL);
  take_status (woo, status);
  products = eta_woo_get (woo, "/wc/v3/settings/products", "_fields=id,value", cancellable, error);
  if (!products)
    return FALSE;
  woo->weight = eta_woo_weight_unit (setting (products, "woocommerce_weight_unit"));
  woo->length = eta_woo_length_unit (setting (products, "woocommerce_dimension_unit"));
  if (woo->info->currencies->len > 0)
    return TRUE;
  general = eta_woo_get (woo, "/wc/v3/settings/general", "_fields=id,value", cancellable, error);
  take_currency (woo, setting (general, "woocommerce_currency"));
  return general != NULL;
}

EtaMarketInfo *
eta_woo_probe (gpointer self, GCancellable *cancellable, GError **error)
{
  EtaWoo *woo = self;
  const char *lang = eta_market_connection_option (woo->connection, "lang");
  g_autoptr (JsonNode) index = discover (woo, cancellable, error);

  if (!index || !check_rights (woo, cancellable, error))
    return NULL;
  g_clear_pointer (&woo->info, eta_market_info_free);
  woo->info = eta_market_info_new ();
  woo->info->lang = g_strdup (lang);
  if (!read_settings (woo, cancellable, error)) {
    g_clear_pointer (&woo->info, eta_market_info_free);
    return NULL;
  }
  woo->info->name = eta_woo_unescape (eta_wire_string (json_node_get_object (index), "name"));
  if (!woo->info->lang)
    woo->info->lang = g_strdup ("en");
  return eta_market_info_copy (woo->info);
}

gboolean
eta_woo_ensure_info (EtaWoo *woo, GCancellable *cancellable, GError **error)
{
  if (!woo->info)
    eta_market_info_free (eta_woo_probe (woo, cancellable, error));
  return woo->info != NULL;
}

/* --- the connector --------------------------------------------------------------------------- */

static gpointer
woo_open (EtaMarketConnection *connection)
{
  EtaWoo *woo = g_new0 (EtaWoo, 1);

  woo->connection = connection;
  woo->root = g_strdup ("/wp-json");
  woo->weight = eta_woo_weight_unit (NULL);
  woo->length = eta_woo_length_unit (NULL);
  woo->categories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return woo;
}

static void
woo_close (gpointer self)
{
  EtaWoo *woo = self;

  g_hash_table_unref (woo->categories);
  eta_market_info_free (woo->info);
  g_free (woo->root);
  g_free (woo);
}

const EtaConnector eta_connector_woocommerce = {
    .kind = "woocommerce",
    .max_items = 25,
    .max_body = 1 << 20,
    .max_find = 100,
    .parallel = 1,
    .gzip = FALSE,
    .pair = TRUE,
    .one_currency = TRUE,
    .key_hint = N_ ("WordPress says the same when the address begins with http:// instead of "
                    "https://, and when its host takes the key out of requests."),
    .open = woo_open,
    .close = woo_close,
    .probe = eta_woo_probe,
    .find = eta_woo_find,
    .put_photos = eta_woo_put_photos,
    .lost_photos = eta_woo_lost_photos,
    .ensure_terms = eta_woo_ensure_terms,
    .push = eta_woo_push,
};
