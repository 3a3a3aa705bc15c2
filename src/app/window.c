#include "app/window.h"

#include "app/ask.h"
#include "app/catalog-actions.h"
#include "app/job-row.h"
#include "app/market-page.h"
#include "app/photo-job.h"
#include "app/print-actions.h"
#include "app/product-actions.h"
#include "app/product-form.h"
#include "app/producers-page.h"
#include "app/product-list.h"
#include "app/ui-language.h"
#include "app/welcome.h"
#include "catalog/measure.h"

#include <glib/gi18n.h>
#include <string.h>

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
  EtaProductForm *product_form; /* this and the next: made when first shown, or NULL */
  EtaMarketPage *market_page;
  EtaProducersPage *producers_page;
};

G_DEFINE_FINAL_TYPE (EtaWindow, eta_window, ADW_TYPE_APPLICATION_WINDOW)

/* The pages of the sidebar, in order; each is a child of the stack in window.ui. */
static const struct {
  const char *name, *icon, *label;
  gint64 (*count) (EtaStore *store); /* shown at the end of the row, or NULL */
} sidebar_pages[] = {
    {"products", "eta-products-symbolic", N_ ("Products"), eta_store_count_products},
    {"market", "eta-market-symbolic", N_ ("Marketplace"), NULL},
    {"producers", "eta-producers-symbolic", N_ ("Producers"), eta_store_count_producers},
};

static const char PAGE_KEY[] = "eta-page";
static const char COUNT_KEY[] = "eta-count";

/* --- pages, each made when it is first shown: the window opens sooner ---------------------------
 */

static void product_go (EtaWindow *self, int step);

static EtaProductForm *
get_product_form (EtaWindow *self)
{
  if (!self->product_form) {
    self->product_form = g_object_new (ETA_TYPE_PRODUCT_FORM, NULL);
    g_signal_connect_object (self->product_form, "go", G_CALLBACK (product_go), self,
                             G_CONNECT_SWAPPED);
    gtk_stack_add_named (self->pages, GTK_WIDGET (self->product_form), "product");
    eta_product_form_set_session (self->product_form, self->session);
  }
  return self->product_form;
}

static EtaMarketPage *
get_market_page (EtaWindow *self)
{
  if (!self->market_page) {
    self->market_page = g_object_new (ETA_TYPE_MARKET_PAGE, NULL);
    gtk_stack_add_named (self->pages, GTK_WIDGET (self->market_page), "market");
    eta_market_page_set_session (self->market_page, self->session);
  }
  return self->market_page;
}

static EtaProducersPage *
get_producers_page (EtaWindow *self)
{
  if (!self->producers_page) {
    self->producers_page = g_object_new (ETA_TYPE_PRODUCERS_PAGE, NULL);
    gtk_stack_add_named (self->pages, GTK_WIDGET (self->producers_page), "producers");
    eta_producers_page_set_session (self->producers_page, self->session);
  }
  return self->producers_page;
}

static void
show_stack_page (EtaWindow *self, const char *name)
{
  if (g_str_equal (name, "market"))
    get_market_page (self);
  else if (g_str_equal (name, "producers"))
    get_producers_page (self);
  gtk_stack_set_visible_child_name (self->pages, name);
}

static void
sidebar_selected (EtaWindow *self, GtkListBoxRow *row)
{
  if (row && eta_window_flush (self))
    show_stack_page (self, g_object_get_data (G_OBJECT (row), PAGE_KEY));
}

static GtkWidget *
make_sidebar_row (guint i)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_ (sidebar_pages[i].label));
  GtkWidget *count = gtk_label_new (NULL);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (sidebar_pages[i].icon));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), count);
  g_object_set_data (G_OBJECT (row), COUNT_KEY, count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (sidebar_pages[i].label), -1);
  g_object_set_data (G_OBJECT (row), PAGE_KEY, (gpointer)sidebar_pages[i].name);
  return row;
}

static void
show_counts (EtaWindow *self)
{
  for (guint i = 0; self->session && i < G_N_ELEMENTS (sidebar_pages); i++) {
    GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->sidebar, i);
    g_autofree char *text = NULL;
    if (!sidebar_pages[i].count)
      continue;
    text = eta_count_text (sidebar_pages[i].count (eta_session_get_store (self->session)),
                           eta_ui_language ());
    gtk_label_set_text (g_object_get_data (G_OBJECT (row), COUNT_KEY), text);
  }
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
  eta_window_show_product (self, id);
}

static void
photos_dropped (EtaWindow *self, GListModel *files, const char *product_id)
{
  eta_photo_job_files (self, files, product_id);
}

/* From the product's page: back (0), previous (-1), next (+1). */
static void
product_go (EtaWindow *self, int step)
{
  const char *id = eta_product_form_get_id (self->product_form);
  g_autofree char *next =
      step && id ? eta_product_list_neighbour (self->product_list, id, step) : NULL;

  if (next)
    eta_window_show_product (self, next);
  else if (step == 0)
    eta_window_show_page (self, "products");
}

static gboolean
product_shown (EtaWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "product") == 0;
}

static void
go_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);

  if (product_shown (self) && eta_window_flush (self))
    product_go (self, g_variant_get_int32 (parameter));
}

static void
session_history_changed (EtaWindow *self)
{
  EtaStore *store = self->session ? eta_session_get_store (self->session) : NULL;
  g_autoptr (EtaStep) undo = store ? eta_history_peek_undo (store) : NULL;
  g_autoptr (EtaStep) redo = store ? eta_history_peek_redo (store) : NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", undo != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", redo != NULL);
}

