/* Making and changing products in WooCommerce. A batch is done one item after the other, not as a
 * whole: each has its own result inside an answer of 200, in the order that they were sent. */
#include "sync/woo.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  EtaWoo *woo;
  GPtrArray *created; /* EtaPush, in the order of "create" */
  GPtrArray *updated; /* EtaPush, in the order of "update"; NULL for a price that is cleared */
  gint64 *retry_after;
  GCancellable *cancellable;
} Batch;

static JsonNode *
post (Batch *batch, const char *route, const GString *body, GError **error)
{
  return eta_woo_post (batch->woo, route, body, batch->retry_after, NULL, batch->cancellable,
                       error);
}

static void
set_result (EtaPush *push, EtaPushResult result, const char *message)
{
  push->result = result;
  g_free (push->message);
  push->message = g_strdup (message);
}

/* --- what the shop says of one ---------------------------------------------------------------- */

/* Its SKU may lie in the shop's trash, where no list shows it. Ours is taken out of there again. */
static gboolean
look_in_trash (Batch *batch, EtaPush *push, const char *sku, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (sku, NULL, FALSE);
  g_autofree char *query =
      g_strdup_printf ("context=edit&status=trash&_fields=%s&sku=%s", eta_woo_fields, escaped);
  g_autoptr (JsonNode) answer =
      eta_woo_get (batch->woo, "/wc/v3/products", query, batch->cancellable, error);
  JsonArray *rows = answer && JSON_NODE_HOLDS_ARRAY (answer) ? json_node_get_array (answer) : NULL;
  JsonObject *row = eta_wire_length (rows) > 0 ? eta_wire_nth (rows, 0) : NULL;
  g_autoptr (EtaRemote) trashed = NULL;
  g_autofree char *route = NULL;
  g_autoptr (GString) body = NULL;
  g_autoptr (JsonNode) done = NULL;
  const char *there = eta_wire_string (row, "sku");

  if (!answer)
    return FALSE;
  if (!there || g_ascii_strcasecmp (there, sku) != 0 ||
      g_strcmp0 (eta_wire_string (row, "status"), "trash") != 0)
    return TRUE;
  trashed = eta_woo_read_product (batch->woo, row, NULL);
  if (g_strcmp0 (trashed->key, push->key) != 0) {
    set_result (push, ETA_PUSH_REJECTED,
                _ ("A product in the shop’s trash has this code (SKU). Restore it there or delete "
                   "it for good, then sync again."));
    return TRUE;
  }
  route = g_strdup_printf ("/wc/v3/products/%s", trashed->id);
  body = g_string_new (g_strcmp0 (eta_listing_get (push->target, "status"), "published") == 0
                           ? "{\"status\":\"publish\"}"
                           : "{\"status\":\"draft\"}");
  done = post (batch, route, body, error);
  return done != NULL;
}

