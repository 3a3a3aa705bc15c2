/* Medusa's wire format, both ways, without a wire. */
#include "sync/canonical.h"
#include "sync/medusa-wire.h"

#include <string.h>

#define SHA_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define SHA_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = eta_wire_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (node));
}

static EtaMarketInfo *
shop (gboolean translations)
{
  g_autoptr (JsonObject) store =
      parse ("{\"name\":\"Toko\",\"default_sales_channel_id\":\"sc_1\",\"supported_currencies\":["
             "{\"currency_code\":\"usd\",\"is_default\":false},{\"currency_code\":\"idr\","
             "\"is_default\":true}],\"supported_locales\":[{\"locale_code\":\"en-US\"},"
             "{\"locale_code\":\"ar-SA\"}]}");
  g_autoptr (JsonObject) flags =
      parse (translations ? "{\"translation\":true}" : "{\"translation\":false}");

  return eta_medusa_read_store (store, flags, NULL, NULL, NULL);
}

static void
test_store (void)
{
  g_autoptr (EtaMarketInfo) info = shop (TRUE);

  g_assert_cmpstr (info->name, ==, "Toko");
  g_assert_cmpstr (info->channel, ==, "sc_1");
  g_assert_cmpstr (info->lang, ==, "en");
  g_assert_cmpstr (info->currencies->pdata[0], ==, "IDR");
  g_assert_cmpstr (info->currencies->pdata[1], ==, "USD");
  g_assert_true (info->translations);
  g_assert_cmpstr (eta_medusa_locale (info, "ar"), ==, "ar-SA");
  g_assert_cmpstr (eta_medusa_locale (info, "AR-sa"), ==, "ar-SA");
  g_assert_null (eta_medusa_locale (info, "id"));
}

static const char product_text[] =
    "{\"id\":\"prod_1\",\"title\":\"Coffee\",\"subtitle\":null,\"description\":\"Story\","
    "\"handle\":\"coffee-3f2a9c01\",\"external_id\":\"etl:org:1\",\"status\":\"published\","
    "\"weight\":250,\"length\":12.5,\"width\":null,\"hs_code\":\"090121\",\"origin_country\":"
    "\"id\","
    "\"created_at\":\"2026-11-25T05:00:00Z\","
    "\"metadata\":{\"other\":1,\"etalase\":{\"lang\":\"en\",\"moq\":500,\"producer\":\"P\"},"
    "\"i18n\":{\"en\":{\"title\":\"Coffee\",\"ingredients\":\"Beans\"},"
    "\"id\":{\"title\":\"Kopi\"},\"ar\":{\"title\":\"old\"}}},"
    "\"images\":[{\"id\":\"img_2\",\"url\":\"http://h/static/2-" SHA_B ".jpg\",\"rank\":1},"
    "{\"id\":\"img_1\",\"url\":\"http://h/static/1-" SHA_A ".jpg\",\"rank\":0},"
    "{\"id\":\"img_3\",\"url\":\"http://h/hand made.jpg\",\"rank\":2}],"
    "\"options\":[{\"id\":\"opt_1\",\"title\":\"Size\",\"values\":[{\"value\":\"250 g\"}]}],"
    "\"variants\":[{\"id\":\"variant_1\",\"sku\":\"KOPI-01\",\"title\":\"250 g\",\"barcode\":null,"
    "\"weight\":250,\"variant_rank\":0,\"options\":[{\"value\":\"250 g\",\"option\":{\"title\":"
    "\"Size\"}}],\"prices\":["
    "{\"id\":\"price_1\",\"amount\":65000,\"currency_code\":\"idr\",\"min_quantity\":null,"
    "\"rules\":{}},"
    "{\"id\":\"price_2\",\"amount\":4.5,\"currency_code\":\"usd\",\"min_quantity\":null},"
    "{\"id\":\"price_3\",\"amount\":4.1,\"currency_code\":\"usd\",\"min_quantity\":24},"
    "{\"id\":\"price_4\",\"amount\":9,\"currency_code\":\"usd\",\"rules\":{\"region_id\":\"r\"}}]},"
    "{\"id\":\"variant_2\",\"sku\":null,\"title\":\"by hand\",\"prices\":[]}],"
    "\"categories\":[{\"id\":\"pcat_1\",\"handle\":\"coffee\"}],\"tags\":[{\"id\":\"ptag_1\","
    "\"value\":\"halal\"}],\"sales_channels\":[{\"id\":\"sc_9\"},{\"id\":\"sc_1\"}]}";

