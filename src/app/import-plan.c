#include "app/import-plan.h"

#include "catalog/import-files.h"
#include "photos/take.h"

EtaImportPlan *
eta_import_plan_new (void)
{
  return g_new0 (EtaImportPlan, 1);
}

static EtaMapping *
copy_mapping (const EtaMapping *mapping)
{
  EtaMapping *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < mapping->len; i++)
    g_ptr_array_add (copy, g_strdup (mapping->pdata[i]));
  return copy;
}

EtaImportPlan *
eta_import_plan_copy (const EtaImportPlan *plan)
{
  EtaImportPlan *copy = g_memdup2 (plan, sizeof *plan);

  copy->path = g_strdup (plan->path);
  copy->encoding = g_strdup (plan->encoding);
  copy->table = plan->table ? eta_sheet_table_ref (plan->table) : NULL;
  copy->mapping = plan->mapping ? copy_mapping (plan->mapping) : NULL;
  copy->producer_id = g_strdup (plan->producer_id);
  copy->photo_source = g_strdup (plan->photo_source);
  return copy;
}

static void
drop_table (EtaImportPlan *plan)
{
  g_clear_pointer (&plan->table, eta_sheet_table_free);
  g_clear_pointer (&plan->mapping, g_ptr_array_unref);
}

void
eta_import_plan_free (EtaImportPlan *plan)
{
  if (!plan)
    return;
  drop_table (plan);
  g_free (plan->path);
  g_free (plan->encoding);
  g_free (plan->producer_id);
  g_free (plan->photo_source);
  g_free (plan);
}

void
eta_import_plan_choose (EtaImportPlan *plan, const char *path)
{
  drop_table (plan);
  g_free (plan->path);
  plan->path = g_strdup (path);
  g_clear_pointer (&plan->encoding, g_free);
  plan->separator = plan->decimal = '\0';
  plan->heading = plan->sheet = 0;
  g_free (plan->photo_source);
  plan->photo_source = eta_import_files_guess (path);
}

static gboolean
has_same_headings (const EtaSheetTable *a, const EtaSheetTable *b)
{
  guint n = eta_sheet_table_n_columns (a);

  if (n != eta_sheet_table_n_columns (b))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!g_str_equal (eta_sheet_table_cell (a, 0, i), eta_sheet_table_cell (b, 0, i)))
      return FALSE;
  return TRUE;
}

gboolean
eta_import_plan_read (EtaImportPlan *plan, EtaStore *store, GError **error)
{
  const EtaTableOptions options = {.encoding = plan->encoding,
                                   .separator = plan->separator,
                                   .decimal = plan->decimal,
                                   .heading = plan->heading,
                                   .sheet = plan->sheet};
  EtaSheetTable *table = eta_table_file_read (plan->path, &options, error);

  if (!table) {
    drop_table (plan);
    return FALSE;
  }
  if (!plan->table || !has_same_headings (plan->table, table)) {
    g_clear_pointer (&plan->mapping, g_ptr_array_unref);
    plan->mapping = eta_mapping_new (store, table);
  }
  g_clear_pointer (&plan->table, eta_sheet_table_free);
  plan->table = table;
  return TRUE;
}

gboolean
eta_import_plan_is_ready (const EtaImportPlan *plan)
{
  return plan->table && (eta_mapping_has (plan->mapping, "sku") ||
                         (plan->make_codes && eta_mapping_has_name (plan->mapping)));
}

gboolean
eta_import_plan_run (const EtaImportPlan *plan,
                     EtaStore *store,
                     EtaAlbum *album,
                     EtaProgress progress,
                     gpointer progress_data,
                     GCancellable *cancellable,
                     EtaImportReport *report,
                     GError **error)
{
  const EtaImportOptions options = {
      .producer_id = plan->producer_id,
      .mapping = eta_mapping_addresses (plan->mapping),
      .photo_source = plan->photo_source,
      .decimal = plan->decimal,
      .leave_existing = plan->leave_existing,
      .all_or_nothing = album && plan->all_or_nothing,
      .make_codes = plan->make_codes,
      .dry_run = album == NULL,
      .intake = album ? eta_album_take_file : NULL,
      .intake_data = album,
      .progress = progress,
      .progress_data = progress_data,
      .cancellable = cancellable,
  };

  return eta_table_import (store, plan->table, plan->path, &options, report, error);
}
