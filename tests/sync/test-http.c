/* Requests over a wire that breaks. */
#include "mock.h"

#include "sync/http.h"
#include "sync/market.h"

#include <glib/gstdio.h>
#include <string.h>

#define KEY "sk_0123456789abcdef0123456789abcdef"

typedef struct {
  Mock *mock;
  EtaMarketConnection *connection;
} Shop;

static EtaMarketConnection *
connect_to (const char *url, const char *key, const char *options, GError **error)
{
  g_autoptr (EtaMarketplace) market = eta_marketplace_new ();
  EtaMarketConnection *connection;

  market->name = g_strdup ("Toko");
  market->kind = g_strdup ("medusa");
  market->url = g_strdup (url);
  market->options = g_strdup (options);
  connection = eta_market_connection_new (market, key, error);
  if (connection)
    eta_market_connection_set_retry_unit (connection, 10);
  return connection;
}

static void
set_up (Shop *shop, gconstpointer data)
{
  g_autofree char *url = NULL;

  shop->mock = mock_new (KEY);
  url = mock_url (shop->mock);
  shop->connection = connect_to (url, KEY, NULL, NULL);
}

static void
tear_down (Shop *shop, gconstpointer data)
{
  eta_market_connection_free (shop->connection);
  mock_free (shop->mock);
}

static void
test_addresses (void)
{
  static const char *const good[][2] = {
      {"shop.example", "https://shop.example"},
      {" https://shop.example/ ", "https://shop.example"},
      {"https://shop.example/app/login?next=1#x", "https://shop.example"},
      {"shop.example/toko/wp-admin/", "https://shop.example/toko"},
      {"http://127.0.0.1:9000", "http://127.0.0.1:9000"},
      {"127.0.0.1:9000/admin", "http://127.0.0.1:9000"},
      {"localhost:9000", "http://localhost:9000"},
      {"[::1]:9000", "http://[::1]:9000"},
      {"192.168.1.5:9000", "https://192.168.1.5:9000"},
  };
  static const char *const bad[] = {
      "",
      "   ",
      "ftp://shop.example",
      "https://",
      "https://me:secret@shop.example",
      "a shop",
      "javascript:alert(1)",
      "file:///etc/passwd",
      NULL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autofree char *address = eta_http_address (good[i][0], NULL);

    g_assert_cmpstr (address, ==, good[i][1]);
  }
  for (guint i = 0; bad[i]; i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (eta_http_address (bad[i], &error));
    g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_INPUT);
  }
}

static void
assert_no_connection (const char *url, const char *key, const char *options, EtaSyncError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (connect_to (url, key, options, &error));
  g_assert_error (error, ETA_SYNC_ERROR, (gint)code);
}

static void
test_connections (void)
{
  g_autoptr (EtaMarketConnection) plain =
      connect_to ("http://shop.example", KEY, "{\"plain\":true}", NULL);

  g_assert_nonnull (plain);
  assert_no_connection ("http://shop.example", KEY, NULL, ETA_SYNC_ERROR_UNTRUSTED);
  assert_no_connection ("https://shop.example", "", NULL, ETA_SYNC_ERROR_INPUT);
  assert_no_connection ("https://shop.example", "a\nX-Evil: 1", NULL, ETA_SYNC_ERROR_INPUT);
  assert_no_connection ("https://shop.example", KEY, "[", ETA_SYNC_ERROR_INPUT);
}

static EtaHttpAnswer *
get (Shop *shop, const char *path)
{
  g_autoptr (EtaHttpRequest) request = eta_http_request_new ("GET", path);

  return eta_http_send (eta_market_connection_http (shop->connection), request, NULL);
}

static EtaHttpAnswer *
post (Shop *shop, const char *path)
{
  g_autoptr (EtaHttpRequest) request = eta_http_request_new ("POST", path);

  request->body = g_bytes_new_static ("{}", 2);
  return eta_http_send (eta_market_connection_http (shop->connection), request, NULL);
}

static void
assert_failed (const EtaHttpAnswer *answer, EtaSyncError code)
{
  g_assert_cmpuint (answer->status, ==, 0);
  g_assert_error (answer->error, ETA_SYNC_ERROR, (gint)code);
  g_assert_null (strstr (answer->error->message, KEY));
}

static void
test_good (Shop *shop, gconstpointer data)
{
  g_autoptr (EtaHttpAnswer) answer = get (shop, "/admin/stores");
  EtaHttpCount count = eta_http_count (eta_market_connection_http (shop->connection));

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_no_error (answer->error);
  g_assert_nonnull (strstr (g_bytes_get_data (answer->body, NULL), "Mock shop"));
  g_assert_cmpuint (count.requests, ==, 1);
  g_assert_cmpuint (count.writes, ==, 0);
  g_assert_cmpint (count.bytes, >, 50);
}

