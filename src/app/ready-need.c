#include "app/ready-need.h"

#include "app/attached-page.h"
#include "app/field-row.h"
#include "app/ui-language.h"
#include "app/window.h"
#include "ready/reason.h"

#include <glib/gi18n.h>
#include <string.h>

struct _EtaReadyNeed {
  GtkBox parent_instance;
  const EtaReadyAnswers *answers;
  guint evidence;
  GtkWidget *control; /* EtaFieldRow, the yes button, EtaAttachedPage or the fix button; or NULL */
  char *address;      /* what “fix” means; NULL: it is given here */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (EtaReadyNeed, eta_ready_need, GTK_TYPE_BOX)

enum { FIX, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- small pieces ------------------------------------------------------------------------------
 */

GtkWidget *
eta_ready_state_icon (EtaVerdictState state, gboolean blocks)
{
  static const struct {
    const char *icon, *style;
  } looks[] = {
      [ETA_VERDICT_MET] = {"object-select-symbolic", "success"},
      [ETA_VERDICT_EXPIRING] = {"alarm-symbolic", "warning"},
      [ETA_VERDICT_CANNOT_TELL] = {"dialog-question-symbolic", "dim-label"},
      [ETA_VERDICT_EXPIRED] = {"alarm-symbolic", "warning"},
      [ETA_VERDICT_MISSING] = {"dialog-warning-symbolic", "warning"},
      [ETA_VERDICT_NOT_APPLICABLE] = {"process-stop-symbolic", "dim-label"},
  };
  GtkWidget *icon =
      gtk_image_new_from_icon_name (blocks ? "dialog-error-symbolic" : looks[state].icon);

  gtk_widget_add_css_class (icon, blocks ? "error" : looks[state].style);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (icon, eta_verdict_state_label (state));
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  eta_verdict_state_label (state), -1);
  return icon;
}

GtkWidget *
eta_ready_text (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style)
    gtk_widget_add_css_class (label, style);
  return label;
}

char *
eta_ready_address (const char *place)
{
  static const char *const texts[] = {"ingredients", "allergens", "usage", NULL};

  if (g_str_has_prefix (place, "certificate."))
    return g_strdup ("certificates");
  if (g_strv_contains (texts, place))
    return g_strconcat (place, ".", eta_ui_language (), NULL);
  return g_strdup (place);
}

/* --- storing -----------------------------------------------------------------------------------
 */

static void
tell (EtaReadyNeed *self, const GError *error)
{
  EtaWindow *window = eta_window_of (GTK_WIDGET (self));

  if (window && error)
    eta_window_show_error (window, error);
}

static gboolean
commit_text (EtaFieldRow *row, const char *text, gpointer data, GError **error)
{
  EtaReadyNeed *self = ETA_READY_NEED (data);

  return eta_ready_put_text (self->answers, self->evidence, text, error);
}

static gboolean
commit_producer (EtaFieldRow *row, const char *text, gpointer data, GError **error)
{
  EtaReadyNeed *self = ETA_READY_NEED (data);

  return eta_ready_put_field (self->answers, eta_field_row_get_address (row), text, error);
}

static void
answered (EtaReadyNeed *self, GtkToggleButton *button)
{
  const char *value = g_object_get_data (G_OBJECT (button), "eta-value");
  g_autoptr (GError) error = NULL;

  if (self->showing)
    return;
  if (!eta_ready_put_text (self->answers, self->evidence,
                           gtk_toggle_button_get_active (button) ? value : NULL, &error))
    tell (self, error);
}

static void
page_changed (EtaAttachedPage *page, const char *hash, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!eta_ready_put_page (ETA_READY_NEED (data)->answers, ETA_READY_NEED (data)->evidence, hash,
                           &error))
    tell (ETA_READY_NEED (data), error);
}

static void
fix_clicked (EtaReadyNeed *self)
{
  g_signal_emit (self, signals[FIX], 0, self->address);
}

