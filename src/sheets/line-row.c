#include "sheets/line-row.h"

#include "catalog/measure.h"
#include "sheets/labels.h"
#include "sheets/ladder.h"
#include "sheets/loading.h"
#include "sheets/stack.h"

#include <string.h>

#define PAD 6.0  /* over and under the words of a row */
#define GROUPS 4 /* offers that are listed; more would be a price book, not a line */
#define STEPS 10 /* of an offer; then "…" */

/* --- What is common --------------------------------------------------------------------------- */

static const char *const term_keys[ETA_LINE_N_TERMS] = {
    [ETA_LINE_DELIVERY] = "incoterm", [ETA_LINE_VALID] = "price_validity",
    [ETA_LINE_PORT] = "port_loading", [ETA_LINE_PAYMENT] = "payment_terms",
    [ETA_LINE_SAMPLE] = "sample",
};

void
eta_line_terms_clear (EtaLineTerms *terms)
{
  for (int i = 0; i < ETA_LINE_N_TERMS; i++)
    g_clear_pointer (&terms->values[i], g_free);
  g_clear_pointer (&terms->incoterm, g_free);
}

static void
take (EtaLineTerms *terms, EtaLineTerm term, char *value)
{
  g_autofree char *owned = value;

  if (!terms->values[term])
    terms->values[term] = g_steal_pointer (&owned);
  else if (g_strcmp0 (terms->values[term], value) != 0)
    terms->differs[term] = TRUE;
}

/* Every price has a delivery and an end, if only "none"; the other terms may be left unsaid. */
void
eta_line_terms_add (EtaLineTerms *terms, const EtaComposer *composer, const EtaSheetInput *input)
{
  static const struct {
    EtaLineTerm term;
    const char *fact;
  } facts[] = {{ETA_LINE_PORT, "port"}, {ETA_LINE_PAYMENT, "payment"}, {ETA_LINE_SAMPLE, "sample"}};
  const EtaPrice *price = eta_wording_price (composer, input->product);
  char *delivery, *valid;

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++) {
    char *value = eta_wording_fact (composer, input, facts[i].fact);
    if (value)
      take (terms, facts[i].term, value);
  }
  if (!price)
    return;
  delivery = eta_wording_delivery (composer, price);
  valid = eta_wording_date (composer, price->valid_until);
  if (!terms->values[ETA_LINE_DELIVERY])
    terms->incoterm = g_strdup (price->incoterm);
  take (terms, ETA_LINE_DELIVERY, delivery ? delivery : g_strdup (""));
  take (terms, ETA_LINE_VALID, valid ? valid : g_strdup (""));
}

static gboolean
is_common (const EtaLineTerms *terms, EtaLineTerm term)
{
  return terms->values[term] && !terms->differs[term] && terms->values[term][0];
}

/* "FOB Surabaya", under it "Free On Board". */
static char *
term_value (const EtaLineTerms *terms, const EtaComposer *c, EtaLineTerm term)
{
  const char *gloss =
      term == ETA_LINE_DELIVERY ? eta_incoterm_gloss (terms->incoterm, c->lang) : NULL;

  return gloss ? g_strconcat (terms->values[term], " · ", gloss, NULL)
               : g_strdup (terms->values[term]);
}

EtaBlock *
eta_line_terms_block (const EtaLineTerms *terms, const EtaComposer *composer, double width)
{
  const double pad = 3 * ETA_MM, gap = 12;
  double across = (width - 2 * pad - 2 * gap) / 3, bottom[3] = {pad, pad, pad}, end = 0;
  g_autoptr (EtaBlock) inside = eta_block_new ();
  EtaBlock *block;
  guint n = 0;

  for (int i = 0; i < ETA_LINE_N_TERMS; i++) {
    guint column = n % 3;
    EtaStack stack = {composer, inside, pad + column * (across + gap), bottom[column], across};
    g_autofree char *value = NULL;

    if (!is_common (terms, i))
      continue;
    value = term_value (terms, composer, i);
    eta_stack_term (&stack, term_keys[i], value, ETA_STYLE_STRONG);
    bottom[column] = stack.y + 4;
    end = MAX (end, stack.y);
    n++;
    /* The next row begins level. */
    if (n % 3 == 0)
      bottom[0] = bottom[1] = bottom[2] = end + 4;
  }
  if (n == 0)
    return NULL;
  block = eta_block_new ();
  eta_block_add_fill (block, (EtaRect){0, 0, width, end + pad}, composer->template->radius,
                      composer->template->tint);
  eta_block_append (block, inside, 0, 0);
  return block;
}

