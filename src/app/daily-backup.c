#include "app/daily-backup.h"

#include "app/ask.h"
#include "catalog/backup-daily.h"
#include "catalog/error.h"

#include <glib/gi18n.h>

/* The window is painted and quiet by then. */
#define FIRST_LOOK 5 /* s */
/* A program that stays open over midnight. */
#define LOOK_EVERY (20 * 60) /* s */
/* Nothing that somebody is taking in just now is swept from the album. */
#define SWEEP_AGE (24 * 60 * 60) /* s */

static const char KEY[] = "eta-daily-backup";

/* Hangs on the window. */
typedef struct {
  EtaWindow *window;
  guint timer;
  GCancellable *running; /* NULL: none is being written */
  char *problem;         /* why the last one was not written, or NULL */
} Daily;

/* What the worker gets and gives. */
typedef struct {
  EtaWindow *window; /* weak */
  char *catalog, *base, *usual;
  guint keep;
  gboolean anew, sweep;
  char *written;
  GError *remark; /* it was written, but not where it was wanted */
  GObject *owner; /* weak */
  EtaDailyBackupDone done;
  gpointer data;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_weak_pointer (&work->window);
  g_clear_weak_pointer (&work->owner);
  g_clear_error (&work->remark);
  g_free (work->catalog);
  g_free (work->base);
  g_free (work->usual);
  g_free (work->written);
  g_free (work);
}

static char *
usual_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "etalase", "backups", NULL);
}

char *
eta_daily_backup_folder (void)
{
  g_autoptr (GSettings) settings = g_settings_new (ETA_APP_ID);
  g_autofree char *chosen = g_settings_get_string (settings, "backup-folder");

  return *chosen ? g_steal_pointer (&chosen) : usual_folder ();
}

/* --- the worker ------------------------------------------------------------------------------- */

/* A network drive that holds the catalog, too, is no place for its backups. */
static const char *
choose_base (Work *work)
{
  return eta_backup_folder_fits (work->base, work->catalog, &work->remark) ? work->base
                                                                           : work->usual;
}

/* Photos that no product and no step of the history names any more. */
static void
sweep_album (Work *work, EtaStore *store, GCancellable *cancellable)
{
  g_autoptr (EtaAlbum) album = eta_album_open (work->catalog, NULL);
  g_autoptr (GHashTable) keep = album ? eta_store_photo_set (store, NULL) : NULL;

  if (keep)
    eta_album_sweep (album, keep, SWEEP_AGE, NULL, cancellable, NULL);
}

static void
back_up (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  g_autoptr (EtaStore) store = NULL;
  const char *base = choose_base (work);
  GError *error = NULL;

  store = eta_store_open (work->catalog, 0, &error);
  if (store &&
      eta_backup_daily (store, base, work->keep, work->anew, &work->written, cancellable, &error)) {
    if (work->sweep)
      sweep_album (work, store, cancellable);
    g_task_return_boolean (task, TRUE);
    return;
  }
  g_task_return_error (task, error);
}

/* --- the window ------------------------------------------------------------------------------- */

static void
daily_free (gpointer data)
{
  Daily *daily = data;

  g_clear_handle_id (&daily->timer, g_source_remove);
  g_cancellable_cancel (daily->running);
  g_clear_object (&daily->running);
  g_free (daily->problem);
  g_free (daily);
}

static Daily *
get_daily (EtaWindow *window)
{
  Daily *daily = g_object_get_data (G_OBJECT (window), KEY);

  if (daily)
    return daily;
  daily = g_new0 (Daily, 1);
  daily->window = window;
  g_object_set_data_full (G_OBJECT (window), KEY, daily, daily_free);
  return daily;
}

static void
tell_problem (Daily *daily, const GError *error)
{
  eta_set_text (&daily->problem, error->message);
  eta_window_toast (daily->window, _ ("Today’s backup was not written"), _ ("_Why"),
                    "win.backup-problem");
}

static void
backed_up (GObject *source, GAsyncResult *result, gpointer data)
{
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);
  Daily *daily;

  if (!work->window)
    return;
  daily = get_daily (work->window);
  g_clear_object (&daily->running);
  if (work->done) {
    if (work->owner)
      work->done (work->written, error, work->data);
  } else if (!done && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    tell_problem (daily, error);
  }
  if (done && work->remark)
    tell_problem (daily, work->remark);
}

