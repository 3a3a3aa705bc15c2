#include "app/market-page.h"

#include "app/ask.h"
#include "app/market-rows.h"
#include "app/window.h"
#include "catalog/market-book.h"
#include "sync/error.h"
#include "sync/key-file.h"
#include "sync/keyring.h"

#include <glib/gi18n.h>

struct _EtaMarketPage {
  AdwBin parent_instance;
  EtaSession *session;
  EtaMarketplace *market; /* the connected one, or NULL */
  EtaPlan *plan;          /* as shown; choices are written into it */
  char *session_key;      /* where no keyring answers: kept until the catalog is left */
  gboolean busy;

  GtkStack *stack;
  AdwWindowTitle *title;
  GtkButton *sync_button;
  GtkButton *plan_button;
  GtkMenuButton *menu_button;
  AdwEntryRow *url_row;
  AdwPasswordEntryRow *key_row;
  GtkButton *connect_button;
  GtkButton *cancel_button;
  GtkLabel *connect_problem;
  GtkLabel *summary;
  GtkLabel *shop;
  GtkListBox *rows;
};

G_DEFINE_FINAL_TYPE (EtaMarketPage, eta_market_page, ADW_TYPE_BIN)

typedef enum { DO_CONNECT, DO_PLAN, DO_SYNC } Task;

typedef struct {
  EtaMarketPage *page; /* weak */
  char *catalog;
  EtaMarketplace *market; /* owned */
  char *key;              /* typed now; NULL: from the keyring or the key file */
  EtaPlan *plan;
  EtaSyncReport *report;
  EtaMarketInfo *info;
  Task task;
  char *warning;
  char *keyring_problem; /* why the key could only be kept in memory, or NULL */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_weak_pointer (&work->page);
  g_free (work->catalog);
  g_clear_pointer (&work->market, eta_marketplace_free);
  eta_key_free (work->key);
  g_clear_pointer (&work->plan, eta_plan_free);
  g_clear_pointer (&work->report, eta_sync_report_free);
  g_clear_pointer (&work->info, eta_market_info_free);
  g_free (work->warning);
  g_free (work->keyring_problem);
  g_free (work);
}

/* --- on the worker -----------------------------------------------------------------------------
 */

static void
report_progress (EtaStage stage, guint done, guint total, const char *text, gpointer job)
{
  eta_job_report (job, done, total, text);
}

static gboolean
find_key (Work *work, GCancellable *cancellable, GError **error)
{
  if (work->key)
    return TRUE;
  work->key = work->market->key_file
                  ? eta_key_file_read (work->market->key_file, &work->warning, error)
                  : eta_keyring_lookup (work->market->id, cancellable, error);
  if (!work->key && error && !*error)
    g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REFUSED_KEY,
                 _ ("The keyring has no key for “%s”. Enter it again."), work->market->name);
  return work->key != NULL;
}

/* The key goes into the keyring, the rest into the catalog; only after the shop has answered. A
 * desktop without a keyring can still sync: the page then keeps the key while it is open. */
static gboolean
keep_connection (Work *work, EtaStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (work->info->name)
    eta_set_text (&work->market->name, work->info->name);
  if (!eta_keyring_store (work->market->id, work->market->name, work->key, cancellable, &problem)) {
    if (!g_error_matches (problem, ETA_SYNC_ERROR, ETA_SYNC_ERROR_KEYRING)) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
    work->keyring_problem = g_strdup (problem->message);
  }
  return eta_store_put_market (store, work->market, error);
}

static gboolean
do_work (EtaJob *job, gpointer data, GError **error)
{
  Work *work = data;
  GCancellable *cancellable = eta_job_get_cancellable (job);
  EtaSyncOptions options = {.progress = report_progress, .progress_data = job};
  g_autoptr (EtaStore) store = eta_store_open (work->catalog, 0, error);
  g_autoptr (EtaMarketConnection) connection = NULL;

  if (!store || !find_key (work, cancellable, error))
    return FALSE;
  connection = eta_market_connection_new (work->market, work->key, error);
  if (!connection)
    return FALSE;
  if (work->task == DO_CONNECT)
    return eta_sync_probe (connection, &work->info, cancellable, error) &&
           keep_connection (work, store, cancellable, error);
  if (!work->plan)
    work->plan = eta_sync_plan (store, connection, &options, cancellable, error);
  if (!work->plan || work->task == DO_PLAN)
    return work->plan != NULL;
  return eta_sync_run (store, connection, work->plan, &options, &work->report, cancellable, error);
}

