#include "sync/market.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _EtaMarketConnection {
  const EtaConnector *connector;
  gpointer self;
  EtaHttp *http;
  char *id;
  char *name;
  char *key;
  JsonNode *options; /* an object */
  guint retry_unit;
};

static const EtaConnector *const connectors[] = {&eta_connector_medusa, &eta_connector_woocommerce};
static const char *const kinds[] = {"medusa", "woocommerce", NULL};

const char *const *
eta_market_kinds (void)
{
  return kinds;
}

static const EtaConnector *
find_connector (const char *kind, GError **error)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (connectors); i++)
    if (g_strcmp0 (connectors[i]->kind, kind) == 0)
      return connectors[i];
  g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_INPUT,
               _ ("“%s” is not a kind of marketplace that this version knows. Choose “medusa” or "
                  "“woocommerce”."),
               kind ? kind : "");
  return NULL;
}

static JsonNode *
parse_options (const EtaMarketplace *market, GError **error)
{
  const char *text = market->options && *market->options ? market->options : "{}";
  g_autoptr (JsonNode) node = eta_wire_parse (text, strlen (text), NULL);

  if (node && JSON_NODE_HOLDS_OBJECT (node))
    return g_steal_pointer (&node);
  g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_INPUT,
               _ ("The settings of the marketplace “%s” are damaged. Connect it anew."),
               market->name);
  return NULL;
}

/* A key with a line break in it would be two headers. */
static gboolean
check_key (const EtaConnector *connector, const char *key, GError **error)
{
  const char *p;

  for (p = key ? key : ""; *p; p++)
    if (!g_ascii_isgraph (*p) && *p != ' ')
      break;
  if (key && *key && !*p && connector->pair &&
      (!strchr (key, ':') || g_str_has_prefix (key, "ck_"))) {
    g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_INPUT,
                         _ ("This shop wants a user name and an application password, parted by a "
                            "colon. Make one in the shop under Users, Profile."));
    return FALSE;
  }
  if (key && *key && !*p)
    return TRUE;
  g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_INPUT,
                       _ ("That is no key. Copy it once more from the shop’s settings."));
  return FALSE;
}

static gboolean
open_http (EtaMarketConnection *connection, const EtaMarketplace *market, GError **error)
{
  gboolean is_pair = connection->connector->pair;
  g_autofree char *pair = g_strconcat (connection->key, is_pair ? NULL : ":", NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *)pair, strlen (pair));
  g_autofree char *authorization = g_strconcat ("Basic ", encoded, NULL);
  EtaHttpOptions options = {
      .url = market->url,
      .authorization = authorization,
      .secret = is_pair ? strchr (connection->key, ':') + 1 : connection->key,
      .ca_file = eta_market_connection_option (connection, "ca_file"),
      .plain = eta_wire_is_true (json_node_get_object (connection->options), "plain"),
  };

  connection->http = eta_http_new (&options, error);
  return connection->http != NULL;
}

EtaMarketConnection *
eta_market_connection_new (const EtaMarketplace *market, const char *key, GError **error)
{
  const EtaConnector *connector = find_connector (market->kind, error);
  g_autoptr (JsonNode) options = connector ? parse_options (market, error) : NULL;
  g_autoptr (EtaMarketConnection) connection = NULL;

  if (!options || !check_key (connector, key, error))
    return NULL;
  connection = g_new0 (EtaMarketConnection, 1);
  connection->connector = connector;
  connection->id = g_strdup (market->id);
  connection->name = g_strdup (market->name);
  connection->key = g_strdup (key);
  connection->options = g_steal_pointer (&options);
  connection->retry_unit = 1000;
  if (!open_http (connection, market, error))
    return NULL;
  connection->self = connector->open (connection);
  return g_steal_pointer (&connection);
}

void
eta_market_connection_free (EtaMarketConnection *connection)
{
  if (!connection)
    return;
  if (connection->self)
    connection->connector->close (connection->self);
  eta_http_free (connection->http);
  g_free (connection->id);
  g_free (connection->name);
  if (connection->key)
    explicit_bzero (connection->key, strlen (connection->key));
  g_free (connection->key);
  g_clear_pointer (&connection->options, json_node_unref);
  g_free (connection);
}

const char *
eta_market_connection_id (const EtaMarketConnection *connection)
{
  return connection->id;
}

const char *
eta_market_connection_name (const EtaMarketConnection *connection)
{
  return connection->name;
}

const char *
eta_market_connection_key (const EtaMarketConnection *connection)
{
  return connection->key;
}

EtaHttp *
eta_market_connection_http (EtaMarketConnection *connection)
{
  return connection->http;
}

