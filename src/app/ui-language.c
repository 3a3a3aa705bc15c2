#include "app/ui-language.h"

#include "catalog/locale.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

static const char *current = "en";

static const char *const known[] = {"id", "en", "ar"};

static const char *
best_known (void)
{
  const char *const *names = g_get_language_names ();

  for (guint i = 0; names[i]; i++)
    for (guint k = 0; k < G_N_ELEMENTS (known); k++)
      if (g_str_has_prefix (names[i], known[k]) &&
          (names[i][2] == '\0' || names[i][2] == '_' || names[i][2] == '.' || names[i][2] == '@'))
        return known[k];
  return "en";
}

void
eta_ui_language_init (const char *chosen)
{
  if (chosen && *chosen)
    g_setenv ("LANGUAGE", chosen, TRUE);
  eta_locale_init ();
  current = best_known ();
  /* Not left to GTK: its answer hangs on GTK's own translation being installed. */
  gtk_disable_setlocale ();
  gtk_widget_set_default_direction (g_str_equal (current, "ar") ? GTK_TEXT_DIR_RTL
                                                                : GTK_TEXT_DIR_LTR);
}

const char *
eta_ui_language (void)
{
  return current;
}
