#include "photos/album.h"
#include "photos/album-file.h"
#include "photos/error.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define CATALOG_SUFFIX ".etalasedb"
#define FOLDER_SUFFIX ".photos"
#define SHA256_LEN 64

struct _EtaAlbum {
  char *folder;
};

static const char *const suffixes[] = {[ETA_ALBUM_FULL] = ".jpg",
                                       [ETA_ALBUM_THUMB] = ".t.jpg",
                                       [ETA_ALBUM_ORIGINAL] = ".orig",
                                       [ETA_ALBUM_PDF] = ".pdf"};

static gboolean
is_hex (const char *s, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isdigit (s[i]) && !(s[i] >= 'a' && s[i] <= 'f'))
      return FALSE;
  return TRUE;
}

EtaAlbum *
eta_album_open (const char *catalog_path, GError **error)
{
  g_autofree char *path = g_canonicalize_filename (catalog_path, NULL);
  EtaAlbum *album;
  char *folder;

  if (g_str_has_suffix (path, CATALOG_SUFFIX))
    path[strlen (path) - strlen (CATALOG_SUFFIX)] = '\0';
  folder = g_strconcat (path, FOLDER_SUFFIX, NULL);
  if (g_file_test (folder, G_FILE_TEST_EXISTS) && !g_file_test (folder, G_FILE_TEST_IS_DIR)) {
    g_set_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_ALBUM,
                 _ ("“%s” should be the folder with the catalog’s photos, but it is a file. "
                    "Give that file another name."),
                 folder);
    g_free (folder);
    return NULL;
  }
  album = g_atomic_rc_box_new0 (EtaAlbum);
  album->folder = folder;
  return album;
}

EtaAlbum *
eta_album_ref (EtaAlbum *album)
{
  return g_atomic_rc_box_acquire (album);
}

static void
album_clear (EtaAlbum *album)
{
  g_free (album->folder);
}

void
eta_album_unref (EtaAlbum *album)
{
  g_atomic_rc_box_release_full (album, (GDestroyNotify)album_clear);
}

const char *
eta_album_folder (const EtaAlbum *album)
{
  return album->folder;
}

char *
eta_album_path (const EtaAlbum *album, const char *sha256, EtaAlbumSize size)
{
  if (sha256 == NULL || strlen (sha256) != SHA256_LEN || !is_hex (sha256, SHA256_LEN))
    return NULL;
  return g_strdup_printf ("%s/%.2s/%s%s", album->folder, sha256, sha256, suffixes[size]);
}

gboolean
eta_album_has (const EtaAlbum *album, const char *sha256, EtaAlbumSize size)
{
  g_autofree char *path = eta_album_path (album, sha256, size);
  GStatBuf st;

  return path != NULL && g_stat (path, &st) == 0 && S_ISREG (st.st_mode) && st.st_size > 0;
}

static gboolean
store (EtaAlbum *album, const char *sha256, EtaAlbumSize size, GBytes *bytes, GError **error)
{
  g_autofree char *path = eta_album_path (album, sha256, size);

  return bytes == NULL || eta_album_file_store (path, bytes, album->folder, error);
}

/* Takes back what a failed eta_album_add has put beside a photo that is not there. */
static void
take_back (EtaAlbum *album, const char *sha256)
{
  g_autofree char *folder = g_strdup_printf ("%s/%.2s", album->folder, sha256);

  for (EtaAlbumSize size = ETA_ALBUM_THUMB; size <= ETA_ALBUM_ORIGINAL; size++) {
    g_autofree char *path = eta_album_path (album, sha256, size);

    if (!eta_album_has (album, sha256, ETA_ALBUM_FULL))
      g_unlink (path);
  }
  /* These succeed only when the folders are empty. */
  g_rmdir (folder);
  g_rmdir (album->folder);
}

gboolean
eta_album_add (EtaAlbum *album, const EtaIntakeResult *photo, GError **error)
{
  g_return_val_if_fail (photo->full != NULL && photo->thumb != NULL, FALSE);

  /* The photo itself comes last: where it is, the rest is too. */
  if (eta_album_file_make_folders (album->folder, photo->sha256, error) &&
      store (album, photo->sha256, ETA_ALBUM_ORIGINAL, photo->original, error) &&
      store (album, photo->sha256, ETA_ALBUM_THUMB, photo->thumb, error) &&
      store (album, photo->sha256, ETA_ALBUM_FULL, photo->full, error))
    return TRUE;
  take_back (album, photo->sha256);
  return FALSE;
}

/* Sweeping */

typedef struct {
  GHashTable *keep;
  gint64 newest; /* s; files changed later stay */
  guint n_removed;
} Sweep;

/* Which size NAME is a file of, or -1 when the name is not ours. SHA256 receives its first part. */
static int
size_of_name (const char *name, char sha256[SHA256_LEN + 1])
{
  if (strlen (name) <= SHA256_LEN || !is_hex (name, SHA256_LEN))
    return -1;
  g_strlcpy (sha256, name, SHA256_LEN + 1);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (strcmp (name + SHA256_LEN, suffixes[i]) == 0)
      return i;
  return -1;
}

