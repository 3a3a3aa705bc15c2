#include "app/window.h"

#include "app/ask.h"
#include "app/backup-actions.h"
#include "app/catalog-actions.h"
#include "app/communal-actions.h"
#include "app/daily-backup.h"
#include "app/files.h"
#include "app/history-actions.h"
#include "app/job-row.h"
#include "app/opening.h"
#include "app/market-page.h"
#include "app/package-actions.h"
#include "app/pages.h"
#include "app/photo-job.h"
#include "app/print-actions.h"
#include "app/product-actions.h"
#include "app/product-form.h"
#include "app/product-list.h"
#include "app/rates-window.h"
#include "app/toast.h"
#include "app/ready-actions.h"
#include "app/table-actions.h"
#include "app/view-only.h"
#include "app/welcome.h"

#include <glib/gi18n.h>

struct _EtaWindow {
  AdwApplicationWindow parent_instance;
  EtaSession *session;
  GListStore *jobs;
  gboolean closing; /* as soon as no job is left */
  GSettings *settings;
  AdwToastOverlay *toasts;
  GtkStack *outer;
  EtaWelcome *welcome;
  AdwWindowTitle *catalog_title;
  GtkListBox *sidebar;
  GtkListBox *job_list;
  GtkStack *pages;
  EtaProductList *product_list;
  gboolean selecting; /* a row of the sidebar, by the window itself */
  AdwStatusPage *waiting;
  GtkSpinner *wait_spinner;
  GtkButton *wait_cancel;
  GCancellable *wait_cancellable; /* or NULL */
  GtkRevealer *notice;
  GtkLabel *notice_text;
  GtkButton *notice_button;
  GtkEventController *holding; /* while an edit waits for another program */
  const char *back;            /* the page that the product’s leads back to; NULL: the list */
};

G_DEFINE_FINAL_TYPE (EtaWindow, eta_window, ADW_TYPE_APPLICATION_WINDOW)

static void product_go (EtaWindow *self, int step);

/* --- pages --------------------------------------------------------------------------------------
 */

/* The page NAME, or NULL while it was never shown. */
static GtkWidget *
peek_page (EtaWindow *self, const char *name)
{
  return gtk_stack_get_child_by_name (self->pages, name);
}

static GtkWidget *
get_page (EtaWindow *self, const char *name)
{
  GtkWidget *page = peek_page (self, name);
  const EtaPage *about = eta_page_find (name);

  if (page)
    return page;
  page = g_object_new (about->type (), NULL);
  gtk_stack_add_named (self->pages, page, name);
  about->set_session (page, self->session);
  if (ETA_IS_PRODUCT_FORM (page))
    g_signal_connect_object (page, "go", G_CALLBACK (product_go), self, G_CONNECT_SWAPPED);
  return page;
}

static const EtaPage *
shown_page (EtaWindow *self)
{
  return eta_page_find (gtk_stack_get_visible_child_name (self->pages));
}

static void
select_row (EtaWindow *self, const char *name)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->sidebar, i)); i++)
    if (g_str_equal (eta_page_of_row (row)->name, name))
      gtk_list_box_select_row (self->sidebar, row);
}

/* Of a product's page it is the list's row. */
static void
select_shown_row (EtaWindow *self)
{
  const EtaPage *page = shown_page (self);

  if (page)
    select_row (self, page->label ? page->name : "products");
}

static void
sidebar_selected (EtaWindow *self, GtkListBoxRow *row)
{
  if (self->selecting || !row)
    return;
  self->selecting = TRUE;
  if (eta_window_flush (self))
    gtk_stack_set_visible_child (self->pages, get_page (self, eta_page_of_row (row)->name));
  else
    select_shown_row (self);
  self->selecting = FALSE;
}

static void
fill_sidebar (EtaWindow *self)
{
  guint n;
  const EtaPage *pages = eta_pages (&n);

  for (guint i = 0; i < n; i++)
    if (pages[i].label)
      gtk_list_box_append (self->sidebar, eta_page_row_new (&pages[i]));
}

