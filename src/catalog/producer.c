#include "catalog/producer.h"

#include "catalog/members.h"
#include "catalog/product.h"

#define TEXT(member) G_STRUCT_OFFSET (EtaProducer, member)

static const gsize texts[] = {
    TEXT (id),      TEXT (name),     TEXT (pesantren), TEXT (person),  TEXT (address),
    TEXT (regency), TEXT (province), TEXT (country),   TEXT (phone),   TEXT (whatsapp),
    TEXT (email),   TEXT (website),  TEXT (map_point), TEXT (nib),     TEXT (npwp),
    TEXT (opop),    TEXT (logo),     TEXT (package),   TEXT (created), TEXT (changed),
};

EtaProducer *
eta_producer_new (void)
{
  EtaProducer *producer = g_atomic_rc_box_new0 (EtaProducer);

  producer->id = g_uuid_string_random ();
  producer->country = g_strdup ("ID");
  producer->words = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_words_free);
  producer->certificates = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_certificate_free);
  producer->evidence = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_evidence_free);
  return producer;
}

EtaProducer *
eta_producer_copy (const EtaProducer *producer)
{
  EtaProducer *copy = g_atomic_rc_box_dup (sizeof *producer, (EtaProducer *)producer);

  eta_members_dup (copy, texts, G_N_ELEMENTS (texts));
  copy->words = eta_members_dup_array (producer->words, (EtaMemberCopy)eta_words_copy,
                                       (GDestroyNotify)eta_words_free);
  copy->certificates =
      eta_members_dup_array (producer->certificates, (EtaMemberCopy)eta_certificate_copy,
                             (GDestroyNotify)eta_certificate_free);
  copy->evidence = eta_members_dup_array (producer->evidence, (EtaMemberCopy)eta_evidence_copy,
                                          (GDestroyNotify)eta_evidence_free);
  return copy;
}

EtaProducer *
eta_producer_ref (const EtaProducer *producer)
{
  return g_atomic_rc_box_acquire ((EtaProducer *)producer);
}

static void
clear (gpointer data)
{
  EtaProducer *producer = data;

  eta_members_clear (producer, texts, G_N_ELEMENTS (texts));
  g_ptr_array_unref (producer->words);
  g_ptr_array_unref (producer->certificates);
  g_ptr_array_unref (producer->evidence);
}

void
eta_producer_unref (EtaProducer *producer)
{
  if (producer)
    g_atomic_rc_box_release_full (producer, clear);
}

const char *
eta_producer_name (const EtaProducer *producer, const char *lang)
{
  const EtaWords *words = eta_words_find (producer->words, lang);

  if (words && words->name)
    return words->name;
  return producer->name ? producer->name : "";
}
