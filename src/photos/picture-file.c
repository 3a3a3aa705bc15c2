#include "photos/picture-file.h"
#include "photos/error.h"
#include "photos/intake.h"
#include "photos/refusal.h"

#include <glib/gi18n-lib.h>

#define ATTRIBUTES                                                                                 \
  G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE                                \
                                 "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME

char *
eta_picture_file_name (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);

  return base != NULL ? g_filename_display_name (base) : g_file_get_parse_name (file);
}

/* The system's words for what is wrong; the sentence for what is common. */
static void
explain (GFile *file, GError *cause, GError **error)
{
  g_autofree char *name = eta_picture_file_name (file);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_FILE,
                 _ ("The file “%s” is not there any more. Choose it again."), name);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    g_set_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_FILE,
                 _ ("You may not read the file “%s”. Copy it into your own folder, then add that."),
                 name);
  else
    g_set_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_FILE,
                 _ ("The file “%s” cannot be read: %s. Copy it again, then add that."), name,
                 cause->message);
}

static gboolean
is_readable (GFile *file, goffset *size, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, &cause);
  g_autofree char *name = eta_picture_file_name (file);
  GFileType type;

  if (info == NULL) {
    explain (file, cause, error);
    return FALSE;
  }
  type = g_file_info_get_file_type (info);
  *size = g_file_info_get_size (info);
  if (type == G_FILE_TYPE_DIRECTORY)
    g_set_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_FILE,
                 _ ("“%s” is a folder. Open it and choose the photos in it."), name);
  else if (type != G_FILE_TYPE_REGULAR)
    eta_refuse_unknown (name, error);
  else if (*size > ETA_INTAKE_MAX_BYTES)
    eta_refuse_bytes (name, error);
  else
    return TRUE;
  return FALSE;
}

/* The size was only what the file system said: the file may grow, and some report none. */
GBytes *
eta_picture_file_read (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) in = NULL;
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autoptr (GError) cause = NULL;
  goffset size = 0;
  gsize used = 0, got = 0;

  if (!is_readable (file, &size, cancellable, error))
    return NULL;
  in = g_file_read (file, cancellable, &cause);
  do {
    g_byte_array_set_size (content, MAX ((gsize)size + 1, used + 65536));
    if (cause != NULL ||
        !g_input_stream_read_all (G_INPUT_STREAM (in), content->data + used, content->len - used,
                                  &got, cancellable, &cause)) {
      explain (file, cause, error);
      return NULL;
    }
    used += got;
  } while (used == content->len && used <= ETA_INTAKE_MAX_BYTES);
  g_byte_array_set_size (content, used);
  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}
