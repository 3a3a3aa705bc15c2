#include "catalog/check.h"
#include "catalog/error.h"

#include <string.h>

/* A value for a field: OUT is the canonical text, NULL for "cleared"; a text that starts with "!"
 * stands for a refusal whose sentence has the rest in it. */
typedef struct {
  const char *field, *text, *out;
} Case;

static void
run (const Case *cases, gsize n, EtaFieldOwner owner)
{
  for (gsize i = 0; i < n; i++) {
    const EtaField *field = eta_field_find (owner, cases[i].field);
    g_autofree char *out = NULL;
    g_autoptr (GError) error = NULL;
    gboolean ok = eta_check_value (field, cases[i].text, &out, &error);

    if (cases[i].out && cases[i].out[0] == '!') {
      if (ok || !strstr (error->message, cases[i].out + 1))
        g_error ("%s “%s”: %s", cases[i].field, cases[i].text, ok ? out : error->message);
      g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
      g_assert_null (out);
      continue;
    }
    if (!ok || g_strcmp0 (out, cases[i].out) != 0)
      g_error ("%s “%s”: %s", cases[i].field, cases[i].text, ok ? out : error->message);
  }
}

static void
test_gtin (void)
{
  static const Case cases[] = {
      {"gtin", "8991234567891", "8991234567891"},
      {"gtin", " 8 991234 567891 ", "8991234567891"},
      {"gtin", "٨٩٩١٢٣٤٥٦٧٨٩١", "8991234567891"},
      {"gtin", "8991234567890", "!last digit should be 1"},
      {"gtin", "899123456789", "!8991234567891"},
      {"gtin", "4780000000000", "!last digit should be 7"},
      {"gtin", "036000291452", "036000291452"},
      {"gtin", "03600029145", "!036000291452"},
      {"gtin", "9786020000008", "9786020000008"},
      {"gtin", "96385074", "96385074"},
      {"gtin", "10012345678902", "10012345678902"},
      {"gtin", "10012345678903", "!should be 2"},
      {"gtin", "12345", "!8, 12, 13 or 14 digits"},
      {"gtin", "0000000000000", "!digits"},
      {"gtin", "8.99123E+12", "!Excel shortened this barcode; format the column as Text"},
      {"gtin", "8,99123E+12", "!Excel shortened"},
      {"gtin", "abc", "!abc"},
      {"gtin", "", NULL},
      {"gtin", " ", NULL},
  };
  int digit = -1;

  run (cases, G_N_ELEMENTS (cases), ETA_FIELD_OF_PRODUCT);
  g_assert_cmpint (eta_check_gtin ("8991234567891", &digit), ==, ETA_GTIN_OK);
  g_assert_cmpint (eta_check_gtin ("8991234567890", &digit), ==, ETA_GTIN_DIGIT);
  g_assert_cmpint (digit, ==, 1);
  g_assert_cmpint (eta_check_gtin ("899123456789", &digit), ==, ETA_GTIN_MISSING);
  g_assert_cmpint (digit, ==, 1);
  g_assert_cmpint (eta_check_gtin ("4780000000000", &digit), ==, ETA_GTIN_DIGIT);
  g_assert_cmpint (digit, ==, 7);
  g_assert_cmpint (eta_check_gtin ("036000291452", &digit), ==, ETA_GTIN_OK);
  g_assert_cmpint (eta_check_gtin ("9786020000008", &digit), ==, ETA_GTIN_BOOK);
  g_assert_cmpint (eta_check_gtin (NULL, &digit), ==, ETA_GTIN_SHAPE);
}

