#include "sheets/catalog-pages.h"

#include "sheets/labels.h"

#define COVER_PHOTO 0.62 /* of the page's height */
#define LINE_PADDING 3.0

/* --- Cover ------------------------------------------------------------------------------------ */

static void
add_cover_photo (const EtaCatalog *catalog, EtaBlock *block)
{
  const EtaComposer *c = catalog->composer;
  const GPtrArray *photos = catalog->first.product->photos;
  const EtaPhoto *first = photos->len > 0 ? photos->pdata[0] : NULL;
  const char *sha256 = catalog->options.cover ? catalog->options.cover
                       : first                ? first->sha256
                                              : NULL;
  g_autofree char *path = sha256 && catalog->first.photo_path
                              ? catalog->first.photo_path (sha256, catalog->first.photo_data)
                              : NULL;
  EtaPagePhoto photo = {.path = path, .focus_x = 0.5, .focus_y = 0.5, .fit = ETA_FIT_COVER};
  EtaRect box = {0, 0, c->page_width, c->page_height * COVER_PHOTO};

  if (!path) {
    eta_block_add_fill (block, box, 0, c->template->accent);
    return;
  }
  if (!catalog->options.cover) {
    photo.focus_x = first->focus_x / 1000.0;
    photo.focus_y = first->focus_y / 1000.0;
  }
  eta_block_add_photo (block, &photo, box);
}

/* "Products 24 · Language English · Edition 25 November 2026" as label over value. */
static void
add_cover_facts (const EtaCatalog *catalog, EtaBlock *block, double x, double y)
{
  const EtaComposer *c = catalog->composer;
  g_autofree char *count = eta_wording_count (c, catalog->source.n_products);
  g_autofree char *date = eta_wording_date (c, c->edition);
  g_autofree char *language = eta_wording_language (c);
  const char *const pairs[][2] = {{eta_label ("products", c->lang), count},
                                  {eta_label ("languages", c->lang), language},
                                  {eta_label ("edition_word", c->lang), date}};

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    EtaText *label, *value;
    if (!pairs[i][1])
      continue;
    label = eta_composer_set (c, pairs[i][0], ETA_STYLE_LABEL, 0);
    value = eta_composer_set (c, pairs[i][1], ETA_STYLE_STRONG, 0);
    eta_block_add_text (block, label, x, y, ETA_ROLE_PARAGRAPH);
    eta_block_add_text (block, value, x, y + eta_text_height (label), ETA_ROLE_PARAGRAPH);
    x += MAX (eta_text_width (label), eta_text_width (value)) + 24;
  }
}

/* The publisher's code in the lower corner at the end. Returns the room that it takes. */
static double
add_publisher_code (const EtaCatalog *catalog, EtaBlock *block, double x, double y, double side)
{
  const EtaComposer *c = catalog->composer;
  EtaSheetInput input = {.producer = catalog->publisher};
  const char *purpose;
  g_autofree char *link = eta_wording_link (&input, &purpose);
  EtaCode *code = link ? eta_code_new_qr (link, NULL) : NULL;
  EtaTextSpec spec = {.style = &c->template->styles[ETA_STYLE_FOOTER],
                      .lang = c->lang,
                      .dir = c->dir,
                      .align = ETA_ALIGN_CENTER,
                      .width = side + 20};

  if (!code)
    return 0;
  eta_block_add_code (block, code, (EtaRect){x - side, y, side, side});
  eta_block_add_link (block, (EtaRect){x - side, y, side, side}, link);
  eta_block_add_text (block, eta_text_new (c->setter, eta_label (purpose, c->lang), &spec),
                      x - side - 10, y + side, ETA_ROLE_PARAGRAPH);
  return side + 20;
}

