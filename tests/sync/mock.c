#include "mock-shop.h"

#include <string.h>

static GPtrArray *ended; /* Mock */

/* --- the wire -------------------------------------------------------------------------------- */

static void
request_clear (Request *request)
{
  g_free (request->method);
  g_free (request->path);
  g_free (request->query);
  g_free (request->authorization);
  g_free (request->disposition);
  g_free (request->md5);
  g_clear_pointer (&request->body, g_bytes_unref);
}

static GBytes *
unzip (GBytes *body)
{
  g_autoptr (GConverter) converter =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GInputStream) raw = g_memory_input_stream_new_from_bytes (body);
  g_autoptr (GInputStream) in = g_converter_input_stream_new (raw, converter);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();

  g_output_stream_splice (out, in, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

static gboolean
read_headers (GDataInputStream *in, Request *request, gsize *length, gboolean *zipped)
{
  char *line;

  *length = 0;
  *zipped = FALSE;
  while ((line = g_data_input_stream_read_line (in, NULL, NULL, NULL))) {
    g_autofree char *header = g_strchomp (line);
    char *value = strchr (header, ':');

    if (!*header)
      return TRUE;
    if (!value)
      continue;
    *value++ = 0;
    g_strchug (value);
    if (g_ascii_strcasecmp (header, "Content-Length") == 0)
      *length = (gsize)g_ascii_strtoull (value, NULL, 10);
    else if (g_ascii_strcasecmp (header, "Authorization") == 0)
      request->authorization = g_strdup (value);
    else if (g_ascii_strcasecmp (header, "Content-Disposition") == 0)
      request->disposition = g_strdup (value);
    else if (g_ascii_strcasecmp (header, "Content-MD5") == 0)
      request->md5 = g_strdup (value);
    else if (g_ascii_strcasecmp (header, "Content-Encoding") == 0)
      *zipped = g_str_equal (value, "gzip");
  }
  return FALSE;
}

static gboolean
read_request (GDataInputStream *in, Request *request, gint64 *bytes)
{
  g_autofree char *line = g_data_input_stream_read_line (in, NULL, NULL, NULL);
  g_auto (GStrv) words = line ? g_strsplit (line, " ", 3) : NULL;
  g_autofree char *data = NULL;
  gsize length, got = 0;
  gboolean zipped;

  if (!words || g_strv_length (words) < 3)
    return FALSE;
  request->method = g_strdup (words[0]);
  request->query = strchr (words[1], '?') ? g_strdup (strchr (words[1], '?') + 1) : NULL;
  request->path = g_strndup (words[1], strcspn (words[1], "?"));
  if (!read_headers (in, request, &length, &zipped))
    return FALSE;
  data = g_malloc (length + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (in), data, length, &got, NULL, NULL) ||
      got < length)
    return FALSE;
  *bytes = (gint64)length;
  request->body = g_bytes_new (data, length);
  if (zipped) {
    GBytes *plain = unzip (request->body);

    g_bytes_unref (request->body);
    request->body = plain;
  }
  return TRUE;
}

static gboolean
write_text (GOutputStream *out, const char *text)
{
  return g_output_stream_write_all (out, text, strlen (text), NULL, NULL, NULL);
}

static gboolean
write_answer (GOutputStream *out,
              guint status,
              const char *type,
              const char *header,
              const char *body,
              gsize promised)
{
  g_autofree char *head = g_strdup_printf (
      "HTTP/1.1 %u Whatever\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n%s\r\n",
      status, type, promised, header ? header : "");

  return write_text (out, head) && write_text (out, body);
}

static Fault *
due_fault (Mock *mock, const char *line)
{
  guint i;

  for (i = 0; i < mock->faults->len; i++) {
    Fault *fault = mock->faults->pdata[i];

    if (!g_str_has_prefix (line, fault->match))
      continue;
    if (fault->skip > 0) {
      fault->skip--;
      continue;
    }
    if (fault->times == 0)
      return fault;
    if (fault->times != G_MAXUINT) {
      fault->times = fault->times == 1 ? G_MAXUINT : fault->times - 1;
      return fault;
    }
  }
  return NULL;
}

/* FALSE: the connection is over. */
static gboolean
misbehave (const Fault *fault, GOutputStream *out)
{
  const char *body = fault->body ? fault->body : "{\"message\":\"injected\"}";
  const char *type = fault->type ? fault->type : "application/json";
  g_autofree char *chunk = NULL;

  switch (fault->kind) {
  case FAULT_STATUS:
    return write_answer (out, fault->status, type, fault->header, body, strlen (body));
  case FAULT_TRUNCATE:
    write_answer (out, 200, type, NULL, "{\"prod", 5000);
    return FALSE;
  case FAULT_HUGE:
    chunk = g_strnfill (1 << 16, ' ');
    write_answer (out, 200, type, NULL, "", 1u << 30);
    while (write_text (out, chunk))
      ;
    return FALSE;
  default:
    return FALSE;
  }
}

