#include "app/opening.h"

#include "app/ask.h"
#include "app/files.h"
#include "app/package-actions.h"
#include "app/restore.h"
#include "catalog/backup.h"
#include "catalog/error.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define SUFFIX ".etalasedb"
#define BACKUP ".etalasebackup"

static const char ASKING[] = "eta-asking-locked";
static const char COPYING[] = "eta-copying";

typedef struct {
  EtaWindow *window; /* weak */
  char *path;
  char *copy; /* to be made, or NULL */
  EtaStoreFlags flags;
} Opening;

static Opening *
opening_new (EtaWindow *window, const char *path, EtaStoreFlags flags)
{
  Opening *opening = g_new0 (Opening, 1);

  g_set_weak_pointer (&opening->window, window);
  opening->path = g_strdup (path);
  opening->flags = flags;
  return opening;
}

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_clear_weak_pointer (&opening->window);
  g_free (opening->path);
  g_free (opening->copy);
  g_free (opening);
}

static char *
name_of (const char *path)
{
  char *name = g_filename_display_basename (path);

  if (g_str_has_suffix (name, SUFFIX))
    name[strlen (name) - strlen (SUFFIX)] = '\0';
  return name;
}

static gboolean
is (const GError *error, EtaCatalogError code)
{
  return g_error_matches (error, ETA_CATALOG_ERROR, code);
}

static void
tell_failed (EtaWindow *window, const GError *error)
{
  eta_tell (GTK_WIDGET (window), _ ("The catalog cannot be opened"), error->message);
}

/* --- locked ----------------------------------------------------------------------------------- */

static void wait_for (Opening *opening);

static void
locked_answered (const char *choice, gpointer data)
{
  Opening *opening = data;

  if (opening->window && g_str_equal (choice, "again"))
    wait_for (opening_new (opening->window, opening->path, opening->flags));
  else if (opening->window && g_str_equal (choice, "view"))
    eta_window_open (opening->window, opening->path, ETA_STORE_READ_ONLY);
  opening_free (opening);
}

static void
ask_locked (Opening *opening)
{
  const char *const buttons[] = {"close", _ ("_Cancel"),    "view", _ ("_View only"),
                                 "again", _ ("_Try again"), NULL};
  g_autofree char *name = name_of (opening->path);
  g_autofree char *heading = g_strdup_printf (_ ("“%s” is in use"), name);

  eta_ask (GTK_WIDGET (opening->window), heading,
           _ ("Another program is writing to this catalog, and has not finished within 5 seconds. "
              "Close it there, then try again; or look at the catalog without changing it."),
           buttons, locked_answered, opening);
}

