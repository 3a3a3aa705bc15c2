/* ready, rules add, rules show: may this product go to that market, and what is missing? */
#include "cli/command.h"

#include "catalog/measure.h"
#include "ready/checklist.h"
#include "ready/reason.h"
#include "ready/rules-shelf.h"
#include "sheets/task-list.h"

#include <glib/gi18n-lib.h>

static struct {
  gboolean all, details;
  char *market, *as_of, *rules, *checklist, *lang, *out;
} ready;

static const GOptionEntry ready_options[] = {
    {"all", 0, 0, G_OPTION_ARG_NONE, &ready.all, N_ ("All products"), NULL},
    {"market", 0, 0, G_OPTION_ARG_STRING, &ready.market,
     N_ ("Where to: us, eu, de, it, gb, sa, ae, gcc, kw, qa, om, bh, my, jp, id; several parted by "
         "commas"),
     N_ ("MARKETS")},
    {"as-of", 0, 0, G_OPTION_ARG_STRING, &ready.as_of,
     N_ ("Judge as on this day (2027-03-31); today if not given"), N_ ("DATE")},
    {"rules", 0, 0, G_OPTION_ARG_FILENAME, &ready.rules,
     N_ ("Lay the rules of this file or folder over those in use, for this time only"),
     N_ ("PATH")},
    {"checklist", 0, 0, G_OPTION_ARG_STRING, &ready.checklist,
     N_ ("What is still to be gathered: producer, shipping or buyer"), N_ ("LIST")},
    {"details", 0, 0, G_OPTION_ARG_NONE, &ready.details, N_ ("Every rule, also with --all"), NULL},
    {"lang", 0, 0, G_OPTION_ARG_STRING, &ready.lang,
     N_ ("Language of the names of rules and papers: id, en or ar"), N_ ("LANG")},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &ready.out, N_ ("Print the checklist to this PDF"),
     N_ ("FILE.pdf")},
    {NULL},
};

