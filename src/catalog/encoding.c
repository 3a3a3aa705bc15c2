#include "catalog/encoding.h"

#include "catalog/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* 0x80–0x9F of Windows-1252; the five that are not assigned stay control characters, which are
 * dropped when a text is kept. */
static const gunichar windows_1252[32] = {
    0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8d,   0x017d, 0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178,
};

static char *
from_windows_1252 (const guchar *data, gsize len)
{
  GString *out = g_string_sized_new (len + len / 8);

  for (gsize i = 0; i < len; i++) {
    gunichar c = data[i];
    if (c >= 0x80 && c < 0xa0)
      c = windows_1252[c - 0x80];
    g_string_append_unichar (out, c);
  }
  return g_string_free (out, FALSE);
}

static char *
convert (const char *name, const guchar *data, gsize len, const char *encoding, GError **error)
{
  g_autoptr (GError) failed = NULL;
  char *text = g_convert ((const char *)data, (gssize)len, "UTF-8", encoding, NULL, NULL, &failed);

  if (!text)
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                 _ ("“%s” is no text in the encoding %s. Choose another encoding."), name,
                 encoding);
  return text;
}

/* Latin text in UTF-16 has a zero in every other byte. */
static const char *
looks_like_utf16 (const guchar *data, gsize len)
{
  gsize n = MIN (len, 4096) / 2, even = 0, odd = 0;

  for (gsize i = 0; i < n; i++) {
    even += data[2 * i] == 0;
    odd += data[2 * i + 1] == 0;
  }
  if (n < 4)
    return NULL;
  if (odd > n / 3 && even < n / 20 + 1)
    return "UTF-16LE";
  return even > n / 3 && odd < n / 20 + 1 ? "UTF-16BE" : NULL;
}

/* Counts letters of several bytes and bytes that are none; *LINE is where the first bad one is. */
static void
weigh (const char *text, gsize len, guint *good, guint *bad, guint *line)
{
  const char *end = text + len;

  *good = *bad = 0;
  *line = 1;
  while (text < end) {
    const char *next = text + 1;

    if (*text == '\n' && *bad == 0)
      ++*line;
    if ((guchar)*text >= 0x80) {
      gunichar c = g_utf8_get_char_validated (text, end - text);
      if (c == (gunichar)-1 || c == (gunichar)-2) {
        ++*bad;
      } else {
        ++*good;
        next = g_utf8_next_char (text);
      }
    }
    text = next;
  }
}

static char *
decode_8_bit (const char *name, const guchar *data, gsize len, const char **used, GError **error)
{
  guint good, bad, line;

  *used = "UTF-8";
  if (g_utf8_validate_len ((const char *)data, len, NULL))
    return g_strndup ((const char *)data, len);
  weigh ((const char *)data, len, &good, &bad, &line);
  if (good > 4 * bad) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                 _ ("Line %u of “%s” has a letter that is damaged. Save the table again as UTF-8, "
                    "or choose its encoding."),
                 line, name);
    return NULL;
  }
  *used = "WINDOWS-1252";
  return from_windows_1252 (data, len);
}

static const struct {
  const char *mark;
  gsize len;
  const char *encoding;
} marks[] = {
    {"\xef\xbb\xbf", 3, "UTF-8"},
    {"\xff\xfe", 2, "UTF-16LE"},
    {"\xfe\xff", 2, "UTF-16BE"},
};

static char *
decode_as (const char *name, const guchar *data, gsize len, const char *encoding, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (len >= marks[i].len && memcmp (data, marks[i].mark, marks[i].len) == 0 &&
        g_ascii_strncasecmp (encoding, marks[i].encoding, 6) == 0) {
      data += marks[i].len;
      len -= marks[i].len;
      break;
    }
  if (g_ascii_strcasecmp (encoding, "WINDOWS-1252") == 0 ||
      g_ascii_strcasecmp (encoding, "CP1252") == 0)
    return from_windows_1252 (data, len);
  return convert (name, data, len, encoding, error);
}

static char *
decode (const char *name, const guchar *data, gsize len, const char **used, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (len >= marks[i].len && memcmp (data, marks[i].mark, marks[i].len) == 0) {
      *used = marks[i].encoding;
      return decode_as (name, data, len, *used, error);
    }
  *used = looks_like_utf16 (data, len);
  if (*used)
    return convert (name, data, len, *used, error);
  return decode_8_bit (name, data, len, used, error);
}

char *
eta_encoding_decode (
    const char *name, GBytes *bytes, const char *encoding, const char **used, GError **error)
{
  gsize len;
  const guchar *data = g_bytes_get_data (bytes, &len);

  if (len == 0) /* then DATA is NULL, and so would be a copy of it */
    data = (const guchar *)"";
  if (!encoding)
    return decode (name, data, len, used, error);
  *used = g_intern_string (encoding);
  return decode_as (name, data, len, encoding, error);
}
