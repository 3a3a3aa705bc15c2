#include "app/preferences.h"

#include "app/backup-group.h"
#include "app/ui-language.h"
#include "catalog/choices.h"
#include "catalog/data.h"

#include <glib/gi18n.h>

struct _EtaPreferences {
  AdwWindow parent_instance;
  GSettings *settings;
  AdwComboRow *language;
  AdwComboRow *paper;
  AdwComboRow *incoterm;
  AdwComboRow *port;
  GtkSwitch *ready_on_sheets;
  GtkSwitch *keep_originals;
  GtkSpinButton *photo_quality;
};

G_DEFINE_FINAL_TYPE (EtaPreferences, eta_preferences, ADW_TYPE_WINDOW)

/* In the order of the lists in preferences.ui. */
static const char *const languages[] = {"", "id", "en", "ar", NULL};
static const char *const papers[] = {"a4", "letter", NULL};

static const char KEY[] = "eta-key";
static const char VALUES[] = "eta-values";

static void
row_selected (AdwComboRow *row, GParamSpec *pspec, gpointer data)
{
  EtaPreferences *self = ETA_PREFERENCES (data);
  const char *const *values = g_object_get_data (G_OBJECT (row), VALUES);
  const char *key = g_object_get_data (G_OBJECT (row), KEY);
  guint selected = adw_combo_row_get_selected (row);

  if (selected < g_strv_length ((char **)values))
    g_settings_set_string (self->settings, key, values[selected]);
}

/* Ties ROW to a string key whose values stand in VALUES, in the row's order. */
static void
bind_row (EtaPreferences *self, AdwComboRow *row, const char *key, const char *const *values)
{
  g_autofree char *now = g_settings_get_string (self->settings, key);

  for (guint i = 0; values[i]; i++)
    if (g_str_equal (values[i], now))
      adw_combo_row_set_selected (row, i);
  g_object_set_data (G_OBJECT (row), KEY, (gpointer)key);
  g_object_set_data (G_OBJECT (row), VALUES, (gpointer)values);
  g_signal_connect (row, "notify::selected", G_CALLBACK (row_selected), self);
}

/* The same for the keys of a table; WITH_CODE as trade terms are written: “FOB – Free On Board”. */
static void
bind_table_row (
    EtaPreferences *self, AdwComboRow *row, const char *key, const char *name, gboolean with_code)
{
  const EtaTable *table = eta_table_get (name);
  guint n = eta_table_n_rows (table);
  const char **values = g_new0 (const char *, n + 1);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++) {
    const char *code = eta_table_cell_at (table, i, 0);
    const char *label = eta_choice_label (name, code, eta_ui_language ());
    g_autofree char *coded = g_strdup_printf ("%s – %s", code, label);

    values[i] = code;
    gtk_string_list_append (labels, with_code ? coded : label);
  }
  adw_combo_row_set_model (row, G_LIST_MODEL (labels));
  bind_row (self, row, key, values);
  g_object_set_data_full (G_OBJECT (row), VALUES, values, g_free);
}

static void
eta_preferences_dispose (GObject *object)
{
  g_clear_object (&ETA_PREFERENCES (object)->settings);
  G_OBJECT_CLASS (eta_preferences_parent_class)->dispose (object);
}

static void
eta_preferences_class_init (EtaPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ETA_TYPE_BACKUP_GROUP);
  G_OBJECT_CLASS (klass)->dispose = eta_preferences_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaPreferences, language);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferences, paper);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferences, incoterm);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferences, port);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferences, ready_on_sheets);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferences, keep_originals);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferences, photo_quality);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
eta_preferences_init (EtaPreferences *self)
{
  self->settings = g_settings_new (ETA_APP_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  bind_row (self, self->language, "language", languages);
  bind_row (self, self->paper, "paper", papers);
  bind_table_row (self, self->incoterm, "default-incoterm", "incoterms.tsv", TRUE);
  bind_table_row (self, self->port, "default-port", "ports.tsv", FALSE);
  g_settings_bind (self->settings, "ready-on-sheets", self->ready_on_sheets, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "keep-originals", self->keep_originals, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "photo-quality", self->photo_quality, "value",
                   G_SETTINGS_BIND_DEFAULT);
}

EtaPreferences *
eta_preferences_new (GtkWindow *parent)
{
  return g_object_new (ETA_TYPE_PREFERENCES, "transient-for", parent, NULL);
}
