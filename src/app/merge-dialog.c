#include "app/merge-dialog.h"

#include "app/merge-rows.h"
#include "app/moment.h"

#include <glib/gi18n.h>

struct _EtaMergeDialog {
  AdwWindow parent_instance;
  EtaMergePlan *plan;
  GHashTable *choices; /* id, the plan's → EtaMergeTake */
  GPtrArray *clashes;  /* rows, borrowed */

  AdwWindowTitle *heading;
  GtkLabel *counts;
  GtkLabel *origin;
  GtkButton *merge_button;
  AdwPreferencesGroup *clash_group;
  AdwPreferencesGroup *changed_group;
  AdwPreferencesGroup *new_group;
  GtkWidget *all_box;
};

G_DEFINE_FINAL_TYPE (EtaMergeDialog, eta_merge_dialog, ADW_TYPE_WINDOW)

enum { MERGE, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
merge_clicked (EtaMergeDialog *self)
{
  g_signal_emit (self, signals[MERGE], 0, self->choices);
  gtk_window_close (GTK_WINDOW (self));
}

static void
cancel_clicked (EtaMergeDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

void
eta_merge_dialog_take_all (EtaMergeDialog *self, EtaMergeTake take)
{
  for (guint i = 0; i < self->clashes->len; i++)
    eta_merge_row_take (self->clashes->pdata[i], take);
}

static void
all_mine_clicked (EtaMergeDialog *self)
{
  eta_merge_dialog_take_all (self, ETA_TAKE_MINE);
}

static void
all_theirs_clicked (EtaMergeDialog *self)
{
  eta_merge_dialog_take_all (self, ETA_TAKE_THEIRS);
}

static void
chosen (const EtaMergeItem *item, EtaMergeTake take, gpointer data)
{
  EtaMergeDialog *self = ETA_MERGE_DIALOG (data);

  g_hash_table_insert (self->choices, item->id, GINT_TO_POINTER (take));
}

static void
eta_merge_dialog_finalize (GObject *object)
{
  EtaMergeDialog *self = ETA_MERGE_DIALOG (object);

  g_clear_pointer (&self->choices, g_hash_table_unref);
  g_clear_pointer (&self->clashes, g_ptr_array_unref);
  g_clear_pointer (&self->plan, eta_merge_plan_free);
  G_OBJECT_CLASS (eta_merge_dialog_parent_class)->finalize (object);
}

static void
eta_merge_dialog_class_init (EtaMergeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = eta_merge_dialog_finalize;
  signals[MERGE] = g_signal_new ("merge", ETA_TYPE_MERGE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_HASH_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/merge-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaMergeDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, EtaMergeDialog, counts);
  gtk_widget_class_bind_template_child (widget_class, EtaMergeDialog, origin);
  gtk_widget_class_bind_template_child (widget_class, EtaMergeDialog, merge_button);
  gtk_widget_class_bind_template_child (widget_class, EtaMergeDialog, clash_group);
  gtk_widget_class_bind_template_child (widget_class, EtaMergeDialog, changed_group);
  gtk_widget_class_bind_template_child (widget_class, EtaMergeDialog, new_group);
  gtk_widget_class_bind_template_child (widget_class, EtaMergeDialog, all_box);
  gtk_widget_class_bind_template_callback (widget_class, merge_clicked);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, all_mine_clicked);
  gtk_widget_class_bind_template_callback (widget_class, all_theirs_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
eta_merge_dialog_init (EtaMergeDialog *self)
{
  self->choices = g_hash_table_new (g_str_hash, g_str_equal);
  self->clashes = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* --- filling ---------------------------------------------------------------------------------- */

static void
append_count (GString *text, guint n, const char *words)
{
  if (n == 0)
    return;
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
}

/* “12 new products · 3 changed · 1 clashing · 40 unchanged” */
static void
show_counts (EtaMergeDialog *self)
{
  const EtaMergeCount *of = &self->plan->products;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *fresh =
      g_strdup_printf (ngettext ("%u new product", "%u new products", of->n_new), of->n_new);
  g_autofree char *changed = g_strdup_printf (_ ("%u changed"), of->n_changed);
  g_autofree char *clash = g_strdup_printf (_ ("%u changed by both"), of->n_clash);
  g_autofree char *same = g_strdup_printf (_ ("%u unchanged"), of->n_same);

  append_count (text, of->n_new, fresh);
  append_count (text, of->n_changed, changed);
  append_count (text, of->n_clash, clash);
  append_count (text, of->n_same, same);
  gtk_label_set_text (self->counts, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->counts), text->len > 0);
}

/* Each keeps its own direction. */
static void
append_part (GString *text, const char *part)
{
  if (part)
    g_string_append_printf (text, "%s\u2068%s\u2069", text->len > 0 ? " · " : "", part);
}

static void
show_origin (EtaMergeDialog *self, const EtaPackage *package)
{
  const EtaPackageInfo *info = eta_package_info (package);
  g_autofree char *when = info->made ? eta_moment_text_iso (info->made) : NULL;
  g_autofree char *from = info->catalog ? g_strdup_printf (_ ("From “%s”"), info->catalog) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  append_part (text, from);
  append_part (text, when);
  append_part (text, info->by);
  gtk_label_set_text (self->origin, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->origin), text->len > 0);
}

static AdwPreferencesGroup *
group_of (EtaMergeDialog *self, EtaMergeState state)
{
  if (state == ETA_MERGE_CLASH)
    return self->clash_group;
  return state == ETA_MERGE_NEW ? self->new_group : self->changed_group;
}

static void
fill (EtaMergeDialog *self)
{
  guint n[ETA_MERGE_CLASH + 1] = {0};

  for (guint i = 0; i < self->plan->items->len; i++) {
    const EtaMergeItem *item = self->plan->items->pdata[i];
    AdwPreferencesGroup *group = group_of (self, item->state);
    GtkWidget *row;

    gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
    if (n[item->state]++ >= ETA_MERGE_MOST_ROWS && item->state != ETA_MERGE_CLASH)
      continue;
    if (item->state == ETA_MERGE_CLASH) {
      row = eta_merge_row_clash (item, chosen, self);
      g_ptr_array_add (self->clashes, row);
    } else {
      row = eta_merge_row_new (item);
    }
    adw_preferences_group_add (group, row);
  }
  for (guint state = 0; state < ETA_MERGE_CLASH; state++) {
    if (n[state] > ETA_MERGE_MOST_ROWS)
      adw_preferences_group_add (group_of (self, state),
                                 eta_merge_row_more (n[state] - ETA_MERGE_MOST_ROWS));
  }
  gtk_widget_set_visible (self->all_box, self->clashes->len > 1);
}

EtaMergeDialog *
eta_merge_dialog_new (GtkWindow *parent, const EtaPackage *package, EtaMergePlan *plan)
{
  EtaMergeDialog *self = g_object_new (ETA_TYPE_MERGE_DIALOG, "transient-for", parent, NULL);

  self->plan = plan;
  adw_window_title_set_subtitle (self->heading, eta_package_name (package));
  show_counts (self);
  show_origin (self, package);
  fill (self);
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->merge_button));
  gtk_widget_grab_focus (GTK_WIDGET (self->merge_button));
  return self;
}

void
eta_merge_dialog_accept (EtaMergeDialog *self)
{
  merge_clicked (self);
}
