/* How a product is packed: units in an inner pack, units in a carton, cartons on a pallet. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  char *id;      /* UUID of the row */
  char *level;   /* "inner", "carton" or "pallet" */
  gint64 count;  /* sale units in an inner pack or carton; cartons on a pallet. 0: not stated */
  gint64 length; /* outer size in mm; 0: not stated */
  gint64 width;  /* mm */
  gint64 height; /* mm */
  gint64 gross;  /* gross weight in g; 0: not stated */
  gint64 net;    /* net weight in g; 0: not stated */
  gboolean this_side_up; /* may be turned on the floor, not tipped */
} EtaPack;

EtaPack *eta_pack_new (void);
EtaPack *eta_pack_copy (const EtaPack *pack);
/* Ids count, too. */
gboolean eta_pack_equal (const EtaPack *a, const EtaPack *b);
void eta_pack_free (EtaPack *pack);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaPack, eta_pack_free)

G_END_DECLS
