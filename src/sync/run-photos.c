/* Photos first: a product is sent when the pictures it names are there. */
#include "sync/run-state.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  EtaSync *sync;
  GHashTable *failed; /* sha256 → why */
  GError *journal;    /* the journal could not be written */
} Upload;

static gboolean
photo_done (EtaPhotoPut *put, gpointer data)
{
  Upload *upload = data;
  EtaSync *sync = upload->sync;

  if (put->error) {
    g_hash_table_insert (upload->failed, g_strdup (put->sha256), g_strdup (put->error->message));
    return TRUE;
  }
  /* At once: a crash costs the pictures under way, not those that arrived. */
  if (!eta_store_put_remote_photo (sync->store, sync->market_id, put->sha256, put->ref,
                                   &upload->journal))
    return FALSE;
  g_hash_table_insert (sync->photos, g_strdup (put->sha256), g_strdup (put->ref));
  g_hash_table_add (sync->seen, g_strdup (put->sha256));
  sync->photos_sent++;
  eta_sync_tell (sync, ETA_STAGE_PHOTOS, sync->photos_sent,
                 MAX (sync->photos_sent, sync->photos_to_send), _ ("Sending photos"));
  return TRUE;
}

/* A picture of the album, not one that the shop keeper added by an address. */
static gboolean
is_ours (const char *image)
{
  return strlen (image) == 64 && strspn (image, "0123456789abcdef") == 64;
}

/* The pictures that JOB's product shall have and has not. */
static void
add_needed (EtaJob *job, GHashTable *needed)
{
  const EtaPlanItem *item = job->now;
  const char *images = eta_listing_get (job->push.target, "images");
  g_auto (GStrv) each = g_strsplit (images ? images : "", " ", -1);
  guint i;

  if (job->push.paths && item->remote && !g_hash_table_contains (job->push.paths, "images"))
    return;
  for (i = 0; each[i]; i++)
    if (is_ours (each[i]) &&
        !(item->remote && g_hash_table_contains (item->remote->photos, each[i])))
      g_hash_table_add (needed, g_strdup (each[i]));
}

/* Where the journal says a picture is, but no product in the shop shows it, it may be gone: the
 * shop was set up anew, or its store of files was tidied. */
static gboolean
forget_lost (EtaSync *sync, GHashTable *needed, GError **error)
{
  g_autoptr (GHashTable) doubtful = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) lost = NULL;
  GHashTableIter iter;
  gpointer sha, ref;

  g_hash_table_iter_init (&iter, needed);
  while (g_hash_table_iter_next (&iter, &sha, NULL))
    if ((ref = g_hash_table_lookup (sync->photos, sha)) && !g_hash_table_contains (sync->seen, sha))
      g_hash_table_insert (doubtful, sha, ref);
  if (g_hash_table_size (doubtful) == 0)
    return TRUE;
  lost = sync->connector->lost_photos (sync->self, doubtful, sync->cancellable, error);
  if (!lost)
    return FALSE;
  g_hash_table_iter_init (&iter, doubtful);
  while (g_hash_table_iter_next (&iter, &sha, NULL))
    if (g_hash_table_contains (lost, sha)) {
      eta_store_forget_remote_photo (sync->store, sync->market_id, sha, NULL);
      g_hash_table_remove (sync->photos, sha);
    } else {
      g_hash_table_add (sync->seen, g_strdup (sha));
    }
  return TRUE;
}

static void
put_free (gpointer data)
{
  EtaPhotoPut *put = data;

  g_free ((char *)put->path);
  g_free (put->ref);
  g_clear_error (&put->error);
  g_free (put);
}

static gboolean
upload (EtaSync *sync, GHashTable *needed, GHashTable *failed, GError **error)
{
  g_autoptr (GPtrArray) puts = g_ptr_array_new_with_free_func (put_free);
  Upload state = {sync, failed, NULL};
  GHashTableIter iter;
  gpointer sha;
  gboolean ok;

  g_hash_table_iter_init (&iter, needed);
  while (g_hash_table_iter_next (&iter, &sha, NULL)) {
    EtaPhotoPut *put;

    if (g_hash_table_contains (sync->photos, sha))
      continue;
    put = g_new0 (EtaPhotoPut, 1);
    put->sha256 = sha;
    put->path = eta_sync_photo_path (sync, sha);
    if (put->path && g_file_test (put->path, G_FILE_TEST_IS_REGULAR)) {
      g_ptr_array_add (puts, put);
      continue;
    }
    g_hash_table_insert (failed, g_strdup (sha),
                         g_strdup (_ ("One of its photos is missing from the disk. Add that photo "
                                      "again, or restore a backup.")));
    put_free (put);
  }
  ok = puts->len == 0 ||
       sync->connector->put_photos (sync->self, puts, photo_done, &state, sync->cancellable, error);
  if (ok && state.journal) {
    eta_sync_take_error (error, state.journal);
    return FALSE;
  }
  g_clear_error (&state.journal);
  return ok;
}

/* The jobs whose pictures did not arrive fail here, and leave JOBS. */
static gboolean
fail_jobs (EtaSync *sync, GPtrArray *jobs, GHashTable *failed, GError **error)
{
  guint i;

  for (i = jobs->len; i-- > 0;) {
    EtaJob *job = jobs->pdata[i];
    g_autoptr (GHashTable) needed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    const char *why = NULL;
    GHashTableIter iter;
    gpointer sha;

    add_needed (job, needed);
    g_hash_table_iter_init (&iter, needed);
    while (!why && g_hash_table_iter_next (&iter, &sha, NULL))
      why = g_hash_table_lookup (failed, sha);
    if (!why)
      continue;
    eta_report_set (job->told, ETA_OUTCOME_FAILED, why);
    if (!eta_journal_fail (sync, job, why, TRUE, error))
      return FALSE;
    g_ptr_array_remove_index (jobs, i);
  }
  return TRUE;
}

gboolean
eta_sync_send_photos (EtaSync *sync, GPtrArray *jobs, GError **error)
{
  g_autoptr (GHashTable) needed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) failed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint i;

  for (i = 0; i < jobs->len; i++)
    add_needed (jobs->pdata[i], needed);
  return forget_lost (sync, needed, error) && upload (sync, needed, failed, error) &&
         fail_jobs (sync, jobs, failed, error);
}
