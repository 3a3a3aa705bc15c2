#include "app/application.h"
#include "app/ui-language.h"
#include "catalog/locale.h"

/* From the build folder the settings schema is there, not installed. */
static void
find_schemas (void)
{
  g_autofree char *folder = g_path_get_dirname (ETA_BUILD_LOCALEDIR);
  g_autofree char *schemas = g_build_filename (folder, "data", NULL);

  if (eta_locale_uninstalled ())
    g_setenv ("GSETTINGS_SCHEMA_DIR", schemas, FALSE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GSettings) settings = NULL;
  g_autofree char *language = NULL;
  g_autoptr (EtaApplication) app = NULL;

  find_schemas ();
  settings = g_settings_new (ETA_APP_ID);
  language = g_settings_get_string (settings, "language");
  eta_ui_language_init (language);
  app = eta_application_new (0);
  return g_application_run (G_APPLICATION (app), argc, argv);
}