/* --- Columns ---------------------------------------------------------------------------------- */

enum { PHOTO, PRODUCT, PRICES, CASE, ORDER, N_COLUMNS };

static void
columns (const EtaComposer *c, EtaCellPlace places[N_COLUMNS])
{
  static const int shares[] = {33, 26, 22, 19};
  const double gap = 9, photo = c->template->photo;
  EtaCellPlace rest[G_N_ELEMENTS (shares)];

  eta_assembly_places (rest, shares, G_N_ELEMENTS (shares), c->width - photo - gap, gap, FALSE);
  places[PHOTO] = (EtaCellPlace){0, photo, ETA_ALIGN_START};
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++) {
    places[i + 1] = rest[i];
    places[i + 1].x += photo + gap;
  }
}

EtaBlock *
eta_line_heads (const EtaComposer *composer)
{
  static const char *const keys[N_COLUMNS] = {NULL, "product_name", "prices", "case_pack",
                                              "minimum"};
  EtaCellPlace places[N_COLUMNS];
  EtaBlock *block = eta_block_new ();

  columns (composer, places);
  eta_block_begin (block, ETA_ROLE_ROW);
  for (int i = PRODUCT; i < N_COLUMNS; i++)
    eta_block_add_text (block,
                        eta_composer_label (composer, keys[i], ETA_STYLE_LABEL, places[i].width),
                        places[i].x, 0, ETA_ROLE_HEADER_CELL);
  eta_block_end (block);
  eta_block_add_rule (block, 0, eta_block_height (block) + 2, composer->width, 0.8,
                      composer->template->accent);
  return block;
}

static void
add_photo (EtaAssembly *assembly, EtaBlock *block, double side)
{
  const GPtrArray *photos = assembly->input->product->photos;
  EtaRect box = {0, PAD, side, side};

  if (photos->len == 0 || !eta_assembly_photo (assembly, block, photos->pdata[0], box))
    eta_block_add_fill (block, box, 0, assembly->composer->template->tint);
}

/* Who makes it; and where to order it, when no one speaks for all. */
static char *
maker_line (const EtaComposer *c, const EtaProducer *producer, gboolean name_only)
{
  g_autofree char *name = eta_composer_name (c, eta_producer_name (producer, c->lang));
  g_autofree char *phone =
      eta_wording_phone (c, producer->whatsapp ? producer->whatsapp : producer->phone);

  return name_only || !phone ? g_steal_pointer (&name) : g_strconcat (name, " · ", phone, NULL);
}

static void
add_names (EtaAssembly *assembly, EtaStack *stack, const EtaLineTerms *terms)
{
  static const char *const facts[] = {"hs", "gtin", "certificates"};
  const EtaComposer *c = assembly->composer;
  const EtaProduct *p = assembly->input->product;
  const EtaProducer *producer = assembly->input->producer;
  g_autofree char *maker = NULL;
  g_autofree char *name = eta_wording_name (c, p);
  g_autofree char *second = eta_wording_second_name (c, p);
  g_autofree char *sku = eta_composer_value (c, p->sku);
  g_autofree char *net = eta_wording_fact (c, assembly->input, "net");
  g_autofree char *line = g_strjoin (sku && net ? " · " : "", sku ? sku : "", net ? net : "", NULL);

  if (producer && (!terms->publisher || g_strcmp0 (producer->id, terms->publisher->id) != 0))
    maker = maker_line (c, producer, terms->publisher != NULL);
  eta_stack_add (stack, name, ETA_STYLE_STRONG, ETA_ROLE_NONE);
  eta_stack_add (stack, second, ETA_STYLE_LABEL, ETA_ROLE_NONE);
  eta_stack_add (stack, line, ETA_STYLE_TABLE, ETA_ROLE_NONE);
  eta_stack_add (stack, maker, ETA_STYLE_LABEL, ETA_ROLE_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++) {
    g_autofree char *value = eta_wording_fact (c, assembly->input, facts[i]);
    const char *term = eta_label (eta_wording_fact_label (p, facts[i]), c->lang);
    g_autofree char *text = value ? g_strdup_printf ("%s: %s", term, value) : NULL;
    eta_stack_add (stack, text, ETA_STYLE_LABEL, ETA_ROLE_NONE);
  }
}

