/* The connector for Medusa 2: what to ask and in which order. The words themselves are in
 * medusa-wire.h. */
#include "sync/medusa-wire.h"

#include "sync/medusa.h"

#include <glib/gi18n-lib.h>
#include <string.h>

EtaMarketInfo *
eta_medusa_probe (gpointer self, GCancellable *cancellable, GError **error)
{
  EtaMedusa *medusa = self;
  EtaMarketConnection *connection = medusa->connection;
  g_autoptr (JsonNode) stores = NULL, flags = NULL, channels = NULL;
  JsonArray *list;

  stores =
      eta_market_get_json (connection,
                           "/admin/stores?limit=1&fields=name,default_sales_channel_id,"
                           "supported_currencies.currency_code,supported_currencies.is_default,"
                           "supported_locales.locale_code",
                           cancellable, error);
  if (!stores)
    return NULL;
  list = JSON_NODE_HOLDS_OBJECT (stores) ? eta_wire_array (json_node_get_object (stores), "stores")
                                         : NULL;
  if (eta_wire_length (list) == 0 || !eta_wire_nth (list, 0)) {
    g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_WRONG_SERVER,
                 _ ("At “%s” there is something, but no Medusa shop. Check the address."),
                 eta_http_url (eta_market_connection_http (connection)));
    return NULL;
  }
  /* An older Medusa has no flags, a narrow key sees no channels: both are no reason to stop. */
  flags = eta_market_get_json (connection, "/admin/feature-flags", cancellable, NULL);
  channels = eta_market_get_json (
      connection, "/admin/sales-channels?limit=200&fields=id,name,is_disabled", cancellable, NULL);
  g_clear_pointer (&medusa->info, eta_market_info_free);
  medusa->info = eta_medusa_read_store (
      eta_wire_nth (list, 0),
      flags ? eta_wire_object (json_node_get_object (flags), "feature_flags") : NULL,
      channels ? eta_wire_array (json_node_get_object (channels), "sales_channels") : NULL,
      eta_market_connection_option (connection, "channel"),
      eta_market_connection_option (connection, "lang"));
  return eta_market_info_copy (medusa->info);
}

gboolean
eta_medusa_ensure_info (EtaMedusa *medusa, GCancellable *cancellable, GError **error)
{
  if (!medusa->info)
    eta_market_info_free (eta_medusa_probe (medusa, cancellable, error));
  return medusa->info != NULL;
}

static gpointer
medusa_open (EtaMarketConnection *connection)
{
  EtaMedusa *medusa = g_new0 (EtaMedusa, 1);

  medusa->connection = connection;
  medusa->terms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return medusa;
}

static void
medusa_close (gpointer self)
{
  EtaMedusa *medusa = self;

  g_hash_table_unref (medusa->terms);
  eta_market_info_free (medusa->info);
  g_free (medusa);
}

/* --- categories and tags --------------------------------------------------------------------- */

typedef struct {
  char letter;         /* in the table of terms */
  const char *path;    /* in a listing */
  const char *address; /* in Medusa */
  const char *list;    /* member of its answers */
  const char *one;     /* and of the answer to a new one */
  const char *member;  /* by which it is known */
} Terms;

static const Terms term_kinds[] = {
    {'c', "categories", "/admin/product-categories", "product_categories", "product_category",
     "handle"},
    {'t', "tags", "/admin/product-tags", "product_tags", "product_tag", "value"},
};

static void
learn_term (EtaMedusa *medusa, const Terms *kind, JsonObject *term)
{
  const char *value = eta_wire_string (term, kind->member);
  const char *id = eta_wire_string (term, "id");

  if (value && id)
    g_hash_table_insert (medusa->terms, g_strdup_printf ("%c:%s", kind->letter, value),
                         g_strdup (id));
}

static void
learn_terms (EtaMedusa *medusa, const Terms *kind, JsonNode *answer)
{
  JsonArray *all = eta_wire_array (json_node_get_object (answer), kind->list);
  guint i;

  for (i = 0; i < eta_wire_length (all); i++)
    learn_term (medusa, kind, eta_wire_nth (all, i));
}

