/* What a command of etalase-cli is, and what it works with.
 *
 * A command is one row in its group's table (cmd-*.c). dispatch.c reads the command line, opens the
 * catalog as the row asks, runs the command and turns its result into an exit code. Everything
 * printed goes through eta_say and eta_tell, so that --json leaves one document on stdout. */
#pragma once

#include "catalog/store.h"
#include "photos/album.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum {
  ETA_EXIT_DONE = 0,
  ETA_EXIT_PART = 1,   /* done in part, or remarks or conflicts are left */
  ETA_EXIT_USAGE = 2,  /* wrong use or bad input: nothing was changed */
  ETA_EXIT_FILE = 3,   /* the file cannot be used: locked, read-only, too new, damaged, disk full */
  ETA_EXIT_MARKET = 4, /* the marketplace cannot be reached or refuses the key */
} EtaExit;

/* What a command needs of the catalog file. */
typedef enum {
  ETA_USE_NOTHING,
  ETA_USE_READ, /* also from a folder that cannot be written to */
  ETA_USE_WRITE,
  ETA_USE_CREATE, /* made if it is not there */
} EtaUse;

typedef struct {
  char *file;    /* path of the catalog */
  gboolean json; /* --json */
  char **args;   /* what stands after the command and its options; NULL-terminated */
  guint n_args;
  EtaStore *store; /* as the command's USE asks; NULL with ETA_USE_NOTHING */
  GCancellable *cancellable;
  JsonNode *result;  /* what --json prints; owned */
  gboolean unusable; /* the catalog could not be opened */
  gboolean partly;   /* something is left: exit code 1 */
} EtaCall;

typedef struct {
  const char *name;      /* "list", "photo add" */
  const char *arguments; /* as the help shows them: "SKU FILE…", or NULL */
  const char *summary;   /* N_() */
  EtaUse use;
  guint min_args, max_args;
  guint texts; /* so many of the first arguments are texts, which have to be UTF-8; the rest are
                  file names */
  const GOptionEntry *options; /* or NULL; they fill static variables of the command's file */
  gboolean (*run) (EtaCall *call, GError **error);
} EtaCommand;

#define ETA_ANY_NUMBER G_MAXUINT

extern const EtaCommand eta_catalog_commands[], eta_table_commands[], eta_list_commands[],
    eta_product_commands[], eta_photo_commands[], eta_print_commands[], eta_sync_commands[],
    eta_safety_commands[], eta_history_commands[], eta_ready_commands[], eta_package_commands[];
extern const EtaCommand eta_many_commands[], eta_review_commands[], eta_rate_commands[],
    eta_collection_commands[];
extern const EtaCommand eta_communal_commands[], eta_handover_commands[];

/* --- what commands say ------------------------------------------------------------------------ */

/* A line on stdout, unless --json. */
void eta_say (EtaCall *call, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* A sentence on stderr. */
void eta_tell (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* How far it is, on a terminal; fits the progress of import and sheets. DATA: a text or NULL. */
void eta_show_progress (guint done, guint total, gpointer data);
void eta_clear_progress (void);
/* Sets the document of --json. Takes OBJECT. */
void eta_answer (EtaCall *call, JsonObject *object);
void eta_answer_array (EtaCall *call, JsonArray *array);
/* Sets it to {MEMBER: COUNT}. */
void eta_answer_count (EtaCall *call, const char *member, guint count);
/* Sets MEMBER unless TEXT is NULL. */
void eta_json_put (JsonObject *object, const char *member, const char *text);
/* Prints CALL's document. FALSE when stdout does not take it. */
gboolean eta_print_result (EtaCall *call);
gboolean eta_flush_output (void);

/* The exit code that ERROR stands for. */
EtaExit eta_exit_code (const GError *error);
/* A wrong use: ETA_CATALOG_ERROR_INPUT. Returns FALSE. */
gboolean eta_wrong (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* --- what commands share ---------------------------------------------------------------------- */

/* Opens the catalog as USE says. One that cannot be opened is a file that cannot be used, whatever
 * is wrong with it. */
gboolean eta_call_open (EtaCall *call, EtaUse use, GError **error);
/* The album of the catalog. */
EtaAlbum *eta_call_album (EtaCall *call, GError **error);
/* "us, de" → its markets; fails with a sentence that names those that are known. */
GStrv eta_call_markets (const char *text, GError **error);
/* Rows of the products that the arguments name by their SKUs (in that order); with ALL of all, by
 * their names in LANG (NULL: Indonesian). */
GArray *eta_call_rows (EtaCall *call, gboolean all, const char *lang, GError **error);
/* The product of argument I. */
EtaProduct *eta_call_product (EtaCall *call, guint i, GError **error);
/* The languages of the user, for names in lists: "id". Borrowed. */
const char *eta_user_lang (void);
/* One write in a step of its own. */
gboolean
eta_put_in_step (EtaStore *store, const char *step, const EtaProduct *product, GError **error);

G_END_DECLS