static void
show_counts (EtaWindow *self)
{
  GtkListBoxRow *row;

  for (int i = 0; self->session && (row = gtk_list_box_get_row_at_index (self->sidebar, i)); i++)
    eta_page_row_count (row, eta_session_get_store (self->session));
}

static GtkWidget *
make_job_row (gpointer job, gpointer data)
{
  return eta_job_row_new (job);
}

static void
jobs_changed (EtaWindow *self)
{
  gboolean working = g_list_model_get_n_items (G_LIST_MODEL (self->jobs)) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->job_list), working);
  if (self->closing && !working)
    gtk_window_close (GTK_WINDOW (self));
}

static void
product_opened (EtaWindow *self, const char *id)
{
  self->back = NULL;
  eta_window_show_product (self, id);
}

static void
photos_dropped (EtaWindow *self, GListModel *files, const char *product_id)
{
  if (!eta_package_take_files (self, files) && !eta_table_actions_drop (self, files))
    eta_photo_job_files (self, files, product_id);
}

/* The product whose page is shown, or NULL. */
static const char *
shown_product (EtaWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->pages);

  return ETA_IS_PRODUCT_FORM (page) ? eta_product_form_get_id (ETA_PRODUCT_FORM (page)) : NULL;
}

/* From the product's page: back (0), previous (-1), next (+1). */
static void
product_go (EtaWindow *self, int step)
{
  const char *id = shown_product (self);
  g_autofree char *next =
      step && id ? eta_product_list_neighbour (self->product_list, id, step) : NULL;

  if (next)
    eta_window_show_product (self, next);
  else if (step == 0)
    eta_window_show_page (self, self->back ? self->back : "products");
}

static void
go_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);

  if (shown_product (self) && eta_window_flush (self))
    product_go (self, g_variant_get_int32 (parameter));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  eta_window_show_page (ETA_WINDOW (widget), "products");
  eta_product_list_focus_search (ETA_WINDOW (widget)->product_list);
}

static void
page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  eta_window_show_page (ETA_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
sync_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (ETA_WINDOW (widget)->session)
    eta_market_page_sync (ETA_MARKET_PAGE (get_page (ETA_WINDOW (widget), "market")));
}

static void
leave_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  eta_window_leave (ETA_WINDOW (widget));
}

static void
set_session (EtaWindow *self, EtaSession *session)
{
  guint n;
  const EtaPage *pages = eta_pages (&n);

  for (guint i = 0; i < n; i++) {
    GtkWidget *page = peek_page (self, pages[i].name);
    if (page)
      pages[i].set_session (page, session);
  }
  g_set_object (&self->session, session);
  eta_history_actions_refresh (self);
  eta_daily_backup_watch (self);
  eta_opening_show_notice (self);
  eta_view_only_refresh (self);
}

static void
close_answered (const char *choice, gpointer data)
{
  EtaWindow *self = ETA_WINDOW (data);
  GListModel *jobs = G_LIST_MODEL (self->jobs);

  if (!g_str_equal (choice, "stop"))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++) {
    g_autoptr (EtaJob) job = g_list_model_get_item (jobs, i);
    g_cancellable_cancel (eta_job_get_cancellable (job));
  }
  self->closing = TRUE;
  jobs_changed (self);
}

/* Nothing that was confirmed is lost: steps are stored, half files are thrown away, a sync goes on
 * at the next press. */
static void
ask_to_close (EtaWindow *self)
{
  const char *const buttons[] = {"close", _ ("_Keep working"), "stop", _ ("_Stop and close"), NULL};

  eta_ask (GTK_WIDGET (self), _ ("Work is still going on"),
           _ ("Stopping it loses nothing that is stored: what is half done is taken back, and a "
              "sync goes "
              "on where it stopped."),
           buttons, close_answered, self);
}

