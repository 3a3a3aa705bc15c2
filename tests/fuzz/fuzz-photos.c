/* ZIP files of photos that anybody may send: listed, matched with item codes, unpacked one by one.
 * Whatever their names say, nothing is unpacked outside of a folder of our own. */
#include "catalog/import-files.h"
#include "target.h"

#include "../remove-tree.h"

#include <stdlib.h>
#include <string.h>

const char *const eta_fuzz_tokens[] = {"../",
                                       "/etc/x.jpg",
                                       "..",
                                       ".jpg",
                                       "\\",
                                       "C:\\a.jpg",
                                       "PK\x01\x02",
                                       "PK\x03\x04",
                                       "PK\x05\x06",
                                       "\xff\xff\xff\xff",
                                       "KOPI-01",
                                       "\x80\x81.jpg",
                                       "a/b/c/d/e/f.jpg",
                                       NULL};

static char *folder;

static void
remove_folder (void)
{
  remove_tree (folder);
  g_free (folder);
}

static void
check_all (EtaImportFiles *files)
{
  for (guint i = 0; i < MIN (eta_import_files_count (files), 20); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *path = eta_import_files_get (files, i, &error);

    ETA_PROMISE (g_utf8_validate (eta_import_files_name (files, i), -1, NULL));
    ETA_PROMISE ((path != NULL) == (error == NULL));
    ETA_PROMISE (!path || g_str_has_prefix (path, g_get_tmp_dir ()));
    ETA_PROMISE (!path || !strstr (path, "/../"));
    ETA_PROMISE (!error || g_utf8_validate (error->message, -1, NULL));
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static char *path;
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) found = NULL;
  g_autoptr (EtaImportFiles) files = NULL;
  g_autoptr (GError) error = NULL;

  if (!folder) {
    folder = g_dir_make_tmp ("etalase-fuzz-XXXXXX", NULL);
    path = g_build_filename (folder, "foto.zip", NULL);
    atexit (remove_folder);
  }
  if (!g_file_set_contents_full (path, (const char *)data, (gssize)size, G_FILE_SET_CONTENTS_NONE,
                                 0600, NULL))
    return 0;
  files = eta_import_files_open (path, &error);
  ETA_PROMISE ((files != NULL) == (error == NULL));
  ETA_PROMISE (!error || g_utf8_validate (error->message, -1, NULL));
  if (!files)
    return 0;
  g_hash_table_insert (keys, eta_import_files_key ("KOPI-01"), GUINT_TO_POINTER (1));
  found = eta_import_files_match (files, keys, NULL, NULL);
  eta_import_files_find (files, "kopi-01");
  check_all (files);
  return 0;
}