static void
test_breaks (Shop *shop, gconstpointer data)
{
  g_autoptr (EtaHttpAnswer) reset = NULL, write_reset = NULL, cut = NULL, write_cut = NULL;

  mock_fault (shop->mock, (Fault){.match = "GET /admin/a", .kind = FAULT_RESET});
  mock_fault (shop->mock, (Fault){.match = "POST /admin/a", .kind = FAULT_RESET});
  mock_fault (shop->mock, (Fault){.match = "GET /admin/b", .kind = FAULT_TRUNCATE});
  mock_fault (shop->mock, (Fault){.match = "POST /admin/b", .kind = FAULT_TRUNCATE});
  reset = get (shop, "/admin/a");
  write_reset = post (shop, "/admin/a");
  cut = get (shop, "/admin/b");
  write_cut = post (shop, "/admin/b");
  assert_failed (reset, ETA_SYNC_ERROR_UNREACHABLE);
  assert_failed (write_reset, ETA_SYNC_ERROR_UNKNOWN);
  assert_failed (cut, ETA_SYNC_ERROR_UNREACHABLE);
  assert_failed (write_cut, ETA_SYNC_ERROR_UNKNOWN);
}

/* A kept connection that the server drops without a word makes libcurl try again by itself; a write
 * must not be repeated like that. */
static void
test_no_silent_repeat (Shop *shop, gconstpointer data)
{
  g_autoptr (EtaHttpAnswer) first = get (shop, "/admin/stores"), second = NULL;

  mock_fault (shop->mock, (Fault){.match = "POST /admin/x", .kind = FAULT_RESET, .times = 1});
  second = post (shop, "/admin/x");
  assert_failed (second, ETA_SYNC_ERROR_UNKNOWN);
  g_assert_cmpuint (mock_count (shop->mock, "POST /admin/x"), ==, 1);
}

static void
test_huge (Shop *shop, gconstpointer data)
{
  g_autoptr (EtaHttpAnswer) answer = NULL;

  mock_fault (shop->mock, (Fault){.match = "GET /admin/a", .kind = FAULT_HUGE});
  answer = get (shop, "/admin/a");
  assert_failed (answer, ETA_SYNC_ERROR_TOO_LARGE);
}

static void
test_nobody (void)
{
  static const char *const addresses[] = {"http://127.0.0.1:1", "https://no-such-shop.invalid"};

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++) {
    g_autoptr (EtaMarketConnection) connection = connect_to (addresses[i], KEY, NULL, NULL);
    g_autoptr (EtaHttpRequest) request = eta_http_request_new ("POST", "/admin/x");
    g_autoptr (EtaHttpAnswer) answer =
        eta_http_send (eta_market_connection_http (connection), request, NULL);

    assert_failed (answer, ETA_SYNC_ERROR_UNREACHABLE);
    g_assert_nonnull (
        strstr (answer->error->message, eta_http_host (eta_market_connection_http (connection))));
  }
}

/* https to a server that speaks no TLS. */
static void
test_no_tls (Shop *shop, gconstpointer data)
{
  g_autofree char *url = mock_url (shop->mock);
  g_autofree char *https = g_strconcat ("https", url + strlen ("http"), NULL);
  g_autoptr (EtaMarketConnection) connection = connect_to (https, KEY, NULL, NULL);
  g_autoptr (EtaHttpRequest) request = eta_http_request_new ("GET", "/admin/stores");
  g_autoptr (EtaHttpAnswer) answer =
      eta_http_send (eta_market_connection_http (connection), request, NULL);

  assert_failed (answer, ETA_SYNC_ERROR_UNTRUSTED);
}

