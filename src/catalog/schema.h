/* The tables of a catalog file and how a file of an older Etalase becomes one of today.
 *
 * A version is a number of steps: a file of version 3 has seen steps 1 to 3. A step that has been
 * released is never edited; a change of the tables is a new step at the end, with a fixture of the
 * version before in tests/fixtures/catalog. */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* "ETA1", in the header of every catalog file. */
#define ETA_APPLICATION_ID 0x45544131

typedef struct {
  const char *sql; /* statements, parted by ";" */
} EtaSchemaStep;

/* The steps that this program knows; their number is the version that it writes. */
const EtaSchemaStep *eta_schema_steps (guint *n);
/* For tests: other steps than the program's; NULL: its own again. */
void eta_schema_set_steps (const EtaSchemaStep *steps, guint n);
/* Tables that history records (NULL-terminated): what the user made, not journals or indexes. */
const char *const *eta_schema_tracked (void);

/* Runs the steps beyond the file's user_version, each in a transaction of its own that also raises
 * user_version; a program that is cut off goes on at the next start. Sets application_id with the
 * first step. Returns an SQLite result code; *FAILED (may be NULL) is the step that failed. */
int eta_schema_upgrade (sqlite3 *db, const EtaSchemaStep *steps, guint n, guint *failed);

G_END_DECLS
