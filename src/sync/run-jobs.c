/* Sending a batch: look, write down, send, read back, and whatever comes in between. */
#include "sync/run-state.h"

#include "sync/retry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_REPAIRS                                                                                \
  2                  /* times that a product is sent again because it was found other than sent    \
                      */
#define MAX_DOUBTS 2 /* times that a batch may end in doubt before it is taken apart */

static EtaTake
take_of (EtaSync *sync)
{
  return sync->options.take;
}

/* --- looking --------------------------------------------------------------------------------- */

/* Choices hold for what was shown: where the shop has changed meanwhile, they are asked again. */
static void
transfer_choices (const EtaPlanItem *from, EtaPlanItem *to)
{
  guint i, j;

  if (from->action == to->action)
    to->take = from->take;
  for (i = 0; i < to->changes->len; i++) {
    EtaChange *change = to->changes->pdata[i];

    for (j = 0; j < from->changes->len; j++) {
      const EtaChange *shown = from->changes->pdata[j];

      if (g_str_equal (shown->path, change->path) && g_strcmp0 (shown->before, change->before) == 0)
        change->take = shown->take;
    }
  }
}

/* The journal's row as it is now. A deletion that had been accepted, and is taken back by naming
 * the product, counts for nothing, and neither does what was sent to a shop at another address. */
static EtaListingRow *
row_of (EtaSync *sync, const EtaPlanItem *plan)
{
  const EtaListingRow *current = g_hash_table_lookup (sync->rows, plan->product_id);
  EtaListingRow *row;

  if (!current || (plan->action == ETA_ACTION_CREATE &&
                   (g_str_equal (current->state, "gone") || current->sent)))
    return NULL;
  row = eta_listing_row_new (current->market_id, current->product_id);
  row->remote_id = g_strdup (current->remote_id);
  row->handle = g_strdup (current->handle);
  g_free (row->state);
  row->state = g_strdup (current->state);
  row->sent = g_strdup (current->sent);
  row->remote = g_strdup (current->remote);
  row->error = g_strdup (current->error);
  row->attempts = current->attempts;
  return row;
}

static void
decide_again (EtaSync *sync, EtaJob *job, const EtaWanted *wanted)
{
  const EtaPlanItem *plan = job->plan;
  gboolean settle;
  EtaPlanItem *now =
      eta_plan_decide (plan->local, row_of (sync, plan), wanted->found, wanted->by_sku, &settle);

  g_free (now->product_id);
  now->product_id = g_strdup (plan->product_id);
  now->sku = g_strdup (plan->sku);
  now->name = g_strdup (plan->name);
  now->handle = g_strdup (plan->handle);
  now->suffix = g_strdup (plan->suffix);
  transfer_choices (plan, now);
  /* Nobody has been shown that another product would be overwritten. */
  if (now->action == ETA_ACTION_ADOPT && wanted->by_sku && plan->action != ETA_ACTION_ADOPT)
    now->doubtful = TRUE;
  g_clear_pointer (&job->now, eta_plan_item_free);
  job->now = now;
}

static gboolean
look (EtaSync *sync, GPtrArray *jobs, GError **error)
{
  g_autofree EtaWanted *wanted = g_new0 (EtaWanted, jobs->len + 1);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) skus = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  gboolean ok;
  guint i;

  for (i = 0; i < jobs->len; i++) {
    const EtaPlanItem *plan = ((EtaJob *)jobs->pdata[i])->plan;
    const EtaListingRow *row = g_hash_table_lookup (sync->rows, plan->product_id);

    g_ptr_array_add (keys, eta_listing_key (eta_store_org (sync->store), plan->product_id));
    wanted[i].id = row ? row->remote_id : NULL;
    wanted[i].key = keys->pdata[i];
    wanted[i].handle = row && row->handle ? row->handle : plan->handle;
    wanted[i].doubt = eta_sync_is_in_doubt (row);
    wanted[i].skus = plan->local ? eta_listing_skus (plan->local) : NULL;
    if (wanted[i].skus)
      g_ptr_array_add (skus, wanted[i].skus);
    g_ptr_array_add (all, &wanted[i]);
  }
  ok = sync->connector->find (sync->self, all, sync->cancellable, error);
  for (i = 0; i < jobs->len; i++) {
    if (ok)
      decide_again (sync, jobs->pdata[i], &wanted[i]);
    if (ok && wanted[i].found)
      eta_sync_see (sync, wanted[i].found);
    eta_wanted_clear (&wanted[i]);
  }
  return ok;
}

/* --- nothing to send ------------------------------------------------------------------------- */

