#include "sync/wire.h"

#include "sync/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_DEPTH 64
#define MAX_CHATTER 8192 /* bytes that are searched for where an answer begins */

static void
quote (GString *out, const char *text)
{
  const char *p;

  g_string_append_c (out, '"');
  for (p = text; *p; p++) {
    if (*p == '"' || *p == '\\')
      g_string_append_c (out, '\\');
    if ((guchar)*p < 0x20)
      g_string_append_printf (out, "\\u%04x", (guint)*p);
    else
      g_string_append_c (out, *p);
  }
  g_string_append_c (out, '"');
}

/* The comma that is due before another value, and its key. */
static void
begin_value (GString *out, const char *key)
{
  if (out->len > 0 && strchr ("{[:", out->str[out->len - 1]) == NULL)
    g_string_append_c (out, ',');
  if (!key)
    return;
  quote (out, key);
  g_string_append_c (out, ':');
}

void
eta_wire_open (GString *out, const char *key, char bracket)
{
  begin_value (out, key);
  g_string_append_c (out, bracket);
}

void
eta_wire_close (GString *out, char bracket)
{
  g_string_append_c (out, bracket);
}

void
eta_wire_text (GString *out, const char *key, const char *text)
{
  begin_value (out, key);
  if (text)
    quote (out, text);
  else
    g_string_append (out, "null");
}

void
eta_wire_raw (GString *out, const char *key, const char *json)
{
  begin_value (out, key);
  g_string_append (out, json);
}

void
eta_wire_int (GString *out, const char *key, gint64 number)
{
  begin_value (out, key);
  g_string_append_printf (out, "%" G_GINT64_FORMAT, number);
}

void
eta_wire_bool (GString *out, const char *key, gboolean value)
{
  eta_wire_raw (out, key, value ? "true" : "false");
}

/* json-glib reads nested values by recursion: a hostile answer of a million "[" must not get there.
 */
static gboolean
is_too_deep (const char *data, gsize size)
{
  gboolean in_text = FALSE;
  guint depth = 0;
  gsize i;

  for (i = 0; i < size; i++) {
    if (in_text && data[i] == '\\')
      i++;
    else if (data[i] == '"')
      in_text = !in_text;
    else if (!in_text && (data[i] == '[' || data[i] == '{') && ++depth > MAX_DEPTH)
      return TRUE;
    else if (!in_text && (data[i] == ']' || data[i] == '}') && depth > 0)
      depth--;
  }
  return FALSE;
}

JsonNode *
eta_wire_parse (const char *data, gsize size, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0) {
    data += 3;
    size -= 3;
  }
  if (size == 0 || !g_utf8_validate (data, size, NULL) || is_too_deep (data, size) ||
      !json_parser_load_from_data (parser, data, size, NULL) || !json_parser_get_root (parser)) {
    g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_FAILED,
                         _ ("The answer is damaged: it is no JSON."));
    return NULL;
  }
  return json_node_ref (json_parser_get_root (parser));
}

JsonNode *
eta_wire_parse_loose (const char *data, gsize size, GError **error)
{
  JsonNode *node = eta_wire_parse (data, size, NULL);
  gsize i;

  for (i = 1; !node && i < MIN (size, MAX_CHATTER); i++)
    if (data[i] == '{' || data[i] == '[')
      node = eta_wire_parse (data + i, size - i, NULL);
  return node ? node : eta_wire_parse (data, size, error);
}

static JsonNode *
member (JsonObject *object, const char *name)
{
  return object ? json_object_get_member (object, name) : NULL;
}

JsonObject *
eta_wire_object (JsonObject *object, const char *name)
{
  JsonNode *node = member (object, name);

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
eta_wire_array (JsonObject *object, const char *name)
{
  JsonNode *node = member (object, name);

  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static const char *
node_string (JsonNode *node)
{
  if (!node || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

const char *
eta_wire_string (JsonObject *object, const char *name)
{
  return node_string (member (object, name));
}

gboolean
eta_wire_is_true (JsonObject *object, const char *name)
{
  JsonNode *node = member (object, name);

  return node && JSON_NODE_HOLDS_VALUE (node) &&
         json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

guint
eta_wire_length (JsonArray *array)
{
  return array ? json_array_get_length (array) : 0;
}

JsonObject *
eta_wire_nth (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

const char *
eta_wire_nth_string (JsonArray *array, guint i)
{
  return node_string (json_array_get_element (array, i));
}

/* The shortest decimal text that is this number: a price of 19.95 reads as 19.95, not as the 17
 * digits of its binary neighbour. 15 digits always come back as they were written. */
static char *
double_plain (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (number))
    return NULL;
  g_ascii_formatd (buffer, sizeof buffer, "%.15g", number);
  if (strchr (buffer, 'e'))
    g_ascii_formatd (buffer, sizeof buffer, "%.0f", number);
  return g_strdup (buffer);
}

char *
eta_wire_node_plain (JsonNode *node)
{
  if (node_string (node))
    return g_strdup (node_string (node));
  if (!node || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    return double_plain (json_node_get_double (node));
  return NULL;
}

char *
eta_wire_plain (JsonObject *object, const char *name)
{
  return eta_wire_node_plain (member (object, name));
}
