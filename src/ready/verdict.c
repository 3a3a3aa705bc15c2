#include "ready/verdict.h"

#include "catalog/measure.h"

#include <string.h>

/* Rules about leaving Indonesia; at home they say nothing. */
static const char *const export_rules[] = {
    "id.npwp",  "id.peb",    "id.ske",  "id.coffee_etk", "id.coffee_ico", "id.ska",
    "id.phyto", "id.ispm15", "id.fish", "id.vlegal",     "id.forbidden",  NULL};

/* What is on the right does as well. */
static const struct {
  const char *key, *instead;
} alternatives[] = {
    {"pirt_no", "bpom_no"},
    {"pirt_valid_until", "bpom_valid_until"},
    {"bpom_no", "pirt_no"},
    {"bpom_valid_until", "pirt_valid_until"},
    {"nutrition_us", "nutrition_exempt_notice"},
    {"nutrition_exempt_notice", "nutrition_us"},
};

/* A paper whose number is there and which states no end does not end. */
static const struct {
  const char *end, *number;
} endless[] = {{"pirt_valid_until", "pirt_no"}, {"bpom_valid_until", "bpom_no"}};

gboolean
eta_day_init (EtaDay *day, const char *iso)
{
  g_autofree char *today = iso ? g_strdup (iso) : eta_date_today ();
  g_autoptr (GDate) date = NULL;

  if (!eta_date_valid (today))
    return FALSE;
  g_strlcpy (day->today, today, sizeof day->today);
  date = g_date_new_dmy ((GDateDay)g_ascii_strtoll (today + 8, NULL, 10),
                         (GDateMonth)g_ascii_strtoll (today + 5, NULL, 10),
                         (GDateYear)g_ascii_strtoll (today, NULL, 10));
  g_date_add_days (date, ETA_SOON_DAYS);
  g_snprintf (day->soon, sizeof day->soon, "%04d-%02d-%02d", g_date_get_year (date),
              g_date_get_month (date), g_date_get_day (date));
  return TRUE;
}

/* --- one piece of evidence -------------------------------------------------------------------- */

static EtaVerdictState
judge_fact (guint evidence, const EtaFact *fact, const EtaDay *day)
{
  if (fact->proof == ETA_PROOF_NONE)
    return eta_evidence_type (evidence) == ETA_TYPE_OF_CHECK &&
                   !g_str_equal (eta_evidence_key (evidence), "third_country_listing")
               ? ETA_VERDICT_CANNOT_TELL
               : ETA_VERDICT_MISSING;
  if (fact->proof == ETA_PROOF_NO)
    return ETA_VERDICT_MISSING;
  if (*fact->until && strcmp (fact->until, day->today) < 0)
    return ETA_VERDICT_EXPIRED;
  if (fact->proof == ETA_PROOF_UNSURE)
    return ETA_VERDICT_CANNOT_TELL;
  if (*fact->until && strcmp (fact->until, day->soon) <= 0)
    return ETA_VERDICT_EXPIRING;
  return ETA_VERDICT_MET;
}

/* Cosmetics are BPOM's alone. */
static const char *
instead_of (const EtaFacts *facts, const char *key)
{
  if (g_str_has_prefix (key, "bpom_") && g_strcmp0 (eta_facts_category (facts), "cosmetic") == 0)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (alternatives); i++)
    if (g_str_equal (alternatives[i].key, key))
      return alternatives[i].instead;
  return NULL;
}

