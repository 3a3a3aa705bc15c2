/* Pairing with a shop through the browser, which is played by this test. */
#include "mock-woo.h"

#include "sync/error.h"
#include "sync/key-file.h"
#include "sync/pairing.h"

#include <string.h>

#define SHOP "https://shop.example"
#define PAGE SHOP "/wp-admin/authorize-application.php"

/* A parameter of the address for the browser, decoded. */
static char *
parameter (const EtaPairing *pairing, const char *name)
{
  const char *query = strchr (eta_pairing_address (pairing), '?');
  g_autoptr (GHashTable) all = g_uri_parse_params (query + 1, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);

  return g_strdup (g_hash_table_lookup (all, name));
}

typedef struct {
  EtaPairing *pairing;
  guint seconds;
  GCancellable *cancellable;
  char *key;
  GError *error;
} Wait;

static gpointer
wait_for_it (gpointer data)
{
  Wait *wait = data;

  wait->key = eta_pairing_wait (wait->pairing, wait->seconds, wait->cancellable, &wait->error);
  return NULL;
}

/* What the browser gets for METHOD ADDRESS; "" when the door is closed. Transfer full. */
static char *
visit (const char *method, const char *address, const char *host)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = g_socket_client_connect_to_host (
      client, g_uri_get_host (uri), (guint16)g_uri_get_port (uri), NULL, NULL);
  g_autofree char *request = NULL;
  char bytes[8192];
  gsize n = 0;

  if (!connection)
    return g_strdup ("");
  request = g_strdup_printf ("%s %s%s%s HTTP/1.1\r\nHost: %s\r\n\r\n", method, g_uri_get_path (uri),
                             g_uri_get_query (uri) ? "?" : "",
                             g_uri_get_query (uri) ? g_uri_get_query (uri) : "", host ? host : "");
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request,
                             strlen (request), NULL, NULL, NULL);
  g_input_stream_read_all (g_io_stream_get_input_stream (G_IO_STREAM (connection)), bytes,
                           sizeof bytes - 1, &n, NULL, NULL);
  bytes[n] = 0;
  return g_strdup (bytes);
}

static char *
here (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL);

  return g_strdup_printf ("127.0.0.1:%d", g_uri_get_port (uri));
}

static void
test_yes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaPairing) pairing = eta_pairing_new (SHOP "/", PAGE, &error);
  g_autofree char *back = NULL, *host = NULL, *answer = NULL, *closed = NULL, *visited = NULL;
  Wait wait = {pairing, 20, NULL, NULL, NULL};
  GThread *thread;

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (eta_pairing_address (pairing), PAGE "?app_name=Etalase&"));
  back = parameter (pairing, "success_url");
  g_assert_true (g_str_has_prefix (back, "http://127.0.0.1:"));
  host = here (back);
  thread = g_thread_new ("wait", wait_for_it, &wait);
  visited = g_strconcat (back,
                         "?site_url=https%3A%2F%2Fshop.example&user_login=manager&password="
                         "abcd+EFGH",
                         NULL);
  answer = visit ("GET", visited, host);
  g_thread_join (thread);
  g_assert_no_error (wait.error);
  g_assert_cmpstr (wait.key, ==, "manager:abcd EFGH");
  g_assert_nonnull (strstr (answer, "200 Etalase"));
  g_assert_nonnull (strstr (answer, "no-store"));
  g_assert_null (strstr (answer, "abcd"));
  closed = visit ("GET", visited, host); /* one use */
  g_assert_cmpstr (closed, ==, "");
  eta_key_free (wait.key);
}

static void
run_refused (const char *suffix, EtaSyncError code)
{
  g_autoptr (EtaPairing) pairing = eta_pairing_new (SHOP, PAGE, NULL);
  g_autofree char *back = parameter (pairing, "success_url"), *host = here (back);
  g_autofree char *visited = g_strconcat (back, suffix, NULL), *answer = NULL;
  Wait wait = {pairing, 20, NULL, NULL, NULL};
  GThread *thread = g_thread_new ("wait", wait_for_it, &wait);

  answer = visit ("GET", visited, host);
  g_thread_join (thread);
  g_assert_null (wait.key);
  g_assert_error (wait.error, ETA_SYNC_ERROR, (gint)code);
  g_clear_error (&wait.error);
}