EtaPage *
eta_catalog_cover (const EtaCatalog *catalog)
{
  const EtaComposer *c = catalog->composer;
  const EtaTemplate *t = c->template;
  EtaPage *page = eta_composer_page (c);
  g_autoptr (EtaBlock) block = eta_block_new ();
  double x = eta_catalog_margin (catalog, 0), y = c->page_height * COVER_PHOTO;
  double side = 28 * ETA_MM, foot = c->page_height - t->margin;
  double room = c->width - side - 30;
  g_autofree char *name =
      catalog->publisher ? eta_composer_name (c, eta_producer_name (catalog->publisher, c->lang))
                         : NULL;
  g_autofree char *place = catalog->publisher ? eta_wording_place (c, catalog->publisher->regency,
                                                                   catalog->publisher->province,
                                                                   catalog->publisher->country)
                                              : NULL;
  EtaText *text;

  add_cover_photo (catalog, block);
  eta_block_add_rule (block, 0, y, c->page_width, 3, t->accent);
  y += 10 * ETA_MM;
  text = eta_composer_fit (c, catalog->title, ETA_STYLE_COVER, c->width, 0, 2, FALSE);
  eta_block_add_text (block, text, x, y, ETA_ROLE_H1);
  y += eta_text_height (text) + (c->dir == ETA_DIRECTION_RTL ? 12 : 4);
  if (name) {
    text = eta_composer_fit (c, name, ETA_STYLE_PRODUCER, room, 0, 1, TRUE);
    eta_block_add_text (block, text, x, y, ETA_ROLE_PARAGRAPH);
    y += eta_text_height (text);
  }
  if (place)
    eta_block_add_text (block, eta_composer_fit (c, place, ETA_STYLE_SUBTITLE, room, 0, 1, TRUE), x,
                        y, ETA_ROLE_PARAGRAPH);
  add_cover_facts (catalog, block, x, foot - 26);
  add_publisher_code (catalog, block, x + c->width, foot - side - 12, side);
  eta_block_place (block, page, 0, 0);
  return page;
}

/* --- Contents --------------------------------------------------------------------------------- */

static double
line_height (const EtaComposer *c)
{
  double leading = c->template->styles[ETA_STYLE_TABLE].leading;

  return LINE_PADDING + (c->dir == ETA_DIRECTION_RTL ? leading * 1.6 / 1.4 : leading);
}

/* Room under a heading over the whole width. */
static double
list_room (const EtaCatalog *catalog, double *top)
{
  g_autoptr (EtaBlock) heading =
      eta_composer_heading (catalog->composer, "contents", catalog->composer->width, FALSE);
  double height;

  eta_catalog_room (catalog, top, &height);
  *top += eta_block_height (heading) + 6;
  return height - eta_block_height (heading) - 6;
}

void
eta_catalog_count_lines (EtaCatalog *catalog)
{
  double top, room = list_room (catalog, &top);
  guint rows = (guint)(room / line_height (catalog->composer));

  catalog->contents_lines = rows * 2;
  catalog->price_lines = rows - 1; /* the head row */
}

static void
add_list_heading (
    const EtaCatalog *catalog, EtaPage *page, guint index, const char *key, guint part)
{
  g_autoptr (EtaBlock) heading =
      eta_composer_heading (catalog->composer, key, catalog->composer->width, part > 0);

  eta_block_place (heading, page, eta_catalog_margin (catalog, index),
                   catalog->composer->template->margin);
  if (part == 0)
    eta_page_add_outline (page, 0, eta_label (key, catalog->composer->lang));
}

static char *
name_of (const EtaCatalog *catalog, guint index, GError **error)
{
  const EtaCatalogSource *source = &catalog->source;
  EtaSheetInput input = {NULL};
  g_autofree char *name = NULL;

  if (source->name) {
    name = source->name (index, source->data);
    return eta_composer_name (catalog->composer, name ? name : "");
  }
  if (!source->load (index, &input, source->data, error))
    return NULL;
  name = eta_wording_name (catalog->composer, input.product);
  eta_sheet_input_clear (&input);
  return g_steal_pointer (&name);
}

