/* Making the plan: what the catalog holds, what was sent, what the shop holds. */
#include "sync/run-state.h"

#include "catalog/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  EtaProduct *product; /* NULL: purged */
  EtaListing *local;
  EtaListingRow *row; /* taken out of the journal's table, or NULL */
  EtaWanted wanted;
  char *id;
  char *key;
  char *handle;
  char *suffix;
  char *blocked; /* why it cannot be listed */
  GPtrArray *remarks;
} Candidate;

typedef struct {
  EtaSync *sync;
  EtaPlan *plan;
  GHashTable *producers; /* id → EtaProducer */
  GHashTable *owners;    /* remote id → product id, of all in the journal */
  GHashTable *claimed;   /* SKU → product id, of those that this plan makes */
  gboolean elsewhere;    /* the address is new, and nothing of the journal was found there yet */
} Survey;

static void
candidate_free (gpointer data)
{
  Candidate *one = data;

  g_clear_pointer (&one->product, eta_product_unref);
  g_clear_pointer (&one->local, eta_listing_unref);
  g_clear_pointer (&one->row, eta_listing_row_free);
  g_clear_pointer (&one->wanted.skus, g_ptr_array_unref);
  g_clear_pointer (&one->remarks, g_ptr_array_unref);
  eta_wanted_clear (&one->wanted);
  g_free (one->id);
  g_free (one->key);
  g_free (one->handle);
  g_free (one->suffix);
  g_free (one->blocked);
  g_free (one);
}

/* --- describing ------------------------------------------------------------------------------ */

static EtaProducer *
get_producer (Survey *survey, const char *id)
{
  EtaProducer *producer = id ? g_hash_table_lookup (survey->producers, id) : NULL;

  if (!producer && id && (producer = eta_store_get_producer (survey->sync->store, id, NULL)))
    g_hash_table_insert (survey->producers, g_strdup (id), producer);
  return producer;
}

/* Codes that were sent with a tail keep it: the shop knows them so. */
static char *
tail_in_use (const Candidate *one)
{
  g_autoptr (EtaListing) sent =
      one->row && one->row->sent ? eta_listing_from_text (one->row->sent, NULL) : NULL;
  g_autoptr (GPtrArray) skus = sent ? eta_listing_skus (sent) : NULL;
  g_autofree char *tail = g_strdup_printf ("-%.8s", one->id);

  if (skus && skus->len > 0 && g_str_has_suffix (skus->pdata[0], tail))
    return g_steal_pointer (&tail);
  return NULL;
}

static void
describe (Survey *survey, Candidate *one)
{
  EtaSync *sync = survey->sync;
  EtaDescribe how = {eta_store_org (sync->store), sync->info->lang, sync->info->channel,
                     sync->today, one->suffix};
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&one->local, eta_listing_unref);
  g_clear_pointer (&one->wanted.skus, g_ptr_array_unref);
  g_ptr_array_set_size (one->remarks, 0);
  if (!one->product)
    return;
  one->local = eta_listing_describe (one->product, get_producer (survey, one->product->producer_id),
                                     &how, one->remarks, &error);
  if (!one->local) {
    one->blocked = g_strdup (error->message);
    return;
  }
  one->wanted.skus = eta_listing_skus (one->local);
}

static Candidate *
candidate_new (Survey *survey, const char *id)
{
  EtaSync *sync = survey->sync;
  Candidate *one = g_new0 (Candidate, 1);
  gpointer key, row;

  one->id = g_strdup (id);
  one->remarks = g_ptr_array_new_with_free_func (g_free);
  one->product = eta_store_get_product (sync->store, id, NULL);
  if (g_hash_table_steal_extended (sync->rows, id, &key, &row))
    one->row = row;
  /* Named by hand after its deletion in the shop had been accepted: it is wanted back. */
  if (one->row && sync->options.products && g_str_equal (one->row->state, "gone")) {
    g_clear_pointer (&one->row->sent, g_free);
    g_clear_pointer (&one->row->remote, g_free);
    g_clear_pointer (&one->row->remote_id, g_free);
  }
  one->key = eta_listing_key (eta_store_org (sync->store), id);
  one->handle = one->row && one->row->handle ? g_strdup (one->row->handle)
                : one->product               ? eta_listing_handle (one->product)
                                             : NULL;
  one->suffix = tail_in_use (one);
  describe (survey, one);
  one->wanted.id = one->row ? one->row->remote_id : NULL;
  one->wanted.key = one->key;
  one->wanted.doubt = eta_sync_is_in_doubt (one->row);
  one->wanted.handle = one->handle;
  return one;
}

