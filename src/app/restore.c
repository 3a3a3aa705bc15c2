#include "app/restore.h"

#include "app/ask.h"
#include "app/daily-backup.h"
#include "app/files.h"
#include "app/moment.h"
#include "app/restore-dialog.h"
#include "catalog/backup-daily.h"
#include "catalog/error.h"

#include <glib/gi18n.h>

#define SUFFIX ".etalasedb"
#define BACKUP ".etalasebackup"

typedef struct {
  EtaWindow *window; /* weak */
  char *backup, *catalog;
  gboolean was_open;
  char *kept;           /* the catalog from before, or NULL */
  EtaBackupAbout *good; /* the newest good backup, or NULL */
  GError *why;          /* the catalog cannot be opened, or NULL */
} Restore;

static Restore *
restore_new (EtaWindow *window, const char *backup, const char *catalog)
{
  Restore *restore = g_new0 (Restore, 1);

  g_set_weak_pointer (&restore->window, window);
  restore->backup = g_strdup (backup);
  restore->catalog = g_strdup (catalog);
  return restore;
}

static void
restore_free (gpointer data)
{
  Restore *restore = data;

  g_clear_weak_pointer (&restore->window);
  g_clear_pointer (&restore->good, eta_backup_about_free);
  g_clear_error (&restore->why);
  g_free (restore->backup);
  g_free (restore->catalog);
  g_free (restore->kept);
  g_free (restore);
}

static char *
name_of (const char *path, const char *suffix)
{
  char *name = g_filename_display_basename (path);

  if (g_str_has_suffix (name, suffix))
    name[strlen (name) - strlen (suffix)] = '\0';
  return name;
}

char *
eta_restore_describe (const EtaBackupAbout *about)
{
  g_autofree char *size = eta_size_of_file_text (about->size);
  g_autofree char *count = NULL;

  if (about->products < 0)
    return g_steal_pointer (&size);
  count = g_strdup_printf (ngettext ("%u product", "%u products", (gulong)about->products),
                           (guint)about->products);
  return g_strdup_printf ("%s · %s", count, size);
}

/* --- doing it --------------------------------------------------------------------------------- */

static gboolean
bring_back (EtaJob *job, gpointer data, GError **error)
{
  Restore *restore = data;

  return eta_backup_restore (restore->backup, restore->catalog, &restore->kept,
                             eta_job_get_cancellable (job), error);
}

static void
tell_done (Restore *restore)
{
  g_autoptr (EtaBackupAbout) about = eta_backup_about (restore->backup);
  g_autofree char *when = about ? eta_moment_text (about->written) : NULL;
  g_autofree char *text = g_strdup_printf (_ ("The catalog is as it was: %s"), when ? when : "");
  g_autofree char *target = NULL, *action = NULL;

  if (!restore->kept) {
    eta_window_toast (restore->window, text, NULL, NULL);
    return;
  }
  target = g_variant_print (g_variant_ref_sink (g_variant_new_string (restore->kept)), FALSE);
  action = g_strdup_printf ("win.open-path(%s)", target);
  eta_window_toast_long (restore->window, text, _ ("_Show the old one"), action);
}

static void
brought_back (EtaJob *job, gpointer data, const GError *error)
{
  Restore *restore = data;
  EtaWindow *window = restore->window;

  if (!window)
    return;
  eta_window_wait (window, NULL, NULL);
  if ((!error || restore->was_open) && eta_window_open (window, restore->catalog, 0) && !error)
    tell_done (restore);
  if (error)
    eta_window_show_error (window, error);
}

static gboolean
is_open (EtaWindow *window, const char *catalog)
{
  EtaSession *session = eta_window_get_session (window);
  g_autofree char *full = g_canonicalize_filename (catalog, NULL);

  return session && g_str_equal (eta_session_get_path (session), full);
}

void
eta_restore_start (EtaWindow *window, const char *backup, const char *catalog_path)
{
  Restore *restore;
  g_autofree char *name = name_of (catalog_path, SUFFIX);
  g_autofree char *title = g_strdup_printf (_ ("Restoring “%s”"), name);
  EtaJob *job;

  if (!eta_window_flush (window))
    return;
  if (g_list_model_get_n_items (G_LIST_MODEL (eta_window_get_jobs (window))) > 0) {
    eta_window_toast (window, _ ("Wait until the work in progress is done, then restore."), NULL,
                      NULL);
    return;
  }
  restore = restore_new (window, backup, catalog_path);
  restore->was_open = is_open (window, catalog_path);
  if (restore->was_open)
    eta_window_show_session (window, NULL);
  job = eta_job_start (eta_window_get_jobs (window), title, bring_back, brought_back, restore,
                       restore_free);
  eta_window_wait (window, title, eta_job_get_cancellable (job));
}

/* --- a file ----------------------------------------------------------------------------------- */

/* A path beside the user's catalogs that is still free. */
static char *
free_path (const char *stem)
{
  g_autofree char *folder = eta_files_folder (NULL);

  g_mkdir_with_parents (folder, 0755);
  for (guint n = 1;; n++) {
    g_autofree char *file =
        n == 1 ? g_strconcat (stem, SUFFIX, NULL) : g_strdup_printf ("%s %u" SUFFIX, stem, n);
    g_autofree char *path = g_build_filename (folder, file, NULL);
    if (!g_file_test (path, G_FILE_TEST_EXISTS))
      return g_steal_pointer (&path);
  }
}

