#include "catalog/clean.h"

#include <string.h>

/* Most fields are plain ASCII (codes, numbers): nothing to drop or compose. */
static gboolean
is_plain (const char *text)
{
  for (const char *p = text; *p; p++)
    if ((guchar)*p >= 0x7f || ((guchar)*p < 0x20 && *p != '\n' && *p != '\t'))
      return FALSE;
  return TRUE;
}

static gboolean
is_bidi_control (gunichar c)
{
  return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069);
}

static gboolean
is_dropped (gunichar c)
{
  if (c == '\n' || c == '\t')
    return FALSE;
  return g_unichar_iscntrl (c) || is_bidi_control (c) || c == 0xfeff;
}

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x200b;
}

static char *
drop (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c == '\r' && p[1] == '\n')
      continue;
    if (c == '\r' || c == 0x2028 || c == 0x2029 || c == 0x0085)
      c = '\n';
    if (!is_dropped (c))
      g_string_append_unichar (out, c);
  }
  return g_string_free (out, FALSE);
}

/* In place. */
static char *
trim (char *text)
{
  char *start = text, *end = text + strlen (text);

  while (*start && is_blank (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start) {
    char *last = g_utf8_prev_char (end);
    if (!is_blank (g_utf8_get_char (last)))
      break;
    end = last;
  }
  *end = '\0';
  memmove (text, start, end - start + 1);
  return text;
}

char *
eta_clean_text (const char *text)
{
  g_autofree char *valid = NULL, *kept = NULL;

  if (!text)
    return g_strdup ("");
  if (is_plain (text))
    return trim (g_strdup (text));
  valid = g_utf8_make_valid (text, -1);
  kept = drop (valid);
  return trim (g_utf8_normalize (kept, -1, G_NORMALIZE_DEFAULT_COMPOSE));
}

char *
eta_clean_line (const char *text)
{
  g_autofree char *clean = eta_clean_text (text);
  GString *out = g_string_sized_new (strlen (clean));
  gboolean gap = FALSE;

  for (const char *p = clean; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_isspace (c)) {
      gap = TRUE;
      continue;
    }
    if (gap)
      g_string_append_c (out, ' ');
    gap = FALSE;
    g_string_append_unichar (out, c);
  }
  return g_string_free (out, FALSE);
}
