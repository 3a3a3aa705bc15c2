#include "app/export-job.h"

#include "app/files.h"
#include "catalog/table-file.h"

#include <glib/gi18n.h>

typedef struct {
  EtaWindow *window; /* weak */
  char *catalog;
  char *file;
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
export_table (EtaJob *job, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (EtaStore) store = eta_store_open (work->catalog, ETA_STORE_READ_ONLY, error);

  return store && eta_table_export (store, NULL, work->file, error);
}

static void
exported (EtaJob *job, gpointer data, const GError *error)
{
  Work *work = data;
  g_autofree char *name = g_filename_display_basename (work->file);
  g_autofree char *text = g_strdup_printf (_ ("Written: %s"), name);
  g_autofree char *uri = g_filename_to_uri (work->file, NULL, NULL);
  g_autofree char *action = g_strdup_printf ("win.show-file('%s')", uri ? uri : "");

  if (!work->window)
    return;
  if (error)
    eta_window_show_error (work->window, error);
  else
    eta_window_toast (work->window, text, _ ("_Show in folder"), action);
}

static void
chosen (GListModel *files, gpointer data)
{
  EtaWindow *window = ETA_WINDOW (data);
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = g_file_get_path (file);
  EtaSession *session = eta_window_get_session (window);
  Work *work;

  if (!path || !session)
    return;
  work = g_new0 (Work, 1);
  g_set_weak_pointer (&work->window, window);
  work->catalog = g_strdup (eta_session_get_path (session));
  work->file = g_strdup (path);
  eta_job_start (eta_window_get_jobs (window), _ ("Exporting"), export_table, exported, work,
                 work_free);
}

void
eta_export_ask (EtaWindow *window)
{
  const EtaFilesAsk ask = {
      .title = _ ("Export a table"),
      .accept = _ ("_Export"),
      .action = GTK_FILE_CHOOSER_ACTION_SAVE,
      .name = _ ("Products.csv"),
  };

  eta_files_ask (GTK_WIDGET (window), &ask, chosen, window);
}
