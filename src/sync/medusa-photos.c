/* Pictures on their way to Medusa. It keeps the name it is given at the end of the address, so each
 * goes up under the name of its content and is known again by that. */
#include "sync/medusa.h"
#include "sync/retry.h"

#include <glib/gi18n-lib.h>

typedef struct {
  EtaMedusa *medusa;
  GPtrArray *again; /* EtaPhotoPut to be tried once more */
  EtaPhotoPutDone done;
  gpointer data;
  gboolean last; /* no further round follows */
  gint64 retry_after;
  GError *stop; /* no use in going on */
} Upload;

static char *
read_url (JsonNode *answer)
{
  JsonArray *files = JSON_NODE_HOLDS_OBJECT (answer)
                         ? eta_wire_array (json_node_get_object (answer), "files")
                         : NULL;

  if (eta_wire_length (files) == 0 || !eta_wire_nth (files, 0))
    return NULL;
  return g_strdup (eta_wire_string (eta_wire_nth (files, 0), "url"));
}

static gboolean
is_worth_repeating (const GError *error)
{
  return error->code == ETA_SYNC_ERROR_BUSY || error->code == ETA_SYNC_ERROR_UNKNOWN ||
         error->code == ETA_SYNC_ERROR_UNREACHABLE;
}

static gboolean
ends_all (const GError *error)
{
  return error->code == ETA_SYNC_ERROR_REFUSED_KEY || error->code == ETA_SYNC_ERROR_CANCELLED ||
         error->code == ETA_SYNC_ERROR_WRONG_SERVER || error->code == ETA_SYNC_ERROR_UNTRUSTED;
}

static gboolean
take_answer (const EtaHttpRequest *request, const EtaHttpAnswer *answer, gpointer data)
{
  Upload *upload = data;
  EtaPhotoPut *put = request->data;
  g_autoptr (JsonNode) json =
      eta_market_answer_json (upload->medusa->connection, answer, &put->error);

  if (json && !(put->ref = read_url (json)))
    g_set_error_literal (&put->error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_FAILED,
                         _ ("The shop took a photo but does not say where it is."));
  if (put->error && ends_all (put->error)) {
    if (!upload->stop)
      upload->stop = g_error_copy (put->error);
    return FALSE;
  }
  if (put->error && !upload->last && is_worth_repeating (put->error)) {
    upload->retry_after = MAX (upload->retry_after, answer->retry_after);
    g_clear_error (&put->error);
    g_ptr_array_add (upload->again, put);
    return TRUE;
  }
  return upload->done (put, upload->data);
}

static GPtrArray *
make_requests (GPtrArray *puts)
{
  GPtrArray *requests = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_http_request_free);
  guint i;

  for (i = 0; i < puts->len; i++) {
    EtaPhotoPut *put = g_ptr_array_index (puts, i);
    EtaHttpRequest *request = eta_http_request_new ("POST", "/admin/uploads");

    request->file = g_strdup (put->path);
    request->file_name = g_strconcat (put->sha256, ".jpg", NULL);
    request->file_field = "files";
    request->data = put;
    g_ptr_array_add (requests, request);
  }
  return requests;
}

gboolean
eta_medusa_put_photos (gpointer self,
                       GPtrArray *puts,
                       EtaPhotoPutDone done,
                       gpointer data,
                       GCancellable *cancellable,
                       GError **error)
{
  EtaMedusa *medusa = self;
  g_autoptr (GPtrArray) todo = g_ptr_array_ref (puts);
  guint attempt;

  for (attempt = 1; todo->len > 0; attempt++) {
    g_autoptr (GPtrArray) requests = make_requests (todo);
    Upload upload = {medusa, g_ptr_array_new (), done, data, attempt >= ETA_RETRY_TRIES, -1, NULL};

    eta_http_send_many (eta_market_connection_http (medusa->connection), requests,
                        eta_connector_medusa.parallel, take_answer, &upload, cancellable);
    g_ptr_array_unref (todo);
    todo = upload.again;
    if (upload.stop) {
      g_propagate_error (error, upload.stop);
      return FALSE;
    }
    if (todo->len > 0 &&
        !eta_retry_wait (eta_retry_delay (attempt,
                                          MIN (upload.retry_after, ETA_RETRY_PATIENCE * 1000),
                                          g_random_int_range (0, 1000),
                                          eta_market_connection_retry_unit (medusa->connection)),
                         cancellable, error))
      return FALSE;
  }
  return TRUE;
}

/* --- are they still there? ------------------------------------------------------------------- */

static gboolean
note_lost (const EtaHttpRequest *request, const EtaHttpAnswer *answer, gpointer data)
{
  /* Only a clear no counts: a picture server that is slow or away is no reason to upload again. */
  if (answer->status == 404 || answer->status == 410)
    g_hash_table_add (data, request->data);
  return TRUE;
}

GHashTable *
eta_medusa_lost_photos (gpointer self, GHashTable *refs, GCancellable *cancellable, GError **error)
{
  EtaMedusa *medusa = self;
  GHashTable *lost = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) requests =
      g_ptr_array_new_with_free_func ((GDestroyNotify)eta_http_request_free);
  GHashTableIter iter;
  gpointer sha, url;

  g_hash_table_iter_init (&iter, refs);
  while (g_hash_table_iter_next (&iter, &sha, &url)) {
    EtaHttpRequest *request = eta_http_request_new ("HEAD", url);

    request->foreign = TRUE; /* pictures often lie elsewhere, where the key must not go */
    request->data = sha;
    g_ptr_array_add (requests, request);
  }
  eta_http_send_many (eta_market_connection_http (medusa->connection), requests,
                      eta_connector_medusa.parallel, note_lost, lost, cancellable);
  if (!g_cancellable_is_cancelled (cancellable))
    return lost;
  g_hash_table_unref (lost);
  g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_CANCELLED, _ ("Cancelled."));
  return NULL;
}
