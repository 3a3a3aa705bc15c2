#include "sheets/codes.h"

#include "sheets/error.h"
#include "tools.h"

#define ADDRESS "https://example.org/p/KOPI-01?lang=ar&utm=katalog-2026"

static EtaTypesetter *setter;

static EtaPage *
code_page (EtaCode *code, EtaRect box)
{
  EtaPage *page = eta_page_new (300, 300, "en", ETA_DIRECTION_LTR);
  g_autoptr (GError) error = NULL;

  eta_page_add_code (page, code, box, &error);
  g_assert_no_error (error);
  return page;
}

/* What a scanner reads from the page at DPI; NULL with the test skipped. */
static char *
scan (EtaCode *code, EtaRect box, int dpi)
{
  g_autofree char *pdf =
      tools_pdf ("code.pdf", &(EtaDocument){0}, code_page (code, box), ETA_PDF_PRINT);
  g_autofree char *stem = tools_path ("code");
  g_autofree char *png = tools_path ("code.png");
  g_autofree char *command = g_strdup_printf ("pdftoppm -r %d -png -singlefile @ %s", dpi, stem);
  g_autofree char *list = tools_run ("pdfimages -list @", pdf);
  g_autofree char *said = tools_run (command, pdf);

  if (!said || !list)
    return NULL;
  g_assert_null (strstr (list, " image ")); /* drawn, not a picture */
  return g_strchomp (tools_run ("zbarimg -q --nodbus --raw @", png));
}

/* B18. */
static void
test_qr (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaCode) code = eta_code_new_qr (ADDRESS, &error);
  g_autofree char *got = NULL;
  guint n_bars, dark = 0;
  const EtaCodeBar *bars;

  g_assert_no_error (error);
  g_assert_cmpint (eta_code_width (code), ==, 41);
  g_assert_cmpint (eta_code_height (code), ==, 41);
  g_assert_cmpfloat_with_epsilon (eta_code_smallest (code), 16.4, 1e-6);
  bars = eta_code_bars (code, &n_bars);
  for (guint i = 0; i < n_bars; i++) {
    g_assert_cmpint (bars[i].x, >=, 4);
    g_assert_cmpint (bars[i].y, >=, 4);
    g_assert_cmpint (bars[i].x + bars[i].width, <=, 37);
    g_assert_cmpint (bars[i].y + bars[i].height, <=, 37);
    dark += bars[i].width * bars[i].height;
  }
  g_assert_cmpuint (n_bars, <, dark / 2);
  got = scan (code, (EtaRect){20, 20, 25 * ETA_MM, 25 * ETA_MM}, 200);
  if (got)
    g_assert_cmpstr (got, ==, ADDRESS);
}

static void
test_qr_too_small (void)
{
  g_autoptr (EtaCode) code = eta_code_new_qr (ADDRESS, NULL);
  g_autoptr (EtaPage) page = eta_page_new (300, 300, "en", ETA_DIRECTION_LTR);
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_code_check_width (code, 16.4, &error));
  g_assert_false (eta_page_add_code (page, code, (EtaRect){0, 0, 45, 45}, &error));
  g_assert_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_CODE);
  g_assert_nonnull (strstr (error->message, "16.4 mm"));
}

static void
test_qr_refused (void)
{
  g_autofree char *endless = g_strnfill (3000, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_null (eta_code_new_qr ("", &error));
  g_assert_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_CODE);
  g_clear_error (&error);
  g_assert_null (eta_code_new_qr (NULL, &error));
  g_clear_error (&error);
  g_assert_null (eta_code_new_qr (endless, &error));
  g_assert_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_CODE);
  g_assert_cmpuint (strlen (error->message), <, 200);
}

/* A message in Arabic, as behind wa.me links. */
static void
test_qr_arabic (void)
{
  g_autoptr (EtaCode) code = eta_code_new_qr ("قهوة أرابيكا", NULL);
  g_autofree char *got = scan (code, (EtaRect){20, 20, 80, 80}, 200);

  if (got)
    g_assert_cmpstr (got, ==, "قهوة أرابيكا");
}

/* B19: read back by a scanner, at the nominal and at the least size. */
static void
test_ean (void)
{
  static const struct {
    const char *digits, *read;
    int width;
  } all[] = {
      {"8991234567891", "8991234567891", 113},
      {"4006381333931", "4006381333931", 113},
      {"96385074", "96385074", 81},
      {"036000291452", "0036000291452", 113}, /* a scanner says it as EAN-13 */
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (EtaCode) code = eta_code_new_ean (setter, all[i].digits, &error);
    double width;
    g_autofree char *got = NULL, *small = NULL;
    GString *digits = g_string_new (NULL);
    EtaText *text;
    double x, y;

    g_assert_no_error (error);
    g_assert_cmpint (eta_code_width (code), ==, all[i].width);
    for (guint n = 0; (text = eta_code_digits (code, n, &x, &y)); n++)
      g_string_append (digits, eta_text_string (text));
    g_assert_cmpstr (digits->str, ==, all[i].digits);
    g_string_free (digits, TRUE);

    width = all[i].width * ETA_EAN_MODULE * ETA_MM;
    got = scan (code, (EtaRect){20, 20, width, width}, 300);
    width = eta_code_smallest (code) * ETA_MM;
    small = scan (code, (EtaRect){20, 20, width, width}, 300);
    if (!got || !small)
      return;
    g_assert_cmpstr (got, ==, all[i].read);
    g_assert_cmpstr (small, ==, all[i].read);
  }
}

static void
test_ean_refused (void)
{
  static const struct {
    const char *digits, *why;
  } all[] = {{"8991234567890", " 1."},
             {"4780000000000", " 7."},
             {"899123456789", NULL},
             {"12345", NULL},
             {"", NULL},
             {"899123456789x", NULL}};

  for (guint i = 0; i < G_N_ELEMENTS (all); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (eta_code_new_ean (setter, all[i].digits, &error));
    g_assert_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_CODE);
    if (all[i].why)
      g_assert_nonnull (strstr (error->message, all[i].why));
  }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  setter = eta_typesetter_new (NULL);
  g_assert_nonnull (setter);
  g_test_add_func ("/codes/qr", test_qr);
  g_test_add_func ("/codes/qr-too-small", test_qr_too_small);
  g_test_add_func ("/codes/qr-refused", test_qr_refused);
  g_test_add_func ("/codes/qr-arabic", test_qr_arabic);
  g_test_add_func ("/codes/ean", test_ean);
  g_test_add_func ("/codes/ean-refused", test_ean_refused);
  result = g_test_run ();
  eta_typesetter_free (setter);
  tools_clean ();
  return result;
}
