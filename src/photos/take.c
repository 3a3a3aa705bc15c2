#include "photos/take.h"

#include "photos/proof-page.h"

static gboolean
store (EtaAlbum *album,
       EtaIntakeResult *photo,
       char sha256[65],
       int *width,
       int *height,
       GError **error)
{
  gboolean stored = eta_album_add (album, photo, error);

  g_strlcpy (sha256, photo->sha256, 65);
  *width = photo->width;
  *height = photo->height;
  eta_intake_result_clear (photo);
  return stored;
}

gboolean
eta_album_take_file (
    const char *path, gpointer album, char sha256[65], int *width, int *height, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  EtaIntakeResult photo;

  if (!eta_intake_file (file, NULL, &photo, NULL, error))
    return FALSE;
  return store (album, &photo, sha256, width, height, error);
}

gboolean
eta_album_take_bytes (GBytes *bytes,
                      const char *name,
                      gpointer album,
                      char sha256[65],
                      int *width,
                      int *height,
                      GError **error)
{
  EtaIntakeResult photo;
  g_autoptr (GError) failed = NULL;

  /* A page out of a package: kept as it is. */
  if (eta_album_take_pdf (album, bytes, name, sha256, &failed)) {
    *width = *height = 0;
    return TRUE;
  }
  if (failed) {
    g_propagate_error (error, g_steal_pointer (&failed));
    return FALSE;
  }
  if (!eta_intake_bytes (bytes, name, NULL, &photo, NULL, error))
    return FALSE;
  return store (album, &photo, sha256, width, height, error);
}

char *
eta_album_photo_path (const char *sha256, gpointer album)
{
  return eta_album_has (album, sha256, ETA_ALBUM_FULL)
             ? eta_album_path (album, sha256, ETA_ALBUM_FULL)
             : NULL;
}
