/* Categories of WooCommerce: named by id alone, a name is passed over without a word. (Tags go by
 * their names, the shop makes them.) */
#include "sync/woo.h"

#include <string.h>

static gboolean
learn_from_list (EtaWoo *woo, const char *slug, GCancellable *cancellable, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (slug, NULL, FALSE);
  g_autofree char *query = g_strdup_printf ("per_page=100&_fields=id,slug&slug=%s", escaped);
  g_autoptr (JsonNode) answer =
      eta_woo_get (woo, "/wc/v3/products/categories", query, cancellable, error);
  JsonArray *rows = answer && JSON_NODE_HOLDS_ARRAY (answer) ? json_node_get_array (answer) : NULL;
  guint i;

  for (i = 0; i < eta_wire_length (rows); i++) {
    const char *there = eta_wire_string (eta_wire_nth (rows, i), "slug");
    char *id = eta_wire_plain (eta_wire_nth (rows, i), "id");

    if (there && id)
      g_hash_table_insert (woo->categories, g_strdup (there), id);
    else
      g_free (id);
  }
  return answer != NULL;
}

static gboolean
make (EtaWoo *woo, const char *slug, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *name = eta_woo_escape (eta_listing_category_name (slug, woo->info->lang));
  g_autoptr (JsonNode) refusal = NULL, answer = NULL;
  GError *refused = NULL;
  char *id = NULL;

  eta_wire_open (body, NULL, '{');
  eta_wire_text (body, "name", name);
  eta_wire_text (body, "slug", slug);
  eta_wire_close (body, '}');
  answer =
      eta_woo_post (woo, "/wc/v3/products/categories", body, NULL, &refusal, cancellable, &refused);
  if (answer && JSON_NODE_HOLDS_OBJECT (answer))
    id = eta_wire_plain (json_node_get_object (answer), "id");
  else if (refusal) /* term_exists: under another slug, or made meanwhile */
    id = eta_woo_resource_id (json_node_get_object (refusal));
  if (id)
    g_hash_table_insert (woo->categories, g_strdup (slug), id);
  /* A shop that will not have it lists the product without. */
  if (!answer && !g_error_matches (refused, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REJECTED)) {
    g_propagate_error (error, refused);
    return FALSE;
  }
  g_clear_error (&refused);
  return TRUE;
}

gboolean
eta_woo_ensure_terms (gpointer self, GPtrArray *pushes, GCancellable *cancellable, GError **error)
{
  EtaWoo *woo = self;
  guint i, j;

  if (!eta_woo_ensure_info (woo, cancellable, error))
    return FALSE;
  for (i = 0; i < pushes->len; i++) {
    EtaPush *push = g_ptr_array_index (pushes, i);
    g_autoptr (GPtrArray) slugs = eta_listing_children (push->target, "categories");

    for (j = 0; eta_woo_is_sent (push, "categories") && j < slugs->len; j++) {
      const char *slug = slugs->pdata[j];

      if (g_hash_table_contains (woo->categories, slug))
        continue;
      if (!learn_from_list (woo, slug, cancellable, error))
        return FALSE;
      if (!g_hash_table_contains (woo->categories, slug) && !make (woo, slug, cancellable, error))
        return FALSE;
    }
  }
  return TRUE;
}
