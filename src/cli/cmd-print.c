/* Products to paper: sheets, cards, catalogs, and the remarks before printing. */
#include "cli/print-source.h"

#include "catalog/error.h"
#include "sheets/error.h"
#include "sheets/preflight.h"
#include "sheets/print.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

static struct {
  gboolean all;
  char *lang;
  char *template;
  char *paper;
  char *quality;
  char *currency;
  gboolean card;
  char *out;
  char *title;
  int per_page;
} print;

#define ALL_OPTION                                                                                 \
  {                                                                                                \
    "all", 'a', 0, G_OPTION_ARG_NONE, &print.all, N_ ("All products"), NULL                        \
  }
#define LOOK_OPTIONS                                                                               \
  {"template", 0, 0, G_OPTION_ARG_STRING, &print.template, N_ ("The template"), N_ ("NAME")},      \
      {"paper",    0, 0, G_OPTION_ARG_STRING, &print.paper, N_ ("a4 (the default) or letter"),     \
       N_ ("SIZE")},                                                                               \
      {"quality",                                                                                  \
       0,                                                                                          \
       0,                                                                                          \
       G_OPTION_ARG_STRING,                                                                        \
       &print.quality,                                                                             \
       N_ ("print (the default: photos as they are) or email (smaller)"),                          \
       N_ ("QUALITY")},                                                                            \
  {                                                                                                \
    "currency", 0, 0, G_OPTION_ARG_STRING, &print.currency, N_ ("Prices in this currency only"),   \
        N_ ("CODE")                                                                                \
  }

static const GOptionEntry sheet_options[] = {
    ALL_OPTION,
    {"lang", 'l', 0, G_OPTION_ARG_STRING, &print.lang,
     N_ ("Languages, parted by commas; id,en,ar if not given"), N_ ("LANGUAGES")},
    LOOK_OPTIONS,
    {"card", 0, 0, G_OPTION_ARG_NONE, &print.card,
     N_ ("A picture for WhatsApp, 1080 × 1350 px, instead of a PDF"), NULL},
    {"out", 'o', 0, G_OPTION_ARG_FILENAME, &print.out,
     N_ ("The folder for the files, SKU-LANGUAGE.pdf"), N_ ("DIR")},
    {NULL},
};

static const GOptionEntry catalog_options[] = {
    ALL_OPTION,
    {"lang", 'l', 0, G_OPTION_ARG_STRING, &print.lang, N_ ("The language; en if not given"),
     N_ ("LANGUAGE")},
    LOOK_OPTIONS,
    {"title", 0, 0, G_OPTION_ARG_STRING, &print.title, N_ ("The title on the cover"), N_ ("TEXT")},
    {"per-page", 0, 0, G_OPTION_ARG_INT, &print.per_page, N_ ("Products on a page: 1, 2, 4 or 6"),
     N_ ("N")},
    {"out", 'o', 0, G_OPTION_ARG_FILENAME, &print.out, N_ ("The PDF file"), N_ ("FILE.pdf")},
    {NULL},
};

static const GOptionEntry preflight_options[] = {
    ALL_OPTION,
    {"lang", 'l', 0, G_OPTION_ARG_STRING, &print.lang,
     N_ ("Languages, parted by commas; id,en,ar if not given"), N_ ("LANGUAGES")},
    LOOK_OPTIONS,
    {NULL},
};

static gboolean
read_look (EtaSheetOptions *options, GError **error)
{
  if (print.paper && !eta_paper_parse (print.paper, &options->paper))
    return eta_wrong (error, _ ("“%s” is no paper. Use a4 or letter."), print.paper);
  if (print.quality && g_str_equal (print.quality, "email"))
    options->quality = ETA_PDF_EMAIL;
  else if (print.quality && !g_str_equal (print.quality, "print"))
    return eta_wrong (error, _ ("“%s” is no quality. Use print or email."), print.quality);
  options->template = print.template;
  options->currency = print.currency;
  return TRUE;
}

/* "id, en,ar" → its languages. NULL when one is no language code. */
static GStrv
read_languages (const char *text, GError **error)
{
  g_auto (GStrv) langs = g_strsplit (text, ",", -1);

  for (char **lang = langs; *lang; lang++) {
    g_strstrip (*lang);
    if (g_regex_match_simple ("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", *lang, 0, 0))
      continue;
    eta_wrong (error, _ ("“%s” is no language code. Use codes such as id, en or ar."), *lang);
    return NULL;
  }
  return g_steal_pointer (&langs);
}

/* --- sheets ----------------------------------------------------------------------------------- */

typedef struct {
  EtaCall *call;
  EtaSheetOptions options;
  GHashTable *names; /* files of this run, so that two products never share one */
  JsonArray *files;
  JsonArray *remarks;
} Run;