/* --- whose is what was found? ---------------------------------------------------------------- */

/* A product that has our code but belongs to another product, here or in somebody else's catalog.
 */
static gboolean
is_of_another (Survey *survey, const Candidate *one)
{
  const EtaRemote *found = one->wanted.found;
  const char *owner;

  if (!found || !one->wanted.by_sku)
    return FALSE;
  if (found->key && g_str_has_prefix (found->key, "etl:"))
    return g_strcmp0 (found->key, one->key) != 0;
  owner = g_hash_table_lookup (survey->owners, found->id);
  return owner && g_strcmp0 (owner, one->id) != 0;
}

static gboolean
is_claimed (Survey *survey, const Candidate *one)
{
  guint i;

  for (i = 0; one->wanted.skus && i < one->wanted.skus->len; i++) {
    const char *owner = g_hash_table_lookup (survey->claimed, one->wanted.skus->pdata[i]);

    if (owner && g_strcmp0 (owner, one->id) != 0)
      return TRUE;
  }
  return FALSE;
}

/* Two products may have the same code when their producers differ; in the shop a code is unique. */
static void
settle_codes (Survey *survey, Candidate *one)
{
  guint i;

  if (!one->suffix && (is_of_another (survey, one) ||
                       (!one->wanted.found && one->local && is_claimed (survey, one)))) {
    eta_wanted_clear (&one->wanted);
    one->suffix = g_strdup_printf ("-%.8s", one->id);
    describe (survey, one);
    if (one->local)
      g_ptr_array_add (
          one->remarks,
          g_strdup_printf (_ ("Its code is taken in the shop, so it is listed there as “%s”."),
                           (char *)one->wanted.skus->pdata[0]));
  }
  for (i = 0; !one->wanted.found && one->wanted.skus && i < one->wanted.skus->len; i++)
    g_hash_table_insert (survey->claimed, g_strdup (one->wanted.skus->pdata[i]),
                         g_strdup (one->id));
}

/* --- one item of the plan -------------------------------------------------------------------- */

static const char *
user_language (void)
{
  static char lang[16];
  const char *name = g_get_language_names ()[0];

  g_strlcpy (lang, name, MIN (sizeof lang, strcspn (name, "_-.@") + 1));
  return g_str_equal (lang, "C") ? "en" : lang;
}

static void
name_item (EtaPlanItem *item, const Candidate *one)
{
  const EtaListing *known = item->local ? item->local : item->sent;
  g_autoptr (GPtrArray) skus = known ? eta_listing_skus (known) : NULL;

  g_free (item->product_id);
  item->product_id = g_strdup (one->id);
  item->handle = g_strdup (one->handle);
  item->suffix = g_strdup (one->suffix);
  if (one->product) {
    item->sku = g_strdup (one->product->sku);
    item->name = g_strdup (eta_product_name (one->product, user_language ()));
    return;
  }
  item->sku = skus && skus->len > 0 ? g_strdup (skus->pdata[0]) : NULL;
  item->name = g_strdup (known ? eta_listing_get (known, "title") : NULL);
}

