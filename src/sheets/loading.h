/* How many cartons fit: on a pallet, in a 20', 40' and 40' high cube container. Integers only (mm,
 * g), from data/containers.tsv (inside sizes, payload) and data/pallets.tsv. Any thread. */
#pragma once

#include "catalog/packing.h"

G_BEGIN_DECLS

typedef enum {
  ETA_LIMIT_NONE,   /* it does not fit at all */
  ETA_LIMIT_VOLUME, /* the room inside is full to the last carton */
  ETA_LIMIT_SPACE,  /* whole cartons along length, width and height: the usual one */
  ETA_LIMIT_WEIGHT, /* payload */
} EtaLimit;

typedef struct {
  gint64 count;   /* whole cartons */
  EtaLimit limit; /* what keeps one more carton out */
  gint64 by_volume, by_space,
      by_weight; /* each bound alone; by_weight G_MAXINT64 without a weight */
} EtaLoading;

/* Cartons stowed loose in container CODE ("22G1" 20', "42G1" 40', "45G1" 40' HC), all turned alike:
 * the best of the six orientations, or of the two upright ones when CARTON->this_side_up. So the
 * figure can be checked with a pencil; a stevedore who turns the last row may get a few more in.
 * FALSE when the carton has no size or CODE is unknown. */
gboolean eta_loading_container (const EtaPack *carton, const char *code, EtaLoading *out);

/* Goods on a pallet: with the pallet's own 150 mm they are 1.80 m high, which passes every
 * container's door. */
#define ETA_PALLET_GOODS_MM 1650
#define ETA_PALLET_GOODS_G 1000000
/* Upright cartons on pallet CODE ("EUR", "GMA", "ISO1210", "ASIA"), none over the edge. */
gboolean eta_loading_pallet (const EtaPack *carton, const char *code, EtaLoading *out);
/* Of one layer on that pallet. 0 when it cannot be said. */
gint64 eta_loading_layer (const EtaPack *carton, const char *code);

G_END_DECLS
