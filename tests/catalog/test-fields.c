#include "catalog/error.h"
#include "catalog/fields.h"

#include <string.h>

static void
test_table (void)
{
  guint n;
  const EtaField *fields = eta_fields (&n);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_cmpuint (n, >, 50);
  for (guint i = 0; i < n; i++) {
    g_assert_true (
        g_hash_table_add (seen, g_strdup_printf ("%d.%s", fields[i].owner, fields[i].id)));
    g_assert_true (eta_field_find (fields[i].owner, fields[i].id) == &fields[i]);
    g_assert_nonnull (fields[i].label);
    /* A text may have a table to suggest from. */
    if (fields[i].kind != ETA_FIELD_TEXT)
      g_assert_cmpint (fields[i].kind == ETA_FIELD_CHOICE, ==, fields[i].choices != NULL);
    /* Help ends as a sentence does. */
    if (fields[i].help)
      g_assert_true (g_str_has_suffix (fields[i].help, "."));
  }
}

static void
test_find (void)
{
  g_assert_cmpstr (eta_field_find (ETA_FIELD_OF_PRODUCT, "barcode")->id, ==, "gtin");
  g_assert_cmpstr (eta_field_find (ETA_FIELD_OF_PRODUCT, "Kode HS")->id, ==, "hs");
  g_assert_cmpstr (eta_field_find (ETA_FIELD_OF_WORDS, "deskripsi")->id, ==, "story");
  g_assert_cmpstr (eta_field_find (ETA_FIELD_OF_PRODUCER, "alamat")->id, ==, "address");
  g_assert_null (eta_field_find (ETA_FIELD_OF_PRODUCT, "nonsense"));
  g_assert_null (eta_field_find (ETA_FIELD_OF_PRODUCT, NULL));
}

/* Every field of every owner: set, got, cleared. */
static void
test_round (void)
{
  static const char *const samples[] = {[ETA_FIELD_TEXT] = "Abc",
                                        [ETA_FIELD_LONG] = "Satu\n\nDua",
                                        [ETA_FIELD_COUNT] = "500",
                                        [ETA_FIELD_GRAMS] = "250",
                                        [ETA_FIELD_MM] = "400",
                                        [ETA_FIELD_DAYS] = "365",
                                        [ETA_FIELD_CELSIUS] = "-18",
                                        [ETA_FIELD_DATE] = "2027-03-31",
                                        [ETA_FIELD_GTIN] = "8991234567891",
                                        [ETA_FIELD_HS] = "090121",
                                        [ETA_FIELD_PHONE] = "+6281234567890",
                                        [ETA_FIELD_EMAIL] = "a@b.id",
                                        [ETA_FIELD_URL] = "https://a.id",
                                        [ETA_FIELD_POINT] = "-7.9135,113.8215"};
  g_autoptr (EtaProduct) product = eta_product_new ();
  g_autoptr (EtaProducer) producer = eta_producer_new ();
  g_autoptr (EtaWords) words = eta_words_new ("id");
  gpointer objects[] = {product, words, producer};
  guint n;
  const EtaField *fields = eta_fields (&n);

  for (guint i = 0; i < n; i++) {
    gpointer object = objects[fields[i].owner];
    const char *sample = samples[fields[i].kind];
    g_autofree char *got = NULL, *cleared = NULL;
    g_autoptr (GError) error = NULL;

    if (fields[i].kind == ETA_FIELD_CHOICE)
      sample = g_str_equal (fields[i].choices, "countries.tsv")    ? "SA"
               : g_str_equal (fields[i].choices, "states.tsv")     ? "checked"
               : g_str_equal (fields[i].choices, "stages.tsv")     ? "kemas"
               : g_str_equal (fields[i].choices, "categories.tsv") ? "coffee"
                                                                   : "own words";
    g_assert_true (eta_field_set (&fields[i], object, sample, &error));
    g_assert_no_error (error);
    got = eta_field_get (&fields[i], object);
    g_assert_cmpstr (got, ==, sample);
    g_assert_true (eta_field_set (&fields[i], object, "", NULL));
    cleared = eta_field_get (&fields[i], object);
    g_assert_null (cleared);
  }
}

