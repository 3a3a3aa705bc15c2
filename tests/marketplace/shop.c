#include "shop.h"

#include "catalog/fields.h"
#include "catalog/sample.h"
#include "photos/take.h"
#include "sample/sample-pictures.h"

#include <curl/curl.h>
#include <string.h>

#include "../remove-tree.h"

gboolean
shop_is_there (void)
{
  if (g_getenv ("MEDUSA_ENV"))
    return TRUE;
  g_test_skip ("MEDUSA_ENV names no running server (tests/marketplace/start-medusa.sh)");
  return FALSE;
}

static GHashTable *
read_env (void)
{
  GHashTable *env = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (g_getenv ("MEDUSA_ENV"), &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    char *equals = strchr (lines[i], '=');

    if (equals)
      g_hash_table_insert (env, g_strndup (lines[i], (gsize)(equals - lines[i])),
                           g_strdup (equals + 1));
  }
  return env;
}

const char *
shop_env (Shop *shop, const char *name)
{
  const char *value = g_hash_table_lookup (shop->env, name);

  g_assert_nonnull (value);
  return value;
}

/* --- the shop keeper ------------------------------------------------------------------------- */

JsonNode *
shop_admin_get (Shop *shop, const char *path)
{
  g_autoptr (GError) error = NULL;
  JsonNode *answer = eta_market_get_json (shop->admin, path, NULL, &error);

  g_assert_no_error (error);
  return answer;
}

JsonNode *
shop_admin_post (Shop *shop, const char *path, const char *body)
{
  g_autoptr (GString) text = g_string_new (body);
  g_autoptr (GError) error = NULL;
  JsonNode *answer = eta_market_post_json (shop->admin, path, text, NULL, NULL, &error);

  g_assert_no_error (error);
  return answer;
}

