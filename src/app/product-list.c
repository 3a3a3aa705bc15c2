#include "app/product-list.h"

#include "app/files.h"
#include "app/filter-bar.h"
#include "app/filter-menu.h"
#include "app/list-status.h"
#include "app/product-card.h"
#include "app/product-selection.h"
#include "app/selection-bar.h"
#include "app/ui-language.h"

#include <glib/gi18n.h>

struct _EtaProductList {
  AdwBin parent_instance;
  EtaSession *session;
  EtaView *view; /* what is shown */
  EtaProductModel *model;
  EtaProductSelection *selection;
  GtkBox *body;
  GtkWidget *header;
  GtkSearchEntry *search;
  GtkMenuButton *filter_button;
  GtkDropDown *sort;
  GtkStack *stack;
  GtkGridView *grid;
  EtaFilterMenu *filter_menu; /* this and the next: made when first needed, or NULL */
  EtaFilterBar *filter_bar;
  EtaSelectionBar *selection_bar;
  gboolean showing; /* controls are being set from the view */
};

G_DEFINE_FINAL_TYPE (EtaProductList, eta_product_list, ADW_TYPE_BIN)

enum { OPEN, DROP_PHOTOS, N_SIGNALS };
static guint signals[N_SIGNALS];

/* In the order of the drop-down in product-list.ui. */
static const struct {
  EtaSort sort;
  gboolean descending;
} orders[] = {
    {ETA_SORT_NAME, FALSE},     {ETA_SORT_SKU, FALSE},      {ETA_SORT_CHANGED, TRUE},
    {ETA_SORT_PRODUCER, FALSE}, {ETA_SORT_CATEGORY, FALSE}, {ETA_SORT_STATE, FALSE},
    {ETA_SORT_PRICE, FALSE},
};

static const EtaSelectionButton selection_buttons[] = {
    {.label = N_ ("Print _sheets"), .action = "win.print-selected", .suggested = TRUE},
    {.icon = "user-trash-symbolic",
     .tooltip = N_ ("Move to the trash"),
     .action = "win.trash-selected",
     .end = TRUE},
};

static guint
n_shown (EtaProductList *self)
{
  return self->model ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : 0;
}

static void
show_page (EtaProductList *self, const char *name)
{
  if (!gtk_stack_get_child_by_name (self->stack, name))
    gtk_stack_add_named (self->stack, eta_list_status_new (name), name);
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
filter_removed (EtaProductList *self, guint filter)
{
  eta_view_set_filter (self->view, (EtaFilter)filter, NULL);
  eta_product_list_refresh (self);
}

/* There while something is filtered or searched. */
static void
show_filter_bar (EtaProductList *self)
{
  const gboolean wanted = self->view->text || eta_view_n_filters (self->view) > 0;

  if (!self->filter_bar && !wanted)
    return;
  if (!self->filter_bar) {
    self->filter_bar = ETA_FILTER_BAR (eta_filter_bar_new ());
    g_signal_connect_object (self->filter_bar, "removed", G_CALLBACK (filter_removed), self,
                             G_CONNECT_SWAPPED);
    gtk_box_insert_child_after (self->body, GTK_WIDGET (self->filter_bar), self->header);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->filter_bar), wanted);
  if (wanted) {
    EtaStore *store = eta_session_get_store (self->session);
    eta_filter_bar_show (self->filter_bar, store, self->view, n_shown (self),
                         (guint)eta_store_count_products (store));
  }
}

static void
show_selection (EtaProductList *self)
{
  const guint n = self->selection ? eta_product_selection_count (self->selection) : 0;

  if (!self->selection_bar && n > 0) {
    self->selection_bar = ETA_SELECTION_BAR (eta_selection_bar_new (
        selection_buttons, G_N_ELEMENTS (selection_buttons), "list.clear-selection"));
    gtk_box_append (self->body, GTK_WIDGET (self->selection_bar));
  }
  if (self->selection_bar)
    eta_selection_bar_show (self->selection_bar, n);
}

static void
show_right_page (EtaProductList *self)
{
  if (!self->session)
    return;
  if (n_shown (self) > 0)
    show_page (self, "cards");
  else if (eta_view_n_filters (self->view) > 0)
    show_page (self, "filtered");
  else
    show_page (self, self->view->text ? "nothing" : "empty");
  show_filter_bar (self);
  show_selection (self);
}

/* Runs the view's query. */
void
eta_product_list_refresh (EtaProductList *self)
{
  EtaQuery query = eta_view_query (self->view);
  g_autoptr (GError) error = NULL;

  if (!self->model)
    return;
  query.sort_lang = eta_ui_language ();
  if (!eta_product_model_set_query (self->model, &query, &error))
    g_warning ("%s", error->message);
  show_right_page (self);
}

static void
search_changed (EtaProductList *self)
{
  if (!self->showing &&
      eta_set_text (&self->view->text, gtk_editable_get_text (GTK_EDITABLE (self->search))))
    eta_product_list_refresh (self);
}

