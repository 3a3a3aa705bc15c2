#include "app/communal-dialog.h"

#include "app/ui-language.h"
#include "catalog/communal.h"
#include "catalog/language.h"

#include <glib/gi18n.h>

struct _EtaCommunalDialog {
  AdwWindow parent_instance;
  EtaSession *session;
  GPtrArray *ids;  /* of the selected products */
  GPtrArray *rows; /* shown, borrowed */

  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwPreferencesGroup *join_group;
  AdwEntryRow *name_row;
  GtkButton *join_button;
  AdwPreferencesGroup *list_group;
};

G_DEFINE_FINAL_TYPE (EtaCommunalDialog, eta_communal_dialog, ADW_TYPE_WINDOW)

static const char ID_KEY[] = "eta-product";

/* --- changing --------------------------------------------------------------------------------- */

typedef struct {
  const char *name;
  GPtrArray *ids;
} Change;

static gboolean
set_communal (EtaStore *store, gpointer data, GError **error)
{
  const Change *change = data;

  return eta_store_set_communal (store, change->name, change->ids, error);
}

static void reload (EtaCommunalDialog *self);

static gboolean
change (EtaCommunalDialog *self, const char *step, const char *name, GPtrArray *ids)
{
  Change wanted = {name, ids};
  g_autoptr (GError) error = NULL;

  if (eta_session_edit (self->session, step, name, set_communal, &wanted, &error)) {
    reload (self);
    return TRUE;
  }
  {
    g_autofree char *text = g_markup_escape_text (error->message, -1);
    AdwToast *toast = adw_toast_new (text);

    adw_toast_set_timeout (toast, 10);
    adw_toast_overlay_add_toast (self->toasts, toast);
  }
  return FALSE;
}

static void
join_clicked (EtaCommunalDialog *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));

  if (change (self, N_ ("List together"), name, self->ids))
    gtk_widget_set_visible (GTK_WIDGET (self->join_group), FALSE);
}

static void
leave_clicked (EtaCommunalDialog *self, GtkButton *button)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (ids, g_strdup (g_object_get_data (G_OBJECT (button), ID_KEY)));
  change (self, N_ ("List apart"), NULL, ids);
}

static void
name_changed (EtaCommunalDialog *self)
{
  g_autofree char *name =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));

  gtk_widget_set_sensitive (GTK_WIDGET (self->join_button), *name != '\0');
}

/* --- showing ---------------------------------------------------------------------------------- */

static char *
grouped (gint64 number)
{
  return eta_language_number (eta_language_get (eta_ui_language ()), number, 0);
}

/* “2,500 a month from 2 producers · 1 without a stated capacity” */
static char *
sum_text (const EtaCommunal *communal)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *number = grouped (communal->capacity);
  const guint n = communal->n_producers;

  if (!communal->adds_up)
    return g_strdup (_ ("Their units or net weights differ, so their capacities are not added"));
  g_string_append_printf (
      text, ngettext ("%1$s a month from %2$u producer", "%1$s a month from %2$u producers", n),
      number, n);
  if (communal->n_unstated > 0)
    g_string_append_printf (text,
                            ngettext (" · %u without a stated capacity",
                                      " · %u without a stated capacity", communal->n_unstated),
                            communal->n_unstated);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
member_row (EtaCommunalDialog *self, const EtaCommunalMember *member)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *number = member->capacity > 0 ? grouped (member->capacity) : g_strdup ("–");
  g_autofree char *plain = g_strdup_printf ("%s%s%s", member->sku ? member->sku : "",
                                            member->sku ? " · " : "", member->name);
  g_autofree char *title = g_markup_escape_text (member->producer, -1);
  g_autofree char *subtitle = g_markup_escape_text (plain, -1);
  GtkWidget *label = gtk_label_new (number);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Offer it by itself again"));
  g_object_set_data_full (G_OBJECT (button), ID_KEY, g_strdup (member->id), g_free);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (leave_clicked), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static GtkWidget *
communal_row (EtaCommunalDialog *self, const EtaCommunal *communal)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *title = g_markup_escape_text (communal->name, -1);
  g_autofree char *plain = sum_text (communal);
  g_autofree char *subtitle = g_markup_escape_text (plain, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  for (guint i = 0; i < communal->members->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                              member_row (self, communal->members->pdata[i]));
  return row;
}

static void
reload (EtaCommunalDialog *self)
{
  g_autoptr (GPtrArray) all =
      eta_store_list_communal (eta_session_get_store (self->session), eta_ui_language (), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->list_group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; all && i < all->len; i++) {
    GtkWidget *row = communal_row (self, all->pdata[i]);

    adw_preferences_group_add (self->list_group, row);
    g_ptr_array_add (self->rows, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->list_group), self->rows->len > 0);
  gtk_stack_set_visible_child_name (
      self->stack, self->rows->len > 0 || self->ids->len > 0 ? "listings" : "empty");
}

static void
eta_communal_dialog_dispose (GObject *object)
{
  EtaCommunalDialog *self = ETA_COMMUNAL_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (eta_communal_dialog_parent_class)->dispose (object);
}

static void
eta_communal_dialog_class_init (EtaCommunalDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_communal_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/communal-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaCommunalDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, EtaCommunalDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, EtaCommunalDialog, join_group);
  gtk_widget_class_bind_template_child (widget_class, EtaCommunalDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, EtaCommunalDialog, join_button);
  gtk_widget_class_bind_template_child (widget_class, EtaCommunalDialog, list_group);
  gtk_widget_class_bind_template_callback (widget_class, join_clicked);
  gtk_widget_class_bind_template_callback (widget_class, name_changed);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
eta_communal_dialog_init (EtaCommunalDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What is proposed as the name: that of the first selected product. */
static void
propose_name (EtaCommunalDialog *self)
{
  g_autoptr (EtaProduct) product =
      eta_store_get_product (eta_session_get_store (self->session), self->ids->pdata[0], NULL);

  if (product)
    gtk_editable_set_text (GTK_EDITABLE (self->name_row),
                           eta_product_name (product, eta_ui_language ()));
}

EtaCommunalDialog *
eta_communal_dialog_new (EtaWindow *window, GPtrArray *ids)
{
  EtaCommunalDialog *self = g_object_new (ETA_TYPE_COMMUNAL_DIALOG, "transient-for", window, NULL);
  const guint n = ids->len;
  g_autofree char *title = g_strdup_printf (ngettext ("Put the selected product into a listing",
                                                      "Put the %u selected products together", n),
                                            n);

  self->session = g_object_ref (eta_window_get_session (window));
  self->ids = g_ptr_array_ref (ids);
  adw_preferences_group_set_title (self->join_group, title);
  gtk_widget_set_visible (GTK_WIDGET (self->join_group), n > 0);
  if (n > 0)
    propose_name (self);
  reload (self);
  return self;
}

void
eta_communal_dialog_join (EtaCommunalDialog *self, const char *name)
{
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
  join_clicked (self);
}
