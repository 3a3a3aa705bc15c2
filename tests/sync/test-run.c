/* Whole runs against a shop that behaves (cases.md B20, B22, B23, B26, B28, B29). */
#include "desk.h"

#include "sync/error.h"

#include <locale.h>
#include <string.h>

#define PRICE(sku) "variants/" sku "/prices/USD/1"

static void
assert_state (Desk *desk, const char *sku, const char *expected)
{
  g_autofree char *state = desk_state (desk, sku);

  g_assert_cmpstr (state, ==, expected);
}

static void
assert_has (Desk *desk, const char *sku, const char *words)
{
  g_autofree char *text = mock_product (desk->mock, sku);

  g_assert_nonnull (text);
  if (!strstr (text, words))
    g_error ("“%s” is not in %s", words, text);
}

/* As a number: JSON may write 4.8 with seventeen digits. */
static void
assert_price (Desk *desk, const char *sku, double expected)
{
  g_autofree char *text = mock_product (desk->mock, sku);
  const char *usd = strstr (text, "\"currency_code\":\"usd\",\"amount\":");

  g_assert_nonnull (usd);
  g_assert_cmpfloat_with_epsilon (
      g_ascii_strtod (strstr (usd, "amount\":") + strlen ("amount\":"), NULL), expected, 1e-9);
}

static void
assert_synced (Desk *desk)
{
  gboolean ok = desk_sync (desk);

  g_assert_no_error (desk->error);
  g_assert_true (ok);
}

/* Nothing is written, neither there nor (but for the log of runs) here. */
static void
assert_quiet (Desk *desk)
{
  mock_forget (desk->mock);
  assert_synced (desk);
  g_assert_cmpuint (mock_writes (desk->mock), ==, 0);
  g_assert_cmpuint (desk->plan->items->len, ==, 0);
  g_assert_cmpuint (desk->plan->settle->len, ==, 0);
  g_assert_cmpuint (desk->report->count.writes, ==, 0);
}

static void
test_publish (Desk *desk, gconstpointer data)
{
  mock_set_translations (desk->mock, data != NULL);
  desk_add (desk, "KOPI-01", 2);
  desk_add (desk, "KOPI-02", 0);
  assert_synced (desk);
  g_assert_cmpuint (desk->plan->create, ==, 2);
  g_assert_cmpuint (desk->plan->photos, ==, 2);
  g_assert_cmpuint (desk->report->done, ==, 2);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 2);
  g_assert_cmpuint (mock_count (desk->mock, "POST /admin/uploads"), ==, 2);
  assert_price (desk, "KOPI-01", 4.5);
  assert_has (desk, "KOPI-01", "0000.jpg\"");
  assert_has (desk, "KOPI-01", "\"sales_channels\":[{\"id\":\"sc_1\"}]");
  assert_has (desk, "KOPI-01", "\"handle\":\"coffee\"");
  assert_state (desk, "KOPI-01", "clean");
  g_assert_cmpuint (mock_count (desk->mock, "POST /admin/translations/batch"), ==, data ? 1 : 0);
  assert_quiet (desk);
}

/* B23: a change sends itself and nothing else. */
static void
test_only_what_changed (Desk *desk, gconstpointer data)
{
  g_autofree char *body = NULL;

  desk_add (desk, "KOPI-01", 2);
  desk_add (desk, "KOPI-02", 2);
  assert_synced (desk);
  g_assert_cmpuint (mock_count (desk->mock, "POST /admin/uploads"), ==, 2); /* the same two */
  mock_forget (desk->mock);
  desk_set (desk, "KOPI-01", "price.usd", "4.75");
  assert_synced (desk);
  g_assert_cmpuint (mock_count (desk->mock, "POST /admin/uploads"), ==, 0);
  g_assert_cmpuint (mock_writes (desk->mock), ==, 1);
  g_assert_cmpint (mock_bytes (desk->mock), <=, 5000);
  body = mock_last_body (desk->mock, "POST /admin/products/batch");
  g_assert_nonnull (strstr (body, "4.75"));
  g_assert_null (strstr (body, "images"));
  g_assert_null (strstr (body, "title"));
  g_assert_null (strstr (body, "metadata"));
  assert_quiet (desk);
}

