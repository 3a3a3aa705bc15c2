#include "app/package-actions.h"

#include "app/ask.h"
#include "app/files.h"
#include "app/merge-dialog.h"
#include "catalog/history.h"
#include "catalog/package.h"
#include "photos/take.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define CATALOG_SUFFIX ".etalasedb"

typedef struct {
  EtaWindow *window; /* weak */
  char *catalog;     /* path of the catalog; NULL: a new one, to be asked for */
  char *file;        /* the package */
  EtaPackage *package;
  EtaMergePlan *plan;
  GHashTable *choices; /* id → EtaMergeTake */
  EtaMergeReport merged;
  GPtrArray *ids; /* to send; NULL: all */
  EtaPackageReport sent;
} Work;

static Work *
work_new (EtaWindow *window, const char *catalog, const char *file)
{
  Work *work = g_new0 (Work, 1);

  g_set_weak_pointer (&work->window, window);
  work->catalog = g_strdup (catalog);
  work->file = g_strdup (file);
  return work;
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_weak_pointer (&work->window);
  g_free (work->catalog);
  g_free (work->file);
  g_clear_pointer (&work->package, eta_package_unref);
  g_clear_pointer (&work->plan, eta_merge_plan_free);
  g_clear_pointer (&work->choices, g_hash_table_unref);
  eta_merge_report_clear (&work->merged);
  g_clear_pointer (&work->ids, g_ptr_array_unref);
  eta_package_report_clear (&work->sent);
  g_free (work);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

static void
report_progress (guint done, guint total, gpointer job)
{
  eta_job_report (job, done, total, NULL);
}

static const char *
open_catalog (EtaWindow *window)
{
  EtaSession *session = eta_window_get_session (window);

  return session ? eta_session_get_path (session) : NULL;
}

/* The window may show another catalog by now. */
static gboolean
is_still_open (const Work *work)
{
  return work->window && g_strcmp0 (open_catalog (work->window), work->catalog) == 0;
}

/* Sentences that somebody has to read, below a heading. */
static void
tell_remarks (EtaWindow *window, const char *heading, const GPtrArray *remarks)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const guint shown = 12;

  for (guint i = 0; i < remarks->len && i < shown; i++)
    g_string_append_printf (text, "%s\n", (const char *)remarks->pdata[i]);
  if (remarks->len > shown)
    g_string_append_printf (text, _ ("… and %u more."), remarks->len - shown);
  if (remarks->len > 0)
    eta_tell (GTK_WIDGET (window), heading, text->str);
}

/* --- merging ---------------------------------------------------------------------------------- */

static gboolean
merge_package (EtaJob *job, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (EtaStore) store = eta_store_open (work->catalog, 0, error);
  g_autoptr (EtaAlbum) album = store ? eta_album_open (work->catalog, error) : NULL;
  const EtaMergeOptions options = {
      .choices = work->choices,
      .intake = eta_album_take_bytes,
      .intake_data = album,
      .progress = report_progress,
      .progress_data = job,
      .cancellable = eta_job_get_cancellable (job),
  };

  return album && eta_package_merge (store, work->package, &options, &work->merged, error);
}

/* Of products; of producers when nothing else came. */
static char *
merged_text (const EtaMergeReport *merged)
{
  const EtaMergeCount *of = &merged->products;
  const guint producers = merged->producers.n_new + merged->producers.n_changed;

  if (of->n_clash + merged->producers.n_clash > 0)
    return g_strdup_printf (_ ("Merged: %u new, %u changed, %u left undecided"), of->n_new,
                            of->n_changed, of->n_clash + merged->producers.n_clash);
  if (of->n_new + of->n_changed == 0 && producers > 0)
    return g_strdup_printf (ngettext ("Merged: %u producer", "Merged: %u producers", producers),
                            producers);
  return g_strdup_printf (_ ("Merged: %u new, %u changed"), of->n_new, of->n_changed);
}

static void
merge_done (EtaJob *job, gpointer data, const GError *error)
{
  Work *work = data;
  g_autofree char *text = NULL;

  if (!is_still_open (work))
    return;
  if (error) {
    eta_window_show_error (work->window, error);
    return;
  }
  eta_store_poll (eta_session_get_store (eta_window_get_session (work->window)));
  eta_session_refresh (eta_window_get_session (work->window));
  eta_window_refresh_title (work->window);
  text = merged_text (&work->merged);
  eta_window_toast_undo (work->window, text);
  tell_remarks (work->window, text, work->merged.remarks);
}

