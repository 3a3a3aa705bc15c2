#include "sync/pairing.h"

#include "sync/http.h"
#include "sync/wire.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/random.h>

#define MAX_REQUEST 8192                              /* bytes of what a caller says */
#define CALLER_TIME 5                                 /* s for a caller to say it */
#define APP_ID "5e0c52a4-3f0e-4c6f-9d2b-6f1f0b7a9e10" /* Etalase's own, in the shop's list */

struct _EtaPairing {
  GSocket *socket;
  char *host;    /* of the shop */
  char *secret;  /* path that only the shop's page knows */
  char *here;    /* "127.0.0.1:41234" */
  char *address; /* for the browser */
};

/* --- the shop's page ------------------------------------------------------------------------- */

static char *
host_of (const char *url)
{
  g_autoptr (GUri) uri = url ? g_uri_parse (url, G_URI_FLAGS_ENCODED_PATH, NULL) : NULL;

  return uri ? g_strdup (g_uri_get_host (uri)) : NULL;
}

static JsonNode *
get_index (EtaHttp *http, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (EtaHttpRequest) request = eta_http_request_new ("GET", path);
  g_autoptr (EtaHttpAnswer) answer = eta_http_send (http, request, cancellable);
  g_autoptr (JsonNode) node = NULL;
  gsize size = 0;
  const char *data;

  if (answer->error) {
    g_propagate_error (error, g_error_copy (answer->error));
    return NULL;
  }
  data = g_bytes_get_data (answer->body, &size);
  node = eta_wire_parse_loose (data, size, NULL);
  if (node && JSON_NODE_HOLDS_OBJECT (node) &&
      eta_wire_array (json_node_get_object (node), "namespaces"))
    return g_steal_pointer (&node);
  g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_WRONG_SERVER,
               _ ("At “%s” there is something, but no WordPress. Check the address."),
               eta_http_url (http));
  return NULL;
}

static char *
page_in (JsonObject *index)
{
  JsonObject *ways = eta_wire_object (index, "authentication");
  JsonObject *way = eta_wire_object (ways, "application-passwords");

  return g_strdup (eta_wire_string (eta_wire_object (way, "endpoints"), "authorization"));
}

char *
eta_pairing_discover (
    const char *url, const char *ca_file, gboolean plain, GCancellable *cancellable, GError **error)
{
  EtaHttpOptions options = {.url = url, .ca_file = ca_file, .plain = plain};
  g_autoptr (EtaHttp) http = eta_http_new (&options, error);
  g_autoptr (JsonNode) index = NULL;
  g_autofree char *page = NULL, *host = NULL;
  GError *failed = NULL;

  if (!http)
    return NULL;
  index = get_index (http, "/wp-json/", cancellable, &failed);
  if (!index && failed->code == ETA_SYNC_ERROR_WRONG_SERVER) {
    g_clear_error (&failed);
    index = get_index (http, "/?rest_route=/", cancellable, &failed);
  }
  if (!index) {
    g_propagate_error (error, failed);
    return NULL;
  }
  page = page_in (json_node_get_object (index));
  host = host_of (page);
  if (page && g_strcmp0 (host, eta_http_host (http)) == 0)
    return g_steal_pointer (&page);
  g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_INPUT,
               _ ("“%s” takes no application passwords, which need https://. Ask whoever looks "
                  "after the shop to switch them on."),
               eta_http_host (http));
  return NULL;
}

/* --- listening ------------------------------------------------------------------------------- */

