/* Whole runs against a WooCommerce that behaves (cases.md B20 to B29). */
#include "woo-asserts.h"

static void
test_publish (Desk *desk, gconstpointer data)
{
  desk_add (desk, "KOPI-01", 2);
  desk_add (desk, "KOPI-02", 0);
  desk_set (desk, "KOPI-01", "story.en", "Kopi & teh <b>asli</b>, C:\\x\nbaris dua");
  desk_set (desk, "KOPI-01", "length", "12.5 cm");
  desk_set (desk, "KOPI-01", "net", "250 g");
  desk_set (desk, "KOPI-01", "hs", "0901.21");
  desk_set (desk, "KOPI-01", "gtin", "8991234567891");
  assert_all_done (desk);
  g_assert_cmpuint (desk->report->done, ==, 2);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 2);
  g_assert_cmpuint (mock_count (desk->mock, MEDIA "?"), ==, 2);
  g_assert_cmpuint (mock_count (desk->mock, BATCH), ==, 1);
  assert_price (desk, "KOPI-01", "65000");
  assert_has (desk, "KOPI-01", "\"weight\":\"0.25\"");
  assert_has (desk, "KOPI-01", "\"length\":\"12.5\"");
  assert_has (desk, "KOPI-01", "\"slug\":\"coffee\"");
  assert_has (desk, "KOPI-01", "\"global_unique_id\":\"8991234567891\"");
  assert_has (desk, "KOPI-01", "Kopi &amp; teh &lt;b&gt;asli&lt;/b&gt;, C:&#92;x\\nbaris dua");
  assert_has (desk, "KOPI-01", "قهوة KOPI-01");
  assert_has (desk, "KOPI-01", "prices/USD/1");
  assert_state (desk, "KOPI-01", "clean");
  assert_quiet (desk);
}

/* B23: a change sends itself and nothing else. */
static void
test_only_what_changed (Desk *desk, gconstpointer data)
{
  g_autofree char *body = NULL;

  desk_add (desk, "KOPI-01", 2);
  desk_add (desk, "KOPI-02", 2);
  assert_all_done (desk);
  g_assert_cmpuint (mock_woo_n_media (desk->mock), ==, 2); /* the same two */
  mock_forget (desk->mock);
  desk_set (desk, "KOPI-01", "price.idr", "70000");
  assert_all_done (desk);
  g_assert_cmpuint (mock_writes (desk->mock), ==, 1);
  g_assert_cmpint (mock_bytes (desk->mock), <=, 5000);
  body = mock_last_body (desk->mock, BATCH);
  assert_in (body, "\"regular_price\":\"70000\"");
  g_assert_null (strstr (body, "name"));
  g_assert_null (strstr (body, "images"));
  g_assert_null (strstr (body, "meta_data"));
  assert_quiet (desk);
  desk_set (desk, "KOPI-01", "price.usd", "4.75"); /* a currency that the shop has not */
  assert_all_done (desk);
  g_free (body);
  body = mock_last_body (desk->mock, BATCH);
  assert_in (body, "_etalase");
  g_assert_null (strstr (body, "regular_price"));
  assert_quiet (desk);
}

static void
test_photos (Desk *desk, gconstpointer data)
{
  desk_add (desk, "KOPI-01", 0);
  desk_set_photos (desk, "KOPI-01", "ab");
  assert_all_done (desk);
  mock_forget (desk->mock);
  desk_set_photos (desk, "KOPI-01", "ba");
  assert_all_done (desk);
  g_assert_cmpuint (mock_count (desk->mock, MEDIA), ==, 0);
  g_assert_cmpuint (mock_writes (desk->mock), ==, 1);
  desk_set_photos (desk, "KOPI-01", "bc");
  assert_all_done (desk);
  g_assert_cmpuint (mock_count (desk->mock, MEDIA), ==, 1);
  desk_set_photos (desk, "KOPI-01", "");
  assert_all_done (desk);
  assert_has (desk, "KOPI-01", "\"images\":[]");
  assert_quiet (desk);
}

