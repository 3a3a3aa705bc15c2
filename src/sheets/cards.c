#include "sheets/cards.h"

#include "sheets/labels.h"

#include "catalog/measure.h"

EtaRect
eta_card_place (const EtaTemplate *t, double width, double height, guint per_page, guint position)
{
  guint across = per_page >= 4 ? 2 : 1, rows = per_page / across;
  double gap = 2 * t->gutter;
  double card = (height - (rows - 1) * gap) / rows;

  return (EtaRect){position % across == 0 ? 0 : eta_template_column (t, width, t->columns / 2),
                   position / across * (card + gap),
                   across == 1 ? width : eta_template_span (t, width, t->columns / 2), card};
}

/* --- Pieces of a card ------------------------------------------------------------------------- */

/* An empty box keeps the row level when there is no photo. */
static void
add_photo (EtaAssembly *assembly, EtaBlock *block, EtaRect box)
{
  const GPtrArray *photos = assembly->input->product->photos;

  if (photos->len == 0 || !eta_assembly_photo (assembly, block, photos->pdata[0], box))
    eta_block_add_fill (block, box, 0, assembly->composer->template->tint);
}

/* Returns the height that STRING took, 0 for NULL. */
static double
add_fitted (EtaAssembly *assembly,
            EtaBlock *block,
            const char *string,
            EtaStyleId style,
            EtaRect box,
            int max_lines,
            EtaRole role)
{
  EtaText *text;

  if (!string)
    return 0;
  text =
      eta_composer_fit (assembly->composer, string, style, box.width, box.height, max_lines, TRUE);
  eta_block_add_text (block, text, box.x, box.y, role);
  return eta_text_height (text);
}

/* "USD 4.50 / pouch · FOB Surabaya" at the foot of a card; the figure alone is large. */
static void
add_price_line (EtaAssembly *assembly, EtaBlock *block, EtaRect box)
{
  const EtaComposer *c = assembly->composer;
  const EtaProduct *p = assembly->input->product;
  const EtaPrice *price = eta_wording_price (c, p);
  g_autofree char *amount = price ? eta_wording_money (c, price->minor, price->currency) : NULL;
  g_autofree char *delivery = price ? eta_wording_delivery (c, price) : NULL;
  g_autofree char *per =
      p->unit ? g_strconcat ("/ ", eta_unit_name (p->unit, c->lang), NULL) : NULL;
  g_autofree char *rest =
      g_strjoin (delivery && per ? " · " : "", per ? per : "", delivery ? delivery : "", NULL);
  EtaText *figure, *after;
  double y;

  if (!price)
    return;
  figure = eta_composer_fit (c, amount, ETA_STYLE_PRICE, 0, 0, 1, FALSE);
  y = box.y + box.height - eta_text_height (figure);
  eta_block_add_text (block, figure, box.x, y, ETA_ROLE_PARAGRAPH);
  box.x += eta_text_width (figure) + 5;
  box.width -= eta_text_width (figure) + 5;
  if (box.width < 30)
    return;
  after = eta_composer_fit (c, rest, ETA_STYLE_LABEL, box.width, 0, 1, TRUE);
  eta_block_add_text (block, after, box.x,
                      y + eta_text_baseline (figure) - eta_text_baseline (after),
                      ETA_ROLE_PARAGRAPH);
}

/* As many facts as there is room for, one line each, the label at the start. */
static void
add_facts (
    EtaAssembly *assembly, EtaBlock *block, const char *const *keys, EtaRect box, double pitch)
{
  const EtaComposer *c = assembly->composer;
  double labels = box.width * 0.36, y = box.y;

  for (int i = 0; keys[i] && y + pitch <= box.y + box.height + 0.01; i++) {
    const char *term = eta_wording_fact_label (assembly->input->product, keys[i]);
    g_autofree char *value = eta_wording_fact (c, assembly->input, keys[i]);
    EtaText *label, *text;
    double base;

    if (!value)
      continue;
    label =
        eta_composer_fit (c, eta_label (term, c->lang), ETA_STYLE_LABEL, labels - 6, 0, 1, TRUE);
    text = eta_composer_fit (c, value, ETA_STYLE_TABLE, box.width - labels, 0, 1, TRUE);
    base = y + pitch - 4.5;
    eta_block_add_text (block, label, box.x, base - eta_text_baseline (label), ETA_ROLE_PARAGRAPH);
    eta_block_add_text (block, text, box.x + labels, base - eta_text_baseline (text),
                        ETA_ROLE_PARAGRAPH);
    eta_block_add_rule (block, box.x, y + pitch - 0.4, box.width, 0.4,
                        eta_composer_line_colour (c));
    y += pitch;
  }
}

