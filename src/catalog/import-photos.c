#include "catalog/import-photos.h"

#include "catalog/clean.h"
#include "catalog/import-files.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHA_LENGTH 64

typedef struct {
  gboolean wanted;
  char *problem; /* a sentence, or NULL */
  char sha256[SHA_LENGTH + 1];
  int width, height;
} Taken;

struct _EtaImportPhotos {
  const EtaImportOptions *options;
  char *folder;
  EtaImportFiles *files;           /* NULL: not listed yet, or there is no folder */
  gboolean listed, beside;         /* BESIDE: the source is the folder of the table */
  GArray *taken;                   /* Taken, for each file */
  guint next;                      /* the next one to look at */
  GHashTable *skus, *names, *rows; /* key → row; row → GArray of files */
};

static void
taken_clear (gpointer data)
{
  g_free (((Taken *)data)->problem);
}

static void
keep_files (EtaImportPhotos *photos, EtaImportFiles *files)
{
  photos->listed = TRUE;
  photos->files = files;
  if (files)
    g_array_set_size (photos->taken, eta_import_files_count (files));
}

static gboolean
is_same_folder (const char *a, const char *b)
{
  g_autoptr (GFile) x = g_file_new_for_path (a), y = g_file_new_for_path (b);

  return g_file_equal (x, y);
}

EtaImportPhotos *
eta_import_photos_new (const char *folder, const EtaImportOptions *options, GError **error)
{
  g_autoptr (EtaImportPhotos) photos = g_new0 (EtaImportPhotos, 1);

  photos->options = options;
  photos->folder = g_strdup (folder);
  photos->taken = g_array_new (FALSE, TRUE, sizeof (Taken));
  g_array_set_clear_func (photos->taken, taken_clear);
  photos->skus = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  photos->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (options->photo_source) {
    EtaImportFiles *files = eta_import_files_open (options->photo_source, error);
    if (!files)
      return NULL;
    keep_files (photos, files);
    photos->beside = is_same_folder (options->photo_source, folder);
  }
  return g_steal_pointer (&photos);
}

void
eta_import_photos_free (EtaImportPhotos *photos)
{
  if (!photos)
    return;
  g_free (photos->folder);
  eta_import_files_free (photos->files);
  g_array_unref (photos->taken);
  g_hash_table_unref (photos->skus);
  g_hash_table_unref (photos->names);
  g_clear_pointer (&photos->rows, g_hash_table_unref);
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

/* --- what is wanted --------------------------------------------------------------------------- */

static Taken *
find (EtaImportPhotos *photos, const char *name)
{
  int i;

  if (!photos->listed)
    keep_files (photos, eta_import_files_open (photos->folder, NULL));
  i = photos->files ? eta_import_files_find (photos->files, name) : -1;
  return i < 0 ? NULL : &g_array_index (photos->taken, Taken, i);
}

gboolean
eta_import_photos_want (EtaImportPhotos *photos, const char *cell)
{
  g_auto (GStrv) names = split (cell);

  for (char **name = names; *name; name++) {
    Taken *taken = find (photos, *name);
    if (taken)
      taken->wanted = TRUE;
  }
  return names[0] != NULL;
}

static void
note_key (GHashTable *keys, const char *text, guint row)
{
  char *key = eta_import_files_key (text);

  if (*key == '\0' || g_hash_table_contains (keys, key))
    g_free (key);
  else
    g_hash_table_insert (keys, key, GUINT_TO_POINTER (row));
}

void
eta_import_photos_want_row (EtaImportPhotos *photos, guint row, const char *sku, const char *name)
{
  if (!photos->options->photo_source)
    return;
  note_key (photos->skus, sku, row);
  note_key (photos->names, name, row);
}

static void
want_matched (EtaImportPhotos *photos)
{
  GHashTableIter iter;
  gpointer files;

  g_hash_table_iter_init (&iter, photos->rows);
  while (g_hash_table_iter_next (&iter, NULL, &files))
    for (guint i = 0; i < ((GArray *)files)->len; i++)
      g_array_index (photos->taken, Taken, g_array_index ((GArray *)files, guint, i)).wanted = TRUE;
}

guint
eta_import_photos_settle (EtaImportPhotos *photos, GPtrArray *unused)
{
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = 0;

  if (photos->options->photo_source) {
    photos->rows = eta_import_files_match (photos->files, photos->skus, photos->names, left);
    want_matched (photos);
  }
  /* Beside the table lies much that has nothing to do with it. */
  for (guint i = 0; !photos->beside && i < left->len; i++) {
    guint file = g_array_index (left, guint, i);
    if (!g_array_index (photos->taken, Taken, file).wanted)
      g_ptr_array_add (unused, g_strdup (eta_import_files_name (photos->files, file)));
  }
  for (guint i = 0; i < photos->taken->len; i++)
    n += g_array_index (photos->taken, Taken, i).wanted;
  return n;
}

/* --- taking ----------------------------------------------------------------------------------- */

static void
take_in (EtaImportPhotos *photos, guint i)
{
  const EtaImportOptions *options = photos->options;
  Taken *taken = &g_array_index (photos->taken, Taken, i);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  if (options->dry_run || !options->intake)
    return;
  path = eta_import_files_get (photos->files, i, &error);
  if (!path || !options->intake (path, options->intake_data, taken->sha256, &taken->width,
                                 &taken->height, &error))
    taken->problem = g_strdup (error->message);
}

gboolean
eta_import_photos_take (EtaImportPhotos *photos)
{
  while (photos->next < photos->taken->len) {
    guint i = photos->next++;

    if (!g_array_index (photos->taken, Taken, i).wanted)
      continue;
    take_in (photos, i);
    return TRUE;
  }
  return FALSE;
}

/* --- adding ----------------------------------------------------------------------------------- */

static void
tell_missing (EtaImportPhotos *photos, const char *name, GPtrArray *remarks)
{
  const char *source = photos->options->photo_source;
  g_autofree char *shown = source ? g_filename_display_basename (source) : NULL;

  g_ptr_array_add (
      remarks,
      source
          ? g_strdup_printf (_ ("There is no photo “%s” in “%s”. Put it there, or correct the "
                                "name."),
                             name, shown)
          : g_strdup_printf (
                _ ("There is no photo “%s” beside the table. Put it into the same folder."), name));
}

/* 1 when it is one more. */
static guint
add_taken (EtaImportPhotos *photos, const Taken *taken, EtaProduct *product, GPtrArray *remarks)
{
  if (taken->problem) {
    g_ptr_array_add (remarks, g_strdup (taken->problem));
    return 0;
  }
  if (*taken->sha256 == '\0') /* a dry run, or nobody to take it in */
    return photos->options->dry_run;
  if (has_photo (product, taken->sha256))
    return 0;
  g_ptr_array_add (product->photos, eta_photo_new (taken->sha256, taken->width, taken->height));
  return 1;
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
    taken = find (photos, *name);
    if (taken)
      n += add_taken (photos, taken, product, remarks);
    else
      tell_missing (photos, *name, remarks);
  }
  return n;
}

guint
eta_import_photos_add_row (EtaImportPhotos *photos,
                           guint row,
                           EtaProduct *product,
                           GPtrArray *remarks)
{
  const GArray *files =
      photos->rows ? g_hash_table_lookup (photos->rows, GUINT_TO_POINTER (row)) : NULL;
  guint n = 0;

  for (guint i = 0; files && i < files->len; i++)
    n += add_taken (photos, &g_array_index (photos->taken, Taken, g_array_index (files, guint, i)),
                    product, remarks);
  return n;
}
