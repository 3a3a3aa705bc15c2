/* Before printing: what would look wrong on the sheet of a product, and what to do about it. It
 * warns; the user decides. Rules: DESIGN §5. */
#pragma once

#include "sheets/input.h"

G_BEGIN_DECLS

/* Fewer px per inch than this look coarse on paper. */
#define ETA_PREFLIGHT_PPI 150

typedef struct {
  char *product_id; /* UUID */
  char *sku;        /* or NULL */
  char *field;  /* address as in catalog/fields.h: "name.ar", "hs", "price.usd"; "photo.2" is the
                   second photo, "certificate.1" the first certificate, "producer.whatsapp" a
                   field of the producer, "link" the listing's address */
  char *lang;   /* language of the sheet */
  char *what;   /* sentence in the user's language */
  char *remedy; /* sentence in the user's language */
} EtaPreflightRemark;

void eta_preflight_remark_free (EtaPreflightRemark *remark);

/* Remarks on INPUT as OPTIONS would print it, in the order of the sheet; empty when all is well.
 * With the template of a line sheet also what a buyer would have to ask for; with that of a catalog
 * or of labels the photos are measured as they are there. "Today" is OPTIONS->edition. Transfer
 * full, EtaPreflightRemark. NULL only when the sheet cannot be laid out at all (ETA_SHEETS_ERROR
 * FONT, INPUT). */
GPtrArray *
eta_preflight (const EtaSheetInput *input, const EtaSheetOptions *options, GError **error);
/* The same for a product of a catalog, whose pages may hold several. */
GPtrArray *eta_preflight_catalog (const EtaSheetInput *input,
                                  const EtaCatalogOptions *options,
                                  GError **error);

G_END_DECLS
