#include "photos/album-file.h"
#include "photos/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMPORARY ".tmp-"

/* CODE is an errno: a full disk (or quota, or the longest file allowed) is told from the rest. */
static gboolean
fail (const char *folder, int code, GError **error)
{
  if (code == ENOSPC || code == EDQUOT || code == EFBIG)
    g_set_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_FULL,
                 _ ("There is no room left for photos in “%s”. Free some space on that disk, then "
                    "add the photo again."),
                 folder);
  else if (code == EACCES || code == EPERM || code == EROFS)
    g_set_error (
        error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_ALBUM,
        _ ("Nothing may be written to “%s”. Copy the catalog and its photos to a folder of "
           "your own and open it there."),
        folder);
  else
    g_set_error (
        error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_ALBUM,
        _ ("The photo cannot be stored in “%s”: %s. See to that folder, then add the photo "
           "again."),
        folder, g_strerror (code));
  return FALSE;
}

/* A renamed file or a new folder is only sure once the folder that lists it is on the disk. Some
 * file systems cannot do that and say EINVAL; they keep their own order. */
static gboolean
sync_folder (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && (fsync (fd) == 0 || errno == EINVAL);
  int code = errno;

  if (fd >= 0)
    close (fd);
  errno = code;
  return done;
}

static gboolean
make_folder (const char *path)
{
  g_autofree char *parent = NULL;

  if (g_mkdir (path, 0777) != 0)
    return errno == EEXIST;
  parent = g_path_get_dirname (path);
  return sync_folder (parent);
}

gboolean
eta_album_file_make_folders (const char *folder, const char *sha256, GError **error)
{
  g_autofree char *sub = g_strdup_printf ("%s/%.2s", folder, sha256);

  if (make_folder (folder) && make_folder (sub))
    return TRUE;
  return fail (folder, errno, error);
}

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize len;
  const guint8 *data = g_bytes_get_data (bytes, &len);

  while (len > 0) {
    gssize n = write (fd, data, len);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return FALSE;
    data += n;
    len -= n;
  }
  return fsync (fd) == 0;
}

/* Compares the content, not only the size: adding a photo again heals one that a bad disk has
 * changed. */
static gboolean
is_there (const char *path, GBytes *bytes)
{
  g_autofree char *content = NULL;
  gsize len;

  return g_file_get_contents (path, &content, &len, NULL) && len == g_bytes_get_size (bytes) &&
         memcmp (content, g_bytes_get_data (bytes, NULL), len) == 0 &&
         utimensat (AT_FDCWD, path, NULL, 0) == 0;
}

gboolean
eta_album_file_store (const char *path, GBytes *bytes, const char *folder, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *temporary = g_strdup_printf ("%s/" TEMPORARY "XXXXXX", parent);
  gboolean done;
  int fd, code;

  if (is_there (path, bytes))
    return TRUE;
  fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0666);
  if (fd < 0)
    return fail (folder, errno, error);
  done = write_all (fd, bytes);
  code = errno;
  if (close (fd) != 0 && done) {
    done = FALSE;
    code = errno;
  }
  if (done && g_rename (temporary, path) != 0) {
    done = FALSE;
    code = errno;
  }
  if (!done) {
    g_unlink (temporary);
    return fail (folder, code, error);
  }
  return sync_folder (parent) || fail (folder, errno, error);
}

gboolean
eta_album_file_is_leftover (const char *name)
{
  return g_str_has_prefix (name, TEMPORARY);
}
