#include "app/jobs.h"

#include <glib/gi18n.h>

struct _EtaJob {
  GObject parent_instance;
  char *title;
  char *status;
  double fraction;
  GCancellable *cancellable;
  GListStore *jobs;
  EtaJobWork work;
  EtaJobDone done;
  gpointer data;
  GDestroyNotify free_data;

  GMutex lock; /* guards what follows: written by the worker, read by the main thread */
  guint n_done, n_total;
  char *n_status;
  guint report_id;
};

G_DEFINE_FINAL_TYPE (EtaJob, eta_job, G_TYPE_OBJECT)

enum { PROP_0, PROP_TITLE, PROP_STATUS, PROP_FRACTION, N_PROPS };
static GParamSpec *props[N_PROPS];

#define REPORT_MS 50

static void
eta_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EtaJob *self = ETA_JOB (object);

  if (id == PROP_TITLE)
    g_value_set_string (value, self->title);
  else if (id == PROP_STATUS)
    g_value_set_string (value, self->status);
  else
    g_value_set_double (value, self->fraction);
}

static void
eta_job_finalize (GObject *object)
{
  EtaJob *self = ETA_JOB (object);

  if (self->free_data)
    self->free_data (self->data);
  g_free (self->title);
  g_free (self->status);
  g_free (self->n_status);
  g_object_unref (self->cancellable);
  g_clear_object (&self->jobs);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (eta_job_parent_class)->finalize (object);
}

static void
eta_job_class_init (EtaJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = eta_job_get_property;
  object_class->finalize = eta_job_finalize;
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  props[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
eta_job_init (EtaJob *self)
{
  self->cancellable = g_cancellable_new ();
  self->fraction = -1;
  g_mutex_init (&self->lock);
}

static gboolean
show_report (gpointer data)
{
  EtaJob *self = ETA_JOB (data);

  g_mutex_lock (&self->lock);
  self->report_id = 0;
  self->fraction = self->n_total ? MIN (1.0, (double)self->n_done / self->n_total) : -1;
  g_free (self->status);
  self->status = self->n_status ? g_strdup (self->n_status)
                                : g_strdup_printf (_ ("%u of %u"), self->n_done, self->n_total);
  g_mutex_unlock (&self->lock);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FRACTION]);
  return G_SOURCE_REMOVE;
}

void
eta_job_report (EtaJob *self, guint done, guint total, const char *status)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->n_done = done;
  self->n_total = total;
  g_free (self->n_status);
  self->n_status = g_strdup (status);
  if (self->report_id == 0)
    self->report_id = g_timeout_add_full (G_PRIORITY_DEFAULT, REPORT_MS, show_report,
                                          g_object_ref (self), g_object_unref);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  EtaJob *self = ETA_JOB (source);
  GError *error = NULL;

  if (self->work (self, self->data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
finished (GObject *source, GAsyncResult *result, gpointer data)
{
  EtaJob *self = ETA_JOB (source);
  g_autoptr (GError) error = NULL;
  guint position;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (g_list_store_find (self->jobs, self, &position))
    g_list_store_remove (self->jobs, position);
  if (self->done)
    self->done (self, self->data, error);
}

EtaJob *
eta_job_start (GListStore *jobs,
               const char *title,
               EtaJobWork work,
               EtaJobDone done,
               gpointer data,
               GDestroyNotify free_data)
{
  g_autoptr (EtaJob) self = g_object_new (ETA_TYPE_JOB, NULL);
  g_autoptr (GTask) task = NULL;

  self->title = g_strdup (title);
  self->work = work;
  self->done = done;
  self->data = data;
  self->free_data = free_data;
  self->jobs = g_object_ref (jobs);
  g_list_store_append (jobs, self);
  /* The task's own cancellable stays empty: it would answer "cancelled" while WORK still runs on
   * data that is then freed. WORK looks at the job's. */
  task = g_task_new (self, NULL, finished, NULL);
  g_task_run_in_thread (task, run_in_thread);
  return self;
}

GCancellable *
eta_job_get_cancellable (EtaJob *self)
{
  return self->cancellable;
}

const char *
eta_job_get_title (EtaJob *self)
{
  return self->title;
}
