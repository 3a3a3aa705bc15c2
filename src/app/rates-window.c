#include "app/rates-window.h"

#include "app/ask.h"
#include "app/toast.h"
#include "app/ui-language.h"
#include "app/window.h"
#include "catalog/choices.h"
#include "catalog/data.h"
#include "catalog/measure.h"
#include "catalog/rates.h"
#include "sync/rates-fetch.h"

#include <glib/gi18n.h>

struct _EtaRatesWindow {
  AdwWindow parent_instance;
  EtaSession *session;
  EtaWindow *owner; /* weak: runs the jobs */
  GSettings *settings;
  GPtrArray *rates;
  GPtrArray *rows; /* of the list, borrowed */

  AdwToastOverlay *toasts;
  AdwComboRow *beneath;
  AdwEntryRow *address;
  GtkSwitch *printed;
  GtkButton *fetch;
  GtkDropDown *base;
  GtkDropDown *currency;
  GtkEntry *number;
  GtkLabel *problem;
  AdwPreferencesGroup *list;
};

G_DEFINE_FINAL_TYPE (EtaRatesWindow, eta_rates_window, ADW_TYPE_WINDOW)

static const char *
code_at (guint row)
{
  return eta_table_cell_at (eta_table_get ("currency.tsv"), row, 0);
}

/* --- the list ------------------------------------------------------------------------------------
 */

static void show_rates (EtaRatesWindow *self);

static gboolean
keep (EtaRatesWindow *self, const char *said)
{
  g_autoptr (GError) error = NULL;

  if (!eta_rates_save (eta_session_get_store (self->session), self->rates, &error)) {
    eta_tell (GTK_WIDGET (self), _ ("That did not work"), error->message);
    return FALSE;
  }
  show_rates (self);
  eta_session_refresh (self->session); /* what stands beneath the prices */
  if (said)
    adw_toast_overlay_add_toast (self->toasts, eta_toast_new (said, NULL, NULL));
  return TRUE;
}

static void
remove_clicked (EtaRatesWindow *self, GtkButton *button)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "eta-rate"));

  if (i >= self->rates->len)
    return;
  g_ptr_array_remove_index (self->rates, i);
  keep (self, _ ("Rate removed"));
}

static char *
source_and_day (const EtaRate *rate)
{
  g_autofree char *date = eta_date_text (rate->date, eta_ui_language ());
  g_autofree char *today = eta_date_today ();
  EtaConversion conversion;
  g_autoptr (GPtrArray) alone = eta_rates_new ();

  if (!date)
    return g_strdup (eta_rate_source_name (rate->source));
  eta_rates_put (alone, rate);
  if (eta_rates_convert (alone, 1, rate->base, rate->currency, today, &conversion) == ETA_RATE_OLD)
    return g_strdup_printf (_ ("%s, %s: more than 7 days old, not used"),
                            eta_rate_source_name (rate->source), date);
  return g_strdup_printf (_ ("%s, %s"), eta_rate_source_name (rate->source), date);
}

static GtkWidget *
make_row (EtaRatesWindow *self, guint i)
{
  const EtaRate *rate = self->rates->pdata[i];
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *title = eta_rate_text (rate);
  g_autofree char *isolated = g_strdup_printf ("\342\201\246%s\342\201\251", title);
  g_autofree char *subtitle = source_and_day (rate);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), isolated);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (row, "numeric");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (remove, _ ("Remove this rate"));
  gtk_widget_add_css_class (remove, "flat");
  g_object_set_data (G_OBJECT (remove), "eta-rate", GUINT_TO_POINTER (i));
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (remove_clicked), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  return row;
}

static void
show_rates (EtaRatesWindow *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->list, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->rates->len; i++) {
    GtkWidget *row = make_row (self, i);
    adw_preferences_group_add (self->list, row);
    g_ptr_array_add (self->rows, row);
  }
  adw_preferences_group_set_description (
      self->list, self->rates->len > 0
                      ? NULL
                      : _ ("None yet. Fetch the daily rates, or type the ones that "
                           "you need."));
}

