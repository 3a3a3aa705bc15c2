/* Catalogs to paper: from products named on the command line, or one that is kept in the file. */
#include "cli/print-source.h"

#include "catalog/error.h"
#include "catalog/history.h"
#include "sheets/edition.h"
#include "sheets/error.h"
#include "sheets/layout.h"
#include "sheets/print.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

static EtaPrintLook look;
static struct {
  char *title, *collection, *sections, *parts;
  int per_page;
} print;

#define ARRANGE_OPTIONS                                                                              \
  {"title", 0, 0, G_OPTION_ARG_STRING, &print.title, N_ ("The title on the cover"), N_ ("TEXT")},    \
      {"per-page", 0, 0, G_OPTION_ARG_INT, &print.per_page, N_ ("Products on a page: 1, 2, 4 or 6"), \
       N_ ("N")},                                                                                    \
      {"sections",                                                                                   \
       0,                                                                                            \
       0,                                                                                            \
       G_OPTION_ARG_STRING,                                                                          \
       &print.sections,                                                                              \
       N_ ("none (the default), category, or own as the kept catalog has them"),                     \
       N_ ("HOW")},                                                                                  \
  {                                                                                                  \
    "parts", 0, 0, G_OPTION_ARG_STRING, &print.parts,                                                \
        N_ ("Which parts, parted by commas: cover,contents,products,prices …"), N_ ("PARTS")         \
  }

static const GOptionEntry catalog_options[] = {
    ETA_PRINT_ALL_OPTION (look),
    {"lang", 'l', 0, G_OPTION_ARG_STRING, &look.lang,
     N_ ("The language; en if not given, those of the kept catalog with --collection"),
     N_ ("LANGUAGE")},
    ETA_PRINT_LOOK_OPTIONS (look),
    ARRANGE_OPTIONS,
    {"collection", 0, 0, G_OPTION_ARG_STRING, &print.collection,
     N_ ("A catalog that is kept in the file, by its title or id"), N_ ("TITLE")},
    {"out", 'o', 0, G_OPTION_ARG_FILENAME, &look.out,
     N_ ("The PDF file; for several languages a folder"), N_ ("FILE.pdf")},
    {NULL},
};

static const GOptionEntry keep_options[] = {
    ETA_PRINT_ALL_OPTION (look),
    {"lang", 'l', 0, G_OPTION_ARG_STRING, &look.lang,
     N_ ("Languages, parted by commas; id,en,ar if not given"), N_ ("LANGUAGES")},
    ETA_PRINT_LOOK_OPTIONS (look),
    ARRANGE_OPTIONS,
    {NULL},
};

/* --- a catalog -------------------------------------------------------------------------------- */

static EtaCollection *
find_collection (EtaCall *call, const char *wanted, GError **error)
{
  g_autoptr (GPtrArray) all = eta_store_list_collections (call->store, error);

  for (guint i = 0; all && i < all->len; i++) {
    const EtaCollection *collection = all->pdata[i];
    GHashTableIter iter;
    gpointer text;

    if (g_strcmp0 (collection->id, wanted) == 0)
      return eta_collection_copy (collection);
    g_hash_table_iter_init (&iter, collection->titles);
    while (g_hash_table_iter_next (&iter, NULL, &text))
      if (g_str_equal (text, wanted))
        return eta_collection_copy (collection);
  }
  if (all)
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND,
                 _ ("There is no catalog “%s” in the file. “collection list” names them."), wanted);
  return NULL;
}

static gboolean
read_sections (EtaCollectionOptions *options, GError **error)
{
  static const char *const names[] = {"none", "category", "own"};

  for (guint i = 0; print.sections && i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (print.sections, names[i])) {
      options->sections = i;
      return TRUE;
    }
  return !print.sections || eta_wrong (error, "%s", _ ("--sections takes none, category or own."));
}

static gboolean
read_parts (EtaCollectionOptions *options, GError **error)
{
  g_auto (GStrv) parts = print.parts ? g_strsplit (print.parts, ",", -1) : NULL;

  for (guint i = 0; parts && parts[i]; i++)
    if (!eta_catalog_part_known (g_strstrip (parts[i])))
      return eta_wrong (error, _ ("“%s” is no part of a catalog. The parts are: %s."), parts[i],
                        eta_catalog_part_names ());
  if (parts) {
    g_strfreev (options->parts);
    options->parts = g_steal_pointer (&parts);
  }
  return TRUE;
}

