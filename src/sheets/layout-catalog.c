/* The catalog: which page is what, and the pages of products. The plan of all pages is made first;
 * a page is laid out when it is asked for, so that only one product is in memory at a time. */
#include "sheets/cards.h"
#include "sheets/catalog-pages.h"
#include "sheets/error.h"
#include "sheets/labels.h"
#include "sheets/layout-document.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FOOTER 18.0 /* pt, above the lower margin */

static const struct {
  const char *name, *title; /* in templates; term of the heading */
} part_names[ETA_N_PIECES] = {
    [ETA_PIECE_COVER] = {"cover", NULL},
    [ETA_PIECE_ABOUT] = {"about", "about_us"},
    [ETA_PIECE_CONTENTS] = {"contents", "contents"},
    [ETA_PIECE_SECTIONS] = {"sections", NULL},
    [ETA_PIECE_PRODUCTS] = {"products", "products"},
    [ETA_PIECE_PRICES] = {"prices", "price_list"},
    [ETA_PIECE_COMPARISON] = {"comparison", "comparison"},
    [ETA_PIECE_LOGISTICS] = {"logistics", "logistics"},
    [ETA_PIECE_CERTIFICATES] = {"certificates", "certificates"},
    [ETA_PIECE_ORDER] = {"order", "how_to_order"},
    [ETA_PIECE_NOTES] = {"notes", "notes"},
    [ETA_PIECE_BACK] = {"back", NULL},
};

gboolean
eta_catalog_has (const EtaCatalog *catalog, EtaPieceKind kind)
{
  return g_strv_contains (catalog->parts, part_names[kind].name);
}

gboolean
eta_catalog_part_known (const char *name)
{
  for (int i = 0; i < ETA_N_PIECES; i++)
    if (g_str_equal (part_names[i].name, name))
      return TRUE;
  return FALSE;
}

const char *
eta_catalog_part_names (void)
{
  return "cover, about, contents, sections, products, prices, comparison, logistics, certificates, "
         "order, notes, back";
}

const char *
eta_catalog_title_key (EtaPieceKind kind)
{
  return part_names[kind].title;
}

/* --- The frame of a page ---------------------------------------------------------------------- */

double
eta_catalog_margin (const EtaCatalog *catalog, guint index)
{
  const EtaTemplate *t = catalog->composer->template;

  /* The first page lies right in a book read from the left, and is bound at its start. */
  return index % 2 == 0 && t->binding > 0 ? t->binding : t->margin;
}

void
eta_catalog_room (const EtaCatalog *catalog, double *top, double *height)
{
  const EtaComposer *c = catalog->composer;

  *top = c->template->margin;
  *height = c->page_height - 2 * c->template->margin - FOOTER;
}

EtaPage *
eta_catalog_page_new (const EtaCatalog *catalog, guint index, const char *section)
{
  const EtaComposer *c = catalog->composer;
  EtaPage *page = eta_composer_page (c);
  g_autoptr (EtaBlock) footer = eta_block_new ();
  g_autofree char *number = eta_wording_count (c, index + 1);
  g_autofree char *line =
      section ? g_strconcat (catalog->title, " · ", section, NULL) : g_strdup (catalog->title);
  gboolean bound_at_start = index % 2 == 0;
  const EtaTextSpec spec = {.style = &c->template->styles[ETA_STYLE_FOOTER],
                            .lang = c->lang,
                            .dir = c->dir,
                            .align = bound_at_start ? ETA_ALIGN_START : ETA_ALIGN_END,
                            .width = c->width * 0.7,
                            .max_lines = 1,
                            .cut = TRUE};
  EtaText *title = eta_text_new (c->setter, line, &spec);
  EtaText *text = eta_composer_set (c, number, ETA_STYLE_FOOTER, 0);
  double height = MAX (eta_text_height (title), eta_text_height (text));

  eta_block_add_rule (footer, 0, 0, c->width, 0.4, c->template->hairline);
  /* The number stands at the outer edge. */
  eta_block_add_text (footer, title, bound_at_start ? 0 : c->width * 0.3, 5, ETA_ROLE_PARAGRAPH);
  eta_block_add_text (footer, text, bound_at_start ? c->width - eta_text_width (text) : 0, 5,
                      ETA_ROLE_PARAGRAPH);
  eta_block_place (footer, page, eta_catalog_margin (catalog, index),
                   c->page_height - c->template->margin - height - 5);
  return page;
}

double
eta_catalog_add_heading (
    const EtaCatalog *catalog, EtaPage *page, guint index, EtaPieceKind kind, guint part)
{
  return eta_catalog_add_heading_at (catalog, page, index, kind, part,
                                     catalog->composer->template->margin);
}

