/* What the page “Marketplace” has a worker do: pair, connect, compare, send. */
#pragma once

#include "app/jobs.h"
#include "sync/run.h"

G_BEGIN_DECLS

typedef enum { ETA_DO_PAIR, ETA_DO_CONNECT, ETA_DO_PLAN, ETA_DO_SYNC } EtaMarketTask;

typedef struct {
  gpointer page; /* weak; for the caller */
  EtaMarketTask task;
  char *catalog;          /* path */
  EtaMarketplace *market; /* owned; connecting gives it the shop's name */
  char *key;              /* typed now; NULL: from the keyring or the key file */
  EtaPlan *plan;          /* to be sent; or out */
  int paused;             /* g_atomic_int: non-zero waits between two requests */
  EtaSyncReport *report;  /* out */
  EtaMarketInfo *info;    /* out */
  char *keyring_problem;  /* out: why the key could only be kept in memory, or NULL */
} EtaMarketWork;

void eta_market_work_free (gpointer work);
/* An EtaJobWork. */
gboolean eta_market_work_do (EtaJob *job, gpointer work, GError **error);

G_END_DECLS
