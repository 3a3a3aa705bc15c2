#include "app/bulk-editor.h"

#include "app/bulk-fields.h"
#include "app/field-row.h"
#include "app/form-sections.h"
#include "app/ui-language.h"
#include "catalog/language.h"
#include "catalog/money.h"
#include "catalog/view.h"

#include <glib/gi18n.h>

struct _EtaBulkEditor {
  GtkBox parent_instance;
  EtaStore *store;
  GtkDropDown *section;
  GtkDropDown *what;
  GtkBox *value; /* what stands here depends on the field */
  GtkLabel *error;
  const EtaBulkField *field;

  /* What is in VALUE, else NULL. */
  GtkDropDown *lang;
  GPtrArray *langs;
  EtaFieldRow *row;
  GtkCheckButton *empty;
  GtkDropDown *choice; /* producer, review, currency */
  GPtrArray *values;   /* of CHOICE */
  GtkSpinButton *percent;
  GtkDropDown *round;
  GArray *steps; /* gint64, of ROUND */
  GtkEditable *who, *note;
};

G_DEFINE_FINAL_TYPE (EtaBulkEditor, eta_bulk_editor, GTK_TYPE_BOX)

static guint changed_signal;

static void
changed (EtaBulkEditor *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* --- parts ------------------------------------------------------------------------------------ */

/* A caption above CONTROL. */
static GtkWidget *
captioned (const char *caption, GtkWidget *control)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *label = gtk_label_new (caption);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), control);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, caption,
                                  -1);
  gtk_widget_set_hexpand (control, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), control);
  return box;
}

static GtkDropDown *
make_choice (GPtrArray *labels)
{
  GtkStringList *list = gtk_string_list_new (NULL);
  GtkDropDown *down;

  for (guint i = 0; i < labels->len; i++)
    gtk_string_list_append (list, labels->pdata[i]);
  down = GTK_DROP_DOWN (gtk_drop_down_new (
      G_LIST_MODEL (list), gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string")));
  gtk_drop_down_set_enable_search (down, labels->len > 12);
  return down;
}

static void
add_choice (
    EtaBulkEditor *self, GtkBox *box, const char *caption, GPtrArray *values, GPtrArray *labels)
{
  self->values = values;
  self->choice = make_choice (labels);
  gtk_box_append (box, captioned (caption, GTK_WIDGET (self->choice)));
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (changed), self,
                           G_CONNECT_SWAPPED);
}

static const char *
chosen (EtaBulkEditor *self)
{
  const guint i = self->choice ? gtk_drop_down_get_selected (self->choice) : G_MAXUINT;

  return self->values && i < self->values->len ? self->values->pdata[i] : NULL;
}

static const char *
chosen_lang (EtaBulkEditor *self)
{
  const guint i = self->lang ? gtk_drop_down_get_selected (self->lang) : G_MAXUINT;

  return self->langs && i < self->langs->len ? self->langs->pdata[i] : NULL;
}

/* --- a field ---------------------------------------------------------------------------------- */

static gboolean
field_left (EtaFieldRow *row, const char *text, gpointer data, GError **error)
{
  EtaBulkEditor *self = ETA_BULK_EDITOR (data);
  g_autoptr (EtaBulk) bulk = eta_bulk_editor_get (self, NULL);

  if (bulk && !eta_bulk_check (bulk, error))
    return FALSE;
  changed (self);
  return TRUE;
}

static void
empty_toggled (EtaBulkEditor *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->row), !gtk_check_button_get_active (self->empty));
  changed (self);
}

