#include "catalog/certificate.h"

#include "catalog/members.h"

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
