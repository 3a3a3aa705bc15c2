/* The daily file from a server on this machine. */
#include "sync/rates-fetch.h"

#include "catalog/error.h"

#include <string.h>

typedef struct {
  GSocketService *service;
  char *answer; /* head and body, as sent */
  char *asked;  /* the first line of the last request */
  char *url;
} Server;

/* Answers every request with the same bytes, in a thread of its own. */
static gboolean
serve (GThreadedSocketService *service,
       GSocketConnection *connection,
       GObject *source,
       gpointer data)
{
  Server *server = data;
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autoptr (GDataInputStream) in =
      g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  g_autofree char *first = g_data_input_stream_read_line (in, NULL, NULL, NULL);
  char *line;

  while ((line = g_data_input_stream_read_line (in, NULL, NULL, NULL))) {
    gboolean last = *g_strchomp (line) == '\0';
    g_free (line);
    if (last)
      break;
  }
  g_free (server->asked);
  server->asked = g_strchomp (g_steal_pointer (&first));
  g_output_stream_write_all (out, server->answer, strlen (server->answer), NULL, NULL, NULL);
  return FALSE;
}

static void
set_up (Server *server, gconstpointer unused)
{
  guint16 port;
  g_autoptr (GError) error = NULL;

  server->service = g_threaded_socket_service_new (4);
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (server->service), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (server->service, "run", G_CALLBACK (serve), server);
  g_socket_service_start (server->service);
  server->url = g_strdup_printf ("http://127.0.0.1:%u/stats/eurofxref-daily.xml", port);
}

static void
tear_down (Server *server, gconstpointer unused)
{
  g_socket_service_stop (server->service);
  g_socket_listener_close (G_SOCKET_LISTENER (server->service));
  g_object_unref (server->service);
  g_free (server->answer);
  g_free (server->asked);
  g_free (server->url);
}

static void
answer_with (Server *server, const char *status, const char *body)
{
  g_free (server->answer);
  server->answer =
      g_strdup_printf ("HTTP/1.1 %s\r\nContent-Type: text/xml\r\nContent-Length: %zu\r\n"
                       "Connection: close\r\n\r\n%s",
                       status, strlen (body), body);
}

/* The listener runs on the main context, the fetch blocks: so it goes into a thread. */
typedef struct {
  const char *url;
  GPtrArray *rates;
  GError *error;
  gint done;
} Fetch;

static gpointer
fetch_thread (gpointer data)
{
  Fetch *fetch = data;

  fetch->rates = eta_rates_fetch (fetch->url, NULL, &fetch->error);
  g_atomic_int_set (&fetch->done, 1);
  g_main_context_wakeup (NULL);
  return NULL;
}

static GPtrArray *
fetch (const char *url, GError **error)
{
  Fetch work = {.url = url};
  GThread *thread = g_thread_new ("fetch", fetch_thread, &work);

  while (!g_atomic_int_get (&work.done))
    g_main_context_iteration (NULL, TRUE);
  g_thread_join (thread);
  if (work.error)
    g_propagate_error (error, work.error);
  return work.rates;
}

static const char good[] = "<Envelope><Cube><Cube time='2026-11-24'>"
                           "<Cube currency='USD' rate='1.08'/><Cube currency='IDR' rate='17280'/>"
                           "</Cube></Cube></Envelope>";

static void
test_good (Server *server, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rates = NULL;

  answer_with (server, "200 OK", good);
  rates = fetch (server->url, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rates->len, ==, 2);
  g_assert_true (g_str_has_prefix (server->asked, "GET /stats/eurofxref-daily.xml HTTP/1."));
}

static void
test_refusals (Server *server, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *huge = g_strnfill (300 * 1024, ' ');

  answer_with (server, "404 Not Found", "gone");
  g_assert_null (fetch (server->url, &error));
  g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REJECTED);
  g_clear_error (&error);
  answer_with (server, "200 OK", "<html>Sign in to the Wi-Fi</html>");
  g_assert_null (fetch (server->url, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  g_clear_error (&error);
  answer_with (server, "200 OK", huge);
  g_assert_null (fetch (server->url, &error));
  g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_TOO_LARGE);
}

static void
test_addresses (void)
{
  static const struct {
    const char *url;
    int code;
  } cases[] = {
      {"rates.xml", ETA_SYNC_ERROR_INPUT},
      {"file:///etc/passwd", ETA_SYNC_ERROR_INPUT},
      {"https://user:secret@example.org/x", ETA_SYNC_ERROR_INPUT},
      {"http://example.org/rates.xml", ETA_SYNC_ERROR_UNTRUSTED}, /* plain, another machine */
      {"http://127.0.0.1:1/rates.xml", ETA_SYNC_ERROR_UNREACHABLE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (eta_rates_fetch (cases[i].url, NULL, &error));
    g_assert_error (error, ETA_SYNC_ERROR, cases[i].code);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/rates-fetch/good", Server, NULL, set_up, test_good, tear_down);
  g_test_add ("/rates-fetch/refusals", Server, NULL, set_up, test_refusals, tear_down);
  g_test_add_func ("/rates-fetch/addresses", test_addresses);
  return g_test_run ();
}
