/* Products for the tests of src/ready, made from a line of text. */
#pragma once

#include "catalog/fields.h"
#include "ready/verdict.h"

#include <string.h>

/* Sets "category=coffee", "hs=090121", "ingredients.id=…", "evidence-key=value",
 * "halal=NUMBER|ISSUED|ENDS", "producer.nib=…", parted by ";". */
static inline void
goods_set (EtaProduct *product, EtaProducer *producer, const char *spec)
{
  g_auto (GStrv) parts = g_strsplit (spec, ";", -1);

  for (char **part = parts; *part; part++) {
    g_auto (GStrv) pair = g_strsplit (g_strstrip (*part), "=", 2);
    g_autoptr (GError) error = NULL;

    if (!pair[0] || !pair[1])
      continue;
    if (strchr (pair[1], '|')) {
      g_auto (GStrv) cells = g_strsplit (pair[1], "|", 4);
      EtaCertificate *certificate = eta_certificate_new ();
      eta_set_text (&certificate->kind, pair[0]);
      eta_set_text (&certificate->number, cells[0]);
      eta_set_text (&certificate->issued, cells[1]);
      eta_set_text (&certificate->expires, cells[2]);
      eta_set_text (&certificate->issuer, "BPJPH");
      if (cells[3])
        eta_set_text (&certificate->flag, cells[3]);
      g_ptr_array_add (product->certificates, certificate);
    } else if (g_str_has_prefix (pair[0], "producer.")) {
      eta_field_set (eta_field_find (ETA_FIELD_OF_PRODUCER, pair[0] + 9), producer, pair[1],
                     &error);
    } else if (eta_evidence_row (pair[0]) >= 0 && !g_str_equal (pair[0], "ingredients") &&
               !g_str_equal (pair[0], "allergens")) {
      EtaEvidence *evidence = eta_evidence_new (pair[0]);
      eta_set_text (&evidence->value, pair[1]);
      g_ptr_array_add (product->evidence, evidence);
    } else {
      eta_product_set (product, pair[0], pair[1], &error);
    }
    g_assert_no_error (error);
  }
}

static inline EtaFacts *
goods_facts (const char *spec, const char *more)
{
  g_autoptr (EtaProduct) product = eta_product_new ();
  g_autoptr (EtaProducer) producer = eta_producer_new ();

  goods_set (product, producer, spec);
  goods_set (product, producer, more);
  return eta_facts_new (product, producer);
}
