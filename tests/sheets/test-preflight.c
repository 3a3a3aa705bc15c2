#include "sheets/preflight.h"

#include <glib/gstdio.h>

#include "products.h"
#include "tools.h"

#define TODAY "2026-11-25"

/* A photo that is there, 600 × 450 px. */
static char *
small_photo (const char *sha256, gpointer data)
{
  char *path = tools_path ("small.jpg");

  if (!g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_autoptr (GBytes) bytes = tools_quarters (600, 450, FALSE);
    g_free (tools_save ("small.jpg", bytes));
  }
  return path;
}

static char *
large_photo (const char *sha256, gpointer data)
{
  g_autofree char *name = g_strdup_printf ("large-%c.jpg", sha256[0]);
  char *path = tools_path (name);

  if (!g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_autoptr (GBytes) bytes = tools_quarters (2048, 1536, FALSE);
    g_free (tools_save (name, bytes));
  }
  return path;
}

static GPtrArray *
check (EtaProduct *product, EtaProducer *producer, const char *lang, EtaPhotoPath path)
{
  EtaSheetInput input = {.product = product, .producer = producer, .photo_path = path};
  EtaSheetOptions options = {.lang = lang, .edition = TODAY};
  g_autoptr (GError) error = NULL;
  GPtrArray *remarks = eta_preflight (&input, &options, &error);

  g_assert_no_error (error);
  return remarks;
}

static EtaPreflightRemark *
find (const GPtrArray *remarks, const char *field)
{
  for (guint i = 0; i < remarks->len; i++) {
    EtaPreflightRemark *remark = remarks->pdata[i];
    if (strcmp (remark->field, field) == 0)
      return remark;
  }
  return NULL;
}

/* What is said of FIELD. */
static const char *
said (const GPtrArray *remarks, const char *field)
{
  const EtaPreflightRemark *remark = find (remarks, field);

  if (!remark)
    g_error ("no remark on %s", field);
  return remark->what;
}

static void
assert_says (const GPtrArray *remarks, const char *field, const char *words)
{
  const char *what = said (remarks, field);

  if (!strstr (what, words))
    g_error ("%s: “%s” is not in “%s”", field, words, what);
}

/* A whole product in each language: only the certificate that ended in June is told of. */
static void
test_full (void)
{
  static const char *const languages[] = {"en", "id", "ar"};

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++) {
    g_autoptr (EtaProduct) product = full_product ();
    g_autoptr (EtaProducer) producer = full_producer ();
    g_autoptr (GPtrArray) remarks = check (product, producer, languages[i], large_photo);
    const EtaPreflightRemark *remark = find (remarks, "certificate.2");

    for (guint r = 0; r < remarks->len; r++)
      g_test_message ("%s: %s", ((EtaPreflightRemark *)remarks->pdata[r])->field,
                      ((EtaPreflightRemark *)remarks->pdata[r])->what);
    g_assert_cmpuint (remarks->len, ==, 1);
    assert_says (remarks, "certificate.2", "2026-06-01");
    g_assert_nonnull (remark);
    g_assert_cmpstr (remark->remedy, !=, "");
    g_assert_cmpstr (remark->sku, ==, "KOPI-AR-250");
    g_assert_cmpstr (remark->product_id, ==, product->id);
    g_assert_cmpstr (remark->lang, ==, languages[i]);
  }
}

static void
test_empty (void)
{
  g_autoptr (EtaProduct) product = empty_product ();
  g_autoptr (GPtrArray) remarks = check (product, NULL, "de", NULL);

  assert_says (remarks, "photo", "no photo");
  assert_says (remarks, "name.de", "not written");
  assert_says (remarks, "summary.de", "not written");
  assert_says (remarks, "story.de", "not written");
  assert_says (remarks, "price", "no price");
  assert_says (remarks, "producer.whatsapp", "no producer");
  g_assert_null (find (remarks, "ingredients.de")); /* written nowhere: perhaps it needs none */
}

