#include "app/bulk-dialog.h"

#include "app/bulk-editor.h"
#include "app/many-job.h"
#include "app/ui-language.h"
#include "catalog/measure.h"

#include <glib/gi18n.h>

#define N_SAMPLES 6
#define LOOK_MS 250 /* after the last letter typed */

struct _EtaBulkDialog {
  AdwWindow parent_instance;
  EtaWindow *window; /* weak */
  EtaSession *session;
  GArray *rows;
  EtaBulkEditor *editor;
  GtkWidget *apply;
  GtkSpinner *spinner;
  GtkLabel *summary;
  GtkListBox *samples;
  GCancellable *looking;
  guint look_id;
};

G_DEFINE_FINAL_TYPE (EtaBulkDialog, eta_bulk_dialog, ADW_TYPE_WINDOW)

/* --- what would change ------------------------------------------------------------------------ */

typedef struct {
  char *path;
  EtaBulk *bulk;
  GArray *rows;
  const char *lang;
  EtaBulkReport report;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_free (look->path);
  eta_bulk_free (look->bulk);
  g_array_unref (look->rows);
  eta_bulk_report_clear (&look->report);
  g_free (look);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Look *look = data;
  const EtaBulkOptions options = {
      .cancellable = cancellable, .lang = look->lang, .n_samples = N_SAMPLES};
  GError *error = NULL;
  g_autoptr (EtaStore) store = eta_store_open (look->path, ETA_STORE_READ_ONLY, &error);

  if (store && eta_bulk_look (store, look->bulk, look->rows, &options, &look->report, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* “250 g → 300 g”, in the direction of reading. */
static char *
sample_text (const EtaBulkSample *sample)
{
  const gboolean rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;

  return g_strdup_printf ("%s  %s  %s", *sample->before ? sample->before : "—", rtl ? "←" : "→",
                          *sample->after ? sample->after : "—");
}

static void
show_samples (EtaBulkDialog *self, const EtaBulkReport *report)
{
  GtkListBoxRow *old;

  while ((old = gtk_list_box_get_row_at_index (self->samples, 0)))
    gtk_list_box_remove (self->samples, GTK_WIDGET (old));
  for (guint i = 0; report && i < report->samples->len; i++) {
    const EtaBulkSample *sample = report->samples->pdata[i];
    g_autofree char *text = sample_text (sample);
    GtkWidget *row = adw_action_row_new ();

    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sample->name);
    adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
    adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
    gtk_list_box_append (self->samples, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->samples), report && report->samples->len > 0);
}

static void
show_report (EtaBulkDialog *self, const EtaBulkReport *report)
{
  const char *lang = eta_ui_language ();
  g_autofree char *some = eta_count_text (report->n_changed, lang);
  g_autofree char *all = eta_count_text (self->rows->len, lang);
  /* Translators: how many of the selected products: “12 of 14 would change” */
  g_autofree char *text = g_strdup_printf (_ ("%s of %s would change"), some, all);
  g_autofree char *refused = NULL;

  if (report->n_refused > 0)
    refused = g_strdup_printf ("%s\n%s", text, report->refusal);
  gtk_label_set_text (self->summary, refused ? refused : text);
  gtk_widget_set_sensitive (self->apply, report->n_changed > 0);
  show_samples (self, report);
}

static void
looked (GObject *source, GAsyncResult *result, gpointer data)
{
  EtaBulkDialog *self = ETA_BULK_DIALOG (source);
  Look *look = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  const gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* another value is being looked at, or the dialog is closed */
  gtk_spinner_stop (self->spinner);
  eta_bulk_editor_show_error (self->editor, error);
  if (ok)
    show_report (self, &look->report);
  else
    gtk_label_set_text (self->summary, "");
}

static gboolean
look (gpointer data)
{
  EtaBulkDialog *self = ETA_BULK_DIALOG (data);
  EtaBulk *bulk = eta_bulk_editor_get (self->editor, NULL);
  g_autoptr (GTask) task = NULL;
  Look *look;

  self->look_id = 0;
  if (!bulk)
    return G_SOURCE_REMOVE;
  look = g_new0 (Look, 1);
  look->path = g_strdup (eta_session_get_path (self->session));
  look->bulk = bulk;
  look->rows = g_array_ref (self->rows);
  look->lang = eta_ui_language ();
  self->looking = g_cancellable_new ();
  task = g_task_new (self, self->looking, looked, NULL);
  g_task_set_task_data (task, look, look_free);
  gtk_spinner_start (self->spinner);
  g_task_run_in_thread (task, look_in_thread);
  return G_SOURCE_REMOVE;
}

static void
stop_looking (EtaBulkDialog *self)
{
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
}

static void
editor_changed (EtaBulkDialog *self)
{
  g_autoptr (EtaBulk) bulk = NULL;

  if (!self->rows)
    return; /* the dialog is being taken apart */
  bulk = eta_bulk_editor_get (self->editor, NULL);
  stop_looking (self);
  eta_bulk_editor_show_error (self->editor, NULL);
  gtk_widget_set_sensitive (self->apply, FALSE);
  if (bulk) {
    gtk_label_set_text (self->summary, _ ("Looking…"));
    self->look_id = g_timeout_add (LOOK_MS, look, self);
    return;
  }
  gtk_spinner_stop (self->spinner);
  gtk_label_set_text (self->summary, _ ("Say what the new value is, to see what would change."));
  show_samples (self, NULL);
}

static void
apply_clicked (EtaBulkDialog *self)
{
  g_autofree char *detail = NULL;
  g_autoptr (EtaBulk) bulk = eta_bulk_editor_get (self->editor, &detail);

  if (!bulk || !self->window || eta_window_get_session (self->window) != self->session)
    return;
  eta_bulk_start (self->window, bulk, self->rows, detail);
  gtk_window_close (GTK_WINDOW (self));
}

/* --- the window ------------------------------------------------------------------------------- */

static void
eta_bulk_dialog_dispose (GObject *object)
{
  EtaBulkDialog *self = ETA_BULK_DIALOG (object);

  stop_looking (self);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_array_unref);
  G_OBJECT_CLASS (eta_bulk_dialog_parent_class)->dispose (object);
}

static void
eta_bulk_dialog_class_init (EtaBulkDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_bulk_dialog_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
eta_bulk_dialog_init (EtaBulkDialog *self)
{
}

static GtkWidget *
make_header (EtaBulkDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  g_autofree char *title = g_strdup_printf (
      ngettext ("Edit %u product", "Edit %u products", self->rows->len), self->rows->len);

  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  self->apply = gtk_button_new_with_mnemonic (_ ("C_hange"));
  gtk_widget_add_css_class (self->apply, "suggested-action");
  gtk_widget_set_sensitive (self->apply, FALSE);
  g_signal_connect_object (self->apply, "clicked", G_CALLBACK (apply_clicked), self,
                           G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->apply);
  return header;
}

static GtkWidget *
make_summary (EtaBulkDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->summary = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->summary, 0);
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "heading");
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->spinner));
  return box;
}

