/* What the files of a run (run-*.c) share. */
#pragma once

#include "catalog/history.h"
#include "sync/describe.h"
#include "sync/run.h"

G_BEGIN_DECLS

typedef struct {
  EtaStore *store;
  EtaMarketConnection *connection;
  const EtaConnector *connector;
  gpointer self;
  const char *market_id;
  EtaSyncOptions options;
  char *today;
  GCancellable *cancellable;
  const EtaMarketInfo *info;
  GHashTable *rows;   /* product id → EtaListingRow: the journal as it is now */
  GHashTable *photos; /* sha256 → ref: where pictures are, by the journal and by what was read */
  GHashTable *seen;   /* set of sha256 that a product in the shop shows: these are surely there */
  EtaSyncReport *report;
  guint sent, to_send, photos_sent, photos_to_send;
} EtaSync;

/* One product of a run. */
typedef struct {
  EtaPlanItem *plan;   /* borrowed: as it was shown */
  EtaPlanItem *now;    /* owned: decided anew just before sending; or NULL */
  EtaReportItem *told; /* borrowed, of the report */
  gboolean taken;      /* something of the shop went into the catalog */
  EtaPush push;
  guint exists;  /* times the shop said that it is there already */
  guint repairs; /* times it was found other than sent */
  char *words;   /* the shop's last words about it, or NULL */
} EtaJob;

void eta_sync_init (EtaSync *sync,
                    EtaStore *store,
                    EtaMarketConnection *connection,
                    const EtaSyncOptions *options,
                    GCancellable *cancellable);
void eta_sync_clear (EtaSync *sync);
/* Loads rows and photos of the journal. */
gboolean eta_sync_load (EtaSync *sync, GError **error);
/* Is it unknown what became of the last request for ROW (may be NULL)? */
gboolean eta_sync_is_in_doubt (const EtaListingRow *row);
/* Was the journal written for another address than the one that is connected now? */
gboolean eta_sync_has_moved (EtaSync *sync);
/* From now on it is this address that the journal is about. */
void eta_sync_settle_address (EtaSync *sync);
/* A catalog's error as one of ours: LOCKED becomes RUNNING. */
void eta_sync_take_error (GError **error, GError *cause);
void eta_sync_tell (EtaSync *sync, EtaStage stage, guint done, guint total, const char *format, ...)
    G_GNUC_PRINTF (5, 6);
/* Waits while paused. FALSE when cancelled. */
gboolean eta_sync_pause (EtaSync *sync, GError **error);
char *eta_sync_photo_path (EtaSync *sync, const char *sha256);
/* Notes that the pictures of REMOTE are there. */
void eta_sync_see (EtaSync *sync, const EtaRemote *remote);

/* run-jobs.c: sends JOBS (EtaJob*, at most a batch) and records what became of each. FALSE when
 * the whole run must stop. */
gboolean eta_sync_send (EtaSync *sync, GPtrArray *jobs, GError **error);

/* run-photos.c: uploads what JOBS still need. A photo that fails makes its jobs fail. */
gboolean eta_sync_send_photos (EtaSync *sync, GPtrArray *jobs, GError **error);

/* run-journal.c: each commits at once. */
gboolean eta_journal_fly (EtaSync *sync, GPtrArray *jobs, GError **error);
gboolean eta_journal_land (EtaSync *sync, EtaJob *job, EtaRemote *readback, GError **error);
gboolean
eta_journal_fail (EtaSync *sync, EtaJob *job, const char *message, gboolean undone, GError **error);
/* Nothing was sent for it: a conflict that waits, or a deletion that was accepted. */
gboolean
eta_journal_mark (EtaSync *sync, const EtaPlanItem *item, const char *state, GError **error);
gboolean eta_journal_settle (EtaSync *sync, EtaPlanItem *item, GError **error);
/* Nothing happened after all: as it was before. */
gboolean eta_journal_restore (EtaSync *sync, GPtrArray *jobs, GError **error);

/* run-report.c */
EtaSyncReport *eta_sync_report_new (const EtaPlan *plan, gboolean dry_run);
void eta_report_set (EtaReportItem *told, EtaOutcome outcome, const char *message);
void eta_report_count (EtaSyncReport *report);

G_END_DECLS
