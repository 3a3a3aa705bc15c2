#include "app/market-page.h"

#include "app/ask.h"
#include "app/files.h"
#include "app/market-connect.h"
#include "app/market-list.h"
#include "app/market-rows.h"
#include "app/market-work.h"
#include "app/window.h"
#include "sync/error.h"
#include "sync/key-file.h"
#include "sync/keyring.h"
#include "sync/run-log.h"

#include <glib/gi18n.h>
#include <string.h>

#define LOG_RUNS 1000 /* of the log that is saved */

struct _EtaMarketPage {
  AdwBin parent_instance;
  EtaSession *session;
  EtaMarketplace *market; /* the one that is shown, or NULL */
  EtaPlan *plan;          /* as shown; choices are written into it */
  GHashTable *keys;       /* id → key, where no keyring answers: kept until the catalog is left */
  EtaMarketWork *running; /* of the job under way, or NULL */
  char *asked;            /* id of the marketplace that a dialog or file chooser is about */

  GtkStack *stack;
  AdwWindowTitle *title;
  GtkButton *sync_button;
  GtkButton *plan_button;
  GtkToggleButton *pause_button;
  EtaMarketConnect *form;
  GtkListBox *markets;
  GtkLabel *summary;
  GtkLabel *last_run;
  GtkListBox *rows;
};

G_DEFINE_FINAL_TYPE (EtaMarketPage, eta_market_page, ADW_TYPE_BIN)

static EtaStore *
store_of (EtaMarketPage *self)
{
  return eta_session_get_store (self->session);
}

/* --- what is shown ------------------------------------------------------------------------------
 */

static void
update_buttons (EtaMarketPage *self)
{
  gboolean shop = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "shop") == 0;
  gboolean busy = self->running != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->sync_button), shop);
  gtk_widget_set_visible (GTK_WIDGET (self->plan_button), shop && !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->pause_button),
                          shop && busy && self->running->task == ETA_DO_SYNC);
  gtk_widget_set_sensitive (GTK_WIDGET (self->sync_button), !busy);
  eta_market_connect_set_busy (self->form, busy);
}

static void
show_last_run (EtaMarketPage *self)
{
  g_autoptr (GPtrArray) runs =
      self->market ? eta_store_list_runs (store_of (self), self->market->id, 1, NULL) : NULL;
  g_autofree char *line = runs && runs->len > 0 ? eta_run_log_line (runs->pdata[0]) : NULL;
  g_autofree char *text = line ? g_strdup_printf (_ ("Last sync %s"), line) : NULL;

  gtk_label_set_text (self->last_run, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->last_run), text != NULL);
}

static void
fill_list (EtaMarketPage *self)
{
  g_autoptr (GPtrArray) all = eta_store_list_markets (store_of (self), NULL);

  if (all)
    eta_market_list_fill (self->markets, all, store_of (self),
                          self->market ? self->market->id : NULL);
  show_last_run (self);
}

static void
show_form (EtaMarketPage *self, const EtaMarketplace *market, const char *problem)
{
  eta_market_connect_show (self->form, market, self->market != NULL);
  eta_market_connect_tell (self->form, problem);
  gtk_stack_set_visible_child_name (self->stack, "connect");
  update_buttons (self);
}

static void
show_shop (EtaMarketPage *self)
{
  adw_window_title_set_subtitle (self->title, self->market ? self->market->name : "");
  if (!self->market) {
    show_form (self, NULL, NULL);
    return;
  }
  gtk_label_set_text (self->summary, _ ("One press puts your products on the marketplace."));
  fill_list (self);
  gtk_stack_set_visible_child_name (self->stack, "shop");
  update_buttons (self);
}

/* The rows write the user's choices into the plan: they go first. */
static void
drop_plan (EtaMarketPage *self)
{
  eta_market_rows_clear (self->rows);
  g_clear_pointer (&self->plan, eta_plan_free);
}

static EtaMarketplace *
find_by_id (EtaMarketPage *self, const char *id)
{
  g_autoptr (GPtrArray) all = eta_store_list_markets (store_of (self), NULL);

  for (guint i = 0; all && i < all->len; i++) {
    const EtaMarketplace *market = all->pdata[i];

    if (!id || g_str_equal (market->id, id))
      return eta_marketplace_copy (market);
  }
  return NULL;
}

/* The marketplace ID, or the first one where that is gone (or NULL). */
static void
load_market (EtaMarketPage *self, const char *id)
{
  EtaMarketplace *found = self->session ? find_by_id (self, id) : NULL;

  if (!found && id && self->session)
    found = find_by_id (self, NULL);
  g_clear_pointer (&self->market, eta_marketplace_free);
  self->market = found;
  drop_plan (self);
  show_shop (self);
}

