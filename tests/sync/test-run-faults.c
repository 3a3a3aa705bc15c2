/* Whole runs against a shop, and a wire, that misbehave (cases.md B25 and its kind). */
#include "desk.h"

#include "sync/error.h"

#include <string.h>

#define BATCH "POST /admin/products/batch"

static void
assert_synced (Desk *desk)
{
  gboolean ok = desk_sync (desk);

  g_assert_no_error (desk->error);
  g_assert_true (ok);
  g_assert_cmpuint (desk->report->failed, ==, 0);
  g_assert_cmpuint (desk->report->waiting, ==, 0);
}

static void
assert_quiet (Desk *desk)
{
  mock_forget (desk->mock);
  assert_synced (desk);
  g_assert_cmpuint (mock_writes (desk->mock), ==, 0);
  g_assert_cmpuint (desk->plan->items->len, ==, 0);
}

static void
assert_stopped (Desk *desk, EtaSyncError code)
{
  g_assert_false (desk_sync (desk));
  g_assert_error (desk->error, ETA_SYNC_ERROR, (gint)code);
}

static void
add_many (Desk *desk, guint n)
{
  for (guint i = 1; i <= n; i++) {
    g_autofree char *sku = g_strdup_printf ("K-%03u", i);

    desk_add (desk, sku, 0);
  }
}

/* B25: the shop asks for two seconds of patience, twice. */
static void
test_retry_after (Desk *desk, gconstpointer data)
{
  gint64 began;

  add_many (desk, 3);
  mock_fault (desk->mock,
              (Fault){.match = BATCH, .status = 429, .header = "Retry-After: 2\r\n", .times = 2});
  began = g_get_monotonic_time ();
  assert_synced (desk);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 4 * G_USEC_PER_SEC);
  g_assert_cmpuint (mock_count (desk->mock, BATCH), ==, 3);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 3);
  assert_quiet (desk);
}

static void
test_retry_date (Desk *desk, gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc (), later = g_date_time_add_seconds (now, 2);
  /* English names, whatever the locale: this is C.UTF-8. */
  g_autofree char *date = g_date_time_format (later, "Retry-After: %a, %d %b %Y %H:%M:%S GMT\r\n");
  gint64 began = g_get_monotonic_time ();

  add_many (desk, 1);
  mock_fault (desk->mock, (Fault){.match = BATCH, .status = 503, .header = date, .times = 1});
  assert_synced (desk);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, G_USEC_PER_SEC / 2);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 1);
}

/* No header: 1, 2, 4, 8 units, and then the run gives up, to be taken up again. */
static void
test_busy_for_good (Desk *desk, gconstpointer data)
{
  gint64 began;

  desk->options.retry_unit = 100;
  add_many (desk, 2);
  mock_fault (desk->mock, (Fault){.match = BATCH, .status = 429, .body = "slow down"});
  began = g_get_monotonic_time ();
  assert_stopped (desk, ETA_SYNC_ERROR_BUSY);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 1500 * 1000);
  g_assert_cmpuint (mock_count (desk->mock, BATCH), ==, 5);
  g_assert_cmpuint (desk->report->waiting, ==, 2);
  mock_clear_faults (desk->mock);
  desk->options.retry_unit = 10;
  assert_synced (desk);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 2);
  assert_quiet (desk);
}

typedef struct {
  GCancellable *cancellable;
  gint64 when; /* it was cancelled */
} Cancel;

static gpointer
cancel_soon (gpointer data)
{
  Cancel *cancel = data;

  g_usleep (400 * 1000);
  cancel->when = g_get_monotonic_time ();
  g_cancellable_cancel (cancel->cancellable);
  return NULL;
}

/* Within 300 ms on a machine that has nothing else to do; this one may be busy. */
static void
assert_cancelled (Desk *desk)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Cancel cancel = {cancellable, 0};
  GThread *thread;

  g_assert_true (desk_plan (desk));
  g_clear_pointer (&desk->report, eta_sync_report_free);
  thread = g_thread_new ("cancel", cancel_soon, &cancel);
  g_assert_false (eta_sync_run (desk->store, desk->connection, desk->plan, &desk->options,
                                &desk->report, cancellable, &desk->error));
  g_assert_error (desk->error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_CANCELLED);
  g_thread_join (thread);
  g_test_message ("stopped %d ms after the cancel",
                  (int)((g_get_monotonic_time () - cancel.when) / 1000));
  g_assert_cmpint (g_get_monotonic_time () - cancel.when, <, 1000 * 1000);
}

