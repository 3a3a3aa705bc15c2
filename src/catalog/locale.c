#include "catalog/locale.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

gboolean
eta_locale_uninstalled (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *build = g_path_get_dirname (ETA_BUILD_LOCALEDIR);

  return self && g_str_has_prefix (self, build) && self[strlen (build)] == '/';
}

void
eta_locale_init (void)
{
  /* Messages need a locale other than "C"; a machine without any set still has C.UTF-8. */
  if (!setlocale (LC_ALL, "") || g_str_equal (setlocale (LC_MESSAGES, NULL), "C"))
    setlocale (LC_ALL, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, eta_locale_uninstalled () ? ETA_BUILD_LOCALEDIR : ETA_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
