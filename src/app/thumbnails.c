#include "app/thumbnails.h"

/* 256 px pictures of at most 256 KiB each: some 100 MB at the very most, 60 in practice. Larger
 * ones (the big photo of the product page) are not kept. */
#define KEPT 400
#define KEPT_SIDE 300

typedef struct {
  char *path;
  GdkTexture *texture;
} Entry;

static GQueue recent = G_QUEUE_INIT; /* newest first */
static GHashTable *by_path;          /* path → link in RECENT */

static void
keep (const char *path, GdkTexture *texture)
{
  Entry *entry;

  if (!by_path)
    by_path = g_hash_table_new (g_str_hash, g_str_equal);
  if (g_hash_table_contains (by_path, path))
    return;
  entry = g_new (Entry, 1);
  entry->path = g_strdup (path);
  entry->texture = g_object_ref (texture);
  g_queue_push_head (&recent, entry);
  g_hash_table_insert (by_path, entry->path, recent.head);
  if (recent.length > KEPT) {
    Entry *oldest = g_queue_pop_tail (&recent);
    g_hash_table_remove (by_path, oldest->path);
    g_object_unref (oldest->texture);
    g_free (oldest->path);
    g_free (oldest);
  }
}

GdkTexture *
eta_thumbnail_peek (const char *path)
{
  GList *link = by_path ? g_hash_table_lookup (by_path, path) : NULL;

  if (!link)
    return NULL;
  g_queue_unlink (&recent, link);
  g_queue_push_head_link (&recent, link);
  return g_object_ref (((Entry *)link->data)->texture);
}

static void
decode (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  GdkTexture *texture;

  if (g_task_return_error_if_cancelled (task))
    return;
  texture = gdk_texture_new_from_filename (path, &error);
  if (texture)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
eta_thumbnail_load (const char *path,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, decode);
}

GdkTexture *
eta_thumbnail_finish (GAsyncResult *result, GError **error)
{
  GTask *task = G_TASK (result);
  GdkTexture *texture = g_task_propagate_pointer (task, error);

  if (texture && gdk_texture_get_width (texture) <= KEPT_SIDE &&
      gdk_texture_get_height (texture) <= KEPT_SIDE)
    keep (g_task_get_task_data (task), texture);
  return texture;
}