typedef struct {
  EtaCall *call;
  const EtaRuleSet *rules;
  EtaRuleSet *own_rules; /* to free */
  char **markets;
  EtaDay day;
  const char *lang;
  EtaChecklist *list; /* or NULL */
  JsonArray *products;
  GHashTable *producers; /* id → EtaProducer */
} Run;

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->own_rules, eta_rules_free);
  g_clear_pointer (&run->markets, g_strfreev);
  g_clear_pointer (&run->list, eta_checklist_free);
  g_clear_pointer (&run->producers, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* --- the question ------------------------------------------------------------------------------
 */

static gboolean
read_markets (Run *run, GError **error)
{
  g_autofree char *known = g_strjoinv (", ", (char **)eta_markets ());

  if (!ready.market)
    return eta_wrong (error, _ ("Which market? Name it with --market: %s."), known);
  run->markets = eta_call_markets (ready.market, error);
  return run->markets != NULL;
}

static gboolean
read_rules (Run *run, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (EtaRuleSet) newer = NULL;
  EtaRulesChange change;

  run->rules = eta_rules_current (&failed);
  if (failed)
    eta_tell ("%s", failed->message);
  if (!ready.rules)
    return TRUE;
  newer = eta_rules_load (ready.rules, error);
  if (!newer)
    return FALSE;
  run->own_rules = eta_rules_merge (run->rules, newer, &change);
  run->rules = run->own_rules;
  return TRUE;
}

static gboolean
read_question (Run *run, GError **error)
{
  EtaChecklistKind kind;

  run->lang = ready.lang ? ready.lang : eta_user_lang ();
  if (!eta_day_init (&run->day, ready.as_of))
    return eta_wrong (error, _ ("“%s” is no date. Type year, month and day so: 2027-03-31."),
                      ready.as_of);
  if (ready.checklist && !eta_checklist_kind (ready.checklist, &kind))
    return eta_wrong (error, _ ("“%s” is no checklist. Choose producer, shipping or buyer."),
                      ready.checklist);
  if (ready.out && !ready.checklist)
    return eta_wrong (error, "%s", _ ("-o prints a checklist: name it with --checklist."));
  if (ready.checklist)
    run->list = eta_checklist_new (kind);
  return read_markets (run, error) && read_rules (run, error);
}

/* --- the answer --------------------------------------------------------------------------------
 */

static JsonObject *
need_object (const Run *run, const EtaNeed *need, const EtaFacts *facts)
{
  static const char *const levels[] = {"company", "product", "shipment", "buyer"};
  JsonObject *object = json_object_new ();
  const EtaFact *fact = eta_facts_get (facts, need->evidence);
  g_autofree char *remark = eta_need_remark (need, facts);

  eta_json_put (object, "key", eta_evidence_key (need->evidence));
  eta_json_put (object, "label", eta_evidence_label (need->evidence, run->lang));
  eta_json_put (object, "state", eta_verdict_state_id (need->state));
  eta_json_put (object, "level", levels[eta_evidence_level (need->evidence)]);
  eta_json_put (object, "who", eta_evidence_who (need->evidence, run->lang));
  eta_json_put (object, "how", eta_evidence_how (need->evidence, run->lang));
  eta_json_put (object, "place", eta_facts_place (need->evidence));
  eta_json_put (object, "value", fact->value);
  eta_json_put (object, "until", *fact->until ? fact->until : NULL);
  eta_json_put (object, "remark", remark);
  return object;
}

static JsonObject *
verdict_object (const Run *run, const EtaVerdict *verdict, const EtaFacts *facts)
{
  const EtaRule *rule = verdict->rule;
  JsonObject *object = json_object_new ();
  JsonArray *needs = json_array_new ();
  const char confidence[] = {rule->confidence, '\0'};
  g_autofree char *reason = eta_verdict_reason (verdict, facts, run->lang);
  g_autofree char *caution = eta_verdict_caution (verdict, &run->day, run->lang);

  eta_json_put (object, "rule", rule->id);
  eta_json_put (object, "title", eta_rule_title (rule, run->lang));
  eta_json_put (object, "severity", eta_severity_id (rule->severity));
  eta_json_put (object, "state", eta_verdict_state_id (verdict->state));
  json_object_set_boolean_member (object, "blocks", eta_verdict_blocks (verdict));
  eta_json_put (object, "because", eta_reason_id (verdict->reason));
  eta_json_put (object, "reason", reason);
  eta_json_put (object, "plain", eta_rule_plain (rule, run->lang));
  eta_json_put (object, "date", *verdict->date ? verdict->date : NULL);
  eta_json_put (object, "place", eta_verdict_place (verdict));
  eta_json_put (object, "source", rule->source);
  eta_json_put (object, "confidence", confidence);
  eta_json_put (object, "as_of", rule->as_of);
  eta_json_put (object, "review_by", rule->review_by);
  eta_json_put (object, "caution", caution);
  for (guint i = 0; i < verdict->n_needs; i++)
    json_array_add_object_element (needs, need_object (run, &verdict->needs[i], facts));
  json_object_set_array_member (object, "needs", needs);
  return object;
}

static JsonObject *
cell_object (const char *market, const EtaCell *cell)
{
  JsonObject *object = json_object_new ();
  const struct {
    const char *member;
    guint n;
  } counts[] = {
      {"met", cell->met},         {"missing", cell->missing},   {"blocking", cell->blocking},
      {"unknown", cell->unknown}, {"expiring", cell->expiring}, {"outside", cell->outside},
      {"advice", cell->advice},
  };

  eta_json_put (object, "market", market);
  eta_json_put (object, "state", eta_cell_state_id ((EtaCellState)cell->state));
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    json_object_set_int_member (object, counts[i].member, counts[i].n);
  return object;
}

/* A line for each rule that is not simply met. */
static void
say_verdict (const Run *run, const EtaVerdict *verdict, const EtaFacts *facts)
{
  g_autofree char *reason = eta_verdict_reason (verdict, facts, run->lang);
  g_autofree char *caution = eta_verdict_caution (verdict, &run->day, run->lang);

  if (verdict->state == ETA_VERDICT_NOT_APPLICABLE && verdict->reason != ETA_REASON_LATER)
    return;
  eta_say (run->call, "    %s\t%s\t%s\t%s%s%s", eta_verdict_state_label (verdict->state),
           verdict->rule->id, eta_rule_title (verdict->rule, run->lang), reason, caution ? " " : "",
           caution ? caution : "");
}

static JsonObject *
judge_market (Run *run, const EtaFacts *facts, const char *market, gboolean details)
{
  g_autoptr (GPtrArray) rules = eta_rules_of_market (run->rules, market);
  EtaCell cell = eta_cell_judge (rules, facts, market, &run->day);
  g_autofree char *text = eta_cell_text (&cell);
  JsonObject *object = cell_object (market, &cell);
  JsonArray *verdicts = details ? json_array_new () : NULL;

  run->call->partly |= cell.state != ETA_CELL_READY;
  eta_say (run->call, "  %s\t%s", eta_market_name (market, run->lang), text);
  for (guint i = 0; details && i < rules->len; i++) {
    EtaVerdict verdict;
    eta_verdict_judge (&verdict, rules->pdata[i], facts, market, &run->day);
    json_array_add_object_element (verdicts, verdict_object (run, &verdict, facts));
    say_verdict (run, &verdict, facts);
  }
  if (verdicts)
    json_object_set_array_member (object, "rules", verdicts);
  return object;
}

static EtaProducer *
producer_of (Run *run, const EtaProduct *product)
{
  EtaProducer *producer =
      product->producer_id ? g_hash_table_lookup (run->producers, product->producer_id) : NULL;

  if (!producer && product->producer_id) {
    producer = eta_store_get_producer (run->call->store, product->producer_id, NULL);
    if (producer)
      g_hash_table_insert (run->producers, g_strdup (product->producer_id), producer);
  }
  return producer;
}

static void
judge_product (Run *run, const EtaProduct *product)
{
  g_autoptr (EtaFacts) facts = eta_facts_new (product, producer_of (run, product));
  const char *name = eta_product_name (product, run->lang);
  JsonObject *object;
  JsonArray *markets;

  for (char **market = run->markets; run->list && *market; market++) {
    g_autoptr (GPtrArray) rules = eta_rules_of_market (run->rules, *market);
    eta_checklist_add (run->list, facts, name, rules, *market, &run->day);
  }
  if (run->list)
    return;
  object = json_object_new ();
  markets = json_array_new ();
  eta_json_put (object, "sku", product->sku);
  eta_json_put (object, "id", product->id);
  eta_json_put (object, "name", name);
  eta_say (run->call, "%s\t%s", product->sku ? product->sku : "", name);
  for (char **market = run->markets; *market; market++)
    json_array_add_object_element (markets,
                                   judge_market (run, facts, *market, ready.details || !ready.all));
  json_object_set_array_member (object, "markets", markets);
  json_array_add_object_element (run->products, object);
}

/* --- the checklist -----------------------------------------------------------------------------
 */

static JsonArray *
text_array (GPtrArray *texts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < texts->len; i++)
    json_array_add_string_element (array, texts->pdata[i]);
  return array;
}

