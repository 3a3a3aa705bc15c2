#include "app/market-work.h"

#include "sync/error.h"
#include "sync/key-file.h"
#include "sync/keyring.h"
#include "sync/pairing.h"
#include "sync/wire.h"

#include <glib/gi18n.h>
#include <string.h>

#define PAIRING_TIME 600 /* s; logging in to the shop may come first */

void
eta_market_work_free (gpointer data)
{
  EtaMarketWork *work = data;

  if (work->page)
    g_object_remove_weak_pointer (work->page, &work->page);
  g_free (work->catalog);
  g_clear_pointer (&work->market, eta_marketplace_free);
  eta_key_free (work->key);
  g_clear_pointer (&work->plan, eta_plan_free);
  g_clear_pointer (&work->report, eta_sync_report_free);
  g_clear_pointer (&work->info, eta_market_info_free);
  g_free (work->keyring_problem);
  g_free (work);
}

static void
report_progress (EtaStage stage, guint done, guint total, const char *text, gpointer job)
{
  eta_job_report (job, done, total, text);
}

/* --- the key ------------------------------------------------------------------------------------
 */

static gboolean
find_key (EtaMarketWork *work, GCancellable *cancellable, GError **error)
{
  if (work->key)
    return TRUE;
  work->key = work->market->key_file ? eta_key_file_read (work->market->key_file, NULL, error)
                                     : eta_keyring_lookup (work->market->id, cancellable, error);
  if (!work->key && error && !*error)
    g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REFUSED_KEY,
                 _ ("The keyring has no key for “%s”. Enter it again."), work->market->name);
  return work->key != NULL;
}

static gboolean
open_in_browser (gpointer address)
{
  g_app_info_launch_default_for_uri (address, NULL, NULL);
  return G_SOURCE_REMOVE;
}

/* The shop's own page asks in the browser; its answer is the key. */
static gboolean
pair (EtaJob *job, EtaMarketWork *work, GError **error)
{
  GCancellable *cancellable = eta_job_get_cancellable (job);
  const char *text = work->market->options ? work->market->options : "{}";
  g_autoptr (JsonNode) options = eta_wire_parse (text, strlen (text), NULL);
  JsonObject *set = options ? json_node_get_object (options) : NULL;
  g_autofree char *page =
      eta_pairing_discover (work->market->url, eta_wire_string (set, "ca_file"),
                            eta_wire_is_true (set, "plain"), cancellable, error);
  g_autoptr (EtaPairing) pairing = page ? eta_pairing_new (work->market->url, page, error) : NULL;

  if (!pairing)
    return FALSE;
  g_idle_add_full (G_PRIORITY_DEFAULT, open_in_browser, g_strdup (eta_pairing_address (pairing)),
                   g_free);
  eta_job_report (job, 0, 0, _ ("Press the button in the browser"));
  work->key = eta_pairing_wait (pairing, PAIRING_TIME, cancellable, error);
  return work->key != NULL;
}

/* The key goes into the keyring, the rest into the catalog; only after the shop has answered. A
 * desktop without a keyring can still sync: the page then keeps the key while it is open. */
static gboolean
keep_connection (EtaMarketWork *work, EtaStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (!eta_keyring_store (work->market->id, work->market->name, work->key, cancellable, &problem)) {
    if (!g_error_matches (problem, ETA_SYNC_ERROR, ETA_SYNC_ERROR_KEYRING)) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
    work->keyring_problem = g_strdup (problem->message);
  }
  return eta_store_put_market (store, work->market, error);
}

/* The shop's name, made unlike those of the other marketplaces. */
static void
name_market (EtaMarketWork *work, EtaStore *store)
{
  const char *wish = work->info->name && *work->info->name ? work->info->name : work->market->url;
  g_autofree char *name = g_strdup (wish);
  guint n;

  for (n = 2;; n++) {
    g_autoptr (EtaMarketplace) other = eta_store_find_market (store, name, NULL);

    if (!other || g_str_equal (other->id, work->market->id))
      break;
    g_free (name);
    name = g_strdup_printf ("%s %u", wish, n);
  }
  eta_set_text (&work->market->name, name);
}

static gboolean
connect_shop (EtaMarketWork *work,
              EtaStore *store,
              EtaMarketConnection *connection,
              GCancellable *cancellable,
              GError **error)
{
  if (!eta_sync_probe (connection, &work->info, cancellable, error))
    return FALSE;
  name_market (work, store);
  return keep_connection (work, store, cancellable, error);
}

/* --- all of it ----------------------------------------------------------------------------------
 */

gboolean
eta_market_work_do (EtaJob *job, gpointer data, GError **error)
{
  EtaMarketWork *work = data;
  GCancellable *cancellable = eta_job_get_cancellable (job);
  EtaSyncOptions options = {
      .progress = report_progress, .progress_data = job, .paused = &work->paused};
  g_autoptr (EtaStore) store = eta_store_open (work->catalog, 0, error);
  g_autoptr (EtaMarketConnection) connection = NULL;

  if (!store || (work->task == ETA_DO_PAIR && !pair (job, work, error)) ||
      !find_key (work, cancellable, error))
    return FALSE;
  connection = eta_market_connection_new (work->market, work->key, error);
  if (!connection)
    return FALSE;
  if (work->task == ETA_DO_PAIR || work->task == ETA_DO_CONNECT)
    return connect_shop (work, store, connection, cancellable, error);
  if (!work->plan)
    work->plan = eta_sync_plan (store, connection, &options, cancellable, error);
  if (!work->plan || work->task == ETA_DO_PLAN)
    return work->plan != NULL;
  return eta_sync_run (store, connection, work->plan, &options, &work->report, cancellable, error);
}
