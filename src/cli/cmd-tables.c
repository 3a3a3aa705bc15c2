/* Tables in and out: CSV, XLSX, JSON. */
#include "cli/command.h"

#include "catalog/error.h"
#include "catalog/table-file.h"
#include "photos/take.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static struct {
  char *producer;
  char *encoding;
  char *separator;
  char *decimal;
  char *photos;
  gboolean dry_run;
} import;

static const GOptionEntry import_options[] = {
    {"producer", 'p', 0, G_OPTION_ARG_STRING, &import.producer,
     N_ ("Whose products rows without a producer are"), N_ ("NAME")},
    {"photos", 0, 0, G_OPTION_ARG_FILENAME, &import.photos,
     N_ ("Where the photo files lie; else beside the table"), N_ ("DIR")},
    {"encoding", 0, 0, G_OPTION_ARG_STRING, &import.encoding,
     N_ ("Character set of a CSV file; else it is found out"), N_ ("NAME")},
    {"separator", 0, 0, G_OPTION_ARG_STRING, &import.separator,
     N_ ("What parts the columns of a CSV file: , ; | or tab"), N_ ("CHARACTER")},
    {"decimal", 0, 0, G_OPTION_ARG_STRING, &import.decimal,
     N_ ("The decimal mark of its numbers: . or ,"), N_ ("MARK")},
    {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &import.dry_run,
     N_ ("Say what would be done; change nothing"), NULL},
    {NULL},
};

static gboolean
read_marks (EtaTableOptions *options, GError **error)
{
  const char *separator = import.separator;

  if (separator && (g_str_equal (separator, "tab") || g_str_equal (separator, "\\t")))
    separator = "\t";
  if (separator && (strlen (separator) != 1 || !strchr (",;|\t", separator[0])))
    return eta_wrong (error, _ ("“%s” cannot part columns. Use , ; | or tab."), separator);
  if (import.decimal && !g_str_equal (import.decimal, ".") && !g_str_equal (import.decimal, ","))
    return eta_wrong (error, _ ("“%s” is no decimal mark. Use . or ,"), import.decimal);
  options->encoding = import.encoding;
  options->separator = separator ? separator[0] : '\0';
  options->decimal = import.decimal ? import.decimal[0] : '\0';
  return TRUE;
}

static JsonObject *
remark_to_json (const EtaTableRemark *remark)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "row", remark->row);
  eta_json_put (object, "column", remark->column);
  eta_json_put (object, "text", remark->text);
  return object;
}

/* More lines than a screen holds help nobody. */
#define TOLD 20

static void
tell_remark (const EtaTableRemark *remark)
{
  if (remark->column)
    eta_tell (_ ("Row %u, column “%s”: %s"), remark->row, remark->column, remark->text);
  else
    eta_tell (_ ("Row %u: %s"), remark->row, remark->text);
}

static void
answer_import (EtaCall *call, const EtaImportReport *report)
{
  JsonObject *answer = json_object_new ();
  JsonArray *remarks = json_array_new ();
  const guint n = report->remarks ? report->remarks->len : 0;

  for (guint i = 0; i < n; i++) {
    if (i < TOLD)
      tell_remark (report->remarks->pdata[i]);
    json_array_add_object_element (remarks, remark_to_json (report->remarks->pdata[i]));
  }
  if (n > TOLD)
    eta_tell (_ ("… and %u more remarks; --json tells them all."), n - TOLD);
  json_object_set_int_member (answer, "new", report->n_new);
  json_object_set_int_member (answer, "changed", report->n_changed);
  json_object_set_int_member (answer, "same", report->n_same);
  json_object_set_int_member (answer, "failed", report->n_failed);
  json_object_set_int_member (answer, "photos", report->n_photos);
  json_object_set_boolean_member (answer, "dry_run", import.dry_run);
  json_object_set_array_member (answer, "remarks", remarks);
  eta_answer (call, answer);
  eta_say (call, _ ("New: %u, changed: %u, unchanged: %u, left out: %u, photos: %u."),
           report->n_new, report->n_changed, report->n_same, report->n_failed, report->n_photos);
  call->partly = report->n_failed > 0 || n > 0;
}

static gboolean
import_table (EtaCall *call, const EtaSheetTable *table, char decimal, GError **error)
{
  g_autoptr (EtaAlbum) album = eta_call_album (call, error);
  g_autoptr (EtaProducer) producer =
      import.producer ? eta_store_find_producer (call->store, import.producer, error) : NULL;
  g_autofree char *name = g_filename_display_basename (call->args[0]);
  g_autofree char *folder = g_path_get_dirname (call->args[0]);
  EtaImportReport report = {0};
  EtaImportOptions options = {
      .producer_id = producer ? producer->id : NULL,
      .photo_dir = import.photos ? import.photos : folder,
      .decimal = decimal,
      .dry_run = import.dry_run,
      .intake = eta_album_take_file,
      .intake_data = album,
      .progress = eta_show_progress,
      .cancellable = call->cancellable,
  };
  gboolean ok;

  if (!album || (import.producer && !producer))
    return FALSE;
  ok = eta_table_import (call->store, table, name, &options, &report, error);
  if (ok)
    answer_import (call, &report);
  eta_import_report_clear (&report);
  return ok;
}

static gboolean
run_import (EtaCall *call, GError **error)
{
  EtaTableOptions options = {0};
  g_autoptr (EtaSheetTable) table = NULL;

  if (!read_marks (&options, error))
    return FALSE;
  table = eta_table_file_read (call->args[0], &options, error);
  return table && import_table (call, table, options.decimal, error);
}

static gboolean
run_export (EtaCall *call, GError **error)
{
  g_autoptr (GArray) rows = eta_store_query (call->store, &(EtaQuery){0}, error);
  g_autofree char *shown = g_filename_display_name (call->args[0]);
  JsonObject *answer;

  if (!rows || !eta_table_export (call->store, rows, call->args[0], error))
    return FALSE;
  answer = json_object_new ();
  json_object_set_string_member (answer, "file", shown);
  json_object_set_int_member (answer, "products", rows->len);
  eta_answer (call, answer);
  eta_say (call,
           ngettext ("%1$u product was written to “%2$s”.", "%1$u products were written to “%2$s”.",
                     rows->len),
           rows->len, shown);
  return TRUE;
}

const EtaCommand eta_table_commands[] = {
    {"import", "FILE.csv|.xlsx", N_ ("Take in the products of a table, as one step"), ETA_USE_WRITE,
     1, 1, 0, import_options, run_import},
    {"export", "FILE.csv|.xlsx|.json", N_ ("Write the products to a table"), ETA_USE_READ, 1, 1, 0,
     NULL, run_export},
    {NULL},
};
