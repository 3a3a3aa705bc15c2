#include "sync/run-state.h"

#include "catalog/error.h"

#include <glib/gi18n-lib.h>

gboolean
eta_sync_probe (EtaMarketConnection *connection,
                EtaMarketInfo **info,
                GCancellable *cancellable,
                GError **error)
{
  *info = eta_market_connection_connector (connection)
              ->probe (eta_market_connection_self (connection), cancellable, error);
  return *info != NULL;
}

/* --- theirs, into the catalog ---------------------------------------------------------------- */

static gboolean
has_theirs (const EtaPlanItem *item, EtaTake take)
{
  guint i;

  for (i = 0; i < item->changes->len; i++)
    if (eta_change_take (item->changes->pdata[i], take) == ETA_TAKE_THEIRS)
      return TRUE;
  return FALSE;
}

/* What was taken over changes what the product's listing is: described anew, it is the same as the
 * shop's where it was taken. */
static gboolean
describe_again (EtaSync *sync, EtaPlanItem *item, const EtaProduct *product, GError **error)
{
  g_autoptr (EtaProducer) producer =
      eta_store_get_producer (sync->store, product->producer_id, NULL);
  EtaDescribe how = {eta_store_org (sync->store), sync->info->lang, sync->info->channel,
                     sync->today, item->suffix};
  EtaListing *local = eta_listing_describe (product, producer, &how, NULL, error);

  if (!local)
    return FALSE;
  eta_listing_unref (item->local);
  item->local = local;
  return TRUE;
}

static gboolean
take_over_item (EtaSync *sync, EtaJob *job, GError **error)
{
  EtaPlanItem *item = job->plan;
  EtaDescribe how = {.suffix = item->suffix};
  g_autoptr (EtaProduct) product = eta_store_get_product (sync->store, item->product_id, error);
  g_autoptr (EtaProduct) draft = product ? eta_product_copy (product) : NULL;
  guint i;

  if (!draft)
    return FALSE;
  for (i = 0; i < item->changes->len; i++) {
    const EtaChange *change = item->changes->pdata[i];

    if (eta_change_take (change, sync->options.take) == ETA_TAKE_THEIRS)
      job->taken |= eta_listing_take_over (draft, item->local, change->path, change->before, &how);
  }
  return eta_store_put_product (sync->store, draft, error) &&
         describe_again (sync, item, draft, error);
}

/* One step of history for all, so that one undo brings the catalog's own values back. */
static gboolean
take_over_all (EtaSync *sync, GPtrArray *jobs, GError **error)
{
  const char *name = eta_market_connection_name (sync->connection);
  GError *cause = NULL;
  guint i;

  for (i = 0; i < jobs->len; i++) {
    EtaJob *job = jobs->pdata[i];

    if (!job->plan->local || !has_theirs (job->plan, sync->options.take))
      continue;
    if (!eta_step_open (sync->store) &&
        !eta_step_begin (sync->store, N_ ("Take over from marketplace"), name, &cause))
      break;
    if (!take_over_item (sync, job, &cause))
      break;
  }
  if (!cause && (!eta_step_open (sync->store) || eta_step_commit (sync->store, &cause)))
    return TRUE;
  eta_step_abort (sync->store);
  eta_sync_take_error (error, cause);
  return FALSE;
}

/* --- all jobs -------------------------------------------------------------------------------- */

static void
job_free (gpointer data)
{
  EtaJob *job = data;

  eta_push_clear (&job->push);
  g_clear_pointer (&job->now, eta_plan_item_free);
  g_free (job->words);
  g_free (job);
}

static GPtrArray *
make_jobs (EtaSync *sync, EtaPlan *plan)
{
  GPtrArray *jobs = g_ptr_array_new_with_free_func (job_free);
  guint i;

  for (i = 0; i < plan->items->len; i++) {
    EtaPlanItem *item = plan->items->pdata[i];
    EtaReportItem *told = sync->report->items->pdata[i];
    EtaJob *job;

    if (item->action == ETA_ACTION_BLOCKED) {
      eta_report_set (told, ETA_OUTCOME_FAILED, item->message);
      continue;
    }
    job = g_new0 (EtaJob, 1);
    job->plan = item;
    job->told = told;
    g_ptr_array_add (jobs, job);
    if (!eta_plan_item_is_sent (item, sync->options.take))
      continue;
    sync->to_send++;
    sync->photos_to_send += item->photos;
  }
  return jobs;
}