/* B22: it is there already, made by hand. */
static void
test_adopt (Desk *desk, gconstpointer data)
{
  const EtaPlanItem *item;

  mock_woo_add (desk->mock, "Kopi KOPI-01", "kopi", "kopi-01"); /* no capitals: the same code */
  mock_woo_add (desk->mock, "Sarung batik", "sarung", "KOPI-02");
  desk_add (desk, "KOPI-01", 0);
  desk_add (desk, "KOPI-02", 0);
  g_assert_true (desk_plan (desk));
  item = desk_planned (desk, "KOPI-01");
  g_assert_cmpint (item->action, ==, ETA_ACTION_ADOPT);
  g_assert_false (item->doubtful);
  item = desk_planned (desk, "KOPI-02");
  g_assert_true (item->doubtful);
  assert_synced (desk);
  g_assert_cmpint (desk_told (desk, "KOPI-01")->outcome, ==, ETA_OUTCOME_DONE);
  g_assert_cmpint (desk_told (desk, "KOPI-02")->outcome, ==, ETA_OUTCOME_CONFLICT);
  assert_has (desk, "KOPI-01", "\"slug\":\"kopi\""); /* its address stays */
  assert_price (desk, "KOPI-01", "65000");
  assert_has (desk, "KOPI-02", "Sarung batik");
  desk->options.take = ETA_TAKE_MINE;
  assert_synced (desk);
  assert_has (desk, "KOPI-02", "\"name\":\"Kopi KOPI-02\"");
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 2);
  assert_quiet (desk);
}

/* B26 */
static void
test_one_bad (Desk *desk, gconstpointer data)
{
  g_autofree char *text = NULL;

  add_many (desk, 10);
  mock_refuse_title (desk->mock, "Kopi K-004", "price <strong>invalid</strong>");
  assert_synced (desk);
  g_assert_cmpuint (desk->report->done, ==, 9);
  g_assert_cmpuint (desk->report->failed, ==, 1);
  g_assert_cmpstr (desk_told (desk, "K-004")->message, ==, "price invalid");
  g_assert_cmpuint (mock_count (desk->mock, BATCH), ==, 1); /* each has its own result */
  text = eta_sync_report_text (desk->report);
  g_assert_true (g_str_has_prefix (text, "9 of 10 "));
  mock_refuse_title (desk->mock, NULL, NULL);
  mock_forget (desk->mock);
  assert_all_done (desk);
  g_assert_cmpuint (desk->plan->items->len, ==, 1);
  g_assert_cmpuint (mock_writes (desk->mock), ==, 1);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 10);
  assert_quiet (desk);
}

/* B28 */
static void
test_conflict (Desk *desk, gconstpointer data)
{
  const EtaChange *change;

  desk_add (desk, "KOPI-01", 0);
  assert_all_done (desk);
  mock_woo_edit (desk->mock, "KOPI-01", "regular_price", "70000");
  desk_set (desk, "KOPI-01", "story.en", "A new story");
  mock_forget (desk->mock);
  desk->options.dry_run = TRUE;
  assert_synced (desk);
  g_assert_cmpuint (mock_writes (desk->mock), ==, 0);
  change = desk_change (desk_planned (desk, "KOPI-01"), PRICE ("KOPI-01"));
  g_assert_cmpint (change->by, ==, ETA_CHANGE_THEIRS);
  g_assert_cmpstr (change->before, ==, "70000");
  desk->options.dry_run = FALSE;
  assert_synced (desk);
  g_assert_cmpint (desk_told (desk, "KOPI-01")->outcome, ==, ETA_OUTCOME_CONFLICT);
  assert_price (desk, "KOPI-01", "70000");
  assert_has (desk, "KOPI-01", "A new story");
  desk->options.take = data ? ETA_TAKE_MINE : ETA_TAKE_THEIRS;
  assert_synced (desk);
  assert_price (desk, "KOPI-01", data ? "65000" : "70000");
  assert_quiet (desk);
}

/* B29 */
static void
test_same_name (Desk *desk, gconstpointer data)
{
  desk_add (desk, "A-1", 0);
  desk_add (desk, "B-1", 0);
  desk_set (desk, "A-1", "name.en", "Kopi Arabika");
  desk_set (desk, "B-1", "name.en", "Kopi Arabika");
  assert_all_done (desk);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 2);
  desk_set (desk, "B-1", "price.idr", "90000");
  assert_all_done (desk);
  assert_price (desk, "A-1", "65000");
  assert_price (desk, "B-1", "90000");
}

static void
test_unpublish (Desk *desk, gconstpointer data)
{
  desk_add (desk, "KOPI-01", 0);
  assert_all_done (desk);
  desk_trash (desk, "KOPI-01", TRUE);
  assert_all_done (desk);
  assert_has (desk, "KOPI-01", "\"status\":\"draft\"");
  assert_quiet (desk);
  desk_trash (desk, "KOPI-01", FALSE);
  assert_all_done (desk);
  assert_has (desk, "KOPI-01", "\"status\":\"publish\"");
  assert_quiet (desk);
}

