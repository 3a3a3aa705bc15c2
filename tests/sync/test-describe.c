#include "sync/describe.h"

#include "catalog/choices.h"
#include "sync/error.h"

#include <locale.h>
#include <string.h>

#define SHA_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define SHA_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static const EtaDescribe how = {"org", "en", "sc_1", "2026-11-25", NULL};

static void
add_words (EtaProduct *product, const char *lang, const char *name, const char *story)
{
  EtaWords *words = eta_words_ensure (product->words, lang);

  words->name = g_strdup (name);
  words->story = g_strdup (story);
}

static EtaPrice *
add_price (EtaProduct *product, const char *currency, gint64 minor, gint64 quantity)
{
  EtaPrice *price = eta_price_new ();

  price->currency = g_strdup (currency);
  price->minor = minor;
  price->quantity = quantity;
  g_ptr_array_add (product->prices, price);
  return price;
}

static EtaProduct *
coffee (void)
{
  EtaProduct *product = eta_product_new ();

  eta_set_text (&product->id, "3f2a9c01-1111-4222-8333-444455556666");
  eta_set_text (&product->sku, "KOPI-01");
  eta_set_text (&product->category, "coffee");
  eta_set_text (&product->gtin, "8991234567891");
  eta_set_text (&product->hs, "090121");
  eta_set_text (&product->unit, "pouch");
  product->net = 250;
  product->gross = 265;
  product->moq = 500;
  product->shelf_life = 365;
  add_words (product, "id", "Kopi Arabika Ijen", "Cerita");
  add_words (product, "en", "Arabica coffee, Ijen", "A story");
  add_words (product, "ar", "قهوة أرابيكا", "قصة");
  eta_words_find (product->words, "en")->ingredients = g_strdup ("Coffee");
  add_price (product, "IDR", 6500000, 1);
  eta_set_text (&add_price (product, "USD", 450, 1)->incoterm, "FOB");
  add_price (product, "USD", 410, 24);
  g_ptr_array_add (product->photos, eta_photo_new (SHA_B, 10, 10));
  g_ptr_array_add (product->photos, eta_photo_new (SHA_A, 10, 10));
  return product;
}

static void
assert_value (const EtaListing *listing, const char *path, const char *expected)
{
  g_assert_cmpstr (eta_listing_get (listing, path), ==, expected);
}

static void
test_product (void)
{
  g_autoptr (EtaProduct) product = coffee ();
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaListing) listing = eta_listing_describe (product, NULL, &how, remarks, &error);

  g_assert_no_error (error);
  assert_value (listing, "status", "published");
  assert_value (listing, "channel", "sc_1");
  assert_value (listing, "lang", "en");
  assert_value (listing, "title", "Arabica coffee, Ijen");
  assert_value (listing, "description", "A story");
  assert_value (listing, "texts/id/title", "Kopi Arabika Ijen");
  assert_value (listing, "texts/ar/description", "قصة");
  assert_value (listing, "texts/en/title", NULL);
  assert_value (listing, "texts/en/ingredients", "Coffee");
  assert_value (listing, "hs", "090121");
  assert_value (listing, "origin", "ID");
  assert_value (listing, "weight", "265");
  assert_value (listing, "length", NULL);
  assert_value (listing, "images", SHA_B " " SHA_A);
  assert_value (listing, "categories/coffee", "1");
  assert_value (listing, "variants/KOPI-01/barcode", "8991234567891");
  assert_value (listing, "variants/KOPI-01/weight", "265");
  assert_value (listing, "variants/KOPI-01/options/Default", "Default");
  assert_value (listing, "variants/KOPI-01/prices/IDR/1", "65000");
  assert_value (listing, "variants/KOPI-01/prices/USD/1", "4.50");
  assert_value (listing, "variants/KOPI-01/prices/USD/24", "4.10");
  assert_value (listing, "facts/moq", "500");
  assert_value (listing, "facts/shelf_life_days", "365");
  assert_value (listing, "facts/unit", "pouch");
  assert_value (listing, "facts/incoterm_usd_1", "FOB");
  g_assert_cmpuint (remarks->len, ==, 0);
}

/* The same listing whatever the language of the window and its decimal mark (B31). */
static void
test_locales (void)
{
  static const char *const names[] = {"id_ID.UTF-8", "de_DE.UTF-8", "ar_EG.UTF-8"};
  g_autoptr (EtaProduct) product = coffee ();
  g_autoptr (EtaListing) expected = eta_listing_describe (product, NULL, &how, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (EtaListing) listing = NULL;

    if (!setlocale (LC_ALL, names[i])) {
      g_test_skip ("the locale was not made");
      break;
    }
    listing = eta_listing_describe (product, NULL, &how, NULL, NULL);
    g_assert_true (eta_listing_equal (listing, expected));
  }
  setlocale (LC_ALL, "C.UTF-8");
}

