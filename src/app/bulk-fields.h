/* What can be changed for many products at once: the fields of the product page by its sections,
 * the texts in each language, prices, the producer and the review. */
#pragma once

#include "catalog/bulk.h"

G_BEGIN_DECLS

typedef struct {
  EtaBulkKind kind;
  const EtaField *field; /* SET */
  const char *address;   /* SET; of a text without its language */
} EtaBulkField;

typedef struct {
  const char *title; /* msgid */
  GArray *fields;    /* EtaBulkField */
} EtaBulkSection;

/* All sections. */
const EtaBulkSection *eta_bulk_sections (guint *n);
/* What FIELD is called. Translated, borrowed. */
const char *eta_bulk_field_title (const EtaBulkField *field);

G_END_DECLS