/* --- what came of a job -------------------------------------------------------------------------
 */

static void
connected (EtaMarketPage *self, EtaMarketWork *work)
{
  g_autofree char *text = g_strdup_printf (_ ("Connected to “%s”"), work->market->name);
  const char *remark = work->info ? work->info->notice : NULL;

  g_hash_table_remove (self->keys, work->market->id);
  if (work->keyring_problem)
    g_hash_table_insert (self->keys, g_strdup (work->market->id), g_steal_pointer (&work->key));
  eta_market_connect_forget_key (self->form);
  load_market (self, work->market->id);
  if (work->keyring_problem)
    eta_tell (GTK_WIDGET (self), text,
              _ ("This computer’s keyring cannot be used, so the key is kept until you leave the "
                 "catalog and asked for again next time. Nothing of it is written to the disk."));
  else if (remark)
    eta_tell (GTK_WIDGET (self), text, remark);
  else
    eta_window_toast (eta_window_of (GTK_WIDGET (self)), text, NULL, NULL);
}

static void
plain_answered (const char *choice, gpointer data)
{
  EtaMarketPage *self = data;

  if (!g_str_equal (choice, "destroy"))
    return;
  eta_market_connect_allow_plain (self->form);
  g_signal_emit_by_name (self->form, "connect", FALSE);
}

/* http:// to another machine: once for each address, and with open eyes. */
static void
ask_plain (EtaMarketPage *self)
{
  const char *const buttons[] = {"close", _ ("_Cancel"), "destroy", _ ("_Connect anyway"), NULL};

  eta_ask (GTK_WIDGET (self), _ ("Send the key in the open?"),
           _ ("This address begins with http://, so anybody on the way to the shop can read the "
              "key and use it. Ask the shop for an address with https://."),
           buttons, plain_answered, self);
}

static gboolean
is_plain_refusal (const EtaMarketWork *work, const GError *error)
{
  return g_error_matches (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_UNTRUSTED) &&
         g_str_has_prefix (work->market->url, "http://");
}

static void
connect_failed (EtaMarketPage *self, const EtaMarketWork *work, const GError *error)
{
  eta_market_connect_tell (self->form, error->message);
  if (is_plain_refusal (work, error) && work->task == ETA_DO_CONNECT)
    ask_plain (self);
}

static void
show_plan (EtaMarketPage *self, EtaMarketWork *work)
{
  g_autofree char *text = eta_market_plan_text (work->plan);

  drop_plan (self);
  self->plan = g_steal_pointer (&work->plan);
  gtk_label_set_text (self->summary, text);
  eta_market_rows_plan (self->rows, self->plan);
}

static void
show_report (EtaMarketPage *self, EtaMarketWork *work)
{
  g_autofree char *text = eta_sync_report_text (work->report);
  gboolean all_went = work->report->failed + work->report->conflicts + work->report->waiting == 0;

  eta_market_rows_report (self->rows, work->report);
  gtk_label_set_text (self->summary, text);
  eta_window_toast (eta_window_of (GTK_WIDGET (self)), text, all_went ? NULL : _ ("_Show"),
                    all_went ? NULL : "win.page('market')");
}

static gboolean
key_is_wanted (const GError *error)
{
  return g_error_matches (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REFUSED_KEY) ||
         g_error_matches (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_KEYRING);
}

static void
show_failure (EtaMarketPage *self, const GError *error)
{
  EtaWindow *window = eta_window_of (GTK_WIDGET (self));

  gtk_label_set_text (self->summary, error->message);
  if (g_error_matches (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_CANCELLED))
    return;
  if (!key_is_wanted (error)) {
    eta_window_show_error (window, error);
    return;
  }
  show_form (self, self->market, error->message);
  if (window)
    eta_window_show_page (window, "market");
}

/* What the worker wrote (the marks on the cards) is shown before the plan is: a change of the
 * catalog that comes later makes the plan an old one. */
static void
refresh_session (EtaMarketPage *self)
{
  if (!self->session)
    return;
  eta_store_poll (store_of (self));
  eta_session_refresh (self->session);
}

static void
work_done (EtaJob *job, gpointer data, const GError *error)
{
  EtaMarketWork *work = data;
  EtaMarketPage *self = work->page;

  if (!self)
    return;
  refresh_session (self);
  self->running = NULL;
  gtk_toggle_button_set_active (self->pause_button, FALSE);
  update_buttons (self);
  if (work->task == ETA_DO_CONNECT || work->task == ETA_DO_PAIR) {
    if (error)
      connect_failed (self, work, error);
    else
      connected (self, work);
    return;
  }
  if (self->session)
    fill_list (self);
  if (work->report)
    show_report (self, work);
  else if (work->plan)
    show_plan (self, work);
  if (error)
    show_failure (self, error);
}

