/* The hand-over package for a trade body without an interface of its own: one ZIP with the sheets
 * of every product in every language, a table, the same as JSON, and the photos that both name. */
#include "cli/print-source.h"

#include "catalog/error.h"
#include "catalog/table-file.h"
#include "catalog/whole-file.h"
#include "photos/take.h"
#include "sheets/print.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

static EtaPrintLook look;

static const GOptionEntry handover_options[] = {
    {"lang", 'l', 0, G_OPTION_ARG_STRING, &look.lang,
     N_ ("Languages, parted by commas; id,en,ar if not given"), N_ ("LANGUAGES")},
    ETA_PRINT_LOOK_OPTIONS (look),
    {NULL},
};

typedef struct {
  EtaCall *call;
  EtaPrintSource *source;
  EtaSheetOptions options;
  char **langs;
  char *folder;      /* where the parts are made; gone afterwards */
  GPtrArray *files;  /* char *: names in the ZIP, in order */
  GHashTable *names; /* set of those */
} Handover;

static void
add_file (Handover *self, char *name)
{
  g_ptr_array_add (self->files, name);
  g_hash_table_add (self->names, name);
}

/* --- the parts -------------------------------------------------------------------------------- */

/* "sheets/KOPI-01-en.pdf"; where two producers use one SKU the second gets a number. Transfer full.
 */
static char *
sheet_name (Handover *self, const EtaProduct *product)
{
  g_autofree char *file = eta_sheet_file_name (product, self->options.lang, "pdf");
  g_autofree char *stem = g_strndup (file, strlen (file) - strlen (".pdf"));
  char *name = g_strconcat ("sheets/", file, NULL);

  for (guint i = 2; g_hash_table_contains (self->names, name); i++) {
    g_free (name);
    name = g_strdup_printf ("sheets/%s-%u.pdf", stem, i);
  }
  return name;
}

static gboolean
write_sheets (Handover *self, const EtaSheetInput *input, GError **error)
{
  for (char **lang = self->langs; *lang; lang++) {
    g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *path = NULL;
    char *name;

    self->options.lang = *lang;
    name = sheet_name (self, input->product);
    path = g_build_filename (self->folder, name, NULL);
    add_file (self, name);
    if (!eta_sheet_write_pdf (input, &self->options, path, remarks, self->call->cancellable, error))
      return FALSE;
    for (guint i = 0; i < remarks->len; i++) {
      eta_tell ("%s (%s): %s", input->product->sku ? input->product->sku : "", *lang,
                (char *)remarks->pdata[i]);
      self->call->partly = TRUE;
    }
  }
  return TRUE;
}

static gboolean
write_all_sheets (Handover *self, GError **error)
{
  for (guint i = 0; i < self->source->rows->len; i++) {
    EtaSheetInput input;
    gboolean ok;

    eta_show_progress (i, self->source->rows->len, NULL);
    if (!eta_print_source_load (i, &input, self->source, error))
      return FALSE;
    ok = write_sheets (self, &input, error);
    eta_sheet_input_clear (&input);
    if (!ok)
      return FALSE;
  }
  return TRUE;
}

