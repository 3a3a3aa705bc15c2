#include "app/trash-page.h"

#include "app/many-job.h"
#include "app/product-views.h"
#include "app/selection-bar.h"
#include "app/ui-language.h"

#include <glib/gi18n.h>

struct _EtaTrashPage {
  AdwBin parent_instance;
  EtaSession *session;
  EtaProductModel *model;
  EtaProductSelection *selection;
  GtkBox *body;
  EtaProductViews *views;
  EtaSelectionBar *selection_bar; /* made when first needed, or NULL */
};

G_DEFINE_FINAL_TYPE (EtaTrashPage, eta_trash_page, ADW_TYPE_BIN)

static const EtaSelectionButton selection_buttons[] = {
    {.label = N_ ("_Bring back"), .action = "trash.restore", .suggested = TRUE},
    {.label = N_ ("_Delete for good"), .action = "trash.delete"},
};

static void
show_selection (EtaTrashPage *self)
{
  const guint n = self->selection ? eta_product_selection_count (self->selection) : 0;

  if (!self->selection_bar && n > 0) {
    self->selection_bar = ETA_SELECTION_BAR (eta_selection_bar_new (
        selection_buttons, G_N_ELEMENTS (selection_buttons), "trash.clear-selection"));
    gtk_box_append (self->body, GTK_WIDGET (self->selection_bar));
  }
  if (self->selection_bar)
    eta_selection_bar_show (self->selection_bar, n);
}

static void
show_page (EtaTrashPage *self)
{
  const guint n = self->model ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : 0;

  eta_product_views_show (self->views, n > 0 ? "cards" : "trash");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trash.empty", n > 0);
  show_selection (self);
}

/* --- what is done ----------------------------------------------------------------------------- */

static GPtrArray *
ids_of (EtaTrashPage *self, GArray *rows)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < rows->len; i++) {
    char *id =
        eta_store_id_of (eta_session_get_store (self->session), g_array_index (rows, gint64, i));
    if (id)
      g_ptr_array_add (ids, id);
  }
  return ids;
}

static void
do_selected (EtaTrashPage *self, EtaManyWork work)
{
  g_autoptr (GArray) rows =
      self->selection ? eta_product_selection_get_rows (self->selection) : NULL;
  g_autoptr (GPtrArray) ids = rows ? ids_of (self, rows) : NULL;

  if (ids)
    eta_many_start (eta_window_of (GTK_WIDGET (self)), work, ids);
}

static void
restore_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  do_selected (ETA_TRASH_PAGE (widget), ETA_MANY_RESTORE);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  do_selected (ETA_TRASH_PAGE (widget), ETA_MANY_PURGE);
}

static void
empty_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaTrashPage *self = ETA_TRASH_PAGE (widget);

  if (!self->selection)
    return;
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
  do_selected (self, ETA_MANY_PURGE);
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaTrashPage *self = ETA_TRASH_PAGE (widget);

  if (self->selection)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

/* Opening a card would show a product that is not in the list: it is brought back instead by its
 * button, so nothing happens here but to be selected. */
static void
delete_pressed (EtaTrashPage *self)
{
  do_selected (self, ETA_MANY_PURGE);
}

/* --- the widget ------------------------------------------------------------------------------- */

static void
eta_trash_page_dispose (GObject *object)
{
  EtaTrashPage *self = ETA_TRASH_PAGE (object);

  if (self->views)
    eta_product_views_set_selection (self->views, NULL, NULL);
  self->views = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (eta_trash_page_parent_class)->dispose (object);
}

static void
eta_trash_page_class_init (EtaTrashPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_trash_page_dispose;
  gtk_widget_class_install_action (widget_class, "trash.restore", NULL, restore_action);
  gtk_widget_class_install_action (widget_class, "trash.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "trash.empty", NULL, empty_action);
  gtk_widget_class_install_action (widget_class, "trash.clear-selection", NULL, clear_action);
}

static GtkWidget *
make_header (void)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *empty = gtk_button_new_with_mnemonic (_ ("_Empty the trash"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header),
                                   adw_window_title_new (_ ("Trash"), NULL));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (empty), "trash.empty");
  gtk_widget_set_tooltip_text (empty, _ ("Deletes all of them for good; undo brings them back"));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), empty);
  return header;
}

static void
eta_trash_page_init (EtaTrashPage *self)
{
  self->body = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->views = g_object_new (ETA_TYPE_PRODUCT_VIEWS, "vexpand", TRUE, NULL);
  g_signal_connect_object (self->views, "delete-pressed", G_CALLBACK (delete_pressed), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->body, make_header ());
  gtk_box_append (self->body, GTK_WIDGET (self->views));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->body));
}

void
eta_trash_page_set_session (EtaTrashPage *self, EtaSession *session)
{
  const EtaQuery query = {
      .trashed = TRUE, .sort = ETA_SORT_CHANGED, .descending = TRUE}; /* the last one first */
  g_autoptr (GError) error = NULL;

  eta_product_views_set_selection (self->views, NULL, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_set_object (&self->session, session);
  if (session) {
    self->model = eta_product_model_new (session, eta_ui_language ());
    if (!eta_product_model_set_query (self->model, &query, &error))
      g_warning ("%s", error->message);
    self->selection = eta_product_selection_new (self->model);
    g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (show_selection),
                             self, G_CONNECT_SWAPPED);
    g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (show_page), self,
                             G_CONNECT_SWAPPED);
    eta_product_views_set_selection (self->views, self->selection, eta_session_get_album (session));
  }
  show_page (self);
}