static void
test_hs (void)
{
  static const Case cases[] = {
      {"hs", "0901.21", "090121"},
      {"hs", "0409.00", "040900"},
      {"hs", "0901 21 20", "09012120"},
      {"hs", "090121", "090121"},
      {"hs", "0901.21.10.00", "0901211000"},
      {"hs", "90121", "!0901.21"},
      {"hs", "770000", "!77"},
      {"hs", "980000", "!98"},
      {"hs", "000000", "!00"},
      {"hs", "0901", "!6 to 10 digits"},
      {"hs", "kopi", "!kopi"},
      {"hs", "12345678901", "!digits"},
  };
  g_autofree char *six = eta_hs_format ("090121"), *ten = eta_hs_format ("0901211000");
  g_autofree char *none = eta_hs_format (NULL);

  run (cases, G_N_ELEMENTS (cases), ETA_FIELD_OF_PRODUCT);
  g_assert_cmpstr (six, ==, "0901.21");
  g_assert_cmpstr (ten, ==, "0901.21.1000");
  g_assert_cmpstr (none, ==, "");
}

static void
test_numbers (void)
{
  static const Case cases[] = {
      {"moq", "500", "500"},
      {"moq", "1.848", "1848"},
      {"moq", "1,848", "1848"},
      {"moq", "1 848", "1848"},
      {"moq", "٥٠٠", "500"},
      {"moq", "500 pcs", "500"},
      {"moq", "1.000.000", "1000000"},
      {"moq", "0", NULL},
      {"moq", "1.5", "!whole number"},
      {"moq", "12 lusin", "!whole number"},
      {"moq", "-5", "!whole number"},
      {"moq", "5e3", "!whole number"},
      {"moq", "banyak", "!banyak"},
      {"moq", "9999999999", "!out of range"},
      {"moq", "99999999999999999999", "!“99999"},
      {"capacity", "5000 kg/bulan", "5000"},
      {"capacity", "5.000 lembar / bulan", "5000"},
      {"capacity", "5000 per month", "5000"},
      {"capacity", "5000 kg/minggu", "!whole number"},
      {"net", "250", "250"},
      {"net", "250 g", "250"},
      {"net", "250gr", "250"},
      {"net", "1.500", "1500"},
      {"net", "0.25 kg", "250"},
      {"net", "0,250 kg", "250"},
      {"net", "6,8 kg", "6800"},
      {"net", "6.8kg", "6800"},
      {"net", "1.500 kg", "!two ways"},
      {"net", "2 ons", "200"},
      {"net", "0.0005 kg", "!finer than 1 g"},
      {"net", "250 ml", "!weight"},
      {"net", "٢٥٠ غرام", "250"},
      {"length", "40 cm", "400"},
      {"length", "0,4 m", "400"},
      {"length", "400", "400"},
      {"length", "40 inci", "!length"},
      {"shelf_life", "365", "365"},
      {"shelf_life", "12 bulan / months", "365"},
      {"shelf_life", "18 bulan", "540"},
      {"shelf_life", "6 months", "180"},
      {"shelf_life", "24 bulan", "730"},
      {"shelf_life", "2 tahun", "730"},
      {"lead_time", "3 minggu", "21"},
      {"lead_time", "21 hari", "21"},
      {"lead_time", "2 hari 3 bulan", "!time"},
      {"keep_max", "4", "4"},
      {"keep_min", "-18", "-18"},
      {"keep_min", "−18 °C", "-18"},
      {"keep_min", "0", "0"},
      {"keep_min", "0.5", "!temperature"},
      {"keep_min", "-300", "!out of range"},
      {"keep_min", "4-8", "!temperature"},
  };

  run (cases, G_N_ELEMENTS (cases), ETA_FIELD_OF_PRODUCT);
}