/* --- jobs ---------------------------------------------------------------------------------------
 */

/* MARKET is taken over. KEY may be NULL. */
static void
start (EtaMarketPage *self, EtaMarketTask task, EtaMarketplace *market, const char *key)
{
  static const char *const titles[] = {
      [ETA_DO_PAIR] = N_ ("Waiting for the browser"),
      [ETA_DO_CONNECT] = N_ ("Testing the connection"),
      [ETA_DO_PLAN] = N_ ("Comparing"),
      [ETA_DO_SYNC] = N_ ("Syncing"),
  };
  EtaMarketWork *work = g_new0 (EtaMarketWork, 1);

  work->page = self;
  g_object_add_weak_pointer (G_OBJECT (self), &work->page);
  work->catalog = g_strdup (eta_session_get_path (self->session));
  work->market = market;
  work->key = g_strdup (key);
  work->task = task;
  if (task == ETA_DO_SYNC && self->plan) {
    eta_market_rows_clear (self->rows);
    work->plan = g_steal_pointer (&self->plan);
  }
  self->running = work;
  update_buttons (self);
  eta_job_start (eta_window_get_jobs (eta_window_of (GTK_WIDGET (self))), _ (titles[task]),
                 eta_market_work_do, work_done, work, eta_market_work_free);
}

static void
start_with_shop (EtaMarketPage *self, EtaMarketTask task)
{
  start (self, task, eta_marketplace_copy (self->market),
         g_hash_table_lookup (self->keys, self->market->id));
}

static void
connect_wanted (EtaMarketPage *self, gboolean browser)
{
  char *key = NULL;
  EtaMarketplace *market;

  if (self->running || !self->session)
    return;
  market = eta_market_connect_read (self->form, &key);
  eta_market_connect_tell (self->form, NULL);
  start (self, browser ? ETA_DO_PAIR : ETA_DO_CONNECT, market, browser ? NULL : key);
  eta_key_free (key);
}

static void
plan_clicked (EtaMarketPage *self)
{
  if (!self->running && self->market)
    start_with_shop (self, ETA_DO_PLAN);
}

void
eta_market_page_sync (EtaMarketPage *self)
{
  EtaWindow *window = eta_window_of (GTK_WIDGET (self));

  if (self->running)
    eta_window_toast (window, _ ("A sync is already running"), NULL, NULL);
  else if (self->market && eta_window_flush (window))
    start_with_shop (self, ETA_DO_SYNC);
  else if (!self->market)
    eta_window_show_page (window, "market");
}

static void
pause_toggled (EtaMarketPage *self)
{
  gboolean pause = gtk_toggle_button_get_active (self->pause_button);

  gtk_button_set_label (GTK_BUTTON (self->pause_button), pause ? _ ("_Continue") : _ ("_Pause"));
  if (self->running)
    g_atomic_int_set (&self->running->paused, pause);
}

/* --- the list of marketplaces -------------------------------------------------------------------
 */

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!ETA_MARKET_PAGE (widget)->running)
    show_form (ETA_MARKET_PAGE (widget), NULL, NULL);
}

static void
show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!ETA_MARKET_PAGE (widget)->running)
    load_market (ETA_MARKET_PAGE (widget), g_variant_get_string (parameter, NULL));
}

/* The connection stays, with all that was sent; only the key is asked for. */
static void
change_key_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaMarketPage *self = ETA_MARKET_PAGE (widget);
  g_autoptr (EtaMarketplace) market = NULL;

  if (self->running)
    return;
  market = find_by_id (self, g_variant_get_string (parameter, NULL));
  if (market)
    show_form (self, market, NULL);
}

/* The keyring may ask for its password, so not here. */
static void
clear_keyring (GTask *task, gpointer source, gpointer id, GCancellable *cancellable)
{
  eta_keyring_clear (id, NULL, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
forget_key (const char *id)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_task_data (task, g_strdup (id), g_free);
  g_task_run_in_thread (task, clear_keyring);
}

static void
forget_answered (const char *choice, gpointer data)
{
  EtaMarketPage *self = data;
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (choice, "destroy") || self->running || !self->session || !self->asked)
    return;
  if (!eta_store_delete_market (store_of (self), self->asked, &error)) {
    eta_window_show_error (eta_window_of (GTK_WIDGET (self)), error);
    return;
  }
  g_hash_table_remove (self->keys, self->asked);
  forget_key (self->asked);
  refresh_session (self);
  load_market (self, self->market ? self->market->id : NULL);
}

