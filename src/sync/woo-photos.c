/* Pictures on their way to the media library of WordPress, under the name of their content: the
 * same name again would be a copy “-1”, so each is looked up before it goes, and none is given a
 * title (the name in its address would be made of that). */
#include "sync/woo.h"

#include "sync/canonical.h"
#include "sync/retry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LOOK_UP 50       /* names in one address */
#define LARGE_ENOUGH 150 /* pixels from which WordPress makes smaller copies */
#define TRIES 3

typedef struct {
  EtaWoo *woo;
  GHashTable *there; /* sha256 → id of the medium */
  EtaPhotoPutDone done;
  gpointer data;
  GCancellable *cancellable;
} Upload;

/* --- what is there already ------------------------------------------------------------------- */

/* A server that went down while it made the smaller copies has the photo, and not those. */
static gboolean
is_complete (JsonObject *medium)
{
  JsonObject *details = eta_wire_object (medium, "media_details");
  JsonObject *sizes = eta_wire_object (details, "sizes");
  g_autofree char *width = eta_wire_plain (details, "width");

  if (!width)
    return FALSE;
  return (sizes && json_object_get_size (sizes) > 0) ||
         g_ascii_strtoll (width, NULL, 10) <= LARGE_ENOUGH;
}

static gboolean
finish_medium (EtaWoo *woo, const char *id, GCancellable *cancellable, GError **error)
{
  g_autofree char *route = g_strdup_printf ("/wp/v2/media/%s/post-process", id);
  g_autoptr (GString) body = g_string_new ("{\"action\":\"create-image-subsizes\"}");
  g_autoptr (JsonNode) answer = eta_woo_post (woo, route, body, NULL, NULL, cancellable, error);

  return answer != NULL;
}

static gboolean
take_medium (Upload *upload, JsonObject *medium, GError **error)
{
  g_autofree char *id = eta_wire_plain (medium, "id");
  const char *url = eta_wire_string (medium, "source_url");
  g_autofree char *sha = url ? eta_canonical_sha (url) : NULL;

  if (!id || !sha || g_hash_table_contains (upload->there, sha))
    return TRUE;
  if (!is_complete (medium) && !finish_medium (upload->woo, id, upload->cancellable, error))
    return FALSE;
  g_hash_table_insert (upload->there, g_steal_pointer (&sha), g_steal_pointer (&id));
  return TRUE;
}

static gboolean
look_up (Upload *upload, const char *names, GError **error)
{
  g_autofree char *query =
      g_strdup_printf ("per_page=100&_fields=id,slug,source_url,media_details&slug=%s", names);
  g_autoptr (JsonNode) answer =
      eta_woo_get (upload->woo, "/wp/v2/media", query, upload->cancellable, error);
  JsonArray *rows = answer && JSON_NODE_HOLDS_ARRAY (answer) ? json_node_get_array (answer) : NULL;
  guint i;

  for (i = 0; i < eta_wire_length (rows); i++)
    if (eta_wire_nth (rows, i) && !take_medium (upload, eta_wire_nth (rows, i), error))
      return FALSE;
  return answer != NULL;
}

static gboolean
look_up_all (Upload *upload, GPtrArray *puts, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint i;

  for (i = 0; i < puts->len; i++) {
    const EtaPhotoPut *put = g_ptr_array_index (puts, i);

    g_string_append_printf (names, "%s%s", names->len > 0 ? "," : "", put->sha256);
    if ((i + 1) % LOOK_UP > 0 && i + 1 < puts->len)
      continue;
    if (!look_up (upload, names->str, error))
      return FALSE;
    g_string_truncate (names, 0);
  }
  return TRUE;
}

/* --- sending one ----------------------------------------------------------------------------- */

static EtaHttpRequest *
make_request (Upload *upload, const EtaPhotoPut *put, GError **error)
{
  g_autofree char *path = eta_woo_path (upload->woo, "/wp/v2/media", "_fields=id,source_url");
  EtaHttpRequest *request;
  g_autofree char *md5 = NULL;
  char *data;
  gsize size;

  if (!g_file_get_contents (put->path, &data, &size, NULL)) {
    g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_FAILED,
                         _ ("One of its photos cannot be read from the disk. Add that photo "
                            "again, or restore a backup."));
    return NULL;
  }
  request = eta_http_request_new ("POST", path);
  request->body = g_bytes_new_take (data, size);
  request->content_type = "image/jpeg";
  request->photo = TRUE;
  request->wanted = "X-WP-Upload-Attachment-ID";
  md5 = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, request->body);
  request->headers = g_new0 (char *, 3);
  request->headers[0] =
      g_strdup_printf ("Content-Disposition: attachment; filename=\"%s.jpg\"", put->sha256);
  request->headers[1] = g_strdup_printf ("Content-MD5: %s", md5);
  return request;
}

