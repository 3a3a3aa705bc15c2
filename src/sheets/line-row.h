/* One product of a line sheet: photo, name and codes, price ladder, case pack, and what an order
 * has to keep to. A buyer who reads it need not ask for price or minimum. */
#pragma once

#include "sheets/assembly.h"

G_BEGIN_DECLS

/* What stands on top of the sheet once when it is the same for all products. */
typedef enum {
  ETA_LINE_DELIVERY,
  ETA_LINE_VALID,
  ETA_LINE_PORT,
  ETA_LINE_PAYMENT,
  ETA_LINE_SAMPLE,
  ETA_LINE_N_TERMS,
} EtaLineTerm;

typedef struct {
  char *values[ETA_LINE_N_TERMS];     /* as printed; NULL: nobody says it */
  gboolean differs[ETA_LINE_N_TERMS]; /* then it stands in the rows */
  char *incoterm;                     /* of the common delivery, or NULL */
  const EtaProducer *publisher;       /* whose name needs no saying; borrowed, or NULL */
} EtaLineTerms;

void eta_line_terms_clear (EtaLineTerms *terms);
/* Takes PRODUCT's terms into account. */
void
eta_line_terms_add (EtaLineTerms *terms, const EtaComposer *composer, const EtaSheetInput *input);
/* The box with what is common, WIDTH wide; NULL when nothing is. Transfer full. */
EtaBlock *
eta_line_terms_block (const EtaLineTerms *terms, const EtaComposer *composer, double width);

/* The heads over the columns. Transfer full. */
EtaBlock *eta_line_heads (const EtaComposer *composer);
/* The product's row; never cut. Transfer full. */
EtaBlock *eta_line_row (EtaAssembly *assembly, const EtaLineTerms *terms);

G_END_DECLS