/* The table names the photos as they are called in the folder beside it. */
static gboolean
write_tables (Handover *self, GError **error)
{
  static const char *const tables[] = {"products.csv", "products.json"};
  g_autofree char *photos = g_build_filename (self->folder, "photos", NULL);
  EtaExportOptions options = {.rows = self->source->rows,
                              .parts = ETA_EXPORT_ALL,
                              .photos = photos,
                              .find = eta_album_photo_path,
                              .find_data = self->source->album,
                              .cancellable = self->call->cancellable};

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    g_autofree char *path = g_build_filename (self->folder, tables[i], NULL);

    add_file (self, g_strdup (tables[i]));
    if (!eta_table_export_some (self->call->store, path, &options, error))
      return FALSE;
    options.photos = NULL; /* once */
  }
  return TRUE;
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static void
add_photos (Handover *self)
{
  g_autofree char *folder = g_build_filename (self->folder, "photos", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    g_ptr_array_add (found, g_strconcat ("photos/", name, NULL));
  g_ptr_array_sort (found, compare_names);
  for (guint i = 0; i < found->len; i++)
    add_file (self, found->pdata[i]);
}

/* --- the ZIP ---------------------------------------------------------------------------------- */

static la_ssize_t
write_block (struct archive *archive, void *stream, const void *bytes, size_t n)
{
  if (fwrite (bytes, 1, n, stream) == n)
    return (la_ssize_t)n;
  archive_set_error (archive, EIO, "disk");
  return -1;
}

static gboolean
pack_file (Handover *self, struct archive *archive, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  struct archive_entry *entry;
  g_autofree char *bytes = NULL;
  gsize n;
  gboolean ok;

  if (!g_file_get_contents (path, &bytes, &n, error))
    return FALSE;
  entry = archive_entry_new ();
  archive_entry_set_pathname_utf8 (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_mtime (entry, g_get_real_time () / G_USEC_PER_SEC, 0);
  archive_entry_set_size (entry, (la_int64_t)n);
  ok = archive_write_header (archive, entry) == ARCHIVE_OK &&
       archive_write_data (archive, bytes, n) == (la_ssize_t)n;
  archive_entry_free (entry);
  return ok || eta_wrong (error, _ ("The hand-over package cannot be written (%s)."),
                          archive_error_string (archive));
}

static gboolean
pack (Handover *self, const char *path, GError **error)
{
  g_autoptr (EtaWholeFile) file = eta_whole_file_new (path, error);
  struct archive *archive;
  gboolean ok = TRUE;

  if (!file)
    return FALSE;
  archive = archive_write_new ();
  archive_write_set_format_zip (archive);
  archive_write_set_bytes_in_last_block (archive, 1);
  archive_write_open (archive, eta_whole_file_stream (file), NULL, write_block, NULL);
  for (guint i = 0; ok && i < self->files->len; i++)
    ok = pack_file (self, archive, self->files->pdata[i], error);
  if (ok && archive_write_close (archive) != ARCHIVE_OK)
    ok = eta_wrong (error, _ ("The hand-over package cannot be written (%s)."),
                    archive_error_string (archive));
  archive_write_free (archive);
  return ok && eta_whole_file_commit (g_steal_pointer (&file), error);
}

/* --- the command ------------------------------------------------------------------------------ */

static void
remove_parts (Handover *self)
{
  static const char *const folders[] = {"sheets", "photos"};

  for (guint i = 0; i < self->files->len; i++) {
    g_autofree char *path = g_build_filename (self->folder, self->files->pdata[i], NULL);

    g_unlink (path);
  }
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree char *path = g_build_filename (self->folder, folders[i], NULL);

    g_rmdir (path);
  }
  g_rmdir (self->folder);
}

static gboolean
make (Handover *self, GError **error)
{
  g_autofree char *sheets = g_build_filename (self->folder, "sheets", NULL);
  gboolean ok;

  g_mkdir (sheets, 0700);
  ok = write_all_sheets (self, error) && write_tables (self, error);
  add_photos (self);
  return ok && pack (self, self->call->args[0], error);
}

static void
answer (EtaCall *call, const Handover *self)
{
  g_autofree char *shown = g_filename_display_name (call->args[0]);
  JsonObject *object = json_object_new ();
  JsonArray *files = json_array_new ();

  for (guint i = 0; i < self->files->len; i++)
    json_array_add_string_element (files, self->files->pdata[i]);
  json_object_set_string_member (object, "file", shown);
  json_object_set_int_member (object, "products", self->source->rows->len);
  json_object_set_array_member (object, "files", files);
  eta_answer (call, object);
  eta_say (call,
           ngettext ("%1$u product was written to “%2$s”.", "%1$u products were written to “%2$s”.",
                     self->source->rows->len),
           self->source->rows->len, shown);
}

static gboolean
run_handover (EtaCall *call, GError **error)
{
  EtaCall named = *call; /* the SKUs stand behind the file */
  g_auto (EtaPrintSource) source = {0};
  g_auto (GStrv) langs = eta_print_read_languages (look.lang ? look.lang : "id,en,ar", error);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *folder = NULL;
  Handover self = {call, &source, {0}, langs, NULL, files, names};
  gboolean ok;

  named.args++;
  named.n_args--;
  if (!langs || !eta_print_read_look (&look, &self.options, error) ||
      !eta_print_source_open (&source, &named, named.n_args == 0, NULL, error))
    return FALSE;
  folder = self.folder = g_dir_make_tmp ("etalase-handover-XXXXXX", error);
  if (!folder)
    return FALSE;
  ok = make (&self, error);
  remove_parts (&self);
  if (ok)
    answer (call, &self);
  return ok;
}

const EtaCommand eta_handover_commands[] = {
    {"handover", "FILE.zip [SKU…]",
     N_ ("One file for a trade body: sheets, table, JSON and photos"), ETA_USE_READ, 1,
     ETA_ANY_NUMBER, 0, handover_options, run_handover},
    {NULL},
};
