#include "app/ready-markets.h"

#include "app/ui-language.h"
#include "ready/board.h"
#include "ready/reason.h"

#include <glib/gi18n.h>

#define SETTING "ready-markets"
/* Where a pesantren's goods go first: the programme's own target markets. */
#define USUAL "us,de,gb,sa,ae,my,jp"

typedef struct {
  EtaReadyMarketsChanged changed;
  gpointer data;
  EtaSession *session;
  GtkBox *checks;
  gboolean showing;
} Chooser;

static const char CHOOSER[] = "eta-chooser";

char **
eta_ready_markets (EtaStore *store)
{
  g_autofree char *text = eta_store_get_setting (store, SETTING);
  g_auto (GStrv) wanted = g_strsplit (text && *text ? text : USUAL, ",", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = 0;

  for (char **market = wanted; *market && n < ETA_BOARD_MARKETS; market++)
    if (g_strv_contains (eta_markets (), *market)) {
      g_strv_builder_add (builder, *market);
      n++;
    }
  if (n == 0)
    g_strv_builder_add (builder, "us");
  return g_strv_builder_end (builder);
}

static void
toggled (GtkWidget *button)
{
  Chooser *chooser = g_object_get_data (G_OBJECT (button), CHOOSER);
  g_autoptr (GString) text = g_string_new (NULL);

  if (chooser->showing || !chooser->session)
    return;
  for (GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (chooser->checks)); check;
       check = gtk_widget_get_next_sibling (check))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      g_string_append_printf (text, "%s%s", text->len ? "," : "",
                              (const char *)g_object_get_data (G_OBJECT (check), "eta-market"));
  /* A catalog that is only looked at keeps what it had. */
  if (eta_store_set_setting (eta_session_get_store (chooser->session), SETTING, text->str, NULL))
    chooser->changed (chooser->data);
}

static void
show_choice (GtkWidget *button)
{
  Chooser *chooser = g_object_get_data (G_OBJECT (button), CHOOSER);
  g_auto (GStrv) chosen =
      chooser->session ? eta_ready_markets (eta_session_get_store (chooser->session)) : NULL;

  chooser->showing = TRUE;
  for (GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (chooser->checks)); check;
       check = gtk_widget_get_next_sibling (check))
    gtk_check_button_set_active (
        GTK_CHECK_BUTTON (check),
        chosen && g_strv_contains ((const char *const *)chosen,
                                   g_object_get_data (G_OBJECT (check), "eta-market")));
  chooser->showing = FALSE;
}

static void
chooser_free (gpointer data)
{
  g_clear_object (&((Chooser *)data)->session);
  g_free (data);
}

GtkWidget *
eta_ready_markets_button_new (EtaReadyMarketsChanged changed, gpointer data)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  Chooser *chooser = g_new0 (Chooser, 1);

  chooser->changed = changed;
  chooser->data = data;
  chooser->checks = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_add_css_class (GTK_WIDGET (chooser->checks), "filter-menu");
  for (const char *const *market = eta_markets (); *market; market++) {
    GtkWidget *check =
        gtk_check_button_new_with_label (eta_market_name (*market, eta_ui_language ()));
    g_object_set_data (G_OBJECT (check), "eta-market", (gpointer)*market);
    g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled), button);
    gtk_box_append (chooser->checks, check);
  }
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (chooser->checks));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Markets"));
  gtk_widget_set_tooltip_text (button, _ ("Choose the markets to look at"));
  g_object_set_data_full (G_OBJECT (button), CHOOSER, chooser, chooser_free);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (show_choice), button);
  return button;
}

void
eta_ready_markets_button_set_session (GtkWidget *button, EtaSession *session)
{
  Chooser *chooser = g_object_get_data (G_OBJECT (button), CHOOSER);

  g_set_object (&chooser->session, session);
  gtk_widget_set_sensitive (button, session && !eta_session_is_read_only (session));
}
