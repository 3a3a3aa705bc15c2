/* What one step changed: the bytes that SQLite's session extension makes and applies. Inside the
 * store. */
#pragma once

#include "catalog/store-sql.h"

G_BEGIN_DECLS

typedef struct {
  void *data; /* sqlite3_malloc */
  int size;   /* 0: nothing changed */
} EtaChangeset;

void eta_changeset_free (EtaChangeset *changes);

/* Everything since the session began, inside its transaction. */
EtaChangeset *eta_changeset_take (EtaStore *store, sqlite3_session *session, GError **error);
EtaChangeset *eta_changeset_load (EtaStore *store, gint64 step, GError **error);
/* The changes of STEP and then CHANGES, as one. */
EtaChangeset *
eta_changeset_join (EtaStore *store, gint64 step, const EtaChangeset *changes, GError **error);
/* Visits every changed row until VISIT says FALSE. */
typedef gboolean (*EtaChangesetVisit) (
    sqlite3_changeset_iter *iter, const char *table, int n_columns, int op, gpointer data);
gboolean eta_changeset_visit (EtaStore *store,
                              const EtaChangeset *changes,
                              EtaChangesetVisit visit,
                              gpointer data,
                              GError **error);
/* Whether the first column of TABLE is a product's row number. */
gboolean eta_changeset_is_of_product (const char *table);
/* Products that CHANGES touch, themselves or in their children: row number (gint64 *) → UUID. */
GHashTable *eta_changeset_products (EtaStore *store, const EtaChangeset *changes, GError **error);
/* Applies CHANGES, or takes them back with INVERT. When something stands in the way, nothing is
 * applied and the error says what. NAME: msgid of the step. */
gboolean eta_changeset_apply (EtaStore *store,
                              const EtaChangeset *changes,
                              gboolean invert,
                              const char *name,
                              GError **error);
/* Adds to SET (of char *) every SHA-256 that stands in CHANGES. */
gboolean eta_changeset_pictures (EtaStore *store,
                                 const EtaChangeset *changes,
                                 GHashTable *set,
                                 GError **error);

G_END_DECLS
