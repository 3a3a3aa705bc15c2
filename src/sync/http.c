#include "sync/http.h"

#include "sync/http-address.h"
#include "sync/http-error.h"
#include "sync/http-pace.h"
#include "sync/retry.h"

#include <curl/curl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <zlib.h>

#define CONNECT_TIMEOUT 15 /* s */
#define REQUEST_TIMEOUT 120
#define STILL_TIMEOUT 60      /* s without a byte, while a file goes up */
#define KEEP_CONNECTION 4L    /* s; the usual shop closes after 5 */
#define CANCEL_POLL 200       /* ms */
#define MAX_ANSWER (32 << 20) /* bytes */
#define GZIP_FROM 1400        /* bytes; less fits into one packet anyway */
#define MAX_REDIRECTS 3

struct _EtaHttp {
  CURLM *multi;
  char *url;
  char *origin; /* scheme, host and port: as far as the key may go */
  char *host;
  char *authorization;
  char *secret;
  char *ca_file;
  gboolean loopback;
  guint timeout;
  gsize max_answer;
  EtaHttpCount count;
};

/* --- the connection -------------------------------------------------------------------------- */

static gpointer
start_curl (gpointer data)
{
  curl_global_init (CURL_GLOBAL_DEFAULT);
  return NULL;
}

static char *
origin_of (GUri *uri)
{
  int port = g_uri_get_port (uri);
  gboolean https = g_str_equal (g_uri_get_scheme (uri), "https");

  return g_strdup_printf ("%s://%s:%d", g_uri_get_scheme (uri), g_uri_get_host (uri),
                          port > 0 ? port
                          : https  ? 443
                                   : 80);
}

EtaHttp *
eta_http_new (const EtaHttpOptions *options, GError **error)
{
  static GOnce once = G_ONCE_INIT;
  g_autofree char *url = eta_http_address (options->url, error);
  g_autoptr (GUri) uri = url ? g_uri_parse (url, G_URI_FLAGS_ENCODED_PATH, NULL) : NULL;
  gboolean loopback;
  EtaHttp *http;

  if (!uri)
    return NULL;
  loopback = eta_http_is_loopback (g_uri_get_host (uri));
  if (g_str_equal (g_uri_get_scheme (uri), "http") && !loopback && !options->plain) {
    g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_UNTRUSTED,
                 _ ("“%s” would send the key in the open, for anybody on the way to read. Use "
                    "https://, or confirm that you want this."),
                 url);
    return NULL;
  }
  g_once (&once, start_curl, NULL);
  http = g_new0 (EtaHttp, 1);
  http->multi = curl_multi_init ();
  http->origin = origin_of (uri);
  http->host = g_strdup (g_uri_get_host (uri));
  http->url = g_steal_pointer (&url);
  http->authorization = g_strdup (options->authorization);
  http->secret = g_strdup (options->secret);
  http->ca_file = g_strdup (options->ca_file);
  http->loopback = loopback;
  http->timeout = options->timeout ? options->timeout : REQUEST_TIMEOUT;
  http->max_answer = options->max_answer ? options->max_answer : MAX_ANSWER;
  return http;
}