static void
add_remark (Run *run, const EtaProduct *product, const char *text)
{
  JsonObject *object = json_object_new ();

  eta_json_put (object, "sku", product->sku);
  json_object_set_string_member (object, "language", run->options.lang);
  json_object_set_string_member (object, "text", text);
  json_array_add_object_element (run->remarks, object);
  eta_tell ("%s (%s): %s", product->sku ? product->sku : "", run->options.lang, text);
  run->call->partly = TRUE;
}

/* Two producers may use one SKU: the second file gets a number. Transfer full. */
static char *
free_path (Run *run, const EtaProduct *product)
{
  const char *suffix = print.card ? "jpg" : "pdf";
  g_autofree char *name = eta_sheet_file_name (product, run->options.lang, suffix);
  g_autofree char *stem = g_strndup (name, strlen (name) - strlen (suffix) - 1);

  for (guint i = 2; g_hash_table_contains (run->names, name); i++) {
    g_free (name);
    name = g_strdup_printf ("%s-%u.%s", stem, i, suffix);
  }
  g_hash_table_add (run->names, g_strdup (name));
  return g_build_filename (print.out, name, NULL);
}

static gboolean
write_sheet (Run *run, const EtaSheetInput *input, GError **error)
{
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = free_path (run, input->product);
  g_autofree char *shown = g_filename_display_name (path);
  gboolean (*const write) (const EtaSheetInput *, const EtaSheetOptions *, const char *,
                           GPtrArray *, GCancellable *, GError **) =
      print.card ? eta_card_write_jpeg : eta_sheet_write_pdf;
  JsonObject *object;

  if (!write (input, &run->options, path, remarks, run->call->cancellable, error))
    return FALSE;
  object = json_object_new ();
  eta_json_put (object, "sku", input->product->sku);
  json_object_set_string_member (object, "language", run->options.lang);
  json_object_set_string_member (object, "file", shown);
  json_array_add_object_element (run->files, object);
  for (guint i = 0; i < remarks->len; i++)
    add_remark (run, input->product, remarks->pdata[i]);
  return TRUE;
}

/* One product that cannot be printed is told; a full disk or a missing font ends the run. */
static gboolean
write_languages (Run *run, const EtaSheetInput *input, char **langs, GError **error)
{
  for (char **lang = langs; *lang; lang++) {
    g_autoptr (GError) failed = NULL;

    run->options.lang = *lang;
    if (write_sheet (run, input, &failed))
      continue;
    if (failed->domain != ETA_SHEETS_ERROR || eta_exit_code (failed) != ETA_EXIT_USAGE ||
        g_error_matches (failed, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_INPUT)) {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
    add_remark (run, input->product, failed->message);
  }
  return TRUE;
}

static gboolean
write_all (Run *run, EtaPrintSource *source, char **langs, GError **error)
{
  for (guint i = 0; i < source->rows->len; i++) {
    EtaSheetInput input;
    gboolean ok;

    eta_show_progress (i, source->rows->len, NULL);
    if (!eta_print_source_load (i, &input, source, error))
      return FALSE;
    ok = write_languages (run, &input, langs, error);
    eta_sheet_input_clear (&input);
    if (!ok)
      return FALSE;
  }
  return TRUE;
}

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (g_mkdir_with_parents (path, 0777) == 0 && g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_set_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_FILE,
               _ ("The folder “%s” cannot be made: %s."), shown, g_strerror (errno));
  return FALSE;
}

static gboolean
run_sheet (EtaCall *call, GError **error)
{
  g_auto (EtaPrintSource) source = {0};
  g_auto (GStrv) langs = NULL;
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Run run = {call, {0}, names, json_array_new (), json_array_new ()};
  JsonObject *answer = json_object_new ();

  json_object_set_array_member (answer, "files", run.files);
  json_object_set_array_member (answer, "remarks", run.remarks);
  eta_answer (call, answer);
  if (!print.out)
    return eta_wrong (error, "%s", _ ("Where to? Name a folder with -o DIR."));
  langs = read_languages (print.lang ? print.lang : "id,en,ar", error);
  if (!langs || !read_look (&run.options, error) ||
      !eta_print_source_open (&source, call, print.all, NULL, error) ||
      !make_folder (print.out, error) || !write_all (&run, &source, langs, error))
    return FALSE;
  eta_say (call,
           ngettext ("%u file was written.", "%u files were written.",
                     json_array_get_length (run.files)),
           json_array_get_length (run.files));
  return TRUE;
}

/* --- the catalog ------------------------------------------------------------------------------ */

