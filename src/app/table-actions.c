#include "app/table-actions.h"

#include "app/export-dialog.h"
#include "app/import-dialog.h"

#include <glib/gi18n.h>

static EtaImportDialog *
open_import (EtaWindow *window, const char *path)
{
  EtaImportDialog *dialog;

  if (!eta_window_get_session (window) || !eta_window_flush (window))
    return NULL;
  dialog = eta_import_dialog_new (window, path);
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_import (ETA_WINDOW (widget), NULL);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaWindow *window = ETA_WINDOW (widget);

  if (eta_window_get_session (window) && eta_window_flush (window))
    gtk_window_present (GTK_WINDOW (eta_export_dialog_new (window)));
}

static void
show_imported_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  eta_window_show_latest (ETA_WINDOW (widget));
}

static gboolean
is_table (const char *path)
{
  static const char *const suffixes[] = {".xlsx", ".xlsm", ".csv", ".tsv", ".json"};
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (lower, suffixes[i]))
      return TRUE;
  return FALSE;
}

static char *
path_at (GListModel *files, guint i)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, i);

  return g_file_get_path (file);
}

gboolean
eta_table_actions_drop (EtaWindow *window, GListModel *files)
{
  EtaImportDialog *dialog = NULL;
  guint n = g_list_model_get_n_items (files);

  for (guint i = 0; i < n && !dialog; i++) {
    g_autofree char *path = path_at (files, i);
    if (path && is_table (path))
      dialog = open_import (window, path);
  }
  for (guint i = 0; dialog && i < n; i++) {
    g_autofree char *path = path_at (files, i);
    if (path && !is_table (path) &&
        (g_file_test (path, G_FILE_TEST_IS_DIR) || g_str_has_suffix (path, ".zip")))
      eta_import_dialog_take (dialog, path);
  }
  return dialog != NULL;
}

void
eta_table_actions_install (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (window_class, "win.export", NULL, export_action);
  gtk_widget_class_install_action (window_class, "win.show-imported", NULL, show_imported_action);
}