void
shop_admin_delete (Shop *shop, const char *path)
{
  g_autoptr (EtaHttpRequest) request = eta_http_request_new ("DELETE", path);
  g_autoptr (EtaHttpAnswer) answer =
      eta_http_send (eta_market_connection_http (shop->admin), request, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
}

static void
delete_all (Shop *shop)
{
  for (;;) {
    g_autoptr (JsonNode) answer = shop_admin_get (shop, "/admin/products?fields=id&limit=50");
    JsonArray *all = eta_wire_array (json_node_get_object (answer), "products");
    g_autoptr (GString) body = g_string_new (NULL);
    g_autoptr (JsonNode) done = NULL;

    if (eta_wire_length (all) == 0)
      return;
    eta_wire_open (body, NULL, '{');
    eta_wire_open (body, "delete", '[');
    for (guint i = 0; i < eta_wire_length (all); i++)
      eta_wire_text (body, NULL, eta_wire_string (eta_wire_nth (all, i), "id"));
    eta_wire_close (body, ']');
    eta_wire_close (body, '}');
    done = shop_admin_post (shop, "/admin/products/batch", body->str);
  }
}

/* --- the public ------------------------------------------------------------------------------ */

static size_t
receive (char *data, size_t size, size_t n, void *user)
{
  g_byte_array_append (user, (const guint8 *)data, (guint)(size * n));
  return size * n;
}

static GBytes *
fetch (const char *url, const char *header)
{
  CURL *easy = curl_easy_init ();
  struct curl_slist *headers = header ? curl_slist_append (NULL, header) : NULL;
  GByteArray *bytes = g_byte_array_new ();
  long status = 0;

  curl_easy_setopt (easy, CURLOPT_URL, url);
  curl_easy_setopt (easy, CURLOPT_PROXY, "");
  curl_easy_setopt (easy, CURLOPT_TIMEOUT, 60L);
  curl_easy_setopt (easy, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt (easy, CURLOPT_WRITEFUNCTION, receive);
  curl_easy_setopt (easy, CURLOPT_WRITEDATA, bytes);
  if (curl_easy_perform (easy) == CURLE_OK)
    curl_easy_getinfo (easy, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_cleanup (easy);
  curl_slist_free_all (headers);
  if (status == 200)
    return g_byte_array_free_to_bytes (bytes);
  g_byte_array_unref (bytes);
  return NULL;
}

GBytes *
shop_fetch (const char *url)
{
  return fetch (url, NULL);
}

JsonNode *
shop_store_get (Shop *shop, const char *path)
{
  g_autofree char *url = g_strconcat (shop_env (shop, "MEDUSA_URL"), path, NULL);
  g_autofree char *header =
      g_strconcat ("x-publishable-api-key: ", shop_env (shop, "MEDUSA_PUBLISHABLE_KEY"), NULL);
  g_autoptr (GBytes) bytes = fetch (url, header);
  JsonNode *node;

  g_assert_nonnull (bytes);
  node = eta_wire_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
  g_assert_nonnull (node);
  return node;
}

static char *
region_of (Shop *shop, const char *currency)
{
  g_autoptr (JsonNode) answer = shop_admin_get (shop, "/admin/regions?fields=id,currency_code");
  JsonArray *all = eta_wire_array (json_node_get_object (answer), "regions");

  for (guint i = 0; i < eta_wire_length (all); i++)
    if (g_strcmp0 (eta_wire_string (eta_wire_nth (all, i), "currency_code"), currency) == 0)
      return g_strdup (eta_wire_string (eta_wire_nth (all, i), "id"));
  g_assert_not_reached ();
}

JsonNode *
shop_list (Shop *shop, const char *currency, const char *locale)
{
  g_autofree char *region = region_of (shop, currency);
  g_autofree char *path = g_strdup_printf (
      "/store/products?limit=1000&region_id=%s&locale=%s&fields=id,title,subtitle,description,"
      "handle,thumbnail,*images,variants.id,variants.sku,variants.title,variants.options.value,"
      "*variants.calculated_price",
      region, locale);

  return shop_store_get (shop, path);
}

JsonObject *
shop_pick (JsonNode *list, const char *sku)
{
  JsonArray *all = eta_wire_array (json_node_get_object (list), "products");

  for (guint i = 0; i < eta_wire_length (all); i++) {
    JsonArray *variants = eta_wire_array (eta_wire_nth (all, i), "variants");

    for (guint j = 0; j < eta_wire_length (variants); j++)
      if (g_strcmp0 (eta_wire_string (eta_wire_nth (variants, j), "sku"), sku) == 0)
        return eta_wire_nth (all, i);
  }
  return NULL;
}

JsonObject *
shop_find (Shop *shop, const char *sku, const char *currency, const char *locale, JsonNode **answer)
{
  *answer = shop_list (shop, currency, locale);
  return shop_pick (*answer, sku);
}

void
shop_server (Shop *shop, const char *command)
{
  g_autofree char *script =
      g_test_build_filename (G_TEST_DIST, "marketplace", "start-medusa.sh", NULL);
  const char *arguments[] = {script, command, NULL};
  g_auto (GStrv) environment = g_get_environ ();
  g_autoptr (GError) error = NULL;
  int status = 0;

  environment = g_environ_setenv (environment, "MEDUSA_ROOT", shop_env (shop, "MEDUSA_ROOT"), TRUE);
  g_spawn_sync (NULL, (char **)arguments, environment,
                G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* --- the catalog ----------------------------------------------------------------------------- */

static EtaMarketConnection *
connect_to (const EtaMarketplace *market, const char *key)
{
  g_autoptr (GError) error = NULL;
  EtaMarketConnection *connection = eta_market_connection_new (market, key, &error);

  g_assert_no_error (error);
  return connection;
}

void
shop_set_up (Shop *shop, gconstpointer data)
{
  const char *key;

  if (!g_getenv ("MEDUSA_ENV"))
    return;
  shop->env = read_env ();
  key = shop_env (shop, "MEDUSA_SECRET_KEY");
  shop->folder = g_dir_make_tmp ("etalase-market-XXXXXX", NULL);
  shop->path = g_build_filename (shop->folder, "x.etalasedb", NULL);
  shop->store = eta_store_open (shop->path, ETA_STORE_CREATE, &shop->error);
  g_assert_no_error (shop->error);
  shop->market = eta_marketplace_new ();
  shop->market->name = g_strdup ("Toko");
  shop->market->kind = g_strdup ("medusa");
  shop->market->url = g_strdup (shop_env (shop, "MEDUSA_URL"));
  g_assert_true (eta_store_put_market (shop->store, shop->market, NULL));
  shop->connection = connect_to (shop->market, key);
  shop->admin = connect_to (shop->market, key);
  delete_all (shop);
}

void
shop_tear_down (Shop *shop, gconstpointer data)
{
  if (!shop->env)
    return;
  g_clear_pointer (&shop->plan, eta_plan_free);
  g_clear_pointer (&shop->report, eta_sync_report_free);
  g_clear_error (&shop->error);
  eta_market_connection_free (shop->connection);
  eta_market_connection_free (shop->admin);
  eta_marketplace_free (shop->market);
  eta_store_close (shop->store);
  remove_tree (shop->folder);
  g_free (shop->folder);
  g_free (shop->path);
  g_hash_table_unref (shop->env);
}

void
shop_fill_sample (Shop *shop)
{
  g_autoptr (EtaAlbum) album = eta_album_open (shop->path, NULL);
  g_autoptr (GError) error = NULL;

  eta_sample_fill (shop->store, eta_sample_picture, eta_album_take_bytes, album, &error);
  g_assert_no_error (error);
}

static void
add_photos (Shop *shop, EtaProduct *draft, EtaAlbum *album)
{
  static const char *const names[] = {"kopi-ar-250-1", "kopi-ar-250-2"};

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GBytes) bytes = eta_sample_picture (names[i]);
    char sha[65];
    int width, height;

    g_assert_true (eta_album_take_bytes (bytes, names[i], album, sha, &width, &height, NULL));
    g_ptr_array_add (draft->photos, eta_photo_new (sha, width, height));
  }
}

static void
set_field (EtaProduct *draft, const char *address, const char *value)
{
  g_autoptr (GError) error = NULL;

  eta_product_set (draft, address, value, &error);
  g_assert_no_error (error);
}

void
shop_fill_many (Shop *shop, guint n)
{
  g_autoptr (EtaAlbum) album = eta_album_open (shop->path, NULL);
  g_autoptr (EtaProducer) producer = eta_producer_new ();

  eta_set_text (&producer->name, "Kopontren");
  g_assert_true (eta_step_begin (shop->store, "Fill", NULL, NULL));
  g_assert_true (eta_store_put_producer (shop->store, producer, NULL));
  for (guint i = 1; i <= n; i++) {
    g_autoptr (EtaProduct) draft = eta_product_new ();
    g_autofree char *sku = g_strdup_printf ("N-%03u", i);
    g_autofree char *name = g_strdup_printf ("Kopi nomor %u", i);

    eta_set_text (&draft->producer_id, producer->id);
    set_field (draft, "sku", sku);
    set_field (draft, "name.id", name);
    set_field (draft, "name.ar", "قهوة");
    set_field (draft, "price.usd", "4.50");
    set_field (draft, "price.idr", "65000");
    add_photos (shop, draft, album);
    g_assert_true (eta_store_put_product (shop->store, draft, NULL));
  }
  g_assert_true (eta_step_commit (shop->store, NULL));
}

void
shop_set (Shop *shop, const char *sku, const char *address, const char *value)
{
  g_autoptr (EtaProduct) product = eta_store_find_sku (shop->store, NULL, sku, NULL);
  g_autoptr (EtaProduct) draft = eta_product_copy (product);

  set_field (draft, address, value);
  g_assert_true (eta_step_begin (shop->store, "Edit product", sku, NULL));
  g_assert_true (eta_store_put_product (shop->store, draft, NULL));
  g_assert_true (eta_step_commit (shop->store, NULL));
}

char *
shop_get (Shop *shop, const char *sku, const char *address)
{
  g_autoptr (EtaProduct) product = eta_store_find_sku (shop->store, NULL, sku, NULL);

  return eta_product_get (product, address);
}

/* --- syncing --------------------------------------------------------------------------------- */

gboolean
shop_sync (Shop *shop)
{
  g_clear_pointer (&shop->plan, eta_plan_free);
  g_clear_pointer (&shop->report, eta_sync_report_free);
  g_clear_error (&shop->error);
  shop->plan = eta_sync_plan (shop->store, shop->connection, &shop->options, NULL, &shop->error);
  return shop->plan && eta_sync_run (shop->store, shop->connection, shop->plan, &shop->options,
                                     &shop->report, NULL, &shop->error);
}

void
shop_assert_synced (Shop *shop)
{
  gboolean ok = shop_sync (shop);

  g_assert_no_error (shop->error);
  g_assert_true (ok);
  for (guint i = 0; i < shop->report->items->len; i++) {
    const EtaReportItem *item = shop->report->items->pdata[i];

    if (item->outcome == ETA_OUTCOME_FAILED)
      g_error ("%s: %s", item->sku, item->message);
  }
  g_assert_cmpuint (shop->report->waiting, ==, 0);
}

void
shop_assert_quiet (Shop *shop)
{
  shop_assert_synced (shop);
  if (shop->plan->items->len > 0) {
    g_autoptr (JsonNode) plan = eta_plan_to_json (shop->plan);
    g_autofree char *text = json_to_string (plan, TRUE);

    g_error ("there is still something to do: %s", text);
  }
  g_assert_cmpuint (shop->plan->settle->len, ==, 0);
  g_assert_cmpuint (shop->report->count.writes, ==, 0);
}
