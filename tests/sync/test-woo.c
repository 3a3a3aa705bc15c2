/* WooCommerce's wire format, both ways, without a wire. */
#include "sync/woo.h"

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

static EtaWoo *
new_woo (void)
{
  EtaWoo *woo = g_new0 (EtaWoo, 1);

  woo->info = eta_market_info_new ();
  g_ptr_array_add (woo->info->currencies, g_strdup ("IDR"));
  woo->weight = eta_woo_weight_unit ("kg");
  woo->length = eta_woo_length_unit ("cm");
  woo->categories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  woo->gtin = TRUE;
  return woo;
}

static void
free_woo (EtaWoo *woo)
{
  eta_market_info_free (woo->info);
  g_hash_table_unref (woo->categories);
  g_free (woo);
}

static void
test_texts (void)
{
  static const char *const cases[][2] = {
      {"Kopi & teh", "Kopi &amp; teh"},
      {"a < b > c", "a &lt; b &gt; c"},
      {"C:\\x", "C:&#92;x"},
      {"&amp; itself", "&amp;amp; itself"},
      {"قهوة “ijen” 😀", "قهوة “ijen” 😀"},
      {"two\nlines", "two\nlines"},
  };
  g_autofree char *read = eta_woo_unescape ("Caf&#233; &#x2615; &quot;x&quot; &unknown; & \r\n");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *html = eta_woo_escape (cases[i][0]);
    g_autofree char *back = eta_woo_unescape (html);

    g_assert_cmpstr (html, ==, cases[i][1]);
    g_assert_cmpstr (back, ==, cases[i][0]);
  }
  g_assert_cmpstr (read, ==, "Café ☕ \"x\" &unknown; & \n");
  g_assert_null (eta_woo_escape (NULL));
  g_assert_null (eta_woo_unescape (NULL));
}

static void
test_options (void)
{
  g_autofree char *there = eta_woo_option_write ("250 g | biji \\ bubuk");
  g_autofree char *back = eta_woo_option_read (there);

  g_assert_null (strchr (there, '|'));
  g_assert_null (strchr (there, '\\'));
  g_assert_cmpstr (back, ==, "250 g | biji \\ bubuk");
}