static void
test_cancel_waiting (Desk *desk, gconstpointer data)
{
  add_many (desk, 1);
  mock_fault (desk->mock, (Fault){.match = BATCH, .status = 429, .header = "Retry-After: 30\r\n"});
  assert_cancelled (desk);
  mock_clear_faults (desk->mock);
  assert_synced (desk);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 1);
}

/* Cancelled while the shop works on it: it happens all the same, and is found. */
static void
test_cancel_sending (Desk *desk, gconstpointer data)
{
  add_many (desk, 2);
  mock_fault (desk->mock, (Fault){.match = BATCH, .kind = FAULT_SLOW, .wait = 1500, .times = 1});
  assert_cancelled (desk);
  mock_forget (desk->mock);
  assert_synced (desk);
  g_assert_cmpuint (mock_count (desk->mock, BATCH), ==, 0);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 2);
  assert_quiet (desk);
}

static int paused;

static gpointer
go_on_soon (gpointer data)
{
  g_usleep (500 * 1000);
  g_atomic_int_set (&paused, 0);
  return NULL;
}

static void
test_pause (Desk *desk, gconstpointer data)
{
  gint64 began = g_get_monotonic_time ();
  GThread *thread;

  add_many (desk, 1);
  g_assert_true (desk_plan (desk));
  g_atomic_int_set (&paused, 1);
  desk->options.paused = &paused;
  thread = g_thread_new ("go on", go_on_soon, NULL);
  g_assert_true (eta_sync_run (desk->store, desk->connection, desk->plan, &desk->options,
                               &desk->report, NULL, &desk->error));
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 500 * 1000);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 1);
  g_thread_join (thread);
}

/* The answer never comes: was it done or not? It is looked up, never repeated blindly. */
static void
test_lost_answers (Desk *desk, gconstpointer data)
{
  static const Fault faults[] = {
      {.match = BATCH, .kind = FAULT_RESET, .times = 1, .after = TRUE},
      {.match = BATCH, .kind = FAULT_RESET, .times = 1},
      {.match = BATCH, .kind = FAULT_TRUNCATE, .times = 1, .after = TRUE},
      {.match = BATCH, .status = 200, .body = "garbage", .times = 1, .after = TRUE},
      {.match = BATCH,
       .status = 502,
       .type = "text/html",
       .body = "<html>",
       .times = 1,
       .after = TRUE},
      {.match = BATCH, .status = 504, .body = "", .times = 1},
      {.match = BATCH, .status = 500, .body = "{}", .times = 1},
      {.match = BATCH, .kind = FAULT_HUGE, .times = 1, .after = TRUE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++) {
    g_autofree char *sku = g_strdup_printf ("F-%u", i);

    desk_add (desk, sku, 0);
    mock_clear_faults (desk->mock);
    mock_forget (desk->mock);
    mock_fault (desk->mock, faults[i]);
    assert_synced (desk);
    g_assert_cmpuint (mock_n_products (desk->mock), ==, i + 1);
    g_assert_cmpuint (mock_count (desk->mock, BATCH), ==, faults[i].after ? 1 : 2);
  }
  assert_quiet (desk);
}

/* The wire breaks for good in the middle of a batch that arrived; the next run finds it. */
static void
test_cut_off (Desk *desk, gconstpointer data)
{
  add_many (desk, 60);
  mock_fault (desk->mock, (Fault){.match = BATCH, .kind = FAULT_RESET, .skip = 1, .after = TRUE});
  mock_fault (desk->mock, (Fault){.match = "GET /admin/products", .kind = FAULT_RESET, .skip = 8});
  g_assert_false (desk_sync (desk));
  g_assert_cmpuint (desk->report->done, <, 60);
  g_assert_cmpuint (desk->report->waiting, >, 0);
  mock_clear_faults (desk->mock);
  assert_synced (desk);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 60);
  assert_quiet (desk);
}

static void
test_too_large (Desk *desk, gconstpointer data)
{
  add_many (desk, 8);
  mock_fault (desk->mock, (Fault){.match = BATCH,
                                  .status = 413,
                                  .body = "{\"message\":\"request entity too large\"}",
                                  .times = 3});
  assert_synced (desk);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 8);
}

static void
test_one_too_large (Desk *desk, gconstpointer data)
{
  add_many (desk, 1);
  mock_fault (
      desk->mock,
      (Fault){.match = BATCH, .status = 413, .body = "{\"message\":\"request entity too large\"}"});
  g_assert_true (desk_sync (desk));
  g_assert_cmpuint (desk->report->failed, ==, 1);
  g_assert_nonnull (strstr (desk_told (desk, "K-001")->message, "request entity too large"));
}

