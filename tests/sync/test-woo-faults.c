/* Whole runs against a WooCommerce, and a wire, that misbehave as the real ones were seen to. */
#include "woo-asserts.h"

/* A photo whose answer is lost, or over whose smaller copies the server goes down, is there once.
 */
static void
test_photo_faults (Desk *desk, gconstpointer data)
{
  static const Fault faults[] = {
      {.match = MEDIA "?", .kind = FAULT_RESET, .times = 1, .after = TRUE},
      {.match = MEDIA "?", .kind = FAULT_RESET, .times = 1},
      {.match = MEDIA "?", .status = 503, .type = "text/html", .body = "<html>", .times = 2},
      {.match = MEDIA "?", .kind = FAULT_TRUNCATE, .times = 1, .after = TRUE},
  };
  static const char *const letters[] = {"a", "b", "c", "d"};

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++) {
    g_autofree char *sku = g_strdup_printf ("F-%u", i);

    desk_add (desk, sku, 0);
    desk_set_photos (desk, sku, letters[i]);
    mock_clear_faults (desk->mock);
    mock_fault (desk->mock, faults[i]);
    assert_all_done (desk);
    g_assert_cmpuint (mock_woo_n_media (desk->mock), ==, i + 1);
  }
  desk_add (desk, "G", 0);
  desk_set_photos (desk, "G", "e");
  mock_woo_die_over_photo (desk->mock);
  mock_forget (desk->mock);
  assert_all_done (desk);
  g_assert_cmpuint (mock_woo_n_media (desk->mock), ==, G_N_ELEMENTS (faults) + 1);
  assert_quiet (desk);
}

/* The media library was tidied: the journal's ids are wrong, and a wrong one rejects a product. */
static void
test_lost_media (Desk *desk, gconstpointer data)
{
  desk_add (desk, "KOPI-01", 0);
  desk_set_photos (desk, "KOPI-01", "ab");
  assert_all_done (desk);
  desk_set_photos (desk, "KOPI-01", "");
  assert_all_done (desk);
  mock_woo_lose_media (desk->mock);
  desk_set_photos (desk, "KOPI-01", "ab");
  assert_all_done (desk);
  g_assert_cmpuint (mock_woo_n_media (desk->mock), ==, 2);
  assert_quiet (desk);
}

/* B22, made by somebody between the look and the request: the shop answers “exists”. */
static void
test_exists (Desk *desk, gconstpointer data)
{
  desk_add (desk, "KOPI-01", 0);
  g_assert_true (desk_plan (desk));
  mock_woo_add (desk->mock, "Kopi KOPI-01", "kopi", "KOPI-01");
  /* Not found while it looks, and there when it sends. */
  mock_fault (
      desk->mock,
      (Fault){.match = "GET /wp-json/wc/v3/products?", .status = 200, .body = "[]", .times = 1});
  g_assert_true (eta_sync_run (desk->store, desk->connection, desk->plan, &desk->options,
                               &desk->report, NULL, &desk->error));
  g_assert_cmpint (desk_told (desk, "KOPI-01")->outcome, ==, ETA_OUTCOME_CONFLICT);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 1);
  g_clear_pointer (&desk->report, eta_sync_report_free);
  mock_clear_faults (desk->mock);
  assert_all_done (desk); /* now it was shown */
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 1);
  assert_quiet (desk);
}

static void
test_lost_answers (Desk *desk, gconstpointer data)
{
  static const Fault faults[] = {
      {.match = BATCH, .kind = FAULT_RESET, .times = 1, .after = TRUE},
      {.match = BATCH, .kind = FAULT_RESET, .times = 1},
      {.match = BATCH, .kind = FAULT_TRUNCATE, .times = 1, .after = TRUE},
      {.match = BATCH,
       .status = 200,
       .type = "text/html",
       .body = "<html>Hi",
       .times = 1,
       .after = TRUE},
      {.match = BATCH,
       .status = 504,
       .type = "text/html",
       .body = "<html>",
       .times = 1,
       .after = TRUE},
      {.match = BATCH,
       .status = 500,
       .times = 1,
       .body = "{\"code\":\"internal_server_error\",\"message\":\"<p>There has been</p>\"}"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++) {
    g_autofree char *sku = g_strdup_printf ("F-%u", i);

    desk_add (desk, sku, 0);
    mock_clear_faults (desk->mock);
    mock_forget (desk->mock);
    mock_fault (desk->mock, faults[i]);
    assert_all_done (desk);
    g_assert_cmpuint (mock_n_products (desk->mock), ==, i + 1);
    g_assert_cmpuint (mock_count (desk->mock, BATCH), ==, faults[i].after ? 1 : 2);
  }
  assert_quiet (desk);
}

/* The server goes down in the middle of a batch: some are whole, one is half made and in the shop
 * window already, the rest is not there. */
static void
test_half_made (Desk *desk, gconstpointer data)
{
  add_many (desk, 8);
  mock_woo_die (desk->mock, 3, data != NULL);
  assert_all_done (desk);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 8);
  for (guint i = 1; i <= 8; i++) {
    g_autofree char *sku = g_strdup_printf ("K-%03u", i);

    assert_price (desk, sku, "65000");
    assert_has (desk, sku, "\"slug\":\"coffee\"");
    assert_has (desk, sku, "etl:");
  }
  assert_quiet (desk);
}