static gboolean
is_picture_there (EtaSync *sync, const char *sha256)
{
  g_autofree char *path = eta_sync_photo_path (sync, sha256);

  return path && g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/* Pictures to upload; one that is lost from the disk blocks the product. */
static void
count_photos (EtaSync *sync, EtaPlanItem *item)
{
  const char *images = item->local ? eta_listing_get (item->local, "images") : NULL;
  g_auto (GStrv) each = g_strsplit (images ? images : "", " ", -1);
  guint i;

  if (item->action == ETA_ACTION_SAME || item->action == ETA_ACTION_UNPUBLISH)
    return;
  for (i = 0; each[i]; i++) {
    if ((item->remote && g_hash_table_contains (item->remote->photos, each[i])) ||
        g_hash_table_contains (sync->photos, each[i]))
      continue;
    item->photos++;
    if (is_picture_there (sync, each[i]))
      continue;
    item->action = ETA_ACTION_BLOCKED;
    g_free (item->message);
    item->message = g_strdup (_ ("One of its photos is missing from the disk. Add that photo "
                                 "again, or restore a backup."));
  }
}

/* A shop that sells in one currency has no price for a product that is priced in others alone. */
static void
check_currency (Survey *survey, Candidate *one)
{
  const GPtrArray *currencies = survey->sync->info->currencies;
  const char *currency = currencies->len > 0 ? currencies->pdata[0] : NULL;
  guint i;

  if (!survey->sync->connector->one_currency || !currency || !one->local || !one->wanted.skus)
    return;
  for (i = 0; i < one->wanted.skus->len; i++)
    if (eta_listing_peek (one->local, "variants", one->wanted.skus->pdata[i], "prices", currency,
                          "1", NULL))
      return;
  g_ptr_array_add (one->remarks,
                   g_strdup_printf (_ ("The shop sells in %s alone, and it has no price in that "
                                       "currency: there it is shown without one."),
                                    currency));
}

static void
decide (Survey *survey, Candidate *one)
{
  EtaSync *sync = survey->sync;
  gboolean settle = FALSE;
  EtaPlanItem *item;

  settle_codes (survey, one);
  check_currency (survey, one);
  if (one->wanted.found)
    eta_sync_see (sync, one->wanted.found);
  item = eta_plan_decide (one->local, g_steal_pointer (&one->row), one->wanted.found,
                          one->wanted.by_sku, &settle);
  if (one->blocked) {
    item->action = ETA_ACTION_BLOCKED;
    g_ptr_array_set_size (item->changes, 0);
    g_free (item->message);
    item->message = g_steal_pointer (&one->blocked);
  }
  name_item (item, one);
  g_ptr_array_extend_and_steal (item->remarks, g_steal_pointer (&one->remarks));
  if (one->wanted.also)
    g_ptr_array_add (item->remarks,
                     g_strdup_printf (_ ("The shop holds it %u times; the oldest is kept up to "
                                         "date. Delete the others there."),
                                      one->wanted.also->len + 1));
  count_photos (sync, item);
  eta_plan_add (survey->plan, item, settle);
}

/* --- all of them ----------------------------------------------------------------------------- */

static gboolean
add_ids (EtaSync *sync, gboolean trashed, GPtrArray *ids, GHashTable *known, GError **error)
{
  EtaQuery query = {.trashed = trashed, .sort = ETA_SORT_NAME};
  g_autoptr (GArray) rows = eta_store_query (sync->store, &query, error);
  guint i;

  for (i = 0; rows && i < rows->len; i++) {
    char *id = eta_store_id_of (sync->store, g_array_index (rows, gint64, i));

    g_hash_table_add (known, g_strdup (id));
    /* What lies in the trash matters only where it still stands in the shop window. */
    if (!trashed || g_hash_table_contains (sync->rows, id))
      g_ptr_array_add (ids, id);
    else
      g_free (id);
  }
  return rows != NULL;
}

static GPtrArray *
all_ids (EtaSync *sync, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *const *one = sync->options.products;
  GHashTableIter iter;
  gpointer id;

  if (one) {
    for (; *one; one++)
      g_ptr_array_add (ids, g_strdup (*one));
    return g_steal_pointer (&ids);
  }
  if (!add_ids (sync, FALSE, ids, known, error) || !add_ids (sync, TRUE, ids, known, error))
    return NULL;
  g_hash_table_iter_init (&iter, sync->rows);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (known, id))
      g_ptr_array_add (ids, g_strdup (id)); /* deleted for good */
  return g_steal_pointer (&ids);
}

