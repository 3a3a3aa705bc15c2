#include "app/field-row.h"

#include "app/opening.h"
#include "app/suggest-popover.h"
#include "app/ui-language.h"
#include "app/view-only.h"
#include "catalog/check.h"
#include "catalog/choices.h"
#include "catalog/data.h"
#include "catalog/error.h"
#include "catalog/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

struct _EtaFieldRow {
  GtkBox parent_instance;
  GtkLabel *label;
  GtkMenuButton *help;
  GtkLabel *help_text;
  GtkBox *place;
  GtkLabel *gloss;
  GtkLabel *problem;
  GtkButton *offer; /* takes what may have been meant */

  const EtaField *field;
  char *address;
  char *stored;
  GtkWidget *control;    /* what has the focus */
  GtkTextBuffer *buffer; /* of a long text */
  EtaFieldCommit commit;
  gpointer data;
  EtaSuggestPopover *suggestions; /* of the control, or NULL */
  char *offered;                  /* what the button takes, or NULL */
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (EtaFieldRow, eta_field_row, GTK_TYPE_BOX)

enum { TYPED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void offer_clicked (EtaFieldRow *self);

static void
eta_field_row_finalize (GObject *object)
{
  EtaFieldRow *self = ETA_FIELD_ROW (object);

  g_free (self->address);
  g_free (self->stored);
  g_free (self->offered);
  G_OBJECT_CLASS (eta_field_row_parent_class)->finalize (object);
}

static void
eta_field_row_class_init (EtaFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = eta_field_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaFieldRow, label);
  gtk_widget_class_bind_template_child (widget_class, EtaFieldRow, help);
  gtk_widget_class_bind_template_child (widget_class, EtaFieldRow, help_text);
  gtk_widget_class_bind_template_child (widget_class, EtaFieldRow, place);
  gtk_widget_class_bind_template_child (widget_class, EtaFieldRow, gloss);
  gtk_widget_class_bind_template_child (widget_class, EtaFieldRow, problem);
  gtk_widget_class_bind_template_child (widget_class, EtaFieldRow, offer);
  gtk_widget_class_bind_template_callback (widget_class, offer_clicked);
  signals[TYPED] = g_signal_new ("typed", ETA_TYPE_FIELD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
eta_field_row_init (EtaFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  eta_view_only_follow (GTK_WIDGET (self->place));
}

static void
show_offer (EtaFieldRow *self, char *offered)
{
  g_autofree char *label = offered ? g_strdup_printf (_ ("Take %s"), offered) : NULL;

  g_free (self->offered);
  self->offered = offered;
  gtk_button_set_label (self->offer, label ? label : "");
  gtk_widget_set_visible (GTK_WIDGET (self->offer), offered != NULL);
}

static void
show_problem (EtaFieldRow *self, const char *text)
{
  if (!text)
    show_offer (self, NULL);
  gtk_label_set_text (self->problem, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
  if (text)
    gtk_widget_add_css_class (self->control, "error");
  else
    gtk_widget_remove_css_class (self->control, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_STATE_INVALID,
                               text ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* --- choices: the keys of a table, the first entry “not stated” ----------------------------------
 */

static GtkStringList *
choice_labels (const EtaField *field)
{
  const EtaTable *table = eta_table_get (field->choices);
  GtkStringList *list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, _ ("Not stated"));
  for (guint i = 0; i < eta_table_n_rows (table); i++) {
    g_autofree char *text =
        eta_choice_text (field->choices, eta_table_cell_at (table, i, 0), eta_ui_language ());
    gtk_string_list_append (list, text);
  }
  return list;
}

static void
select_choice (EtaFieldRow *self, const char *key)
{
  const EtaTable *table = eta_table_get (self->field->choices);
  int row = key ? eta_table_find (table, key) : -1;
  GtkDropDown *drop = GTK_DROP_DOWN (self->control);
  GtkStringList *list = GTK_STRING_LIST (gtk_drop_down_get_model (drop));
  guint n = eta_table_n_rows (table) + 1;

  /* A word of the user's own (an import) is shown as it is, at the end. */
  gtk_string_list_splice (list, n, g_list_model_get_n_items (G_LIST_MODEL (list)) - n, NULL);
  if (key && row < 0)
    gtk_string_list_append (list, key);
  gtk_drop_down_set_selected (drop, key && row < 0 ? n : (guint)(row + 1));
}

static char *
selected_choice (EtaFieldRow *self)
{
  const EtaTable *table = eta_table_get (self->field->choices);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->control));

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    return g_strdup ("");
  if (selected > eta_table_n_rows (table))
    return g_strdup (self->stored);
  return g_strdup (eta_table_cell_at (table, selected - 1, 0));
}

/* --- reading and storing -----------------------------------------------------------------------
 */

char *
eta_field_row_get_text (EtaFieldRow *self)
{
  GtkTextIter start, end;

  if (self->field->kind == ETA_FIELD_CHOICE)
    return selected_choice (self);
  if (!self->buffer)
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->control)));
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

gboolean
eta_field_row_is_dirty (EtaFieldRow *self)
{
  g_autofree char *text = eta_field_row_get_text (self);

  return !g_str_equal (text, self->stored ? self->stored : "");
}

static gboolean
store (EtaFieldRow *self)
{
  g_autofree char *text = eta_field_row_get_text (self);
  g_autoptr (GError) error = NULL;

  if (self->setting)
    return TRUE;
  if (!eta_field_row_is_dirty (self)) {
    show_problem (self, NULL);
    return TRUE;
  }
  if (!self->commit (self, text, self->data, &error)) {
    show_problem (self, error->message);
    show_offer (self, eta_check_offer (self->field, text));
    if (g_error_matches (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_LOCKED))
      eta_opening_edit_locked (eta_window_of (GTK_WIDGET (self)));
    return FALSE;
  }
  show_problem (self, NULL);
  return TRUE;
}

static void
left (EtaFieldRow *self)
{
  store (self);
}

gboolean
eta_field_row_flush (EtaFieldRow *self)
{
  if (store (self))
    return TRUE;
  gtk_widget_grab_focus (self->control);
  return FALSE;
}

static void
show_text (EtaFieldRow *self, const char *text)
{
  self->setting = TRUE;
  if (self->field->kind == ETA_FIELD_CHOICE)
    select_choice (self, text);
  else if (self->buffer)
    gtk_text_buffer_set_text (self->buffer, text ? text : "", -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->control), text ? text : "");
  self->setting = FALSE;
}