/* … and the line is gone too: the next run finds all of it. */
static void
test_half_made_later (Desk *desk, gconstpointer data)
{
  add_many (desk, 4);
  mock_woo_die (desk->mock, 1, data != NULL);
  mock_fault (desk->mock, (Fault){.match = "GET ", .kind = FAULT_RESET, .skip = 7});
  g_assert_false (desk_sync (desk));
  mock_clear_faults (desk->mock);
  assert_all_done (desk);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 4);
  assert_price (desk, "K-002", "65000");
  assert_quiet (desk);
}

/* An update that was cut off: regular_price new, price old, and the same once more writes nothing.
 */
static void
test_torn_price (Desk *desk, gconstpointer data)
{
  desk_add (desk, "KOPI-01", 0);
  assert_all_done (desk);
  desk_set (desk, "KOPI-01", "price.idr", "70000");
  mock_fault (desk->mock, (Fault){.match = BATCH, .kind = FAULT_RESET, .times = 1, .after = TRUE});
  mock_fault (desk->mock, (Fault){.match = "GET ", .kind = FAULT_RESET, .skip = 6});
  g_assert_false (desk_sync (desk));
  mock_clear_faults (desk->mock);
  mock_woo_tear_price (desk->mock, "KOPI-01", "65000");
  assert_all_done (desk);
  assert_price (desk, "KOPI-01", "70000");
  assert_quiet (desk);
}

/* B25 */
static void
test_busy (Desk *desk, gconstpointer data)
{
  gint64 began;

  add_many (desk, 3);
  mock_fault (desk->mock,
              (Fault){.match = BATCH, .status = 429, .header = "Retry-After: 1\r\n", .times = 2});
  began = g_get_monotonic_time ();
  assert_all_done (desk);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 2 * G_USEC_PER_SEC);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 3);
  /* An update of WordPress runs: it asks for ten minutes, which are not waited for. */
  desk_set (desk, "K-001", "price.idr", "70000");
  mock_fault (desk->mock, (Fault){.match = BATCH,
                                  .status = 503,
                                  .type = "text/html",
                                  .body = "<html>Briefly unavailable",
                                  .header = "Retry-After: 600\r\n"});
  g_assert_false (desk_sync (desk));
  g_assert_error (desk->error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_BUSY);
  mock_clear_faults (desk->mock);
  assert_all_done (desk);
  assert_quiet (desk);
}

static void
test_too_large (Desk *desk, gconstpointer data)
{
  add_many (desk, 8);
  mock_fault (desk->mock, (Fault){.match = BATCH,
                                  .status = 413,
                                  .type = "text/html",
                                  .body = "<html>413 Request Entity Too Large",
                                  .times = 3});
  assert_all_done (desk);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 8);
  assert_quiet (desk);
}

/* B20: a second run while one is under way. */
static void
test_one_at_a_time (Desk *desk, gconstpointer data)
{
  add_many (desk, 2);
  g_assert_true (desk_plan (desk));
  g_assert_true (eta_store_lock_market (desk->store, desk->market->id, NULL));
  {
    g_autoptr (EtaStore) other = eta_store_open (eta_store_path (desk->store), 0, NULL);

    g_assert_false (eta_sync_run (other, desk->connection, desk->plan, &desk->options,
                                  &desk->report, NULL, &desk->error));
    g_assert_error (desk->error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_RUNNING);
  }
  eta_store_unlock_market (desk->store, desk->market->id);
  assert_all_done (desk);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 2);
}

