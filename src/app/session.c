#include "app/session.h"

#include "catalog/error.h"

#include <glib/gi18n.h>

struct _EtaSession {
  GObject parent_instance;
  EtaStore *store;
  EtaAlbum *album;
  guint poll_id;
  gboolean waiting; /* for another program */
  gboolean impatient;
};

G_DEFINE_FINAL_TYPE (EtaSession, eta_session, G_TYPE_OBJECT)

enum { CHANGED, HISTORY_CHANGED, WAITING, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Another program (or a worker that was killed) may have written: looked at this often. */
#define POLL_SECONDS 3
/* How long an edit waits for another program. */
#define PATIENCE (5 * G_USEC_PER_SEC)

static void
eta_session_finalize (GObject *object)
{
  EtaSession *self = ETA_SESSION (object);

  g_clear_handle_id (&self->poll_id, g_source_remove);
  g_clear_pointer (&self->store, eta_store_close);
  g_clear_pointer (&self->album, eta_album_unref);
  G_OBJECT_CLASS (eta_session_parent_class)->finalize (object);
}

static void
eta_session_class_init (EtaSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_session_finalize;
  signals[CHANGED] = g_signal_new ("changed", ETA_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[HISTORY_CHANGED] = g_signal_new ("history-changed", ETA_TYPE_SESSION, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[WAITING] = g_signal_new ("waiting", ETA_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
eta_session_init (EtaSession *self)
{
}

static void
store_changed (EtaStore *store, GHashTable *product_ids, gpointer data)
{
  g_signal_emit (data, signals[CHANGED], 0, product_ids);
  g_signal_emit (data, signals[HISTORY_CHANGED], 0);
}

static gboolean
poll_store (gpointer data)
{
  EtaSession *self = ETA_SESSION (data);

  if (!self->waiting && !eta_step_open (self->store) && eta_store_poll (self->store))
    eta_session_refresh (self);
  return G_SOURCE_CONTINUE;
}

EtaSession *
eta_session_open (const char *path, EtaStoreFlags flags, GError **error)
{
  g_autoptr (EtaSession) self = g_object_new (ETA_TYPE_SESSION, NULL);

  self->store = eta_store_open (path, flags | ETA_STORE_IMPATIENT, error);
  if (!self->store)
    return NULL;
  self->album = eta_album_open (path, error);
  if (!self->album)
    return NULL;
  eta_store_set_changed_func (self->store, store_changed, self);
  self->poll_id = g_timeout_add_seconds (POLL_SECONDS, poll_store, self);
  return g_steal_pointer (&self);
}

EtaStore *
eta_session_get_store (EtaSession *self)
{
  return self->store;
}

EtaAlbum *
eta_session_get_album (EtaSession *self)
{
  return self->album;
}

const char *
eta_session_get_path (EtaSession *self)
{
  return eta_store_path (self->store);
}

gboolean
eta_session_is_read_only (EtaSession *self)
{
  return eta_store_is_read_only (self->store);
}

/* --- writing ---------------------------------------------------------------------------------- */

typedef gboolean (*Attempt) (EtaSession *self, gpointer data, GError **error);

static gboolean
wake_up (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

/* The window goes on being painted; what is typed and clicked meanwhile is held off by it. */
static void
let_run (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, wake_up, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_locked (const GError *error)
{
  return g_error_matches (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_LOCKED);
}

/* Tries again until another program lets go of the catalog, for at most PATIENCE. What is asked for
 * in the meantime (by the end of a job, say) does not wait in its turn. */
static gboolean
patiently (EtaSession *self, Attempt attempt, gpointer data, GError **error)
{
  const gint64 end = g_get_monotonic_time () + PATIENCE;
  g_autoptr (GError) failed = NULL;
  g_autoptr (EtaSession) held = g_object_ref (self);
  gboolean done = attempt (self, data, &failed);

  if (!done && is_locked (failed) && !self->waiting && !self->impatient) {
    self->waiting = TRUE;
    g_signal_emit (self, signals[WAITING], 0, TRUE);
    while (!done && is_locked (failed) && g_get_monotonic_time () < end) {
      let_run (100);
      g_clear_error (&failed);
      done = attempt (self, data, &failed);
    }
    self->waiting = FALSE;
    g_signal_emit (self, signals[WAITING], 0, FALSE);
  }
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  return done;
}

void
eta_session_set_impatient (EtaSession *self, gboolean impatient)
{
  self->impatient = impatient;
}

typedef struct {
  const char *step, *detail;
  EtaSessionEdit func;
  gpointer data;
} Edit;

static gboolean
edit_once (EtaSession *self, gpointer data, GError **error)
{
  const Edit *edit = data;

  if (!eta_step_begin (self->store, edit->step, edit->detail, error))
    return FALSE;
  if (!edit->func (self->store, edit->data, error) || !eta_step_commit (self->store, error)) {
    eta_step_abort (self->store);
    return FALSE;
  }
  return TRUE;
}

gboolean
eta_session_edit (EtaSession *self,
                  const char *step,
                  const char *detail,
                  EtaSessionEdit func,
                  gpointer data,
                  GError **error)
{
  Edit edit = {step, detail, func, data};

  return patiently (self, edit_once, &edit, error);
}

static gboolean
put_product (EtaStore *store, gpointer data, GError **error)
{
  return eta_store_put_product (store, data, error);
}

gboolean
eta_session_put_product (EtaSession *self,
                         const char *step,
                         const char *detail,
                         const EtaProduct *product,
                         GError **error)
{
  return eta_session_edit (self, step, detail, put_product, (gpointer)product, error);
}

char *
eta_session_step_text (const EtaStep *step)
{
  if (step->detail)
    return g_strdup_printf ("%s: %s", _ (step->name), step->detail);
  return g_strdup (_ (step->name));
}

typedef struct {
  gboolean (*move) (EtaStore *, EtaStep **, GError **);
  EtaStep *step;
} Travel;

static gboolean
travel_once (EtaSession *self, gpointer data, GError **error)
{
  Travel *travel = data;

  return travel->move (self->store, &travel->step, error);
}

static gboolean
travel (EtaSession *self,
        gboolean (*move) (EtaStore *, EtaStep **, GError **),
        char **what,
        GError **error)
{
  Travel way = {move, NULL};

  if (!patiently (self, travel_once, &way, error))
    return FALSE;
  if (what)
    *what = eta_session_step_text (way.step);
  eta_step_free (way.step);
  return TRUE;
}

gboolean
eta_session_undo (EtaSession *self, char **what, GError **error)
{
  return travel (self, eta_history_undo, what, error);
}

gboolean
eta_session_redo (EtaSession *self, char **what, GError **error)
{
  return travel (self, eta_history_redo, what, error);
}

static gboolean
undo_from_once (EtaSession *self, gpointer data, GError **error)
{
  return eta_history_undo_from (self->store, *(const gint64 *)data, error);
}

gboolean
eta_session_undo_from (EtaSession *self, gint64 step, GError **error)
{
  return patiently (self, undo_from_once, &step, error);
}

void
eta_session_refresh (EtaSession *self)
{
  g_signal_emit (self, signals[CHANGED], 0, NULL);
  g_signal_emit (self, signals[HISTORY_CHANGED], 0);
}
