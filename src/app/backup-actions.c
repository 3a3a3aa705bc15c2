#include "app/backup-actions.h"

#include "app/files.h"
#include "app/opening.h"
#include "app/restore-dialog.h"
#include "app/toast.h"
#include "catalog/backup.h"

#include <glib/gi18n.h>

typedef struct {
  EtaWindow *window; /* weak */
  char *catalog, *file;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_weak_pointer (&work->window);
  g_free (work->catalog);
  g_free (work->file);
  g_free (work);
}

static gboolean
write_backup (EtaJob *job, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (EtaStore) store = eta_store_open (work->catalog, ETA_STORE_READ_ONLY, error);

  return store && eta_backup_write (store, work->file, eta_job_get_cancellable (job), error);
}

static void
backup_written (EtaJob *job, gpointer data, const GError *error)
{
  Work *work = data;

  if (work->window)
    eta_toast_written (work->window, work->file, error);
}

static void
backup_chosen (GListModel *files, gpointer data)
{
  EtaWindow *window = ETA_WINDOW (data);
  EtaSession *session = eta_window_get_session (window);
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = g_file_get_path (file);
  Work *work;

  if (!path || !session || !eta_window_flush (window))
    return;
  work = g_new0 (Work, 1);
  g_set_weak_pointer (&work->window, window);
  work->catalog = g_strdup (eta_session_get_path (session));
  work->file = g_str_has_suffix (path, ".etalasebackup")
                   ? g_steal_pointer (&path)
                   : g_strconcat (path, ".etalasebackup", NULL);
  eta_job_start (eta_window_get_jobs (window), _ ("Backing up"), write_backup, backup_written, work,
                 work_free);
}

static void
backup_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *file = g_date_time_format (now, "Etalase %Y-%m-%d.etalasebackup");
  EtaFilesAsk ask = {
      .title = _ ("Back up the catalog with its photos"),
      .accept = _ ("_Back up"),
      .action = GTK_FILE_CHOOSER_ACTION_SAVE,
      .name = file,
  };

  if (eta_window_get_session (ETA_WINDOW (widget)))
    eta_files_ask (widget, &ask, backup_chosen, widget);
}

static void
restore_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaSession *session = eta_window_get_session (ETA_WINDOW (widget));

  /* One that cannot be written to cannot be restored in its place. */
  eta_restore_dialog_show (ETA_WINDOW (widget), session && !eta_session_is_read_only (session)
                                                    ? eta_session_get_path (session)
                                                    : NULL);
}

static void
open_path_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  eta_opening_file (ETA_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

void
eta_backup_actions_install (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.backup", NULL, backup_action);
  gtk_widget_class_install_action (window_class, "win.restore", NULL, restore_action);
  gtk_widget_class_install_action (window_class, "win.open-path", "s", open_path_action);
}