static void
travel (EtaWindow *self,
        gboolean (*move) (EtaSession *, char **, GError **),
        const char *format,
        gboolean can_redo)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *what = NULL;
  g_autofree char *text = NULL;

  if (!self->session)
    return;
  if (!move (self->session, &what, &error)) {
    eta_window_show_error (self, error);
    return;
  }
  text = g_strdup_printf (format, what);
  eta_window_toast (self, text, can_redo ? _ ("_Redo") : NULL, can_redo ? "win.redo" : NULL);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  travel (ETA_WINDOW (widget), eta_session_undo, _ ("Undone: %s"), TRUE);
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  travel (ETA_WINDOW (widget), eta_session_redo, _ ("Done again: %s"), FALSE);
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
    eta_market_page_sync (get_market_page (ETA_WINDOW (widget)));
}

static void
leave_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  eta_window_leave (ETA_WINDOW (widget));
}

/* The file manager with the file in it, or its folder where no file manager answers. */
static void
show_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = folder ? g_file_get_uri (folder) : NULL;

  if (uri)
    g_app_info_launch_default_for_uri_async (uri, NULL, NULL, NULL, NULL);
}

static void
open_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_app_info_launch_default_for_uri_async (g_variant_get_string (parameter, NULL), NULL, NULL, NULL,
                                           NULL);
}

static void
set_session (EtaWindow *self, EtaSession *session)
{
  eta_product_list_set_session (self->product_list, session);
  if (self->product_form)
    eta_product_form_set_session (self->product_form, session);
  if (self->market_page)
    eta_market_page_set_session (self->market_page, session);
  if (self->producers_page)
    eta_producers_page_set_session (self->producers_page, session);
  g_set_object (&self->session, session);
  session_history_changed (self);
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
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (eta_window_parent_class)->dispose (object);
}

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
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.page", "s", page_action);
  gtk_widget_class_install_action (widget_class, "win.leave", NULL, leave_action);
  gtk_widget_class_install_action (widget_class, "win.sync", NULL, sync_action);
  gtk_widget_class_install_action (widget_class, "win.show-file", "s", show_file_action);
  gtk_widget_class_install_action (widget_class, "win.open-file", "s", open_file_action);
  gtk_widget_class_install_action (widget_class, "win.go", "i", go_action);
  eta_catalog_actions_install (widget_class);
  eta_product_actions_install (widget_class);
  eta_print_actions_install (widget_class);
  add_shortcuts (widget_class);
}

static void
eta_window_init (EtaWindow *self)
{
  self->jobs = g_list_store_new (ETA_TYPE_JOB);
  self->settings = g_settings_new (ETA_APP_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (sidebar_pages); i++)
    gtk_list_box_append (self->sidebar, make_sidebar_row (i));
  gtk_list_box_bind_model (self->job_list, G_LIST_MODEL (self->jobs), make_job_row, NULL, NULL);
  g_signal_connect_object (self->jobs, "items-changed", G_CALLBACK (jobs_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  eta_catalog_actions_connect (self, self->welcome);
  session_history_changed (self);
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

gboolean
eta_window_open (EtaWindow *self, const char *path, EtaStoreFlags flags)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaSession) session = eta_session_open (path, flags, &error);

  if (!session) {
    eta_tell (GTK_WIDGET (self), _ ("The catalog cannot be opened"), error->message);
    return FALSE;
  }
  g_signal_connect_object (session, "history-changed", G_CALLBACK (session_history_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (show_counts), self, G_CONNECT_SWAPPED);
  set_session (self, session);
  eta_window_refresh_title (self);
  g_settings_set_string (self->settings, "last-catalog", path);
  eta_window_show_page (self, "products");
  gtk_stack_set_visible_child_name (self->outer, "catalog");
  if (eta_store_warning (eta_session_get_store (session)))
    eta_window_toast (self, eta_store_warning (eta_session_get_store (session)), NULL, NULL);
  return TRUE;
}

void
eta_window_leave (EtaWindow *self)
{
  gtk_stack_set_visible_child_name (self->outer, "welcome");
  eta_welcome_reset (self->welcome);
  set_session (self, NULL);
  g_settings_set_string (self->settings, "last-catalog", "");
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
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->sidebar, i)); i++)
    if (g_str_equal (g_object_get_data (G_OBJECT (row), PAGE_KEY), name))
      gtk_list_box_select_row (self->sidebar, row);
  show_stack_page (self, name);
}

void
eta_window_show_product (EtaWindow *self, const char *product_id)
{
  if (eta_product_form_show (get_product_form (self), product_id))
    gtk_stack_set_visible_child_name (self->pages, "product");
}

void
eta_window_focus_product_name (EtaWindow *self)
{
  eta_product_form_focus_name (get_product_form (self));
}

gboolean
eta_window_flush (EtaWindow *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->pages);

  if (g_strcmp0 (page, "product") == 0)
    return eta_product_form_flush (self->product_form);
  return g_strcmp0 (page, "producers") != 0 || eta_producers_page_flush (self->producers_page);
}

GPtrArray *
eta_window_get_selected (EtaWindow *self)
{
  if (product_shown (self)) {
    GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (ids, g_strdup (eta_product_form_get_id (self->product_form)));
    return ids;
  }
  return eta_product_list_get_selected (self->product_list);
}

static AdwToast *
make_toast (const char *text, const char *label, const char *action)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  if (label)
    adw_toast_set_button_label (toast, label);
  if (action)
    adw_toast_set_detailed_action_name (toast, action);
  return toast;
}

void
eta_window_toast (EtaWindow *self, const char *text, const char *label, const char *action)
{
  adw_toast_overlay_add_toast (self->toasts, make_toast (text, label, action));
}

void
eta_window_toast_undo (EtaWindow *self, const char *text)
{
  AdwToast *toast = make_toast (text, _ ("_Undo"), "win.undo");

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