/* The dialog's ids go with it. */
static GHashTable *
copy_choices (GHashTable *choices)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer id, take;

  g_hash_table_iter_init (&iter, choices);
  while (g_hash_table_iter_next (&iter, &id, &take))
    g_hash_table_insert (copy, g_strdup (id), take);
  return copy;
}

static void
merge_accepted (EtaMergeDialog *dialog, GHashTable *choices, gpointer data)
{
  const Work *read = data;
  Work *work;

  if (!is_still_open (read))
    return;
  work = work_new (read->window, read->catalog, read->file);
  work->package = eta_package_ref (read->package);
  work->choices = copy_choices (choices);
  eta_job_start (eta_window_get_jobs (work->window), _ ("Merging the package"), merge_package,
                 merge_done, work, work_free);
}

static void
free_with_dialog (gpointer data, GClosure *closure)
{
  work_free (data);
}

/* Takes WORK. */
static void
show_plan (Work *work)
{
  EtaWindow *window = work->window;
  EtaMergePlan *plan = g_steal_pointer (&work->plan);
  EtaMergeDialog *dialog = eta_merge_dialog_new (GTK_WINDOW (window), work->package, plan);

  g_signal_connect_data (dialog, "merge", G_CALLBACK (merge_accepted), work, free_with_dialog, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- reading ---------------------------------------------------------------------------------- */

static void ask_for_place (Work *work);

static gboolean
read_package (EtaJob *job, gpointer data, GError **error)
{
  Work *work = data;
  GCancellable *cancellable = eta_job_get_cancellable (job);
  g_autoptr (EtaStore) store = NULL;

  if (!work->package)
    work->package = eta_package_open (work->file, cancellable, error);
  if (!work->package || !work->catalog)
    return work->package != NULL;
  store = eta_store_open (work->catalog, 0, error);
  work->plan =
      store ? eta_package_plan (store, work->package, report_progress, job, cancellable, error)
            : NULL;
  return work->plan != NULL;
}

/* A Work of its own: the job's goes with the job. */
static Work *
take_over (Work *work)
{
  Work *next = work_new (work->window, work->catalog, work->file);

  next->package = g_steal_pointer (&work->package);
  next->plan = g_steal_pointer (&work->plan);
  return next;
}

static void
read_done (EtaJob *job, gpointer data, const GError *error)
{
  Work *work = data;
  g_autofree char *text = NULL;

  if (!work->window)
    return;
  if (error) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      eta_tell (GTK_WIDGET (work->window), _ ("The package cannot be opened"), error->message);
    return;
  }
  if (!work->catalog) {
    ask_for_place (take_over (work));
    return;
  }
  if (!is_still_open (work))
    return;
  if (work->plan->items->len > 0) {
    show_plan (take_over (work));
    return;
  }
  text = g_strdup_printf (_ ("“%s” brings nothing new: all of it is in the catalog."),
                          eta_package_name (work->package));
  eta_window_toast (work->window, text, NULL, NULL);
}

static void
start_reading (Work *work)
{
  eta_job_start (eta_window_get_jobs (work->window), _ ("Reading the package"), read_package,
                 read_done, work, work_free);
}

void
eta_package_open_in (EtaWindow *window, const char *path)
{
  EtaSession *session = eta_window_get_session (window);

  if (!eta_window_flush (window))
    return;
  if (session && eta_session_is_read_only (session)) {
    eta_window_toast (window, _ ("This catalog is open for looking only. Open your own first."),
                      NULL, NULL);
    return;
  }
  if (!session)
    eta_window_toast (window, _ ("Reading the package…"), NULL, NULL);
  start_reading (work_new (window, open_catalog (window), path));
}

/* --- into a new catalog ----------------------------------------------------------------------- */

/* Takes WORK. */
static void
make_catalog (Work *given, const char *path)
{
  g_autoptr (Work) work = given;
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GError) error = NULL;
  EtaStore *store;

  if (!work->window || !eta_window_open (work->window, path, ETA_STORE_CREATE))
    return;
  if (g_str_has_suffix (name, CATALOG_SUFFIX))
    name[strlen (name) - strlen (CATALOG_SUFFIX)] = '\0';
  store = eta_session_get_store (eta_window_get_session (work->window));
  if (!eta_store_set_setting (store, "name", name, &error))
    eta_window_show_error (work->window, error);
  eta_window_refresh_title (work->window);
  g_free (work->catalog);
  work->catalog = g_strdup (open_catalog (work->window));
  start_reading (g_steal_pointer (&work));
}

