/* Price ladder, packing and loading. */
#include "sheets/assembly.h"
#include "sheets/labels.h"
#include "sheets/ladder.h"
#include "sheets/loading.h"

#include "catalog/choices.h"
#include "catalog/measure.h"

#include <string.h>

/* --- Prices -----------------------------------------------------------------------------------
 * One row a quantity, one column for each currency and delivery. */

#define GROUPS_ACROSS 8 /* beside each other, at the most */

/* One row of the columns FROM … FROM + N; NULL when all its prices are missing. */
static char **
ladder_row (const EtaComposer *c, const EtaLadder *ladder, guint from, guint n, gint64 quantity)
{
  char **row = g_new0 (char *, n + 2);
  gboolean any = FALSE;

  row[0] = eta_wording_count (c, MAX (quantity, 1));
  for (guint i = 0; i < n; i++) {
    const EtaPrice *price = eta_ladder_find (ladder, ladder->groups[from + i], quantity);
    any = any || price;
    row[i + 1] = price ? eta_wording_amount (c, price->minor, price->currency) : g_strdup ("");
  }
  if (!any)
    g_clear_pointer (&row, g_strfreev);
  return row;
}

static char **
ladder_heads (const EtaComposer *c, const EtaLadder *ladder, guint from, guint n)
{
  char **heads = g_new0 (char *, n + 2);

  heads[0] = g_strdup (eta_label ("quantity_from", c->lang));
  for (guint i = 0; i < n; i++) {
    const EtaPrice *group = ladder->groups[from + i];
    g_autofree char *currency = eta_composer_value (c, group->currency);
    g_autofree char *delivery = eta_wording_delivery (c, group);

    heads[i + 1] = g_strjoin ("\n", currency, delivery, NULL);
  }
  return heads;
}

#define COLUMN_GAP 5.0
/* The narrowest column of prices: "Surabaya" in the heading keeps in one piece. */
#define GROUP_LEAST 35.0

/* What the prices of one column take side by side. */
static double
group_need (const EtaComposer *c, const EtaLadder *ladder, const EtaPrice *group)
{
  double need = GROUP_LEAST;

  for (guint i = 0; i < ladder->prices->len; i++) {
    const EtaPrice *price = ladder->prices->pdata[i];
    g_autofree char *amount = NULL;
    if (!eta_ladder_same_group (price, group))
      continue;
    amount = eta_wording_amount (c, price->minor, price->currency);
    need = MAX (
        need, eta_text_measure (c->setter, amount, &c->template->styles[ETA_STYLE_TABLE], c->lang));
  }
  return need;
}

/* How many columns from FROM on go beside each other in WIDTH; at least one. */
static guint
groups_across (const EtaComposer *c, const EtaLadder *ladder, guint from, double width)
{
  guint n = 0;

  width -= GROUP_LEAST;
  while (from + n < ladder->n_groups && n < GROUPS_ACROSS) {
    width -= COLUMN_GAP + group_need (c, ladder, ladder->groups[from + n]);
    if (width < 0)
      break;
    n++;
  }
  return MAX (n, 1);
}

static void
add_ladder (EtaAssembly *assembly, EtaColumn *column, const EtaLadder *ladder, guint from, guint n)
{
  const EtaComposer *c = assembly->composer;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  g_auto (GStrv) heads = ladder_heads (c, ladder, from, n);
  EtaCellPlace places[GROUPS_ACROSS + 1];
  double needs[GROUPS_ACROSS + 1] = {GROUP_LEAST}, sum = GROUP_LEAST, x = 0, spare;

  for (guint i = 0; i < ladder->quantities->len; i++) {
    char **row = ladder_row (c, ladder, from, n, g_array_index (ladder->quantities, gint64, i));
    if (row)
      g_ptr_array_add (rows, row);
  }
  for (guint i = 0; i < n; i++)
    sum += needs[i + 1] = group_need (c, ladder, ladder->groups[from + i]);
  spare = (column->width - n * COLUMN_GAP - sum) / (n + 1);
  for (guint i = 0; i <= n; i++) {
    places[i] = (EtaCellPlace){x, needs[i] + spare, i ? ETA_ALIGN_END : ETA_ALIGN_START};
    x += places[i].width + COLUMN_GAP;
  }
  eta_assembly_table (assembly, column, "prices", places, n + 1, (const char *const *)heads, rows);
}

/* How long the prices hold that hold otherwise than the one in the price box, which has told the
 * unit and the edition of the Incoterms. */
