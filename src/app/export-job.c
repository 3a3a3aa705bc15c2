#include "app/export-job.h"

#include "app/toast.h"
#include "photos/take.h"

#include <glib/gi18n.h>

typedef struct {
  EtaWindow *window; /* weak */
  char *catalog, *file, *photos;
  GArray *rows;
  char **langs;
  EtaExportParts parts;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_weak_pointer (&work->window);
  g_free (work->catalog);
  g_free (work->file);
  g_free (work->photos);
  g_array_unref (work->rows);
  g_strfreev (work->langs);
  g_free (work);
}

static void
report_progress (guint done, guint total, gpointer job)
{
  eta_job_report (job, done, total, NULL);
}

static gboolean
export_table (EtaJob *job, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (EtaStore) store = eta_store_open (work->catalog, ETA_STORE_READ_ONLY, error);
  g_autoptr (EtaAlbum) album = store ? eta_album_open (work->catalog, error) : NULL;
  const EtaExportOptions options = {
      .rows = work->rows,
      .parts = work->parts,
      .langs = (const char *const *)work->langs,
      .photos = work->photos,
      .find = eta_album_photo_path,
      .find_data = album,
      .progress = report_progress,
      .progress_data = job,
      .cancellable = eta_job_get_cancellable (job),
  };

  return album && eta_table_export_some (store, work->file, &options, error);
}

static void
exported (EtaJob *job, gpointer data, const GError *error)
{
  Work *work = data;

  if (work->window)
    eta_toast_written (work->window, work->file, error);
}

void
eta_export_job_start (EtaWindow *window,
                      const char *path,
                      const char *photos,
                      const EtaExportOptions *options)
{
  Work *work = g_new0 (Work, 1);

  g_set_weak_pointer (&work->window, window);
  work->catalog = g_strdup (eta_session_get_path (eta_window_get_session (window)));
  work->file = g_strdup (path);
  work->photos = g_strdup (photos);
  work->rows = g_array_ref (options->rows);
  work->langs = g_strdupv ((char **)options->langs);
  work->parts = options->parts;
  eta_job_start (eta_window_get_jobs (window), _ ("Exporting"), export_table, exported, work,
                 work_free);
}