/* What is written in one language only is missing in the others. */
static void
test_translation (void)
{
  g_autoptr (EtaProduct) product = full_product ();
  g_autoptr (GPtrArray) remarks = NULL;

  eta_set_text (&eta_words_ensure (product->words, "ar")->ingredients, NULL);
  eta_set_text (&eta_words_ensure (product->words, "ar")->story, NULL);
  remarks = check (product, NULL, "ar", large_photo);
  assert_says (remarks, "ingredients.ar", "another language");
  assert_says (remarks, "story.ar", "not written");
  g_assert_null (find (remarks, "name.ar"));
}

static void
test_photos (void)
{
  g_autoptr (EtaProduct) product = full_product ();
  g_autoptr (GPtrArray) missing = check (product, NULL, "en", paper_photo);
  g_autoptr (GPtrArray) small = NULL;
  g_autofree char *name = g_strnfill (64, 'a');
  int ppi = 0;

  assert_says (missing, "photo.1", "missing");
  assert_says (missing, "photo.3", "missing");
  g_ptr_array_set_size (product->photos, 0);
  g_ptr_array_add (product->photos, eta_photo_new (name, 600, 450));
  small = check (product, NULL, "en", small_photo);
  assert_says (small, "photo.1", "dots per inch");
  for (const char *p = said (small, "photo.1"); *p; p++)
    if (g_ascii_isdigit (*p))
      ppi = ppi * 10 + g_ascii_digit_value (*p);
  /* 600 px on 104.5 mm are 146 to the inch, fewer where it is cropped. */
  g_assert_cmpint (ppi, >, 100);
  g_assert_cmpint (ppi, <=, 146);
}

/* B07: exactly these three have no picture; the signs beside them have one. */
static void
test_glyphs (void)
{
  g_autoptr (EtaProduct) product = full_product ();
  g_autoptr (GPtrArray) remarks = NULL;

  eta_set_text (&eta_words_ensure (product->words, "en")->summary,
                "₹ 1.000 · ﷼ · \u20C1 · € · Rp 45.000 · ☕ 日本");
  eta_set_text (&product->brand, "資源");
  remarks = check (product, NULL, "en", large_photo);
  assert_says (remarks, "summary.en", "U+20C1 U+65E5 U+672C");
  assert_says (remarks, "brand", "U+8CC7 U+6E90");
}

static void
test_dates (void)
{
  g_autoptr (EtaProduct) product = full_product ();
  g_autoptr (GPtrArray) remarks = NULL;
  EtaPrice *price = product->prices->pdata[1];
  EtaCertificate *halal = product->certificates->pdata[0];

  eta_set_text (&price->valid_until, "2026-11-24");
  eta_set_text (&((EtaPrice *)product->prices->pdata[2])->valid_until, TODAY);
  eta_set_text (&halal->flag, "composition changed 2026-11-20");
  remarks = check (product, NULL, "en", large_photo);
  assert_says (remarks, "price.usd.2000", "2026-11-24");
  g_assert_null (find (remarks, "price.usd.5000")); /* today still counts */
  g_assert_null (find (remarks, "price.usd.500"));
  assert_says (remarks, "certificate.1", "composition changed");
}

static void
test_codes (void)
{
  g_autoptr (EtaProduct) product = full_product ();
  g_autoptr (GPtrArray) remarks = NULL;

  g_free (product->hs);
  product->hs = g_strdup ("0901");
  g_free (product->gtin);
  product->gtin = g_strdup ("8991234567890");
  remarks = check (product, NULL, "en", large_photo);
  assert_says (remarks, "hs", "0901");
  assert_says (remarks, "gtin", "8991234567890");
}