/* One that the shop stumbles over each time keeps only itself back. */
static void
test_poison (Desk *desk, gconstpointer data)
{
  add_many (desk, 4);
  mock_fault (desk->mock,
              (Fault){.match = BATCH, .status = 500, .body = "{\"message\":\"oops\"}", .times = 2});
  assert_synced (desk);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 4);
  add_many (desk, 0);
  desk_set (desk, "K-001", "price.usd", "5.00");
  mock_fault (desk->mock, (Fault){.match = BATCH, .status = 500, .body = "{\"message\":\"oops\"}"});
  g_assert_true (desk_sync (desk));
  g_assert_cmpuint (desk->report->failed, ==, 1);
  g_assert_nonnull (strstr (desk_told (desk, "K-001")->message, "oops"));
  mock_clear_faults (desk->mock);
  assert_synced (desk);
  assert_quiet (desk);
}

static void
test_revoked (Desk *desk, gconstpointer data)
{
  add_many (desk, 2);
  g_assert_true (desk_plan (desk));
  mock_set_key (desk->mock, "sk_other");
  g_assert_false (eta_sync_run (desk->store, desk->connection, desk->plan, &desk->options,
                                &desk->report, NULL, &desk->error));
  g_assert_error (desk->error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REFUSED_KEY);
  g_assert_null (strstr (desk->error->message, DESK_KEY));
  g_assert_cmpuint (desk->report->waiting, ==, 2);
  assert_stopped (desk, ETA_SYNC_ERROR_REFUSED_KEY);
  mock_set_key (desk->mock, DESK_KEY);
  assert_synced (desk);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 2);
}

/* The marketplace gets another address. Where nothing is found there, nothing “was deleted”: all is
 * made; where something is found, the shop has moved, and what is missing was deleted. */
static void
test_other_address (Desk *desk, gconstpointer data)
{
  Mock *other = mock_new (DESK_KEY);

  add_many (desk, 3);
  assert_synced (desk);
  eta_market_connection_free (desk->connection);
  g_free (desk->market->url);
  desk->market->url = mock_url (other);
  g_assert_true (eta_store_put_market (desk->store, desk->market, NULL));
  desk->connection = eta_market_connection_new (desk->market, DESK_KEY, NULL);
  if (data)
    mock_fault (other, (Fault){.match = BATCH, .kind = FAULT_RESET, .times = 1, .after = TRUE});
  assert_synced (desk);
  g_assert_cmpuint (desk->plan->create, ==, 3);
  g_assert_cmpuint (desk->report->conflicts, ==, 0);
  g_assert_cmpuint (mock_n_products (other), ==, 3);
  mock_forget (other);
  assert_synced (desk);
  g_assert_cmpuint (mock_writes (other), ==, 0);
  mock_delete (other, "K-002");
  g_assert_true (desk_sync (desk));
  g_assert_cmpuint (desk->report->conflicts, ==, 1);
  mock_free (other);
}

static void
test_wrong_server (Desk *desk, gconstpointer data)
{
  EtaMarketInfo *info = NULL;

  mock_fault (desk->mock, (Fault){.match = "GET /admin/stores",
                                  .status = 200,
                                  .type = "text/html",
                                  .body = "<html>Welcome to nginx</html>",
                                  .times = 1});
  g_assert_false (eta_sync_probe (desk->connection, &info, NULL, &desk->error));
  g_assert_error (desk->error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_WRONG_SERVER);
  g_clear_error (&desk->error);
  mock_fault (desk->mock,
              (Fault){.match = "GET /admin/stores", .status = 200, .body = "{\"a\":1}"});
  g_assert_false (eta_sync_probe (desk->connection, &info, NULL, &desk->error));
  g_assert_error (desk->error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_WRONG_SERVER);
}

/* A server killed in the middle of a batch leaves half-made products (SYNC.md §5). */
static void
test_half_made (Desk *desk, gconstpointer data)
{
  const EtaPlanItem *item;

  add_many (desk, 3);
  mock_fault (desk->mock, (Fault){.match = BATCH, .kind = FAULT_RESET, .times = 1, .after = TRUE});
  mock_fault (desk->mock, (Fault){.match = "GET /admin/products", .kind = FAULT_RESET, .skip = 4});
  g_assert_false (desk_sync (desk));
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 3);
  mock_clear_faults (desk->mock);
  mock_halve (desk->mock, "K-001", FALSE);
  mock_halve (desk->mock, "K-002", TRUE);
  g_assert_true (desk_plan (desk));
  item = desk_planned (desk, "K-001");
  g_assert_cmpint (item->action, ==, ETA_ACTION_REPAIR);
  item = desk_planned (desk, "K-002");
  g_assert_cmpint (item->action, ==, ETA_ACTION_REPAIR);
  assert_synced (desk);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 3);
  for (guint i = 1; i <= 3; i++) {
    g_autofree char *sku = g_strdup_printf ("K-%03u", i);
    g_autofree char *text = mock_product (desk->mock, sku);

    g_assert_nonnull (text);
    g_assert_nonnull (strstr (text, "\"amount\":4.5"));
  }
  assert_quiet (desk);
}