static void
test_refused (void)
{
  g_autoptr (EtaProduct) product = eta_product_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *gtin = NULL;

  g_assert_true (eta_product_set (product, "gtin", "8991234567891", NULL));
  g_assert_false (eta_product_set (product, "gtin", "8991234567890", &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  gtin = eta_product_get (product, "gtin");
  g_assert_cmpstr (gtin, ==, "8991234567891");
  g_clear_error (&error);
  g_assert_false (eta_product_set (product, "created", "2026-01-01", &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
}

/* address, text, address read back, value */
static const char *const addresses[][4] = {
    {"sku", " KOPI-01 ", "sku", "KOPI-01"},
    {"name.ar", "قهوة", "name.ar", "قهوة"},
    {"name_en", "Coffee", "name.en", "Coffee"},
    {"nama", "Kopi", "name.id", "Kopi"},
    {"story.id", "Satu", "story.id", "Satu"},
    {"desc_en", "One", "story.en", "One"},
    {"name.zh", "咖啡", "name.zh", "咖啡"},
    {"price.usd", "4,50", "price.usd", "4.50"},
    {"price.usd.100", "4.20", "price.usd.100", "4.20"},
    {"price.USD.10", "4.40", "price.usd.10", "4.40"},
    {"harga", "Rp 65.000", "price.idr", "65000"},
    {"price.usd.incoterm", "fob", "price.usd.incoterm", "FOB"},
    {"price.usd.place", "Surabaya", "price.usd.place", "Surabaya"},
    {"price.usd.until", "31/03/2027", "price.usd.until", "2027-03-31"},
    {"price.sar@CIF Jeddah", "17", "price.sar.place", "Jeddah"},
    {"price.sar", "17.50", "price.sar.incoterm", "CIF"},
    {"fob_eur_surabaya", "4.10", "price.eur.place", "Surabaya"},
    {"carton.count", "24", "carton.count", "24"},
    {"carton.gross@kg", "6.8", "carton.gross", "6800"},
    {"carton.gross@kg", "6800 g", "carton.gross", "6800"},
    {"carton_l_mm", "400", "carton.length", "400"},
    {"carton.upright", "ya", "carton.upright", "yes"},
    {"pallet.count", "40", "pallet.count", "40"},
    {"evidence.sni_no", "SNI 3556", "evidence.sni_no", "SNI 3556"},
    {"origin", "Bondowoso, Jawa Timur, Indonesia", "regency", "Bondowoso"},
    {"moq", "1.000", "moq", "1000"},
    {"masa_simpan_bulan", "12", "shelf_life", "365"},
    {"category", "kopi", "category", "coffee"},
};

static void
test_addresses (void)
{
  g_autoptr (EtaProduct) product = eta_product_new ();

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *got = NULL;

    eta_product_set (product, addresses[i][0], addresses[i][1], &error);
    g_assert_no_error (error);
    got = eta_product_get (product, addresses[i][2]);
    g_assert_cmpstr (got, ==, addresses[i][3]);
  }
  /* The ladder stands in order of quantity whatever the order of typing. */
  g_assert_cmpint (((EtaPrice *)product->prices->pdata[0])->quantity, ==, 1);
  g_assert_cmpint (((EtaPrice *)product->prices->pdata[1])->quantity, ==, 10);
  g_assert_cmpint (((EtaPrice *)product->prices->pdata[2])->quantity, ==, 100);
  g_assert_cmpstr (product->province, ==, "jawa_timur");
  g_assert_cmpstr (product->country, ==, "ID");
}

static void
test_clear (void)
{
  static const char *const set[] = {"name.id", "price.usd", "carton.count", "evidence.sni_no"};
  g_autoptr (EtaProduct) product = eta_product_new ();

  for (guint i = 0; i < G_N_ELEMENTS (set); i++) {
    g_autofree char *got = NULL;
    g_assert_true (eta_product_set (product, set[i], "5", NULL));
    g_assert_true (eta_product_set (product, set[i], " ", NULL));
    got = eta_product_get (product, set[i]);
    g_assert_null (got);
  }
  g_assert_cmpuint (product->words->len, ==, 0);
  g_assert_cmpuint (product->prices->len, ==, 0);
  g_assert_cmpuint (product->packs->len, ==, 0);
  g_assert_cmpuint (product->evidence->len, ==, 0);
}

static void
test_unknown (void)
{
  static const char *const unknown[] = {
      "",           "nonsense", "name.id.x",   "name.IDX!",   "carton.x", "carton", "price.zzz",
      "evidence.x", "evidence", "price.usd.x", "price.usd.0", "@",        "."};
  g_autoptr (EtaProduct) product = eta_product_new ();

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *got = eta_product_get (product, unknown[i]);

    g_assert_null (got);
    if (eta_product_set (product, unknown[i], "1", &error))
      g_error ("“%s” was accepted", unknown[i]);
    g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND);
  }
  g_assert_cmpuint (product->words->len + product->packs->len + product->prices->len, ==, 0);
}

static void
test_bad_parts (void)
{
  static const char *const bad[][2] = {
      {"price.usd", "abc"},          {"price.usd", "0"},
      {"price.jpy", "1234.99"},      {"carton.count", "banyak"},
      {"carton.upright", "mungkin"}, {"price.eur.place", "Surabaya"},
      {"price.usd", "1.234"}};
  g_autoptr (EtaProduct) product = eta_product_new ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_false (eta_product_set (product, bad[i][0], bad[i][1], &error));
    g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
    g_assert_nonnull (strstr (error->message, bad[i][1]));
  }
  g_assert_cmpuint (product->packs->len + product->prices->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fields/table", test_table);
  g_test_add_func ("/fields/find", test_find);
  g_test_add_func ("/fields/round", test_round);
  g_test_add_func ("/fields/refused", test_refused);
  g_test_add_func ("/fields/addresses", test_addresses);
  g_test_add_func ("/fields/clear", test_clear);
  g_test_add_func ("/fields/unknown", test_unknown);
  g_test_add_func ("/fields/bad-parts", test_bad_parts);
  return g_test_run ();
}