double
eta_catalog_add_heading_at (
    const EtaCatalog *catalog, EtaPage *page, guint index, EtaPieceKind kind, guint part, double y)
{
  const EtaComposer *c = catalog->composer;
  const char *key = part_names[kind].title;
  g_autoptr (EtaBlock) heading = eta_composer_heading (c, key, c->width, part > 0);
  double x = eta_catalog_margin (catalog, index);

  eta_block_place (heading, page, x, y);
  if (part == 0) {
    eta_page_add_outline (page, 0, eta_label (key, c->lang));
    eta_page_add_anchor (page, eta_catalog_part_anchor (kind), x, y);
  }
  return eta_block_height (heading);
}

char *
eta_catalog_anchor (guint product)
{
  return g_strdup_printf ("product-%u", product);
}

char *
eta_catalog_section_anchor (guint section)
{
  return g_strdup_printf ("section-%u", section);
}

const char *
eta_catalog_part_anchor (EtaPieceKind kind)
{
  return part_names[kind].name;
}

/* --- Products --------------------------------------------------------------------------------- */

gboolean
eta_catalog_load (const EtaCatalog *catalog, guint index, EtaSheetInput *input, GError **error)
{
  *input = (EtaSheetInput){NULL};
  return catalog->source.load (index, input, catalog->source.data, error);
}

char *
eta_catalog_name_of (const EtaCatalog *catalog, guint index, GError **error)
{
  const EtaCatalogSource *source = &catalog->source;
  EtaSheetInput input;
  g_autofree char *name = NULL;

  if (source->name) {
    name = source->name (index, source->data);
    return eta_composer_name (catalog->composer, name ? name : "");
  }
  if (!eta_catalog_load (catalog, index, &input, error))
    return NULL;
  name = eta_wording_name (catalog->composer, input.product);
  eta_sheet_input_clear (&input);
  return g_steal_pointer (&name);
}

/* The section that product INDEX stands in, or NULL. */
static const char *
section_title (const EtaCatalog *catalog, guint index)
{
  const char *title = NULL;

  for (guint i = 0; i < catalog->source.n_sections; i++)
    if (catalog->source.sections[i].first <= index)
      title = catalog->source.sections[i].title;
  return title;
}

static void
place_product (EtaCatalog *catalog,
               EtaPage *page,
               guint page_index,
               guint index,
               guint position,
               EtaSheetInput *input)
{
  const EtaComposer *c = catalog->composer;
  g_autofree char *anchor = eta_catalog_anchor (index);
  g_autofree char *name = eta_wording_name (c, input->product);
  g_autofree char *title = eta_strip_direction (name);
  double x = eta_catalog_margin (catalog, page_index), top, height;
  g_autoptr (EtaBlock) block = NULL;
  EtaAssembly assembly;
  EtaRect box;

  eta_catalog_room (catalog, &top, &height);
  box = eta_card_place (c->template, c->width, height, catalog->per_page, position);
  eta_assembly_init (&assembly, c, input);
  block = eta_card_block (&assembly, catalog->per_page, box.width, box.height);
  eta_block_place (block, page, x + box.x, top + box.y);
  eta_page_add_anchor (page, anchor, x + box.x, top + box.y);
  eta_page_add_outline (page, 1, title);
  eta_assembly_clear (&assembly);
}

static EtaPage *
product_page (EtaCatalog *catalog, guint page_index, const EtaPiece *piece, GError **error)
{
  const char *section = section_title (catalog, piece->first);
  g_autofree char *isolated = section ? eta_composer_name (catalog->composer, section) : NULL;
  g_autoptr (EtaPage) page = eta_catalog_page_new (catalog, page_index, isolated);

  /* Sections have the line that products hang under, on a page of their own. */
  if (piece->part == 0 && catalog->starts[ETA_PIECE_SECTIONS] == 0) {
    eta_page_add_outline (page, 0, eta_label ("products", catalog->composer->lang));
    eta_page_add_anchor (page, eta_catalog_part_anchor (ETA_PIECE_PRODUCTS), 0, 0);
  }
  for (guint i = 0; i < piece->n; i++) {
    EtaSheetInput input;

    if (!eta_catalog_load (catalog, piece->first + i, &input, error))
      return NULL;
    place_product (catalog, page, page_index, piece->first + i, i, &input);
    eta_catalog_keep_cells (catalog, piece->first + i, &input);
    eta_sheet_input_clear (&input);
  }
  return g_steal_pointer (&page);
}

