#include "app/market-list.h"

#include <glib/gi18n.h>

static char *
count_text (EtaStore *store, const EtaMarketplace *market)
{
  EtaListingCount count = eta_store_count_listings (store, market->id);
  g_autofree char *listed = g_strdup_printf (
      ngettext ("%u product listed", "%u products listed", count.listed), count.listed);
  g_autofree char *trouble =
      count.trouble > 0
          ? g_strdup_printf (ngettext ("%u to look at", "%u to look at", count.trouble),
                             count.trouble)
          : NULL;

  /* An address is read from the left, whatever the language around it. */
  return g_strdup_printf ("%s%s%s · \u2066%s\u2069", listed, trouble ? " · " : "",
                          trouble ? trouble : "", market->url);
}

static void
add_item (GMenu *menu, const char *label, const char *action, const char *id)
{
  g_autofree char *detailed = g_strdup_printf ("%s('%s')", action, id);

  g_menu_append (menu, label, detailed);
}

static GtkWidget *
menu_button (const EtaMarketplace *market)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();
  g_autofree char *label = g_strdup_printf (_ ("More about “%s”"), market->name);

  add_item (menu, _ ("_Enter another key…"), "market.change-key", market->id);
  add_item (menu, _ ("Save the _log of syncs…"), "market.export-log", market->id);
  add_item (menu, _ ("_Forget it…"), "market.forget", market->id);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  return button;
}

static GtkWidget *
market_row (const EtaMarketplace *market, EtaStore *store, gboolean shown, gboolean choice)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");
  g_autofree char *title = g_markup_escape_text (market->name, -1);
  g_autofree char *text = count_text (store, market);
  g_autofree char *subtitle = g_markup_escape_text (text, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), menu_button (market));
  if (!choice)
    return row;
  gtk_widget_set_opacity (check, shown ? 1 : 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "market.show");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", market->id);
  if (shown)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    _ ("This one is shown below"), -1);
  return row;
}

static GtkWidget *
add_row (void)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Add a marketplace…"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "market.add");
  return row;
}

void
eta_market_list_fill (GtkListBox *box, GPtrArray *markets, EtaStore *store, const char *shown)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_list_box_remove (box, child);
  for (guint i = 0; i < markets->len; i++) {
    const EtaMarketplace *market = markets->pdata[i];

    gtk_list_box_append (
        box, market_row (market, store, g_strcmp0 (market->id, shown) == 0, markets->len > 1));
  }
  gtk_list_box_append (box, add_row ());
}
