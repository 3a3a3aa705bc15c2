#include "temp-catalog.h"

#include "catalog/market-book.h"
#include "catalog/store-sql.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define HASH "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static EtaMarketplace *
add_market (EtaStore *store, const char *name)
{
  EtaMarketplace *market = eta_marketplace_new ();
  g_autoptr (GError) error = NULL;

  market->name = g_strdup (name);
  market->kind = g_strdup ("medusa");
  market->url = g_strdup ("https://toko.example");
  eta_store_put_market (store, market, &error);
  g_assert_no_error (error);
  return market;
}

static void
put_listing (EtaStore *store, const char *market, const char *product, const char *state)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify)eta_listing_row_free);
  EtaListingRow *row = eta_listing_row_new (market, product);
  g_autoptr (GError) error = NULL;

  g_free (row->state);
  row->state = g_strdup (state);
  row->handle = g_strdup ("kopi-1234");
  row->sent = g_strdup ("{\"title\":\"Kopi\"}");
  g_ptr_array_add (rows, row);
  eta_store_put_listings (store, rows, &error);
  g_assert_no_error (error);
}

static void
test_markets (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaMarketplace) market = NULL, other = NULL, found = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (eta_store_find_market (c->store, NULL, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  market = add_market (c->store, "Toko Souq");
  found = eta_store_find_market (c->store, NULL, NULL);
  g_assert_cmpstr (found->id, ==, market->id);
  g_assert_cmpstr (found->url, ==, "https://toko.example");
  g_assert_null (found->key_file);
  other = add_market (c->store, "Lain");
  g_assert_null (eta_store_find_market (c->store, NULL, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  g_clear_error (&error);
  g_free (other->name);
  other->name = g_strdup ("Toko Souq");
  g_assert_false (eta_store_put_market (c->store, other, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_EXISTS);
  put_listing (c->store, market->id, "p1", "clean");
  g_assert_true (eta_store_delete_market (c->store, market->id, NULL));
  all = eta_store_list_markets (c->store, NULL);
  g_assert_cmpuint (all->len, ==, 1);
  assert_sound (c->store);
}

static void
test_listings (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaMarketplace) market = add_market (c->store, "Toko");
  g_autoptr (GHashTable) all = NULL, after = NULL;
  EtaListingRow *row;

  put_listing (c->store, market->id, "p1", "in_flight");
  put_listing (c->store, market->id, "p2", "clean");
  all = eta_store_get_listings (c->store, market->id, NULL);
  g_assert_cmpuint (g_hash_table_size (all), ==, 2);
  row = g_hash_table_lookup (all, "p1");
  g_assert_cmpstr (row->state, ==, "in_flight");
  g_assert_cmpstr (row->handle, ==, "kopi-1234");
  g_assert_cmpstr (row->sent, ==, "{\"title\":\"Kopi\"}");
  g_assert_null (row->remote);
  g_assert_nonnull (row->at);
  g_assert_true (eta_store_recover_listings (c->store, market->id, NULL));
  g_assert_true (eta_store_delete_listing (c->store, market->id, "p2", NULL));
  after = eta_store_get_listings (c->store, market->id, NULL);
  g_assert_cmpuint (g_hash_table_size (after), ==, 1);
  row = g_hash_table_lookup (after, "p1");
  g_assert_cmpstr (row->state, ==, "unknown");
}

static char *
listed (Catalog *c, const EtaProduct *product)
{
  g_autoptr (EtaCard) card =
      eta_store_get_card (c->store, eta_store_row_of (c->store, product->id), "id", NULL);

  return g_strdup (card->listed);
}

static guint
unsent (Catalog *c, const EtaMarketplace *market)
{
  g_autoptr (GArray) rows = eta_store_query (c->store, &(EtaQuery){.market_id = market->id}, NULL);

  return rows ? rows->len : G_MAXUINT;
}

/* The card's mark and the filter "not listed" follow what was sent and what changed since. */
static void
test_listed_mark (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaMarketplace) market = add_market (c->store, "Toko");
  g_autoptr (EtaMarketplace) other = add_market (c->store, "Lain");
  g_autoptr (EtaProduct) product = make_product (c, "A", "Kopi", NULL, NULL);
  g_autofree char *none = NULL, *clean = NULL, *dirty = NULL, *worst = NULL;

  put_now (c->store, "Add product", product);
  none = listed (c, product);
  g_assert_null (none);
  g_assert_cmpuint (unsent (c, market), ==, 1);
  g_usleep (2000);
  put_listing (c->store, market->id, product->id, "clean");
  clean = listed (c, product);
  g_assert_cmpstr (clean, ==, "clean");
  g_assert_cmpuint (unsent (c, market), ==, 0);
  g_assert_cmpuint (unsent (c, other), ==, 1);
  g_usleep (2000);
  product->moq = 12;
  put_now (c->store, "Edit product", product);
  dirty = listed (c, product);
  g_assert_cmpstr (dirty, ==, "dirty");
  g_assert_cmpuint (unsent (c, market), ==, 1);
  put_listing (c->store, other->id, product->id, "conflict");
  worst = listed (c, product);
  g_assert_cmpstr (worst, ==, "conflict");
}

/* Undoing the making of a product does not stumble over its listing, nor take it away. */
static void
test_outside_of_history (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaMarketplace) market = add_market (c->store, "Toko");
  g_autoptr (EtaProduct) product = make_product (c, "A", "Kopi", NULL, NULL);
  g_autoptr (GHashTable) all = NULL;
  g_autoptr (GError) error = NULL;

  put_now (c->store, "Add product", product);
  put_listing (c->store, market->id, product->id, "clean");
  g_assert_true (eta_history_undo (c->store, NULL, &error));
  g_assert_no_error (error);
  all = eta_store_get_listings (c->store, market->id, NULL);
  g_assert_true (g_hash_table_contains (all, product->id));
}

static void
test_photos (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaMarketplace) market = add_market (c->store, "Toko");
  g_autoptr (GHashTable) all = NULL, none = NULL;

  g_assert_true (eta_store_put_remote_photo (c->store, market->id, HASH, "http://a/1.jpg", NULL));
  g_assert_true (eta_store_put_remote_photo (c->store, market->id, HASH, "http://a/2.jpg", NULL));
  all = eta_store_get_remote_photos (c->store, market->id, NULL);
  g_assert_cmpstr (g_hash_table_lookup (all, HASH), ==, "http://a/2.jpg");
  g_assert_true (eta_store_forget_remote_photo (c->store, market->id, HASH, NULL));
  none = eta_store_get_remote_photos (c->store, market->id, NULL);
  g_assert_cmpuint (g_hash_table_size (none), ==, 0);
}