static gboolean
serve_one (Mock *mock, GDataInputStream *in, GOutputStream *out)
{
  Request request = {0};
  Answer answer = {0};
  Fault fault = {0}, *due;
  gint64 bytes = 0;
  gboolean go_on;
  g_autofree char *line = NULL;

  if (!read_request (in, &request, &bytes)) {
    request_clear (&request);
    return FALSE;
  }
  line = g_strconcat (request.method, " ", request.path, request.query ? "?" : "", request.query,
                      NULL);
  g_mutex_lock (&mock->mutex);
  g_ptr_array_add (mock->log, g_strdup (line));
  g_ptr_array_add (mock->bodies, g_bytes_ref (request.body));
  mock->bytes += bytes;
  due = due_fault (mock, line);
  if (due)
    fault = *due;
  if (!due || fault.after || fault.kind == FAULT_SLOW)
    answer = mock->route (mock, &request);
  g_mutex_unlock (&mock->mutex);
  if (due && fault.kind == FAULT_SLOW)
    g_usleep (fault.wait * 1000);
  if (due && fault.kind != FAULT_SLOW)
    go_on = misbehave (&fault, out);
  else if (answer.status == 0)
    go_on = FALSE;
  else
    go_on =
        write_answer (out, answer.status, *answer.body == '<' ? "text/html" : "application/json",
                      answer.header, answer.body, strlen (answer.body));
  g_free (answer.body);
  g_free (answer.header);
  request_clear (&request);
  return go_on;
}

static gboolean
serve (GThreadedSocketService *service,
       GSocketConnection *connection,
       GObject *source,
       gpointer data)
{
  g_autoptr (GDataInputStream) in =
      g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));

  g_data_input_stream_set_newline_type (in, G_DATA_STREAM_NEWLINE_TYPE_LF);
  while (serve_one (data, in, g_io_stream_get_output_stream (G_IO_STREAM (connection))))
    ;
  return FALSE;
}

static gpointer
run_loop (gpointer data)
{
  g_main_loop_run (((Mock *)data)->loop);
  return NULL;
}

/* --- for the tests --------------------------------------------------------------------------- */

Mock *
mock_new (const char *key)
{
  Mock *mock = g_new0 (Mock, 1);

  g_mutex_init (&mock->mutex);
  mock->key = g_strdup (key);
  mock->route = mock_route;
  mock->products = g_ptr_array_new_with_free_func ((GDestroyNotify)json_object_unref);
  mock->terms = g_ptr_array_new_with_free_func ((GDestroyNotify)json_object_unref);
  mock->faults = g_ptr_array_new_with_free_func (g_free);
  mock->log = g_ptr_array_new_with_free_func (g_free);
  mock->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  mock->translated = json_array_new ();
  mock->service = g_threaded_socket_service_new (16);
  mock->port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (mock->service), NULL, NULL);
  g_signal_connect (mock->service, "run", G_CALLBACK (serve), mock);
  g_socket_service_start (mock->service);
  mock->loop = g_main_loop_new (NULL, FALSE);
  mock->thread = g_thread_new ("mock", run_loop, mock);
  return mock;
}

void
mock_free (Mock *mock)
{
  g_socket_service_stop (mock->service);
  g_socket_listener_close (G_SOCKET_LISTENER (mock->service));
  g_main_loop_quit (mock->loop);
  g_thread_join (mock->thread);
  g_main_loop_unref (mock->loop);
  /* A connection that its client keeps open has a thread of its own that may still look at the
   * mock, which therefore stays until the program ends. */
  if (!ended)
    ended = g_ptr_array_new ();
  g_ptr_array_add (ended, mock);
}

char *
mock_url (Mock *mock)
{
  return g_strdup_printf ("http://127.0.0.1:%u", mock->port);
}

void
mock_set_key (Mock *mock, const char *key)
{
  g_mutex_lock (&mock->mutex);
  g_free (mock->key);
  mock->key = g_strdup (key);
  g_mutex_unlock (&mock->mutex);
}

void
mock_set_translations (Mock *mock, gboolean on)
{
  g_mutex_lock (&mock->mutex);
  mock->translations = on;
  g_mutex_unlock (&mock->mutex);
}

void
mock_fault (Mock *mock, Fault fault)
{
  g_mutex_lock (&mock->mutex);
  g_ptr_array_add (mock->faults, g_memdup2 (&fault, sizeof fault));
  g_mutex_unlock (&mock->mutex);
}

void
mock_clear_faults (Mock *mock)
{
  g_mutex_lock (&mock->mutex);
  g_ptr_array_set_size (mock->faults, 0);
  g_mutex_unlock (&mock->mutex);
}

