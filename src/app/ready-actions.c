#include "app/ready-actions.h"

#include "app/files.h"
#include "app/ready-markets.h"
#include "app/ui-language.h"
#include "catalog/measure.h"
#include "ready/checklist.h"
#include "ready/endings.h"
#include "ready/rules-shelf.h"
#include "sheets/task-list.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* The window has shown itself by then. */
#define REMIND_SECONDS 3

/* --- work on a thread of its own ----------------------------------------------------------------
 */

typedef struct {
  EtaWindow *window; /* weak */
  char *catalog;
  char *path; /* of the file to write */
  const char *lang;
  EtaChecklistKind kind;
  char **markets;
  GArray *rows;       /* gint64; empty: all */
  GPtrArray *endings; /* what was found */
  guint n;            /* tasks or endings */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_weak_pointer (&work->window);
  g_free (work->catalog);
  g_free (work->path);
  g_strfreev (work->markets);
  g_clear_pointer (&work->rows, g_array_unref);
  g_clear_pointer (&work->endings, g_ptr_array_unref);
  g_free (work);
}

static Work *
work_new (EtaWindow *window)
{
  EtaSession *session = eta_window_get_session (window);
  Work *work = g_new0 (Work, 1);

  g_set_weak_pointer (&work->window, window);
  work->catalog = g_strdup (eta_session_get_path (session));
  work->lang = eta_ui_language ();
  return work;
}

/* --- checklists ---------------------------------------------------------------------------------
 */

static void
add_product (EtaChecklist *list, EtaStore *store, const EtaProduct *product, const Work *work)
{
  g_autoptr (EtaProducer) producer =
      product->producer_id ? eta_store_get_producer (store, product->producer_id, NULL) : NULL;
  g_autoptr (EtaFacts) facts = eta_facts_new (product, producer);
  EtaDay day;

  eta_day_init (&day, NULL);
  for (char **market = work->markets; *market; market++) {
    g_autoptr (GPtrArray) rules = eta_rules_of_market (eta_rules_current (NULL), *market);
    eta_checklist_add (list, facts, eta_product_name (product, work->lang), rules, *market, &day);
  }
}

static gboolean
print_list (EtaChecklist *list, Work *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = eta_checklist_rows (list, work->lang);
  g_autofree char *subtitle = eta_checklist_subtitle (work->markets, work->lang);
  g_autofree char *foot = eta_checklist_foot (eta_rules_current (NULL), work->lang);
  EtaTaskList paper = {.title = eta_checklist_title (list, work->lang),
                       .subtitle = subtitle,
                       .foot = foot,
                       .lang = work->lang,
                       .rows = rows};

  work->n = rows->len;
  return eta_task_list_write_pdf (&paper, work->path, cancellable, error);
}

static gboolean
make_checklist (EtaJob *job, gpointer data, GError **error)
{
  Work *work = data;
  GCancellable *cancellable = eta_job_get_cancellable (job);
  g_autoptr (EtaStore) store = eta_store_open (work->catalog, ETA_STORE_READ_ONLY, error);
  g_autoptr (EtaChecklist) list = eta_checklist_new (work->kind);
  g_autoptr (GArray) rows = NULL;

  if (!store)
    return FALSE;
  rows = work->rows->len > 0 ? g_array_ref (work->rows)
                             : eta_store_query (store, &(EtaQuery){0}, error);
  for (guint i = 0; rows && i < rows->len; i++) {
    g_autofree char *id = eta_store_id_of (store, g_array_index (rows, gint64, i));
    g_autoptr (EtaProduct) product = id ? eta_store_get_product (store, id, NULL) : NULL;

    eta_job_report (job, i, rows->len, NULL);
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if (product)
      add_product (list, store, product, work);
  }
  return rows && print_list (list, work, cancellable, error);
}

static void
checklist_made (EtaJob *job, gpointer data, const GError *error)
{
  Work *work = data;
  g_autofree char *uri = g_filename_to_uri (work->path, NULL, NULL);
  g_autofree char *action = g_strdup_printf ("win.open-file('%s')", uri ? uri : "");
  g_autofree char *text = NULL;

  if (!work->window)
    return;
  if (error) {
    eta_window_show_error (work->window, error);
    return;
  }
  text = g_strdup_printf (ngettext ("Checklist with %u line", "Checklist with %u lines", work->n),
                          work->n);
  eta_window_toast (work->window, text, _ ("_Open"), action);
}

void
eta_ready_print_checklist (EtaWindow *window, const char *kind, GArray *rows, const char *market)
{
  EtaSession *session = eta_window_get_session (window);
  g_autofree char *folder = eta_files_folder ("Checklists");
  g_autofree char *name = g_strdup_printf ("%s-%s.pdf", kind, eta_ui_language ());
  Work *work = work_new (window);

  eta_checklist_kind (kind, &work->kind);
  work->rows = g_array_ref (rows);
  work->markets =
      market ? g_strsplit (market, ",", -1) : eta_ready_markets (eta_session_get_store (session));
  g_mkdir_with_parents (folder, 0777);
  work->path = g_build_filename (folder, name, NULL);
  eta_job_start (eta_window_get_jobs (window), _ ("Writing the checklist"), make_checklist,
                 checklist_made, work, work_free);
}