static void
test_measures (void)
{
  static const struct {
    const char *canonical, *unit, *there;
    gboolean length;
  } cases[] = {
      {"250", "kg", "0.25", FALSE},    {"1", "kg", "0.001", FALSE},    {"250", "g", "250", FALSE},
      {"250", "lbs", "0.5512", FALSE}, {"250", "oz", "8.8185", FALSE}, {"1000", "kg", "1", FALSE},
      {"125", "cm", "12.5", TRUE},     {"125", "m", "0.125", TRUE},    {"127", "in", "5", TRUE},
      {"915", "yd", "1.0007", TRUE},   {"3", "mm", "3", TRUE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const EtaWooUnit *unit =
        cases[i].length ? eta_woo_length_unit (cases[i].unit) : eta_woo_weight_unit (cases[i].unit);
    g_autofree char *there = eta_woo_measure_write (cases[i].canonical, unit);
    g_autofree char *back = eta_woo_measure_read (cases[i].there, unit);

    g_assert_cmpstr (there, ==, cases[i].there);
    g_assert_cmpstr (back, ==, cases[i].canonical);
  }
}

/* Every weight and length comes back as it was, in every unit. */
static void
test_measures_return (void)
{
  static const char *const units[] = {"kg", "g", "lbs", "oz", "cm", "mm", "m", "in", "yd"};

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    for (guint value = 1; value < 4000000; value = value * 5 / 4 + 1) {
      const EtaWooUnit *unit =
          i < 4 ? eta_woo_weight_unit (units[i]) : eta_woo_length_unit (units[i]);
      g_autofree char *canonical = g_strdup_printf ("%u", value);
      g_autofree char *there = eta_woo_measure_write (canonical, unit);
      g_autofree char *back = eta_woo_measure_read (there, unit);

      g_assert_cmpstr (back, ==, canonical);
    }
  g_assert_null (eta_woo_measure_read ("", eta_woo_weight_unit ("kg")));
  g_assert_null (eta_woo_measure_read ("0", eta_woo_weight_unit ("kg")));
}

static const char simple[] =
    "{\"id\":13,\"name\":\"Kopi &amp; susu\",\"slug\":\"kopi-3f2a9c01\",\"type\":\"simple\","
    "\"status\":\"publish\",\"description\":\"Cerita\",\"short_description\":\"\","
    "\"sku\":\"KOPI-01\",\"global_unique_id\":\"8991234567891\",\"price\":\"65000\","
    "\"regular_price\":\"65000\",\"sale_price\":\"\",\"weight\":\"0.25\","
    "\"dimensions\":{\"length\":\"12.5\",\"width\":\"\",\"height\":\"3\"},"
    "\"images\":[{\"id\":7,\"src\":\"https://x/2026/11/" SHA_A "-scaled.jpg\"},"
    "{\"id\":8,\"src\":\"https://x/logo.png\"}],\"attributes\":[],"
    "\"categories\":[{\"id\":1,\"slug\":\"uncategorized\"},{\"id\":3,\"slug\":\"coffee\"}],"
    "\"tags\":[{\"id\":4,\"name\":\"Halal\",\"slug\":\"halal\"}],\"meta_data\":["
    "{\"id\":1,\"key\":\"_other\",\"value\":\"{\\\"key\\\":\\\"no\\\"}\"},"
    "{\"id\":2,\"key\":\"_etalase\",\"value\":\"{\\\"key\\\":\\\"etl:o:u\\\",\\\"lang\\\":"
    "\\\"id\\\",\\\"i18n\\\":{\\\"ar\\\":{\\\"title\\\":\\\"قهوة\\\"}},\\\"facts\\\":{\\\"moq\\\":"
    "12},\\\"rest\\\":{\\\"hs\\\":\\\"090121\\\",\\\"variants/KOPI-01/prices/USD/"
    "1\\\":\\\"4.50\\\","
    "\\\"variants/GONE/prices/USD/1\\\":\\\"9.00\\\",\\\"status\\\":\\\"draft\\\"}}\"}],"
    "\"date_created_gmt\":\"2026-11-25T05:00:00\",\"parent_id\":0}";

static void
test_read (void)
{
  EtaWoo *woo = new_woo ();
  g_autoptr (JsonObject) product = parse (simple);
  g_autoptr (EtaRemote) remote = eta_woo_read_product (woo, product, NULL);
  static const char *const expected[][2] = {
      {"title", "Kopi & susu"},
      {"description", "Cerita"},
      {"status", "published"},
      {"lang", "id"},
      {"weight", "250"},
      {"length", "125"},
      {"height", "30"},
      {"texts/ar/title", "قهوة"},
      {"facts/moq", "12"},
      {"hs", "090121"},
      {"variants/KOPI-01/prices/IDR/1", "65000"},
      {"variants/KOPI-01/prices/USD/1", "4.50"},
      {"variants/KOPI-01/barcode", "8991234567891"},
      {"variants/KOPI-01/weight", "250"},
      {"categories/coffee", "1"},
      {"tags/halal", "1"},
      {"images", SHA_A " https://x/logo.png"},
  };

  g_assert_cmpstr (remote->id, ==, "13");
  g_assert_cmpstr (remote->key, ==, "etl:o:u");
  g_assert_cmpint (remote->lacks, ==, ETA_LACKS_NOTHING);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (eta_listing_get (remote->listing, expected[i][0]), ==, expected[i][1]);
  g_assert_null (eta_listing_get (remote->listing, "subtitle"));
  g_assert_null (eta_listing_get (remote->listing, "categories/uncategorized"));
  g_assert_null (eta_listing_get (remote->listing, "variants/GONE/prices/USD/1"));
  g_assert_cmpstr (g_hash_table_lookup (remote->photos, SHA_A), ==, "7");
  free_woo (woo);
}

/* regular_price is right, and the shop sells at another price, or not at all. */
static void
test_torn_price (void)
{
  EtaWoo *woo = new_woo ();
  static const struct {
    const char *price, *regular, *sale, *read;
    gboolean lacks;
  } cases[] = {
      {"65000", "65000", "", "65000", FALSE},
      {"", "65000", "", NULL, TRUE},
      {"10002", "5000", "", "10002", TRUE},
      {"4000", "5000", "4000", "5000", FALSE},
      {"", "", "", NULL, TRUE},
      {"65000.00", "65000", "", "65000", FALSE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (JsonObject) product = parse (simple);
    g_autoptr (EtaRemote) remote = NULL;

    json_object_set_string_member (product, "price", cases[i].price);
    json_object_set_string_member (product, "regular_price", cases[i].regular);
    json_object_set_string_member (product, "sale_price", cases[i].sale);
    remote = eta_woo_read_product (woo, product, NULL);
    g_assert_cmpstr (eta_listing_get (remote->listing, "variants/KOPI-01/prices/IDR/1"), ==,
                     cases[i].read);
    g_assert_cmpint ((remote->lacks & ETA_LACKS_PRICES) != 0, ==, cases[i].lacks);
  }
  free_woo (woo);
}

static EtaListing *
new_target (void)
{
  EtaListing *target = eta_listing_new ();

  eta_listing_set (target, "status", "published");
  eta_listing_set (target, "lang", "en");
  eta_listing_set (target, "title", "Kopi & susu");
  eta_listing_set (target, "texts/ar/title", "قهوة");
  eta_listing_set (target, "weight", "250");
  eta_listing_set (target, "images", SHA_B " " SHA_A);
  eta_listing_set (target, "variants/KOPI-01/rank", "0");
  eta_listing_set (target, "variants/KOPI-01/options/Default", "Default");
  eta_listing_set (target, "variants/KOPI-01/prices/IDR/1", "65000");
  eta_listing_set (target, "variants/KOPI-01/prices/USD/24", "4.25");
  return target;
}

static void
test_write_new (void)
{
  EtaWoo *woo = new_woo ();
  g_autoptr (GHashTable) photos = g_hash_table_new (g_str_hash, g_str_equal);
  EtaPush push = {
      .key = "etl:o:u", .handle = "kopi-3f2a9c01", .target = new_target (), .photos = photos};
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (JsonObject) written = NULL;

  g_hash_table_insert (photos, (gpointer)SHA_A, (gpointer) "7");
  g_hash_table_insert (photos, (gpointer)SHA_B, (gpointer) "9");
  eta_woo_write_product (out, woo, &push);
  g_assert_nonnull (strstr (out->str, "\"slug\":\"kopi-3f2a9c01\""));
  g_assert_nonnull (strstr (out->str, "\"status\":\"publish\""));
  g_assert_nonnull (strstr (out->str, "\"sku\":\"KOPI-01\""));
  g_assert_nonnull (strstr (out->str, "\"regular_price\":\"65000\"")); /* a text, never a number */
  g_assert_nonnull (strstr (out->str, "\"name\":\"Kopi &amp; susu\""));
  g_assert_nonnull (strstr (out->str, "\"weight\":\"0.25\""));
  g_assert_nonnull (strstr (out->str, "\"images\":[{\"id\":9},{\"id\":7}]"));
  g_assert_nonnull (strstr (out->str, "variants/KOPI-01/prices/USD/24\\\":\\\"4.25"));
  g_assert_null (strstr (out->str, "prices/IDR"));
  g_assert_null (strstr (out->str, "global_unique_id"));
  written = parse (out->str); /* it is JSON */
  eta_push_clear (&push);
  free_woo (woo);
}

static void
test_write_change (void)
{
  EtaWoo *woo = new_woo ();
  g_autoptr (JsonObject) product = parse (simple);
  g_autoptr (EtaRemote) remote = eta_woo_read_product (woo, product, NULL);
  EtaPush push = {.key = "etl:o:u",
                  .handle = "kopi-3f2a9c01",
                  .remote = remote,
                  .target = eta_listing_copy (remote->listing),
                  .paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL)};
  g_autoptr (GString) out = g_string_new (NULL);

  eta_listing_set (push.target, "variants/KOPI-01/prices/IDR/1", "70000");
  g_hash_table_add (push.paths, g_strdup ("variants/KOPI-01/prices/IDR/1"));
  g_assert_false (eta_woo_needs_clearing (woo, &push, "KOPI-01"));
  eta_woo_write_product (out, woo, &push);
  g_assert_cmpstr (out->str, ==, "{\"id\":13,\"regular_price\":\"70000\"}");
  /* The same as it has: nothing would be written there. */
  eta_listing_set (push.target, "variants/KOPI-01/prices/IDR/1", "65000");
  g_assert_true (eta_woo_needs_clearing (woo, &push, "KOPI-01"));
  eta_push_clear (&push);
  free_woo (woo);
}

static void
test_chatter (void)
{
  static const char warned[] = "<br />\n<b>Warning</b>: x[0] is {odd} in <b>/a.php</b>\n"
                               "{\"id\":7}";
  g_autoptr (JsonNode) node = eta_wire_parse_loose (warned, strlen (warned), NULL);
  g_autofree char *bare = eta_market_without_tags ("<strong>Error:</strong> 3 < 4 is wrong.");

  g_assert_nonnull (node);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "id"), ==, 7);
  g_assert_null (eta_wire_parse_loose ("<html>{}</html>", 15, NULL));
  g_assert_cmpstr (bare, ==, "Error: 3 < 4 is wrong.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/woo/texts", test_texts);
  g_test_add_func ("/woo/options", test_options);
  g_test_add_func ("/woo/measures", test_measures);
  g_test_add_func ("/woo/measures/return", test_measures_return);
  g_test_add_func ("/woo/read", test_read);
  g_test_add_func ("/woo/torn-price", test_torn_price);
  g_test_add_func ("/woo/write/new", test_write_new);
  g_test_add_func ("/woo/write/change", test_write_change);
  g_test_add_func ("/woo/chatter", test_chatter);
  return g_test_run ();
}
