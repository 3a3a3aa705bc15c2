#include "app/import-job.h"

#include "app/ask.h"
#include "app/import-words.h"
#include "catalog/sheet-table.h"

#include <glib/gi18n.h>
#include <string.h>

/* --- on trial --------------------------------------------------------------------------------- */

typedef struct {
  char *catalog;
  EtaImportPlan *plan;
  EtaImportReport report;
} Trial;

static void
trial_free (gpointer data)
{
  Trial *trial = data;

  g_free (trial->catalog);
  eta_import_plan_free (trial->plan);
  eta_import_report_clear (&trial->report);
  g_free (trial);
}

static void
run_trial (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Trial *trial = data;
  GError *error = NULL;
  g_autoptr (EtaStore) store = eta_store_open (trial->catalog, ETA_STORE_READ_ONLY, &error);

  if (store && eta_import_plan_run (trial->plan, store, NULL, NULL, NULL, cancellable,
                                    &trial->report, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
eta_import_trial_start (GObject *owner,
                        const char *catalog_path,
                        const EtaImportPlan *plan,
                        GCancellable *cancellable,
                        GAsyncReadyCallback done)
{
  g_autoptr (GTask) task = g_task_new (owner, cancellable, done, NULL);
  Trial *trial = g_new0 (Trial, 1);

  trial->catalog = g_strdup (catalog_path);
  trial->plan = eta_import_plan_copy (plan);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, trial, trial_free);
  g_task_run_in_thread (task, run_trial);
}

gboolean
eta_import_trial_finish (GAsyncResult *result, EtaImportReport *report, GError **error)
{
  Trial *trial = g_task_get_task_data (G_TASK (result));

  *report = trial->report;
  memset (&trial->report, 0, sizeof trial->report);
  if (!report->remarks)
    eta_import_report_init (report);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- for good --------------------------------------------------------------------------------- */

typedef struct {
  EtaWindow *window; /* weak */
  char *catalog;
  EtaImportPlan *plan;
  EtaImportReport report;
  guint n_known;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_weak_pointer (&work->window);
  g_free (work->catalog);
  eta_import_plan_free (work->plan);
  eta_import_report_clear (&work->report);
  g_free (work);
}

static void
report_progress (guint done, guint total, gpointer job)
{
  eta_job_report (job, done, total, NULL);
}

static gboolean
run_import (EtaJob *job, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (EtaStore) store = eta_store_open (work->catalog, 0, error);
  g_autoptr (EtaAlbum) album = store ? eta_album_open (work->catalog, error) : NULL;

  return album && eta_import_plan_run (work->plan, store, album, report_progress, job,
                                       eta_job_get_cancellable (job), &work->report, error);
}

/* A photo that cannot be read is found out only now. */
static void
tell_news (const Work *work, const char *heading)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const GPtrArray *remarks = work->report.remarks;
  const guint shown = 12;

  if (!remarks || remarks->len <= work->n_known)
    return;
  for (guint i = 0; i < remarks->len && i < shown; i++) {
    const EtaTableRemark *remark = remarks->pdata[i];
    g_string_append_printf (text, _ ("Row %u: %s"), remark->row, remark->text);
    g_string_append_c (text, '\n');
  }
  if (remarks->len > shown)
    g_string_append_printf (text, _ ("… and %u more."), remarks->len - shown);
  eta_tell (GTK_WIDGET (work->window), heading, text->str);
}

static void
imported (EtaJob *job, gpointer data, const GError *error)
{
  Work *work = data;
  g_autofree char *summary = NULL;

  if (!work->window)
    return;
  if (error) {
    eta_window_show_error (work->window, error);
    return;
  }
  if (eta_window_get_session (work->window))
    eta_session_refresh (eta_window_get_session (work->window));
  summary = eta_import_summary (&work->report, TRUE);
  eta_window_toast_undo_show (work->window, summary, "win.show-imported");
  tell_news (work, summary);
}

void
eta_import_job_start (EtaWindow *window, const EtaImportPlan *plan, guint n_known)
{
  Work *work = g_new0 (Work, 1);

  g_set_weak_pointer (&work->window, window);
  work->catalog = g_strdup (eta_session_get_path (eta_window_get_session (window)));
  work->plan = eta_import_plan_copy (plan);
  work->n_known = n_known;
  eta_job_start (eta_window_get_jobs (window), _ ("Importing"), run_import, imported, work,
                 work_free);
}