static gboolean
can_back_up (EtaWindow *window)
{
  EtaSession *session = eta_window_get_session (window);
  g_autofree char *samples = g_build_filename (g_get_user_data_dir (), "etalase", NULL);
  g_autofree char *folder = session ? g_path_get_dirname (eta_session_get_path (session)) : NULL;

  return session && !eta_session_is_read_only (session) && !g_str_equal (folder, samples);
}

static Work *
work_new (EtaWindow *window, gboolean anew)
{
  g_autoptr (GSettings) settings = g_settings_new (ETA_APP_ID);
  Work *work = g_new0 (Work, 1);

  g_set_weak_pointer (&work->window, window);
  work->catalog = g_strdup (eta_session_get_path (eta_window_get_session (window)));
  work->base = eta_daily_backup_folder ();
  work->usual = usual_folder ();
  work->keep = (guint)g_settings_get_int (settings, "backup-keep");
  work->anew = anew;
  return work;
}

static void
start (Daily *daily, Work *work)
{
  g_autoptr (GTask) task = NULL;

  daily->running = g_cancellable_new ();
  task = g_task_new (NULL, daily->running, backed_up, NULL);
  g_task_set_task_data (task, work, work_free);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, back_up);
}

static gboolean
look (gpointer data)
{
  Daily *daily = data;
  g_autofree char *base = eta_daily_backup_folder ();
  const char *catalog = eta_session_get_path (eta_window_get_session (daily->window));

  daily->timer = g_timeout_add_seconds (LOOK_EVERY, look, daily);
  if (!daily->running && !eta_backup_has_today (base, catalog)) {
    Work *work = work_new (daily->window, FALSE);
    work->sweep = TRUE;
    start (daily, work);
  }
  return G_SOURCE_REMOVE;
}

void
eta_daily_backup_watch (EtaWindow *window)
{
  Daily *daily = get_daily (window);

  g_clear_handle_id (&daily->timer, g_source_remove);
  g_cancellable_cancel (daily->running);
  if (can_back_up (window))
    daily->timer = g_timeout_add_seconds (FIRST_LOOK, look, daily);
}

gboolean
eta_daily_backup_now (EtaWindow *window, GObject *owner, EtaDailyBackupDone done, gpointer data)
{
  Daily *daily = get_daily (window);
  EtaSession *session = eta_window_get_session (window);
  Work *work;

  if (!session || eta_session_is_read_only (session) || daily->running)
    return FALSE;
  work = work_new (window, TRUE);
  work->done = done;
  work->data = data;
  g_set_weak_pointer (&work->owner, owner);
  start (daily, work);
  return TRUE;
}

static void
answered (const char *choice, gpointer data)
{
  EtaWindow *window = ETA_WINDOW (data);

  if (g_str_equal (choice, "preferences"))
    gtk_widget_activate_action (GTK_WIDGET (window), "app.preferences", NULL);
  else if (g_str_equal (choice, "again"))
    gtk_widget_activate_action (GTK_WIDGET (window), "win.backup-now", NULL);
}

static void
problem_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Daily *daily = get_daily (ETA_WINDOW (widget));
  const char *const buttons[] = {"close", _ ("_Close"),     "preferences", _ ("Choose a _folder…"),
                                 "again", _ ("_Try again"), NULL};

  if (daily->problem)
    eta_ask (widget, _ ("Today’s backup was not written"), daily->problem, buttons, answered,
             widget);
}

static void
now_done (const char *written, const GError *error, gpointer data)
{
  EtaWindow *window = ETA_WINDOW (data);
  g_autofree char *uri = written ? g_filename_to_uri (written, NULL, NULL) : NULL;
  g_autofree char *action = uri ? g_strdup_printf ("win.show-file('%s')", uri) : NULL;

  if (error)
    tell_problem (get_daily (window), error);
  else
    eta_window_toast (window, _ ("The catalog is backed up"), _ ("_Show in folder"), action);
}

static void
now_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaWindow *window = ETA_WINDOW (widget);

  if (eta_window_flush (window))
    eta_daily_backup_now (window, G_OBJECT (window), now_done, window);
}

void
eta_daily_backup_install (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.backup-now", NULL, now_action);
  gtk_widget_class_install_action (window_class, "win.backup-problem", NULL, problem_action);
}
