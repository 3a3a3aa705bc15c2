#include "read-table.h"

#include "catalog/store.h"
#include "../remove-tree.h"
#include "target.h"

#include <stdlib.h>
#include <string.h>

#define MOST_ROWS 200 /* imported on trial: the rest is more of the same */

static EtaStore *store;
static char *folder;

static void
close_store (void)
{
  eta_store_close (store);
  remove_tree (folder);
  g_free (folder);
}

/* One catalog for all inputs: nothing is ever written to it. */
static EtaStore *
get_store (void)
{
  g_autofree char *path = NULL;

  if (store)
    return store;
  folder = g_dir_make_tmp ("etalase-fuzz-XXXXXX", NULL);
  path = g_build_filename (folder, "fuzz.etalasedb", NULL);
  store = eta_store_open (path, ETA_STORE_CREATE, NULL);
  ETA_PROMISE (store != NULL);
  atexit (close_store);
  return store;
}

static void
try_import (const EtaSheetTable *table)
{
  EtaImportOptions options = {.dry_run = TRUE, .make_codes = TRUE};
  g_autoptr (GError) error = NULL;
  EtaImportReport report = {0};
  gboolean ok = eta_table_import (get_store (), table, "fuzz", &options, &report, &error);

  ETA_PROMISE (ok == (error == NULL));
  for (guint i = 0; report.remarks && i < report.remarks->len; i++) {
    const EtaTableRemark *remark = report.remarks->pdata[i];
    ETA_PROMISE (remark->row > 0 && g_utf8_validate (remark->text, -1, NULL));
  }
  eta_import_report_clear (&report);
}

void
eta_fuzz_table (const EtaSheetTable *table)
{
  guint n_rows = eta_sheet_table_n_rows (table), n_columns = eta_sheet_table_n_columns (table);

  ETA_PROMISE (n_rows > 0);
  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      ETA_PROMISE (g_utf8_validate (eta_sheet_table_cell (table, row, column), -1, NULL));
  for (guint column = 0; column < n_columns; column++)
    eta_sheet_table_guess (table, column);
  if (n_rows <= MOST_ROWS)
    try_import (table);
}

void
eta_fuzz_refusal (const GError *error)
{
  ETA_PROMISE (error && g_utf8_validate (error->message, -1, NULL) && *error->message);
}