void
mock_refuse_title (Mock *mock, const char *title, const char *message)
{
  g_mutex_lock (&mock->mutex);
  g_free (mock->bad_title);
  g_free (mock->bad_message);
  mock->bad_title = g_strdup (title);
  mock->bad_message = g_strdup (message);
  g_mutex_unlock (&mock->mutex);
}

guint
mock_count (Mock *mock, const char *match)
{
  guint n = 0, i;

  g_mutex_lock (&mock->mutex);
  for (i = 0; i < mock->log->len; i++)
    n += g_str_has_prefix (mock->log->pdata[i], match) ? 1 : 0;
  g_mutex_unlock (&mock->mutex);
  return n;
}

guint
mock_writes (Mock *mock)
{
  return mock_count (mock, "POST ") + mock_count (mock, "DELETE ");
}

gint64
mock_bytes (Mock *mock)
{
  gint64 bytes;

  g_mutex_lock (&mock->mutex);
  bytes = mock->bytes;
  g_mutex_unlock (&mock->mutex);
  return bytes;
}

void
mock_forget (Mock *mock)
{
  g_mutex_lock (&mock->mutex);
  g_ptr_array_set_size (mock->log, 0);
  g_ptr_array_set_size (mock->bodies, 0);
  mock->bytes = 0;
  g_mutex_unlock (&mock->mutex);
}

char *
mock_last_body (Mock *mock, const char *match)
{
  char *found = NULL;
  guint i;

  g_mutex_lock (&mock->mutex);
  for (i = mock->log->len; !found && i-- > 0;)
    if (g_str_has_prefix (mock->log->pdata[i], match)) {
      gsize size;
      const char *data = g_bytes_get_data (mock->bodies->pdata[i], &size);

      found = g_strndup (data ? data : "", size);
    }
  g_mutex_unlock (&mock->mutex);
  return found;
}

guint
mock_n_products (Mock *mock)
{
  guint n;

  g_mutex_lock (&mock->mutex);
  n = mock->products->len;
  g_mutex_unlock (&mock->mutex);
  return n;
}

char *
mock_product (Mock *mock, const char *sku)
{
  JsonObject *product;
  char *text = NULL;

  g_mutex_lock (&mock->mutex);
  product = mock_sku_owner (mock, sku);
  if (product) {
    g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

    json_node_set_object (node, product);
    text = json_to_string (node, FALSE);
  }
  g_mutex_unlock (&mock->mutex);
  return text;
}

void
mock_edit (Mock *mock, const char *sku, const char *member, const char *value)
{
  g_mutex_lock (&mock->mutex);
  json_object_set_string_member (mock_sku_owner (mock, sku), member, value);
  g_mutex_unlock (&mock->mutex);
}

static JsonObject *
first_variant (Mock *mock, const char *sku)
{
  return json_array_get_object_element (
      json_object_get_array_member (mock_sku_owner (mock, sku), "variants"), 0);
}

void
mock_edit_price (Mock *mock, const char *sku, const char *currency, double amount)
{
  JsonArray *prices;
  guint i;

  g_mutex_lock (&mock->mutex);
  prices = json_object_get_array_member (first_variant (mock, sku), "prices");
  for (i = 0; i < json_array_get_length (prices); i++) {
    JsonObject *price = json_array_get_object_element (prices, i);

    if (g_str_equal (json_object_get_string_member (price, "currency_code"), currency))
      json_object_set_double_member (price, "amount", amount);
  }
  g_mutex_unlock (&mock->mutex);
}

void
mock_halve (Mock *mock, const char *sku, gboolean variants_too)
{
  g_mutex_lock (&mock->mutex);
  if (variants_too)
    json_object_set_array_member (mock_sku_owner (mock, sku), "variants", json_array_new ());
  else
    json_object_set_array_member (first_variant (mock, sku), "prices", json_array_new ());
  g_mutex_unlock (&mock->mutex);
}

void
mock_delete (Mock *mock, const char *sku)
{
  g_mutex_lock (&mock->mutex);
  g_ptr_array_remove (mock->products, mock_sku_owner (mock, sku));
  g_mutex_unlock (&mock->mutex);
}

void
mock_add (Mock *mock, const char *title, const char *handle, const char *sku)
{
  g_autofree char *text =
      g_strdup_printf ("{\"title\":\"%s\",\"handle\":\"%s\",\"status\":\"published\","
                       "\"options\":[{\"title\":\"Default\",\"values\":[\"Default\"]}],"
                       "\"variants\":[{\"sku\":\"%s\",\"title\":\"Default\","
                       "\"options\":{\"Default\":\"Default\"},\"prices\":[]}]}",
                       title, handle, sku);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  g_mutex_lock (&mock->mutex);
  mock_apply_create (mock, json_node_get_object (node));
  g_mutex_unlock (&mock->mutex);
}