static gboolean
write_catalog (EtaCall *call,
               EtaPrintSource *source,
               const EtaCatalogOptions *options,
               GError **error)
{
  const EtaCatalogSource products = {source->rows->len, eta_print_source_load,
                                     eta_print_source_name, source};
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (g_free);
  JsonArray *told = json_array_new ();
  JsonObject *answer = json_object_new ();
  g_autofree char *shown = g_filename_display_name (print.out);

  json_object_set_string_member (answer, "file", shown);
  json_object_set_int_member (answer, "products", source->rows->len);
  json_object_set_array_member (answer, "remarks", told);
  eta_answer (call, answer);
  if (!eta_catalog_write_pdf (&products, options, print.out, remarks, call->cancellable,
                              eta_show_progress, NULL, error))
    return FALSE;
  for (guint i = 0; i < remarks->len; i++) {
    json_array_add_string_element (told, remarks->pdata[i]);
    eta_tell ("%s", (const char *)remarks->pdata[i]);
    call->partly = TRUE;
  }
  eta_say (
      call,
      ngettext ("%1$u product is in “%2$s”.", "%1$u products are in “%2$s”.", source->rows->len),
      source->rows->len, shown);
  return TRUE;
}

static gboolean
run_catalog (EtaCall *call, GError **error)
{
  g_auto (EtaPrintSource) source = {0};
  g_auto (GStrv) langs = NULL;
  EtaCatalogOptions options = {.title = print.title, .per_page = (guint)print.per_page};

  if (!print.out)
    return eta_wrong (error, "%s", _ ("Where to? Name a file with -o FILE.pdf."));
  if (print.per_page < 0 || print.per_page > 8 || (print.per_page != 1 && print.per_page % 2))
    return eta_wrong (error, "%s", _ ("--per-page takes 1, 2, 4 or 6."));
  langs = read_languages (print.lang ? print.lang : "en", error);
  if (!langs)
    return FALSE;
  if (!langs[0] || langs[1])
    return eta_wrong (error, "%s", _ ("A catalog is printed in one language."));
  options.sheet.lang = langs[0];
  return read_look (&options.sheet, error) &&
         eta_print_source_open (&source, call, print.all, langs[0], error) &&
         write_catalog (call, &source, &options, error);
}

/* --- before printing -------------------------------------------------------------------------- */

static void
answer_remark (EtaCall *call, JsonArray *answer, const EtaPreflightRemark *remark)
{
  JsonObject *object = json_object_new ();

  eta_json_put (object, "sku", remark->sku);
  eta_json_put (object, "field", remark->field);
  eta_json_put (object, "language", remark->lang);
  eta_json_put (object, "what", remark->what);
  eta_json_put (object, "remedy", remark->remedy);
  json_array_add_object_element (answer, object);
  eta_say (call, "%s\t%s\t%s\t%s %s", remark->sku ? remark->sku : "",
           remark->field ? remark->field : "", remark->lang ? remark->lang : "", remark->what,
           remark->remedy ? remark->remedy : "");
  call->partly = TRUE;
}

static gboolean
look_at (EtaCall *call,
         const EtaSheetInput *input,
         EtaSheetOptions *options,
         char **langs,
         JsonArray *answer,
         GError **error)
{
  for (char **lang = langs; *lang; lang++) {
    g_autoptr (GPtrArray) remarks = NULL;

    options->lang = *lang;
    remarks = eta_preflight (input, options, error);
    if (!remarks)
      return FALSE;
    for (guint i = 0; i < remarks->len; i++)
      answer_remark (call, answer, remarks->pdata[i]);
  }
  return TRUE;
}

static gboolean
run_preflight (EtaCall *call, GError **error)
{
  g_auto (EtaPrintSource) source = {0};
  g_auto (GStrv) langs = NULL;
  EtaSheetOptions options = {0};
  JsonArray *answer = json_array_new ();

  eta_answer_array (call, answer);
  langs = read_languages (print.lang ? print.lang : "id,en,ar", error);
  if (!langs || !read_look (&options, error) ||
      !eta_print_source_open (&source, call, print.all, NULL, error))
    return FALSE;
  for (guint i = 0; i < source.rows->len; i++) {
    EtaSheetInput input;
    gboolean ok;

    eta_show_progress (i, source.rows->len, NULL);
    if (!eta_print_source_load (i, &input, &source, error))
      return FALSE;
    ok = look_at (call, &input, &options, langs, answer, error);
    eta_sheet_input_clear (&input);
    if (!ok)
      return FALSE;
  }
  return TRUE;
}

const EtaCommand eta_print_commands[] = {
    {"sheet", "[SKU…]", N_ ("Print product sheets, one PDF for each product and language"),
     ETA_USE_READ, 0, ETA_ANY_NUMBER, ETA_ANY_NUMBER, sheet_options, run_sheet},
    {"catalog", "[SKU…]", N_ ("Print a catalog: one PDF with cover and contents"), ETA_USE_READ, 0,
     ETA_ANY_NUMBER, ETA_ANY_NUMBER, catalog_options, run_catalog},
    {"preflight", "[SKU…]", N_ ("Tell what would look wrong on paper, and what to do about it"),
     ETA_USE_READ, 0, ETA_ANY_NUMBER, ETA_ANY_NUMBER, preflight_options, run_preflight},
    {NULL},
};
