#include "catalog/zip-entry.h"

#include <string.h>

#define HEX "0123456789abcdef"
#define HASH 64

gboolean
eta_zip_name_is_plain (const char *name)
{
  g_auto (GStrv) parts = NULL;

  if (!name || !*name || name[0] == '/' || strpbrk (name, "\\:"))
    return FALSE;
  for (const char *at = name; *at; at++) {
    if (g_ascii_iscntrl (*at))
      return FALSE;
  }
  parts = g_strsplit (name, "/", -1);
  return !g_strv_contains ((const char *const *)parts, "..");
}

gboolean
eta_zip_is_hash (const char *text)
{
  return text && strlen (text) == HASH && strspn (text, HEX) == HASH;
}

const char *const eta_zip_contents[] = {".jpg", ".pdf", NULL};

gboolean
eta_zip_name_is_photo (const char *name, const char **hash, const char **ending)
{
  const char *at = name + strlen (ETA_ZIP_PHOTOS "/");

  if (!g_str_has_prefix (name, ETA_ZIP_PHOTOS "/") || strspn (at, HEX) != 2 || at[2] != '/')
    return FALSE;
  *hash = at + 3;
  if (strspn (*hash, HEX) != HASH || strncmp (*hash, at, 2) != 0)
    return FALSE;
  *ending = *hash + HASH;
  return TRUE;
}
