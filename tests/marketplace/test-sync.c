/* The catalog in a real shop: what is sent, what the public sees, and that nothing more is sent. */
#include "shop.h"

#include "sync/error.h"

#include <string.h>

static double
price_of (JsonObject *product)
{
  JsonObject *variant = eta_wire_nth (eta_wire_array (product, "variants"), 0);
  g_autofree char *amount =
      eta_wire_plain (eta_wire_object (variant, "calculated_price"), "calculated_amount");

  return amount ? g_ascii_strtod (amount, NULL) : -1;
}

static void
assert_seen (Shop *shop,
             const char *sku,
             const char *currency,
             const char *locale,
             double price,
             const char *title)
{
  g_autoptr (JsonNode) answer = NULL;
  JsonObject *product = shop_find (shop, sku, currency, locale, &answer);

  g_assert_nonnull (product);
  g_assert_cmpfloat_with_epsilon (price_of (product), price, 1e-9);
  if (title)
    g_assert_cmpstr (eta_wire_string (product, "title"), ==, title);
}

/* The SHA-256 of what the public gets at the address of picture I. */
static char *
sha_of_picture (JsonObject *product, guint i)
{
  JsonArray *images = eta_wire_array (product, "images");
  const char *url = eta_wire_string (eta_wire_nth (images, i), "url");
  g_autoptr (GBytes) bytes = shop_fetch (url);

  g_assert_nonnull (bytes);
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

static void
assert_pictures (Shop *shop, const char *sku)
{
  g_autoptr (EtaProduct) product = eta_store_find_sku (shop->store, NULL, sku, NULL);
  g_autoptr (JsonNode) answer = NULL;
  JsonObject *seen = shop_find (shop, sku, "usd", "en-US", &answer);

  g_assert_cmpuint (eta_wire_length (eta_wire_array (seen, "images")), ==, product->photos->len);
  for (guint i = 0; i < product->photos->len; i++) {
    g_autofree char *sha = sha_of_picture (seen, i);

    g_assert_cmpstr (sha, ==, ((EtaPhoto *)product->photos->pdata[i])->sha256);
  }
}

static void
publish (Shop *shop)
{
  shop_fill_sample (shop);
  shop_assert_synced (shop);
  g_assert_cmpuint (shop->report->done, ==, 14);
}

/* Every product under its name in LOCALE. */
static void
assert_names (Shop *shop, const char *locale, const char *address)
{
  g_autoptr (JsonNode) list = shop_list (shop, "idr", locale);

  for (guint i = 0; i < shop->report->items->len; i++) {
    const char *sku = ((EtaReportItem *)shop->report->items->pdata[i])->sku;
    g_autofree char *name = shop_get (shop, sku, address);
    JsonObject *seen = shop_pick (list, sku);

    g_assert_nonnull (seen);
    g_assert_cmpstr (eta_wire_string (seen, "title"), ==, name);
    g_assert_cmpfloat (price_of (seen), >, 0);
  }
}

static void
test_publish (Shop *shop, gconstpointer data)
{
  if (!shop_is_there ())
    return;
  publish (shop);
  g_assert_cmpuint (shop->report->count.uploads, ==, shop->plan->photos);
  assert_names (shop, "id-ID", "name.id");
  assert_names (shop, "en-US", "name.en");
  assert_names (shop, "ar-SA", "name.ar");
  assert_seen (shop, "KOPI-AR-250", "idr", "id-ID", 65000, NULL);
  assert_seen (shop, "KOPI-AR-250", "usd", "en-US", 4.5, NULL);
  assert_pictures (shop, "KOPI-AR-250");
  g_test_message ("14 products: %u requests, %u uploads, %" G_GINT64_FORMAT " bytes",
                  shop->report->count.requests, shop->report->count.uploads,
                  shop->report->count.bytes);
  shop_assert_quiet (shop);
}

/* B23: a changed price sends that price. */
static void
test_price (Shop *shop, gconstpointer data)
{
  if (!shop_is_there ())
    return;
  publish (shop);
  shop_set (shop, "KOPI-AR-250", "price.usd.500", "4.75");
  shop_assert_synced (shop);
  g_assert_cmpuint (shop->plan->items->len, ==, 1);
  g_assert_cmpuint (shop->report->count.writes, ==, 1);
  g_assert_cmpuint (shop->report->count.uploads, ==, 0);
  assert_seen (shop, "KOPI-AR-250", "usd", "en-US", 4.75, NULL);
  assert_seen (shop, "KOPI-AR-250", "idr", "en-US", 65000, NULL);
  shop_assert_quiet (shop);
  /* Undo in the catalog is one more difference. */
  g_assert_true (eta_history_undo (shop->store, NULL, NULL));
  shop_assert_synced (shop);
  assert_seen (shop, "KOPI-AR-250", "usd", "en-US", 4.5, NULL);
  shop_assert_quiet (shop);
}

static void
test_texts (Shop *shop, gconstpointer data)
{
  if (!shop_is_there ())
    return;
  publish (shop);
  shop_set (shop, "MADU-500", "name.ar", "عسل بري جديد");
  shop_set (shop, "MADU-500", "name.en", "");
  shop_set (shop, "SABUN-80", "name.id", "Sabun “herbal” & \\ 80 g\nbaris <b>");
  shop_assert_synced (shop);
  assert_seen (shop, "MADU-500", "idr", "ar-SA", 95000, "عسل بري جديد");
  {
    g_autofree char *base = shop_get (shop, "MADU-500", "name.id");
    g_autofree char *odd = shop_get (shop, "SABUN-80", "name.id");
    g_autoptr (JsonNode) answer = NULL, other = NULL;
    JsonObject *english = shop_find (shop, "MADU-500", "idr", "en-US", &answer);
    JsonObject *soap = shop_find (shop, "SABUN-80", "idr", "id-ID", &other);

    g_assert_cmpstr (eta_wire_string (english, "title"), ==, base);
    g_assert_cmpstr (eta_wire_string (soap, "title"), ==, odd);
  }
  shop_assert_quiet (shop);
}

static void
reorder_photos (Shop *shop, const char *sku)
{
  g_autoptr (EtaProduct) product = eta_store_find_sku (shop->store, NULL, sku, NULL);
  g_autoptr (EtaProduct) draft = eta_product_copy (product);

  g_assert_cmpuint (draft->photos->len, ==, 2);
  g_ptr_array_add (draft->photos, g_ptr_array_steal_index (draft->photos, 0));
  g_assert_true (eta_step_begin (shop->store, "Order", NULL, NULL));
  g_assert_true (eta_store_put_product (shop->store, draft, NULL));
  g_assert_true (eta_step_commit (shop->store, NULL));
}

static void
test_photos (Shop *shop, gconstpointer data)
{
  if (!shop_is_there ())
    return;
  publish (shop);
  reorder_photos (shop, "KOPI-AR-250");
  shop_assert_synced (shop);
  g_assert_cmpuint (shop->report->count.uploads, ==, 0);
  g_assert_cmpuint (shop->report->count.writes, ==, 1);
  assert_pictures (shop, "KOPI-AR-250");
  shop_assert_quiet (shop);
}

/* --- what the shop keeper does --------------------------------------------------------------- */

static void
edit_there (Shop *shop, const char *sku, const char *format)
{
  g_autofree char *find =
      g_strdup_printf ("/admin/product-variants?fields=id,product_id&sku=%s", sku);
  g_autoptr (JsonNode) found = shop_admin_get (shop, find), done = NULL;
  JsonObject *variant = eta_wire_nth (eta_wire_array (json_node_get_object (found), "variants"), 0);
  g_autofree char *path =
      g_strdup_printf ("/admin/products/%s", eta_wire_string (variant, "product_id"));
  g_autofree char *body = g_strdup_printf (format, eta_wire_string (variant, "id"));

  done = shop_admin_post (shop, path, body);
}

/* B28 on a real server. */
static void
test_conflict (Shop *shop, gconstpointer data)
{
  const EtaReportItem *told;
  g_autofree char *taken = NULL;

  if (!shop_is_there ())
    return;
  publish (shop);
  edit_there (
      shop, "KOPI-AR-250",
      "{\"variants\":[{\"id\":\"%s\",\"prices\":[{\"currency_code\":\"usd\",\"amount\":4.8},"
      "{\"currency_code\":\"idr\",\"amount\":65000}]}]}");
  shop_set (shop, "KOPI-AR-250", "story.id", "Cerita baru");
  shop_assert_synced (shop);
  told = shop->report->items->pdata[0];
  g_assert_cmpint (told->outcome, ==, ETA_OUTCOME_CONFLICT);
  assert_seen (shop, "KOPI-AR-250", "usd", "en-US", 4.8, NULL);
  {
    g_autoptr (JsonNode) answer = NULL;
    JsonObject *seen = shop_find (shop, "KOPI-AR-250", "usd", "id-ID", &answer);

    g_assert_cmpstr (eta_wire_string (seen, "description"), ==, "Cerita baru");
  }
  shop_assert_synced (shop);
  g_assert_cmpuint (shop->report->count.writes, ==, 0);
  shop->options.take = ETA_TAKE_THEIRS;
  shop_assert_synced (shop);
  taken = shop_get (shop, "KOPI-AR-250", "price.usd.500");
  g_assert_cmpstr (taken, ==, "4.80");
  shop_assert_quiet (shop);
  g_assert_true (eta_history_undo (shop->store, NULL, NULL));
  shop_assert_synced (shop);
  assert_seen (shop, "KOPI-AR-250", "usd", "en-US", 4.5, NULL);
  shop_assert_quiet (shop);
}

/* What the shop keeper adds stays: a price for one region, a category, a tag, a picture's place. */
static void
test_additions_stay (Shop *shop, gconstpointer data)
{
  g_autoptr (JsonNode) regions = NULL, answer = NULL;
  g_autofree char *body = NULL;
  const char *region;
  JsonObject *product;
  JsonArray *categories;

  if (!shop_is_there ())
    return;
  publish (shop);
  regions = shop_admin_get (shop, "/admin/regions?fields=id&limit=1");
  region = eta_wire_string (
      eta_wire_nth (eta_wire_array (json_node_get_object (regions), "regions"), 0), "id");
  answer = shop_admin_get (shop, "/admin/product-categories?handle[]=makanan&handle[]=honey");
  categories = eta_wire_array (json_node_get_object (answer), "product_categories");
  g_assert_cmpuint (eta_wire_length (categories), ==, 2);
  body = g_strdup_printf (
      "{\"categories\":[{\"id\":\"%s\"},{\"id\":\"%s\"}],\"variants\":[{\"id\":\"%%s\",\"prices\":["
      "{\"currency_code\":\"idr\",\"amount\":95000},{\"currency_code\":\"idr\",\"amount\":99000,"
      "\"rules\":{\"region_id\":\"%s\"}}]}]}",
      eta_wire_string (eta_wire_nth (categories, 0), "id"),
      eta_wire_string (eta_wire_nth (categories, 1), "id"), region);
  edit_there (shop, "MADU-500", body);
  shop->options.take = ETA_TAKE_MINE;
  shop_set (shop, "MADU-500", "price.idr", "99500");
  shop_set (shop, "MADU-500", "category", "food");
  shop_assert_synced (shop);
  g_clear_pointer (&answer, json_node_unref);
  answer = shop_admin_get (shop, "/admin/products?limit=100&fields=id,categories.handle,"
                                 "variants.sku,variants.prices.amount,"
                                 "variants.prices.price_rules.attribute");
  product = shop_pick (answer, "MADU-500");
  g_assert_nonnull (product);
  {
    g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
    g_autofree char *text = NULL;

    json_node_set_object (node, product);
    text = json_to_string (node, FALSE);
    g_assert_nonnull (strstr (text, "\"amount\":99000"));
    g_assert_nonnull (strstr (text, "\"amount\":99500"));
    g_assert_nonnull (strstr (text, "\"handle\":\"makanan\""));
    g_assert_nonnull (strstr (text, "\"handle\":\"food\""));
    g_assert_null (strstr (text, "\"handle\":\"honey\""));
  }
  shop_assert_quiet (shop);
}

static void
test_unpublish (Shop *shop, gconstpointer data)
{
  g_autoptr (EtaProduct) product = NULL;
  g_autoptr (JsonNode) hidden = NULL, shown = NULL;

  if (!shop_is_there ())
    return;
  publish (shop);
  product = eta_store_find_sku (shop->store, NULL, "TEMPE-100", NULL);
  g_assert_true (eta_step_begin (shop->store, "Trash", NULL, NULL));
  g_assert_true (eta_store_trash_product (shop->store, product->id, TRUE, NULL));
  g_assert_true (eta_step_commit (shop->store, NULL));
  shop_assert_synced (shop);
  g_assert_null (shop_find (shop, "TEMPE-100", "idr", "id-ID", &hidden));
  shop_assert_quiet (shop);
  g_assert_true (eta_history_undo (shop->store, NULL, NULL));
  shop_assert_synced (shop);
  g_assert_nonnull (shop_find (shop, "TEMPE-100", "idr", "id-ID", &shown));
  shop_assert_quiet (shop);
}

/* --- variants -------------------------------------------------------------------------------- */

static void
set_variants (Shop *shop, const char *sku, const char *const (*variants)[2], guint n)
{
  g_autoptr (EtaProduct) product = eta_store_find_sku (shop->store, NULL, sku, NULL);
  g_autoptr (EtaProduct) draft = eta_product_copy (product);
  g_autoptr (GError) error = NULL;

  g_ptr_array_set_size (draft->variants, 0);
  for (guint i = 0; i < n; i++) {
    EtaVariant *variant = eta_variant_new ();

    variant->sku = g_strdup (variants[i][0]);
    variant->options = g_strdup (variants[i][1]);
    g_ptr_array_add (draft->variants, variant);
  }
  g_assert_true (eta_step_begin (shop->store, "Variants", NULL, NULL));
  eta_store_put_product (shop->store, draft, &error);
  g_assert_no_error (error);
  g_assert_true (eta_step_commit (shop->store, NULL));
}

static void
assert_variants (Shop *shop, const char *sku, guint n)
{
  g_autoptr (JsonNode) answer = NULL;
  JsonObject *seen;

  shop_assert_synced (shop);
  seen = shop_find (shop, sku, "idr", "id-ID", &answer);
  g_assert_nonnull (seen);
  g_assert_cmpuint (eta_wire_length (eta_wire_array (seen, "variants")), ==, n);
  g_assert_cmpfloat_with_epsilon (price_of (seen), 95000, 1e-9);
  shop_assert_quiet (shop);
}

static void
test_variants (Shop *shop, gconstpointer data)
{
  static const char *const two[][2] = {{"MADU-250", "Size=250 g"}, {"MADU-1000", "Size=1 kg"}};
  static const char *const three[][2] = {
      {"MADU-250", "Size=250 g"}, {"MADU-1000", "Size=1 kg"}, {"MADU-2000", "Size=2 kg"}};
  static const char *const other[][2] = {{"MADU-250", "Size=250 g; Jar=glass"},
                                         {"MADU-1000", "Size=1 kg; Jar=tin"}};

  if (!shop_is_there ())
    return;
  publish (shop);
  set_variants (shop, "MADU-500", two, 2); /* from none: the options are made anew */
  assert_variants (shop, "MADU-1000", 2);
  set_variants (shop, "MADU-500", three, 3); /* one value more */
  assert_variants (shop, "MADU-2000", 3);
  set_variants (shop, "MADU-500", other, 2); /* one option more, one variant less */
  assert_variants (shop, "MADU-250", 2);
  set_variants (shop, "MADU-500", NULL, 0); /* and back */
  assert_variants (shop, "MADU-500", 1);
}

/* --- who may and where ----------------------------------------------------------------------- */

static void
assert_probe (Shop *shop, const char *url, const char *key, EtaSyncError code)
{
  g_autoptr (EtaMarketplace) market = eta_marketplace_new ();
  g_autoptr (EtaMarketConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  EtaMarketInfo *info = NULL;

  market->name = g_strdup ("Other");
  market->kind = g_strdup ("medusa");
  market->url = g_strdup (url);
  connection = eta_market_connection_new (market, key, &error);
  g_assert_no_error (error);
  g_assert_false (eta_sync_probe (connection, &info, NULL, &error));
  g_assert_error (error, ETA_SYNC_ERROR, (gint)code);
  g_assert_null (strstr (error->message, key));
  g_test_message ("%s", error->message);
}

static void
test_wrong_address (Shop *shop, gconstpointer data)
{
  const char *url, *key;
  g_autofree char *nowhere = NULL, *closed = NULL;

  if (!shop_is_there ())
    return;
  url = shop_env (shop, "MEDUSA_URL");
  key = shop_env (shop, "MEDUSA_SECRET_KEY");
  nowhere = g_strconcat (url, "/nowhere", NULL);
  closed = g_strdup ("http://127.0.0.1:1");
  assert_probe (shop, nowhere, key, ETA_SYNC_ERROR_WRONG_SERVER);
  assert_probe (shop, closed, key, ETA_SYNC_ERROR_UNREACHABLE);
  assert_probe (shop, url, "sk_0000000000000000", ETA_SYNC_ERROR_REFUSED_KEY);
}

static void
test_revoked_key (Shop *shop, gconstpointer data)
{
  g_autoptr (JsonNode) made = NULL, revoked = NULL;
  g_autoptr (EtaMarketConnection) connection = NULL;
  g_autofree char *path = NULL;
  JsonObject *key;

  if (!shop_is_there ())
    return;
  made =
      shop_admin_post (shop, "/admin/api-keys", "{\"title\":\"short-lived\",\"type\":\"secret\"}");
  key = eta_wire_object (json_node_get_object (made), "api_key");
  connection =
      eta_market_connection_new (shop->market, eta_wire_string (key, "token"), &shop->error);
  g_assert_no_error (shop->error);
  shop_fill_sample (shop);
  shop->plan = eta_sync_plan (shop->store, connection, NULL, NULL, &shop->error);
  g_assert_no_error (shop->error);
  path = g_strdup_printf ("/admin/api-keys/%s/revoke", eta_wire_string (key, "id"));
  revoked = shop_admin_post (shop, path, "{}");
  g_assert_false (
      eta_sync_run (shop->store, connection, shop->plan, NULL, &shop->report, NULL, &shop->error));
  g_assert_error (shop->error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REFUSED_KEY);
  g_assert_cmpuint (shop->report->waiting, ==, 14);
  shop_assert_synced (shop); /* with a good key all goes on */
  g_assert_cmpuint (shop->report->done, ==, 14);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*test) (Shop *shop, gconstpointer data);
  } tests[] = {
      {"/marketplace/publish", test_publish},
      {"/marketplace/price", test_price},
      {"/marketplace/texts", test_texts},
      {"/marketplace/photos", test_photos},
      {"/marketplace/conflict", test_conflict},
      {"/marketplace/additions-stay", test_additions_stay},
      {"/marketplace/unpublish", test_unpublish},
      {"/marketplace/variants", test_variants},
      {"/marketplace/wrong-address", test_wrong_address},
      {"/marketplace/revoked-key", test_revoked_key},
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Shop, NULL, shop_set_up, tests[i].test, shop_tear_down);
  return g_test_run ();
}
