#include "app/product-list.h"

#include "app/files.h"
#include "app/product-card.h"
#include "app/product-model.h"
#include "app/ui-language.h"

#include <glib/gi18n.h>

struct _EtaProductList {
  AdwBin parent_instance;
  EtaSession *session;
  EtaProductModel *model;
  GtkMultiSelection *selection;
  GtkSearchEntry *search;
  GtkDropDown *sort;
  GtkStack *stack;
  GtkGridView *grid;
  GtkRevealer *selection_bar;
  GtkLabel *selection_count;
};

G_DEFINE_FINAL_TYPE (EtaProductList, eta_product_list, ADW_TYPE_BIN)

enum { OPEN, DROP_PHOTOS, N_SIGNALS };
static guint signals[N_SIGNALS];

/* In the order of the drop-down in product-list.ui. */
static const struct {
  EtaSort sort;
  gboolean descending;
} orders[] = {
    {ETA_SORT_NAME, FALSE},
    {ETA_SORT_SKU, FALSE},
    {ETA_SORT_CHANGED, TRUE},
    {ETA_SORT_PRODUCER, FALSE},
};

static void
show_right_page (EtaProductList *self)
{
  gboolean searching = *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';

  if (self->model && g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    gtk_stack_set_visible_child_name (self->stack, "cards");
  else
    gtk_stack_set_visible_child_name (self->stack, searching ? "nothing" : "empty");
}

static void
run_query (EtaProductList *self)
{
  guint order = gtk_drop_down_get_selected (self->sort);
  EtaQuery query = {
      .text = gtk_editable_get_text (GTK_EDITABLE (self->search)),
      .sort_lang = eta_ui_language (),
  };
  g_autoptr (GError) error = NULL;

  if (!self->model)
    return;
  if (order < G_N_ELEMENTS (orders)) {
    query.sort = orders[order].sort;
    query.descending = orders[order].descending;
  }
  if (!eta_product_model_set_query (self->model, &query, &error))
    g_warning ("%s", error->message);
  show_right_page (self);
}

static void
activated (EtaProductList *self, guint position)
{
  EtaStore *store = eta_session_get_store (self->session);
  g_autofree char *id = eta_store_id_of (store, eta_product_model_get_row (self->model, position));

  if (id)
    g_signal_emit (self, signals[OPEN], 0, id);
}

static void
search_activated (EtaProductList *self)
{
  if (self->model && g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    activated (self, 0);
}

static void
clear_selection (EtaProductList *self)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

static void
selection_changed (EtaProductList *self)
{
  g_autoptr (GtkBitset) set =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint n = (guint)gtk_bitset_get_size (set);
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u product selected", "%u products selected", n), n);

  gtk_label_set_text (self->selection_count, text);
  gtk_revealer_set_reveal_child (self->selection_bar, n > 1);
}

static gboolean
drop_photos (EtaProductList *self, const GValue *value, const char *product_id)
{
  g_autoptr (GListModel) files = eta_files_of_value (value);

  if (files)
    g_signal_emit (self, signals[DROP_PHOTOS], 0, files, product_id);
  return files != NULL;
}

static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  return drop_photos (ETA_PRODUCT_LIST (data), value, NULL);
}

static gboolean
dropped_on_card (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  GtkListItem *item = GTK_LIST_ITEM (data);
  GtkWidget *list = gtk_widget_get_ancestor (gtk_list_item_get_child (item), ETA_TYPE_PRODUCT_LIST);
  const EtaCard *row = eta_product_item_get_card (gtk_list_item_get_item (item));

  return row && drop_photos (ETA_PRODUCT_LIST (list), value, row->id);
}

static void
setup_card (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *card = eta_product_card_new ();
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (dropped_on_card), item);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (target));
  gtk_list_item_set_child (item, card);
}

static void
bind_card (EtaProductList *self, GtkListItem *item)
{
  eta_product_card_set_item (ETA_PRODUCT_CARD (gtk_list_item_get_child (item)),
                             gtk_list_item_get_item (item), eta_session_get_album (self->session),
                             eta_ui_language ());
}

static void
unbind_card (EtaProductList *self, GtkListItem *item)
{
  eta_product_card_set_item (ETA_PRODUCT_CARD (gtk_list_item_get_child (item)), NULL, NULL, NULL);
}

static void
eta_product_list_dispose (GObject *object)
{
  EtaProductList *self = ETA_PRODUCT_LIST (object);

  if (self->grid)
    gtk_grid_view_set_model (self->grid, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (eta_product_list_parent_class)->dispose (object);
}

static void
add_signals (void)
{
  signals[OPEN] = g_signal_new ("open", ETA_TYPE_PRODUCT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[DROP_PHOTOS] =
      g_signal_new ("drop-photos", ETA_TYPE_PRODUCT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_LIST_MODEL, G_TYPE_STRING);
}

static void
eta_product_list_class_init (EtaProductListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_product_list_dispose;
  add_signals ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/product-list.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaProductList, search);
  gtk_widget_class_bind_template_child (widget_class, EtaProductList, sort);
  gtk_widget_class_bind_template_child (widget_class, EtaProductList, stack);
  gtk_widget_class_bind_template_child (widget_class, EtaProductList, grid);
  gtk_widget_class_bind_template_child (widget_class, EtaProductList, selection_bar);
  gtk_widget_class_bind_template_child (widget_class, EtaProductList, selection_count);
  gtk_widget_class_bind_template_callback (widget_class, run_query);
  gtk_widget_class_bind_template_callback (widget_class, search_activated);
  gtk_widget_class_bind_template_callback (widget_class, activated);
  gtk_widget_class_bind_template_callback (widget_class, clear_selection);
  gtk_widget_class_bind_template_callback (widget_class, setup_card);
  gtk_widget_class_bind_template_callback (widget_class, bind_card);
  gtk_widget_class_bind_template_callback (widget_class, unbind_card);
}

static void
eta_product_list_init (EtaProductList *self)
{
  GtkDropTarget *target;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search products"), -1);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->grid));
  target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect (target, "drop", G_CALLBACK (dropped), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

void
eta_product_list_set_session (EtaProductList *self, EtaSession *session)
{
  gtk_grid_view_set_model (self->grid, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_set_object (&self->session, session);
  if (!session)
    return;
  self->model = eta_product_model_new (session, eta_ui_language ());
  run_query (self);
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (show_right_page), self,
                           G_CONNECT_SWAPPED);
  gtk_grid_view_set_model (self->grid, GTK_SELECTION_MODEL (self->selection));
}

void
eta_product_list_focus_search (EtaProductList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

GPtrArray *
eta_product_list_get_selected (EtaProductList *self)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GtkBitset) set = NULL;
  GtkBitsetIter iter;
  guint position;

  if (!self->selection)
    return ids;
  set = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  for (gboolean more = gtk_bitset_iter_init_first (&iter, set, &position); more;
       more = gtk_bitset_iter_next (&iter, &position)) {
    char *id = eta_store_id_of (eta_session_get_store (self->session),
                                eta_product_model_get_row (self->model, position));
    if (id)
      g_ptr_array_add (ids, id);
  }
  return ids;
}

char *
eta_product_list_neighbour (EtaProductList *self, const char *id, int step)
{
  EtaStore *store = eta_session_get_store (self->session);
  guint position = eta_product_model_find (self->model, eta_store_row_of (store, id));
  gint64 row;

  if (position == G_MAXUINT || (step < 0 && position == 0))
    return NULL;
  row = eta_product_model_get_row (self->model, position + step);
  return row ? eta_store_id_of (store, row) : NULL;
}
