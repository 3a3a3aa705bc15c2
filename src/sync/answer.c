/* Answers of a marketplace: what they mean, and when to ask again. */
#include "sync/market.h"
#include "sync/retry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_WORDS 400 /* letters of a server's message that are shown */

char *
eta_market_without_tags (const char *message)
{
  GString *out = g_string_new (NULL);
  const char *p;

  for (p = message; *p; p++)
    if (*p == '<' && (g_ascii_isalpha (p[1]) || p[1] == '/') && strchr (p, '>'))
      p = strchr (p, '>');
    else
      g_string_append_c (out, *p);
  return g_strstrip (g_string_free (out, FALSE));
}

/* {"message": "…"}, as most shops say what is wrong. Transfer full, NULL if there is none. */
static char *
server_words (const EtaHttp *http, JsonNode *json)
{
  const char *message = json && JSON_NODE_HOLDS_OBJECT (json)
                            ? eta_wire_string (json_node_get_object (json), "message")
                            : NULL;
  g_autofree char *bare = message && *message ? eta_market_without_tags (message) : NULL;
  g_autofree char *clean = bare && *bare ? eta_http_blot (http, bare) : NULL;

  if (!clean)
    return NULL;
  return g_utf8_strlen (clean, -1) > MAX_WORDS ? g_utf8_substring (clean, 0, MAX_WORDS)
                                               : g_steal_pointer (&clean);
}

static gboolean
is_web_page (const EtaHttpAnswer *answer)
{
  return answer->content_type && strstr (answer->content_type, "html") != NULL;
}

typedef struct {
  guint from, to; /* statuses */
  EtaSyncError code;
  const char *text; /* two %s: host, the server’s words */
} Meaning;

static const Meaning meanings[] = {
    {401, 401, ETA_SYNC_ERROR_REFUSED_KEY,
     N_ ("“%s” refuses the key (%s). Check that it is whole, and not revoked in the shop.")},
    {403, 403, ETA_SYNC_ERROR_REFUSED_KEY,
     N_ ("“%s” does not let this key do that (%s). Ask for a key that may edit products.")},
    {413, 413, ETA_SYNC_ERROR_TOO_LARGE, N_ ("It is too large for “%s” (%s).")},
    {429, 429, ETA_SYNC_ERROR_BUSY, N_ ("“%s” is busy (%s). Sync again later.")},
    {503, 503, ETA_SYNC_ERROR_BUSY, N_ ("“%s” is busy (%s). Sync again later.")},
    {400, 499, ETA_SYNC_ERROR_REJECTED, NULL}, /* the words alone stand beside a product */
    {500, 599, ETA_SYNC_ERROR_UNKNOWN,
     N_ ("“%s” had a mishap (%s). Sync again; what arrived is looked up first.")},
};

static void
add_sentence (GError *error, const char *sentence)
{
  char *whole = g_strdup_printf ("%s %s", error->message, sentence);

  g_free (error->message);
  error->message = whole;
}

static void
set_meaning (EtaMarketConnection *connection,
             const EtaHttpAnswer *answer,
             const char *words,
             GError **error)
{
  const EtaHttp *http = eta_market_connection_http (connection);
  const char *hint = eta_market_connection_connector (connection)->key_hint;
  g_autofree char *number = g_strdup_printf (_ ("status %u"), answer->status);
  guint i;

  for (i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (answer->status >= meanings[i].from && answer->status <= meanings[i].to) {
      if (meanings[i].text)
        g_set_error (error, ETA_SYNC_ERROR, meanings[i].code, _ (meanings[i].text),
                     eta_http_host (http), words ? words : number);
      else
        g_set_error_literal (error, ETA_SYNC_ERROR, meanings[i].code, words ? words : number);
      if (answer->status == 401 && hint && error)
        add_sentence (*error, _ (hint));
      return;
    }
  g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_UNKNOWN,
               _ ("“%s” gives an answer that is no answer (%s). Check the address."),
               eta_http_host (http), number);
}

static gboolean
is_success (const EtaHttpAnswer *answer)
{
  return answer->status >= 200 && answer->status <= 299;
}

JsonNode *
eta_market_answer_json (EtaMarketConnection *connection,
                        const EtaHttpAnswer *answer,
                        GError **error)
{
  EtaHttp *http = eta_market_connection_http (connection);
  g_autoptr (JsonNode) json = NULL;
  g_autofree char *words = NULL;
  gsize size = 0;
  const char *data;

  if (answer->error) {
    g_propagate_error (error, g_error_copy (answer->error));
    return NULL;
  }
  data = g_bytes_get_data (answer->body, &size);
  json = eta_wire_parse_loose (data, size, NULL);
  if (is_success (answer) && json)
    return g_steal_pointer (&json);
  if (is_web_page (answer) && !(answer->wrote && is_success (answer)) && answer->status < 500 &&
      answer->status != 401 && answer->status != 403 && answer->status != 413 &&
      answer->status != 429) {
    g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_WRONG_SERVER,
                 _ ("At “%s” there is a web site, but not the interface of the shop. Ask the shop "
                    "for the address of its interface (API)."),
                 eta_http_url (http));
    return NULL;
  }
  words = server_words (http, json);
  set_meaning (connection, answer, words, error);
  return NULL;
}

/* How often a request that only reads is worth repeating. */
static guint
tries_for (const EtaHttpAnswer *answer)
{
  if (answer->status == 429 || (answer->status >= 502 && answer->status <= 504))
    return ETA_RETRY_TRIES;
  if (answer->status == 500)
    return 2;
  if (answer->error && answer->error->code == ETA_SYNC_ERROR_UNREACHABLE)
    return 2;
  return 1;
}

JsonNode *
eta_market_get_json (EtaMarketConnection *connection,
                     const char *path,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (EtaHttpRequest) request = eta_http_request_new ("GET", path);
  guint unit = eta_market_connection_retry_unit (connection);
  guint attempt;

  for (attempt = 1;; attempt++) {
    g_autoptr (EtaHttpAnswer) answer =
        eta_http_send (eta_market_connection_http (connection), request, cancellable);

    if (attempt >= tries_for (answer) || answer->retry_after > ETA_RETRY_PATIENCE * 1000)
      return eta_market_answer_json (connection, answer, error);
    if (!eta_retry_wait (
            eta_retry_delay (attempt, answer->retry_after, g_random_int_range (0, 1000), unit),
            cancellable, error))
      return NULL;
  }
}

JsonNode *
eta_market_post_json (EtaMarketConnection *connection,
                      const char *path,
                      const GString *body,
                      gint64 *retry_after,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (EtaHttpRequest) request = eta_http_request_new ("POST", path);
  g_autoptr (EtaHttpAnswer) answer = NULL;

  request->body = g_bytes_new (body->str, body->len);
  request->gzip = eta_market_connection_connector (connection)->gzip;
  answer = eta_http_send (eta_market_connection_http (connection), request, cancellable);
  if (retry_after)
    *retry_after = answer->retry_after;
  return eta_market_answer_json (connection, answer, error);
}
