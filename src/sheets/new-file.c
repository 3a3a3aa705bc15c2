#include "sheets/new-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "catalog/partial.h"
#include "sheets/error.h"

#define BUFFER (256 * 1024)

struct _EtaNewFile {
  char *path;
  char *temporary; /* NULL once it is in its place */
  int fd;
  int fault; /* errno of the first write that failed */
  GByteArray *buffer;
  gint64 size;
};

static void
set_error (GError **error, const char *path, int fault)
{
  g_autofree char *name = g_filename_display_name (path);

  if (fault == ENOSPC || fault == EDQUOT || fault == EFBIG)
    g_set_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_FULL,
                 _ ("There is not enough room for “%s”. Free some space, or choose another "
                    "folder, and try again."),
                 name);
  else
    g_set_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_FILE,
                 _ ("“%s” cannot be written: %s. Choose another folder."), name,
                 g_strerror (fault));
}

EtaNewFile *
eta_new_file_open (const char *path, GError **error)
{
  EtaNewFile *file;
  char *temporary = NULL;
  int fd;

  if (g_file_test (path, G_FILE_TEST_IS_DIR)) {
    set_error (error, path, EISDIR);
    return NULL;
  }
  fd = eta_partial_open (path, &temporary);
  if (fd < 0) {
    set_error (error, path, errno);
    return NULL;
  }
  file = g_new0 (EtaNewFile, 1);
  file->path = g_strdup (path);
  file->temporary = temporary;
  file->fd = fd;
  file->buffer = g_byte_array_sized_new (BUFFER);
  return file;
}

static gboolean
write_out (EtaNewFile *file, const guchar *data, gsize size)
{
  while (size > 0 && file->fault == 0) {
    gssize written = write (file->fd, data, size);

    if (written < 0 && errno != EINTR)
      file->fault = errno;
    if (written > 0) {
      data += written;
      size -= written;
    }
  }
  return file->fault == 0;
}

static gboolean
empty_buffer (EtaNewFile *file)
{
  gboolean fine = write_out (file, file->buffer->data, file->buffer->len);

  g_byte_array_set_size (file->buffer, 0);
  return fine;
}

gboolean
eta_new_file_write (EtaNewFile *file, const void *data, gsize size)
{
  file->size += size;
  if (file->buffer->len + size > BUFFER && !empty_buffer (file))
    return FALSE;
  if (size >= BUFFER)
    return write_out (file, data, size);
  g_byte_array_append (file->buffer, data, size);
  return file->fault == 0;
}

gint64
eta_new_file_size (const EtaNewFile *file)
{
  return file->size;
}

gboolean
eta_new_file_flush (EtaNewFile *file, GError **error)
{
  if (empty_buffer (file))
    return TRUE;
  set_error (error, file->path, file->fault);
  return FALSE;
}

int
eta_new_file_fd (const EtaNewFile *file)
{
  return file->fd;
}

/* So that the new name outlives a power cut; a folder that cannot be opened is no failure. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

gboolean
eta_new_file_commit (EtaNewFile *file, GError **error)
{
  if (!eta_new_file_flush (file, error))
    return FALSE;
  if (fsync (file->fd) != 0 || g_rename (file->temporary, file->path) != 0) {
    set_error (error, file->path, errno);
    return FALSE;
  }
  g_clear_pointer (&file->temporary, g_free);
  sync_folder (file->path);
  return TRUE;
}

void
eta_new_file_free (EtaNewFile *file)
{
  if (!file)
    return;
  close (file->fd);
  if (file->temporary)
    g_unlink (file->temporary);
  g_byte_array_unref (file->buffer);
  g_free (file->temporary);
  g_free (file->path);
  g_free (file);
}
