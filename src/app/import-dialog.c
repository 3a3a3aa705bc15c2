#include "app/import-dialog.h"

#include "app/ask.h"
#include "app/files.h"
#include "app/import-job.h"
#include "app/import-preview.h"
#include "app/import-problems.h"
#include "app/import-words.h"

#include <glib/gi18n.h>
#include <string.h>

struct _EtaImportDialog {
  AdwWindow parent_instance;
  EtaWindow *window; /* weak */
  EtaImportPlan *plan;
  GPtrArray *producers; /* EtaProducer */
  EtaImportReport report;
  GError *problem;     /* why there is no report */
  GCancellable *trial; /* of the check that runs now, or NULL */
  gboolean again;      /* something changed meanwhile */
  gboolean showing;

  AdwWindowTitle *heading;
  GtkButton *import, *choose;
  GtkStack *stack, *views;
  AdwActionRow *file_row, *line_row, *codes_row, *photos_row;
  AdwComboRow *sheet_row, *encoding_row, *separator_row, *decimal_row, *producer_row, *existing_row;
  GtkSpinButton *line;
  GtkSwitch *make_codes, *all_or_nothing;
  GtkWidget *no_photos, *question, *switcher;
  GtkLabel *question_text, *summary;
  GtkSpinner *spinner;
  EtaImportPreview *preview;
  EtaImportProblems *problems;
  GtkStackPage *problems_page;
};

G_DEFINE_FINAL_TYPE (EtaImportDialog, eta_import_dialog, ADW_TYPE_WINDOW)

static void check (EtaImportDialog *self);

static EtaSession *
get_session (EtaImportDialog *self)
{
  return self->window ? eta_window_get_session (self->window) : NULL;
}

/* --- what is shown ---------------------------------------------------------------------------- */

static gboolean
is_text_file (const EtaImportDialog *self)
{
  return eta_sheet_table_separator (self->plan->table) != '\0';
}

/* The first item says what was found out. */
static void
show_choice (AdwComboRow *row, const EtaReadingChoice *choices, const char *found, guint selected)
{
  g_autoptr (GtkStringList) list = eta_reading_choices (choices, found);

  adw_combo_row_set_model (row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (row, selected);
}

/* Asked only when there is a choice. */
static void
show_sheets (EtaImportDialog *self)
{
  guint sheet;
  const char *const *names = eta_sheet_table_sheets (self->plan->table, &sheet);
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);

  gtk_widget_set_visible (GTK_WIDGET (self->sheet_row), names[0] && names[1]);
  adw_combo_row_set_model (self->sheet_row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (self->sheet_row, sheet);
}

static void
show_reading (EtaImportDialog *self)
{
  const EtaImportPlan *plan = self->plan;
  gboolean doubt;
  const char separator[] = {eta_sheet_table_separator (plan->table), '\0'};
  const char decimal[] = {eta_mapping_decimal (plan->mapping, plan->table, &doubt), '\0'};
  const char told_separator[] = {plan->separator, '\0'}, told_decimal[] = {plan->decimal, '\0'};

  show_sheets (self);
  gtk_widget_set_visible (GTK_WIDGET (self->encoding_row), is_text_file (self));
  gtk_widget_set_visible (GTK_WIDGET (self->separator_row), is_text_file (self));
  gtk_widget_set_visible (GTK_WIDGET (self->line_row),
                          !g_str_equal (eta_sheet_table_encoding (plan->table), "JSON"));
  show_choice (self->encoding_row, eta_encodings, eta_sheet_table_encoding (plan->table),
               eta_reading_find (eta_encodings, plan->encoding));
  show_choice (self->separator_row, eta_separators, separator,
               eta_reading_find (eta_separators, told_separator));
  show_choice (self->decimal_row, eta_decimals, decimal,
               eta_reading_find (eta_decimals, told_decimal));
  gtk_spin_button_set_value (self->line, eta_sheet_table_line (plan->table, 0));
}

static void
show_file (EtaImportDialog *self)
{
  const EtaImportPlan *plan = self->plan;
  g_autofree char *name = g_filename_display_basename (plan->path);
  g_autofree char *photos =
      plan->photo_source ? g_filename_display_basename (plan->photo_source) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file_row), name);
  adw_window_title_set_subtitle (self->heading, name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->photos_row),
                                 photos ? photos : _ ("None"));
  gtk_widget_set_visible (self->no_photos, photos != NULL);
}

/* Whose products they are is asked only when the table does not say it. */
static void
show_producers (EtaImportDialog *self)
{
  gboolean needed = !eta_mapping_has (self->plan->mapping, "producer");

  gtk_widget_set_visible (GTK_WIDGET (self->producer_row), needed && self->producers->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->codes_row), eta_mapping_has_name (self->plan->mapping));
}

