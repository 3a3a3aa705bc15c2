#include "app/filter-bar.h"

#include "app/ui-language.h"
#include "catalog/measure.h"

#include <glib/gi18n.h>

struct _EtaFilterBar {
  GtkBox parent_instance;
  GtkLabel *count;
  GtkBox *chips;
  GtkWidget *clear;
  char *shown; /* the filters that the chips stand for, as text */
};

G_DEFINE_FINAL_TYPE (EtaFilterBar, eta_filter_bar, GTK_TYPE_BOX)

static guint removed_signal;

static const char FILTER_KEY[] = "eta-filter";

static void
eta_filter_bar_finalize (GObject *object)
{
  g_free (ETA_FILTER_BAR (object)->shown);
  G_OBJECT_CLASS (eta_filter_bar_parent_class)->finalize (object);
}

static void
eta_filter_bar_class_init (EtaFilterBarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_filter_bar_finalize;
  removed_signal = g_signal_new ("removed", ETA_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
chip_clicked (EtaFilterBar *self, GtkWidget *chip)
{
  g_signal_emit (self, removed_signal, 0,
                 GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), FILTER_KEY)));
}

static GtkWidget *
make_chip (EtaFilterBar *self, EtaFilter filter, const char *text)
{
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);
  g_autofree char *name = g_strdup_printf (_ ("Remove the filter “%s”"), text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (chip, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (chip), FILTER_KEY, GUINT_TO_POINTER (filter));
  g_signal_connect_swapped (chip, "clicked", G_CALLBACK (chip_clicked), self);
  return chip;
}

static void
eta_filter_bar_init (EtaFilterBar *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  self->chips = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->chips));
  gtk_widget_set_hexpand (scroller, TRUE);
  self->clear = gtk_button_new_with_mnemonic (_ ("_Clear filters"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->clear), "list.clear-filters");
  gtk_widget_add_css_class (self->clear, "flat");
  gtk_widget_set_valign (self->clear, GTK_ALIGN_CENTER);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (self), scroller);
  gtk_box_append (GTK_BOX (self), self->clear);
  gtk_widget_add_css_class (GTK_WIDGET (self), "filter-bar");
}

GtkWidget *
eta_filter_bar_new (void)
{
  return g_object_new (ETA_TYPE_FILTER_BAR, NULL);
}

/* The focus stays in the bar when its chip goes. */
static void
replace_chips (EtaFilterBar *self, EtaStore *store, const EtaView *view)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self->chips));
  const gboolean focused = child != NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))))
    gtk_box_remove (self->chips, child);
  for (guint i = 0; i < ETA_N_FILTERS; i++) {
    g_autofree char *text = NULL;
    if (!view->filters[i])
      continue;
    text = eta_filter_text (store, (EtaFilter)i, view->filters[i], eta_ui_language ());
    gtk_box_append (self->chips, make_chip (self, (EtaFilter)i, text));
  }
  child = gtk_widget_get_first_child (GTK_WIDGET (self->chips));
  if (focused && child)
    gtk_widget_grab_focus (child);
}

/* As the chips depend on it: the filters alone. */
static char *
filters_as_text (const EtaView *view)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ETA_N_FILTERS; i++)
    g_string_append_printf (text, "%s\n", view->filters[i] ? view->filters[i] : "");
  return g_string_free (text, FALSE);
}

void
eta_filter_bar_show (
    EtaFilterBar *self, EtaStore *store, const EtaView *view, guint shown, guint total)
{
  const char *lang = eta_ui_language ();
  g_autofree char *some = eta_count_text (shown, lang);
  g_autofree char *all = eta_count_text (total, lang);
  /* Translators: how many products are shown of all there are: “37 of 14,100” */
  g_autofree char *count = g_strdup_printf (_ ("%s of %s"), some, all);
  g_autofree char *filters = filters_as_text (view);

  gtk_label_set_text (self->count, count);
  gtk_widget_set_visible (self->clear, eta_view_n_filters (view) > 0);
  if (g_strcmp0 (filters, self->shown) == 0)
    return;
  replace_chips (self, store, view);
  g_free (self->shown);
  self->shown = g_steal_pointer (&filters);
}
