/* Takes photos in, one after the other, for measuring: bench-photos OUTDIR FILE… writes
 * OUTDIR/NAME.jpg and OUTDIR/NAME-t.jpg for each FILE called NAME.anything. */
#include "photos/intake.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

static gboolean
put (const char *folder, const char *name, const char *suffix, GBytes *bytes, GError **error)
{
  g_autofree char *file_name = g_strconcat (name, suffix, NULL);
  g_autofree char *path = g_build_filename (folder, file_name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  gsize len;
  const char *data = g_bytes_get_data (bytes, &len);

  return g_file_replace_contents (file, data, len, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                                  NULL, NULL, error);
}

static gboolean
take_in (const char *path, const char *folder, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *name = g_path_get_basename (path);
  g_auto (EtaIntakeResult) photo = {0};
  char *dot = strrchr (name, '.');

  if (dot != NULL)
    *dot = '\0';
  return eta_intake_file (file, NULL, &photo, NULL, error) &&
         put (folder, name, ".jpg", photo.full, error) &&
         put (folder, name, "-t.jpg", photo.thumb, error);
}

int
main (int argc, char **argv)
{
  int status = EXIT_SUCCESS;

  setlocale (LC_ALL, "");
  if (argc < 3) {
    g_printerr ("bench-photos OUTDIR FILE…\n");
    return 2;
  }
  for (int i = 2; i < argc; i++) {
    g_autoptr (GError) error = NULL;

    if (take_in (argv[i], argv[1], &error))
      continue;
    g_printerr ("%s\n", error->message);
    status = EXIT_FAILURE;
  }
  return status;
}