static gboolean
finish_same (EtaSync *sync, EtaJob *job, GError **error)
{
  gboolean sent_before = job->push.target != NULL || job->taken;

  eta_report_set (job->told, sent_before ? ETA_OUTCOME_DONE : ETA_OUTCOME_SAME, NULL);
  return !job->now->remote || eta_journal_land (sync, job, job->now->remote, error);
}

static gboolean
finish_open (EtaSync *sync, EtaJob *job, GError **error)
{
  const EtaPlanItem *now = job->now;

  eta_report_set (job->told, ETA_OUTCOME_CONFLICT,
                  now->message ? now->message
                               : _ ("It was changed in the shop too. Choose which one counts."));
  return !now->row || now->action == ETA_ACTION_GONE ||
         eta_journal_mark (sync, now, "conflict", error);
}

/* What needs no request is finished here, and leaves JOBS. */
static gboolean
finish_idle (EtaSync *sync, GPtrArray *jobs, GError **error)
{
  guint i;

  for (i = jobs->len; i-- > 0;) {
    EtaJob *job = jobs->pdata[i];
    const EtaPlanItem *now = job->now;
    gboolean ok;

    if (eta_plan_item_is_sent (now, take_of (sync)))
      continue;
    if (now->action == ETA_ACTION_SAME)
      ok = finish_same (sync, job, error);
    else if (eta_plan_item_is_open (now, take_of (sync)))
      ok = finish_open (sync, job, error);
    else if (now->action == ETA_ACTION_GONE)
      ok = eta_journal_mark (sync, now, "gone", error);
    else
      ok = now->doubtful || eta_journal_land (sync, job, now->remote, error);
    if (!ok)
      return FALSE;
    if (job->told->outcome == ETA_OUTCOME_WAITING)
      eta_report_set (job->told, now->doubtful ? ETA_OUTCOME_SAME : ETA_OUTCOME_DONE, NULL);
    g_ptr_array_remove_index (jobs, i);
  }
  return TRUE;
}

/* --- sending --------------------------------------------------------------------------------- */

static void
load_push (EtaSync *sync, EtaJob *job)
{
  EtaPlanItem *now = job->now;
  EtaPush *push = &job->push;
  g_autofree char *key = eta_listing_key (eta_store_org (sync->store), now->product_id);

  eta_push_clear (push);
  push->remote = now->remote;
  push->target = eta_plan_item_target (now, take_of (sync), &push->paths);
  push->photos = sync->photos;
  push->key = g_intern_string (key);
  push->handle = now->remote ? now->remote->handle : now->handle;
  push->repair = job->repairs > 0 || (now->action == ETA_ACTION_REPAIR &&
                                      (now->remote->lacks & ~(guint)ETA_LACKS_TEXTS) != 0);
}

static gboolean
push_all (EtaSync *sync, GPtrArray *jobs, gint64 *retry_after, GError **error)
{
  g_autoptr (GPtrArray) pushes = g_ptr_array_new ();
  guint i;

  for (i = 0; i < jobs->len; i++)
    g_ptr_array_add (pushes, &((EtaJob *)jobs->pdata[i])->push);
  eta_sync_tell (sync, ETA_STAGE_SEND, sync->sent, MAX (sync->to_send, sync->sent),
                 ngettext ("Sending %u product", "Sending %u products", jobs->len), jobs->len);
  return sync->connector->push (sync->self, pushes, retry_after, sync->cancellable, error);
}

/* --- reading back ---------------------------------------------------------------------------- */

/* Categories and tags that a shop will not have are told, but do not fail the product. */
static gboolean
is_minor (const char *path)
{
  return g_str_has_prefix (path, "categories/") || g_str_has_prefix (path, "tags/");
}

/* What the shop holds other than it was sent: a sentence, or NULL. */
static char *
compare_back (const EtaPush *push, const EtaRemote *back, gboolean *serious, gboolean *variants)
{
  GHashTableIter iter;
  gpointer path;
  char *words = NULL;

  *serious = *variants = FALSE;
  g_hash_table_iter_init (&iter, push->paths);
  while (g_hash_table_iter_next (&iter, &path, NULL)) {
    const char *sent = eta_listing_get (push->target, path);
    const char *there = eta_listing_get (back->listing, path);
    g_autofree char *label = NULL, *sent_text = NULL, *there_text = NULL;

    if (g_strcmp0 (sent, there) == 0)
      continue;
    *variants |= g_str_has_prefix (path, "variants/");
    if (words && (*serious || is_minor (path)))
      continue;
    *serious |= !is_minor (path);
    label = eta_listing_label (path);
    sent_text = eta_listing_value_text (path, sent);
    there_text = eta_listing_value_text (path, there);
    g_free (words);
    words = g_strdup_printf (_ ("The shop did not keep “%s”: sent %s, there now %s."), label,
                             sent_text, there_text);
  }
  if (!words && (back->lacks & ETA_LACKS_TEXTS)) {
    *serious = TRUE;
    words = g_strdup (_ ("The shop did not keep the translations."));
  }
  return words;
}