static void
place_chosen (GListModel *files, gpointer data)
{
  EtaWindow *window = ETA_WINDOW (data);
  Work *work = g_object_steal_data (G_OBJECT (window), "eta-package-work");
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *full = NULL;

  if (!work || !path) {
    work_free (work);
    return;
  }
  full = g_str_has_suffix (path, CATALOG_SUFFIX) ? g_strdup (path)
                                                 : g_strconcat (path, CATALOG_SUFFIX, NULL);
  /* The file dialog asked whether to write over it; a catalog is never written over. */
  if (g_file_test (full, G_FILE_TEST_EXISTS)) {
    eta_tell (GTK_WIDGET (window), _ ("There is a catalog of that name already"),
              _ ("Open it first and then the package, or choose another name."));
    work_free (work);
    return;
  }
  make_catalog (work, full);
}

/* The producer that the package is about, else the catalog that it came from. */
static char *
proposed_name (const EtaPackage *package)
{
  const EtaPackageInfo *info = eta_package_info (package);
  g_autofree char *name = eta_package_only_producer (package);
  const char *stem = name ? name : info->catalog ? info->catalog : _ ("My catalog");
  g_autofree char *safe = g_strdelimit (g_strdup (stem), "/\\:*?\"<>|\n", '-');

  return g_strconcat (safe, CATALOG_SUFFIX, NULL);
}

/* Takes WORK, which waits at the window. */
static void
ask_for_place (Work *work)
{
  EtaWindow *window = work->window;
  g_autofree char *folder = eta_files_folder (NULL);
  g_autofree char *name = proposed_name (work->package);
  EtaFilesAsk ask = {
      .title = _ ("Where shall the catalog be kept?"),
      .accept = _ ("_Make the catalog"),
      .action = GTK_FILE_CHOOSER_ACTION_SAVE,
      .name = name,
      .folder = folder,
  };

  g_mkdir_with_parents (folder, 0755);
  g_object_set_data_full (G_OBJECT (window), "eta-package-work", work, work_free);
  eta_files_ask (GTK_WIDGET (window), &ask, place_chosen, window);
}

void
eta_package_open_new (EtaWindow *window, const char *path, const char *catalog)
{
  make_catalog (work_new (window, NULL, path), catalog);
}

/* --- asking for one, and drops ---------------------------------------------------------------- */

gboolean
eta_package_is_named (const char *path)
{
  g_autofree char *lower = path ? g_ascii_strdown (path, -1) : NULL;

  return lower && g_str_has_suffix (lower, ETA_PACKAGE_SUFFIX);
}

gboolean
eta_package_take_files (EtaWindow *window, GListModel *files)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (!eta_package_is_named (path))
    return FALSE;
  eta_package_open_in (window, path);
  return TRUE;
}

static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  g_autoptr (GListModel) files = eta_files_of_value (value);

  return files && eta_package_take_files (ETA_WINDOW (data), files);
}

static void
package_chosen (GListModel *files, gpointer data)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = g_file_get_path (file);

  if (path)
    eta_package_open_in (ETA_WINDOW (data), path);
}

static void
ask_for_package (EtaWindow *window)
{
  static const char *const suffixes[] = {"etalase", NULL};
  EtaFilesAsk ask = {
      .title = _ ("Open a package"),
      .accept = _ ("_Open"),
      .action = GTK_FILE_CHOOSER_ACTION_OPEN,
      .filter_name = _ ("Etalase packages"),
      .suffixes = suffixes,
  };

  eta_files_ask (GTK_WIDGET (window), &ask, package_chosen, window);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask_for_package (ETA_WINDOW (widget));
}

