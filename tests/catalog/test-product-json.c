#include "catalog/error.h"
#include "catalog/fields.h"
#include "catalog/product-json.h"

#include <string.h>

#define SHA "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static char *
to_text (JsonNode *node)
{
  char *text = json_to_string (node, TRUE);

  json_node_unref (node);
  return text;
}

/* A value of its own for every field, so that two of them cannot be confused. */
static char *
sample_of (const EtaField *field, guint i)
{
  switch (field->kind) {
  case ETA_FIELD_TEXT:
    if (field->max == 36 && field->readonly)
      return g_uuid_string_random ();
    if (field->max == 64 && field->readonly)
      return g_strdup (SHA);
    return g_strdup_printf (field->max < 40 ? "T%u“قهوة”\\\"" : "Text “%u” \\ \"quoted\" قهوة", i);
  case ETA_FIELD_LONG:
    return g_strdup_printf ("Text %u\n\nwith, paragraphs", i);
  case ETA_FIELD_CELSIUS:
    return g_strdup (i % 2 ? "0" : "-18");
  case ETA_FIELD_CHOICE:
    return g_strdup (g_str_equal (field->id, "stage")     ? "kemas"
                     : g_str_equal (field->id, "state")   ? "approved"
                     : g_str_equal (field->id, "country") ? "SA"
                                                          : "own words");
  case ETA_FIELD_GTIN:
    return g_strdup ("036000291452");
  case ETA_FIELD_HS:
    return g_strdup ("040900");
  case ETA_FIELD_PHONE:
    return g_strdup_printf ("+6281234567%02u", i);
  case ETA_FIELD_EMAIL:
    return g_strdup_printf ("a%u@b.id", i);
  case ETA_FIELD_URL:
    return g_strdup_printf ("https://a%u.id", i);
  case ETA_FIELD_POINT:
    return g_strdup_printf ("-7.%u,113.8", 10 + i % 80 + 1);
  case ETA_FIELD_DATE:
    return g_strdup ("2027-03-31");
  default:
    return g_strdup_printf ("%u", 1000 + i);
  }
}

static void
fill (EtaFieldOwner owner, gpointer object)
{
  guint n;
  const EtaField *fields = eta_fields (&n);

  for (guint i = 0; i < n; i++) {
    g_autofree char *sample = NULL;
    g_autoptr (GError) error = NULL;

    if (fields[i].owner != owner)
      continue;
    sample = sample_of (&fields[i], i);
    eta_field_set (&fields[i], object, sample, &error);
    g_assert_no_error (error);
  }
}

static void
fill_certificate (GPtrArray *certificates)
{
  EtaCertificate *certificate = eta_certificate_new ();

  eta_set_text (&certificate->kind, "halal");
  eta_set_text (&certificate->number, "ID35110000145391021");
  eta_set_text (&certificate->issuer, "BPJPH");
  eta_set_text (&certificate->issued, "2025-01-02");
  eta_set_text (&certificate->expires, "2029-01-02");
  eta_set_text (&certificate->scan, SHA);
  eta_set_text (&certificate->flag, "composition changed 2026-11-25");
  g_ptr_array_add (certificates, certificate);
}

static void
fill_evidence (GPtrArray *all)
{
  EtaEvidence *evidence = eta_evidence_new ("sni_no");

  eta_set_text (&evidence->value, "SNI 3556");
  eta_set_text (&evidence->file, SHA);
  g_ptr_array_add (all, evidence);
}

static void
fill_photo (EtaProduct *product)
{
  EtaPhoto *photo = eta_photo_new (SHA, 2048, 1536);

  photo->focus_x = 0;
  photo->focus_y = 1000;
  photo->captions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (photo->captions, g_strdup ("id"), g_strdup ("Depan"));
  g_hash_table_insert (photo->captions, g_strdup ("ar"), g_strdup ("الأمام"));
  g_ptr_array_add (product->photos, photo);
}

