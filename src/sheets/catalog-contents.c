/* Contents, section pages, a page for notes. */
#include "sheets/catalog-pages.h"
#include "sheets/labels.h"
#include "sheets/stack.h"

#define LINE_PADDING 3.0
#define SECTION_PHOTO 0.44 /* of the page's height */
#define NOTE_PITCH (9 * ETA_MM)

/* --- Lines ------------------------------------------------------------------------------------ */

double
eta_catalog_line_height (const EtaComposer *composer)
{
  double leading = composer->template->styles[ETA_STYLE_TABLE].leading;

  return LINE_PADDING + (composer->dir == ETA_DIRECTION_RTL ? leading * 1.6 / 1.4 : leading);
}

/* Under a heading of two lines and a head row of two, over a note. */
guint
eta_catalog_count_rows (const EtaCatalog *catalog)
{
  const EtaComposer *c = catalog->composer;
  double top, height;

  eta_catalog_room (catalog, &top, &height);
  height -= c->template->styles[ETA_STYLE_HEADING].leading * 1.6 / 1.4 + 16;
  return (guint)(height / eta_catalog_line_height (c)) - 3;
}

void
eta_catalog_add_line (const EtaCatalog *catalog,
                      EtaBlock *block,
                      const char *name,
                      guint page,
                      const char *anchor,
                      gboolean bold,
                      EtaRect box)
{
  const EtaComposer *c = catalog->composer;
  EtaStyleId style = bold ? ETA_STYLE_TABLE_HEAD : ETA_STYLE_TABLE;
  g_autofree char *count = eta_wording_count (c, page + 1);
  EtaText *number = eta_composer_set (c, count, style, 0);
  double room = box.width - 30;
  EtaText *text = eta_composer_fit (c, name, style, room, 0, 1, TRUE);
  double from = MIN (eta_text_natural_width (text), room) + 4;
  double to = box.width - eta_text_width (number) - 4;
  double base = box.y + LINE_PADDING + MAX (eta_text_baseline (text), eta_text_baseline (number));

  eta_block_add_text (block, text, box.x, base - eta_text_baseline (text), ETA_ROLE_PARAGRAPH);
  if (to > from)
    eta_block_add_rule (block, box.x + from, base - 0.4, to - from, 0.4,
                        eta_composer_line_colour (c));
  eta_block_add_text (block, number, box.x + box.width - eta_text_width (number),
                      base - eta_text_baseline (number), ETA_ROLE_PARAGRAPH);
  eta_block_add_jump (block, box, anchor);
}

/* --- Contents --------------------------------------------------------------------------------- */

/* The page of a section: its own, or that of its first product. */
static guint
section_page (const EtaCatalog *catalog, guint section)
{
  for (guint i = 0; i < catalog->pieces->len; i++) {
    const EtaPiece *piece = &g_array_index (catalog->pieces, EtaPiece, i);
    if (piece->kind == ETA_PIECE_SECTIONS && piece->part == section)
      return i;
  }
  return g_array_index (catalog->page_of, guint, catalog->source.sections[section].first);
}

static gboolean
add_contents_line (const EtaCatalog *catalog,
                   EtaBlock *block,
                   const EtaContentsLine *line,
                   EtaRect box,
                   GError **error)
{
  const EtaComposer *c = catalog->composer;
  g_autofree char *name = NULL, *anchor = NULL;
  guint page = 0;

  switch (line->kind) {
  case ETA_N_PIECES:
    return TRUE;
  case ETA_PIECE_PRODUCTS:
    name = eta_catalog_name_of (catalog, line->index, error);
    anchor = eta_catalog_anchor (line->index);
    page = g_array_index (catalog->page_of, guint, line->index);
    break;
  case ETA_PIECE_SECTIONS:
    name = eta_composer_name (c, catalog->source.sections[line->index].title);
    page = section_page (catalog, line->index);
    anchor = catalog->starts[ETA_PIECE_SECTIONS]
                 ? eta_catalog_section_anchor (line->index)
                 : eta_catalog_anchor (catalog->source.sections[line->index].first);
    break;
  default:
    name = g_strdup (eta_label (eta_catalog_title_key (line->kind), c->lang));
    anchor = g_strdup (eta_catalog_part_anchor (line->kind));
    page = catalog->starts[line->kind];
    break;
  }
  if (name)
    eta_catalog_add_line (catalog, block, name, page, anchor, line->kind != ETA_PIECE_PRODUCTS,
                          box);
  return name != NULL;
}

/* Lines in each column of a page that begins with line FIRST and has N: the last page is filled
 * evenly, and no section's name ends a column. */
static guint
balance (const EtaCatalog *catalog, guint first, guint n)
{
  guint rows = MIN (catalog->rows, MAX ((n + 1) / 2, 8));

  while (rows < catalog->rows && first + rows < catalog->contents->len &&
         g_array_index (catalog->contents, EtaContentsLine, first + rows - 1).kind ==
             ETA_PIECE_SECTIONS)
    rows++;
  return rows;
}