static void
show_question (EtaImportDialog *self)
{
  const char *question = eta_import_question (self->plan);

  gtk_label_set_text (self->question_text, question ? question : "");
  gtk_widget_set_visible (self->question, question != NULL);
}

/* The report, or what stands in its way. */
static void
show_result (EtaImportDialog *self)
{
  const EtaImportReport *report = &self->report;
  guint n = report->remarks ? report->remarks->len + report->unused->len : 0;
  g_autofree char *summary =
      self->problem ? g_strdup (self->problem->message) : eta_import_summary (report, FALSE);
  g_autofree char *title = g_strdup_printf (_ ("Problems (%u)"), n);
  gboolean all = !self->plan->all_or_nothing || report->n_failed == 0;

  gtk_label_set_text (self->summary, self->trial ? _ ("Looking through the rows…") : summary);
  g_object_set (self->spinner, "spinning", self->trial != NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->trial != NULL);
  if (self->trial)
    return;
  eta_import_problems_show (self->problems, report);
  gtk_stack_page_set_title (self->problems_page, title);
  gtk_widget_set_visible (self->switcher, n > 0);
  if (n == 0)
    gtk_stack_set_visible_child_name (self->views, "preview");
  gtk_widget_set_sensitive (GTK_WIDGET (self->import),
                            !self->problem && all &&
                                report->n_new + report->n_changed + report->n_photos > 0);
}

/* The plan is another: shows it, and finds out what it would do. */
static void
update (EtaImportDialog *self)
{
  self->showing = TRUE;
  show_file (self);
  show_reading (self);
  show_producers (self);
  show_question (self);
  eta_import_preview_show (self->preview, self->plan);
  gtk_stack_set_visible_child_name (self->stack, "table");
  self->showing = FALSE;
  check (self);
}

/* --- on trial --------------------------------------------------------------------------------- */

static void
checked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtaImportDialog) self = ETA_IMPORT_DIALOG (source);

  g_clear_object (&self->trial);
  g_clear_error (&self->problem);
  eta_import_report_clear (&self->report);
  eta_import_trial_finish (result, &self->report, &self->problem);
  if (self->again)
    check (self);
  else if (self->window)
    show_result (self);
}

static gboolean
refuse (EtaImportDialog *self)
{
  g_clear_error (&self->problem);
  eta_import_report_clear (&self->report);
  self->problem = g_error_new_literal (
      G_IO_ERROR, G_IO_ERROR_FAILED,
      _ ("Choose which column has the item code, or have codes made from the names."));
  show_result (self);
  return FALSE;
}

/* One at a time; what is changed meanwhile is looked at afterwards. */
static void
check (EtaImportDialog *self)
{
  EtaSession *session = get_session (self);

  if (!session)
    return;
  self->again = self->trial != NULL;
  gtk_widget_set_sensitive (GTK_WIDGET (self->import), FALSE);
  if (self->trial) {
    g_cancellable_cancel (self->trial);
    return;
  }
  if ((!eta_import_plan_is_ready (self->plan) && !refuse (self)))
    return;
  self->trial = g_cancellable_new ();
  eta_import_trial_start (G_OBJECT (g_object_ref (self)), eta_session_get_path (session),
                          self->plan, self->trial, checked);
  show_result (self);
}

gboolean
eta_import_dialog_is_settled (EtaImportDialog *self)
{
  return self->trial == NULL;
}

/* --- changes ---------------------------------------------------------------------------------- */

static void
read_table (EtaImportDialog *self)
{
  g_autoptr (GError) error = NULL;
  EtaSession *session = get_session (self);

  if (!session)
    return;
  if (eta_import_plan_read (self->plan, eta_session_get_store (session), &error)) {
    update (self);
    return;
  }
  gtk_stack_set_visible_child_name (self->stack, "start");
  adw_window_title_set_subtitle (self->heading, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import), FALSE);
  eta_tell (GTK_WIDGET (self), _ ("The table cannot be read"), error->message);
}

static void
reading_changed (EtaImportDialog *self)
{
  EtaImportPlan *plan = self->plan;
  const char *separator, *decimal;

  if (self->showing || !plan->table)
    return;
  g_free (plan->encoding);
  plan->encoding = g_strdup (eta_encodings[adw_combo_row_get_selected (self->encoding_row)].value);
  separator = eta_separators[adw_combo_row_get_selected (self->separator_row)].value;
  decimal = eta_decimals[adw_combo_row_get_selected (self->decimal_row)].value;
  plan->separator = separator ? separator[0] : '\0';
  plan->decimal = decimal ? decimal[0] : '\0';
  read_table (self);
}