static void
note_owners (Survey *survey)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, survey->sync->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row)) {
    const EtaListingRow *one = row;

    if (one->remote_id)
      g_hash_table_insert (survey->owners, g_strdup (one->remote_id), g_strdup (one->product_id));
  }
}

/* At a new address where nothing is found, nothing was deleted: it is another shop, and all is to
 * be made there. Where something is found, the shop has only moved. */
static void
forget_elsewhere (Survey *survey, GPtrArray *all)
{
  guint i;

  for (i = 0; survey->elsewhere && i < all->len; i++) {
    const Candidate *one = all->pdata[i];

    if (one->row && one->row->sent && one->wanted.found)
      survey->elsewhere = FALSE;
  }
  for (i = 0; survey->elsewhere && i < all->len; i++) {
    Candidate *one = all->pdata[i];

    g_clear_pointer (&one->row, eta_listing_row_free);
  }
}

static gboolean
survey_chunk (Survey *survey, GPtrArray *ids, guint from, guint to, GError **error)
{
  EtaSync *sync = survey->sync;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (candidate_free);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  guint i;

  for (i = from; i < to; i++) {
    Candidate *one = candidate_new (survey, ids->pdata[i]);

    g_ptr_array_add (all, one);
    if (!one->blocked)
      g_ptr_array_add (wanted, &one->wanted);
  }
  if (!sync->connector->find (sync->self, wanted, sync->cancellable, error))
    return FALSE;
  forget_elsewhere (survey, all);
  for (i = 0; i < all->len; i++)
    decide (survey, all->pdata[i]);
  return TRUE;
}

static gboolean
survey_all (Survey *survey, GError **error)
{
  EtaSync *sync = survey->sync;
  g_autoptr (GPtrArray) ids = all_ids (sync, error);
  guint from, to;

  if (!ids)
    return FALSE;
  note_owners (survey);
  survey->elsewhere = eta_sync_has_moved (sync);
  for (from = 0; from < ids->len; from = to) {
    to = MIN (from + sync->connector->max_find, ids->len);
    eta_sync_tell (sync, ETA_STAGE_READ, from, ids->len, _ ("Comparing with the shop"));
    if (!eta_sync_pause (sync, error) || !survey_chunk (survey, ids, from, to, error))
      return FALSE;
  }
  eta_sync_tell (sync, ETA_STAGE_READ, ids->len, ids->len, _ ("Comparing with the shop"));
  eta_plan_count (survey->plan);
  return TRUE;
}

EtaPlan *
eta_sync_plan (EtaStore *store,
               EtaMarketConnection *connection,
               const EtaSyncOptions *options,
               GCancellable *cancellable,
               GError **error)
{
  EtaSync sync;
  g_autoptr (EtaPlan) plan = eta_plan_new ();
  g_autoptr (GHashTable) producers =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)eta_producer_unref);
  g_autoptr (GHashTable) owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) claimed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Survey survey = {&sync, plan, producers, owners, claimed, FALSE};
  gboolean ok;

  eta_sync_init (&sync, store, connection, options, cancellable);
  eta_sync_tell (&sync, ETA_STAGE_PROBE, 0, 0, _ ("Connecting to “%s”"),
                 eta_market_connection_name (connection));
  ok = eta_sync_probe (connection, &plan->info, cancellable, error);
  sync.info = plan->info;
  ok = ok && eta_sync_load (&sync, error) && survey_all (&survey, error);
  eta_sync_clear (&sync);
  return ok ? g_steal_pointer (&plan) : NULL;
}
