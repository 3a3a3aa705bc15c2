#include "catalog/product.h"

#include <string.h>

static EtaProduct *
full (void)
{
  EtaProduct *product = eta_product_new ();
  EtaWords *words;
  EtaPrice *price;
  EtaPack *pack;
  EtaVariant *variant;
  EtaPhoto *photo;
  EtaCertificate *certificate;

  eta_set_text (&product->sku, "KOPI-01");
  eta_set_text (&product->gtin, "8991234567891");
  eta_set_text (&product->state, "approved");
  product->moq = 500;
  words = eta_words_ensure (product->words, "id");
  eta_set_text (&words->name, "Kopi Arabika");
  price = eta_price_new ();
  eta_set_text (&price->currency, "USD");
  price->minor = 450;
  g_ptr_array_add (product->prices, price);
  pack = eta_pack_new ();
  eta_set_text (&pack->level, "carton");
  pack->count = 24;
  g_ptr_array_add (product->packs, pack);
  variant = eta_variant_new ();
  eta_set_text (&variant->sku, "KOPI-01-B");
  g_ptr_array_add (product->variants, variant);
  photo = eta_photo_new ("abc", 600, 400);
  photo->captions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (photo->captions, g_strdup ("id"), g_strdup ("Depan"));
  g_ptr_array_add (product->photos, photo);
  certificate = eta_certificate_new ();
  eta_set_text (&certificate->kind, "halal");
  g_ptr_array_add (product->certificates, certificate);
  g_ptr_array_add (product->evidence, eta_evidence_new ("sni_no"));
  return product;
}

static void
test_new (void)
{
  g_autoptr (EtaProduct) product = eta_product_new ();

  g_assert_true (g_uuid_string_is_valid (product->id));
  g_assert_cmpstr (product->state, ==, "draft");
  g_assert_cmpstr (product->country, ==, "ID");
  g_assert_cmpstr (product->hs_edition, ==, "HS 2022");
  g_assert_cmpint (product->keep_min, ==, ETA_NO_CELSIUS);
  g_assert_cmpstr (eta_product_name (product, "ar"), ==, "");
}

static void
test_copy (void)
{
  g_autoptr (EtaProduct) product = full ();
  g_autoptr (EtaProduct) copy = eta_product_copy (product);
  EtaPhoto *photo = copy->photos->pdata[0];
  EtaWords *words = copy->words->pdata[0];

  g_assert_cmpstr (copy->id, ==, product->id);
  g_assert_true (copy->sku != product->sku);
  g_assert_cmpstr (((EtaPrice *)copy->prices->pdata[0])->id, ==,
                   ((EtaPrice *)product->prices->pdata[0])->id);
  g_assert_cmpstr (g_hash_table_lookup (photo->captions, "id"), ==, "Depan");
  eta_set_text (&words->name, "Lain");
  g_assert_cmpstr (eta_product_name (product, "id"), ==, "Kopi Arabika");
  g_assert_cmpint (eta_product_pack (copy, "carton")->count, ==, 24);
  g_assert_null (eta_product_pack (copy, "pallet"));
}

/* Every member counts: text, number, and each part of each list. */
static void
test_equal (void)
{
  g_autoptr (EtaProduct) product = full ();

  for (guint i = 0; i < 12; i++) {
    g_autoptr (EtaProduct) other = eta_product_copy (product);
    EtaPhoto *photo = other->photos->pdata[0];

    g_assert_true (eta_product_equal (product, other));
    switch (i) {
    case 0:
      eta_set_text (&other->sku, "KOPI-02");
      break;
    case 1:
      other->moq = 501;
      break;
    case 2:
      other->keep_max = 4;
      break;
    case 3:
      eta_set_text (&((EtaWords *)other->words->pdata[0])->usage, "Seduh");
      break;
    case 4:
      ((EtaPrice *)other->prices->pdata[0])->minor++;
      break;
    case 5:
      ((EtaPack *)other->packs->pdata[0])->this_side_up = TRUE;
      break;
    case 6:
      ((EtaVariant *)other->variants->pdata[0])->net = 1;
      break;
    case 7:
      photo->focus_x = 0;
      break;
    case 8:
      g_hash_table_insert (photo->captions, g_strdup ("id"), g_strdup ("Belakang"));
      break;
    case 9:
      eta_set_text (&((EtaCertificate *)other->certificates->pdata[0])->flag, "x");
      break;
    case 10:
      eta_set_text (&((EtaEvidence *)other->evidence->pdata[0])->value, "x");
      break;
    default:
      g_ptr_array_set_size (other->photos, 0);
      break;
    }
    g_assert_false (eta_product_equal (product, other));
  }
}

static void
test_duplicate (void)
{
  g_autoptr (EtaProduct) product = full ();
  g_autoptr (EtaProduct) copy = eta_product_duplicate (product);
  EtaVariant *variant = copy->variants->pdata[0];

  g_assert_cmpstr (copy->id, !=, product->id);
  g_assert_null (copy->sku);
  g_assert_null (copy->gtin);
  g_assert_cmpstr (copy->state, ==, "draft");
  g_assert_cmpint (copy->moq, ==, 500);
  g_assert_cmpstr (eta_product_name (copy, "id"), ==, "Kopi Arabika");
  g_assert_null (variant->sku);
  for (guint i = 0; i < 1; i++) {
    g_assert_cmpstr (*(char **)copy->prices->pdata[i], !=, *(char **)product->prices->pdata[i]);
    g_assert_cmpstr (*(char **)copy->packs->pdata[i], !=, *(char **)product->packs->pdata[i]);
    g_assert_cmpstr (*(char **)copy->photos->pdata[i], !=, *(char **)product->photos->pdata[i]);
  }
}

