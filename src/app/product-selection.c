#include "app/product-selection.h"

struct _EtaProductSelection {
  GObject parent_instance;
  EtaProductModel *model;
  GtkBitset *rows; /* row numbers of the selected products */
};

static GType
get_item_type (GListModel *list)
{
  return ETA_TYPE_PRODUCT_ITEM;
}

static guint
get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (ETA_PRODUCT_SELECTION (list)->model));
}

static gpointer
get_item (GListModel *list, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (ETA_PRODUCT_SELECTION (list)->model), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static guint
row_at (EtaProductSelection *self, guint position)
{
  return (guint)eta_product_model_get_row (self->model, position);
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  EtaProductSelection *self = ETA_PRODUCT_SELECTION (model);
  const guint row = row_at (self, position);

  return row > 0 && gtk_bitset_contains (self->rows, row);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n)
{
  GtkBitset *selected = gtk_bitset_new_empty ();
  const guint end = MIN (position + n, get_n_items (G_LIST_MODEL (model)));

  for (guint i = position; i < end; i++)
    if (is_selected (model, i))
      gtk_bitset_add (selected, i);
  return selected;
}

/* GTK's other ways to select come down to this one. */
static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  EtaProductSelection *self = ETA_PRODUCT_SELECTION (model);
  const guint n = get_n_items (G_LIST_MODEL (model));
  guint first = G_MAXUINT, last = 0, i;
  GtkBitsetIter iter;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &i); more && i < n;
       more = gtk_bitset_iter_next (&iter, &i)) {
    const guint row = row_at (self, i);
    const gboolean wanted = gtk_bitset_contains (selected, i);

    if (gtk_bitset_contains (self->rows, row) == wanted)
      continue;
    if (wanted)
      gtk_bitset_add (self->rows, row);
    else
      gtk_bitset_remove (self->rows, row);
    first = MIN (first, i);
    last = i;
  }
  if (first <= last)
    gtk_selection_model_selection_changed (model, first, last - first + 1);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EtaProductSelection,
                               eta_product_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_init))

static void
eta_product_selection_finalize (GObject *object)
{
  EtaProductSelection *self = ETA_PRODUCT_SELECTION (object);

  g_clear_object (&self->model);
  gtk_bitset_unref (self->rows);
  G_OBJECT_CLASS (eta_product_selection_parent_class)->finalize (object);
}

static void
eta_product_selection_class_init (EtaProductSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_product_selection_finalize;
}

static void
eta_product_selection_init (EtaProductSelection *self)
{
  self->rows = gtk_bitset_new_empty ();
}

static void
drop_hidden (EtaProductSelection *self)
{
  GtkBitset *kept = gtk_bitset_new_empty ();
  const guint n = get_n_items (G_LIST_MODEL (self));

  for (guint i = 0; i < n; i++)
    if (gtk_bitset_contains (self->rows, row_at (self, i)))
      gtk_bitset_add (kept, row_at (self, i));
  gtk_bitset_unref (self->rows);
  self->rows = kept;
}

static void
items_changed (EtaProductSelection *self, guint position, guint removed, guint added)
{
  if (removed > 0 && !gtk_bitset_is_empty (self->rows))
    drop_hidden (self);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

EtaProductSelection *
eta_product_selection_new (EtaProductModel *model)
{
  EtaProductSelection *self = g_object_new (ETA_TYPE_PRODUCT_SELECTION, NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

guint
eta_product_selection_count (EtaProductSelection *self)
{
  return (guint)gtk_bitset_get_size (self->rows);
}

GArray *
eta_product_selection_get_rows (EtaProductSelection *self)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  const guint n = get_n_items (G_LIST_MODEL (self));

  for (guint i = 0; i < n; i++) {
    const gint64 row = row_at (self, i);
    if (gtk_bitset_contains (self->rows, (guint)row))
      g_array_append_val (rows, row);
  }
  return rows;
}
