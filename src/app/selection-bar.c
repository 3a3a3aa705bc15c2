#include "app/selection-bar.h"

#include <glib/gi18n.h>

struct _EtaSelectionBar {
  GtkBox parent_instance;
  GtkRevealer *revealer;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (EtaSelectionBar, eta_selection_bar, GTK_TYPE_BOX)

static void
eta_selection_bar_class_init (EtaSelectionBarClass *klass)
{
}

static void
eta_selection_bar_init (EtaSelectionBar *self)
{
}

static GtkWidget *
make_button (const EtaSelectionButton *button)
{
  GtkWidget *widget = button->icon ? gtk_button_new_from_icon_name (button->icon)
                                   : gtk_button_new_with_mnemonic (_ (button->label));

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (widget), button->action);
  if (button->tooltip)
    gtk_widget_set_tooltip_text (widget, _ (button->tooltip));
  if (button->suggested)
    gtk_widget_add_css_class (widget, "suggested-action");
  if (button->icon)
    gtk_widget_add_css_class (widget, "flat");
  return widget;
}

GtkWidget *
eta_selection_bar_new (const EtaSelectionButton *buttons, guint n, const char *clear)
{
  const EtaSelectionButton close = {
      .icon = "window-close-symbolic", .tooltip = N_ ("Clear the selection"), .action = clear};
  EtaSelectionBar *self = g_object_new (ETA_TYPE_SELECTION_BAR, NULL);
  GtkWidget *bar = gtk_action_bar_new ();

  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_margin_start (GTK_WIDGET (self->count), 6);
  gtk_widget_set_margin_end (GTK_WIDGET (self->count), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "heading");
  gtk_action_bar_pack_start (GTK_ACTION_BAR (bar), GTK_WIDGET (self->count));
  gtk_action_bar_pack_end (GTK_ACTION_BAR (bar), make_button (&close));
  for (guint i = 0; i < n; i++) {
    if (buttons[i].end)
      gtk_action_bar_pack_end (GTK_ACTION_BAR (bar), make_button (&buttons[i]));
    else
      gtk_action_bar_pack_start (GTK_ACTION_BAR (bar), make_button (&buttons[i]));
  }
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_transition_type (self->revealer, GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  gtk_revealer_set_child (self->revealer, bar);
  gtk_widget_set_hexpand (GTK_WIDGET (self->revealer), TRUE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->revealer));
  return GTK_WIDGET (self);
}

void
eta_selection_bar_show (EtaSelectionBar *self, guint n)
{
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u product selected", "%u products selected", n), n);

  if (n > 0)
    gtk_label_set_text (self->count, text);
  gtk_revealer_set_reveal_child (self->revealer, n > 0);
}
