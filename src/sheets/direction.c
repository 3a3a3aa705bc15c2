#include "sheets/direction.h"

#include <string.h>

EtaDirection
eta_direction_of (const char *lang)
{
  static const char *const rtl[] = {"ar",  "arc", "ckb", "dv",  "fa", "he", "iw", "ks",
                                    "nqo", "ps",  "sd",  "syr", "ug", "ur", "yi"};
  gsize len = lang ? strcspn (lang, "-_") : 0;

  for (guint i = 0; i < G_N_ELEMENTS (rtl); i++)
    if (strlen (rtl[i]) == len && g_ascii_strncasecmp (lang, rtl[i], len) == 0)
      return ETA_DIRECTION_RTL;
  return ETA_DIRECTION_LTR;
}

static gboolean
is_direction_mark (gunichar ch)
{
  return ch == 0x061C || ch == 0x200E || ch == 0x200F || (ch >= 0x202A && ch <= 0x202E) ||
         (ch >= 0x2066 && ch <= 0x2069);
}

static void
append_without_marks (GString *out, const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (!is_direction_mark (g_utf8_get_char (p)))
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
}

static char *
wrap (const char *text, gunichar mark)
{
  GString *out = g_string_new (NULL);

  append_without_marks (out, text ? text : "");
  if (out->len > 0) {
    g_string_prepend_unichar (out, mark);
    g_string_append_unichar (out, 0x2069);
  }
  return g_string_free (out, FALSE);
}

char *
eta_isolate (const char *text, EtaDirection dir)
{
  return wrap (text, dir == ETA_DIRECTION_RTL ? 0x2067 : 0x2066);
}

char *
eta_isolate_auto (const char *text)
{
  return wrap (text, 0x2068);
}

char *
eta_strip_direction (const char *text)
{
  GString *out = g_string_new (NULL);

  append_without_marks (out, text ? text : "");
  return g_string_free (out, FALSE);
}