/* --- The plan --------------------------------------------------------------------------------- */

static void
plan_page (EtaCatalog *catalog, EtaPieceKind kind, guint part, guint first, guint n)
{
  const EtaPiece piece = {kind, part, first, n};

  if (part == 0)
    catalog->starts[kind] = catalog->pieces->len;
  g_array_append_val (catalog->pieces, piece);
}

static void
plan_pages (EtaCatalog *catalog, EtaPieceKind kind, guint n)
{
  for (guint i = 0; i < n; i++)
    plan_page (catalog, kind, i, 0, 0);
}

static void
list_line (EtaCatalog *catalog, EtaPieceKind kind, guint index)
{
  const EtaContentsLine line = {kind, index};

  g_array_append_val (catalog->contents, line);
}

/* A section's name stands over its first product, so it is never the last line of a column. */
static void
list_section (EtaCatalog *catalog, guint section)
{
  if (catalog->contents->len % catalog->rows == catalog->rows - 1)
    list_line (catalog, ETA_N_PIECES, 0);
  list_line (catalog, ETA_PIECE_SECTIONS, section);
}

static guint
section_end (const EtaCatalog *catalog, guint section)
{
  const EtaCatalogSource *source = &catalog->source;

  return section + 1 < source->n_sections ? source->sections[section + 1].first
                                          : source->n_products;
}

static void
list_contents (EtaCatalog *catalog)
{
  static const EtaPieceKind after[] = {ETA_PIECE_PRICES, ETA_PIECE_COMPARISON, ETA_PIECE_LOGISTICS,
                                       ETA_PIECE_CERTIFICATES, ETA_PIECE_ORDER};
  const EtaCatalogSource *source = &catalog->source;
  guint next = 0;

  if (catalog->poured[ETA_PIECE_ABOUT])
    list_line (catalog, ETA_PIECE_ABOUT, 0);
  for (guint i = 0; i < source->n_products; i++) {
    for (; next < source->n_sections && source->sections[next].first <= i; next++)
      if (source->sections[next].title && section_end (catalog, next) > i)
        list_section (catalog, next);
    list_line (catalog, ETA_PIECE_PRODUCTS, i);
  }
  for (guint i = 0; i < G_N_ELEMENTS (after); i++)
    if (eta_catalog_has (catalog, after[i]) &&
        (after[i] != ETA_PIECE_CERTIFICATES || eta_catalog_has_papers (catalog)))
      list_line (catalog, after[i], 0);
}

/* Products FIRST to LAST, from a new page on. */
static void
plan_products (EtaCatalog *catalog, guint *part, guint first, guint last)
{
  for (guint i = first; i < last; i += catalog->per_page) {
    guint n = MIN (catalog->per_page, last - i), page = catalog->pieces->len;

    plan_page (catalog, ETA_PIECE_PRODUCTS, (*part)++, i, n);
    for (guint j = 0; j < n; j++)
      g_array_append_val (catalog->page_of, page);
  }
}

/* Fewer products than this in a section, on average, are no reason for a page of its own; then the
 * products go on without a break, and only the contents are parted. */
#define SECTION_LEAST 3

static void
plan_sections (EtaCatalog *catalog)
{
  const EtaCatalogSource *source = &catalog->source;
  gboolean pages = eta_catalog_has (catalog, ETA_PIECE_SECTIONS);
  guint part = 0, sections = 0;

  if (source->n_products < SECTION_LEAST * source->n_sections || !pages) {
    plan_products (catalog, &part, 0, source->n_products);
    return;
  }
  if (source->n_sections == 0 || source->sections[0].first > 0)
    plan_products (catalog, &part, 0,
                   source->n_sections ? source->sections[0].first : source->n_products);
  for (guint i = 0; i < source->n_sections; i++) {
    guint first = source->sections[i].first, end = section_end (catalog, i);

    if (first >= end)
      continue;
    if (source->sections[i].title) {
      plan_page (catalog, ETA_PIECE_SECTIONS, i, first, end - first);
      if (sections++ == 0)
        catalog->starts[ETA_PIECE_SECTIONS] = catalog->pieces->len - 1;
    }
    plan_products (catalog, &part, first, end);
  }
}

/* A part whose length only its text knows. */
static void
plan_poured (EtaCatalog *catalog, EtaPieceKind kind)
{
  g_autoptr (GPtrArray) pages = NULL;

  if (!eta_catalog_has (catalog, kind))
    return;
  pages = eta_catalog_pour (catalog, kind, catalog->pieces->len);
  if (pages->len == 0)
    return;
  plan_pages (catalog, kind, pages->len);
  catalog->poured[kind] = g_steal_pointer (&pages);
}