/* --- fetching ------------------------------------------------------------------------------------
 */

typedef struct {
  EtaRatesWindow *window; /* weak */
  EtaSession *session;
  char *address;
  GPtrArray *fetched;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_weak_pointer (&work->window);
  g_object_unref (work->session);
  g_clear_pointer (&work->fetched, g_ptr_array_unref);
  g_free (work->address);
  g_free (work);
}

static gboolean
do_fetch (EtaJob *job, gpointer data, GError **error)
{
  Work *work = data;

  work->fetched = eta_rates_fetch (work->address, eta_job_get_cancellable (job), error);
  return work->fetched != NULL;
}

static void
fetched (EtaJob *job, gpointer data, const GError *error)
{
  Work *work = data;
  EtaRatesWindow *self = work->window;

  if (!self)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->fetch), TRUE);
  if (error) {
    if (!g_error_matches (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_CANCELLED))
      eta_tell (GTK_WIDGET (self), _ ("The rates were not fetched"), error->message);
    return;
  }
  for (guint i = 0; i < work->fetched->len; i++)
    eta_rates_put (self->rates, work->fetched->pdata[i]);
  keep (self, _ ("The rates are there"));
}

static void
fetch_clicked (EtaRatesWindow *self)
{
  Work *work;

  if (!self->owner)
    return;
  work = g_new0 (Work, 1);
  g_set_weak_pointer (&work->window, self);
  work->session = g_object_ref (self->session);
  work->address = g_settings_get_string (self->settings, "rates-address");
  gtk_widget_set_sensitive (GTK_WIDGET (self->fetch), FALSE);
  eta_job_start (eta_window_get_jobs (self->owner), _ ("Fetching the rates"), do_fetch, fetched,
                 work, work_free);
}

static void
pegs_clicked (EtaRatesWindow *self)
{
  eta_rates_put_pegs (self->rates);
  keep (self, _ ("The official pegs are there"));
}

/* --- typing --------------------------------------------------------------------------------------
 */

static void
add_clicked (EtaRatesWindow *self)
{
  g_autofree char *today = eta_date_today ();
  g_autoptr (GError) error = NULL;
  gboolean added =
      eta_rates_type (self->rates, code_at (gtk_drop_down_get_selected (self->base)),
                      code_at (gtk_drop_down_get_selected (self->currency)),
                      gtk_editable_get_text (GTK_EDITABLE (self->number)), today, &error);

  gtk_label_set_text (self->problem, added ? "" : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), !added);
  if (!added) {
    gtk_widget_grab_focus (GTK_WIDGET (self->number));
    return;
  }
  gtk_editable_set_text (GTK_EDITABLE (self->number), "");
  keep (self, NULL);
}

static void
address_applied (EtaRatesWindow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->address));

  if (*text)
    g_settings_set_string (self->settings, "rates-address", text);
  else
    g_settings_reset (self->settings, "rates-address");
}

static void
beneath_selected (EtaRatesWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->beneath);

  g_settings_set_string (self->settings, "rate-currency",
                         selected == 0 ? "" : code_at (selected - 1));
  if (self->session)
    eta_session_refresh (self->session);
}

/* --- building ------------------------------------------------------------------------------------
 */

static guint
row_of (const char *code)
{
  int row = eta_table_find (eta_table_get ("currency.tsv"), code);

  return row < 0 ? 0 : (guint)row;
}

static void
fill_currencies (EtaRatesWindow *self)
{
  const EtaTable *table = eta_table_get ("currency.tsv");
  g_autoptr (GtkStringList) codes = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) named = gtk_string_list_new (NULL);
  g_autofree char *now = g_settings_get_string (self->settings, "rate-currency");

  gtk_string_list_append (named, _ ("None"));
  for (guint i = 0; i < eta_table_n_rows (table); i++) {
    g_autofree char *text = eta_choice_text ("currency.tsv", code_at (i), eta_ui_language ());
    gtk_string_list_append (codes, code_at (i));
    gtk_string_list_append (named, text);
  }
  gtk_drop_down_set_model (self->base, G_LIST_MODEL (codes));
  gtk_drop_down_set_model (self->currency, G_LIST_MODEL (codes));
  gtk_drop_down_set_selected (self->base, row_of ("USD"));
  gtk_drop_down_set_selected (self->currency, row_of ("IDR"));
  adw_combo_row_set_model (self->beneath, G_LIST_MODEL (named));
  adw_combo_row_set_selected (self->beneath, *now ? row_of (now) + 1 : 0);
  g_signal_connect_swapped (self->beneath, "notify::selected", G_CALLBACK (beneath_selected), self);
}