const EtaConnector *
eta_market_connection_connector (const EtaMarketConnection *connection)
{
  return connection->connector;
}

gpointer
eta_market_connection_self (EtaMarketConnection *connection)
{
  return connection->self;
}

const char *
eta_market_connection_option (const EtaMarketConnection *connection, const char *name)
{
  return eta_wire_string (json_node_get_object (connection->options), name);
}

guint
eta_market_connection_retry_unit (const EtaMarketConnection *connection)
{
  return connection->retry_unit;
}

void
eta_market_connection_set_retry_unit (EtaMarketConnection *connection, guint unit)
{
  connection->retry_unit = unit;
}

/* --- the values that cross the table --------------------------------------------------------- */

static void
channel_free (gpointer data)
{
  EtaSalesChannel *channel = data;

  g_free (channel->id);
  g_free (channel->name);
  g_free (channel);
}

EtaMarketInfo *
eta_market_info_new (void)
{
  EtaMarketInfo *info = g_new0 (EtaMarketInfo, 1);

  info->currencies = g_ptr_array_new_with_free_func (g_free);
  info->locales = g_ptr_array_new_with_free_func (g_free);
  info->channels = g_ptr_array_new_with_free_func (channel_free);
  return info;
}

static gpointer
copy_text (gconstpointer text, gpointer data)
{
  return g_strdup (text);
}

static gpointer
copy_channel (gconstpointer source, gpointer data)
{
  const EtaSalesChannel *channel = source;
  EtaSalesChannel *copy = g_new0 (EtaSalesChannel, 1);

  copy->id = g_strdup (channel->id);
  copy->name = g_strdup (channel->name);
  return copy;
}

EtaMarketInfo *
eta_market_info_copy (const EtaMarketInfo *info)
{
  EtaMarketInfo *copy = eta_market_info_new ();

  copy->name = g_strdup (info->name);
  copy->lang = g_strdup (info->lang);
  copy->channel = g_strdup (info->channel);
  copy->notice = g_strdup (info->notice);
  copy->translations = info->translations;
  g_ptr_array_extend (copy->currencies, info->currencies, copy_text, NULL);
  g_ptr_array_extend (copy->locales, info->locales, copy_text, NULL);
  g_ptr_array_extend (copy->channels, info->channels, copy_channel, NULL);
  return copy;
}

void
eta_market_info_free (EtaMarketInfo *info)
{
  if (!info)
    return;
  g_free (info->name);
  g_free (info->lang);
  g_free (info->channel);
  g_free (info->notice);
  g_ptr_array_unref (info->currencies);
  g_ptr_array_unref (info->locales);
  g_ptr_array_unref (info->channels);
  g_free (info);
}

EtaRemote *
eta_remote_new (void)
{
  EtaRemote *remote = g_atomic_rc_box_new0 (EtaRemote);

  remote->listing = eta_listing_new ();
  remote->photos = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return remote;
}

EtaRemote *
eta_remote_ref (EtaRemote *remote)
{
  return g_atomic_rc_box_acquire (remote);
}

static void
remote_clear (gpointer data)
{
  EtaRemote *remote = data;

  g_free (remote->id);
  g_free (remote->key);
  g_free (remote->handle);
  g_free (remote->created);
  eta_listing_unref (remote->listing);
  g_hash_table_unref (remote->photos);
  if (remote->native)
    remote->native_free (remote->native);
}

void
eta_remote_unref (EtaRemote *remote)
{
  g_atomic_rc_box_release_full (remote, remote_clear);
}

void
eta_wanted_clear (EtaWanted *wanted)
{
  g_clear_pointer (&wanted->found, eta_remote_unref);
  g_clear_pointer (&wanted->also, g_ptr_array_unref);
  wanted->by_sku = FALSE;
}

void
eta_wanted_offer (EtaWanted *wanted, EtaRemote *remote, gboolean by_sku)
{
  EtaRemote *loser = remote;

  if (wanted->found && g_strcmp0 (wanted->found->id, remote->id) == 0)
    return;
  if (!wanted->found || g_strcmp0 (remote->created, wanted->found->created) < 0) {
    loser = wanted->found;
    wanted->found = eta_remote_ref (remote);
    wanted->by_sku = by_sku;
  }
  if (!loser)
    return;
  if (!wanted->also)
    wanted->also = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (wanted->also, g_strdup (loser->id));
  if (loser != remote)
    eta_remote_unref (loser);
}

void
eta_push_clear (EtaPush *push)
{
  g_clear_pointer (&push->target, eta_listing_unref);
  g_clear_pointer (&push->paths, g_hash_table_unref);
  g_clear_pointer (&push->id, g_free);
  g_clear_pointer (&push->message, g_free);
}