static char *
random_path (void)
{
  guint8 bytes[16];
  GString *text = g_string_new (NULL);
  guint i;

  if (getrandom (bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes) {
    g_string_free (text, TRUE);
    return NULL;
  }
  for (i = 0; i < sizeof bytes; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
  return g_string_free (text, FALSE);
}

static GSocket *
listen_here (guint16 *port, GError **error)
{
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0), bound = NULL;

  if (!socket || !g_socket_bind (socket, any, FALSE, error) || !g_socket_listen (socket, error) ||
      !(bound = g_socket_get_local_address (socket, error)))
    return NULL;
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  g_socket_set_timeout (socket, 1); /* so that the clock is looked at */
  return g_steal_pointer (&socket);
}

static char *
browser_address (const EtaPairing *pairing, const char *page)
{
  g_autofree char *yes = g_strdup_printf ("http://%s/%s", pairing->here, pairing->secret);
  g_autofree char *no = g_strconcat (yes, "/no", NULL);
  g_autofree char *yes_text = g_uri_escape_string (yes, NULL, FALSE);
  g_autofree char *no_text = g_uri_escape_string (no, NULL, FALSE);

  return g_strdup_printf ("%s%capp_name=Etalase&app_id=" APP_ID "&success_url=%s&reject_url=%s",
                          page, strchr (page, '?') ? '&' : '?', yes_text, no_text);
}

EtaPairing *
eta_pairing_new (const char *url, const char *page, GError **error)
{
  g_autoptr (EtaPairing) pairing = g_new0 (EtaPairing, 1);
  g_autofree char *address = eta_http_address (url, error);
  g_autoptr (GError) cause = NULL;
  guint16 port = 0;

  if (!address)
    return NULL;
  pairing->host = host_of (address);
  pairing->secret = random_path ();
  pairing->socket = pairing->secret ? listen_here (&port, &cause) : NULL;
  if (!pairing->socket) {
    g_set_error (
        error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_FAILED,
        _ ("This computer cannot listen for the shop’s answer (%s). Type the key instead."),
        cause ? cause->message : "random");
    return NULL;
  }
  pairing->here = g_strdup_printf ("127.0.0.1:%u", port);
  pairing->address = browser_address (pairing, page);
  return g_steal_pointer (&pairing);
}

const char *
eta_pairing_address (const EtaPairing *pairing)
{
  return pairing->address;
}

void
eta_pairing_free (EtaPairing *pairing)
{
  if (!pairing)
    return;
  g_clear_object (&pairing->socket);
  g_free (pairing->host);
  g_free (pairing->secret);
  g_free (pairing->here);
  g_free (pairing->address);
  g_free (pairing);
}

/* --- what the browser brings ----------------------------------------------------------------- */

/* A page that says so, and takes the password out of the browser's address line and history. */
static void
answer (GSocket *caller, guint status, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_autofree char *body = g_strdup_printf (
      "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Etalase</title>"
      "<script>history.replaceState(null,'','/')</script></head>"
      "<body style=\"font-family:sans-serif;margin:4em;font-size:1.3em\"><p dir=\"auto\">%s</p>"
      "</body></html>",
      escaped);
  g_autofree char *whole = g_strdup_printf (
      "HTTP/1.1 %u Etalase\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
      "%" G_GSIZE_FORMAT "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
      "Connection: close\r\n\r\n%s",
      status, strlen (body), body);
  gsize sent = 0, length = strlen (whole);
  gssize n;

  while (sent < length && (n = g_socket_send (caller, whole + sent, length - sent, NULL, NULL)) > 0)
    sent += (gsize)n;
  g_socket_shutdown (caller, FALSE, TRUE, NULL);
}

/* QUERY of the answer to us → the key. */
static char *
take_query (EtaPairing *pairing, GSocket *caller, const char *query, GError **error)
{
  g_autoptr (GHashTable) values = g_uri_parse_params (query, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  const char *site = values ? g_hash_table_lookup (values, "site_url") : NULL;
  const char *user = values ? g_hash_table_lookup (values, "user_login") : NULL;
  const char *password = values ? g_hash_table_lookup (values, "password") : NULL;
  g_autofree char *host = host_of (site);

  if (!user || !password || !*user || !*password) {
    answer (caller, 200, _ ("Nothing was allowed. You can close this page."));
    g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REFUSED_KEY,
                         _ ("The shop was not allowed to give a key. Try again, or type one."));
    return NULL;
  }
  if (!host || g_ascii_strcasecmp (host, pairing->host) != 0) {
    answer (caller, 200, _ ("This is another shop. You can close this page."));
    g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_WRONG_SERVER,
                         _ ("Another shop has answered. Check the address, then try again."));
    return NULL;
  }
  answer (caller, 200, _ ("Etalase is connected. You can close this page."));
  return g_strdup_printf ("%s:%s", user, password);
}