/* The answer of the variations is lost, or the server goes down among them. */
static void
test_variations_lost (Desk *desk, gconstpointer data)
{
  static const char *const two[] = {"Size=250 g", "Size=500 g", NULL};

  desk_add (desk, "KOPI-01", 0);
  desk_set_variants (desk, "KOPI-01", two);
  mock_fault (desk->mock, (Fault){.match = "POST /wp-json/wc/v3/products/",
                                  .skip = 1,
                                  .kind = FAULT_RESET,
                                  .times = 1,
                                  .after = data != NULL});
  assert_all_done (desk);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 3);
  assert_price (desk, "KOPI-01-1", "65000");
  assert_has (desk, "KOPI-01-1", "\"status\":\"publish\"");
  assert_quiet (desk);
}

/* --- the shop itself -------------------------------------------------------------------------- */

static EtaMarketInfo *
probe (Desk *desk)
{
  EtaMarketInfo *info = NULL;

  g_clear_error (&desk->error);
  eta_sync_probe (desk->connection, &info, NULL, &desk->error);
  return info;
}

static void
test_wrong_server (Desk *desk, gconstpointer data)
{
  mock_fault (desk->mock, (Fault){.match = "GET /wp-json/",
                                  .status = 200,
                                  .times = 1,
                                  .body = "{\"name\":\"Blog\",\"namespaces\":[\"wp/v2\"]}"});
  g_assert_null (probe (desk));
  g_assert_error (desk->error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_WRONG_SERVER);
  assert_in (desk->error->message, "WooCommerce");
  mock_fault (
      desk->mock,
      (Fault){
          .match = "GET /", .status = 404, .type = "text/html", .body = "<html>nginx", .times = 2});
  g_assert_null (probe (desk));
  g_assert_error (desk->error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_WRONG_SERVER);
}

/* A host that shows PHP's warnings in front of every answer. */
static void
test_warnings (Desk *desk, gconstpointer data)
{
  mock_woo_warn (desk->mock, TRUE);
  desk_add (desk, "KOPI-01", 1);
  assert_all_done (desk);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 1);
  assert_quiet (desk);
}

/* The journal is lost: everything is found again by its code and its key. */
static void
test_lost_journal (Desk *desk, gconstpointer data)
{
  g_autoptr (GHashTable) rows = NULL;
  GHashTableIter iter;
  gpointer id;

  desk_add (desk, "KOPI-01", 2);
  desk_add (desk, "KOPI-02", 0);
  assert_all_done (desk);
  rows = eta_store_get_listings (desk->store, desk->market->id, NULL);
  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_true (eta_store_delete_listing (desk->store, desk->market->id, id, NULL));
  mock_forget (desk->mock);
  assert_all_done (desk);
  g_assert_cmpuint (mock_writes (desk->mock), ==, 0);
  assert_quiet (desk);
}

static const struct {
  const char *name;
  void (*test) (Desk *desk, gconstpointer data);
  gconstpointer data;
} tests[] = {
    {"/woo-faults/photos/faults", test_photo_faults, NULL},
    {"/woo-faults/photos/lost", test_lost_media, NULL},
    {"/woo-faults/exists", test_exists, NULL},
    {"/woo-faults/lost-answers", test_lost_answers, NULL},
    {"/woo-faults/half-made/no-sku", test_half_made, NULL},
    {"/woo-faults/half-made/with-sku", test_half_made, "sku"},
    {"/woo-faults/half-made-later/no-sku", test_half_made_later, NULL},
    {"/woo-faults/half-made-later/with-sku", test_half_made_later, "sku"},
    {"/woo-faults/torn-price", test_torn_price, NULL},
    {"/woo-faults/busy", test_busy, NULL},
    {"/woo-faults/too-large", test_too_large, NULL},
    {"/woo-faults/one-at-a-time", test_one_at_a_time, NULL},
    {"/woo-faults/variations/lost", test_variations_lost, NULL},
    {"/woo-faults/variations/lost-after", test_variations_lost, "after"},
    {"/woo-faults/wrong-server", test_wrong_server, NULL},
    {"/woo-faults/warnings", test_warnings, NULL},
    {"/woo-faults/lost-journal", test_lost_journal, NULL},
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Desk, tests[i].data, desk_set_up_woo, tests[i].test, desk_tear_down);
  return g_test_run ();
}
