#include "catalog/error.h"
#include "catalog/export-photos.h"
#include "catalog/product-json.h"
#include "catalog/table-file.h"
#include "catalog/table-writer.h"
#include "catalog/whole-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  EtaStore *store;
  const EtaExportOptions *options;
  GArray *rows;          /* gint64 */
  GHashTable *producers; /* id → EtaProducer */
  GHashTable *photos;    /* SHA-256 of each that goes along */
  guint done, total;
} Export;

static void
export_clear (Export *export)
{
  g_array_unref (export->rows);
  g_hash_table_unref (export->producers);
  g_hash_table_unref (export->photos);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

static gboolean
export_init (Export *export, EtaStore *store, const EtaExportOptions *options, GError **error)
{
  EtaQuery all = {.sort = ETA_SORT_SKU};

  export->store = store;
  export->options = options;
  export->photos = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  export->producers =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)eta_producer_unref);
  export->rows = options->rows ? g_array_ref (options->rows) : eta_store_query (store, &all, error);
  if (export->rows) {
    export->total = 2 * export->rows->len;
    return TRUE;
  }
  export->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  return FALSE;
}

static gboolean
advance (Export *export, GError **error)
{
  const EtaExportOptions *options = export->options;

  if (g_cancellable_set_error_if_cancelled (options->cancellable, error))
    return FALSE;
  export->done++;
  if (options->progress)
    options->progress (export->done, export->total, options->progress_data);
  return TRUE;
}

static gboolean
has_lang (const Export *export, const char *lang)
{
  return !export->options->langs || g_strv_contains (export->options->langs, lang);
}

static void
limit_words (const Export *export, EtaProduct *draft)
{
  for (guint i = draft->words->len; i-- > 0;) {
    EtaWords *words = draft->words->pdata[i];
    char **const texts[] = {&words->summary,   &words->story,   &words->ingredients,
                            &words->allergens, &words->storage, &words->usage};

    if (!has_lang (export, words->lang))
      g_ptr_array_remove_index (draft->words, i);
    else if (!(export->options->parts & ETA_EXPORT_TEXTS))
      for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
        g_clear_pointer (texts[j], g_free);
  }
}

static gboolean
is_other_lang (gpointer lang, gpointer text, gpointer export)
{
  return !has_lang (export, lang);
}

/* What is not asked for is taken out of a copy: so it is the same in all kinds of files. */
static void
limit (const Export *export, EtaProduct *draft)
{
  const struct {
    EtaExportParts part;
    GPtrArray *list;
  } lists[] = {{ETA_EXPORT_PRICES, draft->prices},
               {ETA_EXPORT_PACKING, draft->packs},
               {ETA_EXPORT_PROOF, draft->certificates},
               {ETA_EXPORT_PROOF, draft->evidence},
               {ETA_EXPORT_PHOTOS, draft->photos}};

  limit_words (export, draft);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (!(export->options->parts & lists[i].part))
      g_ptr_array_set_size (lists[i].list, 0);
  for (guint i = 0; i < draft->photos->len; i++) {
    EtaPhoto *photo = draft->photos->pdata[i];
    if (photo->captions)
      g_hash_table_foreach_remove (photo->captions, is_other_lang, (gpointer) export);
    g_hash_table_add (export->photos, g_strdup (photo->sha256));
  }
}

static EtaProduct *
get_product (Export *export, guint i, GError **error)
{
  g_autofree char *id = eta_store_id_of (export->store, g_array_index (export->rows, gint64, i));
  g_autoptr (EtaProduct) stored =
      advance (export, error) ? eta_store_get_product (export->store, id, error) : NULL;
  EtaProduct *draft = stored ? eta_product_copy (stored) : NULL;

  if (draft)
    limit (export, draft);
  return draft;
}

/* Borrowed. */
static const EtaProducer *
get_producer (Export *export, const char *id, GError **error)
{
  EtaProducer *producer = g_hash_table_lookup (export->producers, id);

  if (producer)
    return producer;
  producer = eta_store_get_producer (export->store, id, error);
  if (producer)
    g_hash_table_insert (export->producers, producer->id, producer);
  return producer;
}

static GPtrArray *
find_columns (Export *export, GError **error)
{
  g_autoptr (EtaTableColumns) columns = eta_table_columns_new ();

  for (guint i = 0; i < export->rows->len; i++) {
    g_autoptr (EtaProduct) product = get_product (export, i, error);

    if (!product)
      return NULL;
    eta_table_columns_add (columns, product);
  }
  return eta_table_columns_finish (columns);
}

