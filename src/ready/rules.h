/* What markets ask for: data/markets/rules_XX.tsv, one row a rule, dated and with its source.
 * A rule set is checked as a whole when it is loaded and read-only afterwards; it may cross
 * threads. Rules speak of papers and labels, never of duty rates: those are no part of what is
 * shown. */
#pragma once

#include "ready/evidence.h"

G_BEGIN_DECLS

/* So many pieces of evidence a rule can ask for. */
#define ETA_RULE_EVIDENCE 8

typedef enum { ETA_SEVERITY_BLOCKER, ETA_SEVERITY_SHIPMENT, ETA_SEVERITY_ADVICE } EtaSeverity;

typedef enum {
  ETA_CONDITION_NONE,
  ETA_CONDITION_ANIMAL_FOOD, /* contains fish, shrimp, egg, milk or honey */
  ETA_CONDITION_ORGANIC,
  ETA_CONDITION_HALAL_MARK,
  ETA_CONDITION_ANIMAL_OR_HALAL,
  ETA_CONDITION_WOODEN_PACKING,
  ETA_CONDITION_JAVA_LAMPUNG,
  ETA_CONDITION_SEALED_WET,
  ETA_CONDITION_CHILDREN,
} EtaCondition;

typedef struct {
  char *id;          /* "eu.eudr" */
  char *market;      /* "eu" */
  char **categories; /* keys of categories.tsv; NULL: all */
  char **hs;         /* prefixes, digits; NULL: all */
  EtaCondition condition;
  EtaSeverity severity;
  guint *evidence; /* rows of evidence.tsv */
  guint n_evidence;
  char *title_en, *title_id;
  char *valid_from, *valid_to; /* ISO dates, both days included; NULL: open */
  char *source;                /* where the rule was read */
  char confidence;             /* 'A', 'B'; 'C': to be verified, never red */
  char *as_of;                 /* ISO date it was looked at */
  char *review_by;             /* ISO date; afterwards the rule may be out of date */
  char *title_ar;              /* or NULL */
  char *small_from; /* later first day where the buyer is a micro or small firm; or NULL */
  char **small_not; /* HS prefixes for which that is not so; or NULL */
} EtaRule;

typedef struct _EtaRuleSet EtaRuleSet;

/* The rules that came with the program. Borrowed, kept for the life of the program. Any thread. */
const EtaRuleSet *eta_rules_builtin (void);
/* The rules of PATH: one file, or all rules_*.tsv of a folder. Fails (ETA_READY_ERROR_RULES, or
 * G_FILE_ERROR) naming file and line; then nothing is loaded. */
EtaRuleSet *eta_rules_load (const char *path, GError **error);
/* PATH itself, or the rules_*.tsv of a folder by name. Transfer full array of char *. */
GPtrArray *eta_rules_list_files (const char *path, GError **error);

/* What an update did. */
typedef struct {
  guint replaced; /* rules with the same id that were looked at later (or on the same day) */
  guint added;
  guint older; /* rules of the update that were looked at earlier than ours: ours stay */
  guint kept;  /* rules of before that are still in force, with OLDER */
} EtaRulesChange;
/* BASE with NEWER laid over it, rule by rule: what NEWER does not name stays. */
EtaRuleSet *
eta_rules_merge (const EtaRuleSet *base, const EtaRuleSet *newer, EtaRulesChange *change);
void eta_rules_free (EtaRuleSet *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaRuleSet, eta_rules_free)

/* The newest day on which a rule of the set was looked at, ISO. */
const char *eta_rules_date (const EtaRuleSet *rules);
guint eta_rules_count (const EtaRuleSet *rules);
const EtaRule *eta_rules_at (const EtaRuleSet *rules, guint i);
const EtaRule *eta_rules_find (const EtaRuleSet *rules, const char *id); /* or NULL */
/* The title in LANG; English where it is not written. Borrowed. */
const char *eta_rule_title (const EtaRule *rule, const char *lang);

/* What it means, for somebody who has never heard of it (data/rule-words.tsv), in Indonesian,
 * Arabic or English; "" where that is not written. Borrowed. */
const char *eta_rule_plain (const EtaRule *rule, const char *lang);

/* The web addresses in its source, in their order. NULL-terminated, transfer full. */
char **eta_rule_links (const EtaRule *rule);

/* The rules for goods from Indonesia to MARKET ("de": Indonesia's own, the EU's and Germany's).
 * Borrowed EtaRule, transfer container. NULL when no such market is known. */
GPtrArray *eta_rules_of_market (const EtaRuleSet *rules, const char *market);
/* The markets known: "us", "eu", "de", … NULL-terminated. */
const char *const *eta_markets (void);

G_END_DECLS
