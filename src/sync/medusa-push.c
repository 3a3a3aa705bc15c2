/* Making and changing products in Medusa: one batch, with what must go before it and after it. */
#include "sync/medusa-wire.h"

#include "sync/medusa.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  EtaMedusa *medusa;
  GPtrArray *works; /* EtaMedusaWork of the pushes that are still on their way */
  gint64 *retry_after;
  GCancellable *cancellable;
} Batch;

static void
work_free (gpointer data)
{
  EtaMedusaWork *work = data;

  g_free (work->options);
  g_free (work);
}

static JsonNode *
post (Batch *batch, const char *path, const GString *body, GError **error)
{
  return eta_market_post_json (batch->medusa->connection, path, body, batch->retry_after,
                               batch->cancellable, error);
}

/* --- before: options and half-made variants -------------------------------------------------- */

static gboolean
drop_variants (Batch *batch, const EtaPush *push, GError **error)
{
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *path = g_strdup_printf ("/admin/products/%s?fields=id", push->remote->id);
  g_autoptr (JsonNode) answer = NULL;

  eta_wire_open (body, NULL, '{');
  eta_wire_open (body, "variants", '[');
  eta_wire_close (body, ']');
  eta_wire_close (body, '}');
  answer = post (batch, path, body, error);
  return answer != NULL;
}

static gboolean
set_options (Batch *batch, const EtaMedusaWork *work, GError **error)
{
  g_autoptr (GString) body = g_string_new (work->options);
  g_autofree char *path =
      g_strdup_printf ("/admin/products/%s/options/batch?fields=id", work->push->remote->id);
  g_autoptr (JsonNode) answer = post (batch, path, body, error);

  return answer != NULL;
}

/* What is refused for one product is its own affair; anything else ends the batch. */
static gboolean
go_ahead (Batch *batch, EtaMedusaWork *work, GError **error)
{
  EtaPush *push = work->push;
  GError *failed = NULL;
  gboolean dropped = FALSE;

  eta_medusa_prepare (work);
  if (work->anew)
    dropped = drop_variants (batch, push, &failed);
  if (!failed && (!work->options || set_options (batch, work, &failed)))
    return TRUE;
  if (failed->code != ETA_SYNC_ERROR_REJECTED && failed->code != ETA_SYNC_ERROR_TOO_LARGE) {
    g_propagate_error (error, failed);
    return FALSE;
  }
  push->result = dropped ? ETA_PUSH_UNKNOWN : ETA_PUSH_REJECTED;
  push->message = g_strdup (failed->message);
  g_error_free (failed);
  return TRUE;
}

/* --- the batch itself ------------------------------------------------------------------------ */

static GString *
write_batch (Batch *batch)
{
  static const char *const lists[] = {"create", "update"};
  GString *body = g_string_new (NULL);
  guint list, i;

  eta_wire_open (body, NULL, '{');
  for (list = 0; list < G_N_ELEMENTS (lists); list++) {
    eta_wire_open (body, lists[list], '[');
    for (i = 0; i < batch->works->len; i++) {
      EtaMedusaWork *work = g_ptr_array_index (batch->works, i);

      if ((work->push->remote != NULL) == (list == 1))
        eta_medusa_write_product (body, work, batch->medusa->info, batch->medusa->terms);
    }
    eta_wire_close (body, ']');
  }
  eta_wire_close (body, '}');
  return body;
}

/* Medusa answers in an order of its own. */
static void
take_ids (Batch *batch, JsonArray *created)
{
  guint i, j;

  for (i = 0; i < batch->works->len; i++) {
    EtaPush *push = ((EtaMedusaWork *)g_ptr_array_index (batch->works, i))->push;

    push->result = ETA_PUSH_OK;
    if (push->remote) {
      push->id = g_strdup (push->remote->id);
      continue;
    }
    for (j = 0; j < eta_wire_length (created); j++)
      if (g_strcmp0 (eta_wire_string (eta_wire_nth (created, j), "handle"), push->handle) == 0)
        push->id = g_strdup (eta_wire_string (eta_wire_nth (created, j), "id"));
    if (!push->id)
      push->result = ETA_PUSH_UNKNOWN;
  }
}