static void
test_redirects (Shop *shop, gconstpointer data)
{
  g_autoptr (EtaHttpAnswer) home = NULL, away = NULL, loop = NULL, write = NULL;

  mock_fault (
      shop->mock,
      (Fault){.match = "GET /admin/a", .status = 302, .header = "Location: /admin/stores\r\n"});
  mock_fault (shop->mock, (Fault){.match = "GET /admin/b",
                                  .status = 301,
                                  .header = "Location: https://evil.example/admin/b\r\n"});
  mock_fault (shop->mock,
              (Fault){.match = "GET /admin/c", .status = 302, .header = "Location: /admin/c\r\n"});
  mock_fault (
      shop->mock,
      (Fault){.match = "POST /admin/d", .status = 307, .header = "Location: /admin/stores\r\n"});
  home = get (shop, "/admin/a");
  away = get (shop, "/admin/b");
  loop = get (shop, "/admin/c");
  write = post (shop, "/admin/d");
  g_assert_cmpuint (home->status, ==, 200);
  assert_failed (away, ETA_SYNC_ERROR_WRONG_SERVER);
  g_assert_nonnull (strstr (away->error->message, "https://evil.example/admin/b"));
  assert_failed (loop, ETA_SYNC_ERROR_WRONG_SERVER);
  g_assert_cmpuint (mock_count (shop->mock, "GET /admin/c"), ==, 4);
  assert_failed (write, ETA_SYNC_ERROR_WRONG_SERVER);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (100 * 1000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* Within 300 ms; on a busy machine one of three. */
static void
test_cancel (Shop *shop, gconstpointer data)
{
  gint64 best = G_MAXINT64;

  mock_fault (shop->mock, (Fault){.match = "GET ", .kind = FAULT_SLOW, .wait = 3000});
  for (guint i = 0; i < 3; i++) {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (EtaHttpRequest) request = eta_http_request_new ("GET", "/admin/stores");
    g_autoptr (EtaHttpAnswer) answer = NULL;
    gint64 began = g_get_monotonic_time ();
    GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

    answer = eta_http_send (eta_market_connection_http (shop->connection), request, cancellable);
    best = MIN (best, g_get_monotonic_time () - began);
    assert_failed (answer, ETA_SYNC_ERROR_CANCELLED);
    g_thread_join (thread);
  }
  g_assert_cmpint (best, <, (100 + 300) * 1000);
}

static void
test_time_out (Shop *shop, gconstpointer data)
{
  g_autofree char *url = mock_url (shop->mock);
  EtaHttpOptions options = {.url = url, .timeout = 1};
  g_autoptr (EtaHttp) http = eta_http_new (&options, NULL);
  g_autoptr (EtaHttpRequest) request = eta_http_request_new ("POST", "/admin/x");
  g_autoptr (EtaHttpAnswer) answer = NULL;

  mock_fault (shop->mock, (Fault){.match = "POST ", .kind = FAULT_SLOW, .wait = 1600});
  answer = eta_http_send (http, request, NULL);
  assert_failed (answer, ETA_SYNC_ERROR_UNKNOWN);
}

/* --- what answers mean ----------------------------------------------------------------------- */

static void
test_meanings (Shop *shop, gconstpointer data)
{
  static const struct {
    guint status;
    const char *type, *body;
    EtaSyncError code;
    const char *words;
  } cases[] = {
      {401, NULL, "{\"message\":\"Unauthorized\"}", ETA_SYNC_ERROR_REFUSED_KEY, "Unauthorized"},
      {403, "text/html", "<html>no</html>", ETA_SYNC_ERROR_REFUSED_KEY, "403"},
      {404, "text/html", "<html>no</html>", ETA_SYNC_ERROR_WRONG_SERVER, "web site"},
      /* What was written may have been done all the same. */
      {200, "text/html", "<html>Welcome</html>", ETA_SYNC_ERROR_UNKNOWN, "200"},
      {200, NULL, "garbage", ETA_SYNC_ERROR_UNKNOWN, "200"},
      {400, NULL, "{\"message\":\"<b>price</b> invalid\"}", ETA_SYNC_ERROR_REJECTED,
       "price invalid"},
      {404, NULL, "{\"message\":\"gone\"}", ETA_SYNC_ERROR_REJECTED, "gone"},
      {413, NULL, "{\"message\":\"request entity too large\"}", ETA_SYNC_ERROR_TOO_LARGE, "large"},
      {413, "text/html", "<html></html>", ETA_SYNC_ERROR_TOO_LARGE, "413"},
      {429, NULL, "slow down", ETA_SYNC_ERROR_BUSY, "429"},
      {503, "text/html", "<html></html>", ETA_SYNC_ERROR_BUSY, "503"},
      {500, NULL, "{\"message\":\"An unknown error occurred.\"}", ETA_SYNC_ERROR_UNKNOWN,
       "unknown error"},
      {502, "text/html", "<html></html>", ETA_SYNC_ERROR_UNKNOWN, "502"},
      {400, NULL, "{\"message\":\"key " KEY " is bad\"}", ETA_SYNC_ERROR_REJECTED, "key … is bad"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (EtaHttpAnswer) answer = NULL;
    g_autoptr (JsonNode) json = NULL;
    g_autoptr (GError) error = NULL;

    mock_clear_faults (shop->mock);
    mock_fault (shop->mock, (Fault){.match = "POST ",
                                    .status = cases[i].status,
                                    .type = cases[i].type,
                                    .body = cases[i].body});
    answer = post (shop, "/admin/x");
    json = eta_market_answer_json (shop->connection, answer, &error);
    g_assert_null (json);
    g_assert_error (error, ETA_SYNC_ERROR, (gint)cases[i].code);
    if (!strstr (error->message, cases[i].words))
      g_error ("“%s” does not say “%s”", error->message, cases[i].words);
  }
}

static void
test_get_repeats (Shop *shop, gconstpointer data)
{
  g_autoptr (JsonNode) json = NULL, gives_up = NULL;
  g_autoptr (GError) error = NULL;

  mock_fault (shop->mock, (Fault){.match = "GET /admin/stores", .status = 503, .times = 4});
  json = eta_market_get_json (shop->connection, "/admin/stores", NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (json);
  g_assert_cmpuint (mock_count (shop->mock, "GET /admin/stores"), ==, 5);
  mock_fault (shop->mock, (Fault){.match = "GET /admin/stores", .status = 429});
  gives_up = eta_market_get_json (shop->connection, "/admin/stores", NULL, &error);
  g_assert_null (gives_up);
  g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_BUSY);
  g_assert_cmpuint (mock_count (shop->mock, "GET /admin/stores"), ==, 10);
}

/* An hour is not waited for; the run can be taken up again then. */
static void
test_get_impatient (Shop *shop, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  mock_fault (shop->mock,
              (Fault){.match = "GET ", .status = 503, .header = "Retry-After: 3600\r\n"});
  g_assert_null (eta_market_get_json (shop->connection, "/admin/stores", NULL, &error));
  g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_BUSY);
  g_assert_cmpuint (mock_count (shop->mock, "GET "), ==, 1);
}

static void
test_gzip (Shop *shop, gconstpointer data)
{
  g_autofree char *filler = g_strnfill (100000, 'a');
  g_autofree char *json = g_strdup_printf ("{\"handle\":\"%s\"}", filler);
  g_autoptr (GString) body = g_string_new (json);
  g_autofree char *seen = NULL;
  g_autoptr (JsonNode) answer =
      eta_market_post_json (shop->connection, "/admin/product-categories", body, NULL, NULL, NULL);

  g_assert_nonnull (answer);
  g_assert_cmpint (mock_bytes (shop->mock), <, 1000);
  seen = mock_last_body (shop->mock, "POST /admin/product-categories");
  g_assert_cmpstr (seen, ==, json);
}

typedef struct {
  guint answers, cancelled;
} Tally;

static gboolean
tally (const EtaHttpRequest *request, const EtaHttpAnswer *answer, gpointer data)
{
  Tally *count = data;

  count->answers += answer->status == 200 ? 1 : 0;
  count->cancelled +=
      g_error_matches (answer->error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_CANCELLED) ? 1 : 0;
  return TRUE;
}

static void
test_many (Shop *shop, gconstpointer data)
{
  g_autoptr (GPtrArray) requests =
      g_ptr_array_new_with_free_func ((GDestroyNotify)eta_http_request_free);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Tally count = {0, 0};
  GThread *thread;

  for (guint i = 0; i < 12; i++)
    g_ptr_array_add (requests, eta_http_request_new ("GET", "/admin/stores"));
  eta_http_send_many (eta_market_connection_http (shop->connection), requests, 4, tally, &count,
                      NULL);
  g_assert_cmpuint (count.answers, ==, 12);
  mock_fault (shop->mock, (Fault){.match = "GET ", .kind = FAULT_SLOW, .skip = 3, .wait = 2000});
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  eta_http_send_many (eta_market_connection_http (shop->connection), requests, 4, tally, &count,
                      cancellable);
  g_assert_cmpuint (count.answers, ==, 15);
  g_assert_cmpuint (count.cancelled, ==, 9);
  g_thread_join (thread);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*test) (Shop *shop, gconstpointer data);
  } tests[] = {
      {"/http/good", test_good},
      {"/http/breaks", test_breaks},
      {"/http/no-silent-repeat", test_no_silent_repeat},
      {"/http/huge", test_huge},
      {"/http/no-tls", test_no_tls},
      {"/http/redirects", test_redirects},
      {"/http/cancel", test_cancel},
      {"/http/time-out", test_time_out},
      {"/http/meanings", test_meanings},
      {"/http/get-repeats", test_get_repeats},
      {"/http/get-impatient", test_get_impatient},
      {"/http/gzip", test_gzip},
      {"/http/many", test_many},
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/addresses", test_addresses);
  g_test_add_func ("/http/connections", test_connections);
  g_test_add_func ("/http/nobody", test_nobody);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Shop, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