static guint
pages_for (guint n, guint on_one)
{
  return (n + on_one - 1) / on_one;
}

/* What a table's heading, head row and note take, in lines. */
#define TABLE_FRAME 6

/* Tables that are short stand under each other. */
static void
plan_tables (EtaCatalog *catalog)
{
  static const EtaPieceKind tables[] = {ETA_PIECE_PRICES, ETA_PIECE_COMPARISON,
                                        ETA_PIECE_LOGISTICS};
  guint n = catalog->source.n_products, used = G_MAXUINT / 2;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    if (!eta_catalog_has (catalog, tables[i]))
      continue;
    if (used + TABLE_FRAME + n <= catalog->rows) {
      catalog->starts[tables[i]] = catalog->pieces->len - 1;
      g_array_index (catalog->pieces, EtaPiece, catalog->pieces->len - 1).n++;
      used += TABLE_FRAME + n;
      continue;
    }
    plan_pages (catalog, tables[i], pages_for (n, catalog->rows));
    used = n <= catalog->rows ? n : G_MAXUINT / 2;
  }
}

static void
plan (EtaCatalog *catalog)
{
  guint n = catalog->source.n_products;

  catalog->rows = eta_catalog_count_rows (catalog);
  if (eta_catalog_has (catalog, ETA_PIECE_COVER))
    plan_page (catalog, ETA_PIECE_COVER, 0, 0, 0);
  plan_poured (catalog, ETA_PIECE_ABOUT);
  if (eta_catalog_has (catalog, ETA_PIECE_CONTENTS) && n > 1) {
    list_contents (catalog);
    plan_pages (catalog, ETA_PIECE_CONTENTS, pages_for (catalog->contents->len, catalog->rows * 2));
  }
  if (eta_catalog_has (catalog, ETA_PIECE_PRODUCTS))
    plan_sections (catalog);
  if (n > 1)
    plan_tables (catalog);
  plan_poured (catalog, ETA_PIECE_CERTIFICATES);
  plan_poured (catalog, ETA_PIECE_ORDER);
  if (!eta_catalog_has (catalog, ETA_PIECE_BACK))
    return;
  /* Printed on both sides, the back cover is the back of the last leaf. */
  if (eta_catalog_has (catalog, ETA_PIECE_NOTES) && catalog->pieces->len % 2 == 0)
    plan_page (catalog, ETA_PIECE_NOTES, 0, 0, 0);
  plan_page (catalog, ETA_PIECE_BACK, 0, 0, 0);
}

/* --- The whole -------------------------------------------------------------------------------- */

/* A page that was given already is laid out once more. */
static EtaPage *
poured_page (EtaCatalog *catalog, const EtaPiece *piece)
{
  GPtrArray **pages = &catalog->poured[piece->kind];

  if (!*pages || !(*pages)->pdata[piece->part]) {
    g_clear_pointer (pages, g_ptr_array_unref);
    *pages = eta_catalog_pour (catalog, piece->kind, catalog->starts[piece->kind]);
  }
  return g_steal_pointer (&(*pages)->pdata[piece->part]);
}

static EtaPage *
make_page (gpointer maker, guint index, GError **error)
{
  EtaCatalog *catalog = maker;
  const EtaPiece *piece = &g_array_index (catalog->pieces, EtaPiece, index);

  switch (piece->kind) {
  case ETA_PIECE_COVER:
    return eta_catalog_cover (catalog);
  case ETA_PIECE_CONTENTS:
    return eta_catalog_contents (catalog, index, piece->part, error);
  case ETA_PIECE_SECTIONS:
    return eta_catalog_section (catalog, index, piece->part, error);
  case ETA_PIECE_PRODUCTS:
    return product_page (catalog, index, piece, error);
  case ETA_PIECE_PRICES:
  case ETA_PIECE_COMPARISON:
  case ETA_PIECE_LOGISTICS:
    return eta_catalog_table (catalog, index, error);
  case ETA_PIECE_ABOUT:
  case ETA_PIECE_CERTIFICATES:
  case ETA_PIECE_ORDER:
    return poured_page (catalog, piece);
  case ETA_PIECE_NOTES:
    return eta_catalog_notes (catalog, index);
  case ETA_PIECE_BACK:
    return eta_catalog_back (catalog, index);
  case ETA_N_PIECES:
    break;
  }
  g_assert_not_reached ();
}

static void
page_free (gpointer page)
{
  if (page)
    eta_page_free (page);
}

