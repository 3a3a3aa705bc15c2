#include "app/filter-menu.h"

#include "app/ui-language.h"

#include <glib/gi18n.h>

/* With more values than this a choice can be searched. */
#define MANY_VALUES 12

struct _EtaFilterMenu {
  GtkBox parent_instance;
  GtkWidget *controls[ETA_N_FILTERS]; /* GtkDropDown, or GtkCheckButton for the last two */
  GtkWidget *cells[ETA_N_FILTERS];
  GPtrArray *values[ETA_N_FILTERS]; /* of the drop-down's second row on */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (EtaFilterMenu, eta_filter_menu, GTK_TYPE_BOX)

static guint chosen_signal;

static void
eta_filter_menu_finalize (GObject *object)
{
  for (guint i = 0; i < ETA_N_FILTERS; i++)
    g_clear_pointer (&ETA_FILTER_MENU (object)->values[i], g_ptr_array_unref);
  G_OBJECT_CLASS (eta_filter_menu_parent_class)->finalize (object);
}

static void
eta_filter_menu_class_init (EtaFilterMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_filter_menu_finalize;
  chosen_signal = g_signal_new ("chosen", ETA_TYPE_FILTER_MENU, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
}

static guint
filter_of (EtaFilterMenu *self, gpointer control)
{
  guint i = 0;

  while (i < ETA_N_FILTERS && self->controls[i] != control)
    i++;
  return i;
}

static void
value_chosen (EtaFilterMenu *self, GParamSpec *pspec, GtkDropDown *down)
{
  const guint filter = filter_of (self, down);
  const guint i = gtk_drop_down_get_selected (down);

  if (self->showing || filter >= ETA_N_FILTERS || i == GTK_INVALID_LIST_POSITION)
    return;
  g_signal_emit (self, chosen_signal, 0, filter,
                 i > 0 ? (const char *)self->values[filter]->pdata[i - 1] : "");
}

static void
toggled (EtaFilterMenu *self, GtkCheckButton *check)
{
  if (!self->showing)
    g_signal_emit (self, chosen_signal, 0, filter_of (self, check),
                   gtk_check_button_get_active (check) ? "none" : "");
}

/* A caption above its choice. */
static GtkWidget *
make_choice (EtaFilterMenu *self, EtaFilter filter)
{
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *label = gtk_label_new (eta_filter_title (filter));
  GtkWidget *down = gtk_drop_down_new (
      NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_size_request (down, 220, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  eta_filter_title (filter), -1);
  g_signal_connect_object (down, "notify::selected", G_CALLBACK (value_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (cell), label);
  gtk_box_append (GTK_BOX (cell), down);
  self->controls[filter] = down;
  return cell;
}

static GtkWidget *
make_check (EtaFilterMenu *self, EtaFilter filter)
{
  GtkWidget *check = gtk_check_button_new_with_label (eta_filter_title (filter));

  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled), self, G_CONNECT_SWAPPED);
  self->controls[filter] = check;
  return check;
}

static gboolean
is_check (guint filter)
{
  return filter == ETA_FILTER_PHOTO || filter == ETA_FILTER_PRICE;
}

static GtkWidget *
add_cell (GtkWidget *grid, GtkWidget *child)
{
  GtkWidget *cell;

  gtk_flow_box_insert (GTK_FLOW_BOX (grid), child, -1);
  cell = gtk_widget_get_parent (child);
  gtk_widget_set_focusable (cell, FALSE);
  return cell;
}

static void
eta_filter_menu_init (EtaFilterMenu *self)
{
  GtkWidget *grid = gtk_flow_box_new ();
  GtkWidget *checks = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (grid), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (grid), TRUE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (grid), 2);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (grid), 2);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (grid), 18);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (grid), 12);
  gtk_widget_add_css_class (grid, "fields");
  for (guint i = 0; i < ETA_N_FILTERS; i++) {
    if (is_check (i))
      gtk_box_append (GTK_BOX (checks), make_check (self, (EtaFilter)i));
    else
      self->cells[i] = add_cell (grid, make_choice (self, (EtaFilter)i));
  }
  gtk_widget_set_valign (add_cell (grid, checks), GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (self), grid);
  gtk_widget_add_css_class (GTK_WIDGET (self), "filter-menu");
}

GtkWidget *
eta_filter_menu_new (void)
{
  return g_object_new (ETA_TYPE_FILTER_MENU, NULL);
}

/* A value that nobody can choose any more (its last product went) stays in the list while it is
 * chosen. */
static void
add_chosen (
    GPtrArray *values, GPtrArray *labels, EtaStore *store, EtaFilter filter, const char *value)
{
  if (!value || g_ptr_array_find_with_equal_func (values, value, g_str_equal, NULL))
    return;
  g_ptr_array_add (values, g_strdup (value));
  g_ptr_array_add (labels, eta_filter_value_text (store, filter, value, eta_ui_language ()));
}

static void
show_choice (EtaFilterMenu *self, EtaStore *store, EtaFilter filter, const char *value)
{
  GtkDropDown *down = GTK_DROP_DOWN (self->controls[filter]);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) labels = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *values = eta_filter_values (store, filter, eta_ui_language (), &labels, &error);
  guint selected = 0;

  if (!values) {
    g_warning ("%s", error->message);
    return;
  }
  add_chosen (values, labels, store, filter, value);
  gtk_string_list_append (list, _ ("Any"));
  for (guint i = 0; i < values->len; i++) {
    gtk_string_list_append (list, labels->pdata[i]);
    if (g_strcmp0 (values->pdata[i], value) == 0)
      selected = i + 1;
  }
  g_clear_pointer (&self->values[filter], g_ptr_array_unref);
  self->values[filter] = values;
  gtk_drop_down_set_model (down, G_LIST_MODEL (list));
  gtk_drop_down_set_enable_search (down, values->len > MANY_VALUES);
  gtk_drop_down_set_selected (down, selected);
  /* Where there is one producer, or no marketplace, there is nothing to choose. */
  gtk_widget_set_visible (self->cells[filter],
                          value || values->len > (filter == ETA_FILTER_PRODUCER ? 1 : 0));
}

void
eta_filter_menu_show (EtaFilterMenu *self, EtaStore *store, const EtaView *view)
{
  self->showing = TRUE;
  for (guint i = 0; i < ETA_N_FILTERS; i++) {
    if (is_check (i))
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->controls[i]), view->filters[i] != NULL);
    else
      show_choice (self, store, (EtaFilter)i, view->filters[i]);
  }
  self->showing = FALSE;
}