static void
sheet_changed (EtaImportDialog *self)
{
  if (self->showing || !self->plan->table)
    return;
  self->plan->sheet = adw_combo_row_get_selected (self->sheet_row) + 1;
  self->plan->heading = 0;
  read_table (self);
}

static void
line_changed (EtaImportDialog *self)
{
  if (self->showing || !self->plan->table)
    return;
  self->plan->heading = (guint)gtk_spin_button_get_value_as_int (self->line);
  read_table (self);
}

static void
choice_changed (EtaImportDialog *self)
{
  EtaImportPlan *plan = self->plan;
  guint producer = adw_combo_row_get_selected (self->producer_row);

  if (self->showing || !plan)
    return;
  g_free (plan->producer_id);
  plan->producer_id = producer < self->producers->len
                          ? g_strdup (((EtaProducer *)self->producers->pdata[producer])->id)
                          : NULL;
  plan->leave_existing = adw_combo_row_get_selected (self->existing_row) == 1;
  plan->make_codes = gtk_switch_get_active (self->make_codes);
  plan->all_or_nothing = gtk_switch_get_active (self->all_or_nothing);
  if (plan->table)
    update (self);
}

static void
column_mapped (EtaImportDialog *self, guint column, const char *address)
{
  eta_mapping_set (self->plan->mapping, column, address);
  update (self);
}

static void
set_photos (EtaImportDialog *self, const char *path)
{
  g_free (self->plan->photo_source);
  self->plan->photo_source = g_strdup (path);
  if (self->plan->table)
    update (self);
}

static void
no_photos_clicked (EtaImportDialog *self)
{
  set_photos (self, NULL);
}

void
eta_import_dialog_take (EtaImportDialog *self, const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  if (g_file_test (path, G_FILE_TEST_IS_DIR) || g_str_has_suffix (lower, ".zip")) {
    set_photos (self, path);
    return;
  }
  eta_import_plan_choose (self->plan, path);
  read_table (self);
}

/* --- files ------------------------------------------------------------------------------------ */

static void
take_files (GListModel *files, gpointer data)
{
  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);
    g_autofree char *path = g_file_get_path (file);

    if (path)
      eta_import_dialog_take (ETA_IMPORT_DIALOG (data), path);
  }
}

static void
choose_clicked (EtaImportDialog *self)
{
  static const char *const suffixes[] = {"csv", "xlsx", "xlsm", "txt", "tsv", "json", NULL};
  const EtaFilesAsk ask = {
      .title = _ ("Choose a table"),
      .accept = _ ("_Open"),
      .action = GTK_FILE_CHOOSER_ACTION_OPEN,
      .filter_name = _ ("Tables (Excel, CSV, JSON)"),
      .suffixes = suffixes,
  };

  eta_files_ask (GTK_WIDGET (self), &ask, take_files, self);
}

static void
photo_folder_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const EtaFilesAsk ask = {
      .title = _ ("Choose the folder with the photos"),
      .accept = _ ("_Choose"),
      .action = GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
  };

  eta_files_ask (widget, &ask, take_files, widget);
}

static void
photo_zip_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const suffixes[] = {"zip", NULL};
  const EtaFilesAsk ask = {
      .title = _ ("Choose the ZIP file with the photos"),
      .accept = _ ("_Choose"),
      .action = GTK_FILE_CHOOSER_ACTION_OPEN,
      .filter_name = _ ("ZIP files"),
      .suffixes = suffixes,
  };

  eta_files_ask (widget, &ask, take_files, widget);
}

static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, EtaImportDialog *self)
{
  g_autoptr (GListModel) files = eta_files_of_value (value);

  if (files)
    take_files (files, self);
  return files != NULL;
}

static void
save_chosen (GListModel *files, gpointer data)
{
  EtaImportDialog *self = ETA_IMPORT_DIALOG (data);
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GError) error = NULL;

  if (path && self->report.remarks && !eta_import_report_save (&self->report, path, &error))
    eta_tell (GTK_WIDGET (self), _ ("The list cannot be saved"), error->message);
}

static void
save_problems (EtaImportDialog *self)
{
  const EtaFilesAsk ask = {
      .title = _ ("Save the problems"),
      .accept = _ ("_Save"),
      .action = GTK_FILE_CHOOSER_ACTION_SAVE,
      .name = _ ("Problems.csv"),
  };

  eta_files_ask (GTK_WIDGET (self), &ask, save_chosen, self);
}

