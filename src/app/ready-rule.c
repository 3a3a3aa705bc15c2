#include "app/ready-rule.h"

#include "app/ready-need.h"
#include "app/ui-language.h"
#include "catalog/measure.h"
#include "ready/reason.h"

#include <glib/gi18n.h>

typedef struct {
  const EtaReadyAnswers *answers;
  const EtaVerdict *verdict;
  const EtaFacts *facts;
  const EtaDay *day;
  GPtrArray *needs;
  GCallback fix;
  gpointer data;
} Making;

static const char *const severities[] = {
    [ETA_SEVERITY_BLOCKER] = N_ ("Must be there"),
    [ETA_SEVERITY_SHIPMENT] = N_ ("Before shipping"),
    [ETA_SEVERITY_ADVICE] = N_ ("Helps"),
};

/* A text of the data in English where the user's language has none: marked, and read from left to
 * right. */
static GtkWidget *
data_text (const char *text, gboolean english, const char *style)
{
  GtkWidget *label = eta_ready_text (text, style);
  GtkWidget *box, *mark;

  if (!english)
    return label;
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  mark = gtk_label_new ("EN");
  gtk_widget_add_css_class (mark, "tag");
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (mark, _ ("Not translated yet: this is in English"));
  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
add_head (const Making *m, GtkBox *box)
{
  const EtaRule *rule = m->verdict->rule;
  const char *lang = eta_ui_language (), *title = eta_rule_title (rule, lang);
  gboolean english = !g_str_equal (lang, "en") && title == rule->title_en;
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = data_text (title, english, "rule-title");
  GtkWidget *tag = gtk_label_new (_ (severities[rule->severity]));

  gtk_box_append (GTK_BOX (head),
                  eta_ready_state_icon (m->verdict->state, eta_verdict_blocks (m->verdict)));
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (head), label);
  gtk_widget_add_css_class (tag, "tag");
  gtk_widget_set_valign (tag, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (head), tag);
  gtk_box_append (box, head);
}

/* The list of what is missing would say again what the needs beneath say. */
static gboolean
needs_say_it (const Making *m)
{
  return m->needs &&
         (m->verdict->state == ETA_VERDICT_MISSING || m->verdict->reason == ETA_REASON_PROOF ||
          m->verdict->reason == ETA_REASON_ASK || m->verdict->reason == ETA_REASON_BUYER);
}

static void
add_words (const Making *m, GtkBox *box)
{
  const char *lang = eta_ui_language ();
  const char *plain = eta_rule_plain (m->verdict->rule, lang);
  g_autofree char *reason = eta_verdict_reason (m->verdict, m->facts, lang);
  g_autofree char *caution = eta_verdict_caution (m->verdict, m->day, lang);

  if (*plain)
    gtk_box_append (box, data_text (plain,
                                    plain == eta_rule_plain (m->verdict->rule, "en") &&
                                        !g_str_equal (lang, "en"),
                                    NULL));
  if (!needs_say_it (m))
    gtk_box_append (box, eta_ready_text (reason, *plain ? "dim-label" : NULL));
  if (caution)
    gtk_box_append (box, eta_ready_text (caution, "note"));
}

static void
add_need (const Making *m, GtkBox *box, const EtaNeed *need)
{
  GtkWidget *widget = eta_ready_need_new (m->answers, need, m->facts);

  g_signal_connect_swapped (widget, "fix", m->fix, m->data);
  g_ptr_array_add (m->needs, widget);
  gtk_box_append (box, widget);
}

static void
fix_clicked (GtkButton *button, gpointer data)
{
  void (*fix) (gpointer, const char *) = (void (*) (gpointer, const char *)) (
      gpointer)g_object_get_data (G_OBJECT (button), "eta-fix");

  fix (data, g_object_get_data (G_OBJECT (button), "eta-address"));
}

/* The answer lies in one of the product's own fields: category, HS code, province. */
static void
add_fix (const Making *m, GtkBox *box)
{
  const char *place = eta_verdict_place (m->verdict);
  GtkWidget *button;

  if (!place || g_str_has_prefix (place, "evidence.") || m->verdict->n_needs > 0)
    return;
  button = gtk_button_new_with_label (_ ("Fill it in"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_object_set_data (G_OBJECT (button), "eta-fix", (gpointer)m->fix);
  g_object_set_data_full (G_OBJECT (button), "eta-address", eta_ready_address (place), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (fix_clicked), m->data);
  gtk_box_append (box, button);
}

static void
add_needs (const Making *m, GtkBox *box)
{
  const char *question = m->verdict->reason == ETA_REASON_ASK
                             ? eta_claims_question (m->verdict->rule->condition)
                             : NULL;
  int row = question ? eta_evidence_row (question) : -1;

  for (guint i = 0; m->needs && i < m->verdict->n_needs; i++)
    add_need (m, box, &m->verdict->needs[i]);
  if (m->needs && row >= 0)
    add_need (m, box, &(EtaNeed){(guint)row, ETA_VERDICT_CANNOT_TELL});
  add_fix (m, box);
}

/* --- where it was read -------------------------------------------------------------------------
 */

static GtkWidget *
link_button (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  const char *host = uri ? g_uri_get_host (uri) : NULL;
  GtkWidget *button = host ? gtk_button_new_with_label (host) : NULL;

  if (!button)
    return NULL;
  /* Long host names give way: two of them side by side fit on a small screen. */
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))),
                           PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "caption");
  gtk_widget_set_tooltip_text (button, address);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-file");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", address);
  return button;
}

static void
add_source (const Making *m, GtkBox *box)
{
  const EtaRule *rule = m->verdict->rule;
  g_auto (GStrv) links = eta_rule_links (rule);
  g_autofree char *date = eta_date_text (rule->as_of, eta_ui_language ());
  g_autofree char *text = g_strdup_printf (_ ("Looked up on %s"), date ? date : rule->as_of);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = eta_ready_text (text, "caption");

  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (foot), label);
  for (guint i = 0; links[i] && i < 2; i++) {
    GtkWidget *button = link_button (links[i]);
    if (button)
      gtk_box_append (GTK_BOX (foot), button);
  }
  gtk_box_append (box, foot);
}

GtkWidget *
eta_ready_rule_new (const EtaReadyAnswers *answers,
                    const EtaVerdict *verdict,
                    const EtaFacts *facts,
                    const EtaDay *day,
                    GPtrArray *needs,
                    GCallback fix,
                    gpointer data)
{
  const Making making = {answers, verdict, facts, day, needs, fix, data};
  GtkBox *outer = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  GtkBox *body = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));

  gtk_widget_add_css_class (GTK_WIDGET (outer), "ready-rule");
  gtk_widget_add_css_class (GTK_WIDGET (body), "ready-body");
  add_head (&making, outer);
  add_words (&making, body);
  add_needs (&making, body);
  add_source (&making, body);
  gtk_box_append (outer, GTK_WIDGET (body));
  return GTK_WIDGET (outer);
}