static EtaProduct *
full_product (void)
{
  EtaProduct *product = eta_product_new ();
  EtaPrice *price = eta_price_new ();
  EtaPack *pack = eta_pack_new ();
  EtaVariant *variant = eta_variant_new ();

  fill (ETA_FIELD_OF_PRODUCT, product);
  fill (ETA_FIELD_OF_WORDS, eta_words_ensure (product->words, "id"));
  fill (ETA_FIELD_OF_WORDS, eta_words_ensure (product->words, "ar"));
  price->quantity = 100;
  price->minor = 123450;
  eta_set_text (&price->currency, "USD");
  eta_set_text (&price->incoterm, "FOB");
  eta_set_text (&price->place, "Surabaya");
  eta_set_text (&price->valid_until, "2027-03-31");
  g_ptr_array_add (product->prices, price);
  eta_set_text (&pack->level, "carton");
  pack->count = 24;
  pack->length = 400;
  pack->width = 300;
  pack->height = 250;
  pack->gross = 6800;
  pack->net = 6000;
  pack->this_side_up = TRUE;
  g_ptr_array_add (product->packs, pack);
  eta_set_text (&variant->sku, "KOPI-01-B");
  eta_set_text (&variant->gtin, "8991234567891");
  eta_set_text (&variant->options, "Size=250 g; Colour=black");
  variant->net = 250;
  g_ptr_array_add (product->variants, variant);
  fill_photo (product);
  fill_certificate (product->certificates);
  fill_evidence (product->evidence);
  return product;
}

static void
test_product (void)
{
  g_autoptr (EtaProduct) product = full_product ();
  g_autoptr (JsonNode) node = eta_product_to_json (product);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaProduct) again = eta_product_from_json (node, &error);
  g_autofree char *text = to_text (eta_product_to_json (product));
  g_autofree char *text_again = NULL;
  guint n;
  const EtaField *fields = eta_fields (&n);

  g_assert_no_error (error);
  text_again = to_text (eta_product_to_json (again));
  g_assert_cmpstr (text, ==, text_again);
  /* Equal texts could both lack something: every field is in them by its own name. */
  for (guint i = 0; i < n; i++) {
    g_autofree char *key = g_strdup_printf ("\"%s\"", fields[i].id);
    if (fields[i].owner != ETA_FIELD_OF_PRODUCER)
      g_assert_nonnull (strstr (text, key));
  }
  g_assert_nonnull (strstr (text, "\"minor\" : 123450"));
  g_assert_nonnull (strstr (text, "\"amount\" : \"1234.50\""));
  g_assert_cmpstr (again->id, ==, product->id);
  g_assert_cmpint (((EtaPhoto *)again->photos->pdata[0])->focus_x, ==, 0);
}

static void
test_producer (void)
{
  g_autoptr (EtaProducer) producer = eta_producer_new ();
  g_autoptr (EtaProducer) again = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *text_again = NULL;

  fill (ETA_FIELD_OF_PRODUCER, producer);
  fill (ETA_FIELD_OF_WORDS, eta_words_ensure (producer->words, "en"));
  fill_certificate (producer->certificates);
  fill_evidence (producer->evidence);
  node = eta_producer_to_json (producer);
  again = eta_producer_from_json (node, &error);
  g_assert_no_error (error);
  text = to_text (eta_producer_to_json (producer));
  text_again = to_text (eta_producer_to_json (again));
  g_assert_cmpstr (text, ==, text_again);
  g_assert_nonnull (strstr (text, "\"logo\""));
}

static void
test_empty (void)
{
  g_autoptr (EtaProduct) product = eta_product_new ();
  g_autoptr (EtaProduct) again = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  eta_set_text (&product->country, NULL);
  eta_set_text (&product->hs_edition, NULL);
  node = eta_product_to_json (product);
  again = eta_product_from_json (node, NULL);
  g_assert_null (again->country);
  g_assert_null (again->hs_edition);
  g_assert_cmpint (again->keep_min, ==, ETA_NO_CELSIUS);
  text = to_text (eta_product_to_json (product));
  g_assert_null (strstr (text, "moq"));
  g_assert_null (strstr (text, "keep_min"));
  g_assert_null (strstr (text, "prices"));
}

static EtaProduct *
parse (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  return eta_product_from_json (node, error);
}

