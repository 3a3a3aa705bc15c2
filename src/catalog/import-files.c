#include "catalog/import-files.h"

#include "catalog/clean.h"
#include "catalog/error.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_FILES 20000   /* pictures; more is not one school's folder */
#define MAX_ENTRIES 60000 /* of all kinds */
#define MAX_DEPTH 3       /* folders in folders */
/* One picture; the album refuses more than 50 MB with a better sentence. */
#define MAX_PICTURE (64 * 1024 * 1024)

typedef struct {
  char *name;  /* UTF-8, with "/" */
  char *path;  /* on disk, of a folder's file; NULL in a ZIP */
  guint entry; /* number in the ZIP */
} File;

struct _EtaImportFiles {
  char *path;
  char *shown; /* its name for sentences */
  gboolean zip;
  guint n_seen;        /* entries of all kinds */
  GPtrArray *files;    /* File, sorted by name in a folder, as they come in a ZIP */
  GHashTable *by_name; /* folded name → number + 1: of the path and of its last part */
  /* the ZIP while its entries are read */
  struct archive *archive;
  struct archive_entry *header;
  guint next; /* entry that the next header is of */
  char *folder, *unpacked;
};

static void
file_free (gpointer data)
{
  File *file = data;

  g_free (file->name);
  g_free (file->path);
  g_free (file);
}

static gboolean
is_picture (const char *name)
{
  static const char *const suffixes[] = {".jpg",  ".jpeg", ".png",  ".webp", ".heic", ".heif",
                                         ".avif", ".tif",  ".tiff", ".bmp",  ".gif"};
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (lower, suffixes[i]))
      return TRUE;
  return FALSE;
}

/* "._KOPI-01.jpg" is what a Mac writes beside each file. */
static gboolean
is_hidden (const char *name)
{
  const char *base = strrchr (name, '/');

  base = base ? base + 1 : name;
  return *base == '.' || g_str_has_prefix (name, "__MACOSX/");
}

static gboolean
add (EtaImportFiles *self, char *name, const char *path, guint entry)
{
  File *file;

  if (!is_picture (name) || is_hidden (name)) {
    g_free (name);
    return TRUE;
  }
  file = g_new0 (File, 1);
  file->name = name;
  file->path = g_strdup (path);
  file->entry = entry;
  g_ptr_array_add (self->files, file);
  return self->files->len < MAX_FILES;
}

static gboolean
too_many (const EtaImportFiles *self, GError **error)
{
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
               _ ("“%s” holds too many files. Put the photos of these products into a folder of "
                  "their own and choose that."),
               self->shown);
  return FALSE;
}

/* --- a folder --------------------------------------------------------------------------------- */

static gboolean
list_folder (EtaImportFiles *self, const char *path, const char *prefix, guint depth)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  gboolean room = TRUE;

  while (room && dir && (name = g_dir_read_name (dir))) {
    g_autofree char *full = g_build_filename (path, name, NULL);
    g_autofree char *display = g_filename_display_name (name);
    g_autofree char *shown = g_strconcat (prefix, display, NULL);

    if (++self->n_seen > MAX_ENTRIES)
      return FALSE;
    if (name[0] == '.')
      continue;
    if (!g_file_test (full, G_FILE_TEST_IS_DIR)) {
      room = add (self, g_steal_pointer (&shown), full, 0);
    } else if (depth < MAX_DEPTH && !g_file_test (full, G_FILE_TEST_IS_SYMLINK)) {
      g_autofree char *inner = g_strconcat (shown, "/", NULL);
      room = list_folder (self, full, inner, depth + 1);
    }
  }
  return room;
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const File *const *)a)->name, (*(const File *const *)b)->name);
}

/* --- a ZIP file ------------------------------------------------------------------------------- */

static gboolean
set_damaged (const EtaImportFiles *self, GError **error)
{
  const char *why = archive_error_string (self->archive);

  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
               _ ("“%s” cannot be read as a ZIP file (%s). Unpack it, and choose the folder with "
                  "the photos."),
               self->shown, why ? why : "ZIP");
  return FALSE;
}

static void
close_zip (EtaImportFiles *self)
{
  g_clear_pointer (&self->archive, archive_read_free);
}

static gboolean
open_zip (EtaImportFiles *self, GError **error)
{
  close_zip (self);
  self->archive = archive_read_new ();
  self->next = 0;
  archive_read_support_format_zip_seekable (self->archive);
  if (archive_read_open_filename (self->archive, self->path, 64 * 1024) == ARCHIVE_OK)
    return TRUE;
  return set_damaged (self, error);
}

