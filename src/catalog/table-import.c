#include "catalog/check.h"
#include "catalog/clean.h"
#include "catalog/error.h"
#include "catalog/history.h"
#include "catalog/import-cells.h"
#include "catalog/import-code.h"
#include "catalog/import-photos.h"
#include "catalog/import-producers.h"
#include "catalog/table-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  EtaStore *store;
  const EtaSheetTable *table;
  const EtaImportOptions *options;
  EtaImportReport *report;
  const char **addresses; /* of each column, or NULL */
  guint n_columns;
  guint sku, name, producer, city; /* columns; G_MAXUINT: there is none */
  char decimal;
  GHashTable *codes; /* made so far; NULL: none */
  EtaImportProducers *producers;
  EtaImportPhotos *photos;
  GHashTable *seen; /* producer and folded SKU → line */
  guint done, total;
} Import;

static void
import_clear (Import *import)
{
  g_free (import->addresses);
  g_clear_pointer (&import->producers, eta_import_producers_free);
  g_clear_pointer (&import->photos, eta_import_photos_free);
  g_clear_pointer (&import->seen, g_hash_table_unref);
  g_clear_pointer (&import->codes, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

/* --- columns -----------------------------------------------------------------------------------
 */

static guint
find_column (const Import *import, const char *address)
{
  for (guint i = 0; i < import->n_columns; i++)
    if (g_strcmp0 (import->addresses[i], address) == 0)
      return i;
  return G_MAXUINT;
}

/* The Indonesian name, else the first there is. */
static guint
find_name (const Import *import)
{
  guint column = find_column (import, "name.id");

  for (guint i = 0; column == G_MAXUINT && i < import->n_columns; i++)
    if (import->addresses[i] && g_str_has_prefix (import->addresses[i], "name."))
      column = i;
  return column;
}

static void
map_columns (Import *import)
{
  const EtaImportOptions *options = import->options;

  import->n_columns = eta_sheet_table_n_columns (import->table);
  import->addresses = g_new0 (const char *, import->n_columns + 1);
  for (guint i = 0; i < import->n_columns; i++)
    import->addresses[i] =
        options->mapping ? options->mapping[i] : eta_sheet_table_guess (import->table, i);
  import->sku = find_column (import, "sku");
  import->name = find_name (import);
  import->producer = find_column (import, "producer");
  import->city = find_column (import, "city");
  import->decimal = options->decimal ? options->decimal : eta_sheet_table_decimal (import->table);
  if (import->decimal == 0)
    import->decimal = eta_cells_find_decimal (import->table, import->addresses);
}

static const char *
cell (const Import *import, guint row, guint column)
{
  return column == G_MAXUINT ? "" : eta_sheet_table_cell (import->table, row, column);
}

static gboolean
is_photo (const Import *import, guint column)
{
  return g_strcmp0 (import->addresses[column], "photo") == 0;
}

/* A cell that holds a list: of certificates, of variants. */
static gboolean
is_list (const Import *import, guint column)
{
  return g_strcmp0 (import->addresses[column], "certificates") == 0 ||
         g_strcmp0 (import->addresses[column], "variants") == 0;
}

/* What belongs to the photos, and comes after them. */
static gboolean
is_of_photos (const Import *import, guint column)
{
  const char *address = import->addresses[column];

  return address && (g_str_equal (address, "focus") || g_str_has_prefix (address, "captions."));
}

/* A column that names a value of the product itself. */
static gboolean
is_value (const Import *import, guint column)
{
  return import->addresses[column] && column != import->sku && column != import->producer &&
         column != import->city && !is_photo (import, column) && !is_list (import, column) &&
         !is_of_photos (import, column);
}

/* A running number or the title of a section alone is no product, either. */
static gboolean
is_empty_row (const Import *import, guint row)
{
  for (guint i = 0; i < import->n_columns; i++)
    if (import->addresses[i] && !eta_cell_is_empty (cell (import, row, i)))
      return FALSE;
  return TRUE;
}

/* --- the report --------------------------------------------------------------------------------
 */

static void
remark (Import *import, guint row, guint column, const char *text)
{
  EtaTableRemark *one = g_new0 (EtaTableRemark, 1);

  one->row = eta_sheet_table_line (import->table, row);
  one->column =
      column == G_MAXUINT ? NULL : g_strdup (eta_sheet_table_cell (import->table, 0, column));
  one->text = g_strdup (text);
  g_ptr_array_add (import->report->remarks, one);
}

/* --- one row -----------------------------------------------------------------------------------
 */

static gboolean
apply_values (Import *import, guint row, EtaProduct *draft, gboolean late)
{
  gboolean ok = TRUE;

  for (guint i = 0; i < import->n_columns; i++) {
    g_autoptr (GError) error = NULL;

    if (!is_value (import, i) || eta_cell_is_late (import->addresses[i]) != late ||
        eta_cell_is_empty (cell (import, row, i)))
      continue;
    if (eta_cells_apply (import->table, row, i, import->addresses[i], import->decimal, draft,
                         &error))
      continue;
    remark (import, row, i, error->message);
    ok = FALSE;
  }
  return ok;
}

static gboolean
apply_lists (Import *import, guint row, EtaProduct *draft)
{
  gboolean ok = TRUE;

  for (guint i = 0; i < import->n_columns; i++) {
    g_autoptr (GError) error = NULL;
    const char *text = cell (import, row, i);

    if (!is_list (import, i) || eta_cell_is_empty (text))
      continue;
    if (g_str_equal (import->addresses[i], "variants")
            ? eta_variants_from_cell (draft->variants, text, &error)
            : eta_certificates_from_cell (draft->certificates, text, &error))
      continue;
    remark (import, row, i, error->message);
    ok = FALSE;
  }
  return ok;
}

static void
apply_captions (Import *import, guint row, EtaProduct *draft)
{
  for (guint i = 0; i < import->n_columns; i++) {
    const char *text = cell (import, row, i);

    if (!is_of_photos (import, i) || eta_cell_is_empty (text))
      continue;
    if (g_str_equal (import->addresses[i], "focus"))
      eta_focus_from_cell (draft->photos, text);
    else
      eta_captions_from_cell (draft->photos, import->addresses[i] + strlen ("captions."), text);
  }
}

/* A photo that is missing does not keep the product out. */
static guint
apply_photos (Import *import, guint row, EtaProduct *draft)
{
  guint n = 0, last = G_MAXUINT;
  gboolean named = FALSE;
  g_autoptr (GPtrArray) matched = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < import->n_columns; i++) {
    g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

    if (!is_photo (import, i))
      continue;
    last = i;
    named |= eta_import_photos_want (import->photos, cell (import, row, i));
    n += eta_import_photos_add (import->photos, cell (import, row, i), draft, problems);
    for (guint j = 0; j < problems->len; j++)
      remark (import, row, i, problems->pdata[j]);
  }
  if (!named)
    n += eta_import_photos_add_row (import->photos, row, draft, matched);
  for (guint j = 0; j < matched->len; j++)
    remark (import, row, last, matched->pdata[j]);
  return n;
}

/* The item code of the row, or one made from its name, or NULL. The same table gives the same codes
 * again. */
static char *
code_of (Import *import, guint row)
{
  const char *typed = cell (import, row, import->sku);

  if (!import->options->make_codes || !eta_cell_is_empty (typed))
    return g_strdup (typed);
  if (!import->codes)
    import->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return eta_import_code (import->codes, cell (import, row, import->name));
}

static gboolean
read_sku (Import *import, guint row, char **sku)
{
  const EtaField *field = eta_field_find (ETA_FIELD_OF_PRODUCT, "sku");
  g_autofree char *code = code_of (import, row);
  g_autoptr (GError) error = NULL;

  if (!eta_check_value (field, code, sku, &error)) {
    remark (import, row, import->sku, error->message);
    return FALSE;
  }
  if (*sku)
    return TRUE;
  remark (
      import, row, import->sku,
      _ ("The row has no item code (SKU). Type one, by which the product is known from now on."));
  return FALSE;
}

static gboolean
is_first (Import *import, guint row, const char *producer_id, const char *sku)
{
  g_autofree char *folded = eta_sku_fold (sku);
  char *key = g_strconcat (producer_id, " ", folded, NULL);
  guint line = GPOINTER_TO_UINT (g_hash_table_lookup (import->seen, key));
  g_autofree char *text = NULL;

  if (line == 0) {
    g_hash_table_insert (import->seen, key,
                         GUINT_TO_POINTER (eta_sheet_table_line (import->table, row)));
    return TRUE;
  }
  g_free (key);
  text = g_strdup_printf (
      _ ("The item code “%s” is already in row %u. Give each product a code of its own."), sku,
      line);
  remark (import, row, import->sku, text);
  return FALSE;
}

/* What is wrong with the product as a whole, such as temperatures the wrong way round. */
static gboolean
fits_together (Import *import, guint row, const EtaProduct *draft)
{
  if (draft->keep_min == ETA_NO_CELSIUS || draft->keep_max == ETA_NO_CELSIUS ||
      draft->keep_min <= draft->keep_max)
    return TRUE;
  remark (import, row, G_MAXUINT,
          _ ("The lowest storage temperature is above the highest. Exchange them."));
  return FALSE;
}

/* Nothing of a refused row is stored, not even its producer or where that one is: before a producer
 * is made, the cells are tried on a product that nobody keeps. */
static gboolean
may_make_producer (Import *import, guint row)
{
  g_autoptr (EtaProduct) trial = NULL;
  gboolean ok;

  if (eta_import_producers_has (import->producers, cell (import, row, import->producer)))
    return TRUE;
  trial = eta_product_new ();
  ok = apply_values (import, row, trial, FALSE);
  ok = apply_values (import, row, trial, TRUE) && ok;
  ok = apply_lists (import, row, trial) && ok;
  return ok && fits_together (import, row, trial);
}

/* The product as it is in the catalog (*STORED, NULL when it is new) and a draft of it. */
static EtaProduct *
make_draft (Import *import, guint row, EtaProduct **stored)
{
  g_autofree char *sku = NULL;
  g_autoptr (GError) error = NULL;
  const char *producer_id;
  EtaProduct *draft;

  if (!read_sku (import, row, &sku) || !may_make_producer (import, row))
    return NULL;
  producer_id = eta_import_producers_get (import->producers, cell (import, row, import->producer),
                                          cell (import, row, import->city), &error);
  if (!producer_id) {
    remark (import, row, import->producer, error->message);
    return NULL;
  }
  if (!is_first (import, row, producer_id, sku))
    return NULL;
  *stored = eta_store_find_sku (import->store, producer_id, sku, NULL);
  if (*stored && (*stored)->trashed) {
    g_autofree char *text = g_strdup_printf (
        _ ("“%s” is in the trash. Take it out of the trash, then import again."), sku);
    remark (import, row, import->sku, text);
    return NULL;
  }
  if (*stored)
    return eta_product_copy (*stored);
  draft = eta_product_new ();
  draft->producer_id = g_strdup (producer_id);
  draft->sku = g_steal_pointer (&sku);
  return draft;
}

static gboolean
store_draft (
    Import *import, guint row, const EtaProduct *stored, const EtaProduct *draft, GError **error)
{
  g_autoptr (GError) failed = NULL;

  if (stored && eta_product_equal (stored, draft)) {
    import->report->n_same++;
    return TRUE;
  }
  if (!import->options->dry_run && !eta_store_put_product (import->store, draft, &failed)) {
    if (!g_error_matches (failed, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_EXISTS)) {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
    remark (import, row, import->sku, failed->message);
    import->report->n_failed++;
    return TRUE;
  }
  if (stored)
    import->report->n_changed++;
  else
    import->report->n_new++;
  return TRUE;
}

/* FALSE only when the catalog itself cannot be written to. */
static gboolean
import_row (Import *import, guint row, GError **error)
{
  g_autoptr (EtaProduct) stored = NULL;
  g_autoptr (EtaProduct) draft = NULL;
  gboolean ok;
  guint n_photos;

  if (is_empty_row (import, row))
    return TRUE;
  draft = make_draft (import, row, &stored);
  ok = draft != NULL;
  if (draft) {
    ok = apply_values (import, row, draft, FALSE) && ok;
    ok = apply_values (import, row, draft, TRUE) && ok;
    ok = apply_lists (import, row, draft) && ok;
  }
  if (!ok || !fits_together (import, row, draft)) {
    import->report->n_failed++;
    return TRUE;
  }
  if (stored && import->options->leave_existing) {
    import->report->n_left++;
    return TRUE;
  }
  n_photos = apply_photos (import, row, draft);
  apply_captions (import, row, draft);
  import->report->n_photos += n_photos;
  return store_draft (import, row, stored, draft, error);
}

/* --- the whole table ---------------------------------------------------------------------------
 */

static gboolean
advance (Import *import, GError **error)
{
  const EtaImportOptions *options = import->options;

  if (g_cancellable_set_error_if_cancelled (options->cancellable, error))
    return FALSE;
  import->done++;
  if (options->progress)
    options->progress (import->done, import->total, options->progress_data);
  return TRUE;
}

/* Tells the photos which row wants which. */
static void
plan_photos (Import *import)
{
  for (guint row = 1; row < eta_sheet_table_n_rows (import->table); row++) {
    gboolean named = FALSE;

    for (guint i = 0; i < import->n_columns; i++)
      if (is_photo (import, i))
        named |= eta_import_photos_want (import->photos, cell (import, row, i));
    if (!named)
      eta_import_photos_want_row (import->photos, row, cell (import, row, import->sku),
                                  cell (import, row, import->name));
  }
}

/* Pictures are read before the step is opened: the catalog is not locked meanwhile. */
static gboolean
take_photos (Import *import, GError **error)
{
  guint n;

  plan_photos (import);
  n = eta_import_photos_settle (import->photos, import->report->unused);
  import->total = eta_sheet_table_n_rows (import->table) - 1 + n;
  while (eta_import_photos_take (import->photos))
    if (!advance (import, error))
      return FALSE;
  return TRUE;
}

static gboolean
import_rows (Import *import, GError **error)
{
  for (guint row = 1; row < eta_sheet_table_n_rows (import->table); row++)
    if (!advance (import, error) || !import_row (import, row, error))
      return FALSE;
  return TRUE;
}

/* FALSE when one bad row is to keep all out. */
static gboolean
is_good_enough (const Import *import, const char *name, GError **error)
{
  const guint n = import->report->n_failed;

  if (!import->options->all_or_nothing || n == 0)
    return TRUE;
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
               ngettext ("%1$u row of “%2$s” has a problem, so nothing was imported. Correct it, "
                         "or import the other rows.",
                         "%1$u rows of “%2$s” have problems, so nothing was imported. Correct "
                         "them, or import the other rows.",
                         n),
               n, name);
  return FALSE;
}

static gboolean
run (Import *import, const char *name, GError **error)
{
  if (!take_photos (import, error))
    return FALSE;
  if (import->options->dry_run)
    return import_rows (import, error) && is_good_enough (import, name, error);
  if (!eta_step_begin (import->store, N_ ("Import"), name, error))
    return FALSE;
  if (import_rows (import, error) && is_good_enough (import, name, error) &&
      eta_step_commit (import->store, error))
    return TRUE;
  eta_step_abort (import->store);
  return FALSE;
}

gboolean
eta_table_import (EtaStore *store,
                  const EtaSheetTable *table,
                  const char *file_name,
                  const EtaImportOptions *options,
                  EtaImportReport *report,
                  GError **error)
{
  g_autofree char *name = g_filename_display_basename (file_name);
  g_autofree char *folder = g_path_get_dirname (file_name);
  g_auto (Import) import = {.store = store, .table = table, .options = options, .report = report};

  eta_import_report_init (report);
  map_columns (&import);
  if (import.sku == G_MAXUINT && (!options->make_codes || import.name == G_MAXUINT)) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                 _ ("“%s” has no column with the item code. Name the column that has it “sku”."),
                 name);
    return FALSE;
  }
  import.producers = eta_import_producers_new (store, options->producer_id, options->dry_run);
  import.photos = eta_import_photos_new (folder, options, error);
  import.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (import.photos && run (&import, name, error))
    return TRUE;
  report->n_new = report->n_changed = report->n_same = report->n_photos = report->n_left = 0;
  return FALSE;
}