static void
answer_task (Run *run, JsonArray *tasks, const EtaTask *task, const char **who)
{
  JsonObject *object = json_object_new ();
  const char *person = eta_evidence_who (task->evidence, run->lang);
  g_autofree char *date = *task->from ? eta_date_text (task->from, run->lang) : NULL;
  g_autofree char *from = date ? g_strdup_printf (_ (" (from %s)"), date) : NULL;
  const char *how = eta_evidence_how (task->evidence, run->lang);

  if (*who != person)
    eta_say (run->call, "%s", person);
  *who = person;
  eta_say (run->call, "  [ ] %s%s%s%s", eta_evidence_label (task->evidence, run->lang),
           from ? from : "", *how ? "\n      " : "", how);
  eta_json_put (object, "key", eta_evidence_key (task->evidence));
  eta_json_put (object, "label", eta_evidence_label (task->evidence, run->lang));
  eta_json_put (object, "who", person);
  eta_json_put (object, "how", how);
  eta_json_put (object, "from", *task->from ? task->from : NULL);
  eta_json_put (object, "state", eta_verdict_state_id (task->state));
  eta_json_put (object, "rule", task->rule->id);
  json_object_set_array_member (object, "markets", text_array (task->markets));
  json_object_set_array_member (object, "products", text_array (task->products));
  json_array_add_object_element (tasks, object);
}

static void
answer_checklist (Run *run, JsonObject *answer)
{
  GPtrArray *tasks = eta_checklist_tasks (run->list);
  JsonArray *array = json_array_new ();
  const char *who = NULL;

  for (guint i = 0; i < tasks->len; i++)
    answer_task (run, array, tasks->pdata[i], &who);
  json_object_set_array_member (answer, "tasks", array);
  run->call->partly = tasks->len > 0;
}

