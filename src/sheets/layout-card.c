/* The WhatsApp card: a photo to the edges over 62 % of the height; under it the name, the price,
 * three facts, the producer, and the code in the lower corner at the end. */
#include "sheets/assembly.h"
#include "sheets/labels.h"
#include "sheets/layout-document.h"

#include "catalog/measure.h"

#define WIDTH 1080.0
#define HEIGHT 1350.0
#define PHOTO (HEIGHT * 0.62)
#define CODE 180.0
#define N_FACTS 3

static EtaText *
set (const EtaComposer *c, const char *string, EtaStyleId style, double width, int max_lines)
{
  EtaTextSpec spec = {.style = &c->template->styles[style],
                      .lang = c->lang,
                      .dir = c->dir,
                      .width = width,
                      .max_lines = max_lines,
                      /* Smaller than that and it is lost on a phone. */
                      .min_size = c->template->styles[style].size * 0.7,
                      .cut = TRUE};

  return eta_text_new (c->setter, string, &spec);
}

static void
add_photo (EtaAssembly *assembly, EtaBlock *block)
{
  const GPtrArray *photos = assembly->input->product->photos;
  const EtaTemplate *t = assembly->composer->template;
  EtaRect box = {0, 0, WIDTH, PHOTO};

  if (photos->len == 0 || !eta_assembly_photo (assembly, block, photos->pdata[0], box))
    eta_block_add_fill (block, box, 0, t->tint);
  eta_block_add_rule (block, 0, PHOTO, WIDTH, 6, t->accent);
}

/* "USD 4.50 / pouch · FOB Surabaya" with its lower edge at BOTTOM; returns its upper edge. */
static double
add_price (EtaAssembly *assembly, EtaBlock *block, double x, double bottom, double width)
{
  const EtaComposer *c = assembly->composer;
  const EtaProduct *p = assembly->input->product;
  const EtaPrice *price = eta_wording_price (c, p);
  g_autofree char *amount = price ? eta_wording_money (c, price->minor, price->currency) : NULL;
  g_autofree char *delivery = price ? eta_wording_delivery (c, price) : NULL;
  g_autofree char *rest =
      g_strconcat (p->unit ? "/ " : "", p->unit ? eta_unit_name (p->unit, c->lang) : "",
                   p->unit && delivery ? " · " : "", delivery, NULL);
  EtaText *figure, *after;
  double y;

  if (!price)
    return bottom;
  figure = set (c, amount, ETA_STYLE_PRICE, 0, 1);
  y = bottom - eta_text_height (figure);
  eta_block_add_text (block, figure, x, y, ETA_ROLE_PARAGRAPH);
  after = set (c, rest, ETA_STYLE_LABEL, width - eta_text_width (figure) - 16, 1);
  eta_block_add_text (block, after, x + eta_text_width (figure) + 16,
                      y + eta_text_baseline (figure) - eta_text_baseline (after),
                      ETA_ROLE_PARAGRAPH);
  return y;
}

/* The first three that the product has, label over value. */
static double
add_facts (EtaAssembly *assembly, EtaBlock *block, double x, double bottom, double width)
{
  static const char *const keys[] = {"moq", "lead_time", "net", "shelf_life", "capacity", "hs"};
  const EtaComposer *c = assembly->composer;
  double column = (width - (N_FACTS - 1) * 24) / N_FACTS, top = bottom;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (keys) && n < N_FACTS; i++) {
    g_autofree char *value = eta_wording_fact (c, assembly->input, keys[i]);
    const char *term = eta_wording_fact_label (assembly->input->product, keys[i]);
    EtaText *label, *text;
    double y;

    if (!value)
      continue;
    label = set (c, eta_label (term, c->lang), ETA_STYLE_LABEL, column, 1);
    text = set (c, value, ETA_STYLE_STRONG, column, 1);
    y = bottom - eta_text_height (label) - eta_text_height (text);
    eta_block_add_text (block, label, x, y, ETA_ROLE_PARAGRAPH);
    eta_block_add_text (block, text, x, y + eta_text_height (label), ETA_ROLE_PARAGRAPH);
    top = MIN (top, y);
    x += column + 24;
    n++;
  }
  return top;
}

/* "Kopontren Nurul Falah · Bondowoso" */
static double
add_producer (EtaAssembly *assembly, EtaBlock *block, double x, double bottom, double width)
{
  const EtaComposer *c = assembly->composer;
  const EtaProducer *producer = assembly->input->producer;
  g_autofree char *name = NULL, *place = NULL, *line = NULL;
  EtaText *text;

  if (!producer)
    return bottom;
  name = eta_composer_name (c, eta_producer_name (producer, c->lang));
  place = eta_composer_name (c, producer->regency);
  line = g_strjoin (" · ", name, place, NULL);
  text = set (c, line, ETA_STYLE_PRODUCER, width, 1);
  eta_block_add_text (block, text, x, bottom - eta_text_height (text), ETA_ROLE_PARAGRAPH);
  return bottom - eta_text_height (text);
}

/* Returns the room that the code takes at the end. */
static double
add_code (EtaAssembly *assembly, EtaBlock *block, double end, double bottom)
{
  const char *purpose;
  g_autofree char *link = eta_wording_link (assembly->input, &purpose);
  EtaCode *code = link ? eta_code_new_qr (link, NULL) : NULL;

  if (!code)
    return 0;
  eta_block_add_code (block, code, (EtaRect){end - CODE, bottom - CODE, CODE, CODE});
  return CODE + 32;
}

static void
fill_card (EtaAssembly *assembly, EtaBlock *block)
{
  const EtaComposer *c = assembly->composer;
  double margin = c->template->margin, width = WIDTH - 2 * margin, bottom = HEIGHT - margin + 8;
  g_autofree char *name = eta_wording_name (c, assembly->input->product);
  double code, y;

  add_photo (assembly, block);
  eta_block_add_text (block, set (c, name, ETA_STYLE_TITLE, width, 2), margin, PHOTO + 26,
                      ETA_ROLE_H1);
  code = add_code (assembly, block, WIDTH - margin + 12, bottom + 4);
  y = add_producer (assembly, block, margin, bottom, width - code) - 18;
  y = add_facts (assembly, block, margin, y, width - code) - 14;
  add_price (assembly, block, margin, y, width);
}

EtaLayout *
eta_layout_card (const EtaSheetInput *input, const EtaSheetOptions *options, GError **error)
{
  g_autoptr (EtaComposer) c = eta_composer_new (options, ETA_TEMPLATE_CARD, "whatsapp-card", error);
  g_autoptr (EtaBlock) block = NULL;
  g_autofree char *name = NULL;
  GPtrArray *pages;
  EtaAssembly assembly;

  if (!c)
    return NULL;
  c->page_width = WIDTH;
  c->page_height = HEIGHT;
  c->width = WIDTH - 2 * c->template->margin;
  eta_assembly_init (&assembly, c, input);
  block = eta_block_new ();
  fill_card (&assembly, block);
  pages = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_page_free);
  g_ptr_array_add (pages, eta_composer_page (c));
  eta_block_place (block, pages->pdata[0], 0, 0);
  eta_assembly_clear (&assembly);
  name = eta_wording_name (c, input->product);
  return eta_layout_new_ready (c, name, input->producer, pages);
}