static void
wipe (char *text)
{
  if (text)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

void
eta_http_free (EtaHttp *http)
{
  if (!http)
    return;
  curl_multi_cleanup (http->multi);
  g_free (http->url);
  g_free (http->origin);
  g_free (http->host);
  g_free (http->ca_file);
  wipe (http->authorization);
  wipe (http->secret);
  g_free (http);
}

const char *
eta_http_host (const EtaHttp *http)
{
  return http->host;
}

const char *
eta_http_url (const EtaHttp *http)
{
  return http->url;
}

EtaHttpCount
eta_http_count (const EtaHttp *http)
{
  return http->count;
}

char *
eta_http_blot (const EtaHttp *http, const char *text)
{
  const char *space = http->authorization ? strrchr (http->authorization, ' ') : NULL;
  const char *secrets[] = {http->secret, space ? space + 1 : http->authorization};
  GString *out = g_string_new (text);
  guint i;

  for (i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (secrets[i] && *secrets[i])
      g_string_replace (out, secrets[i], "…", 0);
  return g_string_free (out, FALSE);
}

/* --- requests and answers -------------------------------------------------------------------- */

EtaHttpRequest *
eta_http_request_new (const char *method, const char *path)
{
  EtaHttpRequest *request = g_new0 (EtaHttpRequest, 1);

  request->method = method;
  request->path = g_strdup (path);
  return request;
}

void
eta_http_request_free (EtaHttpRequest *request)
{
  if (!request)
    return;
  g_free (request->path);
  g_free (request->file);
  g_free (request->file_name);
  g_strfreev (request->headers);
  g_clear_pointer (&request->body, g_bytes_unref);
  g_free (request);
}

void
eta_http_answer_free (EtaHttpAnswer *answer)
{
  if (!answer)
    return;
  g_clear_pointer (&answer->body, g_bytes_unref);
  g_free (answer->content_type);
  g_free (answer->location);
  g_free (answer->header);
  g_clear_error (&answer->error);
  g_free (answer);
}

static gboolean
is_reading (const EtaHttpRequest *request)
{
  return g_str_equal (request->method, "GET") || g_str_equal (request->method, "HEAD");
}

static gboolean
is_photo (const EtaHttpRequest *request)
{
  return request->file || request->photo;
}

/* --- one transfer ---------------------------------------------------------------------------- */

typedef struct {
  EtaHttp *http;
  const EtaHttpRequest *request;
  CURL *easy;
  struct curl_slist *headers;
  curl_mime *mime;
  GBytes *body; /* as sent */
  GByteArray *received;
  char detail[CURL_ERROR_SIZE];
} Transfer;

static size_t
receive (char *data, size_t size, size_t n, void *user)
{
  Transfer *transfer = user;

  if (transfer->received->len + size * n > transfer->http->max_answer)
    return 0; /* CURLE_WRITE_ERROR */
  g_byte_array_append (transfer->received, (const guint8 *)data, (guint)(size * n));
  return size * n;
}

/* NULL when it does not get smaller. */
static GBytes *
compress_body (GBytes *body)
{
  gsize size;
  const void *data = g_bytes_get_data (body, &size);
  z_stream stream = {0};
  g_autofree guint8 *out = NULL;
  gsize bound;

  if (size < GZIP_FROM ||
      deflateInit2 (&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    return NULL;
  bound = deflateBound (&stream, size);
  out = g_malloc (bound);
  stream.next_in = (Bytef *)data;
  stream.avail_in = (uInt)size;
  stream.next_out = out;
  stream.avail_out = (uInt)bound;
  deflate (&stream, Z_FINISH);
  bound = stream.total_out;
  deflateEnd (&stream);
  return bound < size ? g_bytes_new (out, bound) : NULL;
}

static void
add_header (Transfer *transfer, const char *name, const char *value)
{
  g_autofree char *line = g_strdup_printf ("%s: %s", name, value);

  transfer->headers = curl_slist_append (transfer->headers, line);
}

static void
set_headers (Transfer *transfer, gboolean gzipped)
{
  const EtaHttpRequest *request = transfer->request;

  /* Without this, libcurl waits a second for a permission that simple servers never give. */
  transfer->headers = curl_slist_append (transfer->headers, "Expect:");
  add_header (transfer, "Accept", "application/json");
  if (transfer->http->authorization && !request->foreign)
    add_header (transfer, "Authorization", transfer->http->authorization);
  if (request->body)
    add_header (transfer, "Content-Type",
                request->content_type ? request->content_type : "application/json");
  if (gzipped)
    add_header (transfer, "Content-Encoding", "gzip");
  for (guint i = 0; request->headers && request->headers[i]; i++)
    transfer->headers = curl_slist_append (transfer->headers, request->headers[i]);
  curl_easy_setopt (transfer->easy, CURLOPT_HTTPHEADER, transfer->headers);
}

static void
set_body (Transfer *transfer)
{
  const EtaHttpRequest *request = transfer->request;
  GBytes *gzipped = request->body && request->gzip ? compress_body (request->body) : NULL;
  curl_mimepart *part;

  if (request->file) {
    transfer->mime = curl_mime_init (transfer->easy);
    part = curl_mime_addpart (transfer->mime);
    curl_mime_name (part, request->file_field);
    curl_mime_filedata (part, request->file);
    curl_mime_filename (part, request->file_name);
    curl_mime_type (part, "image/jpeg");
    curl_easy_setopt (transfer->easy, CURLOPT_MIMEPOST, transfer->mime);
  } else if (request->body) {
    gsize size;
    const char *data;

    transfer->body = gzipped ? gzipped : g_bytes_ref (request->body);
    data = g_bytes_get_data (transfer->body, &size);
    curl_easy_setopt (transfer->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)size);
    curl_easy_setopt (transfer->easy, CURLOPT_POSTFIELDS, data ? data : "");
  }
  set_headers (transfer, gzipped != NULL);
  if (g_str_equal (request->method, "HEAD"))
    curl_easy_setopt (transfer->easy, CURLOPT_NOBODY, 1L);
  else
    curl_easy_setopt (transfer->easy, CURLOPT_CUSTOMREQUEST, request->method);
}

static void
set_limits (Transfer *transfer)
{
  CURL *easy = transfer->easy;
  EtaHttp *http = transfer->http;
  gboolean file = is_photo (transfer->request);

  curl_easy_setopt (easy, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_TIMEOUT);
  /* A photo over a village's line may take as long as it takes, if only it moves. */
  curl_easy_setopt (easy, CURLOPT_TIMEOUT, file ? 0L : (long)http->timeout);
  curl_easy_setopt (easy, CURLOPT_LOW_SPEED_LIMIT, file ? 50L : 0L);
  curl_easy_setopt (easy, CURLOPT_LOW_SPEED_TIME, file ? (long)STILL_TIMEOUT : 0L);
  curl_easy_setopt (easy, CURLOPT_MAXAGE_CONN, KEEP_CONNECTION);
  /* On a kept connection libcurl repeats a request by itself when the server hangs up without a
   * word, and a server that dies while it works hangs up like that. */
  curl_easy_setopt (easy, CURLOPT_FRESH_CONNECT,
                    is_reading (transfer->request) || transfer->request->file ? 0L : 1L);
}

static Transfer *
transfer_new (EtaHttp *http, const EtaHttpRequest *request)
{
  Transfer *transfer = g_new0 (Transfer, 1);
  g_autofree char *url = *request->path == '/' ? g_strconcat (http->url, request->path, NULL)
                                               : g_strdup (request->path);
  CURL *easy = curl_easy_init ();

  transfer->http = http;
  transfer->request = request;
  transfer->easy = easy;
  transfer->received = g_byte_array_new ();
  curl_easy_setopt (easy, CURLOPT_URL, url);
  curl_easy_setopt (easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt (easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt (easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (easy, CURLOPT_SSL_VERIFYHOST, 2L);
  if (http->ca_file)
    curl_easy_setopt (easy, CURLOPT_CAINFO, http->ca_file);
  if (http->loopback)
    curl_easy_setopt (easy, CURLOPT_PROXY, "");
  curl_easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (easy, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt (easy, CURLOPT_USERAGENT, "Etalase/" ETA_VERSION);
  curl_easy_setopt (easy, CURLOPT_ERRORBUFFER, transfer->detail);
  curl_easy_setopt (easy, CURLOPT_PRIVATE, transfer);
  curl_easy_setopt (easy, CURLOPT_WRITEFUNCTION, receive);
  curl_easy_setopt (easy, CURLOPT_WRITEDATA, transfer);
  set_limits (transfer);
  set_body (transfer);
  return transfer;
}

static void
transfer_free (Transfer *transfer)
{
  curl_easy_cleanup (transfer->easy);
  curl_slist_free_all (transfer->headers);
  if (transfer->mime)
    curl_mime_free (transfer->mime);
  g_clear_pointer (&transfer->body, g_bytes_unref);
  g_byte_array_unref (transfer->received);
  g_free (transfer);
}

static const char *
header_of (CURL *easy, const char *name)
{
  struct curl_header *header;

  return name && curl_easy_header (easy, name, 0, CURLH_HEADER, -1, &header) == CURLHE_OK
             ? header->value
             : NULL;
}

static gint64
retry_after (CURL *easy)
{
  const char *value = header_of (easy, "Retry-After");

  return value ? eta_retry_after_parse (value, g_get_real_time () / G_USEC_PER_SEC) : -1;
}

static void
count_transfer (Transfer *transfer)
{
  EtaHttpCount *count = &transfer->http->count;
  curl_off_t up = 0;
  long head = 0;

  curl_easy_getinfo (transfer->easy, CURLINFO_SIZE_UPLOAD_T, &up);
  curl_easy_getinfo (transfer->easy, CURLINFO_REQUEST_SIZE, &head);
  count->requests++;
  count->writes += is_reading (transfer->request) ? 0 : 1;
  count->uploads += is_photo (transfer->request) ? 1 : 0;
  count->bytes += up + head;
}

static EtaHttpAnswer *
transfer_answer (Transfer *transfer, CURLcode code)
{
  EtaHttpAnswer *answer = g_new0 (EtaHttpAnswer, 1);
  curl_off_t sent_after = 0;
  char *type = NULL, *location = NULL;
  long status = 0;

  count_transfer (transfer);
  answer->retry_after = -1;
  answer->wrote = !is_reading (transfer->request);
  if (code != CURLE_OK) {
    const char *detail = *transfer->detail ? transfer->detail : curl_easy_strerror (code);
    g_autofree char *clean = eta_http_blot (transfer->http, detail);

    curl_easy_getinfo (transfer->easy, CURLINFO_PRETRANSFER_TIME_T, &sent_after);
    answer->error = eta_http_error (code, sent_after > 0, !is_reading (transfer->request),
                                    transfer->http->host, clean);
    return answer;
  }
  curl_easy_getinfo (transfer->easy, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo (transfer->easy, CURLINFO_CONTENT_TYPE, &type);
  answer->status = (guint)status;
  answer->content_type = g_strdup (type);
  curl_easy_getinfo (transfer->easy, CURLINFO_REDIRECT_URL, &location);
  answer->location = g_strdup (location);
  answer->header = g_strdup (header_of (transfer->easy, transfer->request->wanted));
  answer->retry_after = retry_after (transfer->easy);
  answer->body = g_bytes_new (transfer->received->data, transfer->received->len);
  return answer;
}

/* --- many transfers -------------------------------------------------------------------------- */

typedef struct {
  EtaHttp *http;
  EtaHttpDone func;
  gpointer data;
  GPtrArray *running; /* Transfer */
  gboolean stopped;
  EtaHttpPace pace;
} Flock;

static void
finish_transfer (Flock *flock, Transfer *transfer, CURLcode code)
{
  g_autoptr (EtaHttpAnswer) answer = transfer_answer (transfer, code);

  curl_multi_remove_handle (flock->http->multi, transfer->easy);
  if (is_photo (transfer->request))
    eta_http_pace_note (&flock->pace, flock->http->count.bytes, g_get_monotonic_time (),
                        code == CURLE_OK && answer->status < 400);
  if (!flock->func (transfer->request, answer, flock->data))
    flock->stopped = TRUE;
  g_ptr_array_remove (flock->running, transfer); /* frees it */
}

static void
collect_finished (Flock *flock)
{
  CURLMsg *message;
  int left;

  while ((message = curl_multi_info_read (flock->http->multi, &left))) {
    Transfer *transfer = NULL;

    if (message->msg != CURLMSG_DONE)
      continue;
    curl_easy_getinfo (message->easy_handle, CURLINFO_PRIVATE, &transfer);
    finish_transfer (flock, transfer, message->data.result);
  }
}

static void
wait_for_something (EtaHttp *http, GCancellable *cancellable)
{
  struct curl_waitfd wait = {0};
  GPollFD fd;
  gboolean polls = cancellable && g_cancellable_make_pollfd (cancellable, &fd);

  if (polls) {
    wait.fd = fd.fd;
    wait.events = CURL_WAIT_POLLIN;
  }
  curl_multi_poll (http->multi, polls ? &wait : NULL, polls ? 1 : 0, CANCEL_POLL, NULL);
  if (polls)
    g_cancellable_release_fd (cancellable);
}

/* Requests that were not begun, or not ended, when it was cancelled. */
static void
abandon (Flock *flock, GPtrArray *requests, guint next)
{
  while (flock->running->len > 0)
    finish_transfer (flock, g_ptr_array_index (flock->running, 0), CURLE_ABORTED_BY_CALLBACK);
  for (; next < requests->len && flock->func && !flock->stopped; next++) {
    EtaHttpAnswer answer = {.retry_after = -1};

    answer.error = eta_http_error (CURLE_ABORTED_BY_CALLBACK, FALSE, FALSE, flock->http->host, "");
    if (!flock->func (g_ptr_array_index (requests, next), &answer, flock->data))
      flock->stopped = TRUE;
    g_clear_error (&answer.error);
  }
}

void
eta_http_send_many (EtaHttp *http,
                    GPtrArray *requests,
                    guint parallel,
                    EtaHttpDone func,
                    gpointer data,
                    GCancellable *cancellable)
{
  g_autoptr (GPtrArray) running = g_ptr_array_new_with_free_func ((GDestroyNotify)transfer_free);
  Flock flock = {http, func, data, running, FALSE, eta_http_pace (parallel)};
  guint next = 0;
  int active;

  while (!g_cancellable_is_cancelled (cancellable) && !flock.stopped &&
         (next < requests->len || running->len > 0)) {
    while (running->len < flock.pace.now && next < requests->len) {
      Transfer *transfer = transfer_new (http, g_ptr_array_index (requests, next++));

      g_ptr_array_add (running, transfer);
      curl_multi_add_handle (http->multi, transfer->easy);
    }
    curl_multi_perform (http->multi, &active);
    collect_finished (&flock);
    if (running->len > 0 && (guint)active >= running->len)
      wait_for_something (http, cancellable);
  }
  abandon (&flock, requests, next);
}

/* --- one request ----------------------------------------------------------------------------- */

static gboolean
keep_answer (const EtaHttpRequest *request, const EtaHttpAnswer *answer, gpointer data)
{
  EtaHttpAnswer **kept = data;

  *kept = g_new0 (EtaHttpAnswer, 1);
  (*kept)->status = answer->status;
  (*kept)->wrote = answer->wrote;
  (*kept)->body = answer->body ? g_bytes_ref (answer->body) : NULL;
  (*kept)->content_type = g_strdup (answer->content_type);
  (*kept)->location = g_strdup (answer->location);
  (*kept)->header = g_strdup (answer->header);
  (*kept)->retry_after = answer->retry_after;
  (*kept)->error = answer->error ? g_error_copy (answer->error) : NULL;
  return TRUE;
}

static EtaHttpAnswer *
send_once (EtaHttp *http, const EtaHttpRequest *request, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  EtaHttpAnswer *answer = NULL;

  g_ptr_array_add (one, (gpointer)request);
  eta_http_send_many (http, one, 1, keep_answer, &answer, cancellable);
  return answer;
}

static gboolean
is_at_home (const EtaHttp *http, const char *location)
{
  g_autoptr (GUri) uri = g_uri_parse (location, G_URI_FLAGS_ENCODED_PATH, NULL);
  g_autofree char *origin = uri && g_uri_get_host (uri) ? origin_of (uri) : NULL;

  return g_strcmp0 (origin, http->origin) == 0;
}

EtaHttpAnswer *
eta_http_send (EtaHttp *http, const EtaHttpRequest *request, GCancellable *cancellable)
{
  EtaHttpAnswer *answer = send_once (http, request, cancellable);
  guint hops;

  for (hops = 0; answer->location && !request->foreign; hops++) {
    g_autoptr (EtaHttpRequest) next = NULL;

    if (hops == MAX_REDIRECTS || !is_reading (request) || !is_at_home (http, answer->location)) {
      answer->status = 0;
      answer->error = g_error_new (ETA_SYNC_ERROR, ETA_SYNC_ERROR_WRONG_SERVER,
                                   _ ("“%s” sends on to “%s”. If that is the shop, enter its "
                                      "address instead."),
                                   http->host, answer->location);
      break;
    }
    next = eta_http_request_new (request->method, answer->location);
    next->wanted = request->wanted;
    eta_http_answer_free (answer);
    answer = send_once (http, next, cancellable);
  }
  return answer;
}