static gboolean
print_checklist (Run *run, GError **error)
{
  g_autoptr (GPtrArray) rows = eta_checklist_rows (run->list, run->lang);
  g_autofree char *subtitle = eta_checklist_subtitle (run->markets, run->lang);
  g_autofree char *foot = eta_checklist_foot (run->rules, run->lang);
  const EtaTaskList paper = {.title = eta_checklist_title (run->list, run->lang),
                             .subtitle = subtitle,
                             .foot = foot,
                             .lang = run->lang,
                             .rows = rows};

  return eta_task_list_write_pdf (&paper, ready.out, run->call->cancellable, error);
}

static gboolean
run_ready (EtaCall *call, GError **error)
{
  g_auto (Run) run = {.call = call};
  g_autoptr (GArray) rows = NULL;
  JsonObject *answer;

  if (!read_question (&run, error))
    return FALSE;
  rows = eta_call_rows (call, ready.all, run.lang, error);
  if (!rows)
    return FALSE;
  run.products = json_array_new ();
  run.producers =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)eta_producer_unref);
  answer = json_object_new ();
  json_object_set_string_member (answer, "as_of", run.day.today);
  json_object_set_string_member (answer, "rules_date", eta_rules_date (run.rules));
  json_object_set_array_member (answer, "products", run.products);
  eta_answer (call, answer);
  for (guint i = 0; i < rows->len; i++) {
    g_autofree char *id = eta_store_id_of (call->store, g_array_index (rows, gint64, i));
    g_autoptr (EtaProduct) product = eta_store_get_product (call->store, id, error);

    if (!product || g_cancellable_set_error_if_cancelled (call->cancellable, error))
      return FALSE;
    judge_product (&run, product);
  }
  if (run.list)
    answer_checklist (&run, answer);
  return !ready.out || print_checklist (&run, error);
}

/* --- the rules themselves ----------------------------------------------------------------------
 */

static gboolean
run_rules_add (EtaCall *call, GError **error)
{
  JsonObject *answer = json_object_new ();
  EtaRulesChange change = {0};

  eta_answer (call, answer);
  if (!eta_rules_add (call->args[0], &change, error))
    return FALSE;
  json_object_set_int_member (answer, "replaced", change.replaced);
  json_object_set_int_member (answer, "added", change.added);
  json_object_set_int_member (answer, "older", change.older);
  json_object_set_int_member (answer, "kept", change.kept);
  eta_say (call, _ ("Replaced: %u, new: %u, unchanged: %u. Older than ours and passed over: %u."),
           change.replaced, change.added, change.kept, change.older);
  return TRUE;
}

static gboolean
run_rules_show (EtaCall *call, GError **error)
{
  g_autoptr (GError) failed = NULL;
  const EtaRuleSet *rules = eta_rules_current (&failed);
  JsonArray *array = json_array_new ();

  eta_answer_array (call, array);
  if (failed)
    eta_tell ("%s", failed->message);
  for (guint i = 0; i < eta_rules_count (rules); i++) {
    const EtaRule *rule = eta_rules_at (rules, i);
    const char confidence[] = {rule->confidence, '\0'};
    JsonObject *object = json_object_new ();

    eta_json_put (object, "rule", rule->id);
    eta_json_put (object, "title", eta_rule_title (rule, eta_user_lang ()));
    eta_json_put (object, "severity", eta_severity_id (rule->severity));
    eta_json_put (object, "valid_from", rule->valid_from);
    eta_json_put (object, "valid_to", rule->valid_to);
    eta_json_put (object, "source", rule->source);
    eta_json_put (object, "confidence", confidence);
    eta_json_put (object, "as_of", rule->as_of);
    eta_json_put (object, "review_by", rule->review_by);
    json_array_add_object_element (array, object);
    eta_say (call, "%s\t%s\t%s\t%s", rule->id, rule->as_of, confidence,
             eta_rule_title (rule, eta_user_lang ()));
  }
  return TRUE;
}

const EtaCommand eta_ready_commands[] = {
    {"ready", "[SKU…]", N_ ("May it go to that market? What is met, missing or unknown, and why"),
     ETA_USE_READ, 0, ETA_ANY_NUMBER, ETA_ANY_NUMBER, ready_options, run_ready},
    {"rules add", "PATH",
     N_ ("Lay newer rules (rules_….tsv, or a folder of them) over those in use"), ETA_USE_NOTHING,
     1, 1, 0, NULL, run_rules_add},
    {"rules show", NULL, N_ ("The rules in use, with the day on which each was looked at"),
     ETA_USE_NOTHING, 0, 0, 0, NULL, run_rules_show},
    {NULL},
};