static EtaRemote *
read_product (gboolean translations, const EtaMarketInfo *info)
{
  g_autoptr (JsonObject) product = parse (product_text);
  g_autoptr (JsonObject) answer =
      parse ("{\"translations\":[{\"id\":\"trans_1\",\"reference_id\":\"prod_1\",\"locale_code\":"
             "\"ar-SA\",\"translations\":{\"title\":\"قهوة\",\"subtitle\":\"\"}},"
             "{\"id\":\"trans_2\",\"reference_id\":\"prod_2\",\"locale_code\":\"ar-SA\","
             "\"translations\":{\"title\":\"x\"}}]}");

  return eta_medusa_read_product (
      product, translations ? eta_wire_array (answer, "translations") : NULL, info);
}

static void
assert_value (const EtaListing *listing, const char *path, const char *expected)
{
  g_assert_cmpstr (eta_listing_get (listing, path), ==, expected);
}

static void
test_read (void)
{
  g_autoptr (EtaMarketInfo) info = shop (TRUE);
  g_autoptr (EtaRemote) remote = read_product (TRUE, info);
  const EtaListing *listing = remote->listing;

  g_assert_cmpstr (remote->id, ==, "prod_1");
  g_assert_cmpstr (remote->key, ==, "etl:org:1");
  g_assert_cmpstr (remote->handle, ==, "coffee-3f2a9c01");
  assert_value (listing, "title", "Coffee");
  assert_value (listing, "subtitle", NULL);
  assert_value (listing, "lang", "en");
  assert_value (listing, "texts/en/title", NULL);
  assert_value (listing, "texts/en/ingredients", "Beans");
  assert_value (listing, "texts/id/title", "Kopi"); /* no locale there: from the metadata */
  assert_value (listing, "texts/ar/title", "قهوة"); /* from the translation */
  assert_value (listing, "weight", "250");
  assert_value (listing, "length", "12.5");
  assert_value (listing, "origin", "ID");
  assert_value (listing, "facts/moq", "500");
  assert_value (listing, "facts/producer", "P");
  assert_value (listing, "facts/lang", NULL);
  assert_value (listing, "images", SHA_A " " SHA_B " http://h/hand%20made.jpg");
  assert_value (listing, "variants/KOPI-01/options/Size", "250 g");
  assert_value (listing, "variants/KOPI-01/prices/IDR/1", "65000");
  assert_value (listing, "variants/KOPI-01/prices/USD/1", "4.50");
  assert_value (listing, "variants/KOPI-01/prices/USD/24", "4.10");
  assert_value (listing, "categories/coffee", "1");
  assert_value (listing, "tags/halal", "1");
  assert_value (listing, "channel", "sc_1");
  g_assert_cmpuint (remote->lacks, ==, ETA_LACKS_NOTHING);
  g_assert_cmpstr (g_hash_table_lookup (remote->photos, SHA_A), ==,
                   "http://h/static/1-" SHA_A ".jpg");
}

static void
test_read_lacking (void)
{
  g_autoptr (EtaMarketInfo) on = shop (TRUE), off = shop (FALSE);
  g_autoptr (EtaRemote) untranslated = read_product (FALSE, on);
  g_autoptr (EtaRemote) plain = read_product (FALSE, off);
  g_autoptr (JsonObject) empty = parse ("{\"id\":\"prod_1\",\"variants\":[]}");
  g_autoptr (JsonObject) priceless =
      parse ("{\"id\":\"prod_1\",\"variants\":[{\"id\":\"v\",\"sku\":\"A\",\"prices\":[]}]}");
  g_autoptr (JsonObject) nothing = parse ("{\"title\":\"x\"}");
  g_autoptr (EtaRemote) half = eta_medusa_read_product (empty, NULL, off);
  g_autoptr (EtaRemote) poor = eta_medusa_read_product (priceless, NULL, off);

  g_assert_cmpuint (untranslated->lacks, ==, ETA_LACKS_TEXTS);
  g_assert_cmpuint (plain->lacks, ==, ETA_LACKS_NOTHING);
  assert_value (plain->listing, "texts/ar/title", "old");
  g_assert_cmpuint (half->lacks, ==, ETA_LACKS_VARIANTS);
  g_assert_cmpuint (poor->lacks, ==, ETA_LACKS_PRICES);
  g_assert_null (eta_medusa_read_product (nothing, NULL, off));
}

