/* Labels for the table at a fair: the name in large letters, the price or "ask us", the codes. Cut
 * apart along the marks, which stand outside the labels, and between them where four meet. */
#include "sheets/assembly.h"
#include "sheets/labels.h"
#include "sheets/layout-document.h"
#include "sheets/stack.h"

#include "catalog/check.h"
#include "catalog/measure.h"
#include "sheets/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MARK (4 * ETA_MM)
#define MARK_THICK 0.3
#define PHOTO_LEAST (60 * ETA_MM)
/* The height that the template's sizes are for: of one of six on an A4. */
#define USUAL_HEIGHT (91 * ETA_MM)

typedef struct {
  EtaComposer *composer;
  EtaTemplate
      scaled; /* the template, its type and code as large as the label asks; lists borrowed */
  EtaCatalogSource source;
  EtaProducer *publisher;
  guint across, down;
  double width, height; /* of a label */
} Booth;

static void
booth_free (gpointer data)
{
  Booth *booth = data;

  eta_composer_free (booth->composer);
  g_clear_pointer (&booth->publisher, eta_producer_unref);
  g_free (booth);
}

/* --- One label -------------------------------------------------------------------------------- */

/* The bars of the GTIN from Y on, at most WIDTH wide and HEIGHT high; nothing when it is no number
 * that can be drawn, or there is too little room to read it. Returns the height taken. */
static double
add_ean (const EtaComposer *c, EtaBlock *block, const EtaProduct *product, double y, EtaRect room)
{
  g_autoptr (EtaCode) code =
      product->gtin ? eta_code_new_ean (c->setter, product->gtin, NULL) : NULL;
  double module, width, height;

  if (!code)
    return 0;
  module = MIN (room.width / ETA_MM / eta_code_width (code),
                room.height / ETA_MM / eta_code_height (code));
  module = MIN (module, ETA_EAN_MODULE);
  width = module * eta_code_width (code) * ETA_MM;
  height = module * eta_code_height (code) * ETA_MM;
  if (!eta_code_check_width (code, width / ETA_MM, NULL))
    return 0;
  eta_block_add_code (block, eta_code_ref (code), (EtaRect){0, y, width, height});
  return height;
}

/* The QR code in the lower corner at the end, what it is for under it. Returns its width. */
static double
add_qr (const EtaComposer *c, EtaBlock *block, const EtaSheetInput *input, EtaRect box, double pad)
{
  const char *purpose;
  g_autofree char *link = eta_wording_link (input, &purpose);
  g_autoptr (EtaCode) code = link ? eta_code_new_qr (link, NULL) : NULL;
  double side = c->template->qr, width;
  EtaText *text;

  if (!code)
    return 0;
  side = MAX (side, eta_code_smallest (code) * ETA_MM);
  text = eta_composer_fit (c, eta_label (purpose, c->lang), ETA_STYLE_LABEL, 0, 0, 1, FALSE);
  width = MAX (side, eta_text_width (text));
  eta_block_add_code (block, g_steal_pointer (&code),
                      (EtaRect){box.width - pad - (width + side) / 2,
                                box.height - pad - eta_text_height (text) - side, side, side});
  eta_block_add_text (block, text, box.width - pad - (width + eta_text_width (text)) / 2,
                      box.height - pad - eta_text_height (text), ETA_ROLE_PARAGRAPH);
  return width;
}

/* "USD 4.50 / pouch", under it where and from how many on; or that one may ask. */
static void
add_price (EtaStack *stack, const EtaSheetInput *input)
{
  const EtaComposer *c = stack->composer;
  const EtaProduct *p = input->product;
  const EtaPrice *price = eta_wording_price (c, p);
  g_autofree char *amount = price ? eta_wording_money (c, price->minor, price->currency) : NULL;
  g_autofree char *delivery = price ? eta_wording_delivery (c, price) : NULL;
  g_autofree char *moq = eta_wording_fact (c, input, "moq");
  g_autofree char *least =
      moq ? g_strconcat (eta_label ("moq_short", c->lang), " ", moq, NULL) : NULL;
  g_autofree char *per =
      price && p->unit ? g_strconcat ("/ ", eta_unit_name (p->unit, c->lang), NULL) : NULL;
  const char *parts[] = {per, delivery, least};
  GString *line = g_string_new (NULL);
  g_autofree char *rest = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i])
      g_string_append_printf (line, "%s%s", line->len ? " · " : "", parts[i]);
  rest = g_string_free (line, FALSE);
  eta_stack_fit (stack, amount ? amount : eta_label ("ask_price", c->lang), ETA_STYLE_PRICE,
                 amount ? 1 : 2, ETA_ROLE_PARAGRAPH);
  eta_stack_fit (stack, rest, ETA_STYLE_LABEL, 2, ETA_ROLE_PARAGRAPH);
}