static void
test_prices_left_out (void)
{
  g_autoptr (EtaProduct) product = coffee ();
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (EtaListing) listing = NULL;

  eta_set_text (&((EtaPrice *)product->prices->pdata[0])->valid_until, "2026-11-24");
  eta_set_text (&((EtaPrice *)product->prices->pdata[2])->valid_until, "2026-11-25");
  add_price (product, "USD", 470, 1);
  add_price (product, "ZZZ", 100, 1);
  add_price (product, "EUR", 0, 1);
  listing = eta_listing_describe (product, NULL, &how, remarks, NULL);
  assert_value (listing, "variants/KOPI-01/prices/IDR/1", NULL);
  assert_value (listing, "variants/KOPI-01/prices/USD/1", "4.50");
  assert_value (listing, "variants/KOPI-01/prices/USD/24", "4.10");
  assert_value (listing, "variants/KOPI-01/prices/ZZZ/1", NULL);
  assert_value (listing, "variants/KOPI-01/prices/EUR/1", NULL);
  g_assert_cmpuint (remarks->len, ==, 4);
  g_assert_nonnull (strstr (remarks->pdata[0], "2026-11-24"));
}

/* A ladder that begins at the minimum order is shown from one piece on, or shops show no price. */
static void
test_ladders (void)
{
  g_autoptr (EtaProduct) product = coffee ();
  g_autoptr (EtaListing) listing = NULL;

  g_ptr_array_set_size (product->prices, 0);
  add_price (product, "IDR", 6500000, 1);
  add_price (product, "USD", 450, 500); /* the minimum order */
  add_price (product, "USD", 410, 2000);
  add_price (product, "EUR", 400, 501); /* above it: no price for the smallest order */
  eta_set_text (&((EtaPrice *)product->prices->pdata[1])->incoterm, "FOB");
  listing = eta_listing_describe (product, NULL, &how, NULL, NULL);
  assert_value (listing, "variants/KOPI-01/prices/USD/1", "4.50");
  assert_value (listing, "variants/KOPI-01/prices/USD/500", NULL);
  assert_value (listing, "variants/KOPI-01/prices/USD/2000", "4.10");
  assert_value (listing, "variants/KOPI-01/prices/EUR/501", "4.00");
  assert_value (listing, "facts/incoterm_usd_1", "FOB");
  g_assert_true (
      eta_listing_take_over (product, listing, "variants/KOPI-01/prices/USD/1", "4.60", &how));
  g_assert_cmpint (((EtaPrice *)product->prices->pdata[1])->minor, ==, 460);
  g_assert_cmpint (((EtaPrice *)product->prices->pdata[1])->quantity, ==, 500);
}

static EtaVariant *
add_variant (EtaProduct *product, const char *sku, const char *options)
{
  EtaVariant *variant = eta_variant_new ();

  eta_set_text (&variant->sku, sku);
  eta_set_text (&variant->options, options);
  g_ptr_array_add (product->variants, variant);
  return variant;
}

static void
test_variants (void)
{
  g_autoptr (EtaProduct) product = coffee ();
  EtaDescribe tail = how;
  g_autoptr (EtaListing) listing = NULL, same = NULL;

  add_variant (product, "KOPI-250", "Size=250 g; Roast=dark")->net = 250;
  add_variant (product, NULL, "Roast=dark;Size = 1 kg ")->net = 1000;
  tail.suffix = "-3f2a9c01";
  listing = eta_listing_describe (product, NULL, &tail, NULL, NULL);
  assert_value (listing, "variants/KOPI-250-3f2a9c01/options/Size", "250 g");
  assert_value (listing, "variants/KOPI-250-3f2a9c01/title", "dark / 250 g");
  assert_value (listing, "variants/KOPI-01-2-3f2a9c01/options/Size", "1 kg");
  assert_value (listing, "variants/KOPI-01-2-3f2a9c01/weight", "1000");
  assert_value (listing, "variants/KOPI-01-2-3f2a9c01/rank", "1");
  assert_value (listing, "variants/KOPI-01-2-3f2a9c01/prices/USD/1", "4.50");
  /* Two that a shop could not tell apart go by their codes. */
  eta_set_text (&((EtaVariant *)product->variants->pdata[1])->options, "Size=250 g;Roast=dark");
  same = eta_listing_describe (product, NULL, &how, NULL, NULL);
  assert_value (same, "variants/KOPI-250/options/Variant", "KOPI-250");
  assert_value (same, "variants/KOPI-250/options/Size", NULL);
  assert_value (same, "variants/KOPI-01-2/options/Variant", "KOPI-01-2");
}

static void
test_certificates (void)
{
  g_autoptr (EtaProduct) product = coffee ();
  static const char *const kinds[] = {"halal", "organic", "sni"};
  g_autoptr (EtaListing) listing = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    EtaCertificate *one = eta_certificate_new ();

    one->kind = g_strdup (kinds[i]);
    one->number = g_strdup ("N-1");
    g_ptr_array_add (product->certificates, one);
  }
  eta_set_text (&((EtaCertificate *)product->certificates->pdata[1])->expires, "2026-11-24");
  eta_set_text (&((EtaCertificate *)product->certificates->pdata[2])->flag, "composition");
  listing = eta_listing_describe (product, NULL, &how, NULL, NULL);
  assert_value (listing, "tags/halal", "1");
  assert_value (listing, "tags/organic", NULL);
  assert_value (listing, "tags/sni", NULL);
  assert_value (listing, "facts/certificates", "Halal N-1");
}