static gboolean
eta_window_close_request (GtkWindow *window)
{
  EtaWindow *self = ETA_WINDOW (window);
  int width, height;

  if (!eta_window_flush (self))
    return TRUE; /* an invalid field stays to be looked at */
  if (g_list_model_get_n_items (G_LIST_MODEL (self->jobs)) > 0) {
    ask_to_close (self);
    return TRUE;
  }
  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
  return GTK_WINDOW_CLASS (eta_window_parent_class)->close_request (window);
}

static void
eta_window_dispose (GObject *object)
{
  EtaWindow *self = ETA_WINDOW (object);

  if (self->session)
    set_session (self, NULL);
  g_clear_object (&self->session);
  g_clear_object (&self->jobs);
  g_clear_object (&self->wait_cancellable);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (eta_window_parent_class)->dispose (object);
}

static void wait_cancelled (EtaWindow *self);

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/etalase/Etalase/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, outer);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, catalog_title);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, job_list);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, product_list);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, waiting);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, wait_spinner);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, wait_cancel);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, notice_text);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, notice_button);
  gtk_widget_class_bind_template_callback (widget_class, wait_cancelled);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_selected);
  gtk_widget_class_bind_template_callback (widget_class, product_opened);
  gtk_widget_class_bind_template_callback (widget_class, photos_dropped);
}

static void
add_shortcuts (GtkWidgetClass *widget_class)
{
  static const struct {
    guint key;
    GdkModifierType mods;
    const char *action;
  } keys[] = {
      {GDK_KEY_z, GDK_CONTROL_MASK, "win.undo"},
      {GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo"},
      {GDK_KEY_f, GDK_CONTROL_MASK, "win.search"},
      {GDK_KEY_n, GDK_CONTROL_MASK, "win.new-product"},
      {GDK_KEY_o, GDK_CONTROL_MASK, "win.open"},
      {GDK_KEY_i, GDK_CONTROL_MASK, "win.import"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].mods, keys[i].action,
                                         NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.go", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_ALT_MASK, "win.go", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "win.go", "i", 0);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "win.print-sheet",
                                       "s", "id en ar");
}

static void
eta_window_class_init (EtaWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ETA_TYPE_WELCOME);
  g_type_ensure (ETA_TYPE_PRODUCT_LIST);
  G_OBJECT_CLASS (klass)->dispose = eta_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = eta_window_close_request;
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.page", "s", page_action);
  gtk_widget_class_install_action (widget_class, "win.leave", NULL, leave_action);
  gtk_widget_class_install_action (widget_class, "win.sync", NULL, sync_action);
  gtk_widget_class_install_action (widget_class, "win.go", "i", go_action);
  eta_catalog_actions_install (widget_class);
  eta_backup_actions_install (widget_class);
  eta_daily_backup_install (widget_class);
  eta_opening_install (widget_class);
  eta_files_install_actions (widget_class);
  eta_history_actions_install (widget_class);
  eta_package_actions_install (widget_class);
  eta_communal_actions_install (widget_class);
  eta_product_actions_install (widget_class);
  eta_print_actions_install (widget_class);
  eta_rates_window_install (widget_class);
  add_shortcuts (widget_class);
}

