#include "ready/reason.h"

#include "catalog/check.h"
#include "catalog/choices.h"
#include "catalog/measure.h"
#include "ready/formats.h"

#include <glib/gi18n-lib.h>

static const struct {
  const char *id, *label;
} states[] = {
    [ETA_VERDICT_MET] = {"met", N_ ("Met")},
    [ETA_VERDICT_EXPIRING] = {"expiring", N_ ("Ends soon")},
    [ETA_VERDICT_CANNOT_TELL] = {"cannot_tell", N_ ("Cannot tell")},
    [ETA_VERDICT_EXPIRED] = {"expired", N_ ("Expired")},
    [ETA_VERDICT_MISSING] = {"missing", N_ ("Missing")},
    [ETA_VERDICT_NOT_APPLICABLE] = {"not_applicable", N_ ("Not applicable")},
};

static const char *const reason_ids[] = {
    [ETA_REASON_NONE] = NULL,
    [ETA_REASON_LATER] = "later",
    [ETA_REASON_ENDED] = "ended",
    [ETA_REASON_HOME] = "home",
    [ETA_REASON_CATEGORY] = "category",
    [ETA_REASON_HS] = "hs",
    [ETA_REASON_CONDITION] = "condition",
    [ETA_REASON_ORIGIN] = "origin",
    [ETA_REASON_NO_CATEGORY] = "no_category",
    [ETA_REASON_NO_HS] = "no_hs",
    [ETA_REASON_SHORT_HS] = "short_hs",
    [ETA_REASON_ASK] = "ask",
    [ETA_REASON_PROOF] = "proof",
    [ETA_REASON_SHIPMENT] = "shipment",
    [ETA_REASON_BUYER] = "buyer",
    [ETA_REASON_NOTE] = "note",
};

static const char *const cell_ids[] = {"ready", "unknown", "missing", "blocked"};
static const char *const severity_ids[] = {"blocker", "before_shipment", "recommended"};

/* Whole sentences; %s is a date in words. */
static const char *const sentences[] = {
    [ETA_REASON_LATER] = N_ ("Applies from %s."),
    [ETA_REASON_ENDED] = N_ ("Was in force until %s."),
    [ETA_REASON_HOME] = N_ ("Only for goods that leave Indonesia."),
    [ETA_REASON_CATEGORY] = N_ ("Not for goods of this category."),
    [ETA_REASON_HS] = N_ ("Not for goods with this HS code."),
    [ETA_REASON_ORIGIN] = N_ (
        "Etalase only knows the rules for goods from Indonesia. Look at the country of origin."),
    [ETA_REASON_NO_CATEGORY] = N_ ("Choose a category: the rule is for some kinds of goods only."),
    [ETA_REASON_NO_HS] = N_ ("Fill in the HS code: the rule is for some codes only."),
    [ETA_REASON_SHORT_HS] = N_ ("The HS code has too few digits for this rule. Add the next ones."),
    [ETA_REASON_NOTE] = N_ ("For your information; nothing has to be proved."),
};

/* Why a rule with this condition is not for the product. */
static const char *const not_because[] = {
    [ETA_CONDITION_ANIMAL_FOOD] = N_ ("Not for this product: nothing from animals is in it."),
    [ETA_CONDITION_ORGANIC] = N_ ("Not for this product: it is not sold as organic."),
    [ETA_CONDITION_HALAL_MARK] = N_ ("Not for this product: its pack does not say halal."),
    [ETA_CONDITION_ANIMAL_OR_HALAL] =
        N_ ("Not for this product: nothing from animals is in it and its pack does not say halal."),
    [ETA_CONDITION_WOODEN_PACKING] =
        N_ ("Not for this product: no wooden pallet or crate is used."),
    [ETA_CONDITION_JAVA_LAMPUNG] =
        N_ ("Not for this product: it does not come from Java or Lampung."),
    [ETA_CONDITION_SEALED_WET] = N_ ("Not for this product: it is dry or not sealed airtight."),
    [ETA_CONDITION_CHILDREN] = N_ ("Not for this product: it is not made for children."),
};

const char *
eta_verdict_state_label (EtaVerdictState state)
{
  return _ (states[state].label);
}