static void
test_photos (Desk *desk, gconstpointer data)
{
  desk_add (desk, "KOPI-01", 0);
  desk_set_photos (desk, "KOPI-01", "ab");
  assert_synced (desk);
  mock_forget (desk->mock);
  desk_set_photos (desk, "KOPI-01", "ba");
  assert_synced (desk);
  g_assert_cmpuint (mock_count (desk->mock, "POST /admin/uploads"), ==, 0);
  g_assert_cmpuint (mock_writes (desk->mock), ==, 1);
  mock_forget (desk->mock);
  desk_set_photos (desk, "KOPI-01", "bc");
  assert_synced (desk);
  g_assert_cmpuint (mock_count (desk->mock, "POST /admin/uploads"), ==, 1);
  desk_set_photos (desk, "KOPI-01", "");
  assert_synced (desk);
  assert_has (desk, "KOPI-01", "\"images\":[]");
  assert_quiet (desk);
}

/* B22: it is there already, made by hand. */
static void
test_adopt (Desk *desk, gconstpointer data)
{
  const EtaPlanItem *item;

  mock_add (desk->mock, "Kopi KOPI-01", "kopi", "KOPI-01");
  mock_add (desk->mock, "Sarung batik", "sarung", "KOPI-02");
  desk_add (desk, "KOPI-01", 0);
  desk_add (desk, "KOPI-02", 0);
  g_assert_true (desk_plan (desk));
  item = desk_planned (desk, "KOPI-01");
  g_assert_cmpint (item->action, ==, ETA_ACTION_ADOPT);
  g_assert_false (item->doubtful);
  item = desk_planned (desk, "KOPI-02");
  g_assert_cmpint (item->action, ==, ETA_ACTION_ADOPT);
  g_assert_true (item->doubtful);
  g_assert_cmpuint (mock_writes (desk->mock), ==, 0);
  assert_synced (desk);
  g_assert_cmpint (desk_told (desk, "KOPI-01")->outcome, ==, ETA_OUTCOME_DONE);
  g_assert_cmpint (desk_told (desk, "KOPI-02")->outcome, ==, ETA_OUTCOME_CONFLICT);
  assert_has (desk, "KOPI-01", "\"handle\":\"kopi\""); /* its address stays */
  assert_price (desk, "KOPI-01", 4.5);
  assert_has (desk, "KOPI-01", "\"external_id\":\"etl:");
  assert_has (desk, "KOPI-02", "Sarung batik");
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 2);
  desk->options.take = ETA_TAKE_MINE;
  assert_synced (desk);
  assert_has (desk, "KOPI-02", "\"title\":\"Kopi KOPI-02\"");
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 2);
  assert_quiet (desk);
}

/* A code that another catalog's product has: never taken over, never lost. */
static void
test_code_of_another (Desk *desk, gconstpointer data)
{
  const EtaPlanItem *item;

  mock_add (desk->mock, "Kopi KOPI-01", "other", "KOPI-01");
  mock_edit (desk->mock, "KOPI-01", "external_id", "etl:another:0000");
  desk_add (desk, "KOPI-01", 0);
  assert_synced (desk);
  item = desk_planned (desk, "KOPI-01");
  g_assert_cmpint (item->action, ==, ETA_ACTION_CREATE);
  g_assert_cmpuint (item->remarks->len, ==, 1);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 2);
  assert_has (desk, "KOPI-01", "etl:another:0000");
  assert_quiet (desk);
}

/* B29: two products of one name stay two. */
static void
test_same_name (Desk *desk, gconstpointer data)
{
  desk_add (desk, "A-1", 0);
  desk_add (desk, "B-1", 0);
  desk_set (desk, "A-1", "name.en", "Kopi Arabika");
  desk_set (desk, "B-1", "name.en", "Kopi Arabika");
  assert_synced (desk);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 2);
  desk_set (desk, "B-1", "price.usd", "9.00");
  assert_synced (desk);
  assert_price (desk, "A-1", 4.5);
  assert_price (desk, "B-1", 9);
}

