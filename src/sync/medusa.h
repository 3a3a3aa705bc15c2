/* What the files of the Medusa connector share. */
#pragma once

#include "sync/describe.h"
#include "sync/market.h"

G_BEGIN_DECLS

typedef struct {
  EtaMarketConnection *connection;
  EtaMarketInfo *info; /* NULL until the first probe */
  GHashTable *terms;   /* "c:handle", "t:value" → id */
} EtaMedusa;

/* Probes unless that was done. */
gboolean eta_medusa_ensure_info (EtaMedusa *medusa, GCancellable *cancellable, GError **error);

/* The functions of EtaConnector that have a file of their own. */
EtaMarketInfo *eta_medusa_probe (gpointer self, GCancellable *cancellable, GError **error);
gboolean
eta_medusa_find (gpointer self, GPtrArray *wanted, GCancellable *cancellable, GError **error);
gboolean eta_medusa_put_photos (gpointer self,
                                GPtrArray *puts,
                                EtaPhotoPutDone done,
                                gpointer data,
                                GCancellable *cancellable,
                                GError **error);
GHashTable *
eta_medusa_lost_photos (gpointer self, GHashTable *refs, GCancellable *cancellable, GError **error);
gboolean eta_medusa_push (gpointer self,
                          GPtrArray *pushes,
                          gint64 *retry_after,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
