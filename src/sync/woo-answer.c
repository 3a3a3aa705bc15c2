/* Asking WordPress: where its interface is, and what its refusals say. */
#include "sync/woo.h"

#include <string.h>

char *
eta_woo_path (const EtaWoo *woo, const char *route, const char *query)
{
  gboolean in_query = strchr (woo->root, '?') != NULL;

  return g_strconcat (woo->root, route, query ? (in_query ? "&" : "?") : NULL, query, NULL);
}

JsonNode *
eta_woo_get (
    EtaWoo *woo, const char *route, const char *query, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = eta_woo_path (woo, route, query);

  return eta_market_get_json (woo->connection, path, cancellable, error);
}

static JsonNode *
read_refusal (const EtaHttpAnswer *answer)
{
  gsize size = 0;
  const char *data = answer->body ? g_bytes_get_data (answer->body, &size) : NULL;
  g_autoptr (JsonNode) node = size > 0 ? eta_wire_parse_loose (data, size, NULL) : NULL;

  return node && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

JsonNode *
eta_woo_post (EtaWoo *woo,
              const char *route,
              const GString *body,
              gint64 *retry_after,
              JsonNode **refusal,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree char *path = eta_woo_path (woo, route, NULL);
  g_autoptr (EtaHttpRequest) request = eta_http_request_new ("POST", path);
  g_autoptr (EtaHttpAnswer) answer = NULL;
  JsonNode *json;

  request->body = g_bytes_new (body->str, body->len);
  answer = eta_http_send (eta_market_connection_http (woo->connection), request, cancellable);
  if (retry_after)
    *retry_after = answer->retry_after;
  json = eta_market_answer_json (woo->connection, answer, error);
  if (!json && refusal)
    *refusal = read_refusal (answer);
  return json;
}

char *
eta_woo_resource_id (JsonObject *refusal)
{
  return eta_wire_plain (eta_wire_object (refusal, "data"), "resource_id");
}