static gboolean
blame (Batch *batch, const char *message)
{
  g_autoptr (GPtrArray) pushes = g_ptr_array_new ();
  guint i;

  for (i = 0; i < batch->works->len; i++)
    g_ptr_array_add (pushes, ((EtaMedusaWork *)g_ptr_array_index (batch->works, i))->push);
  return eta_medusa_blame (pushes, message);
}

static gboolean
send_batch (Batch *batch, gboolean *sent, GError **error)
{
  g_autoptr (GString) body = write_batch (batch);
  g_autoptr (JsonNode) answer = NULL;
  GError *failed = NULL;

  *sent = FALSE;
  if (body->len > eta_connector_medusa.max_body && batch->works->len > 1) {
    g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_TOO_LARGE, "");
    return FALSE;
  }
  answer = post (batch, "/admin/products/batch?fields=id,handle", body, &failed);
  if (answer) {
    take_ids (batch, JSON_NODE_HOLDS_OBJECT (answer)
                         ? eta_wire_array (json_node_get_object (answer), "created")
                         : NULL);
    *sent = TRUE;
    return TRUE;
  }
  if (failed->code == ETA_SYNC_ERROR_REJECTED && blame (batch, failed->message)) {
    g_error_free (failed);
    return TRUE;
  }
  g_propagate_error (error, failed);
  return FALSE;
}

/* --- after: translations --------------------------------------------------------------------- */

/* The products are there by now: whatever goes wrong here is found by reading back, and mended. */
static void
send_translations (Batch *batch)
{
  g_autoptr (GString) create = g_string_new ("{"), update = g_string_new (NULL);
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) failed = NULL;
  gboolean any = FALSE;
  guint i;

  eta_wire_open (create, "create", '[');
  eta_wire_open (update, "update", '[');
  for (i = 0; i < batch->works->len; i++) {
    EtaPush *push = ((EtaMedusaWork *)g_ptr_array_index (batch->works, i))->push;

    if (push->id)
      any |= eta_medusa_write_translations (create, update, push, push->id, batch->medusa->info);
  }
  if (!any)
    return;
  eta_wire_close (create, ']');
  eta_wire_close (update, ']');
  g_string_append_printf (create, ",%s}", update->str);
  answer = post (batch, "/admin/translations/batch", create, &failed);
  for (i = 0; !answer && i < batch->works->len; i++) {
    EtaPush *push = ((EtaMedusaWork *)g_ptr_array_index (batch->works, i))->push;

    g_free (push->message);
    push->message = g_strdup (failed->message);
  }
}

/* --- all of it ------------------------------------------------------------------------------- */

/* An update of nothing (only a translation is missing) is no update. */
static gboolean
changes_product (const EtaPush *push)
{
  return !push->remote || push->repair || g_hash_table_size (push->paths) > 0 || !push->remote->key;
}

static gboolean
collect (Batch *batch, GPtrArray *pushes, GError **error)
{
  guint i;

  for (i = 0; i < pushes->len; i++) {
    EtaPush *push = g_ptr_array_index (pushes, i);
    EtaMedusaWork *work = g_new0 (EtaMedusaWork, 1);

    work->push = push;
    push->result = ETA_PUSH_UNDONE;
    g_clear_pointer (&push->message, g_free);
    g_clear_pointer (&push->id, g_free);
    if (!go_ahead (batch, work, error)) {
      work_free (work);
      return FALSE;
    }
    if (push->result == ETA_PUSH_UNDONE && changes_product (push)) {
      g_ptr_array_add (batch->works, work);
      continue;
    }
    if (push->result == ETA_PUSH_UNDONE) {
      push->result = ETA_PUSH_OK;
      push->id = g_strdup (push->remote->id);
    }
    work_free (work);
  }
  return TRUE;
}

gboolean
eta_medusa_push (gpointer self,
                 GPtrArray *pushes,
                 gint64 *retry_after,
                 GCancellable *cancellable,
                 GError **error)
{
  EtaMedusa *medusa = self;
  g_autoptr (GPtrArray) works = g_ptr_array_new_with_free_func (work_free);
  Batch batch = {medusa, works, retry_after, cancellable};
  gboolean sent = FALSE;

  if (retry_after)
    *retry_after = -1;
  if (!eta_medusa_ensure_info (medusa, cancellable, error) || !collect (&batch, pushes, error))
    return FALSE;
  if (works->len == 0)
    return TRUE;
  if (!send_batch (&batch, &sent, error))
    return FALSE;
  if (sent)
    send_translations (&batch);
  return TRUE;
}