/* A code whose modules would be under 0.4 mm. */
static void
test_link (void)
{
  g_autoptr (EtaProduct) product = full_product ();
  g_autoptr (EtaProducer) producer = full_producer ();
  g_autofree char *tail = g_strnfill (300, 'x');
  g_autofree char *link = g_strconcat ("https://example.org/", tail, NULL);
  EtaSheetInput input = {
      .product = product, .producer = producer, .link = link, .photo_path = large_photo};
  EtaSheetOptions options = {.lang = "en", .edition = TODAY};
  g_autoptr (GPtrArray) remarks = eta_preflight (&input, &options, NULL);
  g_autoptr (GPtrArray) fine = NULL;

  assert_says (remarks, "link", "mm");
  input.link = "https://example.org/p/KOPI-01?lang=ar&utm=katalog-2026";
  fine = eta_preflight (&input, &options, NULL);
  g_assert_null (find (fine, "link"));
}

static void
test_currency (void)
{
  g_autoptr (EtaProduct) product = full_product ();
  EtaSheetInput input = {.product = product, .photo_path = large_photo};
  EtaSheetOptions options = {.lang = "en", .edition = TODAY, .currency = "JPY"};
  g_autoptr (GPtrArray) remarks = eta_preflight (&input, &options, NULL);

  assert_says (remarks, "price.jpy", "no price");
}

/* On a line sheet what a buyer would have to ask for is remarked; on a product sheet it is not. */
static void
test_line_sheet (void)
{
  g_autoptr (EtaProduct) product = full_product ();
  EtaSheetInput input = {.product = product, .photo_path = large_photo};
  EtaSheetOptions options = {.lang = "en", .edition = TODAY, .template = "line-sheet"};
  g_autoptr (GPtrArray) fine = eta_preflight (&input, &options, NULL);
  g_autoptr (GPtrArray) remarks = NULL, sheet = NULL;

  g_assert_null (find (fine, "moq"));
  product->moq = product->lead_time = 0;
  g_ptr_array_set_size (product->packs, 0);
  remarks = eta_preflight (&input, &options, NULL);
  assert_says (remarks, "moq", "minimum");
  assert_says (remarks, "lead_time", "lead time");
  assert_says (remarks, "carton.count", "carton");
  options.template = NULL;
  sheet = eta_preflight (&input, &options, NULL);
  g_assert_null (find (sheet, "moq"));
}

/* A photo that is sharp as one of six to a page is coarse when it fills half of one. */
static void
test_catalog (void)
{
  g_autoptr (EtaProduct) product = full_product ();
  EtaSheetInput input = {.product = product, .photo_path = large_photo};
  EtaCatalogOptions options = {.sheet = {.lang = "en", .edition = TODAY}, .per_page = 6};
  g_autoptr (GPtrArray) six = NULL, one = NULL;
  EtaPhoto *photo = product->photos->pdata[0];

  g_ptr_array_set_size (product->photos, 1);
  photo->width = 560;
  photo->height = 420;
  six = eta_preflight_catalog (&input, &options, NULL);
  g_assert_null (find (six, "photo.1"));
  options.per_page = 1;
  one = eta_preflight_catalog (&input, &options, NULL);
  assert_says (one, "photo.1", "dots per inch");
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheets/preflight/full", test_full);
  g_test_add_func ("/sheets/preflight/empty", test_empty);
  g_test_add_func ("/sheets/preflight/translation", test_translation);
  g_test_add_func ("/sheets/preflight/photos", test_photos);
  g_test_add_func ("/sheets/preflight/glyphs", test_glyphs);
  g_test_add_func ("/sheets/preflight/dates", test_dates);
  g_test_add_func ("/sheets/preflight/codes", test_codes);
  g_test_add_func ("/sheets/preflight/link", test_link);
  g_test_add_func ("/sheets/preflight/currency", test_currency);
  g_test_add_func ("/sheets/preflight/line-sheet", test_line_sheet);
  g_test_add_func ("/sheets/preflight/catalog", test_catalog);
  result = g_test_run ();
  tools_clean ();
  return result;
}
