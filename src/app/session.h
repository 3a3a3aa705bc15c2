/* The open catalog as the window sees it: the store on the main thread, the album, and signals that
 * tell pages what changed. */
#pragma once

#include "catalog/history.h"
#include "catalog/store.h"
#include "photos/album.h"

G_BEGIN_DECLS

#define ETA_TYPE_SESSION (eta_session_get_type ())
G_DECLARE_FINAL_TYPE (EtaSession, eta_session, ETA, SESSION, GObject)

/* Signals, both on the main thread:
 *   "changed" (GHashTable *product_ids): products were stored, undone or redone; NULL: anything may
 *             have changed (a worker or another program wrote).
 *   "history-changed": what undo and redo would do is another thing now.
 *   "waiting" (gboolean): an edit waits for another program, or no longer. The main loop runs
 *             meanwhile: the window holds off what is typed and clicked.
 * An edit, undo or redo waits up to 5 s for another program, then fails with LOCKED. */
EtaSession *eta_session_open (const char *path, EtaStoreFlags flags, GError **error);

/* Borrowed; main thread only. A worker opens its own with eta_store_reopen. */
EtaStore *eta_session_get_store (EtaSession *self);
EtaAlbum *eta_session_get_album (EtaSession *self);
const char *eta_session_get_path (EtaSession *self);
gboolean eta_session_is_read_only (EtaSession *self);

/* Writes inside one step. FUNC returns FALSE with an error to abort; then nothing has happened. */
typedef gboolean (*EtaSessionEdit) (EtaStore *store, gpointer data, GError **error);
gboolean eta_session_edit (EtaSession *self,
                           const char *step,
                           const char *detail,
                           EtaSessionEdit func,
                           gpointer data,
                           GError **error);
/* The most common edit: stores one product in a step of its own. */
gboolean eta_session_put_product (EtaSession *self,
                                  const char *step,
                                  const char *detail,
                                  const EtaProduct *product,
                                  GError **error);
/* Whether an edit fails at once while another program writes: as long as the user is being asked
 * what to do about that. */
void eta_session_set_impatient (EtaSession *self, gboolean impatient);

/* *WHAT: the step's translated name with its detail, for a toast. Transfer full. */
gboolean eta_session_undo (EtaSession *self, char **what, GError **error);
gboolean eta_session_redo (EtaSession *self, char **what, GError **error);
/* Undoes STEP and all that came after it, in one go or not at all. */
gboolean eta_session_undo_from (EtaSession *self, gint64 step, GError **error);
/* A step's name as people read it: “Edit product: KOPI-AR-250”. Transfer full. */
char *eta_session_step_text (const EtaStep *step);

/* After a worker wrote through a connection of its own. */
void eta_session_refresh (EtaSession *self);

G_END_DECLS
