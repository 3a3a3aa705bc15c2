#include "proxy.h"

#include <gio/gio.h>
#include <string.h>

struct _Proxy {
  GMutex mutex;
  GSocketService *service;
  GMainLoop *loop;
  GThread *thread;
  guint16 port, target;
  char *match;
  Spoil how;
  guint status, skip, times, spoilt;
};

/* All of a request: its head, and the body that the head promises. Transfer full, or NULL. */
static GByteArray *
read_request (GInputStream *in)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  gsize want = G_MAXSIZE;
  guint8 block[65536];

  while (all->len < want) {
    gssize n = g_input_stream_read (in, block, sizeof block, NULL, NULL);
    const char *end, *length;

    if (n <= 0)
      return NULL;
    g_byte_array_append (all, block, (guint)n);
    if (want != G_MAXSIZE || !(end = g_strstr_len ((const char *)all->data, all->len, "\r\n\r\n")))
      continue;
    length =
        g_strstr_len ((const char *)all->data, end - (const char *)all->data, "Content-Length: ");
    want = (gsize)(end + 4 - (const char *)all->data) +
           (length ? (gsize)g_ascii_strtoull (length + strlen ("Content-Length: "), NULL, 10) : 0);
  }
  return g_steal_pointer (&all);
}

/* The head says that the connection ends with the answer, so that the answer ends with it. */
static void
send_closing (GOutputStream *out, const GByteArray *request)
{
  const char *end = g_strstr_len ((const char *)request->data, request->len, "\r\n");
  gsize first = (gsize)(end - (const char *)request->data);

  g_output_stream_write_all (out, request->data, first, NULL, NULL, NULL);
  g_output_stream_write_all (out, "\r\nConnection: close", 19, NULL, NULL, NULL);
  g_output_stream_write_all (out, request->data + first, request->len - first, NULL, NULL, NULL);
}

static GByteArray *
ask_shop (Proxy *proxy, const GByteArray *request)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_host (client, "127.0.0.1", proxy->target, NULL, NULL);
  GByteArray *answer = g_byte_array_new ();
  guint8 block[65536];
  gssize n;

  if (!connection)
    return answer;
  send_closing (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request);
  while ((n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), block,
                                   sizeof block, NULL, NULL)) > 0)
    g_byte_array_append (answer, block, (guint)n);
  return answer;
}

static gboolean
is_due (Proxy *proxy, const GByteArray *request)
{
  gboolean due = FALSE;

  g_mutex_lock (&proxy->mutex);
  if (proxy->times > 0 && proxy->match && request->len > strlen (proxy->match) &&
      memcmp (request->data, proxy->match, strlen (proxy->match)) == 0) {
    if (proxy->skip > 0) {
      proxy->skip--;
    } else {
      due = TRUE;
      proxy->times--;
      proxy->spoilt++;
    }
  }
  g_mutex_unlock (&proxy->mutex);
  return due;
}

static void
write_text (GOutputStream *out, const char *text)
{
  g_output_stream_write_all (out, text, strlen (text), NULL, NULL, NULL);
}

static void
write_slowly (GOutputStream *out, const GByteArray *answer)
{
  for (guint i = 0; i < answer->len; i += answer->len / 10 + 1) {
    g_output_stream_write_all (out, answer->data + i, MIN (answer->len / 10 + 1, answer->len - i),
                               NULL, NULL, NULL);
    g_usleep (50000);
  }
}

static void
spoil (Proxy *proxy, GOutputStream *out, const GByteArray *request)
{
  g_autoptr (GByteArray) answer = NULL;
  g_autofree char *text = NULL;

  if (proxy->how == SPOIL_STATUS) {
    text = g_strdup_printf ("HTTP/1.1 %u No\r\nContent-Type: application/json\r\nContent-Length: "
                            "20\r\nConnection: close\r\n\r\n{\"message\":\"spoilt\"}",
                            proxy->status);
    write_text (out, text);
    return;
  }
  if (proxy->how == SPOIL_RESET)
    return;
  answer = ask_shop (proxy, request);
  if (proxy->how == SPOIL_TRUNCATE)
    g_output_stream_write_all (out, answer->data, answer->len * 2 / 3, NULL, NULL, NULL);
  else if (proxy->how == SPOIL_GARBAGE)
    write_text (out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\n"
                     "Connection: close\r\n\r\n{\"pro]]");
  else if (proxy->how == SPOIL_SLOW)
    write_slowly (out, answer);
}

static gboolean
serve (GThreadedSocketService *service,
       GSocketConnection *connection,
       GObject *source,
       gpointer data)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autoptr (GByteArray) request =
      read_request (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  g_autoptr (GByteArray) answer = NULL;

  if (!request)
    return TRUE;
  if (is_due (data, request)) {
    spoil (data, out, request);
    return TRUE;
  }
  answer = ask_shop (data, request);
  g_output_stream_write_all (out, answer->data, answer->len, NULL, NULL, NULL);
  return TRUE;
}

static gpointer
run_loop (gpointer loop)
{
  g_main_loop_run (loop);
  return NULL;
}

Proxy *
proxy_new (const char *url)
{
  Proxy *proxy = g_new0 (Proxy, 1);
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  g_mutex_init (&proxy->mutex);
  proxy->target = (guint16)g_uri_get_port (uri);
  proxy->service = g_threaded_socket_service_new (32);
  proxy->port =
      g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (proxy->service), NULL, NULL);
  g_signal_connect (proxy->service, "run", G_CALLBACK (serve), proxy);
  g_socket_service_start (proxy->service);
  proxy->loop = g_main_loop_new (NULL, FALSE);
  proxy->thread = g_thread_new ("proxy", run_loop, proxy->loop);
  return proxy;
}

/* A connection that is still open may look at it: it stays until the program ends. */
void
proxy_free (Proxy *proxy)
{
  static GPtrArray *ended;

  g_socket_service_stop (proxy->service);
  g_socket_listener_close (G_SOCKET_LISTENER (proxy->service));
  g_main_loop_quit (proxy->loop);
  g_thread_join (proxy->thread);
  g_main_loop_unref (proxy->loop);
  if (!ended)
    ended = g_ptr_array_new ();
  g_ptr_array_add (ended, proxy);
}

char *
proxy_url (Proxy *proxy)
{
  return g_strdup_printf ("http://127.0.0.1:%u", proxy->port);
}

void
proxy_spoil (Proxy *proxy, const char *match, Spoil how, guint status, guint skip, guint times)
{
  g_mutex_lock (&proxy->mutex);
  g_free (proxy->match);
  proxy->match = g_strdup (match);
  proxy->how = how;
  proxy->status = status;
  proxy->skip = skip;
  proxy->times = times;
  proxy->spoilt = 0;
  g_mutex_unlock (&proxy->mutex);
}

guint
proxy_spoilt (Proxy *proxy)
{
  guint n;

  g_mutex_lock (&proxy->mutex);
  n = proxy->spoilt;
  g_mutex_unlock (&proxy->mutex);
  return n;
}