static void
make_row (EtaBulkEditor *self, const EtaBulkField *field)
{
  const char *lang = chosen_lang (self);
  g_autofree char *address =
      lang ? g_strconcat (field->address, ".", lang, NULL) : g_strdup (field->address);

  self->row =
      ETA_FIELD_ROW (eta_field_row_new (field->field, address, NULL, lang, field_left, self));
  g_signal_connect_object (self->row, "typed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
}

static void
lang_chosen (EtaBulkEditor *self)
{
  GtkWidget *old = GTK_WIDGET (self->row);
  GtkWidget *before = gtk_widget_get_prev_sibling (old);

  gtk_box_remove (self->value, old);
  make_row (self, self->field);
  gtk_box_insert_child_after (self->value, GTK_WIDGET (self->row), before);
  changed (self);
}

static void
add_langs (EtaBulkEditor *self)
{
  g_autoptr (GPtrArray) labels = NULL;

  self->langs =
      eta_filter_values (self->store, ETA_FILTER_MISSING, eta_ui_language (), &labels, NULL);
  if (!self->langs)
    return;
  self->lang = make_choice (labels);
  gtk_box_append (self->value, captioned (_ ("Language"), GTK_WIDGET (self->lang)));
  g_signal_connect_object (self->lang, "notify::selected", G_CALLBACK (lang_chosen), self,
                           G_CONNECT_SWAPPED);
}

static void
show_field (EtaBulkEditor *self, const EtaBulkField *field)
{
  if (field->field->owner == ETA_FIELD_OF_WORDS)
    add_langs (self);
  make_row (self, field);
  gtk_box_append (self->value, GTK_WIDGET (self->row));
  self->empty = GTK_CHECK_BUTTON (gtk_check_button_new_with_mnemonic (_ ("_Leave it empty")));
  g_signal_connect_object (self->empty, "toggled", G_CALLBACK (empty_toggled), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->value, GTK_WIDGET (self->empty));
}

/* --- prices ----------------------------------------------------------------------------------- */

/* Steps that people round to: in the last digits shown. */
static void
show_rounding (EtaBulkEditor *self)
{
  static const gint64 factors[] = {1, 5, 10, 50, 100, 500, 1000};
  const char *code = chosen (self), *currency = code ? code : "";
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  gint64 step = 1;
  int digits = *currency ? eta_currency_minor (currency) - eta_currency_shown (currency) : 0;

  while (digits-- > 0)
    step *= 10;
  g_array_set_size (self->steps, 0);
  for (guint i = 0; i < G_N_ELEMENTS (factors); i++) {
    const gint64 one = i > 0 ? step * factors[i] : 0;
    g_autofree char *amount =
        i > 0 ? eta_money_text (one, currency, eta_ui_language (), TRUE) : NULL;
    if (i > 0 && !*currency)
      break;
    gtk_string_list_append (list, amount ? amount : _ ("The last digit shown"));
    g_array_append_val (self->steps, one);
  }
  gtk_drop_down_set_model (self->round, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->round, 0);
}

/* “7,5” and “7.5” both, whatever the locale. */
static int
read_percent (GtkSpinButton *button, double *value, gpointer data)
{
  g_autofree char *text =
      g_strdelimit (g_strdup (gtk_editable_get_text (GTK_EDITABLE (button))), ",", '.');
  char *end;

  *value = g_ascii_strtod (g_strstrip (text), &end);
  return end > text && *end == '\0' ? TRUE : GTK_INPUT_ERROR;
}

static void
show_percent (EtaBulkEditor *self)
{
  GPtrArray *values = eta_store_filter_values (self->store, ETA_VALUES_CURRENCY, NULL);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  GtkWidget *both = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  if (!values)
    values = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_insert (values, 0, g_strdup (""));
  for (guint i = 0; i < values->len; i++)
    g_ptr_array_add (labels, i > 0 ? values->pdata[i] : (gpointer)_ ("All currencies"));
  self->percent = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (-99, 1000, 1));
  gtk_spin_button_set_digits (self->percent, 2);
  gtk_spin_button_set_value (self->percent, 0);
  g_signal_connect (self->percent, "input", G_CALLBACK (read_percent), NULL);
  g_signal_connect_object (self->percent, "value-changed", G_CALLBACK (changed), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->value,
                  captioned (_ ("Per cent up, or down with a minus"), GTK_WIDGET (self->percent)));
  add_choice (self, GTK_BOX (both), _ ("Prices in"), values, labels);
  self->round = GTK_DROP_DOWN (gtk_drop_down_new (
      NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string")));
  self->steps = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_box_append (GTK_BOX (both), captioned (_ ("Rounded to"), GTK_WIDGET (self->round)));
  gtk_box_set_homogeneous (GTK_BOX (both), TRUE);
  gtk_box_append (self->value, both);
  show_rounding (self);
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (show_rounding), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->round, "notify::selected", G_CALLBACK (changed), self,
                           G_CONNECT_SWAPPED);
}

/* --- producer and review ---------------------------------------------------------------------- */

static void
show_producer (EtaBulkEditor *self)
{
  g_autoptr (GPtrArray) labels = NULL;
  GPtrArray *values =
      eta_filter_values (self->store, ETA_FILTER_PRODUCER, eta_ui_language (), &labels, NULL);

  if (values)
    add_choice (self, self->value, _ ("Producer"), values, labels);
}

static void
show_review (EtaBulkEditor *self)
{
  static const char *const states[] = {"draft", "checked", "approved"};
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GSettings) settings = g_settings_new (ETA_APP_ID);
  g_autofree char *who = g_settings_get_string (settings, "reviewer");

  for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
    g_ptr_array_add (values, g_strdup (states[i]));
    g_ptr_array_add (labels, eta_filter_value_text (self->store, ETA_FILTER_STATE, states[i],
                                                    eta_ui_language ()));
  }
  add_choice (self, self->value, _ ("State"), values, labels);
  gtk_drop_down_set_selected (self->choice, 1);
  self->who = GTK_EDITABLE (gtk_entry_new ());
  gtk_editable_set_text (self->who, *who ? who : g_get_real_name ());
  self->note = GTK_EDITABLE (gtk_entry_new ());
  gtk_box_append (self->value, captioned (_ ("Who reviewed"), GTK_WIDGET (self->who)));
  gtk_box_append (self->value, captioned (_ ("Note"), GTK_WIDGET (self->note)));
  g_signal_connect_object (self->who, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->note, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
}

