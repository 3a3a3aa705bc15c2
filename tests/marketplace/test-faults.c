/* Etalase against a real Medusa over a line that breaks: whatever is lost on the way, each product
 * is in the shop once, whole, with the very bytes of its photos, and a further sync has nothing to
 * do. */
#include "proxy.h"
#include "shop.h"

#include "sync/error.h"

#include <string.h>

#define BATCH "POST /admin/products/batch"
#define UPLOAD "POST /admin/uploads"

typedef struct {
  const char *name, *match;
  Spoil how;
  guint status, skip, times;
} Case;

static const Case cases[] = {
    {"lost", BATCH, SPOIL_LOSE, 0, 1, 2},
    {"reset", BATCH, SPOIL_RESET, 0, 1, 2},
    {"truncated", BATCH, SPOIL_TRUNCATE, 0, 1, 2},
    {"garbage", BATCH, SPOIL_GARBAGE, 0, 1, 2},
    {"slow", BATCH, SPOIL_SLOW, 0, 0, 3},
    {"429", BATCH, SPOIL_STATUS, 429, 1, 2},
    {"503", BATCH, SPOIL_STATUS, 503, 1, 2},
    {"413", BATCH, SPOIL_STATUS, 413, 0, 2},
    {"502", BATCH, SPOIL_STATUS, 502, 1, 1},
    {"photo-lost", UPLOAD, SPOIL_LOSE, 0, 0, 1},
    {"photo-503", UPLOAD, SPOIL_STATUS, 503, 0, 1},
    {"reading-lost", "GET /admin/products", SPOIL_LOSE, 0, 2, 1},
};

static EtaMarketConnection *
connect_over (Shop *shop, Proxy *proxy)
{
  g_autoptr (EtaMarketplace) line = eta_marketplace_copy (shop->market);

  g_free (line->url);
  line->url = proxy_url (proxy);
  return eta_market_connection_new (line, shop_env (shop, "MEDUSA_SECRET_KEY"), NULL);
}

/* Each product once, with its price, and its photos as they are on the disk. */
static void
assert_all (Shop *shop, guint n)
{
  g_autoptr (JsonNode) answer = shop_admin_get (
      shop, "/admin/products?limit=1000&fields=external_id,variants.prices.amount,images.url");
  JsonArray *all = eta_wire_array (json_node_get_object (answer), "products");
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) urls = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer url;

  g_assert_cmpuint (eta_wire_length (all), ==, n);
  for (guint i = 0; i < n; i++) {
    JsonObject *product = eta_wire_nth (all, i);
    JsonArray *images = eta_wire_array (product, "images");
    JsonObject *variant = eta_wire_nth (eta_wire_array (product, "variants"), 0);

    g_assert_true (g_hash_table_add (keys, (gpointer)eta_wire_string (product, "external_id")));
    g_assert_cmpuint (eta_wire_length (eta_wire_array (variant, "prices")), ==, 2);
    g_assert_cmpuint (eta_wire_length (images), ==, 2);
    for (guint j = 0; j < 2; j++)
      g_hash_table_add (urls, (gpointer)eta_wire_string (eta_wire_nth (images, j), "url"));
  }
  g_hash_table_iter_init (&iter, urls);
  while (g_hash_table_iter_next (&iter, &url, NULL)) {
    g_autoptr (GBytes) bytes = shop_fetch (url);
    g_autofree char *sha = bytes ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;

    g_assert_nonnull (sha);
    g_assert_nonnull (strstr (url, sha)); /* it is named by its content */
  }
}

static void
run_case (Shop *shop, const Case *one, guint n)
{
  Proxy *proxy = proxy_new (shop_env (shop, "MEDUSA_URL"));
  EtaMarketConnection *direct = shop->connection;
  guint round;

  shop_fill_many (shop, n);
  shop->connection = connect_over (shop, proxy);
  shop->options.retry_unit = 20;
  proxy_spoil (proxy, one->match, one->how, one->status, one->skip, one->times);
  /* A run may give up; then it is pressed again, as a person would. */
  for (round = 0; round < 3 && (!shop_sync (shop) || shop->report->failed > 0); round++)
    g_test_message ("round %u: %s", round, shop->error ? shop->error->message : "failed products");
  g_assert_cmpuint (round, <, 3);
  g_assert_cmpuint (proxy_spoilt (proxy), >, 0); /* the test did what it says */
  assert_all (shop, n);
  shop_assert_quiet (shop);
  eta_market_connection_free (shop->connection);
  shop->connection = direct;
  proxy_free (proxy);
}

static void
test_case (Shop *shop, gconstpointer data)
{
  if (shop_is_there ())
    run_case (shop, data, 60);
}

/* 200 products, and one batch in three gets no answer. */
static void
test_many (Shop *shop, gconstpointer data)
{
  static const Case one = {"many", BATCH, SPOIL_LOSE, 0, 2, 3};

  if (shop_is_there ())
    run_case (shop, &one, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/faults/", cases[i].name, NULL);

    g_test_add (path, Shop, &cases[i], shop_set_up, test_case, shop_tear_down);
  }
  g_test_add ("/faults/200", Shop, NULL, shop_set_up, test_many, shop_tear_down);
  return g_test_run ();
}
