#include "app/ready-section.h"

#include "app/ready-answers.h"
#include "app/ready-markets.h"
#include "app/ready-need.h"
#include "app/ready-rule.h"
#include "app/ui-language.h"
#include "ready/reason.h"
#include "ready/rules-shelf.h"

#include <glib/gi18n.h>
#include <string.h>

struct _EtaReadySection {
  GtkBox parent_instance;
  EtaReadyAnswers answers; /* product and producer as stored; both owned */
  EtaFacts *facts;
  EtaDay day;
  char *market;     /* shown */
  GPtrArray *needs; /* EtaReadyNeed, borrowed: those that are built */
  gboolean showing;
  guint idle;

  GtkBox *chips;
  GtkWidget *markets_button;
  GtkLabel *summary;
  GtkBox *groups;
};

static void part_init (EtaFormPartInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EtaReadySection,
                               eta_ready_section,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (ETA_TYPE_FORM_PART, part_init))

enum { FIX, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- groups of verdicts ------------------------------------------------------------------------
 */

typedef enum {
  GROUP_MISSING,
  GROUP_UNKNOWN,
  GROUP_ENDING,
  GROUP_COMING,
  GROUP_BUYER,
  GROUP_SHIPMENT,
  GROUP_ADVICE,
  GROUP_MET,
  GROUP_NOT,
  N_GROUPS,
} Group;

static const struct {
  const char *title;
  const char *text;   /* what it means, or NULL */
  gboolean open;      /* shown at once; the others when they are asked for */
  gboolean to_answer; /* with the places to give it */
} groups[N_GROUPS] = {
    [GROUP_MISSING] = {N_ ("Missing"), NULL, TRUE, TRUE},
    [GROUP_UNKNOWN] = {N_ ("To be answered"), NULL, TRUE, TRUE},
    [GROUP_ENDING] = {N_ ("Ends soon"), NULL, TRUE, TRUE},
    [GROUP_COMING] = {N_ ("Not yet in force"), N_ ("Papers take time: gather them now."), TRUE,
                      TRUE},
    [GROUP_BUYER] = {N_ ("Ask your buyer"), N_ ("Your importer has it or applies for it."), FALSE,
                     TRUE},
    [GROUP_SHIPMENT] = {N_ ("With each shipment"), NULL, FALSE, FALSE},
    [GROUP_ADVICE] = {N_ ("Helps, but is no duty"), NULL, FALSE, TRUE},
    [GROUP_MET] = {N_ ("Met"), NULL, FALSE, TRUE},
    [GROUP_NOT] = {N_ ("Not for this product"), NULL, FALSE, FALSE},
};

static Group
group_of (const EtaVerdict *verdict)
{
  gboolean missing = verdict->state == ETA_VERDICT_MISSING || verdict->state == ETA_VERDICT_EXPIRED;

  if (verdict->state == ETA_VERDICT_NOT_APPLICABLE)
    return verdict->reason == ETA_REASON_LATER ? GROUP_COMING : GROUP_NOT;
  if (verdict->state == ETA_VERDICT_MET)
    return GROUP_MET;
  if (verdict->state == ETA_VERDICT_EXPIRING)
    return GROUP_ENDING;
  if (verdict->rule->severity == ETA_SEVERITY_ADVICE)
    return GROUP_ADVICE;
  if (missing && verdict->rule->confidence != 'C')
    return GROUP_MISSING;
  if (verdict->reason == ETA_REASON_SHIPMENT)
    return GROUP_SHIPMENT;
  return verdict->reason == ETA_REASON_BUYER ? GROUP_BUYER : GROUP_UNKNOWN;
}

static void
fix_wanted (EtaReadySection *self, const char *address)
{
  g_signal_emit (self, signals[FIX], 0, address);
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
}

/* What blocks first, then the others. */
static void
fill_group (EtaReadySection *self, GtkBox *box, Group group)
{
  g_autoptr (GPtrArray) rules = eta_rules_of_market (eta_rules_current (NULL), self->market);

  for (guint i = 0; i < 2 * rules->len; i++) {
    EtaVerdict verdict;

    eta_verdict_judge (&verdict, rules->pdata[i % rules->len], self->facts, self->market,
                       &self->day);
    if (group_of (&verdict) == group && eta_verdict_blocks (&verdict) == (i < rules->len))
      gtk_box_append (box, eta_ready_rule_new (&self->answers, &verdict, self->facts, &self->day,
                                               groups[group].to_answer ? self->needs : NULL,
                                               G_CALLBACK (fix_wanted), self));
  }
}

static void
expanded (GtkExpander *expander, GParamSpec *spec, gpointer data)
{
  GtkWidget *box = gtk_expander_get_child (expander);

  if (gtk_expander_get_expanded (expander) && !gtk_widget_get_first_child (box))
    fill_group (ETA_READY_SECTION (data), GTK_BOX (box),
                GPOINTER_TO_INT (g_object_get_data (G_OBJECT (expander), "eta-group")));
}

static void
add_group (EtaReadySection *self, Group group, guint n)
{
  g_autofree char *title = g_strdup_printf ("%s (%u)", _ (groups[group].title), n);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  if (groups[group].open) {
    gtk_box_append (self->groups, eta_ready_text (title, "heading"));
    if (groups[group].text)
      gtk_box_append (self->groups, eta_ready_text (_ (groups[group].text), "dim-label"));
    fill_group (self, GTK_BOX (box), group);
    gtk_box_append (self->groups, box);
  } else {
    GtkWidget *expander = gtk_expander_new (title);
    gtk_expander_set_child (GTK_EXPANDER (expander), box);
    g_object_set_data (G_OBJECT (expander), "eta-group", GINT_TO_POINTER (group));
    g_signal_connect (expander, "notify::expanded", G_CALLBACK (expanded), self);
    gtk_box_append (self->groups, expander);
  }
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static char *
summary_text (const EtaCell *cell, const char *market)
{
  const char *name = eta_market_name (market, eta_ui_language ());
  GString *text = g_string_new (NULL);

  if (cell->state == ETA_CELL_READY)
    g_string_append_printf (text, _ ("%s: ready, as far as you can see to it."), name);
  if (cell->state == ETA_CELL_UNKNOWN)
    g_string_append_printf (text, _ ("%s: nothing is known to be missing."), name);
  if (cell->blocking)
    g_string_append_printf (text, _ ("%s: not yet."), name);
  else if (cell->missing)
    g_string_append_printf (text, _ ("%s: almost ready."), name);
  if (cell->missing) {
    g_string_append_c (text, ' ');
    g_string_append_printf (
        text, ngettext ("%u thing is missing.", "%u things are missing.", cell->missing),
        cell->missing);
  }
  if (cell->unknown) {
    g_string_append_c (text, ' ');
    g_string_append_printf (
        text, ngettext ("%u question is open.", "%u questions are open.", cell->unknown),
        cell->unknown);
  }
  return g_string_free (text, FALSE);
}

static void
show_groups (EtaReadySection *self)
{
  g_autoptr (GPtrArray) rules = eta_rules_of_market (eta_rules_current (NULL), self->market);
  EtaCell cell = eta_cell_judge (rules, self->facts, self->market, &self->day);
  g_autofree char *summary = summary_text (&cell, self->market);
  guint counts[N_GROUPS] = {0};

  gtk_label_set_text (self->summary, summary);
  g_ptr_array_set_size (self->needs, 0);
  clear_box (self->groups);
  for (guint i = 0; i < rules->len; i++) {
    EtaVerdict verdict;
    eta_verdict_judge (&verdict, rules->pdata[i], self->facts, self->market, &self->day);
    counts[group_of (&verdict)]++;
  }
  for (guint g = 0; g < N_GROUPS; g++)
    if (counts[g] > 0)
      add_group (self, (Group)g, counts[g]);
}

static void
chip_toggled (EtaReadySection *self, GtkToggleButton *chip)
{
  if (self->showing || !gtk_toggle_button_get_active (chip))
    return;
  g_free (self->market);
  self->market = g_strdup (g_object_get_data (G_OBJECT (chip), "eta-market"));
  if (eta_form_part_flush (ETA_FORM_PART (self)))
    show_groups (self);
}

/* "Germany" with the sign of its state; the words in the tooltip and for those who cannot see it.
 */
static GtkWidget *
make_chip (EtaReadySection *self, const char *market, GtkToggleButton *group)
{
  static const EtaVerdictState signs[] = {
      [ETA_CELL_READY] = ETA_VERDICT_MET,
      [ETA_CELL_UNKNOWN] = ETA_VERDICT_CANNOT_TELL,
      [ETA_CELL_MISSING] = ETA_VERDICT_MISSING,
      [ETA_CELL_BLOCKED] = ETA_VERDICT_MISSING,
  };
  g_autoptr (GPtrArray) rules = eta_rules_of_market (eta_rules_current (NULL), market);
  EtaCell cell = eta_cell_judge (rules, self->facts, market, &self->day);
  g_autofree char *text = eta_cell_text (&cell);
  const char *name = eta_market_name (market, eta_ui_language ());
  g_autofree char *spoken = g_strdup_printf ("%s: %s", name, text);
  GtkWidget *chip = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = eta_ready_state_icon (signs[cell.state], cell.state == ETA_CELL_BLOCKED);

  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (icon, NULL);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), gtk_label_new (name));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (chip), group);
  g_object_set_data_full (G_OBJECT (chip), "eta-market", g_strdup (market), g_free);
  gtk_widget_set_tooltip_text (chip, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), g_str_equal (market, self->market));
  g_signal_connect_swapped (chip, "toggled", G_CALLBACK (chip_toggled), self);
  return chip;
}

