#include "app/ready-endings.h"

#include "app/ready-need.h"
#include "app/ui-language.h"
#include "catalog/measure.h"
#include "ready/endings.h"

#include <glib/gi18n.h>
#include <string.h>

/* More than that nobody reads in a popover; the calendar has them all. */
#define SHOWN 60

typedef struct {
  EtaReadyOpen open;
  gpointer data;
  GtkListBox *list;
} Endings;

static const char ENDINGS[] = "eta-endings";

static void
activated (GtkWidget *button, GtkListBoxRow *row)
{
  Endings *endings = g_object_get_data (G_OBJECT (button), ENDINGS);
  const char *id = g_object_get_data (G_OBJECT (row), "eta-id");

  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  if (id)
    endings->open (id, endings->data);
}

GtkWidget *
eta_ready_endings_new (EtaReadyOpen open, gpointer data)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  Endings *endings = g_new0 (Endings, 1);

  endings->open = open;
  endings->data = data;
  endings->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (endings->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (endings->list), "kept-views");
  g_signal_connect_swapped (endings->list, "row-activated", G_CALLBACK (activated), button);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 360);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (endings->list));
  gtk_widget_set_size_request (scroller, 320, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  g_object_set_data_full (G_OBJECT (button), ENDINGS, endings, g_free);
  gtk_widget_set_visible (button, FALSE);
  return button;
}

static GtkWidget *
make_row (const EtaEnding *ending, const char *today)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gboolean ended = strcmp (ending->date, today) < 0;
  g_autofree char *date = eta_date_text (ending->date, eta_ui_language ());
  g_autofree char *when = g_strdup_printf (ended ? _ ("%s: ended on %s") : _ ("%s: ends on %s"),
                                           ending->paper, date ? date : ending->date);
  GtkWidget *of = eta_ready_text (ending->of, "caption");

  gtk_widget_add_css_class (of, "dim-label");
  gtk_box_append (GTK_BOX (box), eta_ready_text (when, NULL));
  gtk_box_append (GTK_BOX (box), of);
  gtk_widget_add_css_class (box, "ending");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), ending->product_id != NULL);
  g_object_set_data_full (G_OBJECT (row), "eta-id", g_strdup (ending->product_id), g_free);
  return row;
}

void
eta_ready_endings_show (GtkWidget *button, GPtrArray *found)
{
  Endings *endings = g_object_get_data (G_OBJECT (button), ENDINGS);
  g_autofree char *label =
      g_strdup_printf (ngettext ("%u paper ends", "%u papers end", found->len), found->len);
  g_autofree char *today = eta_date_today ();
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (endings->list))))
    gtk_list_box_remove (endings->list, child);
  for (guint i = 0; i < found->len && i < SHOWN; i++)
    gtk_list_box_append (endings->list, make_row (found->pdata[i], today));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), label);
  gtk_widget_set_tooltip_text (button, _ ("Certificates that have ended or end within 90 days"));
  gtk_widget_set_visible (button, found->len > 0);
}
