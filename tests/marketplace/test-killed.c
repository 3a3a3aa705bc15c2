/* Either side goes down in the middle of a run: afterwards every product is in the shop once, and
 * whole. */
#include "shop.h"

#include "sync/error.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#define MANY 80

/* --- what there is --------------------------------------------------------------------------- */

static JsonNode *
all_products (Shop *shop)
{
  return shop_admin_get (shop, "/admin/products?limit=1000&fields=id,handle,external_id,"
                               "images.id,variants.sku,variants.prices.id");
}

static void
assert_whole (JsonObject *product)
{
  JsonArray *variants = eta_wire_array (product, "variants");

  g_assert_cmpuint (eta_wire_length (variants), ==, 1);
  g_assert_cmpuint (eta_wire_length (eta_wire_array (eta_wire_nth (variants, 0), "prices")), ==, 2);
  g_assert_cmpuint (eta_wire_length (eta_wire_array (product, "images")), ==, 2);
}

/* N products, each once, each with its variant, prices, pictures and translation. */
static void
assert_all (Shop *shop, guint n)
{
  g_autoptr (JsonNode) answer = all_products (shop), seen = NULL;
  JsonArray *all = eta_wire_array (json_node_get_object (answer), "products");
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (eta_wire_length (all), ==, n);
  for (guint i = 0; i < n; i++) {
    g_hash_table_add (keys, (gpointer)eta_wire_string (eta_wire_nth (all, i), "external_id"));
    assert_whole (eta_wire_nth (all, i));
  }
  g_assert_cmpuint (g_hash_table_size (keys), ==, n);
  seen = shop_list (shop, "usd", "ar-SA");
  all = eta_wire_array (json_node_get_object (seen), "products");
  g_assert_cmpuint (eta_wire_length (all), ==, n);
  for (guint i = 0; i < n; i++) {
    JsonObject *variant = eta_wire_nth (eta_wire_array (eta_wire_nth (all, i), "variants"), 0);

    g_assert_cmpstr (eta_wire_string (eta_wire_nth (all, i), "title"), ==, "قهوة");
    g_assert_nonnull (eta_wire_object (variant, "calculated_price"));
  }
}

static guint
count_there (Shop *shop, guint *half)
{
  g_autoptr (JsonNode) answer = all_products (shop);
  JsonArray *all = eta_wire_array (json_node_get_object (answer), "products");

  *half = 0;
  for (guint i = 0; i < eta_wire_length (all); i++) {
    JsonArray *variants = eta_wire_array (eta_wire_nth (all, i), "variants");

    if (eta_wire_length (variants) == 0 ||
        eta_wire_length (eta_wire_array (eta_wire_nth (variants, 0), "prices")) == 0)
      ++*half;
  }
  return eta_wire_length (all);
}

/* --- the client ------------------------------------------------------------------------------ */