/* --- which field ------------------------------------------------------------------------------ */

static void
forget_value (EtaBulkEditor *self)
{
  GtkWidget *child;

  self->lang = self->choice = self->round = NULL;
  self->row = NULL;
  self->empty = NULL;
  self->percent = NULL;
  self->who = self->note = NULL;
  g_clear_pointer (&self->langs, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_clear_pointer (&self->steps, g_array_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->value))))
    gtk_box_remove (self->value, child);
}

static void
field_chosen (EtaBulkEditor *self)
{
  guint n;
  const EtaBulkSection *sections = eta_bulk_sections (&n);
  const guint section = gtk_drop_down_get_selected (self->section);
  const guint i = gtk_drop_down_get_selected (self->what);

  if (section >= n || i >= sections[section].fields->len)
    return;
  self->field = &g_array_index (sections[section].fields, EtaBulkField, i);
  forget_value (self);
  if (self->field->kind == ETA_BULK_PERCENT)
    show_percent (self);
  else if (self->field->kind == ETA_BULK_PRODUCER)
    show_producer (self);
  else if (self->field->kind == ETA_BULK_REVIEW)
    show_review (self);
  else
    show_field (self, self->field);
  changed (self);
}

static void
section_chosen (EtaBulkEditor *self)
{
  guint n;
  const EtaBulkSection *sections = eta_bulk_sections (&n);
  const guint section = gtk_drop_down_get_selected (self->section);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  if (section >= n)
    return;
  for (guint i = 0; i < sections[section].fields->len; i++)
    gtk_string_list_append (
        list, eta_bulk_field_title (&g_array_index (sections[section].fields, EtaBulkField, i)));
  gtk_drop_down_set_model (self->what, G_LIST_MODEL (list));
  field_chosen (self); /* the place in the list may be the same */
}

/* --- the change ------------------------------------------------------------------------------- */