static void
test_runs (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaMarketplace) market = add_market (c->store, "Toko");
  const gint64 cut_off = eta_store_begin_run (c->store, market->id, NULL);
  const gint64 whole = eta_store_begin_run (c->store, market->id, NULL);
  EtaRun end = {.id = whole, .sent = 9, .failed = 1, .bytes = 5000, .summary = (char *)"{}"};
  g_autoptr (GPtrArray) runs = NULL;
  EtaRun *newest, *older;

  g_assert_cmpint (cut_off, >, 0);
  g_assert_true (eta_store_end_run (c->store, &end, NULL));
  runs = eta_store_list_runs (c->store, market->id, 10, NULL);
  g_assert_cmpuint (runs->len, ==, 2);
  newest = runs->pdata[0];
  older = runs->pdata[1];
  g_assert_cmpint (newest->sent, ==, 9);
  g_assert_cmpint (newest->failed, ==, 1);
  g_assert_nonnull (newest->ended);
  g_assert_null (older->ended);
}

/* --- one run at a time (B20) ------------------------------------------------------------------ */

static void
test_lock (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaMarketplace) market = add_market (c->store, "Toko");
  g_autoptr (EtaMarketplace) other = add_market (c->store, "Lain");
  g_autoptr (EtaStore) second = eta_store_reopen (c->store, 0, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_store_lock_market (c->store, market->id, NULL));
  g_assert_false (eta_store_lock_market (second, market->id, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_LOCKED);
  g_assert_nonnull (strstr (error->message, "Toko"));
  g_clear_error (&error);
  /* Twice from the same window. */
  g_assert_false (eta_store_lock_market (c->store, market->id, &error));
  g_assert_true (eta_store_lock_market (second, other->id, NULL));
  g_clear_error (&error);
  /* Somebody who does not hold it cannot give it back. */
  eta_store_unlock_market (second, market->id);
  g_assert_false (eta_store_lock_market (second, market->id, &error));
  eta_store_unlock_market (c->store, market->id);
  g_assert_true (eta_store_lock_market (second, market->id, NULL));
  /* Closing gives back. */
  g_clear_pointer (&second, eta_store_close);
  g_assert_true (eta_store_lock_market (c->store, market->id, NULL));
}

static void
lock_and_die (const char *path, const char *market)
{
  g_autoptr (EtaStore) store = eta_store_open (path, 0, NULL);

  if (store && eta_store_lock_market (store, market, NULL))
    raise (SIGKILL);
  _exit (1);
}

static void
test_dead_owner (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaMarketplace) market = add_market (c->store, "Toko");
  g_autoptr (GError) error = NULL;
  int status;
  pid_t child;

  g_clear_pointer (&c->store, eta_store_close);
  child = fork ();
  if (child == 0)
    lock_and_die (c->path, market->id);
  waitpid (child, &status, 0);
  g_assert_true (WIFSIGNALED (status));
  c->store = open_store (c->path, 0);
  g_assert_cmpint (eta_sql_number (c->store, 0, "SELECT count(*) FROM run_lock", ""), ==, 1);
  g_assert_true (eta_store_lock_market (c->store, market->id, &error));
  g_assert_no_error (error);
}

/* A run on another computer: alive while it is heard of. */
static void
test_other_host (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaMarketplace) market = add_market (c->store, "Toko");
  g_autoptr (GError) error = NULL;
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *sql = "REPLACE INTO run_lock (market, host, pid, born, beat)"
                    " VALUES (?, 'kantor', 1, '', ?)";

  g_assert_true (eta_sql_run (c->store, NULL, sql, "ti", market->id, now - 60));
  g_assert_false (eta_store_lock_market (c->store, market->id, &error));
  g_assert_nonnull (strstr (error->message, "kantor"));
  g_assert_true (eta_sql_run (c->store, NULL, sql, "ti", market->id, now - 3600));
  g_assert_true (eta_store_lock_market (c->store, market->id, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_catalog ("/market-book/markets", test_markets);
  with_catalog ("/market-book/listings", test_listings);
  with_catalog ("/market-book/listed-mark", test_listed_mark);
  with_catalog ("/market-book/outside-of-history", test_outside_of_history);
  with_catalog ("/market-book/photos", test_photos);
  with_catalog ("/market-book/runs", test_runs);
  with_catalog ("/market-book/lock", test_lock);
  with_catalog ("/market-book/dead-owner", test_dead_owner);
  with_catalog ("/market-book/other-host", test_other_host);
  return g_test_run ();
}
