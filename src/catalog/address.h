/* The parts of eta_product_get and eta_product_set (catalog/fields.h), one file for each kind of
 * address. */
#pragma once

#include "catalog/fields.h"

G_BEGIN_DECLS

typedef struct {
  char **parts; /* "carton", "gross" */
  guint n;
  const char *hint; /* behind "@": what a bare value means; NULL when there is none. Borrowed. */
} EtaAddress;

/* The fields of a part of a product, by which it is read and checked. */
const EtaField *eta_address_member (const EtaField *fields, gsize n, const char *id);
/* "40" under "…@cm" is "40 cm"; a value with a unit of its own keeps it. Transfer full. */
char *eta_address_with_unit (const char *text, const char *hint);
/* Sets NOT_FOUND; always FALSE. */
gboolean eta_address_not_found (const char *address, GError **error);

/* address-price.c: price.CUR[.QUANTITY][.MEMBER] */
char *eta_address_get_price (const EtaProduct *product, const EtaAddress *address);
gboolean eta_address_set_price (EtaProduct *draft,
                                const EtaAddress *address,
                                const char *text,
                                GError **error);
/* address-pack.c: carton.MEMBER */
char *eta_address_get_pack (const EtaProduct *product, const EtaAddress *address);
gboolean eta_address_set_pack (EtaProduct *draft,
                               const EtaAddress *address,
                               const char *text,
                               GError **error);
/* address-evidence.c: evidence.KEY */
char *eta_address_get_evidence (const EtaProduct *product, const EtaAddress *address);
gboolean eta_address_set_evidence (EtaProduct *draft,
                                   const EtaAddress *address,
                                   const char *text,
                                   GError **error);

G_END_DECLS
