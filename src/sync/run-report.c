/* What became of each product, and how it is told. */
#include "sync/run-state.h"

#include <glib/gi18n-lib.h>

static void
report_item_free (gpointer data)
{
  EtaReportItem *item = data;

  g_free (item->product_id);
  g_free (item->sku);
  g_free (item->name);
  g_free (item->message);
  g_free (item);
}

EtaSyncReport *
eta_sync_report_new (const EtaPlan *plan, gboolean dry_run)
{
  EtaSyncReport *report = g_new0 (EtaSyncReport, 1);
  guint i;

  report->items = g_ptr_array_new_with_free_func (report_item_free);
  report->same = plan->same;
  report->dry_run = dry_run;
  for (i = 0; i < plan->items->len; i++) {
    const EtaPlanItem *item = plan->items->pdata[i];
    EtaReportItem *told = g_new0 (EtaReportItem, 1);

    told->product_id = g_strdup (item->product_id);
    told->sku = g_strdup (item->sku);
    told->name = g_strdup (item->name);
    told->action = item->action;
    told->outcome = ETA_OUTCOME_WAITING;
    g_ptr_array_add (report->items, told);
  }
  return report;
}

void
eta_sync_report_free (EtaSyncReport *report)
{
  if (!report)
    return;
  g_ptr_array_unref (report->items);
  g_free (report);
}

void
eta_report_set (EtaReportItem *told, EtaOutcome outcome, const char *message)
{
  told->outcome = outcome;
  if (message != told->message) {
    g_free (told->message);
    told->message = g_strdup (message);
  }
}

void
eta_report_count (EtaSyncReport *report)
{
  guint counts[ETA_OUTCOME_WAITING + 1] = {0};
  guint i;

  for (i = 0; i < report->items->len; i++)
    counts[((EtaReportItem *)report->items->pdata[i])->outcome]++;
  report->same += counts[ETA_OUTCOME_SAME];
  report->done = counts[ETA_OUTCOME_DONE];
  report->failed = counts[ETA_OUTCOME_FAILED];
  report->conflicts = counts[ETA_OUTCOME_CONFLICT];
  report->waiting = counts[ETA_OUTCOME_WAITING];
}

char *
eta_sync_report_text (const EtaSyncReport *report)
{
  guint right = report->done + report->same;
  guint all = right + report->failed + report->conflicts + report->waiting;
  GString *text = g_string_new (NULL);

  if (right == all)
    g_string_append_printf (
        text, ngettext ("%u product is up to date.", "All %u products are up to date.", all), all);
  else
    g_string_append_printf (
        text,
        ngettext ("%u of %u product is up to date.", "%u of %u products are up to date.", all),
        right, all);
  if (report->failed > 0)
    g_string_append_printf (text, ngettext (" %u failed.", " %u failed.", report->failed),
                            report->failed);
  if (report->conflicts > 0)
    g_string_append_printf (
        text,
        ngettext (" %u waits for your choice.", " %u wait for your choice.", report->conflicts),
        report->conflicts);
  if (report->waiting > 0)
    g_string_append_printf (
        text, ngettext (" %u was not sent yet.", " %u were not sent yet.", report->waiting),
        report->waiting);
  return g_string_free (text, FALSE);
}

static const char *
outcome_name (EtaOutcome outcome)
{
  static const char *const names[] = {"same", "done", "conflict", "failed", "waiting"};

  return names[outcome];
}

static void
add_text (JsonObject *object, const char *name, const char *value)
{
  if (value)
    json_object_set_string_member (object, name, value);
}

JsonNode *
eta_sync_report_to_json (const EtaSyncReport *report)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *root = json_object_new ();
  JsonArray *items = json_array_new ();
  guint i;

  json_object_set_int_member (root, "same", report->same);
  json_object_set_int_member (root, "done", report->done);
  json_object_set_int_member (root, "failed", report->failed);
  json_object_set_int_member (root, "conflicts", report->conflicts);
  json_object_set_int_member (root, "waiting", report->waiting);
  json_object_set_int_member (root, "requests", report->count.requests);
  json_object_set_int_member (root, "writes", report->count.writes);
  json_object_set_int_member (root, "uploads", report->count.uploads);
  json_object_set_int_member (root, "bytes", report->count.bytes);
  for (i = 0; i < report->items->len; i++) {
    const EtaReportItem *item = report->items->pdata[i];
    JsonObject *object = json_object_new ();

    add_text (object, "id", item->product_id);
    add_text (object, "sku", item->sku);
    add_text (object, "name", item->name);
    add_text (object, "action", eta_action_name (item->action));
    add_text (object, "outcome", outcome_name (item->outcome));
    add_text (object, "message", item->message);
    json_array_add_object_element (items, object);
  }
  json_object_set_array_member (root, "items", items);
  json_node_take_object (node, root);
  return node;
}
