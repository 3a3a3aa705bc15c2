/* The log of runs as a file: for whoever helps, and for the records. */
#pragma once

#include "catalog/market-book.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One object for each run, newest first:
 * {"started","ended","sent","unchanged","failed","conflicts",
 * "photos","bytes","items":[{"sku","name","outcome","message"}…]}. RUNS: EtaRun. Transfer full. */
JsonNode *eta_run_log_json (GPtrArray *runs);
/* A table with the same heads, one row for each product of each run (a run of none has one of its
 * own), UTF-8 with BOM as Excel wants it. Transfer full. */
GString *eta_run_log_csv (GPtrArray *runs);
/* Writes one or the other by the end of PATH's name (".csv", else JSON). */
gboolean eta_run_log_write (GPtrArray *runs, const char *path, GError **error);
/* “2026-11-25 16:05: sent 9, failed 1, waiting for a choice 0, photos 3, 2.1 MB”, in the user's
 * time. Transfer full. */
char *eta_run_log_line (const EtaRun *run);

G_END_DECLS
