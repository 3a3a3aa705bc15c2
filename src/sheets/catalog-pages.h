/* The catalog from inside: which page is what, and the pages that are not products. Private to
 * sheets. A page can be made at any time, without those before it. */
#pragma once

#include "sheets/assembly.h"

G_BEGIN_DECLS

/* The parts, in the order in which they are printed; their names are in catalog_part_names and in
 * templates. */
typedef enum {
  ETA_PIECE_COVER,
  ETA_PIECE_ABOUT,
  ETA_PIECE_CONTENTS,
  ETA_PIECE_SECTIONS,
  ETA_PIECE_PRODUCTS,
  ETA_PIECE_PRICES,
  ETA_PIECE_COMPARISON,
  ETA_PIECE_LOGISTICS,
  ETA_PIECE_CERTIFICATES,
  ETA_PIECE_ORDER,
  ETA_PIECE_NOTES,
  ETA_PIECE_BACK,
  ETA_N_PIECES,
} EtaPieceKind;

/* One page. */
typedef struct {
  EtaPieceKind kind;
  guint part;     /* how many of its kind go before; sections: which section */
  guint first, n; /* products: which ones; tables: N more stand under this one */
} EtaPiece;

/* A line of the contents: a product, a section, or another part. */
typedef struct {
  EtaPieceKind kind; /* ETA_N_PIECES: an empty line */
  guint index;       /* of the product or section */
} EtaContentsLine;

typedef struct {
  const EtaComposer *composer;
  EtaCatalogSource source;
  EtaCatalogOptions options;
  const char *const *parts;
  char *title;            /* as printed */
  EtaProducer *publisher; /* or NULL: many producers and none before the others */
  EtaSheetInput first;    /* the first product, for the cover */
  guint per_page;
  GArray *pieces;                  /* EtaPiece, one a page */
  GArray *page_of;                 /* guint: the page (0-based) of each product */
  GArray *contents;                /* EtaContentsLine */
  guint rows;                      /* lines of a list that go on a page, the head not counted */
  guint starts[ETA_N_PIECES];      /* page on which a part begins; 0: it is not there */
  GPtrArray *poured[ETA_N_PIECES]; /* EtaPage: text parts that were laid out, not yet given */
  GPtrArray *cells;                /* char **: of the tables, for each product that was seen */
} EtaCatalog;

gboolean eta_catalog_has (const EtaCatalog *catalog, EtaPieceKind kind);
/* The term of terms.tsv that heads the part; NULL for parts without a heading. */
const char *eta_catalog_title_key (EtaPieceKind kind);

/* Where the content of page INDEX (0: the cover) begins; the bound edge changes sides. */
double eta_catalog_margin (const EtaCatalog *catalog, guint index);
/* Top of the content and room downwards, header and footer left out. */
void eta_catalog_room (const EtaCatalog *catalog, double *top, double *height);
/* An empty page with its number and the catalog's title at the foot, and SECTION (may be NULL). */
EtaPage *eta_catalog_page_new (const EtaCatalog *catalog, guint index, const char *section);
/* The heading of a part over the whole width; PART > 0: it goes on. Returns its height. */
double eta_catalog_add_heading (
    const EtaCatalog *catalog, EtaPage *page, guint index, EtaPieceKind kind, guint part);
/* The same further down the page. */
double eta_catalog_add_heading_at (
    const EtaCatalog *catalog, EtaPage *page, guint index, EtaPieceKind kind, guint part, double y);
/* Anchors; transfer full. */
char *eta_catalog_anchor (guint product);
char *eta_catalog_section_anchor (guint section);
const char *eta_catalog_part_anchor (EtaPieceKind kind);

/* Name of product INDEX as printed. Transfer full. */
char *eta_catalog_name_of (const EtaCatalog *catalog, guint index, GError **error);
gboolean
eta_catalog_load (const EtaCatalog *catalog, guint index, EtaSheetInput *input, GError **error);

/* --- Lists ------------------------------------------------------------------------------------ */

/* The height of a line, and how many go on a page. */
double eta_catalog_line_height (const EtaComposer *composer);
guint eta_catalog_count_rows (const EtaCatalog *catalog);
/* Name, a line that leads the eye, page number; BOX is a link to ANCHOR. BOLD for headings. */
void eta_catalog_add_line (const EtaCatalog *catalog,
                           EtaBlock *block,
                           const char *name,
                           guint page,
                           const char *anchor,
                           gboolean bold,
                           EtaRect box);

/* --- Pages ------------------------------------------------------------------------------------ */

EtaPage *eta_catalog_cover (const EtaCatalog *catalog);
EtaPage *eta_catalog_back (const EtaCatalog *catalog, guint index);
EtaPage *eta_catalog_notes (const EtaCatalog *catalog, guint index);
EtaPage *eta_catalog_contents (const EtaCatalog *catalog, guint index, guint part, GError **error);
EtaPage *
eta_catalog_section (const EtaCatalog *catalog, guint index, guint section, GError **error);
/* A page of the price list, the comparison or the logistics, or with all of them. */
EtaPage *eta_catalog_table (EtaCatalog *catalog, guint index, GError **error);
/* Keeps what the tables say of product INDEX, so that it need not be loaded again. */
void eta_catalog_keep_cells (EtaCatalog *catalog, guint index, const EtaSheetInput *input);
guint eta_catalog_n_cells (const EtaCatalog *catalog);

/* --- Text that is poured: about, certificates, how to order ----------------------------------- */

/* Lays KIND out from page INDEX on; EtaPage, empty when there is nothing to say. Transfer full. */
GPtrArray *eta_catalog_pour (const EtaCatalog *catalog, EtaPieceKind kind, guint index);
/* Whether there is any certificate to list. */
gboolean eta_catalog_has_papers (const EtaCatalog *catalog);
/* The producers, or the publisher alone. */
guint eta_catalog_n_producers (const EtaCatalog *catalog);
const EtaProducer *eta_catalog_producer (const EtaCatalog *catalog, guint index);
/* The publisher's code, SIDE high, its upper end edge at X, Y. Returns the height it takes. */
double
eta_catalog_add_code (const EtaCatalog *catalog, EtaBlock *block, double x, double y, double side);

G_END_DECLS
