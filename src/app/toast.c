#include "app/toast.h"

#include <glib/gi18n.h>

AdwToast *
eta_toast_new (const char *text, const char *label, const char *action)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  /* A toast goes by its first letter; in Arabic a Latin name at its start must not turn it over. */
  const char *mark = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? "\u200F" : "";
  g_autofree char *marked = g_strconcat (mark, escaped, NULL);
  AdwToast *toast = adw_toast_new (marked);

  if (label)
    adw_toast_set_button_label (toast, label);
  if (action)
    adw_toast_set_detailed_action_name (toast, action);
  return toast;
}

void
eta_toast_written (EtaWindow *window, const char *path, const GError *error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = g_strdup_printf (_ ("Written: %s"), name);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *action = g_strdup_printf ("win.show-file('%s')", uri ? uri : "");

  if (error)
    eta_window_show_error (window, error);
  else
    eta_window_toast (window, text, _ ("_Show in folder"), action);
}
