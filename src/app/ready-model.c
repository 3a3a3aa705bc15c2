#include "app/ready-model.h"

#include "app/product-item.h"
#include "app/ui-language.h"

struct _EtaReadyModel {
  GObject parent_instance;
  EtaSession *session;
  const EtaBoard *board;
  GArray *rows; /* gint64 */
  int market, state;
};

static GType
get_item_type (GListModel *model)
{
  return ETA_TYPE_PRODUCT_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return ETA_READY_MODEL (model)->rows->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  EtaReadyModel *self = ETA_READY_MODEL (model);

  if (position >= self->rows->len)
    return NULL;
  return eta_product_item_new (eta_session_get_store (self->session),
                               g_array_index (self->rows, gint64, position), eta_ui_language ());
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EtaReadyModel,
                               eta_ready_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
eta_ready_model_finalize (GObject *object)
{
  g_clear_object (&ETA_READY_MODEL (object)->session);
  g_array_unref (ETA_READY_MODEL (object)->rows);
  G_OBJECT_CLASS (eta_ready_model_parent_class)->finalize (object);
}

static void
eta_ready_model_class_init (EtaReadyModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_ready_model_finalize;
}

static void
eta_ready_model_init (EtaReadyModel *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->market = self->state = -1;
}

static gboolean
passes (EtaReadyModel *self, const EtaBoardLine *line)
{
  if (self->state < 0)
    return TRUE;
  if (self->market >= 0 && (guint)self->market < eta_board_n_markets (self->board))
    return line->cells[self->market].state == self->state;
  for (guint m = 0; m < eta_board_n_markets (self->board); m++)
    if (line->cells[m].state == self->state)
      return TRUE;
  return FALSE;
}

static void
refill (EtaReadyModel *self)
{
  guint before = self->rows->len;

  g_array_set_size (self->rows, 0);
  for (guint i = 0; self->board && i < eta_board_n_lines (self->board); i++) {
    const EtaBoardLine *line = eta_board_line (self->board, i);
    if (passes (self, line))
      g_array_append_val (self->rows, line->row);
  }
  if (before > 0 || self->rows->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->rows->len);
}

EtaReadyModel *
eta_ready_model_new (EtaSession *session)
{
  EtaReadyModel *self = g_object_new (ETA_TYPE_READY_MODEL, NULL);

  self->session = g_object_ref (session);
  return self;
}

void
eta_ready_model_set_board (EtaReadyModel *self, const EtaBoard *board)
{
  self->board = board;
  refill (self);
}

void
eta_ready_model_set_filter (EtaReadyModel *self, int market, int state)
{
  if (market == self->market && state == self->state)
    return;
  self->market = market;
  self->state = state;
  refill (self);
}

static guint
position_of (EtaReadyModel *self, gint64 row)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_array_index (self->rows, gint64, i) == row)
      return i;
  return G_MAXUINT;
}

void
eta_ready_model_touch (EtaReadyModel *self, gint64 row)
{
  guint position = position_of (self, row);
  int line = self->board ? eta_board_find (self->board, row) : -1;
  gboolean shown = line >= 0 && passes (self, eta_board_line (self->board, (guint)line));

  if (shown && position != G_MAXUINT) {
    g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
  } else if (position != G_MAXUINT) {
    g_array_remove_index (self->rows, position);
    g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  } else if (shown) {
    refill (self); /* it has come into the filter, and has its place among the others */
  }
}

gint64
eta_ready_model_get_row (EtaReadyModel *self, guint position)
{
  return position < self->rows->len ? g_array_index (self->rows, gint64, position) : 0;
}
