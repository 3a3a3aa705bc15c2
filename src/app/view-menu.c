#include "app/view-menu.h"

#include "app/window.h"

#include <glib/gi18n.h>

struct _EtaViewMenu {
  GtkBox parent_instance;
  EtaStore *store;
  EtaView *shown;
  char *renaming; /* the name that the entry changes, or NULL: it names a new one */
  GtkListBox *list;
  GtkWidget *teach; /* instead of the list while there is none */
  GtkLabel *caption;
  GtkEditable *name;
  GtkWidget *keep;
};

G_DEFINE_FINAL_TYPE (EtaViewMenu, eta_view_menu, GTK_TYPE_BOX)

static guint chosen_signal;

static const char NAME_KEY[] = "eta-name";

static void
eta_view_menu_finalize (GObject *object)
{
  EtaViewMenu *self = ETA_VIEW_MENU (object);

  eta_view_free (self->shown);
  g_free (self->renaming);
  G_OBJECT_CLASS (eta_view_menu_parent_class)->finalize (object);
}

static void
eta_view_menu_class_init (EtaViewMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_view_menu_finalize;
  chosen_signal = g_signal_new ("chosen", ETA_TYPE_VIEW_MENU, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

/* --- the entry at the foot -------------------------------------------------------------------- */

static void
show_entry (EtaViewMenu *self, const char *renaming)
{
  g_free (self->renaming);
  self->renaming = g_strdup (renaming);
  gtk_label_set_text (self->caption, renaming ? _ ("Rename this view")
                                              : _ ("Keep what is shown now under a name"));
  gtk_button_set_label (GTK_BUTTON (self->keep), renaming ? _ ("Rename") : _ ("Keep"));
  gtk_editable_set_text (self->name, renaming ? renaming : "");
  if (renaming) {
    gtk_widget_grab_focus (GTK_WIDGET (self->name));
    gtk_editable_select_region (self->name, 0, -1);
  }
}

static void
name_changed (EtaViewMenu *self)
{
  const char *text = gtk_editable_get_text (self->name);

  gtk_widget_set_sensitive (self->keep, *text != '\0');
}

static void show_list (EtaViewMenu *self);

static gboolean
store_name (EtaViewMenu *self, GError **error)
{
  const char *text = gtk_editable_get_text (self->name);

  if (self->renaming)
    return eta_store_rename_view (self->store, self->renaming, text, error);
  eta_set_text (&self->shown->name, text);
  return eta_store_put_view (self->store, self->shown, error);
}

static void
keep (EtaViewMenu *self)
{
  g_autoptr (GError) error = NULL;

  if (!self->store || *gtk_editable_get_text (self->name) == '\0')
    return;
  if (!store_name (self, &error)) {
    eta_window_show_error (eta_window_of (GTK_WIDGET (self)), error);
    return;
  }
  show_entry (self, NULL);
  show_list (self);
}

/* --- the list --------------------------------------------------------------------------------- */

static const char *
name_of (gpointer widget)
{
  return g_object_get_data (G_OBJECT (widget), NAME_KEY);
}

static void
row_activated (EtaViewMenu *self, GtkListBoxRow *row)
{
  g_autoptr (EtaView) view = eta_store_find_view (self->store, name_of (row), NULL);

  if (!view)
    return;
  g_signal_emit (self, chosen_signal, 0, view);
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER)));
}

static void
rename_clicked (EtaViewMenu *self, GtkWidget *button)
{
  show_entry (self, name_of (button));
}

static void
remove_clicked (EtaViewMenu *self, GtkWidget *button)
{
  EtaWindow *window = eta_window_of (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaView) view = eta_store_find_view (self->store, name_of (button), &error);
  g_autofree char *kept = view ? eta_view_to_text (view) : NULL;
  g_autofree char *text = NULL, *action = NULL;

  if (!view || !eta_store_delete_view (self->store, view->name, &error)) {
    eta_window_show_error (window, error);
    return;
  }
  text = g_strdup_printf (_ ("The view “%s” was removed"), view->name);
  action = g_action_print_detailed_name ("win.restore-view", g_variant_new_string (kept));
  eta_window_toast (window, text, _ ("_Undo"), action);
  show_list (self);
}

