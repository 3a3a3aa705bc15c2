/* A rule and the facts of a product → met, missing, expires within 90 days, expired, not
 * applicable, cannot tell. Pure; no allocation; any thread.
 *
 * Decisions:
 * - "Cannot tell" is never folded into met: an unknown category, customs code or condition, a
 *   question without an answer and a certificate that must be confirmed are all “cannot tell”.
 * - Only company and product evidence is judged. What the shipment or the buyer brings is listed
 *   (shipping checklist, "ask your buyer") and, where nothing else is open, leaves the rule at
 *   “cannot tell” with that reason, which is not counted against the product.
 * - P-IRT or BPOM MD counts as either (rules id.pirt, id.bpom); Nutrition Facts or the FDA's
 *   exemption (us.nutrition).
 * - A rule that is not yet in force is not applicable, with the day and what it will ask for. EUDR
 *   begins later for an importer that is a micro or small firm, but not for goods of the old timber
 *   regulation (small_from and small_not_hs of the rule).
 * - Cocoa and rice are food for rules about food. A product whose country is not Indonesia: the
 *   rules are for goods from Indonesia, so cannot tell. The market “id” is selling at home: rules
 *   about exporting are not applicable there.
 * - A rule without evidence (us.duty) is a note: never met, never missing. No duty rate is shown.
 * - A last day counts: on that day a certificate still holds. */
#pragma once

#include "ready/facts.h"
#include "ready/rules.h"

G_BEGIN_DECLS

#define ETA_SOON_DAYS 90

typedef enum {
  ETA_VERDICT_MET,
  ETA_VERDICT_EXPIRING, /* met, but ends within 90 days */
  ETA_VERDICT_CANNOT_TELL,
  ETA_VERDICT_EXPIRED,
  ETA_VERDICT_MISSING,
  ETA_VERDICT_NOT_APPLICABLE,
} EtaVerdictState;

typedef enum {
  ETA_REASON_NONE,
  /* not applicable */
  ETA_REASON_LATER, /* date: from when */
  ETA_REASON_ENDED, /* date: until when */
  ETA_REASON_HOME,
  ETA_REASON_CATEGORY,
  ETA_REASON_HS,
  ETA_REASON_CONDITION,
  /* cannot tell */
  ETA_REASON_ORIGIN,
  ETA_REASON_NO_CATEGORY,
  ETA_REASON_NO_HS,
  ETA_REASON_SHORT_HS,
  ETA_REASON_ASK,   /* the condition: eta_claims_question says where to answer */
  ETA_REASON_PROOF, /* a need is unsure or unanswered */
  ETA_REASON_SHIPMENT,
  ETA_REASON_BUYER,
  ETA_REASON_NOTE,
} EtaReason;

/* One piece of evidence that the rule asks for. */
typedef struct {
  guint evidence;
  EtaVerdictState state; /* NOT_APPLICABLE: another piece does instead */
} EtaNeed;

typedef struct {
  const EtaRule *rule;
  EtaVerdictState state;
  EtaReason reason;
  char date[11];   /* see the reason; EXPIRING, EXPIRED: the last day */
  gboolean verify; /* the rule itself is to be verified: confidence C, or past its review day */
  guint n_needs;   /* also filled for a rule that applies later */
  EtaNeed needs[ETA_RULE_EVIDENCE];
} EtaVerdict;

typedef struct {
  char today[11];
  char soon[11]; /* ETA_SOON_DAYS later */
} EtaDay;
/* ISO 8601; NULL: today. FALSE when it is no date. */
gboolean eta_day_init (EtaDay *day, const char *iso);

void eta_verdict_judge (EtaVerdict *verdict,
                        const EtaRule *rule,
                        const EtaFacts *facts,
                        const char *market,
                        const EtaDay *day);

/* May it be shown in red? Only a blocker of confidence A or B that is missing or has expired. */
gboolean eta_verdict_blocks (const EtaVerdict *verdict);

/* --- a product in a market ---------------------------------------------------------------------
 */
typedef enum {
  ETA_CELL_READY,   /* nothing is open on the producer's side */
  ETA_CELL_UNKNOWN, /* something cannot be told */
  ETA_CELL_MISSING, /* something is missing before the goods can be shipped */
  ETA_CELL_BLOCKED, /* a blocker is missing or has expired */
} EtaCellState;

/* Counts of rules; “recommended” ones count in ADVICE alone. */
typedef struct {
  guint8 state; /* EtaCellState */
  guint8 met;
  guint8 missing;  /* or expired; with the blocking ones */
  guint8 blocking; /* of MISSING: blockers of confidence A or B */
  guint8 unknown;  /* with what is missing of confidence C */
  guint8 expiring;
  guint8 outside; /* open with the shipment or the buyer alone */
  guint8 advice;
} EtaCell;

/* RULES: of the market (eta_rules_of_market). */
EtaCell
eta_cell_judge (GPtrArray *rules, const EtaFacts *facts, const char *market, const EtaDay *day);

G_END_DECLS