/* "KOPI-AR-250 · Kopontren Nurul Falah" */
static char *
code_line (EtaAssembly *assembly, const char *third)
{
  const EtaComposer *c = assembly->composer;
  const EtaProducer *producer = assembly->input->producer;
  g_autofree char *sku = eta_composer_value (c, assembly->input->product->sku);
  g_autofree char *name =
      producer ? eta_composer_name (c, eta_producer_name (producer, c->lang)) : NULL;
  const char *parts[4] = {NULL};
  guint n = 0;

  if (sku)
    parts[n++] = sku;
  if (third)
    parts[n++] = third;
  if (name)
    parts[n++] = name;
  return g_strjoinv (" · ", (char **)parts);
}

static const char *const short_facts[] = {"hs",        "net",    "shelf_life",   "moq",
                                          "lead_time", "carton", "certificates", NULL};

/* Lines of Arabic stand further apart. */
static double
lines (const EtaComposer *c, EtaStyleId style, int n)
{
  double leading = c->template->styles[style].leading;

  return n * (c->dir == ETA_DIRECTION_RTL ? leading * 1.6 / 1.4 : leading);
}

/* --- Six and four on a page: photo above, words below ----------------------------------------- */

static void
fill_upright (EtaAssembly *assembly, EtaBlock *block, double width, double height, gboolean small)
{
  const EtaComposer *c = assembly->composer;
  const EtaProduct *p = assembly->input->product;
  g_autofree char *name = eta_wording_name (c, p);
  g_autofree char *bound = eta_composer_bind_last (name);
  g_autofree char *moq = small ? eta_wording_fact (c, assembly->input, "moq") : NULL;
  g_autofree char *least =
      moq ? g_strconcat (eta_label ("moq_short", c->lang), " ", moq, NULL) : NULL;
  g_autofree char *line = code_line (assembly, least);
  g_autofree char *summary = small ? NULL : eta_wording_summary (c, p);
  double price = lines (c, ETA_STYLE_PRICE, 1), names = lines (c, ETA_STYLE_PRODUCER, 2);
  double below = names + lines (c, ETA_STYLE_LABEL, 1) + price + 10;
  double photo = small ? height - below : MIN (width * 0.66, height * 0.5), y;

  add_photo (assembly, block, (EtaRect){0, 0, width, photo});
  y = photo + 5;
  add_fitted (assembly, block, bound, ETA_STYLE_PRODUCER, (EtaRect){0, y, width, names}, 2,
              ETA_ROLE_H2);
  y += names;
  add_fitted (assembly, block, line, ETA_STYLE_LABEL, (EtaRect){0, y, width, 0}, 1,
              ETA_ROLE_PARAGRAPH);
  y += lines (c, ETA_STYLE_LABEL, 1) + 3;
  if (!small) {
    double room = lines (c, ETA_STYLE_BODY, 2);
    add_fitted (assembly, block, summary, ETA_STYLE_BODY, (EtaRect){0, y, width, room}, 2,
                ETA_ROLE_PARAGRAPH);
    y += room + 2;
    add_facts (assembly, block, short_facts, (EtaRect){0, y, width, height - price - 5 - y},
               lines (c, ETA_STYLE_TABLE, 1) + 2.5);
  }
  add_price_line (assembly, block, (EtaRect){0, height - price, width, price});
}

/* --- Two on a page: photo at the start, words beside it --------------------------------------- */

static const char *const lying_facts[] = {"hs",     "net",          "ingredients", "shelf_life",
                                          "carton", "certificates", NULL};

static void
fill_lying (EtaAssembly *assembly, EtaBlock *block, double width, double height)
{
  const EtaComposer *c = assembly->composer;
  const EtaProduct *p = assembly->input->product;
  g_autofree char *name = eta_wording_name (c, p);
  g_autofree char *second = eta_wording_second_name (c, p);
  g_autofree char *summary = eta_wording_summary (c, p);
  g_autofree char *line = code_line (assembly, NULL);
  double x = eta_template_column (c->template, width, 6), y = 0;
  double narrow = eta_template_span (c->template, width, 6);
  g_autoptr (EtaBlock) box = eta_assembly_price_box (assembly, narrow);
  double foot = height - (box ? eta_block_height (box) : 0);

  add_photo (assembly, block, (EtaRect){0, 0, narrow, height});
  y += 4 + add_fitted (assembly, block, line, ETA_STYLE_LABEL, (EtaRect){x, y, narrow, 0}, 1,
                       ETA_ROLE_PARAGRAPH);
  y += add_fitted (assembly, block, name, ETA_STYLE_TITLE,
                   (EtaRect){x, y, narrow, lines (c, ETA_STYLE_TITLE, 3)}, 3, ETA_ROLE_H2);
  if (second)
    y += 4 + add_fitted (assembly, block, second, ETA_STYLE_SUBTITLE,
                         (EtaRect){x, y + 4, narrow, 0}, 1, ETA_ROLE_PARAGRAPH);
  y += 6 + add_fitted (assembly, block, summary, ETA_STYLE_BODY,
                       (EtaRect){x, y + 6, narrow, lines (c, ETA_STYLE_BODY, 3)}, 3,
                       ETA_ROLE_PARAGRAPH);
  add_facts (assembly, block, lying_facts, (EtaRect){x, y + 4, narrow, foot - 8 - y - 4},
             lines (c, ETA_STYLE_TABLE, 1) + 2.5);
  if (box)
    eta_block_append (block, box, x, foot);
}

