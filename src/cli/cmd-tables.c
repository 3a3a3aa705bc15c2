/* Tables in and out: CSV, XLSX, JSON. */
#include "cli/command.h"

#include "catalog/error.h"
#include "catalog/table-mapping.h"
#include "photos/take.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static struct {
  char *producer;
  char *encoding;
  char *separator;
  char *decimal;
  char *photos;
  char **map;
  char *existing;
  char *problems;
  int heading;
  int sheet;
  gboolean all_or_nothing, make_codes, dry_run;
} import;

static const GOptionEntry import_options[] = {
    {"producer", 'p', 0, G_OPTION_ARG_STRING, &import.producer,
     N_ ("Whose products rows without a producer are"), N_ ("NAME")},
    {"photos", 0, 0, G_OPTION_ARG_FILENAME, &import.photos,
     N_ ("Where the photos lie: by the names in the table, else by item code; else beside it"),
     N_ ("DIR|FILE.zip")},
    {"map", 'm', 0, G_OPTION_ARG_STRING_ARRAY, &import.map,
     N_ ("What a column holds, \"Their heading=field\"; may be given again"), N_ ("COLUMN=FIELD")},
    {"heading-row", 0, 0, G_OPTION_ARG_INT, &import.heading,
     N_ ("In which row the headings stand; else it is found out"), N_ ("N")},
    {"sheet", 0, 0, G_OPTION_ARG_INT, &import.sheet,
     N_ ("Which sheet of a workbook; else the first with headings"), N_ ("N")},
    {"existing", 0, 0, G_OPTION_ARG_STRING, &import.existing,
     N_ ("Products that are known already: update or leave"), N_ ("WHAT")},
    {"all-or-nothing", 0, 0, G_OPTION_ARG_NONE, &import.all_or_nothing,
     N_ ("One row with a problem, and nothing goes in"), NULL},
    {"make-codes", 0, 0, G_OPTION_ARG_NONE, &import.make_codes,
     N_ ("Make the item codes that are missing from the names"), NULL},
    {"problems", 0, 0, G_OPTION_ARG_FILENAME, &import.problems,
     N_ ("Write what was wrong with which row to this table"), N_ ("FILE.csv")},
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
  if (import.existing && !g_str_equal (import.existing, "update") &&
      !g_str_equal (import.existing, "leave"))
    return eta_wrong (error, _ ("“%s” is neither update nor leave."), import.existing);
  if (import.heading < 0)
    return eta_wrong (error, _ ("“%d” is no row. The first is 1."), import.heading);
  options->heading = (guint)import.heading;
  options->sheet = (guint)MAX (import.sheet, 0);
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

static JsonArray *
unused_to_json (const EtaImportReport *report)
{
  JsonArray *names = json_array_new ();

  for (guint i = 0; report->unused && i < report->unused->len; i++)
    json_array_add_string_element (names, report->unused->pdata[i]);
  return names;
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
  json_object_set_int_member (answer, "left", report->n_left);
  json_object_set_int_member (answer, "failed", report->n_failed);
  json_object_set_int_member (answer, "photos", report->n_photos);
  json_object_set_boolean_member (answer, "dry_run", import.dry_run);
  json_object_set_array_member (answer, "remarks", remarks);
  json_object_set_array_member (answer, "unused_photos", unused_to_json (report));
  eta_answer (call, answer);
  eta_say (call, _ ("New: %u, changed: %u, unchanged: %u, left out: %u, photos: %u."),
           report->n_new, report->n_changed, report->n_same + report->n_left, report->n_failed,
           report->n_photos);
  for (guint i = 0; report->unused && i < MIN (report->unused->len, TOLD); i++)
    eta_tell (_ ("No product has the photo “%s”."), (char *)report->unused->pdata[i]);
  call->partly = report->n_failed > 0 || n > 0;
}

static GPtrArray *
read_mapping (EtaCall *call, const EtaSheetTable *table, GError **error)
{
  g_autoptr (GPtrArray) mapping = eta_mapping_new (call->store, table);

  for (char **map = import.map; map && *map; map++)
    if (!eta_mapping_set_text (mapping, table, *map, error))
      return NULL;
  return g_steal_pointer (&mapping);
}

/* What was wrong is told, and kept when asked for, whether or not the others went in. */
static gboolean
tell_import (EtaCall *call, const EtaImportReport *report, GError **error)
{
  if (import.problems && report->remarks &&
      !eta_import_report_save (report, import.problems, error))
    return FALSE;
  answer_import (call, report);
  return TRUE;
}

static gboolean
import_table (EtaCall *call,
              const EtaSheetTable *table,
              const GPtrArray *mapping,
              char decimal,
              GError **error)
{
  g_autoptr (EtaAlbum) album = eta_call_album (call, error);
  g_autoptr (EtaProducer) producer =
      import.producer ? eta_store_find_producer (call->store, import.producer, error) : NULL;
  EtaImportReport report = {0};
  EtaImportOptions options = {
      .producer_id = producer ? producer->id : NULL,
      .mapping = eta_mapping_addresses (mapping),
      .photo_source = import.photos,
      .decimal = decimal,
      .leave_existing = g_strcmp0 (import.existing, "leave") == 0,
      .all_or_nothing = import.all_or_nothing,
      .make_codes = import.make_codes,
      .dry_run = import.dry_run,
      .intake = eta_album_take_file,
      .intake_data = album,
      .progress = eta_show_progress,
      .cancellable = call->cancellable,
  };
  gboolean ok;

  if (!album || (import.producer && !producer))
    return FALSE;
  ok = eta_table_import (call->store, table, call->args[0], &options, &report, error);
  if (ok)
    ok = tell_import (call, &report, error);
  else if (import.all_or_nothing)
    tell_import (call, &report, NULL);
  eta_import_report_clear (&report);
  return ok;
}

static gboolean
run_import (EtaCall *call, GError **error)
{
  EtaTableOptions options = {0};
  g_autoptr (EtaSheetTable) table = NULL;
  g_autoptr (GPtrArray) mapping = NULL;

  if (!read_marks (&options, error))
    return FALSE;
  table = eta_table_file_read (call->args[0], &options, error);
  mapping = table ? read_mapping (call, table, error) : NULL;
  if (!mapping || !import_table (call, table, mapping, options.decimal, error))
    return FALSE;
  return import.dry_run || eta_mapping_remember (call->store, table, mapping, error);
}

static struct {
  char *photos;
  char *langs;
  char *parts;
} export;

static const GOptionEntry export_options[] = {
    {"photos", 0, 0, G_OPTION_ARG_FILENAME, &export.photos,
     N_ ("Write the photos along, to a folder or a ZIP file"), N_ ("DIR|FILE.zip")},
    {"lang", 'l', 0, G_OPTION_ARG_STRING, &export.langs,
     N_ ("Texts in these languages alone: id,en,ar"), N_ ("LANGS")},
    {"parts", 0, 0, G_OPTION_ARG_STRING, &export.parts,
     N_ ("What goes out beside codes and names: texts,prices,packing,proof,photos"), N_ ("PARTS")},
    {NULL},
};

static gboolean
read_parts (EtaExportParts *parts, GError **error)
{
  static const char *const names[] = {"texts", "prices", "packing", "proof", "photos"};
  g_auto (GStrv) list = export.parts ? g_strsplit (export.parts, ",", -1) : NULL;

  *parts = export.parts ? 0 : ETA_EXPORT_ALL;
  for (char **part = list; part && *part; part++) {
    guint i = 0;

    while (i < G_N_ELEMENTS (names) && !g_str_equal (names[i], *part))
      i++;
    if (i == G_N_ELEMENTS (names))
      return eta_wrong (
          error, _ ("There is no part “%s”. Use texts, prices, packing, proof or photos."), *part);
    *parts |= 1u << i;
  }
  return TRUE;
}

/* The products named behind the file, else all. */
static GArray *
read_rows (EtaCall *call, GError **error)
{
  g_autoptr (GArray) rows = NULL;

  if (!call->args[1])
    return eta_store_query (call->store, &(EtaQuery){.sort = ETA_SORT_SKU}, error);
  rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (char **sku = call->args + 1; *sku; sku++) {
    g_autoptr (EtaProduct) product = eta_store_find_sku (call->store, NULL, *sku, error);
    gint64 row;

    if (!product)
      return NULL;
    row = eta_store_row_of (call->store, product->id);
    g_array_append_val (rows, row);
  }
  return g_steal_pointer (&rows);
}

static gboolean
write_table (EtaCall *call, GArray *rows, GError **error)
{
  g_auto (GStrv) langs = export.langs ? g_strsplit (export.langs, ",", -1) : NULL;
  g_autoptr (EtaAlbum) album = eta_call_album (call, error);
  EtaExportOptions options = {
      .rows = rows,
      .langs = (const char *const *)langs,
      .photos = export.photos,
      .find = eta_album_photo_path,
      .find_data = album,
      .progress = eta_show_progress,
      .cancellable = call->cancellable,
  };

  return album && read_parts (&options.parts, error) &&
         eta_table_export_some (call->store, call->args[0], &options, error);
}

static gboolean
run_export (EtaCall *call, GError **error)
{
  g_autoptr (GArray) rows = read_rows (call, error);
  g_autofree char *shown = g_filename_display_name (call->args[0]);
  JsonObject *answer;

  if (!rows || !write_table (call, rows, error))
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
    {"import", "FILE.csv|.xlsx|.json", N_ ("Take in the products of a table, as one step"),
     ETA_USE_WRITE, 1, 1, 0, import_options, run_import},
    {"export", "FILE.csv|.xlsx|.json [SKU…]", N_ ("Write the products to a table"), ETA_USE_READ, 1,
     ETA_ANY_NUMBER, 0, export_options, run_export},
    {NULL},
};