static void
show_chips (EtaReadySection *self, char **markets)
{
  GtkToggleButton *group = NULL;
  GtkWidget *flow = gtk_flow_box_new ();

  clear_box (self->chips); /* the button is kept and comes last again */
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 16);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 6);
  gtk_widget_add_css_class (flow, "fields");
  gtk_widget_set_hexpand (flow, TRUE);
  self->showing = TRUE;
  for (char **market = markets; *market; market++) {
    GtkWidget *chip = make_chip (self, *market, group);
    gtk_flow_box_insert (GTK_FLOW_BOX (flow), chip, -1);
    gtk_widget_set_focusable (gtk_widget_get_parent (chip), FALSE);
    group = GTK_TOGGLE_BUTTON (chip);
  }
  self->showing = FALSE;
  gtk_box_append (self->chips, flow);
  gtk_box_append (self->chips, self->markets_button);
}

/* The place of the focus among the needs, before they are made again; -1: elsewhere. */
static int
focused_need (EtaReadySection *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus && i < self->needs->len; i++)
    if (gtk_widget_is_ancestor (focus, self->needs->pdata[i]))
      return (int)i;
  return -1;
}

static void
show (EtaReadySection *self)
{
  EtaStore *store = eta_session_get_store (self->answers.session);
  g_auto (GStrv) markets = eta_ready_markets (store);
  int focused = focused_need (self);

  eta_day_init (&self->day, NULL);
  g_clear_pointer (&self->answers.producer, eta_producer_unref);
  if (self->answers.product->producer_id)
    self->answers.producer =
        eta_store_get_producer (store, self->answers.product->producer_id, NULL);
  g_clear_pointer (&self->facts, eta_facts_free);
  self->facts = eta_facts_new (self->answers.product, self->answers.producer);
  if (!self->market || !g_strv_contains ((const char *const *)markets, self->market)) {
    g_free (self->market);
    self->market = g_strdup (markets[0]);
  }
  show_chips (self, markets);
  show_groups (self);
  /* What was answered has left its place: the next question has the focus. */
  if (focused >= 0 && (guint)focused < self->needs->len) {
    GtkWidget *control = eta_ready_need_get_control (self->needs->pdata[focused]);
    if (control)
      gtk_widget_child_focus (self->needs->pdata[focused], GTK_DIR_TAB_FORWARD);
  }
}