static void
test_by_hand (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaProduct) product =
      parse ("{\"sku\": \"KOPI-01\", \"category\": \"kopi\", \"net\": \"250 g\", \"moq\": 500.0,"
             " \"nonsense\": [1, 2], \"words\": {\"id\": {\"name\": \" Kopi \"}},"
             " \"prices\": [{\"currency\": \"usd\", \"amount\": 19.95},"
             "              {\"currency\": \"IDR\", \"amount\": \"65000\", \"quantity\": 10}]}",
             &error);

  g_assert_no_error (error);
  g_assert_true (g_uuid_string_is_valid (product->id));
  g_assert_cmpstr (product->category, ==, "coffee");
  g_assert_cmpstr (product->country, ==, "ID");
  g_assert_cmpint (product->net, ==, 250);
  g_assert_cmpint (product->moq, ==, 500);
  g_assert_cmpstr (eta_product_name (product, "id"), ==, "Kopi");
  g_assert_cmpint (eta_product_price (product, "USD")->minor, ==, 1995);
  g_assert_cmpint (eta_product_price (product, "IDR")->minor, ==, 6500000);
}

static void
test_refused (void)
{
  static const char *const bad[][2] = {
      {"[]", "something else"},
      {"{\"gtin\": \"8991234567890\"}", "“gtin”"},
      {"{\"moq\": 1.5}", "“moq”"},
      {"{\"moq\": -5}", "“moq”"},
      {"{\"sku\": {}}", "“sku”"},
      {"{\"id\": \"../../etc\"}", "“id”"},
      {"{\"words\": {\"id\": {\"name\": [1]}}}", "“name”"},
      {"{\"words\": 5}", "“words”"},
      {"{\"prices\": 5}", "“prices”"},
      {"{\"prices\": [5]}", "“prices”"},
      {"{\"prices\": [{\"currency\": \"QQQ\", \"minor\": 5}]}", "QQQ"},
      {"{\"prices\": [{\"currency\": \"USD\", \"minor\": 0}]}", "“amount”"},
      {"{\"prices\": [{\"currency\": \"USD\", \"amount\": \"1,5\"}]}", "“amount”"},
      {"{\"packs\": [{\"level\": \"crate\"}]}", "crate"},
      {"{\"photos\": [{\"sha256\": \"../x\"}]}", "“sha256”"},
      {"{\"photos\": [{}]}", "“sha256”"},
      {"{\"certificates\": [{\"kind\": \"halal\", \"issued\": \"2026-02-30\"}]}", "2026-02-30"},
      {"{\"certificates\": [{}]}", "“kind”"},
      {"{\"evidence\": [{\"value\": \"x\"}]}", "“key”"},
      {"{\"state\": \"sold out\"}", "“state”"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (EtaProduct) product = parse (bad[i][0], &error);

    if (product)
      g_error ("%s was accepted", bad[i][0]);
    g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
    if (!strstr (error->message, bad[i][1]))
      g_error ("%s: %s", bad[i][0], error->message);
  }
}

/* A product file with bytes changed: a product or a sentence, never a crash. */
static void
test_random (void)
{
  g_autoptr (EtaProduct) product = full_product ();
  g_autofree char *text = to_text (eta_product_to_json (product));
  gsize len = strlen (text);

  for (guint i = 0; i < 3000; i++) {
    g_autofree char *changed = g_strdup (text);
    g_autoptr (JsonNode) node = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (EtaProduct) read = NULL;

    for (int k = g_test_rand_int_range (1, 4); k > 0; k--)
      changed[g_test_rand_int_range (0, (gint32)len)] =
          "0123456789\"{}[]:,.eE-atfn"[g_test_rand_int_range (0, 25)];
    node = json_from_string (changed, NULL);
    read = eta_product_from_json (node, &error);
    g_assert_true ((read != NULL) != (error != NULL));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/product-json/product", test_product);
  g_test_add_func ("/product-json/producer", test_producer);
  g_test_add_func ("/product-json/empty", test_empty);
  g_test_add_func ("/product-json/by-hand", test_by_hand);
  g_test_add_func ("/product-json/refused", test_refused);
  g_test_add_func ("/product-json/random", test_random);
  return g_test_run ();
}