void
eta_field_row_set_text (EtaFieldRow *self, const char *text)
{
  g_autofree char *typed = eta_field_row_get_text (self);
  gboolean was_dirty = eta_field_row_is_dirty (self);

  g_free (self->stored);
  self->stored = g_strdup (text);
  if (g_str_equal (typed, text ? text : "")) {
    show_problem (self, NULL);
    return;
  }
  /* A value with its reason beneath, or one being typed, is not swept away by a refresh. */
  if (was_dirty && gtk_widget_get_visible (GTK_WIDGET (self->problem)))
    return;
  show_text (self, text);
}

void
eta_field_row_set_gloss (EtaFieldRow *self, const char *text)
{
  gtk_label_set_text (self->gloss, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->gloss), text != NULL);
}

/* What is taken goes the way of what is typed. */
static void
take (const char *value, gpointer data)
{
  EtaFieldRow *self = ETA_FIELD_ROW (data);

  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->control), value);
  self->setting = FALSE;
  gtk_editable_set_position (GTK_EDITABLE (self->control), -1);
  store (self);
}

static void
offer_clicked (EtaFieldRow *self)
{
  g_autofree char *value = g_strdup (self->offered);

  take (value, self);
  gtk_widget_grab_focus (self->control);
}

const char *
eta_field_row_get_address (EtaFieldRow *self)
{
  return self->address;
}

GtkWidget *
eta_field_row_get_control (EtaFieldRow *self)
{
  return self->control;
}

/* --- making the control -------------------------------------------------------------------------
 */

static void
leave_stores (EtaFieldRow *self, GtkWidget *widget)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left), self);
  gtk_widget_add_controller (widget, focus);
}

static void
text_changed (EtaFieldRow *self)
{
  if (self->setting)
    return;
  if (self->suggestions && gtk_widget_get_mapped (self->control))
    eta_suggest_popover_update (self->suggestions);
  g_signal_emit (self, signals[TYPED], 0);
}

/* Escape is no way to lose what was typed (B48): it is stored as when the field is left, and Ctrl+Z
 * brings back what stood there. */
static gboolean
escaped (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  EtaFieldRow *self = ETA_FIELD_ROW (data);

  if (!eta_field_row_is_dirty (self))
    return FALSE;
  store (self);
  return TRUE;
}

static void
escape_stores (EtaFieldRow *self, GtkWidget *widget)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escaped, self, NULL)));
  gtk_widget_add_controller (widget, keys);
}

static GtkWidget *
make_text_view (EtaFieldRow *self)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 10);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 10);
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 72);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 220);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_widget_add_css_class (scroller, "long-text");
  gtk_box_append (self->place, scroller);
  return view;
}

