/* The pages of a catalog that are not products: cover, contents, price list, contact. */
#pragma once

#include "sheets/assembly.h"

G_BEGIN_DECLS

/* What the contents and the price list say of a product. */
typedef struct {
  char *name, *sku, *moq, *price; /* as printed; NULL when there is none */
} EtaCatalogLine;

void eta_catalog_line_clear (EtaCatalogLine *line);

typedef struct {
  const EtaComposer *composer;
  EtaCatalogSource source;
  EtaCatalogOptions options;
  char *title;            /* as printed */
  EtaProducer *publisher; /* or NULL */
  EtaSheetInput first;    /* the first product, for the cover */
  guint per_page;
  guint n_contents, n_products, n_prices, n_contact; /* pages of each kind, after the cover */
  guint contents_lines, price_lines;                 /* that go on one page */
  GArray *lines; /* EtaCatalogLine of the products that were laid out so far */
} EtaCatalog;

/* Where the content of page INDEX (0: the cover) begins; the bound edge changes sides. */
double eta_catalog_margin (const EtaCatalog *catalog, guint index);
/* Top of the content and room downwards, header and footer left out. */
void eta_catalog_room (const EtaCatalog *catalog, double *top, double *height);
/* Page (0-based) on which product INDEX stands. */
guint eta_catalog_page_of (const EtaCatalog *catalog, guint index);
/* An empty page with its number and the publisher at the foot. */
EtaPage *eta_catalog_page_new (const EtaCatalog *catalog, guint index);
/* The anchor of product INDEX. Transfer full. */
char *eta_catalog_anchor (guint index);

/* How many lines of the contents and of the price list go on a page. */
void eta_catalog_count_lines (EtaCatalog *catalog);

EtaPage *eta_catalog_cover (const EtaCatalog *catalog);
EtaPage *eta_catalog_contents (const EtaCatalog *catalog, guint index, guint part, GError **error);
EtaPage *eta_catalog_prices (const EtaCatalog *catalog, guint index, guint part);
EtaPage *eta_catalog_contact (const EtaCatalog *catalog, guint index);

G_END_DECLS