const char *
eta_verdict_state_id (EtaVerdictState state)
{
  return states[state].id;
}

const char *
eta_reason_id (EtaReason reason)
{
  return reason_ids[reason];
}

const char *
eta_cell_state_id (EtaCellState state)
{
  return cell_ids[state];
}

const char *
eta_severity_id (EtaSeverity severity)
{
  return severity_ids[severity];
}

char *
eta_cell_text (const EtaCell *cell)
{
  switch ((EtaCellState)cell->state) {
  case ETA_CELL_BLOCKED:
    return g_strdup_printf (ngettext ("Blocked, %u missing", "Blocked, %u missing", cell->missing),
                            cell->missing);
  case ETA_CELL_MISSING:
    return g_strdup_printf (ngettext ("%u missing", "%u missing", cell->missing), cell->missing);
  case ETA_CELL_UNKNOWN:
    return g_strdup_printf (ngettext ("%u unknown", "%u unknown", cell->unknown), cell->unknown);
  default:
    return g_strdup (_ ("Ready"));
  }
}

/* --- why -------------------------------------------------------------------------------------- */

/* The names of the needs in STATE, parted by semicolons. */
static char *
list_needs (const EtaVerdict *verdict, EtaVerdictState state, const char *lang)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < verdict->n_needs; i++) {
    if (verdict->needs[i].state != state)
      continue;
    if (list->len > 0)
      g_string_append (list, g_str_equal (lang, "ar") ? "؛ " : "; ");
    g_string_append (list, eta_evidence_label (verdict->needs[i].evidence, lang));
  }
  return g_string_free (list, FALSE);
}

static char *
with_list (const char *format, const EtaVerdict *verdict, EtaVerdictState state, const char *lang)
{
  g_autofree char *list = list_needs (verdict, state, lang);

  return g_strdup_printf (format, list);
}

static char *
with_date (const char *format, const char *iso, const char *lang)
{
  g_autofree char *date = eta_date_text (iso, lang);

  return g_strdup_printf (format, date ? date : iso);
}

static const char *
question (const EtaVerdict *verdict, const char *lang)
{
  int row = eta_evidence_row (eta_claims_question (verdict->rule->condition));

  return row < 0 ? _ ("Where does it come from? Fill in the province.")
                 : eta_evidence_label ((guint)row, lang);
}

static char *
tell_unknown (const EtaVerdict *verdict, const EtaFacts *facts, const char *lang)
{
  switch (verdict->reason) {
  case ETA_REASON_ASK:
    return g_strdup (question (verdict, lang));
  case ETA_REASON_SHIPMENT:
    return with_list (_ ("Comes with each shipment: %s."), verdict, ETA_VERDICT_CANNOT_TELL, lang);
  case ETA_REASON_BUYER:
    return with_list (_ ("To be had from your buyer: %s."), verdict, ETA_VERDICT_CANNOT_TELL, lang);
  case ETA_REASON_PROOF:
    for (guint i = 0; i < verdict->n_needs; i++) {
      char *remark = verdict->needs[i].state == ETA_VERDICT_CANNOT_TELL
                         ? eta_need_remark (&verdict->needs[i], facts)
                         : NULL;
      if (remark)
        return remark;
    }
    return with_list (_ ("To be answered: %s."), verdict, ETA_VERDICT_CANNOT_TELL, lang);
  default:
    return g_strdup (_ (sentences[verdict->reason]));
  }
}

static char *
tell_not_applicable (const EtaVerdict *verdict, const char *lang)
{
  if (verdict->reason == ETA_REASON_CONDITION)
    return g_strdup (_ (not_because[verdict->rule->condition]));
  if (*verdict->date)
    return with_date (_ (sentences[verdict->reason]), verdict->date, lang);
  return g_strdup (_ (sentences[verdict->reason]));
}