static void
eta_window_init (EtaWindow *self)
{
  self->jobs = g_list_store_new (ETA_TYPE_JOB);
  self->settings = g_settings_new (ETA_APP_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_sidebar (self);
  gtk_list_box_bind_model (self->job_list, G_LIST_MODEL (self->jobs), make_job_row, NULL, NULL);
  g_signal_connect_object (self->jobs, "items-changed", G_CALLBACK (jobs_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  eta_catalog_actions_connect (self, self->welcome);
  eta_package_actions_connect (self, self->welcome);
  eta_history_actions_refresh (self);
}

EtaWindow *
eta_window_new (AdwApplication *app)
{
  return g_object_new (ETA_TYPE_WINDOW, "application", app, NULL);
}

EtaWindow *
eta_window_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return ETA_IS_WINDOW (root) ? ETA_WINDOW (root) : NULL;
}

void
eta_window_refresh_title (EtaWindow *self)
{
  g_autofree char *name = eta_store_get_setting (eta_session_get_store (self->session), "name");
  g_autofree char *file = g_path_get_basename (eta_session_get_path (self->session));
  char *dot = strrchr (file, '.');

  if (dot)
    *dot = '\0';
  adw_window_title_set_title (self->catalog_title, name ? name : file);
  adw_window_title_set_subtitle (self->catalog_title,
                                 eta_session_is_read_only (self->session) ? _ ("View only") : "");
  show_counts (self);
}

/* While an edit waits for another program: nothing else is begun, the focus stays where it is. */
static gboolean
hold_off (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer data)
{
  return GDK_EVENT_STOP;
}

static void
session_waiting (EtaWindow *self, gboolean waiting)
{
  GtkEventController *controller = self->holding;

  if (waiting && !controller) {
    controller = gtk_event_controller_legacy_new ();
    gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
    g_signal_connect (controller, "event", G_CALLBACK (hold_off), NULL);
    gtk_widget_add_controller (GTK_WIDGET (self), controller);
    eta_window_notice (self, _ ("Another program is writing to this catalog. Waiting…"), NULL,
                       NULL);
    self->holding = controller;
  } else if (!waiting && controller) {
    gtk_widget_remove_controller (GTK_WIDGET (self), controller);
    self->holding = NULL;
    eta_opening_show_notice (self);
  }
}

void
eta_window_show_session (EtaWindow *self, EtaSession *session)
{
  if (session) {
    g_signal_connect_object (session, "history-changed", G_CALLBACK (eta_history_actions_refresh),
                             self, G_CONNECT_SWAPPED);
    g_signal_connect_object (session, "changed", G_CALLBACK (show_counts), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (session, "waiting", G_CALLBACK (session_waiting), self,
                             G_CONNECT_SWAPPED);
  }
  set_session (self, session);
  gtk_stack_set_visible_child_name (self->outer, session ? "catalog" : "welcome");
  if (!session)
    return;
  eta_window_refresh_title (self);
  g_settings_set_string (self->settings, "last-catalog", eta_session_get_path (session));
  eta_window_show_page (self, "products");
  eta_ready_remind (self);
}

gboolean
eta_window_open (EtaWindow *self, const char *path, EtaStoreFlags flags)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaSession) session = NULL;

  if (!eta_window_flush (self))
    return FALSE;
  session = eta_session_open (path, flags, &error);
  if (!session)
    return eta_opening_failed (self, path, flags, error);
  eta_window_show_session (self, session);
  return TRUE;
}

void
eta_window_leave (EtaWindow *self)
{
  if (!eta_window_flush (self))
    return;
  eta_welcome_reset (self->welcome);
  eta_window_show_session (self, NULL);
  g_settings_set_string (self->settings, "last-catalog", "");
}

static void
wait_cancelled (EtaWindow *self)
{
  g_cancellable_cancel (self->wait_cancellable);
  eta_window_wait (self, NULL, NULL);
}

void
eta_window_wait (EtaWindow *self, const char *title, GCancellable *cancellable)
{
  const char *after = self->session ? "catalog" : "welcome";

  g_set_object (&self->wait_cancellable, cancellable);
  if (title)
    adw_status_page_set_title (self->waiting, title);
  gtk_spinner_set_spinning (self->wait_spinner, title != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->wait_cancel), cancellable != NULL);
  gtk_stack_set_visible_child_name (self->outer, title ? "waiting" : after);
}

void
eta_window_notice (EtaWindow *self, const char *text, const char *label, const char *action)
{
  if (text)
    gtk_label_set_text (self->notice_text, text);
  if (label)
    gtk_button_set_label (self->notice_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->notice_button), label != NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->notice_button), action);
  gtk_revealer_set_reveal_child (self->notice, text != NULL);
}