static void
add_price_note (EtaAssembly *assembly, EtaColumn *column, const EtaLadder *ladder)
{
  const EtaComposer *c = assembly->composer;
  g_autoptr (GString) note = g_string_new (NULL);

  for (guint i = 1; i < ladder->n_groups; i++) {
    const EtaPrice *group = ladder->groups[i];
    g_autofree char *date = eta_wording_date (c, group->valid_until);
    g_autofree char *currency = eta_composer_value (c, group->currency);

    if (date && g_strcmp0 (group->valid_until, ladder->groups[0]->valid_until) != 0)
      g_string_append_printf (note, "%s%s: %s %s", note->len ? "\n" : "", currency,
                              eta_label ("price_validity", c->lang), date);
  }
  if (note->len)
    eta_assembly_note (assembly, column, note->str);
}

gboolean
eta_assembly_prices_fit (EtaAssembly *assembly, const EtaColumn *column)
{
  g_auto (EtaLadder) ladder = {NULL};

  eta_ladder_init (&ladder, assembly->composer, assembly->input->product);
  return ladder.n_groups <= groups_across (assembly->composer, &ladder, 0, column->width);
}

void
eta_assembly_prices (EtaAssembly *assembly, EtaColumn *column)
{
  g_auto (EtaLadder) ladder = {NULL};
  guint across;

  eta_ladder_init (&ladder, assembly->composer, assembly->input->product);
  if (ladder.prices->len < 2) /* the price box has said it */
    return;
  for (guint from = 0; from < ladder.n_groups; from += across) {
    across = groups_across (assembly->composer, &ladder, from, column->width);
    add_ladder (assembly, column, &ladder, from, across);
  }
  add_price_note (assembly, column, &ladder);
}

/* --- Packing ---------------------------------------------------------------------------------- */

enum { LEVEL, HOLDS, SIZE, GROSS, NET, N_CELLS };

static const char *const cell_terms[N_CELLS] = {"level", "holds", "size_mm", "gross_kg", "net_kg"};

static char *
pack_size (const EtaComposer *c, const EtaPack *pack)
{
  g_autofree char *text =
      g_strdup_printf ("%" G_GINT64_FORMAT " × %" G_GINT64_FORMAT " × %" G_GINT64_FORMAT,
                       pack->length, pack->width, pack->height);

  if (pack->length <= 0 || pack->width <= 0 || pack->height <= 0)
    return NULL;
  return eta_composer_value (c, text);
}

static void
pack_cells (EtaAssembly *assembly, const EtaPack *pack, char *cells[N_CELLS])
{
  const EtaComposer *c = assembly->composer;
  gboolean pallet = g_strcmp0 (pack->level, "pallet") == 0;
  g_autofree char *term = g_strconcat ("level_", pack->level, NULL);

  cells[LEVEL] = g_strdup (eta_label (term, c->lang));
  cells[HOLDS] =
      eta_wording_units (c, pack->count, pallet ? "carton" : assembly->input->product->unit);
  cells[SIZE] = pack_size (c, pack);
  cells[GROSS] = eta_wording_kilograms (c, pack->gross);
  cells[NET] = eta_wording_kilograms (c, pack->net);
}

/* In the order a packer meets them, whatever order they were kept in. */
static guint
packs_in_order (const EtaProduct *product, const EtaPack *packs[3])
{
  static const char *const levels[] = {"inner", "carton", "pallet"};
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++) {
    const EtaPack *pack = eta_product_pack (product, levels[i]);
    if (pack && (pack->count > 0 || pack->length > 0 || pack->gross > 0))
      packs[n++] = pack;
  }
  return n;
}

/* Columns in which no level has anything are left out. */
static void
add_packs (EtaAssembly *assembly, EtaColumn *column, const EtaPack *packs[3], guint n)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  char *cells[3][N_CELLS] = {{NULL}};
  const char *heads[N_CELLS + 1] = {NULL};
  EtaCellPlace places[N_CELLS];
  EtaAlign aligns[N_CELLS];
  guint used = 0;

  for (guint i = 0; i < n; i++) {
    pack_cells (assembly, packs[i], cells[i]);
    g_ptr_array_add (rows, g_new0 (char *, N_CELLS + 1));
  }
  for (int cell = 0; cell < N_CELLS; cell++) {
    gboolean any = FALSE;
    for (guint i = 0; i < n; i++)
      any = any || cells[i][cell];
    for (guint i = 0; i < n && any; i++)
      ((char **)rows->pdata[i])[used] = cells[i][cell] ? cells[i][cell] : g_strdup ("");
    if (!any)
      continue;
    heads[used] = eta_label (cell_terms[cell], assembly->composer->lang);
    aligns[used++] = cell >= SIZE ? ETA_ALIGN_END : ETA_ALIGN_START;
  }
  eta_assembly_fit_places (assembly, places, used, heads, rows, column->width, 6);
  for (guint i = 0; i < used; i++)
    places[i].align = aligns[i];
  eta_assembly_table (assembly, column, "packing", places, used, heads, rows);
}