static void
test_photo_faults (Desk *desk, gconstpointer data)
{
  desk_add (desk, "KOPI-01", 5);
  desk_add (desk, "KOPI-02", 0);
  mock_fault (desk->mock, (Fault){.match = "POST /admin/uploads", .status = 503, .times = 2});
  mock_fault (desk->mock, (Fault){.match = "POST /admin/uploads", .kind = FAULT_RESET, .times = 1});
  assert_synced (desk);
  g_assert_cmpuint (mock_count (desk->mock, "POST /admin/uploads"), ==, 8);
  assert_quiet (desk);
  /* A photo that the shop refuses keeps its product back, and no other. */
  desk_set_photos (desk, "KOPI-01", "c");
  desk_set (desk, "KOPI-02", "price.usd", "5.00");
  mock_fault (desk->mock, (Fault){.match = "POST /admin/uploads",
                                  .status = 400,
                                  .body = "{\"message\":\"no such pictures here\"}"});
  g_assert_true (desk_sync (desk));
  g_assert_cmpuint (desk->report->done, ==, 1);
  g_assert_cmpstr (desk_told (desk, "KOPI-01")->message, ==, "no such pictures here");
  mock_clear_faults (desk->mock);
  assert_synced (desk);
  assert_quiet (desk);
}

/* A translation that did not arrive is sent again, the product is not. */
static void
test_lost_translation (Desk *desk, gconstpointer data)
{
  mock_set_translations (desk->mock, TRUE);
  add_many (desk, 2);
  mock_fault (desk->mock,
              (Fault){.match = "POST /admin/translations/batch", .kind = FAULT_RESET, .times = 1});
  assert_synced (desk);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 2);
  g_assert_cmpuint (mock_count (desk->mock, "POST /admin/translations/batch"), ==, 2);
  assert_quiet (desk);
}

static void
test_refused_translation (Desk *desk, gconstpointer data)
{
  mock_set_translations (desk->mock, TRUE);
  add_many (desk, 1);
  mock_fault (desk->mock, (Fault){.match = "POST /admin/translations/batch",
                                  .status = 400,
                                  .body = "{\"message\":\"no Arabic please\"}"});
  g_assert_true (desk_sync (desk));
  g_assert_cmpuint (desk->report->failed, ==, 1);
  g_assert_nonnull (strstr (desk_told (desk, "K-001")->message, "no Arabic please"));
}

/* The handle is taken at the very moment: found by what is there, no second product. */
static void
test_exists (Desk *desk, gconstpointer data)
{
  add_many (desk, 2);
  mock_fault (
      desk->mock,
      (Fault){.match = BATCH,
              .status = 400,
              .body = "{\"message\":\"Product variant with sku: K-001, already exists.\"}"});
  g_assert_true (desk_sync (desk));
  g_assert_cmpint (desk_told (desk, "K-001")->outcome, ==, ETA_OUTCOME_FAILED);
  g_assert_nonnull (strstr (desk_told (desk, "K-001")->message, "already exists"));
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*test) (Desk *desk, gconstpointer data);
  } tests[] = {
      {"/faults/B25/retry-after", test_retry_after},
      {"/faults/B25/retry-date", test_retry_date},
      {"/faults/B25/busy-for-good", test_busy_for_good},
      {"/faults/B25/cancel-waiting", test_cancel_waiting},
      {"/faults/cancel-sending", test_cancel_sending},
      {"/faults/pause", test_pause},
      {"/faults/lost-answers", test_lost_answers},
      {"/faults/cut-off", test_cut_off},
      {"/faults/too-large", test_too_large},
      {"/faults/one-too-large", test_one_too_large},
      {"/faults/poison", test_poison},
      {"/faults/revoked", test_revoked},
      {"/faults/wrong-server", test_wrong_server},
      {"/faults/other-address", test_other_address},
      {"/faults/half-made", test_half_made},
      {"/faults/photos", test_photo_faults},
      {"/faults/lost-translation", test_lost_translation},
      {"/faults/refused-translation", test_refused_translation},
      {"/faults/exists", test_exists},
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Desk, NULL, desk_set_up, tests[i].test, desk_tear_down);
  g_test_add ("/faults/other-address/cut", Desk, "cut", desk_set_up, test_other_address,
              desk_tear_down);
  return g_test_run ();
}