/* Whether JOB is finished. */
static gboolean
check_back (EtaSync *sync, EtaJob *job, EtaRemote *back, gboolean *finished, GError **error)
{
  gboolean serious, variants;
  g_autofree char *words = compare_back (&job->push, back, &serious, &variants);
  gboolean open = eta_plan_item_is_open (job->now, take_of (sync));

  *finished = TRUE;
  if (!serious) {
    eta_report_set (job->told, open ? ETA_OUTCOME_CONFLICT : ETA_OUTCOME_DONE,
                    open ? _ ("The rest was sent. What was changed in the shop too waits for "
                              "your choice.")
                         : words);
    return eta_journal_land (sync, job, back, error);
  }
  if (job->push.message) { /* the shop's own words say more */
    g_autofree char *ours = g_steal_pointer (&words);

    words = g_strdup_printf ("%s %s", ours, job->push.message);
  }
  if (job->repairs++ < MAX_REPAIRS) {
    *finished = FALSE;
    return TRUE;
  }
  eta_report_set (job->told, ETA_OUTCOME_FAILED, words);
  return eta_journal_fail (sync, job, words, FALSE, error);
}

static gboolean
read_back (EtaSync *sync, GPtrArray *jobs, GPtrArray *again, GError **error)
{
  g_autofree EtaWanted *wanted = g_new0 (EtaWanted, jobs->len + 1);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  gboolean ok;
  guint i;

  for (i = 0; i < jobs->len; i++) {
    wanted[i].id = ((EtaJob *)jobs->pdata[i])->push.id;
    g_ptr_array_add (all, &wanted[i]);
  }
  ok = jobs->len == 0 || sync->connector->find (sync->self, all, sync->cancellable, error);
  for (i = 0; ok && i < jobs->len; i++) {
    EtaJob *job = jobs->pdata[i];
    gboolean finished = FALSE;

    if (wanted[i].found) {
      eta_sync_see (sync, wanted[i].found);
      ok = check_back (sync, job, wanted[i].found, &finished, error);
    }
    if (!finished)
      g_ptr_array_add (again, job);
    else
      sync->sent++;
  }
  for (i = 0; i < jobs->len; i++)
    eta_wanted_clear (&wanted[i]);
  return ok;
}

/* --- what the shop says ---------------------------------------------------------------------- */

static gboolean
fail (EtaSync *sync, EtaJob *job, const char *words, gboolean undone, GError **error)
{
  eta_report_set (job->told, ETA_OUTCOME_FAILED, words);
  sync->sent++;
  return eta_journal_fail (sync, job, words, undone, error);
}

/* Sorts JOBS by their results: *DOUBT says that some may have happened. JOBS keeps those that are
 * to be looked at and sent again. */
static gboolean
sort_results (EtaSync *sync, GPtrArray *jobs, gboolean *doubt, GError **error)
{
  g_autoptr (GPtrArray) done = g_ptr_array_new (), again = g_ptr_array_new ();
  guint i;

  *doubt = FALSE;
  for (i = 0; i < jobs->len; i++) {
    EtaJob *job = jobs->pdata[i];
    gboolean ok = TRUE;

    if (job->push.message) {
      g_free (job->words);
      job->words = g_strdup (job->push.message);
    }
    if (job->push.result == ETA_PUSH_OK)
      g_ptr_array_add (done, job);
    else if (job->push.result == ETA_PUSH_REJECTED ||
             (job->push.result == ETA_PUSH_EXISTS && job->exists++ > 0))
      ok = fail (sync, job, job->words, TRUE, error);
    else
      g_ptr_array_add (again, job);
    *doubt |= job->push.result == ETA_PUSH_UNKNOWN;
    if (!ok)
      return FALSE;
  }
  g_ptr_array_set_size (jobs, 0);
  if (!read_back (sync, done, again, error))
    return FALSE;
  g_ptr_array_extend (jobs, again, NULL, NULL);
  return TRUE;
}

static gboolean
send_halves (EtaSync *sync, GPtrArray *jobs, GError **error)
{
  g_autoptr (GPtrArray) first = g_ptr_array_new (), second = g_ptr_array_new ();
  guint i;

  for (i = 0; i < jobs->len; i++)
    g_ptr_array_add (i < jobs->len / 2 ? first : second, jobs->pdata[i]);
  g_ptr_array_set_size (jobs, 0);
  return eta_sync_send (sync, first, error) && eta_sync_send (sync, second, error);
}