static GtkWidget *
make_button (
    EtaViewMenu *self, const char *icon, const char *format, const char *name, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *text = g_strdup_printf (format, name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, text);
  g_object_set_data_full (G_OBJECT (button), NAME_KEY, g_strdup (name), g_free);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_row (EtaViewMenu *self, const EtaView *view)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *label = gtk_label_new (view->name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), make_button (self, "document-edit-symbolic", _ ("Rename “%s”"),
                                              view->name, G_CALLBACK (rename_clicked)));
  gtk_box_append (GTK_BOX (box), make_button (self, "user-trash-symbolic", _ ("Remove “%s”"),
                                              view->name, G_CALLBACK (remove_clicked)));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, view->name,
                                  -1);
  g_object_set_data_full (G_OBJECT (row), NAME_KEY, g_strdup (view->name), g_free);
  return row;
}

static void
show_list (EtaViewMenu *self)
{
  g_autoptr (GPtrArray) views = eta_store_list_views (self->store);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < views->len; i++)
    gtk_list_box_append (self->list, make_row (self, views->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->list), views->len > 0);
  gtk_widget_set_visible (self->teach, views->len == 0);
}

void
eta_view_menu_show (EtaViewMenu *self, EtaStore *store, const EtaView *shown)
{
  self->store = store;
  eta_view_free (self->shown);
  self->shown = eta_view_copy (shown);
  show_entry (self, NULL);
  show_list (self);
}

/* --- building --------------------------------------------------------------------------------- */

static void
build_foot (EtaViewMenu *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *caption = gtk_label_new (NULL);

  self->caption = GTK_LABEL (caption);
  gtk_label_set_xalign (self->caption, 0);
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  self->name = GTK_EDITABLE (gtk_entry_new ());
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->name), _ ("Name of the view"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  self->keep = gtk_button_new ();
  gtk_widget_set_sensitive (self->keep, FALSE);
  g_signal_connect_object (self->name, "changed", G_CALLBACK (name_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->name, "activate", G_CALLBACK (keep), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keep, "clicked", G_CALLBACK (keep), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (box), self->keep);
  gtk_box_append (GTK_BOX (self), caption);
  gtk_box_append (GTK_BOX (self), box);
}

static void
eta_view_menu_init (EtaViewMenu *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *both = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_set_size_request (GTK_WIDGET (self), 320, -1);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "kept-views");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated), self,
                           G_CONNECT_SWAPPED);
  self->teach = gtk_label_new (_ ("Search or filter, then keep what you see under a name: it is "
                                  "here again with one click."));
  gtk_label_set_wrap (GTK_LABEL (self->teach), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->teach), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (self->teach), 40);
  gtk_widget_set_margin_bottom (self->teach, 6);
  gtk_box_append (GTK_BOX (both), self->teach);
  gtk_box_append (GTK_BOX (both), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), both);
  gtk_box_append (GTK_BOX (self), scroller);
  build_foot (self);
  gtk_widget_add_css_class (GTK_WIDGET (self), "view-menu");
}

GtkWidget *
eta_view_menu_new (void)
{
  return g_object_new (ETA_TYPE_VIEW_MENU, NULL);
}

static void
restore_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaSession *session = eta_window_get_session (ETA_WINDOW (widget));
  g_autoptr (EtaView) view = eta_view_from_text (g_variant_get_string (parameter, NULL));
  g_autoptr (GError) error = NULL;

  if (session && view && !eta_store_put_view (eta_session_get_store (session), view, &error))
    eta_window_show_error (ETA_WINDOW (widget), error);
}

void
eta_view_menu_install (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.restore-view", "s", restore_view_action);
}
