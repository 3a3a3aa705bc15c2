#include "ready/checklist.h"

#include "catalog/data.h"
#include "catalog/measure.h"
#include "ready/reason.h"

#include <string.h>

struct _EtaChecklist {
  EtaChecklistKind kind;
  GPtrArray *tasks;
};

static const char *const kind_ids[] = {"producer", "shipping", "buyer", NULL};

gboolean
eta_checklist_kind (const char *id, EtaChecklistKind *kind)
{
  for (guint i = 0; kind_ids[i]; i++)
    if (g_str_equal (kind_ids[i], id)) {
      *kind = (EtaChecklistKind)i;
      return TRUE;
    }
  return FALSE;
}

static void
task_free (gpointer data)
{
  EtaTask *task = data;

  g_ptr_array_unref (task->markets);
  g_ptr_array_unref (task->products);
  g_free (task);
}

EtaChecklist *
eta_checklist_new (EtaChecklistKind kind)
{
  EtaChecklist *list = g_new0 (EtaChecklist, 1);

  list->kind = kind;
  list->tasks = g_ptr_array_new_with_free_func (task_free);
  return list;
}

void
eta_checklist_free (EtaChecklist *list)
{
  if (!list)
    return;
  g_ptr_array_unref (list->tasks);
  g_free (list);
}

static EtaTask *
find_task (EtaChecklist *list, guint evidence, const EtaRule *rule, const char *from)
{
  EtaTask *task;

  for (guint i = 0; i < list->tasks->len; i++) {
    task = list->tasks->pdata[i];
    if (task->evidence == evidence)
      return task;
  }
  task = g_new0 (EtaTask, 1);
  task->evidence = evidence;
  task->rule = rule;
  task->markets = g_ptr_array_new_with_free_func (g_free);
  task->products = g_ptr_array_new_with_free_func (g_free);
  g_strlcpy (task->from, from, sizeof task->from);
  g_ptr_array_add (list->tasks, task);
  return task;
}

static void
add_once (GPtrArray *texts, const char *text)
{
  for (guint i = 0; i < texts->len; i++)
    if (g_str_equal (texts->pdata[i], text))
      return;
  g_ptr_array_add (texts, g_strdup (text));
}

typedef struct {
  EtaChecklist *list;
  const EtaFacts *facts;
  const char *name, *market;
} Adding;

static void
add_task (const Adding *adding, const EtaVerdict *verdict, guint evidence, EtaVerdictState state)
{
  const char *from = verdict->reason == ETA_REASON_LATER ? verdict->date : "";
  EtaTask *task = find_task (adding->list, evidence, verdict->rule, from);

  if (verdict->rule->severity < task->rule->severity)
    task->rule = verdict->rule;
  if (strcmp (from, task->from) < 0)
    g_strlcpy (task->from, from, sizeof task->from);
  task->state = MAX (task->state, state);
  add_once (task->markets, adding->market);
  add_once (task->products, adding->name);
}

static gboolean
belongs (EtaChecklistKind kind, guint evidence)
{
  EtaLevel level = eta_evidence_level (evidence);

  if (kind == ETA_CHECKLIST_SHIPPING)
    return level == ETA_LEVEL_SHIPMENT;
  /* A product's number that the importer applies for is asked of the buyer, too. */
  if (kind == ETA_CHECKLIST_BUYER)
    return level == ETA_LEVEL_BUYER || g_str_equal (eta_evidence_who_key (evidence), "buyer");
  return level == ETA_LEVEL_COMPANY || level == ETA_LEVEL_PRODUCT;
}

static gboolean
is_open (EtaVerdictState state)
{
  return state != ETA_VERDICT_MET && state != ETA_VERDICT_NOT_APPLICABLE;
}

static void
add_verdict (const Adding *adding, const EtaVerdict *verdict)
{
  EtaChecklistKind kind = adding->list->kind;
  const char *question =
      verdict->reason == ETA_REASON_ASK ? eta_claims_question (verdict->rule->condition) : NULL;
  int row = question ? eta_evidence_row (question) : -1;

  if (row >= 0 && kind == ETA_CHECKLIST_PRODUCER)
    add_task (adding, verdict, (guint)row, ETA_VERDICT_CANNOT_TELL);
  if (verdict->state == ETA_VERDICT_NOT_APPLICABLE && verdict->reason != ETA_REASON_LATER)
    return;
  row = eta_evidence_row ("eudr_small_operator");
  if (kind == ETA_CHECKLIST_BUYER && verdict->rule->small_from &&
      eta_facts_get (adding->facts, (guint)row)->proof == ETA_PROOF_NONE)
    add_task (adding, verdict, (guint)row, ETA_VERDICT_CANNOT_TELL);
  for (guint i = 0; i < verdict->n_needs; i++) {
    const EtaNeed *need = &verdict->needs[i];
    /* A shipment's papers are new each time, whatever the last one had. */
    if (belongs (kind, need->evidence) && (is_open (need->state) || kind == ETA_CHECKLIST_SHIPPING))
      add_task (adding, verdict, need->evidence, need->state);
  }
}

