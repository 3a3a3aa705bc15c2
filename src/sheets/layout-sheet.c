/* The product sheet: header, hero, two columns, what runs across both, and a footer on each page.
 * It is laid out generously first; if that leaves a few lines for another page, again with a lower
 * photo and less white, and the first arrangement with the fewest pages is taken. */
#include "sheets/assembly.h"
#include "sheets/labels.h"
#include "sheets/layout-document.h"

#include "catalog/check.h"

#define FOOTER_GAP (3 * ETA_MM)

typedef struct {
  EtaAssembly assembly;
  EtaColumn start, end, wide;
  GPtrArray *pages; /* EtaPage */
  EtaPage *page;    /* the last of them */
  double top, bottom;
} Sheet;

static void
sheet_clear (Sheet *sheet)
{
  eta_column_clear (&sheet->start);
  eta_column_clear (&sheet->end);
  eta_column_clear (&sheet->wide);
  eta_assembly_clear (&sheet->assembly);
  g_clear_pointer (&sheet->pages, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sheet, sheet_clear)

/* A ladder in many currencies needs the whole width. */
static void
add_part (Sheet *sheet, const char *name, EtaColumn *column)
{
  if (g_str_equal (name, "prices") && !eta_assembly_prices_fit (&sheet->assembly, column))
    column = &sheet->wide;
  eta_assembly_add (&sheet->assembly, name, column);
}

static void
add_parts (Sheet *sheet, const char *const *names, EtaColumn *column)
{
  for (int i = 0; names[i]; i++)
    add_part (sheet, names[i], column);
}

/* A product without story and packing has its facts at the start, its prices at the end. */
static void
fill_columns (Sheet *sheet)
{
  const EtaTemplate *t = sheet->assembly.composer->template;
  const char *const *end = (const char *const *)t->end;

  add_parts (sheet, (const char *const *)t->start, &sheet->start);
  if (sheet->start.blocks->len == 0 && end[0])
    add_part (sheet, *end++, &sheet->start);
  add_parts (sheet, end, &sheet->end);
  add_parts (sheet, (const char *const *)t->wide, &sheet->wide);
}

static void
place (EtaBlock *block, EtaPage *page, double x, double y)
{
  eta_block_place (block, page, x, y);
  eta_block_free (block);
}

/* Opens a page with its header; returns where the content begins. */
static double
begin_page (Sheet *sheet)
{
  const EtaComposer *c = sheet->assembly.composer;
  double x = c->template->margin, y = c->template->margin;
  EtaBlock *header = eta_assembly_header (&sheet->assembly);

  sheet->page = eta_composer_page (c);
  g_ptr_array_add (sheet->pages, sheet->page);
  y += eta_block_height (header) + c->template->row;
  place (header, sheet->page, x, c->template->margin);
  if (sheet->pages->len > 1) {
    EtaBlock *again = eta_assembly_again (&sheet->assembly);
    double height = eta_block_height (again);
    place (again, sheet->page, x, y);
    y += height + c->template->row;
  }
  return y;
}

/* Downwards to the next step of the grid. */
static double
snap (const EtaComposer *c, double y)
{
  double row = c->template->row, steps = (y - c->template->margin) / row;
  int whole = (int)steps;

  return c->template->margin + (steps > whole + 0.01 ? whole + 1 : whole) * row;
}

/* Both columns from Y on; returns where the longer one ends on its last page. */
static double
pour_columns (Sheet *sheet, double y, gboolean fresh)
{
  for (;;) {
    double a = eta_column_pour (&sheet->start, sheet->page, y, sheet->bottom, fresh);
    double b = eta_column_pour (&sheet->end, sheet->page, y, sheet->bottom, fresh);

    if (eta_column_done (&sheet->start) && eta_column_done (&sheet->end))
      return MAX (a, b);
    y = begin_page (sheet);
    fresh = TRUE;
  }
}

static void
pour_wide (Sheet *sheet, double y)
{
  gboolean fresh = FALSE;

  while (!eta_column_done (&sheet->wide)) {
    eta_column_pour (&sheet->wide, sheet->page, y, sheet->bottom, fresh);
    if (eta_column_done (&sheet->wide))
      break;
    y = begin_page (sheet);
    fresh = TRUE;
  }
}

static void
add_footers (Sheet *sheet)
{
  const EtaComposer *c = sheet->assembly.composer;

  for (guint i = 0; i < sheet->pages->len; i++) {
    EtaBlock *footer = eta_assembly_footer (&sheet->assembly, i + 1, sheet->pages->len);
    double y = c->page_height - c->template->margin - eta_block_height (footer);
    place (footer, sheet->pages->pdata[i], c->template->margin, y);
  }
}

/* How generously a sheet is set. */
typedef struct {
  double photo;   /* part of the template's height of the main photo */
  double gap;     /* mm, over each part */
  double padding; /* pt, in rows */
  gboolean dense; /* smaller type */
} Manner;

static const Manner manners[] = {
    {1, 5, 1.8, FALSE},  {0.9, 4, 1.4, FALSE}, {0.8, 3.2, 1, FALSE},
    {0.8, 4, 1.2, TRUE}, {0.68, 2, 0.5, TRUE},
};

/* The type of a dense sheet, all at least ETA_TEXT_SMALLEST. */
static const struct {
  EtaStyleId id;
  double size, leading;
} dense_type[] = {
    {ETA_STYLE_TITLE, 20, 24},
    {ETA_STYLE_BODY, 8.5, 11.6},
    {ETA_STYLE_TABLE, 8, 11},
    {ETA_STYLE_HEADING, 10.5, 13.5},
};

/* The sheet's template, its type smaller and the logo too; the lists in it are borrowed. */
static EtaTemplate
dense_template (const EtaTemplate *template)
{
  EtaTemplate t = *template;

  for (guint i = 0; i < G_N_ELEMENTS (dense_type); i++) {
    EtaStyle *style = &t.styles[dense_type[i].id];
    style->size = MIN (style->size, dense_type[i].size);
    style->leading = MIN (style->leading, dense_type[i].leading);
  }
  t.logo *= 0.8;
  return t;
}

static void
sheet_init (Sheet *sheet, const EtaComposer *c, const EtaSheetInput *input, const Manner *manner)
{
  const EtaTemplate *t = c->template;
  g_autoptr (EtaBlock) footer = NULL;

  *sheet = (Sheet){.pages = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_page_free)};
  eta_assembly_init (&sheet->assembly, c, input);
  sheet->assembly.gap = manner->gap * ETA_MM;
  sheet->assembly.padding = manner->padding;
  sheet->assembly.dense = manner->dense;
  footer = eta_assembly_footer (&sheet->assembly, 1, 1);
  sheet->bottom = c->page_height - t->margin - eta_block_height (footer) - FOOTER_GAP;
  eta_column_init (&sheet->start, t->margin, eta_template_span (t, c->width, 7));
  eta_column_init (&sheet->end, t->margin + eta_template_column (t, c->width, 7),
                   eta_template_span (t, c->width, 5));
  eta_column_init (&sheet->wide, t->margin, c->width);
}