static void
test_name (void)
{
  g_autoptr (EtaProduct) product = eta_product_new ();

  eta_set_text (&product->sku, "A1");
  g_assert_cmpstr (eta_product_name (product, "ar"), ==, "A1");
  eta_set_text (&eta_words_ensure (product->words, "de")->name, "Kaffee");
  g_assert_cmpstr (eta_product_name (product, "ar"), ==, "Kaffee");
  eta_set_text (&eta_words_ensure (product->words, "en")->name, "Coffee");
  g_assert_cmpstr (eta_product_name (product, "ar"), ==, "Coffee");
  eta_set_text (&eta_words_ensure (product->words, "id")->name, "Kopi");
  g_assert_cmpstr (eta_product_name (product, "ar"), ==, "Kopi");
  eta_words_ensure (product->words, "ar");
  g_assert_cmpstr (eta_product_name (product, "ar"), ==, "Kopi");
  eta_set_text (&eta_words_ensure (product->words, "ar")->name, "قهوة");
  g_assert_cmpstr (eta_product_name (product, "ar"), ==, "قهوة");
  g_assert_cmpstr (eta_product_name (product, NULL), ==, "Kopi");
}

static void
test_price (void)
{
  static const struct {
    const char *currency;
    gint64 quantity, minor;
  } ladder[] = {{"USD", 100, 400}, {"USD", 1, 450}, {"IDR", 1, 6500000}};
  g_autoptr (EtaProduct) product = eta_product_new ();

  g_assert_null (eta_product_price (product, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (ladder); i++) {
    EtaPrice *price = eta_price_new ();
    eta_set_text (&price->currency, ladder[i].currency);
    price->quantity = ladder[i].quantity;
    price->minor = ladder[i].minor;
    g_ptr_array_add (product->prices, price);
  }
  g_assert_cmpint (eta_product_price (product, NULL)->minor, ==, 450);
  g_assert_cmpint (eta_product_price (product, "IDR")->minor, ==, 6500000);
  g_assert_null (eta_product_price (product, "SAR"));
}

static void
test_set_text (void)
{
  static const struct {
    const char *typed, *kept;
  } cases[] = {
      {" Kopi ", "Kopi"},
      {"", NULL},
      {" \t\n", NULL},
      {"\302\240Kopi\302\240", "Kopi"},               /* NBSP */
      {"\342\200\213Kopi\342\200\213", "Kopi"},       /* zero-width space */
      {"Cafe\314\201", "Caf\303\251"},                /* NFC */
      {"\342\200\217قهوة\342\200\216", "قهوة"},       /* RLM, LRM */
      {"a\342\200\256b\342\201\251c", "abc"},         /* RLO, PDI */
      {"\330\234سعر", "سعر"},                         /* Arabic letter mark */
      {"one\r\ntwo\rthree", "one\ntwo\nthree"},       /* line ends */
      {"a\001b\177c\302\205d", "abc\nd"},             /* controls; NEL is a line end */
      {"\357\273\277Madu", "Madu"},                   /* byte-order mark */
      {"می\342\200\214خواهم", "می\342\200\214خواهم"}, /* ZWNJ joins letters: it stays */
      {"100 % / ½ kg", "100 % / ½ kg"},
  };
  char *field = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    eta_set_text (&field, cases[i].typed);
    g_assert_cmpstr (field, ==, cases[i].kept);
  }
  g_assert_true (eta_set_text (&field, "x"));
  g_assert_false (eta_set_text (&field, " x "));
  g_assert_true (eta_set_text (&field, NULL));
  g_assert_false (eta_set_text (&field, ""));
  eta_set_text (&field, "\xff\xfe bad");
  g_assert_true (g_utf8_validate (field, -1, NULL));
  g_free (field);
}

static void
test_sku (void)
{
  static const char *const same[] = {"kopi-01",  " KOPI-01",    "KOPI-01\302\240",
                                     "Kopi-01 ", "ＫＯＰＩ-01", "\342\200\216KOPI-01"};

  for (guint i = 0; i < G_N_ELEMENTS (same); i++) {
    g_autofree char *key = eta_sku_fold (same[i]);
    g_assert_cmpstr (key, ==, "kopi-01");
  }
  {
    g_autofree char *key = eta_sku_fold ("00123");
    g_assert_cmpstr (key, ==, "00123");
  }
}

static gpointer
hold (gpointer product)
{
  for (guint i = 0; i < 10000; i++)
    eta_product_unref (eta_product_ref (product));
  eta_product_unref (product);
  return NULL;
}

static void
test_threads (void)
{
  EtaProduct *product = full ();
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("hold", hold, eta_product_ref (product));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpstr (product->sku, ==, "KOPI-01");
  eta_product_unref (product);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/product/new", test_new);
  g_test_add_func ("/product/copy", test_copy);
  g_test_add_func ("/product/equal", test_equal);
  g_test_add_func ("/product/duplicate", test_duplicate);
  g_test_add_func ("/product/name", test_name);
  g_test_add_func ("/product/price", test_price);
  g_test_add_func ("/product/set-text", test_set_text);
  g_test_add_func ("/product/sku", test_sku);
  g_test_add_func ("/product/threads", test_threads);
  return g_test_run ();
}
