#include "app/product-list.h"

#include "app/filter-bar.h"
#include "app/filter-menu.h"
#include "app/product-views.h"
#include "app/selection-bar.h"
#include "app/ui-language.h"
#include "app/view-menu.h"

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
  EtaProductViews *views;
  GtkMenuButton *view_button;
  GtkToggleButton *table_button;
  GtkBox *order;             /* the drop-down, or the choice of columns */
  GtkWidget *columns_button; /* this and the next: made when first needed, or NULL */
  EtaViewMenu *view_menu;
  EtaFilterMenu *filter_menu;
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
    {.label = N_ ("To _catalog…"), .action = "win.to-catalog"},
    {.label = N_ ("_Edit…"), .action = "win.bulk-edit"},
    {.label = N_ ("D_uplicate"), .action = "win.duplicate-product"},
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

static void show_kind (EtaProductList *self);

static void
show_right_page (EtaProductList *self)
{
  if (!self->session)
    return;
  if (n_shown (self) > 0)
    eta_product_views_show (self->views, self->view->table ? "table" : "cards");
  else if (eta_view_n_filters (self->view) > 0)
    eta_product_views_show (self->views, "filtered");
  else
    eta_product_views_show (self->views, self->view->text ? "nothing" : "empty");
  if (!self->columns_button && eta_product_views_get_table (self->views))
    show_kind (self);
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

/* --- cards or a table ------------------------------------------------------------------------- */

/* A heading of the table was clicked. */
static void
table_sorted (EtaProductList *self)
{
  EtaProductTable *table = eta_product_views_get_table (self->views);
  const char *field;

  eta_product_table_get_sort (table, &self->view->sort, &field, &self->view->descending);
  g_free (self->view->sort_field);
  self->view->sort_field = g_strdup (field);
  eta_product_list_refresh (self);
}

static void
make_columns_button (EtaProductList *self, EtaProductTable *table)
{
  self->columns_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->columns_button), "eta-columns-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->columns_button),
                               eta_product_table_make_chooser (table));
  gtk_widget_set_tooltip_text (self->columns_button, _ ("Columns"));
  gtk_box_append (self->order, self->columns_button);
}

/* Cards are sorted by a drop-down, the table by its headings. */
static void
show_kind (EtaProductList *self)
{
  EtaProductTable *table = eta_product_views_get_table (self->views);

  if (table && !self->columns_button)
    make_columns_button (self, table);
  if (table)
    gtk_widget_set_visible (self->columns_button, self->view->table);
  if (table && self->view->table)
    eta_product_table_show_sort (table, self->view->sort, self->view->sort_field,
                                 self->view->descending);
  gtk_widget_set_visible (GTK_WIDGET (self->sort), !self->view->table);
}

static void
show_order (EtaProductList *self)
{
  guint order = 0;

  while (order < G_N_ELEMENTS (orders) && (orders[order].sort != self->view->sort ||
                                           orders[order].descending != self->view->descending))
    order++;
  gtk_drop_down_set_selected (self->sort,
                              order < G_N_ELEMENTS (orders) ? order : GTK_INVALID_LIST_POSITION);
}

/* The controls say what the view holds. */
static void
show_view (EtaProductList *self)
{
  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), self->view->text ? self->view->text : "");
  gtk_toggle_button_set_active (self->table_button, self->view->table);
  show_order (self);
  self->showing = FALSE;
  show_right_page (self);
  show_kind (self);
}

static void
kind_toggled (EtaProductList *self)
{
  g_autoptr (GSettings) settings = g_settings_new (ETA_APP_ID);

  if (self->showing || !self->view)
    return;
  self->view->table = gtk_toggle_button_get_active (self->table_button);
  g_settings_set_string (settings, "view", self->view->table ? "table" : "cards");
  show_view (self);
}

/* --- what is searched, filtered, sorted ------------------------------------------------------- */

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
view_chosen (EtaProductList *self, const EtaView *view)
{
  eta_view_free (self->view);
  self->view = eta_view_copy (view);
  eta_product_list_refresh (self);
  show_view (self);
}

static void
open_view_menu (GtkMenuButton *button, gpointer data)
{
  EtaProductList *self = ETA_PRODUCT_LIST (data);

  if (!self->view_menu) {
    GtkWidget *popover = gtk_popover_new ();

    self->view_menu = ETA_VIEW_MENU (eta_view_menu_new ());
    g_signal_connect_object (self->view_menu, "chosen", G_CALLBACK (view_chosen), self,
                             G_CONNECT_SWAPPED);
    gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->view_menu));
    gtk_menu_button_set_popover (button, popover);
  }
  if (self->session)
    eta_view_menu_show (self->view_menu, eta_session_get_store (self->session), self->view);
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

