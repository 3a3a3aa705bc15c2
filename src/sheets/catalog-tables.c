/* Price list, comparison, logistics: one line a product, the columns as the template says. What a
 * product's line says is kept when its page is made, so that an export loads each product once. */
#include "catalog/check.h"
#include "sheets/catalog-pages.h"
#include "sheets/labels.h"
#include "sheets/loading.h"

#include <string.h>

typedef char *(*CellFunc) (const EtaComposer *c, const EtaSheetInput *input, const char *arg);

static char *
cell_fact (const EtaComposer *c, const EtaSheetInput *input, const char *arg)
{
  return eta_wording_fact (c, input, arg);
}

static char *
cell_name (const EtaComposer *c, const EtaSheetInput *input, const char *arg)
{
  return eta_wording_name (c, input->product);
}

static char *
cell_sku (const EtaComposer *c, const EtaSheetInput *input, const char *arg)
{
  return eta_composer_value (c, input->product->sku);
}

static char *
cell_price (const EtaComposer *c, const EtaSheetInput *input, const char *arg)
{
  const EtaPrice *price = eta_wording_price (c, input->product);

  return price ? eta_wording_money (c, price->minor, price->currency) : NULL;
}

static char *
cell_delivery (const EtaComposer *c, const EtaSheetInput *input, const char *arg)
{
  const EtaPrice *price = eta_wording_price (c, input->product);

  return price ? eta_wording_delivery (c, price) : NULL;
}

/* Without the edition, which is the same all the way down. */
static char *
cell_hs (const EtaComposer *c, const EtaSheetInput *input, const char *arg)
{
  g_autofree char *hs = input->product->hs ? eta_hs_format (input->product->hs) : NULL;

  return eta_composer_value (c, hs);
}

static char *
cell_units (const EtaComposer *c, const EtaSheetInput *input, const char *arg)
{
  const EtaPack *carton = eta_product_pack (input->product, "carton");

  return carton ? eta_wording_count (c, carton->count) : NULL;
}

static char *
cell_size (const EtaComposer *c, const EtaSheetInput *input, const char *arg)
{
  const EtaPack *p = eta_product_pack (input->product, "carton");
  g_autofree char *text = NULL;

  if (!p || p->length <= 0 || p->width <= 0 || p->height <= 0)
    return NULL;
  text = g_strdup_printf ("%" G_GINT64_FORMAT " × %" G_GINT64_FORMAT " × %" G_GINT64_FORMAT,
                          p->length, p->width, p->height);
  return eta_composer_value (c, text);
}

static char *
cell_gross (const EtaComposer *c, const EtaSheetInput *input, const char *arg)
{
  const EtaPack *carton = eta_product_pack (input->product, "carton");

  return carton ? eta_wording_kilograms (c, carton->gross) : NULL;
}

static char *
cell_pallet (const EtaComposer *c, const EtaSheetInput *input, const char *arg)
{
  const EtaPack *pallet = eta_product_pack (input->product, "pallet");
  EtaLoading load;

  if (pallet && pallet->count > 0)
    return eta_wording_count (c, pallet->count);
  return eta_loading_pallet (eta_product_pack (input->product, "carton"), "EUR", &load)
             ? eta_wording_count (c, load.count)
             : NULL;
}

static char *
cell_load (const EtaComposer *c, const EtaSheetInput *input, const char *arg)
{
  EtaLoading load;

  return eta_loading_container (eta_product_pack (input->product, "carton"), arg, &load)
             ? eta_wording_count (c, load.count)
             : NULL;
}

static const struct {
  const char *key, *label;
  int share;
  EtaAlign align;
  CellFunc value; /* NULL: the page */
  const char *arg;
} columns[] = {
    {"name", "product_name", 40, ETA_ALIGN_START, cell_name, NULL},
    {"sku", "sku", 20, ETA_ALIGN_START, cell_sku, NULL},
    {"moq", "moq_short", 16, ETA_ALIGN_END, cell_fact, "moq"},
    {"lead_time", "lead_short", 13, ETA_ALIGN_END, cell_fact, "lead_time"},
    {"price", "price", 14, ETA_ALIGN_END, cell_price, NULL},
    {"delivery", "delivery", 18, ETA_ALIGN_START, cell_delivery, NULL},
    {"net", "net_weight", 11, ETA_ALIGN_END, cell_fact, "net"},
    {"shelf_life", "shelf_life", 14, ETA_ALIGN_END, cell_fact, "shelf_life"},
    {"hs", "hs_code", 12, ETA_ALIGN_END, cell_hs, NULL},
    {"origin", "origin_place", 24, ETA_ALIGN_START, cell_fact, "origin"},
    {"certificates", "certificates", 38, ETA_ALIGN_START, cell_fact, "certificates"},
    {"carton_units", "units_per_carton", 13, ETA_ALIGN_END, cell_units, NULL},
    {"carton_size", "size_mm", 19, ETA_ALIGN_END, cell_size, NULL},
    {"carton_gross", "gross_kg", 11, ETA_ALIGN_END, cell_gross, NULL},
    {"pallet", "level_pallet", 9, ETA_ALIGN_END, cell_pallet, NULL},
    {"load_20", "load_20gp", 9, ETA_ALIGN_END, cell_load, "22G1"},
    {"load_40", "load_40gp", 9, ETA_ALIGN_END, cell_load, "42G1"},
    {"load_40hc", "load_40hc", 10, ETA_ALIGN_END, cell_load, "45G1"},
    {"page", "page", 8, ETA_ALIGN_END, NULL, NULL},
};