static void
sweep_file (Sweep *sweep, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char sha256[SHA256_LEN + 1];
  int size = size_of_name (name, sha256);
  GStatBuf st;

  if (size < 0 && !eta_album_file_is_leftover (name))
    return;
  if (size >= 0 && g_hash_table_contains (sweep->keep, sha256))
    return;
  if (g_lstat (path, &st) != 0 || !S_ISREG (st.st_mode) || st.st_mtime > sweep->newest)
    return;
  /* One that cannot be removed does no harm; the next sweep meets it again. */
  if (g_unlink (path) == 0 && (size == ETA_ALBUM_FULL || size == ETA_ALBUM_PDF))
    sweep->n_removed++;
}

/* The photo goes before its thumbnail, so a sweep that is cut off leaves no photo without one. */
static int
by_length (gconstpointer a, gconstpointer b)
{
  gsize la = strlen (*(char *const *)a), lb = strlen (*(char *const *)b);

  return la < lb ? -1 : la > lb;
}

static void
sweep_folder (Sweep *sweep, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, by_length);
  for (guint i = 0; i < names->len; i++)
    sweep_file (sweep, folder, names->pdata[i]);
  g_rmdir (folder); /* only succeeds when nothing is left in it */
}

gboolean
eta_album_sweep (EtaAlbum *album,
                 GHashTable *keep,
                 gint64 min_age,
                 guint *n_removed,
                 GCancellable *cancellable,
                 GError **error)
{
  Sweep sweep = {.keep = keep, .newest = g_get_real_time () / G_USEC_PER_SEC - min_age};
  g_autoptr (GDir) dir = g_dir_open (album->folder, 0, NULL);
  gboolean whole = TRUE;
  const char *name;

  while (whole && dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *folder = g_build_filename (album->folder, name, NULL);

    if (strlen (name) == 2 && is_hex (name, 2))
      sweep_folder (&sweep, folder);
    whole = !g_cancellable_set_error_if_cancelled (cancellable, error);
  }
  if (n_removed != NULL)
    *n_removed = sweep.n_removed;
  return whole;
}

/* Checking */

static GBytes *
load (const EtaAlbum *album, const char *sha256, EtaAlbumSize size)
{
  g_autofree char *path = eta_album_path (album, sha256, size);
  char *content;
  gsize len;

  if (path == NULL || !g_file_get_contents (path, &content, &len, NULL))
    return NULL;
  return g_bytes_new_take (content, len);
}

/* The bytes of a photo or a PDF, NULL when they are not there or not what the name says. */
static GBytes *
load_sound (const EtaAlbum *album, const char *sha256, EtaAlbumSize size)
{
  g_autoptr (GBytes) bytes = load (album, sha256, size);
  g_autofree char *sum = NULL;

  if (bytes == NULL)
    return NULL;
  sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  return strcmp (sum, sha256) == 0 ? g_steal_pointer (&bytes) : NULL;
}

static void
check_one (const EtaAlbum *album, const char *sha256, GPtrArray *remarks)
{
  EtaAlbumSize content =
      eta_album_has (album, sha256, ETA_ALBUM_PDF) ? ETA_ALBUM_PDF : ETA_ALBUM_FULL;
  g_autoptr (GBytes) bytes = NULL;
  EtaAlbumRemark remark = {0};

  g_strlcpy (remark.sha256, sha256, sizeof remark.sha256);
  if (!eta_album_has (album, sha256, content))
    remark.fault = ETA_ALBUM_MISSING;
  else if ((bytes = load_sound (album, sha256, content)) == NULL)
    remark.fault = ETA_ALBUM_DAMAGED;
  else if (content == ETA_ALBUM_FULL && !eta_album_has (album, sha256, ETA_ALBUM_THUMB))
    remark.fault = ETA_ALBUM_THUMB_ABSENT;
  else
    return;
  g_ptr_array_add (remarks, g_memdup2 (&remark, sizeof remark));
}

GPtrArray *
eta_album_check (EtaAlbum *album, GHashTable *wanted, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (wanted), (GCompareFunc)strcmp);

  for (GList *l = names; l != NULL; l = l->next) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
    check_one (album, l->data, remarks);
  }
  return g_steal_pointer (&remarks);
}

/* Takes BYTES in again; the same pixels give the same name. */
static gboolean
remake (
    EtaAlbum *album, GBytes *bytes, const char *sha256, GCancellable *cancellable, GError **error)
{
  g_auto (EtaIntakeResult) photo = {0};

  if (bytes == NULL || !eta_intake_bytes (bytes, sha256, NULL, &photo, cancellable, error))
    return FALSE;
  return strcmp (photo.sha256, sha256) == 0 && eta_album_add (album, &photo, error);
}

gboolean
eta_album_mend (EtaAlbum *album, const char *sha256, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) full = load_sound (album, sha256, ETA_ALBUM_FULL);
  g_autoptr (GBytes) original = NULL;
  g_autoptr (GError) cause = NULL;

  if (full != NULL && remake (album, full, sha256, cancellable, &cause))
    return TRUE;
  original = load (album, sha256, ETA_ALBUM_ORIGINAL);
  if (full == NULL && cause == NULL && remake (album, original, sha256, cancellable, &cause))
    return TRUE;
  if (cause != NULL && (cause->domain == G_IO_ERROR || cause->code == ETA_PHOTOS_ERROR_FULL ||
                        cause->code == ETA_PHOTOS_ERROR_ALBUM))
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    g_set_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_INCOMPLETE,
                 _ ("A photo is lost from “%s”. Add it to its product again, or restore a backup."),
                 album->folder);
  return FALSE;
}
