/* Finding products again in Medusa, by whatever still leads to them. */
#include "sync/medusa-wire.h"

#include "sync/medusa.h"

#include <string.h>

/* Filters that Medusa does not know are passed over without a word, and then everything comes back:
 * every row is looked at again before it is believed. */

static void
append_filter (GString *path, const char *name, const char *value)
{
  g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);

  g_string_append_printf (path, "&%s[]=%s", name, escaped);
}

static JsonNode *
get_products (EtaMedusa *medusa,
              const char *filter,
              GPtrArray *values,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GString) path = g_string_new ("/admin/products?limit=1000&fields=");
  guint i;

  g_string_append (path, eta_medusa_fields);
  for (i = 0; i < values->len; i++)
    append_filter (path, filter, values->pdata[i]);
  return eta_market_get_json (medusa->connection, path->str, cancellable, error);
}

/* Of all PRODUCTS at once: one question instead of one for each. */
static JsonNode *
get_translations (EtaMedusa *medusa, JsonArray *products, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) path = g_string_new ("/admin/translations?reference=product&limit=10000");
  guint i;

  for (i = 0; i < eta_wire_length (products); i++) {
    const char *id = eta_wire_string (eta_wire_nth (products, i), "id");

    if (id)
      append_filter (path, "reference_id", id);
  }
  return eta_market_get_json (medusa->connection, path->str, cancellable, error);
}

typedef const char *(*WantedKey) (const EtaWanted *wanted);
typedef const char *(*RemoteKey) (const EtaRemote *remote);

static const char *
wanted_id (const EtaWanted *wanted)
{
  return wanted->id;
}
static const char *
wanted_key (const EtaWanted *wanted)
{
  return wanted->key;
}
static const char *
wanted_handle (const EtaWanted *wanted)
{
  return wanted->handle;
}
static const char *
remote_id (const EtaRemote *remote)
{
  return remote->id;
}
static const char *
remote_key (const EtaRemote *remote)
{
  return remote->key;
}
static const char *
remote_handle (const EtaRemote *remote)
{
  return remote->handle;
}

/* The ways, best first; each for what the ones before did not find. */
static const struct {
  const char *filter;
  WantedKey wanted;
  RemoteKey remote;
} ways[] = {
    {"id", wanted_id, remote_id},
    {"external_id", wanted_key, remote_key},
    {"handle", wanted_handle, remote_handle},
};

static GPtrArray *
read_all (EtaMedusa *medusa, JsonNode *answer, GCancellable *cancellable, GError **error)
{
  JsonArray *products = eta_wire_array (json_node_get_object (answer), "products");
  g_autoptr (GPtrArray) remotes = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_remote_unref);
  g_autoptr (JsonNode) translations = NULL;
  guint i;

  if (medusa->info->translations && eta_wire_length (products) > 0) {
    translations = get_translations (medusa, products, cancellable, error);
    if (!translations)
      return NULL;
  }
  for (i = 0; i < eta_wire_length (products); i++) {
    EtaRemote *remote = eta_medusa_read_product (
        eta_wire_nth (products, i),
        translations ? eta_wire_array (json_node_get_object (translations), "translations") : NULL,
        medusa->info);

    if (remote)
      g_ptr_array_add (remotes, remote);
  }
  return g_steal_pointer (&remotes);
}

static gboolean
find_way (EtaMedusa *medusa, guint way, GPtrArray *all, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) asked = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) values = g_ptr_array_new (), remotes = NULL;
  g_autoptr (JsonNode) answer = NULL;
  guint i;

  for (i = 0; i < all->len; i++) {
    EtaWanted *wanted = g_ptr_array_index (all, i);
    const char *value = ways[way].wanted (wanted);

    if (wanted->found || !value || !*value)
      continue;
    g_ptr_array_add (values, (gpointer)value);
    g_hash_table_insert (asked, (gpointer)value, wanted);
  }
  if (values->len == 0)
    return TRUE;
  answer = get_products (medusa, ways[way].filter, values, cancellable, error);
  remotes = answer ? read_all (medusa, answer, cancellable, error) : NULL;
  for (i = 0; remotes && i < remotes->len; i++) {
    const char *value = ways[way].remote (remotes->pdata[i]);
    EtaWanted *wanted = value ? g_hash_table_lookup (asked, value) : NULL;

    if (wanted)
      eta_wanted_offer (wanted, remotes->pdata[i], FALSE);
  }
  return remotes != NULL;
}

