#include "catalog/backup-daily.h"

#include "catalog/backup-unpack.h"
#include "catalog/error.h"
#include "catalog/store-file.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/stat.h>

#define MAX_ABOUT (64 * 1024)

typedef struct archive Archive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_read_free)

void
eta_backup_about_free (EtaBackupAbout *about)
{
  if (!about)
    return;
  g_free (about->path);
  g_free (about->catalog);
  g_free (about);
}

/* --- names ------------------------------------------------------------------------------------ */

/* "toko" of "…/toko.etalasedb". */
static char *
stem_of (const char *catalog_path)
{
  char *name = g_path_get_basename (catalog_path);

  if (g_str_has_suffix (name, ".etalasedb"))
    name[strlen (name) - strlen (".etalasedb")] = '\0';
  return name;
}

static char *
place_of (const char *base, const char *catalog_path)
{
  g_autofree char *full = g_canonicalize_filename (catalog_path, NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, full, -1);
  g_autofree char *stem = stem_of (full);
  g_autofree char *name = g_strdup_printf ("%s %.8s", stem, sum);

  return g_build_filename (base, name, NULL);
}

/* Whether NAME is STEM (NULL: anything), a date and the suffix. */
static gboolean
is_daily (const char *name, const char *stem)
{
  static const char shape[] = "-dddd-dd-dd";
  const gssize len =
      (gssize)strlen (name) - (gssize)strlen (shape) - (gssize)strlen (ETA_BACKUP_SUFFIX);
  const char *at = name + len;

  if (len <= 0 || !g_str_has_suffix (name, ETA_BACKUP_SUFFIX) ||
      (stem && ((gsize)len != strlen (stem) || !g_str_has_prefix (name, stem))))
    return FALSE;
  for (guint i = 0; shape[i]; i++) {
    if (shape[i] == 'd' ? !g_ascii_isdigit (at[i]) : at[i] != shape[i])
      return FALSE;
  }
  return TRUE;
}

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)b, *(const char *const *)a);
}

/* Paths of the daily backups in PLACE, newest first. */
static GPtrArray *
paths_in (const char *place, const char *stem)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (place, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    if (is_daily (name, stem))
      g_ptr_array_add (paths, g_build_filename (place, name, NULL));
  }
  g_ptr_array_sort (paths, compare_newest);
  return paths;
}

static GPtrArray *
paths_of (const char *base, const char *catalog_path)
{
  g_autofree char *place = place_of (base, catalog_path);
  g_autofree char *stem = stem_of (catalog_path);

  return paths_in (place, stem);
}

static char *
path_today (const char *base, const char *catalog_path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *place = place_of (base, catalog_path);
  g_autofree char *stem = stem_of (catalog_path);
  g_autofree char *name =
      g_strdup_printf ("%s-%04d-%02d-%02d" ETA_BACKUP_SUFFIX, stem, g_date_time_get_year (now),
                       g_date_time_get_month (now), g_date_time_get_day_of_month (now));

  return g_build_filename (place, name, NULL);
}

/* --- what one says of itself ------------------------------------------------------------------ */

static void
read_words (EtaBackupAbout *about, const char *text, gssize len)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;
  JsonObject *words;
  const char *when;

  if (!json_parser_load_from_data (parser, text, len, NULL))
    return;
  root = json_parser_get_root (parser);
  if (!root || !JSON_NODE_HOLDS_OBJECT (root))
    return;
  words = json_node_get_object (root);
  about->catalog = g_strdup (json_object_get_string_member_with_default (words, "catalog", NULL));
  about->products = json_object_get_int_member_with_default (words, "products", -1);
  when = json_object_get_string_member_with_default (words, "written", NULL);
  if (when) {
    g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (when, NULL);
    about->written = time ? g_date_time_to_unix (time) : about->written;
  }
}

/* Only the first entry is looked at: FALSE when there is none. */
static gboolean
read_first (EtaBackupAbout *about)
{
  g_autoptr (Archive) archive = archive_read_new ();
  g_autofree char *text = NULL;
  struct archive_entry *entry;
  const char *name;
  gssize len;

  archive_read_support_format_zip (archive);
  if (archive_read_open_filename (archive, about->path, MAX_ABOUT) != ARCHIVE_OK ||
      archive_read_next_header (archive, &entry) != ARCHIVE_OK)
    return FALSE;
  name = archive_entry_pathname_utf8 (entry);
  if (g_strcmp0 (name, ETA_BACKUP_ABOUT) != 0)
    return g_strcmp0 (name, ETA_BACKUP_CATALOG) == 0;
  text = g_malloc (MAX_ABOUT);
  len = archive_read_data (archive, text, MAX_ABOUT);
  if (len > 0 && g_utf8_validate (text, len, NULL))
    read_words (about, text, len);
  return TRUE;
}

