/* The address of a shop, as people write it. */
#include "sync/http.h"

#include "sync/http-address.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Where shops keep their own windows: what is copied from a browser's address line ends so. */
static const char *const admin_pages[] = {"app", "admin", "wp-admin", "dashboard", "login"};

gboolean
eta_http_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (host, "localhost") == 0;
}

static gboolean
refuse (const char *typed, GError **error)
{
  g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_INPUT,
               _ ("“%s” is not the address of a shop. It should look like "
                  "“https://shop.example”, without a name or a password in it."),
               typed);
  return FALSE;
}

/* "toko/app/login" → "/toko" */
static char *
shop_path (const char *path)
{
  g_auto (GStrv) segments = g_strsplit (path, "/", -1);
  g_autoptr (GString) kept = g_string_new (NULL);
  guint i, j;

  for (i = 0; segments[i]; i++) {
    for (j = 0; j < G_N_ELEMENTS (admin_pages); j++)
      if (g_ascii_strcasecmp (segments[i], admin_pages[j]) == 0)
        return g_string_free (g_steal_pointer (&kept), FALSE);
    if (*segments[i])
      g_string_append_printf (kept, "/%s", segments[i]);
  }
  return g_string_free (g_steal_pointer (&kept), FALSE);
}

/* A host without a scheme means https, except on this machine. */
static char *
with_scheme (const char *typed)
{
  g_autofree char *host = NULL;

  if (strstr (typed, "://"))
    return g_strdup (typed);
  host = *typed == '[' ? g_strndup (typed + 1, strcspn (typed + 1, "]"))
                       : g_strndup (typed, strcspn (typed, ":/"));
  return g_strconcat (eta_http_is_loopback (host) ? "http://" : "https://", typed, NULL);
}

char *
eta_http_address (const char *typed, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (typed ? typed : ""));
  g_autofree char *full = with_scheme (trimmed);
  g_autoptr (GUri) uri = g_uri_parse (full, G_URI_FLAGS_ENCODED_PATH, NULL);
  g_autoptr (GUri) clean = NULL;
  g_autofree char *path = NULL;
  const char *scheme = uri ? g_uri_get_scheme (uri) : "";
  const char *host = uri ? g_uri_get_host (uri) : NULL;

  if (!host || !*host || g_uri_get_userinfo (uri) || strpbrk (host, " \t%<>\"") ||
      (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http"))) {
    refuse (trimmed, error);
    return NULL;
  }
  path = shop_path (g_uri_get_path (uri));
  clean = g_uri_build (G_URI_FLAGS_ENCODED_PATH, scheme, NULL, host, g_uri_get_port (uri), path,
                       NULL, NULL);
  return g_uri_to_string (clean);
}
