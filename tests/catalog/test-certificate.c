/* Where a certificate stands in time. */
#include "catalog/certificate.h"

static void
test_term (void)
{
  g_autoptr (EtaCertificate) certificate = eta_certificate_new ();
  static const struct {
    const char *today;
    EtaCertificateTerm term;
  } cases[] = {
      {"2026-10-01", ETA_CERTIFICATE_RUNS},      {"2026-10-02", ETA_CERTIFICATE_ENDS_SOON},
      {"2026-12-31", ETA_CERTIFICATE_ENDS_SOON}, {"2027-01-01", ETA_CERTIFICATE_ENDED},
      {"no day", ETA_CERTIFICATE_RUNS},
  };

  g_assert_cmpint (eta_certificate_term (certificate, "2026-11-25"), ==, ETA_CERTIFICATE_RUNS);
  certificate->expires = g_strdup ("2026-12-31");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (eta_certificate_term (certificate, cases[i].today), ==, cases[i].term);
}

static void
test_flag_day (void)
{
  g_autoptr (EtaCertificate) certificate = eta_certificate_new ();

  g_assert_null (eta_certificate_flag_day (certificate));
  certificate->flag = g_strdup ("composition changed 2026-11-25");
  g_assert_cmpstr (eta_certificate_flag_day (certificate), ==, "2026-11-25");
  g_free (certificate->flag);
  certificate->flag = g_strdup ("something else");
  g_assert_null (eta_certificate_flag_day (certificate));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/certificate/term", test_term);
  g_test_add_func ("/certificate/flag-day", test_flag_day);
  return g_test_run ();
}