static void
restore_as_new (EtaWindow *window, const char *backup)
{
  g_autofree char *stem = name_of (backup, BACKUP);
  g_autofree char *path = free_path (stem);

  eta_restore_start (window, backup, path);
}

static void
file_answered (const char *choice, gpointer data)
{
  Restore *restore = data;
  EtaSession *session = restore->window ? eta_window_get_session (restore->window) : NULL;

  if (restore->window && g_str_equal (choice, "new"))
    restore_as_new (restore->window, restore->backup);
  else if (session && g_str_equal (choice, "here"))
    eta_restore_start (restore->window, restore->backup, restore->catalog);
  restore_free (restore);
}

void
eta_restore_file (EtaWindow *window, const char *backup)
{
  EtaSession *session = eta_window_get_session (window);
  g_autoptr (EtaBackupAbout) about = eta_backup_about (backup);
  const char *const buttons[] = {"close", _ ("_Cancel"),       "here", _ ("_In its place"),
                                 "new",   _ ("As a _new one"), NULL};
  g_autofree char *when = about ? eta_moment_text (about->written) : NULL;
  g_autofree char *name = session ? name_of (eta_session_get_path (session), SUFFIX) : NULL;
  g_autofree char *text = NULL;

  /* What is no backup says so when it is restored; nothing is touched by that. */
  if (!session || eta_session_is_read_only (session) || !about) {
    restore_as_new (window, backup);
    return;
  }
  text = g_strdup_printf (_ ("The backup was written: %s. It can become a catalog of its own, or "
                             "take the place of “%s”, "
                             "which is then kept beside it."),
                          when, name);
  eta_ask (GTK_WIDGET (window), _ ("Restore as a new catalog?"), text, buttons, file_answered,
           restore_new (window, backup, eta_session_get_path (session)));
}

/* --- a damaged catalog --------------------------------------------------------------------------
 */

static gboolean
look_for_good (EtaJob *job, gpointer data, GError **error)
{
  Restore *restore = data;
  g_autofree char *base = eta_daily_backup_folder ();

  restore->good = eta_backup_newest_good (base, restore->catalog);
  return !g_cancellable_set_error_if_cancelled (eta_job_get_cancellable (job), error);
}

static void
rescue_answered (const char *choice, gpointer data)
{
  Restore *restore = data;

  if (restore->window && g_str_equal (choice, "restore"))
    eta_restore_start (restore->window, restore->good->path, restore->catalog);
  else if (restore->window && g_str_equal (choice, "others"))
    eta_restore_dialog_show (restore->window, restore->catalog);
  restore_free (restore);
}

/* Takes RESTORE. */
static void
offer (Restore *restore)
{
  const char *const buttons[] = {"close",   _ ("_Close"),   "others", _ ("_Other backups…"),
                                 "restore", _ ("_Restore"), NULL};
  g_autofree char *when = eta_moment_text (restore->good->written);
  g_autofree char *what = eta_restore_describe (restore->good);
  g_autofree char *text = g_strdup_printf (_ ("%s\n\nThe newest good backup was written: %s (%s). "
                                              "What was changed after that is lost. The "
                                              "damaged file is kept beside the restored one."),
                                           restore->why->message, when, what);

  eta_ask (GTK_WIDGET (restore->window), _ ("Restore the newest good backup?"), text, buttons,
           rescue_answered, restore);
}

static void
looked (EtaJob *job, gpointer data, const GError *error)
{
  Restore *restore = data;
  Restore *next;

  if (!restore->window)
    return;
  eta_window_wait (restore->window, NULL, NULL);
  if (error)
    return;
  if (!restore->good) {
    eta_tell (GTK_WIDGET (restore->window), _ ("The catalog cannot be opened"),
              restore->why->message);
    return;
  }
  /* DATA goes with the job. */
  next = restore_new (restore->window, NULL, restore->catalog);
  next->good = g_steal_pointer (&restore->good);
  next->why = g_steal_pointer (&restore->why);
  offer (next);
}

void
eta_restore_rescue (EtaWindow *window, const char *catalog_path, const GError *error)
{
  Restore *restore;
  g_autofree char *name = name_of (catalog_path, SUFFIX);
  g_autofree char *title = g_strdup_printf (_ ("Looking for a good backup of “%s”"), name);
  g_autofree char *base = eta_daily_backup_folder ();
  g_autoptr (GPtrArray) known = eta_backup_list (base, catalog_path);
  EtaJob *job;

  if (known->len == 0) {
    eta_tell (GTK_WIDGET (window), _ ("The catalog cannot be opened"), error->message);
    return;
  }
  restore = restore_new (window, NULL, catalog_path);
  restore->why = g_error_copy (error);
  job = eta_job_start (eta_window_get_jobs (window), title, look_for_good, looked, restore,
                       restore_free);
  eta_window_wait (window, title, eta_job_get_cancellable (job));
}
