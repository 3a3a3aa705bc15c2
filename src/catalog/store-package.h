/* What packages brought, and who is the same as whom. Inside package. */
#pragma once

#include "catalog/store.h"

G_BEGIN_DECLS

typedef struct {
  char *local;  /* UUID here */
  char *digest; /* of the content */
} EtaReceivedRow;
void eta_received_row_clear (EtaReceivedRow *row);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EtaReceivedRow, eta_received_row_clear)

/* What the catalog ORIGIN last sent under ID. FALSE: nothing, or *ERROR is set. */
gboolean eta_store_find_received (
    EtaStore *store, const char *origin, const char *id, EtaReceivedRow *row, GError **error);
/* Its JSON; NULL when there is none, or it cannot be read any more. Transfer full. */
GBytes *eta_store_received_content (EtaStore *store, const char *origin, const char *id);

typedef struct {
  const char *origin, *id, *local, *catalog, *file, *digest;
  const char *text; /* JSON */
  gsize len;
} EtaReceipt;
/* Inside a step. */
gboolean eta_store_put_received (EtaStore *store, const EtaReceipt *receipt, GError **error);

gboolean eta_store_has_producer (EtaStore *store, const char *id);
/* The one producer that must be PRODUCER under another id: the same name, and regency, NIB and OPOP
 * number not other ones; many pesantren share a name. NULL: none, or several. Transfer full. */
char *eta_store_producer_like (EtaStore *store, const EtaProducer *producer);

G_END_DECLS