static void
catalog_free (gpointer data)
{
  EtaCatalog *catalog = data;
  const guint n_cells = eta_catalog_n_cells (catalog);

  eta_composer_free ((EtaComposer *)catalog->composer);
  eta_sheet_input_clear (&catalog->first);
  g_clear_pointer (&catalog->publisher, eta_producer_unref);
  for (guint i = 0; i < ETA_N_PIECES; i++)
    if (catalog->poured[i]) {
      g_ptr_array_set_free_func (catalog->poured[i], page_free);
      g_ptr_array_unref (catalog->poured[i]);
    }
  for (guint i = 0; i < catalog->cells->len; i++) {
    char **cells = catalog->cells->pdata[i];
    for (guint j = 0; cells && j < n_cells; j++)
      g_free (cells[j]);
    g_free (cells);
  }
  g_ptr_array_unref (catalog->cells);
  g_array_unref (catalog->pieces);
  g_array_unref (catalog->page_of);
  g_array_unref (catalog->contents);
  g_free (catalog->title);
  g_free (catalog);
}

static gboolean
valid_per_page (guint per_page, GError **error)
{
  if (per_page == 1 || per_page == 2 || per_page == 4 || per_page == 6)
    return TRUE;
  g_set_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_INPUT,
               _ ("A catalog has 1, 2, 4 or 6 products on a page, not %u."), per_page);
  return FALSE;
}

gboolean
eta_layout_read_first (const EtaCatalogSource *source,
                       const EtaCatalogOptions *options,
                       EtaSheetInput *first,
                       EtaProducer **publisher,
                       GError **error)
{
  EtaProducer *chosen = options->publisher;

  *first = (EtaSheetInput){NULL};
  if (source->n_products == 0) {
    g_set_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_INPUT,
                 _ ("There is no product to print. Choose at least one."));
    return FALSE;
  }
  if (!source->load (0, first, source->data, error))
    return FALSE;
  /* Of many producers none stands for the others. */
  if (!chosen && (!source->producers || source->producers->len < 2))
    chosen = first->producer;
  *publisher = chosen ? eta_producer_ref (chosen) : NULL;
  return TRUE;
}

static EtaCatalog *
catalog_new (EtaComposer *c, const EtaCatalogSource *source, const EtaCatalogOptions *options)
{
  EtaCatalog *catalog = g_new0 (EtaCatalog, 1);

  catalog->composer = c;
  catalog->source = *source;
  catalog->options = *options;
  catalog->parts = options->parts ? options->parts : (const char *const *)c->template->parts;
  catalog->per_page = options->per_page ? options->per_page : (guint)c->template->per_page;
  catalog->title = options->title ? eta_composer_name (c, options->title)
                                  : g_strdup (eta_label (c->template->title, c->lang));
  catalog->pieces = g_array_new (FALSE, FALSE, sizeof (EtaPiece));
  catalog->page_of = g_array_new (FALSE, FALSE, sizeof (guint));
  catalog->contents = g_array_new (FALSE, FALSE, sizeof (EtaContentsLine));
  catalog->cells = g_ptr_array_new ();
  g_ptr_array_set_size (catalog->cells, (int)source->n_products);
  return catalog;
}

static EtaLayout *
layout_catalog (const EtaCatalogSource *source, const EtaCatalogOptions *options, GError **error)
{
  EtaComposer *c = eta_composer_new (&options->sheet, ETA_TEMPLATE_CATALOG, "catalog", error);
  EtaCatalog *catalog;
  EtaLayout *layout;

  if (!c)
    return NULL;
  catalog = catalog_new (c, source, options);
  if (!valid_per_page (catalog->per_page, error) ||
      !eta_layout_read_first (source, options, &catalog->first, &catalog->publisher, error)) {
    catalog_free (catalog);
    return NULL;
  }
  plan (catalog);
  layout = eta_layout_new (c, catalog->title, catalog->publisher, catalog->pieces->len, make_page,
                           catalog, catalog_free);
  eta_layout_describe (layout, eta_label (c->template->title, c->lang), NULL);
  return layout;
}

EtaLayout *
eta_layout_catalog (const EtaCatalogSource *source,
                    const EtaCatalogOptions *options,
                    GError **error)
{
  const EtaTemplate *t =
      eta_template_find (options->sheet.template ? options->sheet.template : "catalog", error);

  if (!t)
    return NULL;
  if (t->kind == ETA_TEMPLATE_LINES)
    return eta_layout_lines (source, options, error);
  if (t->kind == ETA_TEMPLATE_BOOTH)
    return eta_layout_booth (source, options, error);
  return layout_catalog (source, options, error);
}
