#include "catalog/error.h"
#include "catalog/history.h"
#include "catalog/package-photos.h"
#include "catalog/package-verdict.h"
#include "catalog/product-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  EtaStore *store;
  const EtaPackage *package;
  const EtaMergeOptions *options;
  EtaMergeReport *report;
  EtaMerger merger;
  EtaPackagePhotos photos;
  guint lost; /* pictures */
  guint done, total;
} Run;

static void
run_clear (Run *run)
{
  eta_merger_clear (&run->merger);
  eta_package_photos_clear (&run->photos);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

void
eta_merge_report_clear (EtaMergeReport *report)
{
  g_clear_pointer (&report->remarks, g_ptr_array_unref);
}

static gboolean
advance (gpointer data, GError **error)
{
  Run *run = data;

  if (g_cancellable_set_error_if_cancelled (run->options->cancellable, error))
    return FALSE;
  run->done++;
  if (run->options->progress)
    run->options->progress (run->done, run->total, run->options->progress_data);
  return TRUE;
}

/* --- photos, before the step ------------------------------------------------------------------ */

static gboolean
want_pictures (Run *run, const GPtrArray *items, gboolean producers, GError **error)
{
  for (guint i = 0; i < items->len; i++) {
    const EtaPackageItem *item = items->pdata[i];
    g_auto (EtaReceivedRow) row = {0};
    g_autoptr (GError) failed = NULL;

    if (g_cancellable_set_error_if_cancelled (run->options->cancellable, error))
      return FALSE;
    eta_store_find_received (run->store, run->package->info.org, item->id, &row, &failed);
    if (failed) {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
    if (!row.digest || strcmp (row.digest, item->digest) != 0)
      eta_package_photos_want (&run->photos, run->package, item, producers);
  }
  return TRUE;
}

static gboolean
take_pictures (Run *run, GError **error)
{
  if (!want_pictures (run, run->package->producers, TRUE, error) ||
      !want_pictures (run, run->package->products, FALSE, error))
    return FALSE;
  run->total += g_hash_table_size (run->photos.wanted);
  if (!eta_package_photos_take (&run->photos, run->package, run->options, advance, run, error))
    return FALSE;
  run->report->n_photos = g_hash_table_size (run->photos.taken);
  return TRUE;
}

/* --- rows ------------------------------------------------------------------------------------- */

static EtaMergeTake
choice_for (const Run *run, const char *id)
{
  gpointer choice;

  if (run->options->choices &&
      g_hash_table_lookup_extended (run->options->choices, id, NULL, &choice))
    return (EtaMergeTake)GPOINTER_TO_INT (choice);
  return run->options->take;
}

static gboolean
put_product (Run *run, const EtaVerdict *verdict, JsonNode *node, GError **error)
{
  const EtaMergeItem *item = verdict->item;
  g_autoptr (EtaProduct) product = eta_product_from_json (node, error);

  if (!product)
    return FALSE;
  eta_set_text (&product->id, item->local_id ? item->local_id : item->id);
  eta_set_text (&product->trashed, verdict->product ? verdict->product->trashed : NULL);
  run->lost += eta_package_photos_rename (&run->photos, product);
  return eta_store_put_product (run->store, product, error);
}

/* "kopi.etalase, 2026-11-25" */
static char *
package_mark (const Run *run)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");

  return g_strdup_printf ("%s, %s", run->package->name, date);
}

static gboolean
put_producer (Run *run, const EtaVerdict *verdict, JsonNode *node, GError **error)
{
  const EtaMergeItem *item = verdict->item;
  g_autoptr (EtaProducer) producer = eta_producer_from_json (node, error);
  g_autofree char *mark = package_mark (run);

  if (!producer)
    return FALSE;
  eta_set_text (&producer->id, item->local_id ? item->local_id : item->id);
  eta_set_text (&producer->package, verdict->producer ? verdict->producer->package : mark);
  run->lost += eta_package_photos_rename_producer (&run->photos, producer);
  return eta_store_put_producer (run->store, producer, error);
}

static gboolean
record (Run *run, const EtaPackageItem *of, const EtaMergeItem *item, GError **error)
{
  const EtaReceipt receipt = {
      .origin = run->package->info.org,
      .id = of->id,
      .local = item->local_id ? item->local_id : item->id,
      .catalog = run->package->info.catalog,
      .file = run->package->name,
      .digest = of->digest,
      .text = of->text,
      .len = of->len,
  };

  return eta_store_put_received (run->store, &receipt, error);
}

/* A value that does not fit here keeps one product out, not the others. */
static gboolean
is_of_one (const GError *error)
{
  return g_error_matches (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_EXISTS) ||
         g_error_matches (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
}

static gboolean
put (Run *run, const EtaPackageItem *of, EtaVerdict *verdict, EtaMergeTake take, GError **error)
{
  g_autoptr (JsonNode) node = eta_verdict_result (verdict, take);
  g_autoptr (GError) failed = NULL;
  const gboolean producer = verdict->item->is_producer;
  gboolean ok = producer ? put_producer (run, verdict, node, &failed)
                         : put_product (run, verdict, node, &failed);

  if (ok) {
    eta_merge_count (producer ? &run->report->producers : &run->report->products,
                     verdict->item->state == ETA_MERGE_NEW ? ETA_MERGE_NEW : ETA_MERGE_CHANGED);
    return record (run, of, verdict->item, error);
  }
  if (producer || !is_of_one (failed)) {
    g_propagate_error (error, g_steal_pointer (&failed));
    return FALSE;
  }
  g_ptr_array_add (run->report->remarks, g_strdup_printf (_ ("“%s” was not taken: %s"),
                                                          verdict->item->name, failed->message));
  return TRUE;
}

static gboolean
merge_item (Run *run, const EtaPackageItem *of, gboolean producer, GError **error)
{
  g_autoptr (EtaVerdict) verdict = eta_merger_examine (&run->merger, of, producer, error);
  EtaMergeCount *count = producer ? &run->report->producers : &run->report->products;
  EtaMergeTake take;

  if (!verdict)
    return FALSE;
  take = verdict->item->state == ETA_MERGE_CLASH ? choice_for (run, of->id) : ETA_TAKE_THEIRS;
  if (verdict->item->state == ETA_MERGE_SAME || take == ETA_TAKE_NOTHING) {
    eta_merge_count (count, verdict->item->state);
    return verdict->received || verdict->item->state == ETA_MERGE_CLASH ||
           record (run, of, verdict->item, error);
  }
  return put (run, of, verdict, take, error);
}

static gboolean
merge_all (Run *run, const GPtrArray *items, gboolean producers, GError **error)
{
  for (guint i = 0; i < items->len; i++) {
    if (!advance (run, error) || !merge_item (run, items->pdata[i], producers, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
merge_rows (Run *run, GError **error)
{
  if (!eta_step_begin (run->store, N_ ("Merge package"), run->package->name, error))
    return FALSE;
  if (merge_all (run, run->package->producers, TRUE, error) &&
      merge_all (run, run->package->products, FALSE, error) && eta_step_commit (run->store, error))
    return TRUE;
  eta_step_abort (run->store);
  return FALSE;
}

gboolean
eta_package_merge (EtaStore *store,
                   const EtaPackage *package,
                   const EtaMergeOptions *options,
                   EtaMergeReport *report,
                   GError **error)
{
  g_auto (Run) run = {.store = store, .package = package, .options = options, .report = report};

  memset (report, 0, sizeof *report);
  report->remarks = g_ptr_array_new_with_free_func (g_free);
  run.total = package->producers->len + package->products->len;
  eta_merger_init (&run.merger, store, package);
  eta_package_photos_init (&run.photos, store, package);
  if (!take_pictures (&run, error) || !merge_rows (&run, error))
    return FALSE;
  if (run.lost > 0)
    g_ptr_array_add (
        report->remarks,
        g_strdup_printf (ngettext ("%u picture was missing in the package.",
                                   "%u pictures were missing in the package.", run.lost),
                         run.lost));
  return TRUE;
}
