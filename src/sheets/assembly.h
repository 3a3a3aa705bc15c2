/* The product sheet's parts: each turns what a product says into blocks and adds them to a column.
 * A part with nothing to say adds nothing. */
#pragma once

#include "sheets/composer.h"
#include "sheets/wording.h"

G_BEGIN_DECLS

typedef struct {
  const EtaComposer *composer;
  const EtaSheetInput *input;
  GPtrArray *heads; /* EtaBlock: table headings that other blocks refer to, owned */
  guint n_tables;
  double gap;           /* white over a part */
  double padding;       /* white over and under the words of a row */
  gboolean dense;       /* to save a page: the summary in the size of the story */
  gboolean summary_due; /* the summary did not fit beside the photo: it begins the story */
} EtaAssembly;

void
eta_assembly_init (EtaAssembly *assembly, const EtaComposer *composer, const EtaSheetInput *input);
void eta_assembly_clear (EtaAssembly *assembly);

/* Adds the part NAME ("story", "facts", "packing", "prices", "certificates") of a template. */
void eta_assembly_add (EtaAssembly *assembly, const char *name, EtaColumn *column);

/* Full width. Transfer full. */
EtaBlock *eta_assembly_header (EtaAssembly *assembly);
/* Over the continued pages: the product's name. */
EtaBlock *eta_assembly_again (EtaAssembly *assembly);
EtaBlock *eta_assembly_footer (EtaAssembly *assembly, guint page, guint n_pages);
/* Photos, name, summary and price box, at least PHOTO pt high. */
EtaBlock *eta_assembly_hero (EtaAssembly *assembly, double photo);

/* --- The parts one by one --------------------------------------------------------------------- */
void eta_assembly_story (EtaAssembly *assembly, EtaColumn *column);
void eta_assembly_facts (EtaAssembly *assembly, EtaColumn *column);
void eta_assembly_terms (EtaAssembly *assembly, EtaColumn *column);
void eta_assembly_prices (EtaAssembly *assembly, EtaColumn *column);
/* Whether all its currencies and deliveries go beside each other in that column. */
gboolean eta_assembly_prices_fit (EtaAssembly *assembly, const EtaColumn *column);
void eta_assembly_packing (EtaAssembly *assembly, EtaColumn *column);
void eta_assembly_certificates (EtaAssembly *assembly, EtaColumn *column);

/* The box with the price, MOQ, lead time and capacity; NULL when there is none of them. */
EtaBlock *eta_assembly_price_box (EtaAssembly *assembly, double width);
/* A photo of the product into BOX; FALSE when its file is not known. */
gboolean
eta_assembly_photo (EtaAssembly *assembly, EtaBlock *block, const EtaPhoto *photo, EtaRect box);

/* --- Tables ----------------------------------------------------------------------------------- */

typedef struct {
  double x, width;
  EtaAlign align;
} EtaCellPlace;

/* Divides WIDTH into N places by SHARES (parts of a whole), with gaps between. The first is aligned
 * at the start; the others at the end when FIGURES. */
void eta_assembly_places (
    EtaCellPlace *places, const int *shares, guint n, double width, double gap, gboolean figures);
/* Divides WIDTH by what the cells need: columns keep on one line as long as they can, and what is
 * left over is shared. */
void eta_assembly_fit_places (EtaAssembly *assembly,
                              EtaCellPlace *places,
                              guint n,
                              const char *const *heads,
                              const GPtrArray *rows,
                              double width,
                              double gap);
/* Heading KEY (NULL: none), a row of heads, then ROWS (GStrv, owned by the array; NULL-ended, "" is
 * an empty cell). */
void eta_assembly_table (EtaAssembly *assembly,
                         EtaColumn *column,
                         const char *key,
                         const EtaCellPlace *places,
                         guint n,
                         const char *const *heads,
                         const GPtrArray *rows);
/* Small and muted under a table. */
void eta_assembly_note (EtaAssembly *assembly, EtaColumn *column, const char *text);

G_END_DECLS