void
eta_checklist_add (EtaChecklist *list,
                   const EtaFacts *facts,
                   const char *name,
                   GPtrArray *rules,
                   const char *market,
                   const EtaDay *day)
{
  const Adding adding = {list, facts, name, market};

  for (guint i = 0; i < rules->len; i++) {
    EtaVerdict verdict;
    eta_verdict_judge (&verdict, rules->pdata[i], facts, market, day);
    add_verdict (&adding, &verdict);
  }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const EtaTask *left = *(const EtaTask *const *)a, *right = *(const EtaTask *const *)b;
  int order =
      strcmp (eta_evidence_who_key (left->evidence), eta_evidence_who_key (right->evidence));

  if (order == 0)
    order = (int)left->rule->severity - (int)right->rule->severity;
  if (order == 0)
    order = strcmp (left->from, right->from);
  return order ? order : (int)left->evidence - (int)right->evidence;
}

GPtrArray *
eta_checklist_tasks (EtaChecklist *list)
{
  g_ptr_array_sort (list->tasks, compare);
  return list->tasks;
}

/* --- on paper ----------------------------------------------------------------------------------
 */

/* So many products are named; the rest is counted. */
#define NAMED 4

static const char *
word (const char *key, const char *lang)
{
  const EtaTable *words = eta_table_get ("checklist-words.tsv");
  int row = eta_table_find (words, key);
  const char *text = row < 0 ? "" : eta_table_cell (words, (guint)row, lang);

  return *text ? text : eta_table_cell (words, (guint)row, "en");
}

/* The phrase KEY with TEXT in place of "{}". */
static char *
phrase (const char *key, const char *text, const char *lang)
{
  g_auto (GStrv) parts = g_strsplit (word (key, lang), "{}", 2);

  return g_strconcat (parts[0], text, parts[1], NULL);
}

static const char *
comma (const char *lang)
{
  return g_str_equal (lang, "ar") ? "، " : ", ";
}

const char *
eta_checklist_title (const EtaChecklist *list, const char *lang)
{
  return word (kind_ids[list->kind], lang);
}

char *
eta_checklist_subtitle (char **markets, const char *lang)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (char **market = markets; *market; market++)
    g_string_append_printf (names, "%s%s", names->len ? comma (lang) : "",
                            eta_market_name (*market, lang));
  return phrase ("markets", names->str, lang);
}

char *
eta_checklist_foot (const EtaRuleSet *rules, const char *lang)
{
  g_autofree char *date = eta_date_text (eta_rules_date (rules), lang);

  return phrase ("foot", date ? date : eta_rules_date (rules), lang);
}

static char *
products_text (const EtaTask *task, const char *lang)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < task->products->len && i < NAMED; i++)
    g_string_append_printf (names, "%s%s", i ? comma (lang) : "",
                            (const char *)task->products->pdata[i]);
  if (task->products->len > NAMED) {
    g_autofree char *count = g_strdup_printf ("%u", task->products->len - NAMED);
    g_autofree char *more = phrase ("more", count, lang);
    g_string_append_printf (names, "%s%s", comma (lang), more);
  }
  return phrase ("products", names->str, lang);
}

static char *
note_of (const EtaTask *task, const char *lang)
{
  g_autoptr (GPtrArray) markets = g_ptr_array_new ();
  g_autofree char *date = *task->from ? eta_date_text (task->from, lang) : NULL;
  g_autofree char *from = date ? phrase ("from", date, lang) : NULL;
  g_autofree char *products = products_text (task, lang);
  g_autofree char *where = NULL;

  for (guint i = 0; i < task->markets->len; i++)
    g_ptr_array_add (markets, task->markets->pdata[i]);
  g_ptr_array_add (markets, NULL);
  where = eta_checklist_subtitle ((char **)markets->pdata, lang);
  return g_strdup_printf ("%s%s%s · %s", from ? from : "", from ? " · " : "", where, products);
}

GPtrArray *
eta_checklist_rows (EtaChecklist *list, const char *lang)
{
  GPtrArray *tasks = eta_checklist_tasks (list);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);

  for (guint i = 0; i < tasks->len; i++) {
    const EtaTask *task = tasks->pdata[i];
    char **row = g_new0 (char *, 5);

    row[0] = g_strdup (eta_evidence_who (task->evidence, lang));
    row[1] = g_strdup (eta_evidence_label (task->evidence, lang));
    row[2] = g_strdup (eta_evidence_how (task->evidence, lang));
    row[3] = note_of (task, lang);
    g_ptr_array_add (rows, row);
  }
  return rows;
}
