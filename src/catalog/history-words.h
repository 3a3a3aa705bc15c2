/* What a step changed, in words: field, before, after. Read from its changeset, so it is right also
 * for imports and merges, and after the product was changed again. */
#pragma once

#include "catalog/history.h"

G_BEGIN_DECLS

typedef struct {
  char *owner;  /* name of the product, producer or catalog for print */
  char *what;   /* “Name (Arabic)”, “Price”, “New product” */
  char *before; /* NULL: was not there */
  char *after;  /* NULL: is not there any more */
} EtaChange;

void eta_change_free (EtaChange *change);

/* In LANG. PRODUCT_ID NULL: of everything, else of this product only. At most LIMIT (0: all);
 * *N_MORE (may be NULL) says how many there are besides. Transfer full array of EtaChange. */
GPtrArray *eta_history_changes (EtaStore *store,
                                gint64 step,
                                const char *product_id,
                                const char *lang,
                                guint limit,
                                guint *n_more,
                                GError **error);

G_END_DECLS
