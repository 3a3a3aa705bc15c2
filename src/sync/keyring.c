#include "sync/keyring.h"

#include "sync/error.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

static const SecretSchema *
schema (void)
{
  static const SecretSchema marketplace = {ETA_APP_ID ".Marketplace",
                                           SECRET_SCHEMA_NONE,
                                           {{"marketplace", SECRET_SCHEMA_ATTRIBUTE_STRING}}};

  return &marketplace;
}

static gboolean
fail (GError *cause, GError **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_CANCELLED, _ ("Cancelled."));
  else
    g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_KEYRING,
                 _ ("The keyring cannot be used (%s). Unlock it, or keep the key in a file of its "
                    "own and name that file."),
                 cause ? cause->message : _ ("no reason given"));
  g_clear_error (&cause);
  return FALSE;
}

gboolean
eta_keyring_store (const char *market_id,
                   const char *name,
                   const char *key,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autofree char *label = g_strdup_printf ("Etalase: %s", name);
  GError *cause = NULL;

  if (secret_password_store_sync (schema (), SECRET_COLLECTION_DEFAULT, label, key, cancellable,
                                  &cause, "marketplace", market_id, NULL))
    return TRUE;
  return fail (cause, error);
}

char *
eta_keyring_lookup (const char *market_id, GCancellable *cancellable, GError **error)
{
  GError *cause = NULL;
  char *found =
      secret_password_lookup_sync (schema (), cancellable, &cause, "marketplace", market_id, NULL);
  char *key = g_strdup (found);

  secret_password_free (found);
  if (cause)
    fail (cause, error);
  return key;
}

gboolean
eta_keyring_clear (const char *market_id, GCancellable *cancellable, GError **error)
{
  GError *cause = NULL;

  /* FALSE without a cause: there was none, which is as good. */
  secret_password_clear_sync (schema (), cancellable, &cause, "marketplace", market_id, NULL);
  return cause ? fail (cause, error) : TRUE;
}
