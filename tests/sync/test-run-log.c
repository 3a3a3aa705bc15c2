/* The log of runs as a table and as JSON. */
#include "sync/run-log.h"

#include <string.h>

#include "../remove-tree.h"

static void
run_free (gpointer run)
{
  eta_run_free (run);
}

static GPtrArray *
some_runs (void)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (run_free);
  EtaRun *run = g_new0 (EtaRun, 1), *cut = g_new0 (EtaRun, 1);

  run->started = g_strdup ("2026-11-25T08:00:00.000Z");
  run->ended = g_strdup ("2026-11-25T08:01:00.000Z");
  run->sent = 1;
  run->failed = 1;
  run->bytes = 5400000;
  run->summary = g_strdup (
      "{\"items\":[{\"sku\":\"KOPI-01\",\"name\":\"Kopi\",\"action\":\"create\",\"outcome\":"
      "\"done\"},{\"sku\":\"X\",\"name\":\"=cmd()\",\"action\":\"update\",\"outcome\":\"failed\","
      "\"message\":\"price \\\"bad\\\", sorry\"}]}");
  cut->started = g_strdup ("2026-11-24T08:00:00.000Z");
  g_ptr_array_add (runs, run);
  g_ptr_array_add (runs, cut);
  return runs;
}

static void
test_csv (void)
{
  g_autoptr (GPtrArray) runs = some_runs ();
  g_autoptr (GString) csv = eta_run_log_csv (runs);
  g_auto (GStrv) lines = g_strsplit (csv->str, "\r\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 5); /* heads, two products, a run of none, "" */
  g_assert_true (g_str_has_prefix (lines[0], "\xef\xbb\xbfstarted,ended,sent,"));
  g_assert_true (g_str_has_suffix (lines[1], ",KOPI-01,Kopi,create,done,"));
  g_assert_true (
      g_str_has_suffix (lines[2], ",X,\"'=cmd()\",update,failed,\"price \"\"bad\"\", sorry\""));
  g_assert_true (g_str_has_prefix (lines[3], "2026-11-24T08:00:00.000Z,,0,0,"));
}

static void
test_json (void)
{
  g_autoptr (GPtrArray) runs = some_runs ();
  g_autoptr (JsonNode) node = eta_run_log_json (runs);
  JsonArray *array = json_node_get_array (node);
  JsonObject *first = json_array_get_object_element (array, 0);

  g_assert_cmpuint (json_array_get_length (array), ==, 2);
  g_assert_cmpint (json_object_get_int_member (first, "bytes"), ==, 5400000);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (first, "items")), ==, 2);
}

static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("etalase-log-XXXXXX", NULL);
  g_autofree char *csv = g_build_filename (folder, "x.csv", NULL);
  g_autofree char *json = g_build_filename (folder, "x.json", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "x.json", NULL);
  g_autofree char *text = NULL, *other = NULL;
  g_autoptr (GPtrArray) runs = some_runs ();

  g_assert_true (eta_run_log_write (runs, csv, NULL));
  g_assert_true (eta_run_log_write (runs, json, NULL));
  g_assert_false (eta_run_log_write (runs, nowhere, NULL));
  g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbfstarted"));
  g_assert_true (g_file_get_contents (json, &other, NULL, NULL));
  g_assert_cmpint (*other, ==, '[');
  remove_tree (folder);
}

static void
test_line (void)
{
  g_autoptr (GPtrArray) runs = some_runs ();
  g_autofree char *line = eta_run_log_line (runs->pdata[0]);
  g_autofree char *cut = eta_run_log_line (runs->pdata[1]);

  g_assert_nonnull (strstr (line, "sent 1, failed 1"));
  g_assert_nonnull (strstr (line, "5.4"));
  g_assert_nonnull (strstr (cut, "cut off"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run-log/csv", test_csv);
  g_test_add_func ("/run-log/json", test_json);
  g_test_add_func ("/run-log/files", test_files);
  g_test_add_func ("/run-log/line", test_line);
  return g_test_run ();
}