/* --- papers that end ----------------------------------------------------------------------------
 */

static gboolean
find_endings (EtaJob *job, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (EtaStore) store = eta_store_open (work->catalog, ETA_STORE_READ_ONLY, error);

  if (store)
    work->endings =
        eta_endings_list (store, NULL, work->lang, eta_job_get_cancellable (job), error);
  return work->endings != NULL;
}

static gboolean
write_calendar (EtaJob *job, gpointer data, GError **error)
{
  Work *work = data;
  g_autofree char *text = NULL;

  if (!find_endings (job, data, error))
    return FALSE;
  text = eta_endings_calendar (work->endings, NULL);
  return g_file_set_contents (work->path, text, -1, error);
}

static void
calendar_written (EtaJob *job, gpointer data, const GError *error)
{
  Work *work = data;
  g_autofree char *uri = g_filename_to_uri (work->path, NULL, NULL);
  g_autofree char *action = g_strdup_printf ("win.open-file('%s')", uri ? uri : "");
  g_autofree char *text = NULL;

  if (!work->window)
    return;
  if (error) {
    eta_window_show_error (work->window, error);
    return;
  }
  text = g_strdup_printf (ngettext ("Calendar with %u paper that ends",
                                    "Calendar with %u papers that end", work->endings->len),
                          work->endings->len);
  eta_window_toast (work->window, text, _ ("_Open"), action);
}

static void
calendar_chosen (GListModel *files, gpointer data)
{
  EtaWindow *window = ETA_WINDOW (data);
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  Work *work;

  if (!eta_window_get_session (window) || !g_file_peek_path (file))
    return;
  work = work_new (window);
  work->path = g_file_get_path (file);
  eta_job_start (eta_window_get_jobs (window), _ ("Writing the calendar"), write_calendar,
                 calendar_written, work, work_free);
}

void
eta_ready_export_calendar (EtaWindow *window)
{
  EtaFilesAsk ask = {
      .title = _ ("Calendar file"),
      .accept = _ ("_Save"),
      .action = GTK_FILE_CHOOSER_ACTION_SAVE,
      .name = "etalase.ics",
  };

  eta_files_ask (GTK_WIDGET (window), &ask, calendar_chosen, window);
}

/* --- the reminder -------------------------------------------------------------------------------
 */

static void
reminded (GObject *source, GAsyncResult *result, gpointer data)
{
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autofree char *text = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), NULL) || !work->window ||
      work->endings->len == 0 || !eta_window_get_session (work->window) ||
      g_strcmp0 (eta_session_get_path (eta_window_get_session (work->window)), work->catalog) != 0)
    return;
  text =
      g_strdup_printf (ngettext ("%u paper has ended or ends within 90 days",
                                 "%u papers have ended or end within 90 days", work->endings->len),
                       work->endings->len);
  eta_window_toast (work->window, text, _ ("_Show"), "win.page('ready')");
}

static void
look_up (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaStore) store = eta_store_open (work->catalog, ETA_STORE_READ_ONLY, &error);
  EtaDay day;

  eta_day_init (&day, NULL);
  if (store)
    work->endings = eta_endings_list (store, day.soon, work->lang, NULL, &error);
  if (work->endings)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static gboolean
begin_looking (gpointer data)
{
  Work *work = data;
  g_autoptr (GTask) task = NULL;

  if (!work->window) {
    work_free (work);
    return G_SOURCE_REMOVE;
  }
  task = g_task_new (NULL, NULL, reminded, NULL);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, look_up);
  return G_SOURCE_REMOVE;
}

void
eta_ready_remind (EtaWindow *window)
{
  g_timeout_add_seconds (REMIND_SECONDS, begin_looking, work_new (window));
}

/* --- newer rules --------------------------------------------------------------------------------
 */

typedef struct {
  GtkWidget *owner;
  void (*done) (gpointer data);
  gpointer data;
} Updating;

static void
rules_chosen (GListModel *files, gpointer data)
{
  Updating *updating = g_object_get_data (data, "eta-updating");
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  EtaWindow *window = eta_window_of (GTK_WIDGET (data));
  EtaRulesChange change;

  if (!g_file_peek_path (file) || !window)
    return;
  if (!eta_rules_add (g_file_peek_path (file), &change, &error)) {
    eta_window_show_error (window, error);
    return;
  }
  text = g_strdup_printf (_ ("Rules: %u replaced, %u new, %u unchanged"), change.replaced,
                          change.added, change.kept);
  eta_window_toast (window, text, NULL, NULL);
  updating->done (updating->data);
}

void
eta_ready_update_rules (GtkWidget *owner, void (*done) (gpointer data), gpointer data)
{
  static const char *const suffixes[] = {"tsv", NULL};
  Updating *updating = g_new0 (Updating, 1);
  EtaFilesAsk ask = {
      .title = _ ("Choose the file with newer rules"),
      .accept = _ ("_Choose"),
      .action = GTK_FILE_CHOOSER_ACTION_OPEN,
      .filter_name = _ ("Rules"),
      .suffixes = suffixes,
  };

  updating->done = done;
  updating->data = data;
  g_object_set_data_full (G_OBJECT (owner), "eta-updating", updating, g_free);
  eta_files_ask (owner, &ask, rules_chosen, owner);
}
