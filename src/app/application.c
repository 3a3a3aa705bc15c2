#include "app/application.h"

#include "app/opening.h"
#include "app/preferences.h"
#include "app/spoken-names.h"
#include "app/window.h"
#include "catalog/data.h"
#include "icon-resources.h"
#include "ui-resources.h"

#include <glib/gi18n.h>

struct _EtaApplication {
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (EtaApplication, eta_application, ADW_TYPE_APPLICATION)

static EtaWindow *
get_window (EtaApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (ETA_IS_WINDOW (window))
    return ETA_WINDOW (window);
  return eta_window_new (ADW_APPLICATION (self));
}

/* The catalog that was open the last time, unless one is open. */
static void
open_last (EtaWindow *window)
{
  g_autoptr (GSettings) settings = g_settings_new (ETA_APP_ID);
  g_autofree char *last = g_settings_get_string (settings, "last-catalog");

  if (!eta_window_get_session (window) && *last && g_file_test (last, G_FILE_TEST_EXISTS))
    eta_window_open (window, last, 0);
}

static void
eta_application_activate (GApplication *app)
{
  EtaWindow *window = get_window (ETA_APPLICATION (app));

  open_last (window);
  gtk_window_present (GTK_WINDOW (window));
}

static void
eta_application_open (GApplication *app, GFile **files, int n_files, const char *hint)
{
  EtaWindow *window = get_window (ETA_APPLICATION (app));
  g_autofree char *path = g_file_get_path (files[0]);

  /* A second start: it comes to the front first, for the questions that there may be. */
  if (gtk_widget_get_visible (GTK_WIDGET (window)))
    gtk_window_present (GTK_WINDOW (window));
  /* Before it is shown: the first frame is the catalog, not the three doors. */
  if (!eta_opening_is_catalog (path))
    open_last (window);
  else
    eta_opening_file (window, path);
  if (!gtk_widget_get_visible (GTK_WIDGET (window)))
    gtk_window_present (GTK_WINDOW (window));
  if (path && !eta_opening_is_catalog (path))
    eta_opening_file (window, path);
}

static void
about_activated (GSimpleAction *action, GVariant *parameter, gpointer app)
{
  const char *const authors[] = {_ ("The Etalase team"), NULL};

  gtk_show_about_dialog (
      gtk_application_get_active_window (app), "program-name", "Etalase", "logo-icon-name",
      ETA_APP_ID, "version", ETA_VERSION, "license-type", GTK_LICENSE_GPL_3_0, "authors", authors,
      "comments",
      _ ("Product catalogs of pesantren: kept, printed in three languages, listed abroad."),
      /* Translators: your names, one a line. */
      "translator-credits", _ ("translator-credits"), NULL);
}

static void
preferences_activated (GSimpleAction *action, GVariant *parameter, gpointer app)
{
  gtk_window_present (GTK_WINDOW (eta_preferences_new (gtk_application_get_active_window (app))));
}

static void
quit_activated (GSimpleAction *action, GVariant *parameter, gpointer app)
{
  GtkWindow *window = gtk_application_get_active_window (app);

  /* Through the window, so that a field that is being typed in is stored. */
  if (window)
    gtk_window_close (window);
  else
    g_application_quit (app);
}

static const GActionEntry actions[] = {
    {"about", about_activated},
    {"preferences", preferences_activated},
    {"quit", quit_activated},
};

static void
eta_application_startup (GApplication *app)
{
  static const char *const quit_keys[] = {"<Control>q", NULL};
  static const char *const preferences_keys[] = {"<Control>comma", NULL};

  g_resources_register (eta_ui_get_resource ());
  g_resources_register (eta_icons_get_resource ());
  G_APPLICATION_CLASS (eta_application_parent_class)->startup (app);
  g_action_map_add_action_entries (G_ACTION_MAP (app), actions, G_N_ELEMENTS (actions), app);
  gtk_application_set_accels_for_action (GTK_APPLICATION (app), "app.quit", quit_keys);
  gtk_application_set_accels_for_action (GTK_APPLICATION (app), "app.preferences",
                                         preferences_keys);
  gtk_window_set_default_icon_name (ETA_APP_ID);
  eta_spoken_names_init ();
}

static void
eta_application_class_init (EtaApplicationClass *klass)
{
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  app_class->activate = eta_application_activate;
  app_class->open = eta_application_open;
  app_class->startup = eta_application_startup;
}

static void
eta_application_init (EtaApplication *self)
{
}

EtaApplication *
eta_application_new (GApplicationFlags flags)
{
  return g_object_new (ETA_TYPE_APPLICATION, "application-id", ETA_APP_ID, "resource-base-path",
                       "/org/etalase/Etalase", "flags", G_APPLICATION_HANDLES_OPEN | flags, NULL);
}
