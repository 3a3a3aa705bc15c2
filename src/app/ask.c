#include "app/ask.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct {
  EtaAskDone done;
  gpointer data;
} Asked;

static void
responded (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Asked *asked = data;

  if (asked->done)
    asked->done (response, asked->data);
}

static void
asked_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

/* Pango takes a paragraph's direction from its first letter: an Arabic sentence that begins with a
 * file name would run from left to right. A right-to-left mark says what it is. Transfer full. */
static char *
directed (const char *text)
{
  g_auto (GStrv) lines = NULL;
  g_autofree char *joined = NULL;

  if (gtk_widget_get_default_direction () != GTK_TEXT_DIR_RTL)
    return g_strdup (text);
  lines = g_strsplit (text, "\n", -1);
  joined = g_strjoinv ("\n\u200f", lines);
  return g_strconcat ("\u200f", joined, NULL);
}

void
eta_ask (GtkWidget *owner,
         const char *heading,
         const char *body,
         const char *const *buttons,
         EtaAskDone done,
         gpointer data)
{
  g_autofree char *title = directed (heading);
  g_autofree char *text = directed (body);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (owner)), title, text);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);
  Asked *asked = g_new0 (Asked, 1);
  const char *last = NULL;

  asked->done = done;
  asked->data = data;
  for (guint i = 0; buttons[i]; i += 2) {
    adw_message_dialog_add_response (message, buttons[i], buttons[i + 1]);
    last = buttons[i];
  }
  if (last && g_str_equal (last, "destroy"))
    adw_message_dialog_set_response_appearance (message, last, ADW_RESPONSE_DESTRUCTIVE);
  else if (last && done) {
    adw_message_dialog_set_response_appearance (message, last, ADW_RESPONSE_SUGGESTED);
    adw_message_dialog_set_default_response (message, last);
  }
  g_signal_connect_data (dialog, "response", G_CALLBACK (responded), asked, asked_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
eta_tell (GtkWidget *owner, const char *heading, const char *body)
{
  const char *const buttons[] = {"close", _ ("_Close"), NULL};

  eta_ask (owner, heading, body, buttons, NULL, NULL);
}