/* B26: one bad product stops nothing, and the next run sends it alone. */
static void
test_one_bad (Desk *desk, gconstpointer data)
{
  const EtaReportItem *told;
  g_autofree char *text = NULL;

  for (guint i = 1; i <= 10; i++) {
    g_autofree char *sku = g_strdup_printf ("K-%02u", i);

    desk_add (desk, sku, 0);
  }
  mock_refuse_title (desk->mock, "Kopi K-04", "price invalid");
  g_assert_true (desk_sync (desk));
  g_assert_cmpuint (desk->report->done, ==, 9);
  g_assert_cmpuint (desk->report->failed, ==, 1);
  told = desk_told (desk, "K-04");
  g_assert_cmpint (told->outcome, ==, ETA_OUTCOME_FAILED);
  g_assert_cmpstr (told->message, ==, "price invalid");
  text = eta_sync_report_text (desk->report);
  g_assert_true (g_str_has_prefix (text, "9 of 10 "));
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 9);
  assert_state (desk, "K-04", "error");
  mock_refuse_title (desk->mock, NULL, NULL);
  mock_forget (desk->mock);
  assert_synced (desk);
  g_assert_cmpuint (desk->plan->items->len, ==, 1);
  g_assert_cmpuint (mock_writes (desk->mock), ==, 1);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 10);
}

/* B28: what was edited in the shop is shown, and not overwritten. */
static void
set_up_conflict (Desk *desk)
{
  desk_add (desk, "KOPI-01", 0);
  assert_synced (desk);
  mock_edit_price (desk->mock, "KOPI-01", "usd", 4.75);
  desk_set (desk, "KOPI-01", "story.en", "A new story");
  mock_forget (desk->mock);
}

static void
test_conflict (Desk *desk, gconstpointer data)
{
  const EtaPlanItem *item;
  const EtaChange *change;

  set_up_conflict (desk);
  desk->options.dry_run = TRUE;
  assert_synced (desk);
  g_assert_cmpuint (mock_writes (desk->mock), ==, 0);
  item = desk_planned (desk, "KOPI-01");
  g_assert_cmpint (item->action, ==, ETA_ACTION_UPDATE);
  change = desk_change (item, "description");
  g_assert_cmpint (change->by, ==, ETA_CHANGE_MINE);
  change = desk_change (item, PRICE ("KOPI-01"));
  g_assert_cmpint (change->by, ==, ETA_CHANGE_THEIRS);
  g_assert_cmpstr (change->before, ==, "4.75");
  g_assert_cmpstr (change->after, ==, "4.50");
  desk->options.dry_run = FALSE;
  assert_synced (desk);
  g_assert_cmpint (desk_told (desk, "KOPI-01")->outcome, ==, ETA_OUTCOME_CONFLICT);
  assert_price (desk, "KOPI-01", 4.75);
  assert_has (desk, "KOPI-01", "A new story");
  assert_state (desk, "KOPI-01", "conflict");
  /* It is asked again, and nothing is sent, until somebody chooses. */
  mock_forget (desk->mock);
  assert_synced (desk);
  g_assert_cmpuint (mock_writes (desk->mock), ==, 0);
  g_assert_cmpuint (desk->report->conflicts, ==, 1);
}

static void
test_take_mine (Desk *desk, gconstpointer data)
{
  set_up_conflict (desk);
  desk->options.take = ETA_TAKE_MINE;
  assert_synced (desk);
  assert_price (desk, "KOPI-01", 4.5);
  assert_state (desk, "KOPI-01", "clean");
  assert_quiet (desk);
}

static void
test_take_theirs (Desk *desk, gconstpointer data)
{
  g_autofree char *price = NULL, *undone = NULL;

  set_up_conflict (desk);
  desk->options.take = ETA_TAKE_THEIRS;
  assert_synced (desk);
  assert_price (desk, "KOPI-01", 4.75);
  assert_has (desk, "KOPI-01", "A new story");
  price = desk_get (desk, "KOPI-01", "price.usd");
  g_assert_cmpstr (price, ==, "4.75");
  assert_quiet (desk);
  /* Undo in the catalog is a new difference, and nothing more. */
  g_assert_true (eta_history_undo (desk->store, NULL, NULL));
  undone = desk_get (desk, "KOPI-01", "price.usd");
  g_assert_cmpstr (undone, ==, "4.50");
  assert_synced (desk);
  assert_price (desk, "KOPI-01", 4.5);
}

