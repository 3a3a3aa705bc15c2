#include "cli/command.h"

#include <stdio.h>
#include <unistd.h>

/* Bytes as they are: what is data must not change with the locale's character set. */

void
eta_say (EtaCall *call, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  if (call->json)
    return;
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  eta_clear_progress ();
  fputs (text, stdout);
  fputc ('\n', stdout);
}

void
eta_tell (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  eta_clear_progress ();
  fputs (text, stderr);
  fputc ('\n', stderr);
}

static gboolean progress_shown;

void
eta_show_progress (guint done, guint total, gpointer data)
{
  static gint64 last;
  const gint64 now = g_get_monotonic_time ();

  if (!isatty (STDERR_FILENO) || (done < total && now - last < G_USEC_PER_SEC / 10))
    return;
  last = now;
  progress_shown = TRUE;
  fprintf (stderr, "\r\033[K%s%s%u / %u", data ? (const char *)data : "", data ? " " : "", done,
           total);
  fflush (stderr);
}

void
eta_clear_progress (void)
{
  if (progress_shown)
    fputs ("\r\033[K", stderr);
  progress_shown = FALSE;
}

static void
set_result (EtaCall *call, JsonNode *node)
{
  g_clear_pointer (&call->result, json_node_unref);
  call->result = node;
}

void
eta_answer (EtaCall *call, JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  set_result (call, node);
}

void
eta_answer_array (EtaCall *call, JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  set_result (call, node);
}

void
eta_answer_count (EtaCall *call, const char *member, guint count)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, member, count);
  eta_answer (call, object);
}

void
eta_json_put (JsonObject *object, const char *member, const char *text)
{
  if (text)
    json_object_set_string_member (object, member, text);
}

gboolean
eta_print_result (EtaCall *call)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autofree char *text = NULL;

  if (!call->json)
    return TRUE;
  if (!call->result)
    eta_answer (call, json_object_new ());
  json_generator_set_root (generator, call->result);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  return fputs (text, stdout) != EOF && fputc ('\n', stdout) != EOF;
}

gboolean
eta_flush_output (void)
{
  return fflush (stdout) == 0 && !ferror (stdout);
}