static gboolean
write_product (
    Export *export, guint i, const GPtrArray *columns, EtaTableWriter *writer, GError **error)
{
  g_autoptr (EtaProduct) product = get_product (export, i, error);
  const EtaProducer *producer = product ? get_producer (export, product->producer_id, error) : NULL;
  g_auto (GStrv) cells = g_new0 (char *, columns->len + 1);

  if (!producer)
    return FALSE;
  for (guint j = 0; j < columns->len; j++)
    cells[j] = eta_table_column_text (columns->pdata[j], product, producer);
  eta_table_writer_row (writer, (const char *const *)cells);
  return TRUE;
}

typedef EtaTableWriter *(*WriterNew) (FILE *out, const GPtrArray *columns);

static gboolean
write_table (Export *export, FILE *out, WriterNew make, GError **error)
{
  g_autoptr (GPtrArray) columns = find_columns (export, error);
  EtaTableWriter *writer = columns ? make (out, columns) : NULL;
  gboolean ok = writer != NULL;

  if (columns && !writer)
    g_set_error_literal (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_FULL,
                         _ ("There is no room for a temporary file. Free some space on the disk."));
  for (guint i = 0; ok && i < export->rows->len; i++)
    ok = write_product (export, i, columns, writer, error);
  if (!writer)
    return FALSE;
  return eta_table_writer_close (writer, ok ? error : NULL) && ok;
}

static gboolean
write_csv (Export *export, FILE *out, GError **error)
{
  return write_table (export, out, eta_csv_writer_new, error);
}

static gboolean
write_xlsx (Export *export, FILE *out, GError **error)
{
  return write_table (export, out, eta_xlsx_writer_new, error);
}

static void
write_node (FILE *out, JsonNode *node, gboolean comma)
{
  g_autofree char *text = json_to_string (node, TRUE);

  fprintf (out, "%s%s", comma ? ",\n" : "\n", text);
  json_node_unref (node);
}

/* {"format": "etalase", "products": […], "producers": […]}, one product after the other. */
static gboolean
write_json (Export *export, FILE *out, GError **error)
{
  g_autoptr (GList) ids = NULL;

  fputs ("{\n\"format\": \"etalase\",\n\"version\": 1,\n\"products\": [", out);
  for (guint i = 0; i < export->rows->len; i++) {
    g_autoptr (EtaProduct) product = get_product (export, i, error);

    if (!product || !get_producer (export, product->producer_id, error))
      return FALSE;
    write_node (out, eta_product_to_json (product), i > 0);
  }
  fputs ("\n],\n\"producers\": [", out);
  ids = g_list_sort (g_hash_table_get_keys (export->producers), (GCompareFunc)strcmp);
  for (GList *id = ids; id; id = id->next)
    write_node (out, eta_producer_to_json (g_hash_table_lookup (export->producers, id->data)),
                id != ids);
  fputs ("\n]\n}\n", out);
  return TRUE;
}

static const struct {
  const char *suffix;
  gboolean (*write) (Export *export, FILE *out, GError **error);
} kinds[] = {{".csv", write_csv}, {".xlsx", write_xlsx}, {".json", write_json}};

static gboolean
write_file (Export *export, const char *path, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (EtaWholeFile) file = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (!g_str_has_suffix (lower, kinds[i].suffix))
      continue;
    file = eta_whole_file_new (path, error);
    if (!file || !kinds[i].write (export, eta_whole_file_stream (file), error))
      return FALSE;
    return eta_whole_file_commit (g_steal_pointer (&file), error);
  }
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
               _ ("“%s”: Etalase does not write that kind of table. End its name with .csv, .xlsx "
                  "or .json."),
               name);
  return FALSE;
}

gboolean
eta_table_export_some (EtaStore *store,
                       const char *path,
                       const EtaExportOptions *options,
                       GError **error)
{
  g_auto (Export) export = {0};

  if (!export_init (&export, store, options, error) || !write_file (&export, path, error))
    return FALSE;
  return !options->photos || eta_export_photos (export.photos, options, error);
}

gboolean
eta_table_export (EtaStore *store, GArray *rows, const char *path, GError **error)
{
  const EtaExportOptions options = {.rows = rows, .parts = ETA_EXPORT_ALL};

  return eta_table_export_some (store, path, &options, error);
}