static void
test_gone (Desk *desk, gconstpointer data)
{
  desk_add (desk, "KOPI-01", 0);
  assert_all_done (desk);
  if (data)
    mock_woo_trash (desk->mock, "KOPI-01");
  else
    mock_woo_delete (desk->mock, "KOPI-01");
  mock_forget (desk->mock);
  assert_synced (desk);
  g_assert_cmpint (desk_told (desk, "KOPI-01")->outcome, ==, ETA_OUTCOME_CONFLICT);
  g_assert_cmpuint (mock_writes (desk->mock), ==, 0);
  desk->options.take = ETA_TAKE_THEIRS;
  assert_synced (desk);
  assert_quiet (desk);
  assert_state (desk, "KOPI-01", "gone");
}

/* Its code lies in the shop's trash, where no list shows it: it is taken out again. */
static void
test_gone_again (Desk *desk, gconstpointer data)
{
  desk_add (desk, "KOPI-01", 0);
  assert_all_done (desk);
  if (data)
    mock_woo_trash (desk->mock, "KOPI-01");
  else
    mock_woo_delete (desk->mock, "KOPI-01");
  desk->options.take = ETA_TAKE_MINE;
  assert_all_done (desk);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 1);
  assert_has (desk, "KOPI-01", "\"status\":\"publish\"");
  assert_quiet (desk);
}

/* Somebody else's product in the trash is not ours to take out. */
static void
test_trash_of_another (Desk *desk, gconstpointer data)
{
  mock_woo_add (desk->mock, "Kopi", "kopi", "KOPI-01");
  mock_woo_trash (desk->mock, "KOPI-01");
  desk_add (desk, "KOPI-01", 0);
  assert_synced (desk);
  g_assert_cmpuint (desk->report->failed, ==, 1);
  assert_in (desk_told (desk, "KOPI-01")->message, "trash");
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 1);
  mock_woo_delete (desk->mock, "KOPI-01");
  assert_all_done (desk);
  assert_quiet (desk);
}

static void
test_variations (Desk *desk, gconstpointer data)
{
  static const char *const two[] = {"Size=250 g; Grind=fine|coarse", "Size=500 g; Grind=whole",
                                    NULL};
  static const char *const three[] = {"Size=250 g; Grind=fine|coarse", "Size=500 g; Grind=whole",
                                      "Size=1 kg; Grind=whole", NULL};
  g_autofree char *body = NULL;

  desk_add (desk, "KOPI-01", 1);
  desk_set_variants (desk, "KOPI-01", two);
  assert_all_done (desk);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 3);
  assert_has (desk, "KOPI-01-1", "\"type\":\"variable\"");
  assert_has (desk, "KOPI-01-1", "\"status\":\"publish\"");
  assert_price (desk, "KOPI-01-2", "65000");
  assert_quiet (desk);
  mock_forget (desk->mock);
  desk_set (desk, "KOPI-01", "price.idr", "70000");
  assert_all_done (desk);
  assert_price (desk, "KOPI-01-1", "70000");
  assert_price (desk, "KOPI-01-2", "70000");
  g_assert_cmpuint (mock_count (desk->mock, BATCH), ==, 0); /* the variations alone */
  g_assert_cmpuint (mock_writes (desk->mock), ==, 1);
  assert_quiet (desk);
  desk_set_variants (desk, "KOPI-01", three);
  assert_all_done (desk);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 4);
  assert_quiet (desk);
  desk_set_variants (desk, "KOPI-01", two);
  assert_all_done (desk);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 3);
  assert_quiet (desk);
}

/* From one to several and back: never “simple” again, which would destroy the variations. */
static void
test_to_variations (Desk *desk, gconstpointer data)
{
  static const char *const none[] = {NULL};
  static const char *const two[] = {"Size=250 g", "Size=500 g", NULL};

  desk_add (desk, "KOPI-01", 0);
  assert_all_done (desk);
  desk_set_variants (desk, "KOPI-01", two);
  assert_all_done (desk);
  assert_has (desk, "KOPI-01-1", "\"type\":\"variable\"");
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 3);
  assert_quiet (desk);
  desk_set_variants (desk, "KOPI-01", none);
  assert_all_done (desk);
  assert_has (desk, "KOPI-01", "\"type\":\"variable\"");
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 2);
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
test_probe (Desk *desk, gconstpointer data)
{
  g_autoptr (EtaMarketInfo) info = probe (desk);

  g_assert_no_error (desk->error);
  g_assert_cmpstr (info->name, ==, "Toko & Mock");
  g_assert_cmpstr (info->lang, ==, "en");
  g_assert_cmpstr (info->currencies->pdata[0], ==, "IDR");
  g_assert_null (info->notice);
  g_clear_pointer (&info, eta_market_info_free);
  mock_woo_set_version (desk->mock, "8.9.3");
  info = probe (desk);
  assert_in (info->notice, "8.9.3");
  mock_woo_forbid (desk->mock, "upload_files");
  g_assert_null (probe (desk));
  g_assert_error (desk->error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REFUSED_KEY);
  assert_in (desk->error->message, "sending photos");
  mock_set_key (desk->mock, "manager:other");
  g_assert_null (probe (desk));
  g_assert_error (desk->error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REFUSED_KEY);
  assert_in (desk->error->message, "https://");
  g_assert_null (strstr (desk->error->message, "abcd EFGH"));
}