/* Name, a line that leads the eye, page number; the whole is a link. */
static void
add_contents_line (
    const EtaCatalog *catalog, EtaBlock *block, const char *name, guint index, EtaRect box)
{
  const EtaComposer *c = catalog->composer;
  g_autofree char *page = eta_wording_count (c, eta_catalog_page_of (catalog, index) + 1);
  g_autofree char *anchor = eta_catalog_anchor (index);
  EtaText *number = eta_composer_set (c, page, ETA_STYLE_TABLE, 0);
  double room = box.width - 30;
  EtaText *text = eta_composer_fit (c, name, ETA_STYLE_TABLE, room, 0, 1, TRUE);
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

EtaPage *
eta_catalog_contents (const EtaCatalog *catalog, guint index, guint part, GError **error)
{
  const EtaComposer *c = catalog->composer;
  g_autoptr (EtaPage) page = eta_catalog_page_new (catalog, index);
  g_autoptr (EtaBlock) block = eta_block_new ();
  guint first = part * catalog->contents_lines, rows = catalog->contents_lines / 2;
  guint n = MIN (catalog->contents_lines, catalog->source.n_products - first);
  double width = eta_template_span (c->template, c->width, 6), top;

  list_room (catalog, &top);
  add_list_heading (catalog, page, index, "contents", part);
  for (guint i = 0; i < n; i++) {
    g_autofree char *name = name_of (catalog, first + i, error);
    EtaRect box = {i < rows ? 0 : eta_template_column (c->template, c->width, 6),
                   i % rows * line_height (c), width, line_height (c)};

    if (!name)
      return NULL;
    add_contents_line (catalog, block, name, first + i, box);
  }
  eta_block_place (block, page, eta_catalog_margin (catalog, index), top);
  return g_steal_pointer (&page);
}

/* --- Price list ------------------------------------------------------------------------------- */

enum { NAME, SKU, MOQ, PRICE, PAGE, N_CELLS };

static void
add_price_cells (const EtaCatalog *catalog,
                 EtaBlock *block,
                 const char *const cells[N_CELLS],
                 const EtaCellPlace places[N_CELLS],
                 EtaStyleId style,
                 double y)
{
  const EtaComposer *c = catalog->composer;
  gboolean head = style == ETA_STYLE_LABEL;

  eta_block_begin (block, ETA_ROLE_ROW);
  for (int i = 0; i < N_CELLS; i++) {
    EtaTextSpec spec = {.style = &c->template->styles[style],
                        .lang = c->lang,
                        .dir = c->dir,
                        .align = places[i].align,
                        .width = places[i].width,
                        .max_lines = 1,
                        .min_size = ETA_TEXT_SMALLEST,
                        .cut = TRUE};
    if (!cells[i])
      continue;
    eta_block_add_text (block, eta_text_new (c->setter, cells[i], &spec), places[i].x,
                        y + LINE_PADDING / 2, head ? ETA_ROLE_HEADER_CELL : ETA_ROLE_CELL);
  }
  eta_block_end (block);
  eta_block_add_rule (block, 0, y + line_height (c) - 0.4, c->width, 0.4,
                      head ? c->template->hairline : eta_composer_line_colour (c));
}

EtaPage *
eta_catalog_prices (const EtaCatalog *catalog, guint index, guint part)
{
  static const int shares[N_CELLS] = {34, 20, 16, 16, 8};
  const EtaComposer *c = catalog->composer;
  EtaPage *page = eta_catalog_page_new (catalog, index);
  g_autoptr (EtaBlock) block = eta_block_new ();
  guint first = part * catalog->price_lines;
  guint n = MIN (catalog->price_lines, catalog->lines->len - first);
  const char *heads[N_CELLS] = {eta_label ("product_name", c->lang), eta_label ("sku", c->lang),
                                eta_label ("moq_short", c->lang), eta_label ("price", c->lang),
                                eta_label ("page", c->lang)};
  EtaCellPlace places[N_CELLS];
  double top;

  list_room (catalog, &top);
  add_list_heading (catalog, page, index, "price_list", part);
  eta_assembly_places (places, shares, N_CELLS, c->width, 8, FALSE);
  for (int i = MOQ; i < N_CELLS; i++)
    places[i].align = ETA_ALIGN_END;
  eta_block_begin (block, ETA_ROLE_TABLE);
  add_price_cells (catalog, block, heads, places, ETA_STYLE_LABEL, 0);
  for (guint i = 0; i < n; i++) {
    const EtaCatalogLine *line = &g_array_index (catalog->lines, EtaCatalogLine, first + i);
    g_autofree char *number = eta_wording_count (c, eta_catalog_page_of (catalog, first + i) + 1);
    const char *cells[N_CELLS] = {line->name, line->sku, line->moq, line->price, number};

    add_price_cells (catalog, block, cells, places, ETA_STYLE_TABLE, (i + 1) * line_height (c));
  }
  eta_block_end (block);
  eta_block_place (block, page, eta_catalog_margin (catalog, index), top);
  return page;
}

/* --- Contact ---------------------------------------------------------------------------------- */

static double
add_steps (const EtaComposer *c, EtaBlock *block, double y, double width)
{
  static const char *const steps[] = {"order_step_1", "order_step_2", "order_step_3"};

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    g_autofree char *number = eta_wording_count (c, i + 1);
    EtaText *figure = eta_composer_set (c, number, ETA_STYLE_PRICE, 0);
    EtaText *text = eta_composer_label (c, steps[i], ETA_STYLE_SUMMARY, width - 24);

    eta_block_add_text (block, figure, 0, y, ETA_ROLE_NONE);
    eta_block_add_text (block, text, 24, y + eta_text_baseline (figure) - eta_text_baseline (text),
                        ETA_ROLE_PARAGRAPH);
    y += MAX (eta_text_height (figure), eta_text_height (text)) + 8;
  }
  return y;
}

