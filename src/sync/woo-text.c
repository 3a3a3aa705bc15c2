/* Texts on their way to WordPress, which keeps HTML and takes away backslashes, and back. */
#include "sync/woo.h"

#include <string.h>

static const struct {
  const char *plain, *html;
} escapes[] = {
    {"&", "&amp;"},
    {"<", "&lt;"},
    {">", "&gt;"},
    {"\\", "&#92;"},
};

char *
eta_woo_escape (const char *text)
{
  GString *out;
  guint i;

  if (!text)
    return NULL;
  out = g_string_new (text);
  for (i = 0; i < G_N_ELEMENTS (escapes); i++)
    g_string_replace (out, escapes[i].plain, escapes[i].html, 0);
  return g_string_free (out, FALSE);
}

static const struct {
  const char *name;
  gunichar letter;
} named[] = {
    {"amp;", '&'}, {"lt;", '<'}, {"gt;", '>'}, {"quot;", '"'}, {"apos;", '\''}, {"nbsp;", 0xa0},
};

/* ENTITY stands behind “&”. Its length with the semicolon, 0 when it is none. */
static gsize
read_entity (const char *entity, gunichar *letter)
{
  gboolean hex = entity[0] == '#' && (entity[1] == 'x' || entity[1] == 'X');
  guint64 number;
  char *end;
  guint i;

  for (i = 0; i < G_N_ELEMENTS (named); i++)
    if (g_str_has_prefix (entity, named[i].name)) {
      *letter = named[i].letter;
      return strlen (named[i].name);
    }
  if (*entity != '#' || !g_ascii_isxdigit (entity[hex ? 2 : 1]))
    return 0;
  number = g_ascii_strtoull (entity + (hex ? 2 : 1), &end, hex ? 16 : 10);
  if (*end != ';' || number == 0 || number > 0x10ffff || !g_unichar_validate ((gunichar)number))
    return 0;
  *letter = (gunichar)number;
  return (gsize)(end - entity) + 1;
}

char *
eta_woo_unescape (const char *html)
{
  GString *out;
  const char *p;

  if (!html)
    return NULL;
  out = g_string_new (NULL);
  for (p = html; *p; p++) {
    gunichar letter = 0;
    gsize length = *p == '&' ? read_entity (p + 1, &letter) : 0;

    if (length > 0) {
      g_string_append_unichar (out, letter);
      p += length;
    } else if (*p != '\r') {
      g_string_append_c (out, *p);
    }
  }
  return g_string_free (out, FALSE);
}

/* Look-alikes stand in for the two letters that an attribute cannot hold. */
static const struct {
  const char *ours, *theirs;
} letters[] = {{"|", "∣"}, {"\\", "⧵"}};

char *
eta_woo_option_write (const char *value)
{
  GString *out = g_string_new (value);
  guint i;

  for (i = 0; i < G_N_ELEMENTS (letters); i++)
    g_string_replace (out, letters[i].ours, letters[i].theirs, 0);
  return g_string_free (out, FALSE);
}

char *
eta_woo_option_read (const char *value)
{
  g_autofree char *plain = eta_woo_unescape (value);
  GString *out = g_string_new (plain);
  guint i;

  for (i = 0; i < G_N_ELEMENTS (letters); i++)
    g_string_replace (out, letters[i].theirs, letters[i].ours, 0);
  return g_string_free (out, FALSE);
}
