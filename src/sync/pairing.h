/* Pairing with a WordPress shop by one press in the browser: its own page asks “may Etalase …?”,
 * and sends the new application password to an address on this machine that listens for it once.
 *
 * The address is 127.0.0.1 with a random port and a path that nobody can guess; what comes without
 * that path, from another host name, or for another shop is not taken. It closes after one answer,
 * after a time, or when the pairing is freed. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _EtaPairing EtaPairing;

/* The page of the shop at URL that asks for the permission, transfer full. Blocks. Errors of
 * sync/error.h; INPUT when the shop takes no application passwords. CA_FILE may be NULL; PLAIN as
 * in sync/http.h. */
char *eta_pairing_discover (const char *url,
                            const char *ca_file,
                            gboolean plain,
                            GCancellable *cancellable,
                            GError **error);

/* Listens for the answer of the shop at URL, whose page PAGE came from eta_pairing_discover. NULL
 * with FAILED when nothing can listen. */
EtaPairing *eta_pairing_new (const char *url, const char *page, GError **error);
/* The address to open in the browser. Borrowed. */
const char *eta_pairing_address (const EtaPairing *pairing);
/* Waits for SECONDS at most, then closes whatever came. The key "user name:password", to be freed
 * with eta_key_free; NULL with REFUSED_KEY (no was pressed, or nobody pressed in time),
 * WRONG_SERVER (another shop answered), CANCELLED. */
char *
eta_pairing_wait (EtaPairing *pairing, guint seconds, GCancellable *cancellable, GError **error);
void eta_pairing_free (EtaPairing *pairing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaPairing, eta_pairing_free)

G_END_DECLS