/* The head of the request, bounded in bytes and time. Transfer full, or NULL. */
static char *
read_head (GSocket *caller, GCancellable *cancellable)
{
  g_autoptr (GString) head = g_string_new (NULL);
  gint64 end = g_get_monotonic_time () + CALLER_TIME * G_USEC_PER_SEC;
  char bytes[1024];
  gssize n;

  g_socket_set_timeout (caller, 1);
  while (!strstr (head->str, "\r\n\r\n")) {
    if (head->len > MAX_REQUEST || g_get_monotonic_time () > end)
      return NULL;
    n = g_socket_receive (caller, bytes, sizeof bytes, cancellable, NULL);
    if (n <= 0)
      return NULL;
    g_string_append_len (head, bytes, n);
  }
  return g_strdup (head->str);
}

/* A page of somebody else that had its name point to this machine says another host. */
static gboolean
is_to_us (const EtaPairing *pairing, const char *head)
{
  g_auto (GStrv) lines = g_strsplit (head, "\r\n", -1);
  guint i;

  for (i = 1; lines[i] && *lines[i]; i++)
    if (g_ascii_strncasecmp (lines[i], "Host:", 5) == 0)
      return g_str_equal (g_strstrip (lines[i] + 5), pairing->here);
  return FALSE;
}

/* "GET /SECRET?site_url=… HTTP/1.1". *OURS: it was for us, and that is the end of it. */
static char *
take_caller (
    EtaPairing *pairing, GSocket *caller, gboolean *ours, GCancellable *cancellable, GError **error)
{
  g_autofree char *head = read_head (caller, cancellable);
  g_autofree char *line = head ? g_strndup (head, strcspn (head, "\r")) : NULL;
  g_auto (GStrv) words = g_strsplit (line ? line : "", " ", 3);
  const char *target = g_strv_length (words) == 3 && g_str_equal (words[0], "GET") ? words[1] : "";
  const char *query = strchr (target, '?');
  g_autofree char *path = g_strndup (target, strcspn (target, "?"));
  g_autofree char *yes = g_strconcat ("/", pairing->secret, NULL);
  g_autofree char *no = g_strconcat ("/", pairing->secret, "/no", NULL);

  *ours = head && is_to_us (pairing, head) && (g_str_equal (path, yes) || g_str_equal (path, no));
  if (*ours)
    return take_query (pairing, caller, query && g_str_equal (path, yes) ? query + 1 : "", error);
  answer (caller, 404, _ ("There is nothing here."));
  return NULL;
}

char *
eta_pairing_wait (EtaPairing *pairing, guint seconds, GCancellable *cancellable, GError **error)
{
  gint64 end = g_get_monotonic_time () + (gint64)seconds * G_USEC_PER_SEC;
  gboolean ours = FALSE;
  char *key = NULL;

  while (!ours && !g_cancellable_is_cancelled (cancellable) && g_get_monotonic_time () < end) {
    g_autoptr (GSocket) caller = g_socket_accept (pairing->socket, cancellable, NULL);

    if (caller)
      key = take_caller (pairing, caller, &ours, cancellable, error);
  }
  g_socket_close (pairing->socket, NULL);
  if (ours)
    return key;
  if (g_cancellable_is_cancelled (cancellable))
    g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_CANCELLED, _ ("Cancelled."));
  else
    g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REFUSED_KEY,
                         _ ("Nobody allowed it in the browser in time. Try again, or type a key."));
  return NULL;
}
