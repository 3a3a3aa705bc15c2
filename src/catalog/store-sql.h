/* Inside the store: the connection, its statements, its transactions, and how SQLite's errors
 * become sentences. Only store*.c, history.c, search.c and backup.c include this. */
#pragma once

#include "catalog/store.h"

#include <sqlite3.h>

G_BEGIN_DECLS

struct _EtaStore {
  sqlite3 *db;
  char *path; /* absolute */
  char *name; /* its last part, for messages */
  EtaStoreFlags flags;
  gboolean read_only;
  char *warning;
  char *org;
  GHashTable *statements; /* SQL → sqlite3_stmt */
  int data_version;       /* as last seen by eta_store_poll */
  GHashTable *locks;      /* ids of the marketplaces that this store holds the run lock of */

  struct EtaOpenStep *step; /* history.c; NULL: none open */
  guint merge_within;       /* s */
  EtaStoreChanged changed;
  gpointer changed_data;
};

/* A prepared statement, owned by the store and reset when the variable goes out of scope. */
typedef sqlite3_stmt *EtaStatement;
void eta_statement_reset (EtaStatement stmt);
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (EtaStatement, eta_statement_reset, NULL)

/* Prepared once and kept by its text; not to be used twice at a time. NULL on error. */
EtaStatement eta_sql (EtaStore *store, const char *sql, GError **error);
/* ARGS: a letter per parameter: 't' const char * (not copied, may be NULL), 'i' gint64. */
EtaStatement eta_sql_bind (EtaStore *store, GError **error, const char *sql, const char *args, ...);
/* TRUE: there is a row. FALSE: the end, or *ERROR is set. */
gboolean eta_sql_next (EtaStore *store, EtaStatement stmt, GError **error);
/* Steps to the end and resets. */
gboolean eta_sql_done (EtaStore *store, EtaStatement stmt, GError **error);
/* Both in one: runs a statement without a result. */
gboolean eta_sql_run (EtaStore *store, GError **error, const char *sql, const char *args, ...);
/* The first column of the first row, or OTHERWISE. */
gint64 eta_sql_number (EtaStore *store, gint64 otherwise, const char *sql, const char *args, ...);
/* Transfer full; NULL when there is no row. */
char *eta_sql_text (EtaStore *store, const char *sql, const char *args, ...);
char *eta_sql_dup (EtaStatement stmt, int column);
/* After a loop over rows: hands FAILED on, if it is set. Returns whether it was not. */
gboolean eta_take_error (GError **error, GError **failed);

/* Statements without parameters, not kept. */
gboolean eta_sql_exec (EtaStore *store, const char *sql, GError **error);
/* A write that is whole or not at all: a transaction, or a savepoint when one is open already. */
gboolean eta_sql_begin (EtaStore *store, GError **error);
gboolean eta_sql_commit (EtaStore *store, GError **error);
void eta_sql_rollback (EtaStore *store);

/* Sets *ERROR from the result code RC of the last call. Always FALSE. */
gboolean eta_sql_fail (EtaStore *store, int rc, GError **error);
/* The same without a store: NAME is the file as messages call it, DB may be NULL. */
gboolean eta_sql_fail_named (sqlite3 *db, const char *name, int rc, GError **error);

/* ISO 8601 UTC with milliseconds, "2026-11-25T08:30:00.123Z", so that it sorts and compares as
 * text. Transfer full. */
char *eta_sql_now (void);

/* Row number of a producer, 0 when there is none. */
gint64 eta_store_producer_row (EtaStore *store, const char *id);

/* File system type as GIO names it ("ext2/ext3", "nfs"), or NULL; a test may put its own here. */
extern char *(*eta_store_fs_type) (const char *path);

/* For tests: how long a writer waits for another, ms (default 5000). */
extern int eta_store_patience;

G_END_DECLS