static void
eta_rates_window_dispose (GObject *object)
{
  EtaRatesWindow *self = ETA_RATES_WINDOW (object);

  g_clear_weak_pointer (&self->owner);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->rates, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (eta_rates_window_parent_class)->dispose (object);
}

static void
eta_rates_window_class_init (EtaRatesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_rates_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/rates-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaRatesWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, EtaRatesWindow, beneath);
  gtk_widget_class_bind_template_child (widget_class, EtaRatesWindow, address);
  gtk_widget_class_bind_template_child (widget_class, EtaRatesWindow, printed);
  gtk_widget_class_bind_template_child (widget_class, EtaRatesWindow, fetch);
  gtk_widget_class_bind_template_child (widget_class, EtaRatesWindow, base);
  gtk_widget_class_bind_template_child (widget_class, EtaRatesWindow, currency);
  gtk_widget_class_bind_template_child (widget_class, EtaRatesWindow, number);
  gtk_widget_class_bind_template_child (widget_class, EtaRatesWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, EtaRatesWindow, list);
  gtk_widget_class_bind_template_callback (widget_class, fetch_clicked);
  gtk_widget_class_bind_template_callback (widget_class, pegs_clicked);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked);
  gtk_widget_class_bind_template_callback (widget_class, address_applied);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
eta_rates_window_init (EtaRatesWindow *self)
{
  g_autofree char *address = NULL;

  self->settings = g_settings_new (ETA_APP_ID);
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  address = g_settings_get_string (self->settings, "rates-address");
  gtk_editable_set_text (GTK_EDITABLE (self->address), address);
  fill_currencies (self);
  g_settings_bind (self->settings, "rates-on-sheets", self->printed, "active",
                   G_SETTINGS_BIND_DEFAULT);
}

static void
rates_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaSession *session = eta_window_get_session (ETA_WINDOW (widget));
  EtaRatesWindow *self;

  if (!session || !eta_window_flush (ETA_WINDOW (widget)))
    return;
  self = g_object_new (ETA_TYPE_RATES_WINDOW, "transient-for", widget, NULL);
  g_set_weak_pointer (&self->owner, ETA_WINDOW (widget));
  self->session = g_object_ref (session);
  self->rates = eta_rates_load (eta_session_get_store (session));
  show_rates (self);
  gtk_window_present (GTK_WINDOW (self));
}

void
eta_rates_window_install (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.rates", NULL, rates_action);
}

char *
eta_rates_on_sheets (void)
{
  g_autoptr (GSettings) settings = g_settings_new (ETA_APP_ID);
  g_autofree char *wanted = g_settings_get_string (settings, "rate-currency");

  if (!g_settings_get_boolean (settings, "rates-on-sheets") || !*wanted)
    return NULL;
  return g_steal_pointer (&wanted);
}

char *
eta_rates_gloss (EtaSession *session, gint64 minor, const char *currency)
{
  g_autoptr (GSettings) settings = g_settings_new (ETA_APP_ID);
  g_autofree char *wanted = g_settings_get_string (settings, "rate-currency");
  g_autofree char *today = eta_date_today ();
  g_autoptr (GPtrArray) rates = NULL;

  if (!session || !*wanted || !currency)
    return NULL;
  rates = eta_rates_load (eta_session_get_store (session));
  return eta_rates_about (rates, minor, currency, g_str_equal (currency, wanted) ? "IDR" : wanted,
                          today, eta_ui_language ());
}