/* What the command line says goes before what the kept catalog says. */
static gboolean
arrange (EtaCollection *collection, GStrv langs, GError **error)
{
  g_autoptr (EtaCollectionOptions) options = eta_collection_options_read (collection->options);
  EtaSheetOptions sheet = {0};

  if (print.per_page < 0 || print.per_page > 8 || (print.per_page != 1 && print.per_page % 2))
    return eta_wrong (error, "%s", _ ("--per-page takes 1, 2, 4 or 6."));
  if (!eta_print_read_look (&look, &sheet, error) || !read_sections (options, error) ||
      !read_parts (options, error))
    return FALSE;
  if (look.template)
    eta_set_text (&collection->template, look.template);
  if (look.paper)
    eta_set_text (&collection->paper, look.paper);
  if (look.currency)
    eta_set_text (&collection->currency, look.currency);
  if (look.quality)
    options->for_email = sheet.quality == ETA_PDF_EMAIL;
  if (print.per_page)
    collection->per_page = print.per_page;
  for (guint i = 0; print.title && langs[i]; i++)
    g_hash_table_insert (collection->titles, g_strdup (langs[i]), g_strdup (print.title));
  g_free (collection->options);
  collection->options = eta_collection_options_write (options);
  return TRUE;
}

/* The products named on the command line, in memory alone. */
static EtaCollection *
new_collection (EtaCall *call, const char *lang, GError **error)
{
  g_autoptr (GArray) rows = eta_call_rows (call, look.all, lang, error);
  g_autoptr (EtaCollection) collection = eta_collection_new ();

  collection->per_page = 0; /* as the template says */
  for (guint i = 0; rows && i < rows->len; i++) {
    g_autofree char *id = eta_store_id_of (call->store, g_array_index (rows, gint64, i));
    eta_collection_add (collection, NULL, id);
  }
  return rows ? g_steal_pointer (&collection) : NULL;
}

/* --- catalog ---------------------------------------------------------------------------------- */

static gboolean
write_one (EtaCall *call,
           EtaAlbum *album,
           const EtaCollection *collection,
           const char *lang,
           const char *path,
           GError **error)
{
  g_autoptr (EtaEdition) edition = eta_edition_new (call->store, album, collection, lang, error);
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (g_free);
  JsonArray *told = json_array_new ();
  JsonObject *answer = json_object_new ();
  g_autofree char *shown = g_filename_display_name (path);
  guint n = edition ? eta_edition_source (edition)->n_products : 0;

  json_object_set_string_member (answer, "file", shown);
  json_object_set_string_member (answer, "language", lang);
  json_object_set_int_member (answer, "products", n);
  json_object_set_array_member (answer, "remarks", told);
  eta_answer (call, answer);
  if (!edition ||
      !eta_catalog_write_pdf (eta_edition_source (edition), eta_edition_options (edition), path,
                              remarks, call->cancellable, eta_show_progress, NULL, error))
    return FALSE;
  for (guint i = 0; i < remarks->len; i++) {
    json_array_add_string_element (told, remarks->pdata[i]);
    eta_tell ("%s", (const char *)remarks->pdata[i]);
    call->partly = TRUE;
  }
  eta_say (call, ngettext ("%1$u product is in “%2$s”.", "%1$u products are in “%2$s”.", n), n,
           shown);
  return TRUE;
}

static gboolean
write_all (
    EtaCall *call, EtaAlbum *album, const EtaCollection *collection, GStrv langs, GError **error)
{
  JsonArray *files = json_array_new ();
  gboolean ok = TRUE;

  if (g_mkdir_with_parents (look.out, 0777) != 0 && !g_file_test (look.out, G_FILE_TEST_IS_DIR)) {
    g_set_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_FILE,
                 _ ("The folder “%s” cannot be made: %s."), look.out, g_strerror (errno));
    ok = FALSE;
  }
  for (guint i = 0; ok && langs[i]; i++) {
    g_autofree char *name = eta_edition_file_name (collection, langs[i]);
    g_autofree char *path = g_build_filename (look.out, name, NULL);

    ok = write_one (call, album, collection, langs[i], path, error);
    json_array_add_element (files, json_node_copy (call->result));
  }
  eta_answer_array (call, files);
  return ok;
}

static GStrv
languages_of (const EtaCollection *collection, GError **error)
{
  if (look.lang || !collection)
    return eta_print_read_languages (look.lang ? look.lang : "en", error);
  return g_strsplit (collection->languages ? collection->languages : "id en ar", " ", -1);
}