static gboolean
take_duplicate (Batch *batch, EtaPush *push, JsonObject *refusal, GError **error)
{
  g_autoptr (GPtrArray) skus = eta_woo_skus (push);
  g_autofree char *owner = eta_woo_resource_id (refusal);
  guint i;

  push->result = ETA_PUSH_EXISTS; /* the message stays */
  for (i = 0; !owner && push->result == ETA_PUSH_EXISTS && i < skus->len; i++)
    if (!look_in_trash (batch, push, skus->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* A picture that is gone: where it was is forgotten, so that it is looked for, and sent, again. */
static void
forget_photos (const EtaPush *push)
{
  const char *images = eta_listing_get (push->target, "images");
  g_auto (GStrv) tokens = g_strsplit (images ? images : "", " ", -1);
  guint i;

  for (i = 0; push->photos && tokens[i]; i++)
    if (!push->remote || !g_hash_table_contains (push->remote->photos, tokens[i]))
      g_hash_table_remove (push->photos, tokens[i]);
}

static char *
plain_words (const EtaWoo *woo, const char *message)
{
  g_autofree char *text = eta_woo_unescape (message);
  g_autofree char *bare = text ? eta_market_without_tags (text) : NULL;

  return bare ? eta_http_blot (eta_market_connection_http (woo->connection), bare) : NULL;
}

/* REFUSAL: {"code","message","data":{"status","resource_id"}} */
static gboolean
take_refusal (Batch *batch, EtaPush *push, JsonObject *refusal, GError **error)
{
  const char *code = eta_wire_string (refusal, "code");
  g_autofree char *words = plain_words (batch->woo, eta_wire_string (refusal, "message"));
  g_autofree char *status = eta_wire_plain (eta_wire_object (refusal, "data"), "status");

  set_result (push, ETA_PUSH_REJECTED, words ? words : code);
  if (g_strcmp0 (code, "product_invalid_sku") == 0 ||
      g_strcmp0 (code, "woocommerce_rest_product_not_created") == 0)
    return take_duplicate (batch, push, refusal, error);
  if (g_strcmp0 (code, "woocommerce_product_invalid_image_id") == 0) {
    forget_photos (push);
    push->result = ETA_PUSH_EXISTS; /* looked at, and tried once more */
  } else if (g_strcmp0 (code, "woocommerce_rest_product_invalid_id") == 0) {
    push->result = ETA_PUSH_EXISTS; /* it was deleted just now */
  } else if (status && *status == '5') {
    push->result = ETA_PUSH_UNKNOWN;
  }
  return TRUE;
}

/* --- an older copy --------------------------------------------------------------------------- */

/* The shop takes a name in an address twice and puts “-2” behind the second: then an older product
 * has the first. A stump of our own, without a code, is what a server left that went down; of the
 * two the new one goes, since shoppers may know the old. */
static gboolean
check_older (Batch *batch, EtaPush *push, GError **error)
{
  g_autofree char *query = g_strdup_printf ("per_page=100&context=edit&_fields=%s&slug=%s",
                                            eta_woo_fields, push->handle);
  g_autoptr (JsonNode) answer =
      eta_woo_get (batch->woo, "/wc/v3/products", query, batch->cancellable, error);
  JsonArray *rows = answer && JSON_NODE_HOLDS_ARRAY (answer) ? json_node_get_array (answer) : NULL;
  g_autoptr (GString) body = g_string_new (NULL);
  g_autoptr (JsonNode) done = NULL;
  gboolean ours = FALSE;
  guint i;

  for (i = 0; i < eta_wire_length (rows); i++) {
    JsonObject *row = eta_wire_nth (rows, i);
    const char *sku = eta_wire_string (row, "sku");
    g_autofree char *id = eta_wire_plain (row, "id");

    ours |= g_strcmp0 (eta_wire_string (row, "slug"), push->handle) == 0 && (!sku || !*sku) &&
            g_strcmp0 (id, push->id) != 0;
  }
  if (!answer || !ours)
    return answer != NULL;
  g_string_printf (body, "{\"delete\":[%s]}", push->id);
  done = post (batch, "/wc/v3/products/batch", body, error);
  g_clear_pointer (&push->id, g_free);
  set_result (push, ETA_PUSH_UNKNOWN, NULL);
  return done != NULL;
}

static gboolean
take_result (Batch *batch, EtaPush *push, JsonObject *result, GError **error)
{
  JsonObject *refusal = eta_wire_object (result, "error");
  const char *slug = eta_wire_string (result, "slug");
  char *id = eta_wire_plain (result, "id");

  if (refusal || !id || g_str_equal (id, "0")) {
    g_free (id);
    if (refusal)
      return take_refusal (batch, push, refusal, error);
    set_result (push, ETA_PUSH_UNKNOWN, NULL);
    return TRUE;
  }
  g_free (push->id);
  push->id = id;
  push->result = ETA_PUSH_OK;
  if (!push->remote && slug && g_strcmp0 (slug, push->handle) != 0)
    return check_older (batch, push, error);
  return TRUE;
}

/* --- the batch itself ------------------------------------------------------------------------ */

static void
write_clearing (Batch *batch, GString *body, const EtaPush *push)
{
  g_autoptr (GPtrArray) skus = eta_woo_skus (push);

  if (eta_woo_is_variable (push) || skus->len == 0 ||
      !eta_woo_needs_clearing (batch->woo, push, skus->pdata[0]))
    return;
  g_string_append_printf (body, "%s{\"id\":%s,\"regular_price\":\"\"}",
                          batch->updated->len > 0 ? "," : "", push->remote->id);
  g_ptr_array_add (batch->updated, NULL);
}

static GString *
write_batch (Batch *batch, GPtrArray *works)
{
  GString *body = g_string_new (NULL);
  guint i;

  eta_wire_open (body, NULL, '{');
  eta_wire_open (body, "create", '[');
  for (i = 0; i < works->len; i++) {
    EtaPush *push = works->pdata[i];

    if (push->remote)
      continue;
    eta_woo_write_product (body, batch->woo, push);
    g_ptr_array_add (batch->created, push);
  }
  eta_wire_close (body, ']');
  eta_wire_open (body, "update", '[');
  for (i = 0; i < works->len; i++) {
    EtaPush *push = works->pdata[i];

    if (!push->remote)
      continue;
    write_clearing (batch, body, push);
    eta_woo_write_product (body, batch->woo, push);
    g_ptr_array_add (batch->updated, push);
  }
  eta_wire_close (body, ']');
  eta_wire_close (body, '}');
  return body;
}

static gboolean
take_results (Batch *batch, GPtrArray *pushes, JsonArray *results, GError **error)
{
  guint i;

  for (i = 0; i < pushes->len; i++) {
    EtaPush *push = pushes->pdata[i];

    if (!push)
      continue;
    if (i >= eta_wire_length (results) || !eta_wire_nth (results, i))
      set_result (push, ETA_PUSH_UNKNOWN, NULL); /* the shop stopped before it */
    else if (!take_result (batch, push, eta_wire_nth (results, i), error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
send_batch (Batch *batch, GPtrArray *works, GError **error)
{
  g_autoptr (GString) body = write_batch (batch, works);
  g_autoptr (JsonNode) answer = NULL;
  JsonObject *results;

  if (works->len == 0)
    return TRUE;
  if (body->len > eta_connector_woocommerce.max_body && works->len > 1) {
    g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_TOO_LARGE, "");
    return FALSE;
  }
  answer = post (batch, "/wc/v3/products/batch", body, error);
  if (!answer)
    return FALSE;
  results = JSON_NODE_HOLDS_OBJECT (answer) ? json_node_get_object (answer) : NULL;
  return take_results (batch, batch->created, eta_wire_array (results, "create"), error) &&
         take_results (batch, batch->updated, eta_wire_array (results, "update"), error);
}

/* --- variations, after their product --------------------------------------------------------- */

static gboolean
take_variation_results (Batch *batch, EtaPush *push, JsonNode *answer, GError **error)
{
  static const char *const lists[] = {"create", "update", "delete"};
  JsonObject *all = JSON_NODE_HOLDS_OBJECT (answer) ? json_node_get_object (answer) : NULL;
  guint i, j;

  for (i = 0; i < G_N_ELEMENTS (lists); i++) {
    JsonArray *results = eta_wire_array (all, lists[i]);

    for (j = 0; j < eta_wire_length (results); j++) {
      JsonObject *refusal = eta_wire_object (eta_wire_nth (results, j), "error");

      if (refusal)
        return take_refusal (batch, push, refusal, error);
    }
  }
  return TRUE;
}

static gboolean
send_variations (Batch *batch, EtaPush *push, GError **error)
{
  g_autoptr (GString) body = eta_woo_write_variations (batch->woo, push);
  g_autofree char *route = g_strdup_printf ("/wc/v3/products/%s/variations/batch", push->id);
  g_autoptr (JsonNode) answer = NULL;
  GError *failed = NULL;

  if (!body)
    return TRUE;
  answer = post (batch, route, body, &failed);
  if (answer) {
    if (!take_variation_results (batch, push, answer, error))
      return FALSE;
  } else if (failed->code == ETA_SYNC_ERROR_REJECTED || failed->code == ETA_SYNC_ERROR_TOO_LARGE ||
             failed->code == ETA_SYNC_ERROR_UNKNOWN) {
    set_result (push, failed->code == ETA_SYNC_ERROR_UNKNOWN ? ETA_PUSH_UNKNOWN : ETA_PUSH_REJECTED,
                failed->message);
    g_error_free (failed);
  } else {
    g_propagate_error (error, failed);
    return FALSE;
  }
  /* Its product is there already: not nothing, but to be looked at. */
  if (push->result == ETA_PUSH_REJECTED && !push->remote)
    push->result = ETA_PUSH_UNKNOWN;
  return TRUE;
}

/* New products with variations come into the shop window now that these are there. */
static gboolean
publish (Batch *batch, GPtrArray *pushes, GError **error)
{
  g_autoptr (GString) body = g_string_new ("{\"update\":[");
  g_autoptr (JsonNode) answer = NULL;
  guint i, n = 0;

  for (i = 0; i < pushes->len; i++) {
    EtaPush *push = pushes->pdata[i];

    if (push->result != ETA_PUSH_OK || !eta_woo_is_published_later (push))
      continue;
    eta_woo_write_published (body, batch->woo, push);
    n++;
  }
  g_string_append (body, "]}");
  if (n == 0)
    return TRUE;
  answer = post (batch, "/wc/v3/products/batch", body, error);
  return answer != NULL;
}

static gboolean
send_all_variations (Batch *batch, GPtrArray *pushes, GError **error)
{
  guint i;

  for (i = 0; i < pushes->len; i++) {
    EtaPush *push = pushes->pdata[i];

    if (push->result == ETA_PUSH_OK && eta_woo_is_variable (push) &&
        !send_variations (batch, push, error))
      return FALSE;
  }
  return publish (batch, pushes, error);
}

/* --- all of it ------------------------------------------------------------------------------- */

/* What a variable product changes may concern its variations alone. */
static gboolean
changes_product (EtaWoo *woo, const EtaPush *push)
{
  g_autoptr (GString) text = NULL;

  if (!push->remote || push->repair || !push->remote->key)
    return TRUE;
  text = g_string_new (NULL);
  eta_woo_write_product (text, woo, push);
  return strchr (text->str, ',') != NULL; /* more than {"id":7} */
}

gboolean
eta_woo_push (gpointer self,
              GPtrArray *pushes,
              gint64 *retry_after,
              GCancellable *cancellable,
              GError **error)
{
  EtaWoo *woo = self;
  g_autoptr (GPtrArray) works = g_ptr_array_new (), created = g_ptr_array_new ();
  g_autoptr (GPtrArray) updated = g_ptr_array_new ();
  Batch batch = {woo, created, updated, retry_after, cancellable};
  guint i;

  if (retry_after)
    *retry_after = -1;
  if (!eta_woo_ensure_info (woo, cancellable, error))
    return FALSE;
  for (i = 0; i < pushes->len; i++) {
    EtaPush *push = pushes->pdata[i];

    set_result (push, ETA_PUSH_UNDONE, NULL);
    g_clear_pointer (&push->id, g_free);
    if (changes_product (woo, push)) {
      g_ptr_array_add (works, push);
      continue;
    }
    push->result = ETA_PUSH_OK;
    push->id = g_strdup (push->remote->id);
  }
  return send_batch (&batch, works, error) && send_all_variations (&batch, pushes, error);
}
