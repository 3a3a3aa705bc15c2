#include "sync/rates-fetch.h"

#include "catalog/measure.h"
#include "sync/http.h"

#include <glib/gi18n-lib.h>

#define MAX_BYTES (256 * 1024)
#define TIMEOUT 30

/* "https://www.example:8443" of the whole address. */
static char *
server_of (const char *address, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL);
  const char *scheme = uri ? g_uri_get_scheme (uri) : NULL;

  if (!uri || !g_uri_get_host (uri) || g_uri_get_userinfo (uri) ||
      (g_strcmp0 (scheme, "https") != 0 && g_strcmp0 (scheme, "http") != 0)) {
    g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_INPUT,
                 _ ("“%s” is not the address of a file with rates. It should look like “%s”."),
                 address, ETA_RATES_ADDRESS);
    return NULL;
  }
  return g_uri_join (G_URI_FLAGS_ENCODED, scheme, NULL, g_uri_get_host (uri), g_uri_get_port (uri),
                     "", NULL, NULL);
}

GPtrArray *
eta_rates_fetch (const char *address, GCancellable *cancellable, GError **error)
{
  g_autofree char *server = server_of (address, error);
  EtaHttpOptions options = {.url = server, .timeout = TIMEOUT, .max_answer = MAX_BYTES};
  g_autoptr (EtaHttp) http = server ? eta_http_new (&options, error) : NULL;
  g_autoptr (EtaHttpRequest) request = NULL;
  g_autoptr (EtaHttpAnswer) answer = NULL;
  g_autofree char *today = eta_date_today ();

  if (!http)
    return NULL;
  request = eta_http_request_new ("GET", address);
  answer = eta_http_send (http, request, cancellable);
  if (answer->error) {
    g_propagate_error (error, g_steal_pointer (&answer->error));
    return NULL;
  }
  if (answer->status != 200) {
    g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REJECTED,
                 _ ("“%s” answers with %u instead of the rates. Try again later, or look at the "
                    "address in “Exchange rates”."),
                 eta_http_host (http), answer->status);
    return NULL;
  }
  return eta_rates_parse_ecb (answer->body, today, error);
}
