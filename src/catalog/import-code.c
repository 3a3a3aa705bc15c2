#include "catalog/import-code.h"

#include "catalog/import-files.h"

#include <string.h>

#define LONGEST 32 /* characters; a code is read out on the telephone */

/* Cut between words where that leaves a good part of it. */
static char *
shorten (const char *key)
{
  g_autofree char *cut = g_utf8_substring (key, 0, MIN (g_utf8_strlen (key, -1), LONGEST));
  char *gap = strlen (cut) < strlen (key) ? strrchr (cut, '-') : NULL;

  if (gap && gap - cut > LONGEST / 2)
    *gap = '\0';
  return g_utf8_strup (cut, -1);
}

char *
eta_import_code (GHashTable *used, const char *name)
{
  g_autofree char *key = eta_import_files_key (name);
  g_autofree char *first = shorten (key);
  char *code = g_strdup (first);

  if (*key == '\0') {
    g_free (code);
    return NULL;
  }
  for (guint n = 2; g_hash_table_contains (used, code); n++) {
    g_free (code);
    code = g_strdup_printf ("%s-%u", first, n);
  }
  g_hash_table_add (used, g_strdup (code));
  return code;
}
