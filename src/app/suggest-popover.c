#include "app/suggest-popover.h"

#include "app/ui-language.h"
#include "catalog/suggest.h"

#include <glib/gi18n.h>

#define MOST 8

struct _EtaSuggestPopover {
  GtkWidget *entry;
  GtkWidget *popover;
  GtkListBox *list;
  const EtaField *field;
  EtaSuggestTaken taken;
  gpointer data;
};

static const char VALUE[] = "eta-value";

void
eta_suggest_popover_close (EtaSuggestPopover *self)
{
  if (self->popover)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static gboolean
is_open (const EtaSuggestPopover *self)
{
  return self->popover && gtk_widget_get_visible (self->popover);
}

static void
take (EtaSuggestPopover *self, GtkListBoxRow *row)
{
  g_autofree char *value = g_strdup (g_object_get_data (G_OBJECT (row), VALUE));

  eta_suggest_popover_close (self);
  self->taken (value, self->data);
}

static void
row_pressed (GtkGestureClick *gesture, int n, double x, double y, gpointer data)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  take (data, GTK_LIST_BOX_ROW (row));
}

static GtkWidget *
make_label (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  if (css) {
    gtk_widget_add_css_class (label, css);
    gtk_widget_add_css_class (label, "dim-label");
  }
  return label;
}

static GtkWidget *
make_row (EtaSuggestPopover *self, const EtaSuggestion *suggestion)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_box_append (GTK_BOX (box), make_label (suggestion->title, NULL));
  gtk_box_append (GTK_BOX (box), make_label (suggestion->detail, "caption"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  g_object_set_data_full (G_OBJECT (row), VALUE, g_strdup (suggestion->value), g_free);
  g_signal_connect (click, "pressed", G_CALLBACK (row_pressed), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  return row;
}

/* A list has nothing to hang on while its entry is scrolled out of the window. */
static gboolean
can_be_seen (const EtaSuggestPopover *self)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (self->entry));
  graphene_rect_t bounds;

  return root && gtk_widget_get_mapped (self->entry) &&
         gtk_widget_compute_bounds (self->entry, root, &bounds) && bounds.origin.y >= 0 &&
         bounds.origin.y + bounds.size.height <= (float)gtk_widget_get_height (root);
}

void
eta_suggest_popover_update (EtaSuggestPopover *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GPtrArray) all = eta_suggest (self->field, typed, eta_ui_language (), MOST);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < all->len; i++)
    gtk_list_box_append (self->list, make_row (self, all->pdata[i]));
  if (all->len == 0 || !can_be_seen (self) ||
      (all->len == 1 && g_str_equal (typed, ((EtaSuggestion *)all->pdata[0])->value)))
    eta_suggest_popover_close (self);
  else if (!is_open (self))
    gtk_popover_popup (GTK_POPOVER (self->popover));
  else
    gtk_popover_present (GTK_POPOVER (self->popover)); /* as high as the list is now */
}

static gboolean
move (EtaSuggestPopover *self, int step)
{
  GtkListBoxRow *now = gtk_list_box_get_selected_row (self->list);
  int at = now ? gtk_list_box_row_get_index (now) + step : step > 0 ? 0 : -1;
  GtkListBoxRow *next = gtk_list_box_get_row_at_index (self->list, MAX (at, 0));

  gtk_list_box_select_row (self->list, at < 0 ? NULL : next ? next : now);
  return TRUE;
}

static gboolean
key_pressed (
    GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, gpointer data)
{
  EtaSuggestPopover *self = data;
  GtkListBoxRow *row;

  if (key == GDK_KEY_Down && !is_open (self)) {
    eta_suggest_popover_update (self);
    return is_open (self);
  }
  if (!is_open (self))
    return FALSE;
  if (key == GDK_KEY_Down || key == GDK_KEY_Up)
    return move (self, key == GDK_KEY_Down ? 1 : -1);
  row = gtk_list_box_get_selected_row (self->list);
  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && row) {
    take (self, row);
    return TRUE;
  }
  if (key != GDK_KEY_Escape)
    return FALSE;
  eta_suggest_popover_close (self);
  return TRUE;
}

/* A popover is a child of its entry and has to go before it. */
static void
entry_destroyed (EtaSuggestPopover *self)
{
  g_clear_pointer (&self->popover, gtk_widget_unparent);
}

static void
build (EtaSuggestPopover *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_SINGLE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Suggestions"), -1);
  self->popover = gtk_popover_new ();
  gtk_widget_add_css_class (self->popover, "menu");
  gtk_widget_add_css_class (self->popover, "suggestions");
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->list));
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_parent (self->popover, self->entry);
}

EtaSuggestPopover *
eta_suggest_popover_new (GtkWidget *entry,
                         const EtaField *field,
                         EtaSuggestTaken taken,
                         gpointer data)
{
  EtaSuggestPopover *self = g_new0 (EtaSuggestPopover, 1);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = entry;
  self->field = field;
  self->taken = taken;
  self->data = data;
  build (self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (entry, keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (eta_suggest_popover_close), self);
  gtk_widget_add_controller (entry, focus);
  g_signal_connect_swapped (entry, "destroy", G_CALLBACK (entry_destroyed), self);
  g_object_set_data_full (G_OBJECT (entry), "eta-suggest", self, g_free);
  return self;
}
