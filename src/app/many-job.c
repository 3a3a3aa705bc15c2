#include "app/many-job.h"

#include "app/ask.h"

#include <glib/gi18n.h>

/* As many are done before the window could be missed; a job for them would only flicker. */
#define AT_ONCE 60

typedef struct {
  EtaWindow *window; /* weak */
  EtaSession *session;
  EtaManyWork work;
  EtaBulk *bulk; /* NULL: WORK */
  char *detail;
  GArray *rows;
  GPtrArray *ids; /* of the copies */
  EtaBulkReport report;
} Work;

static Work *
work_new (EtaWindow *window)
{
  Work *work = g_new0 (Work, 1);

  g_set_weak_pointer (&work->window, window);
  work->session = g_object_ref (eta_window_get_session (window));
  work->ids = g_ptr_array_new_with_free_func (g_free);
  return work;
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_weak_pointer (&work->window);
  g_object_unref (work->session);
  g_clear_pointer (&work->bulk, eta_bulk_free);
  g_free (work->detail);
  g_clear_pointer (&work->rows, g_array_unref);
  g_ptr_array_unref (work->ids);
  eta_bulk_report_clear (&work->report);
  g_free (work);
}

static gboolean
do_work (Work *work, EtaStore *store, const EtaBulkOptions *options, GError **error)
{
  if (work->bulk)
    return eta_bulk_run (store, work->bulk, work->rows, work->detail, options, &work->report,
                         error);
  return eta_many_run (store, work->work, work->rows, options, work->ids, error);
}

/* --- afterwards ------------------------------------------------------------------------------- */

static char *
done_text (Work *work)
{
  const guint n = work->bulk ? work->report.n_changed : work->rows->len;

  if (work->bulk)
    return g_strdup_printf (ngettext ("%u product changed", "%u products changed", n), n);
  if (work->work == ETA_MANY_TRASH)
    return g_strdup_printf (
        ngettext ("%u product is in the trash", "%u products are in the trash", n), n);
  if (work->work == ETA_MANY_RESTORE)
    return g_strdup_printf (ngettext ("%u product brought back", "%u products brought back", n), n);
  if (work->work == ETA_MANY_PURGE)
    return g_strdup_printf (
        ngettext ("%u product deleted for good", "%u products deleted for good", n), n);
  return g_strdup_printf (ngettext ("%u product duplicated", "%u products duplicated", n), n);
}

static void
tell_refused (Work *work)
{
  const guint n = work->report.n_refused;
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  text = g_strdup_printf (ngettext ("%u product stayed as it was. %s",
                                    "%u products stayed as they were. The first: %s", n),
                          n, work->report.refusal);
  eta_tell (GTK_WIDGET (work->window), _ ("Not all could be changed"), text);
}

static void
succeeded (Work *work)
{
  g_autofree char *text = done_text (work);

  if (!work->bulk && work->work == ETA_MANY_DUPLICATE && work->ids->len == 1) {
    eta_window_show_product (work->window, work->ids->pdata[0]);
    eta_window_focus_product_field (work->window, "sku");
  }
  eta_window_toast_undo (work->window, text);
  if (work->bulk)
    tell_refused (work);
}

static void
job_done (EtaJob *job, gpointer data, const GError *error)
{
  Work *work = data;

  eta_session_refresh (work->session);
  /* Another catalog may have been opened meanwhile. */
  if (!work->window || eta_window_get_session (work->window) != work->session)
    return;
  if (error)
    eta_window_show_error (work->window, error);
  else
    succeeded (work);
}

/* --- the work --------------------------------------------------------------------------------- */

static void
report_progress (guint done, guint total, gpointer data)
{
  eta_job_report (data, done, total, NULL);
}

static gboolean
work_in_thread (EtaJob *job, gpointer data, GError **error)
{
  Work *work = data;
  const EtaBulkOptions options = {
      .cancellable = eta_job_get_cancellable (job), .progress = report_progress, .data = job};
  g_autoptr (EtaStore) store = eta_store_open (eta_session_get_path (work->session), 0, error);

  return store && do_work (work, store, &options, error);
}

static const char *
title (const Work *work)
{
  static const char *const titles[] = {
      [ETA_MANY_TRASH] = N_ ("Moving to the trash"),
      [ETA_MANY_RESTORE] = N_ ("Bringing back"),
      [ETA_MANY_PURGE] = N_ ("Deleting"),
      [ETA_MANY_DUPLICATE] = N_ ("Duplicating"),
  };

  return work->bulk ? _ ("Changing products") : _ (titles[work->work]);
}

/* Takes WORK. */
static void
start (Work *work)
{
  const EtaBulkOptions options = {0};
  g_autoptr (GError) error = NULL;

  if (work->rows->len > AT_ONCE) {
    eta_job_start (eta_window_get_jobs (work->window), title (work), work_in_thread, job_done, work,
                   work_free);
    return;
  }
  if (do_work (work, eta_session_get_store (work->session), &options, &error))
    succeeded (work);
  else
    eta_window_show_error (work->window, error);
  work_free (work);
}

void
eta_many_start (EtaWindow *window, EtaManyWork kind, GPtrArray *ids)
{
  Work *work;
  EtaStore *store;

  if (!eta_window_get_session (window) || ids->len == 0)
    return;
  work = work_new (window);
  store = eta_session_get_store (work->session);
  work->work = kind;
  work->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < ids->len; i++) {
    const gint64 row = eta_store_row_of (store, ids->pdata[i]);
    if (row > 0)
      g_array_append_val (work->rows, row);
  }
  start (work);
}

void
eta_bulk_start (EtaWindow *window, const EtaBulk *bulk, GArray *rows, const char *detail)
{
  Work *work;

  if (!eta_window_get_session (window) || rows->len == 0)
    return;
  work = work_new (window);
  work->bulk = eta_bulk_copy (bulk);
  work->detail = g_strdup (detail);
  work->rows = g_array_ref (rows);
  start (work);
}
