/* Steps: every write happens inside a named step; the step's changeset (SQLite session extension)
 * is kept in the file, so that undo and redo work for one field or for an import of 14,000 rows,
 * and survive a restart. The same table answers who changed what, when.
 *
 * Marketplace journals, settings and the search index are outside of history. */
#pragma once

#include "catalog/store.h"

G_BEGIN_DECLS

/* Opens a step and its transaction (BEGIN IMMEDIATE: waits 5 s for other writers, then LOCKED).
 * NAME is a translatable msgid, stored as it is and translated when shown, e.g. N_("Edit product");
 * DETAIL a name or number put beside it, or NULL. Steps do not nest. */
gboolean eta_step_begin (EtaStore *store, const char *name, const char *detail, GError **error);
/* Commits. A step that changed nothing leaves no trace (and keeps what could be redone); else what
 * could be redone is dropped. On error nothing of the step was stored and no step is open any more;
 * to try again, do it all again. */
gboolean eta_step_commit (EtaStore *store, GError **error);
/* Rolls back; nothing has happened. Safe to call without an open step. */
void eta_step_abort (EtaStore *store);
gboolean eta_step_open (EtaStore *store);
/* Joins the next commit to the step before it when that has the same NAME and DETAIL and is younger
 * than SECONDS: typing in one field twice is one undo. 0 (default): never. */
void eta_step_merge_within (EtaStore *store, guint seconds);

typedef struct {
  gint64 id;
  char *name;   /* msgid */
  char *detail; /* or NULL */
  char *who;    /* login name */
  char *when;   /* ISO 8601 UTC */
  gboolean undone;
  gint64 size; /* bytes of the changeset */
} EtaStep;
void eta_step_free (EtaStep *step);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaStep, eta_step_free)

/* What Ctrl+Z / Ctrl+Shift+Z would do; NULL when nothing. Transfer full. */
EtaStep *eta_history_peek_undo (EtaStore *store);
EtaStep *eta_history_peek_redo (EtaStore *store);
/* Undoes/redoes one step; *STEP (may be NULL) says which. Errors: NOT_FOUND when there is none;
 * INPUT when something stands in the way (another tool wrote to the file), which the message names:
 * then nothing was changed; LOCKED, FULL, READ_ONLY. Not inside a step. Works across restarts and
 * connections: it is always the newest step of the file. */
gboolean eta_history_undo (EtaStore *store, EtaStep **step, GError **error);
gboolean eta_history_redo (EtaStore *store, EtaStep **step, GError **error);
/* How many steps an undo back to and including STEP would take back; 0 when STEP is undone or
 * unknown.
 */
guint eta_history_count_from (EtaStore *store, gint64 step);
/* Undoes all those, in one go or not at all. Errors: as of eta_history_undo. */
gboolean eta_history_undo_from (EtaStore *store, gint64 step, GError **error);
/* Newest first; PRODUCT_ID NULL: all; LIMIT 0: all of them. Of a product that was deleted for good
 * nothing is listed. Transfer full array of EtaStep. */
GPtrArray *eta_history_list (EtaStore *store, const char *product_id, guint limit, GError **error);
/* Keeps the newest KEEP steps (0: 1000) and at most 200 MB of changesets. Done by itself now and
 * then when steps are committed. */
gboolean eta_history_trim (EtaStore *store, guint keep, GError **error);

G_END_DECLS
