/* What is still to be gathered, from whom, for which products and markets: the producer's
 * checklist, the shipping checklist and "ask your buyer". What a rule will ask for that is not in
 * force yet is on them too, with its day: papers take months. */
#pragma once

#include "ready/verdict.h"

G_BEGIN_DECLS

typedef enum {
  ETA_CHECKLIST_PRODUCER, /* company and product evidence that is missing, ended or unanswered */
  ETA_CHECKLIST_SHIPPING, /* what each shipment needs */
  ETA_CHECKLIST_BUYER,    /* what the importer has or does */
} EtaChecklistKind;
/* "producer", "shipping", "buyer". FALSE: no such list. */
gboolean eta_checklist_kind (const char *id, EtaChecklistKind *kind);

/* One thing to gather. */
typedef struct {
  guint evidence;        /* row of evidence.tsv */
  const EtaRule *rule;   /* the gravest that asks for it */
  GPtrArray *markets;    /* char *, "de": each once, in the order they were added */
  GPtrArray *products;   /* char *, names as added: each once */
  char from[11];         /* not needed before this day; "": now */
  EtaVerdictState state; /* the worst */
} EtaTask;

typedef struct _EtaChecklist EtaChecklist;

EtaChecklist *eta_checklist_new (EtaChecklistKind kind);
void eta_checklist_free (EtaChecklist *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaChecklist, eta_checklist_free)

/* RULES: of MARKET. NAME: of the product, as it is shown. */
void eta_checklist_add (EtaChecklist *list,
                        const EtaFacts *facts,
                        const char *name,
                        GPtrArray *rules,
                        const char *market,
                        const EtaDay *day);
/* The tasks, those of one source together (eta_evidence_who_key), blockers first within it.
 * Borrowed array of EtaTask, until the next call. */
GPtrArray *eta_checklist_tasks (EtaChecklist *list);

/* --- on paper ----------------------------------------------------------------------------------
 * In LANG, whatever the user's own language is. */

/* "What you still have to gather". Borrowed. */
const char *eta_checklist_title (const EtaChecklist *list, const char *lang);
/* "For: Germany, United States". Transfer full. */
char *eta_checklist_subtitle (char **markets, const char *lang);
/* "By the rules that Etalase had looked up by …". Transfer full. */
char *eta_checklist_foot (const EtaRuleSet *rules, const char *lang);
/* A row for each task: { from whom, what, how, when and for what, NULL }. Transfer full array of
 * char **. */
GPtrArray *eta_checklist_rows (EtaChecklist *list, const char *lang);

G_END_DECLS