/* A field that is being left stores itself: its widgets must outlive that. */
static gboolean
show_later (gpointer data)
{
  EtaReadySection *self = ETA_READY_SECTION (data);

  self->idle = 0;
  if (self->answers.product && self->answers.session)
    show (self);
  return G_SOURCE_REMOVE;
}

static void
want_show (EtaReadySection *self)
{
  if (!self->idle)
    self->idle = g_idle_add (show_later, self);
}

/* --- a part of the page ------------------------------------------------------------------------
 */

static void
set_product (EtaFormPart *part, EtaProduct *product)
{
  EtaReadySection *self = ETA_READY_SECTION (part);

  if (product)
    eta_product_ref (product);
  g_clear_pointer (&self->answers.product, eta_product_unref);
  self->answers.product = product;
  want_show (self);
}

static gboolean
flush (EtaFormPart *part)
{
  EtaReadySection *self = ETA_READY_SECTION (part);

  for (guint i = 0; i < self->needs->len; i++)
    if (!eta_ready_need_flush (self->needs->pdata[i]))
      return FALSE;
  return TRUE;
}

static gboolean
focus_field (EtaFormPart *part, const char *address)
{
  EtaReadySection *self = ETA_READY_SECTION (part);

  if (!g_str_equal (address, "ready") && !g_str_has_prefix (address, "ready."))
    return FALSE;
  if (address[strlen ("ready")] == '.') {
    g_free (self->market);
    self->market = g_strdup (address + strlen ("ready."));
  }
  /* At once: the page scrolls to it, and can only scroll as far as there is something. */
  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->answers.product && self->answers.session)
    show (self);
  gtk_widget_child_focus (GTK_WIDGET (self->chips), GTK_DIR_TAB_FORWARD);
  return TRUE;
}

