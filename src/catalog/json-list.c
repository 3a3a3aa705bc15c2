#include "catalog/json-list.h"

#include <string.h>

/* Past the string that begins at AT; NULL: it does not end. */
static const char *
skip_string (const char *at, const char *end)
{
  for (at++; at < end; at++) {
    if (*at == '\\')
      at++;
    else if (*at == '"')
      return at + 1;
  }
  return NULL;
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static gboolean
is_plain (char c)
{
  return g_ascii_isalnum (c) || is_space (c) || strchr ("{}[]:,+-.", c) != NULL;
}

gboolean
eta_json_is_tame (const char *text, gsize len, guint depth)
{
  const char *end = text + len;
  guint level = 0;

  /* An empty file has no text at all. */
  if (len == 0 || !g_utf8_validate (text, (gssize)len, NULL))
    return FALSE;
  for (const char *at = text; at && at < end;) {
    if (*at == '"') {
      at = skip_string (at, end);
      if (!at)
        return FALSE;
      continue;
    }
    if (!is_plain (*at))
      return FALSE;
    if ((*at == '{' || *at == '[') && ++level > depth)
      return FALSE;
    if ((*at == '}' || *at == ']') && level-- == 0)
      return FALSE;
    at++;
  }
  return level == 0;
}

static const char *
skip_spaces (const char *at, const char *end)
{
  while (at < end && is_space (*at))
    at++;
  return at;
}

/* Past the object that begins at AT; NULL: it is none, or does not end. */
static const char *
skip_object (const char *at, const char *end)
{
  guint level = 0;

  if (at >= end || *at != '{')
    return NULL;
  while (at < end) {
    if (*at == '"') {
      at = skip_string (at, end);
      if (!at)
        return NULL;
      continue;
    }
    if (*at == '{' || *at == '[')
      level++;
    else if ((*at == '}' || *at == ']') && --level == 0)
      return at + 1;
    at++;
  }
  return NULL;
}

/* From behind "[" to behind "]". */
static const char *
read_elements (const char *at, const char *end, GArray *slices)
{
  at = skip_spaces (at, end);
  if (at < end && *at == ']')
    return at + 1;
  while (at < end) {
    EtaJsonSlice slice = {at, 0};

    at = skip_object (at, end);
    if (!at)
      return NULL;
    slice.len = (gsize)(at - slice.text);
    g_array_append_val (slices, slice);
    at = skip_spaces (at, end);
    if (at < end && *at == ']')
      return at + 1;
    if (at >= end || *at != ',')
      return NULL;
    at = skip_spaces (at + 1, end);
  }
  return NULL;
}

GArray *
eta_json_slices (const char *text, gsize len)
{
  g_autoptr (GArray) slices = g_array_new (FALSE, FALSE, sizeof (EtaJsonSlice));
  const char *end = text + len;
  const char *at = skip_spaces (text, end);

  if (at >= end || *at != '[')
    return NULL;
  at = read_elements (at + 1, end, slices);
  return at && skip_spaces (at, end) == end ? g_steal_pointer (&slices) : NULL;
}

JsonNode *
eta_json_object_of (const char *text, gsize len)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (!json_parser_load_from_data (parser, text, (gssize)len, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root && JSON_NODE_HOLDS_OBJECT (root) ? json_parser_steal_root (parser) : NULL;
}