/* *MORE: there was one. */
static gboolean
next_entry (EtaImportFiles *self, gboolean *more, GError **error)
{
  int result = archive_read_next_header (self->archive, &self->header);

  *more = result != ARCHIVE_EOF;
  if (result != ARCHIVE_OK && result != ARCHIVE_WARN && result != ARCHIVE_EOF)
    return set_damaged (self, error);
  self->next++;
  return TRUE;
}

/* Names in the code page of some old Windows are no UTF-8: what is not shows as �. */
static char *
entry_name (struct archive_entry *entry)
{
  const char *name = archive_entry_pathname_utf8 (entry);

  if (!name)
    name = archive_entry_pathname (entry);
  return g_strdelimit (g_utf8_make_valid (name ? name : "", -1), "\\", '/');
}

static gboolean
list_zip (EtaImportFiles *self, GError **error)
{
  gboolean more = TRUE;

  if (!open_zip (self, error))
    return FALSE;
  while (next_entry (self, &more, error) && more) {
    if (self->next > MAX_ENTRIES)
      return too_many (self, error);
    if (archive_entry_is_encrypted (self->header)) {
      g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                   _ ("“%s” has a password. Unpack it, and choose the folder with the photos."),
                   self->shown);
      return FALSE;
    }
    if (archive_entry_filetype (self->header) == AE_IFREG &&
        !add (self, entry_name (self->header), NULL, self->next - 1))
      return too_many (self, error);
  }
  close_zip (self);
  return !more;
}

static gboolean
forward_to (EtaImportFiles *self, guint entry, GError **error)
{
  gboolean more = TRUE;

  if ((!self->archive || self->next > entry) && !open_zip (self, error))
    return FALSE;
  while (more && self->next <= entry)
    if (!next_entry (self, &more, error))
      return FALSE;
  return more || set_damaged (self, error);
}

static gboolean
set_full (const char *name, GError **error)
{
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_FULL,
               _ ("There is no room to unpack “%s”. Free some space on the disk."), name);
  return FALSE;
}

static gboolean
write_all (int fd, const guint8 *block, gsize len)
{
  while (len > 0) {
    gssize n = write (fd, block, len);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return FALSE;
    block += n;
    len -= (gsize)n;
  }
  return TRUE;
}

/* The size that the ZIP declares is not believed. */
static gboolean
copy_entry (EtaImportFiles *self, int fd, const char *name, GError **error)
{
  g_autofree guint8 *block = g_malloc (64 * 1024);
  gsize total = 0;

  for (;;) {
    la_ssize_t n = archive_read_data (self->archive, block, 64 * 1024);

    if (n == 0)
      return TRUE;
    if (n < 0) {
      g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                   _ ("The photo “%s” is damaged in the ZIP file. Pack it again."), name);
      return FALSE;
    }
    total += (gsize)n;
    if (total > MAX_PICTURE) {
      g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                   _ ("The photo “%s” is too large. Save it smaller."), name);
      return FALSE;
    }
    if (!write_all (fd, block, (gsize)n))
      return set_full (name, error);
  }
}

static void
drop_unpacked (EtaImportFiles *self)
{
  if (self->unpacked)
    g_unlink (self->unpacked);
  g_clear_pointer (&self->unpacked, g_free);
}

/* Into a folder of our own, under the last part of its name, which sentences then tell. */
static char *
unpack (EtaImportFiles *self, const File *file, GError **error)
{
  g_autofree char *base = g_path_get_basename (file->name);
  gboolean ok;
  int fd;

  drop_unpacked (self);
  if (!self->folder)
    self->folder = g_dir_make_tmp ("etalase-XXXXXX", NULL);
  if (!self->folder || !forward_to (self, file->entry, error)) {
    if (!self->folder)
      set_full (base, error);
    return NULL;
  }
  if (strlen (base) > 120) /* a file system takes 255 bytes */
    memmove (base, base + strlen (base) - 120, 121);
  g_free (g_steal_pointer (&self->unpacked));
  {
    g_autofree char *valid = g_utf8_make_valid (base, -1);
    self->unpacked = g_build_filename (self->folder, valid, NULL);
  }
  fd = g_open (self->unpacked, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) {
    set_full (base, error);
    return NULL;
  }
  ok = copy_entry (self, fd, base, error);
  g_close (fd, NULL);
  return ok ? g_strdup (self->unpacked) : NULL;
}

/* --- all -------------------------------------------------------------------------------------- */

