/* Cover and back cover. */
#include "sheets/catalog-pages.h"
#include "sheets/labels.h"
#include "sheets/stack.h"

#define COVER_PHOTO 0.62 /* of the page's height */
#define COVER_CODE (28 * ETA_MM)
#define BACK_CODE (44 * ETA_MM)

static void
add_cover_photo (const EtaCatalog *catalog, EtaBlock *block, EtaRect box)
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

/* "Products 24 · Producers 3 · Language English · Edition 25 November 2026" as label over value. */
static void
add_cover_facts (const EtaCatalog *catalog, EtaBlock *block, double x, double y)
{
  const EtaComposer *c = catalog->composer;
  g_autofree char *count = eta_wording_count (c, catalog->source.n_products);
  g_autofree char *date = eta_wording_date (c, c->edition);
  g_autofree char *language = eta_wording_language (c);
  guint n_producers = eta_catalog_n_producers (catalog);
  g_autofree char *producers = n_producers > 1 ? eta_wording_count (c, n_producers) : NULL;
  const char *const pairs[][2] = {{eta_label ("products", c->lang), count},
                                  {eta_label ("producers", c->lang), producers},
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

double
eta_catalog_add_code (const EtaCatalog *catalog, EtaBlock *block, double x, double y, double side)
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

/* Title, then who, then where. */
static void
add_cover_names (const EtaCatalog *catalog, EtaStack *stack, double room)
{
  const EtaComposer *c = stack->composer;
  const EtaProducer *p = catalog->publisher;
  g_autofree char *name = p ? eta_composer_name (c, eta_producer_name (p, c->lang)) : NULL;
  g_autofree char *place = p ? eta_wording_place (c, p->regency, p->province, p->country) : NULL;
  EtaText *text = eta_composer_fit (c, catalog->title, ETA_STYLE_COVER, c->width, 0, 2, FALSE);

  eta_block_add_text (stack->block, text, stack->x, stack->y, ETA_ROLE_H1);
  stack->y += eta_text_height (text) + (c->dir == ETA_DIRECTION_RTL ? 12 : 4);
  stack->width = room;
  eta_stack_fit (stack, name, ETA_STYLE_PRODUCER, 1, ETA_ROLE_PARAGRAPH);
  eta_stack_fit (stack, place, ETA_STYLE_SUBTITLE, 1, ETA_ROLE_PARAGRAPH);
}

static void
add_band_cover (const EtaCatalog *catalog, EtaBlock *block, double x, double foot)
{
  const EtaComposer *c = catalog->composer;
  double y = c->page_height * COVER_PHOTO;
  EtaStack stack = {c, block, x, y + 10 * ETA_MM, c->width};

  add_cover_photo (catalog, block, (EtaRect){0, 0, c->page_width, y});
  eta_block_add_rule (block, 0, y, c->page_width, 3, c->template->accent);
  add_cover_names (catalog, &stack, c->width - COVER_CODE - 30);
  add_cover_facts (catalog, block, x, foot - 26);
  eta_catalog_add_code (catalog, block, x + c->width, foot - COVER_CODE - 12, COVER_CODE);
}

/* Tinted paper; over the photo the title and a short line, under it the facts. */
static void
add_frame_cover (const EtaCatalog *catalog, EtaBlock *block, double x, double foot)
{
  const EtaComposer *c = catalog->composer;
  EtaStack stack = {c, block, x, 24 * ETA_MM, c->width};
  double bottom = foot - COVER_CODE - 14 * ETA_MM;

  eta_block_add_fill (block, (EtaRect){0, 0, c->page_width, c->page_height}, 0, c->template->tint);
  eta_block_add_rule (block, x, stack.y, 18 * ETA_MM, 2, c->template->accent);
  stack.y += 7 * ETA_MM;
  add_cover_names (catalog, &stack, c->width);
  stack.y += 8 * ETA_MM;
  add_cover_photo (catalog, block, (EtaRect){x, stack.y, c->width, bottom - stack.y});
  eta_block_add_rule (block, x, bottom + 5 * ETA_MM, c->width, 0.6, c->template->hairline);
  add_cover_facts (catalog, block, x, foot - 26);
  eta_catalog_add_code (catalog, block, x + c->width, foot - COVER_CODE - 4, COVER_CODE);
}

EtaPage *
eta_catalog_cover (const EtaCatalog *catalog)
{
  const EtaComposer *c = catalog->composer;
  EtaPage *page = eta_composer_page (c);
  g_autoptr (EtaBlock) block = eta_block_new ();
  double x = eta_catalog_margin (catalog, 0), foot = c->page_height - c->template->margin;

  if (c->template->cover == ETA_COVER_FRAME)
    add_frame_cover (catalog, block, x, foot);
  else
    add_band_cover (catalog, block, x, foot);
  eta_block_place (block, page, 0, 0);
  return page;
}

/* --- Back cover ------------------------------------------------------------------------------- */

/* Who to write to: the publisher, or the names of all. */
static void
add_back_contact (const EtaCatalog *catalog, EtaStack *stack)
{
  const EtaComposer *c = stack->composer;
  const EtaProducer *p = catalog->publisher;
  g_autofree char *name = p ? eta_composer_name (c, eta_producer_name (p, c->lang)) : NULL;
  g_autofree char *place = p ? eta_wording_place (c, p->regency, p->province, p->country) : NULL;
  g_autofree char *whatsapp = p ? eta_wording_phone (c, p->whatsapp) : NULL;
  g_autofree char *email = p ? eta_composer_value (c, p->email) : NULL;
  g_autofree char *website = p ? eta_composer_value (c, p->website) : NULL;

  eta_stack_fit (stack, name, ETA_STYLE_PRODUCER, 2, ETA_ROLE_PARAGRAPH);
  eta_stack_add (stack, place, ETA_STYLE_SUBTITLE, ETA_ROLE_PARAGRAPH);
  stack->y += 8;
  eta_stack_add (stack, whatsapp, ETA_STYLE_BODY, ETA_ROLE_PARAGRAPH);
  eta_stack_add (stack, email, ETA_STYLE_BODY, ETA_ROLE_PARAGRAPH);
  eta_stack_add (stack, website, ETA_STYLE_BODY, ETA_ROLE_PARAGRAPH);
  for (guint i = 0; !p && i < MIN (eta_catalog_n_producers (catalog), 24); i++) {
    g_autofree char *maker =
        eta_composer_name (c, eta_producer_name (eta_catalog_producer (catalog, i), c->lang));
    eta_stack_fit (stack, maker, ETA_STYLE_BODY, 1, ETA_ROLE_PARAGRAPH);
  }
}

EtaPage *
eta_catalog_back (const EtaCatalog *catalog, guint index)
{
  const EtaComposer *c = catalog->composer;
  const EtaTemplate *t = c->template;
  EtaPage *page = eta_composer_page (c);
  g_autoptr (EtaBlock) block = eta_block_new ();
  double x = eta_catalog_margin (catalog, index), band = c->page_height * (1 - COVER_PHOTO);
  double y = c->page_height - band + 14 * ETA_MM, code;
  g_autofree char *date = eta_wording_date (c, c->edition);
  EtaStack stack = {c, block, x, c->page_height * 0.3, c->width};

  /* What is tinted here is the photo of the cover. */
  eta_block_add_fill (block, (EtaRect){0, 0, c->page_width, c->page_height - band}, 0, t->tint);
  eta_block_add_rule (block, 0, c->page_height - band, c->page_width, 3, t->accent);
  eta_stack_fit (&stack, catalog->title, ETA_STYLE_TITLE, 2, ETA_ROLE_H1);
  eta_block_add_rule (block, x, stack.y + 6, 24 * ETA_MM, 1.5, t->hairline);
  stack.y += 16;
  eta_stack_add (&stack, date, ETA_STYLE_SUBTITLE, ETA_ROLE_PARAGRAPH);
  code = eta_catalog_add_code (catalog, block, x + c->width, y, BACK_CODE);
  stack.y = y;
  stack.width = c->width - (code > 0 ? BACK_CODE + 30 : 0);
  add_back_contact (catalog, &stack);
  eta_block_place (block, page, 0, 0);
  return page;
}