static gboolean
run_catalog (EtaCall *call, GError **error)
{
  g_autoptr (EtaCollection) collection = NULL;
  g_autoptr (EtaAlbum) album = NULL;
  g_auto (GStrv) langs = NULL;

  if (!look.out)
    return eta_wrong (error, "%s", _ ("Where to? Name a file with -o FILE.pdf."));
  if (print.collection && !(collection = find_collection (call, print.collection, error)))
    return FALSE;
  langs = languages_of (collection, error);
  if (!langs)
    return FALSE;
  if (!langs[0] || (langs[1] && g_str_has_suffix (look.out, ".pdf")))
    return eta_wrong (error, "%s", _ ("One file holds one language; for several name a folder."));
  if (!collection && !(collection = new_collection (call, langs[0], error)))
    return FALSE;
  album = eta_call_album (call, error);
  if (!album || !arrange (collection, langs, error))
    return FALSE;
  return langs[1] ? write_all (call, album, collection, langs, error)
                  : write_one (call, album, collection, langs[0], look.out, error);
}

/* --- kept catalogs ---------------------------------------------------------------------------- */

static gboolean
run_list (EtaCall *call, GError **error)
{
  g_autoptr (GPtrArray) all = eta_store_list_collections (call->store, error);
  JsonArray *answer = json_array_new ();

  eta_answer_array (call, answer);
  for (guint i = 0; all && i < all->len; i++) {
    const EtaCollection *collection = all->pdata[i];
    const char *title = eta_edition_title (collection, eta_user_lang ());
    JsonObject *object = json_object_new ();

    eta_json_put (object, "id", collection->id);
    eta_json_put (object, "title", title);
    eta_json_put (object, "languages", collection->languages);
    eta_json_put (object, "template", collection->template);
    json_object_set_int_member (object, "products", collection->items->len);
    json_array_add_object_element (answer, object);
    eta_say (call, "%s\t%u\t%s", title ? title : collection->id, collection->items->len,
             collection->languages ? collection->languages : "");
  }
  return all != NULL;
}

static gboolean
in_step (
    EtaCall *call, const char *step, const EtaCollection *collection, gboolean keep, GError **error)
{
  if (!eta_step_begin (call->store, step, eta_edition_title (collection, eta_user_lang ()), error))
    return FALSE;
  if ((keep ? eta_store_put_collection (call->store, collection, error)
            : eta_store_delete_collection (call->store, collection->id, error)) &&
      eta_step_commit (call->store, error))
    return TRUE;
  eta_step_abort (call->store);
  return FALSE;
}

/* The first argument is the title; eta_call_rows shall see the SKUs alone. */
static gboolean
run_add (EtaCall *call, GError **error)
{
  const char *title = call->args[0];
  g_auto (GStrv) langs = eta_print_read_languages (look.lang ? look.lang : "id,en,ar", error);
  g_autoptr (EtaCollection) collection = NULL;
  JsonObject *answer = json_object_new ();

  eta_answer (call, answer);
  if (!langs)
    return FALSE;
  call->args++;
  call->n_args--;
  collection = new_collection (call, langs[0], error);
  call->args--;
  call->n_args++;
  if (!collection)
    return FALSE;
  collection->per_page = 4;
  print.title = print.title ? print.title : g_strdup (title);
  g_free (collection->languages);
  collection->languages = g_strjoinv (" ", langs);
  if (!arrange (collection, langs, error) ||
      !in_step (call, N_ ("New catalog"), collection, TRUE, error))
    return FALSE;
  json_object_set_string_member (answer, "id", collection->id);
  eta_say (call, _ ("“%s” was added."), title);
  return TRUE;
}

static gboolean
run_remove (EtaCall *call, GError **error)
{
  g_autoptr (EtaCollection) collection = find_collection (call, call->args[0], error);

  eta_answer (call, json_object_new ());
  return collection && in_step (call, N_ ("Delete catalog"), collection, FALSE, error);
}

const EtaCommand eta_collection_commands[] = {
    {"catalog", "[SKU…]", N_ ("Print a catalog, a line sheet or labels: one PDF of many products"),
     ETA_USE_READ, 0, ETA_ANY_NUMBER, ETA_ANY_NUMBER, catalog_options, run_catalog},
    {"collection list", NULL, N_ ("List the catalogs that are kept in the file"), ETA_USE_READ, 0,
     0, 0, NULL, run_list},
    {"collection add", "TITLE [SKU…]", N_ ("Keep a catalog: which products, and how it looks"),
     ETA_USE_WRITE, 1, ETA_ANY_NUMBER, ETA_ANY_NUMBER, keep_options, run_add},
    {"collection remove", "TITLE", N_ ("Take a kept catalog out of the file"), ETA_USE_WRITE, 1, 1,
     1, NULL, run_remove},
    {NULL},
};