static gboolean
send_jobs (EtaSync *sync, GPtrArray *jobs, GError **error)
{
  guint from, i;

  for (from = 0; from < jobs->len; from += sync->connector->max_items) {
    g_autoptr (GPtrArray) batch = g_ptr_array_new ();

    for (i = from; i < MIN (from + sync->connector->max_items, jobs->len); i++)
      g_ptr_array_add (batch, jobs->pdata[i]);
    if (!eta_sync_send (sync, batch, error))
      return FALSE;
  }
  eta_sync_tell (sync, ETA_STAGE_SEND, sync->sent, sync->sent, _ ("Done"));
  return TRUE;
}

static gboolean
do_plan (EtaSync *sync, EtaPlan *plan, GError **error)
{
  g_autoptr (GPtrArray) jobs = make_jobs (sync, plan);
  guint i;

  for (i = 0; i < plan->settle->len; i++)
    if (!eta_journal_settle (sync, plan->settle->pdata[i], error))
      return FALSE;
  return take_over_all (sync, jobs, error) && send_jobs (sync, jobs, error);
}

/* --- the run --------------------------------------------------------------------------------- */

static void
count_wire (EtaSync *sync, const EtaHttpCount *before)
{
  EtaHttpCount after = eta_http_count (eta_market_connection_http (sync->connection));

  sync->report->count =
      (EtaHttpCount){after.requests - before->requests, after.writes - before->writes,
                     after.uploads - before->uploads, after.bytes - before->bytes};
}

static gboolean
end_run (EtaSync *sync, gint64 id, GError **error)
{
  const EtaSyncReport *report = sync->report;
  g_autoptr (JsonNode) json = eta_sync_report_to_json (report);
  g_autofree char *summary = json_to_string (json, FALSE);
  EtaRun run = {.id = id,
                .sent = report->done,
                .unchanged = report->same,
                .failed = report->failed,
                .conflicts = report->conflicts,
                .photos = report->count.uploads,
                .bytes = report->count.bytes,
                .summary = summary};

  return eta_store_end_run (sync->store, &run, error);
}

static void
report_dry (EtaSync *sync, const EtaPlan *plan)
{
  guint i;

  for (i = 0; i < plan->items->len; i++) {
    const EtaPlanItem *item = plan->items->pdata[i];

    if (item->action == ETA_ACTION_BLOCKED)
      eta_report_set (sync->report->items->pdata[i], ETA_OUTCOME_FAILED, item->message);
    else if (eta_plan_item_is_open (item, sync->options.take))
      eta_report_set (sync->report->items->pdata[i], ETA_OUTCOME_CONFLICT, item->message);
  }
}

static gboolean
run_locked (EtaSync *sync, EtaPlan *plan, GError **error)
{
  EtaHttpCount before = eta_http_count (eta_market_connection_http (sync->connection));
  GError *cause = NULL, *failed = NULL;
  gint64 id = 0;

  if (!eta_store_recover_listings (sync->store, sync->market_id, &cause) ||
      (id = eta_store_begin_run (sync->store, sync->market_id, &cause)) == 0) {
    eta_sync_take_error (error, cause);
    return FALSE;
  }
  if (eta_sync_load (sync, &failed) && do_plan (sync, plan, &failed))
    eta_sync_settle_address (sync);
  eta_report_count (sync->report);
  count_wire (sync, &before);
  /* The reason why it stopped counts for more than a log that could not be written. */
  end_run (sync, id, failed ? NULL : &cause);
  if (cause)
    eta_sync_take_error (&failed, cause);
  if (!failed)
    return TRUE;
  g_propagate_error (error, failed);
  return FALSE;
}

gboolean
eta_sync_run (EtaStore *store,
              EtaMarketConnection *connection,
              EtaPlan *plan,
              const EtaSyncOptions *options,
              EtaSyncReport **report,
              GCancellable *cancellable,
              GError **error)
{
  EtaSync sync;
  GError *cause = NULL;
  gboolean ok = TRUE;

  *report = NULL;
  eta_sync_init (&sync, store, connection, options, cancellable);
  sync.info = plan->info;
  if (!sync.options.dry_run && !eta_store_lock_market (store, sync.market_id, &cause)) {
    eta_sync_take_error (error, cause);
    eta_sync_clear (&sync);
    return FALSE;
  }
  sync.report = *report = eta_sync_report_new (plan, sync.options.dry_run);
  if (sync.options.dry_run) {
    report_dry (&sync, plan);
    eta_report_count (sync.report);
  } else {
    ok = run_locked (&sync, plan, error);
    eta_store_unlock_market (store, sync.market_id);
  }
  eta_sync_clear (&sync);
  return ok;
}