static void
test_texts (void)
{
  g_autofree char *long_name = g_strnfill (301, 'a');
  g_autofree char *fits = g_strnfill (300, 'a');
  const Case cases[] = {
      {"name", "  Kopi \n Arabika ", "Kopi Arabika"},
      {"story", "Satu\r\n\r\nDua", "Satu\n\nDua"},
      {"name", fits, fits},
      {"name", long_name, "!Shorten it by 1 character."},
  };
  static const Case product[] = {
      {"sku", "00123", "00123"},
      {"sku", "1.2E+5", "!Excel shortened this code"},
      {"sku", "A1E5", "A1E5"},
      {"category", "Kopi", "coffee"},
      {"category", "Pupuk cair", "Pupuk cair"},
      {"unit", "pcs", "piece"},
      {"unit", "sisir", "sisir"},
      {"stage", "OLAH", "olah"},
      {"stage", "giling", "!Choose one of:"},
      {"country", "Indonesia", "ID"},
      {"country", "Atlantis", "!not in the list"},
      {"province", "Jawa Timur", "jawa_timur"},
      {"port", "Tanjung Perak", "IDSUB"},
      {"port", "IDMAK", "IDMAK"},
  };

  run (cases, G_N_ELEMENTS (cases), ETA_FIELD_OF_WORDS);
  run (product, G_N_ELEMENTS (product), ETA_FIELD_OF_PRODUCT);
}

static void
test_contacts (void)
{
  static const Case cases[] = {
      {"whatsapp", "0812-3456-7890", "+6281234567890"},
      {"whatsapp", "+62 812 3456 7890", "+6281234567890"},
      {"whatsapp", "6281234567890", "+6281234567890"},
      {"phone", "(0331) 123456", "+62331123456"},
      {"phone", "0049 30 123456", "+4930123456"},
      {"phone", "812345", "!country code"},
      {"phone", "0812 atau 0813", "!country code"},
      {"email", "info@pesantren.sch.id", "info@pesantren.sch.id"},
      {"email", "info@pesantren", "!e-mail"},
      {"email", "a@b.id, c@d.id", "!e-mail"},
      {"website", "pesantren.sch.id/toko", "https://pesantren.sch.id/toko"},
      {"website", "http://a.id", "http://a.id"},
      {"website", "javascript://a.b", "!web address"},
      {"website", "tidak ada", "!web address"},
  };

  run (cases, G_N_ELEMENTS (cases), ETA_FIELD_OF_PRODUCER);
}

static void
test_dates (void)
{
  static const Case cases[] = {
      {"d", "2027-03-31", "2027-03-31"},
      {"d", "31/03/2027", "2027-03-31"},
      {"d", "31-3-2027", "2027-03-31"},
      {"d", "31.03.2027", "2027-03-31"},
      {"d", "03/03/2027", "2027-03-03"},
      {"d", "03/04/2027", "!two ways"},
      {"d", "31 Maret 2027", "2027-03-31"},
      {"d", "1 agt 2027", "!2027-03-31"},
      {"d", "5 Des 2027", "2027-12-05"},
      {"d", "5 March 2027", "2027-03-05"},
      {"d", "٣١ مارس ٢٠٢٧", "2027-03-31"},
      {"d", "2027-02-29", "!no date"},
      {"d", "31/03/27", "!no date"},
      {"d", "besok", "!no date"},
      {"d", "", NULL},
  };
  static const EtaField date = {"d", NULL, ETA_FIELD_OF_PRODUCT, ETA_FIELD_DATE};

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *out = NULL;
    g_autoptr (GError) error = NULL;
    gboolean ok = eta_check_value (&date, cases[i].text, &out, &error);

    if (cases[i].out && cases[i].out[0] == '!') {
      g_assert_false (ok);
      g_assert_nonnull (strstr (error->message, cases[i].out + 1));
      continue;
    }
    g_assert_no_error (error);
    g_assert_cmpstr (out, ==, cases[i].out);
  }
}

/* --- whole products -------------------------------------------------------------------------- */

/* -1: no remark on FIELD; else whether it is an error. */
static int
remark_on (GPtrArray *remarks, const char *field)
{
  for (guint i = 0; i < remarks->len; i++) {
    const EtaRemark *remark = remarks->pdata[i];
    g_assert_cmpstr (remark->text, !=, "");
    if (g_str_equal (remark->field, field))
      return remark->error;
  }
  return -1;
}