/* SKU → the product that has it. */
static GHashTable *
sku_owners (EtaMedusa *medusa, GPtrArray *skus, GCancellable *cancellable, GError **error)
{
  GHashTable *owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GString) path =
      g_string_new ("/admin/product-variants?limit=1000&fields=id,sku,product_id");
  g_autoptr (JsonNode) answer = NULL;
  JsonArray *variants;
  guint i;

  for (i = 0; i < skus->len; i++)
    append_filter (path, "sku", skus->pdata[i]);
  answer = eta_market_get_json (medusa->connection, path->str, cancellable, error);
  if (!answer) {
    g_hash_table_unref (owners);
    return NULL;
  }
  variants = eta_wire_array (json_node_get_object (answer), "variants");
  for (i = 0; i < eta_wire_length (variants); i++) {
    const char *sku = eta_wire_string (eta_wire_nth (variants, i), "sku");
    const char *id = eta_wire_string (eta_wire_nth (variants, i), "product_id");

    if (sku && id)
      g_hash_table_insert (owners, g_strdup (sku), g_strdup (id));
  }
  return owners;
}

static const char *
owner_of (GHashTable *owners, const EtaWanted *wanted)
{
  const char *id = NULL;
  guint i;

  for (i = 0; !id && wanted->skus && i < wanted->skus->len; i++)
    id = g_hash_table_lookup (owners, wanted->skus->pdata[i]);
  return id;
}

static gboolean
take_owners (EtaMedusa *medusa,
             GPtrArray *all,
             GHashTable *owners,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new (), remotes = NULL;
  g_autoptr (JsonNode) answer = NULL;
  guint i, j;

  for (i = 0; i < all->len; i++) {
    EtaWanted *wanted = g_ptr_array_index (all, i);
    const char *id = wanted->found ? NULL : owner_of (owners, wanted);

    if (id && !g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
      g_ptr_array_add (ids, (gpointer)id);
  }
  if (ids->len == 0)
    return TRUE;
  answer = get_products (medusa, "id", ids, cancellable, error);
  remotes = answer ? read_all (medusa, answer, cancellable, error) : NULL;
  for (i = 0; remotes && i < all->len; i++) {
    EtaWanted *wanted = g_ptr_array_index (all, i);
    const char *id = wanted->found ? NULL : owner_of (owners, wanted);

    for (j = 0; id && j < remotes->len; j++)
      if (g_strcmp0 (((EtaRemote *)remotes->pdata[j])->id, id) == 0)
        eta_wanted_offer (wanted, remotes->pdata[j], TRUE);
  }
  return remotes != NULL;
}

static gboolean
find_by_sku (EtaMedusa *medusa, GPtrArray *all, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) skus = g_ptr_array_new ();
  g_autoptr (GHashTable) owners = NULL;
  guint i, j;

  for (i = 0; i < all->len; i++) {
    EtaWanted *wanted = g_ptr_array_index (all, i);

    for (j = 0; !wanted->found && wanted->skus && j < wanted->skus->len; j++)
      g_ptr_array_add (skus, wanted->skus->pdata[j]);
  }
  if (skus->len == 0)
    return TRUE;
  owners = sku_owners (medusa, skus, cancellable, error);
  return owners && take_owners (medusa, all, owners, cancellable, error);
}

gboolean
eta_medusa_find (gpointer self, GPtrArray *wanted, GCancellable *cancellable, GError **error)
{
  EtaMedusa *medusa = self;
  guint i;

  if (!eta_medusa_ensure_info (medusa, cancellable, error))
    return FALSE;
  for (i = 0; i < wanted->len; i++)
    eta_wanted_clear (g_ptr_array_index (wanted, i));
  for (i = 0; i < G_N_ELEMENTS (ways); i++)
    if (!find_way (medusa, i, wanted, cancellable, error))
      return FALSE;
  return find_by_sku (medusa, wanted, cancellable, error);
}