static void
test_plain_addresses (Desk *desk, gconstpointer data)
{
  mock_woo_plain_addresses (desk->mock);
  desk_add (desk, "KOPI-01", 1);
  assert_all_done (desk);
  g_assert_cmpuint (mock_n_products (desk->mock), ==, 1);
  g_assert_cmpuint (mock_count (desk->mock, "GET /index.php?rest_route=/wc/v3/"), >, 0);
  assert_quiet (desk);
}

/* The shop keeper sets another currency: nothing is sent at the old figures. */
static void
test_currency (Desk *desk, gconstpointer data)
{
  desk_add (desk, "KOPI-01", 0);
  assert_all_done (desk);
  mock_woo_set_currency (desk->mock, "USD");
  mock_forget (desk->mock);
  assert_synced (desk);
  g_assert_cmpint (desk_told (desk, "KOPI-01")->outcome, ==, ETA_OUTCOME_CONFLICT);
  g_assert_cmpuint (mock_writes (desk->mock), ==, 0);
  desk->options.take = ETA_TAKE_MINE;
  assert_synced (desk);
  assert_price (desk, "KOPI-01", "4.50");
}

static void
test_no_price (Desk *desk, gconstpointer data)
{
  const EtaPlanItem *item;

  mock_woo_set_currency (desk->mock, "SAR");
  desk_add (desk, "KOPI-01", 0);
  assert_all_done (desk);
  item = desk_planned (desk, "KOPI-01");
  g_assert_cmpuint (item->remarks->len, ==, 1);
  assert_in (item->remarks->pdata[0], "SAR");
  assert_quiet (desk);
}

static void
test_units (Desk *desk, gconstpointer data)
{
  mock_woo_set_units (desk->mock, "lbs", "in");
  desk_add (desk, "KOPI-01", 0);
  desk_set (desk, "KOPI-01", "net", "250 g");
  desk_set (desk, "KOPI-01", "length", "127 mm");
  assert_all_done (desk);
  assert_has (desk, "KOPI-01", "\"weight\":\"0.5512\"");
  assert_has (desk, "KOPI-01", "\"length\":\"5\"");
  assert_quiet (desk);
}

static void
test_key_shape (void)
{
  static const char *const keys[] = {"only-a-password", "ck_1234:cs_5678", ""};
  g_autoptr (EtaMarketplace) market = eta_marketplace_new ();

  market->name = g_strdup ("Toko");
  market->kind = g_strdup ("woocommerce");
  market->url = g_strdup ("https://shop.example");
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (eta_market_connection_new (market, keys[i], &error));
    g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_INPUT);
  }
}

static const struct {
  const char *name;
  void (*test) (Desk *desk, gconstpointer data);
  gconstpointer data;
} tests[] = {
    {"/woo-run/publish", test_publish, NULL},
    {"/woo-run/only-what-changed", test_only_what_changed, NULL},
    {"/woo-run/photos", test_photos, NULL},
    {"/woo-run/adopt", test_adopt, NULL},
    {"/woo-run/one-bad", test_one_bad, NULL},
    {"/woo-run/conflict/mine", test_conflict, "mine"},
    {"/woo-run/conflict/theirs", test_conflict, NULL},
    {"/woo-run/same-name", test_same_name, NULL},
    {"/woo-run/unpublish", test_unpublish, NULL},
    {"/woo-run/gone/deleted", test_gone, NULL},
    {"/woo-run/gone/trashed", test_gone, "trash"},
    {"/woo-run/gone-again/deleted", test_gone_again, NULL},
    {"/woo-run/gone-again/trashed", test_gone_again, "trash"},
    {"/woo-run/trash-of-another", test_trash_of_another, NULL},
    {"/woo-run/variations", test_variations, NULL},
    {"/woo-run/variations/to", test_to_variations, NULL},
    {"/woo-run/probe", test_probe, NULL},
    {"/woo-run/plain-addresses", test_plain_addresses, NULL},
    {"/woo-run/currency", test_currency, NULL},
    {"/woo-run/no-price", test_no_price, NULL},
    {"/woo-run/units", test_units, NULL},
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/woo-run/key-shape", test_key_shape);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Desk, tests[i].data, desk_set_up_woo, tests[i].test, desk_tear_down);
  return g_test_run ();
}