static void
note_name (EtaImportFiles *self, const char *name, guint i)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
  char *key = g_utf8_casefold (normal ? normal : name, -1);

  if (g_hash_table_contains (self->by_name, key))
    g_free (key);
  else
    g_hash_table_insert (self->by_name, key, GUINT_TO_POINTER (i + 1));
}

static void
note_names (EtaImportFiles *self)
{
  for (guint i = 0; i < self->files->len; i++)
    note_name (self, eta_import_files_name (self, i), i);
  for (guint i = 0; i < self->files->len; i++) {
    const char *slash = strrchr (eta_import_files_name (self, i), '/');
    if (slash)
      note_name (self, slash + 1, i);
  }
}

EtaImportFiles *
eta_import_files_open (const char *path, GError **error)
{
  g_autoptr (EtaImportFiles) self = g_new0 (EtaImportFiles, 1);
  gboolean folder = g_file_test (path, G_FILE_TEST_IS_DIR);

  self->path = g_strdup (path);
  self->shown = g_filename_display_basename (path);
  self->zip = !folder;
  self->files = g_ptr_array_new_with_free_func (file_free);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!folder && !g_file_test (path, G_FILE_TEST_IS_REGULAR)) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND,
                 _ ("There is no folder or ZIP file “%s”. Choose where the photos are."),
                 self->shown);
    return NULL;
  }
  if (folder) {
    if (!list_folder (self, path, "", 1)) {
      too_many (self, error);
      return NULL;
    }
    g_ptr_array_sort (self->files, compare_files);
  } else if (!list_zip (self, error)) {
    return NULL;
  }
  note_names (self);
  return g_steal_pointer (&self);
}

void
eta_import_files_free (EtaImportFiles *self)
{
  if (!self)
    return;
  close_zip (self);
  drop_unpacked (self);
  if (self->folder)
    g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->shown);
  g_ptr_array_unref (self->files);
  g_hash_table_unref (self->by_name);
  g_free (self);
}

guint
eta_import_files_count (const EtaImportFiles *self)
{
  return self->files->len;
}

const char *
eta_import_files_name (const EtaImportFiles *self, guint i)
{
  return ((File *)self->files->pdata[i])->name;
}

static int
look_up (const EtaImportFiles *self, const char *name)
{
  static const char *const suffixes[] = {"", ".jpg", ".jpeg", ".png", ".webp", ".heic"};

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *full = g_strconcat (name, suffixes[i], NULL);
    g_autofree char *key = g_utf8_casefold (full, -1);
    guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_name, key));

    if (found > 0)
      return (int)found - 1;
  }
  return -1;
}

int
eta_import_files_find (const EtaImportFiles *self, const char *name)
{
  g_autofree char *clean = g_strdelimit (eta_clean_line (name), "\\", '/');
  g_auto (GStrv) parts = g_strsplit (clean, "/", -1);
  const char *slash = strrchr (clean, '/');
  int found;

  /* A table that came from somebody else names files of the folder only; nothing but what was
   * listed can be found anyway. */
  if (g_strv_contains ((const char *const *)parts, ".."))
    return -1;
  found = look_up (self, clean);
  return found < 0 && slash ? look_up (self, slash + 1) : found;
}

char *
eta_import_files_get (EtaImportFiles *self, guint i, GError **error)
{
  const File *file = self->files->pdata[i];

  return file->path ? g_strdup (file->path) : unpack (self, file, error);
}

/* --- where they are --------------------------------------------------------------------------- */

/* "Foto produk", "PHOTOS.zip": a name that says so. */
static gboolean
says_photos (const char *name)
{
  static const char *const words[] = {"foto", "photo", "gambar", "image", "picture", "صور"};
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *lower = g_utf8_casefold (shown, -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (lower, words[i]))
      return TRUE;
  return FALSE;
}

char *
eta_import_files_guess (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *best = NULL;
  const char *name;
  gboolean pictures = FALSE, is_folder = FALSE;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *full = g_build_filename (folder, name, NULL);
    g_autofree char *lower = g_ascii_strdown (name, -1);
    gboolean inner = g_file_test (full, G_FILE_TEST_IS_DIR);

    if (name[0] == '.')
      continue;
    pictures |= !inner && is_picture (name);
    if (!says_photos (name) || (!inner && !g_str_has_suffix (lower, ".zip")))
      continue;
    if (best && (is_folder || !inner)) /* a folder before a ZIP file, the first name otherwise */
      if (inner != is_folder || strcmp (full, best) > 0)
        continue;
    g_free (best);
    best = g_steal_pointer (&full);
    is_folder = inner;
  }
  if (best)
    return g_steal_pointer (&best);
  return pictures ? g_steal_pointer (&folder) : NULL;
}