static void
photos_dropped (EtaProductList *self, GListModel *files, const char *product_id)
{
  g_signal_emit (self, signals[DROP_PHOTOS], 0, files, product_id);
}

static void
delete_pressed (EtaProductList *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.trash-selected", NULL);
}

static void
eta_product_list_dispose (GObject *object)
{
  EtaProductList *self = ETA_PRODUCT_LIST (object);

  if (self->views)
    eta_product_views_set_selection (self->views, NULL, NULL);
  self->views = NULL;
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

  g_type_ensure (ETA_TYPE_PRODUCT_VIEWS);
  G_OBJECT_CLASS (klass)->dispose = eta_product_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = eta_product_list_finalize;
  add_signals ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/product-list.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaProductList, body);
  gtk_widget_class_bind_template_child (widget_class, EtaProductList, header);
  gtk_widget_class_bind_template_child (widget_class, EtaProductList, search);
  gtk_widget_class_bind_template_child (widget_class, EtaProductList, filter_button);
  gtk_widget_class_bind_template_child (widget_class, EtaProductList, view_button);
  gtk_widget_class_bind_template_child (widget_class, EtaProductList, table_button);
  gtk_widget_class_bind_template_child (widget_class, EtaProductList, order);
  gtk_widget_class_bind_template_child (widget_class, EtaProductList, sort);
  gtk_widget_class_bind_template_child (widget_class, EtaProductList, views);
  gtk_widget_class_bind_template_callback (widget_class, search_changed);
  gtk_widget_class_bind_template_callback (widget_class, search_activated);
  gtk_widget_class_bind_template_callback (widget_class, sort_chosen);
  gtk_widget_class_bind_template_callback (widget_class, kind_toggled);
  gtk_widget_class_bind_template_callback (widget_class, activated);
  gtk_widget_class_bind_template_callback (widget_class, table_sorted);
  gtk_widget_class_bind_template_callback (widget_class, photos_dropped);
  gtk_widget_class_bind_template_callback (widget_class, delete_pressed);
  gtk_widget_class_install_action (widget_class, "list.clear-filters", NULL, clear_filters_action);
  gtk_widget_class_install_action (widget_class, "list.clear-selection", NULL,
                                   clear_selection_action);
}

static void
eta_product_list_init (EtaProductList *self)
{
  g_autoptr (GSettings) settings = g_settings_new (ETA_APP_ID);
  g_autofree char *kind = g_settings_get_string (settings, "view");

  gtk_widget_init_template (GTK_WIDGET (self));
  self->view = eta_view_new ();
  self->view->table = g_str_equal (kind, "table");
  gtk_menu_button_set_create_popup_func (self->view_button, open_view_menu, self, NULL);
  gtk_menu_button_set_create_popup_func (self->filter_button, open_filter_menu, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search products"), -1);
  gtk_search_entry_set_key_capture_widget (self->search,
                                           eta_product_views_get_inside (self->views));
}

/* Another catalog: its own filters, the same kind. */
static void
forget_view (EtaProductList *self)
{
  EtaView *view = eta_view_new ();

  view->table = self->view->table;
  eta_view_free (self->view);
  self->view = view;
}

void
eta_product_list_set_session (EtaProductList *self, EtaSession *session)
{
  eta_product_views_set_selection (self->views, NULL, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  if (self->session && self->session != session)
    forget_view (self);
  g_set_object (&self->session, session);
  if (session) {
    self->model = eta_product_model_new (session, eta_ui_language ());
    eta_product_list_refresh (self);
    self->selection = eta_product_selection_new (self->model);
    g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (show_selection),
                             self, G_CONNECT_SWAPPED);
    g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (show_right_page), self,
                             G_CONNECT_SWAPPED);
  }
  show_view (self);
  if (session)
    eta_product_views_set_selection (self->views, self->selection, eta_session_get_album (session));
  show_selection (self);
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

void
eta_product_list_show_latest (EtaProductList *self)
{
  g_autoptr (EtaView) latest = eta_view_new ();

  if (!self->view)
    return;
  latest->sort = ETA_SORT_CHANGED;
  latest->descending = TRUE;
  latest->table = self->view->table;
  view_chosen (self, latest);
}

GArray *
eta_product_list_get_shown (EtaProductList *self)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 row;

  for (guint i = 0; (row = eta_product_model_get_row (self->model, i)) != 0; i++)
    g_array_append_val (rows, row);
  return rows;
}