/* --- controls ----------------------------------------------------------------------------------
 */

/* Fields of evidence have no row in the table of fields: made here once for each. */
static const EtaField *
evidence_field (guint evidence)
{
  static EtaField *fields;

  if (!fields)
    fields = g_new0 (EtaField, eta_evidence_count ());
  if (!fields[evidence].id)
    fields[evidence] = (EtaField){
        .id = "evidence",
        .kind = eta_evidence_type (evidence) == ETA_TYPE_OF_DATE ? ETA_FIELD_DATE : ETA_FIELD_TEXT,
        .max = 400,
        .label = eta_evidence_label (evidence, eta_ui_language ()),
    };
  return &fields[evidence];
}

static void
add_field (EtaReadyNeed *self)
{
  const EtaEvidence *stored = eta_ready_answer (self->answers, self->evidence);

  self->control =
      eta_field_row_new (evidence_field (self->evidence), eta_evidence_key (self->evidence),
                         _ ("Type it here"), NULL, commit_text, self);
  eta_field_row_set_text (ETA_FIELD_ROW (self->control), stored ? stored->value : NULL);
  gtk_widget_set_size_request (self->control, 240, -1);
  gtk_widget_set_halign (self->control, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self), self->control);
}

static void
add_producer_field (EtaReadyNeed *self, const char *id)
{
  const EtaField *field = eta_field_find (ETA_FIELD_OF_PRODUCER, id);
  g_autofree char *text = eta_field_get (field, self->answers->producer);

  self->control = eta_field_row_new (field, id, _ ("Type it here"), NULL, commit_producer, self);
  eta_field_row_set_text (ETA_FIELD_ROW (self->control), text);
  gtk_widget_set_size_request (self->control, 240, -1);
  gtk_widget_set_halign (self->control, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self), self->control);
}

static GtkWidget *
answer_button (EtaReadyNeed *self, const char *label, const char *value)
{
  const EtaEvidence *stored = eta_ready_answer (self->answers, self->evidence);
  GtkWidget *button = gtk_toggle_button_new_with_label (label);
  gboolean yes;

  g_object_set_data (G_OBJECT (button), "eta-value", (gpointer)value);
  gtk_widget_add_css_class (button, "answer");
  if (stored && stored->value && eta_evidence_answer (stored->value, &yes) &&
      yes == g_str_equal (value, "yes"))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (answered), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  eta_evidence_label (self->evidence, eta_ui_language ()), -1);
  return button;
}

static void
add_answer (EtaReadyNeed *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *yes = answer_button (self, _ ("Yes"), "yes");
  GtkWidget *no = answer_button (self, _ ("No"), "no");

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), yes);
  gtk_box_append (GTK_BOX (box), no);
  gtk_box_append (GTK_BOX (self), box);
  self->control = yes;
}

/* A page to attach; who keeps it in a drawer says so. */
static void
add_page (EtaReadyNeed *self)
{
  const EtaEvidence *stored = eta_ready_answer (self->answers, self->evidence);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *page = eta_attached_page_new (page_changed, self);

  eta_attached_page_show (ETA_ATTACHED_PAGE (page), self->answers->session,
                          stored ? stored->file : NULL);
  gtk_widget_set_halign (page, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), page);
  if (!stored || !stored->file)
    gtk_box_append (GTK_BOX (box), answer_button (self, _ ("It is there, on paper"), "yes"));
  gtk_box_append (GTK_BOX (self), box);
  self->control = page;
}

static void
add_fix (EtaReadyNeed *self, const char *place)
{
  self->address = eta_ready_address (place);
  self->control = gtk_button_new_with_label (_ ("Fill it in"));
  gtk_widget_set_halign (self->control, GTK_ALIGN_START);
  g_signal_connect_swapped (self->control, "clicked", G_CALLBACK (fix_clicked), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  eta_evidence_label (self->evidence, eta_ui_language ()), -1);
  gtk_box_append (GTK_BOX (self), self->control);
}