/* The catalog forgets the shop; the shop keeps what it has. */
static void
forget_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaMarketPage *self = ETA_MARKET_PAGE (widget);
  const char *const buttons[] = {"close", _ ("_Cancel"), "destroy", _ ("_Forget"), NULL};
  g_autoptr (EtaMarketplace) market = NULL;
  g_autofree char *heading = NULL;

  if (self->running)
    return;
  market = find_by_id (self, g_variant_get_string (parameter, NULL));
  if (!market)
    return;
  g_free (self->asked);
  self->asked = g_strdup (market->id);
  heading = g_strdup_printf (_ ("Forget “%s”?"), market->name);
  eta_ask (widget, heading,
           _ ("The shop keeps all its products. This catalog forgets the key and what was sent. "
              "When you connect the shop again, the products are found there and compared anew."),
           buttons, forget_answered, self);
}

static void
log_chosen (GListModel *files, gpointer data)
{
  EtaMarketPage *self = data;
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = g_file_get_path (file), *uri = g_file_get_uri (file);
  g_autofree char *action = g_strdup_printf ("win.show-file('%s')", uri);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = NULL;

  if (!self->session || !self->asked)
    return;
  runs = eta_store_list_runs (store_of (self), self->asked, LOG_RUNS, &error);
  if (runs && eta_run_log_write (runs, path, &error))
    eta_window_toast (eta_window_of (GTK_WIDGET (self)), _ ("The log of syncs is saved"),
                      _ ("_Show"), action);
  else
    eta_window_show_error (eta_window_of (GTK_WIDGET (self)), error);
}

static void
export_log_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaMarketPage *self = ETA_MARKET_PAGE (widget);
  static const char *const suffixes[] = {"csv", "json", NULL};
  g_autofree char *folder = eta_files_folder (NULL);
  const EtaFilesAsk ask = {.title = _ ("Save the log of syncs"),
                           .accept = _ ("_Save"),
                           .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                           .filter_name = _ ("Tables (CSV) and JSON"),
                           .suffixes = suffixes,
                           .name = "sync-log.csv",
                           .folder = folder};

  g_free (self->asked);
  self->asked = g_variant_dup_string (parameter, NULL);
  eta_files_ask (widget, &ask, log_chosen, self);
}

/* --- life ---------------------------------------------------------------------------------------
 */

static void
session_changed (EtaMarketPage *self)
{
  /* Another plan is due: the catalog is another now. */
  if (self->running || !self->plan)
    return;
  drop_plan (self);
  gtk_label_set_text (self->summary, _ ("The catalog has changed since it was compared."));
}

static void
eta_market_page_dispose (GObject *object)
{
  EtaMarketPage *self = ETA_MARKET_PAGE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->market, eta_marketplace_free);
  g_clear_pointer (&self->plan, eta_plan_free);
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_clear_pointer (&self->asked, g_free);
  G_OBJECT_CLASS (eta_market_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, EtaMarketPage, stack);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketPage, title);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketPage, sync_button);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketPage, plan_button);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketPage, pause_button);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketPage, form);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketPage, markets);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketPage, summary);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketPage, last_run);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketPage, rows);
  gtk_widget_class_bind_template_callback (widget_class, plan_clicked);
  gtk_widget_class_bind_template_callback (widget_class, eta_market_page_sync);
  gtk_widget_class_bind_template_callback (widget_class, pause_toggled);
  gtk_widget_class_bind_template_callback (widget_class, connect_wanted);
  gtk_widget_class_bind_template_callback (widget_class, show_shop);
}

static void
eta_market_page_class_init (EtaMarketPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_market_page_dispose;
  g_type_ensure (ETA_TYPE_MARKET_CONNECT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/market-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "market.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "market.show", "s", show_action);
  gtk_widget_class_install_action (widget_class, "market.change-key", "s", change_key_action);
  gtk_widget_class_install_action (widget_class, "market.export-log", "s", export_log_action);
  gtk_widget_class_install_action (widget_class, "market.forget", "s", forget_action);
}

static void
eta_market_page_init (EtaMarketPage *self)
{
  self->keys =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)eta_key_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
eta_market_page_set_session (EtaMarketPage *self, EtaSession *session)
{
  if (self->session)
    g_signal_handlers_disconnect_by_func (self->session, session_changed, self);
  if (self->session != session)
    g_hash_table_remove_all (self->keys);
  g_set_object (&self->session, session);
  if (session)
    g_signal_connect_object (session, "changed", G_CALLBACK (session_changed), self,
                             G_CONNECT_SWAPPED);
  load_market (self, NULL);
}
