#include "app/catalog-actions.h"

#include "app/ask.h"
#include "app/files.h"
#include "app/opening.h"
#include "app/table-actions.h"
#include "catalog/sample.h"
#include "photos/take.h"
#include "sample/sample-pictures.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define SUFFIX ".etalasedb"

/* What a job carries. */
typedef struct {
  EtaWindow *window; /* weak */
  char *catalog;
  char *file;
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
  g_free (work);
}

/* --- start, open, sample ------------------------------------------------------------------ */

/* A path in FOLDER that is still free, named after NAME. */
static char *
free_path (const char *folder, const char *name)
{
  g_autofree char *safe = g_strdelimit (g_strdup (name), "/\\:*?\"<>|\n", '-');

  for (guint n = 1;; n++) {
    g_autofree char *file =
        n == 1 ? g_strconcat (safe, SUFFIX, NULL) : g_strdup_printf ("%s %u%s", safe, n, SUFFIX);
    g_autofree char *path = g_build_filename (folder, file, NULL);
    if (!g_file_test (path, G_FILE_TEST_EXISTS))
      return g_steal_pointer (&path);
  }
}

static gboolean
put_first_producer (EtaStore *store, gpointer data, GError **error)
{
  return eta_store_put_producer (store, data, error);
}

static void
start_catalog (EtaWindow *window, const char *name, const char *place)
{
  g_autofree char *folder = eta_files_folder (NULL);
  g_autofree char *path = free_path (folder, name);
  g_autoptr (EtaProducer) producer = eta_producer_new ();
  g_autoptr (GError) error = NULL;
  EtaSession *session;

  if (g_mkdir_with_parents (folder, 0755) != 0) {
    g_autofree char *text = g_strdup_printf (
        _ ("The folder “%s” cannot be made. Choose another place with “Open”."), folder);
    eta_window_toast (window, text, NULL, NULL);
    return;
  }
  if (!eta_window_open (window, path, ETA_STORE_CREATE))
    return;
  session = eta_window_get_session (window);
  eta_set_text (&producer->name, name);
  eta_set_text (&producer->regency, place);
  if (!eta_session_edit (session, N_ ("Start the catalog"), producer->name, put_first_producer,
                         producer, &error) ||
      !eta_store_set_setting (eta_session_get_store (session), "name", name, &error))
    eta_window_show_error (window, error);
  eta_window_refresh_title (window);
}

static void
open_chosen (GListModel *files, gpointer data)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = g_file_get_path (file);

  if (path)
    eta_opening_file (ETA_WINDOW (data), path);
}

static void
open_catalog (EtaWindow *window)
{
  static const char *const suffixes[] = {"etalasedb", "etalasebackup", NULL};
  g_autofree char *folder = eta_files_folder (NULL);
  EtaFilesAsk ask = {
      .title = _ ("Open a catalog"),
      .accept = _ ("_Open"),
      .action = GTK_FILE_CHOOSER_ACTION_OPEN,
      .filter_name = _ ("Etalase catalogs"),
      .suffixes = suffixes,
      .folder = g_file_test (folder, G_FILE_TEST_IS_DIR) ? folder : NULL,
  };

  eta_files_ask (GTK_WIDGET (window), &ask, open_chosen, window);
}

static gboolean
fill_sample (EtaJob *job, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (EtaStore) store = eta_store_open (work->catalog, ETA_STORE_CREATE, error);
  g_autoptr (EtaAlbum) album = store ? eta_album_open (work->catalog, error) : NULL;

  if (!album)
    return FALSE;
  return eta_store_count_products (store) > 0 ||
         eta_sample_fill (store, eta_sample_picture, eta_album_take_bytes, album, error);
}

/* A worker has made the catalog. */
static void
catalog_made (EtaJob *job, gpointer data, const GError *error)
{
  Work *work = data;

  if (!work->window)
    return;
  if (error)
    eta_window_show_error (work->window, error);
  else
    eta_window_open (work->window, work->catalog, 0);
}

static void
open_sample (EtaWindow *window)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "etalase", NULL);
  g_autofree char *name = g_strconcat (_ ("Sample catalog"), SUFFIX, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_mkdir_with_parents (folder, 0755);
  eta_window_toast (window, _ ("Preparing the sample catalog…"), NULL, NULL);
  eta_job_start (eta_window_get_jobs (window), _ ("Preparing the sample catalog"), fill_sample,
                 catalog_made, work_new (window, path, NULL), work_free);
}

void
eta_catalog_actions_connect (EtaWindow *window, EtaWelcome *welcome)
{
  g_signal_connect_object (welcome, "start", G_CALLBACK (start_catalog), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (welcome, "sample", G_CALLBACK (open_sample), window, G_CONNECT_SWAPPED);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_catalog (ETA_WINDOW (widget));
}

void
eta_catalog_actions_install (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.open", NULL, open_action);
  eta_table_actions_install (window_class);
}