char *
eta_verdict_reason (const EtaVerdict *verdict, const EtaFacts *facts, const char *lang)
{
  switch (verdict->state) {
  case ETA_VERDICT_MET:
    return g_strdup (_ ("Everything is there."));
  case ETA_VERDICT_EXPIRING:
    return with_date (_ ("Holds until %s only. Renew it in time."), verdict->date, lang);
  case ETA_VERDICT_EXPIRED:
    return with_date (_ ("Ended on %s. Renew it."), verdict->date, lang);
  case ETA_VERDICT_MISSING:
    return with_list (_ ("Missing: %s."), verdict, ETA_VERDICT_MISSING, lang);
  case ETA_VERDICT_NOT_APPLICABLE:
    return tell_not_applicable (verdict, lang);
  default:
    return tell_unknown (verdict, facts, lang);
  }
}

char *
eta_need_remark (const EtaNeed *need, const EtaFacts *facts)
{
  const EtaFact *fact = eta_facts_get (facts, need->evidence);
  const char *key = eta_evidence_key (need->evidence);
  const char *example = eta_format_example (key);

  switch (fact->doubt) {
  case ETA_DOUBT_FLAG:
    return g_strdup_printf (_ ("The certificate “%s” must be confirmed: the composition or the "
                               "process changed since."),
                            fact->value ? fact->value : "");
  case ETA_DOUBT_SHAPE:
    return g_strdup_printf (_ ("“%s” cannot be right. It looks like this: %s."), fact->value,
                            example);
  case ETA_DOUBT_ANSWER:
    return g_strdup_printf (_ ("“%s”: answer with yes or no."), fact->value);
  case ETA_DOUBT_DATE:
    return g_strdup_printf (_ ("“%s” is no date. Type year, month and day so: 2027-03-31."),
                            fact->value);
  case ETA_DOUBT_PERCENT:
    return g_strdup_printf (_ ("“%s”: add the share of every fibre in per cent."), fact->value);
  default:
    break;
  }
  if (fact->value && example && eta_format_check (key, fact->value) == ETA_FORMAT_DOUBT)
    return g_strdup_printf (
        _ ("“%s” looks unusual: others look like %s. Compare it with the paper."), fact->value,
        example);
  return NULL;
}

char *
eta_verdict_caution (const EtaVerdict *verdict, const EtaDay *day, const char *lang)
{
  const EtaRule *rule = verdict->rule;

  if (g_strcmp0 (day->today, rule->review_by) > 0)
    return with_date (_ ("This rule should have been looked at again by %s: ask before relying on "
                         "it."),
                      rule->review_by, lang);
  if (rule->confidence == 'C')
    return g_strdup (_ ("This rule is not confirmed: ask before relying on it."));
  return NULL;
}

const char *
eta_verdict_place (const EtaVerdict *verdict)
{
  static const struct {
    EtaReason reason;
    const char *place;
  } fields[] = {{ETA_REASON_ORIGIN, "country"},
                {ETA_REASON_NO_CATEGORY, "category"},
                {ETA_REASON_NO_HS, "hs"},
                {ETA_REASON_SHORT_HS, "hs"}};

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].reason == verdict->reason)
      return fields[i].place;
  if (verdict->reason == ETA_REASON_ASK) {
    int row = eta_evidence_row (eta_claims_question (verdict->rule->condition));
    return row < 0 ? eta_claims_question (verdict->rule->condition) : eta_facts_place ((guint)row);
  }
  for (guint i = 0; i < verdict->n_needs; i++)
    if (verdict->needs[i].state != ETA_VERDICT_MET &&
        verdict->needs[i].state != ETA_VERDICT_NOT_APPLICABLE)
      return eta_facts_place (verdict->needs[i].evidence);
  return NULL;
}

const char *
eta_market_name (const char *market, const char *lang)
{
  static const struct {
    const char *market, *id, *en, *ar;
  } groups[] = {
      {"eu", "Uni Eropa", "European Union", "الاتحاد الأوروبي"},
      {"gcc", "Negara Teluk", "Gulf states", "دول الخليج"},
  };
  g_autofree char *country = g_ascii_strup (market, -1);
  const char *key;

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (g_str_equal (groups[i].market, market))
      return g_str_equal (lang, "id")   ? groups[i].id
             : g_str_equal (lang, "ar") ? groups[i].ar
                                        : groups[i].en;
  key = eta_choice_key ("countries.tsv", country);
  return key ? eta_choice_label ("countries.tsv", key, lang) : market;
}
