/* A catalog out to a table, the table into an empty catalog as one step, and that step undone:
 * bench-table CATALOG.etalasedb [csv|xlsx|json]. */
#include "catalog/history.h"
#include "catalog/table-file.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/resource.h>

static double
processor (void)
{
  struct rusage use;

  getrusage (RUSAGE_SELF, &use);
  return (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
         (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6;
}

static struct {
  gint64 clock;
  double processor;
} start;

static void
begin (void)
{
  start.clock = g_get_monotonic_time ();
  start.processor = processor ();
}

static void
say (const char *what, gboolean done, const GError *error)
{
  if (!done)
    g_error ("%s: %s", what, error->message);
  printf ("%-24s %6.2f s, processor %6.2f s\n", what,
          (double)(g_get_monotonic_time () - start.clock) / 1e6, processor () - start.processor);
}

static void
import (EtaStore *store, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaSheetTable) table = NULL;
  EtaImportOptions options = {0};
  EtaImportReport report = {0};
  gboolean done;

  begin ();
  table = eta_table_file_read (path, NULL, &error);
  say ("read", table != NULL, error);
  begin ();
  done = eta_table_import (store, table, path, &options, &report, &error);
  say ("import", done, error);
  printf ("%u new, %u with problems\n", report.n_new, report.n_failed);
  eta_import_report_clear (&report);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaStore) store =
      argc > 1 ? eta_store_open (argv[1], ETA_STORE_READ_ONLY, &error) : NULL;
  g_autofree char *folder = g_dir_make_tmp ("bench-table-XXXXXX", NULL);
  g_autofree char *name = g_strdup_printf ("table.%s", argc > 2 ? argv[2] : "xlsx");
  g_autofree char *table = g_build_filename (folder, name, NULL);
  g_autofree char *catalog = g_build_filename (folder, "new.etalasedb", NULL);
  g_autoptr (EtaStore) fresh = NULL;
  EtaExportOptions all = {.parts = ETA_EXPORT_ALL};

  if (!store) {
    fprintf (stderr, "%s\n",
             error ? error->message : "bench-table CATALOG.etalasedb [csv|xlsx|json]");
    return 2;
  }
  begin ();
  say ("export", eta_table_export_some (store, table, &all, &error), error);
  fresh = eta_store_open (catalog, ETA_STORE_CREATE, &error);
  g_assert_no_error (error);
  import (fresh, table);
  begin ();
  say ("undo of the import", eta_history_undo (fresh, NULL, &error), error);
  begin ();
  say ("redo", eta_history_redo (fresh, NULL, &error), error);
  printf ("left in %s\n", folder);
  return 0;
}