static void
add_control (EtaReadyNeed *self, EtaVerdictState state)
{
  const char *place = eta_facts_place (self->evidence);

  /* What stands in a field of its own and is in order is changed there. */
  if (state == ETA_VERDICT_MET && !g_str_has_prefix (place, "evidence."))
    return;
  if (g_str_has_prefix (place, "producer.")) {
    if (self->answers->producer)
      add_producer_field (self, place + strlen ("producer."));
  } else if (!g_str_has_prefix (place, "evidence.")) {
    add_fix (self, place);
  } else if (eta_evidence_type (self->evidence) == ETA_TYPE_OF_CHECK) {
    add_answer (self);
  } else if (eta_evidence_type (self->evidence) == ETA_TYPE_OF_FILE) {
    add_page (self);
  } else {
    add_field (self);
  }
}

/* --- building ----------------------------------------------------------------------------------
 */

static void
add_words (EtaReadyNeed *self, const EtaNeed *need, const EtaFacts *facts)
{
  const char *lang = eta_ui_language ();
  const char *how = eta_evidence_how (need->evidence, lang);
  const char *who = eta_evidence_who (need->evidence, lang);
  g_autofree char *remark = eta_need_remark (need, facts);
  g_autofree char *from = g_strdup_printf (_ ("From: %s"), who);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *how_label;

  gtk_box_append (GTK_BOX (head), eta_ready_state_icon (need->state, FALSE));
  gtk_box_append (GTK_BOX (head), eta_ready_text (eta_evidence_label (need->evidence, lang), NULL));
  gtk_box_append (GTK_BOX (self), head);
  if (*who && need->state != ETA_VERDICT_MET &&
      !g_str_equal (eta_evidence_who_key (need->evidence), "self"))
    gtk_box_append (GTK_BOX (self), eta_ready_text (from, "caption"));
  if (*how && need->state != ETA_VERDICT_MET) {
    how_label = eta_ready_text (how, "caption");
    gtk_widget_add_css_class (how_label, "dim-label");
    gtk_box_append (GTK_BOX (self), how_label);
  }
  if (remark)
    gtk_box_append (GTK_BOX (self), eta_ready_text (remark, "note"));
}

static void
eta_ready_need_finalize (GObject *object)
{
  g_free (ETA_READY_NEED (object)->address);
  G_OBJECT_CLASS (eta_ready_need_parent_class)->finalize (object);
}

static void
eta_ready_need_class_init (EtaReadyNeedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_ready_need_finalize;
  signals[FIX] = g_signal_new ("fix", ETA_TYPE_READY_NEED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
eta_ready_need_init (EtaReadyNeed *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  gtk_widget_add_css_class (GTK_WIDGET (self), "ready-need");
}

GtkWidget *
eta_ready_need_new (const EtaReadyAnswers *answers, const EtaNeed *need, const EtaFacts *facts)
{
  EtaReadyNeed *self = g_object_new (ETA_TYPE_READY_NEED, NULL);

  self->answers = answers;
  self->evidence = need->evidence;
  add_words (self, need, facts);
  add_control (self, need->state);
  return GTK_WIDGET (self);
}

gboolean
eta_ready_need_flush (EtaReadyNeed *self)
{
  return !self->control || !ETA_IS_FIELD_ROW (self->control) ||
         eta_field_row_flush (ETA_FIELD_ROW (self->control));
}

guint
eta_ready_need_get_evidence (EtaReadyNeed *self)
{
  return self->evidence;
}

GtkWidget *
eta_ready_need_get_control (EtaReadyNeed *self)
{
  if (self->control && ETA_IS_FIELD_ROW (self->control))
    return eta_field_row_get_control (ETA_FIELD_ROW (self->control));
  return self->control;
}