static GPtrArray *
missing_terms (EtaMedusa *medusa, const Terms *kind, GPtrArray *pushes)
{
  GPtrArray *missing = g_ptr_array_new_with_free_func (g_free);
  guint i, j;

  for (i = 0; i < pushes->len; i++) {
    EtaPush *push = g_ptr_array_index (pushes, i);
    g_autoptr (GPtrArray) values = eta_listing_children (push->target, kind->path);

    for (j = 0; j < values->len; j++) {
      g_autofree char *key = g_strdup_printf ("%c:%s", kind->letter, (char *)values->pdata[j]);
      g_autofree char *path = eta_listing_path (kind->path, values->pdata[j], NULL);

      if (push->remote && !g_hash_table_contains (push->paths, path))
        continue; /* it is there already */
      if (!g_hash_table_contains (medusa->terms, key) &&
          !g_ptr_array_find_with_equal_func (missing, values->pdata[j], g_str_equal, NULL))
        g_ptr_array_add (missing, g_strdup (values->pdata[j]));
    }
  }
  return missing;
}

static gboolean
look_up_terms (EtaMedusa *medusa,
               const Terms *kind,
               GPtrArray *values,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GString) path = g_string_new (kind->address);
  g_autoptr (JsonNode) answer = NULL;
  guint i;

  g_string_append_printf (path, "?limit=1000&fields=id,%s", kind->member);
  for (i = 0; i < values->len; i++) {
    g_autofree char *value = g_uri_escape_string (values->pdata[i], NULL, FALSE);

    g_string_append_printf (path, "&%s[]=%s", kind->member, value);
  }
  answer = eta_market_get_json (medusa->connection, path->str, cancellable, error);
  if (answer)
    learn_terms (medusa, kind, answer);
  return answer != NULL;
}

static gboolean
make_term (EtaMedusa *medusa,
           const Terms *kind,
           const char *value,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GString) body = g_string_new (NULL);
  g_autoptr (JsonNode) answer = NULL;
  GError *refused = NULL;

  eta_wire_open (body, NULL, '{');
  eta_wire_text (body, kind->member, value);
  if (kind->letter == 'c') {
    eta_wire_text (body, "name", eta_listing_category_name (value, medusa->info->lang));
    eta_wire_bool (body, "is_active", TRUE);
  }
  eta_wire_close (body, '}');
  answer =
      eta_market_post_json (medusa->connection, kind->address, body, NULL, cancellable, &refused);
  if (answer && JSON_NODE_HOLDS_OBJECT (answer))
    learn_term (medusa, kind, eta_wire_object (json_node_get_object (answer), kind->one));
  /* Somebody else has made it meanwhile: it is looked up below. A shop that will not have it lists
   * the product without. */
  if (!answer && !g_error_matches (refused, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REJECTED)) {
    g_propagate_error (error, refused);
    return FALSE;
  }
  g_clear_error (&refused);
  return TRUE;
}

static gboolean
medusa_ensure_terms (gpointer self, GPtrArray *pushes, GCancellable *cancellable, GError **error)
{
  EtaMedusa *medusa = self;
  guint i, j;

  if (!eta_medusa_ensure_info (medusa, cancellable, error))
    return FALSE;
  for (i = 0; i < G_N_ELEMENTS (term_kinds); i++) {
    const Terms *kind = &term_kinds[i];
    g_autoptr (GPtrArray) wanted = missing_terms (medusa, kind, pushes);
    g_autoptr (GPtrArray) missing = NULL;

    if (wanted->len == 0)
      continue;
    if (!look_up_terms (medusa, kind, wanted, cancellable, error))
      return FALSE;
    missing = missing_terms (medusa, kind, pushes);
    for (j = 0; j < missing->len; j++)
      if (!make_term (medusa, kind, missing->pdata[j], cancellable, error))
        return FALSE;
    g_ptr_array_unref (missing);
    missing = missing_terms (medusa, kind, pushes);
    if (missing->len > 0 && !look_up_terms (medusa, kind, missing, cancellable, error))
      return FALSE;
  }
  return TRUE;
}

const EtaConnector eta_connector_medusa = {
    .kind = "medusa",
    .max_items = 25,
    .max_body = 1500000, /* of 2 MB that the batch route takes */
    .max_find = 100,
    .parallel = 4,
    .gzip = TRUE,
    .open = medusa_open,
    .close = medusa_close,
    .probe = eta_medusa_probe,
    .find = eta_medusa_find,
    .put_photos = eta_medusa_put_photos,
    .lost_photos = eta_medusa_lost_photos,
    .ensure_terms = medusa_ensure_terms,
    .push = eta_medusa_push,
};