static void
sort_chosen (EtaProductList *self)
{
  const guint order = gtk_drop_down_get_selected (self->sort);

  if (self->showing || !self->view || order >= G_N_ELEMENTS (orders))
    return;
  self->view->sort = orders[order].sort;
  self->view->descending = orders[order].descending;
  eta_product_list_refresh (self);
}

static void
filter_chosen (EtaProductList *self, guint filter, const char *value)
{
  eta_view_set_filter (self->view, (EtaFilter)filter, value);
  eta_product_list_refresh (self);
}

static void
open_filter_menu (GtkMenuButton *button, gpointer data)
{
  EtaProductList *self = ETA_PRODUCT_LIST (data);

  if (!self->filter_menu) {
    GtkWidget *popover = gtk_popover_new ();

    self->filter_menu = ETA_FILTER_MENU (eta_filter_menu_new ());
    g_signal_connect_object (self->filter_menu, "chosen", G_CALLBACK (filter_chosen), self,
                             G_CONNECT_SWAPPED);
    gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->filter_menu));
    gtk_menu_button_set_popover (button, popover);
  }
  if (self->session)
    eta_filter_menu_show (self->filter_menu, eta_session_get_store (self->session), self->view);
}

static void
clear_filters_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaProductList *self = ETA_PRODUCT_LIST (widget);

  eta_view_clear_filters (self->view);
  eta_product_list_refresh (self);
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
  if (n_shown (self) > 0)
    activated (self, 0);
}

static void
clear_selection_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaProductList *self = ETA_PRODUCT_LIST (widget);

  if (self->selection)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
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
eta_product_list_finalize (GObject *object)
{
  eta_view_free (ETA_PRODUCT_LIST (object)->view);
  G_OBJECT_CLASS (eta_product_list_parent_class)->finalize (object);
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
  G_OBJECT_CLASS (klass)->finalize = eta_product_list_finalize;
  add_signals ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/product-list.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaProductList, body);
  gtk_widget_class_bind_template_child (widget_class, EtaProductList, header);
  gtk_widget_class_bind_template_child (widget_class, EtaProductList, search);
  gtk_widget_class_bind_template_child (widget_class, EtaProductList, filter_button);
  gtk_widget_class_bind_template_child (widget_class, EtaProductList, sort);
  gtk_widget_class_bind_template_child (widget_class, EtaProductList, stack);
  gtk_widget_class_bind_template_child (widget_class, EtaProductList, grid);
  gtk_widget_class_bind_template_callback (widget_class, search_changed);
  gtk_widget_class_bind_template_callback (widget_class, search_activated);
  gtk_widget_class_bind_template_callback (widget_class, sort_chosen);
  gtk_widget_class_bind_template_callback (widget_class, activated);
  gtk_widget_class_bind_template_callback (widget_class, setup_card);
  gtk_widget_class_bind_template_callback (widget_class, bind_card);
  gtk_widget_class_bind_template_callback (widget_class, unbind_card);
  gtk_widget_class_install_action (widget_class, "list.clear-filters", NULL, clear_filters_action);
  gtk_widget_class_install_action (widget_class, "list.clear-selection", NULL,
                                   clear_selection_action);
}

static void
eta_product_list_init (EtaProductList *self)
{
  GtkDropTarget *target;

  self->view = eta_view_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->filter_button, open_filter_menu, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search products"), -1);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->stack));
  target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect (target, "drop", G_CALLBACK (dropped), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* The controls say what the view holds. */
static void
show_view (EtaProductList *self)
{
  guint order = 0;

  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), self->view->text ? self->view->text : "");
  while (order < G_N_ELEMENTS (orders) && (orders[order].sort != self->view->sort ||
                                           orders[order].descending != self->view->descending))
    order++;
  gtk_drop_down_set_selected (self->sort,
                              order < G_N_ELEMENTS (orders) ? order : GTK_INVALID_LIST_POSITION);
  self->showing = FALSE;
}

void
eta_product_list_set_session (EtaProductList *self, EtaSession *session)
{
  gtk_grid_view_set_model (self->grid, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  if (self->session && self->session != session) {
    eta_view_free (self->view); /* its filters are of the other catalog */
    self->view = eta_view_new ();
    show_view (self);
  }
  g_set_object (&self->session, session);
  show_selection (self);
  if (!session)
    return;
  self->model = eta_product_model_new (session, eta_ui_language ());
  eta_product_list_refresh (self);
  self->selection = eta_product_selection_new (self->model);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (show_selection), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (show_right_page), self,
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
  g_autoptr (GArray) rows =
      self->selection ? eta_product_selection_get_rows (self->selection) : NULL;

  for (guint i = 0; rows && i < rows->len; i++) {
    char *id =
        eta_store_id_of (eta_session_get_store (self->session), g_array_index (rows, gint64, i));
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