EtaPage *
eta_catalog_contents (const EtaCatalog *catalog, guint index, guint part, GError **error)
{
  const EtaComposer *c = catalog->composer;
  g_autoptr (EtaPage) page = eta_catalog_page_new (catalog, index, NULL);
  g_autoptr (EtaBlock) block = eta_block_new ();
  guint first = part * catalog->rows * 2;
  guint n = MIN (catalog->rows * 2, catalog->contents->len - first);
  double width = eta_template_span (c->template, c->width, c->template->columns / 2);
  double second = eta_template_column (c->template, c->width, c->template->columns / 2);
  double line = eta_catalog_line_height (c);
  double y = eta_catalog_add_heading (catalog, page, index, ETA_PIECE_CONTENTS, part) + 6;
  guint rows = balance (catalog, first, n);

  for (guint i = 0; i < n; i++) {
    const EtaContentsLine *entry = &g_array_index (catalog->contents, EtaContentsLine, first + i);
    EtaRect box = {i < rows ? 0 : second, i % rows * line, width, line};

    if (!add_contents_line (catalog, block, entry, box, error))
      return NULL;
  }
  eta_block_place (block, page, eta_catalog_margin (catalog, index), c->template->margin + y);
  return g_steal_pointer (&page);
}

/* --- Sections --------------------------------------------------------------------------------- */

/* The first photo of the section's first products fills the band. */
static gboolean
add_band (const EtaCatalog *catalog, EtaBlock *block, const EtaPiece *piece, GError **error)
{
  const EtaComposer *c = catalog->composer;
  EtaRect box = {0, 0, c->page_width, c->page_height * SECTION_PHOTO};
  EtaSheetInput input;
  EtaAssembly assembly;
  gboolean drawn = FALSE;

  for (guint i = 0; i < MIN (piece->n, 3) && !drawn; i++) {
    if (!eta_catalog_load (catalog, piece->first + i, &input, error))
      return FALSE;
    eta_assembly_init (&assembly, c, &input);
    drawn = input.product->photos->len > 0 &&
            eta_assembly_photo (&assembly, block, input.product->photos->pdata[0], box);
    eta_assembly_clear (&assembly);
    eta_sheet_input_clear (&input);
  }
  if (!drawn)
    eta_block_add_fill (block, box, 0, c->template->accent);
  eta_block_add_rule (block, 0, box.height, c->page_width, 3, c->template->accent);
  return TRUE;
}

/* What stands in the section, as far as there is room; the contents have it whole. */
static gboolean
add_members (
    const EtaCatalog *catalog, EtaBlock *block, const EtaPiece *piece, EtaRect room, GError **error)
{
  const EtaComposer *c = catalog->composer;
  double line = eta_catalog_line_height (c);
  double width = eta_template_span (c->template, c->width, c->template->columns / 2);
  double second = eta_template_column (c->template, c->width, c->template->columns / 2);
  guint fit = (guint)(room.height / line), rows = MIN ((piece->n + 1) / 2, fit);

  rows = piece->n <= fit && piece->n <= 6 ? piece->n : rows;
  for (guint i = 0; i < MIN (piece->n, rows * 2); i++) {
    g_autofree char *name = eta_catalog_name_of (catalog, piece->first + i, error);
    g_autofree char *anchor = eta_catalog_anchor (piece->first + i);
    EtaRect box = {room.x + (i < rows ? 0 : second), room.y + i % rows * line, width, line};

    if (!name)
      return FALSE;
    eta_catalog_add_line (catalog, block, name,
                          g_array_index (catalog->page_of, guint, piece->first + i), anchor, FALSE,
                          box);
  }
  return TRUE;
}

EtaPage *
eta_catalog_section (const EtaCatalog *catalog, guint index, guint section, GError **error)
{
  const EtaComposer *c = catalog->composer;
  const EtaPiece *piece = &g_array_index (catalog->pieces, EtaPiece, index);
  const char *title = catalog->source.sections[section].title;
  g_autofree char *name = eta_composer_name (c, title);
  g_autofree char *anchor = eta_catalog_section_anchor (section);
  g_autoptr (EtaPage) page = eta_catalog_page_new (catalog, index, NULL);
  g_autoptr (EtaBlock) block = eta_block_new ();
  double top, height, x = eta_catalog_margin (catalog, index);
  EtaStack stack = {c, block, x, c->page_height * SECTION_PHOTO + 10 * ETA_MM, c->width};

  eta_catalog_room (catalog, &top, &height);
  if (!add_band (catalog, block, piece, error))
    return NULL;
  eta_stack_fit (&stack, name, ETA_STYLE_COVER, 2, ETA_ROLE_H1);
  stack.y += 6 * ETA_MM;
  if (!add_members (catalog, block, piece, (EtaRect){x, stack.y, c->width, top + height - stack.y},
                    error))
    return NULL;
  eta_block_place (block, page, 0, 0);
  eta_page_add_outline (page, 0, title);
  eta_page_add_anchor (page, anchor, x, 0);
  return g_steal_pointer (&page);
}

/* --- Notes ------------------------------------------------------------------------------------ */

EtaPage *
eta_catalog_notes (const EtaCatalog *catalog, guint index)
{
  const EtaComposer *c = catalog->composer;
  EtaPage *page = eta_catalog_page_new (catalog, index, NULL);
  g_autoptr (EtaBlock) block = eta_block_new ();
  double top, height, y;

  eta_catalog_room (catalog, &top, &height);
  y = eta_catalog_add_heading (catalog, page, index, ETA_PIECE_NOTES, 0) + NOTE_PITCH;
  for (; y < height; y += NOTE_PITCH)
    eta_block_add_rule (block, 0, y, c->width, 0.4, eta_composer_line_colour (c));
  eta_block_place (block, page, eta_catalog_margin (catalog, index), top);
  return page;
}
