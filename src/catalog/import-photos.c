#include "catalog/import-photos.h"

#include "catalog/clean.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHA_LENGTH 64

typedef struct {
  char *path;    /* NULL: no such file */
  char *problem; /* a sentence, or NULL */
  char sha256[SHA_LENGTH + 1];
  int width, height;
} Taken;

struct _EtaImportPhotos {
  const EtaImportOptions *options;
  char *folder;
  GHashTable *taken; /* name as typed → Taken */
  GHashTable *files; /* lower-case name → name in the folder; NULL: not listed yet */
};

static void
taken_free (gpointer data)
{
  Taken *taken = data;

  g_free (taken->path);
  g_free (taken->problem);
  g_free (taken);
}

EtaImportPhotos *
eta_import_photos_new (const char *folder, const EtaImportOptions *options)
{
  EtaImportPhotos *photos = g_new0 (EtaImportPhotos, 1);

  photos->options = options;
  photos->folder = g_strdup (folder);
  photos->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, taken_free);
  return photos;
}

void
eta_import_photos_free (EtaImportPhotos *photos)
{
  if (!photos)
    return;
  g_free (photos->folder);
  g_hash_table_unref (photos->taken);
  g_clear_pointer (&photos->files, g_hash_table_unref);
  g_free (photos);
}

/* "foto\kopi.jpg; kopi 2.jpg" → clean names; empty ones are left out. */
static char **
split (const char *cell)
{
  const char *separators = strpbrk (cell, ";|\n") ? ";|\n" : ",";
  g_auto (GStrv) list = g_strsplit_set (cell, separators, -1);
  GPtrArray *names = g_ptr_array_new ();

  for (char **name = list; *name; name++) {
    char *clean = eta_clean_line (*name);
    if (*clean != '\0' && !g_str_equal (clean, "-"))
      g_ptr_array_add (names, g_strdelimit (clean, "\\", '/'));
    else
      g_free (clean);
  }
  g_ptr_array_add (names, NULL);
  return (char **)g_ptr_array_free (names, FALSE);
}

guint
eta_import_photos_count (const char *cell)
{
  g_auto (GStrv) names = split (cell);

  return g_strv_length (names);
}

/* The hash in "HASH.jpg", as our own export writes it; NULL when it is another name. */
static char *
hash_of (const char *name)
{
  g_autofree char *base = g_path_get_basename (name);
  gsize len = strspn (base, "0123456789abcdef");

  if (len != SHA_LENGTH || (base[len] != '\0' && base[len] != '.'))
    return NULL;
  return g_strndup (base, len);
}

static gboolean
has_photo (const EtaProduct *product, const char *sha256)
{
  for (guint i = 0; i < product->photos->len; i++)
    if (g_strcmp0 (((EtaPhoto *)product->photos->pdata[i])->sha256, sha256) == 0)
      return TRUE;
  return FALSE;
}

/* --- finding ---------------------------------------------------------------------------------- */

/* A table that came from somebody else names files in its own folder only. */
static gboolean
stays_inside (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);

  return !g_path_is_absolute (name) && !strchr (name, ':') &&
         !g_strv_contains ((const char *const *)parts, "..");
}

static void
list_folder (EtaImportPhotos *photos)
{
  GDir *dir = g_dir_open (photos->folder, 0, NULL);
  const char *name;

  photos->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  while (dir && (name = g_dir_read_name (dir)))
    g_hash_table_insert (photos->files, g_utf8_casefold (name, -1), g_strdup (name));
  if (dir)
    g_dir_close (dir);
}

/* "IMG_1.JPG" for "img_1.jpg", "kopi.jpg" for "kopi": as people write names of photos. */
static char *
find_alike (EtaImportPhotos *photos, const char *name)
{
  static const char *const suffixes[] = {"", ".jpg", ".jpeg", ".png", ".webp", ".heic"};

  if (!photos->files)
    list_folder (photos);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *full = g_strconcat (name, suffixes[i], NULL);
    g_autofree char *key = g_utf8_casefold (full, -1);
    const char *found = g_hash_table_lookup (photos->files, key);

    if (found)
      return g_build_filename (photos->folder, found, NULL);
  }
  return NULL;
}

static char *
find (EtaImportPhotos *photos, const char *name)
{
  g_autofree char *path = g_build_filename (photos->folder, name, NULL);

  if (!stays_inside (name))
    return NULL;
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&path);
  return strchr (name, '/') ? NULL : find_alike (photos, name);
}

/* --- taking ----------------------------------------------------------------------------------- */

static void
take_in (EtaImportPhotos *photos, const char *name, Taken *taken)
{
  const EtaImportOptions *options = photos->options;
  g_autoptr (GError) error = NULL;

  taken->path = find (photos, name);
  if (!taken->path) {
    taken->problem = g_strdup_printf (
        _ ("There is no photo “%s” beside the table. Put it into the same folder."), name);
    return;
  }
  if (options->dry_run || !options->intake)
    return;
  if (!options->intake (taken->path, options->intake_data, taken->sha256, &taken->width,
                        &taken->height, &error))
    taken->problem = g_strdup (error->message);
}

static const Taken *
get (EtaImportPhotos *photos, const char *name)
{
  Taken *taken = g_hash_table_lookup (photos->taken, name);

  if (taken)
    return taken;
  taken = g_new0 (Taken, 1);
  take_in (photos, name, taken);
  g_hash_table_insert (photos->taken, g_strdup (name), taken);
  return taken;
}

void
eta_import_photos_take (EtaImportPhotos *photos, const char *cell)
{
  g_auto (GStrv) names = split (cell);

  for (char **name = names; *name; name++)
    get (photos, *name);
}

guint
eta_import_photos_add (EtaImportPhotos *photos,
                       const char *cell,
                       EtaProduct *product,
                       GPtrArray *remarks)
{
  g_auto (GStrv) names = split (cell);
  guint n = 0;

  for (char **name = names; *name; name++) {
    g_autofree char *hash = hash_of (*name);
    const Taken *taken;

    if (hash && has_photo (product, hash))
      continue;
    taken = get (photos, *name);
    if (taken->problem) {
      g_ptr_array_add (remarks, g_strdup (taken->problem));
      continue;
    }
    if (*taken->sha256 == '\0') { /* a dry run, or nobody to take it in */
      n += photos->options->dry_run;
      continue;
    }
    if (has_photo (product, taken->sha256))
      continue;
    g_ptr_array_add (product->photos, eta_photo_new (taken->sha256, taken->width, taken->height));
    n++;
  }
  return n;
}