static double
add_contact_rows (const EtaCatalog *catalog, EtaBlock *block, double y, double width)
{
  const EtaComposer *c = catalog->composer;
  const EtaProducer *p = catalog->publisher;
  g_autofree char *name = eta_composer_name (c, eta_producer_name (p, c->lang));
  g_autofree char *person = eta_composer_name (c, p->person);
  g_autofree char *whatsapp = eta_wording_phone (c, p->whatsapp);
  g_autofree char *phone = eta_wording_phone (c, p->phone);
  g_autofree char *email = eta_composer_value (c, p->email);
  g_autofree char *website = eta_composer_value (c, p->website);
  g_autofree char *address = eta_composer_name (c, p->address);
  const char *const rows[][2] = {{"producer", name},  {"contact", person}, {"whatsapp", whatsapp},
                                 {"phone", phone},    {"email", email},    {"website", website},
                                 {"address", address}};

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    EtaText *label, *text;
    if (!rows[i][1])
      continue;
    label = eta_composer_label (c, rows[i][0], ETA_STYLE_LABEL, 86);
    text = eta_composer_set (c, rows[i][1], ETA_STYLE_SUMMARY, width - 94);
    eta_block_add_text (block, label, 0, y + eta_text_baseline (text) - eta_text_baseline (label),
                        ETA_ROLE_PARAGRAPH);
    eta_block_add_text (block, text, 94, y, ETA_ROLE_PARAGRAPH);
    y += eta_text_height (text) + 4;
  }
  return y;
}

EtaPage *
eta_catalog_contact (const EtaCatalog *catalog, guint index)
{
  const EtaComposer *c = catalog->composer;
  EtaPage *page = eta_catalog_page_new (catalog, index);
  g_autoptr (EtaBlock) block = eta_block_new ();
  g_autoptr (EtaBlock) order = eta_composer_heading (c, "how_to_order", c->width, FALSE);
  g_autoptr (EtaBlock) contact = eta_composer_heading (c, "contact", c->width, FALSE);
  double words = eta_template_span (c->template, c->width, 8), side = 34 * ETA_MM;
  double y = eta_block_height (order) + 8, start;

  eta_page_add_outline (page, 0, eta_label ("contact", c->lang));
  eta_block_append (block, order, 0, 0);
  y = add_steps (c, block, y, words) + 20;
  eta_block_append (block, contact, 0, y);
  start = y + eta_block_height (contact) + 8;
  y = add_contact_rows (catalog, block, start, words);
  add_publisher_code (catalog, block, c->width - 10, start, side);
  y = MAX (y, start + side + 14) + 20;
  eta_block_add_text (block, eta_composer_label (c, "indicative", ETA_STYLE_LABEL, words), 0, y,
                      ETA_ROLE_PARAGRAPH);
  eta_block_place (block, page, eta_catalog_margin (catalog, index), c->template->margin);
  return page;
}