/* "USD / pouch · FOB Surabaya · until 31 March 2027": what is not common is said here. */
static char *
group_head (EtaAssembly *assembly, const EtaLineTerms *terms, const EtaPrice *group)
{
  const EtaComposer *c = assembly->composer;
  const char *unit = assembly->input->product->unit;
  g_autofree char *currency = eta_composer_value (c, group->currency);
  g_autofree char *delivery = eta_wording_delivery (c, group);
  g_autofree char *date = eta_wording_date (c, group->valid_until);
  GString *head = g_string_new (currency);

  if (unit)
    g_string_append_printf (head, " / %s", eta_unit_name (unit, c->lang));
  if (delivery && (!is_common (terms, ETA_LINE_DELIVERY) ||
                   g_strcmp0 (delivery, terms->values[ETA_LINE_DELIVERY]) != 0))
    g_string_append_printf (head, " · %s", delivery);
  if (date &&
      (!is_common (terms, ETA_LINE_VALID) || g_strcmp0 (date, terms->values[ETA_LINE_VALID]) != 0))
    g_string_append_printf (head, " · %s %s", eta_label ("valid_until", c->lang), date);
  return g_string_free (head, FALSE);
}

static void
add_group (EtaAssembly *assembly, EtaStack *stack, const EtaLadder *ladder, const EtaPrice *group)
{
  const EtaComposer *c = assembly->composer;
  guint n = 0;

  for (guint i = 0; i < ladder->quantities->len; i++) {
    gint64 quantity = g_array_index (ladder->quantities, gint64, i);
    const EtaPrice *price = eta_ladder_find (ladder, group, quantity);
    g_autofree char *count = eta_wording_count (c, MAX (quantity, 1));
    g_autofree char *from = eta_label_fill ("price_from", c->lang, count, NULL);
    g_autofree char *amount = price ? eta_wording_amount (c, price->minor, price->currency) : NULL;

    if (!price)
      continue;
    if (n++ == STEPS) {
      eta_stack_add (stack, "…", ETA_STYLE_TABLE, ETA_ROLE_NONE);
      break;
    }
    eta_stack_pair (stack, from, ETA_STYLE_TABLE, amount, ETA_STYLE_TABLE_HEAD);
  }
}

/* A buyer abroad has no use for the price at home, nor the shop next door for the one at the port.
 */
static gboolean
is_like (const EtaPrice *a, const EtaPrice *b)
{
  return (a->incoterm == NULL) == (b->incoterm == NULL);
}

static void
add_prices (EtaAssembly *assembly, EtaStack *stack, const EtaLineTerms *terms)
{
  const EtaComposer *c = assembly->composer;
  g_auto (EtaLadder) ladder = {NULL};

  eta_ladder_init (&ladder, c, assembly->input->product);
  for (guint i = 0; i < MIN (ladder.n_groups, GROUPS); i++) {
    g_autofree char *head = NULL;

    if (!is_like (ladder.groups[i], ladder.groups[0]))
      continue;
    head = group_head (assembly, terms, ladder.groups[i]);
    stack->y += i ? 3 : 0;
    eta_stack_add (stack, head, ETA_STYLE_LABEL, ETA_ROLE_NONE);
    add_group (assembly, stack, &ladder, ladder.groups[i]);
  }
  if (ladder.n_groups == 0)
    eta_stack_add (stack, eta_label ("on_request", c->lang), ETA_STYLE_TABLE_HEAD, ETA_ROLE_NONE);
}