static void
test_amounts (void)
{
  static const char *const cases[][3] = {
      {"4.5", "USD", "4.50"},
      {"65000", "IDR", "65000"},
      {"70000.55", "IDR", "70000.55"},
      {"19.95", "EUR", "19.95"},
      {"12.345", "KWD", "12.345"},
      {"1234", "JPY", "1234"},
      {"70000.555", "IDR", "70000.555"},
      {"5", "ZZZ", "5"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *amount = eta_canonical_amount (cases[i][0], cases[i][1]);

    g_assert_cmpstr (amount, ==, cases[i][2]);
  }
}

/* --- writing --------------------------------------------------------------------------------- */

static char *
write_push (EtaPush *push, const EtaMarketInfo *info)
{
  GString *out = g_string_new (NULL);
  EtaMedusaWork work = {.push = push};
  g_autoptr (GHashTable) terms = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (terms, "c:coffee", "pcat_1");
  g_hash_table_insert (terms, "t:organic", "ptag_2");
  eta_medusa_prepare (&work);
  eta_medusa_write_product (out, &work, info, terms);
  g_free (work.options);
  return g_string_free (out, FALSE);
}

static void
test_create (void)
{
  g_autoptr (EtaMarketInfo) info = shop (TRUE);
  g_autoptr (GHashTable) photos = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (EtaListing) target = eta_listing_new ();
  EtaPush push = {.key = "etl:org:1", .handle = "coffee-1", .target = target, .photos = photos};
  g_autofree char *text = NULL;

  g_hash_table_insert (photos, SHA_A, "http://h/1-" SHA_A ".jpg");
  eta_listing_set (target, "status", "published");
  eta_listing_set (target, "channel", "sc_1");
  eta_listing_set (target, "lang", "en");
  eta_listing_set (target, "title", "Coffee");
  eta_listing_set (target, "texts/ar/title", "قهوة");
  eta_listing_set (target, "origin", "ID");
  eta_listing_set (target, "weight", "265");
  eta_listing_set (target, "images", SHA_A);
  eta_listing_set (target, "categories/coffee", "1");
  eta_listing_set (target, "tags/unmade", "1");
  eta_listing_set (target, "facts/moq", "500");
  eta_listing_set (target, "facts/brand", "42");
  eta_listing_set (target, "variants/K/rank", "0");
  eta_listing_set (target, "variants/K/title", "Default");
  eta_listing_set (target, "variants/K/options/Default", "Default");
  eta_listing_set (target, "variants/K/prices/USD/1", "4.50");
  eta_listing_set (target, "variants/K/prices/USD/24", "4.10");
  eta_listing_set (target, "variants/K/prices/IDR/1", "65000");
  text = write_push (&push, info);
  g_assert_cmpstr (
      text, ==,
      "{\"handle\":\"coffee-1\",\"external_id\":\"etl:org:1\",\"title\":\"Coffee\",\"weight\":265,"
      "\"status\":\"published\",\"origin_country\":\"id\",\"metadata\":{\"etalase\":{\"lang\":"
      "\"en\",\"brand\":\"42\",\"moq\":500},\"i18n\":{\"en\":{\"title\":\"Coffee\"},\"ar\":{"
      "\"title\":\"قهوة\"}}},\"images\":[{\"url\":\"http://h/1-" SHA_A
      ".jpg\"}],\"thumbnail\":\"http://h/1-" SHA_A
      ".jpg\",\"sales_channels\":[{\"id\":\"sc_1\"}],\"categories\":[{\"id\":\"pcat_1\"}],"
      "\"tags\":[],\"options\":[{\"title\":\"Default\",\"values\":[\"Default\"]}],\"variants\":[{"
      "\"sku\":\"K\",\"manage_inventory\":false,\"title\":\"Default\",\"variant_rank\":0,"
      "\"options\":{\"Default\":\"Default\"},\"prices\":[{\"currency_code\":\"idr\",\"amount\":"
      "65000},{\"currency_code\":\"usd\",\"amount\":4.50},{\"currency_code\":\"usd\",\"amount\":"
      "4.10,\"min_quantity\":24}]}]}");
}

/* The update of one path (with others unchanged). */
static char *
update (const char *path, const char *value, gboolean repair)
{
  g_autoptr (EtaMarketInfo) info = shop (TRUE);
  g_autoptr (EtaRemote) remote = read_product (TRUE, info);
  g_autoptr (EtaListing) target = eta_listing_copy (remote->listing);
  g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);
  EtaPush push = {.remote = remote,
                  .key = "etl:org:1",
                  .handle = remote->handle,
                  .target = target,
                  .paths = paths,
                  .repair = repair};

  if (path) {
    eta_listing_set (target, path, value);
    g_hash_table_add (paths, (char *)path);
  }
  return write_push (&push, info);
}

static void
assert_update (const char *path, const char *value, const char *expected)
{
  g_autofree char *text = update (path, value, FALSE);

  g_assert_cmpstr (text, ==, expected);
}

