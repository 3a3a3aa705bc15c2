/* The line sheet. A first pass over the products finds the terms that all share, a second how high
 * each row is and so what stands on which page; rows are then made page by page, so that a thousand
 * products need the memory of ten. */
#include "sheets/error.h"
#include "sheets/labels.h"
#include "sheets/layout-document.h"
#include "sheets/line-row.h"
#include "sheets/stack.h"

#define GAP (3 * ETA_MM)

typedef struct {
  EtaComposer *composer;
  EtaCatalogSource source;
  char *title;            /* as printed */
  EtaProducer *publisher; /* or NULL */
  EtaSheetInput head;     /* no product: photos and contact of the publisher */
  EtaLineTerms terms;
  GArray *starts; /* guint: the first product of each page */
} LineSheet;

static void
line_sheet_free (gpointer data)
{
  LineSheet *sheet = data;

  eta_composer_free (sheet->composer);
  g_free (sheet->title);
  g_clear_pointer (&sheet->publisher, eta_producer_unref);
  eta_line_terms_clear (&sheet->terms);
  g_array_unref (sheet->starts);
  g_free (sheet);
}

static gboolean
load (LineSheet *sheet, guint index, EtaSheetInput *input, GError **error)
{
  *input = (EtaSheetInput){NULL};
  return sheet->source.load (index, input, sheet->source.data, error);
}

static EtaBlock *
make_row (LineSheet *sheet, guint index, GError **error)
{
  EtaSheetInput input;
  EtaAssembly assembly;
  EtaBlock *row;

  if (!load (sheet, index, &input, error))
    return NULL;
  eta_assembly_init (&assembly, sheet->composer, &input);
  row = eta_line_row (&assembly, &sheet->terms);
  eta_assembly_clear (&assembly);
  eta_sheet_input_clear (&input);
  return row;
}

/* --- Headings --------------------------------------------------------------------------------- */

/* The section that product INDEX is in, or NULL. */
static const EtaCatalogSection *
section_of (const LineSheet *sheet, guint index)
{
  const EtaCatalogSection *found = NULL;

  for (guint i = 0; i < sheet->source.n_sections; i++)
    if (sheet->source.sections[i].first <= index)
      found = &sheet->source.sections[i];
  return found && found->title ? found : NULL;
}

/* Over product INDEX when a section begins there, or goes on at the top of a page. */
static EtaBlock *
section_head (const LineSheet *sheet, guint index, gboolean top)
{
  const EtaComposer *c = sheet->composer;
  const EtaCatalogSection *section = section_of (sheet, index);
  EtaBlock *block;
  g_autofree char *title = NULL;
  EtaStack stack;

  if (!section || (section->first != index && !top))
    return NULL;
  title = eta_composer_name (c, section->title);
  if (section->first != index) {
    g_autofree char *first = g_steal_pointer (&title);
    title = g_strdup_printf ("%s (%s)", first, eta_label ("continued", c->lang));
  }
  block = eta_block_new ();
  stack = (EtaStack){c, block, 0, 8, c->width};
  eta_stack_add (&stack, title, ETA_STYLE_HEADING, ETA_ROLE_H2);
  eta_block_reach (block, stack.y + 2);
  eta_block_add_rule (block, 0, stack.y + 2, c->width, 0.4, c->template->hairline);
  return block;
}

/* --- Pages ------------------------------------------------------------------------------------ */

typedef struct {
  double top, bottom; /* where rows may stand */
} Room;

static EtaBlock *
page_footer (LineSheet *sheet, guint page, guint n_pages)
{
  EtaAssembly assembly;
  EtaBlock *footer;

  eta_assembly_init (&assembly, sheet->composer, &sheet->head);
  footer = eta_assembly_footer (&assembly, page, n_pages);
  eta_assembly_clear (&assembly);
  return footer;
}

/* Header, terms and heads of page INDEX onto PAGE (NULL: only measured). Returns where rows begin.
 */
static double
begin_page (LineSheet *sheet, guint index, EtaPage *page)
{
  const EtaComposer *c = sheet->composer;
  double x = c->template->margin, y = c->template->margin;
  g_autoptr (EtaBlock) terms =
      index == 0 ? eta_line_terms_block (&sheet->terms, c, c->width) : NULL;
  g_autoptr (EtaBlock) header = NULL, heads = eta_line_heads (c);
  EtaAssembly assembly;

  eta_assembly_init (&assembly, c, &sheet->head);
  header = eta_assembly_header (&assembly);
  if (!sheet->publisher) {
    EtaStack stack = {c, header, 0, 0, eta_template_span (c->template, c->width, 8)};
    eta_stack_fit (&stack, sheet->title, ETA_STYLE_TITLE, 1, ETA_ROLE_H1);
  }
  eta_assembly_clear (&assembly);
  const EtaBlock *const blocks[] = {header, terms, heads};
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++) {
    if (!blocks[i])
      continue;
    /* The heads belong to the table. */
    if (page && blocks[i] == heads)
      eta_page_begin (page, ETA_ROLE_TABLE);
    if (page)
      eta_block_place (blocks[i], page, x, y);
    y += eta_block_height (blocks[i]) + (blocks[i] == heads ? 0 : GAP);
  }
  return y;
}