static void
test_cannot (void)
{
  g_autoptr (EtaProduct) nameless = eta_product_new (), codeless = coffee ();
  g_autoptr (GError) error = NULL;

  eta_set_text (&nameless->sku, "X-1");
  g_assert_null (eta_listing_describe (nameless, NULL, &how, NULL, &error));
  g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "X-1"));
  g_clear_error (&error);
  eta_set_text (&codeless->sku, NULL);
  g_assert_null (eta_listing_describe (codeless, NULL, &how, NULL, &error));
  g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_INPUT);
}

static void
test_names (void)
{
  g_autoptr (EtaProduct) product = coffee (), arabic = eta_product_new ();
  g_autofree char *handle = eta_listing_handle (product), *other = NULL;
  g_autofree char *key = eta_listing_key ("org", product->id);

  g_assert_cmpstr (handle, ==, "arabica-coffee-ijen-3f2a9c01");
  g_assert_cmpstr (key, ==, "etl:org:3f2a9c01-1111-4222-8333-444455556666");
  eta_set_text (&arabic->id, "0badcafe-1111-4222-8333-444455556666");
  add_words (arabic, "ar", "عسل", NULL);
  other = eta_listing_handle (arabic);
  g_assert_cmpstr (other, ==, "product-0badcafe");
  g_assert_cmpstr (eta_listing_category_name ("essential-oil", "id"), ==, "Minyak atsiri");
  g_assert_cmpstr (eta_listing_category_name ("my-own", "id"), ==, "my-own");
  g_assert_true (eta_listing_fact_is_number ("moq"));
  g_assert_true (eta_listing_fact_is_number ("carton_length_mm"));
  g_assert_false (eta_listing_fact_is_number ("producer"));
}

static void
test_trash (void)
{
  g_autoptr (EtaProduct) product = coffee ();
  g_autoptr (EtaListing) listing = NULL;

  product->trashed = g_strdup ("2026-11-25T00:00:00Z");
  listing = eta_listing_describe (product, NULL, &how, NULL, NULL);
  assert_value (listing, "status", "draft");
}

static gboolean
take (EtaProduct *product, const EtaListing *listing, const char *path, const char *value)
{
  return eta_listing_take_over (product, listing, path, value, &how);
}

/* What was changed in the shop goes into the catalog, and is then the same again. */
static void
test_take_over (void)
{
  static const char *const changes[][2] = {
      {"title", "Arabica"},
      {"texts/ar/title", "قهوة"},
      {"texts/en/ingredients", NULL},
      {"hs", "090122"},
      {"weight", "270"},
      {"length", "120"},
      {"variants/KOPI-01/prices/USD/1", "4.75"},
      {"variants/KOPI-01/prices/IDR/1", NULL},
      {"variants/KOPI-01/prices/EUR/1", "3.99"},
      {"variants/KOPI-01/barcode", NULL},
      {"facts/moq", "200"},
  };
  static const char *const refused[][2] = {
      {"images", "http://127.0.0.1/x.jpg"},
      {"categories/tea", "1"},
      {"variants/KOPI-01/prices/USD/1", "-1"},
      {"variants/KOPI-01/prices/USD/1", "4.755"},
      {"variants/OTHER/prices/USD/1", "4.00"},
      {"weight", "12.5"},
      {"variants/KOPI-01/barcode", "8991234567890"},
      {"facts/producer", "X"},
      {"hs", "9"},
      {"origin", "Indonesia"},
  };
  g_autoptr (EtaProduct) product = coffee ();
  g_autoptr (EtaListing) listing = eta_listing_describe (product, NULL, &how, NULL, NULL);
  g_autoptr (EtaListing) after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (take (product, listing, refused[i][0], refused[i][1]));
  after = eta_listing_describe (product, NULL, &how, NULL, NULL);
  g_assert_true (eta_listing_equal (listing, after));
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    g_assert_true (take (product, listing, changes[i][0], changes[i][1]));
  g_clear_pointer (&after, eta_listing_unref);
  after = eta_listing_describe (product, NULL, &how, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    assert_value (after, changes[i][0], changes[i][1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/describe/product", test_product);
  g_test_add_func ("/describe/locales", test_locales);
  g_test_add_func ("/describe/prices-left-out", test_prices_left_out);
  g_test_add_func ("/describe/ladders", test_ladders);
  g_test_add_func ("/describe/variants", test_variants);
  g_test_add_func ("/describe/certificates", test_certificates);
  g_test_add_func ("/describe/cannot", test_cannot);
  g_test_add_func ("/describe/names", test_names);
  g_test_add_func ("/describe/trash", test_trash);
  g_test_add_func ("/describe/take-over", test_take_over);
  return g_test_run ();
}