#define COLUMNS_MOST 12
#define GAP 8.0

static const EtaPieceKind tables[] = {ETA_PIECE_PRICES, ETA_PIECE_COMPARISON, ETA_PIECE_LOGISTICS};

/* Positions in COLUMNS of a table's columns, the name first; returns how many. */
static guint
columns_of (const EtaCatalog *catalog, EtaPieceKind kind, guint positions[COLUMNS_MOST])
{
  const EtaTemplate *t = catalog->composer->template;
  GStrv keys = kind == ETA_PIECE_PRICES       ? t->prices
               : kind == ETA_PIECE_COMPARISON ? t->comparison
                                              : t->logistics;
  guint n = 0;

  positions[n++] = 0;
  for (guint i = 0; keys[i] && n < COLUMNS_MOST; i++)
    for (guint j = 0; j < G_N_ELEMENTS (columns); j++)
      if (strcmp (columns[j].key, keys[i]) == 0)
        positions[n++] = j;
  return n;
}

guint
eta_catalog_n_cells (const EtaCatalog *catalog)
{
  return G_N_ELEMENTS (columns);
}

/* Only what some table shows is put into words. */
static char **
make_cells (const EtaCatalog *catalog, const EtaSheetInput *input)
{
  char **cells = g_new0 (char *, G_N_ELEMENTS (columns));

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    guint positions[COLUMNS_MOST], n;

    if (catalog->starts[tables[i]] == 0)
      continue;
    n = columns_of (catalog, tables[i], positions);
    for (guint j = 0; j < n; j++) {
      guint at = positions[j];
      if (!cells[at] && columns[at].value)
        cells[at] = columns[at].value (catalog->composer, input, columns[at].arg);
    }
  }
  return cells;
}

void
eta_catalog_keep_cells (EtaCatalog *catalog, guint index, const EtaSheetInput *input)
{
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    any = any || catalog->starts[tables[i]] > 0;
  if (any && !catalog->cells->pdata[index])
    catalog->cells->pdata[index] = make_cells (catalog, input);
}

static char **
cells_of (EtaCatalog *catalog, guint index, GError **error)
{
  EtaSheetInput input;

  if (catalog->cells->pdata[index])
    return catalog->cells->pdata[index];
  if (!eta_catalog_load (catalog, index, &input, error))
    return NULL;
  eta_catalog_keep_cells (catalog, index, &input);
  eta_sheet_input_clear (&input);
  return catalog->cells->pdata[index];
}

/* --- Rows ------------------------------------------------------------------------------------- */

typedef struct {
  guint n;
  guint positions[COLUMNS_MOST];
  EtaCellPlace places[COLUMNS_MOST];
} Table;

static void
table_init (Table *table, const EtaCatalog *catalog, EtaPieceKind kind)
{
  int shares[COLUMNS_MOST];

  table->n = columns_of (catalog, kind, table->positions);
  for (guint i = 0; i < table->n; i++)
    shares[i] = columns[table->positions[i]].share;
  eta_assembly_places (table->places, shares, table->n, catalog->composer->width, GAP, FALSE);
  for (guint i = 0; i < table->n; i++)
    table->places[i].align = columns[table->positions[i]].align;
}

static EtaText *
set_cell (const EtaComposer *c,
          const char *string,
          const EtaCellPlace *place,
          EtaStyleId style,
          int lines)
{
  EtaTextSpec spec = {.style = &c->template->styles[style],
                      .lang = c->lang,
                      .dir = c->dir,
                      .align = place->align,
                      .width = place->width,
                      .max_lines = lines,
                      .min_size = ETA_TEXT_SMALLEST,
                      .cut = TRUE};

  return eta_text_new (c->setter, string, &spec);
}

