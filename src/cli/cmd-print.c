/* Products to paper: sheets, cards, and the remarks before printing. */
#include "cli/print-source.h"

#include "catalog/error.h"
#include "catalog/rates.h"
#include "ready/ready-for.h"
#include "sheets/error.h"
#include "sheets/preflight.h"
#include "sheets/print.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

static EtaPrintLook look;
static gboolean card;

static const GOptionEntry sheet_options[] = {
    ETA_PRINT_ALL_OPTION (look),
    {"lang", 'l', 0, G_OPTION_ARG_STRING, &look.lang,
     N_ ("Languages, parted by commas; id,en,ar if not given"), N_ ("LANGUAGES")},
    ETA_PRINT_LOOK_OPTIONS (look),
    {"ready", 0, 0, G_OPTION_ARG_STRING, &look.ready,
     N_ ("Say for which of these markets its papers are complete"), N_ ("MARKETS")},
    {"card", 0, 0, G_OPTION_ARG_NONE, &card,
     N_ ("A picture for WhatsApp, 1080 × 1350 px, instead of a PDF"), NULL},
    {"out", 'o', 0, G_OPTION_ARG_FILENAME, &look.out,
     N_ ("The folder for the files, SKU-LANGUAGE.pdf"), N_ ("DIR")},
    {NULL},
};

static const GOptionEntry preflight_options[] = {
    ETA_PRINT_ALL_OPTION (look),
    {"lang", 'l', 0, G_OPTION_ARG_STRING, &look.lang,
     N_ ("Languages, parted by commas; id,en,ar if not given"), N_ ("LANGUAGES")},
    ETA_PRINT_LOOK_OPTIONS (look),
    {NULL},
};

/* --- sheets ----------------------------------------------------------------------------------- */

typedef struct {
  EtaCall *call;
  EtaSheetOptions options;
  char **markets;    /* of --ready, or NULL */
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
  const char *suffix = card ? "jpg" : "pdf";
  g_autofree char *name = eta_sheet_file_name (product, run->options.lang, suffix);
  g_autofree char *stem = g_strndup (name, strlen (name) - strlen (suffix) - 1);

  for (guint i = 2; g_hash_table_contains (run->names, name); i++) {
    g_free (name);
    name = g_strdup_printf ("%s-%u.%s", stem, i, suffix);
  }
  g_hash_table_add (run->names, g_strdup (name));
  return g_build_filename (look.out, name, NULL);
}

static gboolean
write_sheet (Run *run, const EtaSheetInput *input, GError **error)
{
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = free_path (run, input->product);
  g_autofree char *shown = g_filename_display_name (path);
  gboolean (*const write) (const EtaSheetInput *, const EtaSheetOptions *, const char *,
                           GPtrArray *, GCancellable *, GError **) =
      card ? eta_card_write_jpeg : eta_sheet_write_pdf;
  g_autofree char *ready = eta_ready_for_today (
      input->product, input->producer, (const char *const *)run->markets, run->options.lang);
  JsonObject *object;

  run->options.ready = ready;
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
  g_autoptr (GPtrArray) rates = eta_rates_load (call->store);
  g_auto (GStrv) markets = NULL;
  Run run = {call, {0}, NULL, names, json_array_new (), json_array_new ()};
  JsonObject *answer = json_object_new ();

  json_object_set_array_member (answer, "files", run.files);
  json_object_set_array_member (answer, "remarks", run.remarks);
  eta_answer (call, answer);
  if (!look.out)
    return eta_wrong (error, "%s", _ ("Where to? Name a folder with -o DIR."));
  langs = eta_print_read_languages (look.lang ? look.lang : "id,en,ar", error);
  run.options.rates = rates;
  if (look.ready && !(markets = run.markets = eta_call_markets (look.ready, error)))
    return FALSE;
  if (!langs || !eta_print_read_look (&look, &run.options, error) ||
      !eta_print_source_open (&source, call, look.all, NULL, error) ||
      !make_folder (look.out, error) || !write_all (&run, &source, langs, error))
    return FALSE;
  eta_say (call,
           ngettext ("%u file was written.", "%u files were written.",
                     json_array_get_length (run.files)),
           json_array_get_length (run.files));
  return TRUE;
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
  g_autoptr (GPtrArray) rates = eta_rates_load (call->store);
  EtaSheetOptions options = {.rates = rates};
  JsonArray *answer = json_array_new ();

  eta_answer_array (call, answer);
  langs = eta_print_read_languages (look.lang ? look.lang : "id,en,ar", error);
  if (!langs || !eta_print_read_look (&look, &options, error) ||
      !eta_print_source_open (&source, call, look.all, NULL, error))
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
    {"preflight", "[SKU…]", N_ ("Tell what would look wrong on paper, and what to do about it"),
     ETA_USE_READ, 0, ETA_ANY_NUMBER, ETA_ANY_NUMBER, preflight_options, run_preflight},
    {NULL},
};