/* Takes JOBS apart to find the one at fault; a single one is at fault itself. */
static gboolean
take_apart (EtaSync *sync, GPtrArray *jobs, const char *words, gboolean undone, GError **error)
{
  EtaJob *only = jobs->len == 1 ? jobs->pdata[0] : NULL;

  if (only) {
    g_ptr_array_set_size (jobs, 0);
    return fail (sync, only, words, undone, error);
  }
  return send_halves (sync, jobs, error);
}

typedef struct {
  guint busy;   /* times the shop asked for patience */
  guint doubts; /* times it is not known what happened */
} Patience;

static gboolean
wait_a_little (EtaSync *sync, guint attempt, gint64 retry_after, GError **error)
{
  gint64 delay = eta_retry_delay (attempt, retry_after, (guint)g_random_int_range (0, 1000),
                                  eta_market_connection_retry_unit (sync->connection));

  eta_sync_tell (sync, ETA_STAGE_SEND, sync->sent, MAX (sync->to_send, sync->sent),
                 _ ("The shop is busy; going on in %u s"), (guint)((delay + 999) / 1000));
  return eta_retry_wait (delay, sync->cancellable, error);
}

/* A batch failed as a whole with CAUSE (taken over). TRUE: go on with what is left of JOBS. */
static gboolean
handle_failure (EtaSync *sync,
                GPtrArray *jobs,
                Patience *patience,
                gint64 retry_after,
                GError *cause,
                GError **error)
{
  g_autoptr (GError) why = cause;
  gboolean patient = retry_after <= ETA_RETRY_PATIENCE * 1000;

  switch (why->code) {
  case ETA_SYNC_ERROR_TOO_LARGE:
  case ETA_SYNC_ERROR_REJECTED:
    return eta_journal_restore (sync, jobs, error) &&
           take_apart (sync, jobs, why->message, TRUE, error);
  case ETA_SYNC_ERROR_UNKNOWN:
    if (++patience->doubts >= MAX_DOUBTS)
      return take_apart (sync, jobs, why->message, FALSE, error);
    return wait_a_little (sync, patience->doubts, retry_after, error);
  case ETA_SYNC_ERROR_BUSY:
    if (++patience->busy < ETA_RETRY_TRIES && patient)
      return wait_a_little (sync, patience->busy, retry_after, error);
    break;
  case ETA_SYNC_ERROR_REFUSED_KEY:
  case ETA_SYNC_ERROR_UNTRUSTED:
    if (!eta_journal_restore (sync, jobs, error))
      return FALSE;
    break;
  default: /* in flight: the next run looks what became of it */
    break;
  }
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

/* One round: TRUE when JOBS holds what is to be tried again. */
static gboolean
send_round (EtaSync *sync, GPtrArray *jobs, Patience *patience, GError **error)
{
  gint64 retry_after = -1;
  GError *cause = NULL;
  gboolean doubt;
  guint i;

  if (!eta_sync_pause (sync, error) || !look (sync, jobs, error) ||
      !finish_idle (sync, jobs, error))
    return FALSE;
  for (i = 0; i < jobs->len; i++)
    load_push (sync, jobs->pdata[i]);
  if (!eta_sync_send_photos (sync, jobs, error))
    return FALSE;
  if (jobs->len == 0)
    return TRUE;
  {
    g_autoptr (GPtrArray) pushes = g_ptr_array_new ();

    for (i = 0; i < jobs->len; i++)
      g_ptr_array_add (pushes, &((EtaJob *)jobs->pdata[i])->push);
    if (!sync->connector->ensure_terms (sync->self, pushes, sync->cancellable, error))
      return FALSE;
  }
  if (!eta_journal_fly (sync, jobs, error))
    return FALSE;
  if (!push_all (sync, jobs, &retry_after, &cause))
    return handle_failure (sync, jobs, patience, retry_after, cause, error);
  if (!sort_results (sync, jobs, &doubt, error))
    return FALSE;
  if (doubt && ++patience->doubts >= MAX_DOUBTS)
    return take_apart (sync, jobs, ((EtaJob *)jobs->pdata[0])->words, FALSE, error);
  return TRUE;
}

gboolean
eta_sync_send (EtaSync *sync, GPtrArray *jobs, GError **error)
{
  Patience patience = {0, 0};

  while (jobs->len > 0)
    if (!send_round (sync, jobs, &patience, error))
      return FALSE;
  return TRUE;
}