static GtkInputPurpose
purpose_of (EtaFieldKind kind)
{
  static const GtkInputPurpose purposes[] = {
      [ETA_FIELD_COUNT] = GTK_INPUT_PURPOSE_DIGITS, [ETA_FIELD_GRAMS] = GTK_INPUT_PURPOSE_DIGITS,
      [ETA_FIELD_MM] = GTK_INPUT_PURPOSE_DIGITS,    [ETA_FIELD_DAYS] = GTK_INPUT_PURPOSE_DIGITS,
      [ETA_FIELD_PHONE] = GTK_INPUT_PURPOSE_PHONE,  [ETA_FIELD_EMAIL] = GTK_INPUT_PURPOSE_EMAIL,
      [ETA_FIELD_URL] = GTK_INPUT_PURPOSE_URL,
  };

  return kind < G_N_ELEMENTS (purposes) ? purposes[kind] : GTK_INPUT_PURPOSE_FREE_FORM;
}

static GtkWidget *
make_entry (EtaFieldRow *self)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_input_purpose (GTK_ENTRY (entry), purpose_of (self->field->kind));
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  gtk_widget_set_hexpand (entry, TRUE);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (left), self);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (text_changed), self);
  if (eta_suggest_has (self->field))
    self->suggestions = eta_suggest_popover_new (entry, self->field, take, self);
  gtk_box_append (self->place, entry);
  return entry;
}

/* The button of a list of codes shows the code alone: “FOB”. */
static void
bind_code (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));
  const char *dash = strstr (text, " – ");
  g_autofree char *code = dash ? g_strndup (text, dash - text) : g_strdup (text);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), code);
}

static void
bind_whole (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
setup_label (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

/* In the button: it shows what there is room for, and asks for no more than a short word. */
static void
setup_short (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  setup_label (factory, item);
  gtk_label_set_max_width_chars (GTK_LABEL (gtk_list_item_get_child (item)), 12);
}

static GtkListItemFactory *
make_factory (GCallback setup, GCallback bind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", setup, NULL);
  g_signal_connect (factory, "bind", bind, NULL);
  return factory;
}

/* A long name gives way in the button, so that a cell is no wider for it; the list shows it whole.
 */
static void
show_labels (GtkDropDown *drop, gboolean coded)
{
  g_autoptr (GtkListItemFactory) button = make_factory (
      G_CALLBACK (setup_short), coded ? G_CALLBACK (bind_code) : G_CALLBACK (bind_whole));
  g_autoptr (GtkListItemFactory) whole =
      make_factory (G_CALLBACK (setup_label), G_CALLBACK (bind_whole));

  gtk_drop_down_set_factory (drop, button);
  gtk_drop_down_set_list_factory (drop, whole);
}

static GtkWidget *
make_choice (EtaFieldRow *self)
{
  GtkStringList *labels = choice_labels (self->field);
  gboolean long_list = g_list_model_get_n_items (G_LIST_MODEL (labels)) > 12;
  GtkWidget *drop = gtk_drop_down_new (
      G_LIST_MODEL (labels), gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));

  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop), long_list);
  show_labels (GTK_DROP_DOWN (drop), eta_choice_is_coded (self->field->choices));
  gtk_widget_set_hexpand (drop, TRUE);
  gtk_box_append (self->place, drop);
  return drop;
}

static void
make_control (EtaFieldRow *self, const char *lang)
{
  if (self->field->kind == ETA_FIELD_CHOICE) {
    self->control = make_choice (self);
    g_signal_connect_swapped (self->control, "notify::selected", G_CALLBACK (left), self);
    return;
  }
  self->control = self->field->kind == ETA_FIELD_LONG ? make_text_view (self) : make_entry (self);
  leave_stores (self, self->control);
  escape_stores (self, self->control);
  /* A text is written in its language's direction, whatever the window's is. */
  if (lang)
    gtk_widget_set_direction (self->control,
                              g_str_equal (lang, "ar") ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
}

GtkWidget *
eta_field_row_new (const EtaField *field,
                   const char *address,
                   const char *label,
                   const char *lang,
                   EtaFieldCommit commit,
                   gpointer data)
{
  EtaFieldRow *self = g_object_new (ETA_TYPE_FIELD_ROW, NULL);
  g_autofree char *text =
      field->unit ? g_strdup_printf ("%s (%s)", label ? label : _ (field->label), _ (field->unit))
                  : g_strdup (label ? label : _ (field->label));

  self->field = field;
  self->address = g_strdup (address);
  self->commit = commit;
  self->data = data;
  gtk_label_set_text (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->help), field->help != NULL);
  if (field->help)
    gtk_label_set_text (self->help_text, _ (field->help));
  make_control (self, lang);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  return GTK_WIDGET (self);
}
