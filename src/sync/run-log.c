#include "sync/run-log.h"

#include "catalog/whole-file.h"
#include "sync/wire.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The summary of RUN, or NULL: a run that was cut off has none. Transfer full. */
static JsonNode *
summary_of (const EtaRun *run)
{
  g_autoptr (JsonNode) node =
      run->summary ? eta_wire_parse (run->summary, strlen (run->summary), NULL) : NULL;

  return node && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

static JsonArray *
items_of (JsonNode *summary)
{
  return summary ? eta_wire_array (json_node_get_object (summary), "items") : NULL;
}

static void
put_text (JsonObject *object, const char *name, const char *value)
{
  if (value)
    json_object_set_string_member (object, name, value);
}

static JsonObject *
run_object (const EtaRun *run)
{
  g_autoptr (JsonNode) summary = summary_of (run);
  JsonArray *items = items_of (summary);
  JsonObject *object = json_object_new ();

  put_text (object, "started", run->started);
  put_text (object, "ended", run->ended);
  json_object_set_int_member (object, "sent", run->sent);
  json_object_set_int_member (object, "unchanged", run->unchanged);
  json_object_set_int_member (object, "failed", run->failed);
  json_object_set_int_member (object, "conflicts", run->conflicts);
  json_object_set_int_member (object, "photos", run->photos);
  json_object_set_int_member (object, "bytes", run->bytes);
  json_object_set_array_member (object, "items",
                                items ? json_array_ref (items) : json_array_new ());
  return object;
}

JsonNode *
eta_run_log_json (GPtrArray *runs)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();
  guint i;

  for (i = 0; i < runs->len; i++)
    json_array_add_object_element (array, run_object (runs->pdata[i]));
  json_node_take_array (node, array);
  return node;
}

/* --- a table ---------------------------------------------------------------------------------- */

/* In quotes where it must be. What begins like a formula would be one in Excel. */
static void
add_cell (GString *out, const char *text, gboolean last)
{
  const char *value = text ? text : "";
  gboolean formula = *value && strchr ("=+-@", *value);
  gboolean quoted = formula || strpbrk (value, ",\"\r\n");
  const char *p;

  if (quoted)
    g_string_append_c (out, '"');
  if (formula)
    g_string_append_c (out, '\'');
  for (p = value; *p; p++)
    g_string_append_printf (out, *p == '"' ? "\"\"" : "%c", *p);
  if (quoted)
    g_string_append_c (out, '"');
  g_string_append (out, last ? "\r\n" : ",");
}

static void
add_row (GString *out, const EtaRun *run, JsonObject *item)
{
  const gint64 numbers[] = {run->sent,      run->unchanged, run->failed,
                            run->conflicts, run->photos,    run->bytes};
  static const char *const members[] = {"sku", "name", "action", "outcome", "message"};
  guint i;

  add_cell (out, run->started, FALSE);
  add_cell (out, run->ended, FALSE);
  for (i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_string_append_printf (out, "%" G_GINT64_FORMAT ",", numbers[i]);
  for (i = 0; i < G_N_ELEMENTS (members); i++)
    add_cell (out, eta_wire_string (item, members[i]), i + 1 == G_N_ELEMENTS (members));
}

GString *
eta_run_log_csv (GPtrArray *runs)
{
  GString *out = g_string_new ("\xef\xbb\xbfstarted,ended,sent,unchanged,failed,conflicts,photos,"
                               "bytes,sku,name,action,outcome,message\r\n");
  guint i, j;

  for (i = 0; i < runs->len; i++) {
    g_autoptr (JsonNode) summary = summary_of (runs->pdata[i]);
    JsonArray *items = items_of (summary);

    if (eta_wire_length (items) == 0)
      add_row (out, runs->pdata[i], NULL);
    for (j = 0; j < eta_wire_length (items); j++)
      add_row (out, runs->pdata[i], eta_wire_nth (items, j));
  }
  return out;
}

gboolean
eta_run_log_write (GPtrArray *runs, const char *path, GError **error)
{
  gboolean table = g_str_has_suffix (path, ".csv") || g_str_has_suffix (path, ".CSV");
  g_autoptr (GString) csv = table ? eta_run_log_csv (runs) : NULL;
  g_autoptr (JsonNode) node = table ? NULL : eta_run_log_json (runs);
  g_autofree char *json = node ? json_to_string (node, TRUE) : NULL;
  EtaWholeFile *file = eta_whole_file_new (path, error);

  if (!file)
    return FALSE;
  fputs (csv ? csv->str : json, eta_whole_file_stream (file));
  return eta_whole_file_commit (file, error);
}

char *
eta_run_log_line (const EtaRun *run)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_iso8601 (run->started, NULL);
  g_autoptr (GDateTime) local = utc ? g_date_time_to_local (utc) : NULL;
  /* Dates and sizes are read from the left, whatever the language around them. */
  g_autofree char *when =
      local ? g_date_time_format (local, "\u2066%Y-%m-%d %H:%M\u2069") : g_strdup (run->started);
  g_autofree char *plain_size = g_format_size ((guint64)MAX (run->bytes, 0));
  g_autofree char *size = g_strdup_printf ("\u2066%s\u2069", plain_size);

  if (!run->ended)
    return g_strdup_printf (_ ("%s: cut off"), when);
  return g_strdup_printf (_ ("%s: sent %d, failed %d, waiting for a choice %d, photos %d, %s"),
                          when, (int)run->sent, (int)run->failed, (int)run->conflicts,
                          (int)run->photos, size);
}