/* Only to see whether it can be opened: a store belongs to the thread that opened it. */
static void
try_to_open (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  GError *error = NULL;
  g_autoptr (EtaStore) store = eta_store_open (opening->path, opening->flags, &error);

  if (store)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
tried (GObject *source, GAsyncResult *result, gpointer data)
{
  Opening *opening = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean free_now = g_task_propagate_boolean (G_TASK (result), &error);
  EtaWindow *window = opening->window;

  if (!window || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  eta_window_wait (window, NULL, NULL);
  if (free_now)
    eta_window_open (window, opening->path, opening->flags);
  else if (is (error, ETA_CATALOG_ERROR_LOCKED))
    ask_locked (opening_new (window, opening->path, opening->flags));
  else
    eta_opening_failed (window, opening->path, opening->flags, error);
}

/* Takes OPENING. */
static void
wait_for (Opening *opening)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *name = name_of (opening->path);
  g_autofree char *title = g_strdup_printf (_ ("Waiting for “%s”"), name);
  g_autoptr (GTask) task = NULL;

  eta_window_wait (opening->window, title, cancellable);
  task = g_task_new (NULL, cancellable, tried, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, try_to_open);
}

/* --- view only -------------------------------------------------------------------------------- */

static gboolean
make_copy (EtaJob *job, gpointer data, GError **error)
{
  Opening *opening = data;

  return eta_backup_copy (opening->path, opening->copy, eta_job_get_cancellable (job), error);
}

static void
copy_made (EtaJob *job, gpointer data, const GError *error)
{
  Opening *opening = data;
  g_autofree char *name = name_of (opening->copy);
  g_autofree char *text = g_strdup_printf (_ ("You are working on the copy “%s” now"), name);

  if (!opening->window)
    return;
  eta_window_wait (opening->window, NULL, NULL);
  if (error)
    eta_window_show_error (opening->window, error);
  else if (eta_window_open (opening->window, opening->copy, 0))
    eta_window_toast (opening->window, text, NULL, NULL);
}

static void
copy_chosen (GListModel *files, gpointer data)
{
  EtaWindow *window = ETA_WINDOW (data);
  const char *catalog = g_object_get_data (G_OBJECT (window), COPYING);
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *title = NULL, *name = NULL;
  Opening *opening;
  EtaJob *job;

  if (!path || !catalog)
    return;
  name = name_of (catalog);
  title = g_strdup_printf (_ ("Copying “%s”"), name);
  opening = opening_new (window, catalog, 0);
  opening->copy =
      g_str_has_suffix (path, SUFFIX) ? g_steal_pointer (&path) : g_strconcat (path, SUFFIX, NULL);
  job = eta_job_start (eta_window_get_jobs (window), title, make_copy, copy_made, opening,
                       opening_free);
  if (!eta_window_get_session (window))
    eta_window_wait (window, title, eta_job_get_cancellable (job));
}

static void
ask_where_to_copy (EtaWindow *window, const char *catalog)
{
  g_autofree char *folder = eta_files_folder (NULL);
  g_autofree char *stem = name_of (catalog);
  g_autofree char *file = g_strdup_printf (_ ("%s copy.etalasedb"), stem);
  EtaFilesAsk ask = {
      .title = _ ("Make an editable copy"),
      .accept = _ ("_Make a copy"),
      .action = GTK_FILE_CHOOSER_ACTION_SAVE,
      .name = file,
      .folder = folder,
  };

  g_mkdir_with_parents (folder, 0755);
  g_object_set_data_full (G_OBJECT (window), COPYING, g_strdup (catalog), g_free);
  eta_files_ask (GTK_WIDGET (window), &ask, copy_chosen, window);
}

static void
editable_copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaSession *session = eta_window_get_session (ETA_WINDOW (widget));

  if (session)
    ask_where_to_copy (ETA_WINDOW (widget), eta_session_get_path (session));
}

/* --- looking ---------------------------------------------------------------------------------- */

static void
copy_answered (const char *choice, gpointer data)
{
  Opening *opening = data;

  if (opening->window && g_str_equal (choice, "copy"))
    ask_where_to_copy (opening->window, opening->path);
  opening_free (opening);
}

/* What is being typed is let go of. */
static gboolean
open_to_look (EtaWindow *window, const char *path)
{
  const char *const buttons[] = {"close", _ ("_Close"), "copy", _ ("_Make an editable copy…"),
                                 NULL};
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaSession) session = eta_session_open (path, ETA_STORE_READ_ONLY, &error);

  if (session) {
    eta_window_show_session (window, session);
    return TRUE;
  }
  /* One of an older Etalase, or one that may not be read at all. */
  if (is (error, ETA_CATALOG_ERROR_READ_ONLY) && g_access (path, R_OK) == 0)
    eta_ask (GTK_WIDGET (window), _ ("The catalog cannot be opened"), error->message, buttons,
             copy_answered, opening_new (window, path, 0));
  else
    tell_failed (window, error);
  return FALSE;
}

/* --- an edit that could not be stored -----------------------------------------------------------
 */

static void
edit_answered (const char *choice, gpointer data)
{
  EtaWindow *window = ETA_WINDOW (data);
  EtaSession *session = eta_window_get_session (window);

  if (session)
    eta_session_set_impatient (session, FALSE);
  g_object_set_data (G_OBJECT (window), ASKING, NULL);
  if (g_str_equal (choice, "again"))
    eta_window_flush (window);
  else if (session && g_str_equal (choice, "view")) {
    g_autofree char *path = g_strdup (eta_session_get_path (session));
    open_to_look (window, path);
  }
}

