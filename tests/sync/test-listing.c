#include "sync/listing.h"

#include <string.h>

static void
test_paths (void)
{
  g_autofree char *path = eta_listing_path ("variants", "A/B~1", "prices", "USD", "1", NULL);
  g_auto (GStrv) segments = eta_listing_path_split (path);

  g_assert_cmpstr (path, ==, "variants/A~1B~01/prices/USD/1");
  g_assert_cmpuint (g_strv_length (segments), ==, 5);
  g_assert_cmpstr (segments[1], ==, "A/B~1");
}

static EtaListing *
sample (void)
{
  EtaListing *listing = eta_listing_new ();

  eta_listing_set (listing, "title", "Kopi “Ijen”");
  eta_listing_set (listing, "description", "a\nb\\c");
  eta_listing_put (listing, "1", "variants", "B/2", "rank", NULL);
  eta_listing_put (listing, "0", "variants", "C", "rank", NULL);
  eta_listing_put (listing, "4.50", "variants", "C", "prices", "USD", "1", NULL);
  eta_listing_put (listing, "4.10", "variants", "C", "prices", "USD", "24", NULL);
  eta_listing_put (listing, "65000", "variants", "C", "prices", "IDR", "1", NULL);
  return listing;
}

static void
test_values (void)
{
  g_autoptr (EtaListing) listing = sample ();

  g_assert_cmpstr (eta_listing_peek (listing, "variants", "B/2", "rank", NULL), ==, "1");
  g_assert_cmpuint (eta_listing_size (listing), ==, 7);
  eta_listing_set (listing, "title", "");
  eta_listing_set (listing, "none", NULL);
  g_assert_null (eta_listing_get (listing, "title"));
  g_assert_cmpuint (eta_listing_size (listing), ==, 6);
}

static void
test_children (void)
{
  g_autoptr (EtaListing) listing = sample ();
  g_autoptr (GPtrArray) skus = eta_listing_skus (listing);
  g_autoptr (GPtrArray) currencies = eta_listing_children (listing, "variants/C/prices");
  g_autoptr (GPtrArray) none = eta_listing_children (listing, "varia");

  g_assert_cmpuint (skus->len, ==, 2);
  g_assert_cmpstr (skus->pdata[0], ==, "C");
  g_assert_cmpstr (skus->pdata[1], ==, "B/2");
  g_assert_cmpuint (currencies->len, ==, 2);
  g_assert_cmpstr (currencies->pdata[0], ==, "IDR");
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_canonical (void)
{
  g_autoptr (EtaListing) a = sample (), b = eta_listing_new ();
  g_autoptr (EtaListing) back = NULL, copy = eta_listing_copy (a);
  g_autofree char *text = eta_listing_to_text (a), *again = NULL, *hash = NULL, *other = NULL;

  eta_listing_set (b, "title", "x");
  back = eta_listing_from_text (text, NULL);
  again = eta_listing_to_text (back);
  g_assert_cmpstr (text, ==, again);
  g_assert_true (g_str_has_prefix (text, "{\"description\":\"a\\u000ab\\\\c\",\"title\":"));
  g_assert_true (eta_listing_equal (a, back));
  g_assert_true (eta_listing_equal (a, copy));
  g_assert_false (eta_listing_equal (a, b));
  g_assert_false (eta_listing_equal (a, NULL));
  g_assert_true (eta_listing_equal (NULL, NULL));
  hash = eta_listing_hash (a);
  other = eta_listing_hash (b);
  g_assert_cmpuint (strlen (hash), ==, 64);
  g_assert_cmpstr (hash, !=, other);
  g_assert_null (eta_listing_from_text ("[]", NULL));
  g_assert_null (eta_listing_from_text ("{", NULL));
}

static void
test_labels (void)
{
  static const struct {
    const char *path, *label, *value, *text;
  } cases[] = {
      {"title", "Name", "Kopi", "Kopi"},
      {"texts/ar/description", "Story, Arabic", "x", "x"},
      {"variants/KOPI-01/prices/USD/1", "Price USD (KOPI-01)", "4.50", "USD 4.50"},
      {"variants/KOPI-01/prices/USD/24", "Price USD from 24 (KOPI-01)", "4.10", "USD 4.10"},
      {"variants/A~1B/barcode", "Barcode (A/B)", "899", "899"},
      {"weight", "Weight", "250", "250 g"},
      {"images", "Photos", "a b", "2 photos"},
      {"status", "In the shop window", "draft", "not shown"},
      {"facts/moq", "Minimum order", "500", "500"},
      {"facts/carton_length_mm", "Carton length mm", "400", "400"},
      {"facts/incoterm_usd_500", "Terms of delivery, USD from 500", "FOB", "FOB"},
      {"categories/coffee", "Category “coffee”", "1", "set"},
      {"something/else", "something/else", NULL, "(nothing)"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *label = eta_listing_label (cases[i].path);
    g_autofree char *text = eta_listing_value_text (cases[i].path, cases[i].value);

    g_assert_cmpstr (label, ==, cases[i].label);
    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/listing/paths", test_paths);
  g_test_add_func ("/listing/values", test_values);
  g_test_add_func ("/listing/children", test_children);
  g_test_add_func ("/listing/canonical", test_canonical);
  g_test_add_func ("/listing/labels", test_labels);
  return g_test_run ();
}
