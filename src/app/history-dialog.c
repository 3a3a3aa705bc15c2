#include "app/history-dialog.h"

#include "app/moment.h"
#include "app/ui-language.h"
#include "catalog/history-words.h"

#include <glib/gi18n.h>

/* A page of steps; the oldest of a thousand are rarely asked for. */
#define STEPS 50
/* An import has tens of thousands. */
#define CHANGES 40

struct _EtaHistoryDialog {
  AdwWindow parent_instance;
  EtaWindow *window; /* weak */
  char *product;
  AdwWindowTitle *title;
  GtkStack *stack;
  AdwPreferencesGroup *group;
  AdwPreferencesGroup *more;
  GPtrArray *rows; /* borrowed */
  guint limit;
};

G_DEFINE_FINAL_TYPE (EtaHistoryDialog, eta_history_dialog, ADW_TYPE_WINDOW)

static const char STEP_KEY[] = "eta-step";
static const char FILLED_KEY[] = "eta-filled";

static EtaSession *
session_of (EtaHistoryDialog *self)
{
  return self->window ? eta_window_get_session (self->window) : NULL;
}

/* --- one step, opened ---------------------------------------------------------------------------
 */

/* A value stays in its own direction beside the arrow. */
static char *
describe (const EtaChange *change)
{
  if (change->before && change->after)
    /* Translators: a value before and after; the arrow follows the direction of reading. */
    return g_strdup_printf (_ ("\u2068%s\u2069 → \u2068%s\u2069"), change->before, change->after);
  if (change->before)
    return g_strdup_printf (_ ("was “%s”, now empty"), change->before);
  return g_strdup (change->after ? change->after : "");
}

static GtkWidget *
plain_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle && *subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 6);
  return row;
}

static GtkWidget *
change_row (EtaHistoryDialog *self, const EtaChange *change)
{
  g_autofree char *text = describe (change);
  g_autofree char *title = NULL;

  /* Whose it is, unless the whole list is of one. */
  if (!self->product && change->owner && *change->owner)
    title = g_strdup_printf ("%s · %s", change->owner, change->what);
  return plain_row (title ? title : change->what, text);
}

static void
undo_clicked (EtaHistoryDialog *self, GtkButton *button)
{
  const gint64 *step = g_object_get_data (G_OBJECT (button), STEP_KEY);
  EtaSession *session = session_of (self);
  EtaWindow *window = self->window;
  g_autoptr (GError) error = NULL;

  if (!session || !eta_window_flush (window))
    return;
  if (!eta_session_undo_from (session, *step, &error)) {
    eta_window_show_error (window, error);
    return;
  }
  gtk_window_destroy (GTK_WINDOW (self));
  eta_window_toast_long (window, _ ("Undone. “Redo” does it again step by step."), _ ("_Redo"),
                         "win.redo");
}