static EtaProduct *
sound (void)
{
  static const char *const values[][2] = {
      {"sku", "KOPI-01"},        {"name.id", "Kopi"},      {"gtin", "8991234567891"},
      {"hs", "0901.21"},         {"net", "250"},           {"gross", "280"},
      {"price.usd", "4.5"},      {"price.usd.100", "4.2"}, {"carton.count", "24"},
      {"carton.gross", "6.8 kg"}};
  EtaProduct *product = eta_product_new ();

  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autoptr (GError) error = NULL;
    eta_product_set (product, values[i][0], values[i][1], &error);
    g_assert_no_error (error);
  }
  return product;
}

static void
test_product (void)
{
  static const struct {
    const char *address, *text, *field;
    gboolean error;
  } cases[] = {
      {"sku", "", "sku", TRUE},
      {"name.id", "", "name.id", FALSE},
      {"gtin", "9786020000008", "gtin", FALSE},
      {"net", "300", "net", FALSE},
      {"net", "290", "carton.gross", FALSE},
      {"price.usd.100", "4.60", "price.usd", FALSE},
  };
  g_autoptr (EtaProduct) good = sound ();
  g_autoptr (GPtrArray) none = eta_check_product (good);

  g_assert_cmpuint (none->len, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (EtaProduct) product = sound ();
    g_autoptr (GPtrArray) remarks = NULL;

    g_assert_true (eta_product_set (product, cases[i].address, cases[i].text, NULL));
    remarks = eta_check_product (product);
    g_assert_cmpint (remark_on (remarks, cases[i].field), ==, cases[i].error);
  }
}

/* Values that came past the form: from a package or a script. */
static void
test_product_raw (void)
{
  g_autoptr (EtaProduct) product = sound ();
  g_autoptr (GPtrArray) remarks = NULL;
  EtaPrice *price = product->prices->pdata[0];
  EtaCertificate *certificate = eta_certificate_new ();

  g_free (product->gtin);
  product->gtin = g_strdup ("8991234567890");
  product->keep_min = 10;
  product->keep_max = 4;
  g_free (price->currency);
  price->currency = g_strdup ("QQQ");
  certificate->kind = g_strdup ("halal");
  certificate->issued = g_strdup ("2026-02-30");
  g_ptr_array_add (product->certificates, certificate);
  for (guint i = 0; i < 2; i++) {
    EtaVariant *variant = eta_variant_new ();
    variant->sku = g_strdup (i == 0 ? "A" : "a ");
    g_ptr_array_add (product->variants, variant);
  }
  remarks = eta_check_product (product);
  g_assert_cmpint (remark_on (remarks, "gtin"), ==, TRUE);
  g_assert_cmpint (remark_on (remarks, "keep_min"), ==, TRUE);
  g_assert_cmpint (remark_on (remarks, "price.qqq"), ==, TRUE);
  g_assert_cmpint (remark_on (remarks, "certificates"), ==, TRUE);
  g_assert_cmpint (remark_on (remarks, "variants"), ==, TRUE);
}

/* Random text into every field: a value that is canonical, or a sentence; never a crash. */
static void
test_random (void)
{
  static const char *const pieces[] = {"1",  "25", "000",          ".",  ",",     "-",    "/",
                                       " ",  "kg", "bulan",        "٣",  "E+",    "@",    "a",
                                       "\n", "ة",  "\xe2\x80\xae", "°C", "halal", "\xff", "(",
                                       "😀"};
  guint n;
  const EtaField *fields = eta_fields (&n);

  for (guint i = 0; i < 20000; i++) {
    const EtaField *field = &fields[g_test_rand_int_range (0, (gint32)n)];
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *out = NULL, *again = NULL;
    g_autoptr (GError) error = NULL;

    for (int k = g_test_rand_int_range (0, 7); k > 0; k--)
      g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
    if (!eta_check_value (field, text->str, &out, &error)) {
      g_assert_cmpstr (error->message, !=, "");
      continue;
    }
    /* Canonical text is its own canonical text. */
    g_assert_true (eta_check_value (field, out, &again, &error));
    if (g_strcmp0 (out, again) != 0)
      g_error ("%s: “%s”, then “%s”", field->id, out, again);
  }
}