/* Nothing but what changed is sent (B28). */
static void
test_update (void)
{
  assert_update (NULL, NULL, "{\"id\":\"prod_1\"}");
  assert_update ("hs", NULL, "{\"id\":\"prod_1\",\"hs_code\":null}");
  assert_update ("length", "130", "{\"id\":\"prod_1\",\"length\":130}");
  assert_update (
      "images", SHA_B " " SHA_A,
      "{\"id\":\"prod_1\",\"images\":[{\"id\":\"img_2\",\"url\":\"http://h/static/2-" SHA_B
      ".jpg\"},{\"id\":\"img_1\",\"url\":\"http://h/static/1-" SHA_A
      ".jpg\"}],\"thumbnail\":\"http://h/static/2-" SHA_B ".jpg\"}");
  assert_update ("images", NULL, "{\"id\":\"prod_1\",\"images\":[],\"thumbnail\":null}");
  assert_update ("tags/organic", "1",
                 "{\"id\":\"prod_1\",\"tags\":[{\"id\":\"ptag_1\"},{\"id\":\"ptag_2\"}]}");
  assert_update (
      "facts/moq", "200",
      "{\"id\":\"prod_1\",\"metadata\":{\"etalase\":{\"lang\":\"en\",\"moq\":200,"
      "\"producer\":\"P\"},\"i18n\":{\"ar\":{\"title\":\"قهوة\"},\"en\":{\"title\":"
      "\"Coffee\",\"description\":\"Story\",\"ingredients\":\"Beans\"},\"id\":{\"title\":"
      "\"Kopi\"}}}}");
}

/* A price list is a full replacement: ours whole, the shop keeper's own named to be kept; other
 * members of the variant are not touched, and what was made by hand stays. */
static void
test_update_variants (void)
{
  assert_update (
      "variants/KOPI-01/prices/USD/1", "4.75",
      "{\"id\":\"prod_1\",\"variants\":[{\"id\":\"variant_1\",\"prices\":[{"
      "\"currency_code\":\"idr\",\"amount\":65000},{\"currency_code\":\"usd\",\"amount\":"
      "4.75},{\"currency_code\":\"usd\",\"amount\":4.10,\"min_quantity\":24},{\"id\":"
      "\"price_4\"}]},{\"id\":\"variant_2\"}]}");
  assert_update ("variants/KOPI-01/barcode", "8991234567891",
                 "{\"id\":\"prod_1\",\"variants\":[{\"id\":\"variant_1\",\"barcode\":"
                 "\"8991234567891\"},{\"id\":\"variant_2\"}]}");
  assert_update ("variants/KOPI-02/rank", "1",
                 "{\"id\":\"prod_1\",\"variants\":[{\"id\":\"variant_1\"},{\"sku\":\"KOPI-02\","
                 "\"manage_inventory\":false,\"title\":\"KOPI-02\",\"variant_rank\":1,\"options\":"
                 "{},\"prices\":[]},{\"id\":\"variant_2\"}]}");
}

static void
test_repair (void)
{
  g_autofree char *text = update ("variants/KOPI-01/prices/USD/1", "4.75", TRUE);

  g_assert_null (strstr (text, "variant_1"));
  g_assert_nonnull (strstr (text, "\"variants\":[{\"sku\":\"KOPI-01\""));
}

static void
assert_options (const char *path, const char *value, gboolean anew, const char *expected)
{
  g_autoptr (EtaMarketInfo) info = shop (TRUE);
  g_autoptr (EtaRemote) remote = read_product (TRUE, info);
  g_autoptr (EtaListing) target = eta_listing_copy (remote->listing);
  g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);
  EtaPush push = {.remote = remote, .target = target, .paths = paths};
  EtaMedusaWork work = {.push = &push};

  eta_listing_set (target, path, value);
  g_hash_table_add (paths, (char *)path);
  eta_medusa_prepare (&work);
  g_assert_cmpstr (work.options, ==, expected);
  g_assert_cmpint (work.anew, ==, anew);
  g_free (work.options);
}

static void
test_options (void)
{
  assert_options ("title", "x", FALSE, NULL);
  assert_options (
      "variants/KOPI-01/options/Size", "500 g", FALSE,
      "{\"remove\":[],\"add\":[],\"update\":[{\"product_option_id\":\"opt_1\",\"add\":[{"
      "\"value\":\"500 g\"}]}]}");
  assert_options (
      "variants/KOPI-01/options/Roast", "dark", TRUE,
      "{\"remove\":[],\"add\":[{\"title\":\"Roast\",\"values\":[\"dark\"],\"is_exclusive\":true}],"
      "\"update\":[]}");
}

