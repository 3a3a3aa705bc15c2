#include "app/ready-cells.h"

#include "app/ui-language.h"
#include "catalog/measure.h"
#include "ready/reason.h"

#include <glib/gi18n.h>

struct _EtaReadyCell {
  GtkButton parent_instance;
  GtkImage *icon;
  GtkLabel *label;
  const char *style;
};

G_DEFINE_FINAL_TYPE (EtaReadyCell, eta_ready_cell, GTK_TYPE_BUTTON)

static const struct {
  const char *icon, *style, *word;
} looks[] = {
    [ETA_CELL_READY] = {"object-select-symbolic", "success", N_ ("Ready")},
    [ETA_CELL_UNKNOWN] = {"dialog-question-symbolic", "dim-label", N_ ("Unknown")},
    [ETA_CELL_MISSING] = {"dialog-warning-symbolic", "warning", N_ ("Missing")},
    [ETA_CELL_BLOCKED] = {"dialog-error-symbolic", "error", N_ ("Blocked")},
};

const char *
eta_ready_cell_word (EtaCellState state)
{
  return _ (looks[state].word);
}

static void
eta_ready_cell_class_init (EtaReadyCellClass *klass)
{
}

static void
eta_ready_cell_init (EtaReadyCell *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->icon = GTK_IMAGE (gtk_image_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "ready-cell");
}

GtkWidget *
eta_ready_cell_new (void)
{
  return g_object_new (ETA_TYPE_READY_CELL, NULL);
}

/* Short: the cell is narrow. A blocked one says how much is missing. */
static char *
short_text (const EtaCell *cell)
{
  if (cell->state == ETA_CELL_BLOCKED)
    return g_strdup_printf (_ ("Blocked: %u"), cell->missing);
  return eta_cell_text (cell);
}

void
eta_ready_cell_show (EtaReadyCell *self, const EtaCell *cell, const char *market)
{
  g_autofree char *text = cell ? short_text (cell) : NULL;
  g_autofree char *full = cell ? eta_cell_text (cell) : NULL;
  g_autofree char *spoken = cell ? g_strdup_printf ("%s: %s", market, full) : NULL;

  if (self->style)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->style);
  self->style = cell ? looks[cell->state].style : NULL;
  if (self->style)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), self->style);
  gtk_image_set_from_icon_name (self->icon, cell ? looks[cell->state].icon : NULL);
  gtk_label_set_text (self->label, text ? text : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self), cell != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken ? spoken : "", -1);
}

/* --- counts ------------------------------------------------------------------------------------
 */

static GtkWidget *
count_widget (EtaCellState state, guint n)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *icon = gtk_image_new_from_icon_name (looks[state].icon);
  g_autofree char *text = eta_count_text (n, eta_ui_language ());
  g_autofree char *tip = g_strdup_printf ("%s: %s", _ (looks[state].word), text);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (icon, looks[state].style);
  gtk_widget_add_css_class (label, "numeric");
  if (n == 0)
    gtk_widget_add_css_class (box, "none");
  gtk_widget_set_tooltip_text (box, tip);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

GtkWidget *
eta_ready_counts_new (const char *name, const guint counts[4], guint total)
{
  static const EtaCellState order[] = {ETA_CELL_READY, ETA_CELL_UNKNOWN, ETA_CELL_MISSING,
                                       ETA_CELL_BLOCKED};
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = gtk_label_new (name);
  g_autofree char *spoken =
      g_strdup_printf (_ ("%s: %u of %u products are ready"), name, counts[ETA_CELL_READY], total);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    gtk_box_append (GTK_BOX (row), count_widget (order[i], counts[order[i]]));
  gtk_box_append (GTK_BOX (box), row);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "ready-counts");
  gtk_widget_set_tooltip_text (button, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  return button;
}
