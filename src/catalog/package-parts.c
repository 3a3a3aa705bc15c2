#include "catalog/package-format.h"

static void
visit_certificates (const GPtrArray *certificates, EtaPictureVisit visit, gpointer data)
{
  for (guint i = 0; i < certificates->len; i++) {
    const EtaCertificate *certificate = certificates->pdata[i];

    if (certificate->scan)
      visit (certificate->scan, data);
  }
}

static void
visit_evidence (const GPtrArray *all, EtaPictureVisit visit, gpointer data)
{
  for (guint i = 0; i < all->len; i++) {
    const EtaEvidence *evidence = all->pdata[i];

    if (evidence->file)
      visit (evidence->file, data);
  }
}

void
eta_product_visit_pictures (const EtaProduct *product, EtaPictureVisit visit, gpointer data)
{
  for (guint i = 0; i < product->photos->len; i++) {
    const EtaPhoto *photo = product->photos->pdata[i];

    if (photo->sha256)
      visit (photo->sha256, data);
  }
  visit_certificates (product->certificates, visit, data);
  visit_evidence (product->evidence, visit, data);
}

void
eta_producer_visit_pictures (const EtaProducer *producer, EtaPictureVisit visit, gpointer data)
{
  if (producer->logo)
    visit (producer->logo, data);
  visit_certificates (producer->certificates, visit, data);
  visit_evidence (producer->evidence, visit, data);
}