/* The command line with a catalog of its own: what a user starts, and what gets killed. */
static GPid
start_cli_sync (Shop *shop, const char *key_file)
{
  const char *arguments[] = {g_getenv ("ETALASE_CLI"), "--file", shop->path, "sync", NULL};
  g_autoptr (GError) error = NULL;
  GPid pid = 0;

  g_spawn_async (NULL, (char **)arguments, NULL,
                 G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL |
                     G_SPAWN_STDERR_TO_DEV_NULL,
                 NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  return pid;
}

static void
use_key_file (Shop *shop)
{
  g_autofree char *path = g_build_filename (shop->folder, "key", NULL);

  g_assert_true (g_file_set_contents (path, shop_env (shop, "MEDUSA_SECRET_KEY"), -1, NULL));
  g_chmod (path, 0600);
  shop->market->key_file = g_strdup (path);
  g_assert_true (eta_store_put_market (shop->store, shop->market, NULL));
}

static void
test_client_killed (Shop *shop, gconstpointer data)
{
  guint killed = 0, half;

  if (!shop_is_there ())
    return;
  if (!g_getenv ("ETALASE_CLI")) {
    g_test_skip ("ETALASE_CLI does not say where the command line is");
    return;
  }
  shop_fill_many (shop, MANY);
  use_key_file (shop);
  for (guint i = 0; i < 8; i++) {
    GPid pid = start_cli_sync (shop, shop->market->key_file);
    int status = 0;

    g_usleep ((gulong)g_test_rand_int_range (100, 2000) * 1000);
    kill (pid, SIGKILL);
    waitpid (pid, &status, 0);
    killed += WIFSIGNALED (status) ? 1 : 0;
    g_test_message ("killed after %u products", count_there (shop, &half));
  }
  g_assert_cmpuint (killed, >, 0);
  /* The shop finishes what it was told: until then it is not known what there is. */
  g_usleep (3 * G_USEC_PER_SEC);
  shop_assert_synced (shop);
  assert_all (shop, MANY);
  shop_assert_quiet (shop);
}

/* --- the server ------------------------------------------------------------------------------ */

typedef struct {
  Shop *shop;
  int sending;  /* atomic: batches begun */
  int batch;    /* in which it shall die … */
  gint64 after; /* … and how many µs later */
} Killer;

static void
note_stage (EtaStage stage, guint done, guint total, const char *text, gpointer data)
{
  if (stage == ETA_STAGE_SEND)
    g_atomic_int_inc (&((Killer *)data)->sending);
}

/* In the middle of a batch: the server that dies there leaves half-made products. */
static gpointer
kill_server (gpointer data)
{
  Killer *killer = data;

  while (g_atomic_int_get (&killer->sending) < killer->batch)
    g_usleep (5000);
  g_usleep ((gulong)killer->after);
  shop_server (killer->shop, "kill");
  return NULL;
}

static void
server_killed_once (Shop *shop, guint round)
{
  Killer killer = {shop, 0, g_test_rand_int_range (1, 3), g_test_rand_int_range (0, 400) * 1000};
  GThread *thread;
  gboolean ok;
  guint half, there;

  g_clear_pointer (&shop->plan, eta_plan_free);
  g_clear_pointer (&shop->report, eta_sync_report_free);
  g_clear_error (&shop->error);
  shop->plan = eta_sync_plan (shop->store, shop->connection, &shop->options, NULL, &shop->error);
  g_assert_no_error (shop->error);
  shop->options.progress = note_stage;
  shop->options.progress_data = &killer;
  thread = g_thread_new ("killer", kill_server, &killer);
  ok = eta_sync_run (shop->store, shop->connection, shop->plan, &shop->options, &shop->report, NULL,
                     &shop->error);
  g_atomic_int_set (&killer.sending, G_MAXINT); /* there may have been too few batches */
  g_thread_join (thread);
  shop->options.progress = NULL;
  shop_server (shop, "restart");
  if (!ok)
    g_assert_true (g_error_matches (shop->error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_UNREACHABLE) ||
                   g_error_matches (shop->error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_UNKNOWN));
  there = count_there (shop, &half);
  g_test_message ("round %u: killed %d ms into batch %d; %u products there, %u of them half made",
                  round, (int)(killer.after / 1000), killer.batch, there, half);
}

static void
test_server_killed (Shop *shop, gconstpointer data)
{
  if (!shop_is_there ())
    return;
  shop_fill_many (shop, MANY);
  for (guint i = 1; i <= 3; i++)
    server_killed_once (shop, i);
  shop_assert_synced (shop);
  assert_all (shop, MANY);
  shop_assert_quiet (shop);
}

/* What a server killed in a batch leaves, made by hand so that it surely happens: a product without
 * variants, and one whose variant has lost its price set. */
static void
test_half_made (Shop *shop, gconstpointer data)
{
  g_autoptr (GHashTable) rows = NULL;
  GHashTableIter iter;
  gpointer row;
  guint half;

  if (!shop_is_there ())
    return;
  shop_fill_many (shop, 3);
  shop_assert_synced (shop);
  rows = eta_store_get_listings (shop->store, shop->market->id, NULL);
  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, NULL, &row)) {
    EtaListingRow *one = row;
    g_autofree char *path = g_strdup_printf ("/admin/products/%s", one->remote_id);
    g_autoptr (JsonNode) done = shop_admin_post (shop, path, "{\"variants\":[]}");
    g_autoptr (GPtrArray) changed = g_ptr_array_new ();

    /* … and the journal of a program that went down with it. */
    g_free (one->state);
    one->state = g_strdup ("in_flight");
    g_clear_pointer (&one->sent, g_free);
    g_ptr_array_add (changed, one);
    g_assert_true (eta_store_put_listings (shop->store, changed, NULL));
  }
  g_assert_cmpuint (count_there (shop, &half), ==, 3);
  g_assert_cmpuint (half, ==, 3);
  shop_assert_synced (shop);
  for (guint i = 0; i < shop->report->items->len; i++)
    g_assert_cmpint (((EtaReportItem *)shop->report->items->pdata[i])->action, ==,
                     ETA_ACTION_REPAIR);
  assert_all (shop, 3);
  shop_assert_quiet (shop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/marketplace/half-made", Shop, NULL, shop_set_up, test_half_made, shop_tear_down);
  g_test_add ("/marketplace/client-killed", Shop, NULL, shop_set_up, test_client_killed,
              shop_tear_down);
  g_test_add ("/marketplace/server-killed", Shop, NULL, shop_set_up, test_server_killed,
              shop_tear_down);
  return g_test_run ();
}