/* Heads stand on the rule, whether of one line or of two. Returns where the rows begin. */
static double
add_heads (const EtaCatalog *catalog, EtaBlock *block, const Table *table)
{
  const EtaComposer *c = catalog->composer;
  EtaText *texts[COLUMNS_MOST];
  double height = 0;

  for (guint i = 0; i < table->n; i++) {
    texts[i] = set_cell (c, eta_label (columns[table->positions[i]].label, c->lang),
                         &table->places[i], ETA_STYLE_LABEL, 2);
    height = MAX (height, eta_text_height (texts[i]));
  }
  eta_block_begin (block, ETA_ROLE_ROW);
  for (guint i = 0; i < table->n; i++)
    eta_block_add_text (block, texts[i], table->places[i].x, height - eta_text_height (texts[i]),
                        ETA_ROLE_HEADER_CELL);
  eta_block_end (block);
  eta_block_add_rule (block, 0, height + 1.5, c->width, 0.6, c->template->hairline);
  return height + 2.5;
}

static gboolean
add_row (
    EtaCatalog *catalog, EtaBlock *block, const Table *table, guint index, double y, GError **error)
{
  const EtaComposer *c = catalog->composer;
  char **cells = cells_of (catalog, index, error);
  g_autofree char *anchor = eta_catalog_anchor (index);
  double height = eta_catalog_line_height (c);
  g_autofree char *page = NULL;

  if (!cells)
    return FALSE;
  if (index < catalog->page_of->len)
    page = eta_wording_count (c, g_array_index (catalog->page_of, guint, index) + 1);
  eta_block_begin (block, ETA_ROLE_ROW);
  for (guint i = 0; i < table->n; i++) {
    const char *cell = columns[table->positions[i]].value ? cells[table->positions[i]] : page;
    if (cell)
      eta_block_add_text (block, set_cell (c, cell, &table->places[i], ETA_STYLE_TABLE, 1),
                          table->places[i].x, y + 1.5, ETA_ROLE_CELL);
  }
  eta_block_end (block);
  if (page)
    eta_block_add_jump (block, (EtaRect){0, y, c->width, height}, anchor);
  eta_block_add_rule (block, 0, y + height - 0.4, c->width, 0.4, eta_composer_line_colour (c));
  return TRUE;
}

static const char *
note_under (EtaPieceKind kind)
{
  return kind == ETA_PIECE_PRICES ? "indicative" : kind == ETA_PIECE_LOGISTICS ? "loading" : NULL;
}

/* Part PART of the table KIND with its heading at *TOP of PAGE, which is moved under it. */
static gboolean
add_table (EtaCatalog *catalog,
           EtaPage *page,
           EtaPieceKind kind,
           guint index,
           guint part,
           double *top,
           GError **error)
{
  const EtaComposer *c = catalog->composer;
  g_autoptr (EtaBlock) block = eta_block_new ();
  guint first = part * catalog->rows;
  guint n = MIN (catalog->rows, catalog->source.n_products - first);
  Table table;
  double y;

  *top += eta_catalog_add_heading_at (catalog, page, index, kind, part, *top) + 4;
  table_init (&table, catalog, kind);
  eta_block_begin (block, ETA_ROLE_TABLE);
  y = add_heads (catalog, block, &table);
  for (guint i = 0; i < n; i++, y += eta_catalog_line_height (c))
    if (!add_row (catalog, block, &table, first + i, y, error))
      return FALSE;
  eta_block_end (block);
  if (note_under (kind))
    eta_block_add_text (block, eta_composer_label (c, note_under (kind), ETA_STYLE_LABEL, c->width),
                        0, y + 4, ETA_ROLE_PARAGRAPH);
  eta_block_place (block, page, eta_catalog_margin (catalog, index), *top);
  *top += eta_block_height (block) + 8 * ETA_MM;
  return TRUE;
}

EtaPage *
eta_catalog_table (EtaCatalog *catalog, guint index, GError **error)
{
  const EtaPiece *piece = &g_array_index (catalog->pieces, EtaPiece, index);
  g_autoptr (EtaPage) page = eta_catalog_page_new (catalog, index, NULL);
  double top = catalog->composer->template->margin;

  if (!add_table (catalog, page, piece->kind, index, piece->part, &top, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (tables[i] > piece->kind && catalog->starts[tables[i]] == index && piece->n > 0 &&
        !add_table (catalog, page, tables[i], index, 0, &top, error))
      return NULL;
  return g_steal_pointer (&page);
}