/* --- back on the main thread --------------------------------------------------------------------
 */

static void
set_busy (EtaMarketPage *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (GTK_WIDGET (self->sync_button), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->plan_button), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->connect_button), !busy);
}

static void
show_connection (EtaMarketPage *self)
{
  gboolean connected = self->market != NULL;

  gtk_stack_set_visible_child_name (self->stack, connected ? "shop" : "connect");
  gtk_widget_set_visible (GTK_WIDGET (self->sync_button), connected);
  gtk_widget_set_visible (GTK_WIDGET (self->plan_button), connected);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), connected);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), FALSE);
  adw_window_title_set_subtitle (self->title, connected ? self->market->name : "");
  if (!connected)
    return;
  gtk_label_set_text (self->shop, self->market->url);
  gtk_label_set_text (self->summary, _ ("One press puts your products on the marketplace."));
}

/* The rows write the user's choices into the plan: they go first. */
static void
drop_plan (EtaMarketPage *self)
{
  if (self->plan)
    eta_market_rows_clear (self->rows);
  g_clear_pointer (&self->plan, eta_plan_free);
}

static void
show_connect_problem (EtaMarketPage *self, const char *text)
{
  gtk_label_set_text (self->connect_problem, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->connect_problem), text != NULL);
}

static void
load_market (EtaMarketPage *self)
{
  g_autoptr (GPtrArray) markets = NULL;

  g_clear_pointer (&self->market, eta_marketplace_free);
  drop_plan (self);
  eta_market_rows_clear (self->rows);
  if (self->session)
    markets = eta_store_list_markets (eta_session_get_store (self->session), NULL);
  if (markets && markets->len > 0)
    self->market = eta_store_find_market (eta_session_get_store (self->session),
                                          ((EtaMarketplace *)markets->pdata[0])->name, NULL);
  show_connection (self);
}

static void
connected (EtaMarketPage *self, Work *work, const GError *error)
{
  g_autofree char *text = NULL;

  show_connect_problem (self, error ? error->message : NULL);
  if (error)
    return;
  g_clear_pointer (&self->session_key, eta_key_free);
  if (work->keyring_problem)
    self->session_key = g_steal_pointer (&work->key);
  gtk_editable_set_text (GTK_EDITABLE (self->key_row), "");
  load_market (self);
  text = g_strdup_printf (_ ("Connected to “%s”"), self->market ? self->market->name : "");
  if (!work->keyring_problem) {
    eta_window_toast (eta_window_of (GTK_WIDGET (self)), text, NULL, NULL);
    return;
  }
  eta_tell (GTK_WIDGET (self), text,
            _ ("This computer’s keyring cannot be used, so the key is kept until you leave the "
               "catalog and asked for again next time. Nothing of it is written to the disk."));
}

/* The connection stays, with all that was sent; only the key is asked for. */
static void
ask_for_key (EtaMarketPage *self, const char *problem)
{
  if (!self->market)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->url_row), self->market->url);
  show_connect_problem (self, problem);
  gtk_stack_set_visible_child_name (self->stack, "connect");
  gtk_widget_set_visible (GTK_WIDGET (self->sync_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->plan_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->key_row));
}

static void
show_plan (EtaMarketPage *self, Work *work)
{
  g_autofree char *text = eta_market_plan_text (work->plan);

  drop_plan (self);
  self->plan = g_steal_pointer (&work->plan);
  gtk_label_set_text (self->summary, text);
  eta_market_rows_plan (self->rows, self->plan);
}

static void
show_report (EtaMarketPage *self, Work *work)
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
  ask_for_key (self, error->message);
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
  eta_store_poll (eta_session_get_store (self->session));
  eta_session_refresh (self->session);
}

static void
work_done (EtaJob *job, gpointer data, const GError *error)
{
  Work *work = data;
  EtaMarketPage *self = work->page;

  if (!self)
    return;
  refresh_session (self);
  set_busy (self, FALSE);
  if (work->task == DO_CONNECT) {
    connected (self, work, error);
    return;
  }
  if (work->report)
    show_report (self, work);
  else if (work->plan)
    show_plan (self, work);
  if (error)
    show_failure (self, error);
}