EtaSession *
eta_window_get_session (EtaWindow *self)
{
  return self->session;
}

GListStore *
eta_window_get_jobs (EtaWindow *self)
{
  return self->jobs;
}

void
eta_window_show_page (EtaWindow *self, const char *name)
{
  if (!eta_window_flush (self))
    return;
  self->selecting = TRUE;
  select_row (self, name);
  self->selecting = FALSE;
  gtk_stack_set_visible_child (self->pages, get_page (self, name));
}

void
eta_window_show_product (EtaWindow *self, const char *product_id)
{
  EtaProductForm *form = ETA_PRODUCT_FORM (get_page (self, "product"));

  if (eta_window_flush (self) && eta_product_form_show (form, product_id))
    gtk_stack_set_visible_child (self->pages, GTK_WIDGET (form));
}

void
eta_window_show_field (EtaWindow *self,
                       const char *product_id,
                       const char *address,
                       const char *from)
{
  eta_window_show_product (self, product_id);
  self->back = g_intern_string (from);
  eta_product_form_focus_field (ETA_PRODUCT_FORM (get_page (self, "product")), address);
}

GtkWidget *
eta_window_get_page (EtaWindow *self, const char *name)
{
  return get_page (self, name);
}

void
eta_window_focus_product_name (EtaWindow *self)
{
  eta_product_form_focus_name (ETA_PRODUCT_FORM (get_page (self, "product")));
}

void
eta_window_focus_product_field (EtaWindow *self, const char *address)
{
  eta_product_form_focus_field (ETA_PRODUCT_FORM (get_page (self, "product")), address);
}

gboolean
eta_window_flush (EtaWindow *self)
{
  const EtaPage *page = shown_page (self);

  return !page || !page->flush || page->flush (peek_page (self, page->name));
}

GPtrArray *
eta_window_get_selected (EtaWindow *self)
{
  if (shown_product (self)) {
    GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (ids, g_strdup (shown_product (self)));
    return ids;
  }
  return eta_product_list_get_selected (self->product_list);
}

void
eta_window_show_latest (EtaWindow *self)
{
  eta_window_show_page (self, "products");
  eta_product_list_show_latest (self->product_list);
}

GArray *
eta_window_get_shown (EtaWindow *self)
{
  return eta_product_list_get_shown (self->product_list);
}

void
eta_window_toast (EtaWindow *self, const char *text, const char *label, const char *action)
{
  adw_toast_overlay_add_toast (self->toasts, eta_toast_new (text, label, action));
}

void
eta_window_toast_long (EtaWindow *self, const char *text, const char *label, const char *action)
{
  AdwToast *toast = eta_toast_new (text, label, action);

  adw_toast_set_timeout (toast, 10);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
eta_window_toast_undo (EtaWindow *self, const char *text)
{
  eta_window_toast_long (self, text, _ ("_Undo"), "win.undo");
}

void
eta_window_toast_undo_show (EtaWindow *self, const char *text, const char *action)
{
  AdwToast *toast = eta_toast_new (text, _ ("_Undo"), "win.undo");
  GtkWidget *title = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (text), *show = gtk_button_new_with_mnemonic (_ ("_Show"));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (show, "flat");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (show), action);
  gtk_box_append (GTK_BOX (title), label);
  gtk_box_append (GTK_BOX (title), show);
  adw_toast_set_custom_title (toast, title);
  adw_toast_set_timeout (toast, 10);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* What fits into a toast on a 1024 px screen. */
#define TOAST_LENGTH 90

void
eta_window_show_error (EtaWindow *self, const GError *error)
{
  if (!error || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_utf8_strlen (error->message, -1) <= TOAST_LENGTH)
    eta_window_toast (self, error->message, NULL, NULL);
  else
    eta_tell (GTK_WIDGET (self), _ ("That did not work"), error->message);
}
