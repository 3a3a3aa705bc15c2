/* What markets ask for: data/markets/rules_XX.tsv, one row a rule, dated and with its source.
 * A rule set is checked as a whole when it is loaded and read-only afterwards; it may cross
 * threads. Rules speak of papers and labels, never of duty rates: those are no part of what is
 * shown. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum { ETA_SEVERITY_BLOCKER, ETA_SEVERITY_SHIPMENT, ETA_SEVERITY_ADVICE } EtaSeverity;

/* Who brings a piece of evidence. */
typedef enum {
  ETA_LEVEL_COMPANY,
  ETA_LEVEL_PRODUCT,
  ETA_LEVEL_SHIPMENT, /* only at shipping: the shipping checklist */
  ETA_LEVEL_BUYER,    /* the importer has it: "ask your buyer" */
} EtaLevel;

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
} EtaRule;

typedef struct _EtaRuleSet EtaRuleSet;

/* The rules that came with the program. Borrowed, kept for the life of the program. Any thread. */
const EtaRuleSet *eta_rules_builtin (void);
/* Newer rules: all rules_*.tsv of FOLDER, in place of the built-in ones. Fails
 * (ETA_READY_ERROR_RULES, or G_FILE_ERROR) naming file and line; then nothing is loaded. */
EtaRuleSet *eta_rules_load (const char *folder, GError **error);
void eta_rules_free (EtaRuleSet *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaRuleSet, eta_rules_free)

/* The newest day on which a rule of the set was looked at, ISO. */
const char *eta_rules_date (const EtaRuleSet *rules);
guint eta_rules_count (const EtaRuleSet *rules);
const EtaRule *eta_rules_at (const EtaRuleSet *rules, guint i);
/* The title in LANG; English where it is not written. Borrowed. */
const char *eta_rule_title (const EtaRule *rule, const char *lang);

/* The rules for goods from Indonesia to MARKET ("de": Indonesia's own, the EU's and Germany's).
 * Borrowed EtaRule, transfer container. NULL when no such market is known. */
GPtrArray *eta_rules_of_market (const EtaRuleSet *rules, const char *market);
/* The markets known: "us", "eu", "de", … NULL-terminated. */
const char *const *eta_markets (void);

/* Rows of evidence.tsv: the keys, and who brings them. -1: no such key. */
guint eta_evidence_count (void);
int eta_evidence_row (const char *key);
const char *eta_evidence_key (guint row);
EtaLevel eta_evidence_level (guint row);

G_END_DECLS