static void
start (EtaMarketPage *self, Task task, EtaMarketplace *market, const char *key)
{
  static const char *const titles[] = {
      [DO_CONNECT] = N_ ("Testing the connection"),
      [DO_PLAN] = N_ ("Comparing"),
      [DO_SYNC] = N_ ("Syncing"),
  };
  Work *work = g_new0 (Work, 1);

  g_set_weak_pointer (&work->page, self);
  work->catalog = g_strdup (eta_session_get_path (self->session));
  work->market = market;
  work->key = g_strdup (task == DO_CONNECT ? key : self->session_key);
  work->task = task;
  if (task == DO_SYNC && self->plan) {
    eta_market_rows_clear (self->rows);
    work->plan = g_steal_pointer (&self->plan);
  }
  set_busy (self, TRUE);
  eta_job_start (eta_window_get_jobs (eta_window_of (GTK_WIDGET (self))), _ (titles[task]), do_work,
                 work_done, work, work_free);
}

static void
connect_clicked (EtaMarketPage *self)
{
  EtaMarketplace *market;
  g_autofree char *url =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->url_row))));
  g_autofree char *key =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->key_row))));

  if (self->busy || !self->session)
    return;
  if (!*url || !*key) {
    gtk_widget_grab_focus (GTK_WIDGET (*url ? (void *)self->key_row : (void *)self->url_row));
    return;
  }
  show_connect_problem (self, NULL);
  market = self->market ? eta_marketplace_copy (self->market) : eta_marketplace_new ();
  eta_set_text (&market->kind, "medusa");
  eta_set_text (&market->url, url);
  eta_set_text (&market->key_file, NULL);
  if (!market->name)
    eta_set_text (&market->name, url);
  start (self, DO_CONNECT, market, key);
}

static void
plan_clicked (EtaMarketPage *self)
{
  if (!self->busy && self->market)
    start (self, DO_PLAN, eta_marketplace_copy (self->market), NULL);
}

void
eta_market_page_sync (EtaMarketPage *self)
{
  EtaWindow *window = eta_window_of (GTK_WIDGET (self));

  if (self->busy)
    eta_window_toast (window, _ ("A sync is already running"), NULL, NULL);
  else if (self->market && eta_window_flush (window))
    start (self, DO_SYNC, eta_marketplace_copy (self->market), NULL);
  else if (!self->market)
    eta_window_show_page (window, "market");
}

static void
change_key_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!ETA_MARKET_PAGE (widget)->busy)
    ask_for_key (ETA_MARKET_PAGE (widget), NULL);
}

static void
cancel_clicked (EtaMarketPage *self)
{
  show_connect_problem (self, NULL);
  show_connection (self);
}

/* The catalog forgets the shop; the shop keeps what it has. */
static void
disconnect_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaMarketPage *self = ETA_MARKET_PAGE (widget);
  g_autoptr (GError) error = NULL;

  if (self->busy || !self->market)
    return;
  if (!eta_store_delete_market (eta_session_get_store (self->session), self->market->id, &error))
    eta_window_show_error (eta_window_of (widget), error);
  load_market (self);
}

static void
session_changed (EtaMarketPage *self)
{
  /* Another plan is due: the catalog is another now. */
  if (self->busy || !self->plan)
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
  g_clear_pointer (&self->session_key, eta_key_free);
  G_OBJECT_CLASS (eta_market_page_parent_class)->dispose (object);
}

static void
eta_market_page_class_init (EtaMarketPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_market_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/market-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaMarketPage, stack);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketPage, title);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketPage, sync_button);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketPage, plan_button);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketPage, url_row);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketPage, key_row);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketPage, connect_button);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketPage, connect_problem);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketPage, summary);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketPage, shop);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketPage, rows);
  gtk_widget_class_bind_template_callback (widget_class, connect_clicked);
  gtk_widget_class_bind_template_callback (widget_class, plan_clicked);
  gtk_widget_class_bind_template_callback (widget_class, eta_market_page_sync);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked);
  gtk_widget_class_install_action (widget_class, "market.change-key", NULL, change_key_action);
  gtk_widget_class_install_action (widget_class, "market.disconnect", NULL, disconnect_action);
}

static void
eta_market_page_init (EtaMarketPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
eta_market_page_set_session (EtaMarketPage *self, EtaSession *session)
{
  if (self->session)
    g_signal_handlers_disconnect_by_func (self->session, session_changed, self);
  if (self->session != session)
    g_clear_pointer (&self->session_key, eta_key_free);
  g_set_object (&self->session, session);
  if (session)
    g_signal_connect_object (session, "changed", G_CALLBACK (session_changed), self,
                             G_CONNECT_SWAPPED);
  load_market (self);
}