/* What BLOCK takes is set at the foot, so its height is found first. */
static void
add_at_foot (EtaBlock *block, const EtaBlock *foot, double x, double bottom)
{
  eta_block_append (block, foot, x, bottom - eta_block_height (foot));
}

static void
add_names (EtaStack *stack, const EtaSheetInput *input, double bottom)
{
  const EtaComposer *c = stack->composer;
  g_autofree char *name = eta_wording_name (c, input->product);
  g_autofree char *second = eta_wording_second_name (c, input->product);
  double room =
      bottom - stack->y - (second ? 2 * c->template->styles[ETA_STYLE_SUBTITLE].leading : 0);
  g_autofree char *bound = eta_composer_bind_last (name);
  EtaText *text =
      eta_composer_fit (c, bound, ETA_STYLE_TITLE, stack->width, MAX (room, 12), 4, TRUE);

  eta_block_add_text (stack->block, text, stack->x, stack->y, ETA_ROLE_H2);
  stack->y += eta_text_height (text) + 2;
  if (second && stack->y + c->template->styles[ETA_STYLE_SUBTITLE].leading <= bottom)
    eta_stack_fit (stack, second, ETA_STYLE_SUBTITLE, 1, ETA_ROLE_PARAGRAPH);
}

/* On a label as large as a page the photo fills what is left between the names and the price. */
static void
add_photo (EtaBlock *block, const EtaComposer *c, const EtaSheetInput *input, EtaRect box)
{
  const GPtrArray *photos = input->product->photos;
  EtaAssembly assembly;

  if (photos->len == 0 || box.height < PHOTO_LEAST)
    return;
  eta_assembly_init (&assembly, c, input);
  eta_assembly_photo (&assembly, block, photos->pdata[0], box);
  eta_assembly_clear (&assembly);
}

static EtaBlock *
make_label (const EtaComposer *c, const EtaSheetInput *input, double width, double height)
{
  const double pad = 5 * ETA_MM;
  EtaRect box = {0, 0, width, height};
  EtaBlock *block = eta_block_new ();
  g_autoptr (EtaBlock) foot = eta_block_new ();
  g_autofree char *producer =
      input->producer ? eta_composer_name (c, eta_producer_name (input->producer, c->lang)) : NULL;
  g_autofree char *sku = eta_composer_value (c, input->product->sku);
  EtaStack top = {c, block, pad, pad, width - 2 * pad}, low = {c, foot, 0, 0, 0};
  double code, least, foot_top;

  eta_block_begin (block, ETA_ROLE_SECTION);
  eta_stack_fit (&top, producer, ETA_STYLE_PRODUCER, 1, ETA_ROLE_PARAGRAPH);
  eta_block_add_rule (block, pad, top.y + 2, width - 2 * pad, 0.8, c->template->accent);
  top.y += 8;
  code = add_qr (c, block, input, box, pad);
  low.width = width - 2 * pad - (code > 0 ? code + 8 : 0);
  add_price (&low, input);
  low.y += 4;
  eta_stack_fit (&low, sku, ETA_STYLE_STRONG, 1, ETA_ROLE_PARAGRAPH);
  least = c->template->styles[ETA_STYLE_TITLE].leading * 2;
  add_ean (c, foot, input->product, low.y + 4,
           (EtaRect){0, 0, low.width, height - pad - top.y - low.y - 4 - least});
  add_at_foot (block, foot, pad, height - pad);
  foot_top = height - pad - MAX (eta_block_height (foot), code > 0 ? c->template->qr + 14 : 0) - 6;
  add_names (&top, input, foot_top);
  add_photo (block, c, input, (EtaRect){pad, top.y + 14, width - 2 * pad, foot_top - top.y - 28});
  eta_block_end (block);
  return block;
}

/* --- Pages ------------------------------------------------------------------------------------ */

/* At each line of the grid a mark outside the labels on both sides, and crosses inside. */
static void
add_marks (const Booth *booth, EtaPage *page)
{
  const double x0 = booth->composer->template->margin, y0 = x0;
  const double x1 = x0 + booth->across * booth->width, y1 = y0 + booth->down * booth->height;
  const double off = 1 * ETA_MM, cross = 2 * ETA_MM;

  for (guint i = 0; i <= booth->across; i++) {
    double x = x0 + i * booth->width;
    eta_page_add_line (page, x, y0 - off - MARK, x, y0 - off, MARK_THICK, ETA_MUTED);
    eta_page_add_line (page, x, y1 + off, x, y1 + off + MARK, MARK_THICK, ETA_MUTED);
    for (guint j = 1; j < booth->down; j++)
      eta_page_add_line (page, x, y0 + j * booth->height - cross, x, y0 + j * booth->height + cross,
                         MARK_THICK, ETA_MUTED);
  }
  for (guint j = 0; j <= booth->down; j++) {
    double y = y0 + j * booth->height;
    eta_page_add_line (page, x0 - off - MARK, y, x0 - off, y, MARK_THICK, ETA_MUTED);
    eta_page_add_line (page, x1 + off, y, x1 + off + MARK, y, MARK_THICK, ETA_MUTED);
    for (guint i = 1; i < booth->across; i++)
      eta_page_add_line (page, x0 + i * booth->width - cross, y, x0 + i * booth->width + cross, y,
                         MARK_THICK, ETA_MUTED);
  }
}

