/* Keys of marketplaces in the desktop's keyring (libsecret), under the id of the marketplace. All
 * calls block (a locked keyring asks for its password), so not on the main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* NAME is what the keyring's own window shows: “Etalase: Toko Souq”. Errors: ETA_SYNC_ERROR_KEYRING
 * with the remedy. */
gboolean eta_keyring_store (const char *market_id,
                            const char *name,
                            const char *key,
                            GCancellable *cancellable,
                            GError **error);
/* NULL without an error when the keyring has none. Transfer full; free with eta_key_free. */
char *eta_keyring_lookup (const char *market_id, GCancellable *cancellable, GError **error);
gboolean eta_keyring_clear (const char *market_id, GCancellable *cancellable, GError **error);

G_END_DECLS