void
eta_opening_edit_locked (EtaWindow *window)
{
  const char *const buttons[] = {"close", _ ("_Keep editing"), "view", _ ("_View only"),
                                 "again", _ ("_Try again"),    NULL};
  EtaSession *session = eta_window_get_session (window);

  /* The question itself takes the focus from the field, which is stored then. */
  if (g_object_get_data (G_OBJECT (window), ASKING) || !session)
    return;
  g_object_set_data (G_OBJECT (window), ASKING, window);
  eta_session_set_impatient (session, TRUE);
  eta_ask (GTK_WIDGET (window), _ ("The change is not stored yet"),
           _ ("Another program is writing to this catalog, and has not finished within 5 seconds. "
              "What you typed is still there; “View only” lets go of it."),
           buttons, edit_answered, window);
}

/* --- all of it -------------------------------------------------------------------------------- */

gboolean
eta_opening_failed (EtaWindow *window, const char *path, EtaStoreFlags flags, const GError *error)
{
  const gboolean to_look = (flags & ETA_STORE_READ_ONLY) != 0;

  /* At the start it is not there yet to ask questions in. */
  gtk_window_present (GTK_WINDOW (window));
  if (is (error, ETA_CATALOG_ERROR_READ_ONLY) && !to_look)
    return open_to_look (window, path);
  if (is (error, ETA_CATALOG_ERROR_LOCKED) && !to_look)
    wait_for (opening_new (window, path, flags));
  else if (is (error, ETA_CATALOG_ERROR_DAMAGED) || is (error, ETA_CATALOG_ERROR_INPUT))
    eta_restore_rescue (window, path, error);
  else
    tell_failed (window, error);
  return FALSE;
}

gboolean
eta_opening_is_catalog (const char *path)
{
  return path && !eta_package_is_named (path) && !g_str_has_suffix (path, BACKUP);
}

void
eta_opening_file (EtaWindow *window, const char *path)
{
  if (g_str_has_suffix (path, BACKUP))
    eta_restore_file (window, path);
  else if (eta_package_is_named (path))
    eta_package_open_in (window, path);
  else
    eta_window_open (window, path, 0);
}

void
eta_opening_show_notice (EtaWindow *window)
{
  EtaSession *session = eta_window_get_session (window);
  EtaStore *store = session ? eta_session_get_store (session) : NULL;
  g_autofree char *name = session ? name_of (eta_session_get_path (session)) : NULL;
  g_autofree char *text = NULL, *warned = NULL;

  if (!session) {
    eta_window_notice (window, NULL, NULL, NULL);
    return;
  }
  warned = eta_store_get_setting (store, "network-warned");
  if (eta_session_is_read_only (session)) {
    text = g_strdup_printf (
        _ ("View only: “%s” cannot be written to where it is, or is in use. Printing and exporting "
           "work; to change it, make a copy."),
        name);
    if (eta_store_warning (store)) {
      g_autofree char *more = g_strdup_printf ("%s\n%s", text, eta_store_warning (store));
      eta_window_notice (window, more, _ ("_Make an editable copy…"), "win.editable-copy");
      return;
    }
    eta_window_notice (window, text, _ ("_Make an editable copy…"), "win.editable-copy");
  } else if (eta_store_warning (store) && !warned) {
    eta_window_notice (window, eta_store_warning (store), _ ("_Understood"), "win.network-warned");
  } else {
    eta_window_notice (window, NULL, NULL, NULL);
  }
}

/* Once for each catalog. */
static void
network_warned_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaWindow *window = ETA_WINDOW (widget);
  EtaSession *session = eta_window_get_session (window);

  if (session)
    eta_store_set_setting (eta_session_get_store (session), "network-warned", "1", NULL);
  eta_window_notice (window, NULL, NULL, NULL);
}

void
eta_opening_install (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.editable-copy", NULL, editable_copy_action);
  gtk_widget_class_install_action (window_class, "win.network-warned", NULL, network_warned_action);
}
