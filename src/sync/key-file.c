#include "sync/key-file.h"

#include "sync/error.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define MAX_SIZE 65536

void
eta_key_free (char *key)
{
  if (key)
    explicit_bzero (key, strlen (key));
  g_free (key);
}

static gboolean
refuse (GError **error, const char *format, const char *path)
{
  g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_INPUT, format, path);
  return FALSE;
}

static gboolean
look_at (const char *path, char **warning, GError **error)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return refuse (error, _ ("There is no key file “%s”. Check the path."), path);
  if (!S_ISREG (info.st_mode) || info.st_size > MAX_SIZE)
    return refuse (error,
                   _ ("“%s” is no key file. It should be a small text file that holds the "
                      "key and nothing else."),
                   path);
  if (warning && (info.st_mode & 0077) != 0)
    *warning = g_strdup_printf (_ ("Other people on this computer can read the key file “%s”. "
                                   "Make it private: chmod 600 “%s”."),
                                path, path);
  return TRUE;
}

static char *
first_line (const char *contents)
{
  g_auto (GStrv) lines = g_strsplit_set (contents, "\r\n", -1);
  guint i;

  for (i = 0; lines[i]; i++) {
    char *line = g_strstrip (lines[i]);
    char *equals = strchr (line, '=');

    if (!*line || *line == '#')
      continue;
    /* "MEDUSA_SECRET_KEY=sk_…", as such files are often shared with a shell */
    if (equals && strspn (line, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == (gsize)(equals - line))
      line = equals + 1;
    return g_strdup (line);
  }
  return NULL;
}

char *
eta_key_file_read (const char *path, char **warning, GError **error)
{
  g_autofree char *contents = NULL;
  gsize size;
  char *key;

  if (!look_at (path, warning, error))
    return NULL;
  if (!g_file_get_contents (path, &contents, &size, NULL)) {
    refuse (error, _ ("The key file “%s” cannot be read. Check who may read it."), path);
    return NULL;
  }
  key = memchr (contents, 0, size) ? NULL : first_line (contents);
  explicit_bzero (contents, size);
  if (!key || !*key || !g_utf8_validate (key, -1, NULL)) {
    g_free (key);
    refuse (error, _ ("The key file “%s” holds no key. Copy the key of the shop into it."), path);
    return NULL;
  }
  return key;
}
