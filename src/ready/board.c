#include "ready/board.h"

#include <string.h>

struct _EtaBoard {
  const char *markets[ETA_BOARD_MARKETS + 1];
  GPtrArray *rules[ETA_BOARD_MARKETS];
  guint n_markets;
  EtaDay day;
  GArray *lines;     /* EtaBoardLine */
  GHashTable *index; /* row → place in lines + 1 */
};

EtaBoard *
eta_board_new (const char *const *markets, const EtaRuleSet *rules, const EtaDay *day)
{
  EtaBoard *self = g_new0 (EtaBoard, 1);

  self->day = *day;
  self->lines = g_array_new (FALSE, FALSE, sizeof (EtaBoardLine));
  self->index = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (; *markets && self->n_markets < ETA_BOARD_MARKETS; markets++) {
    GPtrArray *found = eta_rules_of_market (rules, *markets);
    if (!found)
      continue;
    self->markets[self->n_markets] = g_intern_string (*markets);
    self->rules[self->n_markets++] = found;
  }
  return self;
}

void
eta_board_free (EtaBoard *self)
{
  if (!self)
    return;
  for (guint m = 0; m < self->n_markets; m++)
    g_ptr_array_unref (self->rules[m]);
  g_hash_table_unref (self->index);
  g_array_unref (self->lines);
  g_free (self);
}

static void
judge (const EtaBoard *self, const EtaProduct *product, const EtaProducer *producer, EtaCell *cells)
{
  g_autoptr (EtaFacts) facts = eta_facts_new (product, producer);

  for (guint m = 0; m < self->n_markets; m++)
    cells[m] = eta_cell_judge (self->rules[m], facts, self->markets[m], &self->day);
}

static void
index_lines (EtaBoard *self)
{
  g_hash_table_remove_all (self->index);
  for (guint i = 0; i < self->lines->len; i++)
    g_hash_table_insert (self->index, &g_array_index (self->lines, EtaBoardLine, i).row,
                         GUINT_TO_POINTER (i + 1));
}

static GHashTable *
load_producers (EtaStore *store, GError **error)
{
  g_autoptr (GPtrArray) all = eta_store_list_producers (store, error);
  GHashTable *by_id;

  if (!all)
    return NULL;
  by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)eta_producer_unref);
  for (guint i = 0; i < all->len; i++) {
    EtaProducer *producer = all->pdata[i];
    g_hash_table_insert (by_id, producer->id, eta_producer_ref (producer));
  }
  return by_id;
}

gboolean
eta_board_compute (
    EtaBoard *self, EtaStore *store, const char *lang, GCancellable *cancellable, GError **error)
{
  EtaQuery query = {.sort = ETA_SORT_NAME, .sort_lang = lang};
  g_autoptr (GArray) rows = eta_store_query (store, &query, error);
  g_autoptr (GHashTable) producers = rows ? load_producers (store, error) : NULL;

  if (!producers)
    return FALSE;
  g_array_set_size (self->lines, 0);
  for (guint i = 0; i < rows->len; i++) {
    gint64 row = g_array_index (rows, gint64, i);
    g_autofree char *id = eta_store_id_of (store, row);
    g_autoptr (EtaProduct) product = id ? eta_store_get_product (store, id, NULL) : NULL;
    EtaBoardLine line = {.row = row};

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if (!product)
      continue; /* deleted meanwhile */
    judge (self, product,
           product->producer_id ? g_hash_table_lookup (producers, product->producer_id) : NULL,
           line.cells);
    g_array_append_val (self->lines, line);
  }
  index_lines (self);
  return TRUE;
}

gboolean
eta_board_refresh (EtaBoard *self, EtaStore *store, gint64 row)
{
  int i = eta_board_find (self, row);
  g_autofree char *id = eta_store_id_of (store, row);
  g_autoptr (EtaProduct) product = id ? eta_store_get_product (store, id, NULL) : NULL;
  g_autoptr (EtaProducer) producer = NULL;

  if (i < 0)
    return FALSE;
  if (!product || product->trashed) {
    g_array_remove_index (self->lines, (guint)i);
    index_lines (self);
    return FALSE;
  }
  producer =
      product->producer_id ? eta_store_get_producer (store, product->producer_id, NULL) : NULL;
  judge (self, product, producer, g_array_index (self->lines, EtaBoardLine, i).cells);
  return TRUE;
}

const char *const *
eta_board_markets (const EtaBoard *self)
{
  return self->markets;
}

guint
eta_board_n_markets (const EtaBoard *self)
{
  return self->n_markets;
}

guint
eta_board_n_lines (const EtaBoard *self)
{
  return self->lines->len;
}

const EtaBoardLine *
eta_board_line (const EtaBoard *self, guint i)
{
  return &g_array_index (self->lines, EtaBoardLine, i);
}

int
eta_board_find (const EtaBoard *self, gint64 row)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->index, &row)) - 1;
}

void
eta_board_count (const EtaBoard *self, guint m, guint counts[4])
{
  memset (counts, 0, 4 * sizeof *counts);
  for (guint i = 0; i < self->lines->len; i++)
    counts[eta_board_line (self, i)->cells[m].state]++;
}