/* --- importing -------------------------------------------------------------------------------- */

static void
import_clicked (EtaImportDialog *self)
{
  EtaSession *session = get_session (self);
  g_autoptr (GError) error = NULL;

  if (!session)
    return;
  /* Not to be remembered is no reason not to import. */
  if (!eta_mapping_remember (eta_session_get_store (session), self->plan->table,
                             self->plan->mapping, &error))
    g_info ("%s", error->message);
  eta_import_job_start (self->window, self->plan, self->report.remarks->len);
  gtk_window_close (GTK_WINDOW (self));
}

/* --- the window ------------------------------------------------------------------------------- */

static void
list_producers (EtaImportDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->producers = eta_store_list_producers (eta_session_get_store (get_session (self)), NULL);
  if (!self->producers)
    self->producers = g_ptr_array_new ();
  for (guint i = 0; i < self->producers->len; i++)
    gtk_string_list_append (names, ((EtaProducer *)self->producers->pdata[i])->name);
  self->showing = TRUE;
  adw_combo_row_set_model (self->producer_row, G_LIST_MODEL (names));
  self->showing = FALSE;
  if (self->producers->len > 0)
    self->plan->producer_id = g_strdup (((EtaProducer *)self->producers->pdata[0])->id);
}

EtaImportDialog *
eta_import_dialog_new (EtaWindow *window, const char *path)
{
  EtaImportDialog *self = g_object_new (ETA_TYPE_IMPORT_DIALOG, "transient-for", window, NULL);

  g_set_weak_pointer (&self->window, window);
  list_producers (self);
  if (path)
    eta_import_dialog_take (self, path);
  return self;
}

static void
eta_import_dialog_dispose (GObject *object)
{
  EtaImportDialog *self = ETA_IMPORT_DIALOG (object);

  if (self->trial)
    g_cancellable_cancel (self->trial);
  g_clear_weak_pointer (&self->window);
  G_OBJECT_CLASS (eta_import_dialog_parent_class)->dispose (object);
}

static void
eta_import_dialog_finalize (GObject *object)
{
  EtaImportDialog *self = ETA_IMPORT_DIALOG (object);

  eta_import_plan_free (self->plan);
  eta_import_report_clear (&self->report);
  g_clear_error (&self->problem);
  g_clear_pointer (&self->producers, g_ptr_array_unref);
  G_OBJECT_CLASS (eta_import_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  static const struct {
    const char *name;
    gssize offset;
  } children[] = {
#define CHILD(name) {#name, G_STRUCT_OFFSET (EtaImportDialog, name)}
      CHILD (heading),     CHILD (import),         CHILD (choose),        CHILD (stack),
      CHILD (views),       CHILD (file_row),       CHILD (line_row),      CHILD (codes_row),
      CHILD (photos_row),  CHILD (sheet_row),      CHILD (encoding_row),  CHILD (separator_row),
      CHILD (decimal_row), CHILD (producer_row),   CHILD (existing_row),  CHILD (line),
      CHILD (make_codes),  CHILD (all_or_nothing), CHILD (no_photos),     CHILD (question),
      CHILD (switcher),    CHILD (question_text),  CHILD (summary),       CHILD (spinner),
      CHILD (preview),     CHILD (problems),       CHILD (problems_page),
#undef CHILD
  };

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_class_bind_template_child_full (widget_class, children[i].name, FALSE,
                                               children[i].offset);
}

static void
eta_import_dialog_class_init (EtaImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = eta_import_dialog_finalize;
  g_type_ensure (ETA_TYPE_IMPORT_PREVIEW);
  g_type_ensure (ETA_TYPE_IMPORT_PROBLEMS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/import-dialog.ui");
  bind_template (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, import_clicked);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked);
  gtk_widget_class_bind_template_callback (widget_class, reading_changed);
  gtk_widget_class_bind_template_callback (widget_class, line_changed);
  gtk_widget_class_bind_template_callback (widget_class, sheet_changed);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed);
  gtk_widget_class_bind_template_callback (widget_class, no_photos_clicked);
  gtk_widget_class_bind_template_callback (widget_class, column_mapped);
  gtk_widget_class_bind_template_callback (widget_class, save_problems);
  gtk_widget_class_install_action (widget_class, "import.photo-folder", NULL, photo_folder_action);
  gtk_widget_class_install_action (widget_class, "import.photo-zip", NULL, photo_zip_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
eta_import_dialog_init (EtaImportDialog *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->plan = eta_import_plan_new ();
  self->showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->showing = FALSE;
  g_signal_connect (drop, "drop", G_CALLBACK (dropped), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->import));
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->choose));
}