/* What the catalog has no place for stays as it is there, and is not asked for again. */
static void
test_theirs_without_place (Desk *desk, gconstpointer data)
{
  desk_add (desk, "KOPI-01", 0);
  desk_set_photos (desk, "KOPI-01", "ab");
  assert_synced (desk);
  mock_edit (desk->mock, "KOPI-01", "title", "Kopi khas");
  mock_edit (desk->mock, "KOPI-01", "status", "draft");
  desk->options.take = ETA_TAKE_THEIRS;
  assert_synced (desk);
  desk->options.take = ETA_TAKE_NONE;
  assert_has (desk, "KOPI-01", "\"status\":\"draft\"");
  assert_quiet (desk);
}

static void
test_gone (Desk *desk, gconstpointer data)
{
  desk_add (desk, "KOPI-01", 0);
  assert_synced (desk);
  mock_delete (desk->mock, "KOPI-01");
  assert_synced (desk);
  g_assert_cmpint (desk_told (desk, "KOPI-01")->outcome, ==, ETA_OUTCOME_CONFLICT);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 0);
  desk->options.take = ETA_TAKE_THEIRS;
  assert_synced (desk);
  assert_state (desk, "KOPI-01", "gone");
  assert_quiet (desk);
  desk->options.take = ETA_TAKE_NONE;
  assert_quiet (desk);
  { /* named by hand, it is wanted back */
    g_autoptr (EtaProduct) product = eta_store_find_sku (desk->store, NULL, "KOPI-01", NULL);
    const char *const ids[] = {product->id, NULL};

    desk->options.products = ids;
    assert_synced (desk);
    desk->options.products = NULL;
  }
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 1);
  mock_delete (desk->mock, "KOPI-01");
  desk->options.take = ETA_TAKE_MINE;
  assert_synced (desk);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 1);
  assert_quiet (desk);
}

static void
test_trash (Desk *desk, gconstpointer data)
{
  desk_add (desk, "KOPI-01", 0);
  desk_add (desk, "KOPI-02", 0);
  assert_synced (desk);
  desk_trash (desk, "KOPI-01", TRUE);
  assert_synced (desk);
  g_assert_cmpuint (desk->plan->unpublish, ==, 1);
  assert_has (desk, "KOPI-01", "\"status\":\"draft\"");
  assert_has (desk, "KOPI-02", "\"status\":\"published\"");
  assert_quiet (desk);
  g_assert_true (eta_history_undo (desk->store, NULL, NULL));
  assert_synced (desk);
  assert_has (desk, "KOPI-01", "\"status\":\"published\"");
  assert_quiet (desk);
}

static void
test_purged (Desk *desk, gconstpointer data)
{
  g_autoptr (EtaProduct) product = NULL;

  desk_add (desk, "KOPI-01", 0);
  assert_synced (desk);
  product = eta_store_find_sku (desk->store, NULL, "KOPI-01", NULL);
  g_assert_true (eta_step_begin (desk->store, "Delete", NULL, NULL));
  g_assert_true (eta_store_purge_product (desk->store, product->id, NULL));
  g_assert_true (eta_step_commit (desk->store, NULL));
  assert_synced (desk);
  assert_has (desk, "KOPI-01", "\"status\":\"draft\"");
  assert_quiet (desk);
}

static void
test_blocked (Desk *desk, gconstpointer data)
{
  desk_add (desk, "KOPI-01", 0);
  desk_add (desk, "KOPI-02", 0);
  desk_add (desk, "KOPI-03", 0);
  desk_set_photos (desk, "KOPI-01", "f"); /* not on the disk */
  desk_set (desk, "KOPI-02", "name.id", "");
  desk_set (desk, "KOPI-02", "name.en", "");
  desk_set (desk, "KOPI-02", "name.ar", "");
  assert_synced (desk);
  g_assert_cmpuint (desk->plan->blocked, ==, 2);
  g_assert_cmpuint (desk->report->failed, ==, 2);
  g_assert_nonnull (strstr (desk_told (desk, "KOPI-01")->message, "photo"));
  g_assert_nonnull (strstr (desk_told (desk, "KOPI-02")->message, "KOPI-02"));
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 1);
}