/* Units, size and weight of a carton, cartons on a pallet and in a container. */
static void
add_case (EtaAssembly *assembly, EtaStack *stack)
{
  static const struct {
    const char *term, *code;
  } places[] = {{"load_20gp", "22G1"}, {"load_40hc", "45G1"}};
  const EtaComposer *c = assembly->composer;
  const EtaProduct *p = assembly->input->product;
  const EtaPack *carton = eta_product_pack (p, "carton"), *pallet = eta_product_pack (p, "pallet");
  g_autofree char *units = carton ? eta_wording_units (c, carton->count, p->unit) : NULL;
  g_autofree char *size = eta_wording_carton_size (c, carton);
  g_autofree char *gross = eta_wording_carton_gross (c, carton);
  g_autofree char *on_pallet = pallet ? eta_wording_units (c, pallet->count, "carton") : NULL;
  g_autofree char *pallet_line =
      on_pallet ? g_strdup_printf ("%s: %s", eta_label ("level_pallet", c->lang), on_pallet) : NULL;

  eta_stack_add (stack, units, ETA_STYLE_TABLE_HEAD, ETA_ROLE_NONE);
  eta_stack_add (stack, size, ETA_STYLE_LABEL, ETA_ROLE_NONE);
  eta_stack_add (stack, gross, ETA_STYLE_LABEL, ETA_ROLE_NONE);
  eta_stack_add (stack, pallet_line, ETA_STYLE_LABEL, ETA_ROLE_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    EtaLoading load;
    g_autofree char *count = NULL, *line = NULL;

    if (!eta_loading_container (carton, places[i].code, &load) || load.count <= 0)
      continue;
    count = eta_wording_units (c, load.count, "carton");
    line = g_strdup_printf ("%s: %s", eta_label (places[i].term, c->lang), count);
    eta_stack_add (stack, line, ETA_STYLE_LABEL, ETA_ROLE_NONE);
  }
}

static void
add_order (EtaAssembly *assembly, EtaStack *stack, const EtaLineTerms *terms)
{
  static const struct {
    EtaLineTerm term;
    const char *fact;
  } own[] = {{ETA_LINE_PORT, "port"}, {ETA_LINE_PAYMENT, "payment"}, {ETA_LINE_SAMPLE, "sample"}};
  const EtaComposer *c = assembly->composer;
  g_autofree char *moq = eta_wording_fact (c, assembly->input, "moq");
  g_autofree char *lead = eta_wording_fact (c, assembly->input, "lead_time");

  eta_stack_add (stack, moq ? moq : eta_label ("on_request", c->lang), ETA_STYLE_TABLE_HEAD,
                 ETA_ROLE_NONE);
  eta_stack_term (stack, "lead_short", lead, ETA_STYLE_TABLE);
  for (guint i = 0; i < G_N_ELEMENTS (own); i++) {
    g_autofree char *value =
        terms->differs[own[i].term] ? eta_wording_fact (c, assembly->input, own[i].fact) : NULL;
    eta_stack_term (stack, term_keys[own[i].term], value, ETA_STYLE_LABEL);
  }
}

/* Where the buyer writes. */
static void
add_blank (EtaAssembly *assembly, EtaBlock *block, const EtaCellPlace *place, double bottom)
{
  const EtaComposer *c = assembly->composer;
  EtaText *text = eta_composer_label (c, "order_quantity", ETA_STYLE_LABEL, 0);
  double from = eta_text_width (text) + 4;

  eta_block_add_text (block, text, place->x, bottom - eta_text_height (text), ETA_ROLE_NONE);
  if (from < place->width - 12)
    eta_block_add_rule (block, place->x + from, bottom - 2.5, place->width - from, 0.5,
                        c->template->muted);
}

EtaBlock *
eta_line_row (EtaAssembly *assembly, const EtaLineTerms *terms)
{
  const EtaComposer *c = assembly->composer;
  EtaCellPlace places[N_COLUMNS];
  EtaBlock *block = eta_block_new ();
  double height = c->template->photo + PAD, order = 0;

  columns (c, places);
  eta_block_begin (block, ETA_ROLE_ROW);
  add_photo (assembly, block, places[PHOTO].width);
  for (int i = PRODUCT; i < N_COLUMNS; i++) {
    EtaStack stack = {c, block, places[i].x, PAD - 1.5, places[i].width};

    eta_block_begin (block, ETA_ROLE_CELL);
    if (i == PRODUCT)
      add_names (assembly, &stack, terms);
    else if (i == PRICES)
      add_prices (assembly, &stack, terms);
    else if (i == CASE)
      add_case (assembly, &stack);
    else
      add_order (assembly, &stack, terms);
    order = stack.y;
    if (i == ORDER) {
      height = MAX (height, order + 16);
      add_blank (assembly, block, &places[i], height);
    }
    height = MAX (height, stack.y);
    eta_block_end (block);
  }
  eta_block_end (block);
  eta_block_add_rule (block, 0, height + PAD - 0.4, c->width, 0.4, eta_composer_line_colour (c));
  return block;
}
