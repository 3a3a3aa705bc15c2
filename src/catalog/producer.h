/* A producer: a pesantren (or one of its units) that makes and sells. Same rules as EtaProduct:
 * read-only once handed on; change a copy. */
#pragma once

#include "catalog/certificate.h"
#include "catalog/words.h"

G_BEGIN_DECLS

typedef struct {
  char *id;        /* UUID */
  char *name;      /* of the unit: "Kopontren Nurul Falah" */
  char *pesantren; /* of the school, when it differs */
  char *person;    /* whom a buyer speaks to */
  char *address;
  char *regency;  /* "Bondowoso" */
  char *province; /* "East Java" is printed by language: data key "jawa_timur" or free text */
  char *country;  /* ISO 3166-1 alpha-2 */
  char *phone;    /* E.164, "+62…" */
  char *whatsapp; /* E.164 */
  char *email;
  char *website;
  char *map_point; /* "-7.9135,113.8215" or NULL */
  char *nib;       /* business number, 13 digits */
  char *npwp;      /* tax number */
  char *opop;      /* OPOP number */
  char *logo;      /* SHA-256 in the album, or NULL */
  char *package;   /* name and date of the package it came from, or NULL */
  char *created;
  char *changed;
  GPtrArray *words;        /* EtaWords: name (printed name in that language), summary, story */
  GPtrArray *certificates; /* EtaCertificate */
  GPtrArray *evidence;     /* EtaEvidence (product.h) */
} EtaProducer;

EtaProducer *eta_producer_new (void);
EtaProducer *eta_producer_copy (const EtaProducer *producer);
EtaProducer *eta_producer_ref (const EtaProducer *producer);
void eta_producer_unref (EtaProducer *producer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaProducer, eta_producer_unref)

/* The name as printed in LANG: its own words there, else name. Borrowed. */
const char *eta_producer_name (const EtaProducer *producer, const char *lang);

G_END_DECLS
