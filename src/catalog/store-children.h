/* The lists of a product or producer (texts, prices, photos …): one description each, and one way
 * of reading, storing and deleting them all. Inside the store. */
#pragma once

#include "catalog/store-columns.h"
#include "catalog/store-sql.h"

G_BEGIN_DECLS

/* OBJECT is a new EtaProduct or EtaProducer: fills in its lists. */
gboolean eta_children_read_product (EtaStore *store, gint64 row, EtaProduct *into, GError **error);
gboolean
eta_children_read_producer (EtaStore *store, gint64 row, EtaProducer *into, GError **error);

/* Writes the rows that differ between STORED (NULL: nothing is stored yet) and WANTED; *WROTE is
 * set when there was one. */
gboolean eta_children_put_product (EtaStore *store,
                                   gint64 row,
                                   const EtaProduct *stored,
                                   const EtaProduct *wanted,
                                   gboolean *wrote,
                                   GError **error);
gboolean eta_children_put_producer (EtaStore *store,
                                    gint64 row,
                                    const EtaProducer *stored,
                                    const EtaProducer *wanted,
                                    gboolean *wrote,
                                    GError **error);

gboolean eta_children_delete_product (EtaStore *store, gint64 row, GError **error);
gboolean eta_children_delete_producer (EtaStore *store, gint64 row, GError **error);

G_END_DECLS