static void
part_init (EtaFormPartInterface *iface)
{
  iface->set_product = set_product;
  iface->flush = flush;
  iface->focus_field = focus_field;
}

/* The producer was changed, or anything: what the product itself says comes by set_product. */
static void
session_changed (EtaReadySection *self)
{
  if (self->answers.product)
    want_show (self);
}

static void
eta_ready_section_dispose (GObject *object)
{
  EtaReadySection *self = ETA_READY_SECTION (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->markets_button);
  g_clear_object (&self->answers.session);
  g_clear_pointer (&self->answers.product, eta_product_unref);
  g_clear_pointer (&self->answers.producer, eta_producer_unref);
  g_clear_pointer (&self->facts, eta_facts_free);
  g_clear_pointer (&self->needs, g_ptr_array_unref);
  g_clear_pointer (&self->market, g_free);
  G_OBJECT_CLASS (eta_ready_section_parent_class)->dispose (object);
}

static void
eta_ready_section_class_init (EtaReadySectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_ready_section_dispose;
  signals[FIX] = g_signal_new ("fix", ETA_TYPE_READY_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
markets_changed (gpointer data)
{
  want_show (ETA_READY_SECTION (data));
}

static void
eta_ready_section_init (EtaReadySection *self)
{
  self->needs = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->chips = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->markets_button = g_object_ref_sink (eta_ready_markets_button_new (markets_changed, self));
  gtk_widget_set_halign (self->markets_button, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->chips));
  self->summary = GTK_LABEL (eta_ready_text (NULL, "ready-summary"));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->summary));
  self->groups = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->groups));
}

GtkWidget *
eta_ready_section_new (EtaPartCommit commit, gpointer data)
{
  EtaReadySection *self = g_object_new (ETA_TYPE_READY_SECTION, NULL);

  self->answers.commit = commit;
  self->answers.data = data;
  return GTK_WIDGET (self);
}

void
eta_ready_section_set_session (EtaReadySection *self, EtaSession *session)
{
  if (self->answers.session)
    g_signal_handlers_disconnect_by_func (self->answers.session, session_changed, self);
  g_set_object (&self->answers.session, session);
  g_clear_pointer (&self->answers.product, eta_product_unref);
  eta_ready_markets_button_set_session (self->markets_button, session);
  if (session)
    g_signal_connect_object (session, "changed", G_CALLBACK (session_changed), self,
                             G_CONNECT_SWAPPED);
}