static void
test_no (void)
{
  run_refused ("/no?success=false", ETA_SYNC_ERROR_REFUSED_KEY);
  run_refused ("?success=false", ETA_SYNC_ERROR_REFUSED_KEY);
  run_refused ("?site_url=https%3A%2F%2Fevil.example&user_login=a&password=b",
               ETA_SYNC_ERROR_WRONG_SERVER);
}

/* Guesses, other host names and other methods end nothing and get nothing. */
static void
test_strangers (void)
{
  g_autoptr (EtaPairing) pairing = eta_pairing_new (SHOP, PAGE, NULL);
  g_autofree char *back = parameter (pairing, "success_url"), *host = here (back);
  g_autofree char *guess =
      g_strdup_printf ("http://%s/0123?user_login=a&password=b&site_url=" SHOP, host);
  g_autofree char *right = g_strconcat (back, "?user_login=a&password=b&site_url=" SHOP, NULL);
  g_autofree char *flood = g_strnfill (20000, 'x');
  g_autofree char *long_one = g_strdup_printf ("http://%s/%s", host, flood);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Wait wait = {pairing, 60, cancellable, NULL, NULL};
  GThread *thread = g_thread_new ("wait", wait_for_it, &wait);
  g_autofree char *a = visit ("GET", guess, host), *b = visit ("GET", right, "evil.example");
  g_autofree char *c = visit ("POST", right, host), *d = visit ("GET", long_one, host);

  g_assert_nonnull (strstr (a, "404"));
  g_assert_nonnull (strstr (b, "404"));
  g_assert_nonnull (strstr (c, "404"));
  g_assert_nonnull (d);
  g_cancellable_cancel (cancellable);
  g_thread_join (thread);
  g_assert_null (wait.key);
  g_assert_error (wait.error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_CANCELLED);
  g_clear_error (&wait.error);
}

static void
test_time_out (void)
{
  g_autoptr (EtaPairing) pairing = eta_pairing_new (SHOP, PAGE, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (eta_pairing_wait (pairing, 1, NULL, &error));
  g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REFUSED_KEY);
}

/* Each time another path, so that what one page learnt is worth nothing later. */
static void
test_secret (void)
{
  g_autoptr (EtaPairing) one = eta_pairing_new (SHOP, PAGE, NULL);
  g_autoptr (EtaPairing) two = eta_pairing_new (SHOP, PAGE, NULL);
  g_autofree char *a = parameter (one, "success_url"), *b = parameter (two, "success_url");

  g_assert_cmpuint (strlen (strrchr (a, '/') + 1), ==, 32);
  g_assert_cmpstr (strrchr (a, '/'), !=, strrchr (b, '/'));
}

static void
test_discover (void)
{
  Mock *mock = mock_woo_new ("manager:x");
  g_autofree char *url = mock_url (mock), *page = NULL, *plain = NULL;
  g_autoptr (GError) error = NULL;

  page = eta_pairing_discover (url, NULL, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (page, url));
  g_assert_true (g_str_has_suffix (page, "/wp-admin/authorize-application.php"));
  mock_woo_plain_addresses (mock);
  plain = eta_pairing_discover (url, NULL, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (plain, ==, page);
  mock_woo_set_authentication (mock, "[]"); /* as WordPress says over http:// */
  g_assert_null (eta_pairing_discover (url, NULL, FALSE, NULL, &error));
  g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_INPUT);
  g_clear_error (&error);
  /* A page on another server would get the user's password typed into it. */
  mock_woo_set_authentication (mock, "{\"application-passwords\":{\"endpoints\":{\"authorization\":"
                                     "\"https://evil.example/x\"}}}");
  g_assert_null (eta_pairing_discover (url, NULL, FALSE, NULL, &error));
  g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_INPUT);
  mock_free (mock);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pairing/yes", test_yes);
  g_test_add_func ("/pairing/no", test_no);
  g_test_add_func ("/pairing/strangers", test_strangers);
  g_test_add_func ("/pairing/time-out", test_time_out);
  g_test_add_func ("/pairing/secret", test_secret);
  g_test_add_func ("/pairing/discover", test_discover);
  return g_test_run ();
}