/* The id of what arrived; NULL with an error. *AGAIN: it is worth looking and sending once more. */
static char *
send_one (
    Upload *upload, const EtaPhotoPut *put, gint64 *retry_after, gboolean *again, GError **error)
{
  g_autoptr (EtaHttpRequest) request = make_request (upload, put, error);
  g_autoptr (EtaHttpAnswer) answer = NULL;
  g_autoptr (JsonNode) json = NULL;
  GError *failed = NULL;
  char *id = NULL;

  *again = FALSE;
  if (!request)
    return NULL;
  answer = eta_http_send (eta_market_connection_http (upload->woo->connection), request,
                          upload->cancellable);
  *retry_after = answer->retry_after;
  json = eta_market_answer_json (upload->woo->connection, answer, &failed);
  if (json && JSON_NODE_HOLDS_OBJECT (json))
    id = eta_wire_plain (json_node_get_object (json), "id");
  /* It arrived, and the server went down over the smaller copies. */
  if (!id && answer->header && answer->status >= 500 &&
      finish_medium (upload->woo, answer->header, upload->cancellable, NULL))
    id = g_strdup (answer->header);
  if (id) {
    g_clear_error (&failed);
    return id;
  }
  if (!failed)
    failed = g_error_new_literal (ETA_SYNC_ERROR, ETA_SYNC_ERROR_FAILED,
                                  _ ("The shop took a photo but does not say where it is."));
  *again = failed->code == ETA_SYNC_ERROR_BUSY || failed->code == ETA_SYNC_ERROR_UNKNOWN ||
           failed->code == ETA_SYNC_ERROR_UNREACHABLE;
  g_propagate_error (error, failed);
  return NULL;
}

static gboolean
wait_and_look (Upload *upload, const char *sha, guint attempt, gint64 retry_after, GError **error)
{
  gint64 delay = eta_retry_delay (attempt, MIN (retry_after, ETA_RETRY_PATIENCE * 1000),
                                  (guint)g_random_int_range (0, 1000),
                                  eta_market_connection_retry_unit (upload->woo->connection));

  return eta_retry_wait (delay, upload->cancellable, error) && look_up (upload, sha, error);
}

static gboolean
ends_all (const GError *error)
{
  return error->code == ETA_SYNC_ERROR_REFUSED_KEY || error->code == ETA_SYNC_ERROR_CANCELLED ||
         error->code == ETA_SYNC_ERROR_WRONG_SERVER || error->code == ETA_SYNC_ERROR_UNTRUSTED;
}

/* PUT gets its ref or its error. FALSE: no use in going on. */
static gboolean
put_one (Upload *upload, EtaPhotoPut *put, GError **error)
{
  gint64 retry_after = -1;
  gboolean again = TRUE;
  guint attempt;

  for (attempt = 1; again; attempt++) {
    const char *there = g_hash_table_lookup (upload->there, put->sha256);

    g_clear_error (&put->error);
    if (there) {
      put->ref = g_strdup (there);
      return TRUE;
    }
    put->ref = send_one (upload, put, &retry_after, &again, &put->error);
    if (put->ref)
      return TRUE;
    if (ends_all (put->error)) {
      g_propagate_error (error, g_error_copy (put->error));
      return FALSE;
    }
    if (attempt >= TRIES)
      return TRUE;
    if (again && !wait_and_look (upload, put->sha256, attempt, retry_after, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
eta_woo_put_photos (gpointer self,
                    GPtrArray *puts,
                    EtaPhotoPutDone done,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Upload upload = {self, there, done, data, cancellable};
  guint i;

  if (!eta_woo_ensure_info (self, cancellable, error) || !look_up_all (&upload, puts, error))
    return FALSE;
  for (i = 0; i < puts->len; i++) {
    if (!put_one (&upload, g_ptr_array_index (puts, i), error))
      return FALSE;
    if (!done (g_ptr_array_index (puts, i), data))
      break;
  }
  return TRUE;
}

/* --- are they still there? ------------------------------------------------------------------- */

static gboolean
forget_present (
    EtaWoo *woo, GHashTable *ids, const char *list, GCancellable *cancellable, GError **error)
{
  g_autofree char *query = g_strdup_printf ("per_page=100&_fields=id&include=%s", list);
  g_autoptr (JsonNode) answer = eta_woo_get (woo, "/wp/v2/media", query, cancellable, error);
  JsonArray *rows = answer && JSON_NODE_HOLDS_ARRAY (answer) ? json_node_get_array (answer) : NULL;
  guint i;

  for (i = 0; i < eta_wire_length (rows); i++) {
    g_autofree char *id = eta_wire_plain (eta_wire_nth (rows, i), "id");

    if (id)
      g_hash_table_remove (ids, id);
  }
  return answer != NULL;
}

GHashTable *
eta_woo_lost_photos (gpointer self, GHashTable *refs, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) missing = g_hash_table_new (g_str_hash, g_str_equal); /* id → sha256 */
  g_autoptr (GString) list = g_string_new (NULL);
  GHashTable *lost;
  GHashTableIter iter;
  gpointer sha, id;
  guint n = 0;

  if (!eta_woo_ensure_info (self, cancellable, error))
    return NULL;
  g_hash_table_iter_init (&iter, refs);
  while (g_hash_table_iter_next (&iter, &sha, &id))
    g_hash_table_insert (missing, id, sha);
  g_hash_table_iter_init (&iter, refs);
  while (g_hash_table_iter_next (&iter, &sha, &id)) {
    g_string_append_printf (list, "%s%s", list->len > 0 ? "," : "", (char *)id);
    if (++n % 100 > 0 && n < g_hash_table_size (refs))
      continue;
    if (!forget_present (self, missing, list->str, cancellable, error))
      return NULL;
    g_string_truncate (list, 0);
  }
  lost = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_iter_init (&iter, missing);
  while (g_hash_table_iter_next (&iter, &id, &sha))
    g_hash_table_add (lost, sha);
  return lost;
}
