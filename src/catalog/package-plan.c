#include "catalog/package-verdict.h"

void
eta_merge_plan_free (EtaMergePlan *plan)
{
  if (!plan)
    return;
  g_ptr_array_unref (plan->items);
  g_free (plan);
}

typedef struct {
  EtaMergePlan *plan;
  EtaMerger *merger;
  guint done, total;
  EtaProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
} Planning;

static gboolean
plan_item (Planning *planning, const EtaPackageItem *of, gboolean producer, GError **error)
{
  EtaMergePlan *plan = planning->plan;
  g_autoptr (EtaVerdict) verdict = NULL;

  if (g_cancellable_set_error_if_cancelled (planning->cancellable, error))
    return FALSE;
  verdict = eta_merger_examine (planning->merger, of, producer, error);
  if (!verdict)
    return FALSE;
  eta_merge_count (producer ? &plan->producers : &plan->products, verdict->item->state);
  if (verdict->item->state != ETA_MERGE_SAME)
    g_ptr_array_add (plan->items, g_steal_pointer (&verdict->item));
  planning->done++;
  if (planning->progress)
    planning->progress (planning->done, planning->total, planning->progress_data);
  return TRUE;
}

static gboolean
plan_all (Planning *planning, const GPtrArray *items, gboolean producers, GError **error)
{
  for (guint i = 0; i < items->len; i++) {
    if (!plan_item (planning, items->pdata[i], producers, error))
      return FALSE;
  }
  return TRUE;
}

EtaMergePlan *
eta_package_plan (EtaStore *store,
                  const EtaPackage *package,
                  EtaProgress progress,
                  gpointer progress_data,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (EtaMergePlan) plan = g_new0 (EtaMergePlan, 1);
  g_auto (EtaMerger) merger = {0};
  Planning planning = {.plan = plan,
                       .merger = &merger,
                       .total = package->producers->len + package->products->len,
                       .progress = progress,
                       .progress_data = progress_data,
                       .cancellable = cancellable};

  plan->items = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_merge_item_free);
  eta_merger_init (&merger, store, package);
  return plan_all (&planning, package->producers, TRUE, error) &&
                 plan_all (&planning, package->products, FALSE, error)
             ? g_steal_pointer (&plan)
             : NULL;
}
