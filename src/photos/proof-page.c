#include "photos/proof-page.h"
#include "photos/album-file.h"
#include "photos/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The mark may stand behind some bytes of a mail program (PDF 1.7, annex H). */
#define HEAD 1024

static gboolean
is_pdf (const char *bytes, gsize len)
{
  return g_strstr_len (bytes, (gssize)MIN (len, HEAD), "%PDF-") != NULL;
}

/* Every PDF ends in %%EOF; blanks or a few bytes may follow. */
static gboolean
is_whole (const char *bytes, gsize len)
{
  gsize tail = MIN (len, HEAD);

  return memmem (bytes + len - tail, tail, "%%EOF", 5) != NULL;
}

/* Reads the first bytes alone: a film is not read to find that it is no PDF. */
static gboolean
looks_like_pdf (GFile *file, GCancellable *cancellable)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, NULL);
  char head[HEAD];
  gsize n = 0;

  return stream &&
         g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &n, cancellable,
                                  NULL) &&
         is_pdf (head, n);
}

static gboolean
refuse (GError **error, EtaPhotosError code, const char *message, const char *name)
{
  g_set_error (error, ETA_PHOTOS_ERROR, code, message, name);
  return FALSE;
}

static gboolean
refuse_large (const char *name, GError **error)
{
  return refuse (error, ETA_PHOTOS_ERROR_TOO_LARGE,
                 _ ("“%s” has more than 16 MB. Scan the page with fewer dots per inch, 150 are "
                    "enough."),
                 name);
}

gboolean
eta_album_take_pdf (
    EtaAlbum *album, GBytes *bytes, const char *name, char sha256[65], GError **error)
{
  g_autofree char *sum = NULL, *path = NULL;
  gsize len;
  const char *content = g_bytes_get_data (bytes, &len);

  if (len == 0 || !is_pdf (content, len))
    return FALSE;
  if (len > ETA_PAGE_MAX_BYTES)
    return refuse_large (name, error);
  if (!is_whole (content, len))
    return refuse (error, ETA_PHOTOS_ERROR_INCOMPLETE,
                   _ ("“%s” is cut off. Copy it again from where it came."), name);
  sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_strlcpy (sha256, sum, 65);
  path = eta_album_path (album, sha256, ETA_ALBUM_PDF);
  return eta_album_file_make_folders (eta_album_folder (album), sha256, error) &&
         eta_album_file_store (path, bytes, eta_album_folder (album), error);
}

static goffset
size_of (GFile *file)
{
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info ? g_file_info_get_size (info) : 0;
}

static gboolean
take_pdf (EtaAlbum *album, GFile *file, char sha256[65], GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autoptr (GBytes) bytes = NULL;

  if (size_of (file) > ETA_PAGE_MAX_BYTES)
    return refuse_large (shown, error);
  bytes = g_file_load_bytes (file, cancellable, NULL, error);
  return bytes && eta_album_take_pdf (album, bytes, shown, sha256, error);
}

gboolean
eta_album_take_page (
    EtaAlbum *album, const char *path, char sha256[65], GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (EtaIntakeResult) picture = {0};

  if (looks_like_pdf (file, cancellable))
    return take_pdf (album, file, sha256, cancellable, error);
  if (!eta_intake_file (file, NULL, &picture, cancellable, error) ||
      !eta_album_add (album, &picture, error))
    return FALSE;
  g_strlcpy (sha256, picture.sha256, 65);
  return TRUE;
}

char *
eta_album_page_path (EtaAlbum *album, const char *sha256, gboolean *pdf)
{
  gboolean picture = eta_album_has (album, sha256, ETA_ALBUM_FULL);

  if (!picture && !eta_album_has (album, sha256, ETA_ALBUM_PDF))
    return NULL;
  if (pdf)
    *pdf = !picture;
  return eta_album_path (album, sha256, picture ? ETA_ALBUM_FULL : ETA_ALBUM_PDF);
}