static void
test_point (void)
{
  static const Case cases[] = {
      {"map_point", "-7.9135,113.8215", "-7.9135,113.8215"},
      {"map_point", " -7.9135 , 113.8215 ", "-7.9135,113.8215"},
      {"map_point", "-7.9135 113.8215", "-7.9135,113.8215"},
      {"map_point", "7.9135° S, 113.8215° E", "-7.9135,113.8215"},
      {"map_point", "7.9135 LS 113.8215 BT", "-7.9135,113.8215"},
      {"map_point", "-7,9135; 113,8215", "-7.9135,113.8215"},
      {"map_point", "-7,9135 113,8215", "-7.9135,113.8215"},
      {"map_point", "−7.5,110", "-7.5,110.0"},
      {"map_point", "-7,110", "-7.0,110.0"},
      {"map_point", "-7.12345678,113.1", "-7.123456,113.1"},
      {"map_point", "https://maps.example/place/@-7.9135,113.8215,15z/data=3", "-7.9135,113.8215"},
      {"map_point", "https://maps.example/?q=-7.9135,113.8215", "-7.9135,113.8215"},
      {"map_point", "-0.5,113", "-0.5,113.0"},
      {"map_point", "", NULL},
      {"map_point", "113.8215,-7.9135", "!latitude comes first"},
      {"map_point", "113.8 E, 7.9 S", "!no point"},
      {"map_point", "95,190", "!not on the earth"},
      {"map_point", "-7.9135", "!no point"},
      {"map_point", "Bondowoso", "!no point"},
      {"map_point", "99999999999999999999,1", "!no point"},
      {"map_point", "https://example.org/", "!no point"},
      {"map_point", "-7.9135,113.8215 near the mosque", "!no point"},
  };

  run (cases, G_N_ELEMENTS (cases), ETA_FIELD_OF_PRODUCER);
}

static void
test_offer (void)
{
  static const char *const cases[][3] = {
      {"gtin", "899123456789", "8991234567891"},
      {"gtin", "899-1234-56789", "8991234567891"},
      {"gtin", "03600029145", "036000291452"},
      {"gtin", "8991234567890", NULL}, /* mistyped: nobody knows which digit */
      {"gtin", "8.99123E+12", NULL},
      {"gtin", "abc", NULL},
      {"hs", "899123456789", NULL},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *offer =
        eta_check_offer (eta_field_find (ETA_FIELD_OF_PRODUCT, cases[i][0]), cases[i][1]);
    g_assert_cmpstr (offer, ==, cases[i][2]);
  }
}

static void
test_options (void)
{
  static const char *const cases[][2] = {
      {"Size=250 g;Colour=black", "Size=250 g; Colour=black"},
      {" Ukuran = L ; ; Warna=hitam;", "Ukuran=L; Warna=hitam"},
      {"", NULL},
      {"250 g", "!say what differs"},
      {"Size=", "!say what differs"},
      {"=250 g", "!say what differs"},
      {"Size=1; size=2", "!twice"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *out = NULL;
    g_autoptr (GError) error = NULL;
    gboolean ok = eta_check_options (cases[i][0], &out, &error);

    if (cases[i][1] && cases[i][1][0] == '!')
      g_assert_nonnull (strstr (error->message, cases[i][1] + 1));
    else
      g_assert_true (ok);
    if (ok)
      g_assert_cmpstr (out, ==, cases[i][1]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/gtin", test_gtin);
  g_test_add_func ("/check/hs", test_hs);
  g_test_add_func ("/check/numbers", test_numbers);
  g_test_add_func ("/check/texts", test_texts);
  g_test_add_func ("/check/contacts", test_contacts);
  g_test_add_func ("/check/dates", test_dates);
  g_test_add_func ("/check/product", test_product);
  g_test_add_func ("/check/product-raw", test_product_raw);
  g_test_add_func ("/check/random", test_random);
  g_test_add_func ("/check/point", test_point);
  g_test_add_func ("/check/offer", test_offer);
  g_test_add_func ("/check/options", test_options);
  return g_test_run ();
}