static void
test_translations (void)
{
  g_autoptr (EtaMarketInfo) info = shop (TRUE), off = shop (FALSE);
  g_autoptr (EtaRemote) remote = read_product (TRUE, info);
  g_autoptr (EtaListing) target = eta_listing_copy (remote->listing);
  g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);
  EtaPush push = {.remote = remote, .target = target, .paths = paths};
  g_autoptr (GString) create = g_string_new ("["), update_list = g_string_new ("[");

  g_assert_false (eta_medusa_write_translations (create, update_list, &push, "prod_1", info));
  eta_listing_set (target, "texts/ar/title", "بن");
  g_hash_table_add (paths, "texts/ar/title");
  eta_listing_set (target, "texts/id/title", "Kopi");
  g_hash_table_add (paths, "texts/id/title"); /* the shop has no Indonesian */
  g_assert_false (eta_medusa_write_translations (create, update_list, &push, "prod_1", off));
  g_assert_true (eta_medusa_write_translations (create, update_list, &push, "prod_1", info));
  g_assert_cmpstr (create->str, ==, "[");
  g_assert_cmpstr (update_list->str, ==,
                   "[{\"id\":\"trans_1\",\"translations\":{\"title\":\"بن\",\"subtitle\":\"\","
                   "\"description\":\"\"}}");
  push.remote = NULL;
  g_assert_true (eta_medusa_write_translations (create, update_list, &push, "prod_7", info));
  g_assert_cmpstr (create->str, ==,
                   "[{\"reference_id\":\"prod_7\",\"reference\":\"product\",\"locale_code\":"
                   "\"ar-SA\",\"translations\":{\"title\":\"بن\"}}");
}

/* --- whose fault ----------------------------------------------------------------------------- */

static EtaPush *
new_push (const char *handle, const char *sku, const char *barcode)
{
  EtaPush *push = g_new0 (EtaPush, 1);

  push->handle = handle;
  push->key = handle;
  push->target = eta_listing_new ();
  eta_listing_put (push->target, "0", "variants", sku, "rank", NULL);
  eta_listing_put (push->target, barcode, "variants", sku, "barcode", NULL);
  return push;
}

static void
push_free (gpointer data)
{
  eta_push_clear (data);
  g_free (data);
}

static void
test_blame (void)
{
  static const struct {
    const char *message;
    int culprit;
    EtaPushResult result;
  } cases[] = {
      {"Product with handle: b-2, already exists.", 1, ETA_PUSH_EXISTS},
      {"Product variant with sku: KOPI-1, already exists.", 0, ETA_PUSH_EXISTS},
      {"Product variant with sku: KOPI-10, already exists.", 1, ETA_PUSH_EXISTS},
      {"Product variant with barcode: 8991234567891, already exists.", 2, ETA_PUSH_EXISTS},
      {"Invalid request: Field 'create, 2, title' is required", 2, ETA_PUSH_REJECTED},
      {"price invalid", -1, 0},
      {"Invalid request: Field 'create, 9, title' is required", -1, 0},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) pushes = g_ptr_array_new_with_free_func (push_free);

    g_ptr_array_add (pushes, new_push ("a-1", "KOPI-1", NULL));
    g_ptr_array_add (pushes, new_push ("b-2", "KOPI-10", NULL));
    g_ptr_array_add (pushes, new_push ("c-3", "TEH-1", "8991234567891"));
    g_assert_cmpint (eta_medusa_blame (pushes, cases[i].message), ==, cases[i].culprit >= 0);
    for (int j = 0; j < 3; j++) {
      const EtaPush *push = pushes->pdata[j];

      g_assert_cmpint (push->result, ==, j == cases[i].culprit ? cases[i].result : ETA_PUSH_UNDONE);
      if (j == cases[i].culprit)
        g_assert_cmpstr (push->message, ==, cases[i].message);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/medusa/store", test_store);
  g_test_add_func ("/medusa/read", test_read);
  g_test_add_func ("/medusa/read-lacking", test_read_lacking);
  g_test_add_func ("/medusa/amounts", test_amounts);
  g_test_add_func ("/medusa/create", test_create);
  g_test_add_func ("/medusa/update", test_update);
  g_test_add_func ("/medusa/update-variants", test_update_variants);
  g_test_add_func ("/medusa/repair", test_repair);
  g_test_add_func ("/medusa/options", test_options);
  g_test_add_func ("/medusa/translations", test_translations);
  g_test_add_func ("/medusa/blame", test_blame);
  return g_test_run ();
}