/* The journal is lost (an old backup was restored): everything is found again. */
static void
test_lost_journal (Desk *desk, gconstpointer data)
{
  g_autoptr (GHashTable) rows = NULL;
  GHashTableIter iter;
  gpointer id;

  desk_add (desk, "KOPI-01", 2);
  desk_add (desk, "KOPI-02", 0);
  assert_synced (desk);
  rows = eta_store_get_listings (desk->store, desk->market->id, NULL);
  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_true (eta_store_delete_listing (desk->store, desk->market->id, id, NULL));
  for (const char *letter = "01"; *letter; letter++) {
    g_autofree char *sha = g_strnfill (64, *letter);

    eta_store_forget_remote_photo (desk->store, desk->market->id, sha, NULL);
  }
  desk_set (desk, "KOPI-02", "price.usd", "5.00");
  mock_forget (desk->mock);
  assert_synced (desk);
  g_assert_cmpuint (mock_count (desk->mock, "POST /admin/uploads"), ==, 0);
  g_assert_cmpuint (mock_writes (desk->mock), ==, 1);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 2);
  assert_price (desk, "KOPI-02", 5);
  assert_quiet (desk);
}

/* The shop was set up anew: pictures that the journal knows are gone too. */
static void
test_new_shop (Desk *desk, gconstpointer data)
{
  desk_add (desk, "KOPI-01", 2);
  assert_synced (desk);
  mock_delete (desk->mock, "KOPI-01");
  mock_forget (desk->mock);
  mock_fault (desk->mock, (Fault){.match = "HEAD /static/", .status = 404, .body = ""});
  desk->options.take = ETA_TAKE_MINE;
  assert_synced (desk);
  g_assert_cmpuint (mock_count (desk->mock, "POST /admin/uploads"), ==, 2);
}

/* B20: two at once. */
typedef struct {
  Desk *desk;
  int planned; /* atomic */
  gboolean ok;
  GError *error;
} Second;

static gpointer
second_run (gpointer data)
{
  Second *second = data;
  Desk *desk = second->desk;
  g_autoptr (EtaStore) store = eta_store_reopen (desk->store, 0, NULL);
  g_autoptr (EtaMarketConnection) connection =
      eta_market_connection_new (desk->market, DESK_KEY, NULL);
  g_autoptr (EtaPlan) plan = eta_sync_plan (store, connection, &desk->options, NULL, NULL);
  EtaSyncReport *report = NULL;

  g_atomic_int_set (&second->planned, 1);
  while (mock_count (desk->mock, "POST /admin/products/batch") == 0)
    g_usleep (5000); /* until the first is in the middle of it */
  second->ok =
      eta_sync_run (store, connection, plan, &desk->options, &report, NULL, &second->error);
  eta_sync_report_free (report);
  return NULL;
}

static void
test_two_at_once (Desk *desk, gconstpointer data)
{
  Second second = {.desk = desk};
  GThread *thread;

  desk_add (desk, "KOPI-01", 0);
  g_assert_true (desk_plan (desk));
  mock_fault (
      desk->mock,
      (Fault){.match = "POST /admin/products/batch", .kind = FAULT_SLOW, .wait = 1500, .times = 1});
  thread = g_thread_new ("second", second_run, &second);
  while (!g_atomic_int_get (&second.planned))
    g_usleep (5000);
  eta_sync_run (desk->store, desk->connection, desk->plan, &desk->options, &desk->report, NULL,
                &desk->error);
  g_thread_join (thread);
  g_assert_no_error (desk->error);
  g_assert_false (second.ok);
  g_assert_error (second.error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_RUNNING);
  g_clear_error (&second.error);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 1);
}