/* --- Loading ---------------------------------------------------------------------------------- */

typedef struct {
  const char *term, *code; /* code NULL: the pallet */
} LoadPlace;

static const LoadPlace load_places[] = {
    {"load_pallet", NULL},
    {"load_20gp", "22G1"},
    {"load_40gp", "42G1"},
    {"load_40hc", "45G1"},
};

static const char *
limit_term (EtaLimit limit)
{
  static const char *const terms[] = {[ETA_LIMIT_VOLUME] = "limit_volume",
                                      [ETA_LIMIT_SPACE] = "limit_space",
                                      [ETA_LIMIT_WEIGHT] = "limit_weight"};

  return terms[limit];
}

#define PALLET "EUR"

/* The producer's own figure for a pallet goes before the one that was worked out. */
static gboolean
load_place (const EtaProduct *product, const LoadPlace *place, EtaLoading *out)
{
  const EtaPack *carton = eta_product_pack (product, "carton");
  const EtaPack *pallet = eta_product_pack (product, "pallet");

  if (place->code)
    return eta_loading_container (carton, place->code, out) && out->count > 0;
  if (pallet && pallet->count > 0) {
    *out = (EtaLoading){.count = pallet->count, .limit = ETA_LIMIT_NONE};
    return TRUE;
  }
  return eta_loading_pallet (carton, PALLET, out) && out->count > 0;
}

#define TILE_PAD 3.5

static void
add_tile (EtaAssembly *assembly,
          EtaBlock *block,
          const LoadPlace *place,
          const EtaLoading *load,
          EtaRect box)
{
  const EtaComposer *c = assembly->composer;
  const double pad = 5;
  g_autofree char *count = eta_wording_count (c, load->count);
  g_autofree char *title =
      eta_label_fill (place->term, c->lang, load->limit == ETA_LIMIT_NONE ? "" : PALLET, NULL);
  const char *limit = load->limit == ETA_LIMIT_NONE ? "" : limit_term (load->limit);
  double y = box.y + TILE_PAD;
  EtaText *text;

  eta_block_add_fill (block, box, c->template->radius, c->template->tint);
  text = eta_composer_fit (c, g_strstrip (title), ETA_STYLE_LABEL, box.width - 2 * pad, 0, 1, TRUE);
  eta_block_add_text (block, text, box.x + pad, y, ETA_ROLE_PARAGRAPH);
  y += eta_text_height (text);
  text = eta_composer_set (c, count, ETA_STYLE_HEADING, box.width - 2 * pad);
  eta_block_add_text (block, text, box.x + pad, y, ETA_ROLE_PARAGRAPH);
  y += eta_text_height (text);
  if (*limit) {
    text = eta_composer_label (c, limit, ETA_STYLE_LABEL, box.width - 2 * pad);
    eta_block_add_text (block, text, box.x + pad, y, ETA_ROLE_PARAGRAPH);
  }
}

static double
tile_height (const EtaComposer *c)
{
  double arabic = c->dir == ETA_DIRECTION_RTL ? 1.6 / 1.4 : 1;

  return 2 * TILE_PAD + arabic * (2 * c->template->styles[ETA_STYLE_LABEL].leading +
                                  c->template->styles[ETA_STYLE_HEADING].leading);
}

static void
add_loading (EtaAssembly *assembly, EtaColumn *column)
{
  const EtaComposer *c = assembly->composer;
  EtaBlock *block = eta_block_new ();
  EtaText *title = eta_composer_label (c, "loading", ETA_STYLE_LABEL, column->width);
  double y = eta_text_height (title) + 3, gap = 4, x = 0;
  double width = (column->width - 3 * gap) / 4;
  gboolean any = FALSE;

  eta_block_set_before (block, 6);
  eta_block_add_text (block, title, 0, 0, ETA_ROLE_H3);
  for (guint i = 0; i < G_N_ELEMENTS (load_places); i++) {
    EtaLoading load;

    if (!load_place (assembly->input->product, &load_places[i], &load))
      continue;
    add_tile (assembly, block, &load_places[i], &load, (EtaRect){x, y, width, tile_height (c)});
    x += width + gap;
    any = TRUE;
  }
  if (!any) {
    eta_block_free (block);
    return;
  }
  eta_column_add (column, block);
}

void
eta_assembly_packing (EtaAssembly *assembly, EtaColumn *column)
{
  const EtaPack *packs[3];
  guint n = packs_in_order (assembly->input->product, packs);

  if (n == 0)
    return;
  add_packs (assembly, column, packs, n);
  add_loading (assembly, column);
}