static EtaPage *
make_page (gpointer maker, guint index, GError **error)
{
  Booth *booth = maker;
  EtaComposer c = *booth->composer;
  g_autoptr (EtaPage) page = eta_composer_page (&c);
  const double margin = c.template->margin;
  guint on_one = booth->across * booth->down, first = index * on_one;

  c.template = &booth->scaled;
  for (guint i = first; i < MIN (first + on_one, booth->source.n_products); i++) {
    EtaSheetInput input = {NULL};
    g_autoptr (EtaBlock) label = NULL;
    g_autofree char *name = NULL, *title = NULL;

    if (!booth->source.load (i, &input, booth->source.data, error))
      return NULL;
    label = make_label (&c, &input, booth->width, booth->height);
    name = eta_wording_name (&c, input.product);
    title = eta_strip_direction (name);
    eta_block_place (label, page, margin + (i - first) % booth->across * booth->width,
                     margin + (i - first) / booth->across * booth->height);
    eta_page_add_outline (page, 0, title);
    eta_sheet_input_clear (&input);
  }
  if (on_one > 1)
    add_marks (booth, page);
  return g_steal_pointer (&page);
}

static gboolean
divide (Booth *booth, guint per_page, GError **error)
{
  static const guint grids[][2] = {{1, 1}, {1, 2}, {2, 2}, {2, 3}, {2, 4}};
  const EtaComposer *c = booth->composer;

  for (guint i = 0; i < G_N_ELEMENTS (grids); i++)
    if (grids[i][0] * grids[i][1] == per_page) {
      booth->across = grids[i][0];
      booth->down = grids[i][1];
    }
  if (booth->across == 0) {
    g_set_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_INPUT,
                 _ ("A page has 1, 2, 4, 6 or 8 labels, not %u."), per_page);
    return FALSE;
  }
  booth->width = (c->page_width - 2 * c->template->margin) / booth->across;
  booth->height = (c->page_height - 2 * c->template->margin) / booth->down;
  return TRUE;
}

/* A label over the whole page is read from three metres, one of eight from one. */
static void
scale_type (Booth *booth)
{
  const double usual_width = (210 - 24) / 2.0 * ETA_MM;
  double factor =
      CLAMP (sqrt (booth->height / USUAL_HEIGHT * booth->width / usual_width), 0.78, 2.2);

  booth->scaled = *booth->composer->template;
  for (int i = 0; i <= ETA_STYLE_FOOTER; i++) {
    EtaStyle *style = &booth->scaled.styles[i];
    double least = MIN (ETA_TEXT_SMALLEST, style->size);

    style->leading *= MAX (style->size * factor, least) / style->size;
    style->size = MAX (style->size * factor, least);
  }
  booth->scaled.qr *= factor;
}

EtaLayout *
eta_layout_booth (const EtaCatalogSource *source, const EtaCatalogOptions *options, GError **error)
{
  EtaComposer *c = eta_composer_new (&options->sheet, ETA_TEMPLATE_BOOTH, "booth-label", error);
  EtaSheetInput first = {NULL};
  Booth *booth;
  EtaLayout *layout;
  guint on_one;

  if (!c)
    return NULL;
  booth = g_new0 (Booth, 1);
  *booth = (Booth){.composer = c, .source = *source};
  on_one = options->per_page ? options->per_page : (guint)c->template->per_page;
  if (!eta_layout_read_first (source, options, &first, &booth->publisher, error) ||
      !divide (booth, on_one, error)) {
    eta_sheet_input_clear (&first);
    booth_free (booth);
    return NULL;
  }
  eta_sheet_input_clear (&first);
  scale_type (booth);
  layout = eta_layout_new (c, options->title ? options->title : eta_label ("products", c->lang),
                           booth->publisher, (source->n_products + on_one - 1) / on_one, make_page,
                           booth, booth_free);
  eta_layout_describe (layout, eta_label ("booth_label", c->lang), NULL);
  return layout;
}