/* --- Alone on a page: as the sheet, lighter --------------------------------------------------- */

/* The story, cut to what is left of the column. */
static void
add_story (EtaAssembly *assembly, EtaBlock *block, EtaRect box)
{
  const EtaComposer *c = assembly->composer;
  g_autofree char *story = eta_wording_story (c, assembly->input->product);
  g_autoptr (EtaBlock) heading = eta_composer_heading (c, "about_product", box.width, FALSE);
  double y = box.y + eta_block_height (heading);

  if (!story || y + lines (c, ETA_STYLE_BODY, 2) > box.y + box.height)
    return;
  eta_block_append (block, heading, box.x, box.y);
  add_fitted (assembly, block, story, ETA_STYLE_BODY,
              (EtaRect){box.x, y, box.width, box.y + box.height - y}, 0, ETA_ROLE_PARAGRAPH);
}

/* Producer at the start, item code at the end. Returns where the content begins. */
static double
add_running_head (EtaAssembly *assembly, EtaBlock *block, double width)
{
  const EtaComposer *c = assembly->composer;
  const EtaProducer *producer = assembly->input->producer;
  g_autofree char *name =
      producer ? eta_composer_name (c, eta_producer_name (producer, c->lang)) : NULL;
  g_autofree char *sku = eta_composer_value (c, assembly->input->product->sku);
  EtaText *start = eta_composer_fit (c, name ? name : "", ETA_STYLE_LABEL, width / 2, 0, 1, TRUE);
  EtaText *end = eta_composer_fit (c, sku ? sku : "", ETA_STYLE_TABLE_HEAD, 0, 0, 1, FALSE);
  double baseline = MAX (eta_text_baseline (start), eta_text_baseline (end));
  double y = baseline + 7;

  eta_block_add_text (block, start, 0, baseline - eta_text_baseline (start), ETA_ROLE_PARAGRAPH);
  eta_block_add_text (block, end, width - eta_text_width (end), baseline - eta_text_baseline (end),
                      ETA_ROLE_PARAGRAPH);
  eta_block_add_rule (block, 0, y, width, 0.4, c->template->hairline);
  return y + c->template->row;
}

static void
fill_alone (EtaAssembly *assembly, EtaBlock *block, double width, double height)
{
  const EtaComposer *c = assembly->composer;
  const EtaTemplate *t = c->template;
  g_autoptr (EtaBlock) hero = eta_assembly_hero (assembly, t->photo);
  double top = add_running_head (assembly, block, width);
  double y = top + eta_block_height (hero) + assembly->gap;
  double x = eta_template_column (t, width, 7), narrow = eta_template_span (t, width, 5);
  EtaColumn facts;
  double end = height;

  eta_block_append (block, hero, 0, top);
  add_story (assembly, block, (EtaRect){0, y, eta_template_span (t, width, 7), end - y});
  eta_column_init (&facts, x, narrow);
  eta_assembly_facts (assembly, &facts);
  for (guint i = 0; i < facts.blocks->len; i++) {
    const EtaBlock *row = facts.blocks->pdata[i];
    if (y + eta_block_height (row) > end)
      break;
    eta_block_append (block, row, x, y);
    y += eta_block_height (row);
  }
  eta_column_clear (&facts);
}

EtaBlock *
eta_card_block (EtaAssembly *assembly, guint per_page, double width, double height)
{
  EtaBlock *block = eta_block_new ();

  eta_block_begin (block, ETA_ROLE_SECTION);
  if (per_page == 1)
    fill_alone (assembly, block, width, height);
  else if (per_page == 2)
    fill_lying (assembly, block, width, height);
  else
    fill_upright (assembly, block, width, height, per_page == 6);
  eta_block_end (block);
  return block;
}