/* A plan that has grown old: the shop is looked at again before anything is sent. */
static void
test_old_plan (Desk *desk, gconstpointer data)
{
  desk_add (desk, "KOPI-01", 0);
  desk_add (desk, "KOPI-02", 0);
  assert_synced (desk);
  desk_set (desk, "KOPI-01", "price.usd", "4.75");
  g_assert_true (desk_plan (desk));
  mock_edit_price (desk->mock, "KOPI-01", "usd", 4.80);
  g_clear_pointer (&desk->report, eta_sync_report_free);
  g_assert_true (eta_sync_run (desk->store, desk->connection, desk->plan, &desk->options,
                               &desk->report, NULL, &desk->error));
  g_assert_cmpint (desk_told (desk, "KOPI-01")->outcome, ==, ETA_OUTCOME_CONFLICT);
  assert_price (desk, "KOPI-01", 4.8);
}

/* B31: the same bytes under a decimal comma; what the shop says is read as it says it. */
static void
test_decimal_comma (Desk *desk, gconstpointer data)
{
  g_autofree char *body = NULL, *price = NULL;

  if (!setlocale (LC_ALL, data)) {
    g_test_skip ("the locale was not made");
    return;
  }
  g_assert_cmpstr (localeconv ()->decimal_point, ==, ",");
  desk_add (desk, "KOPI-01", 0);
  desk_set (desk, "KOPI-01", "price.usd", "1234.50");
  assert_synced (desk);
  body = mock_last_body (desk->mock, "POST /admin/products/batch");
  g_assert_nonnull (strstr (body, "\"amount\":1234.50}"));
  mock_edit_price (desk->mock, "KOPI-01", "usd", 19.95);
  desk->options.take = ETA_TAKE_THEIRS;
  assert_synced (desk);
  price = desk_get (desk, "KOPI-01", "price.usd");
  g_assert_cmpstr (price, ==, "19.95");
  assert_quiet (desk);
  setlocale (LC_ALL, "C.UTF-8");
}

static void
test_log (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) runs = NULL;
  const EtaRun *run;

  desk_add (desk, "KOPI-01", 1);
  assert_synced (desk);
  runs = eta_store_list_runs (desk->store, desk->market->id, 10, NULL);
  g_assert_cmpuint (runs->len, ==, 1);
  run = runs->pdata[0];
  g_assert_nonnull (run->ended);
  g_assert_cmpint (run->sent, ==, 1);
  g_assert_cmpint (run->photos, ==, 1);
  g_assert_nonnull (strstr (run->summary, "\"outcome\":\"done\""));
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*test) (Desk *desk, gconstpointer data);
    gconstpointer data;
  } tests[] = {
      {"/run/publish", test_publish, NULL},
      {"/run/publish-translated", test_publish, "on"},
      {"/run/B23/only-what-changed", test_only_what_changed, NULL},
      {"/run/B23/photos", test_photos, NULL},
      {"/run/B22/adopt", test_adopt, NULL},
      {"/run/B22/code-of-another", test_code_of_another, NULL},
      {"/run/B29/same-name", test_same_name, NULL},
      {"/run/B26/one-bad", test_one_bad, NULL},
      {"/run/B28/conflict", test_conflict, NULL},
      {"/run/B28/mine", test_take_mine, NULL},
      {"/run/B28/theirs", test_take_theirs, NULL},
      {"/run/B28/theirs-without-place", test_theirs_without_place, NULL},
      {"/run/gone", test_gone, NULL},
      {"/run/trash", test_trash, NULL},
      {"/run/purged", test_purged, NULL},
      {"/run/blocked", test_blocked, NULL},
      {"/run/lost-journal", test_lost_journal, NULL},
      {"/run/new-shop", test_new_shop, NULL},
      {"/run/B20/two-at-once", test_two_at_once, NULL},
      {"/run/old-plan", test_old_plan, NULL},
      {"/run/B31/id", test_decimal_comma, "id_ID.UTF-8"},
      {"/run/B31/de", test_decimal_comma, "de_DE.UTF-8"},
      {"/run/log", test_log, NULL},
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Desk, tests[i].data, desk_set_up, tests[i].test, desk_tear_down);
  return g_test_run ();
}