static gboolean
has_no_end (const EtaFacts *facts, const char *key, const EtaFact *fact)
{
  if (fact->proof != ETA_PROOF_NONE || !g_str_has_suffix (key, "_valid_until"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (endless); i++)
    if (g_str_equal (endless[i].end, key)) {
      const EtaFact *number = eta_facts_get (facts, (guint)eta_evidence_row (endless[i].number));
      return number->proof == ETA_PROOF_YES && !*number->until;
    }
  return FALSE;
}

static gboolean
is_open (EtaVerdictState state)
{
  return state == ETA_VERDICT_MISSING || state == ETA_VERDICT_EXPIRED ||
         state == ETA_VERDICT_CANNOT_TELL;
}

static EtaVerdictState
judge_one (const EtaFacts *facts, guint evidence, const EtaDay *day, const EtaFact **fact)
{
  *fact = eta_facts_get (facts, evidence);
  return has_no_end (facts, eta_evidence_key (evidence), *fact) ? ETA_VERDICT_MET
                                                                : judge_fact (evidence, *fact, day);
}

/* The state of EVIDENCE or of what does instead of it, whichever is better; *FACT is that one. */
static EtaVerdictState
judge_evidence (const EtaFacts *facts, guint evidence, const EtaDay *day, const EtaFact **fact)
{
  EtaVerdictState state = judge_one (facts, evidence, day, fact), other_state;
  const char *instead = is_open (state) ? instead_of (facts, eta_evidence_key (evidence)) : NULL;
  const EtaFact *other;

  if (!instead)
    return state;
  other_state = judge_one (facts, (guint)eta_evidence_row (instead), day, &other);
  if (other_state >= state)
    return state;
  *fact = other;
  return other_state;
}

/* --- does the rule apply? --------------------------------------------------------------------- */

static gboolean
settle (EtaVerdict *verdict, EtaVerdictState state, EtaReason reason, const char *date)
{
  verdict->state = state;
  verdict->reason = reason;
  if (date)
    g_strlcpy (verdict->date, date, sizeof verdict->date);
  return TRUE;
}

static gboolean
not_applicable (EtaVerdict *verdict, EtaReason reason)
{
  return settle (verdict, ETA_VERDICT_NOT_APPLICABLE, reason, NULL);
}

static gboolean
cannot_tell (EtaVerdict *verdict, EtaReason reason)
{
  return settle (verdict, ETA_VERDICT_CANNOT_TELL, reason, NULL);
}

typedef enum { OUT, IN, MAYBE } Match;

/* HS against PREFIXES; MAYBE: it has too few digits to say. */
static Match
match_hs (char **prefixes, const char *hs)
{
  Match match = OUT;

  for (; *prefixes; prefixes++) {
    if (g_str_has_prefix (hs, *prefixes))
      return IN;
    if (g_str_has_prefix (*prefixes, hs))
      match = MAYBE;
  }
  return match;
}

static gboolean
in_categories (const EtaRule *rule, const char *category)
{
  const char *const *list = (const char *const *)rule->categories;

  if (g_strv_contains (list, category))
    return TRUE;
  return (g_str_equal (category, "cocoa") || g_str_equal (category, "rice")) &&
         g_strv_contains (list, "food");
}

/* The goods are surely not those that the rule is about. */
static gboolean
settled_by_goods (EtaVerdict *verdict, const EtaFacts *facts)
{
  const EtaRule *rule = verdict->rule;
  const char *category = eta_facts_category (facts), *hs = eta_facts_product (facts)->hs;

  if (rule->categories && category && !in_categories (rule, category))
    return not_applicable (verdict, ETA_REASON_CATEGORY);
  return rule->hs && hs && match_hs (rule->hs, hs) == OUT &&
         not_applicable (verdict, ETA_REASON_HS);
}

/* Nobody knows whether they are. */
static gboolean
settled_by_ignorance (EtaVerdict *verdict, const EtaFacts *facts)
{
  const EtaRule *rule = verdict->rule;
  const char *country = eta_facts_product (facts)->country, *hs = eta_facts_product (facts)->hs;

  if (country && !g_str_equal (country, "ID"))
    return cannot_tell (verdict, ETA_REASON_ORIGIN);
  if (rule->categories && !eta_facts_category (facts))
    return cannot_tell (verdict, ETA_REASON_NO_CATEGORY);
  if (rule->hs && !hs)
    return cannot_tell (verdict, ETA_REASON_NO_HS);
  return rule->hs && match_hs (rule->hs, hs) == MAYBE && cannot_tell (verdict, ETA_REASON_SHORT_HS);
}

/* The first day of the rule for this product; EUDR's depends on who imports. */
static const char *
first_day (const EtaRule *rule, const EtaFacts *facts)
{
  const char *hs = eta_facts_product (facts)->hs;
  int row = eta_evidence_row ("eudr_small_operator");

  if (rule->small_from && eta_facts_get (facts, (guint)row)->proof == ETA_PROOF_YES &&
      !(rule->small_not && hs && match_hs (rule->small_not, hs) != OUT))
    return rule->small_from;
  return rule->valid_from;
}

static gboolean
settled_by_dates (EtaVerdict *verdict, const EtaFacts *facts, const EtaDay *day)
{
  const EtaRule *rule = verdict->rule;
  const char *from = first_day (rule, facts);

  if (rule->valid_to && strcmp (day->today, rule->valid_to) > 0)
    return settle (verdict, ETA_VERDICT_NOT_APPLICABLE, ETA_REASON_ENDED, rule->valid_to);
  if (from && strcmp (day->today, from) < 0)
    return settle (verdict, ETA_VERDICT_NOT_APPLICABLE, ETA_REASON_LATER, from);
  return FALSE;
}

static gboolean
settled_by_condition (EtaVerdict *verdict, const EtaFacts *facts)
{
  EtaAnswer answer = eta_facts_condition (facts, verdict->rule->condition);

  if (answer == ETA_ANSWER_NO)
    return not_applicable (verdict, ETA_REASON_CONDITION);
  return answer == ETA_ANSWER_UNKNOWN && cannot_tell (verdict, ETA_REASON_ASK);
}

/* --- is it met? ------------------------------------------------------------------------------- */

typedef struct {
  guint own[ETA_VERDICT_NOT_APPLICABLE]; /* how many needs of company and product, by state */
  guint shipment, buyer;                 /* open ones */
  const char *until;                     /* the nearest end among the expired or expiring */
} Tally;

static void
fill_needs (EtaVerdict *verdict, const EtaFacts *facts, const EtaDay *day, Tally *tally)
{
  for (guint i = 0; i < verdict->rule->n_evidence; i++) {
    guint evidence = verdict->rule->evidence[i];
    EtaLevel level = eta_evidence_level (evidence);
    const EtaFact *fact;
    EtaNeed *need = &verdict->needs[verdict->n_needs++];

    need->evidence = evidence;
    need->state = judge_evidence (facts, evidence, day, &fact);
    if (level == ETA_LEVEL_SHIPMENT || level == ETA_LEVEL_BUYER) {
      guint *open = level == ETA_LEVEL_BUYER ? &tally->buyer : &tally->shipment;
      if (need->state == ETA_VERDICT_MISSING && fact->proof == ETA_PROOF_NONE)
        need->state = ETA_VERDICT_CANNOT_TELL;
      *open += need->state == ETA_VERDICT_CANNOT_TELL;
      if (need->state != ETA_VERDICT_CANNOT_TELL)
        tally->own[need->state]++;
      continue;
    }
    tally->own[need->state]++;
    if ((need->state == ETA_VERDICT_EXPIRED || need->state == ETA_VERDICT_EXPIRING) &&
        (!tally->until || strcmp (fact->until, tally->until) < 0))
      tally->until = fact->until;
  }
}

static void
settle_by_needs (EtaVerdict *verdict, const Tally *tally)
{
  if (verdict->rule->n_evidence == 0)
    cannot_tell (verdict, ETA_REASON_NOTE);
  else if (tally->own[ETA_VERDICT_MISSING] > 0)
    settle (verdict, ETA_VERDICT_MISSING, ETA_REASON_NONE, NULL);
  else if (tally->own[ETA_VERDICT_EXPIRED] > 0)
    settle (verdict, ETA_VERDICT_EXPIRED, ETA_REASON_NONE, tally->until);
  else if (tally->own[ETA_VERDICT_CANNOT_TELL] > 0)
    cannot_tell (verdict, ETA_REASON_PROOF);
  else if (tally->buyer > 0)
    cannot_tell (verdict, ETA_REASON_BUYER);
  else if (tally->shipment > 0)
    cannot_tell (verdict, ETA_REASON_SHIPMENT);
  else if (tally->own[ETA_VERDICT_EXPIRING] > 0)
    settle (verdict, ETA_VERDICT_EXPIRING, ETA_REASON_NONE, tally->until);
  else
    settle (verdict, ETA_VERDICT_MET, ETA_REASON_NONE, NULL);
}

void
eta_verdict_judge (EtaVerdict *verdict,
                   const EtaRule *rule,
                   const EtaFacts *facts,
                   const char *market,
                   const EtaDay *day)
{
  Tally tally = {0};

  memset (verdict, 0, sizeof *verdict);
  verdict->rule = rule;
  verdict->verify = rule->confidence == 'C' || strcmp (day->today, rule->review_by) > 0;
  if (g_str_equal (market, "id") && g_strv_contains (export_rules, rule->id)) {
    not_applicable (verdict, ETA_REASON_HOME);
    return;
  }
  if (settled_by_goods (verdict, facts))
    return;
  if (settled_by_dates (verdict, facts, day)) {
    if (verdict->reason == ETA_REASON_LATER)
      fill_needs (verdict, facts, day, &tally);
    return;
  }
  if (settled_by_ignorance (verdict, facts) || settled_by_condition (verdict, facts))
    return;
  fill_needs (verdict, facts, day, &tally);
  settle_by_needs (verdict, &tally);
}

gboolean
eta_verdict_blocks (const EtaVerdict *verdict)
{
  return (verdict->state == ETA_VERDICT_MISSING || verdict->state == ETA_VERDICT_EXPIRED) &&
         verdict->rule->severity == ETA_SEVERITY_BLOCKER && verdict->rule->confidence != 'C';
}

/* --- a product in a market -------------------------------------------------------------------- */

static void
count (EtaCell *cell, const EtaVerdict *verdict)
{
  gboolean missing = verdict->state == ETA_VERDICT_MISSING || verdict->state == ETA_VERDICT_EXPIRED;

  if (verdict->state == ETA_VERDICT_NOT_APPLICABLE)
    return;
  if (verdict->state == ETA_VERDICT_MET || verdict->state == ETA_VERDICT_EXPIRING) {
    cell->met++;
    cell->expiring += verdict->state == ETA_VERDICT_EXPIRING;
  } else if (verdict->rule->severity == ETA_SEVERITY_ADVICE) {
    cell->advice++;
  } else if (missing && verdict->rule->confidence != 'C') {
    cell->missing++;
    cell->blocking += eta_verdict_blocks (verdict);
  } else if (verdict->reason == ETA_REASON_SHIPMENT || verdict->reason == ETA_REASON_BUYER) {
    cell->outside++;
  } else {
    cell->unknown++;
  }
}

EtaCell
eta_cell_judge (GPtrArray *rules, const EtaFacts *facts, const char *market, const EtaDay *day)
{
  EtaCell cell = {0};

  for (guint i = 0; i < rules->len; i++) {
    EtaVerdict verdict;
    eta_verdict_judge (&verdict, rules->pdata[i], facts, market, day);
    count (&cell, &verdict);
  }
  cell.state = cell.blocking  ? ETA_CELL_BLOCKED
               : cell.missing ? ETA_CELL_MISSING
               : cell.unknown ? ETA_CELL_UNKNOWN
                              : ETA_CELL_READY;
  return cell;
}
