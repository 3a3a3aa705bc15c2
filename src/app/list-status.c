#include "app/list-status.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct {
  const char *label, *action;
} Button;

static const struct {
  const char *kind, *icon, *title, *description;
  Button buttons[2]; /* the first is the suggested one */
} pages[] = {
    {"empty",
     "image-x-generic-symbolic",
     N_ ("No products yet"),
     N_ ("Drop photos here to make one product for each, or start with a name."),
     {{N_ ("_New product"), "win.new-product"}, {N_ ("_Import a table…"), "win.import"}}},
    {"nothing",
     "system-search-symbolic",
     N_ ("Nothing found"),
     N_ ("Try fewer letters, or a word in another language."),
     {{NULL}}},
    {"filtered",
     "eta-filter-symbolic",
     N_ ("Nothing with these filters"),
     N_ ("Take one of the filters away, or all of them."),
     {{N_ ("_Clear filters"), "list.clear-filters"}}},
    {"trash",
     "user-trash-symbolic",
     N_ ("The trash is empty"),
     N_ ("Products that you move to the trash wait here until you bring them back or delete them "
         "for good."),
     {{NULL}}},
};

static GtkWidget *
make_button (const Button *button, gboolean suggested)
{
  GtkWidget *widget = gtk_button_new_with_mnemonic (_ (button->label));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), button->action);
  gtk_widget_add_css_class (widget, "pill");
  if (suggested)
    gtk_widget_add_css_class (widget, "suggested-action");
  return widget;
}

GtkWidget *
eta_list_status_new (const char *kind)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  guint i = 0;

  while (!g_str_equal (pages[i].kind, kind))
    i++;
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), pages[i].icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ (pages[i].title));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), _ (pages[i].description));
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  for (guint b = 0; b < G_N_ELEMENTS (pages[i].buttons) && pages[i].buttons[b].label; b++)
    gtk_box_append (GTK_BOX (box), make_button (&pages[i].buttons[b], b == 0));
  adw_status_page_set_child (ADW_STATUS_PAGE (page), box);
  return page;
}