void
eta_package_actions_connect (EtaWindow *window, EtaWelcome *welcome)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (dropped), window);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
  g_signal_connect_object (welcome, "package", G_CALLBACK (ask_for_package), window,
                           G_CONNECT_SWAPPED);
}

/* --- sending ---------------------------------------------------------------------------------- */

static GArray *
rows_of (EtaStore *store, GPtrArray *ids)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < ids->len; i++) {
    gint64 row = eta_store_row_of (store, ids->pdata[i]);
    if (row > 0)
      g_array_append_val (rows, row);
  }
  return rows;
}

static gboolean
send_package (EtaJob *job, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (EtaStore) store = eta_store_open (work->catalog, 0, error);
  g_autoptr (GArray) rows = store && work->ids ? rows_of (store, work->ids) : NULL;

  return store && eta_package_export (store, rows, work->file, report_progress, job,
                                      eta_job_get_cancellable (job), &work->sent, error);
}

static void
send_done (EtaJob *job, gpointer data, const GError *error)
{
  Work *work = data;
  g_autofree char *name = g_path_get_basename (work->file);
  g_autofree char *text = g_strdup_printf (_ ("Written: %s"), name);
  g_autofree char *uri = g_filename_to_uri (work->file, NULL, NULL);
  g_autofree char *action = g_strdup_printf ("win.show-file('%s')", uri ? uri : "");

  if (!work->window)
    return;
  if (error) {
    eta_window_show_error (work->window, error);
    return;
  }
  eta_window_toast (work->window, text, _ ("_Show in folder"), action);
  tell_remarks (work->window, text, work->sent.remarks);
}

void
eta_package_send_to (EtaWindow *window, GPtrArray *ids, const char *path)
{
  Work *work = work_new (window, open_catalog (window), path);

  work->ids = ids ? g_ptr_array_ref (ids) : NULL;
  eta_job_start (eta_window_get_jobs (window), _ ("Writing the package"), send_package, send_done,
                 work, work_free);
}

static void
target_chosen (GListModel *files, gpointer data)
{
  EtaWindow *window = ETA_WINDOW (data);
  g_autoptr (GPtrArray) ids = g_object_steal_data (G_OBJECT (window), "eta-package-ids");
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *full = NULL;

  if (!path || !open_catalog (window))
    return;
  full =
      eta_package_is_named (path) ? g_strdup (path) : g_strconcat (path, ETA_PACKAGE_SUFFIX, NULL);
  eta_package_send_to (window, ids && ids->len > 0 ? ids : NULL, full);
}

/* “Kopontren Satu 2026-11-25.etalase” */
static char *
target_name (EtaWindow *window)
{
  EtaStore *store = eta_session_get_store (eta_window_get_session (window));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *name = eta_store_get_setting (store, "name");
  g_autofree char *safe =
      g_strdelimit (g_strdup (name ? name : _ ("Products")), "/\\:*?\"<>|\n", '-');

  return g_strdup_printf ("%s %s" ETA_PACKAGE_SUFFIX, safe, date);
}

static void
send_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *window = ETA_WINDOW (widget);
  g_autoptr (GPtrArray) ids = NULL;
  g_autofree char *name = NULL, *title = NULL, *folder = NULL;
  EtaFilesAsk ask = {.accept = _ ("_Save"), .action = GTK_FILE_CHOOSER_ACTION_SAVE};

  if (!open_catalog (window) || !eta_window_flush (window))
    return;
  ids = eta_window_get_selected (window);
  name = target_name (window);
  title = ids->len > 0 ? g_strdup_printf (ngettext ("Send %u product as a package",
                                                    "Send %u products as a package", ids->len),
                                          ids->len)
                       : g_strdup (_ ("Send all products as a package"));
  folder = eta_files_folder (NULL);
  g_mkdir_with_parents (folder, 0755);
  ask.folder = folder;
  ask.name = name;
  ask.title = title;
  g_object_set_data_full (G_OBJECT (window), "eta-package-ids", g_steal_pointer (&ids),
                          (GDestroyNotify)g_ptr_array_unref);
  eta_files_ask (widget, &ask, target_chosen, window);
}

void
eta_package_actions_install (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.open-package", NULL, open_action);
  gtk_widget_class_install_action (window_class, "win.send-package", NULL, send_action);
}
