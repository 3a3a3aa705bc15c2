#include "catalog/whole-file.h"

#include "catalog/error.h"
#include "catalog/partial.h"
#include "catalog/store-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _EtaWholeFile {
  char *path, *temporary;
  FILE *stream;
};

static void
set_error (const char *path, int number, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  int code = ETA_CATALOG_ERROR_INPUT;
  const char *message = _ ("“%s” cannot be written: %s. Choose another folder.");

  if (number == ENOSPC || number == EDQUOT || number == EFBIG) {
    code = ETA_CATALOG_ERROR_FULL;
    message = _ ("There is no room for “%s”: %s. Free some space, or choose another disk.");
  } else if (number == EIO) {
    code = ETA_CATALOG_ERROR_FAILED;
  }
  g_set_error (error, ETA_CATALOG_ERROR, code, message, name, g_strerror (number));
}

static EtaWholeFile *
make (const char *path, char *temporary, int fd)
{
  EtaWholeFile *file = g_new0 (EtaWholeFile, 1);

  file->path = g_strdup (path);
  file->temporary = temporary;
  file->stream = fdopen (fd, "wb");
  return file;
}

EtaWholeFile *
eta_whole_file_new (const char *path, GError **error)
{
  g_autofree char *temporary = NULL;
  int fd = eta_partial_open (path, &temporary);

  if (fd < 0) {
    set_error (path, errno, error);
    return NULL;
  }
  return make (path, g_steal_pointer (&temporary), fd);
}

FILE *
eta_whole_file_stream (EtaWholeFile *file)
{
  return file->stream;
}

static void
file_free (EtaWholeFile *file)
{
  g_free (file->path);
  g_free (file->temporary);
  g_free (file);
}

/* A stream only remembers that a write failed: what hindered it will hinder the next byte too. */
static int
why_failed (FILE *stream)
{
  return write (fileno (stream), "", 1) < 0 ? errno : EIO;
}

/* 0, or the errno of the first thing that went wrong. */
static int
finish (EtaWholeFile *file)
{
  int number = 0;

  if (ferror (file->stream))
    number = why_failed (file->stream);
  else if (fflush (file->stream) != 0 || (fsync (fileno (file->stream)) != 0 && errno != EINVAL))
    number = errno;
  if (fclose (file->stream) != 0 && number == 0)
    number = errno;
  file->stream = NULL;
  if (number == 0 && g_rename (file->temporary, file->path) != 0)
    number = errno;
  return number;
}

gboolean
eta_whole_file_commit (EtaWholeFile *file, GError **error)
{
  int number = finish (file);

  if (number != 0) {
    set_error (file->path, number, error);
    eta_whole_file_abort (file);
    return FALSE;
  }
  eta_file_sync_folder (file->path);
  file_free (file);
  return TRUE;
}

void
eta_whole_file_abort (EtaWholeFile *file)
{
  if (!file)
    return;
  if (file->stream)
    fclose (file->stream);
  g_unlink (file->temporary);
  file_free (file);
}