static double
bottom_of (LineSheet *sheet)
{
  const EtaComposer *c = sheet->composer;
  g_autoptr (EtaBlock) footer = page_footer (sheet, 1, 1);

  return c->page_height - c->template->margin - eta_block_height (footer) - GAP;
}

static double
height_of (const EtaBlock *block)
{
  return block ? eta_block_height (block) : 0;
}

/* Finds the first product of each page: a row is never cut, and a heading stays with its row. */
static gboolean
break_pages (LineSheet *sheet, GError **error)
{
  const double bottom = bottom_of (sheet);
  double y = 0;

  for (guint i = 0; i < sheet->source.n_products; i++) {
    g_autoptr (EtaBlock) row = make_row (sheet, i, error);
    g_autoptr (EtaBlock) head = row && i > 0 ? section_head (sheet, i, FALSE) : NULL;

    if (!row)
      return FALSE;
    if (i == 0 || y + height_of (head) + eta_block_height (row) > bottom) {
      g_autoptr (EtaBlock) again = section_head (sheet, i, TRUE);
      g_array_append_val (sheet->starts, i);
      y = begin_page (sheet, sheet->starts->len - 1, NULL) + height_of (again);
    } else {
      y += height_of (head);
    }
    y += eta_block_height (row);
  }
  return TRUE;
}

static EtaPage *
make_page (gpointer maker, guint index, GError **error)
{
  LineSheet *sheet = maker;
  const EtaComposer *c = sheet->composer;
  g_autoptr (EtaPage) page = eta_composer_page (c);
  guint first = g_array_index (sheet->starts, guint, index);
  guint last = index + 1 < sheet->starts->len ? g_array_index (sheet->starts, guint, index + 1)
                                              : sheet->source.n_products;
  double x = c->template->margin, y = begin_page (sheet, index, page);
  g_autoptr (EtaBlock) footer = page_footer (sheet, index + 1, sheet->starts->len);

  if (index == 0)
    eta_page_add_outline (page, 0, eta_label (c->template->title, c->lang));
  for (guint i = first; i < last; i++) {
    g_autoptr (EtaBlock) head = section_head (sheet, i, i == first);
    g_autoptr (EtaBlock) row = make_row (sheet, i, error);

    if (!row)
      return NULL;
    if (head) {
      const EtaCatalogSection *section = section_of (sheet, i);
      if (section && section->first == i)
        eta_page_add_outline (page, 1, section->title);
      eta_block_place (head, page, x, y);
    }
    y += height_of (head);
    eta_block_place (row, page, x, y);
    y += eta_block_height (row);
  }
  eta_page_end (page);
  eta_block_place (footer, page, x,
                   c->page_height - c->template->margin - eta_block_height (footer));
  return g_steal_pointer (&page);
}

static gboolean
find_terms (LineSheet *sheet, GError **error)
{
  for (guint i = 0; i < sheet->source.n_products; i++) {
    EtaSheetInput input;

    if (!load (sheet, i, &input, error))
      return FALSE;
    eta_line_terms_add (&sheet->terms, sheet->composer, &input);
    eta_sheet_input_clear (&input);
  }
  return TRUE;
}

EtaLayout *
eta_layout_lines (const EtaCatalogSource *source, const EtaCatalogOptions *options, GError **error)
{
  EtaComposer *c = eta_composer_new (&options->sheet, ETA_TEMPLATE_LINES, "line-sheet", error);
  EtaSheetInput first;
  LineSheet *sheet;
  EtaLayout *layout;

  if (!c)
    return NULL;
  sheet = g_new0 (LineSheet, 1);
  *sheet = (LineSheet){
      .composer = c, .source = *source, .starts = g_array_new (FALSE, FALSE, sizeof (guint))};
  sheet->title = options->title ? eta_composer_name (c, options->title)
                                : g_strdup (eta_label (c->template->title, c->lang));
  if (!eta_layout_read_first (source, options, &first, &sheet->publisher, error)) {
    line_sheet_free (sheet);
    return NULL;
  }
  sheet->head = (EtaSheetInput){
      .producer = sheet->publisher, .photo_path = first.photo_path, .photo_data = first.photo_data};
  sheet->terms.publisher = sheet->publisher;
  eta_sheet_input_clear (&first);
  if (!find_terms (sheet, error) || !break_pages (sheet, error)) {
    line_sheet_free (sheet);
    return NULL;
  }
  layout = eta_layout_new (c, sheet->title, sheet->publisher, sheet->starts->len, make_page, sheet,
                           line_sheet_free);
  eta_layout_describe (layout, eta_label (c->template->title, c->lang), NULL);
  return layout;
}
