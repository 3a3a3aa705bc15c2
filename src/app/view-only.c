#include "app/view-only.h"

static const char *const writing[] = {
    "win.new-product", "win.duplicate-product",
    "win.bulk-edit",   "win.communal",
    "win.to-catalog",  "win.trash-selected",
    "win.import",      "win.sync",
    "win.backup-now",  NULL,
};

static gboolean
can_edit (EtaWindow *window)
{
  EtaSession *session = window ? eta_window_get_session (window) : NULL;

  return !session || !eta_session_is_read_only (session);
}

/* A page is shown after its window got the catalog. */
static void
mapped (GtkWidget *editor, gpointer data)
{
  gtk_widget_set_sensitive (editor, can_edit (eta_window_of (editor)));
}

void
eta_view_only_follow (GtkWidget *editor)
{
  g_signal_connect (editor, "map", G_CALLBACK (mapped), NULL);
}

void
eta_view_only_refresh (EtaWindow *window)
{
  const gboolean editable = can_edit (window);

  for (guint i = 0; writing[i]; i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (window), writing[i], editable);
}