static GtkWidget *
make_body (EtaBulkDialog *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->editor = ETA_BULK_EDITOR (eta_bulk_editor_new (eta_session_get_store (self->session)));
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (editor_changed), self,
                           G_CONNECT_SWAPPED);
  self->samples = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->samples, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->samples), "boxed-list");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->editor));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), make_summary (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->samples));
  gtk_widget_add_css_class (box, "section");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

GtkWindow *
eta_bulk_dialog_new (EtaWindow *window, GPtrArray *ids)
{
  EtaBulkDialog *self = g_object_new (ETA_TYPE_BULK_DIALOG, "transient-for", window, "modal", TRUE,
                                      "default-width", 540, "default-height", 560, NULL);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  g_set_weak_pointer (&self->window, window);
  self->session = g_object_ref (eta_window_get_session (window));
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < ids->len; i++) {
    const gint64 row = eta_store_row_of (eta_session_get_store (self->session), ids->pdata[i]);
    if (row > 0)
      g_array_append_val (self->rows, row);
  }
  gtk_box_append (GTK_BOX (content), make_header (self));
  gtk_box_append (GTK_BOX (content), make_body (self));
  adw_window_set_content (ADW_WINDOW (self), content);
  editor_changed (self);
  return GTK_WINDOW (self);
}

static void
bulk_edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaWindow *window = ETA_WINDOW (widget);
  g_autoptr (GPtrArray) ids = NULL;

  if (!eta_window_get_session (window) || !eta_window_flush (window))
    return;
  ids = eta_window_get_selected (window);
  if (ids->len > 0)
    gtk_window_present (eta_bulk_dialog_new (window, ids));
}

void
eta_bulk_dialog_install (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.bulk-edit", NULL, bulk_edit_action);
}