EtaBackupAbout *
eta_backup_about (const char *path)
{
  g_autoptr (EtaBackupAbout) about = g_new0 (EtaBackupAbout, 1);
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return NULL;
  about->path = g_strdup (path);
  about->written = info.st_mtime;
  about->size = info.st_size;
  about->products = -1;
  return read_first (about) ? g_steal_pointer (&about) : NULL;
}

/* --- lists ------------------------------------------------------------------------------------ */

static void
add_all (GPtrArray *list, GPtrArray *paths)
{
  for (guint i = 0; i < paths->len; i++) {
    EtaBackupAbout *about = eta_backup_about (paths->pdata[i]);

    if (about)
      g_ptr_array_add (list, about);
  }
}

static int
compare_written (gconstpointer a, gconstpointer b)
{
  const EtaBackupAbout *x = *(EtaBackupAbout *const *)a, *y = *(EtaBackupAbout *const *)b;

  return x->written < y->written ? 1 : x->written > y->written ? -1 : 0;
}

GPtrArray *
eta_backup_list (const char *base, const char *catalog_path)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_backup_about_free);
  g_autoptr (GDir) dir = catalog_path ? NULL : g_dir_open (base, 0, NULL);
  const char *name;

  if (catalog_path) {
    g_autoptr (GPtrArray) paths = paths_of (base, catalog_path);
    add_all (list, paths);
  }
  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *place = g_build_filename (base, name, NULL);
    g_autoptr (GPtrArray) paths = paths_in (place, NULL);
    add_all (list, paths);
  }
  g_ptr_array_sort (list, compare_written);
  return list;
}

EtaBackupAbout *
eta_backup_newest_good (const char *base, const char *catalog_path)
{
  g_autoptr (GPtrArray) paths = paths_of (base, catalog_path);
  g_autofree char *folder = g_dir_make_tmp ("etalase-XXXXXX", NULL);
  g_autofree char *copy = folder ? g_build_filename (folder, "check.db", NULL) : NULL;
  EtaBackupAbout *good = NULL;

  for (guint i = 0; copy && !good && i < paths->len; i++) {
    if (eta_backup_unpack (paths->pdata[i], copy, NULL, NULL, NULL))
      good = eta_backup_about (paths->pdata[i]);
    g_unlink (copy);
  }
  if (folder)
    g_rmdir (folder);
  return good;
}

/* --- writing ---------------------------------------------------------------------------------- */

gboolean
eta_backup_has_today (const char *base, const char *catalog_path)
{
  g_autofree char *path = path_today (base, catalog_path);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

gboolean
eta_backup_daily (EtaStore *store,
                  const char *base,
                  guint keep,
                  gboolean anew,
                  char **written,
                  GCancellable *cancellable,
                  GError **error)
{
  const char *catalog = eta_store_path (store);
  g_autofree char *path = path_today (base, catalog);
  g_autofree char *place = place_of (base, catalog);
  g_autoptr (GPtrArray) paths = NULL;

  if (written)
    *written = NULL;
  if (!anew && g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_mkdir_with_parents (place, 0755) != 0)
    return eta_backup_write_failed (base, errno, error);
  if (!eta_backup_write (store, path, cancellable, error))
    return FALSE;
  paths = paths_of (base, catalog);
  for (guint i = MAX (keep, 1); i < paths->len; i++)
    g_unlink (paths->pdata[i]);
  if (written)
    *written = g_steal_pointer (&path);
  return TRUE;
}

/* --- where ------------------------------------------------------------------------------------ */

/* The folder itself, or the one that it would be made in. */
static char *
existing (const char *path)
{
  char *at = g_canonicalize_filename (path, NULL);

  while (!g_file_test (at, G_FILE_TEST_EXISTS) && !g_str_equal (at, "/")) {
    char *above = g_path_get_dirname (at);
    g_free (at);
    at = above;
  }
  return at;
}

gboolean
eta_backup_folder_fits (const char *folder, const char *catalog_path, GError **error)
{
  g_autofree char *there = existing (folder), *here = existing (catalog_path);
  GStatBuf a, b;

  if (!eta_file_is_far (there) || !eta_file_is_far (here) || g_stat (there, &a) != 0 ||
      g_stat (here, &b) != 0 || a.st_dev != b.st_dev)
    return TRUE;
  g_set_error (
      error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
      _ ("“%s” lies on the same network drive as the catalog: what damages one damages the "
         "other. Choose a folder on this computer or on a USB stick."),
      folder);
  return FALSE;
}