static gboolean
get_field (EtaBulkEditor *self, EtaBulk *bulk)
{
  bulk->address = g_strdup (eta_field_row_get_address (self->row));
  if (gtk_check_button_get_active (self->empty))
    return TRUE;
  bulk->value = eta_field_row_get_text (self->row);
  return bulk->value && *bulk->value;
}

static gboolean
get_percent (EtaBulkEditor *self, EtaBulk *bulk)
{
  const char *currency = chosen (self);
  const guint i = gtk_drop_down_get_selected (self->round);
  const double percent = gtk_spin_button_get_value (self->percent);

  bulk->currency = currency && *currency ? g_strdup (currency) : NULL;
  bulk->percent = (gint64)(percent * 100 + (percent < 0 ? -.5 : .5));
  bulk->step = i < self->steps->len ? g_array_index (self->steps, gint64, i) : 0;
  return bulk->percent != 0;
}

static char *
detail_of (EtaBulkEditor *self)
{
  const char *lang = chosen_lang (self);
  g_autofree char *name = lang ? eta_language_name (lang, eta_ui_language ()) : NULL;

  if (!name)
    return g_strdup (eta_bulk_field_title (self->field));
  return g_strdup_printf ("%s (%s)", eta_bulk_field_title (self->field), name);
}

EtaBulk *
eta_bulk_editor_get (EtaBulkEditor *self, char **detail)
{
  g_autoptr (EtaBulk) bulk = g_new0 (EtaBulk, 1);
  gboolean ready;

  bulk->kind = self->field->kind;
  if (bulk->kind == ETA_BULK_SET) {
    ready = get_field (self, bulk);
  } else if (bulk->kind == ETA_BULK_PERCENT) {
    ready = get_percent (self, bulk);
  } else {
    bulk->value = g_strdup (chosen (self));
    eta_set_text (&bulk->who, self->who ? gtk_editable_get_text (self->who) : NULL);
    eta_set_text (&bulk->note, self->note ? gtk_editable_get_text (self->note) : NULL);
    ready = bulk->value != NULL;
  }
  if (ready && detail)
    *detail = detail_of (self);
  return ready ? g_steal_pointer (&bulk) : NULL;
}

void
eta_bulk_editor_show_error (EtaBulkEditor *self, const GError *error)
{
  gtk_label_set_text (self->error, error ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), error != NULL);
}

/* --- the widget ------------------------------------------------------------------------------- */

static void
eta_bulk_editor_dispose (GObject *object)
{
  EtaBulkEditor *self = ETA_BULK_EDITOR (object);

  g_clear_pointer (&self->langs, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_clear_pointer (&self->steps, g_array_unref);
  G_OBJECT_CLASS (eta_bulk_editor_parent_class)->dispose (object);
}

static void
eta_bulk_editor_class_init (EtaBulkEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_bulk_editor_dispose;
  changed_signal = g_signal_new ("changed", ETA_TYPE_BULK_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
eta_bulk_editor_init (EtaBulkEditor *self)
{
  GtkWidget *which = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  guint n;
  const EtaBulkSection *sections = eta_bulk_sections (&n);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (titles, (gpointer)_ (sections[i].title));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->section = make_choice (titles);
  gtk_drop_down_set_enable_search (self->section, FALSE);
  self->what = make_choice (none);
  gtk_box_set_homogeneous (GTK_BOX (which), TRUE);
  gtk_box_append (GTK_BOX (which), captioned (_ ("Section"), GTK_WIDGET (self->section)));
  gtk_box_append (GTK_BOX (which), captioned (_ ("Field"), GTK_WIDGET (self->what)));
  self->value = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  self->error = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->error, 0);
  gtk_label_set_wrap (self->error, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->error), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  gtk_box_append (GTK_BOX (self), which);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->value));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->error));
}

GtkWidget *
eta_bulk_editor_new (EtaStore *store)
{
  EtaBulkEditor *self = g_object_new (ETA_TYPE_BULK_EDITOR, NULL);

  self->store = store;
  section_chosen (self);
  g_signal_connect_object (self->section, "notify::selected", G_CALLBACK (section_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->what, "notify::selected", G_CALLBACK (field_chosen), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
