/* Syncing: test the connection, make the plan, do it. For a worker thread with its own store
 * connection; no transaction is held while the network is waited for.
 *
 * A run can be stopped at any moment, by Cancel, a cut cable, a crash of either side: before each
 * request the journal says what is about to be sent, and the next run looks up what became of it
 * before it sends anything. A run when nothing has changed writes nothing. */
#pragma once

#include "catalog/store.h"
#include "sync/plan.h"

G_BEGIN_DECLS

/* "Test connection": reaches the shop, checks the key, learns what it is. Errors of sync/error.h.
 */
gboolean eta_sync_probe (EtaMarketConnection *connection,
                         EtaMarketInfo **info,
                         GCancellable *cancellable,
                         GError **error);

typedef enum {
  ETA_STAGE_PROBE,  /* saying hello */
  ETA_STAGE_READ,   /* what the shop has: products */
  ETA_STAGE_PHOTOS, /* photos */
  ETA_STAGE_SEND,   /* products */
} EtaStage;
/* TEXT: a sentence for people, borrowed. In the worker's thread. TOTAL 0: not known yet. */
typedef void (*EtaSyncProgress) (
    EtaStage stage, guint done, guint total, const char *text, gpointer data);

/* Path of the stored JPEG of a picture. Transfer full. */
typedef char *(*EtaPhotoPath) (const char *sha256, gpointer data);

typedef struct {
  const char *const *products; /* ids, NULL-terminated; NULL: all that are not in the trash, and
                                  what was listed and now is */
  EtaTake take;                /* for conflicts without a choice of their own */
  gboolean dry_run;            /* eta_sync_run: decide and report, write nothing anywhere */
  EtaPhotoPath photo_path;     /* NULL: the album beside the catalog */
  gpointer photo_data;
  EtaSyncProgress progress; /* may be NULL */
  gpointer progress_data;
  const int *paused; /* non-zero (g_atomic_int): wait between two requests; may be NULL */
  const char *today; /* ISO 8601; NULL: today */
  guint retry_unit;  /* ms of the first wait of our own choice; 0: 1000 */
} EtaSyncOptions;

/* What a run would do. Reads the shop, writes nothing there. OPTIONS may be NULL. Transfer full. */
EtaPlan *eta_sync_plan (EtaStore *store,
                        EtaMarketConnection *connection,
                        const EtaSyncOptions *options,
                        GCancellable *cancellable,
                        GError **error);

typedef enum {
  ETA_OUTCOME_SAME,     /* nothing was to do */
  ETA_OUTCOME_DONE,     /* sent, read back, and found right */
  ETA_OUTCOME_CONFLICT, /* waits for a choice (the rest of its changes is sent) */
  ETA_OUTCOME_FAILED,   /* message says why, in the shop's own words */
  ETA_OUTCOME_WAITING,  /* not tried: the run ended before */
} EtaOutcome;

typedef struct {
  char *product_id;
  char *sku;
  char *name;
  EtaAction action;
  EtaOutcome outcome;
  char *message; /* or NULL */
} EtaReportItem;

typedef struct {
  GPtrArray *items; /* EtaReportItem, all of the plan */
  guint same, done, failed, conflicts, waiting;
  EtaHttpCount count; /* what went over the wire in this run */
  gboolean dry_run;
} EtaSyncReport;
void eta_sync_report_free (EtaSyncReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaSyncReport, eta_sync_report_free)

/* Does PLAN. Sends all that is not a conflict; of conflicts only what was chosen. *REPORT is set
 * whenever anything was tried, also when the run stops early with FALSE: REFUSED_KEY, UNREACHABLE,
 * BUSY (it was waited for in vain), CANCELLED, RUNNING. A product that fails is no error of the
 * run: look at the report. */
gboolean eta_sync_run (EtaStore *store,
                       EtaMarketConnection *connection,
                       EtaPlan *plan,
                       const EtaSyncOptions *options,
                       EtaSyncReport **report,
                       GCancellable *cancellable,
                       GError **error);

/* “9 of 10 products are up to date, 1 failed.” Transfer full. */
char *eta_sync_report_text (const EtaSyncReport *report);
JsonNode *eta_sync_report_to_json (const EtaSyncReport *report);

G_END_DECLS