static GPtrArray *
compose (const EtaComposer *composer, const EtaSheetInput *input, const Manner *manner)
{
  const EtaTemplate dense = dense_template (composer->template);
  EtaComposer borrowed = *composer;
  const EtaComposer *c = &borrowed;
  g_auto (Sheet) sheet = {.pages = NULL};
  EtaBlock *hero;
  double y, height;

  if (manner->dense)
    borrowed.template = &dense;
  sheet_init (&sheet, c, input, manner);
  y = begin_page (&sheet);
  hero = eta_assembly_hero (&sheet.assembly, manner->photo * c->template->photo);
  fill_columns (&sheet);
  height = eta_block_height (hero);
  place (hero, sheet.page, c->template->margin, y);
  y = pour_columns (&sheet, snap (c, y + height + sheet.assembly.gap), FALSE);
  pour_wide (&sheet, y + sheet.assembly.gap);
  add_footers (&sheet);
  return g_steal_pointer (&sheet.pages);
}

static GPtrArray *
compose_best (const EtaComposer *c, const EtaSheetInput *input)
{
  g_autoptr (GPtrArray) best = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (manners); i++) {
    g_autoptr (GPtrArray) pages = compose (c, input, &manners[i]);

    if (!best || pages->len < best->len) {
      g_clear_pointer (&best, g_ptr_array_unref);
      best = g_steal_pointer (&pages);
    }
    if (best->len == 1)
      break;
  }
  return g_steal_pointer (&best);
}

static void
describe (EtaLayout *layout, const EtaComposer *c, const EtaProduct *product)
{
  g_autofree char *hs = product->hs ? eta_hs_format (product->hs) : NULL;
  const char *parts[] = {product->sku, hs, product->gtin};
  g_autofree char *keywords = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i]) {
      g_autofree char *before = g_steal_pointer (&keywords);
      keywords = before ? g_strconcat (before, ", ", parts[i], NULL) : g_strdup (parts[i]);
    }
  eta_layout_describe (layout, eta_label (c->template->title, c->lang), keywords);
}

EtaLayout *
eta_layout_sheet (const EtaSheetInput *input, const EtaSheetOptions *options, GError **error)
{
  g_autoptr (EtaComposer) c =
      eta_composer_new (options, ETA_TEMPLATE_SHEET, "product-sheet", error);
  g_autofree char *name = NULL, *title = NULL;
  GPtrArray *pages;
  EtaLayout *layout;

  if (!c)
    return NULL;
  pages = compose_best (c, input);
  name = eta_wording_name (c, input->product);
  title = eta_strip_direction (name);
  eta_page_add_outline (pages->pdata[0], 0, title);
  layout = eta_layout_new_ready (c, name, input->producer, pages);
  describe (layout, c, input->product);
  return layout;
}
