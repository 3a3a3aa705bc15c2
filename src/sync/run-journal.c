/* The journal: what is about to be sent is written down before, what came of it after.
 *
 * While a product is in flight its row keeps under `sent` what was confirmed last, and under
 * `remote` what is being sent, so that after a crash the next plan can tell our own half-arrived
 * changes from somebody else's. */
#include "sync/run-state.h"

#include "catalog/error.h"

#include <string.h>

static EtaListingRow *
copy_row (const EtaListingRow *row)
{
  EtaListingRow *copy = eta_listing_row_new (row->market_id, row->product_id);

  copy->remote_id = g_strdup (row->remote_id);
  copy->handle = g_strdup (row->handle);
  g_free (copy->state);
  copy->state = g_strdup (row->state);
  copy->sent = g_strdup (row->sent);
  copy->remote = g_strdup (row->remote);
  copy->error = g_strdup (row->error);
  copy->attempts = row->attempts;
  return copy;
}

/* A copy of the product's row as it was when ITEM was decided. */
static EtaListingRow *
new_row (EtaSync *sync, const EtaPlanItem *item)
{
  return item->row ? copy_row (item->row) : eta_listing_row_new (sync->market_id, item->product_id);
}

static void
set_text (char **field, const char *text)
{
  char *old = *field;

  *field = g_strdup (text);
  g_free (old);
}

/* Keeps ROWS (owned by the array), here and in the file. */
static gboolean
keep (EtaSync *sync, GPtrArray *rows, GError **error)
{
  GError *cause = NULL;
  guint i;

  if (!eta_store_put_listings (sync->store, rows, &cause)) {
    eta_sync_take_error (error, cause);
    return FALSE;
  }
  for (i = 0; i < rows->len; i++) {
    EtaListingRow *row = copy_row (rows->pdata[i]);

    g_hash_table_replace (sync->rows, row->product_id, row);
  }
  return TRUE;
}

static gboolean
keep_one (EtaSync *sync, EtaListingRow *row, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify)eta_listing_row_free);

  g_ptr_array_add (rows, row);
  return keep (sync, rows, error);
}

/* Changes that wait for a choice are not in flight: what stands there is not ours. */
static char *
flying_text (const EtaJob *job, EtaTake take)
{
  const EtaPlanItem *item = job->now;
  g_autoptr (EtaListing) flying = eta_listing_copy (job->push.target);
  guint i;

  for (i = 0; i < item->changes->len; i++) {
    const EtaChange *change = g_ptr_array_index (item->changes, i);
    const EtaListing *base = item->base ? item->base : item->sent;

    if (eta_change_take (change, take) == ETA_TAKE_NONE)
      eta_listing_set (flying, change->path, base ? eta_listing_get (base, change->path) : NULL);
  }
  return eta_listing_to_text (flying);
}

gboolean
eta_journal_fly (EtaSync *sync, GPtrArray *jobs, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify)eta_listing_row_free);
  guint i;

  for (i = 0; i < jobs->len; i++) {
    EtaJob *job = jobs->pdata[i];
    EtaListingRow *row = new_row (sync, job->now);

    set_text (&row->state, "in_flight");
    set_text (&row->handle, job->push.handle);
    if (job->now->remote)
      set_text (&row->remote_id, job->now->remote->id);
    g_free (row->remote);
    row->remote = flying_text (job, sync->options.take);
    row->attempts++;
    g_ptr_array_add (rows, row);
  }
  return keep (sync, rows, error);
}

gboolean
eta_journal_land (EtaSync *sync, EtaJob *job, EtaRemote *readback, GError **error)
{
  const EtaPlanItem *item = job->now;
  g_autoptr (EtaListing) sent = NULL, base = NULL;
  EtaListingRow *row = new_row (sync, item);
  gboolean open = eta_plan_item_is_open (item, sync->options.take);
  const char *status;

  eta_plan_item_settle (item, readback->listing, sync->options.take, &sent, &base);
  status = eta_listing_get (sent, "status");
  set_text (&row->state, open                                   ? "conflict"
                         : g_strcmp0 (status, "published") != 0 ? "retired"
                                                                : "clean");
  set_text (&row->remote_id, readback->id);
  set_text (&row->handle, readback->handle);
  set_text (&row->error, NULL);
  g_free (row->sent);
  row->sent = eta_listing_to_text (sent);
  g_free (row->remote);
  row->remote = eta_listing_to_text (base);
  row->attempts = 0;
  return keep_one (sync, row, error);
}

gboolean
eta_journal_fail (EtaSync *sync, EtaJob *job, const char *message, gboolean undone, GError **error)
{
  const EtaPlanItem *item = job->now ? job->now : job->plan;
  const EtaListingRow *current = g_hash_table_lookup (sync->rows, item->product_id);
  EtaListingRow *row = undone || !current ? new_row (sync, item) : copy_row (current);

  /* What certainly did not happen leaves the row as it was; what may have stays in doubt, and is
   * looked up by the next run. */
  set_text (&row->state, undone ? "error" : "unknown");
  set_text (&row->error, message);
  row->attempts++;
  return keep_one (sync, row, error);
}

gboolean
eta_journal_mark (EtaSync *sync, const EtaPlanItem *item, const char *state, GError **error)
{
  EtaListingRow *row = new_row (sync, item);

  set_text (&row->state, state);
  return keep_one (sync, row, error);
}

gboolean
eta_journal_settle (EtaSync *sync, EtaPlanItem *item, GError **error)
{
  const EtaListingRow *current = g_hash_table_lookup (sync->rows, item->product_id);
  EtaJob job = {.plan = item, .now = item};

  /* Somebody else has been here since the plan was made: next time. */
  if (g_strcmp0 (current ? current->at : NULL, item->row ? item->row->at : NULL) != 0)
    return TRUE;
  if (item->remote)
    return eta_journal_land (sync, &job, item->remote, error);
  return eta_journal_mark (sync, item, "retired", error);
}

gboolean
eta_journal_restore (EtaSync *sync, GPtrArray *jobs, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify)eta_listing_row_free);
  guint i;

  for (i = 0; i < jobs->len; i++)
    g_ptr_array_add (rows, new_row (sync, ((EtaJob *)jobs->pdata[i])->now));
  return keep (sync, rows, error);
}
