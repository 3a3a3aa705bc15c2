#include "app/product-views.h"

#include "app/files.h"
#include "app/list-status.h"
#include "app/product-card.h"
#include "app/ui-language.h"

#include <glib/gi18n.h>

struct _EtaProductViews {
  GtkBox parent_instance;
  EtaProductSelection *selection;
  EtaAlbum *album;
  GtkStack *stack;
  GtkGridView *grid;
  EtaProductTable *table; /* NULL until it is wanted */
};

G_DEFINE_FINAL_TYPE (EtaProductViews, eta_product_views, GTK_TYPE_BOX)

enum { OPEN, SORTED, DROP_PHOTOS, DELETE_PRESSED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- photos from outside ---------------------------------------------------------------------- */

static gboolean
drop_photos (EtaProductViews *self, const GValue *value, const char *product_id)
{
  g_autoptr (GListModel) files = eta_files_of_value (value);

  if (files)
    g_signal_emit (self, signals[DROP_PHOTOS], 0, files, product_id);
  return files != NULL;
}

static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  return drop_photos (ETA_PRODUCT_VIEWS (data), value, NULL);
}

static gboolean
dropped_on_card (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  GtkListItem *item = GTK_LIST_ITEM (data);
  GtkWidget *views =
      gtk_widget_get_ancestor (gtk_list_item_get_child (item), ETA_TYPE_PRODUCT_VIEWS);
  const EtaCard *row = eta_product_item_get_card (gtk_list_item_get_item (item));

  return row && drop_photos (ETA_PRODUCT_VIEWS (views), value, row->id);
}

/* --- cards ------------------------------------------------------------------------------------ */

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
bind_card (EtaProductViews *self, GtkListItem *item)
{
  eta_product_card_set_item (ETA_PRODUCT_CARD (gtk_list_item_get_child (item)),
                             gtk_list_item_get_item (item), self->album, eta_ui_language ());
}

static void
unbind_card (EtaProductViews *self, GtkListItem *item)
{
  eta_product_card_set_item (ETA_PRODUCT_CARD (gtk_list_item_get_child (item)), NULL, NULL, NULL);
}

static void
activated (EtaProductViews *self, guint position)
{
  g_signal_emit (self, signals[OPEN], 0, position);
}

static GtkWidget *
make_cards (EtaProductViews *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_card), NULL);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_card), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_card), self);
  self->grid = GTK_GRID_VIEW (gtk_grid_view_new (NULL, factory));
  gtk_grid_view_set_min_columns (self->grid, 2);
  gtk_grid_view_set_max_columns (self->grid, 6);
  gtk_grid_view_set_enable_rubberband (self->grid, TRUE);
  g_signal_connect_object (self->grid, "activate", G_CALLBACK (activated), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Products"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "products");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->grid));
  return scroller;
}

/* --- the table -------------------------------------------------------------------------------- */

static void
sorted (EtaProductViews *self)
{
  g_signal_emit (self, signals[SORTED], 0);
}

static GtkWidget *
make_table (EtaProductViews *self)
{
  self->table = ETA_PRODUCT_TABLE (eta_product_table_new ());
  g_signal_connect_object (self->table, "open", G_CALLBACK (activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "sorted", G_CALLBACK (sorted), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->table);
}

EtaProductTable *
eta_product_views_get_table (EtaProductViews *self)
{
  return self->table;
}

/* --- which of them ---------------------------------------------------------------------------- */

/* The one that is not seen has no model: it would make its rows for nothing. */
static void
give_models (EtaProductViews *self)
{
  const gboolean table =
      self->table && gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->table);

  gtk_grid_view_set_model (
      self->grid, table || !self->selection ? NULL : GTK_SELECTION_MODEL (self->selection));
  if (self->table)
    eta_product_table_set_selection (self->table, table ? self->selection : NULL);
}

void
eta_product_views_show (EtaProductViews *self, const char *name)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) == 0)
    return;
  if (!gtk_stack_get_child_by_name (self->stack, name))
    gtk_stack_add_named (
        self->stack, g_str_equal (name, "table") ? make_table (self) : eta_list_status_new (name),
        name);
  gtk_stack_set_visible_child_name (self->stack, name);
  give_models (self);
}

void
eta_product_views_set_selection (EtaProductViews *self,
                                 EtaProductSelection *selection,
                                 EtaAlbum *album)
{
  g_set_object (&self->selection, selection);
  self->album = album;
  give_models (self);
}

/* --- the widget ------------------------------------------------------------------------------- */

static void
eta_product_views_dispose (GObject *object)
{
  EtaProductViews *self = ETA_PRODUCT_VIEWS (object);

  if (self->stack)
    eta_product_views_set_selection (self, NULL, NULL);
  self->stack = NULL;
  G_OBJECT_CLASS (eta_product_views_parent_class)->dispose (object);
}

static gboolean
delete_pressed (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  g_signal_emit (widget, signals[DELETE_PRESSED], 0);
  return TRUE;
}

static gboolean
escape_pressed (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  EtaProductViews *self = ETA_PRODUCT_VIEWS (widget);

  if (!self->selection || eta_product_selection_count (self->selection) == 0)
    return FALSE;
  return gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

static void
eta_product_views_class_init (EtaProductViewsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_product_views_dispose;
  signals[DELETE_PRESSED] = g_signal_new ("delete-pressed", ETA_TYPE_PRODUCT_VIEWS,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_pressed, NULL);
  signals[OPEN] = g_signal_new ("open", ETA_TYPE_PRODUCT_VIEWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SORTED] = g_signal_new ("sorted", ETA_TYPE_PRODUCT_VIEWS, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[DROP_PHOTOS] =
      g_signal_new ("drop-photos", ETA_TYPE_PRODUCT_VIEWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_LIST_MODEL, G_TYPE_STRING);
}

/* Before the search entry takes it, which takes the keys that are pressed in a view. */
static void
catch_delete (EtaProductViews *self)
{
  static const guint keys[] = {GDK_KEY_Delete, GDK_KEY_KP_Delete};
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (keys[i], 0),
                          gtk_callback_action_new (delete_pressed, NULL, NULL)));
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
eta_product_views_init (EtaProductViews *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, make_cards (self), "cards");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  g_signal_connect (target, "drop", G_CALLBACK (dropped), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  catch_delete (self);
}

GtkWidget *
eta_product_views_get_inside (EtaProductViews *self)
{
  return GTK_WIDGET (self->stack);
}