/* The newest is undone alone; an older one with all that came after it, also of other products. */
static GtkWidget *
undo_row (EtaHistoryDialog *self, const EtaStep *step)
{
  EtaSession *session = session_of (self);
  const guint n = session && !eta_session_is_read_only (session)
                      ? eta_history_count_from (eta_session_get_store (session), step->id)
                      : 0;
  g_autofree char *label =
      n == 1 ? g_strdup (_ ("_Undo this step"))
             : g_strdup_printf (ngettext ("_Undo the last %u step of the catalog",
                                          "_Undo the last %u steps of the catalog", n),
                                n);
  GtkWidget *button, *row;

  if (n == 0)
    return NULL;
  row = adw_action_row_new ();
  button = gtk_button_new_with_mnemonic (label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), STEP_KEY, g_memdup2 (&step->id, sizeof step->id),
                          g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (undo_clicked), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
fill_step (EtaHistoryDialog *self, AdwExpanderRow *row, const EtaStep *step)
{
  EtaSession *session = session_of (self);
  guint n_more = 0;
  g_autoptr (GPtrArray) changes =
      session ? eta_history_changes (eta_session_get_store (session), step->id, self->product,
                                     eta_ui_language (), CHANGES, &n_more, NULL)
              : NULL;
  GtkWidget *undo = undo_row (self, step);

  for (guint i = 0; changes && i < changes->len; i++)
    adw_expander_row_add_row (row, change_row (self, changes->pdata[i]));
  if (n_more > 0) {
    g_autofree char *text = g_strdup_printf (_ ("… and %u more."), n_more);
    adw_expander_row_add_row (row, plain_row (text, NULL));
  }
  if (undo)
    adw_expander_row_add_row (row, undo);
}

static void
expanded (AdwExpanderRow *row, GParamSpec *pspec, gpointer data)
{
  const EtaStep *step = g_object_get_data (G_OBJECT (row), STEP_KEY);

  if (!adw_expander_row_get_expanded (row) || g_object_get_data (G_OBJECT (row), FILLED_KEY))
    return;
  g_object_set_data (G_OBJECT (row), FILLED_KEY, row);
  fill_step (ETA_HISTORY_DIALOG (data), row, step);
}

/* --- the list --------------------------------------------------------------------------------- */

/* Takes STEP. */
static GtkWidget *
step_row (EtaHistoryDialog *self, EtaStep *step)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *title = eta_session_step_text (step);
  g_autofree char *when = eta_moment_text_iso (step->when);
  g_autofree char *who = step->who ? g_strdup_printf (" · \u2068%s\u2069", step->who) : NULL;
  g_autofree char *subtitle = g_strconcat (when, who ? who : "", step->undone ? " · " : "",
                                           step->undone ? _ ("undone") : "", NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  if (step->undone)
    gtk_widget_add_css_class (row, "dim-label");
  g_object_set_data_full (G_OBJECT (row), STEP_KEY, step, (GDestroyNotify)eta_step_free);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded), self, 0);
  return row;
}

static void
fill (EtaHistoryDialog *self)
{
  EtaSession *session = session_of (self);
  g_autoptr (GPtrArray) steps = session ? eta_history_list (eta_session_get_store (session),
                                                            self->product, self->limit + 1, NULL)
                                        : NULL;
  const guint n = steps ? MIN (steps->len, self->limit) : 0;

  for (guint i = self->rows->len; i < n; i++) {
    EtaStep *step = g_steal_pointer (&steps->pdata[i]);
    GtkWidget *row = step_row (self, step);
    adw_preferences_group_add (self->group, row);
    g_ptr_array_add (self->rows, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->more), steps && steps->len > self->limit);
  gtk_stack_set_visible_child_name (self->stack, self->rows->len > 0 ? "steps" : "empty");
}

static void
more_activated (EtaHistoryDialog *self)
{
  self->limit += STEPS;
  fill (self);
}

static void
eta_history_dialog_dispose (GObject *object)
{
  EtaHistoryDialog *self = ETA_HISTORY_DIALOG (object);

  g_clear_weak_pointer (&self->window);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->product, g_free);
  G_OBJECT_CLASS (eta_history_dialog_parent_class)->dispose (object);
}

static void
eta_history_dialog_class_init (EtaHistoryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_history_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaHistoryDialog, title);
  gtk_widget_class_bind_template_child (widget_class, EtaHistoryDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, EtaHistoryDialog, group);
  gtk_widget_class_bind_template_child (widget_class, EtaHistoryDialog, more);
  gtk_widget_class_bind_template_callback (widget_class, more_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
eta_history_dialog_init (EtaHistoryDialog *self)
{
  self->rows = g_ptr_array_new ();
  self->limit = STEPS;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
eta_history_dialog_show (EtaWindow *window, const char *product_id)
{
  EtaHistoryDialog *self = g_object_new (ETA_TYPE_HISTORY_DIALOG, "transient-for", window, NULL);
  EtaSession *session = eta_window_get_session (window);
  g_autoptr (EtaProduct) product =
      product_id ? eta_store_get_product (eta_session_get_store (session), product_id, NULL) : NULL;

  g_set_weak_pointer (&self->window, window);
  self->product = g_strdup (product_id);
  if (product)
    adw_window_title_set_subtitle (self->title, eta_product_name (product, eta_ui_language ()));
  fill (self);
  gtk_window_present (GTK_WINDOW (self));
}
