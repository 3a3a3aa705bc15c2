#include "catalog/certificate.h"

#include "catalog/members.h"

#include <stdio.h>
#include <string.h>

static const gsize texts[] = {
    G_STRUCT_OFFSET (EtaCertificate, id),     G_STRUCT_OFFSET (EtaCertificate, kind),
    G_STRUCT_OFFSET (EtaCertificate, number), G_STRUCT_OFFSET (EtaCertificate, issuer),
    G_STRUCT_OFFSET (EtaCertificate, issued), G_STRUCT_OFFSET (EtaCertificate, expires),
    G_STRUCT_OFFSET (EtaCertificate, scan),   G_STRUCT_OFFSET (EtaCertificate, flag),
};

EtaCertificate *
eta_certificate_new (void)
{
  EtaCertificate *certificate = g_new0 (EtaCertificate, 1);

  certificate->id = g_uuid_string_random ();
  return certificate;
}

EtaCertificate *
eta_certificate_copy (const EtaCertificate *certificate)
{
  EtaCertificate *copy = g_memdup2 (certificate, sizeof *certificate);

  eta_members_dup (copy, texts, G_N_ELEMENTS (texts));
  return copy;
}

gboolean
eta_certificate_equal (const EtaCertificate *a, const EtaCertificate *b)
{
  return eta_members_equal (a, b, sizeof *a, texts, G_N_ELEMENTS (texts));
}

void
eta_certificate_free (EtaCertificate *certificate)
{
  if (!certificate)
    return;
  eta_members_clear (certificate, texts, G_N_ELEMENTS (texts));
  g_free (certificate);
}

static gboolean
read_day (const char *iso, GDate *date)
{
  int year, month, day;

  if (!iso || sscanf (iso, "%4d-%2d-%2d", &year, &month, &day) != 3 ||
      !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return TRUE;
}

EtaCertificateTerm
eta_certificate_term (const EtaCertificate *certificate, const char *today)
{
  GDate end, now;
  int left;

  if (!read_day (certificate->expires, &end) || !read_day (today, &now))
    return ETA_CERTIFICATE_RUNS;
  left = g_date_days_between (&now, &end);
  return left < 0                       ? ETA_CERTIFICATE_ENDED
         : left <= ETA_CERTIFICATE_SOON ? ETA_CERTIFICATE_ENDS_SOON
                                        : ETA_CERTIFICATE_RUNS;
}

const char *
eta_certificate_flag_day (const EtaCertificate *certificate)
{
  const char *space = certificate->flag ? strrchr (certificate->flag, ' ') : NULL;
  GDate date;

  return space && read_day (space + 1, &date) ? space + 1 : NULL;
}
